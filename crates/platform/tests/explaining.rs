//! A code explained again, from nothing but what the platform keeps.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use common::*;
use health_code::Colour;
use platform::explain::{ExplainError, explain};
use serde_json::json;
use uuid::Uuid;

#[tokio::test]
async fn a_code_is_explained_from_what_was_kept_with_it() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    let mut ill = student();
    ill["health"]["symptoms"] = json!(["dry-cough"]);
    ill["health"]["symptoms_when"] = json!("now");
    ill["health"]["symptoms_since"] = json!(testkit::travellers::day(today(), -1));
    assert_eq!(sender.declare(1, ill).await.status, 200, "the student coughs");
    let explained = explain(&config(data.path()), sender.id, "operator").await.ok().unwrap();
    assert_eq!(
        (explained.revision, explained.edition, explained.explanation.assignment.colour),
        (1, 1, Colour::Orange),
        "the code that was assigned"
    );
    assert_eq!(explained.explanation.deciding.len(), 1, "one fact decided");
    let said = explained.to_string();
    assert!(said.contains("symptoms = [\"dry-cough\"]"), "with its value: {said}");
    assert!(!said.contains("would be"), "nobody is told to answer differently about their health: {said}");

    assert_eq!(sender.declare(2, student()).await.status, 200, "a correction");
    let explained = explain(&config(data.path()), sender.id, "operator").await.ok().unwrap();
    assert_eq!(explained.revision, 2, "the current revision is explained");
    assert!(!explained.to_string().contains("dry-cough"), "by its own facts");
    running.shutdown().await;
    let kept = std::fs::read(data.path().join("declarations.db")).unwrap();
    assert!(
        !kept.windows(13).any(|part| part == b"severe_stays\"")
            && !kept.windows(9).any(|part| part == b"dry-cough"),
        "no value of a fact stands in the file in clear"
    );
}

#[tokio::test]
async fn the_program_prints_it_and_logs_none_of_it() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    let mut ill = student();
    ill["health"]["symptoms"] = json!(["dry-cough"]);
    ill["health"]["symptoms_when"] = json!("now");
    ill["health"]["symptoms_since"] = json!(testkit::travellers::day(today(), -1));
    sender.declare(1, ill).await;
    let asked = |id: Uuid| {
        std::process::Command::new(env!("CARGO_BIN_EXE_guitu-platform"))
            .args(["explain", "--by", "Wu", "--declaration", &id.to_string(), "--data"])
            .arg(data.path())
            .env("RUST_LOG", "trace")
            .output()
            .unwrap()
    };
    let answer = asked(sender.id);
    let said = String::from_utf8(answer.stdout).unwrap();
    assert!(
        answer.status.success() && said.contains("orange by rule orange-symptoms"),
        "beside a running platform: {said}"
    );
    assert!(!String::from_utf8(answer.stderr).unwrap().contains("cough"), "the log knows nothing of it");
    let answer = asked(Uuid::nil());
    assert!(!answer.status.success() && answer.stdout.is_empty(), "an unknown declaration is an error");
    assert!(String::from_utf8(answer.stderr).unwrap().contains("has no code"), "and says so");
    running.shutdown().await;
}

#[tokio::test]
async fn what_cannot_be_explained_says_why() {
    let data = tempfile::tempdir().unwrap();
    let refused = explain(&config(data.path()), Uuid::nil(), "operator").await.err();
    assert!(matches!(refused, Some(ExplainError::NoDatabase)), "a directory without a platform stays empty");
    assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 0, "nothing is made in it");
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    sender.declare(1, student()).await;
    let database = rusqlite::Connection::open(data.path().join("declarations.db")).unwrap();
    database.execute("UPDATE declaration SET edition = 99", []).unwrap();
    let refused = explain(&config(data.path()), sender.id, "operator").await.err();
    assert!(matches!(refused, Some(ExplainError::NoEdition(99))), "the edition has to be at hand");
    database.execute("UPDATE declaration SET edition = 1, rule = 'orange-severe-stay'", []).unwrap();
    let refused = explain(&config(data.path()), sender.id, "operator").await.err();
    assert!(
        matches!(refused, Some(ExplainError::Differs { .. })),
        "what is stored is held against the facts"
    );
    sender.withdraw(2).await;
    let refused = explain(&config(data.path()), sender.id, "operator").await.err();
    assert!(matches!(refused, Some(ExplainError::NoCode)), "a withdrawn declaration has nothing to explain");
    running.shutdown().await;
}
