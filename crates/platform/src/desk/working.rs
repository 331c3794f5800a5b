//! What of the platform works, and since when it does not: for whoever stands at a counter and wonders whether to go on on paper.
//! It is asked by anybody, since nobody is let in where the database does not answer, and it tells nothing of anybody.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::Desk;

/// How often it is looked at while nobody asks, so that the time since when something fails is about right.
const EVERY: Duration = Duration::from_secs(15);
/// Whoever asks is told what was so no longer ago.
const FRESH: Duration = Duration::from_secs(1);

/// Parts of the platform, in the order of the page.
const PARTS: [&str; 4] = ["database", "keys", "rulebook", "retention"];

/// What was found last.
#[derive(Default)]
pub(super) struct Watch(Mutex<Found>, tokio::sync::Mutex<()>);

#[derive(Default)]
struct Found {
    looked: Option<Instant>,
    parts: HashMap<&'static str, (bool, DateTime<Utc>)>,
}

/// The page.
#[derive(Debug, Serialize)]
pub(crate) struct Working {
    now: DateTime<Utc>,
    parts: Vec<Part>,
}

#[derive(Debug, Serialize)]
struct Part {
    part: &'static str,
    works: bool,
    /// Since when that is so; since the start at the earliest.
    since: DateTime<Utc>,
}

impl Watch {
    fn is_fresh(&self) -> bool {
        let found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        found.looked.is_some_and(|looked| looked.elapsed() < FRESH)
    }

    fn take(&self, works: [bool; PARTS.len()], now: DateTime<Utc>) {
        let mut found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        found.looked = Some(Instant::now());
        for (part, works) in PARTS.into_iter().zip(works) {
            let known = found.parts.entry(part).or_insert((works, now));
            if known.0 != works {
                *known = (works, now);
            }
        }
    }

    fn parts(&self) -> Vec<Part> {
        let found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let part = |part: &'static str| {
            found.parts.get(part).map(|(works, since)| Part { part, works: *works, since: *since })
        };
        PARTS.into_iter().filter_map(part).collect()
    }
}

impl Desk {
    /// Looks as long as there is a desk.
    pub(crate) async fn keep_watching(desk: Weak<Self>) {
        while let Some(desk) = desk.upgrade() {
            desk.look_what_works().await;
            drop(desk);
            tokio::time::sleep(EVERY).await;
        }
    }

    /// What works now.
    pub(crate) async fn working(&self) -> Working {
        if !self.watch.is_fresh() {
            self.look_what_works().await;
        }
        Working { now: self.now(), parts: self.watch.parts() }
    }

    async fn look_what_works(&self) {
        // One look at a time: whoever comes meanwhile is told what was found last, and takes no connection from those at work.
        let Ok(_looking) = self.watch.1.try_lock() else { return };
        let (today, days) = (self.today(), self.core.at_rest.days());
        let database = self.core.check_store().await.is_ok();
        let keys = self.core.has_all_keys();
        let rulebook = self.core.rules().current(today).is_some();
        // A key that is over for longer than the hour in which it should have gone.
        let retention = days.over(today.pred_opt().unwrap_or(today)).is_ok_and(|over| over.is_empty());
        self.watch.take([database, keys, rulebook, retention], self.now());
    }
}

#[cfg(test)]
mod tests {
    use chrono::{TimeDelta, TimeZone as _};

    use super::*;

    #[test]
    fn since_when_it_does_not_work_is_kept_until_it_works_again() {
        let at = |minutes| Utc.with_ymd_and_hms(2026, 12, 14, 8, 0, 0).unwrap() + TimeDelta::minutes(minutes);
        let watch = Watch::default();
        let database = |watch: &Watch| {
            let part = watch.parts().into_iter().find(|it| it.part == "database").unwrap();
            (part.works, part.since)
        };
        watch.take([true; 4], at(0));
        watch.take([true; 4], at(1));
        assert_eq!(database(&watch), (true, at(0)), "it works since the start");
        watch.take([false, true, true, true], at(2));
        watch.take([false, true, true, true], at(3));
        assert_eq!(database(&watch), (false, at(2)), "since it was first found not to");
        watch.take([true; 4], at(4));
        assert_eq!(database(&watch), (true, at(4)), "and since it works again");
    }
}
