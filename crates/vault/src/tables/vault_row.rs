//! The one row that says whose key this database was written with.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _};
use uuid::Uuid;

use super::column;
use crate::error::VaultError;
use crate::files;
use crate::schema::Migration;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "
CREATE TABLE vault (
    only_row   INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
    key_id     TEXT    NOT NULL, -- the same as in the slots file
    created_at INTEGER NOT NULL  -- instants are microseconds since 1970, UTC, here and everywhere
) STRICT;
",
}];

pub(crate) fn insert(connection: &Connection, key_id: Uuid, now: DateTime<Utc>) -> Result<(), VaultError> {
    connection.execute(
        "INSERT INTO vault (only_row, key_id, created_at) VALUES (1, ?1, ?2)",
        (key_id.to_string(), column::micros(now)),
    )?;
    Ok(())
}

/// Notes that the database is under another key now.
pub(crate) fn set_key_id(connection: &Connection, key_id: Uuid) -> Result<(), VaultError> {
    connection.execute("UPDATE vault SET key_id = ?1", [key_id.to_string()])?;
    Ok(())
}

/// When the vault was made.
pub(crate) fn created_at(connection: &Connection) -> Result<DateTime<Utc>, VaultError> {
    Ok(connection.query_row("SELECT created_at FROM vault", [], |row| column::instant(row, "created_at"))?)
}

/// The id of the key; a database that decrypts and has none is no vault of ours.
pub(crate) fn key_id(connection: &Connection) -> Result<Uuid, VaultError> {
    let broken = VaultError::FileBroken { file: files::DATABASE };
    let ours: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'vault')",
        [],
        |row| row.get(0),
    )?;
    if !ours {
        return Err(broken);
    }
    connection
        .query_row("SELECT key_id FROM vault", [], |row| column::id(row, "key_id"))
        .optional()?
        .ok_or(broken)
}
