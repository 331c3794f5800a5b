//! How many people there are of each kind.

use async_trait::async_trait;
use chrono::NaiveDate;
use rusqlite::{Connection, params};

use super::SqliteStore;
use super::reading::{day, days};
use crate::store::counting::TALLY;
use crate::store::expected::REPLACED;
use crate::store::{Counting, ShownRule, StoreError, Tally};

fn tally(connection: &Connection, from: NaiveDate, until: NaiveDate) -> Result<Vec<Tally>, StoreError> {
    let asks = TALLY.replace("{from}", "?1").replace("{until}", "?2").replace("{REPLACED}", REPLACED);
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

#[async_trait]
impl Counting for SqliteStore {
    async fn tally(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<Tally>, StoreError> {
        self.read(move |connection| tally(connection, from, until)).await
    }
}
