//! Notes of calls, closed flights, and what people wait for.

use async_trait::async_trait;
use chrono::DateTime;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::events::{WAITS, waits_in};
use super::reading::instant;
use super::{PostgresStore, audit};
use crate::store::{CallNote, Desks, Flight, Note, StoreError, Waits};

/// What a note is read from.
pub(super) const NOTE: &str = "id, at, by, category, urgent, due, ends, seen_at, seen_by";

pub(super) fn note_in(row: &Row) -> Result<CallNote, StoreError> {
    Ok(CallNote {
        id: row.try_get(0)?,
        at: instant(row, 1)?,
        by: row.try_get(2)?,
        category: row.try_get(3)?,
        urgent: row.try_get(4)?,
        due: perhaps(row, 5)?,
        seen: perhaps(row, 7)?.zip(row.try_get(8)?),
        ends: row.try_get(6)?,
    })
}

#[async_trait]
impl Desks for PostgresStore {
    async fn keep_note(&self, declaration: Uuid, note: CallNote) -> Result<bool, StoreError> {
        let mut client = self.client().await?;
        let change = client.transaction().await?;
        let Some((_, end)) = audit::end(&change, declaration).await? else { return Ok(false) };
        let entry = end.next(declaration, note.note());
        let CallNote { id, at, by, category, urgent, due, seen, ends } = note;
        let (at, due) = (at.timestamp_millis(), due.map(|due| due.timestamp_millis()));
        let (seen_at, seen_by) = seen.map(|(at, by)| (at.timestamp_millis(), by)).unzip();
        let row: [&(dyn ToSql + Sync); 10] =
            [&declaration, &id, &at, &by, &category, &urgent, &due, &ends, &seen_at, &seen_by];
        let written = change
            .execute(
                "INSERT INTO call_note (declaration, id, at, by, category, urgent, due, ends, seen_at, seen_by)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
                &row,
            )
            .await?;
        if written == 1 {
            audit::keep(&change, declaration, &entry).await?;
        }
        change.commit().await?;
        Ok(true)
    }

    async fn call_notes(&self, declaration: Uuid) -> Result<Vec<CallNote>, StoreError> {
        let statement = format!("SELECT {NOTE} FROM call_note WHERE declaration = $1 ORDER BY at DESC, id");
        let rows = self.client().await?.query(&statement, &[&declaration]).await?;
        rows.iter().map(note_in).collect()
    }

    async fn close_flight(&self, flight: Flight, note: Note) -> Result<bool, StoreError> {
        let statement = "INSERT INTO closed_flight (port, day, flight, at, by) VALUES ($1, $2, $3, $4, $5)
                         ON CONFLICT DO NOTHING";
        let Flight { port, day, flight } = flight;
        let row: [&(dyn ToSql + Sync); 5] = [&port, &day, &flight, &note.at.timestamp_millis(), &note.by];
        Ok(self.client().await?.execute(statement, &row).await? == 1)
    }

    async fn is_closed(&self, flight: Flight) -> Result<bool, StoreError> {
        let statement = "SELECT 1 FROM closed_flight WHERE port = $1 AND day = $2 AND flight = $3";
        let row: [&(dyn ToSql + Sync); 3] = [&flight.port, &flight.day, &flight.flight];
        Ok(self.client().await?.query_opt(statement, &row).await?.is_some())
    }

    async fn waits(&self, declarations: Vec<Uuid>) -> Result<Vec<(Uuid, Waits)>, StoreError> {
        let statement = format!("{WAITS} WHERE declaration = ANY($1)");
        let rows = self.client().await?.query(&statement, &[&declarations]).await?;
        rows.iter().map(waits_in).collect()
    }
}

fn perhaps(row: &Row, column: usize) -> Result<Option<DateTime<chrono::Utc>>, StoreError> {
    let is_there = row.try_get::<_, Option<i64>>(column)?.is_some();
    if is_there { instant(row, column).map(Some) } else { Ok(None) }
}
