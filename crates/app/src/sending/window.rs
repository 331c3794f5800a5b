//! The sending window: an edition may take declarations only so many days before boarding, so that what is said of one's health
//! is fresh. What is complete earlier is sealed, waits, and is sent by itself; until then nothing was sent, and that is said.

use chrono::{DateTime, SecondsFormat, Utc};
use declaration::Boarding;
use rulebook::Edition;
use serde_json::Value;
use vault::{DeclarationRow, OutboxRow, OutboxState};

/// When an edition begins to take a declaration. None where no boarding is given: then nothing is waited for.
pub(super) fn opens(edition: &Edition, answers: &Value) -> Option<DateTime<Utc>> {
    Boarding::of(edition, answers)?.days_before(edition.head.sending.opens_days_before_departure)
}

/// When the window opens that an envelope waits for; none where it waits for something else.
pub(crate) fn of(row: &DeclarationRow, waiting: Option<&OutboxRow>, now: DateTime<Utc>) -> Option<String> {
    let (waiting, sent) = (waiting?, row.sent.as_ref()?);
    let waits = waiting.state == OutboxState::Waiting
        && waiting.attempts == 0
        && waiting.next_attempt_at > now
        && waiting.next_attempt_at > sent.sealed_at;
    waits.then(|| waiting.next_attempt_at.to_rfc3339_opts(SecondsFormat::Secs, true))
}
