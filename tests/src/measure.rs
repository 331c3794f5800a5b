//! Figures in pairs: ours and the least that it could be, taken in turns so that both meet the same machine. What a
//! promise is about is their ratio.

use std::time::{Duration, Instant};

use testkit::processor;

/// A promise: our figure is at most so many times the other.
#[derive(Debug, Clone, Copy)]
pub struct Promise {
    /// What is measured.
    pub what: &'static str,
    /// What it is measured against.
    pub against: &'static str,
    /// Largest ratio that keeps the promise.
    pub at_most: f64,
}

impl Promise {
    /// Runs both in turns, `rounds` times `each`, and says the medians and their ratio. True if the promise is kept. What both do, they do
    /// in this thread alone: it is measured by the processor's clock, whatever else the machine does.
    pub fn computes(self, rounds: usize, each: usize, ours: impl FnMut(), least: impl FnMut()) -> bool {
        self.in_turns((rounds, each), processor::now, ours, least)
    }

    /// The same of what waits for a disk or another thread: by the clock on the wall.
    pub fn measure(self, rounds: usize, each: usize, ours: impl FnMut(), least: impl FnMut()) -> bool {
        let began = Instant::now();
        self.in_turns((rounds, each), || began.elapsed(), ours, least)
    }

    fn in_turns(
        self,
        (rounds, each): (usize, usize),
        clock: impl Fn() -> Duration,
        mut ours: impl FnMut(),
        mut least: impl FnMut(),
    ) -> bool {
        let time = |work: &mut dyn FnMut()| {
            let began = clock();
            (0..each).for_each(|_| work());
            clock().saturating_sub(began) / u32::try_from(each).unwrap_or(u32::MAX)
        };
        let mut times = (Vec::new(), Vec::new());
        for round in 0..rounds + 1 {
            let (one, two) = (time(&mut ours), time(&mut least));
            // The first round fills caches.
            if round > 0 {
                times.0.push(one);
                times.1.push(two);
            }
        }
        self.say(median(times.0), median(times.1))
    }

    /// Says two figures and their ratio. True if the promise is kept.
    #[allow(clippy::print_stdout, reason = "a bench reports on its standard output")]
    pub fn say(self, ours: Duration, least: Duration) -> bool {
        let ratio = ours.as_secs_f64() / least.as_secs_f64();
        let kept = ratio <= self.at_most;
        println!(
            "{}: {ours:.2?}; {}: {least:.2?}; ratio {ratio:.2}, at most {:.2}{}",
            self.what,
            self.against,
            self.at_most,
            if kept { "" } else { "  << BROKEN" }
        );
        kept
    }
}

/// The middle of some times.
pub fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Promise, median};

    #[test]
    fn a_promise_is_broken_by_its_ratio() {
        let promise = Promise { what: "ours", against: "least", at_most: 1.5 };
        let ms = Duration::from_millis;
        assert!(promise.say(ms(15), ms(10)), "exactly the limit is kept");
        assert!(!promise.say(ms(16), ms(10)), "beyond it is broken");
    }

    #[test]
    fn one_slow_round_does_not_move_the_median() {
        let times = [1, 2, 900].map(Duration::from_millis);
        assert_eq!(median(times.to_vec()), Duration::from_millis(2));
    }
}
