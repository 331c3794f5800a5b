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
    let outcome = export(database, directory, &path, key, progress)
        .and_then(|()| finish(&path, key, change).map_err(VaultError::of_a_new_file));
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
    connection::close_whole(fresh, path)?;
    files::flush(path).map_err(|error| VaultError::file("copying the database", &error))
}

/// Puts the copy in the database's place; the connection is closed for it. Says whether that is so for sure: where the folder could
/// not be flushed, a power cut may bring the old file back. After an error the old file is in its place.
pub(crate) fn place(database: Connection, directory: &VaultDir) -> Result<bool, VaultError> {
    let path = directory.file(files::DATABASE);
    let fail = |error: std::io::Error| VaultError::file("placing the database", &error);
    connection::close_whole(database, &path)?; // a log that stays would be taken for the new file's
    steps::reached("closed");
    std::fs::rename(directory.file(files::DATABASE_NEW), &path).map_err(fail)?;
    let surely = files::flush_directory(path.parent().unwrap_or(directory.path())).is_ok();
    steps::reached("placed");
    Ok(surely)
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
