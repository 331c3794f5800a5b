//! How far the computer's clock is believed when something is to be erased for good. A clock with a dead battery or a mistyped year says
//! that years went by; what could be brought back for thirty days would be gone at one start.
//!
//! So a leap of more than thirty days since the vault was last looked at is believed only once it has held for a day. Whoever comes
//! back after a year waits a day longer for the purge.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::setting;
use crate::error::VaultError;
use crate::purge::KEPT;

const SETTING: &str = "clock";
const HELD: TimeDelta = TimeDelta::days(1);

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Seen {
    /// The last time that was believed.
    last: DateTime<Utc>,
    /// When a leap was first seen that is not believed yet.
    leapt: Option<DateTime<Utc>>,
}

/// The time to go by where the clock says `now`.
pub(crate) fn believed(connection: &Connection, now: DateTime<Utc>) -> Result<DateTime<Utc>, VaultError> {
    let seen: Option<Seen> =
        setting::get(connection, SETTING)?.and_then(|kept| serde_json::from_str(&kept).ok());
    let seen = match seen {
        Some(seen) if now - seen.last > KEPT => match seen.leapt {
            Some(leapt) if now - leapt >= HELD => Seen { last: now, leapt: None },
            Some(leapt) if leapt <= now => seen,
            _ => Seen { leapt: Some(now), ..seen },
        },
        _ => Seen { last: now, leapt: None },
    };
    setting::set(connection, SETTING, &super::column::to_json(&seen)?)?;
    Ok(seen.last)
}
