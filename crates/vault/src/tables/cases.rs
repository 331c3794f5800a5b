//! Lists of cases: filtered, sorted and paged by the database out of their summaries alone.

use chrono::NaiveDate;
use rusqlite::{Connection, ToSql};
use uuid::Uuid;

use super::draft::{self, DraftRow};
use super::handed_over;
use super::summary::{self, Summary};
use crate::error::VaultError;
use crate::search_words;
use crate::vault::Vault;

/// Which cases, in which order, and which part of them.
#[derive(Debug, Clone, Default)]
pub struct CaseQuery {
    /// As typed into the search field.
    pub text: String,
    /// Another way of writing it, which is looked for as well.
    pub or_text: Option<String>,
    /// Only in one of these states; any where there is none.
    pub states: Vec<String>,
    /// Only at one of these stages; any where there is none.
    pub stages: Vec<String>,
    /// Only to this county.
    pub county: Option<String>,
    /// Only by this flight.
    pub flight: Option<String>,
    /// Only from this day on.
    pub from: Option<NaiveDate>,
    /// Only until this day.
    pub until: Option<NaiveDate>,
    /// The order.
    pub order: CaseOrder,
    /// How many to leave out at the beginning.
    pub offset: u32,
    /// How many at most.
    pub limit: u32,
}

/// An order of cases; what is equal in it goes by age, so that pages never overlap.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CaseOrder {
    /// Changed last, first.
    #[default]
    Latest,
    /// The nearest day first.
    Day,
    /// By name.
    Name,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct CasePage {
    /// Ids and what is shown of them; without their words.
    pub rows: Vec<(Uuid, Summary)>,
    /// How many there are in all.
    pub total: u32,
}

impl Vault {
    /// Saves a draft together with its summary, in one transaction.
    ///
    /// # Errors
    /// As [`Vault::save_draft`].
    pub fn save_case(&self, draft: &DraftRow, summary: &Summary) -> Result<(), VaultError> {
        self.write(|transaction| {
            handed_over::require_in_hand(transaction, draft.id)?;
            draft::save(transaction, draft)?;
            summary::put(transaction, draft.id, summary)
        })
    }

    /// Writes the summary of a case that changed otherwise: it was sent, its status came, a day went by.
    ///
    /// # Errors
    /// `vault-not-found` when there is no such declaration; `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn put_summary(&self, id: Uuid, summary: &Summary) -> Result<(), VaultError> {
        self.write(|transaction| {
            super::declaration::require(transaction, id)?;
            summary::put(transaction, id, summary)
        })
    }

    /// Cases whose summary was made under neither of these or before they changed; those that changed first, and of each the latest
    /// first, at most `limit`. All others are not looked at.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn to_summarise(&self, contexts: [&str; 2], limit: u32) -> Result<Vec<Uuid>, VaultError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT declaration, context FROM summary
                     WHERE context < ?1 AND declaration NOT IN (SELECT declaration FROM deletion)
                 UNION ALL SELECT declaration, context FROM summary
                     WHERE context > ?1 AND context < ?2 AND declaration NOT IN (SELECT declaration FROM deletion)
                 UNION ALL SELECT declaration, context FROM summary
                     WHERE context > ?2 AND declaration NOT IN (SELECT declaration FROM deletion)
                 ORDER BY context, declaration DESC LIMIT ?3",
            )?;
            let [first, second] = if contexts[0] < contexts[1] { contexts } else { [contexts[1], contexts[0]] };
            let rows =
                statement.query_map((first, second, limit), |row| super::column::id(row, "declaration"))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Writes summaries that were made of what the vault held at `as_of` ([`Vault::writes`]), unless something was written since: then
    /// they are made again. Says whether they were written. It changes nothing that is remembered of a draft.
    ///
    /// # Errors
    /// `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn put_summaries(&self, summaries: &[(Uuid, Summary)], as_of: u64) -> Result<bool, VaultError> {
        self.write_derived(as_of, |transaction| {
            for (id, summary) in summaries {
                summary::put(transaction, *id, summary)?;
            }
            Ok(())
        })
    }

    /// How much was deleted and can be brought back: declarations, and corrections that were given up.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn deleted_count(&self) -> Result<u32, VaultError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT (SELECT count(*) FROM deletion) + (SELECT count(*) FROM dropped_draft
                     WHERE declaration NOT IN (SELECT declaration FROM deletion))",
            )?;
            Ok(statement.query_row([], |row| row.get(0))?)
        })
    }

    /// A part of the list of cases; deleted ones are not among them.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn cases(&self, query: &CaseQuery) -> Result<CasePage, VaultError> {
        self.read(|connection| page(connection, query))
    }

    /// How the database goes about a part of the list, a step a line.
    #[cfg(test)]
    pub(crate) fn case_plan(&self, query: &CaseQuery) -> Result<String, VaultError> {
        self.read(|connection| {
            let (sql, values) = statement(query);
            let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
            let steps =
                plan.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>("detail"))?;
            Ok(steps.collect::<Result<Vec<_>, _>>()?.join("\n"))
        })
    }
}

/// Walks once through the index that holds all a list goes by, and reads what is shown of a case for those of the page alone. Where the
/// page is empty, one row without a case still says how many there are.
fn page(connection: &Connection, query: &CaseQuery) -> Result<CasePage, VaultError> {
    let (sql, values) = statement(query);
    let mut statement = connection.prepare_cached(&sql)?;
    let parameters: Vec<&dyn ToSql> = values.iter().map(|value| value as &dyn ToSql).collect();
    let mut found = CasePage { rows: Vec::new(), total: 0 };
    let mut rows = statement.query(parameters.as_slice())?;
    while let Some(row) = rows.next()? {
        found.total = row.get("total")?;
        if row.get::<_, Option<i64>>("number")?.is_some() {
            found.rows.push(summary::from_row(row)?);
        }
    }
    Ok(found)
}

fn statement(query: &CaseQuery) -> (String, Vec<String>) {
    let (conditions, values) = conditions(query);
    let order = match query.order {
        CaseOrder::Latest => "updated_at DESC, number DESC",
        CaseOrder::Day => "day = '', day, number DESC",
        CaseOrder::Name => "name = '', name, number DESC",
    };
    let sql = format!(
        "WITH listed AS MATERIALIZED (
             SELECT number, updated_at, day, name FROM summary INDEXED BY summary_listed WHERE {conditions}
         )
         SELECT total, summary.* FROM (SELECT count(*) AS total FROM listed)
         LEFT JOIN (SELECT number FROM listed ORDER BY {order} LIMIT {} OFFSET {}) AS page
         LEFT JOIN summary ON summary.number = page.number
         ORDER BY {}",
        query.limit,
        query.offset,
        order.replace("number", "summary.number")
    );
    (sql, values)
}

/// What the query asks for, as SQL with its values in order. A plus keeps the database from looking cases up one by one.
fn conditions(query: &CaseQuery) -> (String, Vec<String>) {
    let mut conditions =
        vec!["+number NOT IN (SELECT number FROM deletion JOIN summary USING (declaration))".to_owned()];
    let mut values = Vec::new();
    let mut only = |condition: String, value: String| {
        values.push(value);
        conditions.push(condition);
    };
    if let Some(mut words) = search_words::asked(&query.text) {
        if let Some(other) = query.or_text.as_deref().and_then(search_words::asked) {
            words = format!("({words}) OR ({other})");
        }
        only("+number IN (SELECT rowid FROM search WHERE search MATCH ?)".into(), words);
    }
    let list = |values: &[String]| serde_json::Value::from(values.to_vec()).to_string();
    for (column, among) in [("state", &query.states), ("stage", &query.stages)] {
        if !among.is_empty() {
            only(format!("{column} IN (SELECT value FROM json_each(?))"), list(among));
        }
    }
    for (column, value) in [("county", &query.county), ("flight", &query.flight)] {
        if let Some(value) = value {
            only(format!("{column} = ?"), value.clone());
        }
    }
    for (comparison, day) in [("day >= ?", query.from), ("day <> '' AND day <= ?", query.until)] {
        if let Some(day) = day {
            only(comparison.into(), day.to_string());
        }
    }
    (conditions.join(" AND "), values)
}
