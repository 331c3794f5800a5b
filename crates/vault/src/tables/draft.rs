//! Drafts: at most one a declaration, saved whole after every answer.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _, Params, Row};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::column::{self, to_json};
use super::kind::DraftKind;
use super::recent::Recent;
use super::{handed_over, history, typed_on};
use crate::error::VaultError;
use crate::schema::Migration;
use crate::vault::Vault;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 1,
        sql: "
CREATE TABLE draft (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    edition     INTEGER NOT NULL,
    answers     TEXT    NOT NULL, -- JSON, right or wrong, as the traveller left it
    spoken      TEXT    NOT NULL, -- JSON array of pointers whose findings may speak
    reviewed    INTEGER NOT NULL CHECK (reviewed IN (0, 1)),
    place       TEXT    NOT NULL, -- JSON, null when there is none
    undo        TEXT    NOT NULL, -- JSON, null when there is none
    updated_at  INTEGER NOT NULL
) STRICT;
",
    },
    Migration {
        version: 2,
        sql: "ALTER TABLE draft ADD COLUMN earlier TEXT NOT NULL DEFAULT 'null'; -- JSON",
    },
    Migration {
        version: 9,
        sql: "ALTER TABLE draft ADD COLUMN kind TEXT NOT NULL DEFAULT 'declaration'
        CHECK (kind IN ('declaration', 'intention', 'confirmation'));",
    },
];

/// A declaration, or a new revision of one, that is not sent yet.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DraftRow {
    /// The declaration.
    pub id: Uuid,
    /// The revision it will be, from 1.
    pub revision: u32,
    /// What it is filled in for.
    pub kind: DraftKind,
    /// The rulebook's edition it is filled in with.
    pub edition: u32,
    /// The answers as they stand.
    pub answers: Value,
    /// Pointers whose findings may speak: their questions were left.
    pub spoken: BTreeSet<String>,
    /// A review was asked for: all findings may speak.
    pub reviewed: bool,
    /// Where the traveller was last.
    pub bookmark: Option<Bookmark>,
    /// An item that was removed and can come back.
    pub undo: Option<Removed>,
    /// What it was under an edition that it was filled in with before.
    pub earlier: Option<Earlier>,
    /// The last change; kept to the microsecond.
    pub updated_at: DateTime<Utc>,
}

/// A page, and the question on it that had the focus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookmark {
    /// Page id of the rulebook.
    pub page: String,
    /// Pointer of the question.
    pub pointer: Option<String>,
}

/// A draft as it was before it took a newer edition.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Earlier {
    /// The edition it was filled in with.
    pub edition: u32,
    /// All its answers then: nothing is thrown away.
    pub answers: Value,
    /// Those of them, and of editions before, that the newer edition has no place for.
    pub aside: Vec<SetAside>,
    /// Nothing was answered since: the draft can go back as it was.
    #[serde(default)]
    pub untouched: bool,
    /// What it was under an edition before that.
    #[serde(default)]
    pub before: Option<Box<Earlier>>,
}

/// An answer that the newer edition has no place for.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct SetAside {
    /// The edition it was given under.
    pub edition: u32,
    /// Where it stood.
    pub pointer: String,
    /// What it was.
    pub value: Value,
    /// Why it could not stay, as a code.
    pub why: String,
}

/// An item taken out of a repeating group.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Removed {
    /// Pointer of the group.
    pub pointer: String,
    /// Where it was.
    pub index: u32,
    /// What it was.
    pub value: Value,
}

impl Vault {
    /// The draft of a declaration.
    ///
    /// # Errors
    /// `vault-file-broken`, `vault-io`.
    pub fn draft(&self, declaration: Uuid) -> Result<Option<DraftRow>, VaultError> {
        self.read(|connection| of(connection, declaration))
    }

    /// Saves a draft that is there; what it was before can be brought back ([`Vault::history`]).
    ///
    /// # Errors
    /// `vault-not-found` when the declaration has no draft of this revision; `vault-handed-over`; `vault-disk-full`, `vault-read-only`,
    /// `vault-io`: then what was saved before is what there is.
    pub fn save_draft(&self, draft: &DraftRow) -> Result<(), VaultError> {
        self.write(|transaction| {
            handed_over::require_in_hand(transaction, draft.id)?;
            save(transaction, draft)
        })
    }

    /// Saves several drafts: all of them or none.
    ///
    /// # Errors
    /// As [`Vault::save_draft`].
    pub fn save_drafts(&self, drafts: &[DraftRow]) -> Result<(), VaultError> {
        self.write(|transaction| {
            drafts.iter().try_for_each(|draft| {
                handed_over::require_in_hand(transaction, draft.id)?;
                save(transaction, draft)
            })
        })
    }

    /// Starts a draft: the first of a declaration, or a new revision of one that was sent.
    ///
    /// # Errors
    /// `vault-exists` when there is a draft already, `vault-not-found` when there is no such declaration or it is
    /// deleted; `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn start_revision(&self, draft: &DraftRow) -> Result<(), VaultError> {
        self.write(|transaction| {
            super::declaration::require(transaction, draft.id)?;
            handed_over::require_in_hand(transaction, draft.id)?;
            insert(transaction, draft)
        })
    }
}

/// The draft of a declaration.
pub(crate) fn of(connection: &Connection, declaration: Uuid) -> Result<Option<DraftRow>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT * FROM draft WHERE declaration = ?1")?;
    Ok(statement.query_row([declaration.to_string()], from_row).optional()?)
}

/// All columns of a draft, in the order of the table.
fn columns(draft: &DraftRow, recent: String) -> Result<impl Params, VaultError> {
    Ok((
        draft.id.to_string(),
        draft.revision,
        draft.edition,
        to_json(&draft.answers)?,
        to_json(&draft.spoken)?,
        draft.reviewed,
        to_json(&draft.bookmark)?,
        to_json(&draft.undo)?,
        to_json(&draft.earlier)?,
        column::micros(draft.updated_at),
        draft.kind,
        recent,
    ))
}

pub(crate) fn save(connection: &Connection, draft: &DraftRow) -> Result<(), VaultError> {
    let (last, mut recent) = last(connection, draft)?;
    if let Some(back) = history::back(&last, draft)
        && !typed_on::goes_on(connection, &last, draft, (&back, &recent))?
    {
        history::note(connection, &last, draft, back, &mut recent)?;
    }
    put(connection, draft, recent)
}

/// Saves a draft after which the state before can be brought back, whatever it was.
pub(crate) fn save_beside(connection: &Connection, draft: &DraftRow) -> Result<(), VaultError> {
    let (last, mut recent) = last(connection, draft)?;
    if let Some(back) = history::back(&last, draft) {
        history::note(connection, &last, draft, back, &mut recent)?;
    }
    put(connection, draft, recent)
}

/// The draft as it is, with the steps beside it.
fn last(connection: &Connection, draft: &DraftRow) -> Result<(DraftRow, Recent), VaultError> {
    let mut statement =
        connection.prepare_cached("SELECT * FROM draft WHERE declaration = ?1 AND revision = ?2")?;
    let found = statement.query_row((draft.id.to_string(), draft.revision), |row| {
        Ok((from_row(row)?, Recent::from_row(row)?))
    });
    found.optional()?.ok_or(VaultError::NotFound)
}

fn put(connection: &Connection, draft: &DraftRow, recent: Recent) -> Result<(), VaultError> {
    connection
        .prepare_cached(
            "UPDATE draft SET edition = ?3, answers = ?4, spoken = ?5, reviewed = ?6, place = ?7, undo = ?8,
                 earlier = ?9, updated_at = ?10, kind = ?11, recent = ?12
             WHERE declaration = ?1 AND revision = ?2",
        )?
        .execute(columns(draft, recent.kept(connection, draft.id)?)?)?;
    Ok(())
}

pub(crate) fn insert(connection: &Connection, draft: &DraftRow) -> Result<(), VaultError> {
    let added = connection
        .prepare_cached(
            "INSERT INTO draft
                 (declaration, revision, edition, answers, spoken, reviewed, place, undo, earlier, updated_at, kind,
                  recent)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             ON CONFLICT (declaration) DO NOTHING",
        )?
        .execute(columns(draft, Recent::default().kept(connection, draft.id)?)?)?;
    if added == 1 { Ok(()) } else { Err(VaultError::Exists) }
}

pub(crate) fn delete(connection: &Connection, declaration: Uuid) -> Result<(), VaultError> {
    connection
        .prepare_cached("DELETE FROM draft WHERE declaration = ?1")?
        .execute([declaration.to_string()])?;
    Ok(())
}

pub(super) fn from_row(row: &Row<'_>) -> rusqlite::Result<DraftRow> {
    Ok(DraftRow {
        id: column::id(row, "declaration")?,
        revision: row.get("revision")?,
        kind: row.get("kind")?,
        edition: row.get("edition")?,
        answers: column::json(row, "answers")?,
        spoken: column::json(row, "spoken")?,
        reviewed: row.get("reviewed")?,
        bookmark: column::json(row, "place")?,
        undo: column::json(row, "undo")?,
        earlier: column::json(row, "earlier")?,
        updated_at: column::instant(row, "updated_at")?,
    })
}
