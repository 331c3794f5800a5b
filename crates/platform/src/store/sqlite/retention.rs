//! Parts whose time is over.

use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::reading::{day, days};
use super::writer::Batch;
use crate::store::{Due, StoreError};

/// As many go in one write, so that intake never waits long behind a sweep.
pub(super) const AT_ONCE: usize = 1000;

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

pub(super) fn sweep(batch: &mut Batch<'_>, today: NaiveDate) -> Result<usize, StoreError> {
    let removed = batch.connection.execute(
        "DELETE FROM part WHERE rowid IN (SELECT rowid FROM part WHERE ends < ?1 LIMIT ?2)",
        params![days(today), AT_ONCE as i64],
    )?;
    let forgotten = batch.connection.execute("DELETE FROM person WHERE ends < ?1", params![days(today)])?
        + batch.connection.execute("DELETE FROM expected WHERE ends < ?1", params![days(today)])?
        + batch.connection.execute("DELETE FROM call_note WHERE ends < ?1", params![days(today)])?;
    let ways = batch.connection.execute("DELETE FROM way WHERE ends < ?1", params![days(today)])?;
    let events = batch.connection.execute(
        "DELETE FROM event WHERE (declaration, id) IN
             (SELECT declaration, id FROM event WHERE ends < ?1 LIMIT ?2)",
        params![days(today), AT_ONCE as i64],
    )?;
    batch.removed |= removed + events + forgotten + ways > 0;
    Ok(removed + events)
}
