//! What is on an officer's first page: flights of the days around today, or days and townships; and who is overdue.
//! Counted by what stands in clear: nobody's answers are opened for it.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use platform_api::{Problem, Stage};
use rulebook::lists::{AIRPORTS, DIVISIONS};
use rulebook::{Colour, zhejiang_midnight};
use serde::Serialize;
use uuid::Uuid;

use super::person::{Named, Person, intends, named};
use super::{Desk, Officer, failed};
use crate::staff::{Role, Scope};
use crate::store::{Expected, Place, Responsible, State, UNDATED, Waits, Whose};

/// Days before today that are shown: whoever came then may be under way.
const BEFORE: TimeDelta = TimeDelta::days(3);
const AFTER: TimeDelta = TimeDelta::days(21);
/// The most of a list of those who are due.
const MOST_DUE: u32 = 200;

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
    /// Without a declaration.
    pub(crate) taken_in: u32,
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
    /// Whom something should have been done about by now.
    pub(crate) late: Vec<Person>,
    pub(crate) late_more: bool,
    /// Whom a county has to do something about today or tomorrow.
    pub(crate) due: Vec<Person>,
    pub(crate) due_more: bool,
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
        let (late, late_more) = self.due(officer, self.now()).await?;
        let (mut due, due_more) = match is_port {
            // Everybody on every flight would be due; a port works by its flights.
            true => (Vec::new(), false),
            false => self.due(officer, after_tomorrow(today)).await?,
        };
        due.retain(|person| !person.late);
        Ok(Groups { today, groups: shown, late, late_more, due, due_more })
    }

    /// Who is expected in the officer's scope, with how they stand.
    async fn all_expected(
        &self,
        officer: &Officer,
        today: NaiveDate,
    ) -> Result<Vec<Vec<(Expected, State, Option<Waits>)>>, Problem> {
        let scope = &officer.account.scope;
        let ports = scope.ports().map(|port| Place::Port(port.to_owned()));
        let counties = scope.stems().into_iter().map(|stem| Place::Counties(stem.to_owned()));
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
        counts.intend += u32::from(intends(state));
        counts.taken_in += u32::from(state.taken_in);
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

    /// Whom the officer's desks have to do something about before an instant, those that are due first in front; and whether there
    /// are more of them.
    async fn due(&self, officer: &Officer, before: DateTime<Utc>) -> Result<(Vec<Person>, bool), Problem> {
        let mut due = Vec::new();
        for whose in desks(&officer.account.scope) {
            let of = Responsible { whose, due_before: before, most: MOST_DUE + 1 };
            due.extend(self.store.ways(of).await.map_err(failed)?);
        }
        due.sort_by_key(|(declaration, waits)| (waits.due, *declaration));
        let most = usize::try_from(MOST_DUE).unwrap_or(usize::MAX);
        let has_more = due.len() > most;
        due.truncate(most);
        let mut people = Vec::with_capacity(due.len());
        for (declaration, _) in due {
            people.push((declaration, self.store.expected_at(declaration).await.map_err(failed)?));
        }
        let due = self.list(officer, people).await?;
        self.looked(officer, due.iter().map(|person| person.declaration).collect(), "looked list").await?;
        Ok((due, has_more))
    }
}

/// After what is due by the end of tomorrow, which is the midnight itself.
fn after_tomorrow(today: NaiveDate) -> DateTime<Utc> {
    zhejiang_midnight(today + TimeDelta::days(2)) + TimeDelta::milliseconds(1)
}

/// The desks that a scope answers for.
fn desks(scope: &Scope) -> Vec<Whose> {
    let ports = scope.ports().map(|port| Whose::Of(platform_api::Desk::Port(port.to_owned())));
    let counties = scope.stems().into_iter().map(|stem| Whose::Counties(stem.to_owned()));
    let province = scope.covers_the_province().then_some(Whose::Of(platform_api::Desk::Province));
    ports.chain(counties).chain(province).collect()
}
