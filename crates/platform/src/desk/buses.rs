//! Buses from a port: plate, driver, escort, who is aboard. Who may ride with whom is said in `riding`; the escort says the rest from
//! their own phone (`escorts`).

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use platform_api::{Problem, ProblemCode};
use rulebook::lists::{AIRPORTS, DIVISIONS};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::person::{Named, Person, named};
use super::scope::Subject;
use super::{Desk, Officer, failed};
use crate::at_rest::Of;
use crate::staff::Secret;
use crate::store::{BUS, Bus, Report, State};
use crate::way::{Event, Mode, What, standing};

/// A bus is under way no longer; its link and its escort's phone count as long.
const UNDER_WAY: TimeDelta = TimeDelta::hours(30);
/// Buses that are shown.
const SHOWN: TimeDelta = TimeDelta::days(3);
/// What is known of a bus is kept as long as its people's events.
const KEPT: TimeDelta = TimeDelta::days(30);
const LONGEST: usize = 60;

/// A bus as the page sends it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewBus {
    plate: String,
    #[serde(default)]
    driver: String,
    #[serde(default)]
    escort: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    port: String,
}

/// What is sealed of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Details {
    pub(super) plate: String,
    driver: String,
    escort: String,
    phone: String,
}

/// A QR code as one SVG path over `size` × `size` modules.
#[derive(Debug, Serialize)]
struct Drawing {
    size: u32,
    path: String,
}

/// The escort's link.
#[derive(Debug, Serialize)]
pub(crate) struct BusLink {
    bus: Uuid,
    link: String,
    /// The link for the camera of the escort's phone.
    qr: Drawing,
    ends_at: DateTime<Utc>,
}

/// A bus as it is shown.
#[derive(Debug, Serialize)]
pub(crate) struct ShownBus {
    id: Uuid,
    port: Named,
    #[serde(flatten)]
    details: Details,
    made_at: DateTime<Utc>,
    /// It is under way no longer after that.
    until: DateTime<Utc>,
    departed_at: Option<DateTime<Utc>>,
    /// The escort has opened the link.
    escorted: bool,
    people: usize,
    colours: BTreeMap<&'static str, usize>,
    counties: Vec<OfCounty>,
    reports: Vec<Said>,
    /// In full, of one that was asked for.
    aboard: Vec<Person>,
}

#[derive(Debug, Serialize)]
pub(super) struct OfCounty {
    #[serde(flatten)]
    county: Named,
    people: usize,
}

/// What an escort has said.
#[derive(Debug, Serialize)]
pub(super) struct Said {
    at: DateTime<Utc>,
    what: String,
    number: Option<u32>,
    hurries: bool,
    seen: bool,
}

impl From<&Report> for Said {
    fn from(report: &Report) -> Self {
        let (what, seen) = (report.what.clone(), report.seen.is_some());
        Self { at: report.at, what, number: report.number, hurries: report.hurries, seen }
    }
}

impl Desk {
    /// Makes a bus with a link for its escort.
    pub(crate) async fn add_bus(&self, officer: &Officer, new: &NewBus) -> Result<BusLink, Problem> {
        let texts = [&new.plate, &new.driver, &new.escort, &new.phone].map(|text| text.trim().to_owned());
        let [plate, driver, escort, phone] = texts;
        let fits = [&plate, &driver, &escort, &phone].iter().all(|text| text.chars().count() <= LONGEST);
        if plate.is_empty() || !fits {
            return Err(ProblemCode::BadRequest.into());
        }
        let port = officer.account.scope.port_meant(&new.port);
        let port = port.ok_or(ProblemCode::WordNotKnown)?.to_owned();
        let (id, now, today) = (Uuid::now_v7(), self.now(), self.today());
        let details = Details { plate, driver, escort, phone };
        let plain = serde_json::to_vec(&details).map_err(|_| ProblemCode::Internal)?;
        let of = Of { declaration: id, revision: 0 };
        let sealed = self.core.at_rest.seal(of, BUS, today + KEPT, &plain, today);
        let details = sealed.map_err(|error| failed(error.into()))?;
        let secret = Secret::generate().map_err(|_| ProblemCode::Unavailable)?;
        let until = now + UNDER_WAY;
        let bus = Bus { id, port, made_at: now, link: Some(secret.digest()), until, details };
        self.store.add_bus(bus).await.map_err(failed)?;
        self.write_down(officer, format!("made bus {id}")).await?;
        self.bus_link(id, &secret, until)
    }

    /// Another link for the escort: the one before and the phone that it was opened on count no more.
    pub(crate) async fn link_bus(&self, officer: &Officer, id: Uuid) -> Result<BusLink, Problem> {
        self.own_bus(officer, id).await?;
        let secret = Secret::generate().map_err(|_| ProblemCode::Unavailable)?;
        let until = self.now() + UNDER_WAY;
        if !self.store.link_bus(id, secret.digest(), until).await.map_err(failed)? {
            return Err(ProblemCode::NobodyFound.into());
        }
        self.write_down(officer, format!("linked bus {id}")).await?;
        self.bus_link(id, &secret, until)
    }

    fn bus_link(&self, bus: Uuid, secret: &Secret, ends_at: DateTime<Utc>) -> Result<BusLink, Problem> {
        let link = format!("{}/desk/#bus={}", self.origin, secret.text());
        let drawn = health_code::qr(&link).map_err(|_| ProblemCode::Internal)?;
        Ok(BusLink { bus, link, qr: Drawing { size: drawn.size, path: drawn.path }, ends_at })
    }

    /// The buses of an officer's ports, newest first.
    pub(crate) async fn buses(&self, officer: &Officer) -> Result<Vec<ShownBus>, Problem> {
        let mut shown = Vec::new();
        let ports: Vec<String> = officer.account.scope.ports().map(str::to_owned).collect();
        for port in ports {
            for bus in self.store.buses(port, self.now() - SHOWN).await.map_err(failed)? {
                shown.push(self.shown_bus(&bus).await?);
            }
        }
        Ok(shown)
    }

    /// One of them, with who is aboard.
    pub(crate) async fn bus(&self, officer: &Officer, id: Uuid) -> Result<ShownBus, Problem> {
        let bus = self.own_bus(officer, id).await?;
        let mut people = Vec::new();
        for (declaration, _) in self.aboard(id).await? {
            people.push((declaration, self.store.expected_at(declaration).await.map_err(failed)?));
        }
        let aboard = self.list(officer, people).await?;
        self.looked(officer, aboard.iter().map(|person| person.declaration).collect(), "looked list").await?;
        Ok(ShownBus { aboard, ..self.shown_bus(&bus).await? })
    }

    pub(super) async fn own_bus(&self, officer: &Officer, id: Uuid) -> Result<Bus, Problem> {
        let bus = self.store.bus(id).await.map_err(failed)?;
        let own = bus.filter(|bus| officer.account.scope.covers_port(&bus.port));
        own.ok_or_else(|| ProblemCode::NobodyFound.into())
    }

    async fn shown_bus(&self, bus: &Bus) -> Result<ShownBus, Problem> {
        let aboard = self.aboard(bus.id).await?;
        let states = self.states(&aboard).await?;
        let mut colours = BTreeMap::new();
        for state in &states {
            *colours.entry(self.colour(state).map_or("none", |colour| colour.name())).or_default() += 1;
        }
        let reports = self.store.reports(bus.id).await.map_err(failed)?;
        let rules = self.core.rules();
        let edition = rules.current(self.today()).map(|taken| &*taken.edition);
        Ok(ShownBus {
            id: bus.id,
            port: named(edition, AIRPORTS, &bus.port),
            details: self.details(bus)?,
            made_at: bus.made_at,
            until: bus.until,
            departed_at: departed_at(&reports),
            escorted: bus.link.is_none(),
            people: aboard.len(),
            colours,
            counties: self.counties_aboard(&aboard).await?,
            reports: reports.iter().map(Said::from).collect(),
            aboard: Vec::new(),
        })
    }

    pub(super) fn details(&self, bus: &Bus) -> Result<Details, Problem> {
        let of = Of { declaration: bus.id, revision: 0 };
        let plain =
            self.core.at_rest.open(of, &bus.details, self.today()).map_err(|error| failed(error.into()))?;
        Ok(plain.and_then(|plain| serde_json::from_slice(&plain).ok()).unwrap_or_default())
    }

    /// Who is aboard now, with the county that each goes to: whose last word of being sent on names this bus.
    pub(super) async fn aboard(&self, bus: Uuid) -> Result<Vec<(Uuid, Option<String>)>, Problem> {
        let mut aboard = Vec::new();
        for declaration in self.store.aboard(bus).await.map_err(failed)? {
            let declaration = self.now_known_as(declaration).await?;
            let Some((way, events)) = self.core.way(declaration).await.map_err(failed)? else { continue };
            if sent_on(&events).is_some_and(|(_, batch)| batch == Some(bus)) {
                aboard.push((declaration, way.county));
            }
        }
        Ok(aboard)
    }

    pub(super) async fn counties_aboard(
        &self,
        aboard: &[(Uuid, Option<String>)],
    ) -> Result<Vec<OfCounty>, Problem> {
        let rules = self.core.rules();
        let edition = rules.current(self.today()).map(|taken| &*taken.edition);
        let mut counties: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, county) in aboard {
            *counties.entry(county.as_deref().unwrap_or_default()).or_default() += 1;
        }
        let of = |(code, people): (&str, usize)| OfCounty { county: named(edition, DIVISIONS, code), people };
        Ok(counties.into_iter().map(of).collect())
    }

    pub(super) async fn states(&self, aboard: &[(Uuid, Option<String>)]) -> Result<Vec<State>, Problem> {
        self.store.states(aboard.iter().map(|(declaration, _)| *declaration).collect()).await.map_err(failed)
    }

    /// Remembers who was put on a bus.
    pub(super) async fn put_aboard(&self, subject: &Subject, bus: Uuid) -> Result<(), Problem> {
        let ends = subject.expected.as_ref().map_or(self.today() + KEPT, |expected| expected.ends);
        self.store.put_aboard(bus, subject.state.declaration, ends).await.map_err(failed)
    }
}

/// When a bus has left, by what its escort has said last of that.
pub(super) fn departed_at(reports: &[Report]) -> Option<DateTime<Utc>> {
    let said = reports.iter().rev().find(|it| matches!(it.what.as_str(), "departed" | "not-departed"))?;
    (said.what == "departed").then_some(said.at)
}

/// How somebody was sent on last, as far as it stands.
pub(super) fn sent_on(events: &[Event]) -> Option<(Mode, Option<Uuid>)> {
    standing(events).into_iter().rev().find_map(|event| match &event.what {
        What::SentOn { mode, batch } => Some((*mode, *batch)),
        _ => None,
    })
}
