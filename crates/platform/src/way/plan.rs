//! What a declaration says of the arrival: where it is waited for, and when.

use chrono::{DateTime, NaiveDate, Utc};
use declaration::{Arrival, AtLandmarks, Boarding};
use platform_api::Stage;
use rulebook::{Edition, Landmark};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Way;

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
    /// The day of its arrival, where no hour of it is known.
    pub arrives_on: Option<NaiveDate>,
    /// Since when this journey is declared, where another one was declared before.
    pub journey_since: Option<DateTime<Utc>>,
    /// Other counties that were declared after the landing was seen, in the order in which they were.
    pub moves: Vec<Move>,
}

/// Another county that somebody who has landed declares: it is asked to take over, and the one before stays responsible until it has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Move {
    /// That county.
    pub county: String,
    /// When it was declared.
    pub at: DateTime<Utc>,
}

impl Plan {
    /// By these answers.
    pub(crate) fn of(edition: &Edition, answers: &Value) -> Self {
        let at = AtLandmarks::of(edition, answers);
        let entering = at.entering_leg(edition);
        let arrival = Arrival::of(edition, answers);
        let of_leg = |landmark| at.texts(landmark).nth(entering?).flatten().map(str::to_owned);
        Self {
            port: of_leg(Landmark::LegTo),
            county: at.text(Landmark::County).map(str::to_owned),
            flight: of_leg(Landmark::Flight),
            departs: Boarding::of(edition, answers).map(|boarding| boarding.at),
            arrives: arrival.map(|arrival| arrival.at),
            arrives_on: arrival.filter(|arrival| !arrival.timed).map(|arrival| arrival.day),
            journey_since: None,
            moves: Vec::new(),
        }
    }

    /// What is to be gone by from now on, where another plan was gone by before. A landing that an officer has seen was at that port,
    /// on the way to that county: a correction changes neither, and another county is asked. Before a landing another journey begins
    /// anew: nobody has missed or boarded it yet.
    pub(crate) fn after(self, before: Option<(Self, &Way)>, now: DateTime<Utc>) -> Self {
        let Some((before, way)) = before else { return Self { journey_since: Some(now), ..self } };
        let is_landing_seen = way.seen.iter().any(|seen| seen.stage >= Stage::Landed && seen.by.is_some());
        if is_landing_seen {
            let mut kept = before;
            // Held against what was declared last, not against who is responsible now: who corrects a telephone number asks nobody.
            let declared = kept.moves.last().map(|last| &last.county).or(kept.county.as_ref());
            let other = self.county.filter(|county| Some(county) != declared);
            kept.moves.extend(other.map(|county| Move { county, at: now }));
            return kept;
        }
        let journey = |plan: &Self| (plan.port.clone(), plan.flight.clone(), plan.departs);
        let journey_since = if journey(&self) == journey(&before) { before.journey_since } else { Some(now) };
        Self { journey_since, ..self }
    }
}
