//! Facts and code policy for one declaration.

use std::{hint::black_box, process::ExitCode};

use chrono::NaiveDate;
use declaration::{Form, OfficerFacts, bare::BareFacts};
use guitu_tests::{Outcome, measure::Promise};
use rulebook::Edition;
use serde_json::Value;
use testkit::{synthetic, travellers};

/// Some of each kind: a stay or several, green, yellow and orange.
const DECLARATIONS: usize = 40;

fn main() -> Outcome<ExitCode> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).ok_or("no such day")?;
    let form = Form::new(Edition::bundled().map_err(|refusal| refusal.to_string())?);
    let edition = form.edition();
    let mut all: Vec<Value> = travellers::all(today).into_iter().map(|it| it.answers).collect();
    all.extend(synthetic(1, today).take(DECLARATIONS));
    all.retain(|answers| form.evaluate(answers, today).is_complete());
    let facts: Vec<_> = all
        .iter()
        .map(|answers| form.facts(answers, &OfficerFacts::NONE, today))
        .collect::<Result<_, _>>()?;
    let bare: Vec<_> =
        all.iter().zip(&facts).map(|(answers, facts)| BareFacts::new(&form, answers, facts, today)).collect();
    let promise = Promise {
        what: "facts and policy of some declarations",
        against: "their bare expressions and schema on converted answers",
        at_most: 1.5,
    };
    let kept = promise.computes(
        60,
        5,
        || {
            for answers in &all {
                let facts = form.facts(black_box(answers), &OfficerFacts::NONE, today);
                let decided = facts.as_ref().map(|facts| health_code::assign(edition, facts));
                assert!(matches!(decided, Ok(Ok(_))), "a code is assigned");
            }
        },
        || {
            for bare in &bare {
                black_box(black_box(bare).run());
            }
        },
    );
    Ok(if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
