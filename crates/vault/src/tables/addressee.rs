//! The platform that each declaration belongs to: the one it was first sealed to. Its tokens and envelopes go nowhere else.

use rusqlite::{Connection, OptionalExtension as _};
use uuid::Uuid;

use super::declaration;
use crate::error::VaultError;
use crate::schema::Migration;
use crate::vault::Vault;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 6,
    sql: "
CREATE TABLE addressee (
    declaration TEXT NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    platform    TEXT NOT NULL -- hash of its first root
) STRICT;
",
}];

impl Vault {
    /// Gives a declaration to a platform, unless it belongs to one already; says to which it belongs.
    ///
    /// # Errors
    /// `vault-not-found`; `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn address_to(&self, id: Uuid, platform: &str) -> Result<String, VaultError> {
        self.write(|transaction| {
            declaration::require(transaction, id)?;
            put(transaction, id, platform)?;
            of(transaction, id)?.ok_or(VaultError::NotFound)
        })
    }

    /// The platform that a declaration belongs to; none before its first sealing.
    ///
    /// # Errors
    /// `vault-file-broken`, `vault-io`.
    pub fn addressee(&self, id: Uuid) -> Result<Option<String>, VaultError> {
        self.read(|connection| of(connection, id))
    }
}

pub(crate) fn of(connection: &Connection, id: Uuid) -> Result<Option<String>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT platform FROM addressee WHERE declaration = ?1")?;
    Ok(statement.query_row([id.to_string()], |row| row.get(0)).optional()?)
}

/// Gives a declaration to a platform, unless it belongs to one already.
pub(crate) fn put(connection: &Connection, id: Uuid, platform: &str) -> Result<(), VaultError> {
    connection
        .prepare_cached(
            "INSERT INTO addressee (declaration, platform) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        )?
        .execute((id.to_string(), platform))?;
    Ok(())
}
