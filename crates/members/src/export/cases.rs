//! Cases as a list: what lists have, and nothing of health, contact, tests or consents.

use rulebook::{Edition, Landmark, Row};
use serde_json::Value;

use super::Table;
use crate::cells::places;
use crate::kind::{self, Kind};
use crate::lists::{Lists, Named, Words, word_of};

/// The language of headers and names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// 中文
    Chinese,
    /// English
    English,
}

const COLUMNS: [Kind; 26] = [
    Kind::Name,
    Kind::Surname,
    Kind::GivenNames,
    Kind::Sex,
    Kind::Born,
    Kind::Nationality,
    Kind::Group,
    Kind::DocumentKind,
    Kind::DocumentNumber,
    Kind::DocumentExpires,
    Kind::ResidentId,
    Kind::Phone,
    Kind::PhoneInChina,
    Kind::Wechat,
    Kind::Email,
    Kind::Residence,
    Kind::ResidenceCity,
    Kind::Flight,
    Kind::DepartsOn,
    Kind::ArrivesOn,
    Kind::Seat,
    Kind::EntryPort,
    Kind::Destination,
    Kind::Address,
    Kind::ContactName,
    Kind::ContactRelation,
];

/// A row for each case, under headers that this program reads again. The telephone of the contact person stands last.
pub fn cases<'c>(
    (edition, lists): (&Edition, &Lists),
    answers: impl IntoIterator<Item = &'c Value>,
    language: Language,
) -> Table {
    let kinds: Vec<Kind> = COLUMNS.into_iter().chain([Kind::ContactPhone]).collect();
    let heading = |kind: &Kind| kind::heading(*kind, language == Language::Chinese);
    let mut table = vec![kinds.iter().map(heading).collect()];
    for answers in answers {
        let case = Case { edition, lists, answers, chinese: language == Language::Chinese };
        table.push(kinds.iter().map(|kind| case.cell(*kind)).collect());
    }
    table
}

struct Case<'a> {
    edition: &'a Edition,
    lists: &'a Lists,
    answers: &'a Value,
    chinese: bool,
}

impl Case<'_> {
    fn text(&self, landmark: Landmark) -> &str {
        let pointer = self.edition.landmarks.pointer(landmark);
        pointer.and_then(|it| self.answers.pointer(it)).and_then(Value::as_str).unwrap_or_default()
    }

    fn cell(&self, kind: Kind) -> String {
        let landmark = kind.landmarks().first().copied();
        let plain = landmark.map_or("", |it| self.text(it)).to_owned();
        match kind {
            Kind::Name => self.text(Landmark::HanName).to_owned(),
            Kind::Sex => self.word(Words::Sex, &plain),
            Kind::Group => self.word(Words::Group, &plain),
            Kind::DocumentKind => self.word(Words::DocumentKind, &plain),
            Kind::ContactRelation => self.word(Words::Relation, &plain),
            Kind::Nationality | Kind::Residence => self.place(&self.lists.countries, &plain),
            Kind::Flight => self.flights().unwrap_or_default(),
            Kind::DepartsOn => self.of_leg(landmark, <[Value]>::first),
            Kind::ArrivesOn | Kind::Seat => self.of_leg(landmark, <[Value]>::last),
            Kind::EntryPort if self.flights().is_some_and(|it| it.contains('-')) => plain,
            Kind::EntryPort => String::new(),
            Kind::Destination => self.path(),
            Kind::Address => self.address(plain),
            _ => plain,
        }
    }

    /// The word that is read as this option again.
    fn word(&self, words: Words, option: &str) -> String {
        let word = word_of(words, option, self.chinese);
        word.filter(|word| self.lists.word(words, word) == Some(option)).unwrap_or(option).to_owned()
    }

    /// The name, if it is read as this code again; else the code.
    fn place(&self, list: &Named, code: &str) -> String {
        let Some(row) = list.row(code) else { return code.to_owned() };
        let name = self.name(row);
        if places::one(list, name).as_deref() == Ok(code) { name.to_owned() } else { code.to_owned() }
    }

    fn name<'r>(&self, row: &'r Row) -> &'r str {
        row.name(if self.chinese { "zh" } else { "en" })
    }

    fn legs(&self) -> &[Value] {
        let list = self.edition.landmarks.list(Landmark::Flight).and_then(|it| self.answers.pointer(it));
        list.and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    fn member<'v>(&self, leg: &'v Value, landmark: Landmark) -> Option<&'v str> {
        leg.get(self.edition.landmarks.member(landmark)?)?.as_str().filter(|it| !it.is_empty())
    }

    fn of_leg(&self, landmark: Option<Landmark>, which: fn(&[Value]) -> Option<&Value>) -> String {
        let legs = self.legs();
        // A journey with a leg that is no flight is not said in a list.
        let flies = self.flights().is_some();
        let said =
            which(legs).filter(|_| flies).and_then(|leg| self.member(leg, landmark?).map(str::to_owned));
        said.unwrap_or_default()
    }

    /// All flights in one cell, each with its airports; nothing if one of the legs is no flight.
    fn flights(&self) -> Option<String> {
        let legs = self.legs();
        let all: Option<Vec<String>> = legs
            .iter()
            .map(|leg| {
                let number = self.member(leg, Landmark::Flight)?;
                let is_airport = |code: &&str| self.lists.airports.row(code).is_some() && code.len() == 3;
                let end = |landmark| self.member(leg, landmark).filter(is_airport);
                Some(match (end(Landmark::LegFrom), end(Landmark::LegTo)) {
                    (Some(from), Some(to)) => format!("{from}-{to} {number}"),
                    _ => number.to_owned(),
                })
            })
            .collect();
        all.filter(|all| !all.is_empty()).map(|all| all.join("/"))
    }

    /// City, county and township by their whole names.
    fn path(&self) -> String {
        let name = |landmark| {
            let row = self.lists.divisions.row(self.text(landmark));
            row.and_then(|row| row.names.get("zh")).map_or("", String::as_str)
        };
        [Landmark::City, Landmark::County, Landmark::Township].map(name).concat()
    }

    /// The address; with its path before it, where it would be taken for one itself.
    fn address(&self, address: String) -> String {
        let divided = places::divide(self.lists, &address);
        if divided.county.is_some() { format!("{}{address}", self.path()) } else { address }
    }
}
