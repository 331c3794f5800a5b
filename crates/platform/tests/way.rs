//! What happens on a traveller's way is in the status within one poll: the stage, who has said so, and who is responsible.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::path::Path;
use std::sync::Arc;

use chrono::TimeDelta;
use common::*;
use platform::officer_records::{RecordError, Word, decide_review, record};
use platform::store::{Events as _, Responsible, SqliteStore, Waits, Whose};
use platform::way::{Mode, Place, What};
use platform::{Config, Limits, Platform};
use platform_api::{
    Address, DeclarationSecret, Desk, Kind, Letter, ReviewReason, Role, Says, Stage, Step, Submission,
};
use testkit::people::before_a_ticket;
use uuid::Uuid;

/// The desk at Pudong, and the county of the student from Prato.
const PUDONG: &str = "PVG";

fn settings(data: &Path, hours: i64) -> Config {
    Config { clock: Arc::new(move || now() + TimeDelta::hours(hours)), ..config(data) }
}

/// An officer's word at that hour.
async fn happens(
    data: &Path,
    sender: &Sender,
    hours: i64,
    what: What,
    place: Place,
) -> Result<Uuid, RecordError> {
    let role = if place.county.is_some() { Role::CountyContact } else { Role::PortOfficer };
    let word = Word::Happened { what, place, on: None };
    record(&settings(data, hours), sender.id, &word, ("officer Wu", role)).await
}

/// Whom a desk is responsible for.
async fn whose(data: &Path, desk: Desk) -> Vec<(Uuid, Waits)> {
    let store = SqliteStore::open(&data.join("declarations.db")).unwrap();
    let due_before = now() + TimeDelta::days(365);
    store.ways(Responsible { whose: Whose::Of(desk), due_before, most: 10 }).await.unwrap()
}

#[tokio::test]
async fn the_traveller_sees_each_stage_and_who_is_responsible_for_the_next() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    assert_eq!(sender.declare(1, student()).await.status, 200, "declared");
    let declared = sender.stands().await;
    let next = declared.next.unwrap();
    assert_eq!((declared.stage, next.step), (Stage::Declared, Step::Arrival), "the arrival is waited for");
    assert_eq!(next.desk, Desk::Port(PUDONG.into()), "at the port of the leg that enters China");
    assert_eq!(
        whose(data.path(), Desk::Port(PUDONG.into())).await[0].0,
        sender.id,
        "who finds her from then on"
    );

    let at_port = || Place::port(PUDONG);
    happens(data.path(), &sender, 0, What::Boarded, Place::default()).await.unwrap();
    assert_eq!(sender.stands().await.stage, Stage::Boarded, "seen at the gate");
    happens(data.path(), &sender, 0, What::Landed, at_port()).await.unwrap();
    let landed = sender.stands().await;
    assert!(landed.version > declared.version, "each is a version of its own");
    assert_eq!(landed.stage, Stage::Landed, "seen at the port");
    assert_eq!(landed.seen.last().unwrap().by, Some(Role::PortOfficer), "by a port officer");
    assert_eq!(landed.seen.last().unwrap().port.as_deref(), Some(PUDONG), "of Pudong");

    happens(data.path(), &sender, 0, What::SentOn { mode: Mode::Bus, batch: None }, at_port()).await.unwrap();
    let over = happens(data.path(), &sender, 0, What::HandedOver, at_port()).await.unwrap();
    let status = sender.stands().await;
    let Desk::County(county) = status.next.unwrap().desk else { panic!("a county is responsible") };
    assert_eq!(status.stage, Stage::HandedOver, "given to the county");
    assert_eq!(whose(data.path(), Desk::Port(PUDONG.into())).await, [], "no more Pudong's");
    assert_eq!(whose(data.path(), Desk::County(county.clone())).await.len(), 1, "but the county's");

    let revokes = Word::Revokes(over);
    record(&settings(data.path(), 0), sender.id, &revokes, ("officer Li", Role::PortOfficer)).await.unwrap();
    assert_eq!(sender.stands().await.stage, Stage::Landed, "a slip is revoked");
    happens(data.path(), &sender, 0, What::Received, Place::county(county)).await.unwrap();
    let received = sender.stands().await;
    assert_eq!(received.stage, Stage::Received, "met by the county");
    let stages: Vec<Stage> = received.seen.iter().map(|seen| seen.stage).collect();
    assert_eq!(stages, [Stage::Boarded, Stage::Landed, Stage::Received], "each with its witness");
    running.shutdown().await;
}

#[tokio::test]
async fn what_is_late_changes_the_tag_that_is_polled_with() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    sender.declare(1, student()).await;
    // A day after they said that they had landed: nobody has sent them on.
    happens(data.path(), &sender, -24, What::Landed, Place::port(PUDONG)).await.unwrap();
    let answer = sender.status(&sender.token, None).await;
    assert!(answer.header("etag").unwrap().contains("late"), "so that it is not \"unchanged\"");
    let next = sender.stands().await.next.unwrap();
    assert_eq!((next.step, next.late), (Step::SendingOn, true), "the traveller is told as well");
    running.shutdown().await;
}

#[tokio::test]
async fn somebody_who_landed_is_looked_after_whatever_they_take_back() {
    let data = tempfile::tempdir().unwrap();
    let running = Platform::start(config(data.path())).await.unwrap();
    let sender = Sender::new(&running);
    sender.declare(1, student()).await;
    happens(data.path(), &sender, 0, What::Landed, Place::port(PUDONG)).await.unwrap();
    sender.withdraw(2).await;
    assert_eq!(whose(data.path(), Desk::Port(PUDONG.into())).await.len(), 1, "Pudong is still responsible");
    happens(data.path(), &sender, 0, What::HandedOver, Place::port(PUDONG)).await.unwrap();
    assert_eq!(whose(data.path(), Desk::Port(PUDONG.into())).await, [], "and gives her to the county");
    let status = sender.stands().await;
    assert_eq!(
        (status.stage, status.withdrawn, status.code),
        (Stage::HandedOver, true, None),
        "without a code"
    );
    running.shutdown().await;
}

#[tokio::test]
async fn an_intention_is_the_countys_and_due_at_no_time() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    let answers = before_a_ticket(today())[0].answers.clone();
    let intention = Submission { kind: Kind::Intend, ..sender.submission(1, answers) };
    let answer = sender.put(1, &sender.seal(&intention)).await;
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    let status = sender.stands().await;
    let next = status.next.unwrap();
    assert_eq!((status.stage, next.due), (Stage::Intends, None), "nothing is late before there is a ticket");
    assert!(matches!(next.desk, Desk::County(_)), "the county is glad to know: {:?}", next.desk);
    running.shutdown().await;
}

#[tokio::test]
async fn a_letter_is_taken_once_and_moves_the_stage_as_the_travellers_own_word() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    let boarded = sender.letter(7, Says::Boarded);
    assert_eq!(
        sender.put_letter(7, &boarded).await.status,
        503,
        "before the declaration it is sent again later"
    );
    sender.declare(1, student()).await;
    let receipt = sender.put_letter(7, &boarded).await;
    assert_eq!(
        sender.check_at(Address::letter(sender.id, 7), &receipt, &boarded),
        Ok(()),
        "a signed receipt for these bytes"
    );
    let status = sender.stands().await;
    assert_eq!((status.stage, status.seen[0].by), (Stage::Boarded, None), "her own word");

    let again = sender.put_letter(7, &boarded).await;
    assert_eq!(
        sender.check_at(Address::letter(sender.id, 7), &again, &boarded),
        Ok(()),
        "however often it is sent"
    );
    assert_eq!(sender.stands().await.version, status.version, "it counts once");
    assert_eq!(sender.put_letter(7, &sender.letter(7, Says::Landed)).await.status, 409, "other bytes never");
    assert_eq!(sender.put_letter(8, &boarded).await.status, 400, "nor at another address");
    let stranger = Sender { secret: DeclarationSecret::generate().unwrap(), ..Sender::new(&running) };
    let forged = Sender { id: sender.id, ..stranger }.letter(9, Says::Landed);
    assert_eq!(sender.put_letter(9, &forged).await.status, 403, "nor somebody else's");

    sender.put_letter(10, &sender.letter(10, Says::TakesBack { letter: None })).await;
    assert_eq!(sender.stands().await.stage, Stage::Declared, "a slip is taken back");
    let nothing = sender.put_letter(11, &sender.letter(11, Says::TakesBack { letter: None })).await;
    assert_eq!(nothing.status, 200, "and nothing left to take back is no trouble");
    running.shutdown().await;
}

#[tokio::test]
async fn a_slip_that_overtakes_what_it_takes_back_takes_it_back_all_the_same() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    sender.declare(1, student()).await;
    sender.put_letter(5, &sender.letter(5, Says::Boarded)).await;
    let slip = sender.letter(10, Says::TakesBack { letter: Some(7) });
    assert_eq!(sender.put_letter(10, &slip).await.status, 200, "letter 7 has not come yet");
    assert_eq!(sender.stands().await.stage, Stage::Boarded, "and no other letter is taken for it");
    assert_eq!(sender.put_letter(7, &sender.letter(7, Says::Landed)).await.status, 200, "now it has");
    assert_eq!(sender.stands().await.stage, Stage::Boarded, "nobody waits at the port for a slip");
    sender.put_letter(11, &sender.letter(11, Says::Landed)).await;
    assert_eq!(sender.stands().await.stage, Stage::Landed, "what is said afterwards counts");
    running.shutdown().await;
}

#[tokio::test]
async fn a_review_is_found_by_its_due_time_and_answered_with_a_reason() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    sender.declare(1, student()).await;
    let store = SqliteStore::open(&data.path().join("declarations.db")).unwrap();
    assert_eq!(store.asked(None, 10).await.unwrap(), [], "nobody has asked");
    let asks = Says::Review { reason: ReviewReason::Places, text: Some("I was never there.".into()) };
    sender.put_letter(1, &sender.letter(1, asks)).await;
    let open = store.asked(None, 10).await.unwrap();
    assert_eq!(open[0].1.asked_due, Some(now() + TimeDelta::hours(24)), "within a day");
    let review = sender.stands().await.review.unwrap();
    assert_eq!((review.reason, review.answered_at), (ReviewReason::Places, None), "it waits");

    let by = ("officer Li", Role::HealthOfficer);
    let answer = (false, "facts-as-declared");
    decide_review(&settings(data.path(), 1), sender.id, answer, by).await.unwrap();
    let review = sender.stands().await.review.unwrap();
    assert_eq!(review.answer.as_deref(), Some("facts-as-declared"), "answered with a reason");
    assert_eq!((review.granted, store.asked(None, 10).await.unwrap().len()), (false, 0), "and no more open");
    let twice = decide_review(&settings(data.path(), 1), sender.id, answer, by).await;
    assert!(matches!(twice, Err(RecordError::NoReview)), "once");
    let bytes = std::fs::read(data.path().join("declarations.db")).unwrap();
    assert!(!bytes.windows(16).any(|part| part == b"I was never ther"), "what she wrote is sealed");
    running.shutdown().await;
}

#[tokio::test]
async fn a_letter_by_a_clock_that_is_two_days_ahead_is_kept_as_said_now() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    assert_eq!(sender.declare(1, student()).await.status, 200);
    let letter = Letter {
        declaration: sender.id,
        number: 7,
        says: Says::Boarded,
        said_at: now() + TimeDelta::days(2),
        revision_token: sender.secret.revision_token(),
        organisation: None,
    };
    let sealed = letter.seal(&sender.profile.sealing_key).unwrap();
    let answer = sender.put_letter(7, &sealed).await;
    assert_eq!(answer.status, 200, "a wrong clock loses nothing: {:?}", answer.json());
    let status = sender.stands().await;
    assert_eq!((status.stage, status.seen[0].at), (Stage::Boarded, now()), "nothing happens before its time");
    running.shutdown().await;
}

#[tokio::test]
async fn nobody_fills_a_way_with_words_without_end() {
    let data = tempfile::tempdir().unwrap();
    let limits = Limits { requests_a_second: 100_000, requests_at_once: 100_000, ..Limits::default() };
    let running = Platform::start(Config { limits, ..settings(data.path(), 0) }).await.unwrap();
    let sender = Sender::new(&running);
    assert_eq!(sender.declare(1, student()).await.status, 200);
    let mut taken = 0;
    let full = loop {
        taken += 1;
        let answer = sender.put_letter(taken, &sender.letter(taken, Says::Boarded)).await;
        if answer.status != 200 {
            break answer;
        }
        assert!(taken < 1000, "a day has an end");
    };
    assert_eq!(full.refusal(), refusal(429, "too-many-requests"), "after {taken} letters of one day");
    assert!(full.header("retry-after").is_some() && full.problem().refusal.is_none(), "there is a tomorrow");
    let again = sender.put_letter(1, &sender.letter(1, Says::Boarded)).await;
    assert_ne!(again.status, 429, "what was said before may be sent again: {:?}", again.json());
    running.shutdown().await;
}
