//! A disk that fails, and a clock that is set, for tests. A child process runs with a shim in front of the C library: every call to the files of one
//! folder is written down, and the one that a test names is refused, cut short, or is the last that the process makes.
//!
//! What was written down also answers what a power cut would have left: everything that was flushed, and of the rest any part
//! (`power_cut`).
//!
//! It stands below everything that a program does with files: SQLCipher's, the standard library's, our own. So nothing has to be
//! built differently for it.
//!
//! To read: `run` (a child process on such a disk), `record` (what it did), `power_cut` (what would be left of that), `trial` (all of it
//! together, for whatever a program does); `clock`; `shim` (what both are loaded as).

mod clock;
mod power_cut;
mod record;
mod run;
mod shim;
mod trial;

pub use clock::MovedClock;
pub use power_cut::PowerCuts;
pub use record::{Call, Happened};
pub use run::{Disk, Fault, Mount, Run, Way, begin, end, say};
pub use trial::{Deed, EVERY, Trial, copy};
