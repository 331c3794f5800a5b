//! The owner's settings: names and texts that mean something to the program above.

use rusqlite::{Connection, OptionalExtension as _};

use crate::error::VaultError;
use crate::schema::Migration;
use crate::vault::Vault;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "
CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
",
}];

impl Vault {
    /// The setting of that name.
    ///
    /// # Errors
    /// `vault-file-broken`, `vault-io`.
    pub fn get_setting(&self, name: &str) -> Result<Option<String>, VaultError> {
        self.read(|connection| get(connection, name))
    }

    /// Sets it.
    ///
    /// # Errors
    /// `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<(), VaultError> {
        self.write(|transaction| set(transaction, name, value))
    }
}

pub(crate) fn get(connection: &Connection, name: &str) -> Result<Option<String>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

pub(crate) fn set(connection: &Connection, name: &str, value: &str) -> Result<(), VaultError> {
    connection
        .prepare_cached(
            "INSERT INTO setting (name, value) VALUES (?1, ?2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )?
        .execute([name, value])?;
    Ok(())
}

/// No error when there is none.
pub(crate) fn remove(connection: &Connection, name: &str) -> Result<(), VaultError> {
    connection.prepare_cached("DELETE FROM setting WHERE name = ?1")?.execute([name])?;
    Ok(())
}
