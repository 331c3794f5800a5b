//! What was and can be again: earlier states of a draft, and what was deleted.

use serde::Serialize;
use ts_rs::TS;

use super::{ReadBack, Who};

/// The states that a draft was in.
#[derive(Debug, Clone, Serialize, TS)]
pub struct History {
    pub id: String,
    /// The edition whose texts name the questions.
    pub edition: u32,
    /// Whom the questions speak of.
    pub who: Who,
    /// The traveller's name, where it is known.
    pub name: Option<String>,
    /// The latest first.
    pub states: Vec<PastState>,
}

/// A state that a draft was in.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PastState {
    /// Names it within its draft.
    #[ts(type = "number")]
    pub seq: i64,
    /// RFC 3339 instant at which it was saved.
    pub saved_at: String,
    /// What was changed after it.
    pub changed: Vec<PastChange>,
}

/// A question whose answer was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PastChange {
    pub pointer: String,
    /// Message id of the question.
    pub text: String,
    /// Number of the item, from 1, inside a repeating group.
    pub item: Option<u32>,
}

/// All answers of a past state.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PastAnswers {
    #[ts(type = "number")]
    pub seq: i64,
    pub edition: u32,
    pub answers: Vec<ReadBack>,
}

/// What was deleted and can be brought back.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Deleted {
    /// The latest first.
    pub items: Vec<DeletedItem>,
    /// Names of the folders with damaged vaults: each holds what was there before its rescue.
    pub aside: Vec<String>,
}

/// A declaration that was deleted, or the correction of one that was given up.
#[derive(Debug, Clone, Serialize, TS)]
pub struct DeletedItem {
    pub id: String,
    /// The traveller's name, where it is known.
    pub name: Option<String>,
    /// Such as `FRA → PVG`.
    pub route: Option<String>,
    /// Only a correction, what was sent stays: which of those given up.
    pub correction: Option<u32>,
    /// RFC 3339 instant.
    pub deleted_at: String,
    /// When it goes for good; told as a day, by the same clock.
    pub until: String,
}
