//! Judging again.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension as _, params};
use uuid::Uuid;

use super::reading::{day, days};
use super::writer::Batch;
use super::{audit, events, intake, persons};
use crate::store::{Case, Judgement, Part, StoreError};

pub(super) fn waiting(
    connection: &Connection,
    today: NaiveDate,
    list: u32,
    most: u32,
) -> Result<Vec<Uuid>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id FROM declaration WHERE due <= ?1 UNION SELECT id FROM declaration WHERE list < ?2 LIMIT ?3",
    )?;
    let rows =
        statement.query_map(params![days(today), list, most], |row| Ok(Uuid::from_bytes(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn case(connection: &mut Connection, declaration: Uuid) -> Result<Option<Case>, StoreError> {
    let snapshot = connection.transaction()?;
    let row = snapshot
        .prepare_cached(
            "SELECT revision, audit_number, edition FROM declaration WHERE id = ?1 AND withdrawn = 0",
        )?
        .query_row(params![declaration.as_bytes()], |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get(2)?))
        })
        .optional()?;
    let Some((revision, entries, edition)) = row else { return Ok(None) };
    Ok(Some(Case {
        revision,
        entries: entries.try_into().map_err(|_| StoreError::Broken)?,
        edition,
        parts: parts(&snapshot, declaration)?,
        events: events::events(&snapshot, declaration)?,
    }))
}

fn parts(connection: &Connection, declaration: Uuid) -> Result<Vec<Part>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT class, ends, sealed FROM part WHERE declaration = ?1")?;
    let rows = statement
        .query_map(params![declaration.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    rows.map(|row| {
        let (class, ends, sealed) = row?;
        Ok(Part { class, ends: day(ends)?, sealed })
    })
    .collect()
}

pub(super) fn judge_again(batch: &mut Batch<'_>, judgement: &Judgement) -> Result<bool, StoreError> {
    let connection = batch.connection;
    let (id, entries) = (judgement.declaration.as_bytes(), judgement.entries.cast_signed());
    let changed = connection
        .prepare_cached("UPDATE declaration SET list = ?3, due = ?4 WHERE id = ?1 AND audit_number = ?2")?
        .execute(params![id, entries, judgement.list, judgement.due.map(days)])?;
    if changed == 0 {
        return Ok(false);
    }
    let Some(replacement) = &judgement.replacement else { return Ok(true) };
    connection
        .prepare_cached(
            "UPDATE declaration SET rule = ?2, version = version + 1, changed_at = ?3 WHERE id = ?1",
        )?
        .execute(params![id, replacement.rule, replacement.at.timestamp_millis()])?;
    intake::keep_parts(connection, judgement.declaration, &replacement.parts)?;
    let edition: Option<u32> =
        connection
            .query_row("SELECT edition FROM declaration WHERE id = ?1", params![id], |row| row.get(0))?;
    if let (Some(person), Some(edition)) = (&replacement.person, edition) {
        persons::keep(connection, judgement.declaration, person, (edition, &replacement.rule))?;
    }
    let end = audit::end(connection, judgement.declaration)?.ok_or(StoreError::Broken)?;
    let entry = end.next(judgement.declaration, replacement.note());
    audit::keep(connection, judgement.declaration, &entry)?;
    batch.removed = true; // the code before must not live on in the write-ahead log
    Ok(true)
}

pub(super) fn wake(connection: &Connection, declaration: Uuid, due: NaiveDate) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE declaration SET due = ?2 WHERE id = ?1 AND withdrawn = 0")?
        .execute(params![declaration.as_bytes(), days(due)])?;
    Ok(())
}
