//! The form engine over a small edition that has one of everything, and over the bundled one.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod after_landing;
mod answers;
mod carrying;
mod checks;
mod facts;
mod findings;
mod kinds;
mod properties;
mod retracted;
mod small;
mod soundness;
mod typing;
mod visibility;
