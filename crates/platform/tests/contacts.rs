//! Who was near a case, and is told.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use common::staff::sign_in;
use common::story::home;
use common::*;
use platform::staff::Role;
use serde_json::{Value, json};
use uuid::Uuid;

/// A student in that seat, to that county.
fn seated(number: &str, seat: &str, county: &str) -> Value {
    let mut answers = student();
    answers["document"]["number"] = json!(number);
    let legs = answers["legs"].as_array_mut().unwrap();
    legs.iter_mut().find(|leg| leg["to"] == "PVG").unwrap()["seat"] = json!(seat);
    if county != home() {
        answers["destination"]["county"] = json!(county);
        answers["destination"]["city"] = json!(format!("{}00", &county[..4]));
        answers["destination"].as_object_mut().unwrap().remove("township");
    }
    answers
}

#[tokio::test]
async fn whoever_sat_near_a_case_is_found_and_told_without_naming_it() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let mut people = Vec::new();
    for (number, seat, county) in [
        ("EJ1234501", "31A", home()),
        ("EJ1234502", "34K", home()),
        ("EJ1234503", "35A", home()),
        ("EJ1234504", "28C", "330302".to_owned()),
    ] {
        let sender = Sender::new(&running);
        let declared = sender.declare(1, seated(number, seat, &county)).await;
        assert_eq!(declared.status, 200, "{seat}: {}", declared.json());
        people.push(sender);
    }
    let [case, near, far, elsewhere] = &people[..] else { panic!("four") };
    let port = sign_in(data.path(), &running, Role::PortOfficer, "PVG").await;
    let health = sign_in(data.path(), &running, Role::HealthOfficer, &home()).await;
    let contacts = format!("/desk/api/people/{}/contacts", case.id);
    assert_eq!(
        health.get(&contacts).await.refusal(),
        refusal(409, "not-now"),
        "nobody is a case without a test"
    );
    let say = async |what: Value| {
        let path = format!("/desk/api/people/{}/events", case.id);
        let said = port.post(&path, json!({ "id": Uuid::now_v7(), "what": what })).await;
        assert_eq!(said.status, 200, "{what}: {}", said.json());
    };
    say(json!({ "what": "landed" })).await;
    say(json!({ "what": "sampled", "tube": "AB-1" })).await;
    say(json!({ "what": "tested", "result": "positive" })).await;
    let found = health.get(&contacts).await.json();
    let ids: Vec<_> =
        found["contacts"].as_array().unwrap().iter().map(|it| it["person"]["declaration"].clone()).collect();
    assert_eq!(ids, [json!(near.id)], "three rows behind, and not four: {found}");
    assert_eq!(
        (&found["contacts"][0]["why"], &found["elsewhere"]),
        (&json!(["row"]), &json!(1)),
        "of another county how many"
    );
    assert_eq!(found["untold"], 2, "nobody was told");
    assert_eq!(health.post(&contacts, json!({})).await.json()["told"], 2, "all are told");
    assert_eq!(health.post(&contacts, json!({})).await.json()["told"], 0, "once");
    for told in [near, elsewhere] {
        let stands = told.stands().await;
        assert_eq!(stands.messages[0].code, "contact", "on their own screen");
        assert!(!format!("{:?}", stands.messages).contains(&case.id.to_string()), "and not about whom");
    }
    assert!(
        far.stands().await.messages.is_empty() && case.stands().await.messages.is_empty(),
        "and nobody else"
    );
    assert_eq!(health.get(&contacts).await.json()["untold"], 0, "as the list says");
    running.shutdown().await;
}
