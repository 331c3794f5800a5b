//! What stands beside the typed answers: instants of legs, classes of stays, ages, the journey.

use cel::common::types::{CelBool, CelTimestamp};
use chrono::{DateTime, Datelike, FixedOffset, LocalResult, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use rulebook::lists::AIRPORTS;
use rulebook::shape::{Derived, Kind, Member};
use rulebook::vocabulary::{LEGS, MAINLAND};
use rulebook::{Edition, Landmark, Record, RiskClass, Step, formats};
use std::sync::Arc;

use crate::extent::{Extent, Marks};
use crate::officer::is_of_an_earlier_entry;
use crate::stays::{self, ON_THE_WAY};
use crate::tree::{Cell, NULL, RecordCell, Slot};

/// The days on which an evaluation stands.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    pub(crate) today: NaiveDate,
    /// The day on which the answers were given.
    pub(crate) declared_on: NaiveDate,
    /// The day on which the entry that they name was first said.
    pub(crate) entry_said_on: NaiveDate,
    /// The day on which an officer saw a landing.
    pub(crate) landed_on: Option<NaiveDate>,
}

/// What answers say of the entry that officers' words are of.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    /// The landing, where an officer has seen it.
    pub(crate) landed_on: Option<NaiveDate>,
    /// The first day of the latest stay outside China that names one.
    pub(crate) abroad_since: Option<NaiveDate>,
}

/// Fills in the derived members of a tree and gives `journey`.
pub(crate) fn derive<'a>(
    edition: &'a Edition,
    tree: &mut RecordCell<'a>,
    known: Known,
    extent: &Extent,
) -> (RecordCell<'a>, Entry) {
    let marks = extent.marks.as_ref();
    // The journey stands on the legs' countries; ages and classes stand on the journey.
    fill(edition, tree, None, marks);
    let (journey, mut days) = journey(edition, tree, known);
    let voyages = stays::voyages(edition, tree, days);
    if !voyages.is_empty() {
        days.delay = TimeDelta::zero(); // a ship that is late left on its day
    }
    fill(edition, tree, Some(days), marks);
    pass_through(edition, tree);
    let abroad_since = stays::judge(edition, tree, voyages, days);
    (journey, Entry { landed_on: days.landed_on, abroad_since })
}

/// Who only changes planes has not been there: a leg that leaves the country within a day of entering it is of no class, however
/// many flights inside that country lie between. Who set out from it was there.
fn pass_through(edition: &Edition, tree: &mut RecordCell<'_>) {
    let Some(at) = edition.shape.position(LEGS) else { return };
    let slot = Arc::get_mut(&mut tree.slots).and_then(|slots| slots.get_mut(at));
    let Some(Slot { cell: Cell::List(list), .. }) = slot else { return };
    let at_risk = |leg: &RecordCell<'_>| {
        let class = leg.shape.position("from_class").and_then(|at| leg.slots.get(at));
        class.and_then(|slot| slot.cell.as_text()).is_some_and(|class| class != RiskClass::None.name())
    };
    // Nearly nobody leaves from a place on the list, and this runs with every key.
    if !list.cells.iter().any(|cell| matches!(cell, Cell::Record(leg) if at_risk(leg))) {
        return;
    }
    let mut entered: Option<Reached> = None;
    for cell in Arc::get_mut(&mut list.cells).into_iter().flatten() {
        let Cell::Record(leg) = cell else { continue };
        let shape = leg.shape;
        let of = |name: &str| leg.slots.get(shape.position(name)?).map(|slot| &slot.cell);
        let instant = |name| if let Some(Cell::Instant(at)) = of(name) { Some(*at.inner()) } else { None };
        let country = |name| of(name).and_then(Cell::as_text).map(str::to_owned);
        let day = |landmark| of_landmark(edition, leg, landmark);
        let passes = entered.as_ref().is_some_and(|reached| {
            country("from_country").as_ref() == Some(&reached.country)
                && match (reached.at, instant("departs")) {
                    (Some(arrived), Some(departs)) => {
                        (TimeDelta::zero()..TimeDelta::days(1)).contains(&(departs - arrived))
                    }
                    // A coach over the border has no times: who goes on the same day has not stayed either.
                    _ => reached.on.is_some() && reached.on == day(Landmark::DepartsOn),
                }
        });
        let (from, to) = (country("from_country"), country("to_country"));
        let is_inner = from.is_some() && from == to;
        // Whoever goes on inside a country entered it when they did, or set out from it.
        if !is_inner || entered.as_ref().map(|reached| &reached.country) != from.as_ref() {
            entered = to.filter(|_| !is_inner).map(|country| Reached {
                country,
                at: instant("arrives"),
                on: day(Landmark::ArrivesOn),
            });
        }
        if let Some(at) = shape.position("from_class").filter(|_| passes && at_risk(leg)) {
            set(leg, at, Cell::text(RiskClass::None.name()));
        }
    }
}

/// The country that a leg before has entered, and when, as far as it is known.
struct Reached {
    country: String,
    at: Option<DateTime<FixedOffset>>,
    on: Option<NaiveDate>,
}

/// The day that a leg has at a landmark.
fn of_landmark(edition: &Edition, leg: &RecordCell<'_>, landmark: Landmark) -> Option<NaiveDate> {
    let at = leg.shape.position(edition.landmarks.member(landmark)?)?;
    leg.slots.get(at)?.cell.as_date()
}

/// Days that derived values stand on.
#[derive(Clone, Copy)]
pub(crate) struct Days {
    age_on: NaiveDate,
    pub(crate) today: NaiveDate,
    pub(crate) declared_on: NaiveDate,
    pub(crate) entry_said_on: NaiveDate,
    pub(crate) departs_on: NaiveDate,
    pub(crate) enters_on: NaiveDate,
    /// The day of the entry by the answers alone, where they name one.
    pub(crate) was_to_enter_on: NaiveDate,
    /// The landing of this entry, where an officer has seen it.
    pub(crate) landed_on: Option<NaiveDate>,
    /// How much later or earlier than declared it was, where that is more than one spends on the way: so was all that lay before.
    pub(crate) delay: TimeDelta,
    pub(crate) window_starts_on: NaiveDate,
    /// The traveller's day of birth.
    pub(crate) born: Option<NaiveDate>,
}

/// Fills in what stands on answers alone; with days, what stands on the journey too.
fn fill<'a>(edition: &'a Edition, record: &mut RecordCell<'a>, days: Option<Days>, marks: Option<&Marks>) {
    let shape = record.shape;
    for (at, member) in shape.members.iter().enumerate() {
        let inner = marks.and_then(|marks| marks.of(at));
        if marks.is_some() && inner.is_none() {
            continue;
        }
        if let Some(derived) = member.derived {
            if let Some(cell) = derived_cell(edition, member, derived, record, days) {
                set(record, at, cell);
            }
        } else if member.kind.record().is_some_and(has_derived)
            && let Some(slot) = Arc::get_mut(&mut record.slots).and_then(|slots| slots.get_mut(at))
        {
            match &mut slot.cell {
                Cell::Record(record) => fill(edition, record, days, inner),
                Cell::List(list) => {
                    for cell in Arc::get_mut(&mut list.cells).into_iter().flatten() {
                        if let Cell::Record(item) = cell {
                            fill(edition, item, days, inner);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

fn has_derived(record: &Record) -> bool {
    record.members.iter().any(|member| {
        member.derived.is_some() || matches!(&member.kind, Kind::Record(inner) if has_derived(inner))
    })
}

pub(crate) fn set<'a>(record: &mut RecordCell<'a>, at: usize, cell: Cell<'a>) {
    if let Some(slot) = Arc::get_mut(&mut record.slots).and_then(|slots| slots.get_mut(at)) {
        *slot = Slot::of(cell);
    }
}

/// What is computed from the members beside it, each by its place in the rule of [`Derived`]; none where it is the other
/// pass that fills it in.
fn derived_cell<'a>(
    edition: &'a Edition,
    member: &Member,
    derived: Derived,
    record: &RecordCell<'a>,
    days: Option<Days>,
) -> Option<Cell<'a>> {
    let beside = |base: usize| record.slots.get(*member.beside.get(base)?);
    let text = |base| beside(base).and_then(|slot| slot.cell.as_text());
    let date = |base| beside(base).and_then(|slot| slot.cell.as_date());
    let airport = |base| edition.list(AIRPORTS)?.row(text(base)?);
    let instant = || {
        let (hour, minute) = formats::time(text(2)?)?;
        let at = instant(airport(0)?.zone?, date(1)?, NaiveTime::from_hms_opt(hour, minute, 0)?)?;
        Some(CelTimestamp::from(at.fixed_offset()))
    };
    let cell = match (derived, days) {
        (Derived::Departs | Derived::Arrives, None) => instant().map(Cell::Instant),
        (Derived::FromCountry | Derived::ToCountry, None) => {
            airport(0).and_then(|row| row.country.as_deref()).map(Cell::text)
        }
        (Derived::Age, Some(days)) => date(0).map(|born| Cell::int(full_years(born, days.age_on))),
        (Derived::LegClass, Some(days)) => text(0).zip(date(1)).map(|(flight, day)| {
            let in_window = day >= days.window_starts_on;
            let class = in_window.then(|| edition.risks.of_flight(flight, day, text(2)));
            Cell::text(class.unwrap_or(RiskClass::None).name())
        }),
        (Derived::LegSeatUnknown, Some(days)) => {
            let unknown = text(0).zip(date(1)).is_some_and(|(flight, day)| {
                day >= days.window_starts_on && edition.risks.needs_seat(flight, day, text(2))
            });
            Some(Cell::Bool(CelBool::from(unknown)))
        }
        (Derived::FromClass, Some(days)) => airport(0).zip(date(1)).map(|(row, day)| {
            // Who landed later may have left later, who landed earlier did leave earlier.
            let last = day.checked_add_signed(days.delay).unwrap_or(day);
            let since = day.min(last).max(days.window_starts_on);
            let class = row.country.as_deref().map(|country| edition.risks.of_stay(country, since, last));
            Cell::text(class.unwrap_or(RiskClass::None).name())
        }),
        _ => return None,
    };
    Some(cell.unwrap_or(NULL))
}

/// The journey by its legs, and the days that others stand on.
///
/// The window ends with the entry into China. Once an officer has seen the landing it ends today, so that it moves on; until
/// then the entry is what the traveller says, and the window never passes it: somebody who missed the flight and stayed is
/// not taken for somebody who has been home for two weeks.
///
/// Health is asked about from the look-back before the declaration: an illness of last week is one of the last 14 days, however
/// far away the flight is.
fn journey<'a>(edition: &'a Edition, tree: &RecordCell<'a>, known: Known) -> (RecordCell<'a>, Days) {
    let Known { today, declared_on, entry_said_on, landed_on } = known;
    let legs = edition.shape.position(LEGS).and_then(|at| tree.at(&[Step::Member(at)]));
    let legs = || legs.into_iter().flat_map(|legs| legs.cell.records());
    let date = |leg, member| of_leg(edition, leg, member)?.as_date();
    let country = |leg, member| match of_leg(edition, leg, member)? {
        Cell::Text(country) => Some(Cell::Text(country.clone())),
        _ => None,
    };
    let is_in_china = |leg: &RecordCell<'a>, member: &str| {
        of_leg(edition, Some(leg), member).and_then(Cell::as_text).map(|country| country == MAINLAND)
    };
    let (first, last) = (legs().next(), legs().last());
    // Whoever came, left and comes again enters by the last of these legs.
    let entry = legs().filter(|leg| {
        is_in_china(leg, "to_country") == Some(true) && is_in_china(leg, "from_country") != Some(true)
    });
    let entry = entry.last();
    let arrives_on = date(last, "arrives_on");
    let enters_on = date(entry, "enters_on");
    let landed_on = landed_on.filter(|seen_on| !is_of_an_earlier_entry(*seen_on, enters_on, entry_said_on));
    let declared_for = landed_on.zip(enters_on).map(|(landed_on, enters_on)| landed_on - enters_on);
    let delay = declared_for.filter(|delay| delay.abs() > ON_THE_WAY).unwrap_or_default();
    let window_ends_on = match landed_on {
        Some(landed_on) => landed_on.max(today),
        None => enters_on.unwrap_or(today),
    };
    let look_back = chrono::Days::new(u64::from(edition.head.look_back_days));
    let window_starts_on = window_ends_on.checked_sub_days(look_back);
    let asks_since = declared_on.checked_sub_days(look_back);
    let cells = [
        date(first, "departs_on").map(Cell::date),
        arrives_on.map(Cell::date),
        window_starts_on.map(Cell::date),
        country(first, "from_country"),
        country(last, "to_country"),
        enters_on.map(Cell::date),
        asks_since.map(Cell::date),
        Some(Cell::date(declared_on)),
    ];
    let cells = cells.into_iter().map(|cell| cell.unwrap_or(NULL));
    let days = Days {
        age_on: arrives_on.unwrap_or(today),
        today,
        declared_on,
        entry_said_on,
        // Whoever names no journey speaks of the days until they declared.
        departs_on: date(first, "departs_on").unwrap_or(declared_on),
        enters_on: landed_on.or(enters_on).unwrap_or(today),
        was_to_enter_on: enters_on.or(landed_on).unwrap_or(today),
        landed_on,
        delay,
        window_starts_on: window_starts_on.unwrap_or(NaiveDate::MIN),
        born: born(edition, tree),
    };
    (RecordCell::of(&edition.journey, cells), days)
}

/// The traveller's day of birth.
pub(crate) fn born(edition: &Edition, tree: &RecordCell<'_>) -> Option<NaiveDate> {
    let (steps, _) = edition.shape.resolve(edition.landmarks.pointer(Landmark::Born)?)?;
    tree.at(&steps)?.cell.as_date()
}

/// What a member of the journey is taken from, in a leg.
fn of_leg<'t, 'a>(edition: &Edition, leg: Option<&'t RecordCell<'a>>, member: &str) -> Option<&'t Cell<'a>> {
    let at = edition.journey.member(member)?.legs.first()?;
    leg?.slots.get(*at).map(|slot| &slot.cell)
}

/// Full years from a birth to a day; below zero for a birth after it.
fn full_years(born: NaiveDate, on: NaiveDate) -> i64 {
    let before_birthday = (on.month(), on.day()) < (born.month(), born.day());
    i64::from(on.year()) - i64::from(born.year()) - i64::from(before_birthday)
}

/// A local time as an instant. Of a time that happens twice the first is meant; one that the clock skips is read as if it
/// had not, an hour later.
pub(crate) fn instant(zone: Tz, day: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    let local = day.and_time(time);
    let instant = match zone.from_local_datetime(&local) {
        LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => instant,
        LocalResult::None => {
            let later = local.checked_add_signed(TimeDelta::hours(1))?;
            zone.from_local_datetime(&later).earliest()?
        }
    };
    Some(instant.to_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_birthday_counts_from_its_own_day() {
        assert_eq!(full_years(day(2002, 3, 15), day(2020, 3, 14)), 17, "the day before");
        assert_eq!(full_years(day(2002, 3, 15), day(2020, 3, 15)), 18, "the day itself");
        assert_eq!(
            full_years(day(2004, 2, 29), day(2022, 2, 28)),
            17,
            "a leap day's birthday comes a day later"
        );
        assert_eq!(full_years(day(2021, 1, 1), day(2020, 12, 31)), -1, "not yet born");
    }

    #[test]
    fn local_times_become_instants_by_zone() {
        let at = |zone, day, hour, minute| {
            instant(zone, day, NaiveTime::from_hms_opt(hour, minute, 0).unwrap()).unwrap().to_rfc3339()
        };
        assert_eq!(
            at(Tz::Europe__Berlin, day(2020, 3, 14), 18, 10),
            "2020-03-14T17:10:00+00:00",
            "winter time"
        );
        assert_eq!(
            at(Tz::Asia__Shanghai, day(2020, 3, 15), 11, 5),
            "2020-03-15T03:05:00+00:00",
            "China's one zone"
        );
        assert_eq!(
            at(Tz::Europe__Berlin, day(2020, 3, 29), 2, 30),
            "2020-03-29T01:30:00+00:00",
            "skipped by the clock"
        );
        assert_eq!(
            at(Tz::Europe__Berlin, day(2020, 10, 25), 2, 30),
            "2020-10-25T00:30:00+00:00",
            "the first of two"
        );
    }
}
