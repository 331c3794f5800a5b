//! The owner's settings: names and texts that mean something to the program above.

use rusqlite::OptionalExtension as _;

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
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT value FROM setting WHERE name = ?1")?;
            Ok(statement.query_row([name], |row| row.get(0)).optional()?)
        })
    }

    /// Sets it.
    ///
    /// # Errors
    /// `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn set_setting(&self, name: &str, value: &str) -> Result<(), VaultError> {
        self.write(|transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO setting (name, value) VALUES (?1, ?2)
                     ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                )?
                .execute([name, value])?;
            Ok(())
        })
    }
}
