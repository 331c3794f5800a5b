//! How long something takes by the clock of the processor: what else the machine does meanwhile is not counted.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// What `run` takes of this thread's time on a processor.
pub fn time(run: impl FnOnce()) -> Duration {
    let before = now();
    run();
    now().saturating_sub(before)
}

/// The time that this thread has been on a processor.
pub fn now() -> Duration {
    clock_gettime(ClockId::ThreadCPUTime).try_into().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    #[test]
    fn waiting_takes_no_time_of_the_processor() {
        let began = Instant::now();
        let took = super::time(|| {
            let (sender, waiting) = std::sync::mpsc::channel::<()>();
            let wait = Duration::from_millis(20);
            assert!(waiting.recv_timeout(wait).is_err(), "nobody sends anything");
            drop(sender);
        });
        assert!(took < began.elapsed() / 2, "it waited, and used {took:?} of {:?}", began.elapsed());
    }
}
