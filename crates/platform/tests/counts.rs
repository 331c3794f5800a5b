//! How many people come, and what is not said of it.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use common::staff::sign_in;
use common::story::home;
use common::*;
use platform::staff::Role;
use serde_json::{Value, json};

/// A declaration of somebody with that number, to that county.
fn somebody(number: usize, county: &str) -> Value {
    let mut answers = student();
    answers["document"]["number"] = json!(format!("EJ12{number:05}"));
    answers["destination"]["county"] = json!(county);
    answers["destination"]["city"] = json!(format!("{}00", &county[..4]));
    answers["destination"].as_object_mut().unwrap().remove("township");
    answers
}

fn of<'a>(counts: &'a Value, list: &str, code: &str) -> &'a Value {
    let list = counts[list].as_array().unwrap_or_else(|| panic!("{list}: {counts}"));
    let parts = list.iter().flat_map(|it| it["parts"].as_array().into_iter().flatten());
    list.iter().chain(parts).find(|it| it["code"] == code).unwrap()
}

#[tokio::test]
async fn a_month_is_counted_and_small_counts_are_withheld_but_from_the_province() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let mut number = 0;
    for (county, people) in [("330106", 6), ("330102", 2), ("330110", 7), ("330302", 5)] {
        for _ in 0..people {
            number += 1;
            let mut answers = somebody(number, county);
            answers["destination"]["township"] = student()["destination"]["township"].clone();
            if county != home() {
                answers["destination"].as_object_mut().unwrap().remove("township");
            }
            let sent = Sender::new(&running).declare(1, answers).await;
            assert_eq!(sent.status, 200, "{county}: {}", sent.json());
        }
    }
    let day = student()["legs"].as_array().unwrap().last().unwrap()["arrives_on"].clone();
    let month = &day.as_str().unwrap()[..7];
    let port = sign_in(data.path(), &running, Role::PortOfficer, "PVG").await;
    let address = format!("/desk/api/counts?month={month}");
    let counts = port.get(&address).await.json();
    assert_eq!((&counts["people"], &counts["fewest"]), (&json!(20), &json!(5)), "all of the month: {counts}");
    assert_eq!(of(&counts, "ports", "PVG")["people"], 20, "at one port");
    assert_eq!(of(&counts, "days", day.as_str().unwrap())["people"], 20, "on one day");
    assert_eq!(of(&counts, "stages", "declared")["people"], 20, "at one stage");
    assert_eq!(of(&counts, "cities", "330102")["people"], Value::Null, "two people are not shown");
    assert_eq!(of(&counts, "cities", "330106")["people"], Value::Null, "nor those from whom they follow");
    assert_eq!(of(&counts, "cities", "330100")["people"], 15, "but their sum");
    assert_eq!(of(&counts, "cities", "330302")["people"], 5, "and whatever is apart from them");
    assert_eq!(of(&counts, "cities", "330304")["people"], 0, "and that there is nobody");

    let sheet = port.get(&format!("/desk/api/counts.csv?month={month}")).await;
    let sheet = String::from_utf8(sheet.body).unwrap();
    assert!(sheet.contains("\"330102\"") && sheet.contains("\"*\""), "the sheet withholds the same: {sheet}");
    let rest = port.get("/desk/api/counts?month=2019-01").await;
    assert_eq!(rest.refusal(), refusal(400, "bad-request"), "no other span than a month of these");

    let province = sign_in(data.path(), &running, Role::HealthOfficer, "330000").await;
    let counts = province.get(&address).await.json();
    assert_eq!(counts["fewest"], Value::Null, "whoever looks after all of it");
    assert_eq!(of(&counts, "cities", "330102")["people"], 2, "sees all of it: {counts}");
    running.shutdown().await;
}
