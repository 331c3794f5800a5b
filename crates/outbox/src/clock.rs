//! The one clock, and how far the platform's is from it.

use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};

/// Clocks that are right differ by less: the `Date` of an answer has whole seconds and may have been long on its way.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(5);

/// Tells the time; the host's reads the system's, a test's is set by hand.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> DateTime<Utc>;
}

/// Called when the clocks begin to differ, or cease to.
pub type ClockListener = Arc<dyn Fn() + Send + Sync>;

/// Compares this machine's clock with what answers say of the platform's. It only tells: a `Date` is nobody's signed word, so
/// nothing is decided by it. Clones share what they have seen.
#[derive(Clone)]
pub struct ClockWatch(Arc<Watching>);

struct Watching {
    clock: Arc<dyn Clock>,
    listener: ClockListener,
    seen: Mutex<Seen>,
}

/// How far ahead of this machine's clock others were when they were last heard of.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Seen {
    dated: Option<TimeDelta>,
    signed: Option<TimeDelta>,
}

/// The clocks differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// How far the platform's is ahead; negative where it is behind.
    pub platform_ahead: TimeDelta,
    /// What the platform signed a moment ago bears the same time: so it is not somebody between who says so.
    pub signed: bool,
}

impl ClockWatch {
    /// A watch that has seen nothing yet.
    pub fn new(clock: Arc<dyn Clock>, listener: ClockListener) -> Self {
        Self(Arc::new(Watching { clock, listener, seen: Mutex::default() }))
    }

    /// An answer bore this date.
    pub(crate) fn dated(&self, date: DateTime<Utc>) {
        let ahead = date - self.0.clock.now();
        self.see(|seen| seen.dated = Some(ahead));
    }

    /// Something came that the platform signed at this instant, as it says.
    pub(crate) fn signed(&self, at: DateTime<Utc>) {
        let ahead = at - self.0.clock.now();
        self.see(|seen| seen.signed = Some(ahead));
    }

    /// The difference, if there is one to speak of.
    pub fn difference(&self) -> Option<Difference> {
        self.seen().difference()
    }

    fn see(&self, change: impl FnOnce(&mut Seen)) {
        let changed = {
            let mut seen = self.seen();
            let before = seen.difference();
            change(&mut seen);
            let now = seen.difference();
            before.is_some() != now.is_some() || before.map(|it| it.signed) != now.map(|it| it.signed)
        };
        if changed {
            (self.0.listener)();
        }
    }

    fn seen(&self) -> std::sync::MutexGuard<'_, Seen> {
        self.0.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    fn difference(self) -> Option<Difference> {
        let platform_ahead = self.dated.filter(|ahead| ahead.abs() > CLOCKS_DIFFER)?;
        let signed = self.signed.is_some_and(|signed| (signed - platform_ahead).abs() <= CLOCKS_DIFFER);
        Some(Difference { platform_ahead, signed })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    struct Set(Mutex<DateTime<Utc>>);

    impl Clock for Set {
        fn now(&self) -> DateTime<Utc> {
            *self.0.lock().unwrap()
        }
    }

    #[test]
    fn a_difference_is_told_once_and_again_when_the_clock_was_set_right() {
        let right: DateTime<Utc> = "2026-11-22T12:00:00Z".parse().unwrap();
        let clock = Arc::new(Set(Mutex::new(right - TimeDelta::hours(3))));
        let told = Arc::new(AtomicUsize::new(0));
        let counted = told.clone();
        let count = Arc::new(move || {
            counted.fetch_add(1, Ordering::SeqCst);
        });
        let watch = ClockWatch::new(clock.clone(), count);
        let tells = || told.load(Ordering::SeqCst);

        watch.dated(right);
        let difference = watch.difference().unwrap();
        assert_eq!(
            (difference.platform_ahead, difference.signed),
            (TimeDelta::hours(3), false),
            "by the header alone"
        );
        watch.dated(right);
        assert_eq!(tells(), 1, "told once");
        watch.signed(right - TimeDelta::days(2));
        assert!(!watch.difference().unwrap().signed, "an old word says nothing about now");
        watch.signed(right + TimeDelta::seconds(20));
        assert!(watch.difference().unwrap().signed, "the platform's own word bears that time");
        assert_eq!(tells(), 2, "which is news");

        *clock.0.lock().unwrap() = right + TimeDelta::minutes(4);
        watch.dated(right);
        assert_eq!(watch.difference(), None, "clocks that are right differ a little");
        assert_eq!(tells(), 3, "and that it is over is told");
    }
}
