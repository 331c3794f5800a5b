//! Notes of calls: what it was about, whether it hurries, by when the county is to call back.

use chrono::{DateTime, TimeDelta, Utc};
use platform_api::{Problem, ProblemCode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::looking::Case;
use super::{Desk, Officer, failed};
use crate::store::CallNote;

/// What a call can be about.
const CATEGORIES: [&str; 8] =
    ["flight", "form", "code", "quarantine", "medicine", "pick-up", "stays-abroad", "other"];
/// A county calls back within that time; within this where it hurries.
const CALLS_BACK: TimeDelta = TimeDelta::hours(24);
pub(super) const HURRIES: TimeDelta = TimeDelta::minutes(15);

/// A note as the page sends it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewNote {
    category: String,
    #[serde(default)]
    urgent: bool,
    #[serde(default)]
    follow_up: bool,
}

/// A note as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Noted {
    at: DateTime<Utc>,
    category: String,
    by: String,
    due: Option<DateTime<Utc>>,
    urgent: bool,
    /// When somebody has seen to it.
    seen: Option<DateTime<Utc>>,
}

impl Desk {
    /// Keeps a note of somebody whose case is open.
    pub(crate) async fn keep_note(
        &self,
        officer: &Officer,
        declaration: Uuid,
        new: NewNote,
    ) -> Result<Case, Problem> {
        let declaration = self.now_known_as(declaration).await?;
        let subject = self.subject(officer, declaration).await?;
        if !CATEGORIES.contains(&new.category.as_str()) {
            return Err(ProblemCode::BadRequest.into());
        }
        let now = self.now();
        let within = if new.urgent { HURRIES } else { CALLS_BACK };
        let note = CallNote {
            id: Uuid::now_v7(),
            at: now,
            by: officer.account.signature(),
            category: new.category,
            urgent: new.urgent,
            due: (new.follow_up || new.urgent).then_some(now + within),
            seen: None,
            ends: subject.expected.map_or(self.today() + TimeDelta::days(30), |expected| expected.ends),
        };
        self.store.keep_note(declaration, note).await.map_err(failed)?;
        self.case(officer, declaration).await
    }

    pub(super) async fn notes(&self, declaration: Uuid) -> Result<Vec<Noted>, Problem> {
        let notes = self.store.call_notes(declaration).await.map_err(failed)?;
        let shown = notes.into_iter().map(|note| Noted {
            at: note.at,
            category: note.category,
            by: note.by.split(' ').next().unwrap_or_default().to_owned(),
            due: note.due,
            urgent: note.urgent,
            seen: note.seen.map(|(at, _)| at),
        });
        Ok(shown.collect())
    }
}
