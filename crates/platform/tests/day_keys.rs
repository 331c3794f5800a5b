//! Keys of days that are away for a while: nothing is concluded from it, and nothing is lost by it.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use common::*;
use platform::{Config, Platform, StartError};
use platform_api::{Says, Stage};

fn later(data: &Path, hours: i64) -> Config {
    let clock = Arc::new(move || now() + TimeDelta::hours(hours));
    Config { clock, judges_every: Duration::from_millis(5), ..config(data) }
}

/// What the database holds of codes and of what is to be judged again.
fn kept(data: &Path) -> Vec<(Option<i64>, Option<i64>, i64, i64)> {
    let database = rusqlite::Connection::open(data.join("declarations.db")).unwrap();
    let mut statement = database.prepare("SELECT list, due, version, audit_number FROM declaration").unwrap();
    let rows =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[tokio::test]
async fn keys_that_are_away_hide_no_code_lose_no_letter_and_stop_no_judging() {
    let data = tempfile::tempdir().unwrap();
    let (here, away) = (data.path().join("day-keys"), data.path().join("away"));
    let running = start(data.path()).await;
    let mut sender = Sender::new(&running);
    assert_eq!(sender.declare(1, student()).await.status, 200);
    let boarded = sender.letter(7, Says::Boarded);
    assert_eq!(sender.put_letter(7, &boarded).await.status, 200, "she has boarded");
    let before = sender.stands().await;
    running.shutdown().await;

    // A process that has read no key yet, on a day on which her code is due to be judged again.
    let running = Platform::start(later(data.path(), 24 * 30)).await.unwrap();
    std::fs::rename(&here, &away).unwrap();
    let stood = kept(data.path());
    sender.addr = running.addr;
    let status = sender.status(&sender.token, None).await;
    assert_eq!(status.refusal(), refusal(503, "unavailable"), "rather than a signed status without her code");
    assert!(status.header("retry-after").is_some(), "it is to be asked for again");
    let landed = sender.letter(8, Says::Landed);
    let answer = sender.put_letter(8, &landed).await;
    assert_eq!(answer.refusal(), refusal(503, "unavailable"), "no receipt for what is kept nowhere");
    assert_eq!(answer.problem().refusal, None, "and not the last word");
    let ready = request(running.addr, "GET", "/readyz", &[], b"").await;
    assert_eq!(ready.status, 503, "nobody is sent here meanwhile");
    assert_eq!(kept(data.path()), stood, "it waits to be judged as before");
    assert_eq!(works(&running, false).await, ["database", "rulebook"], "whoever stands at a counter is told");
    assert!(!here.exists(), "no other key was made");

    std::fs::rename(&away, &here).unwrap();
    assert_eq!(sender.put_letter(8, &landed).await.status, 200, "the same letter");
    let after = sender.stands().await;
    assert_eq!(after.stage, Stage::Landed, "is kept");
    assert!(before.code.is_some() && after.code.is_some(), "the code was never gone");
    assert_eq!(request(running.addr, "GET", "/readyz", &[], b"").await.status, 200);
    assert!(works(&running, true).await.contains(&"keys".to_owned()), "and told that it works again");
    running.shutdown().await;
}

/// What works, by what anybody is told, once the keys are found so.
async fn works(running: &platform::Running, keys: bool) -> Vec<String> {
    for _ in 0..100 {
        let answer = request(running.addr, "GET", "/desk/api/working", &[], b"").await.json();
        let parts = answer["parts"].as_array().unwrap();
        let is = |part: &serde_json::Value| part["works"].as_bool().unwrap();
        if parts.iter().any(|part| part["part"] == "keys" && is(part) == keys) {
            return parts
                .iter()
                .filter(|it| is(it))
                .map(|it| it["part"].as_str().unwrap().to_owned())
                .collect();
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("nobody finds the keys so");
}

#[tokio::test]
async fn a_database_gets_no_other_keys_of_days() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    assert_eq!(Sender::new(&running).declare(1, student()).await.status, 200);
    running.shutdown().await;
    let (here, away) = (data.path().join("day-keys"), data.path().join("away"));
    std::fs::rename(&here, &away).unwrap();
    let refused = Platform::start(config(data.path())).await.unwrap_err();
    assert!(matches!(refused, StartError::DayKeys(_)), "a mount is missing: {refused}");
    assert!(!here.exists(), "nothing is made in its place");

    let other = tempfile::tempdir().unwrap();
    start(other.path()).await.shutdown().await;
    let elsewhere = Config { day_keys: Some(other.path().join("day-keys")), ..config(data.path()) };
    let refused = Platform::start(elsewhere).await.unwrap_err();
    assert!(refused.to_string().contains("belong to another database"), "it points elsewhere: {refused}");
    std::fs::rename(&away, &here).unwrap();
    start(data.path()).await.shutdown().await;
}
