//! The outbox: what to send next, what an answer means, and the worker that does it.
//!
//! State lives in the vault alone. An attempt is counted there before it is made, the answer is written there before
//! anybody hears of it, and a row is closed only by a receipt that verifies against the exact bytes that were sent. So
//! the program may die at any point: the next start sends the same bytes to the same address again, and the platform
//! answers with the same receipt.
//!
//! [`decide`] is the pure part: an answer, a count and an instant in, the next step out. [`HttpPlatform`] speaks the
//! protocol over HTTP. [`Worker`] joins the two. Nothing here reads a clock but the one it was given.

mod clock;
mod decide;
mod http;
mod news;
mod worker;

pub use clock::Clock;
pub use decide::{LONGEST_WAIT, Met, Step, decide, wait_after};
pub use http::{HttpPlatform, UnusableProfile, install_crypto_provider};
pub use news::{News, Trusted, news};
pub use worker::{Listener, Worker};
