//! Whatever somebody says of the last 14 days counts, however far away the flight is; and no list of stays is wrong for its order.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

#[path = "../common/mod.rs"]
mod common;
mod entries;

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use common::{FORM, on, today};
use declaration::OfficerFacts;
use rulebook::Colour;
use serde_json::{Value, json};
use testkit::{Traveller, travellers};

fn nurse() -> Traveller {
    travellers::low_risk_from_singapore(today())
}

/// The nurse, who enters China on this day.
fn entering(days: i64) -> Traveller {
    nurse()
        .with("/legs/0/departs_on", on(days))
        .with("/legs/0/arrives_on", on(days))
        .with("/stays", json!([{ "country": "SGP" }]))
}

fn colour_on(answers: &Value, officer: &OfficerFacts, day: NaiveDate) -> Colour {
    let facts = FORM.facts(answers, officer, day).unwrap();
    health_code::decide(FORM.edition(), &facts).unwrap().colour
}

/// What stops a declaration of today, and what it is warned of.
fn findings(traveller: &Traveller) -> (Vec<String>, BTreeSet<String>) {
    let evaluation = FORM.evaluate(&traveller.answers, today());
    let blocking = evaluation.blocking().map(|finding| finding.rule.to_string()).collect();
    (blocking, evaluation.findings.iter().map(|finding| finding.rule.to_string()).collect())
}

/// What somebody may have had so many days ago, and what is the mildest that can be said of it.
fn had(days: i64, traveller: &Traveller) -> Vec<(&'static str, Traveller, Colour)> {
    let day = || json!(on(-days));
    let met = |asked: &str| {
        traveller
            .clone()
            .with(&format!("/exposure/{asked}"), json!(true))
            .with(&format!("/exposure/{asked}_on"), day())
    };
    let infected = traveller
        .clone()
        .with("/health/history", json!(["infected"]))
        .with("/health/infected_on", day())
        .with("/health/recovered", json!(true));
    let tested = traveller
        .clone()
        .with("/health/history", json!(["tested"]))
        .with("/tests", json!([{ "kind": "pcr", "result": "positive", "taken_on": day() }]));
    vec![
        ("an infection", infected, Colour::Orange),
        ("a positive test", tested, Colour::Orange),
        ("contact with a case", met("case_contact"), Colour::Orange),
        ("contact with fever", met("fever_contact"), Colour::Yellow),
        ("a cluster", met("cluster"), Colour::Yellow),
    ]
}

#[test]
fn what_was_in_the_last_fourteen_days_counts_however_far_away_the_flight_is() {
    for flies in 1..=14 {
        for ago in 0..14 {
            for (what, traveller, colour) in had(ago, &entering(flies)) {
                let story = format!("{what} {ago} days ago, entry in {flies} days");
                let (blocking, _) = findings(&traveller);
                assert_eq!(blocking, Vec::<String>::new(), "{story}: the question asks for it");
                let given = colour_on(&traveller.answers, &OfficerFacts::NONE, today());
                assert_eq!(given, colour, "{story}");
            }
        }
    }
}

#[test]
fn the_days_between_a_declaration_and_the_flight_take_nothing_of_it_away() {
    let declared = OfficerFacts { declared_on: Some(today()), ..OfficerFacts::NONE };
    for (what, traveller, colour) in had(3, &entering(12)) {
        for passed in 0..=40 {
            let day = today().checked_add_days(Days::new(passed)).unwrap();
            let given = colour_on(&traveller.answers, &declared, day);
            assert_eq!(given, colour, "{what}, {passed} days after the declaration");
        }
    }
    let recovered = nurse()
        .with("/health/history", json!(["infected"]))
        .with("/health/infected_on", json!(on(-20)))
        .with("/health/recovered", json!(true));
    assert_eq!(
        colour_on(&recovered.answers, &declared, today()),
        Colour::Green,
        "three weeks ago, and recovered"
    );
}

/// The rule that decides today.
fn rule(answers: &Value, officer: &OfficerFacts) -> String {
    let facts = FORM.facts(answers, officer, today()).unwrap();
    health_code::decide(FORM.edition(), &facts).unwrap().id.clone()
}

fn seen(facts: &[(&str, i64)]) -> OfficerFacts {
    let record = |days: i64| json!({ "value": on(days), "by": "officer-1", "at": "2026-11-01T08:00:00Z" });
    let all: Value = facts.iter().map(|(name, days)| ((*name).to_owned(), record(*days))).collect();
    serde_json::from_value(all).unwrap()
}

fn by_flight(from: &str, to: &str, day: i64) -> Value {
    json!({ "mode": "flight", "flight": "TP 1", "from": from, "to": to, "departs_on": on(day), "departs_at": "08:00",
        "arrives_on": on(day), "arrives_at": "20:00", "seat": "7F" })
}

fn by_land(mode: &str, from: &str, to: &str, day: i64) -> Value {
    json!({ "mode": mode, "from": from, "to": to, "departs_on": on(day), "arrives_on": on(day) })
}

#[test]
fn a_stay_counts_no_longer_than_until_the_next_began() {
    let voyage = |stays: Value| nurse().with("/legs/0/departs_on", on(-20)).with("/stays", stays);
    let at_sea =
        voyage(json!([{ "country": "ESP", "until": on(-20) }, { "country": "XZZ", "since": on(-20) }]));
    assert_eq!(
        rule(&at_sea.answers, &OfficerFacts::NONE),
        "green-no-risk",
        "three weeks at sea since Valencia"
    );
    let missed = voyage(json!([{ "country": "ESP", "until": on(-20) }]));
    assert_eq!(rule(&missed.answers, &OfficerFacts::NONE), "orange-severe-stay", "no word of having left");
}

#[test]
fn a_border_on_the_way_to_ones_airport_is_no_stay_whatever_crosses_it() {
    for mode in ["train", "coach", "car", "foot"] {
        let over = |day: i64| {
            nurse()
                .with("/legs", json!([by_land(mode, "G-PT", "G-ES", day), by_flight("MAD", "PVG", 3)]))
                .with("/stays", json!([{ "country": "PRT" }]))
        };
        let through = rule(&over(3).answers, &OfficerFacts::NONE);
        assert_eq!(through, "green-no-risk", "{mode} and flight on one day");
        let night = rule(&over(1).answers, &OfficerFacts::NONE);
        assert_eq!(night, "orange-severe-stay", "two nights in Spain after the {mode}");
    }
}

#[test]
fn days_left_out_before_the_journey_are_warned_of_and_not_green() {
    let early = nurse().with("/stays", json!([{ "country": "SGP", "until": on(-1) }]));
    let (blocking, said) = findings(&early);
    assert_eq!(blocking, Vec::<String>::new(), "nobody is stuck");
    assert!(said.contains("stays-end-early"), "but asked: {said:?}");
    assert_eq!(
        rule(&early.answers, &OfficerFacts::NONE),
        "yellow-days-unknown",
        "four days of which nobody knows"
    );
}

#[test]
fn an_observation_ends_what_was_said_before_it_and_nothing_that_is_said_today() {
    let landed = nurse().with("/legs/0/departs_on", on(-15)).with("/legs/0/arrives_on", on(-15));
    let officer = seen(&[("landed_on", -15), ("observation_ended_on", -1)]);
    let coughs = landed
        .clone()
        .with("/health/symptoms", json!(["dry-cough"]))
        .with("/health/symptoms_when", json!("now"))
        .with("/health/symptoms_since", json!(on(-4)));
    let hot =
        landed.clone().with("/health/temperature", json!(38.5)).with("/health/symptoms_since", json!(on(-4)));
    let ill = landed
        .with("/health/history", json!(["infected"]))
        .with("/health/infected_on", json!(on(-30)))
        .with("/health/recovered", json!(false));
    let before = OfficerFacts { declared_on: Some("2026-11-19".parse().unwrap()), ..officer.clone() };
    for (traveller, expected) in
        [(coughs, "orange-symptoms"), (hot, "orange-symptoms"), (ill, "orange-positive-test")]
    {
        assert_eq!(rule(&traveller.answers, &officer), expected, "said today, after the observation");
        assert_eq!(rule(&traveller.answers, &before), "green-observation", "said before its end");
    }
}

#[test]
fn what_was_before_the_last_fourteen_days_is_over_after_the_landing_too() {
    let landed = nurse().with("/legs/0/departs_on", on(-20)).with("/legs/0/arrives_on", on(-20));
    let infected = landed
        .with("/health/history", json!(["tested", "infected"]))
        .with("/health/infected_on", json!(on(-33)))
        .with("/health/recovered", json!(true))
        .with("/tests", json!([{ "kind": "pcr", "result": "positive", "taken_on": on(-30) }]));
    assert_eq!(
        rule(&infected.answers, &seen(&[("landed_on", -20)])),
        "green-window-passed",
        "a month ago, and recovered"
    );
}

#[test]
fn a_flight_that_is_listed_as_a_whole_asks_for_no_seat() {
    // ZZ 100 of 24 November is listed without rows, ZZ 300 of the 25th with row 31.
    let on_board = |flight: &str, days: i64, seat: Value| {
        let flight = nurse().with("/legs/0/flight", flight).with("/legs/0/seat", seat);
        flight.with("/legs/0/departs_on", on(days)).with("/legs/0/arrives_on", on(days + 1))
    };
    for seat in [json!("7F"), Value::Null] {
        let whole = on_board("ZZ 100", 2, seat.clone());
        let facts = FORM.facts(&whole.answers, &OfficerFacts::NONE, today()).unwrap();
        let decides = health_code::decide(FORM.edition(), &facts).unwrap();
        assert_eq!(decides.id, "yellow-risk-flight", "everybody on board, in seat {seat}");
        let (_, said) = findings(&whole);
        assert!(!said.contains("listed-flight-without-seat"), "a seat would change nothing: {seat}");
    }
    let (_, said) = findings(&on_board("ZZ 300", 3, Value::Null));
    assert!(said.contains("listed-flight-without-seat"), "here it would");
}

#[test]
fn stays_may_be_typed_the_newest_first() {
    let dated = |country: &str, since: i64, until: i64| json!({ "country": country, "since": on(since), "until": on(until) });
    for stays in [
        vec![dated("PRT", -20, -5), dated("SGP", -5, 3)],
        vec![dated("PRT", -20, -9), dated("MYS", -9, -4), dated("SGP", -4, 3)],
        vec![dated("ESP", -20, -5), dated("SGP", -5, 3)],
    ] {
        let ordered = nurse().with("/stays", stays.clone());
        let newest_first = nurse().with("/stays", stays.into_iter().rev().collect::<Vec<_>>());
        let (blocking, said) = findings(&newest_first);
        assert_eq!(blocking, Vec::<String>::new(), "nothing is left out, so nothing stops it");
        assert!(said.contains("stay-out-of-order"), "it is said once how to enter them: {said:?}");
        assert!(!said.contains("stay-overlap"), "and nothing untrue: {said:?}");
        assert!(!findings(&ordered).1.contains("stay-out-of-order"), "in order nothing is said");
        let colour = |traveller: &Traveller| colour_on(&traveller.answers, &OfficerFacts::NONE, today());
        assert_eq!(colour(&newest_first), colour(&ordered), "the order colours nothing");
    }
    let (_, late) = findings(&nurse().with("/stays", json!([dated("SGP", -5, 3), dated("PRT", -8, -5)])));
    assert!(late.contains("stays-begin-late"), "in either order the days before are asked for: {late:?}");
}

#[test]
fn days_left_out_at_the_beginning_are_warned_of_and_not_green() {
    // She enters on day 3, so the window begins on day -11.
    let since = |day: i64| nurse().with("/stays", json!([{ "country": "SGP", "since": on(day) }]));
    for (day, warned, expected) in [
        (-11, false, "green-no-risk"),
        (-9, false, "green-no-risk"),
        (-8, true, "yellow-days-unknown"),
        (0, true, "yellow-days-unknown"),
    ] {
        let (blocking, said) = findings(&since(day));
        assert_eq!(blocking, Vec::<String>::new(), "whoever does not remember is not stuck: {day}");
        assert_eq!(said.contains("stays-begin-late"), warned, "asked from more than two days on: {day}");
        assert_eq!(
            rule(&since(day).answers, &OfficerFacts::NONE),
            expected,
            "and not green on silence: {day}"
        );
    }
    let after_the_entry = nurse().with("/stays", json!([{ "country": "CHN", "since": on(4) }]));
    assert_eq!(
        rule(&after_the_entry.answers, &OfficerFacts::NONE),
        "yellow-days-unknown",
        "where nothing before the entry is named, nothing of it is known"
    );
    let severe = nurse().with("/stays", json!([{ "country": "ESP", "since": on(-5) }]));
    assert_eq!(
        rule(&severe.answers, &OfficerFacts::NONE),
        "orange-severe-stay",
        "what is known to be worse goes first"
    );
    let landed = seen(&[("landed_on", -20)]);
    assert_eq!(
        rule(&entering(-20).with("/stays", json!([{ "country": "SGP", "since": on(-22) }])).answers, &landed),
        "green-window-passed",
        "what lies before the window is not missed"
    );
}

#[test]
fn the_days_before_a_birth_need_not_be_named() {
    let baby = nurse().with("/about/born", on(-5));
    let since = |baby: &Traveller, days: i64| {
        baby.clone().with("/stays", json!([{ "country": "SGP", "since": on(days) }]))
    };
    let rule = |baby: &Traveller| rule(&baby.answers, &OfficerFacts::NONE);
    let open = baby.clone().with("/stays", json!([{ "country": "SGP" }]));
    for baby in [open, since(&baby, -5), since(&baby, -3)] {
        let (_, said) = findings(&baby);
        assert!(!said.contains("stays-begin-late"), "nobody is asked where it was before: {said:?}");
        assert_eq!(rule(&baby), "green-no-risk", "and no day is missing");
    }
    let (_, said) = findings(&since(&baby, -1));
    assert!(said.contains("stays-begin-late"), "days after the birth are asked for: {said:?}");
    assert_eq!(rule(&since(&baby, -1)), "yellow-days-unknown", "and are missing");
    let grown = nurse().with("/about/born", on(-40));
    assert_eq!(rule(&since(&grown, -5)), "yellow-days-unknown", "as everybody's are");
    let read = FORM.read_by_facts(&grown.answers, today());
    assert_eq!(read.pointer("/about"), None, "a birth before all that is looked at is not kept for it");
}
