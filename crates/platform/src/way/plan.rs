//! What a declaration says of the arrival: where it is waited for, and when.

use chrono::{DateTime, Utc};
use declaration::{AtLandmarks, Boarding, arrival};
use rulebook::{Edition, Landmark};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a declaration says of the arrival.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Plan {
    /// Code of the port of entry.
    pub port: Option<String>,
    /// Code of the county that receives.
    pub county: Option<String>,
    /// The flight that enters China.
    pub flight: Option<String>,
    /// Its departure; where only the day is known, the end of that day.
    pub departs: Option<DateTime<Utc>>,
    /// Its arrival; where only the day is known, the end of that day.
    pub arrives: Option<DateTime<Utc>>,
}

impl Plan {
    /// By these answers.
    pub(crate) fn of(edition: &Edition, answers: &Value) -> Self {
        let at = AtLandmarks::of(edition, answers);
        let entering = at.entering_leg(edition);
        let of_leg = |landmark| at.texts(landmark).nth(entering?).flatten().map(str::to_owned);
        Self {
            port: of_leg(Landmark::LegTo),
            county: at.text(Landmark::County).map(str::to_owned),
            flight: of_leg(Landmark::Flight),
            departs: Boarding::of(edition, answers).map(|boarding| boarding.at),
            arrives: arrival(edition, answers),
        }
    }
}
