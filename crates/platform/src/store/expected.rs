//! Who is expected where: by port and day, by county and day, by reference. Tables of their own, written together with the
//! revision, so that a desk finds its people without looking at all.

use async_trait::async_trait;
use chrono::NaiveDate;
use uuid::Uuid;

use super::{Note, Part, ShownRule, StoreError};

/// The same person has declared anew since, for a later journey or the same: the newest counts as expected. Whoever has
/// boarded or landed is looked after by what was declared for that flight.
pub(super) const REPLACED: &str = "\
    EXISTS (SELECT 1 FROM person mine
            JOIN person newer ON newer.document = mine.document AND newer.declaration > mine.declaration
            JOIN expected its ON its.declaration = newer.declaration
            WHERE mine.declaration = e.declaration)
    AND NOT EXISTS (SELECT 1 FROM way w WHERE w.declaration = e.declaration
                    AND w.stage IN ('boarded', 'landed', 'handed-over', 'received'))";

/// Finds declarations by where their travellers are expected.
#[async_trait]
pub trait Expecting: Send + Sync {
    /// Who is expected there on these days, in the order of days, flights and ids.
    async fn expected(
        &self,
        place: Place,
        from: NaiveDate,
        until: NaiveDate,
    ) -> Result<Vec<Expected>, StoreError>;

    /// Where a declaration's traveller is expected; none where it is unknown, withdrawn or ended.
    async fn expected_at(&self, declaration: Uuid) -> Result<Option<Expected>, StoreError>;

    /// The declarations with that reference; rarely more than one.
    async fn referred(&self, reference: String) -> Result<Vec<Uuid>, StoreError>;

    /// How declarations stand, in no order; without those that are unknown.
    async fn states(&self, declarations: Vec<Uuid>) -> Result<Vec<State>, StoreError>;

    /// Their parts of answers that name this reader.
    async fn read_by(
        &self,
        declarations: Vec<Uuid>,
        reader: &'static str,
    ) -> Result<Vec<(Uuid, Part)>, StoreError>;

    /// Adds the same entry to the log of each.
    async fn note_each(&self, declarations: Vec<Uuid>, note: Note) -> Result<(), StoreError>;
}

/// A place to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A port, by its code.
    Port(String),
    /// All counties whose codes begin so.
    Counties(String),
}

/// Where somebody is expected, in clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The declaration.
    pub declaration: Uuid,
    /// The day of the entry into China; [`UNDATED`] of an intention that names none.
    pub day: NaiveDate,
    /// The port of entry.
    pub port: Option<String>,
    /// The flight.
    pub flight: Option<String>,
    /// The county that receives.
    pub county: Option<String>,
    /// The township.
    pub township: Option<String>,
    /// Its reference, without a hyphen.
    pub reference: String,
    /// Last day in Zhejiang on which it may be known.
    pub ends: NaiveDate,
}

/// The day of somebody who names none: after all others.
pub const UNDATED: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).expect("a day");

/// How a declaration stands, in clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// The declaration.
    pub declaration: Uuid,
    /// The latest revision.
    pub revision: u32,
    /// The edition it was filled in with; none once withdrawn.
    pub edition: Option<u32>,
    /// The rule that its answers come under by themselves; none where there is no code.
    pub rule: Option<String>,
    /// An officer has taken its traveller in, who has not declared.
    pub taken_in: bool,
    /// The rule that its code shows; none where there is none.
    pub shown: Option<ShownRule>,
}
