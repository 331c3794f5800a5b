//! The day on which declarations are judged.

use chrono::{Local, NaiveDate};

/// The day that was named, or this one.
pub(crate) fn or_today(named: Option<NaiveDate>) -> NaiveDate {
    named.unwrap_or_else(|| Local::now().date_naive())
}
