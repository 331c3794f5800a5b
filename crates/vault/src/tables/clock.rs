//! How far the computer's clock is believed when something is to be erased for good. A clock with a dead battery or a mistyped year says
//! that years went by; what could be brought back for thirty days would be gone at one start.
//!
//! So a leap of more than thirty days since the vault was last looked at is believed only once it has held for a day. Whoever comes
//! back after a year waits a day longer for the purge. A clock that goes back erases nothing either way: what is to go is judged by
//! the smaller of both times, and what was dated meanwhile is dated anew once the clock is right again.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{column, setting};
use crate::error::VaultError;
use crate::purge::KEPT;

const SETTING: &str = "clock";
const HELD: TimeDelta = TimeDelta::days(1);
/// A clock is put right by a little now and then.
const SLACK: TimeDelta = TimeDelta::hours(1);
/// A purge comes at least once in this time while a vault is open.
const BETWEEN_PURGES: TimeDelta = TimeDelta::hours(2);

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Seen {
    /// The last time that was believed.
    last: DateTime<Utc>,
    /// When a leap was first seen that is not believed yet.
    leapt: Option<DateTime<Utc>>,
    /// The first and the last time that a clock told which went back, and is not believed yet.
    #[serde(default)]
    behind: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

/// The time to go by.
pub(crate) struct Believed {
    /// For erasing. Never later than the clock says.
    pub(crate) now: DateTime<Utc>,
    /// Whether the clock goes on from where it was: only then may dates be put right by it.
    pub(crate) steady: bool,
    /// Dates between these are of a clock that was behind: they count from now.
    pub(crate) misdated: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

impl Believed {
    /// Puts dates of a column right: those to come, and those of a clock that was behind. A leap that is not believed changes none.
    pub(crate) fn put_right(
        &self,
        connection: &Connection,
        (table, field): (&'static str, &'static str),
    ) -> Result<(), VaultError> {
        if !self.steady {
            return Ok(());
        }
        let now = column::micros(self.now);
        // Without a clock that was behind, nothing lies between.
        let (from, to) =
            self.misdated.map_or((1, 0), |(from, to)| (column::micros(from), column::micros(to)));
        connection
            .prepare_cached(&format!(
                "UPDATE {table} SET {field} = ?1 WHERE {field} > ?1 OR {field} BETWEEN ?2 AND ?3"
            ))?
            .execute((now, from, to))?;
        Ok(())
    }
}

/// The time to go by where the clock says `now`.
pub(crate) fn believed(connection: &Connection, now: DateTime<Utc>) -> Result<Believed, VaultError> {
    let seen: Option<Seen> =
        setting::get(connection, SETTING)?.and_then(|kept| serde_json::from_str(&kept).ok());
    let (seen, believed) = judge(seen, now);
    setting::set(connection, SETTING, &column::to_json(&seen)?)?;
    Ok(believed)
}

fn judge(seen: Option<Seen>, now: DateTime<Utc>) -> (Seen, Believed) {
    // What was dated before all that the last good purge left was dated by the clock that was behind, also while the computer slept
    // between two purges.
    let left_by = seen.map(|seen| seen.last - KEPT);
    let steady = |misdated: Option<(DateTime<Utc>, DateTime<Utc>)>| {
        let misdated =
            misdated.map(|(from, to)| (from, left_by.map_or(to, |left| left.max(to + BETWEEN_PURGES))));
        (Seen { last: now, leapt: None, behind: None }, Believed { now, steady: true, misdated })
    };
    let Some(seen) = seen else { return steady(None) };
    if seen.last - now > SLACK {
        let (from, to) = seen.behind.unwrap_or((now, now));
        let behind = (from.min(now), to.max(now));
        if now - behind.0 >= KEPT {
            return steady(None); // what was set back that long ago is the time
        }
        let seen = Seen { behind: Some(behind), leapt: None, ..seen };
        return (seen, Believed { now, steady: false, misdated: None });
    }
    if now - seen.last <= KEPT {
        return steady(seen.behind);
    }
    match seen.leapt {
        Some(leapt) if now - leapt >= HELD => steady(seen.behind),
        leapt => {
            let leapt = leapt.filter(|leapt| *leapt <= now).unwrap_or(now);
            let believed = Believed { now: seen.last, steady: false, misdated: None };
            (Seen { leapt: Some(leapt), ..seen }, believed)
        }
    }
}
