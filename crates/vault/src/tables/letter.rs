//! What a traveller said of a declaration beside its revisions. What a letter means and what became of it is its writer's business; here it
//! goes where its declaration goes.

use rusqlite::{Connection, Row};
use serde_json::Value;
use uuid::Uuid;

use super::{column, declaration};
use crate::error::VaultError;
use crate::schema::Migration;
use crate::vault::Vault;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 12,
    sql: "
CREATE TABLE letter (
    declaration TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL CHECK (number >= 1),
    content     TEXT    NOT NULL, -- JSON, as its writer has it
    PRIMARY KEY (declaration, number)
) STRICT, WITHOUT ROWID;

-- They lay together in one setting, which no deletion reached.
INSERT OR IGNORE INTO letter (declaration, number, content)
SELECT declaration.id, json_extract(old.value, '$.number'), old.value
FROM setting, json_each(setting.value) AS old
JOIN declaration ON declaration.id = json_extract(old.value, '$.declaration')
WHERE setting.name = 'letters' AND json_extract(old.value, '$.number') >= 1;
DELETE FROM setting WHERE name = 'letters';
",
}];

/// A letter: the declaration that it is about, its number, and what its writer keeps of it.
pub type LetterRow = (Uuid, u32, Value);

impl Vault {
    /// The letters of a declaration, or of all; oldest first.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn letters(&self, declaration: Option<Uuid>) -> Result<Vec<LetterRow>, VaultError> {
        self.read(|connection| match declaration {
            Some(id) => of(connection, id),
            None => {
                let sql = "SELECT * FROM letter ORDER BY number, declaration";
                let mut statement = connection.prepare_cached(sql)?;
                let rows = statement.query_map([], from_row)?;
                Ok(rows.collect::<Result<_, _>>()?)
            }
        })
    }

    /// Keeps a letter, in the place of what was kept of it before. Of a deleted declaration, which can come back, only what became of
    /// a letter that is there.
    ///
    /// # Errors
    /// `vault-not-found` when there is no such declaration; `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn put_letter(&self, declaration: Uuid, number: u32, content: &Value) -> Result<(), VaultError> {
        self.write(|transaction| {
            if !is_there(transaction, declaration, number)? {
                declaration::require(transaction, declaration)?;
            }
            put(transaction, declaration, number, content)
        })
    }
}

pub(crate) fn of(connection: &Connection, declaration: Uuid) -> Result<Vec<LetterRow>, VaultError> {
    let mut statement =
        connection.prepare_cached("SELECT * FROM letter WHERE declaration = ?1 ORDER BY number")?;
    let rows = statement.query_map([declaration.to_string()], from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn put(
    connection: &Connection,
    declaration: Uuid,
    number: u32,
    content: &Value,
) -> Result<(), VaultError> {
    connection
        .prepare_cached(
            "INSERT INTO letter (declaration, number, content) VALUES (?1, ?2, ?3)
             ON CONFLICT (declaration, number) DO UPDATE SET content = excluded.content",
        )?
        .execute((declaration.to_string(), number, content.to_string()))?;
    Ok(())
}

/// Keeps a letter that came from elsewhere, unless one of that number is here.
pub(crate) fn put_if_new(
    connection: &Connection,
    declaration: Uuid,
    number: u32,
    content: &Value,
) -> Result<(), VaultError> {
    if is_there(connection, declaration, number)? {
        Ok(())
    } else {
        put(connection, declaration, number, content)
    }
}

fn is_there(connection: &Connection, declaration: Uuid, number: u32) -> Result<bool, VaultError> {
    let mut statement = connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM letter WHERE declaration = ?1 AND number = ?2)")?;
    Ok(statement.query_row((declaration.to_string(), number), |row| row.get(0))?)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<LetterRow> {
    Ok((column::id(row, "declaration")?, row.get("number")?, column::json(row, "content")?))
}
