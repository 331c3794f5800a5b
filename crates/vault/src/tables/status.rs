//! The platform's last word on each declaration, as it came.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::column;
use crate::error::VaultError;
use crate::key::DeclarationSecret;
use crate::schema::Migration;
use crate::slots::file::base64_bytes;
use crate::vault::Vault;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "
CREATE TABLE status (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    etag        TEXT    NOT NULL, -- as the platform gave it; empty when it gave none
    body        BLOB    NOT NULL, -- as it came
    checked_at  INTEGER NOT NULL  -- when the platform last said that this is so
) STRICT;
",
}];

/// What the platform said of a declaration.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusRow {
    /// Names this state of it; empty when the platform gave none.
    pub etag: String,
    /// What it said, once its signature was checked.
    #[serde(with = "base64_bytes")]
    pub body: Vec<u8>,
    /// When the platform last said that this is so.
    pub checked_at: DateTime<Utc>,
}

/// A declaration that the platform holds and that is not deleted here: its status can be asked for.
#[derive(Clone)]
pub struct Followed {
    /// The declaration.
    pub id: Uuid,
    /// What lets its holder ask.
    pub secret: DeclarationSecret,
    /// The highest revision with a receipt.
    pub revision: u32,
    /// What the platform said before.
    pub status: Option<StatusRow>,
}

impl Vault {
    /// Keeps what the platform said. No error when the declaration was purged meanwhile.
    ///
    /// # Errors
    /// `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn put_status(&self, declaration: Uuid, status: &StatusRow) -> Result<(), VaultError> {
        self.write(|transaction| put(transaction, declaration, status))
    }

    /// The declarations to ask a platform about, oldest first: its own alone.
    ///
    /// # Errors
    /// `vault-file-broken`, `vault-io`.
    pub fn followed(&self, platform: &str) -> Result<Vec<Followed>, VaultError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, secret, max(revision) AS revision
                 FROM declaration JOIN receipt ON receipt.declaration = id
                     JOIN addressee ON addressee.declaration = id AND platform = ?1
                 WHERE NOT EXISTS (SELECT 1 FROM deletion WHERE deletion.declaration = id)
                 GROUP BY id ORDER BY created_at, id",
            )?;
            let rows = statement.query_map([platform], |row| {
                Ok(Followed {
                    id: column::id(row, "id")?,
                    secret: DeclarationSecret::from_bytes(row.get("secret")?),
                    revision: row.get("revision")?,
                    status: None,
                })
            })?;
            rows.map(|row| {
                let row = row?;
                Ok(Followed { status: of(connection, row.id)?, ..row })
            })
            .collect()
        })
    }
}

pub(crate) fn put(connection: &Connection, declaration: Uuid, status: &StatusRow) -> Result<(), VaultError> {
    connection
        .prepare_cached(
            "INSERT INTO status (declaration, etag, body, checked_at)
             SELECT id, ?2, ?3, ?4 FROM declaration WHERE id = ?1
             ON CONFLICT (declaration) DO UPDATE
             SET etag = excluded.etag, body = excluded.body, checked_at = excluded.checked_at",
        )?
        .execute((declaration.to_string(), &status.etag, &status.body, column::micros(status.checked_at)))?;
    Ok(())
}

pub(crate) fn of(connection: &Connection, declaration: Uuid) -> Result<Option<StatusRow>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT * FROM status WHERE declaration = ?1")?;
    Ok(statement.query_row([declaration.to_string()], from_row).optional()?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<StatusRow> {
    Ok(StatusRow {
        etag: row.get("etag")?,
        body: row.get("body")?,
        checked_at: column::instant(row, "checked_at")?,
    })
}
