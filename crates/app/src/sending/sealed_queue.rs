//! The sealed queue as a file: a kiosk writes it to a stick, a traveller to wherever they like. Everything in it can be read by nobody
//! but the platform, or says no more than the spool does.

use chrono::{DateTime, TimeDelta, Utc};
use outbox::NewEnvelope;
use platform_api::PlatformId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

const WHAT: &str = "guitu sealed queue 1";
/// As many as a busy consulate seals in a week without a network.
const MOST: usize = 20_000;
/// No queue is longer, in bytes.
pub(crate) const LONGEST: u64 = 256 << 20;
/// No envelope is longer, in bytes.
pub(crate) const LONGEST_ENVELOPE: usize = 256 << 10;
/// No sending window opens later than this.
const LONGEST_WINDOW: TimeDelta = TimeDelta::days(90);

/// The file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SealedQueue {
    what: String,
    pub(crate) platform: PlatformId,
    pub(crate) envelopes: Vec<Carried>,
}

impl SealedQueue {
    pub(crate) fn new(platform: PlatformId, envelopes: Vec<Carried>) -> Self {
        Self { what: WHAT.to_owned(), platform, envelopes }
    }

    /// None where the bytes are no such file.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        let queue: Self = serde_json::from_slice(bytes).ok()?;
        (queue.what == WHAT && queue.envelopes.len() <= MOST).then_some(queue)
    }
}

/// A sealed revision or letter on its way by a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Carried {
    pub(crate) declaration: Uuid,
    pub(crate) letter: bool,
    pub(crate) revision: u32,
    /// When its sending window opens.
    pub(crate) opens: Option<DateTime<Utc>>,
    /// Sealed bytes are JSON.
    pub(crate) envelope: String,
}

impl Carried {
    /// As it goes into the spool. It waits for no window that opens later than any does: a file cannot put off for years what would go
    /// at once. A withdrawal is sent like anything else; nothing waits here that it could end.
    pub(crate) fn to_spool<'a>(
        &'a self,
        platform: &'a PlatformId,
        address: &'a str,
        now: DateTime<Utc>,
    ) -> NewEnvelope<'a> {
        NewEnvelope {
            platform,
            address,
            declaration: self.declaration,
            letter: self.letter,
            revision: self.revision,
            withdrawal: false,
            envelope: self.envelope.as_bytes(),
            opens: self.opens.filter(|at| *at <= now + LONGEST_WINDOW),
        }
    }
}
