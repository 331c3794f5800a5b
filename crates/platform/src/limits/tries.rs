//! How often somebody may try to guess. Of this process: another counts for itself.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use platform_api::{Problem, ProblemCode};
use uuid::Uuid;

/// As many are remembered; more than that only whoever tries all kinds of ids brings together.
const MOST: usize = 100_000;

/// So many tries of each within a time.
pub(crate) struct Tries {
    most: u32,
    within: TimeDelta,
    tried: Mutex<HashMap<Uuid, (DateTime<Utc>, u32)>>,
}

impl Tries {
    /// As many within that time.
    pub(crate) fn new(most: u32, within: TimeDelta) -> Self {
        Self { most, within, tried: Mutex::default() }
    }

    /// Whether another try may be made; else when to come back.
    pub(crate) fn left(&self, of: Uuid, now: DateTime<Utc>) -> Result<(), Problem> {
        let tried = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        match tried.get(&of) {
            Some((since, count)) if *count >= self.most && now - *since < self.within => {
                Err(self.too_many(*since, now))
            }
            _ => Ok(()),
        }
    }

    /// Counts a try, or says when to come back.
    pub(crate) fn take(&self, of: Uuid, now: DateTime<Utc>) -> Result<(), Problem> {
        let mut tried = self.tried.lock().unwrap_or_else(PoisonError::into_inner);
        if tried.len() > MOST {
            tried.retain(|_, (since, _)| now - *since < self.within);
        }
        let (since, count) = tried.entry(of).or_insert((now, 0));
        if now - *since >= self.within {
            (*since, *count) = (now, 0);
        }
        *count += 1;
        if *count > self.most {
            return Err(self.too_many(*since, now));
        }
        Ok(())
    }

    fn too_many(&self, since: DateTime<Utc>, now: DateTime<Utc>) -> Problem {
        let retry_after = Some((since + self.within - now).num_seconds().max(1).unsigned_abs());
        Problem { retry_after, ..ProblemCode::TooManyTries.into() }
    }

    /// Forgets the tries of whoever was right.
    pub(crate) fn forget(&self, of: Uuid) {
        self.tried.lock().unwrap_or_else(PoisonError::into_inner).remove(&of);
    }
}
