//! One person, one current declaration: nobody becomes green by declaring again.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use common::staff::sign_in;
use common::*;
use health_code::{CodeKey, verify_sample};
use platform::staff::Role;
use platform::{Config, Platform};
use platform_api::{ReviewReason, Says};
use serde_json::{Value, json};

fn ill() -> Value {
    let mut answers = student();
    answers["health"]["symptoms"] = json!(["dry-cough"]);
    answers["health"]["symptoms_when"] = json!("now");
    answers["health"]["symptoms_since"] = json!(testkit::travellers::day(today(), -1));
    answers
}

/// Colour and rule of the code that a sender was given.
async fn judged(sender: &Sender) -> (String, String) {
    let keys = sender.profile.code_keys.iter();
    let keys: Vec<CodeKey> =
        keys.map(|key| CodeKey::new(key.id.clone(), &key.bytes().unwrap()).unwrap()).collect();
    let claims = verify_sample(&sender.stands().await.code.unwrap(), &keys, now()).unwrap().claims;
    (claims.colour.name().to_owned(), claims.rule)
}

/// What a counter sees of somebody: on the card, in the counts, on the county's sheet.
async fn desks_show(data: &tempfile::TempDir, running: &platform::Running, sender: &Sender, colour: &str) {
    let port = sign_in(data.path(), running, Role::PortOfficer, "PVG").await;
    let case = port.get(&format!("/desk/api/people/{}", sender.id)).await.json();
    let code = &case["person"]["code"];
    assert_eq!(code["colour"], colour, "the card shows what the code says: {code}");
    assert_eq!(code["reasons"], json!(["another-declaration-health"]), "and whose reason it is");
    let groups = port.get("/desk/api/groups").await.json();
    let group = &groups["groups"][0];
    assert_eq!((&group[colour], &group["people"]), (&json!(1), &json!(1)), "the flight counts so: {groups}");
    let (day, flight) = (group["day"].as_str().unwrap(), group["flight"].as_str().unwrap());
    let county = student()["destination"]["county"].as_str().unwrap().to_owned();
    let sheet = format!("/desk/api/handover.csv?day={day}&port=PVG&flight={flight}&county={county}");
    let sheet = String::from_utf8(port.get(&sheet).await.body).unwrap();
    assert_eq!(
        sheet.matches(&format!("\"{colour} (样例 SAMPLE)\"")).count(),
        1,
        "and so does the county's sheet: {sheet}"
    );
}

#[tokio::test]
async fn the_worse_colour_of_two_declarations_stands() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let (first, again) = (Sender::new(&running), Sender::new(&running));
    assert_eq!(first.declare(1, ill()).await.status, 200, "she coughs, and says so");
    let orange = judged(&first).await;
    assert_eq!(orange.0, "orange", "and is judged by it");

    let taken = again.declare(1, student()).await.status;
    assert_eq!(taken, 200, "a second declaration with the same passport, without a cough, is taken");
    assert_eq!(judged(&again).await, orange, "and holds the colour of the first, with its reason");
    desks_show(&data, &running, &again, "orange").await;

    assert_eq!(first.withdraw(2).await.status, 200, "the first is taken back");
    assert_eq!(again.declare(2, student()).await.status, 200, "and the second sent again");
    assert_eq!(judged(&again).await, orange, "which does not make her green either");
    let mut sister = student();
    sister["about"]["born"] = json!("1999-01-31");
    let other = Sender::new(&running);
    assert_eq!(other.declare(1, sister).await.status, 200, "somebody else with another birth date");
    assert_ne!(judged(&other).await.0, "orange", "is judged by herself");
    running.shutdown().await;
}

#[tokio::test]
async fn day_and_month_the_other_way_round_make_nobody_another_person() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let (first, again) = (Sender::new(&running), Sender::new(&running));
    let born = |mut answers: Value, born: &str| {
        answers["about"]["born"] = json!(born);
        answers
    };
    assert_eq!(first.declare(1, born(ill(), "2003-04-05")).await.status, 200, "she coughs");
    assert_eq!(
        again.declare(1, born(student(), "2003-05-04")).await.status,
        200,
        "the commonest slip of all"
    );
    assert_eq!(judged(&again).await, judged(&first).await, "washes no cough away");
    running.shutdown().await;
}

#[tokio::test]
async fn half_of_a_person_is_nobody_but_an_officer_is_told_to_compare() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let port = sign_in(data.path(), &running, Role::PortOfficer, "PVG").await;
    let (ill, ill_answers) = (Sender::new(&running), ill());
    assert_eq!(ill.declare(1, ill_answers).await.status, 200, "she coughs");
    let well = async |change: fn(&mut Value)| {
        let (sender, mut answers) = (Sender::new(&running), student());
        change(&mut answers);
        assert_eq!(sender.declare(1, answers).await.status, 200);
        assert_ne!(
            judged(&sender).await.0,
            "orange",
            "nothing is decided by half of what a person is known by"
        );
        let case = port.get(&format!("/desk/api/people/{}", sender.id)).await.json();
        case["may_be"].as_array().unwrap().iter().map(|one| one["colour"].clone()).collect::<Vec<_>>()
    };
    let year = well(|answers| answers["about"]["born"] = json!("2004-05-14")).await;
    assert_eq!(year, ["orange"], "the same passport with another year of birth");
    let number = well(|answers| answers["document"]["number"] = json!("EJ4820175")).await;
    assert_eq!(number, ["orange"], "the same name and birth date with two digits exchanged");
    let nobody = well(|answers| {
        answers["document"]["number"] = json!("EJ4820176");
        answers["about"]["given_names"] = json!("XIAOTONG");
    })
    .await;
    assert!(nobody.is_empty(), "a twin with a passport of her own is nobody's: {nobody:?}");
    let case = port.get(&format!("/desk/api/people/{}", ill.id)).await.json();
    assert_eq!(case["may_be"], json!([]), "who has the worse code is not marked for a better one");
    assert_eq!(ill.withdraw(2).await.status, 200);
    let anew = well(|answers| answers["about"]["born"] = json!("2005-05-14")).await;
    assert_eq!(anew, ["orange"], "taking the worse one back changes nothing");
    let groups = port.get("/desk/api/groups").await.json();
    let group = &groups["groups"][0];
    let (day, flight) = (group["day"].as_str().unwrap(), group["flight"].as_str().unwrap());
    let list = port.get(&format!("/desk/api/people?day={day}&port=PVG&flight={flight}")).await.json();
    let marked = list["people"].as_array().unwrap().iter().filter(|row| row["may_be"] == true).count();
    assert_eq!(marked, 3, "and the list marks them before anybody opens them");
    running.shutdown().await;
}

#[tokio::test]
async fn a_correction_of_the_same_declaration_is_judged_by_itself() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let sender = Sender::new(&running);
    assert_eq!(sender.declare(1, ill()).await.status, 200, "a cough that was ticked by mistake");
    assert_eq!(sender.declare(2, student()).await.status, 200, "and corrected");
    assert_ne!(judged(&sender).await.0, "orange", "is not held against her: it is one declaration");
    let again = Sender::new(&running);
    assert_eq!(again.declare(1, student()).await.status, 200, "nor in a second one");
    assert_ne!(judged(&again).await.0, "orange", "for the first says now what it says");
    running.shutdown().await;
}

/// Twins, a namesake, a number that was given twice: a health officer looks, and says so.
#[tokio::test]
async fn another_persons_declaration_holds_nobody_once_an_officer_has_said_so() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let (first, again) = (Sender::new(&running), Sender::new(&running));
    assert_eq!(again.declare(1, student()).await.status, 200, "she declares");
    let own = judged(&again).await;
    assert_eq!(first.declare(1, ill()).await.status, 200, "somebody coughs under the same number");
    assert_eq!(again.declare(2, student()).await.status, 200, "she sends hers again");
    assert_eq!(judged(&again).await.0, "orange", "and is held");
    let asks = Says::Review { reason: ReviewReason::OtherPerson, text: None };
    assert_eq!(again.put_letter(1, &again.letter(1, asks)).await.status, 200, "she asks for a review");
    let county = student()["destination"]["county"].as_str().unwrap().to_owned();
    let officer = sign_in(data.path(), &running, Role::HealthOfficer, &county).await;
    let asked = officer.get("/desk/api/asked").await.json();
    let event = asked["asked"][0]["event"].as_str().unwrap().to_owned();
    let path = format!("/desk/api/asked/{}/{event}", again.id);
    let answer = officer.post(&path, json!({ "granted": true, "answer": "other-person" })).await;
    assert_eq!(
        answer.status,
        204,
        "an officer looks, and says that it was another person: {}",
        answer.json()
    );
    assert_eq!(judged(&again).await, own, "then she is judged by herself");
    assert_eq!(again.declare(3, student()).await.status, 200, "a correction");
    assert_eq!(judged(&again).await, own, "does not take that back");
    running.shutdown().await;
}

/// The process ends between storing the second declaration and waking the first.
#[tokio::test]
async fn what_a_declaration_has_to_wake_outlives_the_process() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let (mut first, again) = (Sender::new(&running), Sender::new(&running));
    assert_eq!(first.declare(1, student()).await.status, 200);
    assert_ne!(judged(&first).await.0, "orange", "she is well");
    assert_eq!(again.declare(1, ill()).await.status, 200, "and declares again with a cough");
    running.shutdown().await;
    let database = rusqlite::Connection::open(data.path().join("declarations.db")).unwrap();
    let asleep = "UPDATE declaration SET due = NULL, woken = 0 WHERE id = ?1";
    database.execute(asleep, [first.id.as_bytes().to_vec()]).unwrap();
    let settings = Config { judges_every: std::time::Duration::from_millis(5), ..config(data.path()) };
    let running = Platform::start(settings).await.unwrap();
    first.addr = running.addr;
    let woken = async {
        while judged(&first).await.0 != "orange" {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(30), woken).await.expect("the first one was woken");
    running.shutdown().await;
}
