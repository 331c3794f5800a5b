//! The log.

use chrono::DateTime;
use rusqlite::{Connection, OptionalExtension as _, Params, Statement, params};
use uuid::Uuid;

use super::reading::instant;
use super::writer::Batch;
use crate::store::audit::ChainEnd;
use crate::store::{Anchor, Entry, Head, Note, StoreError};

/// Adds to a chain, if there is such a declaration.
pub(super) fn note(batch: &mut Batch<'_>, declaration: Uuid, note: Note) -> Result<bool, StoreError> {
    let Some(end) = end(batch.connection, declaration)? else { return Ok(false) };
    keep(batch.connection, declaration, &end.next(declaration, note))?;
    Ok(true)
}

pub(super) fn end(connection: &Connection, declaration: Uuid) -> Result<Option<ChainEnd>, StoreError> {
    let row = connection
        .prepare_cached("SELECT audit_number, audit_head FROM declaration WHERE id = ?1")?
        .query_row(params![declaration.as_bytes()], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))
        .optional()?;
    let Some((number, head)) = row else { return Ok(None) };
    Ok(Some(ChainEnd { number: unsigned(number)?, head }))
}

pub(super) fn keep(connection: &Connection, declaration: Uuid, entry: &Entry) -> Result<(), StoreError> {
    let (id, number) = (declaration.as_bytes(), entry.number.cast_signed());
    let Note { at, event, by } = &entry.note;
    connection
        .prepare_cached(
            "INSERT INTO audit (declaration, number, at, event, by, head) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![id, number, at.timestamp_millis(), event, by, entry.head])?;
    connection
        .prepare_cached("UPDATE declaration SET audit_number = ?2, audit_head = ?3 WHERE id = ?1")?
        .execute(params![id, number, entry.head])?;
    Ok(())
}

pub(super) fn chain(connection: &Connection, declaration: Uuid) -> Result<Vec<Entry>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT number, at, event, by, head FROM audit WHERE declaration = ?1 ORDER BY number",
    )?;
    entries(&mut statement, params![declaration.as_bytes()])
}

pub(super) fn chain_end(
    connection: &Connection,
    declaration: Uuid,
    most: u32,
) -> Result<Vec<Entry>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT number, at, event, by, head FROM audit WHERE declaration = ?1 ORDER BY number DESC LIMIT ?2",
    )?;
    entries(&mut statement, params![declaration.as_bytes(), most])
}

fn entries(statement: &mut Statement<'_>, of: impl Params) -> Result<Vec<Entry>, StoreError> {
    let rows = statement.query_map(of, |row| {
        Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    })?;
    rows.map(|row| {
        let (number, at, event, by, head) = row?;
        Ok(Entry { number: unsigned(number)?, note: Note { at: instant(at)?, event, by }, head })
    })
    .collect()
}

pub(super) fn heads(
    connection: &Connection,
    after: Uuid,
    most: u32,
) -> Result<Vec<(Uuid, Head)>, StoreError> {
    let mut statement = connection
        .prepare_cached("SELECT id, audit_head FROM declaration WHERE id > ?1 ORDER BY id LIMIT ?2")?;
    let rows = statement
        .query_map(params![after.as_bytes(), most], |row| Ok((Uuid::from_bytes(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn keep_anchor(connection: &Connection, anchor: &Anchor) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO anchor (before, declarations, digest) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        params![anchor.before.timestamp_millis(), anchor.declarations.cast_signed(), anchor.digest],
    )?;
    Ok(())
}

pub(super) fn anchors(connection: &Connection) -> Result<Vec<Anchor>, StoreError> {
    let mut statement =
        connection.prepare("SELECT before, declarations, digest FROM anchor ORDER BY before")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get(2)?)))?;
    rows.map(|row| {
        let (before, declarations, digest) = row?;
        let before = DateTime::from_timestamp_millis(before).ok_or(StoreError::Broken)?;
        Ok(Anchor { before, declarations: unsigned(declarations)?, digest })
    })
    .collect()
}

fn unsigned(number: i64) -> Result<u64, StoreError> {
    number.try_into().map_err(|_| StoreError::Broken)
}
