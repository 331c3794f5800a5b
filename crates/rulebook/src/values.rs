//! What a CEL value is, read as one of our own; nothing where it is of another type.

use cel::common::types::{CelString, CelTimestamp};
use cel::common::value::Val;
use chrono::NaiveDate;

/// A text.
pub fn text(value: &dyn Val) -> Option<String> {
    value.downcast_ref::<CelString>().map(|text| text.inner().to_owned())
}

/// A civil date: the day, at 00:00 UTC, that an expression compares.
pub fn date(value: &dyn Val) -> Option<NaiveDate> {
    value.downcast_ref::<CelTimestamp>().map(|instant| instant.inner().date_naive())
}

/// Each item of a list, if `read` reads all of them.
pub fn each<T>(value: &dyn Val, read: impl Fn(&dyn Val) -> Option<T>) -> Option<Vec<T>> {
    let mut values = value.as_iterable()?.iter();
    let mut read_values = Vec::new();
    while let Some(value) = values.next() {
        read_values.push(read(value)?);
    }
    Some(read_values)
}
