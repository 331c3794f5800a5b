//! How many people come, and what is not said of it.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use chrono::TimeDelta;
use common::staff::sign_in;
use common::story::{Story, home};
use common::*;
use platform::staff::Role;
use platform_api::{ReviewReason, Says};
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
    let auditor = sign_in(data.path(), &running, Role::Auditor, "").await;
    let address = format!("/desk/api/counts?month={month}");
    let counts = auditor.get(&address).await.json();
    assert_eq!((&counts["people"], &counts["fewest"]), (&json!(20), &json!(5)), "all of the month: {counts}");
    assert_eq!(of(&counts, "ports", "PVG")["people"], 20, "at one port");
    assert_eq!(of(&counts, "days", day.as_str().unwrap())["people"], 20, "on one day");
    assert_eq!(of(&counts, "stages", "declared")["people"], 20, "at one stage");
    assert_eq!(of(&counts, "cities", "330102")["people"], Value::Null, "two people are not shown");
    assert_eq!(of(&counts, "cities", "330106")["people"], Value::Null, "nor those from whom they follow");
    assert_eq!(of(&counts, "cities", "330100")["people"], 15, "but their sum");
    assert_eq!(of(&counts, "cities", "330302")["people"], 5, "and whatever is apart from them");
    assert_eq!(of(&counts, "cities", "330304")["people"], 0, "and that there is nobody");
    assert_eq!(Sender::new(&running).declare(1, somebody(99, "330106")).await.status, 200, "one more comes");
    assert_eq!(
        auditor.get(&address).await.json()["people"],
        20,
        "whom nobody sees come who asks again and again"
    );

    // Whoever has the seven on their own list knows them: of all others two are few, with the six that are known to nobody.
    let county = sign_in(data.path(), &running, Role::CountyContact, "330110").await;
    let counts = county.get(&address).await.json();
    assert_eq!(of(&counts, "cities", "330102")["people"], Value::Null, "still not shown: {counts}");
    assert_eq!(of(&counts, "cities", "330106")["people"], Value::Null, "{counts}");
    let all_but_two = sign_in(data.path(), &running, Role::CountyContact, "330106,330110,330302").await;
    let counts = all_but_two.get(&address).await.json();
    assert_eq!(
        (&counts["people"], &counts["colours"]),
        (&Value::Null, &Value::Null),
        "two others are nobody's: {counts}"
    );
    let port = auditor;

    let sheet = port.get(&format!("/desk/api/counts.csv?month={month}")).await;
    let sheet = String::from_utf8(sheet.body).unwrap();
    assert!(sheet.contains("\"330102\"") && sheet.contains("\"*\""), "the sheet withholds the same: {sheet}");
    let rest = port.get("/desk/api/counts?month=2019-01").await;
    assert_eq!(rest.refusal(), refusal(400, "bad-request"), "no other span than a month of these");

    let province = sign_in(data.path(), &running, Role::HealthOfficer, "330000").await;
    let counts = province.get(&address).await.json();
    assert_eq!(counts["fewest"], Value::Null, "whoever looks after all of it");
    assert_eq!(of(&counts, "cities", "330102")["people"], 2, "sees all of it: {counts}");
    assert_eq!(counts["people"], 21, "as it is now");
    running.shutdown().await;
}

#[tokio::test]
async fn a_month_is_checked_by_what_was_promised() {
    let story = Story::of(student()).await;
    let asks = Says::Review { reason: ReviewReason::Places, text: None };
    let letter = story.sender.letter(1, asks);
    assert_eq!(story.sender.put_letter(1, &letter).await.status, 200, "she asks for a review");
    story.pass(TimeDelta::hours(30));
    let health = story.officer(Role::HealthOfficer, &home()).await;
    let asked = story.asked(&health).await;
    let event = asked[0]["event"].as_str().unwrap().to_owned();
    let answer = json!({ "granted": false, "answer": "facts-as-declared" });
    let address = format!("/desk/api/asked/{}/{event}", story.sender.id);
    assert_eq!(health.post(&address, answer).await.status, 204, "and is answered too late");
    let port = story.port().await;
    story.case().await;
    story.says(&port, json!({ "what": "landed" })).await;
    story.pass(TimeDelta::hours(9));
    let port = story.port().await;
    story.says(&port, json!({ "what": "handed-over" })).await;

    let auditor = story.officer(Role::Auditor, "").await;
    let check = auditor.get("/desk/api/self-check").await.json();
    let number = |what: &str| {
        let counted = check["counted"].as_array().unwrap().iter();
        counted.clone().find(|it| it["what"] == what).map(|it| it["number"].as_u64().unwrap()).unwrap()
    };
    assert_eq!(
        ["review-asked", "review-refused", "review-granted", "review-late"].map(number),
        [1, 1, 0, 1],
        "{check}"
    );
    assert_eq!(["handed-over", "handed-over-late", "received"].map(number), [1, 1, 0], "{check}");
    assert!(number("retention-run") >= 1 && number("retention-failed") == 0, "{check}");
    assert_eq!(check["codes"], Value::Null, "one code is not shown");
    let looks: Vec<_> =
        check["looks"].as_array().unwrap().iter().filter(|it| it["role"] == "port-officer").collect();
    assert!(
        looks[0]["looks"].as_u64() > looks[0]["idle"].as_u64(),
        "what was followed by a word is not idle: {check}"
    );
    assert!(looks[0]["idle"].as_u64() >= Some(1), "and a mere look is: {check}");
    let before = auditor.get("/desk/api/self-check?month=2019-01").await;
    assert_eq!(before.refusal(), refusal(400, "bad-request"), "a year back, and no more");
    story.running.shutdown().await;
}
