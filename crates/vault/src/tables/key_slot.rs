//! The list of slots that counts; the file beside the database only repeats it.

use rusqlite::Connection;

use super::column::{self, to_json};
use crate::error::VaultError;
use crate::schema::Migration;
use crate::slots::entry::Entry;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 5,
    sql: "
-- Empty in a vault of an earlier version until its slots are turned into a list.
CREATE TABLE key_slot (
    number INTEGER NOT NULL PRIMARY KEY, -- order of the list
    entry  TEXT    NOT NULL -- JSON, as in the slots file
) STRICT;
",
}];

/// The slots, in their order.
pub(crate) fn all(connection: &Connection) -> Result<Vec<Entry>, VaultError> {
    let mut statement = connection.prepare("SELECT entry FROM key_slot ORDER BY number")?;
    let entries = statement.query_map([], |row| column::json(row, "entry"))?;
    Ok(entries.collect::<Result<_, _>>()?)
}

/// Puts a list in the place of the one there is.
pub(crate) fn replace_all(connection: &Connection, entries: &[Entry]) -> Result<(), VaultError> {
    connection.execute("DELETE FROM key_slot", [])?;
    for entry in entries {
        connection.execute("INSERT INTO key_slot (entry) VALUES (?1)", [to_json(entry)?])?;
    }
    Ok(())
}

/// Whether the table is there: not in a vault of an earlier version.
pub(crate) fn exists(connection: &Connection) -> Result<bool, VaultError> {
    Ok(connection.table_exists(None, "key_slot")?)
}
