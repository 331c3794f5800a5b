//! `edition.json`: which edition this is, when it holds, what bounds it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The file `edition.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Rises by one with every edition.
    pub number: u32,
    /// Not an official edition: whatever rests on it says so, and a verifier of real codes refuses its codes.
    #[serde(default, skip_serializing_if = "is_real")]
    pub sample: bool,
    /// Day of issue.
    pub issued: NaiveDate,
    /// First day on which a declaration is judged by it.
    pub valid_from: NaiveDate,
    /// Last day, if one is known.
    #[serde(default)]
    pub valid_until: Option<NaiveDate>,
    /// Number of the edition it replaces.
    #[serde(default)]
    pub replaces: Option<u32>,
    /// Last day on which the platform still takes the edition that this one replaces; until that one's own
    /// `valid_until` if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_taken_until: Option<NaiveDate>,
    /// Days before arrival that the form asks about.
    pub look_back_days: u32,
    /// Notices that the rules follow.
    pub sources: Vec<SourceNotice>,
    /// What no rule of this edition may exceed; itself bounded by [`crate::vocabulary`].
    pub caps: Caps,
    /// When a declaration may be sent.
    pub sending: Sending,
    /// Whether a person with no epidemic fact is green. An edition that gives such a person another colour does not load
    /// unless it says so here.
    #[serde(default = "yes", skip_serializing_if = "Clone::clone")]
    pub low_risk_green: bool,
    /// The dated notice by which such a person is not green.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low_risk_green_source: Option<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_real(sample: &bool) -> bool {
    !sample
}

/// A notice that rules name as their source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceNotice {
    /// Id that rules name.
    pub id: String,
    /// Title, in its own language.
    pub title: String,
    /// Its number, as its authority counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Day of publication.
    #[serde(default)]
    pub date: Option<NaiveDate>,
    /// Where it can be read.
    #[serde(default)]
    pub url: Option<String>,
    /// What no rule that follows this notice may exceed.
    #[serde(default, skip_serializing_if = "SourceCaps::is_open")]
    pub caps: SourceCaps,
}

/// Upper bounds that a notice sets for the rules that follow it; where it sets none, the edition's hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceCaps {
    /// Longest validity of a code, in hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_hours: Option<u32>,
    /// Longest retention of an answer, in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retention_days: Option<u32>,
    /// Longest look-back window, in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub look_back_days: Option<u32>,
}

fn yes() -> bool {
    true
}

impl SourceNotice {
    /// Whether it can be found by its number or its day.
    pub fn can_be_found(&self) -> bool {
        self.number.is_some() || self.date.is_some()
    }
}

impl SourceCaps {
    pub(crate) fn is_open(&self) -> bool {
        *self == Self::default()
    }
}

/// Upper bounds of this edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Caps {
    /// Longest validity of a code, in hours.
    pub valid_hours: u32,
    /// Longest look-back window, in days.
    pub look_back_days: u32,
    /// Longest retention of an answer, in days.
    pub retention_days: u32,
    /// Longest expression, in characters.
    pub expression_chars: u32,
    /// Most checks.
    pub checks: u32,
    /// Most work of one expression; [`crate::vocabulary::MAX_EXPRESSION_COST`] if not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expression_cost: Option<u64>,
    /// Most work of all expressions; [`crate::vocabulary::MAX_EDITION_COST`] if not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition_cost: Option<u64>,
}

/// When a declaration may be sent, in days around the journey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sending {
    /// Days before the first departure.
    pub opens_days_before_departure: u32,
    /// Days after the last arrival.
    pub closes_days_after_arrival: u32,
}
