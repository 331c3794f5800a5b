//! How long an evaluation of a complete declaration takes, beside the bare run of the same expressions and schema.

#![allow(clippy::print_stdout)] // it has nothing to do but print

use std::error::Error;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use declaration::bare::Bare;
use declaration::{Edition, Form};

fn main() -> Result<(), Box<dyn Error>> {
    let today = NaiveDate::from_ymd_opt(2026, 11, 22).ok_or("a day")?;
    let loading = Instant::now();
    let form = Form::new(Edition::bundled()?);
    println!("loading the bundled edition: {:?}", loading.elapsed());
    for traveller in testkit::travellers::all(today) {
        let bare = Bare::new(&form, &traveller.answers, today);
        // In turns, so that whatever else the machine does weighs on both alike.
        let (mut least, mut whole) = (Vec::new(), Vec::new());
        for _ in 0..1_000 {
            least.push(time(|| _ = std::hint::black_box(bare.run())));
            whole.push(time(|| _ = std::hint::black_box(form.evaluate(&traveller.answers, today))));
        }
        let (least, whole) = (median(least), median(whole));
        println!(
            "{}: {} expressions, bare {least:?}, whole {whole:?}, ratio {:.2}",
            traveller.story,
            bare.expressions(),
            whole.as_secs_f64() / least.as_secs_f64()
        );
    }
    Ok(())
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
