//! What every store must do, written once; today SQLite goes through it.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::sync::Arc;

use chrono::{DateTime, TimeZone as _, Utc};
use platform::store::{
    AssignedCode, Basis, Effect, Look, NewRevision, Put, SqliteStore, Standing, Store, StoreError,
};
use uuid::Uuid;

const ID: Uuid = Uuid::from_u128(0x01936f5e_0000_7000_8000_000000000001);
const TOKEN: [u8; 32] = [1; 32];

fn at() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2020, 3, 10, 8, 0, 0).unwrap()
}

fn code(text: &str) -> AssignedCode {
    AssignedCode { text: text.into(), rule: "green".into(), facts: vec!["symptoms".into(), "stays".into()] }
}

fn declare(revision: u32, envelope: &str) -> NewRevision {
    NewRevision {
        declaration: ID,
        revision,
        token_digest: TOKEN,
        envelope_sha256: sha(envelope),
        receipt: format!("receipt for {envelope}").into_bytes(),
        received_at: at(),
        effect: Effect::Declare {
            envelope: envelope.as_bytes().to_vec(),
            edition: 1,
            code: code(&format!("code for {envelope}")),
            sealed_facts: sealed_facts(envelope),
        },
    }
}

fn withdraw(revision: u32) -> NewRevision {
    NewRevision { effect: Effect::Withdraw, ..declare(revision, "withdrawal") }
}

fn sealed_facts(envelope: &str) -> Vec<u8> {
    format!("facts for {envelope}").into_bytes()
}

fn basis(revision: u32, envelope: &str) -> Basis {
    Basis {
        revision,
        edition: 1,
        rule: "green".into(),
        assigned_at: at(),
        sealed_facts: Some(sealed_facts(envelope)),
    }
}

/// Stands for a digest: the store only compares.
fn sha(text: &str) -> [u8; 32] {
    let mut digest = [0; 32];
    digest[..text.len()].copy_from_slice(text.as_bytes());
    digest
}

async fn conforms(store: Arc<dyn Store>) {
    store.check().await.unwrap();
    assert_eq!(store.look(ID, 1).await.unwrap(), Look::default(), "an unknown declaration is nothing");
    assert_eq!(store.standing(ID, TOKEN).await.unwrap(), None, "and has no standing");
    assert_eq!(store.basis(ID).await.unwrap(), None, "nor does any code rest on anything");

    assert_eq!(
        store.put(declare(1, "first")).await.unwrap(),
        Put::Stored,
        "the first revision binds the token"
    );
    let look = store.look(ID, 1).await.unwrap();
    assert_eq!(look.latest, Some(1), "it is the latest");
    assert_eq!(look.stored.unwrap().receipt, b"receipt for first", "its receipt is kept byte for byte");
    let standing = Standing { revision: 1, withdrawn: false, code: Some(code("code for first")) };
    assert_eq!(
        store.standing(ID, TOKEN).await.unwrap(),
        Some(standing.clone()),
        "its traveller sees the code"
    );
    assert_eq!(store.basis(ID).await.unwrap(), Some(basis(1, "first")), "what it rests on is kept with it");
    assert_eq!(store.standing(ID, [2; 32]).await.unwrap(), None, "another token sees nothing at all");
    assert_eq!(store.standing(Uuid::nil(), TOKEN).await.unwrap(), None, "nor this token another declaration");

    let again = NewRevision { receipt: b"a receipt made later".to_vec(), ..declare(1, "first") };
    let same = Put::Same { receipt: b"receipt for first".to_vec() };
    assert_eq!(store.put(again).await.unwrap(), same, "the same bytes get the receipt that was given");
    assert_eq!(store.put(declare(1, "other")).await.unwrap(), Put::Conflict, "other bytes never replace it");
    let foreign = NewRevision { token_digest: [2; 32], ..declare(2, "second") };
    assert_eq!(store.put(foreign).await.unwrap(), Put::Forbidden, "nobody else sends the next revision");
    assert_eq!(store.standing(ID, TOKEN).await.unwrap(), Some(standing), "three refusals changed nothing");

    assert_eq!(store.put(declare(3, "third")).await.unwrap(), Put::Stored, "a later revision replaces");
    assert_eq!(
        store.put(declare(2, "second")).await.unwrap(),
        Put::Superseded,
        "an earlier one comes too late"
    );
    assert_eq!(store.put(declare(1, "first")).await.unwrap(), same, "a stored one is still acknowledged");
    let latest = store.standing(ID, TOKEN).await.unwrap().unwrap();
    assert_eq!((latest.revision, latest.code), (3, Some(code("code for third"))), "the latest counts");
    assert_eq!(store.basis(ID).await.unwrap(), Some(basis(3, "third")), "and rests on its own facts");

    assert_eq!(store.put(withdraw(4)).await.unwrap(), Put::Stored, "a withdrawal is a revision");
    let gone = Standing { revision: 4, withdrawn: true, code: None };
    assert_eq!(store.standing(ID, TOKEN).await.unwrap(), Some(gone), "no code is left after it");
    assert_eq!(store.basis(ID).await.unwrap(), None, "and no fact");
    assert_eq!(
        store.put(declare(3, "third")).await.unwrap(),
        Put::Same { receipt: b"receipt for third".to_vec() },
        "an old envelope sent again revives nothing"
    );
    assert!(store.standing(ID, TOKEN).await.unwrap().unwrap().withdrawn, "it is still withdrawn");
    assert_eq!(store.put(declare(5, "fifth")).await.unwrap(), Put::Stored, "one may think again");
    assert!(!store.standing(ID, TOKEN).await.unwrap().unwrap().withdrawn, "then it stands again");
}

async fn takes_one_of_many(store: Arc<dyn Store>) {
    let same: Vec<_> = (0..20)
        .map(|attempt| {
            let (store, receipt) = (store.clone(), format!("receipt {attempt}").into_bytes());
            tokio::spawn(
                async move { store.put(NewRevision { receipt, ..declare(1, "first") }).await.unwrap() },
            )
        })
        .collect();
    let mut outcomes = Vec::new();
    for attempt in same {
        outcomes.push(attempt.await.unwrap());
    }
    let kept = store.look(ID, 1).await.unwrap().stored.unwrap().receipt;
    let stored = outcomes.iter().filter(|outcome| **outcome == Put::Stored).count();
    let same = outcomes.iter().filter(|outcome| **outcome == Put::Same { receipt: kept.clone() }).count();
    assert_eq!((stored, same), (1, 19), "one is stored, the others get its receipt");
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_conforms() {
    let folder = tempfile::tempdir().unwrap();
    conforms(Arc::new(SqliteStore::open(&folder.path().join("a.db")).unwrap())).await;
    takes_one_of_many(Arc::new(SqliteStore::open(&folder.path().join("b.db")).unwrap())).await;
}

#[tokio::test]
async fn a_withdrawal_leaves_no_envelope_and_no_code_in_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let store = SqliteStore::open(&path).unwrap();
    let found = |needle: &str| {
        std::fs::read_dir(folder.path()).unwrap().any(|file| {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            bytes.windows(needle.len()).any(|window| window == needle.as_bytes())
        })
    };
    let long = "sealed-bytes-of-revision-one-0";
    store.put(declare(1, long)).await.unwrap();
    assert!(found(&format!("code for {long}")), "the search finds what is there");
    store.put(withdraw(2)).await.unwrap();
    assert!(
        !found(&format!("code for {long}")),
        "the code is gone from the raw files while the program runs"
    );
    assert!(!found(&format!("facts for {long}")), "and so are the facts");
    assert_eq!(envelopes_in(&path), 0, "no revision keeps an envelope");
}

/// Envelopes still stored, asked of the file itself.
fn envelopes_in(path: &std::path::Path) -> u32 {
    rusqlite::Connection::open(path)
        .unwrap()
        .query_row("SELECT count(*) FROM revision WHERE envelope IS NOT NULL", [], |row| row.get(0))
        .unwrap()
}

#[tokio::test]
async fn what_was_stored_is_there_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    SqliteStore::open(&path).unwrap().put(declare(1, "first")).await.unwrap();
    let look = SqliteStore::open(&path).unwrap().look(ID, 1).await.unwrap();
    assert_eq!(look.stored.unwrap().receipt, b"receipt for first", "a receipt outlives the process");
}

#[tokio::test]
async fn a_file_of_the_first_version_is_taken_over_with_what_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let first = rusqlite::Connection::open(&path).unwrap();
    first.execute_batch(include_str!("../src/store/schema.sql")).unwrap();
    first
        .execute(
            "INSERT INTO declaration VALUES (?1, ?2, 1, 0, 1, 'a code', 'green', '[]', ?3)",
            rusqlite::params![ID.as_bytes(), TOKEN, at().timestamp_millis()],
        )
        .unwrap();
    first.pragma_update(None, "user_version", 1).unwrap();
    drop(first);
    let store = SqliteStore::open(&path).unwrap();
    let standing = store.standing(ID, TOKEN).await.unwrap().unwrap();
    assert_eq!(standing.code.unwrap().text, "a code", "its traveller sees the code as before");
    let basis = store.basis(ID).await.unwrap().unwrap();
    assert_eq!((basis.rule.as_str(), basis.sealed_facts), ("green", None), "no fact is made up for it");
    drop(store);
    assert!(SqliteStore::open(&path).is_ok(), "and it is taken over once");
}

#[tokio::test]
async fn a_file_of_a_newer_program_or_of_none_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("newer.db");
    drop(SqliteStore::open(&path).unwrap());
    rusqlite::Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert!(
        matches!(SqliteStore::open(&path), Err(StoreError::TooNew { found: 99, .. })),
        "never guess at a schema"
    );

    let path = folder.path().join("garbage.db");
    std::fs::write(&path, b"this was never a database, whatever its name says".repeat(100)).unwrap();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(SqliteStore::open(&path), Err(StoreError::Database(_))), "not a database");
    assert_eq!(std::fs::read(&path).unwrap(), before, "and not one byte of it was changed");
}
