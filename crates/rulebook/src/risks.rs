//! `risks.json`: places and flights by risk class, each with dates and source.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::flight;

/// Risk class of a place or flight on given days; classes rise in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RiskClass {
    /// Not on the list.
    None,
    /// Above the ordinary.
    Elevated,
    /// The class that colours a code orange in edition 1.
    Severe,
}

impl RiskClass {
    /// All names, as options of the derived members that hold a class.
    pub(crate) fn names() -> Vec<String> {
        [Self::None, Self::Elevated, Self::Severe].map(|class| class.name().to_owned()).to_vec()
    }

    /// The name as in expressions.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Elevated => "elevated",
            Self::Severe => "severe",
        }
    }
}

/// The file `risks.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Risks {
    /// Countries and regions.
    pub places: Vec<RiskPlace>,
    /// Single flights with known cases.
    pub flights: Vec<RiskFlight>,
}

/// A country in a class for some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskPlace {
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// Its class.
    pub class: RiskClass,
    /// First day.
    pub since: NaiveDate,
    /// Last day; none while it lasts.
    pub until: Option<NaiveDate>,
    /// The notice.
    pub source: String,
}

/// A flight in a class on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskFlight {
    /// Flight number without spaces.
    pub flight: String,
    /// Day of departure.
    pub on: NaiveDate,
    /// Its class.
    pub class: RiskClass,
    /// The notice.
    pub source: String,
}

impl Risks {
    /// The highest class of `country` on any day from `since` to `until`; none where that is no day.
    pub fn of_stay(&self, country: &str, since: NaiveDate, until: NaiveDate) -> RiskClass {
        let is_a_day = since <= until;
        self.places
            .iter()
            .filter(|place| is_a_day && place.country == country)
            .filter(|place| place.since <= until && place.until.is_none_or(|last| last >= since))
            .map(|place| place.class)
            .max()
            .unwrap_or(RiskClass::None)
    }

    /// The class of a flight by number, however it is written, and day of departure.
    pub fn of_flight(&self, flight: &str, on: NaiveDate) -> RiskClass {
        let wanted = flight::canonical(flight);
        self.flights
            .iter()
            .filter(|listed| {
                listed.on == on && wanted.is_some() && flight::canonical(&listed.flight) == wanted
            })
            .map(|listed| listed.class)
            .max()
            .unwrap_or(RiskClass::None)
    }
}
