//! Accounts, links, passkeys, and the log of each account.

use async_trait::async_trait;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use uuid::Uuid;

use super::SqliteStore;
use super::reading::instant;
use super::writer::Batch;
use crate::staff::{Account, Invitation, KeptPasskey, Role, Scope};
use crate::store::audit::ChainEnd;
use crate::store::{Digest, Entry, Note, Staff, StoreError};

const ACCOUNT: &str = "a.id, a.name, a.role, a.scope, a.made_at, a.revoked_at";

/// An account in the first six columns, as [`ACCOUNT`] names them.
pub(super) fn account_in(row: &Row<'_>) -> rusqlite::Result<Result<Account, StoreError>> {
    let (id, name, role, scope) =
        (row.get(0)?, row.get(1)?, row.get::<_, String>(2)?, row.get::<_, String>(3)?);
    let (made_at, revoked_at) = (row.get(4)?, row.get::<_, Option<i64>>(5)?);
    Ok((|| {
        let role = Role::parse(&role).ok_or(StoreError::Broken)?;
        let scope = Scope::parse(role, &scope).map_err(|_| StoreError::Broken)?;
        let revoked_at = revoked_at.map(instant).transpose()?;
        Ok(Account { id: Uuid::from_bytes(id), name, role, scope, made_at: instant(made_at)?, revoked_at })
    })())
}

pub(super) fn add_account(batch: &mut Batch<'_>, account: &Account, note: Note) -> Result<(), StoreError> {
    batch
        .connection
        .prepare_cached(
            "INSERT INTO staff_account (id, name, role, scope, made_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            account.id.as_bytes(),
            account.name,
            account.role.name(),
            account.scope.to_string(),
            account.made_at.timestamp_millis()
        ])?;
    note_staff(batch.connection, account.id, note).map(drop)
}

pub(super) fn accounts(connection: &Connection) -> Result<Vec<Account>, StoreError> {
    let mut statement = connection
        .prepare_cached(&format!("SELECT {ACCOUNT} FROM staff_account a ORDER BY a.made_at, a.id"))?;
    let rows = statement.query_map([], account_in)?;
    rows.map(|row| row?).collect()
}

pub(super) fn account(connection: &Connection, id: Uuid) -> Result<Option<Account>, StoreError> {
    connection
        .prepare_cached(&format!("SELECT {ACCOUNT} FROM staff_account a WHERE a.id = ?1"))?
        .query_row(params![id.as_bytes()], account_in)
        .optional()?
        .transpose()
}

fn works(connection: &Connection, account: Uuid) -> Result<bool, StoreError> {
    let found = self::account(connection, account)?;
    Ok(found.is_some_and(|account| account.revoked_at.is_none()))
}

pub(super) fn revoke_account(batch: &mut Batch<'_>, id: Uuid, note: Note) -> Result<bool, StoreError> {
    let connection = batch.connection;
    if !works(connection, id)? {
        return Ok(false);
    }
    connection
        .prepare_cached("UPDATE staff_account SET revoked_at = ?2 WHERE id = ?1")?
        .execute(params![id.as_bytes(), note.at.timestamp_millis()])?;
    for table in ["staff_link", "staff_passkey", "staff_session"] {
        connection.execute(&format!("DELETE FROM {table} WHERE account = ?1"), params![id.as_bytes()])?;
    }
    note_staff(connection, id, note)
}

pub(super) fn invite(batch: &mut Batch<'_>, link: &Invitation, note: Note) -> Result<bool, StoreError> {
    if !works(batch.connection, link.account)? {
        return Ok(false);
    }
    batch
        .connection
        .prepare_cached(
            "INSERT INTO staff_link (account, digest, ends_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (account) DO UPDATE SET digest = ?2, ends_at = ?3",
        )?
        .execute(params![link.account.as_bytes(), link.digest, link.ends_at.timestamp_millis()])?;
    note_staff(batch.connection, link.account, note)
}

pub(super) fn invited(connection: &Connection, digest: Digest) -> Result<Option<Invitation>, StoreError> {
    let row = connection
        .prepare_cached("SELECT account, ends_at FROM staff_link WHERE digest = ?1")?
        .query_row(params![digest], |row| Ok((Uuid::from_bytes(row.get(0)?), row.get(1)?)))
        .optional()?;
    let Some((account, ends_at)) = row else { return Ok(None) };
    Ok(Some(Invitation { digest, account, ends_at: instant(ends_at)? }))
}

pub(super) fn accept(
    batch: &mut Batch<'_>,
    digest: Digest,
    passkey: &KeptPasskey,
    note: Note,
) -> Result<bool, StoreError> {
    let (connection, account) = (batch.connection, passkey.account);
    let used = connection
        .prepare_cached("DELETE FROM staff_link WHERE digest = ?1 AND account = ?2")?
        .execute(params![digest, account.as_bytes()])?;
    if used == 0 || !works(connection, account)? {
        return Ok(false);
    }
    for table in ["staff_passkey", "staff_session"] {
        connection
            .execute(&format!("DELETE FROM {table} WHERE account = ?1"), params![account.as_bytes()])?;
    }
    connection
        .prepare_cached(
            "INSERT INTO staff_passkey (credential, account, key, made_at) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![
            passkey.credential,
            account.as_bytes(),
            passkey.key,
            passkey.made_at.timestamp_millis()
        ])?;
    note_staff(connection, account, note)
}

pub(super) fn passkeys(connection: &Connection, account: Uuid) -> Result<Vec<KeptPasskey>, StoreError> {
    let mut statement =
        connection.prepare_cached("SELECT credential, key, made_at FROM staff_passkey WHERE account = ?1")?;
    let rows = statement.query_map(params![account.as_bytes()], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)?))
    })?;
    rows.map(|row| {
        let (credential, key, made_at) = row?;
        Ok(KeptPasskey { credential, account, key, made_at: instant(made_at)? })
    })
    .collect()
}

pub(super) fn passkey_used(connection: &Connection, passkey: &KeptPasskey) -> Result<(), StoreError> {
    connection
        .prepare_cached("UPDATE staff_passkey SET key = ?2 WHERE credential = ?1")?
        .execute(params![passkey.credential, passkey.key])?;
    Ok(())
}

/// Adds to an account's chain, if there is such an account.
pub(super) fn note_staff(connection: &Connection, account: Uuid, note: Note) -> Result<bool, StoreError> {
    let row = connection
        .prepare_cached("SELECT log_number, log_head FROM staff_account WHERE id = ?1")?
        .query_row(params![account.as_bytes()], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))
        .optional()?;
    let Some((number, head)) = row else { return Ok(false) };
    let number = number.try_into().map_err(|_| StoreError::Broken)?;
    let Entry { number, note, head } = ChainEnd { number, head }.next(account, note);
    let (id, number) = (account.as_bytes(), number.cast_signed());
    connection
        .prepare_cached(
            "INSERT INTO staff_log (account, number, at, event, by, head) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![id, number, note.at.timestamp_millis(), note.event, note.by, head])?;
    connection
        .prepare_cached("UPDATE staff_account SET log_number = ?2, log_head = ?3 WHERE id = ?1")?
        .execute(params![id, number, head])?;
    Ok(true)
}

pub(super) fn staff_log(connection: &Connection, account: Uuid) -> Result<Vec<Entry>, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT number, at, event, by, head FROM staff_log WHERE account = ?1 ORDER BY number",
    )?;
    let rows = statement.query_map(params![account.as_bytes()], |row| {
        Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
    })?;
    rows.map(|row| {
        let (number, at, event, by, head) = row?;
        let number = number.try_into().map_err(|_| StoreError::Broken)?;
        Ok(Entry { number, note: Note { at: instant(at)?, event, by }, head })
    })
    .collect()
}

#[async_trait]
impl Staff for SqliteStore {
    async fn add_account(&self, account: Account, note: Note) -> Result<(), StoreError> {
        self.writer.write(move |batch| add_account(batch, &account, note)).await
    }

    async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        self.read(|connection| accounts(connection)).await
    }

    async fn account(&self, id: Uuid) -> Result<Option<Account>, StoreError> {
        self.read(move |connection| account(connection, id)).await
    }

    async fn revoke_account(&self, id: Uuid, note: Note) -> Result<bool, StoreError> {
        self.writer.write(move |batch| revoke_account(batch, id, note)).await
    }

    async fn invite(&self, link: Invitation, note: Note) -> Result<bool, StoreError> {
        self.writer.write(move |batch| invite(batch, &link, note)).await
    }

    async fn invited(&self, digest: Digest) -> Result<Option<Invitation>, StoreError> {
        self.read(move |connection| invited(connection, digest)).await
    }

    async fn accept(&self, digest: Digest, passkey: KeptPasskey, note: Note) -> Result<bool, StoreError> {
        self.writer.write(move |batch| accept(batch, digest, &passkey, note)).await
    }

    async fn passkeys(&self, account: Uuid) -> Result<Vec<KeptPasskey>, StoreError> {
        self.read(move |connection| passkeys(connection, account)).await
    }

    async fn passkey_used(&self, passkey: KeptPasskey) -> Result<(), StoreError> {
        self.writer.write(move |batch| passkey_used(batch.connection, &passkey)).await
    }

    async fn note_staff(&self, account: Uuid, note: Note) -> Result<bool, StoreError> {
        self.writer.write(move |batch| note_staff(batch.connection, account, note)).await
    }

    async fn staff_log(&self, account: Uuid) -> Result<Vec<Entry>, StoreError> {
        self.read(move |connection| staff_log(connection, account)).await
    }
}
