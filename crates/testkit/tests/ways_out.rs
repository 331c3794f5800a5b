//! What a code says would change its colour does change it: by time, by a test, by an officer.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use chrono::{Days, NaiveDate};
use common::{FORM, on, today};
use declaration::OfficerFacts;
use serde_json::{Value, json};
use testkit::{Traveller, travellers};

fn recorded(facts: Value) -> OfficerFacts {
    serde_json::from_value(facts).unwrap()
}

fn by(value: Value) -> Value {
    json!({ "value": value, "by": "officer-1", "at": "2026-11-22T08:00:00Z" })
}

/// Somebody who declared and landed yesterday, of whom an officer recorded this besides.
fn landed_and(more: Value) -> OfficerFacts {
    let mut facts = json!({ "declared_on": on(-1), "landed_on": by(json!(on(-1))) });
    facts.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    recorded(facts)
}

fn reason(traveller: &Traveller, officer: &OfficerFacts, day: NaiveDate) -> String {
    let facts = FORM.facts(&traveller.answers, officer, day).unwrap();
    health_code::decide(FORM.edition(), &facts).unwrap().reason.clone()
}

/// The nurse who landed yesterday.
fn nurse() -> Traveller {
    travellers::low_risk_from_singapore(today().checked_sub_days(Days::new(4)).unwrap())
}

/// One for each reason that the health of somebody gives.
fn unwell() -> Vec<(&'static str, Traveller)> {
    let coughs = |when: &str, since: i64| {
        nurse()
            .with("/health/symptoms", json!(["dry-cough"]))
            .with("/health/symptoms_when", when)
            .with("/health/symptoms_since", on(since))
    };
    let positive = json!([{ "kind": "pcr", "result": "positive", "taken_on": on(-3) }]);
    vec![
        ("symptoms", coughs("now", -2)),
        ("past-symptoms", coughs("earlier", -8)),
        (
            "recent-infection",
            nurse()
                .with("/health/history", json!(["infected"]))
                .with("/health/infected_on", on(-5))
                .with("/health/recovered", true),
        ),
        ("positive-test", nurse().with("/health/history", json!(["tested"])).with("/tests", positive)),
        (
            "close-contact",
            nurse().with("/exposure/case_contact", true).with("/exposure/case_contact_on", on(-3)),
        ),
        (
            "exposure",
            nurse().with("/exposure/fever_contact", true).with("/exposure/fever_contact_on", on(-3)),
        ),
    ]
}

fn says(reason: &str, way: &str) -> bool {
    let texts = &FORM.edition().texts["en"];
    let message = texts.split(&format!("\nreason-{reason} =")).nth(1).unwrap();
    let attributes = message.lines().skip(1).take_while(|line| line.starts_with("    "));
    attributes.into_iter().any(|line| line.trim_start().starts_with(&format!(".{way} =")))
}

#[test]
fn every_reason_of_health_says_a_way_out_and_an_officer_is_one_that_works() {
    for (expected, traveller) in unwell() {
        assert_eq!(reason(&traveller, &landed_and(json!({})), today()), expected, "{}", traveller.story);
        assert!(says(expected, "by-officer"), "{expected} names the officer");
        let ended = landed_and(json!({ "observation_ended_on": by(json!(on(0))) }));
        let after = reason(&traveller, &ended, today());
        assert_eq!(after, "observation-completed", "{expected}: the end of the observation is the way out");
    }
}

#[test]
fn the_end_of_an_observation_answers_nothing_that_is_said_on_its_day_or_after_it() {
    let days = |declared: i64, received: i64, ended: i64| {
        landed_and(
            json!({ "declared_on": on(declared), "received_on": on(received), "landed_on": by(json!(on(-3))),
            "observation_ended_on": by(json!(on(ended))) }),
        )
    };
    for (expected, traveller) in unwell() {
        let given = |officer: OfficerFacts| reason(&traveller, &officer, today());
        assert_eq!(given(days(0, 0, 0)), expected, "said on the day on which it ended");
        assert_eq!(given(days(0, 0, -1)), expected, "said on the day after it");
        assert_eq!(given(days(-2, 0, -1)), expected, "said before it, and read by nobody until after it");
        assert_eq!(given(days(-2, -2, -1)), "observation-completed", "said and read before it");
    }
}

#[test]
fn a_positive_test_of_an_officer_outlives_an_observation_that_ended_before_its_result() {
    let test = |taken: i64, result_came: i64| {
        let at = format!("{}T06:00:00Z", on(result_came));
        let test = json!({ "kind": "pcr", "result": "positive", "taken_on": on(taken) });
        landed_and(
            json!({ "declared_on": on(-4), "landed_on": by(json!(on(-3))), "observation_ended_on": by(json!(on(-2))),
            "tests": [{ "value": test, "by": "officer-2", "at": at }] }),
        )
    };
    let given = |officer: OfficerFacts| reason(&nurse(), &officer, today());
    for (taken, came, says) in [
        (-2, -2, "sample and result on its last day"),
        (-2, -1, "a sample of its last day"),
        (-4, -2, "a result on its last day"),
        (-4, 0, "a sample in it, the result after it"),
        (-1, 0, "a sample after it"),
    ] {
        assert_eq!(given(test(taken, came)), "positive-test", "{says}");
    }
    assert_eq!(given(test(-4, -3)), "observation-completed", "what was known before it ended is answered");
}

#[test]
fn a_negative_sample_of_the_day_on_which_somebody_fell_ill_does_not_speak_for_them() {
    let infected = unwell().remove(2).1;
    let negative = |taken: i64| {
        let test = json!({ "kind": "pcr", "result": "negative", "taken_on": on(taken) });
        landed_and(json!({ "tests": [by(test)] }))
    };
    assert_eq!(reason(&infected, &negative(-5), today()), "recent-infection", "of the same day");
    assert_eq!(reason(&infected, &negative(-4), today()), "no-risk", "of the day after");
}

#[test]
fn a_negative_test_of_an_officer_is_named_where_it_helps_and_nowhere_else() {
    let negative = json!({ "kind": "pcr", "result": "negative", "taken_on": on(-1) });
    let tested = landed_and(json!({ "tests": [by(negative)] }));
    for (expected, traveller) in unwell() {
        let helps = reason(&traveller, &tested, today()) != expected;
        assert_eq!(
            says(expected, "by-test"),
            helps,
            "{expected}: a test is promised where it changes something"
        );
    }
}

#[test]
fn time_alone_changes_nothing_about_health_but_a_new_declaration_after_it_does() {
    let landed = landed_and(json!({}));
    let far = today().checked_add_days(Days::new(40)).unwrap();
    for (expected, traveller) in unwell() {
        let later = reason(&traveller, &landed, far);
        assert_eq!(later, expected, "{expected}: nobody is well because days went by");
    }
    let over = unwell().remove(0).1.with("/health/symptoms_when", "earlier");
    assert_eq!(reason(&over, &landed, today()), "past-symptoms", "what is over counts as over");
}

#[test]
fn whoever_declares_again_when_it_is_long_over_is_green_and_every_reason_of_health_says_so() {
    let since = "2026-12-13".parse().unwrap(); // three weeks later
    let again = |expected: &str, traveller: Traveller| match expected {
        "symptoms" | "past-symptoms" => traveller
            .with("/health/symptoms", json!(["none"]))
            .with("/health/symptoms_when", Value::Null)
            .with("/health/symptoms_since", Value::Null),
        "close-contact" => {
            traveller.with("/exposure/case_contact", false).with("/exposure/case_contact_on", Value::Null)
        }
        "exposure" => {
            traveller.with("/exposure/fever_contact", false).with("/exposure/fever_contact_on", Value::Null)
        }
        "positive-test" => traveller
            .with("/health/history", json!(["tested", "infected"]))
            .with("/health/infected_on", on(-3))
            .with("/health/recovered", true),
        _ => traveller,
    };
    let declared = recorded(json!({ "declared_on": "2026-12-13" }));
    for (expected, traveller) in unwell() {
        let truly = again(expected, nurse_three_weeks_later(&traveller));
        assert_eq!(
            reason(&truly, &declared, since),
            "no-risk",
            "{expected}: a true declaration, three weeks later"
        );
        assert!(says(expected, "by-time"), "{expected} says that");
    }
}

/// The same person, whose journey is three weeks later.
fn nurse_three_weeks_later(traveller: &Traveller) -> Traveller {
    let later = travellers::low_risk_from_singapore(today().checked_add_days(Days::new(21)).unwrap());
    let of = |part: &str| later.answers[part].clone();
    traveller.clone().with("/legs", of("legs")).with("/stays", of("stays"))
}

/// One for each reason that places and flights give, of somebody who enters four days from now.
fn by_place_and_flight() -> Vec<(&'static str, Traveller)> {
    let nurse = || travellers::low_risk_from_singapore(today());
    let been = |country: &str| {
        nurse().with(
            "/stays",
            json!([{ "country": country, "until": on(-2) }, { "country": "SGP", "since": on(-2) }]),
        )
    };
    let flies = |flight: &str, seat: Value| {
        nurse()
            .with("/legs/0/flight", flight)
            .with("/legs/0/departs_on", "2026-11-25")
            .with("/legs/0/arrives_on", "2026-11-25")
            .with("/legs/0/seat", seat)
    };
    vec![
        ("severe-stay", been("ESP")),
        ("elevated-stay", been("DEU")),
        ("risk-flight", flies("ZZ 300", json!("31A"))),
        ("flight-seat-unknown", flies("ZZ 300", Value::Null)),
        ("days-unknown", nurse().with("/stays", json!([{ "country": "SGP", "since": on(-3) }]))),
    ]
}

#[test]
fn where_one_has_been_passes_with_time_once_a_landing_was_recorded_as_the_reason_says() {
    for (expected, traveller) in by_place_and_flight() {
        let declared = recorded(json!({ "declared_on": on(0) }));
        assert_eq!(reason(&traveller, &declared, today()), expected, "{}", traveller.story);
        assert!(says(expected, "by-time") && says(expected, "by-officer"), "{expected} names both ways out");
        let landed = recorded(json!({ "declared_on": on(0), "landed_on": by(json!(on(4))) }));
        let later = |days: i64| on(days).parse::<NaiveDate>().unwrap();
        assert_eq!(reason(&traveller, &landed, later(19)), "window-passed", "{expected}: by time alone");
        assert_eq!(reason(&traveller, &declared, later(19)), expected, "{expected}: not without the record");
        let ended = recorded(json!({ "declared_on": on(0), "landed_on": by(json!(on(4))),
            "observation_ended_on": by(json!(on(6))) }));
        assert_eq!(
            reason(&traveller, &ended, later(6)),
            "observation-completed",
            "{expected}: by an officer"
        );
    }
}
