//! What officers see and do: from the declaration to the home county.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::collections::BTreeSet;

use common::staff::{Signed, sign_in};
use common::*;
use platform::staff::{Role, reader};
use platform::store::{Audit as _, SqliteStore};
use platform_api::{Reference, Stage};
use rulebook::Edition;
use rulebook::fields::question_id;
use serde_json::{Value, json};
use testkit::travellers;
use uuid::Uuid;

/// A student who lands in Shanghai and goes on to her county, and officers who wait for her.
struct Story {
    data: tempfile::TempDir,
    running: platform::Running,
    sender: Sender,
    answers: Value,
}

impl Story {
    async fn begin() -> Self {
        let data = tempfile::tempdir().unwrap();
        let running = start(data.path()).await;
        let (sender, answers) = (Sender::new(&running), student());
        assert_eq!(sender.declare(1, answers.clone()).await.status, 200, "she declares");
        Self { data, running, sender, answers }
    }

    async fn officer(&self, role: Role, scope: &str) -> Signed {
        sign_in(self.data.path(), &self.running, role, scope).await
    }

    fn county(&self) -> &str {
        self.answers["destination"]["county"].as_str().unwrap()
    }

    fn case(&self) -> String {
        format!("/desk/api/people/{}", self.sender.id)
    }

    async fn say(&self, officer: &Signed, what: Value) -> Answer {
        let path = format!("{}/events", self.case());
        officer.post(&path, json!({ "id": Uuid::now_v7(), "what": what })).await
    }

    /// What her log says, without who.
    async fn log(&self) -> Vec<String> {
        let store = SqliteStore::open(&self.data.path().join("declarations.db")).unwrap();
        store.chain(self.sender.id).await.unwrap().into_iter().map(|entry| entry.note.event).collect()
    }
}

#[tokio::test]
async fn from_the_flight_list_to_the_county_each_desk_does_its_part_and_the_traveller_sees_it() {
    let story = Story::begin().await;
    let port = story.officer(Role::PortOfficer, "PVG").await;
    let county = story.officer(Role::CountyContact, story.county()).await;

    let groups = port.get("/desk/api/groups").await.json();
    let flight = &groups["groups"][0];
    assert_eq!(flight["people"], 1, "she is expected: {groups}");
    assert_eq!(flight["port"]["code"], "PVG", "at her port");
    let coming = county.get("/desk/api/groups").await.json();
    assert_eq!(coming["groups"][0]["people"], 1, "and in her county, from the declaration on");

    let (day, number) = (flight["day"].as_str().unwrap(), flight["flight"].as_str().unwrap());
    let list = format!("/desk/api/people?day={day}&port=PVG&flight={number}");
    let people = port.get(&list).await.json();
    assert_eq!(people["people"].as_array().map(Vec::len), Some(1), "{list}: {people}");
    let row = &people["people"][0];
    assert!(row["name"].as_str().unwrap().contains("CHEN"), "by name: {row}");
    assert_eq!(row["stage"], "declared", "known in advance");
    assert!(row["code"]["colour"].is_string(), "with a colour");

    let close = json!({ "day": day, "port": "PVG", "flight": number });
    let refused = port.post("/desk/api/flights/close", close.clone()).await;
    assert_eq!(refused.refusal(), refusal(409, "flight-has-unmet"), "nobody closes a flight over her");
    assert_eq!(refused.json()["errors"][0]["pointer"], json!(story.sender.id), "she is named");

    let landed = story.say(&port, json!({ "what": "landed" })).await;
    assert_eq!(landed.status, 200, "{}", landed.json());
    assert_eq!(landed.json()["person"]["stage"], "landed", "she was met");
    assert_eq!(story.sender.stands().await.stage, Stage::Landed, "and sees so");
    assert_eq!(port.post("/desk/api/flights/close", close).await.status, 204, "then the flight closes");
    assert_eq!(port.get("/desk/api/groups").await.json()["groups"][0]["closed"], true, "and is shown closed");

    let sheet =
        format!("/desk/api/handover.csv?day={day}&port=PVG&flight={number}&county={}", story.county());
    let sheet = port.get(&sheet).await;
    let text = String::from_utf8(sheet.body.clone()).unwrap();
    assert!(text.contains("CHEN") && text.contains("destroy by"), "the county's list: {text}");
    assert!(text.contains(&port.account.id.to_string()), "says who made it");

    assert_eq!(story.say(&port, json!({ "what": "sent-on", "mode": "bus" })).await.status, 200, "on the bus");
    let over = story.say(&port, json!({ "what": "handed-over" })).await;
    assert_eq!(over.json()["person"]["stage"], "handed-over", "to her county: {}", over.json());
    let received = story.say(&county, json!({ "what": "received" })).await;
    assert_eq!(received.json()["person"]["stage"], "received", "which signs for her");
    assert_eq!(story.sender.stands().await.stage, Stage::Received, "and she sees that");

    let log = story.log().await;
    assert!(log.contains(&"looked list".to_owned()), "she can see who looked at a list: {log:?}");
    assert!(log.contains(&"looked export".to_owned()), "and who took one away");
    let looks = log.iter().filter(|event| *event == "looked list").count();
    assert_eq!(looks, 1, "a list that is drawn again in a session is one look: {log:?}");
    story.running.shutdown().await;
}

#[tokio::test]
async fn a_wrong_word_is_taken_back_by_who_said_it_and_by_nobody_else() {
    let story = Story::begin().await;
    let first = story.officer(Role::PortOfficer, "PVG").await;
    let second = story.officer(Role::PortOfficer, "PVG").await;
    let landed = story.say(&first, json!({ "what": "landed" })).await.json();
    let event = landed["events"][0]["id"].clone();
    assert_eq!(landed["events"][0]["own"], true, "her own word");
    let seen = second.get(&story.case()).await.json();
    assert_eq!(seen["events"][0]["own"], false, "is not the other's");
    let revokes = json!({ "what": "revokes", "event": event });
    assert_eq!(
        story.say(&second, revokes.clone()).await.refusal(),
        refusal(403, "not-allowed"),
        "to take back"
    );
    let back = story.say(&first, revokes).await.json();
    assert_eq!(back["person"]["stage"], "declared", "taken back");
    assert_eq!(back["events"][0]["stands"], "taken-back", "and still to be seen");
    story.running.shutdown().await;
}

#[tokio::test]
async fn nobody_is_observed_longer_than_the_source_of_the_rules_says() {
    let story = Story::begin().await;
    let port = story.officer(Role::PortOfficer, "PVG").await;
    let county = story.officer(Role::CountyContact, story.county()).await;
    for what in [json!({ "what": "landed" }), json!({ "what": "handed-over" })] {
        assert_eq!(story.say(&port, what).await.status, 200, "at the port");
    }
    assert_eq!(story.say(&county, json!({ "what": "received" })).await.status, 200, "in the county");
    let until = |days: i64| (today() + chrono::TimeDelta::days(days)).to_string();
    let begun = |days| json!({ "what": "observation-begun", "until": until(days) });
    let longest = county.get(&story.case()).await.json()["longest_observation"].as_i64().unwrap();
    assert_eq!(longest, 14, "as the notice of March 2020 says");
    let refused = story.say(&county, begun(longest + 1)).await.refusal();
    assert_eq!(refused, refusal(422, "observation-too-long"), "extended at will");
    assert_eq!(story.say(&county, begun(longest)).await.status, 200, "as long as it says");
    let called = json!({ "what": "followed-up", "next": until(2) });
    assert_eq!(story.say(&county, called).await.status, 200, "and asked how she is in between");
    story.running.shutdown().await;
}

#[tokio::test]
async fn a_person_is_found_by_what_is_in_hand_and_not_beyond_the_scope() {
    let story = Story::begin().await;
    let port = story.officer(Role::PortOfficer, "PVG").await;
    let born = story.answers["about"]["born"].as_str().unwrap();
    let number = story.answers["document"]["number"].as_str().unwrap();
    let reference = Reference::of(story.sender.id).to_string();
    let code = story.sender.stands().await.code.unwrap();
    let find = |words: &str, born: &str| json!({ "words": words, "born": born });
    for (words, born) in
        [(code.as_str(), ""), (&reference, born), (&reference.to_lowercase(), born), (number, born)]
    {
        let found = port.post("/desk/api/find", find(words, born)).await;
        assert_eq!(found.status, 200, "{words}: {}", found.json());
        assert_eq!(found.json()["people"][0]["declaration"], json!(story.sender.id), "{words}");
    }
    let refused = port.post("/desk/api/find", find(&reference, "")).await;
    assert_eq!(refused.refusal(), refusal(400, "birth-date-needed"), "a reference alone opens nothing");
    let cut = port.post("/desk/api/find", find(&code[..code.len() - 3], born)).await.refusal();
    assert_eq!(
        cut,
        refusal(409, "code-not-ours"),
        "a code that was cut off or changed is said to be no good"
    );
    for (words, born) in [(reference.as_str(), "1970-01-01"), ("CHEN YUTONG", born)] {
        let refused = port.post("/desk/api/find", find(words, born)).await.refusal();
        assert_eq!(refused, refusal(404, "nobody-found"), "{words} with {born}");
    }
    let elsewhere = story.officer(Role::PortOfficer, "HGH").await;
    let refused = elsewhere.post("/desk/api/find", find(&code, "")).await.refusal();
    assert_eq!(refused, refusal(404, "nobody-found"), "at another port she is nobody");
    story.running.shutdown().await;
}

#[tokio::test]
async fn a_counter_scans_a_whole_flight() {
    let story = Story::begin().await;
    let port = story.officer(Role::PortOfficer, "PVG").await;
    let code = story.sender.stands().await.code.unwrap();
    for scan in 0..100 {
        let found = port.post("/desk/api/find", json!({ "words": code, "born": "" })).await;
        assert_eq!(found.status, 200, "a code in hand is no guess: scan {scan}: {}", found.json());
    }
    story.running.shutdown().await;
}

#[tokio::test]
async fn a_code_that_is_none_of_this_platforms_is_named_as_such_and_finds_nobody() {
    let (story, elsewhere) = (Story::begin().await, Story::begin().await);
    let port = story.officer(Role::PortOfficer, "PVG").await;
    let find = async |words: &str| port.post("/desk/api/find", json!({ "words": words, "born": "" })).await;
    let others = elsewhere.sender.stands().await.code.unwrap();
    let not_ours = refusal(409, "code-not-ours");
    assert_eq!(find(&others).await.refusal(), not_ours, "another platform signed it");
    let own = story.sender.stands().await.code.unwrap();
    let found = find(&own).await;
    assert_eq!(
        found.json()["people"][0]["code"]["sample"],
        true,
        "and on a card a sample says so: {}",
        found.json()
    );
    assert_eq!(find("HC-1234567").await.refusal(), refusal(400, "birth-date-needed"), "a number is no code");
    elsewhere.running.shutdown().await;
    story.running.shutdown().await;
}

#[tokio::test]
async fn nobody_is_said_to_have_landed_by_the_first_press_days_before_the_flight() {
    let story = Story::begin().await;
    let port = story.officer(Role::PortOfficer, "PVG").await;
    let code = story.sender.stands().await.code.unwrap();
    port.post("/desk/api/find", json!({ "words": code, "born": "" })).await;
    let actions = port.get(&story.case()).await.json()["actions"].clone();
    let place = |action: &str| actions.as_array().unwrap().iter().position(|one| one == action);
    assert_eq!(place("boarded"), Some(0), "what may be today stands first: {actions}");
    assert!(place("landed") >= Some(3), "the landing is under more, for whoever came sooner: {actions}");
    story.running.shutdown().await;
}

#[tokio::test]
async fn code_and_passport_must_be_the_same_persons() {
    let story = Story::begin().await;
    let port = story.officer(Role::PortOfficer, "PVG").await;
    let code = story.sender.stands().await.code.unwrap();
    let zone = |number: &str, born: &str| zone_of("CHN", number, born);
    let number = story.answers["document"]["number"].as_str().unwrap();
    let born = story.answers["about"]["born"].as_str().unwrap();
    let find = async |words: &str, zone: &str| {
        port.post("/desk/api/find", json!({ "words": words, "born": "", "zone": zone })).await
    };
    let own = zone(number, born);
    let found = find(&code, &own).await;
    assert_eq!(found.status, 200, "her code with her passport: {}", found.json());
    assert_eq!(find("", &own).await.status, 200, "the passport alone finds her as well");
    let others = find(&code, &zone("E00000017", born)).await.refusal();
    assert_eq!(others, refusal(409, "zone-disagrees"), "a screenshot of hers with another passport does not");
    let sooner = find(&code, &zone(number, "2003-05-15")).await.refusal();
    assert_eq!(sooner, refusal(409, "zone-disagrees"), "nor one with another birth date");
    let smudged = own.replacen(&number[1..4], "AAA", 1);
    assert_eq!(
        find(&code, &smudged).await.refusal(),
        refusal(400, "zone-unreadable"),
        "a misread is no other person"
    );
    story.running.shutdown().await;
}

#[tokio::test]
async fn the_hotline_has_one_case_open_that_was_asked_for_and_may_try_so_often() {
    let story = Story::begin().await;
    let other = Sender::new(&story.running);
    let trader = travellers::all(today())
        .into_iter()
        .find(|it| it.answers["document"]["number"] != story.answers["document"]["number"]);
    assert_eq!(other.declare(1, trader.unwrap().answers).await.status, 200, "somebody else declares");
    let hotline = story.officer(Role::Hotline, "").await;
    let refused = hotline.get(&story.case()).await.refusal();
    assert_eq!(refused, refusal(404, "nobody-found"), "nobody is open at first");
    let born = story.answers["about"]["born"].as_str().unwrap();
    let code = story.sender.stands().await.code.unwrap();
    let by_code = hotline.post("/desk/api/find", json!({ "words": code, "born": "" })).await;
    assert_eq!(
        by_code.refusal(),
        refusal(400, "birth-date-needed"),
        "nobody reads out a code on the telephone"
    );
    let reference = Reference::of(story.sender.id).to_string();
    let found = hotline.post("/desk/api/find", json!({ "words": reference, "born": born })).await;
    assert_eq!(found.status, 200, "{}", found.json());
    let case = hotline.get(&story.case()).await.json();
    assert_eq!(case["person"]["stage"], "declared", "the one that was asked for is open");
    assert_eq!(case["actions"], json!(["writes"]), "and nothing is done to it from here but to write to her");
    let answers = case["answers"].to_string();
    assert!(
        !answers.contains("symptoms") && !answers.contains("address"),
        "no symptoms, no address: {answers}"
    );
    let mobile = story.answers["contact"]["mobile_abroad"].as_str().unwrap();
    let dialled = answers.replace(' ', "");
    assert!(dialled.contains(mobile), "but the number to call back before anything is said: {answers}");
    assert!(case["person"]["name"].as_str().unwrap().contains("CHEN"), "and whom to ask for");
    let county_only = ["resident_id", "exposure", "guarantor", "companions", "wechat"];
    assert!(county_only.iter().all(|field| !answers.contains(field)), "nothing else: {answers}");
    let elsewhere = format!("/desk/api/people/{}", other.id);
    assert_eq!(hotline.get(&elsewhere).await.refusal(), refusal(404, "nobody-found"), "no other one is");

    let notes = format!("{}/notes", story.case());
    let note = json!({ "category": "pick-up", "follow_up": true });
    let noted = hotline.post(&notes, note).await.json();
    assert_eq!(noted["notes"][0]["category"], "pick-up", "a call is noted: {noted}");
    assert!(noted["notes"][0]["due"].is_string(), "with a time by which the county calls back");
    let free = json!({ "category": "she sounded ill" });
    assert_eq!(hotline.post(&notes, free).await.refusal(), refusal(400, "bad-request"), "by a closed list");
    let county = story.officer(Role::CountyContact, story.county()).await;
    assert_eq!(county.get(&story.case()).await.json()["notes"][0]["by"], "hotline", "the county reads it");

    let guess = json!({ "words": reference, "born": "1970-01-01" });
    for _ in 0..60 {
        assert_eq!(hotline.post("/desk/api/find", guess.clone()).await.status, 404, "a guess finds nobody");
    }
    let stopped = hotline.post("/desk/api/find", guess).await.refusal();
    assert_eq!(stopped, refusal(429, "too-many-tries"), "whoever guesses is stopped");
    let auditor = story.officer(Role::Auditor, "").await;
    let log = auditor.get(&format!("/desk/api/log?account={}", hotline.account.id)).await.json();
    assert_eq!(log.to_string().matches("sought nobody").count(), 60, "and leaves a trace");
    story.running.shutdown().await;
}

#[tokio::test]
async fn whoever_corrects_an_illness_away_is_believed_and_officers_see_that_it_was_said() {
    let story = Story::begin().await;
    let day = travellers::day(today(), -2);
    let mut ill = story.answers.clone();
    ill["health"]["symptoms"] = json!(["fever"]);
    ill["health"]["symptoms_since"] = json!(day);
    ill["health"]["symptoms_when"] = json!("now");
    ill["health"]["fever_medicine"] = json!(false);
    assert_eq!(story.sender.declare(2, ill.clone()).await.status, 200, "she has a fever");
    let port = story.officer(Role::PortOfficer, "PVG").await;
    let retracted = |case: &Value| case["retracted"].clone();
    let case = port.get(&story.case()).await.json();
    assert_eq!(retracted(&case), json!([]), "what is said has not been taken back");
    let answers = case["answers"].to_string();
    assert!(
        answers.contains("desk-no") && !answers.contains("\"false\""),
        "a no is read as a word: {answers}"
    );
    assert_eq!(story.sender.declare(3, story.answers.clone()).await.status, 200, "it was a mistake");

    let case = port.get(&story.case()).await.json();
    let seen = retracted(&case);
    let fever = json!([{ "text": "o-health-symptoms-fever", "place": null, "typed": null }]);
    assert_eq!(seen[0]["values"], fever, "{seen}");
    assert_eq!(
        (&seen[0]["since"], &seen[0]["revision"]),
        (&json!(today()), &json!(3)),
        "she had it still when she declared it"
    );
    let was = json!([{ "colour": "orange", "reasons": ["health"], "on": today(), "elsewhere": false }]);
    assert_eq!(case["worse"], was, "and so is the code that she had by it: {case}");
    let county = story.officer(Role::CountyContact, story.county()).await;
    assert_eq!(retracted(&county.get(&story.case()).await.json()), seen, "her county is told as well");
    let hotline = story.officer(Role::Hotline, "").await;
    let words = json!({ "words": Reference::of(story.sender.id).to_string(), "born": story.answers["about"]["born"] });
    assert_eq!(hotline.post("/desk/api/find", words).await.status, 200);
    let case = hotline.get(&story.case()).await.json();
    assert_eq!(retracted(&case), json!([]), "who may not read an answer does not read what it was");

    assert_eq!(
        story.sender.declare(4, story.answers.clone()).await.status,
        200,
        "and she corrects another word"
    );
    assert_eq!(retracted(&port.get(&story.case()).await.json()), seen, "it stays to be seen");
    assert_eq!(story.sender.declare(5, ill.clone()).await.status, 200, "she has a fever after all");
    let case = port.get(&story.case()).await.json();
    assert_eq!(retracted(&case), json!([]), "what is said again is no longer gone");
    for revision in [6, 8] {
        assert_eq!(story.sender.declare(revision, story.answers.clone()).await.status, 200);
        assert_eq!(story.sender.declare(revision + 1, ill.clone()).await.status, 200);
    }
    assert_eq!(story.sender.declare(10, story.answers.clone()).await.status, 200, "and none again");
    let often = retracted(&port.get(&story.case()).await.json());
    assert_eq!(often.as_array().map(Vec::len), Some(1), "however often she changes her mind: {often}");
    assert_eq!(often[0]["revision"], 10, "the last time");

    let anew = Sender::new(&story.running);
    assert_eq!(anew.declare(1, story.answers.clone()).await.status, 200, "she declares a second time");
    let by_either = async || {
        let mut seen = retracted(&port.get(&format!("/desk/api/people/{}", anew.id)).await.json());
        let elsewhere = seen[0]["elsewhere"].take();
        (elsewhere, seen[0]["values"].take())
    };
    assert_eq!(
        by_either().await,
        (json!(true), fever.clone()),
        "it is seen beside that one too, as another's"
    );
    assert_eq!(story.sender.withdraw(11).await.status, 200, "and takes the first one back");
    assert_eq!(by_either().await, (json!(true), fever.clone()), "which washes nothing away");
    let leg = &story.answers["legs"].as_array().unwrap().last().unwrap()["arrives_on"];
    let rows = port.get(&format!("/desk/api/people?day={}&port=PVG", leg.as_str().unwrap())).await.json();
    let mut rows = rows["people"].as_array().unwrap().iter();
    let row = rows.find(|row| row["declaration"] == json!(anew.id)).unwrap();
    assert_eq!(row["retracted"], true, "nor on the list: {row}");
    assert_eq!(story.sender.declare(12, story.answers.clone()).await.status, 200, "it comes to life again");
    let case = port.get(&story.case()).await.json();
    assert_eq!(retracted(&case)[0]["elsewhere"], false, "with what it had retracted: {case}");
    assert_eq!(anew.declare(2, ill.clone()).await.status, 200, "she says it after all");
    let said = port.get(&format!("/desk/api/people/{}", anew.id)).await.json();
    assert_eq!(retracted(&said), json!([]), "what is said is nowhere retracted");
    story.running.shutdown().await;
}

#[tokio::test]
async fn each_role_reads_of_each_answer_what_the_rulebook_says_and_nothing_else() {
    let data = tempfile::tempdir().unwrap();
    let running = start(data.path()).await;
    let edition = Edition::bundled().unwrap();
    let mut declared = Vec::new();
    for traveller in travellers::all(today()) {
        let sender = Sender::new(&running);
        if sender.declare(1, traveller.answers.clone()).await.status == 200 {
            declared.push((sender.id, traveller));
        }
    }
    assert!(declared.len() >= 10, "many lives: {}", declared.len());
    let airports = edition.list("airports").unwrap().rows().iter();
    let china = airports.filter(|row| row.country.as_deref() == Some("CHN")).map(|row| row.code.as_str());
    let ports = edition.list("ports").unwrap().rows().iter().map(|row| row.code.as_str()).chain(china);
    let ports = BTreeSet::from_iter(ports).into_iter().collect::<Vec<_>>().join(",");
    let roles = [
        (Role::PortOfficer, ports.as_str()),
        (Role::CountyContact, "330000"),
        (Role::HealthOfficer, "330000"),
    ];
    let mut proved = BTreeSet::new();
    for (role, scope) in roles {
        let officer = sign_in(data.path(), &running, role, scope).await;
        for (id, traveller) in &declared {
            let answer = officer.get(&format!("/desk/api/people/{id}")).await;
            assert_eq!(answer.status, 200, "{} for {}: {}", role.name(), traveller.story, answer.json());
            let case = answer.json();
            let shown = case["answers"].as_array().unwrap().iter();
            let shown: BTreeSet<_> =
                shown.map(|said| said["question"].as_str().unwrap().to_owned()).collect();
            for field in edition.fields().filter(|field| field.fields.is_empty()) {
                let question = question_id(&field.pointer);
                let may = field.readers.iter().any(|it| Some(it.as_str()) == reader(role));
                if !may {
                    assert!(!shown.contains(&question), "{} must not read {}", role.name(), field.pointer);
                } else if is_answered(&traveller.answers, &field.pointer) && asked_now(field) {
                    assert!(shown.contains(&question), "{} reads {}", role.name(), field.pointer);
                    proved.insert((role, field.pointer.clone()));
                }
            }
        }
    }
    assert!(proved.len() > 80, "most fields were proved for most roles: {}", proved.len());
    running.shutdown().await;
}

/// Whether something is answered at a pointer, with `*` for every item.
fn is_answered(answers: &Value, pointer: &str) -> bool {
    match pointer.strip_prefix('/') {
        None => !answers.is_null() && *answers != json!([]),
        Some(rest) => {
            let (step, rest) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
            match answers.get(step) {
                Some(member) => is_answered(member, rest),
                None if step == "*" => {
                    answers.as_array().is_some_and(|items| items.iter().any(|it| is_answered(it, rest)))
                }
                None => false,
            }
        }
    }
}

/// Whether a question is asked before the landing.
fn asked_now(_: &rulebook::Field) -> bool {
    true
}
