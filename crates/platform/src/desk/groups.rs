//! What is on an officer's first page: flights of the days around today, or days and townships; and who is overdue.
//! Counted by what stands in clear: nobody's answers are opened for it.

use std::collections::{BTreeMap, HashMap};

use chrono::{NaiveDate, TimeDelta};
use platform_api::{Problem, Stage};
use rulebook::Colour;
use rulebook::lists::{AIRPORTS, DIVISIONS};
use serde::Serialize;
use uuid::Uuid;

use super::person::{Named, Person, named};
use super::{Desk, Officer, failed};
use crate::staff::{Role, stem};
use crate::store::{Expected, Place, Responsible, State, UNDATED, Waits};

/// Days before today that are shown: whoever came then may be under way.
const BEFORE: TimeDelta = TimeDelta::days(3);
const AFTER: TimeDelta = TimeDelta::days(21);
/// The most of a list of the overdue.
const MOST_LATE: u32 = 100;

/// A flight of a day at a port, or a day in a township.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Group {
    pub(crate) day: Option<NaiveDate>,
    pub(crate) port: Option<Named>,
    pub(crate) flight: Option<String>,
    pub(crate) county: Option<Named>,
    pub(crate) township: Option<Named>,
    #[serde(flatten)]
    pub(crate) counts: Counts,
    pub(crate) closed: bool,
}

/// How many of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Counts {
    pub(crate) people: u32,
    pub(crate) intend: u32,
    pub(crate) boarded: u32,
    pub(crate) landed: u32,
    pub(crate) handed_over: u32,
    pub(crate) received: u32,
    /// The day of the landing is over, and nobody has seen them.
    pub(crate) missing: u32,
    pub(crate) late: u32,
    pub(crate) green: u32,
    pub(crate) yellow: u32,
    pub(crate) orange: u32,
}

/// The first page.
#[derive(Debug, Serialize)]
pub(crate) struct Groups {
    pub(crate) today: NaiveDate,
    pub(crate) groups: Vec<Group>,
    pub(crate) late: Vec<Person>,
}

type Key = (NaiveDate, Option<String>, Option<String>, Option<String>, Option<String>);

impl Desk {
    /// The first page of an officer who has lists.
    pub(crate) async fn groups(&self, officer: &Officer) -> Result<Groups, Problem> {
        let (today, is_port) = (self.today(), officer.account.role == Role::PortOfficer);
        let mut groups: BTreeMap<Key, Counts> = BTreeMap::new();
        for expected in self.all_expected(officer, today).await? {
            for (expected, state, waits) in expected {
                let key = if is_port {
                    (expected.day, expected.port.clone(), expected.flight.clone(), None, None)
                } else {
                    (expected.day, None, None, expected.county.clone(), expected.township.clone())
                };
                self.count(groups.entry(key).or_default(), &expected, &state, waits.as_ref(), today);
            }
        }
        let rules = self.core.rules();
        let edition = rules.current(today).map(|taken| &*taken.edition);
        let mut shown = Vec::with_capacity(groups.len());
        for ((day, port, flight, county, township), counts) in groups {
            let closed = match (&port, &flight) {
                (Some(port), Some(flight)) => self.is_closed(port, day, flight).await?,
                _ => false,
            };
            let name = |list, code: Option<String>| code.map(|code| named(edition, list, &code));
            shown.push(Group {
                day: (day != UNDATED).then_some(day),
                port: name(AIRPORTS, port),
                flight,
                county: name(DIVISIONS, county),
                township: name(DIVISIONS, township),
                counts,
                closed,
            });
        }
        Ok(Groups { today, groups: shown, late: self.late(officer).await? })
    }

    /// Who is expected in the officer's scope, with how they stand.
    async fn all_expected(
        &self,
        officer: &Officer,
        today: NaiveDate,
    ) -> Result<Vec<Vec<(Expected, State, Option<Waits>)>>, Problem> {
        let scope = &officer.account.scope;
        let ports = scope.ports().map(|port| Place::Port(port.to_owned()));
        let counties =
            scope.places().map(|place| Place::Counties(stem(place.get(..6).unwrap_or(place)).to_owned()));
        let mut all = Vec::new();
        for place in ports.chain(counties) {
            let mut expected = Vec::new();
            for (from, until) in [(today - BEFORE, today + AFTER), (UNDATED, UNDATED)] {
                expected.extend(self.store.expected(place.clone(), from, until).await.map_err(failed)?);
            }
            if matches!(place, Place::Counties(_)) {
                let place = |it: &Expected| it.township.clone().or_else(|| it.county.clone());
                expected.retain(|it| place(it).is_some_and(|place| scope.covers_place(&place)));
            }
            let ids: Vec<Uuid> = expected.iter().map(|it| it.declaration).collect();
            let states = self.store.states(ids.clone()).await.map_err(failed)?;
            let mut states: HashMap<_, _> = states.into_iter().map(|it| (it.declaration, it)).collect();
            let waits = self.store.waits(ids).await.map_err(failed)?;
            let mut waits: HashMap<_, _> = waits.into_iter().collect();
            let known = expected.into_iter().filter_map(|expected| {
                let state = states.remove(&expected.declaration)?;
                let waits = waits.remove(&expected.declaration);
                Some((expected, state, waits))
            });
            all.push(known.collect());
        }
        Ok(all)
    }

    fn count(
        &self,
        counts: &mut Counts,
        expected: &Expected,
        state: &State,
        waits: Option<&Waits>,
        today: NaiveDate,
    ) {
        counts.people += 1;
        counts.intend += u32::from(state.edition.is_some() && state.rule.is_none());
        let stage = waits.map(|waits| waits.stage.as_str()).unwrap_or_default();
        counts.boarded += u32::from(stage == Stage::Boarded.name());
        counts.landed += u32::from(stage == Stage::Landed.name());
        counts.handed_over += u32::from(stage == Stage::HandedOver.name());
        counts.received += u32::from(stage == Stage::Received.name());
        let is_met = [Stage::Landed, Stage::HandedOver, Stage::Received].iter().any(|it| it.name() == stage);
        counts.missing += u32::from(!is_met && expected.day < today);
        counts.late += u32::from(waits.and_then(|waits| waits.due).is_some_and(|due| due < self.now()));
        match self.colour(state) {
            Some(Colour::Green) => counts.green += 1,
            Some(Colour::Yellow) => counts.yellow += 1,
            Some(Colour::Orange) => counts.orange += 1,
            None => {}
        }
    }

    /// Whom a desk in the officer's scope should have done something about by now.
    async fn late(&self, officer: &Officer) -> Result<Vec<Person>, Problem> {
        let of = Responsible { desk: None, due_before: Some(self.now()), most: MOST_LATE };
        let overdue = self.store.ways(of).await.map_err(failed)?;
        let scope = &officer.account.scope;
        let is_ours = |desk: &str| match desk.split_once(':') {
            Some(("port", port)) => scope.covers_port(port),
            Some(("county", county)) => scope.covers_place(county),
            _ => false,
        };
        let mut expected = Vec::new();
        for (declaration, _) in overdue.iter().filter(|(_, waits)| is_ours(&waits.desk)) {
            expected.extend(self.store.expected_at(*declaration).await.map_err(failed)?);
        }
        let late = self.list(officer, expected).await?;
        self.looked(officer, late.iter().map(|person| person.declaration).collect(), "looked list").await?;
        Ok(late)
    }
}
