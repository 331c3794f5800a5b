//! Loading and proving the bundled edition, as every start of the app does.

use std::{hint::black_box, process::ExitCode, time::Duration, time::Instant};

use guitu_tests::{
    Outcome,
    measure::{Promise, median},
};
use rulebook::{Edition, Files};

const ROUNDS: usize = 40;
const LIMIT: Duration = Duration::from_millis(25);

fn main() -> Outcome<ExitCode> {
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let began = Instant::now();
        let edition = Edition::load(&Files::bundled()).map_err(|refusal| refusal.to_string())?;
        times.push(began.elapsed());
        drop(black_box(edition));
    }
    let promise = Promise { what: "loading and proving edition 1", against: "the limit", at_most: 1.0 };
    let kept = promise.say(median(times), LIMIT);
    Ok(if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
