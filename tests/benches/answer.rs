//! One answer, from the call to the committed row.

use std::{fs, path::Path, process::ExitCode};

use chrono::Local;
use guitu_tests::{Outcome, measure::Promise, owner::Owner};
use rusqlite::Connection;
use serde_json::json;
use testkit::travellers;

#[tokio::main]
async fn main() -> Outcome<ExitCode> {
    let folder = tempfile::tempdir()?;
    let owner = Owner::new(&folder.path().join("app"), None)?;
    let answers = travellers::student_from_prato(Local::now().date_naive()).answers;
    let id = owner.fill_in(&answers)?;
    let session = owner.app.session()?;
    session.go_to(&id, "about", None)?;

    let raw = raw_database(&folder.path().join("raw"))?;
    let bytes = answers.to_string();
    let mut number = 0;
    let promise = Promise {
        what: "one answer, from the call to the committed row",
        against: "one raw SQLCipher insert of the same bytes with the same pragmas",
        at_most: 1.5,
    };
    let kept = promise.measure(
        100,
        5,
        || {
            number += 1;
            // Another value each time: the same bytes again would be written to no page.
            let kept = session.keep(&id, "/about/surname", json!(format!("CHEN {number}")));
            assert!(kept.is_ok(), "the answer is taken");
        },
        || {
            let inserted = raw
                .prepare_cached("INSERT INTO raw (answers) VALUES (?1)")
                .and_then(|mut it| it.execute([&bytes]));
            assert!(inserted.is_ok(), "the row is there");
        },
    );
    Ok(if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A database as the vault sets its own up.
fn raw_database(folder: &Path) -> Outcome<Connection> {
    fs::create_dir_all(folder)?;
    let connection = Connection::open(folder.join("raw.db"))?;
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    connection.pragma_update(None, "cipher_memory_security", "ON")?;
    connection.execute_batch(&format!("PRAGMA key = \"x'{}'\"", "5a".repeat(32)))?;
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "fullfsync", "ON")?;
    connection.pragma_update(None, "secure_delete", "ON")?;
    connection.execute_batch("CREATE TABLE raw (id INTEGER PRIMARY KEY, answers TEXT NOT NULL) STRICT")?;
    Ok(connection)
}
