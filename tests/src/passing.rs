//! A clock that is off, or on which days pass when it is said, for a platform and the apps before it alike.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use outbox::Clock;

/// The system's time and so many seconds. Clones are one clock.
#[derive(Debug, Clone, Default)]
pub struct Passing(Arc<AtomicI64>);

impl Passing {
    /// One that is so far from the system's.
    pub fn off_by(off: TimeDelta) -> Self {
        Self(Arc::new(off.num_seconds().into()))
    }

    /// What it shows.
    pub fn now(&self) -> DateTime<Utc> {
        Utc::now() + TimeDelta::seconds(self.0.load(Ordering::Relaxed))
    }

    /// Shows that time now, and goes on from it.
    pub fn pass_to(&self, at: DateTime<Utc>) {
        self.0.store((at - Utc::now()).num_seconds(), Ordering::Relaxed);
    }

    /// So many days pass at once.
    pub fn pass(&self, days: i64) {
        self.0.fetch_add(TimeDelta::days(days).num_seconds(), Ordering::Relaxed);
    }
}

impl Clock for Passing {
    fn now(&self) -> DateTime<Utc> {
        Passing::now(self)
    }
}
