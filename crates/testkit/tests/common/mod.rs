//! What the tests of colours stand on: the edition that is bundled, on one day.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::sync::LazyLock;

use chrono::NaiveDate;
use declaration::{Edition, Form};
use testkit::travellers;

pub(crate) static FORM: LazyLock<Form> = LazyLock::new(|| Form::new(Edition::bundled().unwrap()));

pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// So many days from today, as an answer.
pub(crate) fn on(days: i64) -> String {
    travellers::day(today(), days)
}
