//! Declarations, and which of them are deleted for now.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde_json::Value;
use uuid::Uuid;

use super::draft::{self, DraftRow};
use super::kind::DraftKind;
use super::sent::{self, ReceiptRow, SentRow};
use super::status::{self, StatusRow};
use super::{column, outbox};
use crate::error::VaultError;
use crate::key::DeclarationSecret;
use crate::schema::Migration;
use crate::vault::Vault;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        sql: "
CREATE TABLE declaration (
    id           TEXT    NOT NULL PRIMARY KEY, -- UUIDv7
    follow_token BLOB    NOT NULL CHECK (length(follow_token) = 32),
    created_at   INTEGER NOT NULL
) STRICT;

-- A declaration with a row here is out of sight and can come back until it is purged.
CREATE TABLE deletion (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    deleted_at  INTEGER NOT NULL
) STRICT;
",
    },
    // The random bytes are the same; what is made of them is not: two tokens, and the id.
    Migration { version: 3, sql: "ALTER TABLE declaration RENAME COLUMN follow_token TO secret;" },
];

/// A declaration with all but its draft and what waits in the outbox.
#[derive(Clone, PartialEq)]
pub struct DeclarationRow {
    /// UUIDv7, of the secret's making.
    pub id: Uuid,
    /// Its holder may follow and revise the declaration.
    pub secret: DeclarationSecret,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was deleted; it can come back until it is purged.
    pub deleted_at: Option<DateTime<Utc>>,
    /// The revision sealed last.
    pub sent: Option<SentRow>,
    /// The receipt of the highest revision that has one.
    pub receipt: Option<ReceiptRow>,
    /// The platform's last word.
    pub status: Option<StatusRow>,
}

impl Vault {
    /// Begins a declaration with a draft of revision 1, and gives the draft.
    ///
    /// # Errors
    /// `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn begin_declaration(
        &self,
        id: Uuid,
        secret: &DeclarationSecret,
        (kind, edition): (DraftKind, u32),
        answers: Value,
        now: DateTime<Utc>,
    ) -> Result<DraftRow, VaultError> {
        let draft = DraftRow {
            id,
            revision: 1,
            kind,
            edition,
            answers,
            spoken: BTreeSet::new(),
            reviewed: false,
            bookmark: None,
            undo: None,
            earlier: None,
            updated_at: now,
        };
        self.write(|transaction| {
            insert(transaction, id, secret, now)?;
            draft::insert(transaction, &draft)
        })?;
        Ok(draft)
    }

    /// The same with any id and any secret.
    #[cfg(any(test, feature = "testing"))]
    pub fn new_declaration(
        &self,
        edition: u32,
        answers: Value,
        now: DateTime<Utc>,
    ) -> Result<DraftRow, VaultError> {
        let millis = u64::try_from(now.timestamp_millis()).unwrap_or_default();
        let id = uuid::Builder::from_unix_timestamp_millis(millis, &crate::key::random()?).into_uuid();
        self.begin_declaration(
            id,
            &DeclarationSecret::generate()?,
            (DraftKind::Declaration, edition),
            answers,
            now,
        )
    }

    /// Gives a declaration that was never sealed another id, in every table that names it.
    ///
    /// # Errors
    /// `vault-not-found` when there is none or a revision of it was sealed: then others know it by its id;
    /// `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn readdress(&self, old: Uuid, new: Uuid) -> Result<(), VaultError> {
        self.write(|transaction| {
            transaction.pragma_update(None, "defer_foreign_keys", true)?;
            let changed = transaction
                .prepare_cached(
                    "UPDATE declaration SET id = ?2
                     WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM sent WHERE sent.declaration = id)",
                )?
                .execute((old.to_string(), new.to_string()))?;
            if changed == 0 {
                return Err(VaultError::NotFound);
            }
            for table in referring(transaction)? {
                transaction.execute(
                    &format!("UPDATE \"{table}\" SET declaration = ?2 WHERE declaration = ?1"),
                    (old.to_string(), new.to_string()),
                )?;
            }
            Ok(())
        })
    }

    /// All declarations, deleted ones too, newest first.
    ///
    /// # Errors
    /// `vault-file-broken`, `vault-io`.
    pub fn declarations(&self) -> Result<Vec<DeclarationRow>, VaultError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, secret, created_at, ifnull(deleted_at, 0) AS deleted_at
                 FROM declaration LEFT JOIN deletion ON declaration = id
                 ORDER BY created_at DESC, id DESC",
            )?;
            let rows = statement.query_map([], from_row)?.collect::<Result<Vec<_>, _>>()?;
            rows.into_iter().map(|row| complete(connection, row)).collect()
        })
    }

    /// Those of which nothing was sealed yet: id, secret, and when they were begun.
    ///
    /// # Errors
    /// `vault-file-broken`, `vault-damaged`, `vault-io`.
    pub fn unsent(&self) -> Result<Vec<(Uuid, DeclarationSecret, DateTime<Utc>)>, VaultError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, secret, created_at FROM declaration
                 WHERE NOT EXISTS (SELECT 1 FROM sent WHERE sent.declaration = id)",
            )?;
            let rows = statement.query_map([], |row| {
                let secret = DeclarationSecret::from_bytes(row.get("secret")?);
                Ok((column::id(row, "id")?, secret, column::instant(row, "created_at")?))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Those that were deleted and can still come back, the latest first.
    ///
    /// # Errors
    /// `vault-file-broken`, `vault-damaged`, `vault-io`.
    pub fn deleted_declarations(&self) -> Result<Vec<DeclarationRow>, VaultError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, secret, created_at, deleted_at FROM declaration JOIN deletion ON declaration = id
                 ORDER BY deleted_at DESC, id DESC",
            )?;
            let rows = statement.query_map([], from_row)?.collect::<Result<Vec<_>, _>>()?;
            rows.into_iter().map(|row| complete(connection, row)).collect()
        })
    }

    /// One declaration.
    ///
    /// # Errors
    /// `vault-file-broken`, `vault-io`.
    pub fn declaration(&self, id: Uuid) -> Result<Option<DeclarationRow>, VaultError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, secret, created_at, ifnull(deleted_at, 0) AS deleted_at
                 FROM declaration LEFT JOIN deletion ON declaration = id
                 WHERE id = ?1",
            )?;
            let row = statement.query_row([id.to_string()], from_row).optional()?;
            row.map(|row| complete(connection, row)).transpose()
        })
    }

    /// Deletes a declaration so that it can come back.
    ///
    /// # Errors
    /// `vault-not-found`; `vault-still-waiting` when an envelope of it waits to be sent; `vault-disk-full`,
    /// `vault-read-only`, `vault-io`.
    pub fn delete_declaration(&self, id: Uuid, now: DateTime<Utc>) -> Result<(), VaultError> {
        self.write(|transaction| delete(transaction, id, now))
    }

    /// Deletes a declaration whose envelope waits for somebody to whom nothing is sent any more. It comes back with what waits.
    ///
    /// # Errors
    /// `vault-not-found`; `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn let_go(&self, id: Uuid, now: DateTime<Utc>) -> Result<(), VaultError> {
        self.write(|transaction| {
            require(transaction, id)?;
            mark_deleted(transaction, id, now)
        })
    }

    /// Brings a deleted declaration back. No error when it was not deleted.
    ///
    /// # Errors
    /// `vault-not-found` when it was purged; `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn undelete(&self, id: Uuid) -> Result<(), VaultError> {
        self.write(|transaction| {
            transaction
                .prepare_cached("DELETE FROM deletion WHERE declaration = ?1")?
                .execute([id.to_string()])?;
            require(transaction, id)
        })
    }
}

pub(crate) fn insert(
    connection: &Connection,
    id: Uuid,
    secret: &DeclarationSecret,
    now: DateTime<Utc>,
) -> Result<(), VaultError> {
    connection
        .prepare_cached("INSERT INTO declaration (id, secret, created_at) VALUES (?1, ?2, ?3)")?
        .execute((id.to_string(), secret.bytes(), column::micros(now)))?;
    Ok(())
}

/// Deletes one so that it can come back; `vault-still-waiting` when an envelope of it waits to be sent.
pub(crate) fn delete(connection: &Connection, id: Uuid, now: DateTime<Utc>) -> Result<(), VaultError> {
    require(connection, id)?;
    if outbox::waits(connection, id)? {
        return Err(VaultError::StillWaiting);
    }
    mark_deleted(connection, id, now)
}

fn mark_deleted(connection: &Connection, id: Uuid, now: DateTime<Utc>) -> Result<(), VaultError> {
    connection
        .prepare_cached("INSERT INTO deletion (declaration, deleted_at) VALUES (?1, ?2)")?
        .execute((id.to_string(), column::micros(now)))?;
    Ok(())
}

/// Erases one declaration with all that hangs on it. No error when there is none.
pub(crate) fn erase(connection: &Connection, id: Uuid) -> Result<(), VaultError> {
    connection.prepare_cached("DELETE FROM declaration WHERE id = ?1")?.execute([id.to_string()])?;
    Ok(())
}

/// Erases the declarations that were deleted before an instant, for good; says how many.
pub(crate) fn purge(connection: &Connection, before: DateTime<Utc>) -> Result<usize, VaultError> {
    Ok(connection
        .prepare_cached(
            "DELETE FROM declaration WHERE id IN (SELECT declaration FROM deletion WHERE deleted_at < ?1)",
        )?
        .execute([column::micros(before)])?)
}

/// Whether it was deleted, and can come back.
pub(crate) fn is_deleted(connection: &Connection, id: Uuid) -> Result<bool, VaultError> {
    let mut statement =
        connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM deletion WHERE declaration = ?1)")?;
    Ok(statement.query_row([id.to_string()], |row| row.get(0))?)
}

/// `vault-not-found` unless the declaration is there and not deleted.
pub(crate) fn require(connection: &Connection, id: Uuid) -> Result<(), VaultError> {
    let there: bool = connection
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM declaration WHERE id = ?1)
                AND NOT EXISTS (SELECT 1 FROM deletion WHERE declaration = ?1)",
        )?
        .query_row([id.to_string()], |row| row.get(0))?;
    if there { Ok(()) } else { Err(VaultError::NotFound) }
}

/// The tables whose column `declaration` refers to one.
pub(crate) fn referring(connection: &Connection) -> Result<Vec<String>, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT t.name FROM pragma_table_list AS t JOIN pragma_foreign_key_list(t.name) AS k
         WHERE t.schema = 'main' AND k.\"table\" = 'declaration' AND k.\"from\" = 'declaration'",
    )?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<DeclarationRow> {
    let deleted = row.get::<_, i64>("deleted_at")? != 0;
    Ok(DeclarationRow {
        id: column::id(row, "id")?,
        secret: DeclarationSecret::from_bytes(row.get("secret")?),
        created_at: column::instant(row, "created_at")?,
        deleted_at: if deleted { Some(column::instant(row, "deleted_at")?) } else { None },
        sent: None,
        receipt: None,
        status: None,
    })
}

fn complete(connection: &Connection, row: DeclarationRow) -> Result<DeclarationRow, VaultError> {
    Ok(DeclarationRow {
        sent: sent::of(connection, row.id)?,
        receipt: sent::receipt_of(connection, row.id)?,
        status: status::of(connection, row.id)?,
        ..row
    })
}
