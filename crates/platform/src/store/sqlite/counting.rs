//! How many people there are of each kind.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, params};

use super::SqliteStore;
use super::reading::{day, days};
use crate::store::counting::{
    CODES, FORGET_ENDED, FORGET_REPLACED, KEEP_TALLY, LOOKS, TALLY, TALLY_DAYS, signed,
};
use crate::store::{Counting, Looks, ShownRule, StoreError, Tally};

fn tally(connection: &Connection, from: NaiveDate, until: NaiveDate) -> Result<Vec<Tally>, StoreError> {
    let asks = signed(TALLY, &[("{from}", "?1"), ("{until}", "?2")]);
    let mut statement = connection.prepare_cached(&asks)?;
    let rows = statement.query_map(params![days(from), days(until)], |row| {
        let shown = row.get::<_, Option<u32>>(3)?.zip(row.get(4)?);
        let shown = shown.map(|(edition, rule)| ShownRule { edition, rule });
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, shown, row.get(5)?, row.get(6)?))
    })?;
    rows.map(|row| {
        let (on, port, county, shown, stage, people) = row?;
        Ok(Tally { day: day(on)?, port, county, shown, stage, people })
    })
    .collect()
}

/// Takes those whose time is over from who is expected to how many they were, so many at once; says how many went.
pub(super) fn settle(connection: &Connection, today: NaiveDate, most: usize) -> Result<usize, StoreError> {
    let signs = [("{today}", "?1"), ("{most}", "?2")];
    let given = params![days(today), most as i64];
    connection.prepare_cached(&signed(FORGET_REPLACED, &signs))?.execute(params![days(today)])?;
    connection.prepare_cached(&signed(KEEP_TALLY, &signs))?.execute(given)?;
    let gone = connection.prepare_cached(&signed(FORGET_ENDED, &signs))?.execute(given)?;
    let before = days(today) - TALLY_DAYS;
    connection.prepare_cached("DELETE FROM tallied WHERE day < ?1")?.execute(params![before])?;
    Ok(gone)
}

pub(super) fn count(
    connection: &Connection,
    day: NaiveDate,
    what: &str,
    part: u8,
    number: u64,
) -> Result<(), StoreError> {
    let number = i64::try_from(number).map_err(|_| StoreError::Broken)?;
    connection
        .prepare_cached(
            "INSERT INTO counted (day, what, part, number) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (day, what, part) DO UPDATE SET number = number + ?4",
        )?
        .execute(params![days(day), what, part, number])?;
    Ok(())
}

fn counted(
    connection: &Connection,
    from: NaiveDate,
    until: NaiveDate,
) -> Result<Vec<(String, u64)>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT what, sum(number) FROM counted WHERE day BETWEEN ?1 AND ?2 GROUP BY what ORDER BY what",
    )?;
    let rows = statement.query_map(params![days(from), days(until)], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.map(|row| positive(row?)).collect()
}

fn positive((what, number): (String, i64)) -> Result<(String, u64), StoreError> {
    Ok((what, number.try_into().map_err(|_| StoreError::Broken)?))
}

fn codes(connection: &Connection, from: i64, until: i64) -> Result<Vec<(ShownRule, u64)>, StoreError> {
    let asks = CODES.replace("{from}", "?1").replace("{until}", "?2");
    let mut statement = connection.prepare_cached(&asks)?;
    let rows =
        statement.query_map(params![from, until], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.map(|row| {
        let (edition, rule, number) = row?;
        let (rule, number) = positive((rule, number))?;
        Ok((ShownRule { edition, rule }, number))
    })
    .collect()
}

fn looks(connection: &Connection, from: i64, until: i64) -> Result<Vec<Looks>, StoreError> {
    let role = "substr(by, 1, instr(by || ' ', ' ') - 1)";
    let asks = LOOKS.replace("{from}", "?1").replace("{until}", "?2").replace("{role}", role);
    let mut statement = connection.prepare_cached(&asks)?;
    let rows =
        statement.query_map(params![from, until], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.map(|row| {
        let (role, looks, idle): (String, i64, i64) = row?;
        let ((role, looks), (_, idle)) = (positive((role, looks))?, positive((String::new(), idle))?);
        Ok(Looks { role, looks, idle })
    })
    .collect()
}

#[async_trait]
impl Counting for SqliteStore {
    async fn count(&self, day: NaiveDate, what: &'static str, number: u64) -> Result<(), StoreError> {
        self.writer.write(move |batch| count(batch.connection, day, what, 0, number)).await
    }

    async fn counted(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<(String, u64)>, StoreError> {
        self.read(move |connection| counted(connection, from, until)).await
    }

    async fn codes(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Vec<(ShownRule, u64)>, StoreError> {
        let (from, until) = (from.timestamp_millis(), until.timestamp_millis());
        self.read(move |connection| codes(connection, from, until)).await
    }

    async fn looks(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<Looks>, StoreError> {
        let (from, until) = (from.timestamp_millis(), until.timestamp_millis());
        self.read(move |connection| looks(connection, from, until)).await
    }

    async fn tally(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<Tally>, StoreError> {
        self.read(move |connection| tally(connection, from, until)).await
    }
}
