//! Who is on duty, and what waits for somebody to see to it.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use super::desks::{NOTE, note_in};
use super::reading::instant;
use super::writer::Batch;
use super::{SqliteStore, audit};
use crate::store::duty::MOST_NOTES;
use crate::store::{CallNote, Note, Roster, Shift, StoreError, Turn};

fn open_notes(connection: &Connection, seen_since: i64) -> Result<Vec<(Uuid, CallNote)>, StoreError> {
    let asks = format!(
        "SELECT {NOTE}, declaration FROM call_note WHERE due IS NOT NULL AND seen_at IS NULL
         UNION ALL SELECT {NOTE}, declaration FROM call_note WHERE urgent = 1 AND seen_at >= ?1
         ORDER BY at, id LIMIT {MOST_NOTES}"
    );
    let mut statement = connection.prepare_cached(&asks)?;
    let rows = statement.query_map(params![seen_since], |row| Ok((row.get(9)?, note_in(row))))?;
    rows.map(|row| {
        let (declaration, note) = row?;
        Ok((Uuid::from_bytes(declaration), note?))
    })
    .collect()
}

fn see_to(
    batch: &mut Batch<'_>,
    (declaration, note): (Uuid, Uuid),
    seen: &Note,
    since: i64,
) -> Result<bool, StoreError> {
    let written = batch
        .connection
        .prepare_cached(
            "UPDATE call_note SET seen_at = ?3, seen_by = ?4
             WHERE declaration = ?1 AND id = ?2 AND (seen_at IS NULL OR seen_at < ?5)",
        )?
        .execute(params![
            declaration.as_bytes(),
            note.as_bytes(),
            seen.at.timestamp_millis(),
            seen.by,
            since
        ])?;
    if written == 0 { Ok(false) } else { audit::note(batch, declaration, seen.clone()) }
}

fn keep_turn(connection: &Connection, turn: &Turn) -> Result<(), StoreError> {
    let Turn { id, account, place, begins, ends } = turn;
    let (begins, ends) = (begins.timestamp_millis(), ends.timestamp_millis());
    connection
        .prepare_cached("INSERT INTO duty (id, account, place, begins, ends) VALUES (?1, ?2, ?3, ?4, ?5)")?
        .execute(params![id.as_bytes(), account.as_bytes(), place, begins, ends])?;
    Ok(())
}

fn turns(connection: &Connection, at: i64) -> Result<Vec<Turn>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, account, place, begins, ends FROM duty WHERE ends > ?1 ORDER BY begins, place, id",
    )?;
    let rows = statement.query_map(params![at], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    })?;
    rows.map(|row| {
        let (id, account, place, begins, ends) = row?;
        let (id, account) = (Uuid::from_bytes(id), Uuid::from_bytes(account));
        Ok(Turn { id, account, place, begins: instant(begins)?, ends: instant(ends)? })
    })
    .collect()
}

fn shift_in(row: &Row<'_>) -> rusqlite::Result<Result<Shift, StoreError>> {
    let (id, at, by, cases) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    let taken: Option<(i64, String)> = row.get::<_, Option<i64>>(4)?.zip(row.get(5)?);
    Ok((|| {
        let taken = taken.map(|(at, by)| Ok::<_, StoreError>((instant(at)?, by))).transpose()?;
        Ok(Shift { id: Uuid::from_bytes(id), at: instant(at)?, by, cases, taken })
    })())
}

fn shifts(connection: &Connection, since: i64) -> Result<Vec<Shift>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, at, by, cases, taken_at, taken_by FROM shift WHERE at >= ?1 ORDER BY at DESC, id",
    )?;
    let rows = statement.query_map(params![since], shift_in)?;
    rows.map(|row| row?).collect()
}

#[async_trait]
impl Roster for SqliteStore {
    async fn open_notes(&self, seen_since: DateTime<Utc>) -> Result<Vec<(Uuid, CallNote)>, StoreError> {
        self.read(move |connection| open_notes(connection, seen_since.timestamp_millis())).await
    }

    async fn see_to(
        &self,
        declaration: Uuid,
        note: Uuid,
        seen: Note,
        since: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let since = since.timestamp_millis();
        self.writer.write(move |batch| see_to(batch, (declaration, note), &seen, since)).await
    }

    async fn give_back(&self, declaration: Uuid, note: Uuid, by: Note) -> Result<bool, StoreError> {
        let write = move |batch: &mut Batch<'_>| {
            let written = batch.connection.execute(
                "UPDATE call_note SET seen_at = NULL, seen_by = NULL
                 WHERE declaration = ?1 AND id = ?2 AND seen_by = ?3",
                params![declaration.as_bytes(), note.as_bytes(), by.by],
            )?;
            if written == 0 { Ok(false) } else { audit::note(batch, declaration, by.clone()) }
        };
        self.writer.write(write).await
    }

    async fn keep_turn(&self, turn: Turn) -> Result<(), StoreError> {
        self.writer.write(move |batch| keep_turn(batch.connection, &turn)).await
    }

    async fn drop_turn(&self, turn: Uuid) -> Result<bool, StoreError> {
        let write = move |batch: &mut Batch<'_>| {
            Ok(batch.connection.execute("DELETE FROM duty WHERE id = ?1", params![turn.as_bytes()])? == 1)
        };
        self.writer.write(write).await
    }

    async fn turns(&self, at: DateTime<Utc>) -> Result<Vec<Turn>, StoreError> {
        self.read(move |connection| turns(connection, at.timestamp_millis())).await
    }

    async fn leave_shift(&self, shift: Shift) -> Result<(), StoreError> {
        let write = move |batch: &mut Batch<'_>| {
            let Shift { id, at, by, cases, .. } = &shift;
            batch.connection.execute(
                "INSERT INTO shift (id, at, by, cases) VALUES (?1, ?2, ?3, ?4)",
                params![id.as_bytes(), at.timestamp_millis(), by, cases],
            )?;
            Ok(())
        };
        self.writer.write(write).await
    }

    async fn take_shift(&self, shift: Uuid, taken: Note) -> Result<bool, StoreError> {
        let write = move |batch: &mut Batch<'_>| {
            let taken = batch.connection.execute(
                "UPDATE shift SET taken_at = ?2, taken_by = ?3 WHERE id = ?1 AND taken_at IS NULL",
                params![shift.as_bytes(), taken.at.timestamp_millis(), taken.by],
            )?;
            Ok(taken == 1)
        };
        self.writer.write(write).await
    }

    async fn shifts(&self, since: DateTime<Utc>) -> Result<Vec<Shift>, StoreError> {
        self.read(move |connection| shifts(connection, since.timestamp_millis())).await
    }
}
