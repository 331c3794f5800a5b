//! How long an evaluation of a complete declaration takes, and its facts with the policy, beside the bare runs of the same
//! expressions and schema.

#![allow(clippy::print_stdout)] // it has nothing to do but print

use std::error::Error;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use declaration::bare::{Bare, BareFacts};
use declaration::{Edition, Form, OfficerFacts};

fn main() -> Result<(), Box<dyn Error>> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).ok_or("a day")?;
    let loading = Instant::now();
    let form = Form::new(Edition::bundled()?);
    println!("loading the bundled edition: {:?}", loading.elapsed());
    let first = testkit::travellers::student_from_prato(today).answers;
    for which in ["first", "second", "third"] {
        let took = time(|| _ = std::hint::black_box(form.evaluate(&first, today)));
        println!("{which} evaluation in this process: {took:?}");
    }
    for traveller in testkit::travellers::all(today) {
        let bare = Bare::new(&form, &traveller.answers, today);
        // In turns, so that whatever else the machine does weighs on both alike.
        let whole = || _ = std::hint::black_box(form.evaluate(&traveller.answers, today));
        compare(traveller.story, "whole", || _ = std::hint::black_box(bare.run()), whole);
        let facts = form.facts(&traveller.answers, &OfficerFacts::NONE, today)?;
        let bare = BareFacts::new(&form, &traveller.answers, &facts, today);
        let judge = || {
            let facts = form.facts(&traveller.answers, &OfficerFacts::NONE, today);
            let rule = facts.iter().flat_map(|facts| {
                let known = facts.known(form.edition());
                form.edition().policy.iter().position(|rule| known.hold(&rule.when).unwrap_or(false))
            });
            _ = std::hint::black_box(rule.last());
        };
        compare(traveller.story, "facts", || _ = std::hint::black_box(bare.run()), judge);
    }
    Ok(())
}

/// In turns, so that whatever else the machine does weighs on both alike.
fn compare(story: &str, what: &str, mut least: impl FnMut(), mut ours: impl FnMut()) {
    let (mut bare, mut all) = (Vec::new(), Vec::new());
    for _ in 0..1_000 {
        bare.push(time(&mut least));
        all.push(time(&mut ours));
    }
    let (bare, all) = (median(bare), median(all));
    println!("{story}: bare {bare:?}, {what} {all:?}, ratio {:.2}", all.as_secs_f64() / bare.as_secs_f64());
}

fn time(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
