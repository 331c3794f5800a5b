//! The log.

use chrono::DateTime;
use deadpool_postgres::{Client, Transaction};
use tokio_postgres::Row;
use uuid::Uuid;

use super::reading::{digest, instant};
use super::statements::{CHAIN_END, END_AND_LOCKED, KEEP_ENTRY, MOVE_END};
use crate::store::audit::ChainEnd;
use crate::store::{Anchor, Entry, Head, Note, StoreError};

/// Adds to a chain, if there is such a declaration.
pub(super) async fn note(client: &mut Client, declaration: Uuid, note: Note) -> Result<bool, StoreError> {
    let change = client.transaction().await?;
    let Some((_, end)) = end(&change, declaration).await? else { return Ok(false) };
    keep(&change, declaration, &end.next(declaration, note)).await?;
    change.commit().await?;
    Ok(true)
}

/// The declaration's latest revision and where its chain stands; nobody else may change either until the transaction ends.
pub(super) async fn end(
    change: &Transaction<'_>,
    declaration: Uuid,
) -> Result<Option<(u32, ChainEnd)>, StoreError> {
    let statement = change.prepare_cached(END_AND_LOCKED).await?;
    let Some(row) = change.query_opt(&statement, &[&declaration]).await? else { return Ok(None) };
    let latest = row.try_get::<_, i64>(0)?.try_into().map_err(|_| StoreError::Broken)?;
    Ok(Some((latest, ChainEnd { number: unsigned(&row, 1)?, head: digest(&row, 2)? })))
}

pub(super) async fn keep(
    change: &Transaction<'_>,
    declaration: Uuid,
    entry: &Entry,
) -> Result<(), StoreError> {
    let keep = change.prepare_cached(KEEP_ENTRY).await?;
    let move_end = change.prepare_cached(MOVE_END).await?;
    let (number, head) = (entry.number.cast_signed(), entry.head.as_slice());
    let Note { at, event, by } = &entry.note;
    let at = at.timestamp_millis();
    let kept: [&(dyn tokio_postgres::types::ToSql + Sync); 6] =
        [&declaration, &number, &at, event, by, &head];
    let moved: [&(dyn tokio_postgres::types::ToSql + Sync); 3] = [&declaration, &number, &head];
    tokio::try_join!(change.execute(&keep, &kept), change.execute(&move_end, &moved))?;
    Ok(())
}

pub(super) async fn chain(client: &Client, declaration: Uuid) -> Result<Vec<Entry>, StoreError> {
    let statement = client
        .prepare_cached(
            "SELECT number, at, event, by, head FROM audit WHERE declaration = $1 ORDER BY number",
        )
        .await?;
    let rows = client.query(&statement, &[&declaration]).await?;
    rows.iter().map(entry).collect()
}

pub(super) async fn chain_end(
    client: &Client,
    declaration: Uuid,
    most: u32,
) -> Result<Vec<Entry>, StoreError> {
    let statement = client.prepare_cached(CHAIN_END).await?;
    let rows = client.query(&statement, &[&declaration, &i64::from(most)]).await?;
    rows.iter().map(entry).collect()
}

fn entry(row: &Row) -> Result<Entry, StoreError> {
    let note = Note { at: instant(row, 1)?, event: row.try_get(2)?, by: row.try_get(3)? };
    Ok(Entry { number: unsigned(row, 0)?, note, head: digest(row, 4)? })
}

pub(super) async fn heads(client: &Client, after: Uuid, most: u32) -> Result<Vec<(Uuid, Head)>, StoreError> {
    let statement = client
        .prepare_cached("SELECT id, audit_head FROM declaration WHERE id > $1 ORDER BY id LIMIT $2")
        .await?;
    let rows = client.query(&statement, &[&after, &i64::from(most)]).await?;
    rows.iter().map(|row| Ok((row.try_get(0)?, digest(row, 1)?))).collect()
}

pub(super) async fn keep_anchor(client: &Client, anchor: &Anchor) -> Result<(), StoreError> {
    client
        .execute(
            "INSERT INTO anchor (before, declarations, digest) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            &[&anchor.before.timestamp_millis(), &anchor.declarations.cast_signed(), &anchor.digest],
        )
        .await?;
    Ok(())
}

pub(super) async fn anchors(client: &Client) -> Result<Vec<Anchor>, StoreError> {
    let rows = client.query("SELECT before, declarations, digest FROM anchor ORDER BY before", &[]).await?;
    rows.iter()
        .map(|row| {
            let before = DateTime::from_timestamp_millis(row.try_get(0)?).ok_or(StoreError::Broken)?;
            Ok(Anchor { before, declarations: unsigned(row, 1)?, digest: row.try_get(2)? })
        })
        .collect()
}

fn unsigned(row: &Row, column: usize) -> Result<u64, StoreError> {
    row.try_get::<_, i64>(column)?.try_into().map_err(|_| StoreError::Broken)
}
