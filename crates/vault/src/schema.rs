//! Bringing the tables up to date. Each table's file holds its own migrations; here they are put in order.
//!
//! A migration runs whole or not at all, together with the number that says it ran (`user_version`). A program that
//! meets a higher number than it knows says `vault-too-new` and leaves the file alone. A column's meaning never
//! changes; a new meaning is a new column.

use rusqlite::{Connection, TransactionBehavior};

use crate::error::VaultError;
use crate::tables::{declaration, draft, outbox, sent, setting, status, vault_row};

/// One step of a table: the version of the whole schema that it belongs to, and what it does.
#[derive(Clone, Copy)]
pub(crate) struct Migration {
    pub(crate) version: i64,
    pub(crate) sql: &'static str,
}

/// All tables, those that others refer to first.
const TABLES: [&[Migration]; 7] = [
    vault_row::MIGRATIONS,
    declaration::MIGRATIONS,
    draft::MIGRATIONS,
    sent::MIGRATIONS,
    status::MIGRATIONS,
    outbox::MIGRATIONS,
    setting::MIGRATIONS,
];

/// Runs what has not run yet.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), VaultError> {
    run(connection, &TABLES.concat())
}

/// Refuses a schema newer than the newest one known here.
pub(crate) fn refuse_newer(connection: &Connection) -> Result<(), VaultError> {
    let known = TABLES.concat().iter().map(|step| step.version).max().unwrap_or(0);
    if version(connection)? > known { Err(VaultError::TooNew) } else { Ok(()) }
}

fn run(connection: &mut Connection, steps: &[Migration]) -> Result<(), VaultError> {
    let mut steps = steps.to_vec();
    steps.sort_by_key(|step| step.version); // stable: within a version the order of the tables stays
    let from = version(connection)?;
    let Some(to) = steps.last().map(|step| step.version).filter(|to| *to > from) else {
        return Ok(());
    };
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in steps.iter().filter(|step| step.version > from) {
        transaction.execute_batch(step.sql)?;
    }
    transaction.pragma_update(None, "user_version", to)?;
    Ok(transaction.commit()?)
}

fn version(connection: &Connection) -> Result<i64, VaultError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}
