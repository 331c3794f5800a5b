//! The list of an organisation's desk: where each case stands, who needs a hand and why, out of summaries, consents and the log
//! alone.
//!
//! Two expressions say it (`STANDING`, `NEEDS`); filters, counts and rows are made of them, so that a count and the list behind
//! it never disagree.

use chrono::{Days, NaiveDate};
use rusqlite::{Connection, Row, ToSql};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::summary::{self, Summary};
use crate::error::VaultError;
use crate::search_words;
use crate::vault::Vault;

/// Where a case stands, seen from the desk. Each stands in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It changed and was not looked at since.
    Unchecked,
    /// Nobody has consented yet.
    NoConsent,
    /// Questions are open.
    Missing,
    /// All is answered, and something of it is wrong.
    Blocked,
    /// It can be sent.
    Ready,
    /// It waits to be sent.
    Waiting,
    /// The platform has it.
    Received,
    /// It was taken back, and nothing new is filled in.
    Withdrawn,
    /// Somebody else has it in hand.
    HandedOver,
}

/// Why a case needs a hand today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// The platform refused it.
    Stopped,
    /// It flies within three days, or flew, and is not sent.
    FliesSoon,
    /// Somebody promised to call again.
    CallAgain,
    /// The flight left, and nobody was seen on it.
    NotBoarded,
    /// Landed two days ago or more, and not signed for at home.
    NotSigned,
    /// The code ends before boarding.
    CodeEnds,
    /// There is a newer edition of the form.
    Edition,
}

impl Need {
    /// All of them, the most urgent first.
    pub const ALL: [Self; 7] = [
        Self::Stopped,
        Self::FliesSoon,
        Self::CallAgain,
        Self::NotBoarded,
        Self::NotSigned,
        Self::CodeEnds,
        Self::Edition,
    ];

    fn bit(self) -> i64 {
        1 << (self as u8)
    }

    fn of(bits: i64) -> Vec<Self> {
        Self::ALL.into_iter().filter(|need| bits & need.bit() != 0).collect()
    }
}

/// An order of the list; what is equal in it goes by the place in the list that it came by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeskOrder {
    /// Who needs a hand first, then by the day of the flight.
    #[default]
    Hand,
    /// The nearest flight first.
    Day,
    /// By name.
    Name,
    /// As in the list that they came by.
    Place,
}

/// Which cases.
#[derive(Debug, Clone, Default)]
pub struct DeskQuery {
    /// As typed into the search field.
    pub text: String,
    /// Only those that stand here.
    pub standing: Option<Standing>,
    /// Only those that need a hand, for whatever reason.
    pub in_need: bool,
    /// Only those that need a hand for this.
    pub need: Option<Need>,
    /// Only by this flight.
    pub flight: Option<String>,
    /// Only on this day.
    pub day: Option<NaiveDate>,
    /// Only to this county.
    pub county: Option<String>,
    /// Only those who are at this stage of their way.
    pub stage: Option<String>,
    /// Only this one.
    pub id: Option<Uuid>,
    /// The order.
    pub order: DeskOrder,
    /// How many to leave out at the beginning.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// A case in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct DeskRow {
    /// The case.
    pub id: Uuid,
    /// What is shown of it.
    pub summary: Summary,
    /// Where it stands.
    pub standing: Standing,
    /// Why it needs a hand, the most urgent first.
    pub needs: Vec<Need>,
    /// Its row in the list that it came by.
    pub place: Option<u32>,
}

/// A part of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct DeskPage {
    /// In the order that was asked for.
    pub rows: Vec<DeskRow>,
    /// How many there are in all.
    pub total: u32,
}

/// How many there are of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskCounts {
    /// All cases.
    pub all: u32,
    /// Those that need a hand.
    pub in_need: u32,
    /// By place.
    pub standing: Vec<(Standing, u32)>,
    /// By reason.
    pub needs: Vec<(Need, u32)>,
}

/// What the list can be narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskFacets {
    /// Flights with their days, the nearest first.
    pub flights: Vec<(String, Option<NaiveDate>, u32)>,
    /// Counties as codes, the most frequent first.
    pub counties: Vec<(String, u32)>,
    /// Days of flights, the earliest first.
    pub days: Vec<(NaiveDate, u32)>,
    /// Stages of the way that somebody is at.
    pub stages: Vec<(String, u32)>,
}

const SHOWN: &str = "NOT EXISTS (SELECT 1 FROM deletion WHERE deletion.declaration = summary.declaration)";

const STANDING: &str = "CASE
    WHEN context = '' THEN 'unchecked'
    WHEN EXISTS (SELECT 1 FROM handed_over AS h WHERE h.declaration = summary.declaration) THEN 'handed-over'
    WHEN state = 'waiting' THEN 'waiting'
    WHEN EXISTS (SELECT 1 FROM draft AS d WHERE d.declaration = summary.declaration) THEN CASE
        WHEN NOT EXISTS (SELECT 1 FROM mandate AS m WHERE m.declaration = summary.declaration) THEN 'no-consent'
        WHEN missing > 0 THEN 'missing'
        WHEN blocking > 0 THEN 'blocked'
        ELSE 'ready' END
    WHEN flags & 2 THEN 'withdrawn'
    ELSE 'received'
END";

/// Bits by [`Need::bit`]. `?1` is today, `?2` the last day that is soon, `?3` the day before which a landing is long ago. The bits
/// of `flags` are those of [`super::summary::Flags`].
const NEEDS: &str = "(
    (flags & 1 <> 0)
    + 2 * (day <> '' AND day <= ?2 AND state = 'not-sent')
    + 4 * (ifnull((SELECT again_on FROM desk_log AS l WHERE l.declaration = summary.declaration
           ORDER BY l.number DESC LIMIT 1), '') BETWEEN '0' AND ?1)
    + 8 * (state = 'received' AND day <> '' AND day < ?1 AND stage IN ('', 'declared')
           AND flags & 2 = 0)
    + 16 * (stage IN ('landed', 'handed-over') AND day < ?3)
    + 32 * (flags & 4 <> 0)
    + 64 * (flags & 8 <> 0)
)";

impl Vault {
    /// A part of the desk's list; deleted cases are not in it.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn desk_list(&self, query: &DeskQuery, today: NaiveDate) -> Result<DeskPage, VaultError> {
        self.read(|connection| page(connection, query, today))
    }

    /// One case as it stands in the list.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn desk_list_one(&self, id: Uuid, today: NaiveDate) -> Result<Option<DeskRow>, VaultError> {
        let query = DeskQuery { id: Some(id), limit: 1, ..DeskQuery::default() };
        Ok(self.desk_list(&query, today)?.rows.pop())
    }

    /// The ids of all that a query finds, in its order, whatever its limit.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn desk_ids(&self, query: &DeskQuery, today: NaiveDate) -> Result<Vec<Uuid>, VaultError> {
        self.read(|connection| {
            let asked = Asked::of(query, today);
            let sql = format!("SELECT declaration FROM {} ORDER BY {}", asked.from(), order(query.order));
            let mut statement = connection.prepare_cached(&sql)?;
            let rows = statement
                .query_map(asked.parameters().as_slice(), |row| super::column::id(row, "declaration"))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// How many cases stand where, and how many need a hand.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn desk_counts(&self, today: NaiveDate) -> Result<DeskCounts, VaultError> {
        self.read(|connection| {
            let asked = Asked::of(&DeskQuery::default(), today);
            let sql = format!(
                "SELECT {STANDING} AS standing, {NEEDS} AS needs, count(*) AS number FROM {}
                 GROUP BY standing, needs ORDER BY standing",
                asked.from()
            );
            let mut statement = connection.prepare_cached(&sql)?;
            let mut counts = DeskCounts::default();
            let mut rows = statement.query(asked.parameters().as_slice())?;
            while let Some(row) = rows.next()? {
                let number: u32 = row.get("number")?;
                let bits: i64 = row.get("needs")?;
                counts.all += number;
                counts.in_need += if bits == 0 { 0 } else { number };
                add(&mut counts.standing, standing(row)?, number);
                for need in Need::of(bits) {
                    add(&mut counts.needs, need, number);
                }
            }
            Ok(counts)
        })
    }

    /// The flights and counties that there are.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn desk_facets(&self) -> Result<DeskFacets, VaultError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!(
                "SELECT flight, day, count(*) FROM summary WHERE {SHOWN} AND flight <> ''
                 GROUP BY flight, day ORDER BY day = '', day, flight"
            ))?;
            let flights = statement.query_map([], |row| {
                Ok((row.get(0)?, row.get_ref(1)?.as_str()?.parse().ok(), row.get(2)?))
            })?;
            let flights = flights.collect::<Result<_, _>>()?;
            let counties = each(connection, "county", "count(*) DESC, county")?;
            let days = each(connection, "day", "day")?
                .into_iter()
                .filter_map(|(day, count)| Some((day.parse().ok()?, count)));
            Ok(DeskFacets {
                flights,
                counties,
                days: days.collect(),
                stages: each(connection, "stage", STAGES)?,
            })
        })
    }
}

/// In the order of the way.
const STAGES: &str =
    "CASE stage WHEN 'intends' THEN 0 WHEN 'declared' THEN 1 WHEN 'boarded' THEN 2 WHEN 'landed' THEN 3
    WHEN 'handed-over' THEN 4 ELSE 5 END";

/// How many there are of each value of a column.
fn each(connection: &Connection, column: &str, order: &str) -> Result<Vec<(String, u32)>, VaultError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {column}, count(*) FROM summary WHERE {SHOWN} AND {column} <> ''
         GROUP BY {column} ORDER BY {order}"
    ))?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn add<T: PartialEq>(counts: &mut Vec<(T, u32)>, of: T, number: u32) {
    match counts.iter_mut().find(|(there, _)| *there == of) {
        Some((_, count)) => *count += number,
        None => counts.push((of, number)),
    }
}

fn page(connection: &Connection, query: &DeskQuery, today: NaiveDate) -> Result<DeskPage, VaultError> {
    let asked = Asked::of(query, today);
    let (from, order) = (asked.from(), order(query.order));
    let count = format!("SELECT count(*) FROM {from}");
    let total =
        connection.prepare_cached(&count)?.query_row(asked.parameters().as_slice(), |row| row.get(0))?;
    // What is shown of a case is put together for those of the page alone.
    let rows = format!(
        "WITH page AS (SELECT number FROM {from} ORDER BY {order} LIMIT {} OFFSET {})
         SELECT summary.*, member.place, {STANDING} AS standing, {NEEDS} AS needs
         FROM page JOIN summary USING (number) LEFT JOIN member USING (declaration) ORDER BY {order}",
        query.limit, query.offset
    );
    let mut statement = connection.prepare_cached(&rows)?;
    let rows = statement.query_map(asked.parameters().as_slice(), |row| {
        let (id, summary) = summary::from_row(row)?;
        Ok(DeskRow {
            id,
            summary,
            standing: standing(row)?,
            needs: Need::of(row.get("needs")?),
            place: row.get("place")?,
        })
    })?;
    Ok(DeskPage { rows: rows.collect::<Result<_, _>>()?, total })
}

fn standing(row: &Row<'_>) -> rusqlite::Result<Standing> {
    Ok(match row.get_ref("standing")?.as_str()? {
        "handed-over" => Standing::HandedOver,
        "waiting" => Standing::Waiting,
        "received" => Standing::Received,
        "withdrawn" => Standing::Withdrawn,
        "no-consent" => Standing::NoConsent,
        "missing" => Standing::Missing,
        "blocked" => Standing::Blocked,
        "ready" => Standing::Ready,
        _ => Standing::Unchecked,
    })
}

fn order(order: DeskOrder) -> String {
    let place = "(SELECT place FROM member AS p WHERE p.declaration = summary.declaration), number";
    match order {
        DeskOrder::Hand => format!("({NEEDS}) = 0, day = '', day, {place}"),
        DeskOrder::Day => format!("day = '', day, {place}"),
        DeskOrder::Name => format!("name = '', name, {place}"),
        DeskOrder::Place => place.to_owned(),
    }
}

/// A query as SQL. The first three parameters are the days that needs go by; every statement names them, so that their numbers
/// hold.
struct Asked {
    conditions: Vec<String>,
    values: Vec<String>,
}

impl Asked {
    fn of(query: &DeskQuery, today: NaiveDate) -> Self {
        let soon = today.checked_add_days(Days::new(2)).unwrap_or(today);
        let long_ago = today.checked_sub_days(Days::new(1)).unwrap_or(today);
        let mut asked = Self {
            conditions: vec![SHOWN.to_owned(), "?1 <> '' AND ?2 <> '' AND ?3 <> ''".to_owned()],
            values: [today, soon, long_ago].map(|day| day.to_string()).to_vec(),
        };
        if let Some(words) = search_words::asked(&query.text) {
            asked.only("number IN (SELECT rowid FROM search WHERE search MATCH ?)", words);
        }
        if let Some(standing) = query.standing {
            asked.only(&format!("{STANDING} = ?"), code(standing));
        }
        if query.in_need {
            asked.conditions.push(format!("{NEEDS} <> 0"));
        }
        if let Some(need) = query.need {
            asked.conditions.push(format!("({NEEDS} & {}) <> 0", need.bit()));
        }
        let (day, id) = (query.day.map(|day| day.to_string()), query.id.map(|id| id.to_string()));
        let exactly = [
            ("flight", &query.flight),
            ("county", &query.county),
            ("stage", &query.stage),
            ("day", &day),
            ("declaration", &id),
        ];
        for (column, value) in exactly {
            if let Some(value) = value {
                asked.only(&format!("{column} = ?"), value.clone());
            }
        }
        asked
    }

    fn only(&mut self, condition: &str, value: String) {
        self.values.push(value);
        self.conditions.push(condition.replace('?', &format!("?{}", self.values.len())));
    }

    fn from(&self) -> String {
        format!("summary WHERE {}", self.conditions.join(" AND "))
    }

    fn parameters(&self) -> Vec<&dyn ToSql> {
        self.values.iter().map(|value| value as &dyn ToSql).collect()
    }
}

fn code(standing: Standing) -> String {
    serde_json::to_value(standing).ok().and_then(|it| it.as_str().map(str::to_owned)).unwrap_or_default()
}
