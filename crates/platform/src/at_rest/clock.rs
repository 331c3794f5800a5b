//! How far the clock is believed when keys are destroyed. A machine whose clock says that years went by would destroy every key at one
//! look, and nothing brings them back.
//!
//! So a leap of more than a week since the last look is believed only once it has held for a day. A platform that stood still for
//! longer ends what is over a day later. The processes that share the directory share what they have seen: one of them whose
//! clock is off makes none of them hasty.

use std::io::{self, ErrorKind};
use std::path::Path;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use rulebook::zhejiang_date;
use serde::{Deserialize, Serialize};

use crate::whole_file::{self, Readers};

/// The file, among the keys of days.
pub(super) const FILE: &str = "clock";
/// Between two looks there is an hour; a platform may stand still for some days.
const LEAP: TimeDelta = TimeDelta::days(7);
const HELD: TimeDelta = TimeDelta::days(1);

#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
struct Seen {
    /// The last time that was believed.
    last: DateTime<Utc>,
    /// When a leap was first seen that is not believed yet.
    leapt: Option<DateTime<Utc>>,
}

/// The day in Zhejiang to go by where the clock says `now`.
pub(super) fn believed(folder: &Path, now: DateTime<Utc>) -> io::Result<NaiveDate> {
    let before = read(folder)?;
    let seen = after(before, now);
    if before != Some(seen) {
        write(folder, seen)?;
    }
    if seen.leapt.is_some() {
        tracing::warn!(%now, last = %seen.last, "the clock has leapt; no key is destroyed by it before it has held for a day");
    }
    Ok(zhejiang_date(seen.last))
}

/// The clock is right, whatever it said before.
pub(super) fn believe(folder: &Path, now: DateTime<Utc>) -> io::Result<()> {
    write(folder, Seen { last: now, leapt: None })
}

fn after(seen: Option<Seen>, now: DateTime<Utc>) -> Seen {
    match seen {
        Some(seen) if now - seen.last > LEAP => match seen.leapt {
            Some(leapt) if leapt > now => Seen { leapt: Some(now), ..seen },
            Some(leapt) if now - leapt > HELD + LEAP => Seen { leapt: Some(now), ..seen }, // it leapt again
            Some(leapt) if now - leapt >= HELD => Seen { last: now, leapt: None },
            Some(_) => seen,
            None => Seen { leapt: Some(now), ..seen },
        },
        _ => Seen { last: now, leapt: None },
    }
}

fn read(folder: &Path) -> io::Result<Option<Seen>> {
    match std::fs::read(folder.join(FILE)) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()), // half of a file says nothing
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn write(folder: &Path, seen: Seen) -> io::Result<()> {
    match whole_file::write(&folder.join(FILE), &serde_json::to_vec(&seen)?, Readers::Owner) {
        // Another process has looked at this very moment, and has written what it saw.
        Err(error) if matches!(error.kind(), ErrorKind::AlreadyExists | ErrorKind::NotFound) => Ok(()),
        written => written,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> DateTime<Utc> {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    /// What is believed after looks at these hours from noon on.
    fn after_looks(hours: impl IntoIterator<Item = i64>) -> DateTime<Utc> {
        let look = |seen, hour| Some(after(seen, noon() + TimeDelta::hours(hour)));
        hours.into_iter().fold(None, look).unwrap().last
    }

    #[test]
    fn a_leap_is_believed_once_it_has_held_for_a_day() {
        let years = 24 * 365 * 3;
        assert_eq!(after_looks([0, 1, 2]), noon() + TimeDelta::hours(2), "an hour is an hour");
        assert_eq!(after_looks([0, 100]), noon() + TimeDelta::hours(100), "a platform may rest for days");
        assert_eq!(after_looks([0, years]), noon(), "years do not pass between two looks");
        assert_eq!(after_looks((0..24).map(|hour| years * hour.min(1) + hour)), noon(), "nor within a day");
        let held = after_looks([0].into_iter().chain((0..=24).map(|hour| years + hour)));
        assert_eq!(held, noon() + TimeDelta::hours(years + 24), "a clock that stays so is right");
        assert_eq!(after_looks([0, years, 1]), noon() + TimeDelta::hours(1), "one that comes back was not");
        let twice = after_looks([0, years, 2 * years, 2 * years + 1]);
        assert_eq!(twice, noon(), "two leaps are no day that went by");
        let another = after_looks([0, years, 1, years + 23]);
        assert_eq!(another, noon() + TimeDelta::hours(1), "what another process saw in between counts");
    }
}
