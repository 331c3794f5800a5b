//! Notes of calls, closed flights, and what people wait for.

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use uuid::Uuid;

use super::events::{WAITS, waits_in};
use super::reading::{day, days, instant};
use super::writer::Batch;
use super::{SqliteStore, audit};
use crate::store::{CallNote, Desks, Flight, Note, StoreError, Waits};

fn keep_note(batch: &mut Batch<'_>, declaration: Uuid, note: &CallNote) -> Result<bool, StoreError> {
    if audit::end(batch.connection, declaration)?.is_none() {
        return Ok(false);
    }
    let CallNote { id, at, by, category, urgent, due, seen, ends } = note;
    let seen = seen.as_ref().map(|(at, by)| (at.timestamp_millis(), by));
    let written = batch
        .connection
        .prepare_cached(
            "INSERT INTO call_note (declaration, id, at, by, category, urgent, due, ends, seen_at, seen_by)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            declaration.as_bytes(),
            id.as_bytes(),
            at.timestamp_millis(),
            by,
            category,
            urgent,
            due.map(|due| due.timestamp_millis()),
            days(*ends),
            seen.map(|(at, _)| at),
            seen.map(|(_, by)| by)
        ])?;
    if written == 1 { audit::note(batch, declaration, note.note()) } else { Ok(true) }
}

/// What a note is read from.
pub(super) const NOTE: &str = "id, at, by, category, urgent, due, ends, seen_at, seen_by";

pub(super) fn note_in(row: &Row<'_>) -> Result<CallNote, StoreError> {
    let instant_at = |column| row.get::<_, Option<i64>>(column)?.map(instant).transpose();
    let seen_by: Option<String> = row.get(8)?;
    Ok(CallNote {
        id: Uuid::from_bytes(row.get(0)?),
        at: instant(row.get(1)?)?,
        by: row.get(2)?,
        category: row.get(3)?,
        urgent: row.get(4)?,
        due: instant_at(5)?,
        seen: instant_at(7)?.zip(seen_by),
        ends: day(row.get(6)?)?,
    })
}

fn call_notes(connection: &Connection, declaration: Uuid) -> Result<Vec<CallNote>, StoreError> {
    let asks = format!("SELECT {NOTE} FROM call_note WHERE declaration = ?1 ORDER BY at DESC, id");
    let mut statement = connection.prepare_cached(&asks)?;
    let rows = statement.query_map(params![declaration.as_bytes()], |row| Ok(note_in(row)))?;
    rows.map(|row| row?).collect()
}

fn close_flight(connection: &Connection, flight: &Flight, note: &Note) -> Result<bool, StoreError> {
    let Flight { port, day, flight } = flight;
    let closed = connection
        .prepare_cached(
            "INSERT INTO closed_flight (port, day, flight, at, by) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT DO NOTHING",
        )?
        .execute(params![port, days(*day), flight, note.at.timestamp_millis(), note.by])?;
    Ok(closed == 1)
}

fn is_closed(connection: &Connection, flight: &Flight) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM closed_flight WHERE port = ?1 AND day = ?2 AND flight = ?3")?
        .exists(params![flight.port, days(flight.day), flight.flight])?)
}

fn waits(connection: &Connection, declarations: &[Uuid]) -> Result<Vec<(Uuid, Waits)>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("{WAITS} WHERE declaration = ?1"))?;
    let mut waits = Vec::with_capacity(declarations.len());
    for declaration in declarations {
        let row = statement.query_row(params![declaration.as_bytes()], |row| Ok(waits_in(row)));
        waits.extend(row.optional()?.transpose()?);
    }
    Ok(waits)
}

#[async_trait]
impl Desks for SqliteStore {
    async fn keep_note(&self, declaration: Uuid, note: CallNote) -> Result<bool, StoreError> {
        self.writer.write(move |batch| keep_note(batch, declaration, &note)).await
    }

    async fn call_notes(&self, declaration: Uuid) -> Result<Vec<CallNote>, StoreError> {
        self.read(move |connection| call_notes(connection, declaration)).await
    }

    async fn close_flight(&self, flight: Flight, note: Note) -> Result<bool, StoreError> {
        self.writer.write(move |batch| close_flight(batch.connection, &flight, &note)).await
    }

    async fn is_closed(&self, flight: Flight) -> Result<bool, StoreError> {
        self.read(move |connection| is_closed(connection, &flight)).await
    }

    async fn waits(&self, declarations: Vec<Uuid>) -> Result<Vec<(Uuid, Waits)>, StoreError> {
        self.read(move |connection| waits(connection, &declarations)).await
    }
}
