//! What is said to whoever has no ticket yet.

use chrono::{NaiveDate, TimeDelta};

use super::Case;
use crate::people::looks_for_a_flight;

pub(super) fn cases(today: NaiveDate) -> Vec<Case> {
    let comes = |check, days| {
        let mut answers = looks_for_a_flight(today);
        answers["plan"]["about_on"] = (today + TimeDelta::days(days)).to_string().into();
        Case { check, answers, intends: true }
    };
    vec![comes("plan-in-past", -10), comes("plan-far-ahead", 400)]
}
