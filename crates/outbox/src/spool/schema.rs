//! The spool's one table, and how a row of it is read.

use chrono::DateTime;
use platform_api::PlatformId;
use rusqlite::types::Type;
use rusqlite::{Connection, Row as SqlRow, TransactionBehavior};

use super::SpoolError;
use crate::decide::{Row, State};

/// What makes each version out of the one before. A column's meaning never changes; instants are microseconds since 1970, UTC.
pub(super) const VERSIONS: [&str; 3] = ["
CREATE TABLE envelope (
    seq         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- never given twice
    platform    TEXT    NOT NULL,                           -- whom it was sealed to
    declaration BLOB    NOT NULL CHECK (length(declaration) = 16),
    revision    INTEGER NOT NULL CHECK (revision >= 1),
    bytes       BLOB    NOT NULL,                           -- sealed; the same at every attempt
    state       TEXT    NOT NULL CHECK (state IN
                    ('waiting', 'sending', 'transient', 'wedged', 'received', 'superseded', 'withdrawn')),
    attempts    INTEGER NOT NULL,                           -- counted before each is made
    at          INTEGER NOT NULL,                           -- due, or the lease's end
    problem     TEXT    NOT NULL,                           -- JSON, null when there is none
    receipt     BLOB    NOT NULL CHECK ((state = 'received') OR receipt = x''),
    UNIQUE (declaration, revision)
) STRICT;
CREATE INDEX under_way ON envelope (platform, at) WHERE state IN ('waiting', 'sending', 'transient');
", "
ALTER TABLE envelope ADD COLUMN address TEXT NOT NULL DEFAULT ''; -- where it may go; empty: nowhere before its vault was opened
", "
CREATE TABLE envelope_3 (
    seq         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- never given twice
    platform    TEXT    NOT NULL,                           -- whom it was sealed to
    declaration BLOB    NOT NULL CHECK (length(declaration) = 16),
    letter      INTEGER NOT NULL CHECK (letter IN (0, 1)),  -- a letter, not a revision
    revision    INTEGER NOT NULL CHECK (revision >= 1),     -- or the letter's number
    bytes       BLOB    NOT NULL,                           -- sealed; the same at every attempt
    state       TEXT    NOT NULL CHECK (state IN
                    ('waiting', 'sending', 'transient', 'wedged', 'received', 'superseded', 'withdrawn')),
    attempts    INTEGER NOT NULL,                           -- counted before each is made
    at          INTEGER NOT NULL,                           -- due, or the lease's end
    problem     TEXT    NOT NULL,                           -- JSON, null when there is none
    receipt     BLOB    NOT NULL CHECK ((state = 'received') OR receipt = x''),
    address     TEXT    NOT NULL,                           -- where it may go; empty: nowhere before its vault was opened
    UNIQUE (declaration, letter, revision)
) STRICT;
INSERT INTO envelope_3
    SELECT seq, platform, declaration, 0, revision, bytes, state, attempts, at, problem, receipt, address FROM envelope;
DROP TABLE envelope;
ALTER TABLE envelope_3 RENAME TO envelope;
CREATE INDEX under_way ON envelope (platform, at) WHERE state IN ('waiting', 'sending', 'transient');
"];

pub(super) fn prepare(connection: &mut Connection) -> Result<(), SpoolError> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    let change = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: u32 = change.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let missing = VERSIONS.get(found as usize..).ok_or(SpoolError::TooNew(found))?;
    for version in missing {
        change.execute_batch(version)?;
    }
    if !missing.is_empty() {
        change.pragma_update(None, "user_version", VERSIONS.len() as u32)?;
    }
    Ok(change.commit()?)
}

pub(super) fn name(state: State) -> &'static str {
    match state {
        State::Waiting => "waiting",
        State::Sending => "sending",
        State::Transient => "transient",
        State::Wedged => "wedged",
        State::Received => "received",
        State::Superseded => "superseded",
        State::Withdrawn => "withdrawn",
    }
}

pub(super) fn row(row: &SqlRow<'_>) -> rusqlite::Result<Row> {
    let (state, problem): (String, String) = (row.get("state")?, row.get("problem")?);
    let state = State::ALL.into_iter().find(|known| name(*known) == state).ok_or_else(|| odd("state"))?;
    let at = DateTime::from_timestamp_micros(row.get("at")?).ok_or_else(|| odd("at"))?;
    let problem = serde_json::from_str(&problem).map_err(|_| odd("problem"))?;
    Ok(Row { state, attempts: row.get("attempts")?, at, problem })
}

pub(super) fn platform(row: &SqlRow<'_>) -> rusqlite::Result<PlatformId> {
    serde_json::from_value(row.get::<_, String>("platform")?.into()).map_err(|_| odd("platform"))
}

fn odd(column: &str) -> rusqlite::Error {
    rusqlite::Error::InvalidColumnType(0, column.to_owned(), Type::Text)
}
