//! Many statuses in one request, as a chamber of commerce asks for them.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use common::*;
use platform::{Config, Limits, Platform, Running};
use platform_api::{
    DeclarationSecret, MOST_QUESTIONS, StatusQuestion, StatusQuestions, StatusReplies, StatusReply,
    verify_status,
};

fn question(sender: &Sender, etag: Option<&str>) -> StatusQuestion {
    let etag = etag.map(str::to_owned);
    StatusQuestion { declaration: sender.id, token: sender.token.clone(), etag }
}

async fn ask(running: &Running, questions: Vec<StatusQuestion>) -> Answer {
    let body = serde_json::to_vec(&StatusQuestions { questions }).unwrap();
    request(running.addr, "POST", "/v2/statuses", &[("Content-Type", "application/json")], &body).await
}

fn replies(answer: &Answer) -> Vec<StatusReply> {
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    serde_json::from_slice::<StatusReplies>(&answer.body).unwrap().answers
}

#[tokio::test]
async fn each_is_answered_as_if_it_had_been_asked_for_alone() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let (first, second, never_sent) = (Sender::new(&running), Sender::new(&running), Sender::new(&running));
    for sender in [&first, &second] {
        assert_eq!(sender.declare(1, student()).await.status, 200);
    }
    let etag = first.status(&first.token, None).await.header("etag").unwrap().to_owned();
    let stranger = DeclarationSecret::generate().unwrap().follow_token();
    let wrong = StatusQuestion { token: stranger, ..question(&second, None) };
    let questions =
        vec![question(&first, Some(&etag)), question(&second, None), question(&never_sent, None), wrong];
    let answers = replies(&ask(&running, questions).await);
    assert_eq!(answers[0], StatusReply::Unchanged, "the tag of the single answer stands here, too");
    let StatusReply::Status { signed, .. } = &answers[1] else { panic!("{:?}", answers[1]) };
    let keys = &second.profile.receipt_keys;
    let status = verify_status(signed.as_bytes(), keys, &second.profile.platform(), second.id).unwrap();
    assert!(status.code.is_some(), "the whole status, code and all");
    assert_eq!(
        answers[2..],
        [StatusReply::NotFound, StatusReply::NotFound],
        "unknown and not yours: the same"
    );
    assert_eq!(answers.len(), 4, "in the order of the questions");
}

#[tokio::test]
async fn an_answer_is_bounded_and_what_it_leaves_out_is_asked_again() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    assert_eq!(sender.declare(1, student()).await.status, 200);
    let most = vec![question(&sender, None); MOST_QUESTIONS];
    let answer = ask(&running, most).await;
    assert!(answer.body.len() <= 512 * 1024, "no longer than an app reads: {}", answer.body.len());
    assert!(!replies(&answer).is_empty(), "and never nothing, or nobody would get on");
    let too_many = vec![question(&sender, None); MOST_QUESTIONS + 1];
    assert_eq!(ask(&running, too_many).await.refusal(), refusal(400, "bad-request"), "one too many");
    assert_eq!(ask(&running, vec![]).await.refusal(), refusal(400, "bad-request"), "nothing asked");
}

#[tokio::test]
async fn who_asks_for_much_pays_for_it() {
    let data = tempfile::tempdir().unwrap();
    let limits = Limits { requests_at_once: 30, requests_a_second: 1, ..Limits::default() };
    let running = Platform::start(Config { limits, ..config(data.path()) }).await.unwrap();
    let sender = Sender::new(&running);
    let most = || vec![question(&sender, None); MOST_QUESTIONS];
    assert_eq!(ask(&running, most()).await.status, 200, "two hundred questions weigh as much as 21 requests");
    let again = ask(&running, most()).await;
    assert_eq!(again.refusal(), refusal(429, "too-many-requests"), "and so do the next");
    assert!(again.header("retry-after").is_some(), "with a word when to come again");
}

#[tokio::test]
async fn one_that_cannot_be_told_of_silences_no_other() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let (broken, sound) = (Sender::new(&running), Sender::new(&running));
    for sender in [&broken, &sound] {
        assert_eq!(sender.declare(1, student()).await.status, 200);
    }
    let database = rusqlite::Connection::open(data.path().join("declarations.db")).unwrap();
    let id = broken.id.as_bytes().to_vec();
    database.execute("UPDATE part SET sealed = x'01' WHERE declaration = ?1", [id]).unwrap();
    let answers = replies(&ask(&running, vec![question(&broken, None), question(&sound, None)]).await);
    assert_eq!(answers[0], StatusReply::Unavailable, "later, perhaps");
    assert!(matches!(answers[1], StatusReply::Status { .. }), "the next one is none the worse for it");
    running.shutdown().await;
}
