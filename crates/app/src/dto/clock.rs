//! What is said about clocks, and what they show.

use chrono::{DateTime, Local, SecondsFormat, Utc};
use declaration::{turns_in, turns_of};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the clock of a place shows. The window's engine has a list of time zones of its own, which may be years old: it
/// tells instants by this.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PlaceTime {
    /// IANA zone, such as `Asia/Almaty`; none for this computer's clock.
    pub zone: Option<String>,
    /// In their order, never empty; the first one also holds before it.
    pub turns: Vec<ClockTurn>,
}

/// From an instant on a clock is so many minutes ahead of UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ClockTurn {
    /// RFC 3339 instant.
    pub from: String,
    pub minutes: i32,
}

impl PlaceTime {
    /// Of a zone in the years around now; none where no zone is called so.
    pub(crate) fn of(zone: &str, now: DateTime<Utc>) -> Option<Self> {
        let turns = turns_in(zone, now)?;
        Some(Self { zone: Some(zone.to_owned()), turns: turns.into_iter().map(ClockTurn::from).collect() })
    }

    /// Of this computer.
    pub(crate) fn here(now: DateTime<Utc>) -> Self {
        Self { zone: None, turns: turns_of(&Local, now).into_iter().map(ClockTurn::from).collect() }
    }
}

impl From<declaration::Turn> for ClockTurn {
    fn from(turn: declaration::Turn) -> Self {
        Self { from: turn.from.to_rfc3339_opts(SecondsFormat::Secs, true), minutes: turn.minutes }
    }
}

/// A clock is off: dates may be called wrong and codes expired that are not.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ClockNotice {
    pub off: OffClock,
    /// RFC 3339 instant, by this computer.
    pub here: String,
    /// The same instant by the platform; none while it has not answered.
    pub platform: Option<String>,
    /// ISO date on which the newest rules at hand were issued.
    pub issued: String,
}

/// Whose clock is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum OffClock {
    /// This computer's.
    Here,
    /// The platform's.
    Platform,
    /// One of the two.
    Either,
}
