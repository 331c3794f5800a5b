//! How many people there are of each kind.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use deadpool_postgres::{Client, GenericClient};

use super::PostgresStore;
use super::reading::number;
use crate::store::counting::{
    CODES, FORGET_ENDED, FORGET_REPLACED, KEEP_TALLY, LOOKS, TALLY, TALLY_DAYS, signed,
};
use crate::store::{Counting, Looks, ShownRule, StoreError, Tally};

pub(super) async fn count(
    client: &impl GenericClient,
    day: NaiveDate,
    what: &str,
    part: u8,
    more: u64,
) -> Result<(), StoreError> {
    let statement = "INSERT INTO counted (day, what, part, number) VALUES ($1, $2, $3, $4)
                     ON CONFLICT (day, what, part) DO UPDATE SET number = counted.number + $4";
    let more = i64::try_from(more).map_err(|_| StoreError::Broken)?;
    let statement = client.prepare_cached(statement).await?;
    client.execute(&statement, &[&day, &what, &i32::from(part), &more]).await?;
    Ok(())
}

/// The lock of whoever settles counts; the locks of persons are numbers of hashes.
const SETTLING: i64 = 0x7461_6c6c_6965_6400;

/// Takes those whose time is over from who is expected to how many they were, so many at once; says how many went.
pub(super) async fn settle(client: &mut Client, today: NaiveDate, most: i64) -> Result<u64, StoreError> {
    let signs = [("{today}", "$1"), ("{most}", "$2")];
    let change = client.transaction().await?;
    // Two processes that do so at once would count the same people twice.
    change.execute("SELECT pg_advisory_xact_lock($1)", &[&SETTLING]).await?;
    change.execute(&signed(FORGET_REPLACED, &signs), &[&today]).await?;
    change.execute(&signed(KEEP_TALLY, &signs), &[&today, &most]).await?;
    let gone = change.execute(&signed(FORGET_ENDED, &signs), &[&today, &most]).await?;
    let before = today - TimeDelta::days(TALLY_DAYS);
    change.execute("DELETE FROM tallied WHERE day < $1", &[&before]).await?;
    change.commit().await?;
    Ok(gone)
}

fn positive(number: i64) -> Result<u64, StoreError> {
    number.try_into().map_err(|_| StoreError::Broken)
}

#[async_trait]
impl Counting for PostgresStore {
    async fn count(&self, day: NaiveDate, what: &'static str, number: u64) -> Result<(), StoreError> {
        count(&self.client().await?, day, what, 0, number).await
    }

    async fn counted(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<(String, u64)>, StoreError> {
        let statement = "SELECT what, sum(number)::bigint FROM counted WHERE day BETWEEN $1 AND $2
                         GROUP BY what ORDER BY what";
        let rows = self.client().await?.query(statement, &[&from, &until]).await?;
        rows.iter().map(|row| Ok((row.try_get(0)?, positive(row.try_get(1)?)?))).collect()
    }

    async fn codes(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Vec<(ShownRule, u64)>, StoreError> {
        let asks = CODES.replace("{from}", "$1").replace("{until}", "$2");
        let (from, until) = (from.timestamp_millis(), until.timestamp_millis());
        let rows = self.client().await?.query(&asks, &[&from, &until]).await?;
        let code = |row: &tokio_postgres::Row| {
            let shown = ShownRule { edition: number(row, 0)?, rule: row.try_get(1)? };
            Ok((shown, positive(row.try_get(2)?)?))
        };
        rows.iter().map(code).collect()
    }

    async fn looks(&self, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<Vec<Looks>, StoreError> {
        let role = "split_part(by, ' ', 1)";
        let asks = LOOKS.replace("{from}", "$1").replace("{until}", "$2").replace("{role}", role);
        let (from, until) = (from.timestamp_millis(), until.timestamp_millis());
        let rows = self.client().await?.query(&asks, &[&from, &until]).await?;
        let looks = |row: &tokio_postgres::Row| {
            let (looks, idle) = (positive(row.try_get(1)?)?, positive(row.try_get(2)?)?);
            Ok(Looks { role: row.try_get(0)?, looks, idle })
        };
        rows.iter().map(looks).collect()
    }

    async fn tally(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<Tally>, StoreError> {
        let asks = signed(TALLY, &[("{from}", "$1"), ("{until}", "$2")]);
        let client = self.client().await?;
        let rows = client.query(&client.prepare_cached(&asks).await?, &[&from, &until]).await?;
        rows.iter()
            .map(|row| {
                let edition = row.try_get::<_, Option<i64>>(3)?.map(u32::try_from).transpose();
                let edition = edition.map_err(|_| StoreError::Broken)?;
                let shown = edition.zip(row.try_get::<_, Option<String>>(4)?);
                let people = row.try_get::<_, i64>(6)?.try_into().map_err(|_| StoreError::Broken)?;
                Ok(Tally {
                    day: row.try_get(0)?,
                    port: row.try_get(1)?,
                    county: row.try_get(2)?,
                    shown: shown.map(|(edition, rule)| ShownRule { edition, rule }),
                    stage: row.try_get(5)?,
                    people,
                })
            })
            .collect()
    }
}
