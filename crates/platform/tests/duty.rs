//! Notes that hurry, who is on duty, and what a shift leaves to the next.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use chrono::TimeDelta;
use common::staff::Signed;
use common::story::Story;
use common::*;
use platform::staff::Role;
use platform_api::Reference;
use serde_json::{Value, json};

/// What hurries, as an officer sees it.
async fn urgent(officer: &Signed) -> Vec<Value> {
    officer.get("/desk/api/duty").await.json()["urgent"].as_array().unwrap().clone()
}

/// Somebody calls about her, and it hurries.
async fn calls(story: &Story) -> (Signed, String) {
    let hotline = story.officer(Role::Hotline, "").await;
    let born = student()["about"]["born"].clone();
    let found = json!({ "words": Reference::of(story.sender.id).to_string(), "born": born });
    assert_eq!(hotline.post("/desk/api/find", found).await.status, 200, "the case is open");
    let note = json!({ "category": "medicine", "urgent": true });
    let kept = hotline.post(&format!("/desk/api/people/{}/notes", story.sender.id), note).await;
    assert_eq!(kept.status, 200, "{}", kept.json());
    let note = urgent(&hotline).await[0]["note"].as_str().unwrap().to_owned();
    (hotline, format!("/desk/api/duty/{}/{note}/seen", story.sender.id))
}

#[tokio::test]
async fn what_hurries_goes_up_until_somebody_sees_to_it() {
    let story = Story::of(student()).await;
    let (hotline, address) = calls(&story).await;
    let port = story.port().await;
    let first = urgent(&port).await;
    assert_eq!(
        (first.len(), &first[0]["up"], &first[0]["opens"]),
        (1, &json!(0), &json!(true)),
        "her port at once: {first:?}"
    );
    let county = story.county().await;
    assert_eq!(urgent(&county).await.len(), 0, "and not yet her county, whose step it is not");
    let (elsewhere, far) =
        (story.officer(Role::PortOfficer, "HGH").await, story.officer(Role::HealthOfficer, "331121").await);
    let keeper = story.officer(Role::PlatformOfficer, "").await;
    assert_eq!(urgent(&elsewhere).await.len() + urgent(&far).await.len(), 0, "nobody else");
    let now = port.get("/desk/api/duty").await.json()["now"].clone();
    let turn = |account: &Signed, place| json!({ "account": account.account.id, "place": place, "begins": now, "hours": 12 });
    for (officer, place) in [(&elsewhere, 1), (&far, 2)] {
        assert_eq!(keeper.post("/desk/api/turns", turn(officer, place)).await.status, 204, "a turn");
    }
    let duty = keeper.get("/desk/api/duty").await.json();
    assert_eq!(duty["on_duty"].as_array().unwrap().len(), 2, "both are on duty: {duty}");
    let called = urgent(&elsewhere).await;
    assert_eq!(
        (called.len(), &called[0]["opens"]),
        (1, &json!(false)),
        "the first on duty is asked, and sees no case"
    );
    assert_eq!(urgent(&far).await.len() + urgent(&keeper).await.len(), 0, "the second not yet");

    story.pass(TimeDelta::minutes(16));
    let up = urgent(&far).await;
    assert_eq!(
        (up.len(), &up[0]["up"], &up[0]["late"]),
        (1, &json!(1), &json!(true)),
        "then it goes up: {up:?}"
    );
    assert_eq!(urgent(&keeper).await.len(), 0, "by one");
    story.pass(TimeDelta::minutes(13));
    assert_eq!(urgent(&keeper).await.len(), 0, "and after the last");
    story.pass(TimeDelta::minutes(1));
    let keeper = story.officer(Role::PlatformOfficer, "").await;
    assert_eq!(urgent(&keeper).await.len(), 1, "to whoever keeps the platform");

    let (hotline, far) = (hotline, far);
    assert_eq!(far.post(&address, json!({})).await.status, 204, "somebody sees to it");
    let colleague = story.port().await;
    assert_eq!(
        colleague.post(&address, json!({})).await.refusal(),
        refusal(409, "not-now"),
        "and nobody twice"
    );
    let seen = urgent(&colleague).await;
    assert!(seen[0]["seen"]["by"].is_string() && seen[0]["up"] == 2, "all see who and when: {seen:?}");
    story.pass(TimeDelta::minutes(16));
    let again = urgent(&colleague).await;
    assert!(again[0]["seen"].is_null(), "where nothing follows it hurries again: {again:?}");
    let colleague = story.port().await;
    assert_eq!(colleague.post(&address, json!({})).await.status, 204, "and another sees to it");
    let back = address.replace("/seen", "/back");
    assert_eq!(far.post(&back, json!({})).await.refusal(), refusal(404, "nobody-found"), "whose it is not");
    assert_eq!(colleague.post(&back, json!({})).await.status, 204, "and gives it back");
    assert!(urgent(&colleague).await[0]["seen"].is_null(), "so that all hear it");
    drop(hotline);
    story.running.shutdown().await;
}

#[tokio::test]
async fn whoever_of_the_hotline_takes_on_what_hurries_sees_whom_to_telephone() {
    let story = Story::of(student()).await;
    let (_first, address) = calls(&story).await;
    let colleague = story.officer(Role::Hotline, "").await;
    let case = format!("/desk/api/people/{}", story.sender.id);
    assert_eq!(colleague.get(&case).await.status, 404, "nobody reads a case because it hurries");
    assert_eq!(urgent(&colleague).await[0]["opens"], false, "before they have taken it on");
    assert_eq!(colleague.post(&address, json!({})).await.status, 204, "who takes it on has it open");
    let read = colleague.get(&case).await.json();
    assert!(read["person"]["name"].as_str().unwrap().contains("CHEN"), "whom to ask for: {read}");
    assert_eq!(urgent(&colleague).await[0]["opens"], true, "and a way to it");

    let other = Sender::new(&story.running);
    assert_eq!(other.declare(1, student()).await.status, 200);
    let words = json!({ "words": Reference::of(other.id).to_string(), "born": student()["about"]["born"] });
    assert_eq!(colleague.post("/desk/api/find", words).await.status, 200, "another call comes in between");
    assert_eq!(colleague.get(&case).await.status, 404, "one case is open at a time");
    assert_eq!(colleague.post(&address, json!({})).await.status, 204, "and the first is opened again");
    assert_eq!(colleague.get(&case).await.status, 200, "by whoever has it");
    story.running.shutdown().await;
}

#[tokio::test]
async fn only_her_county_ends_a_call_back_and_whoever_took_all_back_is_called_by_nobody() {
    let story = Story::of(student()).await;
    let (hotline, _) = calls(&story).await;
    let path = format!("/desk/api/people/{}/notes", story.sender.id);
    let follow_up = json!({ "category": "pick-up", "follow_up": true });
    assert_eq!(hotline.post(&path, follow_up).await.status, 200, "her county is to call back");
    let (port, county) = (story.port().await, story.county().await);
    let open = async |officer: &Signed| {
        officer.get("/desk/api/duty").await.json()["open"].as_array().unwrap().clone()
    };
    let note = open(&county).await[0]["note"].as_str().unwrap().to_owned();
    let seen = format!("/desk/api/duty/{}/{note}/seen", story.sender.id);
    for other in [&hotline, &port] {
        assert_eq!(other.post(&seen, json!({})).await.refusal(), refusal(403, "not-allowed"), "not others");
    }
    assert_eq!(county.post(&seen, json!({})).await.status, 204, "her county has");
    assert_eq!(open(&hotline).await.len(), 0, "and it is done");
    assert_eq!(urgent(&hotline).await.len(), 1, "what hurries still does");
    assert_eq!(story.sender.withdraw(2).await.status, 200, "she takes everything back");
    assert_eq!(
        urgent(&hotline).await.len() + urgent(&port).await.len(),
        0,
        "and nobody reads of her any more"
    );
    story.running.shutdown().await;
}

#[tokio::test]
async fn nobody_sees_to_their_own_note_and_a_turn_is_of_a_day() {
    let story = Story::of(student()).await;
    let (hotline, address) = calls(&story).await;
    assert_eq!(
        hotline.post(&address, json!({})).await.refusal(),
        refusal(403, "not-allowed"),
        "not whoever wrote it"
    );
    let keeper = story.officer(Role::PlatformOfficer, "").await;
    let auditor = story.officer(Role::Auditor, "").await;
    let now = keeper.get("/desk/api/duty").await.json()["now"].clone();
    let turn = |account: &Signed, place: u32, hours: u32| json!({ "account": account.account.id, "place": place, "begins": now, "hours": hours });
    for (what, turn, expected) in [
        ("no end", turn(&hotline, 1, 25), refusal(422, "time-not-possible")),
        ("no hour", turn(&hotline, 1, 0), refusal(422, "time-not-possible")),
        ("a fourth", turn(&hotline, 4, 8), refusal(422, "time-not-possible")),
        ("an auditor", turn(&auditor, 1, 8), refusal(404, "not-found")),
    ] {
        assert_eq!(keeper.post("/desk/api/turns", turn).await.refusal(), expected, "{what}");
    }
    assert_eq!(keeper.post("/desk/api/turns", turn(&hotline, 1, 8)).await.status, 204, "a turn");
    let id = keeper.get("/desk/api/duty").await.json()["on_duty"][0]["turn"].as_str().unwrap().to_owned();
    assert_eq!(keeper.ask("DELETE", &format!("/desk/api/turns/{id}"), None).await.status, 204, "taken away");
    assert_eq!(keeper.get("/desk/api/duty").await.json()["on_duty"], json!([]), "again");
    story.running.shutdown().await;
}

#[tokio::test]
async fn a_shift_leaves_its_open_cases_to_the_next() {
    let story = Story::of(student()).await;
    let (hotline, _) = calls(&story).await;
    let follow_up = json!({ "category": "pick-up", "follow_up": true });
    let path = format!("/desk/api/people/{}/notes", story.sender.id);
    assert_eq!(hotline.post(&path, follow_up).await.status, 200, "and is to be called back");
    assert_eq!(hotline.post("/desk/api/shifts", json!({})).await.status, 204, "the shift ends");
    let next = story.officer(Role::Hotline, "").await;
    let duty = next.get("/desk/api/duty").await.json();
    assert_eq!(duty["open"].as_array().unwrap().len(), 1, "the next sees whom to call: {duty}");
    let shift = &duty["shifts"][0];
    assert_eq!((&shift["cases"], &shift["taken"]), (&json!(2), &Value::Null), "and what was left");
    let taken = format!("/desk/api/shifts/{}/taken", shift["id"].as_str().unwrap());
    assert_eq!(
        hotline.post(&taken, json!({})).await.refusal(),
        refusal(403, "not-allowed"),
        "nobody takes their own"
    );
    assert_eq!(next.post(&taken, json!({})).await.status, 204, "takes it over");
    assert_eq!(next.post(&taken, json!({})).await.refusal(), refusal(409, "not-now"), "once");
    let county = story.county().await;
    let open = county.get("/desk/api/duty").await.json()["open"].clone();
    assert_eq!(open.as_array().unwrap().len(), 1, "the county sees whom it is to call back");
    story.running.shutdown().await;
}
