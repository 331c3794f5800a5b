//! Who is on duty, and what waits for somebody to see to it.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::desks::{NOTE, note_in};
use super::reading::{instant, number};
use super::{PostgresStore, audit};
use crate::store::duty::MOST_NOTES;
use crate::store::{CallNote, Note, Roster, Shift, StoreError, Turn};

impl PostgresStore {
    /// Changes one row of a declaration and notes it in its log, both or neither; false where there was no such row.
    async fn noted(
        &self,
        declaration: Uuid,
        note: Note,
        (statement, values): (&str, &[&(dyn ToSql + Sync)]),
    ) -> Result<bool, StoreError> {
        let mut client = self.client().await?;
        let change = client.transaction().await?;
        let Some((_, end)) = audit::end(&change, declaration).await? else { return Ok(false) };
        if change.execute(statement, values).await? == 0 {
            return Ok(false);
        }
        audit::keep(&change, declaration, &end.next(declaration, note)).await?;
        change.commit().await?;
        Ok(true)
    }
}

#[async_trait]
impl Roster for PostgresStore {
    async fn open_notes(&self, seen_since: DateTime<Utc>) -> Result<Vec<(Uuid, CallNote)>, StoreError> {
        let statement = format!(
            "SELECT {NOTE}, declaration FROM call_note WHERE due IS NOT NULL AND seen_at IS NULL
             UNION ALL SELECT {NOTE}, declaration FROM call_note WHERE urgent AND seen_at >= $1
             ORDER BY at, id LIMIT {MOST_NOTES}"
        );
        let since = seen_since.timestamp_millis();
        let rows = self.client().await?.query(&statement, &[&since]).await?;
        rows.iter().map(|row| Ok((row.try_get(9)?, note_in(row)?))).collect()
    }

    async fn give_back(&self, declaration: Uuid, note: Uuid, by: Note) -> Result<bool, StoreError> {
        let statement = "UPDATE call_note SET seen_at = NULL, seen_by = NULL
                         WHERE declaration = $1 AND id = $2 AND seen_by = $3";
        let by_whom = by.by.clone();
        self.noted(declaration, by, (statement, &[&declaration, &note, &by_whom])).await
    }

    async fn see_to(
        &self,
        declaration: Uuid,
        note: Uuid,
        seen: Note,
        since: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let statement = "UPDATE call_note SET seen_at = $3, seen_by = $4
                         WHERE declaration = $1 AND id = $2 AND (seen_at IS NULL OR seen_at < $5)";
        let (at, since) = (seen.at.timestamp_millis(), since.timestamp_millis());
        let by = seen.by.clone();
        self.noted(declaration, seen, (statement, &[&declaration, &note, &at, &by, &since])).await
    }

    async fn keep_turn(&self, turn: Turn) -> Result<(), StoreError> {
        let Turn { id, account, place, begins, ends } = turn;
        let place = i32::try_from(place).map_err(|_| StoreError::Broken)?;
        let (begins, ends) = (begins.timestamp_millis(), ends.timestamp_millis());
        let statement = "INSERT INTO duty (id, account, place, begins, ends) VALUES ($1, $2, $3, $4, $5)";
        self.client().await?.execute(statement, &[&id, &account, &place, &begins, &ends]).await?;
        Ok(())
    }

    async fn drop_turn(&self, turn: Uuid) -> Result<bool, StoreError> {
        Ok(self.client().await?.execute("DELETE FROM duty WHERE id = $1", &[&turn]).await? == 1)
    }

    async fn turns(&self, at: DateTime<Utc>) -> Result<Vec<Turn>, StoreError> {
        let statement = "SELECT id, account, place::bigint, begins, ends FROM duty WHERE ends > $1
                         ORDER BY begins, place, id";
        let rows = self.client().await?.query(statement, &[&at.timestamp_millis()]).await?;
        rows.iter()
            .map(|row| {
                Ok(Turn {
                    id: row.try_get(0)?,
                    account: row.try_get(1)?,
                    place: number(row, 2)?,
                    begins: instant(row, 3)?,
                    ends: instant(row, 4)?,
                })
            })
            .collect()
    }

    async fn leave_shift(&self, shift: Shift) -> Result<(), StoreError> {
        let Shift { id, at, by, cases, .. } = shift;
        let statement = "INSERT INTO shift (id, at, by, cases) VALUES ($1, $2, $3, $4)";
        let (at, cases) = (at.timestamp_millis(), i64::from(cases));
        self.client().await?.execute(statement, &[&id, &at, &by, &cases]).await?;
        Ok(())
    }

    async fn take_shift(&self, shift: Uuid, taken: Note) -> Result<bool, StoreError> {
        let statement = "UPDATE shift SET taken_at = $2, taken_by = $3 WHERE id = $1 AND taken_at IS NULL";
        let at = taken.at.timestamp_millis();
        Ok(self.client().await?.execute(statement, &[&shift, &at, &taken.by]).await? == 1)
    }

    async fn shifts(&self, since: DateTime<Utc>) -> Result<Vec<Shift>, StoreError> {
        let statement = "SELECT id, at, by, cases, taken_at, taken_by FROM shift WHERE at >= $1
                         ORDER BY at DESC, id";
        let rows = self.client().await?.query(statement, &[&since.timestamp_millis()]).await?;
        rows.iter()
            .map(|row| {
                let taken_by: Option<String> = row.try_get(5)?;
                let taken = taken_by.map(|by| Ok::<_, StoreError>((instant(row, 4)?, by))).transpose()?;
                let (id, at, by) = (row.try_get(0)?, instant(row, 1)?, row.try_get(2)?);
                Ok(Shift { id, at, by, cases: number(row, 3)?, taken })
            })
            .collect()
    }
}
