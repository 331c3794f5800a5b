//! What an officer may say of somebody, and when: no press of one desk changes a colour or a responsibility that is another's.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use chrono::{NaiveDate, TimeDelta};
use common::story::{Story, home, ill, on};
use common::*;
use platform::staff::Role;
use platform_api::{Desk, Says, Stage, Step};
use serde_json::{Value, json};
use testkit::travellers;
use uuid::Uuid;

const ELSEWHERE: &str = "331121";

#[tokio::test]
async fn no_press_of_one_officer_turns_an_orange_code_green() {
    let story = Story::of(ill()).await;
    let (port, county) = (story.port().await, story.county().await);
    assert_eq!(story.colour().await, "orange", "she coughs");
    let ended = json!({ "what": "observation-ended" });
    let negative = json!({ "what": "tested", "result": "negative" });
    assert_eq!(
        story.say(&county, ended.clone()).await.refusal(),
        refusal(409, "not-now"),
        "before the flight"
    );
    assert_eq!(
        story.say(&port, negative.clone()).await.refusal(),
        refusal(409, "not-now"),
        "nobody was tested"
    );
    let long_ago =
        json!({ "id": Uuid::now_v7(), "at": now() - TimeDelta::days(15), "what": { "what": "landed" } });
    let refused = port.post(&story.events(), long_ago).await.refusal();
    assert_eq!(refused, refusal(422, "time-not-possible"), "nobody landed two weeks ago and was seen today");
    story.comes_home().await;
    story.says(&county, json!({ "what": "received" })).await;
    assert_eq!(story.say(&county, ended.clone()).await.refusal(), refusal(409, "not-now"), "none has begun");
    story.says(&county, json!({ "what": "observation-begun", "until": on(14) })).await;
    let health = story.officer(Role::HealthOfficer, &home()).await;
    for (officer, early) in [(&county, ended), (&health, negative)] {
        story.says(officer, early.clone()).await;
        assert_eq!(story.colour().await, "orange", "{early}: one person's word is kept, and the code stays");
        let again = story.say(officer, early.clone()).await.refusal();
        assert_eq!(again, refusal(409, "second-awaited"), "{early}: once is enough");
    }
    let events = story.case().await["events"].clone();
    let waiting = events.as_array().unwrap().iter().filter(|event| event["stands"] == "waits").count();
    assert_eq!(waiting, 2, "whoever opens the case sees that it waits: {events}");
    story.says(&health, json!({ "what": "tested", "result": "positive" })).await;
    assert_eq!(story.colour().await, "orange", "what raises a risk waits for nobody");
    story.running.shutdown().await;
}

#[tokio::test]
async fn two_presses_of_one_officer_end_no_observation() {
    let story = Story::of(ill()).await;
    let (_, county) = story.comes_home().await;
    story.says(&county, json!({ "what": "received" })).await;
    let (begun, ended) =
        (|day| json!({ "what": "observation-begun", "until": day }), json!({ "what": "observation-ended" }));
    let past = story.say(&county, begun(on(-1))).await.refusal();
    assert_eq!(past, refusal(422, "time-not-possible"), "nobody is observed until yesterday");
    story.says(&county, begun(on(0))).await;
    let again = story.say(&county, begun(on(13))).await.refusal();
    assert_eq!(again, refusal(409, "second-awaited"), "a short one is an early end, said in two words");
    assert_eq!(story.say(&county, ended.clone()).await.refusal(), refusal(409, "not-now"), "none has begun");
    let case = story.case().await;
    assert_eq!(case["observed_until"], json!(on(14)), "the page is told the day that can be said");
    story.says(&county, begun(on(14))).await;
    let health = story.officer(Role::HealthOfficer, &home()).await;
    story.says(&health, ended).await;
    assert_eq!(story.colour().await, "orange", "and she stays orange");
    let until = story.sender.stands().await.next.unwrap().day;
    assert_eq!(until, Some(on(14)), "and observed for as long as the rules say");
    story.running.shutdown().await;
}

#[tokio::test]
async fn an_observation_ends_early_by_the_words_of_two_officers() {
    let story = Story::of(ill()).await;
    let (_, county) = story.comes_home().await;
    story.says(&county, json!({ "what": "received" })).await;
    story.says(&county, json!({ "what": "observation-begun", "until": on(14) })).await;
    story.pass(TimeDelta::days(10));
    let first = story.officer(Role::HealthOfficer, &home()).await;
    story.says(&first, json!({ "what": "observation-ended" })).await;
    assert_eq!(story.colour().await, "orange", "one officer's word waits");
    assert_eq!(story.asked(&first).await, [] as [Value; 0], "which is not theirs to confirm");
    let elsewhere = story.officer(Role::HealthOfficer, ELSEWHERE).await;
    assert_eq!(story.asked(&elsewhere).await, [] as [Value; 0], "nor another county's");
    let second = story.officer(Role::HealthOfficer, &home()).await;
    let open = story.asked(&second).await;
    assert_eq!(
        (open.len(), &open[0]["kind"], &open[0]["said"]["what"], &open[0]["said"]["by"]),
        (1, &json!("second"), &json!("observation-ended"), &json!("health-officer")),
        "a colleague is asked, and reads what was said by whom"
    );
    let answer = format!("/desk/api/asked/{}/{}", story.sender.id, open[0]["event"].as_str().unwrap());
    let confirmed = json!({ "granted": true, "answer": "confirmed" });
    let own = first.post(&answer, confirmed.clone()).await.refusal();
    assert_eq!(own, refusal(403, "not-allowed"), "nobody is their own second");
    let both = second.post(&answer, json!({ "granted": false, "answer": "confirmed" })).await.status;
    assert_eq!(both, 400, "yes and no at once is no answer");
    assert_eq!(second.post(&answer, confirmed.clone()).await.status, 204, "the colleague confirms it");
    assert_eq!(story.colour().await, "green", "and at once the code is what two have said");
    assert_eq!(story.sender.stands().await.next, None, "and her way is over");
    assert_eq!(second.post(&answer, confirmed).await.refusal(), refusal(404, "nobody-found"), "once");
    story.running.shutdown().await;
}

#[tokio::test]
async fn what_a_second_officer_does_not_confirm_never_counts() {
    let story = Story::of(ill()).await;
    let (_, county) = story.comes_home().await;
    story.says(&county, json!({ "what": "received" })).await;
    let first = story.officer(Role::HealthOfficer, &home()).await;
    let elsewhere = json!({ "what": "tested", "result": "negative", "taken_on": on(-15) });
    assert_eq!(
        story.say(&first, elsewhere).await.refusal(),
        refusal(422, "time-not-possible"),
        "a swab of two weeks ago says nothing of today"
    );
    story.says(&first, json!({ "what": "tested", "result": "negative", "taken_on": on(-1) })).await;
    let second = story.officer(Role::HealthOfficer, &home()).await;
    let open = story.asked(&second).await;
    assert_eq!(
        (&open[0]["said"]["result"], &open[0]["said"]["day"]),
        (&json!("negative"), &json!(on(-1))),
        "with the result and the day of the swab"
    );
    let answer = format!("/desk/api/asked/{}/{}", story.sender.id, open[0]["event"].as_str().unwrap());
    let not = json!({ "granted": false, "answer": "not-confirmed" });
    assert_eq!(second.post(&answer, not).await.status, 204, "the laboratory knows nothing of it");
    assert_eq!(story.colour().await, "orange", "so nothing has changed");
    let events = story.case().await["events"].clone();
    let tested = events.as_array().unwrap().iter().find(|event| event["what"] == "tested").unwrap();
    assert_eq!(tested["stands"], "not-confirmed", "and whoever opens the case sees so");
    story.says(&first, json!({ "what": "tested", "result": "negative", "taken_on": on(-1) })).await;
    assert_eq!(story.asked(&second).await.len(), 1, "it can be said again, with the laboratory's answer");
    story.running.shutdown().await;
}

#[tokio::test]
async fn a_result_is_of_the_day_of_its_sample_and_each_sample_has_one() {
    let story = Story::of(student()).await;
    let port = story.port().await;
    story.says(&port, json!({ "what": "landed" })).await;
    let small = story.say(&port, json!({ "what": "sampled", "tube": "not a tube" })).await.refusal();
    assert_eq!(small, refusal(422, "word-not-known"), "a barcode is a barcode");
    story.says(&port, json!({ "what": "sampled", "tube": "T-2020-1" })).await;
    let negative = json!({ "what": "tested", "result": "negative" });
    story.says(&port, negative.clone()).await;
    story.says(&port, negative).await;
    let results = story.case().await["events"].clone();
    let waiting = results.as_array().unwrap().iter().filter(|event| event["stands"] == "waits").count();
    assert_eq!(waiting, 1, "one tube gives one result: a second one is one person's word");
    story.running.shutdown().await;
}

#[tokio::test]
async fn nobody_is_observed_longer_by_beginning_again() {
    let story = Story::of(student()).await;
    let (_, county) = story.comes_home().await;
    story.says(&county, json!({ "what": "received" })).await;
    story.says(&county, json!({ "what": "observation-begun", "until": on(14) })).await;
    story.pass(TimeDelta::days(10));
    let county = story.county().await;
    let again = json!({ "what": "observation-begun", "until": on(24) });
    let refused = story.say(&county, again).await.refusal();
    assert_eq!(refused, refusal(422, "observation-too-long"), "extended at will");
    story.says(&county, json!({ "what": "observation-begun", "until": on(14) })).await;
    story.pass(TimeDelta::days(4));
    let county = story.county().await;
    story.says(&county, json!({ "what": "observation-ended" })).await;
    story.running.shutdown().await;
}

#[tokio::test]
async fn a_county_answers_for_itself_and_for_no_other() {
    let story = Story::of(student()).await;
    let (_, county) = story.comes_home().await;
    let (own, other) = (Desk::County(home()), Desk::County(ELSEWHERE.into()));
    story.says(&county, json!({ "what": "destination-changed", "county": ELSEWHERE })).await;
    for what in [json!({ "what": "accepted" }), json!({ "what": "declined", "reason": "no-room" })] {
        let refused = story.say(&county, what.clone()).await.refusal();
        assert_eq!(refused, refusal(403, "other-county-answers"), "{what}: whoever asks does not answer");
    }
    story.says(&county, json!({ "what": "received" })).await;
    assert_eq!(story.desk().await, own, "whoever meets her stays responsible, and nobody else becomes it");
    let asked = story.officer(Role::CountyContact, ELSEWHERE).await;
    story.says(&county, json!({ "what": "destination-changed", "county": ELSEWHERE })).await;
    let declines = story.say(&asked, json!({ "what": "declined", "reason": "no-room" })).await;
    assert_eq!(
        (declines.status, declines.body.len()),
        (204, 0),
        "a county that declines sees no more of her"
    );
    story.says(&county, json!({ "what": "destination-changed", "county": ELSEWHERE })).await;
    story.says(&asked, json!({ "what": "accepted" })).await;
    assert_eq!(story.desk().await, other, "and one that accepts is responsible");
    story.running.shutdown().await;
}

#[tokio::test]
async fn what_is_on_no_list_is_not_said() {
    let story = Story::of(student()).await;
    let (port, county) = (story.port().await, story.county().await);
    let unknown = refusal(422, "word-not-known");
    for port_code in ["PVQ", "", "pvg\n", "the other one"] {
        let refused = story.say(&port, json!({ "what": "diverted", "port": port_code })).await.refusal();
        assert_eq!(refused, unknown, "{port_code:?} is no port: nobody would be responsible");
    }
    for code in ["33", "999999", "330000", "330100", "", "331121001"] {
        let what = json!({ "what": "destination-changed", "county": code });
        assert_eq!(
            story.say(&county, what).await.refusal(),
            unknown,
            "{code:?} is no county: nobody is asked"
        );
    }
    story.says(&port, json!({ "what": "landed" })).await;
    let reason = "she coughed and would not say since when";
    let refused = story.say(&port, json!({ "what": "refused", "reason": reason })).await.refusal();
    assert_eq!(refused, unknown, "nobody's health is written into a reason");
    assert_eq!(story.desk().await, Desk::Port("PVG".into()), "and nothing has moved");
    story.running.shutdown().await;
}

#[tokio::test]
async fn the_step_of_one_desk_is_not_another_desks_to_put_off() {
    let story = Story::of(student()).await;
    let (port, county) = (story.port().await, story.county().await);
    story.says(&port, json!({ "what": "landed" })).await;
    let due = story.sender.stands().await.next.unwrap().due;
    for what in [
        json!({ "what": "followed-up", "next": on(1) }),
        json!({ "what": "followed-up", "next": null }),
        json!({ "what": "observation-begun", "until": on(14) }),
    ] {
        let refused = story.say(&county, what.clone()).await.refusal();
        assert_eq!(refused, refusal(409, "not-now"), "{what}: she stands at the port");
    }
    assert_eq!(story.sender.stands().await.next.unwrap().due, due, "the port's six hours stay");
    story.says(&port, json!({ "what": "handed-over" })).await;
    let health = story.officer(Role::HealthOfficer, &home()).await;
    for (officer, what) in [
        (&county, json!({ "what": "followed-up", "next": on(14) })),
        (&health, json!({ "what": "observation-begun", "until": on(14) })),
    ] {
        let refused = story.say(officer, what.clone()).await.refusal();
        assert_eq!(refused, refusal(409, "not-now"), "{what}: she has not arrived, and that is what is due");
    }
    story.says(&county, json!({ "what": "received" })).await;
    for day in [on(-1), on(15), NaiveDate::from_ymd_opt(9999, 12, 31).unwrap()] {
        let refused = story.say(&county, json!({ "what": "followed-up", "next": day })).await.refusal();
        assert_eq!(refused, refusal(422, "time-not-possible"), "{day} is no day to call again");
    }
    story.says(&county, json!({ "what": "followed-up", "next": on(3) })).await;
    let refused = story.say(&port, json!({ "what": "sent-on", "mode": "bus" })).await.refusal();
    assert_eq!(refused, refusal(409, "not-now"), "nor does a port send on who is in the county");
    story.running.shutdown().await;
}

#[tokio::test]
async fn what_is_corrected_after_the_landing_asks_another_county_and_moves_nobody() {
    let story = Story::of(student()).await;
    story.comes_home().await;
    let own = Desk::County(home());
    assert_eq!(story.desk().await, own, "her county is responsible");
    story.pass(TimeDelta::minutes(5));
    let mut corrected = student();
    let there = travellers::all(today())
        .into_iter()
        .map(|it| it.answers["destination"].clone())
        .find(|there| {
            there["county"].as_str().is_some_and(|county| county.starts_with("33") && county != home())
        })
        .unwrap();
    let other = there["county"].as_str().unwrap().to_owned();
    corrected["destination"] = there;
    let taken = story.sender.declare(2, corrected).await;
    assert_eq!(taken.status, 200, "she corrects where she goes: {}", taken.json());
    assert_eq!(story.desk().await, own, "which makes nobody responsible that has not said so");
    let asked = story.officer(Role::CountyContact, &other).await;
    story.says(&asked, json!({ "what": "accepted" })).await;
    assert_eq!(story.desk().await, Desk::County(other), "until that county has");
    story.running.shutdown().await;
}

/// What one press on her phone says now.
async fn offers(story: &Story) -> Vec<Value> {
    let token = story.sender.secret.phone_token(2).reveal().to_string();
    let key = json!({ "declaration": story.sender.id, "token": token }).to_string();
    let headers = [("Content-Type", "application/json")];
    let view = request(story.running.addr, "POST", "/me/api/look", &headers, key.as_bytes()).await.json();
    view["offers"].as_array().unwrap().clone()
}

#[tokio::test]
async fn what_was_said_of_a_journey_that_was_given_up_says_nothing_of_the_next() {
    let story = Story::of(student()).await;
    let missed = story.sender.put_letter(1, &story.sender.letter(1, Says::MissedFlight)).await;
    assert_eq!(missed.status, 200, "she missed her flight");
    assert_eq!(
        story.sender.stands().await.next.unwrap().step,
        Step::AnotherFlight,
        "and is asked for another"
    );
    let digest = (&story.sender.secret.phone_token(2)).into();
    let phone = story.sender.letter(2, Says::LetsPhone { digest, asks_birth: false });
    assert_eq!(story.sender.put_letter(2, &phone).await.status, 200, "her phone is let in");
    assert_eq!(
        offers(&story).await,
        [json!({ "says": "takes-back" })],
        "a slip of the finger, and nothing else"
    );
    story.pass(TimeDelta::hours(1));
    let mut corrected = student();
    let legs = corrected["legs"].as_array_mut().unwrap();
    legs.last_mut().unwrap()["flight"] = json!("MU788");
    assert_eq!(story.sender.declare(2, student()).await.status, 200, "the same again changes nothing");
    assert_eq!(story.sender.stands().await.next.unwrap().step, Step::AnotherFlight, "she still has none");
    let taken = story.sender.declare(3, corrected).await;
    assert_eq!(taken.status, 200, "she corrects the flight: {}", taken.json());
    let status = story.sender.stands().await;
    assert_eq!(
        (status.stage, status.next.unwrap().step),
        (Stage::Declared, Step::Arrival),
        "and is expected on the new one"
    );
    let left = offers(&story).await;
    assert!(!left.contains(&json!({ "says": "takes-back" })), "of which nothing was said: {left:?}");
    story.running.shutdown().await;
}

#[tokio::test]
async fn the_same_press_with_other_details_is_refused_and_changes_nothing() {
    let story = Story::of(student()).await;
    let port = story.port().await;
    story.says(&port, json!({ "what": "landed" })).await;
    story.says(&port, json!({ "what": "sampled", "tube": "T-2020-1" })).await;
    let drawn = Uuid::now_v7();
    let result = |result| json!({ "id": drawn, "what": { "what": "tested", "result": result } });
    let press = async |body| port.post(&story.events(), body).await;
    assert_eq!(press(result("negative")).await.status, 200, "a result is kept, and the answer lost");
    let corrected = press(result("positive")).await.refusal();
    assert_eq!(corrected, refusal(409, "event-conflict"), "the other result is not taken for kept");
    assert_eq!(press(result("negative")).await.status, 200, "the same one is");
    let other = json!({ "id": drawn, "what": { "what": "landed" } });
    assert_eq!(press(other).await.refusal(), refusal(409, "event-conflict"), "nor is another word");
    let earlier = json!({
        "id": drawn, "at": now() - TimeDelta::hours(1), "what": { "what": "tested", "result": "negative" }
    });
    assert_eq!(press(earlier).await.refusal(), refusal(409, "event-conflict"), "nor another time");
    let handed = json!({ "id": Uuid::now_v7(), "what": { "what": "handed-over" } });
    assert_eq!(press(handed.clone()).await.status, 200, "she is given to her county");
    assert_eq!(press(handed).await.status, 200, "which can be said twice");
    let county = story.county().await;
    let away = json!({ "what": "destination-changed", "county": ELSEWHERE });
    story.says(&county, away).await;
    let asked = story.officer(Role::CountyContact, ELSEWHERE).await;
    let declines = json!({ "id": Uuid::now_v7(), "what": { "what": "declined", "reason": "no-room" } });
    for _ in 0..2 {
        let said = asked.post(&story.events(), declines.clone()).await;
        assert_eq!(said.status, 204, "also where she is another county's by it");
    }
    story.running.shutdown().await;
}

#[tokio::test]
async fn a_correction_of_something_else_asks_no_county_again() {
    let story = Story::of(student()).await;
    let (_, county) = story.comes_home().await;
    story.says(&county, json!({ "what": "destination-changed", "county": ELSEWHERE })).await;
    story.pass(TimeDelta::minutes(5));
    let asked = story.officer(Role::CountyContact, ELSEWHERE).await;
    let mut corrected = student();
    corrected["contact"]["mobile_abroad"] = json!("+393471234568");
    assert_eq!(
        story.sender.declare(2, corrected.clone()).await.status,
        200,
        "she corrects a telephone number"
    );
    story.says(&asked, json!({ "what": "accepted" })).await;
    let other = Desk::County(ELSEWHERE.into());
    assert_eq!(story.desk().await, other, "which takes back no question that an officer has asked");
    story.pass(TimeDelta::minutes(5));
    corrected["contact"]["mobile_abroad"] = json!("+393471234569");
    assert_eq!(story.sender.declare(3, corrected).await.status, 200, "and again");
    let first = story.say(&county, json!({ "what": "accepted" })).await;
    assert_ne!(first.status, 200, "and asks nobody to take her over who has given her away");
    assert_eq!(story.desk().await, other, "she stays where she is");
    story.running.shutdown().await;
}

#[tokio::test]
async fn an_officer_takes_no_letters_place_and_has_said_enough_after_forty_words() {
    let story = Story::of(student()).await;
    let port = story.port().await;
    let writes = json!({ "what": "writes", "message": "wait-for-result" });
    let drawn = Uuid::now_v7();
    for _ in 0..2 {
        let said = port.post(&story.events(), json!({ "id": drawn, "what": writes })).await;
        let events = said.json()["events"].as_array().unwrap().clone();
        assert_eq!(events.len(), 1, "the same press is the same word, however often it arrives");
        assert_ne!(events[0]["id"], json!(drawn), "and its id is not the page's to choose");
    }
    let undone = story.say(&port, json!({ "what": "revokes", "event": drawn })).await.json();
    assert_eq!(undone["events"][0]["stands"], "taken-back", "the page takes back what it has just sent");
    for _ in 0..38 {
        story.says(&port, writes.clone()).await;
    }
    let refused = story.say(&port, writes).await.refusal();
    assert_eq!(refused, refusal(429, "too-many-requests"), "nobody buries a look under messages");
    story.running.shutdown().await;
}
