//! Rows into members, by the columns and what the volunteer decided.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use declaration::resident_id;
use declaration::tidy::tidy;
use rulebook::formats::is_year;
use rulebook::{Edition, Landmark};
use serde_json::Value;

use super::journey::Told;
use super::{Journey, KnownBy, Member, Said};
use crate::Mapping;
use crate::cells::{dates, flights, names, numbers, places, says_nothing};
use crate::decisions::{DayOrder, Decisions};
use crate::finding::{Finding, Problem, Weight};
use crate::kind::Kind;
use crate::lists::{Lists, Named, Words};
use crate::sheet::{Address, Cell, Row, Sheet};

/// All that the reading of a row depends on.
pub(crate) struct Reader<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) lists: &'a Lists,
    pub(crate) sheet: &'a Sheet,
    pub(crate) mapping: &'a Mapping,
    pub(crate) decisions: &'a Decisions,
    pub(crate) today: NaiveDate,
    columns: BTreeMap<Kind, Vec<u32>>,
    /// Columns in which the spreadsheet made some days itself, and may have exchanged day and month.
    made: &'a BTreeSet<u32>,
}

/// A row while it becomes a member.
struct Open<'r> {
    row: &'r Row,
    person: usize,
    of: usize,
    answers: BTreeMap<String, Said>,
    findings: Vec<Finding>,
    told: Told,
}

const DAYS: [Kind; 4] = [Kind::Born, Kind::DocumentExpires, Kind::DepartsOn, Kind::ArrivesOn];
/// What each of a family has of their own.
const OWN: [Kind; 7] = [
    Kind::Name,
    Kind::LatinName,
    Kind::Sex,
    Kind::Born,
    Kind::DocumentNumber,
    Kind::DocumentExpires,
    Kind::ResidentId,
];

/// What stands first in a row that counts the others.
fn is_sum(text: &str) -> bool {
    const SUMS: [&str; 7] = ["合计", "总计", "小计", "共计", "总人数", "total", "sum"];
    let text = text.trim().to_lowercase();
    SUMS.iter().any(|sum| {
        text.strip_prefix(sum).is_some_and(|rest| !rest.starts_with(char::is_alphabetic) || !text.is_ascii())
    })
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        (edition, lists): (&'a Edition, &'a Lists),
        (sheet, mapping): (&'a Sheet, &'a Mapping),
        (decisions, made): (&'a Decisions, &'a BTreeSet<u32>),
        today: NaiveDate,
    ) -> Self {
        let mut columns: BTreeMap<Kind, Vec<u32>> = BTreeMap::new();
        for column in mapping.columns.iter().filter(|column| column.left_out.is_none()) {
            columns.entry(column.kind).or_default().push(column.at);
        }
        Self { edition, lists, sheet, mapping, decisions, today, columns, made }
    }

    /// Columns in which the spreadsheet may have made wrong days of texts: found once, since no decision changes it.
    pub(crate) fn made_columns(&self) -> BTreeSet<u32> {
        DAYS.iter().flat_map(|kind| self.all(*kind)).filter(|at| self.is_made(*at)).collect()
    }

    /// Rows below the header that may be members.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &'a Row> {
        let first = self.mapping.header.map_or(0, |at| at + 1);
        self.sheet
            .rows
            .iter()
            .filter(move |row| row.at >= first && !self.mapping.is_header_again(self.sheet, row))
    }

    /// What stands in a cell: what the volunteer put there, or what the list has.
    pub(crate) fn cell(&self, address: Address) -> Cell {
        match self.decisions.edits.get(&address) {
            Some(edit) => Cell::text(edit),
            None => self.sheet.cell(address).clone(),
        }
    }

    fn all(&self, kind: Kind) -> impl Iterator<Item = u32> + '_ {
        self.columns.get(&kind).into_iter().flatten().copied()
    }

    /// A text that no month can be first in stands beside days: then a program that puts the month first made those.
    fn is_made(&self, at: u32) -> bool {
        let cells = || self.rows().map(|row| row.cell(at));
        let plain =
            |cell: &Cell| matches!(dates::of_cell(cell), dates::Written::Plain(_, DayOrder::DayFirst));
        cells().any(|cell| matches!(cell, Cell::Date(..)))
            && cells().any(|cell| matches!(cell, Cell::Text(_)) && plain(cell))
    }

    /// The members of a row; none if it is a title, a sum or a note.
    pub(crate) fn members(&self, row: &Row) -> Vec<Member> {
        let named = |kind: Kind| self.all(kind).any(|at| !says_nothing(&self.cell(Address::new(row.at, at))));
        let is_somebody =
            [Kind::Name, Kind::LatinName, Kind::Surname, Kind::DocumentNumber, Kind::ResidentId];
        let same = row.cells.iter().filter(|cell| !cell.is_empty()).all(|cell| cell == row.cell(0));
        // A row with a document or a birth date is somebody, whatever they are called.
        let is_person = [Kind::DocumentNumber, Kind::ResidentId, Kind::Born].into_iter().any(named);
        let is_sum = !is_person
            && row.cells.iter().find(|cell| !cell.is_empty()).is_some_and(|cell| is_sum(&cell.shown()));
        // A word alone where others have a whole row heads what follows.
        let is_heading = !is_person && row.filled() == 1 && self.columns.len() > 2;
        let is_note =
            is_sum || is_heading || !is_somebody.into_iter().any(named) || (same && row.filled() > 2);
        if is_sum
            || is_heading
            || is_note && !(self.all(Kind::Flight).next().is_some() && named(Kind::Flight))
        {
            return Vec::new();
        }
        let count = self
            .all(Kind::Name)
            .map(|at| names::family(&self.cell(Address::new(row.at, at)).shown()).len())
            .max()
            .unwrap_or(1)
            .max(1);
        (0..count).map(|person| self.member(row, person, count)).collect()
    }

    fn member(&self, row: &Row, person: usize, of: usize) -> Member {
        let mut open =
            Open { row, person, of, answers: BTreeMap::new(), findings: Vec::new(), told: Told::default() };
        for (kind, columns) in &self.columns {
            for at in columns {
                self.take(&mut open, *kind, Address::new(row.at, *at));
            }
        }
        let Open { answers, findings, told, .. } = open;
        let mut member = Member {
            rows: vec![row.at],
            person,
            answers,
            findings,
            journey: Journey::of(told),
            known_by: KnownBy::default(),
        };
        self.finish(&mut member);
        member
    }

    /// What follows from all cells together.
    pub(crate) fn finish(&self, member: &mut Member) {
        let journey = member.journey.answers(self.edition);
        member.answers.extend(journey);
        member.known_by = KnownBy::of(self.edition, |pointer| member.text(pointer));
        if member.known_by.names.is_empty() && member.findings.iter().all(|it| it.weight != Weight::Blocks) {
            let at = self.all(Kind::Name).chain(self.all(Kind::LatinName)).next().unwrap_or_default();
            member.findings.push(Problem::new("import-row-without-name").at(Address::new(member.row(), at)));
        }
        self.compare_resident_id(member);
        member.findings.sort_by_key(|finding| (finding.cell, finding.code));
    }

    /// A resident ID says birth date and sex itself: where the row says others, one of the two is wrong.
    fn compare_resident_id(&self, member: &mut Member) {
        let at = |landmark| self.edition.landmarks.pointer(landmark).and_then(|at| member.answers.get(at));
        let Some(said) = at(Landmark::ResidentId) else { return };
        let Some(id) = said.value.as_str().and_then(|text| resident_id::read(text).ok()) else { return };
        let cell = said.cell;
        let differs = |landmark, of_id: String| {
            at(landmark).and_then(|said| said.value.as_str()).is_some_and(|said| said != of_id)
        };
        let other = differs(Landmark::Born, id.born.to_string()) || differs(Landmark::Sex, id.sex.to_owned());
        if other {
            member.findings.push(Problem::doubt("import-resident-id-differs").at(cell));
        }
    }

    fn take(&self, open: &mut Open<'_>, kind: Kind, at: Address) {
        let cell = match open.part(kind, self.cell(at)) {
            Ok(cell) if says_nothing(&cell) => return,
            Ok(cell) => cell,
            Err(problem) => return open.findings.push(problem.at(at)),
        };
        if let Err(problem) = self.understand(open, kind, &cell, at) {
            open.findings.push(problem.at(at));
        }
    }

    fn understand(&self, open: &mut Open<'_>, kind: Kind, cell: &Cell, at: Address) -> Result<(), Problem> {
        let reading = self.decisions.column(at.column);
        match kind {
            Kind::Name | Kind::LatinName => {
                let order = reading.and_then(|it| it.name_order);
                let (name, doubt) = names::read(&crate::cells::text(cell)?, order)?;
                open.findings.extend(doubt.map(|it| it.at(at)));
                let parts = [
                    (Landmark::HanName, name.han),
                    (Landmark::Surname, name.surname),
                    (Landmark::GivenNames, name.given),
                ];
                for (landmark, part) in parts {
                    if let Some(part) = part {
                        self.say(open, landmark, part, at);
                    }
                }
            }
            Kind::Surname
            | Kind::GivenNames
            | Kind::ContactName
            | Kind::ResidenceCity
            | Kind::Email
            | Kind::Wechat => {
                self.say_as(open, kind, numbers::line(cell)?, at);
            }
            Kind::Sex => self.choose(open, (kind, Words::Sex), cell, at)?,
            Kind::Group => self.choose(open, (kind, Words::Group), cell, at)?,
            Kind::DocumentKind => self.choose(open, (kind, Words::DocumentKind), cell, at)?,
            Kind::ContactRelation => self.choose(open, (kind, Words::Relation), cell, at)?,
            Kind::Born | Kind::DocumentExpires => {
                // These are of other years for each: no answer for a whole column gives them one.
                if matches!(dates::of_cell(cell), dates::Written::NoYear(..)) {
                    return Err(Problem::new("import-date-without-year"));
                }
                let day = self.day(cell, at)?;
                if kind == Kind::Born && (day > self.today || !is_year(day.year())) {
                    return Err(Problem::new("import-date-impossible"));
                }
                if kind == Kind::DocumentExpires && day < self.today {
                    open.findings.push(Problem::doubt("import-document-expired").at(at));
                }
                self.say_as(open, kind, day.to_string(), at);
            }
            Kind::DepartsOn => open.told.departs = Some((self.day(cell, at)?, at)),
            Kind::ArrivesOn => open.told.arrives = Some((self.day(cell, at)?, at)),
            Kind::DocumentNumber => {
                let (number, doubt) = numbers::document(cell)?;
                open.findings.extend(doubt.map(|it| it.at(at)));
                self.say_as(open, kind, number, at);
            }
            Kind::ResidentId => self.say_as(open, kind, numbers::resident(cell)?, at),
            Kind::Phone | Kind::PhoneInChina | Kind::ContactPhone => {
                let home = self.home(open, kind, at);
                self.say_as(open, kind, numbers::phone(cell, home.as_deref())?, at);
            }
            Kind::Nationality => {
                let code = self.place(&self.lists.countries, cell, at)?;
                self.say_as(open, kind, code, at);
            }
            Kind::Residence => {
                let written = crate::cells::text(cell)?;
                let (code, town) = match self.decisions.word(at.column, &written) {
                    Some(code) => (code.to_owned(), None),
                    None => places::country(self.lists, &written)?,
                };
                self.say_as(open, kind, code, at);
                if let (Some(town), None) = (town, self.all(Kind::ResidenceCity).next()) {
                    self.say(open, Landmark::ResidenceCity, town, at);
                }
            }
            Kind::Flight => {
                open.told.flights.extend(flights::read(cell)?.into_iter().map(|flight| (flight, at)))
            }
            Kind::From => open.told.from = Some((self.place(&self.lists.airports, cell, at)?, at)),
            Kind::Via => {
                let written = crate::cells::text(cell)?;
                for part in
                    written.split(['/', '、', ',', ';', '-']).map(str::trim).filter(|it| !it.is_empty())
                {
                    let code = self.place(&self.lists.airports, &Cell::text(part), at)?;
                    open.told.via.push((code, at));
                }
            }
            Kind::EntryPort => self.port(open, cell, at)?,
            Kind::Seat => open.told.seats.push((numbers::seat(cell)?, at)),
            Kind::Destination | Kind::Address => self.destination(open, kind, cell, at)?,
            Kind::RowNumber
            | Kind::Stays
            | Kind::Companions
            | Kind::PickUp
            | Kind::Declared
            | Kind::Chamber
            | Kind::Employer
            | Kind::Remarks
            | Kind::Health
            | Kind::Unknown => {}
        }
        Ok(())
    }

    fn day(&self, cell: &Cell, at: Address) -> Result<NaiveDate, Problem> {
        let reading = self.decisions.column(at.column);
        let asked = reading.is_none_or(|it| it.made_days.is_none());
        if let Cell::Date(day, _) = cell
            && asked
            && self.made.contains(&at.column)
            && day.day() <= 12
            && day.day() != day.month()
        {
            return Err(Problem::new("import-ask-made-days"));
        }
        dates::read(cell, reading)
    }

    /// The country whose numbers stand without its own: as the form says, as the volunteer said, or where the member lives.
    fn home(&self, open: &Open<'_>, kind: Kind, at: Address) -> Option<String> {
        let letters = |code: &str| self.lists.countries.row(code)?.alpha2.clone();
        let said = self.decisions.column(at.column).and_then(|it| it.country.as_deref());
        let asks = kind.landmarks().first().and_then(|it| self.edition.landmarks.pointer(*it));
        let by_form =
            asks.and_then(|it| self.edition.field_at(it)).and_then(|field| field.calls_from.clone());
        let lives = || {
            let at = self.all(Kind::Residence).next()?;
            let written = crate::cells::text(&self.cell(Address::new(open.row.at, at))).ok()?;
            let word = self.decisions.word(at, &written).map(str::to_owned);
            word.or_else(|| places::country(self.lists, &written).ok().map(|(code, _)| code))
        };
        let form = by_form.filter(|_| kind != Kind::Phone);
        match (said, form) {
            (Some(code), _) => letters(code),
            (None, Some(form)) if form.len() == 2 => Some(form.to_string()),
            (None, Some(form)) => letters(&form),
            (None, None) => letters(&lives()?),
        }
    }

    fn place(&self, list: &Named, cell: &Cell, at: Address) -> Result<String, Problem> {
        let written = crate::cells::text(cell)?;
        match self.decisions.word(at.column, &written) {
            Some(code) => Ok(code.to_owned()),
            None => places::one(list, &written),
        }
    }

    /// A port of entry, or another airport that this row's flight reaches.
    fn port(&self, open: &mut Open<'_>, cell: &Cell, at: Address) -> Result<(), Problem> {
        match self.place(&self.lists.ports, cell, at) {
            Ok(code) => {
                self.say(open, Landmark::EntryPort, code.clone(), at);
                if self.lists.airports.row(&code).is_some() {
                    open.told.to = Some((code, at));
                }
                Ok(())
            }
            Err(problem) => match self.place(&self.lists.airports, cell, at) {
                Ok(code) => {
                    open.told.to = Some((code, at));
                    Ok(())
                }
                Err(_) => Err(problem),
            },
        }
    }

    fn destination(&self, open: &mut Open<'_>, kind: Kind, cell: &Cell, at: Address) -> Result<(), Problem> {
        let written = crate::cells::text(cell)?;
        let mut divided = places::divide(self.lists, &written);
        if let Some(code) = self.decisions.word(at.column, &written)
            && let Some(row) = self.lists.divisions.row(code)
        {
            divided = places::Divided::of(self.lists, row);
        }
        let says_county = self.all(Kind::Destination).next().is_some_and(|column| column != at.column);
        if divided.county.is_none() && kind == Kind::Address && says_county {
            // 温州大厦 is a house and no city.
            self.say(open, Landmark::Address, written, at);
            return Ok(());
        }
        // A city alone is much: which of its counties it is, the member says.
        let is_city_alone = divided.city.is_some() && divided.rest.is_empty();
        if divided.county.is_none() && !is_city_alone {
            return Err(Problem::new("import-place-unknown"));
        }
        for (landmark, code) in [
            (Landmark::City, divided.city),
            (Landmark::County, divided.county),
            (Landmark::Township, divided.township),
            (Landmark::Address, Some(divided.rest).filter(|rest| !rest.is_empty())),
        ] {
            if let Some(code) = code {
                self.say(open, landmark, code, at);
            }
        }
        Ok(())
    }

    fn choose(
        &self,
        open: &mut Open<'_>,
        (kind, words): (Kind, Words),
        cell: &Cell,
        at: Address,
    ) -> Result<(), Problem> {
        let written = crate::cells::text(cell)?;
        let said = self.decisions.word(at.column, &written);
        let code = said.or_else(|| self.lists.word(words, &written)).unwrap_or(&written);
        let asks = kind.landmarks().first().and_then(|it| self.edition.landmarks.pointer(*it));
        let options = asks.and_then(|it| self.edition.field_at(it)).map(|field| &field.options);
        match code {
            code if options.is_some_and(|all| all.iter().any(|it| it == code)) => {
                self.say_as(open, kind, code.to_owned(), at);
                Ok(())
            }
            _ => {
                let all = options.map_or_else(String::new, |all| all.join(" "));
                Err(Problem::new("import-word-unknown").with("codes", all))
            }
        }
    }

    fn say_as(&self, open: &mut Open<'_>, kind: Kind, value: String, at: Address) {
        if let Some(landmark) = kind.landmarks().first() {
            self.say(open, *landmark, value, at);
        }
    }

    /// Keeps an answer as the form keeps it. What one column says already, another does not say again.
    fn say(&self, open: &mut Open<'_>, landmark: Landmark, value: String, cell: Address) {
        let Some(pointer) = self.edition.landmarks.pointer(landmark) else { return };
        let Some(field) = self.edition.field_at(pointer) else { return };
        let value = tidy(field, Value::String(value)).value;
        let said =
            open.answers.entry(pointer.to_owned()).or_insert_with(|| Said { value: value.clone(), cell });
        if said.value != value {
            let other = said.cell.to_string();
            open.findings.push(Problem::new("import-columns-disagree").with("other", other).at(cell));
        }
    }
}

impl Open<'_> {
    /// The part of a cell that is this person's.
    fn part(&self, kind: Kind, cell: Cell) -> Result<Cell, Problem> {
        if self.of == 1 || !OWN.contains(&kind) || cell.is_empty() {
            return Ok(cell);
        }
        let shown = cell.shown();
        let parts: Vec<&str> = match kind {
            Kind::Name | Kind::LatinName => names::family(&shown),
            _ => shown
                .split(['、', '\n', ';', '；', '/', ',', '，'])
                .map(str::trim)
                .filter(|it| !it.is_empty())
                .collect(),
        };
        match parts.as_slice() {
            parts if parts.len() == self.of => Ok(Cell::text(parts[self.person])),
            _ => Err(Problem::new("import-family-uneven").with("people", self.of.to_string())),
        }
    }
}
