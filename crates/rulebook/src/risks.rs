//! `risks.json`: places and flights by risk class, each with dates and source.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::flight;
use crate::head::SourceNotice;

/// Risk class of a place or flight on given days; classes rise in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RiskClass {
    /// Not on the list.
    None,
    /// Above the ordinary.
    Elevated,
    /// The class that colours a code orange in edition 1.
    Severe,
}

impl RiskClass {
    /// All names, as options of the derived members that hold a class.
    pub(crate) fn names() -> Vec<String> {
        [Self::None, Self::Elevated, Self::Severe].map(|class| class.name().to_owned()).to_vec()
    }

    /// The name as in expressions.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Elevated => "elevated",
            Self::Severe => "severe",
        }
    }
}

/// The file `risks.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Risks {
    /// Rises by one with every list, whichever edition it comes with.
    pub number: u32,
    /// Day of issue.
    pub issued: NaiveDate,
    /// Notices that its rows follow, beside those of the edition: so that a list stands by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceNotice>,
    /// Countries and regions.
    pub places: Vec<RiskPlace>,
    /// Single flights with known cases.
    pub flights: Vec<RiskFlight>,
}

/// A country in a class for some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskPlace {
    /// ISO 3166-1 alpha-3.
    pub country: String,
    /// Its class.
    pub class: RiskClass,
    /// First day.
    pub since: NaiveDate,
    /// Last day; none while it lasts.
    pub until: Option<NaiveDate>,
    /// The notice.
    pub source: String,
}

/// A flight in a class on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskFlight {
    /// Flight number without spaces.
    pub flight: String,
    /// Day of departure.
    pub on: NaiveDate,
    /// Its class.
    pub class: RiskClass,
    /// Rows in which cases sat; where none is named, the class is everybody's on board.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<u16>,
    /// The notice.
    pub source: String,
}

/// Which list it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ListVersion {
    /// Its number.
    pub number: u32,
    /// Day of issue.
    pub issued: NaiveDate,
}

/// Rows before and behind a case that count as near.
const ROWS_AROUND: u16 = 3;
/// What somebody who works on board has instead of a seat.
pub const CREW: &str = "CREW";

impl Risks {
    /// Which list this is.
    pub fn version(&self) -> ListVersion {
        ListVersion { number: self.number, issued: self.issued }
    }

    /// The highest class of `country` on any day from `since` to `until`; none where that is no day.
    pub fn of_stay(&self, country: &str, since: NaiveDate, until: NaiveDate) -> RiskClass {
        let is_a_day = since <= until;
        self.places
            .iter()
            .filter(|place| is_a_day && place.country == country)
            .filter(|place| place.since <= until && place.until.is_none_or(|last| last >= since))
            .map(|place| place.class)
            .max()
            .unwrap_or(RiskClass::None)
    }

    /// The class of a flight by number, however it is written, and day of departure for somebody in that seat.
    pub fn of_flight(&self, flight: &str, on: NaiveDate, seat: Option<&str>) -> RiskClass {
        self.listed(flight, on).map(|listed| listed.of_seat(seat)).max().unwrap_or(RiskClass::None)
    }

    /// Whether the list names rows of that flight and the seat does not say whether it is near one: then a seat would settle
    /// it. Where the whole flight is listed, no seat is asked for.
    pub fn needs_seat(&self, flight: &str, on: NaiveDate, seat: Option<&str>) -> bool {
        self.listed(flight, on).any(|listed| !listed.rows.is_empty() && listed.place(seat) == Seat::Unknown)
    }

    fn listed<'a>(&'a self, flight: &str, on: NaiveDate) -> impl Iterator<Item = &'a RiskFlight> {
        let wanted = flight::canonical(flight);
        self.flights.iter().filter(move |listed| {
            listed.on == on && wanted.is_some() && flight::canonical(&listed.flight) == wanted
        })
    }
}

/// Where somebody sat, as far as rows tell.
#[derive(PartialEq, Eq)]
enum Seat {
    /// In the same row as a case, or within three before and behind; or they work on board.
    Near,
    Far,
    Unknown,
}

impl RiskFlight {
    /// Its class for somebody in a seat: where the list names rows, it is that of those who sat near, and of the crew. Whether
    /// somebody without a known seat is among them is not known; that is said by [`Risks::needs_seat`] and is no class.
    fn of_seat(&self, seat: Option<&str>) -> RiskClass {
        if self.rows.is_empty() || self.place(seat) == Seat::Near { self.class } else { RiskClass::None }
    }

    fn place(&self, seat: Option<&str>) -> Seat {
        let Some(seat) = seat.map(str::trim) else { return Seat::Unknown };
        if seat.eq_ignore_ascii_case(CREW) {
            return Seat::Near;
        }
        let digits: String = seat.chars().take_while(char::is_ascii_digit).collect();
        let near = |row: u16| self.rows.iter().any(|listed| listed.abs_diff(row) <= ROWS_AROUND);
        match digits.parse() {
            Ok(row) if near(row) => Seat::Near,
            Ok(_) => Seat::Far,
            Err(_) => Seat::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(rows: &[u16]) -> Risks {
        let on = NaiveDate::from_ymd_opt(2020, 3, 10).unwrap();
        let flight = RiskFlight {
            flight: "ZZ100".into(),
            on,
            class: RiskClass::Severe,
            rows: rows.to_vec(),
            source: "list".into(),
        };
        Risks { number: 1, issued: on, sources: Vec::new(), places: Vec::new(), flights: vec![flight] }
    }

    #[test]
    fn a_listed_flight_concerns_the_rows_around_a_case_and_the_crew() {
        let on = NaiveDate::from_ymd_opt(2020, 3, 10).unwrap();
        let risks = listed(&[31]);
        let class = |seat| risks.of_flight("ZZ100", on, seat);
        for near in ["31A", "28K", "34C", "crew"] {
            assert_eq!(class(Some(near)), RiskClass::Severe, "{near} is near row 31 or served there");
        }
        for far in ["27A", "35C", "2F"] {
            assert_eq!(class(Some(far)), RiskClass::None, "{far} is more than three rows away");
        }
        for unknown in [None, Some(""), Some("upper deck")] {
            assert_eq!(class(unknown), RiskClass::None, "nobody says that they sat near: {unknown:?}");
            assert!(risks.needs_seat("zz0100", on, unknown), "but a seat would settle it: {unknown:?}");
            assert!(!listed(&[]).needs_seat("ZZ100", on, unknown), "a whole flight asks for no seat");
        }
        assert!(!risks.needs_seat("ZZ100", on, Some("2F")), "a known seat settles it");
        assert_eq!(listed(&[]).of_flight("zz 100", on, Some("2F")), RiskClass::Severe, "no rows are named");
        let next = on.succ_opt().unwrap();
        assert_eq!(risks.of_flight("ZZ100", next, Some("31A")), RiskClass::None, "another day's flight");
    }
}
