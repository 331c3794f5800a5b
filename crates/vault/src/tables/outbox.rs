//! Envelopes that wait for a receipt. A row goes only when its receipt was verified, or when a later revision has
//! taken its place. They are sent from the spool, which no key opens; these rows show what becomes of them there, and put
//! them there again where they are missing.

use chrono::{DateTime, Utc};
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde_json::Value;
use uuid::Uuid;

use super::column::{self, to_json};
use super::sent::{self, ReceiptRow, SentRow};
use super::{declaration, draft, handed_over, history};
use crate::error::VaultError;
use crate::schema::Migration;
use crate::vault::Vault;

pub(crate) const MIGRATIONS: &[Migration] = &[Migration {
    version: 1,
    sql: "
CREATE TABLE outbox (
    seq             INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- never given twice
    declaration     TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    revision        INTEGER NOT NULL CHECK (revision >= 1),
    envelope        BLOB    NOT NULL, -- sealed; the same bytes at every attempt
    attempts        INTEGER NOT NULL, -- counted before each is made
    next_attempt_at INTEGER NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('waiting', 'wedged')),
    problem         TEXT    NOT NULL, -- JSON, null when there is none
    UNIQUE (declaration, revision)
) STRICT;
",
}];

/// Whether a row will be tried again by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutboxState {
    /// It will.
    Waiting,
    /// The platform refuses it; somebody has to look.
    Wedged,
}

/// An envelope on its way.
#[derive(Clone, PartialEq)]
pub struct OutboxRow {
    /// Order of sealing; never given twice.
    pub seq: i64,
    /// The declaration.
    pub declaration: Uuid,
    /// Its revision.
    pub revision: u32,
    /// The sealed bytes.
    pub envelope: Vec<u8>,
    /// Attempts begun.
    pub attempts: u32,
    /// Not before this.
    pub next_attempt_at: DateTime<Utc>,
    /// Waiting or wedged.
    pub state: OutboxState,
    /// What the last attempt met, as data.
    pub problem: Option<Value>,
}

/// How it goes with an envelope.
#[derive(Debug, Clone, PartialEq)]
pub struct Mirrored {
    /// Attempts begun.
    pub attempts: u32,
    /// Not before this.
    pub next_attempt_at: DateTime<Utc>,
    /// Waiting or wedged.
    pub state: OutboxState,
    /// What the last attempt met, as data.
    pub problem: Option<Value>,
}

impl Mirrored {
    /// As it stands in the row.
    pub fn of(row: &OutboxRow) -> Self {
        let OutboxRow { attempts, next_attempt_at, state, problem, .. } = row.clone();
        Self { attempts, next_attempt_at, state, problem }
    }
}

impl Vault {
    /// Puts a sealed revision into the outbox: draft away (unless kept), answers kept as sent, envelope queued, all in
    /// one transaction. Wedged envelopes of earlier revisions go: this one takes their place.
    ///
    /// # Errors
    /// `vault-not-found`; `vault-exists` unless the revision is later than the one before; `vault-disk-full`,
    /// `vault-read-only`, `vault-io`: then the draft is as it was.
    pub fn seal(
        &self,
        id: Uuid,
        sent: &SentRow,
        envelope: &[u8],
        keep_draft: bool,
    ) -> Result<(), VaultError> {
        self.seal_until(id, sent, envelope, keep_draft, sent.sealed_at)
    }

    /// The same for an envelope that may not be sent before its window opens.
    ///
    /// # Errors
    /// As [`Vault::seal`].
    pub fn seal_until(
        &self,
        id: Uuid,
        sent: &SentRow,
        envelope: &[u8],
        keep_draft: bool,
        opens: DateTime<Utc>,
    ) -> Result<(), VaultError> {
        self.write(|transaction| {
            declaration::require(transaction, id)?;
            handed_over::require_in_hand(transaction, id)?;
            sent::replace(transaction, id, sent)?;
            if !keep_draft {
                draft::delete(transaction, id)?;
                history::end(transaction, id)?;
            }
            forget_wedged_before(transaction, id, sent.revision)?;
            insert(transaction, id, sent.revision, envelope, opens)
        })
    }

    /// The envelopes of a declaration, in the order of their revisions.
    ///
    /// # Errors
    /// `vault-file-broken`, `vault-io`.
    pub fn outbox(&self, id: Uuid) -> Result<Vec<OutboxRow>, VaultError> {
        self.read(|connection| of(connection, id))
    }

    /// All envelopes that wait, in the order of their sealing.
    ///
    /// # Errors
    /// `vault-file-broken`, `vault-io`.
    pub fn outbox_of_all(&self) -> Result<Vec<OutboxRow>, VaultError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached("SELECT * FROM outbox ORDER BY seq")?;
            let rows = statement.query_map([], from_row)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Notes how it goes with an envelope. No error when the row is gone.
    ///
    /// # Errors
    /// `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn mirror(&self, seq: i64, now: &Mirrored) -> Result<(), VaultError> {
        let problem = to_json(&now.problem)?;
        let state = match now.state {
            OutboxState::Waiting => "waiting",
            OutboxState::Wedged => "wedged",
        };
        self.write(|transaction| {
            transaction
                .prepare_cached(
                    "UPDATE outbox SET attempts = ?2, next_attempt_at = ?3, state = ?4, problem = ?5 WHERE seq = ?1",
                )?
                .execute((seq, now.attempts, column::micros(now.next_attempt_at), state, problem))?;
            Ok(())
        })
    }

    /// Lets go of an envelope whose place a later revision has taken. No error when the row is gone.
    ///
    /// # Errors
    /// `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn forget_envelope(&self, seq: i64) -> Result<(), VaultError> {
        self.write(|transaction| {
            transaction.prepare_cached("DELETE FROM outbox WHERE seq = ?1")?.execute([seq])?;
            Ok(())
        })
    }

    /// Closes a row whose receipt was verified: receipt kept, row away, in one transaction. No error when it was
    /// closed before.
    ///
    /// # Errors
    /// `vault-disk-full`, `vault-read-only`, `vault-io`: then the row is as it was.
    pub fn close(&self, seq: i64, receipt: &[u8], now: DateTime<Utc>) -> Result<(), VaultError> {
        self.write(|transaction| {
            let closed = transaction
                .prepare_cached("DELETE FROM outbox WHERE seq = ?1 RETURNING declaration, revision")?
                .query_row([seq], |row| Ok((column::id(row, "declaration")?, row.get("revision")?)))
                .optional()?;
            let Some((id, revision)) = closed else {
                return Ok(());
            };
            received(transaction, id, revision)?; // what came before it is settled as well, on its way or not
            handed_over::forget_rival_before(transaction, id, revision)?;
            let receipt = ReceiptRow { revision, bytes: receipt.to_vec(), closed_at: now };
            sent::insert_receipt(transaction, id, &receipt)
        })
    }
}

/// The envelopes of a declaration, in the order of their revisions.
pub(crate) fn of(connection: &Connection, id: Uuid) -> Result<Vec<OutboxRow>, VaultError> {
    let mut statement =
        connection.prepare_cached("SELECT * FROM outbox WHERE declaration = ?1 ORDER BY seq")?;
    let rows = statement.query_map([id.to_string()], from_row)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Puts an envelope into the queue.
pub(crate) fn insert(
    connection: &Connection,
    id: Uuid,
    revision: u32,
    envelope: &[u8],
    next_attempt_at: DateTime<Utc>,
) -> Result<(), VaultError> {
    connection
        .prepare_cached(
            "INSERT INTO outbox (declaration, revision, envelope, attempts, next_attempt_at, state, problem)
             VALUES (?1, ?2, ?3, 0, ?4, 'waiting', 'null')",
        )?
        .execute((id.to_string(), revision, envelope, column::micros(next_attempt_at)))?;
    Ok(())
}

/// The platform has this revision: it and what came before it wait no more.
pub(crate) fn received(connection: &Connection, id: Uuid, revision: u32) -> Result<(), VaultError> {
    connection
        .prepare_cached("DELETE FROM outbox WHERE declaration = ?1 AND revision <= ?2")?
        .execute((id.to_string(), revision))?;
    Ok(())
}

/// Whether an envelope of the declaration waits to be sent, or is a withdrawal that was refused: the platform still holds what
/// its owner took back.
pub(crate) fn waits(connection: &Connection, id: Uuid) -> Result<bool, VaultError> {
    let mut statement = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM outbox WHERE declaration = ?1 AND (state = 'waiting'
             OR EXISTS (SELECT 1 FROM sent WHERE sent.declaration = ?1 AND sent.revision = outbox.revision
                        AND sent.withdrawal)))",
    )?;
    Ok(statement.query_row([id.to_string()], |row| row.get(0))?)
}

fn forget_wedged_before(connection: &Connection, id: Uuid, revision: u32) -> Result<(), VaultError> {
    connection
        .prepare_cached("DELETE FROM outbox WHERE declaration = ?1 AND revision < ?2 AND state = 'wedged'")?
        .execute((id.to_string(), revision))?;
    Ok(())
}

fn from_row(row: &Row<'_>) -> rusqlite::Result<OutboxRow> {
    Ok(OutboxRow {
        seq: row.get("seq")?,
        declaration: column::id(row, "declaration")?,
        revision: row.get("revision")?,
        envelope: row.get("envelope")?,
        attempts: row.get("attempts")?,
        next_attempt_at: column::instant(row, "next_attempt_at")?,
        state: row.get("state")?,
        problem: column::json(row, "problem")?,
    })
}

impl FromSql for OutboxState {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            "waiting" => Ok(OutboxState::Waiting),
            "wedged" => Ok(OutboxState::Wedged),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}
