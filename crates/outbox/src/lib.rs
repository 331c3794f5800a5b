//! The outbox: the sealed spool, what to send next, what an answer means, and who does it.
//!
//! An envelope is committed in the vault first and put into the [`Spool`] next, which no key opens: so it is sent while every
//! vault is locked. [`decide`] is the life of an envelope as one pure function: a row and an event in, the next row out. An
//! attempt is counted on the disk before it is made, what came of it is written down before anybody hears of it, and a row is
//! closed only by a receipt that verifies against the exact bytes that were sent. So the program may die at any point: the
//! next start sends the same bytes to the same address again, and the platform answers with the same receipt.
//!
//! [`Sender`] empties the spool over [`HttpPlatform`]; [`merge`] and [`merge_letters`] bring what became of it into an open vault; [`Follower`] asks
//! how the vault's declarations stand, and [`news`] says what an answer is worth. Nothing here reads a clock but the one it
//! was given.

mod clock;
mod decide;
mod follower;
mod http;
mod letters;
mod merge;
mod news;
mod sender;
mod spool;
#[cfg(test)]
mod stage;

use std::sync::Arc;

use uuid::Uuid;

pub use clock::{Clock, ClockListener, ClockWatch, Difference};
pub use decide::{AT_ONCE, Event, LEASE, LONGEST_WAIT, Met, Row, State, decide, wait_after, wakes};
pub use follower::Follower;
pub use http::{
    BySlip, HttpPlatform, SlipAnswer, SlipCode, SlipKey, SlipLine, UnusableProfile, install_crypto_provider,
};
pub use letters::{
    KeptLetter, LetterState, LinkAnswered, keep, letters, letters_of_all, merge_letters, next_number,
};
pub use merge::{MergeError, merge};
pub use news::{News, Trusted, news};
pub use sender::Sender;
pub use spool::{Claim, NewEnvelope, SPOOL_FILE, SetAside, Spool, SpoolError, Spooled, Tally, set_aside};

/// Called with a declaration's id after something about it changed.
pub type Listener = Arc<dyn Fn(Uuid) + Send + Sync>;
