//! Whatever somebody says of the last 14 days counts, however far away the flight is; and no list of stays is wrong for its order.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use declaration::{Form, OfficerFacts};
use rulebook::{Colour, Edition};
use serde_json::{Value, json};
use testkit::{Traveller, travellers};

static FORM: LazyLock<Form> = LazyLock::new(|| Form::new(Edition::bundled().unwrap()));

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn on(days: i64) -> String {
    travellers::day(today(), days)
}

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
fn whoever_came_before_and_left_again_is_judged_by_this_entry() {
    let direct = nurse().with("/legs", json!([by_flight("LIS", "PVG", 3)])).with(
        "/stays",
        json!([{ "country": "CHN", "until": on(-5) }, { "country": "ESP", "since": on(-5) }]),
    );
    let twice = direct.clone().with(
        "/legs",
        json!([
            by_land("car", "HKG", "L-SZWAN", -10),
            by_flight("SZX", "MAD", -5),
            by_flight("LIS", "PVG", 3)
        ]),
    );
    for (traveller, story) in [(direct, "one entry"), (twice.clone(), "two entries")] {
        assert_eq!(
            rule(&traveller.answers, &OfficerFacts::NONE),
            "orange-severe-stay",
            "{story}, in Spain today"
        );
    }
    let (_, said) = findings(&twice);
    assert!(said.contains("leg-leaves-china"), "and told to enter this journey alone: {said:?}");
    assert_eq!(FORM.enters_on(&twice.answers, today()).unwrap().to_string(), on(3), "the day of this entry");
    let boards = declaration::Boarding::of(FORM.edition(), &twice.answers).unwrap();
    assert_eq!(boards.place, "LIS", "the boarding of this entry");
}

#[test]
fn a_stay_that_begins_after_the_landing_lasts_until_today() {
    let left_again = nurse().with("/legs/0/departs_on", on(-20)).with("/legs/0/arrives_on", on(-20)).with(
        "/stays",
        json!([{ "country": "SGP", "until": on(-20) }, { "country": "CHN", "since": on(-20), "until": on(-3) },
            { "country": "ESP", "since": on(-2) }]),
    );
    for officer in [seen(&[("landed_on", -20)]), OfficerFacts::NONE] {
        assert_eq!(rule(&left_again.answers, &officer), "orange-severe-stay", "she is in Spain today");
    }
}

#[test]
fn what_an_officer_saw_of_an_earlier_entry_says_nothing_of_this_one() {
    let officer = seen(&[("landed_on", -30), ("observation_ended_on", -16)]);
    let home = nurse().with("/legs/0/departs_on", on(-30)).with("/legs/0/arrives_on", on(-30));
    assert_eq!(rule(&home.answers, &officer), "green-observation", "observed, and still here");
    let stays = |spain: Value| json!([{ "country": "SGP", "until": on(-30) }, { "country": "CHN", "since": on(-30), "until": on(-10) }, spain]);
    let left_again = home.with("/stays", stays(json!({ "country": "ESP", "since": on(-10) })));
    assert_eq!(
        rule(&left_again.answers, &officer),
        "orange-severe-stay",
        "she has left for Spain since, and names the journey of last month"
    );
    for (enters, says) in
        [(3, "comes back in three days"), (0, "came back today"), (-13, "came two days after")]
    {
        let again = left_again
            .clone()
            .with("/legs", json!([by_flight("MAD", "PVG", enters)]))
            .with("/stays", json!([{ "country": "ESP" }]));
        assert_eq!(rule(&again.answers, &officer), "orange-severe-stay", "{says}: last month's observation");
    }
    let both = seen(&[("landed_on", 0), ("observation_ended_on", -16)]);
    let today_again = left_again.with("/legs", json!([by_flight("MAD", "PVG", 0)]));
    assert_eq!(rule(&today_again.answers, &both), "orange-severe-stay", "seen again today");
}

#[test]
fn whoever_comes_earlier_than_declared_is_seen_to_land_all_the_same() {
    let trader = travellers::trader_from_madrid(today().checked_sub_days(Days::new(20)).unwrap());
    let declared = Some(today().checked_sub_days(Days::new(20)).unwrap());
    let early = |landed: i64, entry: i64| {
        let moved = trader.clone().with("/legs", json!([by_flight("MAD", "PVG", entry)]));
        rule(&moved.answers, &OfficerFacts { declared_on: declared, ..seen(&[("landed_on", landed)]) })
    };
    assert_eq!(early(-16, -16), "green-window-passed", "on the day");
    assert_eq!(early(-16, -8), "green-window-passed", "eight days before the day, by another flight");
    assert_eq!(early(-14, -8), "orange-severe-stay", "fourteen days ago, the window has not passed");
}

#[test]
fn a_stay_until_the_day_before_a_flight_that_was_missed_lasts_until_the_landing() {
    let missed = |until: i64, landed: &[(&str, i64)]| {
        let trader = nurse()
            .with("/legs", json!([by_flight("MAD", "PVG", -20)]))
            .with("/stays", json!([{ "country": "ESP", "until": on(until) }]));
        rule(&trader.answers, &seen(landed))
    };
    for until in [-20, -21, -22] {
        assert_eq!(missed(until, &[]), "orange-severe-stay", "until {until}, and nobody has seen him since");
        assert_eq!(missed(until, &[("landed_on", 0)]), "orange-severe-stay", "until {until}, landed today");
        assert_eq!(
            missed(until, &[("landed_on", -16)]),
            "green-window-passed",
            "until {until}, home for long"
        );
    }
    let by_air = |from: &str| {
        let nurse = nurse()
            .with("/legs", json!([by_flight(from, "PVG", -20)]))
            .with("/stays", json!([{ "country": "PRT", "until": on(-25) }]));
        rule(&nurse.answers, &seen(&[("landed_on", 0)]))
    };
    assert_eq!(by_air("MAD"), "orange-severe-stay", "who landed later left Madrid later");
    assert_eq!(by_air("LIS"), "yellow-days-unknown", "and where she was meanwhile is not known");
}

#[test]
fn a_flight_inside_a_country_is_no_way_out_of_it() {
    let flight = |from: &str, to: &str, leaves: (i64, &str), arrives: (i64, &str)| {
        json!({ "mode": "flight", "flight": "TP 1", "from": from, "to": to, "departs_on": on(leaves.0), "departs_at": leaves.1,
            "arrives_on": on(arrives.0), "arrives_at": arrives.1, "seat": "7F" })
    };
    let by = |legs: Value| {
        let traveller = nurse().with("/legs", legs).with("/stays", json!([{ "country": "PRT" }]));
        rule(&traveller.answers, &OfficerFacts::NONE)
    };
    let set_out = by(json!([
        flight("MAD", "BCN", (1, "08:00"), (1, "09:15")),
        flight("BCN", "FRA", (1, "11:00"), (1, "13:15")),
        flight("FRA", "HGH", (1, "17:50"), (2, "11:05")),
    ]));
    assert_eq!(set_out, "orange-severe-stay", "whoever sets out in Madrid was in Spain");
    let through = |leaves: (i64, &str)| {
        by(json!([
            flight("LIS", "MAD", (1, "08:00"), (1, "10:30")),
            flight("MAD", "BCN", (1, "20:00"), (1, "21:15")),
            flight("BCN", "PVG", leaves, (leaves.0 + 1, "09:30")),
        ]))
    };
    assert_eq!(through((2, "09:00")), "green-no-risk", "less than a day in Spain, by two airports of it");
    assert_eq!(through((2, "19:00")), "orange-severe-stay", "more than a day, each wait shorter than one");
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
fn a_stay_ends_with_the_ship_that_leaves_its_country() {
    let aboard = |sailed: i64, stay: Value| {
        let lands = sailed.max(0) + 6;
        let ship = json!([{ "mode": "ship", "from": "G-ES", "to": "S-NINGB", "departs_on": on(sailed), "arrives_on": on(lands) }]);
        nurse().with("/legs", ship).with("/stays", json!([stay]))
    };
    let colour = |sailed, stay| rule(&aboard(sailed, stay).answers, &OfficerFacts::NONE);
    assert_eq!(
        colour(-24, json!({ "country": "ESP" })),
        "green-no-risk",
        "24 days at sea, both dates left open"
    );
    assert_eq!(
        colour(-24, json!({ "country": "ESP", "until": on(-24) })),
        "green-no-risk",
        "or the day said"
    );
    assert_eq!(
        colour(-5, json!({ "country": "ESP" })),
        "orange-severe-stay",
        "five days ago was in the window"
    );
    assert_eq!(
        colour(-24, json!({ "country": "ESP", "until": on(-3) })),
        "orange-severe-stay",
        "whoever says that they were there later is believed"
    );
    assert_eq!(
        colour(2, json!({ "country": "ESP" })),
        "orange-severe-stay",
        "a ship that has not left ends nothing"
    );
    let sailed = |declared: i64, landed: &[(&str, i64)]| {
        let ship = aboard(-24, json!({ "country": "ESP" })).with("/legs/0/arrives_on", json!(on(-6)));
        let declared_on = Some(on(declared).parse().unwrap());
        rule(&ship.answers, &OfficerFacts { declared_on, ..seen(landed) })
    };
    let on_time = [("landed_on", -5)];
    let late = [("landed_on", 0)];
    for (declared, landed, expected, says) in [
        (-20, &[][..], "green-no-risk", "said at sea: he was on board"),
        (-20, &late[..], "green-no-risk", "and comes six days late"),
        (-20, &on_time[..], "green-no-risk", "or on the day"),
        (-26, &[][..], "orange-severe-stay", "said before it left: nobody knows whether with him"),
        (-24, &[][..], "orange-severe-stay", "or on the day on which it left"),
        (-26, &on_time[..], "green-no-risk", "an officer saw him land when it came"),
        (-26, &late[..], "orange-severe-stay", "it came without him"),
        (0, &late[..], "orange-severe-stay", "nor does he say so before it was in port"),
    ] {
        assert_eq!(sailed(declared, landed), expected, "{says}");
    }
    let missed = aboard(-20, json!({ "country": "ESP" })).with("/legs/0/arrives_on", json!(on(-14)));
    assert_eq!(
        rule(&missed.answers, &seen(&[("landed_on", 0)])),
        "orange-severe-stay",
        "a ship that was in port two weeks before its traveller sailed without them"
    );
    let by_ship = |to: &str, sailed: i64| json!({ "mode": "ship", "from": "G-ES", "to": to, "departs_on": on(sailed), "arrives_on": on(sailed + 5) });
    for (to, airport, says) in [
        ("G-SG", "SIN", "a ship to a third country: nobody has said where they were until the flight"),
        ("S-NINGB", "MAD", "home by ship, back again, and by air today"),
    ] {
        let went_on = nurse()
            .with("/legs", json!([by_ship(to, -24), by_flight(airport, "PVG", 0)]))
            .with("/stays", json!([{ "country": "ESP" }]));
        assert_eq!(rule(&went_on.answers, &OfficerFacts::NONE), "orange-severe-stay", "{says}");
    }
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
    let (_, said) = findings(&baby.clone().with("/stays", json!([{ "country": "SGP" }])));
    assert!(!said.contains("stays-begin-with-birth") && !said.contains("stays-begin-late"), "{said:?}");
    let (_, said) = findings(&baby.with("/stays", json!([{ "country": "SGP", "since": on(-5) }])));
    assert!(said.contains("stays-begin-with-birth"), "the first date is asked to be left empty: {said:?}");
    assert!(!said.contains("stays-begin-late"), "and nobody is asked where it was before: {said:?}");
}
