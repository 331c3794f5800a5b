//! How many declarations the embedded store takes a second, beside bare durable inserts of the same bytes on the same disk.
//! `cargo run --release -p platform --example store_intake`

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement, not a part of the program")]

use std::sync::Arc;
use std::time::Instant;

use chrono::{NaiveDate, Utc};
use platform::store::{Declarations as _, Effect, NewRevision, Part, ShownRule, SqliteStore};
use uuid::Uuid;

const DECLARATIONS: usize = 4000;
const AT_ONCE: usize = 64;
const PARTS: usize = 11;
const BYTES: usize = 512;

fn new() -> NewRevision {
    let ends = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
    let part = |number| Part { class: format!("class {number}"), ends, sealed: vec![7; BYTES] };
    NewRevision {
        declaration: Uuid::now_v7(),
        revision: 1,
        follow_digest: [1; 32],
        envelope_sha256: [2; 32],
        receipt: vec![3; 400],
        received_at: Utc::now(),
        expected: None,
        seen: None,
        helped: None,
        effect: Effect::Declare {
            list: 1,
            due: None,
            edition: 1,
            rule: "green".into(),
            shown: ShownRule { edition: 1, rule: "green".into() },
            parts: (0..PARTS).map(part).collect(),
            person: None,
        },
        way: None,
    }
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir_in(".").unwrap();
    let bare = rusqlite::Connection::open(folder.path().join("bare.db")).unwrap();
    bare.pragma_update(None, "journal_mode", "WAL").unwrap();
    bare.pragma_update(None, "synchronous", "FULL").unwrap();
    bare.execute_batch("CREATE TABLE bare (id BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID")
        .unwrap();
    let since = Instant::now();
    for _ in 0..DECLARATIONS {
        bare.prepare_cached("INSERT INTO bare VALUES (?1, ?2)")
            .unwrap()
            .execute((Uuid::now_v7().as_bytes(), vec![7u8; PARTS * BYTES + 500]))
            .unwrap();
    }
    let bare = DECLARATIONS as f64 / since.elapsed().as_secs_f64();

    let store = Arc::new(SqliteStore::open(&folder.path().join("store.db")).unwrap());
    let since = Instant::now();
    let senders: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move {
                for _ in 0..DECLARATIONS / AT_ONCE {
                    store.put(new()).await.unwrap();
                }
            })
        })
        .collect();
    for sender in senders {
        sender.await.unwrap();
    }
    let taken = (DECLARATIONS / AT_ONCE * AT_ONCE) as f64 / since.elapsed().as_secs_f64();
    println!("bare durable inserts {bare:.0}/s, store {taken:.0}/s, ratio {:.2}", taken / bare);
}
