//! From the damaged database into a new one: its tables as they were at that version, their rows, and then what is newer.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use rusqlite::types::Value;
use rusqlite::{Connection, ErrorCode, params_from_iter};
use uuid::Uuid;

use super::losses::{self, Lost};
use super::source::Source;
use super::walk::{self, Table, Values};
use super::{as_id, mend, names_declaration};
use crate::connection;
use crate::directory::VaultDir;
use crate::error::VaultError;
use crate::files;
use crate::key::DataKey;
use crate::schema;

/// By table: the declarations that it has a row of.
pub(super) type Named = BTreeMap<String, BTreeSet<Uuid>>;

/// Builds the new database under `key`; `found` writes whose it is. Says how many declarations it holds, and what is lost.
pub(super) fn new_database(
    directory: &VaultDir,
    key: &DataKey,
    source: &mut Source,
    now: DateTime<Utc>,
    found: impl FnOnce(&Connection) -> Result<(), VaultError>,
) -> Result<(u32, Vec<Lost>), VaultError> {
    let path = directory.file(files::DATABASE_NEW);
    let fail = |error: std::io::Error| VaultError::file("building the rescued database", &error);
    files::private_file(&path).map_err(fail)?;
    let mut fresh = connection::open(&path, key)?;
    connection::settle(&fresh)?;
    let version = source.ask(schema::version)?.ok_or(VaultError::Damaged)?;
    schema::migrate_to(&mut fresh, version)?;
    found(&fresh)?;

    let tables = source.ask(walk::tables)?.ok_or(VaultError::Damaged)?;
    let (mut known, mut read, mut partly) = (Named::new(), Named::new(), BTreeSet::new());
    fresh.pragma_update(None, "foreign_keys", "OFF")?;
    for table in &tables {
        if !take(&mut fresh, source, table, &mut known, &mut read)? {
            partly.insert(table.name.as_str());
        }
    }
    let names = losses::names(source)?;
    schema::migrate(&mut fresh)?;
    let changed = mend::mend(&mut fresh, now)?;
    fresh.pragma_update(None, "foreign_keys", "ON")?;
    let kept = mend::declarations(&fresh)?;
    let may_be_sent = |id: &Uuid| {
        let of_it = |named: &Named, table: &str| named.get(table).is_some_and(|ids| ids.contains(id));
        partly.contains("sent")
            || losses::SENDING.iter().any(|table| of_it(&known, table) || of_it(&read, table))
    };
    let lost = losses::of((&known, &read), &kept, &changed, &names, may_be_sent);
    if !connection::faults(&fresh)?.is_empty() {
        return Err(VaultError::Damaged);
    }
    connection::close_whole(fresh, &path)?;
    files::flush(&path).map_err(fail)?;
    Ok((kept.len() as u32, lost))
}

/// What a page holds that was another table's before: no row of this one.
fn is_no_row(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation)
}

/// Takes the rows of a table over; says whether all of it could be read.
fn take(
    fresh: &mut Connection,
    source: &mut Source,
    table: &Table,
    known: &mut Named,
    read: &mut Named,
) -> Result<bool, VaultError> {
    let column = names_declaration(&table.name);
    let at = table.position(column);
    let transaction = fresh.transaction()?;
    let sql = format!(
        "INSERT OR IGNORE INTO \"{}\" ({}) VALUES ({})",
        table.name,
        table.columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", "),
        vec!["?"; table.columns.len()].join(", ")
    );
    let ids = read.entry(table.name.clone()).or_default();
    let mut failed = None;
    let whole = {
        let mut insert = transaction.prepare(&sql)?;
        table.rows(source, &mut |values: Values| {
            if let Some(Value::Text(text)) = at.and_then(|at| values.get(at)) {
                ids.extend(as_id(text));
            }
            if failed.is_none() {
                failed = insert.execute(params_from_iter(values)).err().filter(|error| !is_no_row(error));
            }
        })?
    };
    if let Some(error) = failed {
        return Err(error.into());
    }
    transaction.commit()?;
    if !whole && at.is_some() {
        let indexed = table.indexed(source, column)?;
        known.entry(table.name.clone()).or_default().extend(indexed.iter().filter_map(|id| as_id(id)));
    }
    Ok(whole)
}
