//! Corrections that were given up, whole, each with what it was before: they come back until they are purged. They go with their
//! declaration.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row};
use uuid::Uuid;

use super::column;
use super::draft::{self, DraftRow};
use super::kind::DraftKind;
use super::{handed_over, history, sent};
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
Migration {
    version: 15,
    sql: "
CREATE TABLE dropped_of_each (
    declaration TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL CHECK (number >= 1), -- in the order of giving up
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    kind        TEXT    NOT NULL CHECK (kind IN ('declaration', 'intention', 'confirmation')),
    edition     INTEGER NOT NULL,
    answers     TEXT    NOT NULL, -- these and the rest as in draft
    spoken      TEXT    NOT NULL,
    reviewed    INTEGER NOT NULL CHECK (reviewed IN (0, 1)),
    place       TEXT    NOT NULL,
    undo        TEXT    NOT NULL,
    earlier     TEXT    NOT NULL,
    updated_at  INTEGER NOT NULL,
    dropped_at  INTEGER NOT NULL,
    PRIMARY KEY (declaration, number)
) STRICT;

INSERT INTO dropped_of_each
SELECT declaration, 1, revision, kind, edition, answers, spoken, reviewed, place, undo, earlier, updated_at, dropped_at
FROM dropped_draft;

DROP TABLE dropped_draft;
ALTER TABLE dropped_of_each RENAME TO dropped_draft;
",
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

    /// Brings a draft back that was given up, with its history; the last one where no `number` is said. A draft that was begun
    /// since takes its place among those given up. Where a revision was sent meanwhile, it is the one after that.
    ///
    /// # Errors
    /// `vault-not-found` when there is none or its declaration is deleted; `vault-handed-over`; `vault-disk-full`,
    /// `vault-read-only`, `vault-io`.
    pub fn restore_draft(
        &self,
        declaration: Uuid,
        number: Option<u32>,
        now: DateTime<Utc>,
    ) -> Result<DraftRow, VaultError> {
        self.write(|transaction| {
            super::declaration::require(transaction, declaration)?;
            handed_over::require_in_hand(transaction, declaration)?;
            let given_up = of(transaction, declaration)?;
            let chosen = match number {
                Some(number) => given_up.into_iter().find(|dropped| dropped.number == number),
                None => given_up.into_iter().next_back(),
            };
            let Dropped { number, draft: dropped, .. } = chosen.ok_or(VaultError::NotFound)?;
            set_aside(transaction, declaration, now)?;
            transaction
                .prepare_cached("DELETE FROM dropped_draft WHERE declaration = ?1 AND number = ?2")?
                .execute((declaration.to_string(), number))?;
            history::follow(transaction, declaration, number, 0)?;
            let back = match sent::of(transaction, declaration)? {
                Some(sent) if sent.revision >= dropped.revision => {
                    // What was confirmed then was another declaration; what was intended may have been declared since.
                    let intends = dropped.kind == DraftKind::Intention && sent.kind == DraftKind::Intention;
                    let kind = if intends { DraftKind::Intention } else { DraftKind::Declaration };
                    DraftRow { revision: sent.revision + 1, kind, ..dropped }
                }
                _ => dropped,
            };
            draft::insert(transaction, &back)?;
            Ok(back)
        })
    }
}

/// A correction that was given up and can still come back.
#[derive(Clone, PartialEq)]
pub struct Dropped {
    /// Names it within its declaration, from 1.
    pub number: u32,
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

/// The corrections of a declaration that were given up, in that order.
pub(crate) fn of(connection: &Connection, declaration: Uuid) -> Result<Vec<Dropped>, VaultError> {
    let mut statement =
        connection.prepare_cached("SELECT * FROM dropped_draft WHERE declaration = ?1 ORDER BY number")?;
    let rows = statement.query_map([declaration.to_string()], from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Puts a draft among those given up that never was the draft here.
pub(crate) fn put(connection: &Connection, draft: &DraftRow, now: DateTime<Utc>) -> Result<(), VaultError> {
    draft::insert(connection, draft)?;
    set_aside(connection, draft.id, now)
}

/// Puts the draft among those given up, with what it was before. No error when there is none.
pub(crate) fn set_aside(
    connection: &Connection,
    declaration: Uuid,
    now: DateTime<Utc>,
) -> Result<(), VaultError> {
    let number = connection
        .prepare_cached(
            "INSERT INTO dropped_draft
                 (declaration, number, revision, kind, edition, answers, spoken, reviewed, place, undo, earlier,
                  updated_at, dropped_at)
             SELECT declaration,
                 (SELECT ifnull(max(number), 0) + 1 FROM dropped_draft WHERE declaration = ?1),
                 revision, kind, edition, answers, spoken, reviewed, place, undo, earlier, updated_at, ?2
             FROM draft WHERE declaration = ?1
             RETURNING number",
        )?
        .query_row((declaration.to_string(), column::micros(now)), |row| row.get::<_, u32>(0))
        .optional()?;
    let Some(number) = number else { return Ok(()) };
    history::follow(connection, declaration, 0, number)?;
    draft::delete(connection, declaration)
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<Dropped> {
    Ok(Dropped {
        number: row.get("number")?,
        draft: draft::from_row(row)?,
        dropped_at: column::instant(row, "dropped_at")?,
    })
}

/// Erases a correction that was given up, with what it was before. No error when there is none.
pub(crate) fn erase(connection: &Connection, declaration: Uuid, number: u32) -> Result<(), VaultError> {
    connection
        .prepare_cached("DELETE FROM dropped_draft WHERE declaration = ?1 AND number = ?2")?
        .execute((declaration.to_string(), number))?;
    history::erase(connection, declaration, number)
}

pub(crate) fn purge(connection: &Connection, before: DateTime<Utc>) -> Result<usize, VaultError> {
    let mut statement = connection
        .prepare_cached("DELETE FROM dropped_draft WHERE dropped_at < ?1 RETURNING declaration, number")?;
    let gone = statement.query_map([column::micros(before)], |row| {
        Ok((column::id(row, "declaration")?, row.get::<_, u32>("number")?))
    })?;
    let gone = gone.collect::<Result<Vec<_>, _>>()?;
    gone.iter().try_for_each(|(declaration, number)| history::erase(connection, *declaration, *number))?;
    Ok(gone.len())
}
