//! Somebody at a port who has not declared.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use common::staff::{Signed, sign_in};
use common::story::home;
use common::*;
use platform::staff::Role;
use platform::store::{Events as _, Expecting as _, SqliteStore};
use platform_api::Stage;
use serde_json::{Value, json};
use testkit::travellers;
use uuid::Uuid;

/// The student's passport, as it is scanned.
fn passport() -> String {
    let student = student();
    let text = |pointer: &str| student.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    zone_of("CHN", &text("/document/number"), &text("/about/born"))
}

/// What she would declare once she stands there: the journey ended today.
fn landed_today() -> Value {
    travellers::student_from_prato(today() - chrono::TimeDelta::days(4)).answers
}

/// Hers, as she declares it.
fn telephone() -> String {
    student()["contact"]["mobile_abroad"].as_str().unwrap().to_owned()
}

async fn hand(port: &Signed, zone: &str) -> Answer {
    let body = json!({ "zone": zone, "county": home(), "phone": telephone(), "flight": "lh 0728" });
    port.post("/desk/api/taken-in", body).await
}

fn id_of(answer: &Answer) -> Uuid {
    assert_eq!(answer.status, 200, "{}", answer.json());
    answer.json()["case"]["person"]["declaration"].as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn whoever_has_not_declared_is_taken_in_met_and_handed_over_like_anybody() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let port = sign_in(data.path(), &running, Role::PortOfficer, "PVG").await;
    let county = sign_in(data.path(), &running, Role::CountyContact, &home()).await;
    let taken = hand(&port, &passport()).await;
    let id = id_of(&taken);
    let person = &taken.json()["case"]["person"];
    assert_eq!(taken.json()["known"], false, "nobody knew of her");
    assert!(person["name"].as_str().unwrap().contains("CHEN"), "by the passport's name: {person}");
    assert_eq!(
        (&person["taken_in"], &person["code"], &person["stage"]),
        (&json!(true), &Value::Null, &json!("landed")),
        "without a code, and here: {person}"
    );
    assert_eq!(id_of(&hand(&port, &passport()).await), id, "the same passport again is the same person");

    let groups = county.get("/desk/api/groups").await.json();
    let group = &groups["groups"][0];
    assert_eq!(
        (&group["people"], &group["taken_in"], &group["intend"]),
        (&json!(1), &json!(1), &json!(0)),
        "her county hears of her: {groups}"
    );
    let day = group["day"].as_str().unwrap();
    let sheet = format!("/desk/api/handover.csv?day={day}&port=PVG&flight=LH728&county={}", home());
    let sheet = String::from_utf8(port.get(&sheet).await.body).unwrap();
    assert!(sheet.contains("CHEN") && sheet.contains("not declared"), "and finds her on its list: {sheet}");

    let events = format!("/desk/api/people/{id}/events");
    let say = async |officer: &Signed, what: Value| {
        let said = officer.post(&events, json!({ "id": Uuid::now_v7(), "what": what })).await;
        assert_eq!(said.status, 200, "{what}: {}", said.json());
        said.json()
    };
    say(&port, json!({ "what": "sampled", "tube": "AB-1" })).await;
    say(&port, json!({ "what": "tested", "result": "negative" })).await;
    say(&port, json!({ "what": "sent-on", "mode": "bus" })).await;
    say(&port, json!({ "what": "handed-over" })).await;
    let received = say(&county, json!({ "what": "received" })).await;
    assert_eq!(received["person"]["stage"], "received", "home");
    assert!(
        received["answers"].to_string().replace(' ', "").contains(&telephone().replace(' ', "")[..]),
        "her county can call her: {}",
        received["answers"]
    );
    let again = hand(&port, &passport()).await;
    assert_eq!(id_of(&again), id, "and at whatever stage of it she shows the passport, she is one");
    running.shutdown().await;
}

#[tokio::test]
async fn what_was_told_before_she_declared_is_her_declarations() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let port = sign_in(data.path(), &running, Role::PortOfficer, "PVG").await;
    let id = id_of(&hand(&port, &passport()).await);
    let sample = json!({ "id": Uuid::now_v7(), "what": { "what": "sampled", "tube": "AB-1" } });
    assert_eq!(port.post(&format!("/desk/api/people/{id}/events"), sample).await.status, 200, "a swab");

    let sender = Sender::new(&running);
    let declared = sender.declare(1, landed_today()).await;
    assert_eq!(declared.status, 200, "she declares at the counter: {}", declared.json());
    let stands = sender.stands().await;
    assert_eq!(stands.stage, Stage::Landed, "she was met: her declaration says so");
    assert!(stands.code.is_some(), "and has a code");
    let case = port.get(&format!("/desk/api/people/{id}")).await.json();
    assert_eq!(case["person"]["declaration"], json!(sender.id), "the open card is hers from now on: {case}");
    let told: Vec<_> = case["events"].as_array().unwrap().iter().map(|event| event["what"].clone()).collect();
    assert_eq!(told, ["sampled", "landed"], "with all that was told");
    let groups = port.get("/desk/api/groups").await.json();
    let people: i64 =
        groups["groups"].as_array().unwrap().iter().map(|it| it["people"].as_i64().unwrap()).sum();
    assert_eq!(people, 1, "nobody is counted twice: {groups}");

    let store = SqliteStore::open(&data.path().join("declarations.db")).unwrap();
    let left = store.told(id).await.unwrap().unwrap();
    assert!(left.events.is_empty() && left.plan.is_none(), "and nothing of her is kept twice");
    let states = store.expected_at(id).await.unwrap();
    assert!(states.is_none(), "nor is she expected twice");
    running.shutdown().await;
}

/// Somebody else knows her number and her birth date.
#[tokio::test]
async fn a_strangers_declaration_is_handed_nothing_of_her() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let port = sign_in(data.path(), &running, Role::PortOfficer, "PVG").await;
    let id = id_of(&hand(&port, &passport()).await);
    let events = format!("/desk/api/people/{id}/events");
    for what in
        [json!({ "what": "sampled", "tube": "AB-1" }), json!({ "what": "tested", "result": "positive" })]
    {
        let said = port.post(&events, json!({ "id": Uuid::now_v7(), "what": what })).await;
        assert_eq!(said.status, 200, "{what}: {}", said.json());
    }
    let stranger = Sender::new(&running);
    let mut answers = landed_today();
    answers["contact"]["mobile_abroad"] = json!("+39 347 765 4321");
    assert_eq!(stranger.declare(1, answers).await.status, 200, "a declaration under her document");
    let stands = stranger.stands().await;
    assert_eq!(stands.stage, Stage::Declared, "is told nothing of where she is");
    assert!(stands.seen.is_empty() && stands.messages.is_empty(), "nor by whom she was met: {stands:?}");
    let case = port.get(&format!("/desk/api/people/{id}")).await.json();
    assert_eq!(case["person"]["declaration"], json!(id), "and her row stays her own: {case}");

    let seek = json!({ "words": stands.code.unwrap(), "born": "", "zone": passport() });
    let found = port.post("/desk/api/find", seek).await.json();
    assert_eq!(
        found["people"][0]["stage"], "landed",
        "whoever has code and passport is one of whom: {found}"
    );
    assert_eq!(stranger.stands().await.stage, Stage::Landed, "as an officer has seen");
    running.shutdown().await;
}

#[tokio::test]
async fn a_later_journey_begins_anew() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let port = sign_in(data.path(), &running, Role::PortOfficer, "PVG").await;
    let id = id_of(&hand(&port, &passport()).await);
    let sender = Sender::new(&running);
    assert_eq!(sender.declare(1, student()).await.status, 200, "she declares another journey");
    assert_eq!(sender.stands().await.stage, Stage::Declared, "on which nobody has met her yet");
    let seek = json!({ "words": sender.stands().await.code.unwrap(), "born": "", "zone": passport() });
    assert_eq!(port.post("/desk/api/find", seek).await.status, 200, "not by code and passport either");
    assert_eq!(sender.stands().await.stage, Stage::Declared, "is it that one");
    let case = port.get(&format!("/desk/api/people/{id}")).await.json();
    assert_eq!(case["person"]["stage"], "landed", "and the one that she is on goes on: {case}");
    running.shutdown().await;
}

#[tokio::test]
async fn whoever_has_declared_is_shown_where_they_are_expected_and_elsewhere_only_known() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let port = sign_in(data.path(), &running, Role::PortOfficer, "PVG").await;
    let elsewhere = sign_in(data.path(), &running, Role::PortOfficer, "HGH").await;
    let sender = Sender::new(&running);
    assert_eq!(sender.declare(1, landed_today()).await.status, 200, "she has declared, for Shanghai today");
    let taken = hand(&port, &passport()).await;
    assert_eq!((id_of(&taken), &taken.json()["known"]), (sender.id, &json!(true)), "where she is shown");
    let known = hand(&elsewhere, &passport()).await.json();
    assert_eq!(known, json!({ "case": null, "known": true }), "elsewhere it is said that she is known");
    let case = elsewhere.get(&format!("/desk/api/people/{}", sender.id)).await;
    assert_eq!(case.refusal(), refusal(404, "nobody-found"), "and nothing is opened by what was typed");
    let anew = json!({ "zone": passport(), "anew": true });
    let begun = elsewhere.post("/desk/api/taken-in", anew).await;
    assert_ne!(id_of(&begun), sender.id, "but she is there: of another journey");
    running.shutdown().await;
}

#[tokio::test]
async fn nothing_that_was_noted_is_left_out() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let port = sign_in(data.path(), &running, Role::PortOfficer, "PVG").await;
    let hotline = sign_in(data.path(), &running, Role::Hotline, "").await;
    let taken = hand(&port, &passport()).await;
    let id = id_of(&taken);
    let reference = &taken.json()["case"]["person"]["reference"];
    let found = json!({ "words": reference, "born": student()["about"]["born"] });
    assert_eq!(hotline.post("/desk/api/find", found).await.status, 200, "somebody calls");
    let note = json!({ "category": "medicine", "urgent": true });
    assert_eq!(
        hotline.post(&format!("/desk/api/people/{id}/notes"), note).await.status,
        200,
        "and it hurries"
    );
    let out = port.post(&format!("/desk/api/people/{id}/left-out"), json!({})).await;
    assert_eq!(out.refusal(), refusal(409, "not-now"), "it is no mistake any more");
    running.shutdown().await;
}

#[tokio::test]
async fn what_was_begun_by_mistake_is_left_out_by_who_began_it() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let port = sign_in(data.path(), &running, Role::PortOfficer, "PVG").await;
    let colleague = sign_in(data.path(), &running, Role::PortOfficer, "PVG").await;
    let id = id_of(&hand(&port, &passport()).await);
    let out = format!("/desk/api/people/{id}/left-out");
    assert_eq!(colleague.post(&out, json!({})).await.refusal(), refusal(409, "not-now"), "not by others");
    assert_eq!(port.post(&out, json!({})).await.status, 204, "it was the wrong passport");
    let gone = port.get(&format!("/desk/api/people/{id}")).await;
    assert_eq!(gone.refusal(), refusal(404, "nobody-found"), "nobody is there any more");
    assert_eq!(port.get("/desk/api/groups").await.json()["groups"], json!([]), "nor on a list");
    let again = hand(&port, &passport()).await;
    assert_ne!(id_of(&again), id, "whoever has that passport is taken in anew");
    running.shutdown().await;
}

#[tokio::test]
async fn what_cannot_be_read_or_is_on_no_list_takes_in_nobody() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let port = sign_in(data.path(), &running, Role::PortOfficer, "PVG").await;
    let wrong = |change: Value| {
        let mut body = json!({ "zone": passport() });
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        body
    };
    let number = student()["document"]["number"].as_str().unwrap().to_owned();
    let blurred = passport().replace(&number, &number.replace(|sign: char| sign.is_ascii_digit(), "7"));
    let cases = [
        (wrong(json!({ "zone": blurred })), refusal(400, "zone-unreadable")),
        (wrong(json!({ "zone": "P<CHN" })), refusal(400, "zone-unreadable")),
        (wrong(json!({ "county": "330100" })), refusal(422, "word-not-known")),
        (wrong(json!({ "county": "110101" })), refusal(422, "word-not-known")),
        (wrong(json!({ "phone": "0571 1234" })), refusal(422, "telephone-malformed")),
        (wrong(json!({ "flight": "?" })), refusal(422, "word-not-known")),
    ];
    for (body, expected) in cases {
        assert_eq!(port.post("/desk/api/taken-in", body.clone()).await.refusal(), expected, "{body}");
    }
    assert_eq!(port.get("/desk/api/groups").await.json()["groups"], json!([]), "nobody was begun");
    running.shutdown().await;
}
