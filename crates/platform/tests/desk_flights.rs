//! Closing a flight: over nobody who was not met.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use chrono::TimeDelta;
use common::story::Story;
use common::*;
use serde_json::{Value, json};

async fn close(story: &Story, flight: &str) -> Answer {
    let port = story.port().await;
    let groups = port.get("/desk/api/groups").await.json();
    let groups = groups["groups"].as_array().unwrap().clone();
    let group = groups.iter().find(|group| group["flight"] == json!(flight));
    let group = group.unwrap_or_else(|| panic!("nobody comes with {flight}: {groups:?}"));
    let body = json!({ "day": group["day"], "port": "PVG", "flight": flight });
    port.post("/desk/api/flights/close", body).await
}

fn flight(answers: &mut Value) -> &mut Value {
    &mut answers["legs"].as_array_mut().unwrap().last_mut().unwrap()["flight"]
}

#[tokio::test]
async fn what_was_said_of_another_flight_closes_none() {
    let mut answers = student();
    let first = flight(&mut answers).as_str().unwrap().replace(' ', "");
    let story = Story::of(answers.clone()).await;
    let port = story.port().await;
    assert_eq!(close(&story, &first).await.refusal(), refusal(409, "flight-has-unmet"), "she is expected");
    story.says(&port, json!({ "what": "not-on-board" })).await;
    story.pass(TimeDelta::hours(1));
    *flight(&mut answers) = json!("MU788");
    let taken = story.sender.declare(2, answers).await;
    assert_eq!(taken.status, 200, "she takes another: {}", taken.json());
    let refused = close(&story, "MU788").await;
    assert_eq!(refused.refusal(), refusal(409, "flight-has-unmet"), "where nobody has looked for her yet");
    assert_eq!(refused.json()["errors"][0]["pointer"], json!(story.sender.id), "she is named");
    let port = story.port().await;
    story.says(&port, json!({ "what": "not-on-board" })).await;
    assert_eq!(close(&story, "MU788").await.status, 204, "until somebody says that she is not on this one");
    story.running.shutdown().await;
}
