//! One SQLCipher connection, set up so that nothing leaves it in the clear.

use std::collections::BTreeSet;
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Row};
use zeroize::Zeroizing;

use crate::error::VaultError;
use crate::files;
use crate::key::DataKey;
use crate::purge::fold_log;

/// Of pages as decrypted: the index and the words of ten thousand cases, so that a search decrypts nothing twice. Negative: in KiB.
const CACHE_KIB: i64 = -16 * 1024;

/// Opens a database file that is there, with its key, and reads page one.
///
/// Before [`settle`] nothing may be written: a vault that is refused must keep every byte. That is why a write-ahead log
/// that a killed program left behind is not folded in on close until then, and why the connection holds the file alone,
/// which keeps the log's index in memory instead of in a file.
pub(crate) fn open(path: &Path, key: &DataKey) -> Result<Connection, VaultError> {
    match open_once(path, key) {
        Err(VaultError::KeyMismatch | VaultError::Damaged) => {
            // A page that the disk did not give looks to SQLCipher like one under another key.
            files::first_bytes::<{ files::PAGE as usize }>(path)
                .map_err(|error| VaultError::file("reading the vault", &error))?;
            open_once(path, key)
        }
        other => other,
    }
}

fn open_once(path: &Path, key: &DataKey) -> Result<Connection, VaultError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let log_left_behind = files::log_of(path).try_exists().unwrap_or(true);
    let connection = Connection::open_with_flags(path, flags)?;
    if connection.is_readonly("main")? {
        return Err(VaultError::ReadOnly); // SQLite falls back to reading where it may not write
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    connection.pragma_update(None, "cipher_memory_security", "OFF")?;
    apply_key(&connection, key)?;
    assert_encrypting(&connection)?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    read_page_one(&connection)?;
    // Reading made an empty log where there was none; closing takes it away again.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, log_left_behind)?;
    Ok(connection)
}

/// Opens a database as its file alone has it, whatever its log holds, and touches neither.
pub(crate) fn open_without_log(path: &Path, key: &DataKey) -> Result<Connection, VaultError> {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => uri.push(char::from(*byte)),
            b'\\' if cfg!(windows) => uri.push('/'),
            byte if byte.is_ascii_alphanumeric() => uri.push(char::from(*byte)),
            byte => uri.push_str(&format!("%{byte:02x}")),
        }
    }
    uri.push_str("?immutable=1");
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(uri, flags)?;
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    connection.pragma_update(None, "cipher_memory_security", "OFF")?;
    apply_key(&connection, key)?;
    assert_encrypting(&connection)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}

/// Opens a damaged database, a copy: one that is shorter than it says is read as far as it goes.
pub(crate) fn open_damaged(path: &Path, key: &DataKey) -> Result<Connection, VaultError> {
    let connection = keyed(path, key)?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "writable_schema", "ON")?;
    // Reading makes a log where there is none: a disk that takes none, full or failing, is no damage.
    read_page_one(&connection).map_err(|error| match error {
        VaultError::KeyMismatch => VaultError::Damaged,
        other => other,
    })?;
    Ok(connection)
}

/// Numbers of the pages that are not what was written under this key, without reading any of them as a database.
pub(crate) fn damaged_pages(path: &Path, key: &DataKey) -> Result<BTreeSet<u32>, VaultError> {
    let damaged = seem_damaged(path, key)?;
    if damaged.is_empty() {
        return Ok(damaged);
    }
    // The disk may have failed for a moment.
    Ok(&damaged & &seem_damaged(path, key)?)
}

/// The same, looked at once: a page that is written at that moment may be among them.
pub(crate) fn seem_damaged(path: &Path, key: &DataKey) -> Result<BTreeSet<u32>, VaultError> {
    let connection = keyed(path, key)?;
    let mut statement = connection.prepare("PRAGMA cipher_integrity_check")?;
    let said = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    // "HMAC verification failed for page 7"
    let number = |words: &String| words.rsplit("page ").next()?.split(' ').next()?.parse().ok();
    Ok(said.iter().filter_map(number).collect())
}

fn keyed(path: &Path, key: &DataKey) -> Result<Connection, VaultError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    connection.pragma_update(None, "cipher_memory_security", "OFF")?;
    apply_key(&connection, key)?;
    assert_encrypting(&connection)?;
    Ok(connection)
}

/// To SQLCipher a wrong key looks like a file that is no database. On page one it is the key; the caller has ruled out
/// by then what can be ruled out without one.
fn read_page_one(connection: &Connection) -> Result<(), VaultError> {
    let read = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()));
    read.map_err(|error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => VaultError::KeyMismatch,
        _ => error.into(),
    })
}

/// Settings of a connection whose key is known to be right.
pub(crate) fn settle(connection: &Connection) -> Result<(), VaultError> {
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if !mode.eq_ignore_ascii_case("wal") {
        return Err(VaultError::Io { doing: "journal mode", detail: mode });
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "fullfsync", "ON")?; // macOS: past the drive's own cache too
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    connection.pragma_update(None, "cache_size", CACHE_KIB)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    Ok(())
}

fn apply_key(connection: &Connection, key: &DataKey) -> Result<(), VaultError> {
    let mut statement = Zeroizing::new(String::with_capacity(96)); // never moved: a copy would not be wiped
    statement.push_str("PRAGMA key = \"");
    statement.push_str(&key.literal());
    statement.push('"');
    Ok(connection.execute_batch(&statement)?)
}

/// What is wrong with the file, in SQLCipher's and SQLite's own words: pages that are not authentic, structures that do not
/// fit together. Reads all of it.
pub(crate) fn faults(connection: &Connection) -> Result<Vec<String>, VaultError> {
    let list = |pragma: &str| -> Result<Vec<String>, VaultError> {
        let mut statement = connection.prepare(&format!("PRAGMA {pragma}"))?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    };
    let pages = list("cipher_integrity_check")?;
    if !pages.is_empty() {
        return Ok(pages); // the structures cannot be read then
    }
    Ok(list("quick_check")?.into_iter().filter(|said| said != "ok").collect())
}

/// Whether every page that is in use can be read, through the log as well.
pub(crate) fn is_sound(connection: &Connection) -> Result<bool, VaultError> {
    Ok(connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))? == "ok")
}

/// What is called damage, looked at once more on a connection of its own: no other is open any more.
pub(crate) fn looked_at_anew(error: VaultError, path: &Path, key: &DataKey) -> VaultError {
    if !matches!(error, VaultError::Damaged | VaultError::KeyMismatch) {
        return error;
    }
    let sound = open(path, key).and_then(|connection| {
        let sound = is_sound(&connection);
        close_as_it_is(connection);
        sound
    });
    match sound {
        Ok(true) => VaultError::passing(),
        Ok(false) | Err(VaultError::Damaged | VaultError::KeyMismatch) => error,
        Err(other) => other,
    }
}

/// Closes the one connection of a database whose file goes on alone. SQLite closes also where its log could not be folded in, and says
/// nothing: then part of the database would be left behind in it.
pub(crate) fn close_whole(connection: Connection, path: &Path) -> Result<(), VaultError> {
    fold_log(&connection)?;
    connection.close().map_err(|(_, error)| error)?;
    match files::size(&files::log_of(path)) {
        Ok(0) => Ok(()),
        Ok(_) => Err(VaultError::Io { doing: "closing the database", detail: "its log stays".into() }),
        Err(error) => Err(VaultError::file("closing the database", &error)),
    }
}

/// Folds the log in and leaves its file, which the next change writes over from its beginning; says whether all of it was folded in.
pub(crate) fn fold_to_write_over(connection: &Connection) -> Result<bool, VaultError> {
    let counts = |row: &Row<'_>| Ok((row.get(1)?, row.get(2)?));
    let (pages, folded): (i64, i64) = connection.query_row("PRAGMA wal_checkpoint(RESTART)", [], counts)?;
    Ok(pages == folded)
}

/// Closes a connection without folding its log in.
pub(crate) fn close_as_it_is(connection: Connection) {
    keep_log(&connection);
    let _ = connection.close();
}

/// Has the log stay when the connection is closed.
pub(crate) fn keep_log(connection: &Connection) {
    let _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
}

/// Without SQLCipher the key pragma is silently ignored and everything is written in the clear.
fn assert_encrypting(connection: &Connection) -> Result<(), VaultError> {
    let answer = |pragma: &str| -> Option<String> {
        connection
            .query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, rusqlite::types::Value>(0))
            .ok()
            .and_then(|value| match value {
                rusqlite::types::Value::Text(text) => Some(text),
                rusqlite::types::Value::Integer(number) => Some(number.to_string()),
                _ => None,
            })
    };
    let version = answer("cipher_version").is_some_and(|version| !version.is_empty());
    let status = answer("cipher_status").as_deref() == Some("1");
    if version && status { Ok(()) } else { Err(VaultError::NotEncryptedBuild) }
}
