//! Edition 2 in `tests/fixtures/edition-2`: it loads, and differs from edition 1 in the ways that its README lists and in no
//! other.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod differences;
mod files;
mod travelling;
