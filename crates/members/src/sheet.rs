//! A sheet as it was read: rows of cells, each cell known by its address, whatever program wrote the file.

use std::fmt;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// Where a cell is: the row and the column, both from 0. Written `C17`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Address {
    /// From 0.
    pub row: u32,
    /// From 0.
    pub column: u32,
}

impl Address {
    /// The cell of this row and column, both from 0.
    pub fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }
}

/// The letters of a column: 0 is `A`, 26 is `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or_default()));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), u64::from(self.row) + 1)
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.to_string()
    }
}

impl TryFrom<String> for Address {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl std::str::FromStr for Address {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const WRONG: &str = "an address is letters and a number, such as C17";
        let digits = text.find(|c: char| c.is_ascii_digit()).ok_or(WRONG)?;
        let (letters, row) = text.split_at(digits);
        let column = letters.bytes().try_fold(0_u32, |column, letter| {
            let value = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
            column.checked_mul(26)?.checked_add(value)
        });
        let column = column.and_then(|column| column.checked_sub(1)).ok_or(WRONG)?;
        let row = row.parse::<u32>().ok().and_then(|row| row.checked_sub(1)).ok_or(WRONG)?;
        Ok(Self { row, column })
    }
}

/// What a cell holds.
#[derive(Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing, or only blanks.
    #[default]
    Empty,
    /// A text, without blanks around it.
    Text(Box<str>),
    /// A number, which the program may have made of something else.
    Number(f64),
    /// A day, and a time of day where there is one.
    Date(NaiveDate, Option<NaiveTime>),
    /// A time of day alone.
    Time(NaiveTime),
    /// Ticked or not.
    Truth(bool),
    /// An error of the program, such as `#N/A`.
    Fault,
}

/// Cells hold what is known of people: none shows it in a log.
impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "Empty",
            Self::Text(_) => "Text",
            Self::Number(_) => "Number",
            Self::Date(..) => "Date",
            Self::Time(_) => "Time",
            Self::Truth(_) => "Truth",
            Self::Fault => "Fault",
        })
    }
}

impl Cell {
    /// A text without the blanks around it; nothing where only blanks were.
    pub fn text(text: &str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if text.is_empty() { Self::Empty } else { Self::Text(text.into()) }
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// What a person sees in it.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.to_string(),
            Self::Number(number) => whole(*number).map_or_else(|| number.to_string(), |it| it.to_string()),
            Self::Date(day, None) => day.to_string(),
            Self::Date(day, Some(time)) => format!("{day} {}", time.format("%H:%M")),
            Self::Time(time) => time.format("%H:%M").to_string(),
            Self::Truth(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
            Self::Fault => "#".to_owned(),
        }
    }
}

/// The number without a point, as long as a spreadsheet still holds each of its digits (15 of them).
pub fn whole(number: f64) -> Option<i64> {
    const MOST: f64 = 999_999_999_999_999.0;
    #[expect(clippy::cast_possible_truncation, reason = "within fifteen digits and without a part")]
    (number.fract() == 0.0 && number.abs() <= MOST).then_some(number as i64)
}

/// A row with something in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Its place in the file, from 0.
    pub at: u32,
    /// Its cells from column A on, up to the last with something in it.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a column; nothing beyond the last.
    pub fn cell(&self, column: u32) -> &Cell {
        self.cells.get(column as usize).unwrap_or(&Cell::Empty)
    }

    /// How many cells hold something.
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }
}

/// A sheet: the rows with something in them, in their order. Merged cells each hold what the first of them holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// As the file names it; a text file's has no name.
    pub name: String,
    /// Rows with something in them.
    pub rows: Vec<Row>,
    /// Columns, counted to the last with something in it.
    pub columns: u32,
    /// Whether days are counted from 1904, as old programs of the Macintosh do.
    pub from_1904: bool,
}

impl Sheet {
    /// The row at this place of the file.
    pub fn row(&self, at: u32) -> Option<&Row> {
        self.rows.binary_search_by_key(&at, |row| row.at).ok().map(|place| &self.rows[place])
    }

    /// The cell at an address; nothing where there is none.
    pub fn cell(&self, address: Address) -> &Cell {
        self.row(address.row).map_or(&Cell::Empty, |row| row.cell(address.column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_said_as_the_spreadsheet_says_it() {
        for (address, said) in
            [(Address::new(0, 0), "A1"), (Address::new(16, 2), "C17"), (Address::new(99, 27), "AB100")]
        {
            assert_eq!(address.to_string(), said);
            assert_eq!(said.parse(), Ok(address), "and is understood again");
        }
        for wrong in ["", "C", "17", "C0", "c17", "ZZZZZZZZ1", "C99999999999"] {
            assert!(wrong.parse::<Address>().is_err(), "{wrong:?} is no address");
        }
    }

    #[test]
    fn a_cell_says_nothing_of_anybody_in_a_log() {
        assert_eq!(format!("{:?}", Cell::text("陈雨桐")), "Text");
        assert_eq!(format!("{:?}", Cell::Number(393_471_234_567.0)), "Number");
    }
}
