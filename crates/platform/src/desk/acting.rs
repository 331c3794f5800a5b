//! What officers say of somebody's way: which role may say what, and telling it.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use declaration::{OfficerTest, TestKind, TestResult};
use platform_api::{Problem, ProblemCode, Stage};
use rulebook::{Colour, Edition};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::looking::Case;
use super::scope::Subject;
use super::{Desk, Officer};
use crate::staff::Role;
use crate::telling::TellError;
use crate::way::{Author, Event, Happening, Mode, Place, What};

/// Why somebody with a green code may be sampled all the same.
const SAMPLING: [&str; 4] = ["flight", "companion", "asked", "random"];
/// What officers may write to a traveller: the messages `message-<this>`.
const MESSAGES: [&str; 7] = [
    "come-to-counter",
    "wait-for-result",
    "answer-telephone",
    "confirm-address",
    "correct-declaration",
    "county-picks-up",
    "domestic-code",
];

/// An event as the desk's page sends it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Saying {
    /// Drawn by the page, so that what is sent twice is one event.
    id: Uuid,
    /// When it was seen; now where it is not said.
    at: Option<DateTime<Utc>>,
    what: Word,
}

/// What officers may say.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum Word {
    Boarded,
    NotOnBoard,
    Diverted { port: String },
    Landed,
    ToBeSampled,
    Sampled { tube: Option<String>, reason: Option<String> },
    Tested { result: TestResult },
    SentOn { mode: Mode },
    Refused { reason: String },
    HandedOver,
    DestinationChanged { county: String },
    Accepted,
    Declined { reason: String },
    Received,
    ObservationBegun { until: NaiveDate },
    ObservationEnded,
    FollowedUp { next: Option<NaiveDate> },
    Writes { message: String },
    Revokes { event: Uuid },
}

/// An event as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Happened {
    id: Uuid,
    at: DateTime<Utc>,
    what: String,
    /// The role, or `traveller`.
    by: &'static str,
    detail: Option<String>,
    revoked: bool,
    /// The officer may take it back.
    own: bool,
}

/// What a role may say of somebody's way.
pub(crate) fn words(role: Role) -> &'static [&'static str] {
    match role {
        Role::PortOfficer => &[
            "landed",
            "to-be-sampled",
            "sampled",
            "tested",
            "sent-on",
            "handed-over",
            "boarded",
            "not-on-board",
            "diverted",
            "refused",
            "destination-changed",
            "writes",
        ],
        Role::CountyContact => &[
            "received",
            "accepted",
            "declined",
            "observation-begun",
            "followed-up",
            "observation-ended",
            "destination-changed",
            "writes",
        ],
        Role::HealthOfficer => &["tested", "observation-begun", "observation-ended", "writes"],
        Role::Hotline => &["writes"],
        Role::PlatformOfficer | Role::Auditor => &[],
    }
}

/// What an officer may say now: the likely first.
pub(super) fn actions(officer: &Officer, subject: &Subject) -> Vec<&'static str> {
    let role = officer.account.role;
    let stage = subject.way.stage;
    let likely: &[&str] = match (role, stage) {
        (Role::PortOfficer, Stage::Intends) => return Vec::new(),
        (Role::PortOfficer, Stage::Declared | Stage::Boarded) => &["landed", "not-on-board", "boarded"],
        (Role::PortOfficer, Stage::Landed) => match subject.way.step {
            Some(platform_api::Step::Sampling) => &["sampled", "sent-on", "refused"],
            Some(platform_api::Step::Result) => &["tested", "sent-on", "refused"],
            Some(platform_api::Step::HandingOver) => &["handed-over", "sent-on", "refused"],
            _ => &["sent-on", "to-be-sampled", "handed-over"],
        },
        (Role::PortOfficer, _) => &["tested"],
        (Role::CountyContact, Stage::Received) => &["followed-up", "observation-begun", "observation-ended"],
        (Role::CountyContact, _) if subject.way.asked.is_some() => &["accepted", "declined", "received"],
        (Role::CountyContact, Stage::Landed | Stage::HandedOver) => &["received", "destination-changed"],
        (Role::CountyContact, _) => &["destination-changed"],
        (Role::Hotline, _) => &["writes"],
        _ => &[],
    };
    let others = words(role).iter().filter(|word| {
        let has_landed = stage >= Stage::Landed;
        let is_before = ["boarded", "not-on-board", "landed", "diverted"].contains(*word);
        let is_for_all = **word == "writes";
        !likely.contains(word)
            && (is_for_all || if role == Role::PortOfficer { is_before != has_landed } else { has_landed })
    });
    likely.iter().chain(others).copied().filter(|word| words(role).contains(word)).collect()
}

/// Longest observation, in days: what the sources of the edition allow.
pub(super) fn longest_observation(edition: &Edition) -> u32 {
    let capped = edition.head.sources.iter().filter_map(|source| source.caps.look_back_days);
    capped.min().unwrap_or(edition.head.caps.look_back_days)
}

impl Desk {
    /// Tells what an officer says of somebody, and shows how they stand then.
    pub(crate) async fn say(
        &self,
        officer: &Officer,
        declaration: Uuid,
        saying: Saying,
    ) -> Result<Case, Problem> {
        let subject = self.subject(officer, declaration).await?;
        let (now, today) = (self.now(), self.today());
        let role = officer.account.role;
        let revoked = match &saying.what {
            Word::Revokes { event } => subject.events.iter().find(|it| it.id == *event),
            _ => None,
        };
        let may = match &saying.what {
            Word::Revokes { .. } => revoked.is_some_and(|event| is_own(officer, event)),
            word => words(role).contains(&word.name()),
        };
        if !may {
            return Err(ProblemCode::NotAllowed.into());
        }
        if let Word::ObservationBegun { until } = &saying.what {
            let edition = self.edition_of(&subject.state).ok_or(ProblemCode::Unavailable)?;
            let longest = TimeDelta::days(longest_observation(&edition.edition).into());
            if *until < today || *until > today + longest {
                return Err(ProblemCode::ObservationTooLong.into());
            }
        }
        self.complete(&saying.what, &subject)?;
        let county = subject.way.asked.clone().or_else(|| subject.way.county.clone());
        let own_county = officer.account.scope.places().next().map(str::to_owned);
        let place = match role {
            Role::PortOfficer => Place {
                port: officer
                    .account
                    .scope
                    .ports()
                    .next()
                    .map(str::to_owned)
                    .filter(|_| subject.way.port.is_none()),
                ..Place::default()
            },
            _ => Place { county: county.clone().or_else(|| own_county.clone()), ..Place::default() },
        };
        let happening = Happening {
            id: saying.id,
            at: saying.at.unwrap_or(now),
            by: Author::Officer { id: officer.account.signature(), role },
            place,
            device: None,
            what: saying.what.into_event(today, county.or(own_county))?,
        };
        let sampled_green = match &happening.what {
            What::Sampled { reason: Some(reason), .. } => Some(reason.clone()),
            _ => None,
        };
        let event = happening.clone().taken(now);
        self.core.tell(declaration, happening).await.map_err(told)?;
        if let Some(reason) = sampled_green {
            // Counted where an auditor counts: a green code is a promise.
            let note = self.note(format!("sampled green {reason}"), &officer.account);
            self.store.note_staff(officer.account.id, note).await.map_err(super::failed)?;
        }
        if event.bears_on_codes() {
            self.core.judge_one(declaration).await.map_err(super::failed)?;
        }
        self.case(officer, declaration).await
    }

    /// Whether a word says all that it has to, in words that are known.
    fn complete(&self, word: &Word, subject: &Subject) -> Result<(), Problem> {
        match word {
            Word::Sampled { reason, .. } => {
                let rule = subject.state.edition.zip(subject.state.rule.as_deref());
                let colour =
                    rule.and_then(|(edition, rule)| Some(self.core.rules().rule(edition, rule)?.colour));
                let is_green = colour == Some(Colour::Green);
                let is_known = reason.as_deref().is_some_and(|reason| SAMPLING.contains(&reason));
                if is_green == is_known && (is_known || reason.is_none()) {
                    Ok(())
                } else {
                    Err(ProblemCode::SamplingReasonNeeded.into())
                }
            }
            Word::Writes { message } if !MESSAGES.contains(&message.as_str()) => {
                Err(ProblemCode::BadRequest.into())
            }
            _ => Ok(()),
        }
    }
}

impl Word {
    fn name(&self) -> &'static str {
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

    fn into_event(self, today: NaiveDate, county: Option<String>) -> Result<What, Problem> {
        let county = || county.ok_or(ProblemCode::BadRequest);
        Ok(match self {
            Self::Boarded => What::Boarded,
            Self::NotOnBoard => What::NotOnBoard,
            Self::Diverted { port } => What::Diverted { port: port.trim().to_uppercase() },
            Self::Landed => What::Landed,
            Self::ToBeSampled => What::ToBeSampled,
            Self::Sampled { tube, reason } => What::Sampled { tube, reason },
            Self::Tested { result } => {
                What::Tested(OfficerTest { kind: TestKind::Pcr, result, taken_on: today })
            }
            Self::SentOn { mode } => What::SentOn { mode, batch: None },
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

/// Whether an event was said by this officer.
fn is_own(officer: &Officer, event: &Event) -> bool {
    matches!(&event.by, Author::Officer { id, .. } if *id == officer.account.signature())
}

/// Events as they are shown, the newest first.
pub(super) fn happened(officer: &Officer, events: &[Event]) -> Vec<Happened> {
    let standing: Vec<Uuid> = crate::way::standing(events).into_iter().map(|event| event.id).collect();
    let mut shown: Vec<_> = events
        .iter()
        // What a traveller does with a phone is no officer's matter.
        .filter(|event| {
            !matches!(event.what, What::Revokes { .. } | What::LetsPhone { .. } | What::ShutsPhones)
        })
        .map(|event| Happened {
            id: event.id,
            at: event.at,
            what: name(&event.what),
            by: match &event.by {
                Author::Traveller => "traveller",
                Author::Officer { role, .. } => role.name(),
            },
            detail: detail(&event.what),
            revoked: !standing.contains(&event.id),
            own: is_own(officer, event),
        })
        .collect();
    shown.sort_by_key(|event| std::cmp::Reverse((event.at, event.id)));
    shown
}

/// The name of what happened, as it is written.
fn name(what: &What) -> String {
    let value = serde_json::to_value(what).unwrap_or_default();
    value["what"].as_str().unwrap_or_default().to_owned()
}

/// What of it is neither anybody's health nor free text.
fn detail(what: &What) -> Option<String> {
    match what {
        What::Diverted { port } => Some(port.clone()),
        What::DestinationChanged { county } | What::Accepted { county } | What::Declined { county, .. } => {
            Some(county.clone())
        }
        What::ObservationBegun { until } => Some(until.to_string()),
        What::ObservationEnded { on } => Some(on.to_string()),
        What::FollowedUp { next } => next.map(|next| next.to_string()),
        _ => None,
    }
}

pub(super) fn told(error: TellError) -> Problem {
    match error {
        TellError::Unknown | TellError::NotKept => ProblemCode::NobodyFound.into(),
        TellError::Ahead(_) | TellError::NoEntry(_) | TellError::NoReview | TellError::NotTheirs => {
            ProblemCode::BadRequest.into()
        }
        TellError::Store(error) => super::failed(error),
        TellError::Busy | TellError::Unwritten | TellError::Keys(_) => ProblemCode::Unavailable.into(),
    }
}
