use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// A clock that stands still until a test moves it. Clones tell the same time.
#[derive(Debug, Clone)]
pub struct SettableClock(Arc<Mutex<DateTime<Utc>>>);

impl SettableClock {
    /// A clock that stands at `now`.
    pub fn at(now: DateTime<Utc>) -> Self {
        Self(Arc::new(Mutex::new(now)))
    }

    /// The time it shows.
    pub fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Shows another time, earlier or later.
    pub fn set(&self, now: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    /// Moves on.
    pub fn advance(&self, by: TimeDelta) {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *shown += by;
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};

    use super::SettableClock;

    #[test]
    fn clones_of_a_clock_tell_the_same_time() {
        let clock = SettableClock::at(DateTime::UNIX_EPOCH);
        let seen_elsewhere = clock.clone();
        clock.advance(TimeDelta::hours(2));
        assert_eq!(
            seen_elsewhere.now(),
            DateTime::UNIX_EPOCH + TimeDelta::hours(2),
            "a worker that holds a clone sees the test move the clock"
        );
        clock.set(DateTime::UNIX_EPOCH);
        assert_eq!(seen_elsewhere.now(), DateTime::UNIX_EPOCH, "and sees it turned back");
    }
}
