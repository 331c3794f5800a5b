//! Loading and proving the bundled edition, as every start of the app does it: the first time in a new process, when
//! nothing was read, compiled or remembered yet.
#![allow(clippy::print_stdout, reason = "a bench reports on its standard output")]

use std::{
    env,
    hint::black_box,
    process::{Command, ExitCode},
    time::{Duration, Instant},
};

use guitu_tests::{
    Outcome,
    measure::{Promise, median},
};
use rulebook::{Edition, Files};

const ROUNDS: usize = 25;
const LIMIT: Duration = Duration::from_millis(25);
/// With this argument the program loads once and says in how many microseconds.
const ONCE: &str = "--once";

fn main() -> Outcome<ExitCode> {
    if env::args().any(|argument| argument == ONCE) {
        println!("{}", load()?.as_micros());
        return Ok(ExitCode::SUCCESS);
    }
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let child = Command::new(env::current_exe()?).arg(ONCE).output()?;
        let said = String::from_utf8(child.stdout)?;
        times.push(Duration::from_micros(said.trim().parse()?));
    }
    let promise =
        Promise { what: "loading and proving edition 1 at start", against: "the limit", at_most: 1.0 };
    let kept = promise.say(median(times), LIMIT);
    Ok(if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn load() -> Outcome<Duration> {
    let began = Instant::now();
    let edition = Edition::load(&Files::bundled()).map_err(|refusal| refusal.to_string())?;
    let took = began.elapsed();
    drop(black_box(edition));
    Ok(took)
}
