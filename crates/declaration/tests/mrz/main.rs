//! The machine readable zone: worked examples of Doc 9303, what pasting does to lines, what one wrong character does.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod damage;
mod examples;
mod fields;
mod paste;
mod round_trip;
mod writer;

use std::sync::Arc;

use chrono::NaiveDate;
use declaration::mrz::{MrzField, MrzProblem, MrzReading};
use rulebook::Edition;

/// The day the tests live on.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn try_read(text: &str) -> Result<MrzReading, MrzProblem> {
    declaration::mrz::read(text, today())
}

fn read(text: &str) -> MrzReading {
    try_read(text).unwrap()
}

/// The bundled one.
fn edition() -> Arc<Edition> {
    Edition::bundled().unwrap()
}

fn value(field: &MrzField) -> &str {
    field.value.as_deref().unwrap_or("")
}
