//! Progress that a person can follow: numbered steps, each with the time it took.

use std::time::{Duration, Instant};

use crate::command::Outcome;

/// The steps of one command.
pub(crate) struct Steps {
    number: usize,
    began: Instant,
}

impl Steps {
    pub(crate) fn begin() -> Self {
        Self { number: 0, began: Instant::now() }
    }

    /// Says what begins, does it, says how long it took.
    pub(crate) fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        self.number += 1;
        let began = Instant::now();
        println!("\n── {}. {name}", self.number);
        let outcome = work().map_err(|why| format!("Step {} ({name}) failed: {why}", self.number))?;
        println!("── {}. {name}: {}", self.number, seconds(began.elapsed()));
        Ok(outcome)
    }

    /// The closing line.
    pub(crate) fn done(&self, what: &str) {
        println!("\n{what}: {} steps in {}", self.number, seconds(self.began.elapsed()));
    }
}

fn seconds(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{:.0} min {:.0} s", (seconds / 60.0).floor(), seconds % 60.0)
    }
}
