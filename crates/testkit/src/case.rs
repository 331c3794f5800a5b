//! For each check of edition 1 the smallest change of a complete traveller that makes this check speak, and no other.

mod health;
mod journey;
mod people;
mod plans;
mod stays;

use chrono::{Days, NaiveDate};
use serde_json::Value;

use crate::Traveller;
use crate::travellers::student_from_prato;

/// A traveller whom one check has something to say to.
#[derive(Debug, Clone)]
pub struct Case {
    /// The check's id in `rulebook/checks.json`.
    pub check: &'static str,
    /// The changed answers.
    pub answers: Value,
    /// They are an intention's: there is no ticket yet.
    pub intends: bool,
}

/// One case for every check, as declared on `today`.
pub fn all(today: NaiveDate) -> Vec<Case> {
    let mut all = people::cases(today);
    all.extend(journey::cases(today));
    all.extend(stays::cases(today));
    all.extend(health::cases(today));
    all.extend(plans::cases(today));
    all
}

/// The case of one check.
pub fn of(check: &str, today: NaiveDate) -> Option<Case> {
    all(today).into_iter().find(|case| case.check == check)
}

/// The student in Prato two days after she landed: what matters only now is asked.
fn landed_student(today: NaiveDate) -> Traveller {
    student_from_prato(today.checked_sub_days(Days::new(6)).unwrap_or(today))
}

fn case(check: &'static str, traveller: Traveller) -> Case {
    Case { check, answers: traveller.answers, intends: false }
}
