//! Sessions of the staff, and half-done ceremonies.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use deadpool_postgres::Client;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::PostgresStore;
use super::reading::{digest, instant};
use super::staff::{account_in, note_in};
use crate::staff::{Account, Ceremony, Session};
use crate::store::{Digest, Note, Sessions, StoreError};

pub(super) async fn begin(client: &mut Client, session: &Session, note: Note) -> Result<bool, StoreError> {
    let Session { digest, id, account, device, began_at, seen_at, ends_at, opened: _ } = session;
    let digest = digest.as_slice();
    let times = [began_at, seen_at, ends_at].map(DateTime::timestamp_millis);
    let row: [&(dyn ToSql + Sync); 7] = [&digest, id, account, device, &times[0], &times[1], &times[2]];
    let change = client.transaction().await?;
    let written = change
        .execute(
            "INSERT INTO staff_session (digest, id, account, device, began_at, seen_at, ends_at)
             SELECT $1, $2, id, $4, $5, $6, $7 FROM staff_account WHERE id = $3 AND revoked_at IS NULL",
            &row,
        )
        .await?;
    let begun = written == 1 && note_in(&change, *account, note).await?;
    change.commit().await?;
    Ok(begun)
}

/// A session in the columns from `first` on.
fn session_in(row: &Row, first: usize) -> Result<Session, StoreError> {
    Ok(Session {
        digest: digest(row, first)?,
        id: row.try_get(first + 1)?,
        account: row.try_get(first + 2)?,
        device: row.try_get(first + 3)?,
        began_at: instant(row, first + 4)?,
        seen_at: instant(row, first + 5)?,
        ends_at: instant(row, first + 6)?,
        opened: row.try_get(first + 7)?,
    })
}

pub(super) async fn session(
    client: &Client,
    given: Digest,
) -> Result<Option<(Session, Account)>, StoreError> {
    let statement = client
        .prepare_cached(
            "SELECT a.id, a.name, a.role, a.scope, a.made_at, a.revoked_at,
                    s.digest, s.id, s.account, s.device, s.began_at, s.seen_at, s.ends_at, s.opened
             FROM staff_session s JOIN staff_account a ON a.id = s.account WHERE s.digest = $1",
        )
        .await?;
    let Some(row) = client.query_opt(&statement, &[&given.as_slice()]).await? else { return Ok(None) };
    Ok(Some((session_in(&row, 6)?, account_in(&row)?)))
}

pub(super) async fn seen(client: &Client, given: Digest, at: DateTime<Utc>) -> Result<(), StoreError> {
    let statement = "UPDATE staff_session SET seen_at = $2 WHERE digest = $1";
    client.execute(statement, &[&given.as_slice(), &at.timestamp_millis()]).await?;
    Ok(())
}

pub(super) async fn sessions(client: &Client, account: Uuid) -> Result<Vec<Session>, StoreError> {
    let rows = client
        .query(
            "SELECT digest, id, account, device, began_at, seen_at, ends_at, opened FROM staff_session
             WHERE account = $1 ORDER BY began_at DESC, id",
            &[&account],
        )
        .await?;
    rows.iter().map(|row| session_in(row, 0)).collect()
}

pub(super) async fn end(
    client: &mut Client,
    account: Uuid,
    id: Uuid,
    note: Note,
) -> Result<bool, StoreError> {
    let change = client.transaction().await?;
    let statement = "DELETE FROM staff_session WHERE account = $1 AND id = $2";
    let ended = change.execute(statement, &[&account, &id]).await? == 1;
    let ended = ended && note_in(&change, account, note).await?;
    change.commit().await?;
    Ok(ended)
}

pub(super) async fn keep_ceremony(client: &Client, ceremony: &Ceremony) -> Result<(), StoreError> {
    let Ceremony { id, state, ends_at } = ceremony;
    let statement = "INSERT INTO staff_ceremony (id, state, ends_at) VALUES ($1, $2, $3)";
    client.execute(statement, &[id, state, &ends_at.timestamp_millis()]).await?;
    Ok(())
}

pub(super) async fn take_ceremony(client: &Client, id: Uuid) -> Result<Option<Ceremony>, StoreError> {
    let statement = "DELETE FROM staff_ceremony WHERE id = $1 RETURNING state, ends_at";
    let Some(row) = client.query_opt(statement, &[&id]).await? else { return Ok(None) };
    Ok(Some(Ceremony { id, state: row.try_get(0)?, ends_at: instant(&row, 1)? }))
}

pub(super) async fn forget_over(client: &Client, now: DateTime<Utc>) -> Result<(), StoreError> {
    for table in ["staff_session", "staff_link", "staff_ceremony"] {
        let statement = format!("DELETE FROM {table} WHERE ends_at <= $1");
        client.execute(&statement, &[&now.timestamp_millis()]).await?;
    }
    Ok(())
}

#[async_trait]
impl Sessions for PostgresStore {
    async fn begin_session(&self, session: Session, note: Note) -> Result<bool, StoreError> {
        begin(&mut self.client().await?, &session, note).await
    }

    async fn session(&self, digest: Digest) -> Result<Option<(Session, Account)>, StoreError> {
        session(&self.client().await?, digest).await
    }

    async fn seen(&self, digest: Digest, at: DateTime<Utc>) -> Result<(), StoreError> {
        seen(&self.client().await?, digest, at).await
    }

    async fn open_case(&self, digest: Digest, declaration: Option<Uuid>) -> Result<(), StoreError> {
        let client = self.client().await?;
        let statement = "UPDATE staff_session SET opened = $2 WHERE digest = $1";
        client.execute(statement, &[&digest.as_slice(), &declaration]).await?;
        Ok(())
    }

    async fn sessions(&self, account: Uuid) -> Result<Vec<Session>, StoreError> {
        sessions(&self.client().await?, account).await
    }

    async fn end_session(&self, account: Uuid, id: Uuid, note: Note) -> Result<bool, StoreError> {
        end(&mut self.client().await?, account, id, note).await
    }

    async fn keep_ceremony(&self, ceremony: Ceremony) -> Result<(), StoreError> {
        keep_ceremony(&self.client().await?, &ceremony).await
    }

    async fn take_ceremony(&self, id: Uuid) -> Result<Option<Ceremony>, StoreError> {
        take_ceremony(&self.client().await?, id).await
    }

    async fn forget_over(&self, now: DateTime<Utc>) -> Result<(), StoreError> {
        forget_over(&self.client().await?, now).await
    }
}
