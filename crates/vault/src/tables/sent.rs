//! What was sealed last, in the clear for its owner, and the platform's receipts.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::column::{self, to_json};
use super::kind::DraftKind;
use crate::error::VaultError;
use crate::schema::Migration;
use crate::slots::file::base64_bytes;

pub(crate) const MIGRATIONS: &[Migration] = &[
Migration {
    version: 1,
    sql: "
-- The revision sealed last; a sealed envelope can be read by the platform alone, so the answers are kept beside it.
CREATE TABLE sent (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    edition     INTEGER NOT NULL,
    answers     TEXT    NOT NULL, -- JSON
    withdrawal  INTEGER NOT NULL CHECK (withdrawal IN (0, 1)),
    sealed_at   INTEGER NOT NULL
) STRICT;

-- One for each revision that the platform holds.
CREATE TABLE receipt (
    declaration TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    bytes       BLOB    NOT NULL, -- as signed
    closed_at   INTEGER NOT NULL,
    PRIMARY KEY (declaration, revision)
) STRICT;
",
},
Migration {
    version: 9,
    sql: "ALTER TABLE sent ADD COLUMN kind TEXT NOT NULL DEFAULT 'declaration'
        CHECK (kind IN ('declaration', 'intention', 'confirmation'));",
},
];

/// The revision sealed last.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SentRow {
    /// From 1, one higher than the one before.
    pub revision: u32,
    /// What it was filled in for; a withdrawal keeps that of what it withdraws.
    pub kind: DraftKind,
    /// The rulebook's edition it was checked with.
    pub edition: u32,
    /// The answers that were sealed.
    pub answers: Value,
    /// It withdraws the declaration.
    pub withdrawal: bool,
    /// When it was sealed.
    pub sealed_at: DateTime<Utc>,
}

/// The platform's signed word that it holds a revision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptRow {
    /// The revision it is for.
    pub revision: u32,
    /// The receipt as it came, signature included.
    #[serde(with = "base64_bytes")]
    pub bytes: Vec<u8>,
    /// When it came and was verified.
    pub closed_at: DateTime<Utc>,
}

pub(crate) fn of(connection: &Connection, declaration: Uuid) -> Result<Option<SentRow>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT * FROM sent WHERE declaration = ?1")?;
    let row = statement.query_row([declaration.to_string()], |row| {
        Ok(SentRow {
            revision: row.get("revision")?,
            kind: row.get("kind")?,
            edition: row.get("edition")?,
            answers: column::json(row, "answers")?,
            withdrawal: row.get("withdrawal")?,
            sealed_at: column::instant(row, "sealed_at")?,
        })
    });
    Ok(row.optional()?)
}

pub(super) fn receipt_of(
    connection: &Connection,
    declaration: Uuid,
) -> Result<Option<ReceiptRow>, VaultError> {
    let mut statement = connection
        .prepare_cached("SELECT * FROM receipt WHERE declaration = ?1 ORDER BY revision DESC LIMIT 1")?;
    Ok(statement.query_row([declaration.to_string()], receipt_from_row).optional()?)
}

/// All receipts of a declaration, in the order of their revisions.
pub(crate) fn receipts_of(connection: &Connection, declaration: Uuid) -> Result<Vec<ReceiptRow>, VaultError> {
    let mut statement =
        connection.prepare_cached("SELECT * FROM receipt WHERE declaration = ?1 ORDER BY revision")?;
    let rows = statement.query_map([declaration.to_string()], receipt_from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn receipt_from_row(row: &Row<'_>) -> rusqlite::Result<ReceiptRow> {
    Ok(ReceiptRow {
        revision: row.get("revision")?,
        bytes: row.get("bytes")?,
        closed_at: column::instant(row, "closed_at")?,
    })
}

/// Puts a revision in the place of the one sealed before it; `vault-exists` unless it is a later one.
pub(super) fn replace(connection: &Connection, declaration: Uuid, sent: &SentRow) -> Result<(), VaultError> {
    if of(connection, declaration)?.is_some_and(|before| before.revision >= sent.revision) {
        return Err(VaultError::Exists);
    }
    put(connection, declaration, sent)
}

/// Puts a revision in the place of the one there is.
pub(crate) fn put(connection: &Connection, declaration: Uuid, sent: &SentRow) -> Result<(), VaultError> {
    connection
        .prepare_cached(
            "INSERT INTO sent (declaration, revision, edition, answers, withdrawal, sealed_at, kind)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (declaration) DO UPDATE SET revision = excluded.revision, edition = excluded.edition,
                 answers = excluded.answers, withdrawal = excluded.withdrawal, sealed_at = excluded.sealed_at,
                 kind = excluded.kind",
        )?
        .execute((
            declaration.to_string(),
            sent.revision,
            sent.edition,
            to_json(&sent.answers)?,
            sent.withdrawal,
            column::micros(sent.sealed_at),
            sent.kind,
        ))?;
    Ok(())
}

pub(crate) fn insert_receipt(
    connection: &Connection,
    declaration: Uuid,
    receipt: &ReceiptRow,
) -> Result<(), VaultError> {
    connection
        .prepare_cached(
            "INSERT INTO receipt (declaration, revision, bytes, closed_at) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT DO NOTHING",
        )?
        .execute((
            declaration.to_string(),
            receipt.revision,
            &receipt.bytes,
            column::micros(receipt.closed_at),
        ))?;
    Ok(())
}
