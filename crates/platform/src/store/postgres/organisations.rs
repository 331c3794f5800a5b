//! Organisations that help others. There are few, so nothing here is partitioned; a new declaration of one waits for the one before
//! it.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use deadpool_postgres::Transaction;
use tokio_postgres::Row;
use uuid::Uuid;

use super::PostgresStore;
use super::reading::{instant, number};
use super::statements::{COUNT_HELPED, ORGANISATION_OF};
use crate::store::{Digest, Organisation, Organisations, StoreError};

const COLUMNS: &str = "o.id, o.name, o.quota, o.made_at, o.made_by, o.revoked_at, o.revoked_by";

fn organisation_in(row: &Row) -> Result<Organisation, StoreError> {
    let is_revoked = row.try_get::<_, Option<i64>>(5)?.is_some();
    Ok(Organisation {
        id: row.try_get(0)?,
        name: row.try_get(1)?,
        quota: number(row, 2)?,
        made_at: instant(row, 3)?,
        made_by: row.try_get(4)?,
        revoked_at: if is_revoked { Some(instant(row, 5)?) } else { None },
        revoked_by: row.try_get(6)?,
    })
}

/// Counts one more of that day; false where the organisation has sent as many as it may, or counts no more itself.
pub(super) async fn counts(
    change: &Transaction<'_>,
    organisation: Uuid,
    day: NaiveDate,
) -> Result<bool, StoreError> {
    let statement = change.prepare_cached(COUNT_HELPED).await?;
    Ok(change.execute(&statement, &[&organisation, &day]).await? == 1)
}

#[async_trait]
impl Organisations for PostgresStore {
    async fn add_organisation(&self, it: Organisation, token: Digest) -> Result<(), StoreError> {
        self.client()
            .await?
            .execute(
                "INSERT INTO organisation (id, digest, name, quota, made_at, made_by) VALUES ($1, $2, $3, $4, $5, $6)",
                &[
                    &it.id,
                    &token.as_slice(),
                    &it.name,
                    &i64::from(it.quota),
                    &it.made_at.timestamp_millis(),
                    &it.made_by,
                ],
            )
            .await?;
        Ok(())
    }

    async fn organisations(&self, day: NaiveDate) -> Result<Vec<(Organisation, u32)>, StoreError> {
        let statement = format!(
            "SELECT {COLUMNS}, coalesce(d.taken, 0) FROM organisation o
                 LEFT JOIN organisation_day d ON d.organisation = o.id AND d.day = $1
             ORDER BY o.made_at, o.id"
        );
        let rows = self.client().await?.query(&statement, &[&day]).await?;
        rows.iter().map(|row| Ok((organisation_in(row)?, number(row, 7)?))).collect()
    }

    async fn organisation_of(&self, token: Digest) -> Result<Option<Organisation>, StoreError> {
        let client = self.client().await?;
        let statement = client.prepare_cached(ORGANISATION_OF).await?;
        let row = client.query_opt(&statement, &[&token.as_slice()]).await?;
        row.as_ref().map(organisation_in).transpose()
    }

    async fn revoke_organisation(&self, id: Uuid, at: DateTime<Utc>, by: String) -> Result<bool, StoreError> {
        let statement =
            "UPDATE organisation SET revoked_at = $2, revoked_by = $3 WHERE id = $1 AND revoked_at IS NULL";
        let at = at.timestamp_millis();
        Ok(self.client().await?.execute(statement, &[&id, &at, &by]).await? == 1)
    }
}
