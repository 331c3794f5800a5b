//! The log says what was done, and nobody changes it unseen.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::sync::Arc;

use chrono::TimeDelta;
use common::*;
use platform::audit::{self, Fault};
use platform::explain::explain;
use platform::{Config, Platform};

#[tokio::test]
async fn a_change_a_gap_and_a_cut_are_seen() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let (first, second) = (Sender::new(&running), Sender::new(&running));
    for sender in [&first, &second] {
        assert_eq!(sender.declare(1, student()).await.status, 200, "it is taken");
        assert_eq!(sender.declare(2, student()).await.status, 200, "and corrected");
    }
    running.shutdown().await;
    explain(&config(data.path()), first.id, "operator Wu").await.ok().unwrap();
    let tomorrow = Config { clock: Arc::new(|| now() + TimeDelta::days(1)), ..config(data.path()) };
    let anchor = audit::anchor(&tomorrow).await.unwrap();
    assert_eq!(anchor.declarations, 2, "all chains of the day before are covered");
    assert_eq!(audit::anchor(&tomorrow).await.unwrap(), anchor, "asked again it is the same");
    let whole = audit::verify(&tomorrow, Vec::new()).await.unwrap();
    assert_eq!((whole.declarations, whole.entries, whole.anchors), (2, 5, 1), "who explained is among them");
    assert_eq!(whole.faults, [], "the log is whole");

    let id = first.id;
    let bytes = first.id.into_bytes().to_vec();
    let cases: [(&str, &[&str], Vec<Fault>); 4] = [
        (
            "who looked is changed",
            &["UPDATE audit SET by = 'traveller' WHERE declaration = ?1 AND number = 3"],
            vec![Fault::Entry { declaration: id, number: 3 }],
        ),
        (
            "an entry is left out",
            &["DELETE FROM audit WHERE declaration = ?1 AND number = 2"],
            vec![Fault::Entry { declaration: id, number: 2 }],
        ),
        (
            "the end is cut off",
            &["DELETE FROM audit WHERE declaration = ?1 AND number = 3"],
            vec![Fault::End(id), Fault::Anchor(anchor.before)],
        ),
        (
            "the end is cut off, and the head set back with it",
            &[
                "DELETE FROM audit WHERE declaration = ?1 AND number = 3",
                "UPDATE declaration SET audit_number = 2, audit_head = (SELECT head FROM audit WHERE declaration = ?1 AND \
                 number = 2) WHERE id = ?1",
            ],
            vec![Fault::Anchor(anchor.before)],
        ),
    ];
    for (case, statements, expected) in cases {
        let changed = tempfile::tempdir().unwrap();
        back_up(data.path(), changed.path());
        let database = rusqlite::Connection::open(changed.path().join("declarations.db")).unwrap();
        for statement in statements {
            assert_eq!(database.execute(statement, [&bytes]).unwrap(), 1, "{case}");
        }
        drop(database);
        let found = audit::verify(&config(changed.path()), Vec::new()).await.unwrap().faults;
        assert!(expected.iter().all(|fault| found.contains(fault)), "{case}: {found:?}");
        let program = std::process::Command::new(env!("CARGO_BIN_EXE_guitu-platform"))
            .args(["audit", "verify", "--data"])
            .arg(changed.path())
            .output()
            .unwrap();
        assert!(!program.status.success(), "{case}: the program ends with an error");
    }
}

/// Whoever may write rows writes the anchors as well.
#[tokio::test]
async fn a_log_that_was_written_anew_with_its_anchors_differs_from_what_was_published() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    assert_eq!(sender.declare(1, student()).await.status, 200);
    running.shutdown().await;
    let tomorrow = Config { clock: Arc::new(|| now() + TimeDelta::days(1)), ..config(data.path()) };
    let published = audit::anchor(&tomorrow).await.unwrap();
    let database = rusqlite::Connection::open(data.path().join("declarations.db")).unwrap();
    database
        .execute_batch("DELETE FROM audit; UPDATE declaration SET audit_number = 0, audit_head = zeroblob(32); DELETE FROM anchor")
        .unwrap();
    drop(database);
    audit::anchor(&tomorrow).await.unwrap();
    let alone = audit::verify(&tomorrow, Vec::new()).await.unwrap();
    assert_eq!(alone.faults, [], "by itself the log is whole again");
    let held = audit::verify(&tomorrow, vec![published.clone()]).await.unwrap();
    assert_eq!(held.faults, [Fault::Anchor(published.before)], "held against what was published it is not");
    let file = data.path().join("published.jsonl");
    std::fs::write(&file, serde_json::to_string(&published).unwrap()).unwrap();
    let program = std::process::Command::new(env!("CARGO_BIN_EXE_guitu-platform"))
        .args(["audit", "verify", "--data"])
        .arg(data.path())
        .arg("--published")
        .arg(&file)
        .output()
        .unwrap();
    assert!(!program.status.success(), "nor for the program, which reads the lines that it once printed");
}

#[tokio::test]
async fn the_log_goes_on_over_restarts() {
    let data = tempfile::tempdir().unwrap();
    let first = start(data.path()).await;
    let mut sender = Sender::new(&first);
    sender.declare(1, student()).await;
    first.shutdown().await;
    let second = Platform::start(config(data.path())).await.unwrap();
    sender.addr = second.addr;
    sender.withdraw(2).await;
    second.shutdown().await;
    let read = audit::verify(&config(data.path()), Vec::new()).await.unwrap();
    assert_eq!((read.entries, read.faults.len()), (2, 0), "one chain, whole");
}
