//! The sending window: an edition may take declarations only so many days before boarding, so that what is said of one's health
//! is fresh. What is complete earlier is sealed, waits, and is sent by itself; until then nothing was sent, and that is said.

use chrono::{DateTime, SecondsFormat, Utc};
use vault::{DeclarationRow, OutboxRow, OutboxState};

/// When the window opens that an envelope waits for; none where it waits for something else.
pub(crate) fn of(row: &DeclarationRow, waiting: Option<&OutboxRow>, now: DateTime<Utc>) -> Option<String> {
    let (waiting, sent) = (waiting?, row.sent.as_ref()?);
    let waits = waiting.state == OutboxState::Waiting
        && waiting.attempts == 0
        && waiting.next_attempt_at > now
        && waiting.next_attempt_at > sent.sealed_at;
    waits.then(|| waiting.next_attempt_at.to_rfc3339_opts(SecondsFormat::Secs, true))
}
