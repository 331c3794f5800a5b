//! What is read out of the tables.

use chrono::{DateTime, NaiveDate, Utc};
use deadpool_postgres::{Client, GenericClient};
use tokio_postgres::Row;
use uuid::Uuid;

use super::statements::{BASIS, LATEST, STANDING, STORED};
use crate::store::{Basis, CODE, FACTS, INTENDS, Look, Part, Standing, StoreError, Stored};

pub(super) async fn look(client: &Client, declaration: Uuid, revision: u32) -> Result<Look, StoreError> {
    // In this order: a revision that comes in between is then later than what is seen of it, never earlier.
    let stored = stored(client, declaration, revision).await?;
    let statement = client.prepare_cached(LATEST).await?;
    let row = client.query_opt(&statement, &[&declaration]).await?;
    let latest = row.map(|row| number(&row, 0)).transpose()?;
    Ok(Look { stored, latest })
}

pub(super) async fn stored(
    client: &impl GenericClient,
    declaration: Uuid,
    revision: u32,
) -> Result<Option<Stored>, StoreError> {
    let statement = client.prepare_cached(STORED).await?;
    let Some(row) = client.query_opt(&statement, &[&declaration, &i64::from(revision)]).await? else {
        return Ok(None);
    };
    Ok(Some(Stored { envelope_sha256: digest(&row, 0)?, receipt: row.try_get(1)? }))
}

pub(super) async fn standing(
    client: &Client,
    declaration: Uuid,
    follow_digest: Option<[u8; 32]>,
) -> Result<Option<Standing>, StoreError> {
    let statement = client.prepare_cached(STANDING).await?;
    let Some(row) = client
        .query_opt(
            &statement,
            &[&declaration, &follow_digest.as_ref().map(<[u8; 32]>::as_slice), &CODE, &INTENDS],
        )
        .await?
    else {
        return Ok(None);
    };
    let due: Option<i64> = row.try_get(8)?;
    Ok(Some(Standing {
        revision: number(&row, 0)?,
        withdrawn: row.try_get(1)?,
        intends: row.try_get(7)?,
        version: row.try_get::<_, i64>(2)?.try_into().map_err(|_| StoreError::Broken)?,
        changed_at: instant(&row, 3)?,
        head: digest(&row, 6)?,
        due: due.map(|due| DateTime::from_timestamp_millis(due).ok_or(StoreError::Broken)).transpose()?,
        sealed_past_helper: row.try_get(9)?,
        code: part(&row, CODE)?,
    }))
}

pub(super) async fn basis(client: &Client, declaration: Uuid) -> Result<Option<Basis>, StoreError> {
    let statement = client.prepare_cached(BASIS).await?;
    let Some(row) = client.query_opt(&statement, &[&declaration, &FACTS]).await? else { return Ok(None) };
    Ok(Some(Basis {
        revision: number(&row, 0)?,
        edition: number(&row, 1)?,
        rule: row.try_get(2)?,
        assigned_at: instant(&row, 3)?,
        facts: part(&row, FACTS)?,
    }))
}

/// The part that was joined to a declaration's row.
fn part(row: &Row, class: &str) -> Result<Option<Part>, StoreError> {
    let (ends, sealed): (Option<NaiveDate>, Option<Vec<u8>>) = (row.try_get(4)?, row.try_get(5)?);
    Ok(ends.zip(sealed).map(|(ends, sealed)| Part { class: class.into(), ends, sealed }))
}

pub(super) fn number(row: &Row, column: usize) -> Result<u32, StoreError> {
    row.try_get::<_, i64>(column)?.try_into().map_err(|_| StoreError::Broken)
}

pub(super) fn digest(row: &Row, column: usize) -> Result<[u8; 32], StoreError> {
    row.try_get::<_, &[u8]>(column)?.try_into().map_err(|_| StoreError::Broken)
}

pub(super) fn instant(row: &Row, column: usize) -> Result<DateTime<Utc>, StoreError> {
    DateTime::from_timestamp_millis(row.try_get(column)?).ok_or(StoreError::Broken)
}
