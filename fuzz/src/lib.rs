//! What each fuzz target does with its bytes. The programs in `fuzz_targets/` only call these, and so does a test of the
//! workspace, with the seeds.

pub mod answers;
pub mod backup;
pub mod edition;
pub mod envelope;
pub mod graft;
pub mod health_code;
pub mod list;
pub mod mrz;
pub mod pictures;
pub mod repository;
pub mod wire;

use chrono::NaiveDate;

/// The day on which everything here happens, so that an input always does the same.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}
