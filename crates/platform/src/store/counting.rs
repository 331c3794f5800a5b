//! How many people there are of each kind, by what stands in clear.

use async_trait::async_trait;
use chrono::NaiveDate;

use super::{ShownRule, StoreError};

/// Counts people.
#[async_trait]
pub trait Counting: Send + Sync {
    /// Those who are expected on these days, each person once: by where they are met by what is so now.
    async fn tally(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<Tally>, StoreError>;
}

/// So many people who have all of this in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The day of the entry.
    pub day: NaiveDate,
    /// The port.
    pub port: Option<String>,
    /// The county.
    pub county: Option<String>,
    /// The rule that their code shows; none without one.
    pub shown: Option<ShownRule>,
    /// The stage's name.
    pub stage: String,
    /// How many.
    pub people: u32,
}

/// The same for both databases but for the days' signs.
pub(super) const TALLY: &str = "\
    SELECT e.day, coalesce(w.port, e.port), coalesce(w.county, e.county), d.shown_edition, d.shown_rule,
           coalesce(w.stage, 'declared'), count(*)
    FROM expected e JOIN declaration d ON d.id = e.declaration LEFT JOIN way w ON w.declaration = e.declaration
    WHERE e.day BETWEEN {from} AND {until} AND NOT ({REPLACED})
    GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6";
