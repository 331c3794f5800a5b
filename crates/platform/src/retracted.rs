//! What a traveller says no longer: beside the declaration as long as its facts, also when all of it is withdrawn.
//!
//! Whoever was mistaken may say so; officers see that it was said, of whichever declaration of the same person it was.

use chrono::NaiveDate;
use declaration::{Retracted, Said, retracted};
use rulebook::Edition;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// More of them say nothing more; the latest are kept.
const MOST: usize = 30;

/// Something that a traveller says no longer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RetractedBy {
    /// What it was.
    pub(crate) what: Retracted,
    /// The edition whose questions it names.
    pub(crate) edition: u32,
    /// The revision that says it no longer, and the day on which that came.
    pub(crate) revision: u32,
    pub(crate) on: NaiveDate,
}

/// The answers of a revision, and the edition and day of them.
pub(crate) struct Revised<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) answers: &'a Value,
    pub(crate) revision: u32,
    pub(crate) on: NaiveDate,
}

/// What is retracted once a revision follows another: what was before and is not said again, and what it says no longer.
pub(crate) fn following(
    mut all: Vec<RetractedBy>,
    before: Option<Said<'_>>,
    Revised { edition, answers, revision, on }: Revised<'_>,
) -> Vec<RetractedBy> {
    for what in before.map(|before| retracted(edition, before, answers, on)).unwrap_or_default() {
        // Said and taken back once more, it is still one thing.
        all.retain(|known| (&known.what.pointer, &known.what.before) != (&what.pointer, &what.before));
        all.push(RetractedBy { what, edition: edition.head.number, revision, on });
    }
    all.retain(|one| !one.what.is_said_again(answers));
    all.drain(..all.len().saturating_sub(MOST));
    all
}
