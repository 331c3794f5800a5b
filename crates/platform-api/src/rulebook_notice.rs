//! Which editions of the rulebook a platform takes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// `GET /v2/rulebook`: the current edition and all that are still taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RulebookNotice {
    /// Number of the edition that new declarations should use.
    pub current: u32,
    /// The editions taken, the current one among them.
    pub editions: Vec<EditionNotice>,
}

/// One edition's dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EditionNotice {
    /// The edition's number.
    pub number: u32,
    /// When it was issued.
    pub issued: NaiveDate,
    /// First day it applies.
    pub valid_from: NaiveDate,
    /// Last day it applies; none while it has no end.
    pub valid_until: Option<NaiveDate>,
    /// Last day on which declarations under it are taken, where another edition replaces it.
    #[serde(default)]
    pub taken_until: Option<NaiveDate>,
}
