//! People who come back to what they have sent: they confirm it, take it back, declare what they intended, or declare once more.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::before_a_ticket::looks_for_a_flight;
use crate::Traveller;
use crate::travellers::{self, day};

/// Somebody with a name to be spoken of, and what they send, one after the other.
#[derive(Debug, Clone)]
pub struct ComingBack {
    /// Who it is, in a few words.
    pub story: &'static str,
    /// What they send, in order.
    pub sent: Vec<Sent>,
}

/// One thing that somebody sends, and the code that they have afterwards.
#[derive(Debug, Clone)]
pub struct Sent {
    /// The day on which it is sent.
    pub on: NaiveDate,
    /// What it is.
    pub what: What,
    /// The answers; `null` for a withdrawal.
    pub answers: Value,
    /// The colour and the rule that decided, and for how many hours the code holds; none where there is no code.
    pub code: Option<(&'static str, &'static str, u32)>,
}

/// What somebody sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// What they intend, before there is a ticket.
    Intention,
    /// A declaration, or a correction of the one before.
    Declaration,
    /// That nothing has changed, or what has.
    Confirmation,
    /// That they take it back.
    Withdrawal,
    /// A declaration beside the one before, as if that were not there.
    AnotherDeclaration,
}

const NO_RISK: Option<(&str, &str, u32)> = Some(("green", "green-no-risk", 168));
const ELEVATED: Option<(&str, &str, u32)> = Some(("yellow", "yellow-elevated-stay", 120));
const SEVERE: Option<(&str, &str, u32)> = Some(("orange", "orange-severe-stay", 72));
const SYMPTOMS: Option<(&str, &str, u32)> = Some(("orange", "orange-symptoms", 72));

/// Everybody who comes back, from `today` on.
pub fn coming_back(today: NaiveDate) -> Vec<ComingBack> {
    // A traveller flies three days after the day that they are made for.
    let flies_in = |days: u64| today + Days::new(days) - Days::new(3);
    let nurse = |number: &str, days| {
        let nurse = travellers::low_risk_from_singapore(flies_in(days));
        nurse.with("/document/number", number).with("/legs/0/seat", "7F")
    };
    let (now, later) = (at(today), at);
    let in_days = |days: u64| today + Days::new(days);
    vec![
        ComingBack {
            story: "a nurse in Singapore who declares eleven days ahead, and confirms when her code is about to end",
            sent: vec![
                now(What::Declaration, nurse("K1000001A", 11).answers, NO_RISK),
                later(in_days(6))(What::Confirmation, nurse("K1000001A", 11).answers, NO_RISK),
            ],
        },
        ComingBack {
            story: "a nurse in Singapore who has a fever when she is asked again",
            sent: vec![
                now(What::Declaration, nurse("K1000002B", 9).answers, NO_RISK),
                later(in_days(6))(
                    What::Confirmation,
                    feverish(nurse("K1000002B", 9), in_days(6)).answers,
                    SYMPTOMS,
                ),
            ],
        },
        ComingBack {
            story: "a student in Prato who declares nine days ahead and has stayed in Italy",
            sent: vec![
                now(What::Declaration, student("EJ4820201", flies_in(9)).answers, ELEVATED),
                later(in_days(7))(What::Confirmation, student("EJ4820201", flies_in(9)).answers, ELEVATED),
            ],
        },
        ComingBack {
            story: "a trader in Madrid who confirms, and whom no confirmation makes green",
            sent: vec![
                now(What::Declaration, trader("E60418301", flies_in(5)).answers, SEVERE),
                later(in_days(3))(What::Confirmation, trader("E60418301", flies_in(5)).answers, SEVERE),
            ],
        },
        ComingBack {
            story: "a trader in Madrid who confirms what never arrived",
            sent: vec![now(What::Confirmation, trader("E60418302", flies_in(3)).answers, SEVERE)],
        },
        ComingBack {
            story: "a nurse in Singapore who takes her declaration back, since she does not fly",
            sent: vec![
                now(What::Declaration, nurse("K1000003C", 5).answers, NO_RISK),
                later(in_days(2))(What::Withdrawal, Value::Null, None),
            ],
        },
        ComingBack {
            story: "a trader in Madrid who takes an orange one back and declares once more, without Spain",
            sent: vec![
                now(What::Declaration, trader("E60418303", flies_in(5)).answers, SEVERE),
                later(in_days(1))(What::Withdrawal, Value::Null, None),
                later(in_days(1))(
                    What::AnotherDeclaration,
                    without_spain(trader("E604I83O3", flies_in(5))).answers,
                    SEVERE,
                ),
            ],
        },
        ComingBack {
            story: "a student in Prato who looks for a flight, finds one a month later and declares",
            sent: vec![
                now(What::Intention, looks_for_a_flight(today), None),
                later(in_days(30))(
                    What::Declaration,
                    student("EJ4820202", today + Days::new(30)).answers,
                    ELEVATED,
                ),
            ],
        },
        ComingBack {
            story: "a student in Prato who looked for a flight and stays after all",
            sent: vec![
                now(What::Intention, looks_for_a_flight(today), None),
                later(in_days(10))(What::Withdrawal, Value::Null, None),
            ],
        },
    ]
}

fn at(on: NaiveDate) -> impl Fn(What, Value, Option<(&'static str, &'static str, u32)>) -> Sent {
    move |what, answers, code| Sent { on, what, answers, code }
}

fn student(number: &str, made_for: NaiveDate) -> Traveller {
    // A test of long before says as little as none.
    travellers::student_from_prato(made_for)
        .with("/document/number", number)
        .with("/health/history", json!(["none"]))
        .with("/tests", Value::Null)
}

fn trader(number: &str, made_for: NaiveDate) -> Traveller {
    travellers::trader_from_madrid(made_for).with("/document/number", number)
}

fn without_spain(trader: Traveller) -> Traveller {
    trader.with("/stays", json!([{ "country": "PRT" }])).with("/legs/0/from", "LIS")
}

fn feverish(traveller: Traveller, today: NaiveDate) -> Traveller {
    traveller
        .with("/health/symptoms", json!(["fever"]))
        .with("/health/symptoms_when", "now")
        .with("/health/symptoms_since", day(today, -1))
        .with("/health/temperature", 38.4)
}
