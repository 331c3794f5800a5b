//! Which row is the header, and what each column is about: by its header, by its cells, shown to be corrected.

mod shape;

use std::collections::BTreeMap;

use rulebook::Edition;
use serde::{Deserialize, Serialize};

use crate::kind::{By, Kind, of_header};
use crate::lists::Lists;
use crate::looks::{TELLING, fits};
use crate::sheet::{Cell, Row, Sheet};

pub use shape::{Remembered, Shape};

/// How sure it is what a column is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// Neither header nor cells say it.
    None,
    /// Only the cells say it, or header and cells contradict each other: left out until it is confirmed.
    Guess,
    /// The header contains a known one, and the cells do not contradict it; or it is one, and they do.
    Likely,
    /// The header is a known one, and the cells agree; or the volunteer said it.
    Certain,
}

/// A column of a sheet.
#[derive(Clone, PartialEq, Serialize)]
pub struct Column {
    /// From 0.
    pub at: u32,
    /// What stands in the header row.
    pub header: String,
    /// What it is about.
    pub kind: Kind,
    /// How sure that is.
    pub confidence: Confidence,
    /// Why it is not imported: the code of a text. Nothing where it is.
    pub left_out: Option<&'static str>,
}

impl std::fmt::Debug for Column {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{:?}/{:?}", self.at, self.kind, self.confidence)
    }
}

/// What the columns of a sheet are about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mapping {
    /// The row of the headers; what stands above it is a title. Nothing where there are no headers.
    pub header: Option<u32>,
    /// All columns with something in them.
    pub columns: Vec<Column>,
    /// What files like this one have in common.
    pub shape: Shape,
}

/// Why a column is not about what the volunteer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// Health is the traveller's own word, whatever a list says.
    #[error("{}", self.name())]
    Health,
    /// There is no such column.
    #[error("{}", self.name())]
    Missing,
}

impl MappingError {
    /// The code of its text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Health => "import-column-health",
            Self::Missing => "import-column-missing",
        }
    }
}

/// Header rows stand near the top.
const HEADER_WITHIN: usize = 40;
/// Cells of a column that are looked at.
const SAMPLE: usize = 60;

impl Mapping {
    /// Finds out what the columns are about. What was said of a file of the same shape counts before that.
    pub fn of(sheet: &Sheet, edition: &Edition, lists: &Lists, remembered: &[Remembered]) -> Self {
        let shape = |row: &&Row| Shape::of(row.cells.iter().map(Cell::shown));
        let met = |row: &&Row| remembered.iter().any(|it| it.shape == shape(row));
        let header = sheet.rows.iter().take(HEADER_WITHIN).find(met).or_else(|| header(sheet));
        Self::under(header.map(|row| row.at), sheet, edition, lists, remembered)
    }

    /// The same where the volunteer says which row is the header, or that there is none.
    pub fn under(
        header: Option<u32>,
        sheet: &Sheet,
        edition: &Edition,
        lists: &Lists,
        remembered: &[Remembered],
    ) -> Self {
        let header = header.and_then(|at| sheet.row(at));
        let headers = |at: u32| header.map_or(&Cell::Empty, |row| row.cell(at)).shown();
        let shape = Shape::of((0..sheet.columns).map(headers));
        let known = remembered.iter().find(|it| it.shape == shape);
        let first = header.map_or(0, |row| row.at + 1);
        let mut columns = Vec::new();
        for at in 0..sheet.columns {
            let cells: Vec<&Cell> = sheet
                .rows
                .iter()
                .filter(|row| row.at >= first)
                .map(|row| row.cell(at))
                .filter(|cell| !cell.is_empty())
                .take(SAMPLE)
                .collect();
            let title = headers(at);
            if title.is_empty() && cells.is_empty() {
                continue;
            }
            let (kind, confidence) = judge(&title, &cells, lists);
            columns.push(Column { at, header: title, kind, confidence, left_out: None });
        }
        let mut mapping = Self { header: header.map(|row| row.at), columns, shape };
        mapping.look_around();
        mapping.once_each();
        if let Some(known) = known {
            known.apply(&mut mapping.columns);
        }
        mapping.explain(edition);
        mapping
    }

    /// The volunteer says what a column is about. Another column of that kind is let go.
    pub fn set(&mut self, at: u32, kind: Kind, edition: &Edition) -> Result<(), MappingError> {
        let column = self.columns.iter().find(|column| column.at == at).ok_or(MappingError::Missing)?;
        if column.kind == Kind::Health && kind != Kind::Health {
            return Err(MappingError::Health);
        }
        for column in &mut self.columns {
            if column.at == at {
                (column.kind, column.confidence) = (kind, Confidence::Certain);
            } else if column.kind == kind && !kind.may_repeat() {
                (column.kind, column.confidence) = (Kind::Unknown, Confidence::None);
            }
        }
        self.explain(edition);
        Ok(())
    }

    /// Columns of a kind, from left to right.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = u32> {
        self.columns.iter().filter(move |column| column.kind == kind).map(|column| column.at)
    }

    /// The column of a kind.
    pub fn one(&self, kind: Kind) -> Option<u32> {
        self.all(kind).next()
    }

    /// What is kept so that the next file of this shape need not be mapped again.
    pub fn remember(&self) -> Remembered {
        Remembered::of(self)
    }

    /// Rows below the header that are no members: a header that is repeated on each page.
    pub(crate) fn is_header_again(&self, sheet: &Sheet, row: &Row) -> bool {
        let Some(header) = self.header.and_then(|at| sheet.row(at)) else { return false };
        row.filled() >= 2 && row.cells == header.cells
    }

    fn explain(&mut self, edition: &Edition) {
        for column in &mut self.columns {
            let guessed = (column.confidence == Confidence::Guess).then_some("import-column-unconfirmed");
            column.left_out = column.kind.left_out(edition).or(guessed);
        }
    }

    /// A telephone that stands behind the contact person is theirs, if another is the member's own.
    fn look_around(&mut self) {
        let contact = self.columns.iter().position(|it| it.kind == Kind::ContactName);
        let phones: Vec<usize> =
            (0..self.columns.len()).filter(|at| self.columns[*at].kind == Kind::Phone).collect();
        if let (Some(contact), [first, .., last]) = (contact, phones.as_slice())
            && *first < contact
            && contact < *last
        {
            (self.columns[*last].kind, self.columns[*last].confidence) =
                (Kind::ContactPhone, Confidence::Likely);
        }
    }

    /// Of two columns of one kind the surer counts, of equals the first.
    fn once_each(&mut self) {
        let mut best: BTreeMap<Kind, (Confidence, usize)> = BTreeMap::new();
        for (place, column) in self.columns.iter().enumerate() {
            let known = best.entry(column.kind).or_insert((column.confidence, place));
            if column.confidence > known.0 {
                *known = (column.confidence, place);
            }
        }
        for (place, column) in self.columns.iter_mut().enumerate() {
            let first = best.get(&column.kind).is_some_and(|(_, first)| *first == place);
            if !first && !column.kind.may_repeat() {
                (column.kind, column.confidence) = (Kind::Unknown, Confidence::None);
            }
        }
    }
}

/// The row whose cells are headers most of all: at least two known ones, or most of those that stand there.
fn header(sheet: &Sheet) -> Option<&Row> {
    let score = |row: &Row| {
        let mut texts: Vec<String> =
            row.cells.iter().filter(|it| matches!(it, Cell::Text(_))).map(Cell::shown).collect();
        texts.sort();
        texts.dedup();
        let found: Vec<By> = texts.iter().filter_map(|text| of_header(text)).map(|(_, by)| by).collect();
        let whole = found.iter().filter(|by| **by == By::Whole).count();
        let enough = whole >= 2 || (!found.is_empty() && found.len() * 2 >= texts.len() && texts.len() >= 2);
        if enough { whole * 2 + found.len() } else { 0 }
    };
    let rows = sheet.rows.iter().take(HEADER_WITHIN);
    // Of equals the first: a header that is repeated is met again below.
    let (best, row) = rows.map(|row| (score(row), row)).rev().max_by_key(|(score, _)| *score)?;
    (best > 0).then_some(row)
}

fn judge(title: &str, cells: &[&Cell], lists: &Lists) -> (Kind, Confidence) {
    let share = |kind: Kind| -> Option<f64> {
        let told: Vec<bool> = cells.iter().filter_map(|cell| fits(kind, cell, lists)).collect();
        #[expect(clippy::cast_precision_loss, reason = "at most sixty")]
        (!told.is_empty()).then(|| told.iter().filter(|it| **it).count() as f64 / told.len() as f64)
    };
    let says = of_header(title);
    if let Some((Kind::Health, _)) = says {
        return (Kind::Health, Confidence::Certain);
    }
    // 证件号码 is as often a passport's number as a resident's.
    if matches!(says, Some((Kind::DocumentNumber, _)))
        && share(Kind::ResidentId).is_some_and(|share| share > 0.8)
    {
        return (Kind::ResidentId, Confidence::Likely);
    }
    if let Some((kind, by)) = says {
        let agrees = share(kind);
        let confidence = match (by, agrees) {
            (By::Perhaps, _) => Confidence::Guess,
            (By::Part, Some(share)) if share < 0.3 => Confidence::Guess,
            // The header is plain, so the cells are wrong: each of them says so.
            (By::Whole, Some(share)) if share < 0.3 => Confidence::Likely,
            (By::Whole, _) => Confidence::Certain,
            (By::Part, _) => Confidence::Likely,
        };
        return (kind, confidence);
    }
    let guessed =
        TELLING.into_iter().find(|kind| cells.len() >= 2 && share(*kind).is_some_and(|share| share > 0.8));
    guessed.map_or((Kind::Unknown, Confidence::None), |kind| (kind, Confidence::Guess))
}
