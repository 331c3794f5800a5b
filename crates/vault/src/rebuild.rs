//! A fresh copy of the database in its place: under a new key, or with its tables brought up to date.
//!
//! Everything is written to another file, flushed and checked there; the old file is untouched until a rename puts the new
//! one in its place. `PRAGMA rekey` would do it in place, but takes no notice of a commit that fails.
//!
//! A copy holds what is in the tables and nothing else: no free pages, no log, no traces of what was deleted. With a new
//! key the old file's blocks, wherever the disk still has them, open with no key that anybody has.

use std::path::Path;
use std::sync::Arc;

use rusqlite::Connection;
use zeroize::Zeroizing;

use crate::connection;
use crate::directory::VaultDir;
use crate::error::VaultError;
use crate::files;
use crate::key::DataKey;
use crate::purge::fold_log;
use crate::steps;

/// Told how far a copy has come, in percent.
pub type Progress = Arc<dyn Fn(u8) + Send + Sync>;

/// How many steps of SQLite's machine between two looks at the size of the copy.
const STEPS: i32 = 20_000;

/// Copies the database into [`files::DATABASE_NEW`], under `key`, with `change` made to it. On an error nothing is left.
pub(crate) fn copy(
    database: &mut Connection,
    directory: &VaultDir,
    key: &DataKey,
    progress: &Progress,
    change: impl FnOnce(&mut Connection) -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    let path = directory.file(files::DATABASE_NEW);
    let outcome = export(database, directory, &path, key, progress).and_then(|()| finish(&path, key, change));
    if outcome.is_err() {
        let _ = clear(directory); // the next copy clears it too
    }
    outcome
}

fn export(
    database: &mut Connection,
    directory: &VaultDir,
    path: &Path,
    key: &DataKey,
    progress: &Progress,
) -> Result<(), VaultError> {
    clear(directory)?;
    files::private_file(path).map_err(|error| VaultError::file("copying the database", &error))?;
    fold_log(database)?;
    let version: i64 = database.pragma_query_value(None, "user_version", |row| row.get(0))?;
    database
        .execute("ATTACH DATABASE ?1 AS fresh KEY ?2", (path.to_string_lossy(), key.literal().as_str()))?;
    watch(database, directory, path, progress)?;
    let copied = database
        .pragma_update(Some("fresh"), "synchronous", "OFF") // it is flushed as a whole
        .and_then(|()| database.pragma_update_and_check(Some("fresh"), "journal_mode", "OFF", |_| Ok(())))
        .and_then(|()| database.query_row("SELECT sqlcipher_export('fresh')", [], |_| Ok(())))
        .and_then(|()| database.pragma_update(Some("fresh"), "user_version", version));
    let unwatched = database.progress_handler(STEPS, None::<fn() -> bool>);
    let detached = database.execute_batch("DETACH DATABASE fresh");
    copied.map_err(said_by_export)?;
    Ok(unwatched.and(detached)?)
}

/// The export is a function of SQL: why it failed is in its words alone, which are SQLite's own.
fn said_by_export(error: rusqlite::Error) -> VaultError {
    match &error {
        rusqlite::Error::SqliteFailure(_, Some(words)) if words.contains("disk I/O error") => {
            VaultError::DiskFull
        }
        rusqlite::Error::SqliteFailure(_, Some(words)) if words.contains("disk is full") => {
            VaultError::DiskFull
        }
        rusqlite::Error::SqliteFailure(_, Some(words)) if words.contains("malformed") => VaultError::Damaged,
        _ => error.into(),
    }
}

/// Tells how far the copy's file has grown.
fn watch(
    database: &mut Connection,
    directory: &VaultDir,
    path: &Path,
    progress: &Progress,
) -> Result<(), VaultError> {
    let whole = files::size(&directory.file(files::DATABASE)).unwrap_or(0).max(1);
    let (path, progress) = (path.to_owned(), progress.clone());
    let mut told = 0;
    database.progress_handler(
        STEPS,
        Some(move || {
            let percent = (files::size(&path).unwrap_or(0) * 95 / whole).min(95) as u8;
            if percent > told {
                told = percent;
                progress(percent);
            }
            false // go on
        }),
    )?;
    Ok(())
}

fn finish(
    path: &Path,
    key: &DataKey,
    change: impl FnOnce(&mut Connection) -> Result<(), VaultError>,
) -> Result<(), VaultError> {
    let mut fresh = connection::open(path, key)?;
    connection::settle(&fresh)?;
    change(&mut fresh)?;
    if !connection::faults(&fresh)?.is_empty() {
        return Err(VaultError::Damaged);
    }
    fresh.close().map_err(|(_, error)| error)?;
    files::flush(path).map_err(|error| VaultError::file("copying the database", &error))
}

/// Puts the copy in the database's place. The connection is closed for it, and open again afterwards: on the new database
/// under `new`, or after an error on the old one under `old`.
pub(crate) fn place(
    database: &mut Connection,
    directory: &VaultDir,
    old: &DataKey,
    new: &DataKey,
) -> Result<(), VaultError> {
    let path = directory.file(files::DATABASE);
    let closed = std::mem::replace(database, Connection::open_in_memory()?).close();
    let renamed = closed.map_err(|(_, error)| error.into()).and_then(|()| {
        // A log that is still there would be taken for the new file's.
        match files::size(&files::log_of(&path)) {
            Ok(0) => {}
            Ok(_) => {
                return Err(VaultError::Io { doing: "closing the database", detail: "its log stays".into() });
            }
            Err(error) => return Err(VaultError::file("closing the database", &error)),
        }
        steps::reached("closed");
        let from = directory.file(files::DATABASE_NEW);
        files::place(&from, &path).map_err(|error| VaultError::file("placing the database", &error))
    });
    steps::reached("placed");
    let key = if renamed.is_ok() { new } else { old };
    *database = connection::open(&path, key)?;
    connection::settle(database)?;
    renamed
}

/// Takes away what a copy that was cut off left behind.
pub(crate) fn clear(directory: &VaultDir) -> Result<(), VaultError> {
    files::remove_database(&directory.file(files::DATABASE_NEW))
        .map_err(|error| VaultError::file("clearing an unfinished copy", &error))
}

impl DataKey {
    /// The raw key as SQLCipher takes it: 64 hex digits, so no time goes into deriving one.
    pub(crate) fn literal(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(67));
        text.push_str("x'");
        for byte in self.bytes() {
            for digit in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
            }
        }
        text.push('\'');
        text
    }
}
