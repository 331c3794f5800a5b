//! How long it takes to load the edition, to evaluate a complete declaration for the first time in a process and again, and to
//! find its facts with the policy, beside the bare runs of the same expressions and schema. All by the processor's time, so
//! that what else the machine does is not counted.

#![allow(clippy::print_stdout)] // it has nothing to do but print

use std::collections::BTreeMap;
use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use chrono::NaiveDate;
use declaration::bare::{Bare, BareFacts};
use declaration::{Edition, Form, OfficerFacts};
use testkit::processor::time;
use testkit::travellers;

/// How often each is run.
const RUNS: usize = 1_000;

fn main() -> Result<(), Box<dyn Error>> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).ok_or("a day")?;
    let began = testkit::processor::now();
    let form = Form::new(Edition::bundled()?);
    println!("loading the bundled edition: {:?} of this thread", testkit::processor::now() - began);
    if said("--ready") {
        println!("getting ready: {:?}", time(|| form.get_ready()));
    }
    let first = travellers::student_from_prato(today).answers;
    for which in ["first", "second", "third"] {
        let took = time(|| _ = black_box(form.evaluate(&first, today)));
        println!("{which} evaluation in this process: {took:?}");
    }
    if said("--first") {
        return Ok(());
    }
    let most = travellers::as_much_as_the_form_takes(today);
    let all = if said("--most") { Vec::new() } else { travellers::all(today) };
    for traveller in all.into_iter().chain([most]) {
        let bare = Bare::new(&form, &traveller.answers, today);
        if said("--each") {
            costliest(&bare);
            continue;
        }
        let whole = || _ = black_box(form.evaluate(&traveller.answers, today));
        if !said("--facts") {
            compare(traveller.story, "whole", || _ = black_box(bare.run()), whole);
        }
        let facts = form.facts(&traveller.answers, &OfficerFacts::NONE, today)?;
        let bare = BareFacts::new(&form, &traveller.answers, &facts, today);
        let judge = || {
            let facts = form.facts(&traveller.answers, &OfficerFacts::NONE, today);
            let rule = facts.iter().flat_map(|facts| {
                let known = facts.known(form.edition());
                form.edition().policy.iter().position(|rule| known.hold(&rule.when).unwrap_or(false))
            });
            _ = black_box(rule.last());
        };
        compare(traveller.story, "facts", || _ = black_box(bare.run()), judge);
    }
    Ok(())
}

/// Whether the program was called with this word: `--ready` does first what the app does in the background, `--first` ends
/// after the first evaluations, `--facts` leaves the whole evaluations out, `--most` all but the fullest declaration,
/// `--each` says instead which expressions cost most.
fn said(word: &str) -> bool {
    std::env::args().any(|argument| argument == word)
}

/// The expressions of the form that cost most, over all items of their list together.
fn costliest(bare: &Bare<'_>) {
    let mut costs: BTreeMap<&str, Duration> = BTreeMap::new();
    for (source, run) in bare.each() {
        let took = time(|| (0..RUNS).for_each(|_| _ = black_box(run())));
        *costs.entry(source).or_default() += took / RUNS as u32;
    }
    let mut costs: Vec<_> = costs.into_iter().collect();
    costs.sort_by_key(|(_, cost)| std::cmp::Reverse(*cost));
    for (source, cost) in costs.iter().take(12) {
        println!("{cost:?}: {source}");
    }
}

/// In turns, so that whatever else the machine does weighs on both alike.
fn compare(story: &str, what: &str, mut least: impl FnMut(), mut ours: impl FnMut()) {
    let (mut bare, mut all) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        bare.push(time(&mut least));
        all.push(time(&mut ours));
    }
    let ([bare, _], [all, slow]) = (middle_and_end(bare), middle_and_end(all));
    let ratio = all.as_secs_f64() / bare.as_secs_f64();
    println!("{story}: bare {bare:?}, {what} {all:?} (p99 {slow:?}), ratio {ratio:.2}");
}

/// The median, and what one in a hundred exceeds.
fn middle_and_end(mut times: Vec<Duration>) -> [Duration; 2] {
    times.sort();
    [times[RUNS / 2], times[RUNS - RUNS / 100]]
}
