//! Accounts, links, passkeys, and the log of each account. Few rows and few writers, so nothing here is partitioned.

use async_trait::async_trait;
use deadpool_postgres::{Client, GenericClient, Transaction};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;
use uuid::Uuid;

use super::PostgresStore;
use super::reading::{digest, instant};
use crate::staff::{Account, Invitation, KeptPasskey, Role, Scope};
use crate::store::audit::ChainEnd;
use crate::store::{Digest, Entry, Note, Staff, StoreError};

const ACCOUNT: &str = "a.id, a.name, a.role, a.scope, a.made_at, a.revoked_at";

/// An account in the first six columns, as [`ACCOUNT`] names them.
pub(super) fn account_in(row: &Row) -> Result<Account, StoreError> {
    let role = Role::parse(row.try_get(2)?).ok_or(StoreError::Broken)?;
    let scope = Scope::parse(role, row.try_get(3)?).map_err(|_| StoreError::Broken)?;
    let is_revoked = row.try_get::<_, Option<i64>>(5)?.is_some();
    let revoked_at = if is_revoked { Some(instant(row, 5)?) } else { None };
    let (id, name) = (row.try_get(0)?, row.try_get(1)?);
    Ok(Account { id, name, role, scope, made_at: instant(row, 4)?, revoked_at })
}

pub(super) async fn add_account(
    client: &mut Client,
    account: &Account,
    note: Note,
) -> Result<(), StoreError> {
    let change = client.transaction().await?;
    let (role, scope) = (account.role.name(), account.scope.to_string());
    change
        .execute(
            "INSERT INTO staff_account (id, name, role, scope, made_at) VALUES ($1, $2, $3, $4, $5)",
            &[&account.id, &account.name, &role, &scope, &account.made_at.timestamp_millis()],
        )
        .await?;
    note_in(&change, account.id, note).await?;
    Ok(change.commit().await?)
}

pub(super) async fn accounts(client: &Client) -> Result<Vec<Account>, StoreError> {
    let statement = format!("SELECT {ACCOUNT} FROM staff_account a ORDER BY a.made_at, a.id");
    client.query(&statement, &[]).await?.iter().map(account_in).collect()
}

pub(super) async fn account(client: &Client, id: Uuid) -> Result<Option<Account>, StoreError> {
    let statement = format!("SELECT {ACCOUNT} FROM staff_account a WHERE a.id = $1");
    client.query_opt(&statement, &[&id]).await?.as_ref().map(account_in).transpose()
}

/// Whether the account works; nobody ends it until the transaction does.
async fn works(change: &Transaction<'_>, account: Uuid) -> Result<bool, StoreError> {
    let statement = "SELECT 1 FROM staff_account WHERE id = $1 AND revoked_at IS NULL FOR UPDATE";
    Ok(change.query_opt(statement, &[&account]).await?.is_some())
}

async fn delete_of(change: &Transaction<'_>, tables: &[&str], account: Uuid) -> Result<(), StoreError> {
    for table in tables {
        change.execute(&format!("DELETE FROM {table} WHERE account = $1"), &[&account]).await?;
    }
    Ok(())
}

pub(super) async fn revoke_account(client: &mut Client, id: Uuid, note: Note) -> Result<bool, StoreError> {
    let change = client.transaction().await?;
    if !works(&change, id).await? {
        return Ok(false);
    }
    let at = note.at.timestamp_millis();
    change.execute("UPDATE staff_account SET revoked_at = $2 WHERE id = $1", &[&id, &at]).await?;
    delete_of(&change, &["staff_link", "staff_passkey", "staff_session"], id).await?;
    note_in(&change, id, note).await?;
    change.commit().await?;
    Ok(true)
}

pub(super) async fn invite(client: &mut Client, link: &Invitation, note: Note) -> Result<bool, StoreError> {
    let change = client.transaction().await?;
    if !works(&change, link.account).await? {
        return Ok(false);
    }
    change
        .execute(
            "INSERT INTO staff_link (account, digest, ends_at) VALUES ($1, $2, $3)
             ON CONFLICT (account) DO UPDATE SET digest = $2, ends_at = $3",
            &[&link.account, &link.digest.as_slice(), &link.ends_at.timestamp_millis()],
        )
        .await?;
    note_in(&change, link.account, note).await?;
    change.commit().await?;
    Ok(true)
}

pub(super) async fn invited(client: &Client, given: Digest) -> Result<Option<Invitation>, StoreError> {
    let statement = "SELECT account, ends_at FROM staff_link WHERE digest = $1";
    let Some(row) = client.query_opt(statement, &[&given.as_slice()]).await? else { return Ok(None) };
    Ok(Some(Invitation { digest: given, account: row.try_get(0)?, ends_at: instant(&row, 1)? }))
}

pub(super) async fn accept(
    client: &mut Client,
    given: Digest,
    passkey: &KeptPasskey,
    note: Note,
) -> Result<bool, StoreError> {
    let change = client.transaction().await?;
    let account = passkey.account;
    let used = "DELETE FROM staff_link WHERE digest = $1 AND account = $2";
    let used = change.execute(used, &[&given.as_slice(), &account]).await?;
    if used == 0 || !works(&change, account).await? {
        return Ok(false);
    }
    delete_of(&change, &["staff_passkey", "staff_session"], account).await?;
    let made_at = passkey.made_at.timestamp_millis();
    let row: [&(dyn ToSql + Sync); 4] = [&passkey.credential, &account, &passkey.key, &made_at];
    change
        .execute(
            "INSERT INTO staff_passkey (credential, account, key, made_at) VALUES ($1, $2, $3, $4)",
            &row,
        )
        .await?;
    note_in(&change, account, note).await?;
    change.commit().await?;
    Ok(true)
}

pub(super) async fn passkeys(client: &Client, account: Uuid) -> Result<Vec<KeptPasskey>, StoreError> {
    let statement = "SELECT credential, key, made_at FROM staff_passkey WHERE account = $1";
    let rows = client.query(statement, &[&account]).await?;
    rows.iter()
        .map(|row| {
            let (credential, key) = (row.try_get(0)?, row.try_get(1)?);
            Ok(KeptPasskey { credential, account, key, made_at: instant(row, 2)? })
        })
        .collect()
}

pub(super) async fn passkey_used(client: &Client, passkey: &KeptPasskey) -> Result<(), StoreError> {
    let statement = "UPDATE staff_passkey SET key = $2 WHERE credential = $1";
    client.execute(statement, &[&passkey.credential, &passkey.key]).await?;
    Ok(())
}

pub(super) async fn note_staff(client: &mut Client, account: Uuid, note: Note) -> Result<bool, StoreError> {
    let change = client.transaction().await?;
    let noted = note_in(&change, account, note).await?;
    change.commit().await?;
    Ok(noted)
}

/// Adds to an account's chain, if there is such an account.
pub(super) async fn note_in(change: &Transaction<'_>, account: Uuid, note: Note) -> Result<bool, StoreError> {
    let statement = "SELECT log_number, log_head FROM staff_account WHERE id = $1 FOR UPDATE";
    let Some(row) = change.query_opt(statement, &[&account]).await? else { return Ok(false) };
    let number = row.try_get::<_, i64>(0)?.try_into().map_err(|_| StoreError::Broken)?;
    let Entry { number, note, head } = ChainEnd { number, head: digest(&row, 1)? }.next(account, note);
    let (number, head) = (number.cast_signed(), head.as_slice());
    let row: [&(dyn ToSql + Sync); 6] =
        [&account, &number, &note.at.timestamp_millis(), &note.event, &note.by, &head];
    change
        .execute(
            "INSERT INTO staff_log (account, number, at, event, by, head) VALUES ($1, $2, $3, $4, $5, $6)",
            &row,
        )
        .await?;
    change
        .execute(
            "UPDATE staff_account SET log_number = $2, log_head = $3 WHERE id = $1",
            &[&account, &number, &head],
        )
        .await?;
    Ok(true)
}

pub(super) async fn staff_log(client: &impl GenericClient, account: Uuid) -> Result<Vec<Entry>, StoreError> {
    let statement = "SELECT number, at, event, by, head FROM staff_log WHERE account = $1 ORDER BY number";
    let rows = client.query(statement, &[&account]).await?;
    rows.iter()
        .map(|row| {
            let number = row.try_get::<_, i64>(0)?.try_into().map_err(|_| StoreError::Broken)?;
            let note = Note { at: instant(row, 1)?, event: row.try_get(2)?, by: row.try_get(3)? };
            Ok(Entry { number, note, head: digest(row, 4)? })
        })
        .collect()
}

#[async_trait]
impl Staff for PostgresStore {
    async fn add_account(&self, account: Account, note: Note) -> Result<(), StoreError> {
        add_account(&mut self.client().await?, &account, note).await
    }

    async fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        accounts(&self.client().await?).await
    }

    async fn account(&self, id: Uuid) -> Result<Option<Account>, StoreError> {
        account(&self.client().await?, id).await
    }

    async fn revoke_account(&self, id: Uuid, note: Note) -> Result<bool, StoreError> {
        revoke_account(&mut self.client().await?, id, note).await
    }

    async fn invite(&self, link: Invitation, note: Note) -> Result<bool, StoreError> {
        invite(&mut self.client().await?, &link, note).await
    }

    async fn invited(&self, digest: Digest) -> Result<Option<Invitation>, StoreError> {
        invited(&self.client().await?, digest).await
    }

    async fn accept(&self, digest: Digest, passkey: KeptPasskey, note: Note) -> Result<bool, StoreError> {
        accept(&mut self.client().await?, digest, &passkey, note).await
    }

    async fn passkeys(&self, account: Uuid) -> Result<Vec<KeptPasskey>, StoreError> {
        passkeys(&self.client().await?, account).await
    }

    async fn passkey_used(&self, passkey: KeptPasskey) -> Result<(), StoreError> {
        passkey_used(&self.client().await?, &passkey).await
    }

    async fn note_staff(&self, account: Uuid, note: Note) -> Result<bool, StoreError> {
        note_staff(&mut self.client().await?, account, note).await
    }

    async fn staff_log(&self, account: Uuid) -> Result<Vec<Entry>, StoreError> {
        staff_log(&self.client().await?, account).await
    }
}
