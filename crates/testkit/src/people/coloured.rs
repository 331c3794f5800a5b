//! People who were once given a wrong colour, and one for every rule of the policy: each with the rule that decides for them on
//! 22 November 2026, and with what officers have recorded.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::on_the_way;
use crate::Traveller;
use crate::travellers::{day, low_risk_from_singapore, trader_from_madrid};

/// Somebody with the rule that decides for them.
#[derive(Debug, Clone)]
pub struct Coloured {
    /// Who it is, in a few words.
    pub story: &'static str,
    /// The answers, by the rulebook's names.
    pub answers: Value,
    /// What officers have recorded.
    pub officer: Value,
    /// Id of the rule that decides.
    pub rule: &'static str,
}

fn coloured(story: &'static str, rule: &'static str, traveller: Traveller) -> Coloured {
    Coloured { story, rule, answers: traveller.answers, officer: json!({}) }
}

/// Everybody, as they would declare on `today`.
pub fn coloured_people(today: NaiveDate) -> Vec<Coloured> {
    [journeys(today), health(today), flights(today), seen(today), on_the_way::people(today)].concat()
}

fn flight(today: NaiveDate, from: &str, to: &str, days: i64) -> Value {
    let on = day(today, days);
    json!({ "mode": "flight", "flight": "TP 1", "from": from, "to": to, "departs_on": on, "departs_at": "08:00",
        "arrives_on": on, "arrives_at": "20:00", "seat": "7F" })
}

fn by_land(today: NaiveDate, mode: &str, from: &str, to: &str, days: i64) -> Value {
    json!({ "mode": mode, "from": from, "to": to, "departs_on": day(today, days), "arrives_on": day(today, days) })
}

fn journeys(today: NaiveDate) -> Vec<Coloured> {
    let on = |days| day(today, days);
    let nurse = || low_risk_from_singapore(today);
    let trader = trader_from_madrid(today);
    let next = trader.answers["legs"].as_array().map_or(0, Vec::len);
    let domestic = json!({ "mode": "flight", "flight": "CA 1320", "from": "YIW", "to": "CAN", "departs_on": on(20),
        "departs_at": "08:00", "arrives_on": on(20), "arrives_at": "11:30" });
    let been = |country: &str, until: i64| {
        nurse().with(
            "/stays",
            json!([{ "country": country, "until": on(until) }, { "country": "SGP", "since": on(until) }]),
        )
    };
    vec![
        coloured(
            "a trader in Madrid who lists a domestic flight of three weeks later as well",
            "orange-severe-stay",
            trader.with(&format!("/legs/{next}"), domestic),
        ),
        coloured(
            "a visitor who crossed at Shenzhen Bay last week, went to Madrid and comes again",
            "orange-severe-stay",
            nurse()
                .with(
                    "/legs",
                    json!([
                        by_land(today, "car", "HKG", "L-SZWAN", -10),
                        flight(today, "SZX", "MAD", -5),
                        flight(today, "LIS", "PVG", 3)
                    ]),
                )
                .with(
                    "/stays",
                    json!([{ "country": "CHN", "until": on(-5) }, { "country": "ESP", "since": on(-5) }]),
                ),
        ),
        coloured(
            "a nurse in Singapore who left Spain before the days that are looked at",
            "green-no-risk",
            been("ESP", -20),
        ),
        coloured("a nurse in Singapore who left Spain five days ago", "orange-severe-stay", been("ESP", -5)),
        coloured(
            "a sailor who boarded in Valencia three weeks before he signs off in Ningbo",
            "green-no-risk",
            nurse()
                .with("/legs", json!([{ "mode": "ship", "from": "S-OTHER", "to": "S-NINGB", "departs_on": on(-20), "arrives_on": on(3) }]))
                .with("/legs/0/from", "G-ES")
                .with("/stays", json!([{ "country": "ESP", "until": on(-20) }, { "country": "XZZ", "since": on(-20) }])),
        ),
        coloured(
            "a cook from Porto who takes the train to Madrid and flies on the same evening",
            "green-no-risk",
            nurse()
                .with(
                    "/legs",
                    json!([by_land(today, "train", "G-PT", "G-ES", 3), flight(today, "MAD", "PVG", 3)]),
                )
                .with("/stays", json!([{ "country": "PRT" }])),
        ),
        coloured(
            "somebody who does not say where she was for a week",
            "yellow-days-unknown",
            nurse().with(
                "/stays",
                json!([{ "country": "PRT", "until": on(-8) }, { "country": "SGP", "since": on(-1) }]),
            ),
        ),
    ]
}

fn health(today: NaiveDate) -> Vec<Coloured> {
    let on = |days| day(today, days);
    let nurse = || low_risk_from_singapore(today);
    let infected = |days: i64| {
        nurse()
            .with("/health/history", json!(["infected"]))
            .with("/health/infected_on", on(days))
            .with("/health/recovered", true)
    };
    let tested = |kind: &str, days: i64| {
        nurse()
            .with("/health/history", json!(["tested"]))
            .with("/tests", json!([{ "kind": kind, "result": "positive", "taken_on": on(days) }]))
    };
    let headache = nurse()
        .with("/health/symptoms", json!(["headache"]))
        .with("/health/symptoms_when", "earlier")
        .with("/health/symptoms_since", on(-13));
    let met = |asked: &str| {
        nurse().with(&format!("/exposure/{asked}"), true).with(&format!("/exposure/{asked}_on"), on(-5))
    };
    vec![
        coloured(
            "somebody whose blood shows antibodies after a vaccination",
            "green-no-risk",
            tested("antibody", 0),
        ),
        coloured(
            "somebody who was infected two months ago and has recovered",
            "green-no-risk",
            infected(-62),
        ),
        coloured(
            "somebody who fell ill five days ago and says that she has recovered",
            "orange-recent-infection",
            infected(-5),
        ),
        coloured(
            "somebody whose test of the day before yesterday is positive",
            "orange-positive-test",
            tested("pcr", -2),
        ),
        coloured(
            "somebody whose own test of the day after a positive one is negative",
            "orange-positive-test",
            tested("pcr", -2)
                .with("/tests/1", json!({ "kind": "pcr", "result": "negative", "taken_on": on(-1) })),
        ),
        coloured("somebody who had a headache thirteen days ago", "yellow-past-symptoms", headache),
        coloured(
            "somebody who sat with a friend who then tested positive",
            "orange-close-contact",
            met("case_contact"),
        ),
        coloured("somebody in whose office two people cough", "yellow-exposure", met("cluster")),
    ]
}

fn flights(today: NaiveDate) -> Vec<Coloured> {
    // ZZ 300 of 25 November has a case in row 31, ZZ 100 of the 24th is listed as a whole.
    let on_board = |flight: &str, days: i64, seat: Value| {
        low_risk_from_singapore(today)
            .with("/legs/0/flight", flight)
            .with("/legs/0/seat", seat)
            .with("/legs/0/departs_on", day(today, days))
            .with("/legs/0/arrives_on", day(today, days))
    };
    vec![
        coloured(
            "a passenger in row 30 of a flight with a case in row 31",
            "orange-risk-flight",
            on_board("ZZ0300", 3, json!("30A")),
        ),
        coloured("a passenger in row 7 of that flight", "green-no-risk", on_board("ZZ 300", 3, json!("7F"))),
        coloured("a steward on that flight", "orange-risk-flight", on_board("ZZ 300", 3, json!("CREW"))),
        coloured(
            "a passenger of that flight who has no seat yet",
            "yellow-flight-seat-unknown",
            on_board("ZZ 300", 3, Value::Null),
        ),
        coloured(
            "a passenger without a seat on a flight that is listed as a whole",
            "yellow-risk-flight",
            on_board("ZZ 100", 2, Value::Null),
        ),
    ]
}

fn seen(today: NaiveDate) -> Vec<Coloured> {
    let recorded =
        |days: i64| json!({ "value": day(today, days), "by": "officer-1", "at": "2026-11-22T00:00:00Z" });
    // He would have landed sixteen days ago.
    let declared = today.checked_sub_days(Days::new(20)).unwrap_or(today);
    let trader = |story, rule, facts: &[(&str, i64)]| {
        let mut officer = json!({ "declared_on": declared });
        for (name, days) in facts {
            officer[*name] = recorded(*days);
        }
        Coloured { officer, ..coloured(story, rule, trader_from_madrid(declared)) }
    };
    vec![
        trader(
            "a trader from Madrid who was to land sixteen days ago, and whom nobody has seen",
            "orange-severe-stay",
            &[],
        ),
        trader(
            "a trader from Madrid whom an officer saw land yesterday",
            "orange-severe-stay",
            &[("landed_on", -1)],
        ),
        trader(
            "a trader from Madrid whom an officer saw land sixteen days ago",
            "green-window-passed",
            &[("landed_on", -16)],
        ),
        trader(
            "a trader from Madrid whose observation an officer ended today",
            "green-observation",
            &[("landed_on", -14), ("observation_ended_on", 0)],
        ),
    ]
}
