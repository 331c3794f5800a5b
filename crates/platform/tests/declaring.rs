//! A declaration's way through the platform, over HTTP.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use chrono::TimeDelta;
use common::*;
use health_code::{CodeKey, verify_sample};
use platform_api::{Kind, Stage, Submission};
use serde_json::{Value, json};
use testkit::{Traveller, travellers};

fn code_keys(sender: &Sender) -> Vec<CodeKey> {
    let keys = sender.profile.code_keys.iter();
    keys.map(|key| CodeKey::new(key.id.clone(), &key.bytes().unwrap()).unwrap()).collect()
}

#[tokio::test]
async fn each_traveller_gets_a_receipt_and_the_code_that_the_policy_assigns() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    // What officers have recorded comes after a declaration; here there is none yet.
    let unrecorded = |traveller: &Traveller| traveller.officer == json!({});
    for traveller in travellers::all(today()).into_iter().filter(unrecorded) {
        let sender = Sender::new(&running);
        let envelope = sender.seal(&sender.submission(1, traveller.answers.clone()));
        let receipt = sender.put(1, &envelope).await;
        assert_eq!(receipt.status, 200, "{}: {}", traveller.story, String::from_utf8_lossy(&receipt.body));
        assert_eq!(receipt.header("content-type"), Some("application/jose"), "a receipt says what it is");
        assert_eq!(
            sender.check(&receipt, 1, &envelope),
            Ok(()),
            "{}: the receipt is for these bytes",
            traveller.story
        );

        let status = sender.stands().await;
        assert_eq!(
            (status.revision, status.withdrawn, status.stage),
            (1, false, Stage::Declared),
            "it stands"
        );
        let verified = verify_sample(&status.code.unwrap(), &code_keys(&sender), now()).unwrap();
        assert_eq!(verified.claims.colour.name(), traveller.colour, "{}", traveller.story);
        assert_eq!(verified.claims.rule, traveller.rule, "{}", traveller.story);
        assert_eq!(
            (verified.claims.declaration, verified.claims.revision),
            (sender.id, 1),
            "the code is hers"
        );
        assert!(!verified.expired && verified.claims.valid_until > now(), "and it is valid now");
        let number = traveller.answers["document"]["number"].as_str().unwrap();
        assert!(number.ends_with(&verified.claims.document_tail), "it can be compared with her passport");
    }
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_equal_requests_at_once_give_one_receipt() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = std::sync::Arc::new(Sender::new(&running));
    let envelope = sender.seal(&sender.submission(1, student()));
    let requests: Vec<_> = (0..20)
        .map(|_| {
            let (sender, envelope) = (sender.clone(), envelope.clone());
            tokio::spawn(async move { sender.put(1, &envelope).await })
        })
        .collect();
    let mut receipts = Vec::new();
    for request in requests {
        let answer = request.await.unwrap();
        assert_eq!(answer.status, 200, "an impatient client is not refused");
        receipts.push(answer.body);
    }
    receipts.dedup();
    assert_eq!(receipts.len(), 1, "every one of them gets the same receipt");
    let rows: u32 = rusqlite::Connection::open(data.path().join("declarations.db"))
        .unwrap()
        .query_row("SELECT count(*) FROM revision", [], |row| row.get(0))
        .unwrap();
    assert_eq!(rows, 1, "and one revision is stored");
}

#[tokio::test]
async fn a_restart_keeps_keys_receipts_and_codes() {
    let data = tempfile::tempdir().unwrap();
    let first = start(data.path()).await;
    let mut sender = Sender::new(&first);
    let envelope = sender.seal(&sender.submission(1, student()));
    let receipt = sender.put(1, &envelope).await;
    let (status, stands) = (sender.status(&sender.token, None).await, sender.stands().await);
    first.shutdown().await;

    let second = start(data.path()).await;
    let keys = profile(&second).keys();
    assert_eq!(keys, sender.profile.keys(), "profiles in the field stay right");
    assert_eq!(profile(&second).url, format!("http://{}", second.addr), "the profile follows the address");
    sender.addr = second.addr;
    assert_eq!(sender.put(1, &envelope).await.body, receipt.body, "the receipt is the one that was given");
    assert_eq!(sender.stands().await, stands, "and the code is the same");
    let etag = status.header("etag").unwrap();
    assert_eq!(sender.status(&sender.token, Some(etag)).await.status, 304, "a tag outlives the process");
}

#[tokio::test]
async fn a_status_is_asked_for_again_at_the_price_of_a_header() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    sender.declare(1, student()).await;
    let first = sender.status(&sender.token, None).await;
    assert_eq!(first.header("cache-control"), Some("no-store"), "no proxy keeps a code");
    let etag = first.header("etag").unwrap();
    let again = sender.status(&sender.token, Some(etag)).await;
    assert_eq!((again.status, again.body.len()), (304, 0), "nothing moved, nothing is sent");
    sender.declare(2, student()).await;
    let changed = sender.status(&sender.token, Some(etag)).await;
    assert_eq!(changed.status, 200, "a new revision is news");
    assert_ne!(changed.header("etag"), Some(etag), "with a new tag");
}

#[tokio::test]
async fn a_withdrawal_takes_answers_and_code_away() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    sender.declare(1, student()).await;
    let withdrawal = Submission { kind: Kind::Withdraw, ..sender.submission(2, Value::Null) };
    let envelope = sender.seal(&withdrawal);
    let receipt = sender.put(2, &envelope).await;
    assert_eq!(sender.check(&receipt, 2, &envelope), Ok(()), "a withdrawal has a receipt as well");
    let status = sender.stands().await;
    assert_eq!((status.withdrawn, &status.code), (true, &None), "no code is left");
    let parts: u32 = rusqlite::Connection::open(data.path().join("declarations.db"))
        .unwrap()
        .query_row("SELECT count(*) FROM part", [], |row| row.get(0))
        .unwrap();
    assert_eq!(parts, 0, "and no sealed answers");
}

#[tokio::test]
async fn an_envelope_that_waited_is_judged_by_the_day_it_was_sealed() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    for (wait, place) in [
        (TimeDelta::days(3), "a kiosk without network"),
        (-TimeDelta::minutes(4), "a clock that is a little ahead"),
    ] {
        let sender = Sender::new(&running);
        let sealed_at = now() - wait;
        let answers = travellers::student_from_prato(sealed_at.min(now()).date_naive()).answers;
        let submission = Submission { sealed_at, ..sender.submission(1, answers) };
        let answer = sender.put(1, &sender.seal(&submission)).await;
        assert_eq!(answer.status, 200, "{place}: {}", String::from_utf8_lossy(&answer.body));
    }
}

#[tokio::test]
async fn a_day_of_sealing_that_cannot_be_is_not_the_one_it_is_judged_by() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    for (wait, code, place) in [
        (TimeDelta::days(400), "sealed-long-ago", "a clock a year behind"),
        (-TimeDelta::days(400), "sealed-ahead", "a year ahead"),
    ] {
        let sender = Sender::new(&running);
        let complete_then = travellers::student_from_prato((now() - wait).date_naive()).answers;
        let sealed = |answers| Submission { sealed_at: now() - wait, ..sender.submission(1, answers) };
        let stale = sender.put(1, &sender.seal(&sealed(complete_then))).await;
        assert_eq!(stale.refusal(), refusal(422, code), "{place}: dates of another year");
        let answer = sender.put(1, &sender.seal(&sealed(student()))).await;
        assert_eq!(answer.status, 200, "{place}: a wrong clock loses nothing that is complete today");
    }
}
