//! `edition.json`: which edition this is, when it holds, what bounds it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The file `edition.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// Rises by one with every edition.
    pub number: u32,
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
    /// Days before arrival that the form asks about.
    pub look_back_days: u32,
    /// Notices that the rules follow.
    pub sources: Vec<SourceNotice>,
    /// What no rule of this edition may exceed; itself bounded by [`crate::vocabulary`].
    pub caps: Caps,
    /// When a declaration may be sent.
    pub sending: Sending,
}

/// A notice that rules name as their source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceNotice {
    /// Id that rules name.
    pub id: String,
    /// Title, in its own language.
    pub title: String,
    /// Day of publication.
    #[serde(default)]
    pub date: Option<NaiveDate>,
    /// Where it can be read.
    #[serde(default)]
    pub url: Option<String>,
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
