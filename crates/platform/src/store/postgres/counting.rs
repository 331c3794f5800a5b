//! How many people there are of each kind.

use async_trait::async_trait;
use chrono::NaiveDate;

use super::PostgresStore;
use crate::store::counting::TALLY;
use crate::store::expected::REPLACED;
use crate::store::{Counting, ShownRule, StoreError, Tally};

#[async_trait]
impl Counting for PostgresStore {
    async fn tally(&self, from: NaiveDate, until: NaiveDate) -> Result<Vec<Tally>, StoreError> {
        let asks = TALLY.replace("{from}", "$1").replace("{until}", "$2").replace("{REPLACED}", REPLACED);
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
