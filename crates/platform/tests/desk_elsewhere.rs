//! Nobody falls between two desks: whoever is diverted, sent to another county, takes everything back or is overdue stands on the
//! list of whoever has to do something.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use chrono::TimeDelta;
use common::staff::Signed;
use common::story::{Story, home};
use common::*;
use platform::staff::Role;
use platform_api::Stage;
use serde_json::{Value, json};

/// How many people an officer's first page counts, by flight or by day.
async fn counted(officer: &Signed) -> u64 {
    let groups = officer.get("/desk/api/groups").await.json();
    let groups = groups["groups"].as_array().unwrap().clone();
    groups.iter().map(|group| group["people"].as_u64().unwrap()).sum()
}

/// The people of the first of an officer's groups.
async fn listed(officer: &Signed) -> Vec<Value> {
    let groups = officer.get("/desk/api/groups").await.json();
    let group = &groups["groups"][0];
    let text = |of: &Value| of.as_str().unwrap_or_default().to_owned();
    let place = match group["port"]["code"].as_str() {
        Some(port) => format!("port={port}&flight={}", text(&group["flight"])),
        None => format!("county={}", text(&group["county"]["code"])),
    };
    let list = format!("/desk/api/people?day={}&{place}", text(&group["day"]));
    officer.get(&list).await.json()["people"].as_array().unwrap().clone()
}

async fn section(officer: &Signed, of: &str) -> Vec<Value> {
    officer.get("/desk/api/groups").await.json()[of].as_array().unwrap().clone()
}

#[tokio::test]
async fn whoever_is_diverted_is_met_where_the_aeroplane_lands() {
    let story = Story::of(student()).await;
    let (pudong, hangzhou) = (story.port().await, story.officer(Role::PortOfficer, "HGH").await);
    assert_eq!((counted(&pudong).await, counted(&hangzhou).await), (1, 0), "she is expected at Pudong");
    let diverted = story.say(&pudong, json!({ "what": "diverted", "port": "HGH" })).await;
    assert_eq!(diverted.status, 200, "{}", diverted.json());
    assert_eq!((counted(&pudong).await, counted(&hangzhou).await), (0, 1), "and now at Hangzhou");
    let there = listed(&hangzhou).await;
    assert_eq!(there[0]["port"]["code"], "HGH", "by name, on Hangzhou's list: {there:?}");
    assert_eq!(story.say(&hangzhou, json!({ "what": "landed" })).await.status, 200, "which meets her");
    story.running.shutdown().await;
}

#[tokio::test]
async fn whoever_stands_at_another_counter_with_code_and_passport_is_met_there() {
    let story = Story::of(student()).await;
    let hangzhou = story.officer(Role::PortOfficer, "HGH").await;
    let code = story.sender.stands().await.code.unwrap();
    let answers = student();
    let number = answers["document"]["number"].as_str().unwrap();
    let zone = zone_of("CHN", number, answers["about"]["born"].as_str().unwrap());
    let find = async |words: &str, zone: &str| {
        hangzhou.post("/desk/api/find", json!({ "words": words, "born": "", "zone": zone })).await
    };
    assert_eq!(find(&code, "").await.status, 404, "a code alone may be a picture of somebody else's");
    assert_eq!(
        find("", &zone).await.status,
        404,
        "and a zone alone may be made up from what is known of her"
    );
    assert_eq!(find(&code, &zone_of("CHN", "E00000017", "1999-01-01")).await.status, 409, "not her passport");
    let found = find(&code, &zone).await;
    assert_eq!(found.status, 200, "both say that she stands here: {}", found.json());
    let landed = story.say(&hangzhou, json!({ "what": "landed" })).await;
    assert_eq!(landed.json()["person"]["port"]["code"], "HGH", "she was met where she is: {}", landed.json());
    assert_eq!(counted(&hangzhou).await, 1, "and is on the list there from then on");
    assert_eq!(counted(&story.port().await).await, 0, "and Pudong waits for her no more");
    story.running.shutdown().await;
}

#[tokio::test]
async fn another_county_finds_whom_it_is_asked_to_take_over() {
    let story = Story::of(student()).await;
    let port = story.port().await;
    let (home, other) = (story.county().await, story.officer(Role::CountyContact, "331121").await);
    assert_eq!((counted(&home).await, counted(&other).await), (1, 0), "she goes home");
    story.say(&port, json!({ "what": "landed" })).await;
    let asks = json!({ "what": "destination-changed", "county": "331121" });
    assert_eq!(story.say(&port, asks).await.status, 200, "now somewhere else");
    assert_eq!(counted(&home).await, 1, "her county stays responsible until the other has accepted");
    let there = listed(&other).await;
    assert_eq!(there.len(), 1, "and the other finds her on its own list: {there:?}");
    assert_eq!(story.say(&other, json!({ "what": "accepted" })).await.status, 200, "and accepts");
    assert_eq!((counted(&home).await, counted(&other).await), (0, 1), "she is in its day, and in no other's");
    story.running.shutdown().await;
}

#[tokio::test]
async fn whoever_has_landed_and_takes_everything_back_stays_on_the_list_and_becomes_overdue() {
    let story = Story::of(student()).await;
    let port = story.port().await;
    story.say(&port, json!({ "what": "landed" })).await;
    assert_eq!(story.sender.withdraw(2).await.status, 200, "she takes it all back");
    assert_eq!(counted(&port).await, 1, "Pudong still has to send her on");
    let there = listed(&port).await;
    assert_eq!(there[0]["withdrawn"], true, "and sees that nothing of what she said is left: {there:?}");
    assert!(!there[0].to_string().contains("CHEN"), "not her name either");
    story.pass(TimeDelta::hours(7));
    let port = story.port().await;
    assert_eq!(section(&port, "late").await.len(), 1, "six hours later it is overdue");
    story.running.shutdown().await;
}

#[tokio::test]
async fn whoever_takes_everything_back_before_landing_is_on_no_list() {
    let story = Story::of(student()).await;
    let port = story.port().await;
    assert_eq!(story.sender.withdraw(2).await.status, 200, "she takes it all back");
    assert_eq!(counted(&port).await, 0, "nobody waits for her");
    assert_eq!(counted(&story.county().await).await, 0, "nor does her county");
    story.running.shutdown().await;
}

#[tokio::test]
async fn a_county_sees_each_day_whom_it_has_to_call_however_long_ago_they_came() {
    let story = Story::of(student()).await;
    let (port, county) = (story.port().await, story.county().await);
    for word in ["landed", "handed-over"] {
        assert_eq!(story.say(&port, json!({ "what": word })).await.status, 200, "{word}");
    }
    assert_eq!(story.say(&county, json!({ "what": "received" })).await.status, 200, "met at home");
    let next = (today() + TimeDelta::days(9)).to_string();
    let followed = story.say(&county, json!({ "what": "followed-up", "next": next })).await;
    assert_eq!(followed.status, 200, "to be called again: {}", followed.json());
    assert_eq!(section(&county, "due").await, [] as [Value; 0], "not today and not tomorrow");
    story.pass(TimeDelta::days(8));
    let county = story.county().await;
    let due = section(&county, "due").await;
    assert_eq!(due.len(), 1, "the day before, she is to be seen: {due:?}");
    assert_eq!(due[0]["step"], "follow-up", "with what is to be done");
    assert_eq!(section(&county, "late").await, [] as [Value; 0], "in time");
    story.pass(TimeDelta::days(2));
    let county = story.county().await;
    assert_eq!(section(&county, "late").await.len(), 1, "and after that she is overdue");
    assert_eq!(section(&county, "due").await, [] as [Value; 0], "and stands there once");
    let elsewhere = story.officer(Role::CountyContact, "331121").await;
    assert_eq!(section(&elsewhere, "late").await, [] as [Value; 0], "on nobody else's screen");
    let province = story.officer(Role::HealthOfficer, "330000").await;
    assert_eq!(
        section(&province, "late").await.len(),
        1,
        "but on the screen of whoever looks after all counties"
    );
    assert_eq!(story.sender.stands().await.stage, Stage::Received, "she sees that she was met");
    assert!(home().starts_with("33"), "a county of the province");
    story.running.shutdown().await;
}
