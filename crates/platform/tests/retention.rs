//! What may no longer be kept is gone: from the database, from its log, and from copies of both.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::path::Path;
use std::sync::Arc;

use chrono::TimeDelta;
use common::*;
use platform::explain::{ExplainError, explain};
use platform::retention::Sweep;
use platform::{Config, Platform, retention};
use serde_json::json;

/// The same platform, so many days later.
fn later(data: &Path, days: i64) -> Config {
    Config { clock: Arc::new(move || now() + TimeDelta::days(days)), ..config(data) }
}

/// What lies in a directory, but for the database.
fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir(&target).unwrap();
            std::fs::set_permissions(&target, entry.metadata().unwrap().permissions()).unwrap();
            copy(&entry.path(), &target);
        } else if !entry.file_name().to_string_lossy().starts_with("declarations.db") {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// How many days have a key.
fn day_keys(data: &Path) -> usize {
    let names = std::fs::read_dir(data.join("day-keys")).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_str().unwrap().parse::<chrono::NaiveDate>().is_ok()).count()
}

#[tokio::test]
async fn a_backup_of_yesterday_restored_gives_nothing_back() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let mut sender = Sender::new(&running);
    let mut ill = student();
    ill["health"]["symptoms"] = json!(["dry-cough"]);
    ill["health"]["symptoms_when"] = json!("now");
    ill["health"]["symptoms_since"] = json!(testkit::travellers::day(today(), -1));
    assert_eq!(sender.declare(1, ill).await.status, 200, "the student coughs");
    running.shutdown().await;
    let backup = tempfile::tempdir().unwrap();
    back_up(data.path(), backup.path());
    assert!(explain(&config(data.path()), sender.id, "Wu").await.is_ok(), "it can be explained today");

    let end = later(data.path(), 400);
    let would = retention::sweep(&end, Sweep::Dry).await.unwrap();
    assert!(!would.keys.is_empty() && would.parts.len() > 4, "code, facts, answers by reader: {would}");
    assert_eq!(retention::sweep(&end, Sweep::Dry).await.unwrap(), would, "saying so did nothing");
    let did = retention::sweep(&end, Sweep::EndsByTheClock).await.unwrap();
    assert_eq!((&did.keys, &did.parts), (&would.keys, &would.parts), "what was said was done");
    assert!(did.to_string().contains("ended"), "and reported: {did}");
    assert!(retention::sweep(&end, Sweep::EndsByTheClock).await.unwrap().keys.is_empty(), "once");
    assert_eq!(day_keys(data.path()), 0, "no key is left");

    // The backup comes back beside the keys that are left; even a clock that is set back reads nothing.
    let restored = tempfile::tempdir().unwrap();
    copy(data.path(), restored.path());
    back_up(backup.path(), restored.path());
    let refused = explain(&later(restored.path(), 400), sender.id, "Wu").await.err().unwrap();
    assert!(matches!(refused, ExplainError::NotKept), "its time is over: {refused}");
    let refused = explain(&config(restored.path()), sender.id, "Wu").await.err().unwrap();
    assert!(matches!(refused, ExplainError::NotOpened), "by no clock does it open: {refused}");
    let running = Platform::start(config(restored.path())).await.unwrap();
    sender.addr = running.addr;
    assert_eq!(sender.stands().await.code, None, "that there was a declaration is known, its code is not");
    running.shutdown().await;
}

#[tokio::test]
async fn a_platform_ends_what_is_over_by_itself() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    Sender::new(&running).declare(1, student()).await;
    running.shutdown().await;
    let keys = || day_keys(data.path());
    let kept = keys();
    assert!(kept > 0, "answers are kept until their days");
    // It looks at its start and then once an hour, and writes down what it saw of the clock.
    let seen = || std::fs::read_to_string(data.path().join("day-keys/clock")).unwrap_or_default();
    let running = Platform::start(later(data.path(), 400)).await.unwrap();
    while seen().contains("null") {
        tokio::task::yield_now().await;
    }
    running.shutdown().await;
    assert_eq!(keys(), kept, "a clock that says that a year went by is not believed at one look");
    let running = Platform::start(later(data.path(), 401)).await.unwrap();
    while keys() > 0 {
        tokio::task::yield_now().await;
    }
    running.shutdown().await;
}

#[tokio::test]
async fn one_look_under_a_clock_years_ahead_destroys_nothing() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let mut sender = Sender::new(&running);
    assert_eq!(sender.declare(1, student()).await.status, 200);
    running.shutdown().await;
    let kept = day_keys(data.path());
    let did = retention::sweep(&later(data.path(), 4000), Sweep::Ends).await.unwrap();
    assert_eq!((did.keys.len(), day_keys(data.path())), (0, kept), "no key is gone: {did}");
    let did = retention::sweep(&config(data.path()), Sweep::Ends).await.unwrap();
    assert_eq!(did.keys.len(), 0, "the clock is right again, and nothing is over");
    let running = start(data.path()).await;
    sender.addr = running.addr;
    assert!(sender.stands().await.code.is_some(), "her code is there");
    assert_eq!(sender.declare(2, student()).await.status, 200, "and what is sent now can be kept");
    running.shutdown().await;
}

#[tokio::test]
async fn no_answer_and_no_envelope_stands_in_the_files() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    let envelope = sender.seal(&sender.submission(1, student()));
    assert_eq!(sender.put(1, &envelope).await.status, 200, "it is taken");
    let sealed: serde_json::Value = serde_json::from_slice(&envelope).unwrap();
    let ciphertext = sealed["ciphertext"].as_str().unwrap()[..64].to_owned();
    let answers = student();
    let name = answers["about"]["surname"].as_str().unwrap().to_owned();
    let number = answers["document"]["number"].as_str().unwrap().to_owned();
    for file in std::fs::read_dir(data.path()).unwrap() {
        let path = file.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            for canary in [&ciphertext, &name, &number] {
                let found = bytes.windows(canary.len()).any(|window| window == canary.as_bytes());
                assert!(!found, "{} holds {canary}", path.display());
            }
        }
    }
    running.shutdown().await;
}
