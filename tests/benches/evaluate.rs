//! Evaluating the full form: all checks, visibility, progress.
#![allow(clippy::print_stdout, reason = "a bench reports on its standard output")]

use std::{
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use declaration::{Form, bare::Bare};
use guitu_tests::{Outcome, measure::Promise};
use rulebook::Edition;
use testkit::travellers;

const LIMIT: Duration = Duration::from_millis(1);

fn main() -> Outcome<ExitCode> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).ok_or("no such day")?;
    let form = Form::new(Edition::bundled().map_err(|refusal| format!("{refusal:?}"))?);
    let answers = travellers::student_from_prato(today).answers;
    let bare = Bare::new(&form, &answers, today);
    let promise = Promise {
        what: "evaluating the full form",
        against: "its bare expressions and schema on converted answers",
        at_most: 1.5,
    };
    let ratio = promise.measure(
        60,
        50,
        || drop(black_box(form.evaluate(black_box(&answers), today))),
        || {
            black_box(black_box(&bare).run());
        },
    );
    let began = Instant::now();
    for _ in 0..500 {
        drop(black_box(form.evaluate(black_box(&answers), today)));
    }
    let one = began.elapsed() / 500;
    println!("one evaluation of {} expressions: {one:.2?}, at most {LIMIT:?}", bare.expressions());
    Ok(if ratio && one < LIMIT { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
