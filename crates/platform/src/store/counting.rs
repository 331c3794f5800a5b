//! How many people there are of each kind, by what stands in clear.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};

use super::{ShownRule, StoreError};

/// Counts people.
#[async_trait]
pub trait Counting: Send + Sync {
    /// Those who are expected on these days, each person once: by where they are met by what is so now, or was when their time ended.
    async fn tally(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<Tally>, StoreError>;

    /// Counts something that has happened on a day.
    async fn count(&self, day: NaiveDate, what: &'static str, number: u64) -> Result<(), StoreError>;

    /// What was counted on these days, in the order of its names.
    async fn counted(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<(String, u64)>, StoreError>;

    /// The codes that stand, by their rules, of declarations that were changed last in that time.
    async fn codes(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Vec<(ShownRule, u64)>, StoreError>;

    /// Looks at single people in that time, by role.
    async fn looks(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<Looks>, StoreError>;
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

/// How often a role has looked at single people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looks {
    /// The role's name.
    pub role: String,
    /// How often.
    pub looks: u64,
    /// How often the same account has said nothing of that person within a day after.
    pub idle: u64,
}

/// Rows that are added up, of what is counted at once.
const PARTS: u8 = 32;

/// Which of the rows counts what is about a declaration.
pub(super) fn part(declaration: uuid::Uuid) -> u8 {
    declaration.as_bytes()[15] % PARTS
}

/// Codes by their rules.
pub(super) const CODES: &str = "\
    SELECT shown_edition, shown_rule, count(*) FROM declaration
    WHERE changed_at >= {from} AND changed_at < {until} AND shown_rule IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2";

/// Looks at single people; what was just said is looked at once more when it is shown. At lists and at what waits for an answer somebody looks without having to do anything.
pub(super) const LOOKS: &str = "\
    SELECT look.role, count(*), sum(CASE WHEN EXISTS (
        SELECT 1 FROM audit said WHERE said.declaration = look.declaration AND said.by = look.by
            AND said.at BETWEEN look.at - 60000 AND look.at + 86400000 AND said.event IN ('recorded', 'noted')
    ) THEN 0 ELSE 1 END)
    FROM (SELECT declaration, number, at, by, {role} AS role FROM audit
          WHERE at >= {from} AND at < {until} AND event LIKE 'looked %'
              AND event NOT IN ('looked list', 'looked asked', 'looked export')) look
    GROUP BY 1 ORDER BY 1";

/// Those who are still known and those who are not, in one; for both databases but for the days' signs.
pub(super) const TALLY: &str = "\
    SELECT day, port, county, shown_edition, shown_rule, stage, CAST(sum(people) AS bigint) FROM (
        SELECT day, port, county, shown_edition, shown_rule, stage, people FROM tallied
        WHERE day BETWEEN {from} AND {until}
        UNION ALL
        {EXPECTED} WHERE e.day BETWEEN {from} AND {until} AND NOT ({REPLACED}) GROUP BY 1, 2, 3, 4, 5, 6
    ) counted GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6";

/// Who is expected, by what they have in common.
pub(super) const EXPECTED: &str = "\
    SELECT e.day AS day, coalesce(w.port, e.port) AS port, coalesce(w.county, e.county) AS county, d.shown_edition, d.shown_rule,
           coalesce(w.stage, 'declared') AS stage, count(*) AS people
    FROM expected e JOIN declaration d ON d.id = e.declaration LEFT JOIN way w ON w.declaration = e.declaration";

/// Whose time is over.
pub(super) const ENDED: &str =
    "SELECT declaration FROM expected WHERE ends < {today} ORDER BY ends, declaration LIMIT {most}";

/// Counts them once more, as long as it is known who they are.
pub(super) const KEEP_TALLY: &str = "\
    INSERT INTO tallied (day, port, county, shown_edition, shown_rule, stage, people)
    {EXPECTED} WHERE e.declaration IN ({ENDED}) AND NOT ({REPLACED}) GROUP BY 1, 2, 3, 4, 5, 6";

/// Lets those go first whom one of them has replaced, of all at once: nobody comes by what they declared before that, nobody is counted
/// by it, and what is counted and what goes afterwards are the same.
pub(super) const FORGET_REPLACED: &str = "\
    DELETE FROM expected AS e WHERE e.declaration IN (
        SELECT mine.declaration FROM person newer
        JOIN person mine ON mine.document = newer.document AND mine.declaration < newer.declaration
        WHERE newer.declaration IN (SELECT declaration FROM expected WHERE ends < {today})
    ) AND ({REPLACED})";

/// And lets them go themselves.
pub(super) const FORGET_ENDED: &str = "DELETE FROM expected WHERE declaration IN ({ENDED})";

/// So long it is known how many they were.
pub(super) const TALLY_DAYS: i64 = 366;

/// A statement with the signs of a database, each in the place of its name.
pub(super) fn signed(statement: &str, signs: &[(&str, &str)]) -> String {
    let whole = [("{EXPECTED}", EXPECTED), ("{ENDED}", ENDED), ("{REPLACED}", super::expected::REPLACED)];
    whole.iter().chain(signs).fold(statement.to_owned(), |said, (name, sign)| said.replace(name, sign))
}
