//! The embedded store: one SQLite file, one writer and one reader connection, all work on blocking threads.
//!
//! `synchronous=FULL`, since a receipt is a promise that must survive the power going off; `secure_delete`, since a
//! withdrawal must not leave a sealed envelope in a free page.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use chrono::DateTime;
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};
use uuid::Uuid;

use super::{AssignedCode, Basis, Effect, Look, NewRevision, Put, Standing, Store, StoreError, Stored};

/// What makes each version of the file out of the one before, the first out of nothing.
const VERSIONS: [&str; 2] = [include_str!("schema.sql"), include_str!("facts.sql")];
const VERSION: u32 = VERSIONS.len() as u32;

/// Declarations in one SQLite file.
#[derive(Clone)]
pub struct SqliteStore {
    writer: Arc<Mutex<Connection>>,
    reader: Arc<Mutex<Connection>>,
}

impl SqliteStore {
    /// Opens the file, or makes it. Blocks.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut writer = connect(path)?;
        migrate(&mut writer)?;
        let reader = connect(path)?;
        Ok(Self { writer: Arc::new(Mutex::new(writer)), reader: Arc::new(Mutex::new(reader)) })
    }
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    Ok(connection)
}

fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = change.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let missing = VERSIONS.get(found as usize..).ok_or(StoreError::TooNew { found, known: VERSION })?;
    for version in missing {
        change.execute_batch(version)?;
    }
    if !missing.is_empty() {
        change.pragma_update(None, "user_version", VERSION)?;
    }
    Ok(change.commit()?)
}

/// Runs database work where it may block.
async fn on<T: Send + 'static>(
    connection: &Arc<Mutex<Connection>>,
    work: impl FnOnce(&mut Connection) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let connection = connection.clone();
    // A panic inside a transaction rolled it back: the connection itself is sound.
    tokio::task::spawn_blocking(move || work(&mut connection.lock().unwrap_or_else(PoisonError::into_inner)))
        .await
        .map_err(|_| StoreError::CutOff)?
}

#[async_trait]
impl Store for SqliteStore {
    async fn look(&self, declaration: Uuid, revision: u32) -> Result<Look, StoreError> {
        on(&self.reader, move |connection| {
            let snapshot = connection.transaction()?;
            Ok(Look {
                stored: stored(&snapshot, declaration, revision)?,
                latest: bound(&snapshot, declaration)?.map(|(latest, _)| latest),
            })
        })
        .await
    }

    async fn put(&self, new: NewRevision) -> Result<Put, StoreError> {
        on(&self.writer, move |connection| {
            let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let outcome = decide(&change, &new)?;
            if outcome == Put::Stored {
                write(&change, &new)?;
                change.commit()?;
                if matches!(new.effect, Effect::Withdraw) {
                    forget(connection)?;
                }
            }
            Ok(outcome)
        })
        .await
    }

    async fn standing(
        &self,
        declaration: Uuid,
        token_digest: [u8; 32],
    ) -> Result<Option<Standing>, StoreError> {
        on(&self.reader, move |connection| standing(connection, declaration, token_digest)).await
    }

    async fn basis(&self, declaration: Uuid) -> Result<Option<Basis>, StoreError> {
        on(&self.reader, move |connection| basis(connection, declaration)).await
    }

    async fn check(&self) -> Result<(), StoreError> {
        on(&self.reader, |connection| {
            Ok(connection.query_row("SELECT count(*) FROM declaration LIMIT 1", [], |_| Ok(()))?)
        })
        .await
    }
}

/// Folds the write-ahead log into the file and cuts it to nothing: what was withdrawn must not live on in it. Where a
/// reader holds it, the next withdrawal or the closing does it.
fn forget(connection: &Connection) -> Result<(), StoreError> {
    Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
}

fn decide(change: &Transaction<'_>, new: &NewRevision) -> Result<Put, StoreError> {
    if let Some(there) = stored(change, new.declaration, new.revision)? {
        return Ok(if there.envelope_sha256 == new.envelope_sha256 {
            Put::Same { receipt: there.receipt }
        } else {
            Put::Conflict
        });
    }
    Ok(match bound(change, new.declaration)? {
        Some((_, digest)) if digest != new.token_digest => Put::Forbidden,
        Some((latest, _)) if latest > new.revision => Put::Superseded,
        _ => Put::Stored,
    })
}

fn write(change: &Transaction<'_>, new: &NewRevision) -> Result<(), StoreError> {
    let (envelope, edition, code, sealed_facts) = match &new.effect {
        Effect::Declare { envelope, edition, code, sealed_facts } => {
            (Some(envelope), Some(edition), Some(code), Some(sealed_facts))
        }
        Effect::Withdraw => (None, None, None, None),
    };
    let facts = code.map(|code| serde_json::Value::from(code.facts.clone()).to_string());
    let at = new.received_at.timestamp_millis();
    change.execute(
        "INSERT INTO declaration (id, token_digest, revision, withdrawn, edition, code, rule, facts, changed_at,
                                  sealed_facts)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
         ON CONFLICT (id) DO UPDATE SET revision = ?3, withdrawn = ?4, edition = ?5, code = ?6, rule = ?7,
                                        facts = ?8, changed_at = ?9, sealed_facts = ?10",
        params![
            new.declaration.as_bytes(),
            new.token_digest,
            new.revision,
            code.is_none(),
            edition,
            code.map(|code| &code.text),
            code.map(|code| &code.rule),
            facts,
            at,
            sealed_facts
        ],
    )?;
    change.execute(
        "UPDATE revision SET envelope = NULL WHERE declaration = ?1 AND envelope IS NOT NULL",
        params![new.declaration.as_bytes()],
    )?;
    change.execute(
        "INSERT INTO revision (declaration, revision, envelope_sha256, envelope, receipt, received_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![new.declaration.as_bytes(), new.revision, new.envelope_sha256, envelope, new.receipt, at],
    )?;
    Ok(())
}

fn stored(connection: &Connection, declaration: Uuid, revision: u32) -> Result<Option<Stored>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT envelope_sha256, receipt FROM revision WHERE declaration = ?1 AND revision = ?2",
        )?
        .query_row(params![declaration.as_bytes(), revision], |row| {
            Ok(Stored { envelope_sha256: row.get(0)?, receipt: row.get(1)? })
        })
        .optional()?)
}

/// The latest revision and the digest of the token that the declaration is bound to.
fn bound(connection: &Connection, declaration: Uuid) -> Result<Option<(u32, [u8; 32])>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT revision, token_digest FROM declaration WHERE id = ?1")?
        .query_row(params![declaration.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?)
}

fn standing(
    connection: &Connection,
    declaration: Uuid,
    token_digest: [u8; 32],
) -> Result<Option<Standing>, StoreError> {
    let row = connection
        .prepare_cached(
            "SELECT revision, withdrawn, code, rule, facts FROM declaration WHERE id = ?1 AND token_digest = ?2",
        )?
        .query_row(params![declaration.as_bytes(), token_digest], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get::<_, Option<String>>(4)?))
        })
        .optional()?;
    let Some((revision, withdrawn, text, rule, facts)) = row else { return Ok(None) };
    let code = match (text, rule, facts) {
        (Some(text), Some(rule), Some(facts)) => {
            let facts = serde_json::from_str(&facts).map_err(|_| StoreError::Broken)?;
            Some(AssignedCode { text, rule, facts })
        }
        _ => None,
    };
    Ok(Some(Standing { revision, withdrawn, code }))
}

fn basis(connection: &Connection, declaration: Uuid) -> Result<Option<Basis>, StoreError> {
    let row = connection
        .prepare_cached(
            "SELECT revision, edition, rule, changed_at, sealed_facts FROM declaration
             WHERE id = ?1 AND withdrawn = 0",
        )?
        .query_row(params![declaration.as_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?))
        })
        .optional()?;
    let Some((revision, edition, rule, at, sealed_facts)) = row else { return Ok(None) };
    let assigned_at = DateTime::from_timestamp_millis(at).ok_or(StoreError::Broken)?;
    Ok(Some(Basis { revision, edition, rule, assigned_at, sealed_facts }))
}
