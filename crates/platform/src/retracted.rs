//! What a traveller says no longer: beside the declaration as long as its facts, also when all of it is withdrawn.
//!
//! Whoever was mistaken may say so; officers see that it was said, of whichever declaration of the same person it was.

use chrono::NaiveDate;
use declaration::{Retracted, Said, retracted};
use rulebook::{Colour, Edition};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::person::severity;
use crate::rules::Rules;

/// More of them say nothing more; the latest are kept.
const MOST: usize = 30;

/// What was so of earlier revisions and is not of the latest, as it is sealed.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Earlier {
    /// What was said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) answers: Vec<RetractedBy>,
    /// The worst code that one of them had by itself, where that of the latest is a better one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) code: Option<WorseCode>,
}

impl Earlier {
    /// Whether nothing was so.
    pub(crate) fn is_nothing(&self) -> bool {
        self.answers.is_empty() && self.code.is_none()
    }

    /// The latest has this rule by itself: what was no worse is not kept, and of what was the worst.
    pub(crate) fn keep_the_worst(&mut self, new: Option<WorseCode>, now: Colour, rules: &Rules) {
        let how_bad =
            |code: &WorseCode| rules.rule(code.edition, &code.rule).map(|(_, rule)| severity(rule.colour));
        let all = self.code.take().into_iter().chain(new);
        let worse = all.filter_map(|code| Some((how_bad(&code)?, code)));
        let worse = worse.filter(|(bad, _)| *bad > severity(now));
        self.code = worse.max_by_key(|(bad, _)| *bad).map(|(_, code)| code);
    }
}

/// The rule that a revision came under by itself, and that the one after it does not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WorseCode {
    pub(crate) edition: u32,
    pub(crate) rule: String,
    /// The revision after it, and the day on which that came.
    pub(crate) revision: u32,
    pub(crate) on: NaiveDate,
}

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
