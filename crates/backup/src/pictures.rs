//! A file as a run of QR codes: shown on one screen, read by another's camera or from pictures of the first one.
//!
//! The run is a *Uniform Resource* (<https://github.com/BlockchainCommons/Research/blob/master/papers/bcr-2020-005-ur.md>) in its
//! form of many parts. The first parts are the file's pieces in order; those that follow mix several pieces each, so that
//! whoever missed some need not wait for just these to come round again. Each part says to which file it belongs: codes of two
//! files may be read in any order and never become a third one. What is shown is as encrypted as the file is.
//!
//! To read: `show` (a file into texts), `gather` (texts into a file; `part` is what one of them says), `find` (the texts in a picture).

mod find;
mod gather;
mod part;
mod show;
#[cfg(test)]
mod tests;

pub use find::{LONGEST_SIDE, find};
pub use gather::{Gathering, Progress, Seen};
pub use show::{Fineness, Showing, write_to_show};

/// The type of our resources: another program's runs are told apart by it.
const TYPE: &str = "guitu-backup";
/// A longer file is better carried as a file: a camera takes four minutes for this one.
const LONGEST: usize = 128 << 10;
/// Nobody shows a file in more pieces.
const MOST_PIECES: usize = 2_000;
/// Twice as many mixed parts come after the pieces themselves; then it begins anew.
const ROUNDS: usize = 3;

/// A Uniform Resource holds CBOR: the file is one string of bytes. This is what stands before it.
fn heading(length: usize) -> Vec<u8> {
    const BYTES: u8 = 0b010_00000;
    let mut heading = vec![BYTES | 26]; // 26: the length follows in four bytes
    heading.extend((length as u32).to_be_bytes());
    heading
}

/// The file behind its heading.
fn without_heading(message: &[u8]) -> Option<&[u8]> {
    let (first, rest) = message.split_at_checked(heading(0).len())?;
    (first == heading(rest.len())).then_some(rest)
}
