//! A device that is signed in, and how long that lasts.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::store::Digest;

/// Whoever does nothing for so long is asked again.
pub(crate) const IDLE: TimeDelta = TimeDelta::minutes(30);
/// A shift ends, whatever is done.
pub(crate) const SHIFT: TimeDelta = TimeDelta::hours(10);
/// Being seen is written down this often.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(1);

/// A device that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the secret in the cookie.
    pub digest: Digest,
    /// By which it is listed and revoked.
    pub id: Uuid,
    /// Who signed in.
    pub account: Uuid,
    /// What the browser says it is.
    pub device: String,
    /// Since when.
    pub began_at: DateTime<Utc>,
    /// Last use, to the minute.
    pub seen_at: DateTime<Utc>,
    /// The end of the shift.
    pub ends_at: DateTime<Utc>,
    /// The one case that is open, where the role takes one at a time.
    pub opened: Option<Uuid>,
}

impl Session {
    /// Whether it still counts.
    pub(crate) fn holds(&self, now: DateTime<Utc>) -> bool {
        now < self.ends_at && now - self.seen_at < IDLE
    }

    /// Whether it is time to write down that it is used.
    pub(crate) fn is_seen_anew(&self, now: DateTime<Utc>) -> bool {
        now - self.seen_at >= SEEN_EVERY
    }
}

/// What one half of a WebAuthn ceremony leaves for the other, which may run in another process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ceremony {
    /// Its id.
    pub id: Uuid,
    /// The library's state, as JSON.
    pub state: String,
    /// Not after that.
    pub ends_at: DateTime<Utc>,
}
