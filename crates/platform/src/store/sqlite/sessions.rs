//! Sessions of the staff, and half-done ceremonies.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use uuid::Uuid;

use super::SqliteStore;
use super::reading::instant;
use super::staff::{account_in, note_staff};
use super::writer::Batch;
use crate::staff::{Account, Ceremony, Session};
use crate::store::{Digest, Note, Sessions, StoreError};

pub(super) fn begin(batch: &mut Batch<'_>, session: &Session, note: Note) -> Result<bool, StoreError> {
    let Session { digest, id, account, device, began_at, seen_at, ends_at, opened: _ } = session;
    let written = batch
        .connection
        .prepare_cached(
            "INSERT INTO staff_session (digest, id, account, device, began_at, seen_at, ends_at)
             SELECT ?1, ?2, id, ?4, ?5, ?6, ?7 FROM staff_account WHERE id = ?3 AND revoked_at IS NULL",
        )?
        .execute(params![
            digest,
            id.as_bytes(),
            account.as_bytes(),
            device,
            began_at.timestamp_millis(),
            seen_at.timestamp_millis(),
            ends_at.timestamp_millis()
        ])?;
    Ok(written == 1 && note_staff(batch.connection, *account, note)?)
}

/// A session in the columns from `first` on.
fn session_in(row: &Row<'_>, first: usize) -> rusqlite::Result<Result<Session, StoreError>> {
    let (digest, id, account) = (row.get(first)?, row.get(first + 1)?, row.get(first + 2)?);
    let device = row.get(first + 3)?;
    let times = (row.get(first + 4)?, row.get(first + 5)?, row.get(first + 6)?);
    let opened = row.get::<_, Option<[u8; 16]>>(first + 7)?.map(Uuid::from_bytes);
    Ok((|| {
        Ok(Session {
            opened,
            digest,
            id: Uuid::from_bytes(id),
            account: Uuid::from_bytes(account),
            device,
            began_at: instant(times.0)?,
            seen_at: instant(times.1)?,
            ends_at: instant(times.2)?,
        })
    })())
}

pub(super) fn session(
    connection: &Connection,
    digest: Digest,
) -> Result<Option<(Session, Account)>, StoreError> {
    let row = connection
        .prepare_cached(
            "SELECT a.id, a.name, a.role, a.scope, a.made_at, a.revoked_at,
                    s.digest, s.id, s.account, s.device, s.began_at, s.seen_at, s.ends_at, s.opened
             FROM staff_session s JOIN staff_account a ON a.id = s.account WHERE s.digest = ?1",
        )?
        .query_row(params![digest], |row| Ok((session_in(row, 6)?, account_in(row)?)))
        .optional()?;
    row.map(|(session, account)| Ok((session?, account?))).transpose()
}

pub(super) fn seen(connection: &Connection, digest: Digest, at: DateTime<Utc>) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE staff_session SET seen_at = ?2 WHERE digest = ?1")?
        .execute(params![digest, at.timestamp_millis()])?;
    Ok(())
}

fn open_case(connection: &Connection, digest: Digest, declaration: Option<Uuid>) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE staff_session SET opened = ?2 WHERE digest = ?1")?
        .execute(params![digest, declaration.map(Uuid::into_bytes)])?;
    Ok(())
}

pub(super) fn sessions(connection: &Connection, account: Uuid) -> Result<Vec<Session>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT digest, id, account, device, began_at, seen_at, ends_at, opened FROM staff_session
         WHERE account = ?1 ORDER BY began_at DESC, id",
    )?;
    let rows = statement.query_map(params![account.as_bytes()], |row| session_in(row, 0))?;
    rows.map(|row| row?).collect()
}

pub(super) fn end(batch: &mut Batch<'_>, account: Uuid, id: Uuid, note: Note) -> Result<bool, StoreError> {
    let ended = batch
        .connection
        .prepare_cached("DELETE FROM staff_session WHERE account = ?1 AND id = ?2")?
        .execute(params![account.as_bytes(), id.as_bytes()])?;
    Ok(ended == 1 && note_staff(batch.connection, account, note)?)
}

pub(super) fn keep_ceremony(connection: &Connection, ceremony: &Ceremony) -> Result<(), StoreError> {
    let Ceremony { id, state, ends_at } = ceremony;
    connection
        .prepare_cached("INSERT INTO staff_ceremony (id, state, ends_at) VALUES (?1, ?2, ?3)")?
        .execute(params![id.as_bytes(), state, ends_at.timestamp_millis()])?;
    Ok(())
}

pub(super) fn take_ceremony(connection: &Connection, id: Uuid) -> Result<Option<Ceremony>, StoreError> {
    let row = connection
        .prepare_cached("DELETE FROM staff_ceremony WHERE id = ?1 RETURNING state, ends_at")?
        .query_row(params![id.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((state, ends_at)) = row else { return Ok(None) };
    Ok(Some(Ceremony { id, state, ends_at: instant(ends_at)? }))
}

pub(super) fn forget_over(connection: &Connection, now: DateTime<Utc>) -> Result<(), StoreError> {
    for table in ["staff_session", "staff_link", "staff_ceremony"] {
        connection
            .execute(&format!("DELETE FROM {table} WHERE ends_at <= ?1"), params![now.timestamp_millis()])?;
    }
    Ok(())
}

#[async_trait]
impl Sessions for SqliteStore {
    async fn begin_session(&self, session: Session, note: Note) -> Result<bool, StoreError> {
        self.writer.write(move |batch| begin(batch, &session, note)).await
    }

    async fn session(&self, digest: Digest) -> Result<Option<(Session, Account)>, StoreError> {
        self.read(move |connection| session(connection, digest)).await
    }

    async fn seen(&self, digest: Digest, at: DateTime<Utc>) -> Result<(), StoreError> {
        self.writer.write(move |batch| seen(batch.connection, digest, at)).await
    }

    async fn open_case(&self, digest: Digest, declaration: Option<Uuid>) -> Result<(), StoreError> {
        self.writer.write(move |batch| open_case(batch.connection, digest, declaration)).await
    }

    async fn sessions(&self, account: Uuid) -> Result<Vec<Session>, StoreError> {
        self.read(move |connection| sessions(connection, account)).await
    }

    async fn end_session(&self, account: Uuid, id: Uuid, note: Note) -> Result<bool, StoreError> {
        self.writer.write(move |batch| end(batch, account, id, note)).await
    }

    async fn keep_ceremony(&self, ceremony: Ceremony) -> Result<(), StoreError> {
        self.writer.write(move |batch| keep_ceremony(batch.connection, &ceremony)).await
    }

    async fn take_ceremony(&self, id: Uuid) -> Result<Option<Ceremony>, StoreError> {
        self.writer.write(move |batch| take_ceremony(batch.connection, id)).await
    }

    async fn forget_over(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.writer.write(move |batch| forget_over(batch.connection, now)).await
    }
}
