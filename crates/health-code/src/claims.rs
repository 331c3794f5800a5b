//! What a code says.

use chrono::{DateTime, NaiveDate, Utc};
use rulebook::{Colour, ListVersion};
use uuid::Uuid;

/// The only purpose a code may have.
pub const PURPOSE: &str = "epidemic-prevention";

/// What a signed code says of its holder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeClaims {
    /// Green, yellow or orange.
    pub colour: Colour,
    /// Id of the policy rule that decided.
    pub rule: String,
    /// Ids of its reasons; a code without one is refused.
    pub reasons: Vec<String>,
    /// Number of the rulebook edition.
    pub edition: u32,
    /// The risk list that places and flights were looked up in.
    pub list: ListVersion,
    /// When the platform assigned it; whole seconds travel.
    pub issued_at: DateTime<Utc>,
    /// Until when it may be relied on; whole seconds travel.
    pub valid_until: DateTime<Utc>,
    /// [`PURPOSE`]; a code with another is refused.
    pub purpose: String,
    /// The declaration it rests on.
    pub declaration: Uuid,
    /// That declaration's revision.
    pub revision: u32,
    /// The traveller's name as printed in the document.
    pub name: String,
    /// Last characters of the document's number, enough to compare.
    pub document_tail: String,
    /// Flight of arrival, if there is one.
    pub flight: Option<String>,
    /// The day on which that flight, or whatever crosses the border, departs: a code for one journey is none for another.
    pub departs_on: Option<NaiveDate>,
    /// Id of the way to have the code corrected.
    pub correction: String,
    /// It rests on a sample edition and is worth nothing anywhere else.
    pub sample: bool,
}
