//! Imports of lists: each is one transaction, and what it wrote is kept beside what was there before, so that all of it can be
//! undone.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _};
use serde_json::Value;
use uuid::Uuid;

use super::draft::{self, DraftRow};
use super::member::{self, MemberRow};
use super::{column, declaration, handed_over};
use crate::error::VaultError;
use crate::key::DeclarationSecret;
use crate::schema::Migration;
use crate::vault::Vault;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 11,
    sql: "
CREATE TABLE import (
    number    INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    file      TEXT    NOT NULL, -- its name
    volunteer TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    undone    INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE TABLE import_step (
    import      INTEGER NOT NULL REFERENCES import (number) ON DELETE CASCADE,
    declaration TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    made        INTEGER NOT NULL CHECK (made IN (0, 1)), -- the case came by this import
    written     TEXT    NOT NULL, -- JSON object: by pointer, what it wrote
    before      TEXT    NOT NULL, -- JSON object: what was there; null where nothing was
    said        TEXT    NOT NULL, -- JSON object: what a list had said last before that
    PRIMARY KEY (import, declaration)
) STRICT;
CREATE INDEX import_step_by_declaration ON import_step (declaration);
",
}];

/// An import as the desk remembers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportRow {
    /// Grows with each.
    pub number: i64,
    /// The file's name.
    pub file: String,
    /// Who pressed the button.
    pub volunteer: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it was undone.
    pub undone: bool,
}

/// What an import writes of one case.
#[derive(Clone)]
pub struct ImportedCase {
    /// The draft as it will be.
    pub draft: DraftRow,
    /// Of a case that comes by this import; none of one that is there.
    pub secret: Option<DeclarationSecret>,
    /// What the list says of it.
    pub member: MemberRow,
    /// By pointer, what is written: an object.
    pub written: Value,
    /// The same pointers, what was there: null where nothing was.
    pub before: Value,
}

/// What an import did with one case.
#[derive(Clone, PartialEq)]
pub struct ImportStep {
    /// The case.
    pub id: Uuid,
    /// It came by the import.
    pub made: bool,
    /// By pointer, what was written.
    pub written: Value,
    /// What was there.
    pub before: Value,
    /// What a list had said last before that.
    pub said: Value,
}

/// What the undoing of an import does with one case.
#[derive(Clone)]
pub enum Undone {
    /// It goes, and can be brought back for as long as anything deleted can.
    Removed(Uuid),
    /// It is as it was before; what the list had said before that counts again.
    Restored {
        /// The draft as it will be.
        draft: Box<DraftRow>,
        /// By pointer.
        said: Value,
    },
}

impl Vault {
    /// Imports a list: all of it or nothing. `heard` is told how many cases are written.
    ///
    /// # Errors
    /// What `cases` meets; `vault-not-found`, `vault-handed-over` for a case that is not in hand any more; `vault-disk-full`,
    /// `vault-read-only`, `vault-io`.
    pub fn import<E: From<VaultError>>(
        &self,
        (file, volunteer, at): (&str, &str, DateTime<Utc>),
        cases: impl IntoIterator<Item = Result<ImportedCase, E>>,
        mut heard: impl FnMut(u32),
    ) -> Result<i64, E> {
        let mut failed = None;
        let number = self.write(|transaction| {
            let number = transaction
                .prepare_cached(
                    "INSERT INTO import (file, volunteer, at) VALUES (?1, ?2, ?3) RETURNING number",
                )?
                .query_row((file, volunteer, column::micros(at)), |row| row.get(0))?;
            for (count, case) in (1..).zip(cases) {
                match case {
                    Ok(case) => write(transaction, number, &case)?,
                    Err(error) => {
                        failed = Some(error);
                        return Err(VaultError::NotFound); // rolls back; what is told is `failed`
                    }
                }
                heard(count);
            }
            Ok(number)
        });
        match failed {
            Some(error) => Err(error),
            None => Ok(number?),
        }
    }

    /// The imports of this desk, the latest first.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn imports(&self) -> Result<Vec<ImportRow>, VaultError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT * FROM import ORDER BY number DESC")?;
            let rows = statement.query_map([], |row| {
                Ok(ImportRow {
                    number: row.get("number")?,
                    file: row.get("file")?,
                    volunteer: row.get("volunteer")?,
                    at: column::instant(row, "at")?,
                    undone: row.get("undone")?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// What an import did with the cases that are still there.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn import_steps(&self, number: i64) -> Result<Vec<ImportStep>, VaultError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT * FROM import_step WHERE import = ?1
                     AND declaration NOT IN (SELECT declaration FROM deletion) ORDER BY declaration",
            )?;
            let rows = statement.query_map([number], |row| {
                Ok(ImportStep {
                    id: column::id(row, "declaration")?,
                    made: row.get("made")?,
                    written: column::json(row, "written")?,
                    before: column::json(row, "before")?,
                    said: column::json(row, "said")?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Undoes an import: all of it or nothing.
    ///
    /// # Errors
    /// `vault-not-found` when there is none or it was undone; `vault-handed-over`, `vault-still-waiting` for a case that is not in
    /// hand; `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn undo_import(&self, number: i64, cases: &[Undone], now: DateTime<Utc>) -> Result<(), VaultError> {
        self.write(|transaction| {
            let found = transaction
                .prepare_cached("UPDATE import SET undone = 1 WHERE number = ?1 AND undone = 0")?
                .execute([number])?;
            if found == 0 {
                return Err(VaultError::NotFound);
            }
            for case in cases {
                match case {
                    Undone::Removed(id) => declaration::delete(transaction, *id, now)?,
                    Undone::Restored { draft, said } => {
                        handed_over::require_in_hand(transaction, draft.id)?;
                        draft::save(transaction, draft)?;
                        transaction
                            .prepare_cached("UPDATE member SET said = ?2 WHERE declaration = ?1")?
                            .execute((draft.id.to_string(), column::to_json(said)?))?;
                    }
                }
            }
            Ok(())
        })
    }

    /// Every case that is there, with what a list said of it last: what a new list is compared with.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn members(&self) -> Result<Vec<(Uuid, Option<MemberRow>)>, VaultError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, member.* FROM declaration LEFT JOIN member ON member.declaration = id
                 WHERE id NOT IN (SELECT declaration FROM deletion) ORDER BY created_at, id",
            )?;
            let rows = statement.query_map([], |row| {
                let there = row.get::<_, Option<i64>>("place")?.is_some();
                let member = there.then(|| member::member_from(row)).transpose()?;
                Ok((column::id(row, "id")?, member))
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

/// Erases imports of before an instant, which nobody undoes any more, and those of whose cases none is left: the name of a list may be
/// that of a person, and its steps are answers that were typed over since.
pub(crate) fn purge(connection: &Connection, before: DateTime<Utc>) -> Result<(), VaultError> {
    connection.prepare_cached("DELETE FROM import WHERE at < ?1")?.execute([column::micros(before)])?;
    purge_empty(connection)
}

/// Erases imports of whose cases none is left.
pub(crate) fn purge_empty(connection: &Connection) -> Result<(), VaultError> {
    connection
        .prepare_cached("DELETE FROM import WHERE number NOT IN (SELECT import FROM import_step)")?
        .execute([])?;
    Ok(())
}

fn write(connection: &Connection, import: i64, case: &ImportedCase) -> Result<(), VaultError> {
    let id = case.draft.id;
    match &case.secret {
        Some(secret) => {
            declaration::insert(connection, id, secret, case.draft.updated_at)?;
            draft::insert(connection, &case.draft)?;
        }
        None => {
            handed_over::require_in_hand(connection, id)?;
            draft::save(connection, &case.draft)?;
        }
    }
    let said: Option<String> = connection
        .prepare_cached("SELECT said FROM member WHERE declaration = ?1")?
        .query_row([id.to_string()], |row| row.get(0))
        .optional()?;
    connection
        .prepare_cached(
            "INSERT INTO import_step (import, declaration, made, written, before, said)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((
            import,
            id.to_string(),
            case.secret.is_some(),
            column::to_json(&case.written)?,
            column::to_json(&case.before)?,
            said.unwrap_or_else(|| "{}".to_owned()),
        ))?;
    member::put_member(connection, id, &case.member)
}
