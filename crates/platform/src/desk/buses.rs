//! Buses from a port: plate, driver, escort, who is aboard. Putting people of other colours on one bus is asked about once more, and a
//! minor is never parted from whoever goes with them. The escort says the rest from their own phone (`escorts`).

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use declaration::AtLandmarks;
use platform_api::{Problem, ProblemCode, Stage};
use rulebook::lists::{AIRPORTS, DIVISIONS};
use rulebook::{Landmark, formats};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::looking::Wanted;
use super::person::{Named, Person, named};
use super::scope::Subject;
use super::{Desk, Officer, failed};
use crate::at_rest::Of;
use crate::person;
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
const OF_AGE: u32 = 18;

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

/// The escort's link.
#[derive(Debug, Serialize)]
pub(crate) struct BusLink {
    bus: Uuid,
    link: String,
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

/// How somebody is to be sent on.
pub(super) struct SendsOn {
    pub(super) mode: Mode,
    pub(super) bus: Option<Uuid>,
    /// The officer was asked, and says so all the same.
    pub(super) mixes: bool,
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
        let scope = &officer.account.scope;
        let mut ports = scope.ports();
        let only = ports.next().filter(|_| ports.next().is_none());
        let port = Some(new.port.trim()).filter(|port| scope.covers_port(port)).or(only);
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
        let note = self.note(format!("made bus {id}"), &officer.account);
        self.store.note_staff(officer.account.id, note).await.map_err(failed)?;
        Ok(BusLink { bus: id, link: format!("{}/desk/#bus={}", self.origin, secret.text()), ends_at: until })
    }

    /// Another link for the escort: the one before and the phone that it was opened on count no more.
    pub(crate) async fn link_bus(&self, officer: &Officer, id: Uuid) -> Result<BusLink, Problem> {
        self.own_bus(officer, id).await?;
        let secret = Secret::generate().map_err(|_| ProblemCode::Unavailable)?;
        let until = self.now() + UNDER_WAY;
        if !self.store.link_bus(id, secret.digest(), until).await.map_err(failed)? {
            return Err(ProblemCode::NobodyFound.into());
        }
        let note = self.note(format!("linked bus {id}"), &officer.account);
        self.store.note_staff(officer.account.id, note).await.map_err(failed)?;
        Ok(BusLink { bus: id, link: format!("{}/desk/#bus={}", self.origin, secret.text()), ends_at: until })
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

    async fn own_bus(&self, officer: &Officer, id: Uuid) -> Result<Bus, Problem> {
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

    async fn states(&self, aboard: &[(Uuid, Option<String>)]) -> Result<Vec<State>, Problem> {
        self.store.states(aboard.iter().map(|(declaration, _)| *declaration).collect()).await.map_err(failed)
    }

    /// Whether somebody may be sent on like this.
    pub(super) async fn may_send_on(
        &self,
        officer: &Officer,
        subject: &Subject,
        how: &SendsOn,
    ) -> Result<(), Problem> {
        let aboard = match how.bus {
            None => Vec::new(),
            Some(_) if how.mode != Mode::Bus => return Err(ProblemCode::BadRequest.into()),
            Some(id) => {
                let bus = self.own_bus(officer, id).await?;
                let has_left = departed_at(&self.store.reports(id).await.map_err(failed)?).is_some();
                if has_left || bus.until <= self.now() {
                    return Err(ProblemCode::NotNow.into());
                }
                self.aboard(id).await?
            }
        };
        let relatives = self.relatives(officer, subject).await?;
        // Those who are at the port still, or ride: not whoever lies in hospital, missed the flight or has not landed.
        let mut go_along = false;
        for relative in &relatives.all {
            let Some((way, events)) = self.core.way(*relative).await.map_err(failed)? else { continue };
            let sent = sent_on(&events);
            go_along |= way.stage == Stage::Landed
                && sent.is_none_or(|(mode, _)| !matches!(mode, Mode::Ambulance | Mode::StaysHere));
            let Some((mode, bus)) = sent else { continue };
            // Whoever lies in hospital or stays has to be left; and a car of one's own has no list.
            let rides = |mode: Mode| matches!(mode, Mode::Bus | Mode::CountysCar | Mode::OnTheirOwn);
            let by_bus = mode == Mode::Bus || how.mode == Mode::Bus;
            if by_bus && rides(mode) && rides(how.mode) && (mode, bus) != (how.mode, how.bus) {
                return Err(ProblemCode::MinorParted.into());
            }
        }
        let is_with = |it: &(Uuid, Option<String>)| relatives.all.contains(&it.0);
        let goes_with_them = aboard.iter().any(is_with);
        if how.bus.is_some() && relatives.is_minor && go_along && !goes_with_them {
            return Err(ProblemCode::MinorParted.into());
        }
        let own = self.colour(&subject.state);
        // Being of one family excuses the difference to the family, and to nobody else.
        let own_id = subject.state.declaration;
        let others: Vec<_> = aboard.iter().filter(|it| it.0 != own_id && !is_with(it)).cloned().collect();
        let mixes = self.states(&others).await?.iter().any(|state| self.colour(state) != own);
        if mixes && !how.mixes {
            return Err(ProblemCode::BusMixes.into());
        }
        if let Some(bus) = how.bus.filter(|_| mixes) {
            let note = self.note(format!("mixed colours on bus {bus}"), &officer.account);
            self.store.note_staff(officer.account.id, note).await.map_err(failed)?;
        }
        Ok(())
    }

    /// Those who go with a minor, or the minors who go with somebody, by what either has declared.
    async fn relatives(&self, officer: &Officer, subject: &Subject) -> Result<Relatives, Problem> {
        let declaration = subject.state.declaration;
        let Some((taken, answers)) = self.core.answers(declaration).await.map_err(failed)? else {
            return Ok(Relatives::default());
        };
        let today = self.today();
        let at = AtLandmarks::of(&taken.edition, &answers);
        let is_minor = is_minor(&at, today);
        let mut named = self.companions(&at).await?;
        if is_minor {
            // Whoever goes with a child may be the only one of the two who says so.
            let own = self.core.document_of(&taken, &answers);
            for other in self.on_that_flight(officer, subject).await? {
                let Some((taken, answers)) = self.core.answers(other).await.map_err(failed)? else {
                    continue;
                };
                let at = AtLandmarks::of(&taken.edition, &answers);
                if own.is_some() && self.documents(&at).contains(&own) {
                    named.push(other);
                }
            }
        }
        let mut all = Vec::new();
        for other in named.into_iter().filter(|other| *other != declaration) {
            if !self.is_of_one_journey(subject, other).await? {
                continue;
            }
            let Some((taken, answers)) = self.core.answers(other).await.map_err(failed)? else { continue };
            let at = AtLandmarks::of(&taken.edition, &answers);
            if self::is_minor(&at, today) != is_minor && !all.contains(&other) {
                all.push(other);
            }
        }
        Ok(Relatives { is_minor, all })
    }

    /// Whether somebody comes about when this one does: what they declared for an earlier journey parts nobody now.
    async fn is_of_one_journey(&self, subject: &Subject, other: Uuid) -> Result<bool, Problem> {
        let theirs = self.store.expected_at(other).await.map_err(failed)?;
        let days = subject.expected.as_ref().zip(theirs).map(|(own, theirs)| (own.day - theirs.day).abs());
        Ok(days.is_some_and(|days| days <= TimeDelta::days(2)))
    }

    pub(super) async fn companions(&self, at: &AtLandmarks<'_>) -> Result<Vec<Uuid>, Problem> {
        let mut found = Vec::new();
        for document in self.documents(at).into_iter().flatten() {
            let known = self.store.known(document).await.map_err(failed)?;
            found.extend(known.into_iter().map(|known| known.declaration));
        }
        Ok(found)
    }

    /// The documents of those who are said to come along.
    pub(super) fn documents(&self, at: &AtLandmarks<'_>) -> Vec<Option<[u8; 32]>> {
        let both = at.texts(Landmark::CompanionDocument).zip(at.texts(Landmark::CompanionBorn));
        both.map(|(number, born)| person::keyed(&self.core.store_keys, number?, born?)).collect()
    }

    async fn on_that_flight(&self, officer: &Officer, subject: &Subject) -> Result<Vec<Uuid>, Problem> {
        let Some(expected) = &subject.expected else { return Ok(Vec::new()) };
        let port = subject.way.port.clone().or_else(|| expected.port.clone());
        let wanted =
            Wanted { day: Some(expected.day), port, flight: expected.flight.clone(), ..Wanted::default() };
        match self.wanted(officer, &wanted).await {
            Ok(people) => Ok(people.into_iter().map(|it| it.declaration).collect()),
            Err(problem) if problem.is(ProblemCode::NobodyFound) => Ok(Vec::new()),
            Err(problem) => Err(problem),
        }
    }

    /// Remembers who was put on a bus.
    pub(super) async fn put_aboard(&self, subject: &Subject, bus: Uuid) -> Result<(), Problem> {
        let ends = subject.expected.as_ref().map_or(self.today() + KEPT, |expected| expected.ends);
        self.store.put_aboard(bus, subject.state.declaration, ends).await.map_err(failed)
    }
}

#[derive(Default)]
struct Relatives {
    is_minor: bool,
    all: Vec<Uuid>,
}

fn is_minor(at: &AtLandmarks<'_>, today: NaiveDate) -> bool {
    let born = at.text(Landmark::Born).and_then(formats::date);
    born.and_then(|born| today.years_since(born)).is_some_and(|years| years < OF_AGE)
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
