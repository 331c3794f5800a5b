//! Parts whose time is over.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::counting;
use super::reading::{day, days};
use super::writer::Batch;
use crate::store::{Due, StoreError};

/// Rosters and shifts are kept for so long after they are over.
const ROSTER_DAYS: i64 = 30;
/// As many go in one write, so that intake never waits long behind a sweep.
const AT_ONCE: usize = 1000;

pub(super) fn due(connection: &Connection, today: NaiveDate) -> Result<Vec<Due>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT ends, class, count(*) FROM part WHERE ends < ?1 GROUP BY ends, class
         UNION ALL SELECT ends, 'event', count(*) FROM event WHERE ends < ?1 GROUP BY ends
         ORDER BY ends, class",
    )?;
    let rows = statement
        .query_map(params![days(today)], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?)))?;
    rows.map(|row| {
        let (ends, class, parts) = row?;
        Ok(Due { ends: day(ends)?, class, parts: parts.try_into().map_err(|_| StoreError::Broken)? })
    })
    .collect()
}

/// What goes, with its key: parts and events are counted, the rest is what stands in clear beside them.
const TABLES: [(&str, &str); 12] = [
    ("part", "declaration, class"),
    ("event", "declaration, id"),
    ("person", "document, declaration"),
    ("alike", "hash, declaration"),
    ("call_note", "declaration, id"),
    ("bus", "id"),
    ("bus_person", "bus, declaration"),
    ("bus_report", "bus, id"),
    ("way", "declaration"),
    ("personal_link", "declaration, number"),
    ("personal_link_part", "declaration, number, class"),
    ("refused", "declaration"),
];
/// As many of them hold what is sealed.
const SEALED: usize = 2;

/// What one write removed.
pub(super) struct Swept {
    /// Parts and events.
    pub(super) sealed: usize,
    /// There may be more.
    pub(super) more: bool,
}

pub(super) fn sweep(batch: &mut Batch<'_>, today: NaiveDate) -> Result<Swept, StoreError> {
    // They are counted by what goes below.
    let settled = counting::settle(batch.connection, today, AT_ONCE)?;
    let mut swept = Swept { sealed: 0, more: settled == AT_ONCE };
    batch.removed |= settled > 0;
    for (number, (table, key)) in TABLES.into_iter().enumerate() {
        let removed = batch.connection.execute(
            &format!(
                "DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} WHERE ends < ?1 LIMIT ?2)"
            ),
            params![days(today), AT_ONCE as i64],
        )?;
        swept.sealed += if number < SEALED { removed } else { 0 };
        swept.more |= removed == AT_ONCE;
        batch.removed |= removed > 0;
    }
    // Who worked which nights is known no longer than what happened in them.
    let before = (days(today) - ROSTER_DAYS) * 86_400_000;
    for (table, at) in [("duty", "ends"), ("shift", "at")] {
        batch.connection.execute(&format!("DELETE FROM {table} WHERE {at} < ?1"), params![before])?;
    }
    Ok(swept)
}
