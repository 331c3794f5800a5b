//! What somebody waits for: another look at the code, help abroad, a look at a misuse; and an officer, for a second one's word.

use chrono::{DateTime, Utc};
use platform_api::Review;
use serde::Serialize;
use uuid::Uuid;

use super::due;
use super::event::{Event, What};

/// The answer to a review that says: the other declaration is somebody else's.
pub(crate) const OTHER_PERSON: &str = "other-person";

/// Something that is to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The event that asks.
    pub event: Uuid,
    /// For what.
    pub kind: RequestKind,
    /// When.
    pub at: DateTime<Utc>,
    /// Until when it is answered.
    pub due: DateTime<Utc>,
}

/// What can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestKind {
    /// Another look at the code.
    Review,
    /// Help where they are, since they do not come.
    Help,
    /// A look at what somebody did with the declaration.
    Misuse,
    /// A second officer's word on what lowers a risk.
    Second,
}

impl RequestKind {
    /// The name as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Help => "help",
            Self::Misuse => "misuse",
            Self::Second => "second",
        }
    }

    /// Whether something is heard whatever becomes of the declaration: a report of misuse, and its answer.
    pub(crate) fn outlasts(what: &What) -> bool {
        matches!(what, What::ReportsMisuse { .. } | What::StaysAbroad { .. } | What::Answered { .. })
    }

    /// What a traveller's event asks for, if it asks for something that [`What::Answered`] answers.
    pub(crate) fn of(what: &What) -> Option<Self> {
        match what {
            What::StaysAbroad { .. } => Some(Self::Help),
            What::ReportsMisuse { .. } => Some(Self::Misuse),
            _ => None,
        }
    }
}

/// What nobody has answered of events that stand, the first that is due in front.
pub(super) fn open(standing: &[&Event], seconds: &[&Event], review: Option<&(Uuid, Review)>) -> Vec<Request> {
    let is_answered = |id: Uuid| {
        standing.iter().any(|event| {
            event.is_officers() && matches!(&event.what, What::Answered { asked, .. } if *asked == id)
        })
    };
    let asking = standing.iter().filter_map(|event| {
        let kind = RequestKind::of(&event.what)?;
        let hours = if kind == RequestKind::Help { due::HELPING } else { due::LOOKING_INTO };
        Some(Request { event: event.id, kind, at: event.at, due: event.at + hours })
    });
    let review = review.filter(|(_, review)| review.answered_at.is_none()).map(|(event, review)| Request {
        event: *event,
        kind: RequestKind::Review,
        at: review.asked_at,
        due: review.due,
    });
    let seconds = seconds.iter().map(|event| Request {
        event: event.id,
        kind: RequestKind::Second,
        at: event.recorded_at,
        due: event.recorded_at + due::SECOND,
    });
    let mut open: Vec<_> =
        asking.filter(|request| !is_answered(request.event)).chain(review).chain(seconds).collect();
    open.sort_by_key(|request| (request.due, request.event));
    open
}
