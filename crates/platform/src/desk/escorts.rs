//! The escort of a bus, who is no officer: a link that counts once gives their phone a token for this one bus, by which it sees how
//! many are aboard for which county, and no name, and says what happens on the way.

use chrono::{DateTime, Utc};
use platform_api::{Problem, ProblemCode};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::buses::{OfCounty, Said};
use super::{Desk, failed};
use crate::staff::Secret;
use crate::store::{Bus, Report};

/// What an escort can say, and whether somebody must look at once.
const WORDS: [(&str, bool); 9] = [
    ("headcount", false),
    ("departed", false),
    ("not-departed", false),
    ("delayed", false),
    ("arrived", false),
    ("incident-symptoms", true),
    ("incident-breakdown", true),
    ("incident-accident", true),
    ("incident-missing", true),
];
/// As much can be said of one bus.
const MOST: usize = 200;
/// People or minutes.
const LARGEST: u32 = 2000;

/// What an escort's page sends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EscortSays {
    /// Drawn by the page, so that what is sent twice is one word.
    id: Uuid,
    what: String,
    #[serde(default)]
    number: Option<u32>,
}

/// A bus as its escort sees it.
#[derive(Debug, Serialize)]
pub(crate) struct Escorted {
    plate: String,
    until: DateTime<Utc>,
    people: usize,
    counties: Vec<OfCounty>,
    reports: Vec<Said>,
}

impl Desk {
    /// Uses a link up, for a token.
    pub(crate) async fn claim_bus(&self, link: &str) -> Result<String, Problem> {
        let not_valid = || Problem::from(ProblemCode::LinkNotValid);
        let link = Secret::parse(link).ok_or_else(not_valid)?;
        let token = Secret::generate().map_err(|_| ProblemCode::Unavailable)?;
        let claimed =
            self.store.claim_bus(link.digest(), token.digest(), self.now()).await.map_err(failed)?;
        claimed.map(|_| token.text()).ok_or_else(not_valid)
    }

    /// The bus of that token.
    pub(crate) async fn escorted(&self, token: &str) -> Result<Escorted, Problem> {
        let bus = self.bus_of(token).await?;
        let aboard = self.aboard(bus.id).await?;
        let reports = self.store.reports(bus.id).await.map_err(failed)?;
        Ok(Escorted {
            plate: self.details(&bus)?.plate,
            until: bus.until,
            people: aboard.len(),
            counties: self.counties_aboard(&aboard).await?,
            reports: reports.iter().map(Said::from).collect(),
        })
    }

    /// Keeps what the escort says. A count that is not that of the list hurries: somebody is missing, or nobody's.
    pub(crate) async fn escort_says(&self, token: &str, says: &EscortSays) -> Result<Escorted, Problem> {
        let bus = self.bus_of(token).await?;
        let word = WORDS.iter().find(|(word, _)| *word == says.what).ok_or(ProblemCode::WordNotKnown)?;
        let counts = matches!(word.0, "headcount" | "departed");
        let needs_number = counts || word.0 == "delayed";
        if needs_number != says.number.is_some() || says.number.is_some_and(|number| number > LARGEST) {
            return Err(ProblemCode::BadRequest.into());
        }
        if self.store.reports(bus.id).await.map_err(failed)?.len() >= MOST {
            return Err(ProblemCode::TooManyRequests.into());
        }
        let people = self.aboard(bus.id).await?.len();
        let differs =
            counts && says.number.is_some_and(|number| usize::try_from(number).ok() != Some(people));
        let report = Report {
            bus: bus.id,
            id: says.id,
            at: self.now(),
            what: word.0.to_owned(),
            number: says.number,
            hurries: word.1 || differs,
            seen: None,
            ends: bus.details.ends,
        };
        self.store.report(report).await.map_err(failed)?;
        self.escorted(token).await
    }

    async fn bus_of(&self, token: &str) -> Result<Bus, Problem> {
        let token = Secret::parse(token).ok_or(ProblemCode::LinkNotValid)?;
        let bus = self.store.escorted(token.digest(), self.now()).await.map_err(failed)?;
        bus.ok_or_else(|| ProblemCode::LinkNotValid.into())
    }
}
