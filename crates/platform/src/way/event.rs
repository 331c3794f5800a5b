//! One thing that happened on a traveller's way.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use declaration::{OfficerFact, OfficerTest};
use platform_api::{ReviewReason, Role, TokenDigest};
use rulebook::zhejiang_date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::second::CONFIRMED;

/// An event. Whoever records it draws its id, so that the same one may arrive any number of times and by any way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Its id.
    pub id: Uuid,
    /// When it happened, by the clock of whoever saw it.
    pub at: DateTime<Utc>,
    /// When the platform took it; a scan without a network is taken hours later.
    pub recorded_at: DateTime<Utc>,
    /// Whose word it is.
    pub by: Author,
    /// Where.
    #[serde(default)]
    pub place: Place,
    /// The device that recorded it, where it has a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
    /// It counts only once a second officer has confirmed it: it lowers a risk on one person's word.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_second: bool,
    /// What happened.
    pub what: What,
}

/// The name of a device, as the desk or the app knows it.
pub type Device = String;

/// What somebody says before the platform has taken it: an [`Event`] without the time of taking it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Happening {
    /// The event's id.
    pub id: Uuid,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Whose word it is.
    pub by: Author,
    /// Where.
    #[serde(default)]
    pub place: Place,
    /// The device that recorded it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<Device>,
    /// It counts only once a second officer has confirmed it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub needs_second: bool,
    /// What happened.
    pub what: What,
}

impl Happening {
    /// The event, taken at that instant.
    pub fn taken(self, recorded_at: DateTime<Utc>) -> Event {
        let Self { id, at, by, place, device, needs_second, what } = self;
        Event { id, at, recorded_at, by, place, device, needs_second, what }
    }
}

/// Whose word an event is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "author", deny_unknown_fields)]
pub enum Author {
    /// The traveller's own.
    Traveller,
    /// An officer's.
    Officer {
        /// The account.
        id: String,
        /// In which role it was said.
        role: Role,
    },
}

/// Where something happened; whatever of it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Place {
    /// Code of the port, in the edition's list of airports.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<String>,
    /// Code of the county.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub county: Option<String>,
    /// The flight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flight: Option<String>,
}

impl Place {
    /// At that port.
    pub fn port(code: impl Into<String>) -> Self {
        Self { port: Some(code.into()), ..Self::default() }
    }

    /// In that county.
    pub fn county(code: impl Into<String>) -> Self {
        Self { county: Some(code.into()), ..Self::default() }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case", deny_unknown_fields)]
pub enum What {
    /// Went on board.
    Boarded,
    /// Is not on board, whatever was said before.
    NotOnBoard,
    /// Missed the flight, by the traveller's word.
    MissedFlight,
    /// Will land elsewhere.
    Diverted {
        /// The other port.
        port: String,
    },
    /// Entered China. At `place.port`, or where the plan said.
    Landed,
    /// Is to be sampled before going on.
    ToBeSampled,
    /// A sample was taken.
    Sampled {
        /// The tube's barcode.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        tube: Option<String>,
        /// Why somebody with a green code was sampled: a word of a closed list, which is counted.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    /// What a test showed: a fact that codes rest on.
    Tested(OfficerTest),
    /// Left the counter for the home county, or stays.
    SentOn {
        /// How.
        mode: Mode,
        /// The batch, where several travel together.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        batch: Option<Uuid>,
    },
    /// Does not go along.
    Refused {
        /// A word of a closed list.
        reason: String,
    },
    /// The port has given the traveller to the county that is responsible.
    HandedOver,
    /// Goes to another county, if that one accepts.
    DestinationChanged {
        /// The other county.
        county: String,
    },
    /// A county takes over who was sent to it.
    Accepted {
        /// That county.
        county: String,
    },
    /// A county does not take over who was sent to it; the one before stays responsible.
    Declined {
        /// That county.
        county: String,
        /// A word of a closed list.
        reason: String,
    },
    /// A county has met the traveller: at `place.county`, or the one that is responsible.
    Received,
    /// Observation begins.
    ObservationBegun {
        /// Its last day as planned.
        until: NaiveDate,
    },
    /// Observation is over: a fact that codes rest on.
    ObservationEnded {
        /// Its last day.
        on: NaiveDate,
    },
    /// The county has asked how the traveller is.
    FollowedUp {
        /// The day of the next time; none where this was the last.
        next: Option<NaiveDate>,
    },
    /// The traveller asks for a review of the code.
    AsksReview {
        /// Why.
        reason: ReviewReason,
        /// In their own words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// An officer has looked at the code again.
    ReviewDecided {
        /// The event that asked for it.
        asked: Uuid,
        /// The code is to be another.
        granted: bool,
        /// A word of a closed list: why.
        reason: String,
    },
    /// The traveller says that somebody has used this for something else.
    ReportsMisuse {
        /// In their own words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// The traveller does not come, and asks for help.
    StaysAbroad {
        /// In their own words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// An officer answers what the traveller asked for (help, or a look at a misuse), or another officer's word that needs a second.
    Answered {
        /// The event that asked for it.
        asked: Uuid,
        /// A word of a closed list.
        answer: String,
    },
    /// An officer writes to the traveller.
    Writes {
        /// A word of a closed list: the message `message-<this>`.
        message: String,
    },
    /// The traveller lets a phone in.
    LetsPhone {
        /// Of the phone's token.
        digest: TokenDigest,
        /// Whoever comes with it has to say the birth date, too.
        asks_birth: bool,
    },
    /// The traveller lets in no phone that was let in before.
    ShutsPhones,
    /// The event of that id was wrong. A revocation can be revoked too.
    Revokes {
        /// That event.
        event: Uuid,
    },
}

/// How somebody goes on from a port.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// On the bus of several counties.
    Bus,
    /// In the county's own car.
    CountysCar,
    /// By ambulance, to a hospital.
    Ambulance,
    /// Not yet: stays in the port's city.
    StaysHere,
    /// By themselves.
    OnTheirOwn,
}

impl What {
    /// What a traveller may say of their own way.
    pub fn is_for_travellers(&self) -> bool {
        matches!(
            self,
            Self::Boarded
                | Self::Landed
                | Self::MissedFlight
                | Self::AsksReview { .. }
                | Self::ReportsMisuse { .. }
                | Self::StaysAbroad { .. }
                | Self::LetsPhone { .. }
                | Self::ShutsPhones
                | Self::Revokes { .. }
        )
    }
}

impl Event {
    /// Whether an officer has said it.
    pub fn is_officers(&self) -> bool {
        matches!(self.by, Author::Officer { .. })
    }

    /// An officer gave the day of it alone, later: its hour is nobody's word.
    pub(super) fn is_of_a_day(&self) -> bool {
        let day = zhejiang_date(self.at);
        self.is_officers() && self.at == noon(day) && zhejiang_date(self.recorded_at) != day
    }

    /// The fact that it is for a code: an officer's word alone. The traveller's "I have landed" is none.
    pub fn fact(&self) -> Option<OfficerFact> {
        if !self.is_officers() {
            return None;
        }
        match &self.what {
            What::Landed => Some(OfficerFact::Landed { on: zhejiang_date(self.at) }),
            What::ObservationEnded { on } => Some(OfficerFact::ObservationEnded { on: *on }),
            What::Tested(test) => Some(OfficerFact::Tested(test.clone())),
            _ => None,
        }
    }

    /// Whether codes may be others for it. A review that was granted has the code assigned anew, and so has a second officer's word.
    pub fn bears_on_codes(&self) -> bool {
        let looks_again = match &self.what {
            What::Revokes { .. } | What::ReviewDecided { granted: true, .. } => true,
            What::Answered { answer, .. } => answer == CONFIRMED,
            _ => false,
        };
        self.fact().is_some() || self.is_officers() && looks_again
    }

    /// What is about one flight, before anybody has seen its landing.
    pub(super) fn is_of_a_journey(&self) -> bool {
        match self.what {
            What::Boarded | What::NotOnBoard | What::MissedFlight | What::Diverted { .. } => true,
            What::Landed => !self.is_officers(),
            _ => false,
        }
    }

    /// What a traveller says of their own way, and may take back.
    pub(crate) fn is_own_stage(&self) -> bool {
        !self.is_officers() && matches!(self.what, What::Boarded | What::Landed | What::MissedFlight)
    }

    /// The order in which things happened, whatever the order in which they came.
    pub(super) fn order(&self) -> (DateTime<Utc>, Uuid) {
        (self.at, self.id)
    }
}

/// The instant that stands for a day of which no hour is known: its noon in Zhejiang.
pub(crate) fn noon(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_was_given_later_has_no_hour() {
        let (day, recorded) = ("2026-12-09".parse().unwrap(), "2026-12-10T01:00:00Z".parse().unwrap());
        let landed = |author: Author, at: DateTime<Utc>| {
            let (id, place, device, needs_second) = (Uuid::nil(), Place::default(), None, false);
            Happening { id, at, by: author, place, device, needs_second, what: What::Landed }.taken(recorded)
        };
        let officer = || Author::Officer { id: "li".into(), role: Role::PortOfficer };
        assert!(landed(officer(), noon(day)).is_of_a_day(), "the day alone was said");
        let seen = "2026-12-09T00:35:00Z".parse().unwrap();
        assert!(!landed(officer(), seen).is_of_a_day(), "pressed at the counter, taken a day later");
        assert!(!landed(Author::Traveller, noon(day)).is_of_a_day(), "the traveller's word has its hour");
    }
}
