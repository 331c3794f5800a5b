//! Organisations that help others.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use uuid::Uuid;

use super::SqliteStore;
use super::reading::{days, instant};
use crate::store::{Digest, Organisation, Organisations, StoreError};

const COLUMNS: &str = "o.id, o.name, o.quota, o.made_at, o.made_by, o.revoked_at, o.revoked_by";

fn organisation_in(row: &Row<'_>) -> rusqlite::Result<Result<Organisation, StoreError>> {
    let (id, name, quota, made_at) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    let (made_by, revoked_at, revoked_by) = (row.get(4)?, row.get::<_, Option<i64>>(5)?, row.get(6)?);
    Ok((|| {
        let (id, made_at) = (Uuid::from_bytes(id), instant(made_at)?);
        let revoked_at = revoked_at.map(instant).transpose()?;
        Ok(Organisation { id, name, quota, made_at, made_by, revoked_at, revoked_by })
    })())
}

/// Counts one more of that day; false where the organisation has sent as many as it may, or counts no more itself.
pub(super) fn counts(
    connection: &Connection,
    organisation: Uuid,
    day: NaiveDate,
) -> Result<bool, StoreError> {
    let counted = connection
        .prepare_cached(
            "INSERT INTO organisation_day (organisation, day, taken)
                 SELECT id, ?2, 1 FROM organisation WHERE id = ?1 AND revoked_at IS NULL
             ON CONFLICT (organisation, day) DO UPDATE SET taken = taken + 1
                 WHERE taken < (SELECT quota FROM organisation WHERE id = ?1)",
        )?
        .execute(params![organisation.as_bytes(), days(day)])?;
    Ok(counted == 1)
}

fn add(connection: &Connection, it: &Organisation, token: Digest) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO organisation (id, digest, name, quota, made_at, made_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            it.id.as_bytes(),
            token,
            it.name,
            it.quota,
            it.made_at.timestamp_millis(),
            it.made_by
        ])?;
    Ok(())
}

fn all(connection: &Connection, day: NaiveDate) -> Result<Vec<(Organisation, u32)>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS}, coalesce(d.taken, 0) FROM organisation o
             LEFT JOIN organisation_day d ON d.organisation = o.id AND d.day = ?1
         ORDER BY o.made_at, o.id"
    ))?;
    let rows = statement.query_map(params![days(day)], |row| Ok((organisation_in(row)?, row.get(7)?)))?;
    rows.map(|row| {
        let (organisation, taken) = row?;
        Ok((organisation?, taken))
    })
    .collect()
}

fn of_token(connection: &Connection, token: Digest) -> Result<Option<Organisation>, StoreError> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM organisation o WHERE o.digest = ?1"))?
        .query_row(params![token], organisation_in)
        .optional()?
        .transpose()
}

fn revoke(connection: &Connection, id: Uuid, at: DateTime<Utc>, by: &str) -> Result<bool, StoreError> {
    let revoked = connection
        .prepare_cached(
            "UPDATE organisation SET revoked_at = ?2, revoked_by = ?3 WHERE id = ?1 AND revoked_at IS NULL",
        )?
        .execute(params![id.as_bytes(), at.timestamp_millis(), by])?;
    Ok(revoked == 1)
}

#[async_trait]
impl Organisations for SqliteStore {
    async fn add_organisation(&self, organisation: Organisation, token: Digest) -> Result<(), StoreError> {
        self.writer.write(move |batch| add(batch.connection, &organisation, token)).await
    }

    async fn organisations(&self, day: NaiveDate) -> Result<Vec<(Organisation, u32)>, StoreError> {
        self.read(move |connection| all(connection, day)).await
    }

    async fn organisation_of(&self, token: Digest) -> Result<Option<Organisation>, StoreError> {
        self.read(move |connection| of_token(connection, token)).await
    }

    async fn revoke_organisation(&self, id: Uuid, at: DateTime<Utc>, by: String) -> Result<bool, StoreError> {
        self.writer.write(move |batch| revoke(batch.connection, id, at, &by)).await
    }
}
