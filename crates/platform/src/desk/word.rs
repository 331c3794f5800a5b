//! A word as the desk's page sends it, and the event that it becomes.

use chrono::{DateTime, NaiveDate, Utc};
use declaration::{OfficerTest, TestKind, TestResult};
use platform_api::{Problem, ProblemCode};
use rulebook::zhejiang_date;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::scope::Subject;
use super::{Officer, may};
use crate::way::{Event, Mode, Place, What};

/// An event as the desk's page sends it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Saying {
    /// Drawn by the page, so that what is sent twice is one event.
    pub(super) id: Uuid,
    /// When it was seen; now where it is not said.
    pub(super) at: Option<DateTime<Utc>>,
    pub(super) what: Word,
}

/// What officers may say.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Word {
    Boarded,
    NotOnBoard,
    Diverted {
        port: String,
    },
    Landed,
    ToBeSampled,
    Sampled {
        tube: Option<String>,
        reason: Option<String>,
    },
    /// The day of the swab, where it was not taken here.
    Tested {
        result: TestResult,
        taken_on: Option<NaiveDate>,
    },
    SentOn {
        mode: Mode,
        /// The bus.
        #[serde(default)]
        batch: Option<Uuid>,
        /// People with another colour are on it, and that was asked about.
        #[serde(default)]
        mixes: bool,
    },
    Refused {
        reason: String,
    },
    HandedOver,
    DestinationChanged {
        county: String,
    },
    Accepted,
    Declined {
        reason: String,
    },
    Received,
    ObservationBegun {
        until: NaiveDate,
    },
    ObservationEnded,
    FollowedUp {
        next: Option<NaiveDate>,
    },
    Writes {
        message: String,
    },
    Revokes {
        event: Uuid,
    },
}

impl Saying {
    /// Whether an event is what this says, and at the time that this names. `own` gives the id under which what a page drew is kept.
    pub(super) fn is(&self, event: &Event, own: impl Fn(Uuid) -> Uuid) -> bool {
        // Kept to the millisecond, and never as later than it was told.
        let kept_at = |at: DateTime<Utc>| at.min(event.recorded_at).timestamp_millis();
        self.at.is_none_or(|at| kept_at(at) == kept_at(event.at)) && self.what.is(&event.what, own)
    }
}

impl Word {
    /// Whether what happened is this word, with the same details. What the platform adds (the place, the day) is not compared.
    fn is(&self, what: &What, own: impl Fn(Uuid) -> Uuid) -> bool {
        match (self, what) {
            (Self::Boarded, What::Boarded)
            | (Self::NotOnBoard, What::NotOnBoard)
            | (Self::Landed, What::Landed)
            | (Self::ToBeSampled, What::ToBeSampled)
            | (Self::HandedOver, What::HandedOver)
            | (Self::Accepted, What::Accepted { .. })
            | (Self::Received, What::Received)
            | (Self::ObservationEnded, What::ObservationEnded { .. }) => true,
            (Self::Diverted { port }, What::Diverted { port: kept }) => port == kept,
            (Self::Sampled { tube, reason }, What::Sampled { tube: kept_tube, reason: kept }) => {
                (tube, reason) == (kept_tube, kept)
            }
            (Self::Tested { result, taken_on }, What::Tested(kept)) => {
                *result == kept.result && taken_on.is_none_or(|day| day == kept.taken_on)
            }
            (Self::SentOn { mode, batch, .. }, What::SentOn { mode: kept, batch: bus }) => {
                (mode, batch) == (kept, bus)
            }
            (Self::Refused { reason }, What::Refused { reason: kept })
            | (Self::Declined { reason }, What::Declined { reason: kept, .. }) => reason == kept,
            (Self::DestinationChanged { county }, What::DestinationChanged { county: kept }) => {
                county == kept
            }
            (Self::ObservationBegun { until }, What::ObservationBegun { until: kept }) => until == kept,
            (Self::FollowedUp { next }, What::FollowedUp { next: kept }) => next == kept,
            (Self::Writes { message }, What::Writes { message: kept }) => message == kept,
            (Self::Revokes { event }, What::Revokes { event: kept }) => [*event, own(*event)].contains(kept),
            _ => false,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Boarded => "boarded",
            Self::NotOnBoard => "not-on-board",
            Self::Diverted { .. } => "diverted",
            Self::Landed => "landed",
            Self::ToBeSampled => "to-be-sampled",
            Self::Sampled { .. } => "sampled",
            Self::Tested { .. } => "tested",
            Self::SentOn { .. } => "sent-on",
            Self::Refused { .. } => "refused",
            Self::HandedOver => "handed-over",
            Self::DestinationChanged { .. } => "destination-changed",
            Self::Accepted => "accepted",
            Self::Declined { .. } => "declined",
            Self::Received => "received",
            Self::ObservationBegun { .. } => "observation-begun",
            Self::ObservationEnded => "observation-ended",
            Self::FollowedUp { .. } => "followed-up",
            Self::Writes { .. } => "writes",
            Self::Revokes { .. } => "revokes",
        }
    }

    pub(super) fn into_event(
        self,
        today: NaiveDate,
        subject: &Subject,
        place: &Place,
    ) -> Result<What, Problem> {
        let county = || place.county.clone().ok_or(ProblemCode::BadRequest);
        Ok(match self {
            Self::Boarded => What::Boarded,
            Self::NotOnBoard => What::NotOnBoard,
            Self::Diverted { port } => What::Diverted { port },
            Self::Landed => What::Landed,
            Self::ToBeSampled => What::ToBeSampled,
            Self::Sampled { tube, reason } => What::Sampled { tube, reason },
            Self::Tested { result, taken_on } => {
                // Of the day on which the sample was taken, whenever the laboratory answers.
                let taken = may::waiting_sample(&subject.events).map(|event| zhejiang_date(event.at));
                let taken_on = taken.or(taken_on).unwrap_or(today);
                What::Tested(OfficerTest { kind: TestKind::Pcr, result, taken_on })
            }
            Self::SentOn { mode, batch, .. } => What::SentOn { mode, batch },
            Self::Refused { reason } => What::Refused { reason },
            Self::HandedOver => What::HandedOver,
            Self::DestinationChanged { county } => What::DestinationChanged { county },
            Self::Accepted => What::Accepted { county: county()? },
            Self::Declined { reason } => What::Declined { county: county()?, reason },
            Self::Received => What::Received,
            Self::ObservationBegun { until } => What::ObservationBegun { until },
            Self::ObservationEnded => What::ObservationEnded { on: today },
            Self::FollowedUp { next } => What::FollowedUp { next },
            Self::Writes { message } => What::Writes { message },
            Self::Revokes { event } => What::Revokes { event },
        })
    }
}

/// The id of the event that an officer says: of the one that the page drew, and of whose word it is, so that nobody takes the place
/// of a traveller's letter or of a colleague's word. It is the same whatever row its person is known by, then and later.
pub(super) fn own_id(officer: &Officer, drawn: Uuid) -> Uuid {
    let mut digest = Sha256::new_with_prefix(b"guitu desk event v1");
    for id in [officer.account.id, drawn] {
        digest.update(id.as_bytes());
    }
    let mut id = [0; 16];
    id.copy_from_slice(&digest.finalize()[..16]);
    // When it was drawn stays in front: of two words of one moment the first drawn is the first.
    id[..6].copy_from_slice(&drawn.as_bytes()[..6]);
    uuid::Builder::from_custom_bytes(id).into_uuid()
}
