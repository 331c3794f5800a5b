//! Buses from a port: who may ride with whom, and what the escort says on the way.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use common::staff::{Signed, sign_in};
use common::*;
use platform::staff::Role;
use serde_json::{Value, json};
use testkit::travellers;
use uuid::Uuid;

/// A port, an officer there, and people who have landed.
struct Port {
    data: tempfile::TempDir,
    running: platform::Running,
    officer: Signed,
}

impl Port {
    async fn open() -> Self {
        let data = tempfile::tempdir().unwrap();
        let running = start(data.path()).await;
        let officer = sign_in(data.path(), &running, Role::PortOfficer, "PVG").await;
        Self { data, running, officer }
    }

    /// Declares, and lands.
    async fn lands(&self, answers: Value) -> Sender {
        let sender = Sender::new(&self.running);
        let declared = sender.declare(1, answers).await;
        assert_eq!(declared.status, 200, "{}", declared.json());
        assert_eq!(self.say(&sender, json!({ "what": "landed" })).await.status, 200, "here");
        sender
    }

    async fn say(&self, sender: &Sender, what: Value) -> Answer {
        let path = format!("/desk/api/people/{}/events", sender.id);
        self.officer.post(&path, json!({ "id": Uuid::now_v7(), "what": what })).await
    }

    async fn bus(&self, plate: &str) -> (String, String) {
        let body =
            json!({ "plate": plate, "driver": "老周", "escort": "小王", "phone": "+86 139 0000 0000" });
        let made = self.officer.post("/desk/api/buses", body).await;
        assert_eq!(made.status, 200, "{}", made.json());
        let made = made.json();
        let link = made["link"].as_str().unwrap().rsplit_once("#bus=").unwrap().1.to_owned();
        (made["bus"].as_str().unwrap().to_owned(), link)
    }

    async fn rides(&self, sender: &Sender, bus: &str) -> Answer {
        self.say(sender, json!({ "what": "sent-on", "mode": "bus", "batch": bus })).await
    }

    /// As the escort's page asks.
    async fn escort(&self, method: &str, path: &str, token: &str, body: Value) -> Answer {
        let origin = self.officer.origin();
        let headers = [
            ("Origin", origin.as_str()),
            ("X-Guitu-Desk", "1"),
            ("Content-Type", "application/json"),
            ("X-Guitu-Bus", token),
        ];
        let body = if method == "GET" { String::new() } else { body.to_string() };
        request(self.running.addr, method, path, &headers, body.as_bytes()).await
    }
}

fn other(number: &str) -> Value {
    let mut answers = student();
    answers["document"]["number"] = json!(number);
    answers
}

#[tokio::test]
async fn people_of_another_colour_ride_along_only_once_that_was_asked() {
    let port = Port::open().await;
    let student = port.lands(other("EJ1234501")).await;
    let mut coughs = other("EJ1234502");
    coughs["health"]["symptoms"] = json!(["dry-cough"]);
    coughs["health"]["symptoms_when"] = json!("now");
    coughs["health"]["symptoms_since"] = json!(travellers::day(today(), -1));
    let coughs = port.lands(coughs).await;
    let (bus, _) = port.bus("沪A 12345").await;
    assert_eq!(port.rides(&student, &bus).await.status, 200, "she rides");
    assert_eq!(
        port.rides(&coughs, &bus).await.refusal(),
        refusal(409, "bus-mixes"),
        "whoever coughs does not"
    );
    let same = port.lands(other("EJ1234503")).await;
    assert_eq!(port.rides(&same, &bus).await.status, 200, "another like her does");
    let all_the_same = json!({ "what": "sent-on", "mode": "bus", "batch": bus, "mixes": true });
    assert_eq!(port.say(&coughs, all_the_same).await.status, 200, "but where the officer says so again");
    let shown = port.officer.get(&format!("/desk/api/buses/{bus}")).await.json();
    assert_eq!(
        (&shown["people"], &shown["colours"]["orange"]),
        (&json!(3), &json!(1)),
        "all are on the list: {shown}"
    );
    assert_eq!(shown["aboard"].as_array().unwrap().len(), 3, "by name");
    let own_way = json!({ "what": "sent-on", "mode": "on-their-own" });
    assert_eq!(port.say(&same, own_way).await.status, 200, "somebody is sent on otherwise");
    let shown = port.officer.get("/desk/api/buses").await.json();
    assert_eq!(shown["buses"][0]["people"], 2, "and is on it no more: {shown}");
    let elsewhere = sign_in(port.data.path(), &port.running, Role::PortOfficer, "HGH").await;
    assert_eq!(
        elsewhere.get(&format!("/desk/api/buses/{bus}")).await.refusal(),
        refusal(404, "nobody-found"),
        "another port's"
    );
    assert_eq!(elsewhere.get("/desk/api/buses").await.json()["buses"], json!([]), "is on no list");
    port.running.shutdown().await;
}

#[tokio::test]
async fn no_minor_is_parted_from_whoever_goes_with_them() {
    let port = Port::open().await;
    let [father, son] = [travellers::father_by_frankfurt(today()), travellers::son_by_frankfurt(today())];
    let (father, son) = (port.lands(father.answers).await, port.lands(son.answers).await);
    let ((first, _), (second, _)) = (port.bus("沪A 1").await, port.bus("沪A 2").await);
    assert_eq!(port.rides(&son, &first).await.refusal(), refusal(409, "minor-parted"), "no child goes ahead");
    assert_eq!(port.rides(&father, &first).await.status, 200, "his father first");
    assert_eq!(port.rides(&son, &second).await.refusal(), refusal(409, "minor-parted"), "not on another bus");
    assert_eq!(port.rides(&son, &first).await.status, 200, "but on the same, whatever their colours");
    assert_eq!(
        port.rides(&father, &second).await.refusal(),
        refusal(409, "minor-parted"),
        "nor does his father leave him"
    );
    let ill = json!({ "what": "sent-on", "mode": "ambulance" });
    assert_eq!(port.say(&father, ill).await.status, 200, "unless he falls ill");
    assert_eq!(port.rides(&son, &second).await.status, 200, "and then his son rides without him");
    port.running.shutdown().await;
}

#[tokio::test]
async fn a_family_excuses_no_difference_to_strangers_and_no_earlier_journey_parts_it() {
    let port = Port::open().await;
    let mut father = travellers::father_by_frankfurt(today()).answers;
    let before = travellers::father_by_frankfurt(today() - chrono::TimeDelta::days(9)).answers;
    let earlier = port.lands(before).await;
    let (old, _) = port.bus("沪A 0").await;
    assert_eq!(port.rides(&earlier, &old).await.status, 200, "he came before");
    father["health"]["symptoms"] = json!(["dry-cough"]);
    father["health"]["symptoms_when"] = json!("now");
    father["health"]["symptoms_since"] = json!(travellers::day(today(), -1));
    let son = port.lands(travellers::son_by_frankfurt(today()).answers).await;
    let father = port.lands(father).await;
    let stranger = port.lands(other("EJ1234501")).await;
    let (bus, _) = port.bus("沪A 1").await;
    assert_eq!(port.rides(&stranger, &bus).await.status, 200, "somebody rides");
    assert_eq!(
        port.rides(&father, &bus).await.refusal(),
        refusal(409, "bus-mixes"),
        "whoever coughs is asked about"
    );
    let all_the_same = json!({ "what": "sent-on", "mode": "bus", "batch": bus, "mixes": true });
    assert_eq!(port.say(&father, all_the_same).await.status, 200, "and rides");
    let asked = port.rides(&son, &bus).await.refusal();
    assert_eq!(
        asked,
        refusal(409, "bus-mixes"),
        "his son is asked about for the strangers' sake, not for his"
    );
    let with_him = json!({ "what": "sent-on", "mode": "bus", "batch": bus, "mixes": true });
    assert_eq!(port.say(&son, with_him).await.status, 200, "and rides with him");
    port.running.shutdown().await;
}

#[tokio::test]
async fn the_escort_says_what_happens_and_what_hurries_is_heard() {
    let port = Port::open().await;
    let rider = port.lands(other("EJ1234501")).await;
    let (bus, link) = port.bus("沪A 12345").await;
    assert_eq!(port.rides(&rider, &bus).await.status, 200, "she rides");
    let claimed = port.escort("POST", "/desk/api/bus", "", json!({ "link": link })).await;
    let token = claimed.json()["token"].as_str().unwrap().to_owned();
    let again = port.escort("POST", "/desk/api/bus", "", json!({ "link": link })).await;
    assert_eq!(again.refusal(), refusal(404, "link-not-valid"), "the link counts once");
    for wrong in ["", "x", &link] {
        let answer = port.escort("GET", "/desk/api/bus", wrong, Value::Null).await;
        assert_eq!(answer.refusal(), refusal(404, "link-not-valid"), "nobody else sees it: {wrong}");
    }
    let seen = port.escort("GET", "/desk/api/bus", &token, Value::Null).await.json();
    assert_eq!((&seen["plate"], &seen["people"]), (&json!("沪A 12345"), &json!(1)), "how many: {seen}");
    assert!(!seen.to_string().contains("CHEN"), "and nobody's name");
    let id = Uuid::now_v7();
    let says = async |what: Value| port.escort("POST", "/desk/api/bus/reports", &token, what).await;
    let departed = json!({ "id": id, "what": "departed", "number": 1 });
    for _ in 0..2 {
        assert_eq!(says(departed.clone()).await.status, 200, "they leave, and say so");
    }
    for wrong in
        [json!({ "what": "delayed" }), json!({ "what": "arrived", "number": 3 }), json!({ "what": "sings" })]
    {
        let mut wrong = wrong;
        wrong["id"] = json!(Uuid::now_v7());
        assert!(says(wrong.clone()).await.status >= 400, "{wrong}");
    }
    let late = port.lands(other("EJ1234502")).await;
    assert_eq!(port.rides(&late, &bus).await.refusal(), refusal(409, "not-now"), "nobody gets on any more");
    let wait = json!({ "id": Uuid::now_v7(), "what": "not-departed" });
    assert_eq!(says(wait).await.status, 200, "they have not left after all");
    let bus_of = port.officer.get(&format!("/desk/api/buses/{bus}")).await.json();
    assert_eq!(bus_of["departed_at"], Value::Null, "as the port sees: {bus_of}");
    let health = sign_in(port.data.path(), &port.running, Role::HealthOfficer, &common::story::home()).await;
    let far = sign_in(port.data.path(), &port.running, Role::HealthOfficer, "331121").await;
    let heard = async |officer: &Signed| {
        officer.get("/desk/api/duty").await.json()["buses"].as_array().unwrap().clone()
    };
    assert_eq!(heard(&port.officer).await.len(), 0, "nothing hurries yet");
    assert_eq!(
        says(json!({ "id": Uuid::now_v7(), "what": "headcount", "number": 2 })).await.status,
        200,
        "one too many"
    );
    assert_eq!(
        says(json!({ "id": Uuid::now_v7(), "what": "incident-symptoms" })).await.status,
        200,
        "and somebody is ill"
    );
    let reports = heard(&port.officer).await;
    assert_eq!(reports.len(), 2, "the port hears both: {reports:?}");
    assert_eq!((heard(&health).await.len(), heard(&far).await.len()), (2, 0), "and her county, and no other");
    let seen = format!("/desk/api/duty/buses/{bus}/{}/seen", reports[1]["report"].as_str().unwrap());
    assert_eq!(
        far.post(&seen, json!({})).await.refusal(),
        refusal(404, "nobody-found"),
        "not whoever does not hear it"
    );
    assert_eq!(health.post(&seen, json!({})).await.status, 204, "her county sees to it");
    assert_eq!(port.officer.post(&seen, json!({})).await.refusal(), refusal(409, "not-now"), "once");
    assert!(heard(&port.officer).await[1]["seen"]["by"].is_string(), "as all see");
    let again = port.officer.post(&format!("/desk/api/buses/{bus}/link"), json!({})).await;
    assert_eq!(again.status, 200, "whose phone is lost gets another link: {}", again.json());
    let lost = port.escort("GET", "/desk/api/bus", &token, Value::Null).await;
    assert_eq!(lost.refusal(), refusal(404, "link-not-valid"), "and the lost one says nothing more");
    port.running.shutdown().await;
}
