//! Requests of one caller over time: a bucket that fills at a steady rate, and each request takes a drop.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{Caller, Limits};

/// As many callers are remembered; then those whose bucket is full again are forgotten.
const MOST_CALLERS: usize = 50_000;

/// All callers' buckets.
pub(crate) struct Rates {
    a_second: f64,
    at_once: f64,
    buckets: Mutex<HashMap<Caller, Bucket>>,
}

struct Bucket {
    drops: f64,
    at: Instant,
}

impl Rates {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            a_second: limits.requests_a_second.max(1).into(),
            at_once: limits.requests_at_once.max(1).into(),
            buckets: Mutex::default(),
        }
    }

    /// Takes some drops, one a request; where there are not so many, takes none and says how long until there are.
    pub(crate) fn take(&self, caller: Caller, drops: u32, now: Instant) -> Result<(), Duration> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_CALLERS {
            buckets.retain(|_, bucket| self.drops(bucket, now) < self.at_once);
        }
        let bucket = buckets.entry(caller).or_insert(Bucket { drops: self.at_once, at: now });
        bucket.drops = self.drops(bucket, now);
        bucket.at = now;
        let drops = f64::from(drops).min(self.at_once);
        if bucket.drops < drops {
            return Err(Duration::from_secs_f64((drops - bucket.drops) / self.a_second));
        }
        bucket.drops -= drops;
        Ok(())
    }

    fn drops(&self, bucket: &Bucket, now: Instant) -> f64 {
        let since = now.saturating_duration_since(bucket.at).as_secs_f64();
        (bucket.drops + since * self.a_second).min(self.at_once)
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    #[test]
    fn a_caller_may_come_at_once_and_then_at_the_steady_rate() {
        let rates = Rates::new(&Limits { requests_a_second: 2, requests_at_once: 3, ..Limits::default() });
        let [first, second] = ["192.0.2.1", "192.0.2.2"].map(|it| it.parse::<IpAddr>().unwrap().into());
        let now = Instant::now();
        for _ in 0..3 {
            assert!(rates.take(first, 1, now).is_ok(), "three at once");
        }
        assert_eq!(rates.take(first, 1, now), Err(Duration::from_millis(500)), "the fourth is told when");
        assert!(rates.take(second, 1, now).is_ok(), "another caller has a bucket of its own");
        assert!(rates.take(first, 1, now + Duration::from_millis(500)).is_ok(), "and then it is taken");
    }
}
