//! A correction that was given up, whole: it comes back until it is purged or another one is given up. It goes with its
//! declaration.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, Row};
use uuid::Uuid;

use super::column;
use super::draft::{self, DraftRow};
use super::handed_over;
use super::kind::DraftKind;
use super::sent;
use crate::error::VaultError;
use crate::schema::Migration;
use crate::vault::Vault;

pub(crate) const MIGRATIONS: &[Migration] = &[
Migration {
    version: 4,
    sql: "
CREATE TABLE dropped_draft (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    edition     INTEGER NOT NULL,
    answers     TEXT    NOT NULL, -- these and the rest as in draft
    spoken      TEXT    NOT NULL,
    reviewed    INTEGER NOT NULL CHECK (reviewed IN (0, 1)),
    place       TEXT    NOT NULL,
    undo        TEXT    NOT NULL,
    earlier     TEXT    NOT NULL,
    updated_at  INTEGER NOT NULL,
    dropped_at  INTEGER NOT NULL
) STRICT;

-- Dropped corrections were settings once, and stayed when their declaration went. Nobody noted when they were dropped: the
-- revision that they correct was sealed before.
INSERT INTO dropped_draft
SELECT id, value ->> '$.revision', value ->> '$.edition', value -> '$.answers', value -> '$.spoken',
       value ->> '$.reviewed', ifnull(value -> '$.place', 'null'), 'null', 'null', sealed_at, sealed_at
FROM setting JOIN declaration ON name = 'dropped-correction-' || id JOIN sent ON sent.declaration = id
WHERE json_valid(value) AND json_type(value, '$.answers') IS NOT NULL AND json_type(value, '$.spoken') = 'array'
      AND json_type(value, '$.revision') = 'integer' AND json_type(value, '$.edition') = 'integer'
      AND json_type(value, '$.reviewed') IN ('true', 'false');

DELETE FROM setting WHERE name LIKE 'dropped-correction-%';
",
},
Migration {
    version: 9,
    sql: "ALTER TABLE dropped_draft ADD COLUMN kind TEXT NOT NULL DEFAULT 'declaration'
        CHECK (kind IN ('declaration', 'intention', 'confirmation'));",
},
];

impl Vault {
    /// Gives up the draft of a declaration that was sent; what was sent stays. No error when there is none.
    ///
    /// # Errors
    /// `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn drop_draft(&self, declaration: Uuid, now: DateTime<Utc>) -> Result<(), VaultError> {
        self.write(|transaction| set_aside(transaction, declaration, now))
    }

    /// Brings the draft back that was given up last, with its history. Where a revision was sent meanwhile, it is the one after that.
    ///
    /// # Errors
    /// `vault-not-found` when there is none or its declaration is deleted; `vault-exists` when another draft was begun;
    /// `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn restore_draft(&self, declaration: Uuid) -> Result<DraftRow, VaultError> {
        self.write(|transaction| {
            super::declaration::require(transaction, declaration)?;
            handed_over::require_in_hand(transaction, declaration)?;
            let sql = "DELETE FROM dropped_draft WHERE declaration = ?1 RETURNING *";
            let dropped =
                transaction.prepare_cached(sql)?.query_row([declaration.to_string()], draft::from_row);
            let dropped = rusqlite::OptionalExtension::optional(dropped)?.ok_or(VaultError::NotFound)?;
            let sent = sent::of(transaction, declaration)?.map(|sent| sent.revision);
            let back = match sent.filter(|sent| *sent >= dropped.revision) {
                // What was confirmed then was another declaration.
                Some(sent) => DraftRow { revision: sent + 1, kind: DraftKind::Declaration, ..dropped },
                None => dropped,
            };
            draft::insert(transaction, &back)?;
            Ok(back)
        })
    }
}

/// A correction that was given up and can still come back.
#[derive(Clone, PartialEq)]
pub struct Dropped {
    /// As it was.
    pub draft: DraftRow,
    /// When it was given up.
    pub dropped_at: DateTime<Utc>,
}

impl Vault {
    /// The corrections that were given up, the latest first; not those of deleted declarations.
    ///
    /// # Errors
    /// `vault-file-broken`, `vault-damaged`, `vault-io`.
    pub fn dropped_drafts(&self) -> Result<Vec<Dropped>, VaultError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT * FROM dropped_draft WHERE declaration NOT IN (SELECT declaration FROM deletion)
                 ORDER BY dropped_at DESC",
            )?;
            let rows = statement.query_map([], from_row)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

/// The correction of a declaration that was given up.
pub(crate) fn of(connection: &Connection, declaration: Uuid) -> Result<Option<Dropped>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT * FROM dropped_draft WHERE declaration = ?1")?;
    let row = statement.query_row([declaration.to_string()], from_row);
    Ok(rusqlite::OptionalExtension::optional(row)?)
}

/// Sets a draft aside that is none any more.
pub(crate) fn put(connection: &Connection, draft: &DraftRow, now: DateTime<Utc>) -> Result<(), VaultError> {
    draft::insert(connection, draft)?;
    set_aside(connection, draft.id, now)
}

fn set_aside(connection: &Connection, declaration: Uuid, now: DateTime<Utc>) -> Result<(), VaultError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO dropped_draft
                 (declaration, revision, edition, answers, spoken, reviewed, place, undo, earlier,
                  updated_at, kind, dropped_at)
             SELECT declaration, revision, edition, answers, spoken, reviewed, place, undo, earlier,
                 updated_at, kind, ?2
             FROM draft WHERE declaration = ?1",
        )?
        .execute((declaration.to_string(), column::micros(now)))?;
    draft::delete(connection, declaration)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Dropped> {
    Ok(Dropped { draft: draft::from_row(row)?, dropped_at: column::instant(row, "dropped_at")? })
}

/// Erases the correction that was given up, with what it was before. No error when there is none.
pub(crate) fn erase(connection: &Connection, declaration: Uuid) -> Result<(), VaultError> {
    let id = declaration.to_string();
    connection.prepare_cached("DELETE FROM dropped_draft WHERE declaration = ?1")?.execute([&id])?;
    // The history is the dropped one's unless another was begun since.
    connection
        .prepare_cached(
            "DELETE FROM draft_history
             WHERE declaration = ?1 AND declaration NOT IN (SELECT declaration FROM draft)",
        )?
        .execute([&id])?;
    Ok(())
}

pub(crate) fn purge(connection: &Connection, before: DateTime<Utc>) -> Result<usize, VaultError> {
    let mut statement = connection.prepare_cached("DELETE FROM dropped_draft WHERE dropped_at < ?1")?;
    Ok(statement.execute([column::micros(before)])?)
}
