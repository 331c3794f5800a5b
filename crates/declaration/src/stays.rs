//! Stays, each seen among the others: what class it has, and which days lie in none of them. What nobody has said is not known
//! to be harmless.

use std::sync::Arc;

use cel::common::types::CelBool;
use chrono::{NaiveDate, TimeDelta};
use rulebook::shape::{Derived, Record};
use rulebook::vocabulary::{BY_SHIP, LEGS, MAINLAND, STAYS};
use rulebook::{Edition, Landmark, RiskClass};

use crate::derive::{Days, set};
use crate::tree::{Cell, NULL, RecordCell, Slot};

/// A night on the way, a long flight and the date line leave this much between two stays.
pub(crate) const ON_THE_WAY: TimeDelta = TimeDelta::days(2);

/// Fills in the class of each stay, and whether days beside it lie in no stay. Stays may stand in any order. Gives the first day of
/// the latest that is outside China.
pub(crate) fn judge(
    edition: &Edition,
    tree: &mut RecordCell<'_>,
    voyages: Vec<Voyage>,
    days: Days,
) -> Option<NaiveDate> {
    let at = edition.shape.position(STAYS)?;
    let slot = Arc::get_mut(&mut tree.slots).and_then(|slots| slots.get_mut(at));
    let Some(Slot { cell: Cell::List(list), .. }) = slot else { return None };
    let stays = Stays { spans: list.cells.iter().map(Span::of).collect(), voyages, days };
    for (number, cell) in Arc::get_mut(&mut list.cells).into_iter().flatten().enumerate() {
        let (Cell::Record(stay), Some(Some(span))) = (cell, stays.spans.get(number)) else { continue };
        if let Some(at) = derived(stay.shape, Derived::StayClass) {
            let class = span.country.as_deref().map(|country| stays.class(edition, span, country));
            set(stay, at, class.map_or(NULL, |class| Cell::text(class.name())));
        }
        if let Some(at) = derived(stay.shape, Derived::StayGap) {
            set(stay, at, Cell::Bool(CelBool::from(stays.follows_gap(span) || stays.ends_early(span))));
        }
    }
    stays.spans.iter().flatten().filter(|span| span.is_abroad()).filter_map(|span| span.since).max()
}

fn derived(stay: &Record, wanted: Derived) -> Option<usize> {
    stay.members.iter().position(|member| member.derived == Some(wanted))
}

struct Stays {
    spans: Vec<Option<Span>>,
    voyages: Vec<Voyage>,
    days: Days,
}

impl Stays {
    fn others<'a>(&'a self, span: &'a Span) -> impl Iterator<Item = &'a Span> {
        self.spans.iter().flatten().filter(move |other| !std::ptr::eq(*other, span))
    }

    /// The highest class of the days inside the window. Without a first day one was there before it; no day of a stay that ended
    /// before it counts.
    fn class(&self, edition: &Edition, span: &Span, country: &str) -> RiskClass {
        let since = span.since.map_or(self.days.window_starts_on, |day| day.max(self.days.window_starts_on));
        edition.risks.of_stay(country, since, self.last_day(span))
    }

    /// The last day of a stay. One that lasted until the journey began, or until so shortly before that nobody was elsewhere,
    /// lasted until the entry, whenever that was: who missed the flight is where they were, unless they say where they went: to
    /// another stay, or on board a ship for days. One that begins after the entry lasts until today. Of who came earlier than they
    /// had meant to, nothing lasted beyond the landing.
    fn last_day(&self, span: &Span) -> NaiveDate {
        let Days { today, departs_on, enters_on, was_to_enter_on, delay, .. } = self.days;
        if let Some(since) = span.since.filter(|since| *since > enters_on.max(was_to_enter_on)) {
            return span.until.unwrap_or(today).max(since);
        }
        if let Some(sailed) = self.voyages.iter().find(|voyage| voyage.ends(span)) {
            return sailed.departs_on;
        }
        let went_on = || {
            let later =
                |other: &Span| other.since.is_some_and(|since| span.since.is_none_or(|own| since > own));
            self.others(span).filter(|other| other.is_abroad()).any(later)
        };
        let ended_before =
            |until: NaiveDate| until.checked_add_signed(ON_THE_WAY).is_some_and(|way| way < departs_on);
        let last = match span.until {
            Some(until) if ended_before(until) || went_on() => until,
            until => until.map_or(enters_on, |until| until.max(enters_on)),
        };
        if delay < TimeDelta::zero() { last.min(enters_on) } else { last }
    }

    /// Whether more days than one spends on the way lie between a stay and whatever ended before, inside the window; before the
    /// first, from the beginning of the window, or from the traveller's birth in it.
    fn follows_gap(&self, span: &Span) -> bool {
        let Some(since) = span.since else { return false };
        let earlier = self.spans.iter().flatten().filter(|one| one.since.is_none_or(|begins| begins < since));
        // Without a last day one was there until the journey.
        match earlier.map(|one| one.until.unwrap_or(NaiveDate::MAX)).max() {
            None => self.leaves_out(self.days.born.unwrap_or(NaiveDate::MIN), since.min(self.days.enters_on)),
            Some(reached) => since <= self.days.enters_on && self.leaves_out(reached, since),
        }
    }

    /// Whether the last of the stays ends more days before the journey than one spends on the way.
    fn ends_early(&self, span: &Span) -> bool {
        let Some(until) = span.until else { return false };
        let last = self.others(span).all(|other| other.until.is_some_and(|other| other <= until));
        let departed = self.days.departs_on.checked_add_signed(self.days.delay);
        last && self.leaves_out(self.last_day(span), departed.unwrap_or(self.days.departs_on))
    }

    fn leaves_out(&self, reached: NaiveDate, next: NaiveDate) -> bool {
        let known = reached.max(self.days.window_starts_on).checked_add_signed(ON_THE_WAY);
        known.is_some_and(|known| next > known)
    }
}

/// A leg by ship to China that takes more days than one spends on the way otherwise: these days are at sea, in no country. Where a ship
/// goes elsewhere, nobody has said where its traveller was from then on.
pub(crate) struct Voyage {
    country: String,
    departs_on: NaiveDate,
}

impl Voyage {
    /// Whether a stay lasted until the ship left its country.
    fn ends(&self, span: &Span) -> bool {
        span.country.as_deref() == Some(&self.country)
            && span.since.is_none_or(|since| since <= self.departs_on)
            && span.until.is_none_or(|until| until == self.departs_on)
    }
}

/// Those that their traveller was on board of, with no later leg from abroad: whoever came back and left again was ashore in between.
///
/// A ship that was to leave when they declared ends nothing by leaving: it may have left without them. That they were on board
/// is known by their own word after it had left, or by a landing about when it was to arrive. Whoever said so before it was in
/// port may come late; who landed long after it was in port, and spoke only then, did not come by it.
pub(crate) fn voyages(edition: &Edition, tree: &RecordCell<'_>, days: Days) -> Vec<Voyage> {
    let legs: Vec<_> = edition
        .shape
        .position(LEGS)
        .and_then(|at| tree.slots.get(at))
        .into_iter()
        .flat_map(|legs| legs.cell.records())
        .filter_map(|leg| Leg::of(edition, leg))
        .collect();
    let ends_a_stay = |leg: &&Leg<'_>| {
        let on_the_way = |day: NaiveDate| day.checked_add_signed(ON_THE_WAY);
        let is_long = on_the_way(leg.departs_on).is_some_and(|way| leg.arrives_on > Some(way));
        let in_port = leg.arrives_on.and_then(on_the_way);
        let is_before = |day: NaiveDate| in_port.is_some_and(|in_port| day <= in_port);
        let has_left = leg.departs_on < days.declared_on;
        // Whatever is corrected after it was in port was said at sea all the same.
        let said_on = [days.declared_on, days.entry_said_on];
        let spoke_at_sea = || said_on.iter().any(|day| leg.departs_on < *day && is_before(*day));
        let on_board = match days.landed_on {
            Some(landed_on) => is_before(landed_on) || spoke_at_sea(),
            None => has_left,
        };
        let left_again = legs.iter().any(|other| other.from != MAINLAND && other.departs_on > leg.departs_on);
        leg.by_ship && is_long && on_board && leg.to == Some(MAINLAND) && !left_again
    };
    let voyage = |leg: &Leg<'_>| Voyage { country: leg.from.to_owned(), departs_on: leg.departs_on };
    legs.iter().filter(ends_a_stay).map(voyage).collect()
}

/// A leg whose beginning is known.
struct Leg<'a> {
    by_ship: bool,
    from: &'a str,
    to: Option<&'a str>,
    departs_on: NaiveDate,
    arrives_on: Option<NaiveDate>,
}

impl<'a> Leg<'a> {
    fn of(edition: &Edition, leg: &'a RecordCell<'_>) -> Option<Self> {
        let named = |name: &str| leg.slots.get(leg.shape.position(name)?).map(|slot| &slot.cell);
        let at = |landmark| named(edition.landmarks.member(landmark)?);
        Some(Self {
            by_ship: at(Landmark::LegMode).and_then(|mode| mode.as_text()) == Some(BY_SHIP),
            from: named("from_country")?.as_text()?,
            to: named("to_country").and_then(|country| country.as_text()),
            departs_on: at(Landmark::DepartsOn)?.as_date()?,
            arrives_on: at(Landmark::ArrivesOn).and_then(|day| day.as_date()),
        })
    }
}

/// The days of a stay; where one of them was not answered it lies open there.
struct Span {
    country: Option<String>,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
}

impl Span {
    fn is_abroad(&self) -> bool {
        self.country.as_deref().is_some_and(|country| country != MAINLAND)
    }

    fn of(cell: &Cell<'_>) -> Option<Self> {
        let Cell::Record(stay) = cell else { return None };
        let beside = |derived| stay.shape.members.iter().find(move |it| it.derived == Some(derived));
        let (class, gap) = (beside(Derived::StayClass), beside(Derived::StayGap)?);
        let day = |at: usize| stay.slots.get(*gap.beside.get(at)?)?.cell.as_date();
        let country = class.and_then(|class| stay.slots.get(*class.beside.first()?)?.cell.as_text());
        Some(Self { country: country.map(str::to_owned), since: day(0), until: day(1) })
    }
}
