//! Personal links.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use uuid::Uuid;

use super::SqliteStore;
use super::reading::{day, days, instant};
use super::writer::Batch;
use crate::store::personal_links::{OWN, TERMS};
use crate::store::{Digest, MemberLink, NewLink, OwnAnswer, Part, PersonalLinks, StoreError};

const COLUMNS: &str = "number, digest, until, ended_at, answered_at, phone";

fn link_in(row: &Row<'_>) -> rusqlite::Result<Result<MemberLink, StoreError>> {
    let (number, digest, phone) = (row.get(0)?, row.get(1)?, row.get(5)?);
    let (until, ended_at): (i64, Option<i64>) = (row.get(2)?, row.get(3)?);
    let answered_at: Option<i64> = row.get(4)?;
    Ok((|| {
        let until = instant(until)?;
        let ended_at = ended_at.map(instant).transpose()?;
        let answered_at = answered_at.map(instant).transpose()?;
        Ok(MemberLink { number, digest, until, ended_at, answered_at, phone, terms: None, own: None })
    })())
}

fn make_link(batch: &mut Batch<'_>, new: &NewLink) -> Result<(DateTime<Utc>, Digest), StoreError> {
    let (connection, id) = (batch.connection, new.declaration.as_bytes());
    let at = new.taken_at.timestamp_millis();
    let inserted = connection
        .prepare_cached(
            "INSERT INTO personal_link (declaration, number, letter, digest, taken_at, until, ends)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (declaration, number) DO NOTHING",
        )?
        .execute(params![
            id,
            new.number,
            new.letter,
            new.digest,
            at,
            new.until.timestamp_millis(),
            days(new.ends)
        ])?;
    if inserted == 1 {
        keep(connection, new.declaration, new.number, &new.terms)?;
        connection
            .prepare_cached(
                "UPDATE personal_link SET ended_at = ?3
                 WHERE declaration = ?1 AND number < ?2 AND ended_at IS NULL AND answered_at IS NULL",
            )?
            .execute(params![id, new.number, at])?;
    }
    let (taken_at, letter) = connection
        .prepare_cached("SELECT taken_at, letter FROM personal_link WHERE declaration = ?1 AND number = ?2")?
        .query_row(params![id, new.number], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok((instant(taken_at)?, letter))
}

fn keep(connection: &Connection, declaration: Uuid, number: u32, part: &Part) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO personal_link_part (declaration, number, class, ends, sealed) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![declaration.as_bytes(), number, part.class, days(part.ends), part.sealed])?;
    Ok(())
}

fn part(
    connection: &Connection,
    declaration: Uuid,
    number: u32,
    class: &str,
) -> Result<Option<Part>, StoreError> {
    let row = connection
        .prepare_cached(
            "SELECT ends, sealed FROM personal_link_part WHERE declaration = ?1 AND number = ?2 AND class = ?3",
        )?
        .query_row(params![declaration.as_bytes(), number, class], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((ends, sealed)) = row else { return Ok(None) };
    Ok(Some(Part { class: class.into(), ends: day(ends)?, sealed }))
}

fn one(
    connection: &mut Connection,
    declaration: Uuid,
    digest: Digest,
) -> Result<Option<MemberLink>, StoreError> {
    let snapshot = connection.transaction()?;
    let found = snapshot
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM personal_link WHERE declaration = ?1 AND digest = ?2"
        ))?
        .query_row(params![declaration.as_bytes(), digest], link_in)
        .optional()?
        .transpose()?;
    let Some(found) = found else { return Ok(None) };
    let held = |class| part(&snapshot, declaration, found.number, class);
    Ok(Some(MemberLink { terms: held(TERMS)?, own: held(OWN)?, ..found }))
}

fn all(connection: &Connection, declaration: Uuid) -> Result<Vec<MemberLink>, StoreError> {
    let mut statement = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM personal_link WHERE declaration = ?1 ORDER BY number"
    ))?;
    let rows = statement.query_map(params![declaration.as_bytes()], link_in)?;
    rows.map(|row| row?).collect()
}

fn end(batch: &mut Batch<'_>, declaration: Uuid, number: u32, at: DateTime<Utc>) -> Result<(), StoreError> {
    let id = declaration.as_bytes();
    batch
        .connection
        .prepare_cached(
            "UPDATE personal_link SET ended_at = ?3 WHERE declaration = ?1 AND number = ?2 AND ended_at IS NULL",
        )?
        .execute(params![id, number, at.timestamp_millis()])?;
    let gone = batch
        .connection
        .prepare_cached(
            "DELETE FROM personal_link_part WHERE declaration = ?1 AND number = ?2 AND class = ?3",
        )?
        .execute(params![id, number, OWN])?;
    batch.removed |= gone > 0;
    Ok(())
}

fn answer(batch: &mut Batch<'_>, answer: &OwnAnswer) -> Result<bool, StoreError> {
    let (id, at) = (answer.declaration.as_bytes(), answer.at.timestamp_millis());
    let number: Option<u32> = batch
        .connection
        .prepare_cached(
            "UPDATE personal_link SET answered_at = ?3, phone = ?4
             WHERE declaration = ?1 AND digest = ?2 AND answered_at IS NULL AND ended_at IS NULL AND until > ?3
             RETURNING number",
        )?
        .query_row(params![id, answer.digest, at, answer.phone], |row| row.get(0))
        .optional()?;
    let Some(number) = number else { return Ok(false) };
    keep(batch.connection, answer.declaration, number, &answer.own)?;
    Ok(true)
}

/// What was answered goes with what its traveller takes back.
pub(super) fn forget(connection: &Connection, declaration: Uuid) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM personal_link_part WHERE declaration = ?1")?
        .execute(params![declaration.as_bytes()])?;
    Ok(())
}

#[async_trait]
impl PersonalLinks for SqliteStore {
    async fn make_link(&self, new: NewLink) -> Result<(DateTime<Utc>, Digest), StoreError> {
        self.writer.write(move |batch| make_link(batch, &new)).await
    }

    async fn personal_link(
        &self,
        declaration: Uuid,
        digest: Digest,
    ) -> Result<Option<MemberLink>, StoreError> {
        self.read(move |connection| one(connection, declaration, digest)).await
    }

    async fn links_of(&self, declaration: Uuid) -> Result<Vec<MemberLink>, StoreError> {
        self.read(move |connection| all(connection, declaration)).await
    }

    async fn end_link(&self, declaration: Uuid, number: u32, at: DateTime<Utc>) -> Result<(), StoreError> {
        self.writer.write(move |batch| end(batch, declaration, number, at)).await
    }

    async fn answer_link(&self, own: OwnAnswer) -> Result<bool, StoreError> {
        self.writer.write(move |batch| answer(batch, &own)).await
    }
}
