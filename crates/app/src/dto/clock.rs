//! What is said about clocks.

use serde::Serialize;
use ts_rs::TS;

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
