//! The flights of a member: of one cell, of several columns, or of several rows.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use declaration::pointer::at_item;
use rulebook::{Edition, Landmark};

use super::Said;
use crate::cells::flights::Flight;
use crate::sheet::Address;

/// A flight with what is known of it.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Leg {
    said: BTreeMap<Landmark, Said>,
}

/// All flights, in their order.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Journey(Vec<Leg>);

/// What the cells of a row say of a journey.
#[derive(Default)]
pub(super) struct Told {
    pub(super) flights: Vec<(Flight, Address)>,
    pub(super) from: Option<(String, Address)>,
    pub(super) via: Vec<(String, Address)>,
    pub(super) to: Option<(String, Address)>,
    pub(super) departs: Option<(NaiveDate, Address)>,
    pub(super) arrives: Option<(NaiveDate, Address)>,
    pub(super) seats: Vec<(String, Address)>,
}

impl Leg {
    fn say(&mut self, landmark: Landmark, value: Option<(String, Address)>) {
        if let Some((value, cell)) = value {
            self.said.insert(landmark, Said { value: value.into(), cell });
        }
    }

    fn text(&self, landmark: Landmark) -> Option<&str> {
        self.said.get(&landmark)?.value.as_str()
    }
}

impl Journey {
    pub(super) fn of(told: Told) -> Self {
        let ends = told.from.is_some() || told.to.is_some();
        let dated = told.departs.is_some() || told.arrives.is_some();
        if told.flights.is_empty() && !ends && !dated {
            return Self::default();
        }
        let count = told.flights.len().max(1);
        let mut legs = vec![Leg::default(); count];
        // Where flights are changed says something only if there are as many places as changes.
        let changes = if told.via.len() + 1 == count { told.via } else { Vec::new() };
        for (at, leg) in legs.iter_mut().enumerate() {
            let (first, last) = (at == 0, at + 1 == count);
            let flight = told.flights.get(at);
            let before = at.checked_sub(1).and_then(|before| changes.get(before).cloned());
            leg.say(Landmark::LegFrom, if first { told.from.clone() } else { before });
            leg.say(Landmark::LegTo, if last { told.to.clone() } else { changes.get(at).cloned() });
            leg.say(Landmark::Flight, flight.map(|(flight, cell)| (flight.number.clone(), *cell)));
            if let Some((Flight { ends: Some((from, to)), .. }, cell)) = flight {
                leg.say(Landmark::LegFrom, Some((from.clone(), *cell)));
                leg.say(Landmark::LegTo, Some((to.clone(), *cell)));
            }
            let day = |day: &Option<(NaiveDate, Address)>| day.map(|(day, cell)| (day.to_string(), cell));
            leg.say(Landmark::DepartsOn, day(&told.departs).filter(|_| first));
            leg.say(Landmark::ArrivesOn, day(&told.arrives).filter(|_| last));
            let seat = match told.seats.len() {
                1 if last => told.seats.first(),
                several if several == count => told.seats.get(at),
                _ => None,
            };
            leg.say(Landmark::Seat, seat.cloned());
        }
        Self(legs)
    }

    /// Whether both say the same flights on the same days, as far as they say them.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        let key = |journey: &Self| -> Vec<(Option<String>, Option<String>)> {
            let of = |leg: &Leg, landmark| leg.text(landmark).map(str::to_owned);
            journey.0.iter().map(|leg| (of(leg, Landmark::Flight), of(leg, Landmark::DepartsOn))).collect()
        };
        key(self) == key(other)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes the flights of another row in, in the order of their days; without days in the order of the rows.
    pub(crate) fn join(&mut self, other: Self) {
        self.0.extend(other.0);
        let day = |leg: &Leg| {
            leg.text(Landmark::DepartsOn).or_else(|| leg.text(Landmark::ArrivesOn)).map(str::to_owned)
        };
        if self.0.iter().all(|leg| day(leg).is_some()) {
            self.0.sort_by_key(day);
        }
    }

    /// The answers, by their places in the form. What a new flight starts with is said too, or nothing of it would be asked.
    pub(crate) fn answers(&self, edition: &Edition) -> BTreeMap<String, Said> {
        let mut answers = BTreeMap::new();
        for (at, leg) in self.0.iter().enumerate() {
            let Some(first) = leg.said.values().next() else { continue };
            let list = edition.landmarks.list(Landmark::Flight).unwrap_or_default();
            for field in edition.fields() {
                let inside = field.pointer.strip_prefix(list).is_some_and(|rest| rest.starts_with("/*/"));
                if let (true, Some(start)) = (inside, &field.starts_as) {
                    let said = Said { value: start.to_string().into(), cell: first.cell };
                    answers.insert(at_item(&field.pointer, at), said);
                }
            }
            for (landmark, said) in &leg.said {
                if let Some(pointer) = edition.landmarks.pointer(*landmark) {
                    answers.insert(at_item(pointer, at), said.clone());
                }
            }
        }
        answers
    }
}
