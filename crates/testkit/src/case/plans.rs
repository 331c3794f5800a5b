//! What is said to whoever has no ticket yet.

use chrono::{NaiveDate, TimeDelta};

use super::Case;
use crate::people::looks_for_a_flight;

pub(super) fn cases(today: NaiveDate) -> Vec<Case> {
    let mut answers = looks_for_a_flight(today);
    answers["plan"]["about_on"] = (today - TimeDelta::days(10)).to_string().into();
    vec![Case { check: "plan-in-past", answers, intends: true }]
}
