//! Who may ride with whom. Putting people of other colours on one bus is asked about once more, and a minor is never parted from
//! whoever goes with them.

use chrono::{NaiveDate, TimeDelta};
use declaration::AtLandmarks;
use platform_api::{Problem, ProblemCode, Stage};
use rulebook::{Landmark, formats};
use uuid::Uuid;

use super::buses::{departed_at, sent_on};
use super::looking::Wanted;
use super::scope::Subject;
use super::{Desk, Officer, failed};
use crate::person;
use crate::way::Mode;

const OF_AGE: u32 = 18;

/// How somebody is to be sent on.
pub(super) struct SendsOn {
    pub(super) mode: Mode,
    pub(super) bus: Option<Uuid>,
    /// The officer was asked, and says so all the same.
    pub(super) mixes: bool,
}

impl Desk {
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
            self.write_down(officer, format!("mixed colours on bus {bus}")).await?;
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
