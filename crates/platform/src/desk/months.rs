//! Months as they are asked for.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use platform_api::{Problem, ProblemCode};

/// `2026-12`.
pub(super) fn name(month: NaiveDate) -> String {
    month.format("%Y-%m").to_string()
}

pub(super) fn first_of(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)
}

/// The first day of the month that is asked for, one of these; of this one where none is named.
pub(super) fn asked(
    months: &[NaiveDate],
    today: NaiveDate,
    named: Option<&str>,
) -> Result<NaiveDate, Problem> {
    let first = match named {
        None => first_of(today),
        Some(named) => months.iter().copied().find(|month| name(*month) == named),
    };
    Ok(first.ok_or(ProblemCode::BadRequest)?)
}

/// The last day of the month that begins then.
pub(super) fn last_of(first: NaiveDate) -> Result<NaiveDate, Problem> {
    let next = first.checked_add_months(Months::new(1)).ok_or(ProblemCode::Internal)?;
    Ok(next - Days::new(1))
}
