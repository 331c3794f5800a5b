//! The traveller's way as a status tells it: stages, who has said so, and what comes next.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{ReviewReason, Says};

/// So long before the departure somebody may have boarded.
const BOARDING_BEGINS: TimeDelta = TimeDelta::hours(6);

/// The journey stages, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The traveller has said what they intend, and has declared nothing yet: there is no code.
    Intends,
    /// The platform holds the declaration.
    Declared,
    /// Seen at boarding.
    Boarded,
    /// Seen at the port of entry.
    Landed,
    /// Given by the port to the home county.
    HandedOver,
    /// Met by the home county.
    Received,
}

/// What a traveller may say now of their own way with one press, who boards at that time; not what they have said already, and stands or
/// waits. Whoever has missed this journey goes on by another, which is declared first.
pub fn sayable(
    reached: Stage,
    boards: DateTime<Utc>,
    now: DateTime<Utc>,
    said: impl Fn(&Says) -> bool,
) -> Vec<Says> {
    if said(&Says::MissedFlight) {
        return Vec::new();
    }
    let boarding = reached < Stage::Boarded && boards - BOARDING_BEGINS <= now;
    let departed = reached < Stage::Landed && boards <= now && !said(&Says::Landed);
    let words = [
        (boarding && !said(&Says::Boarded) && !said(&Says::Landed), Says::Boarded),
        (departed, Says::Landed),
        (departed && reached < Stage::Boarded, Says::MissedFlight),
    ];
    words.into_iter().filter(|(may, _)| *may).map(|(_, word)| word).collect()
}

/// The roles of staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Works at ports of entry.
    PortOfficer,
    /// Works for the county or township that receives.
    CountyContact,
    /// Decides on risk.
    HealthOfficer,
    /// Answers the telephone.
    Hotline,
    /// Keeps accounts, organisations and keys.
    PlatformOfficer,
    /// Reads the log.
    Auditor,
}

/// A stage that was reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Seen {
    /// The stage.
    pub stage: Stage,
    /// When, by the clock of whoever says so.
    pub at: DateTime<Utc>,
    /// Only the day is known of it, in China.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub day_only: bool,
    /// In which role somebody says so; none where it is the traveller's own word.
    pub by: Option<Role>,
    /// Code of the port, where it was at one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub port: Option<String>,
    /// Code of the county, where it was in one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub county: Option<String>,
}

/// A review that the traveller asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Review {
    /// When.
    pub asked_at: DateTime<Utc>,
    /// Why.
    pub reason: ReviewReason,
    /// Until when it is answered.
    pub due: DateTime<Utc>,
    /// When it was; none before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<DateTime<Utc>>,
    /// Whether the code was to be another.
    #[serde(default)]
    pub granted: bool,
    /// The message `code-review-answer-<this>`: why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// Somebody has looked at the declaration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Look {
    /// When.
    pub at: DateTime<Utc>,
    /// In which role.
    pub by: Role,
    /// For which purposes, by their names; `list` and `export` among them.
    pub purposes: Vec<String>,
}

/// What is waited for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Next {
    /// What.
    pub step: Step,
    /// Who is responsible for it.
    pub desk: Desk,
    /// Until when; none where no time is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<Utc>>,
    /// The day that is said instead, where no hour is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<NaiveDate>,
    /// That time is over.
    #[serde(default)]
    pub late: bool,
}

/// Who is responsible: one desk at any time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", tag = "desk", content = "code")]
pub enum Desk {
    /// The working group at a port.
    Port(String),
    /// The contact of a county.
    County(String),
    /// The province, where neither is known.
    Province,
}

/// What a way waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// The traveller comes.
    Arrival,
    /// Somebody who was not on board says what becomes of the journey.
    AnotherFlight,
    /// Somebody who says to have landed is met.
    Meeting,
    /// A sample is taken.
    Sampling,
    /// A sample's result comes.
    Result,
    /// The traveller is sent on from the port.
    SendingOn,
    /// Somebody who does not go along is spoken with.
    Refusal,
    /// The traveller is on the way, and is given to the county.
    HandingOver,
    /// Somebody who stays at the port, or is in its hospital, is looked after.
    LookingAfter,
    /// The county meets the traveller.
    Reception,
    /// The county says whether there is an observation.
    Observation,
    /// The observation ends.
    ObservationsEnd,
    /// The county asks how the traveller is.
    FollowUp,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::PortOfficer,
        Self::CountyContact,
        Self::HealthOfficer,
        Self::Hotline,
        Self::PlatformOfficer,
        Self::Auditor,
    ];

    /// The role of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// The name, as the rulebook and the log write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::PortOfficer => "port-officer",
            Self::CountyContact => "county-contact",
            Self::HealthOfficer => "health-officer",
            Self::Hotline => "hotline",
            Self::PlatformOfficer => "platform-officer",
            Self::Auditor => "auditor",
        }
    }
}

impl Stage {
    /// The name as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Intends => "intends",
            Self::Declared => "declared",
            Self::Boarded => "boarded",
            Self::Landed => "landed",
            Self::HandedOver => "handed-over",
            Self::Received => "received",
        }
    }
}

impl std::fmt::Display for Desk {
    /// `port:PVG`, `county:330302`, `province`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Port(code) => write!(formatter, "port:{code}"),
            Self::County(code) => write!(formatter, "county:{code}"),
            Self::Province => formatter.write_str("province"),
        }
    }
}

impl Step {
    /// The name as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Arrival => "arrival",
            Self::AnotherFlight => "another-flight",
            Self::Meeting => "meeting",
            Self::Sampling => "sampling",
            Self::Result => "result",
            Self::SendingOn => "sending-on",
            Self::Refusal => "refusal",
            Self::HandingOver => "handing-over",
            Self::LookingAfter => "looking-after",
            Self::Reception => "reception",
            Self::Observation => "observation",
            Self::ObservationsEnd => "observations-end",
            Self::FollowUp => "follow-up",
        }
    }
}
