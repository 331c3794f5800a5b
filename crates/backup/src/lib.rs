//! Cases as one encrypted file: a backup for its owner, or a hand-over to somebody else.
//!
//! A file is a short head in the clear, which says how long the rest is and what its hash is, and an *age* file
//! (<https://age-encryption.org/v1>): encrypted by a passphrase, or to the key of whoever receives it. So what is cut off or
//! damaged is told before anybody types a passphrase, and without this program `tail -c +97 FILE | age -d | gunzip` opens it.
//! Inside are lines of JSON: what the file is, a case a line, and a line that says that this was all.
//!
//! Bytes from outside are read here, so nothing is believed: lengths are bounded, and each way in which a file can be wrong is an
//! [`Error`] of its own. What a case is, this crate does not know.
//!
//! A file travels on a stick or by mail, or as a run of QR codes from one screen to another ([`pictures`]).
//!
//! To read: `head` (the part in the clear), `lines` (the part inside), `keys` (who may open it), `file` (all of them together),
//! `pictures` (a file as QR codes).

mod error;
mod file;
mod head;
mod keys;
mod lines;
pub mod pictures;
#[cfg(test)]
mod tests;

pub use error::Error;
pub use file::{Cases, Sealed, look, read, write};
pub use keys::{Opening, OwnKey, ReceiverKey, Seal};
pub use lines::{About, Purpose, VERSION, lines};
