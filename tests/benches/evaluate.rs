//! Evaluating the full form: all checks, visibility, progress. One change has the whole of it evaluated, so its time is bound
//! twice: against its bare expressions, and by the processor's clock for the student in Prato and for as much as the form takes.
#![allow(clippy::print_stdout, reason = "a bench reports on its standard output")]

use std::{hint::black_box, process::ExitCode, time::Duration};

use chrono::NaiveDate;
use declaration::{Form, bare::Bare};
use guitu_tests::{Outcome, measure::Promise};
use rulebook::Edition;
use testkit::{Traveller, processor, travellers};

const STUDENT: Duration = Duration::from_micros(160);
const LARGEST: Duration = Duration::from_micros(700);
const RUNS: usize = 1_000;

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
    let ratio = promise.computes(
        60,
        50,
        || drop(black_box(form.evaluate(black_box(&answers), today))),
        || {
            black_box(black_box(&bare).run());
        },
    );
    println!("{} expressions", bare.expressions());
    let within = [
        (travellers::student_from_prato(today), STUDENT),
        (travellers::as_much_as_the_form_takes(today), LARGEST),
    ]
    .map(|(traveller, limit)| within(&form, &traveller, today, limit));
    Ok(if ratio && within == [true; 2] { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Whether the median of a traveller's evaluations is within a limit.
fn within(form: &Form, traveller: &Traveller, today: NaiveDate, limit: Duration) -> bool {
    let evaluate = || drop(black_box(form.evaluate(black_box(&traveller.answers), today)));
    let mut times: Vec<Duration> = (0..RUNS).map(|_| processor::time(evaluate)).collect();
    times.sort();
    let (median, slow) = (times[RUNS / 2], times[RUNS - RUNS / 100]);
    let kept = median <= limit;
    let broken = if kept { "" } else { "  << BROKEN" };
    println!(
        "{}: {median:.2?} of processor time, p99 {slow:.2?}, at most {limit:?}{broken}",
        traveller.story
    );
    kept
}
