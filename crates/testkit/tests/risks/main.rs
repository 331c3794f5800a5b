//! What must hold of every declaration, whatever its answers are: one more risk never makes a code better, none makes it green,
//! and no day does anything by itself.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

#[path = "../common/mod.rs"]
mod common;
mod later;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use common::{FORM, on, today};
use declaration::OfficerFacts;
use rulebook::Colour;
use serde_json::{Value, json};
use testkit::{Synthetic, put, travellers, with_officers};

fn colour(answers: &Value, officer: &Value, day: NaiveDate) -> Colour {
    let officer: OfficerFacts = serde_json::from_value(officer.clone()).unwrap();
    let officer = OfficerFacts { declared_on: Some(today()), ..officer };
    let facts = FORM.facts(answers, &officer, day).unwrap();
    health_code::decide(FORM.edition(), &facts).unwrap().colour
}

/// Declarations that can be sent, of people of all kinds.
fn complete(seed: u64, count: usize) -> impl Iterator<Item = Synthetic> {
    let made = with_officers(seed, today()).take(count);
    made.filter(|made| FORM.evaluate(&made.answers, today()).is_complete())
}

fn push(answers: &mut Value, list: &str, item: Value) {
    match answers[list].as_array_mut() {
        Some(items) => items.push(item),
        None => answers[list] = json!([item]),
    }
}

/// A flight that is listed on the day of one of these legs.
fn on_a_listed_flight(answers: &mut Value, number: &str, day: &str, seat: Value) -> bool {
    let legs = answers["legs"].as_array_mut().unwrap();
    let Some(leg) = legs.iter_mut().find(|leg| leg["departs_on"] == day && leg["mode"] == "flight") else {
        return false;
    };
    (leg["flight"], leg["seat"]) = (json!(number), seat);
    true
}

/// One more risk; whether there was room for it.
type Risk = (&'static str, fn(&mut Value) -> bool);

fn risks() -> Vec<Risk> {
    vec![
        ("coughs", |answers| {
            put(answers, "/health/symptoms", json!(["dry-cough"]));
            put(answers, "/health/symptoms_when", json!("now"));
            put(answers, "/health/symptoms_since", json!(on(0)));
            true
        }),
        ("coughed", |answers| {
            let is_well = answers["health"]["symptoms"] == json!(["none"]);
            if is_well {
                put(answers, "/health/symptoms", json!(["dry-cough"]));
                put(answers, "/health/symptoms_when", json!("earlier"));
                put(answers, "/health/symptoms_since", json!(on(-8)));
            }
            is_well
        }),
        ("has a fever", |answers| {
            put(answers, "/health/temperature", json!(38.2));
            true
        }),
        ("met a case", |answers| {
            put(answers, "/exposure/case_contact", json!(true));
            put(answers, "/exposure/case_contact_on", json!(on(-2)));
            true
        }),
        ("met somebody feverish", |answers| {
            put(answers, "/exposure/fever_contact", json!(true));
            put(answers, "/exposure/fever_contact_on", json!(on(-2)));
            true
        }),
        ("has two ill at home", |answers| {
            put(answers, "/exposure/cluster", json!(true));
            put(answers, "/exposure/cluster_on", json!(on(-2)));
            true
        }),
        ("is positive", |answers| {
            push(answers, "tests", json!({ "kind": "antigen", "result": "positive", "taken_on": on(-1) }));
            push(&mut answers["health"], "history", json!("tested"));
            true
        }),
        ("fell ill", |answers| {
            push(&mut answers["health"], "history", json!("infected"));
            put(answers, "/health/infected_on", json!(on(-3)));
            true
        }),
        ("is ill still", |answers| {
            push(&mut answers["health"], "history", json!("infected"));
            put(answers, "/health/recovered", json!(false));
            true
        }),
        ("was in a severe place", |answers| {
            push(answers, "stays", json!({ "country": "ESP", "since": on(-1), "until": on(0) }));
            true
        }),
        ("was in an elevated place", |answers| {
            push(answers, "stays", json!({ "country": "DEU", "since": on(-1), "until": on(0) }));
            true
        }),
        ("flew with a case", |answers| on_a_listed_flight(answers, "ZZ100", "2026-11-17", Value::Null)),
        ("flies with a case", |answers| on_a_listed_flight(answers, "zz0100", "2026-11-24", json!("7F"))),
        ("sits near one", |answers| on_a_listed_flight(answers, "ZZ 300", "2026-11-25", json!("33K"))),
    ]
}

#[test]
fn one_more_risk_never_makes_a_code_better() {
    let mut tried: BTreeMap<&str, usize> = BTreeMap::new();
    for (number, made) in complete(11, 1_500).enumerate() {
        let before = colour(&made.answers, &made.officer, today());
        for (risk, take) in risks() {
            let mut answers = made.answers.clone();
            if !take(&mut answers) {
                continue;
            }
            *tried.entry(risk).or_default() += 1;
            let after = colour(&answers, &made.officer, today());
            assert!(
                after >= before,
                "{before:?} became {after:?} for who {risk}: number {number}, {:#}",
                made.answers
            );
        }
    }
    assert_eq!(tried.len(), risks().len(), "each risk found somebody: {tried:?}");
}

#[test]
fn whoever_has_no_risk_is_green() {
    for made in complete(12, 1_500) {
        let mut answers = made.answers;
        let leg = answers["legs"][0].clone();
        answers["health"] = json!({ "symptoms": ["none"], "fever_medicine": false, "history": ["none"] });
        answers["exposure"] = json!({ "case_contact": false, "fever_contact": false, "cluster": false });
        answers["tests"] = Value::Null;
        answers["stays"] = json!([{ "country": "SGP" }]);
        answers["legs"] = json!([{ "mode": "flight", "flight": "SQ 836", "from": "SIN", "to": "HGH", "seat": "7F",
            "departs_on": leg["departs_on"], "arrives_on": leg["departs_on"] }]);
        assert_eq!(colour(&answers, &made.officer, today()), Colour::Green, "{:#}", made.officer);
    }
}

#[test]
fn no_day_changes_a_code_while_no_officer_has_said_anything() {
    for made in complete(13, 400) {
        let declared = colour(&made.answers, &json!({}), today());
        for days in [1, 3, 7, 14, 15, 30, 60] {
            let later = today().checked_add_days(Days::new(days)).unwrap();
            assert_eq!(
                colour(&made.answers, &json!({}), later),
                declared,
                "{days} days later: {:#}",
                made.answers
            );
        }
    }
}

#[test]
fn what_officers_saw_before_the_entry_that_is_declared_makes_no_code_better() {
    let seen =
        |days: i64| json!({ "value": on(days), "by": "officer-1", "at": format!("{}T08:00:00Z", on(days)) });
    let mut tried = 0;
    for made in complete(14, 1_500) {
        let enters = FORM.enters_on(&made.answers, today()).unwrap();
        if enters <= today() {
            continue;
        }
        tried += 1;
        let unseen = colour(&made.answers, &json!({}), today());
        let before = (enters - today()).num_days();
        for (landed, ended) in [(-30, -16), (-17, -3), (-14, 0), (before - 17, before - 3)] {
            if ended > 0 {
                continue;
            }
            let officer = json!({ "landed_on": seen(landed), "observation_ended_on": seen(ended) });
            let after = colour(&made.answers, &officer, today());
            assert_eq!(
                after, unseen,
                "landed {landed}, observed until {ended}, enters {enters}: {:#}",
                made.answers
            );
        }
    }
    assert!(tried > 300, "journeys that lie ahead: {tried}");
}

#[test]
fn an_officers_positive_test_never_makes_a_code_better() {
    for made in complete(15, 800) {
        let before = colour(&made.answers, &made.officer, today());
        for (taken, came) in [(0, 0), (-1, 0), (-9, -8)] {
            let mut officer = made.officer.clone();
            let test = json!({ "kind": "pcr", "result": "positive", "taken_on": on(taken) });
            officer["tests"] =
                json!([{ "value": test, "by": "officer-2", "at": format!("{}T06:00:00Z", on(came)) }]);
            let after = colour(&made.answers, &officer, today());
            assert!(after >= before, "{before:?} became {after:?}: {:#}", made.answers);
        }
    }
}
