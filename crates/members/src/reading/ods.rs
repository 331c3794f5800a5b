//! ODS. Read here and not by calamine, which unfolds repeated cells before it counts them and does not say which are merged.

use std::io::{BufReader, Read};

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::grid::{Grid, Merged};
use super::{Book, ReadError, limits, zipped};
use crate::sheet::{Address, Cell};

/// Repeated cells and rows with something in them, at most: more is no list of different people.
const MOST_REPEATED: u32 = 1_000;

pub(super) fn read(bytes: &[u8]) -> Result<Book, ReadError> {
    zipped::measure(bytes)?;
    let mut archive = zipped::open(bytes)?;
    if archive.by_name("META-INF/manifest.xml").is_ok_and(is_locked) {
        return Err(ReadError::Locked);
    }
    let content = archive.by_name("content.xml").map_err(|_| ReadError::Broken)?;
    let mut xml = Reader::from_reader(BufReader::new(content));
    let mut book = Book::default();
    let mut table = Table::default();
    let mut hidden_styles = Vec::new();
    let mut style = String::new();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = xml.read_event_into(&mut buffer).map_err(|_| ReadError::Broken)?;
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let closed = matches!(event, Event::Empty(_));
                match tag.name().as_ref() {
                    "style:style" => style = attribute(tag, "style:name").unwrap_or_default(),
                    "style:table-properties"
                        if attribute(tag, "table:display").as_deref() == Some("false") =>
                    {
                        hidden_styles.push(std::mem::take(&mut style));
                    }
                    "table:table" if book.sheets.len() + book.hidden.len() > limits::SHEETS => {
                        return Err(ReadError::Bomb);
                    }
                    "table:table" => table = Table::begin(tag),
                    "table:table-row" => table.begin_row(tag, closed)?,
                    "table:table-cell" | "table:covered-table-cell" => table.begin_cell(tag, closed)?,
                    "office:annotation" => table.aside += u32::from(!closed),
                    "text:s" | "text:tab" => table.say(" ")?,
                    "text:p" | "text:line-break" => table.new_line()?,
                    _ => {}
                }
            }
            Event::Text(text) => table.say(text)?,
            Event::CData(text) => table.say(text)?,
            Event::GeneralRef(named) => table.say(&meant(named))?,
            Event::End(tag) => match tag.name().as_ref() {
                "table:table-cell" | "table:covered-table-cell" => table.end_cell()?,
                "office:annotation" => table.aside = table.aside.saturating_sub(1),
                "table:table-row" => table.end_row(),
                "table:table" => {
                    let table = std::mem::take(&mut table);
                    if hidden_styles.contains(&table.style) {
                        book.hidden.push(table.name);
                    } else {
                        book.sheets.extend(table.into_sheet()?);
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(book),
            _ => {}
        }
    }
}

fn is_locked(part: impl Read) -> bool {
    let mut text = String::new();
    part.take(1 << 20).read_to_string(&mut text).is_ok() && text.contains("encryption-data")
}

/// The character that `&amp;` and its like stand for.
fn meant(name: &str) -> String {
    match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        other => {
            let number = other.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => number.parse().ok(),
            });
            number.and_then(char::from_u32).map_or_else(String::new, String::from)
        }
    }
}

/// A sheet while it is read.
#[derive(Default)]
struct Table {
    name: String,
    style: String,
    grid: Grid,
    merged: Vec<Merged>,
    row: u32,
    /// How often the row stands there.
    rows: u32,
    column: u32,
    /// Cells of the row, and how often each stands there.
    cells: Vec<(u32, u32, Cell)>,
    cell: Option<Open>,
    /// Inside a note at a cell, which is not what the cell holds.
    aside: u32,
}

/// A cell while it is read.
struct Open {
    repeated: u32,
    kind: String,
    value: Option<String>,
    text: String,
}

impl Table {
    fn begin(tag: &BytesStart<'_>) -> Self {
        Self {
            name: attribute(tag, "table:name").unwrap_or_default(),
            style: attribute(tag, "table:style-name").unwrap_or_default(),
            ..Self::default()
        }
    }

    fn begin_row(&mut self, tag: &BytesStart<'_>, closed: bool) -> Result<(), ReadError> {
        self.rows = count(tag, "table:number-rows-repeated")?;
        self.column = 0;
        self.cells.clear();
        if closed {
            self.end_row();
        }
        Ok(())
    }

    fn end_row(&mut self) {
        self.row = self.row.saturating_add(self.rows);
    }

    fn begin_cell(&mut self, tag: &BytesStart<'_>, closed: bool) -> Result<(), ReadError> {
        let (down, right) =
            (count(tag, "table:number-rows-spanned")?, count(tag, "table:number-columns-spanned")?);
        if down > 1 || right > 1 {
            let first = Address::new(self.row, self.column);
            let last = Address::new(self.row.saturating_add(down - 1), self.column.saturating_add(right - 1));
            self.merged.push(Merged { first, last });
        }
        let kind = attribute(tag, "office:value-type").unwrap_or_default();
        let value = ["office:value", "office:date-value", "office:time-value", "office:boolean-value"]
            .iter()
            .find_map(|name| attribute(tag, name));
        let repeated = count(tag, "table:number-columns-repeated")?;
        self.cell = Some(Open { repeated, kind, value, text: String::new() });
        if closed { self.end_cell() } else { Ok(()) }
    }

    fn end_cell(&mut self) -> Result<(), ReadError> {
        let Some(open) = self.cell.take() else { return Ok(()) };
        let (column, repeated) = (self.column, open.repeated);
        self.column = self.column.saturating_add(repeated);
        let cell = open.holds();
        if cell.is_empty() {
            return Ok(());
        }
        if repeated.saturating_mul(self.rows) > MOST_REPEATED {
            return Err(ReadError::Bomb);
        }
        for down in 0..self.rows {
            for right in 0..repeated {
                let at = Address::new(self.row.saturating_add(down), column.saturating_add(right));
                self.grid.put(at, cell.clone())?;
            }
        }
        Ok(())
    }

    fn say(&mut self, text: &str) -> Result<(), ReadError> {
        let at = Address::new(self.row, self.column);
        if let Some(open) = self.cell.as_mut().filter(|_| self.aside == 0) {
            if open.text.len() + text.len() > limits::CELL * 4 {
                return Err(ReadError::CellTooLong(at));
            }
            open.text.push_str(text);
        }
        Ok(())
    }

    fn new_line(&mut self) -> Result<(), ReadError> {
        let begun = self.cell.as_ref().is_some_and(|open| !open.text.is_empty());
        if begun { self.say("\n") } else { Ok(()) }
    }

    fn into_sheet(mut self) -> Result<Option<crate::sheet::Sheet>, ReadError> {
        for merged in &self.merged {
            self.grid.fill(merged)?;
        }
        Ok(self.grid.into_sheet(self.name, false))
    }
}

impl Open {
    fn holds(self) -> Cell {
        let value = self.value.as_deref();
        let typed = match self.kind.as_str() {
            "float" | "percentage" | "currency" => {
                value.and_then(|it| it.parse().ok()).filter(|it: &f64| it.is_finite()).map(Cell::Number)
            }
            "boolean" => value.map(|it| Cell::Truth(it == "true")),
            "date" => value.and_then(|it| {
                let day = |it: &str| it.parse::<NaiveDate>().ok();
                let at = it.parse::<NaiveDateTime>().ok();
                at.map(|at| Cell::Date(at.date(), Some(at.time())))
                    .or_else(|| Some(Cell::Date(day(it)?, None)))
            }),
            "time" => value.and_then(|it| NaiveTime::parse_from_str(it, "PT%HH%MM%SS").ok()).map(Cell::Time),
            _ => None,
        };
        typed.unwrap_or_else(|| Cell::text(&self.text))
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).ok()??;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// How often, at least once.
fn count(tag: &BytesStart<'_>, name: &str) -> Result<u32, ReadError> {
    match attribute(tag, name) {
        None => Ok(1),
        Some(text) => text.parse().map(|it: u32| it.max(1)).map_err(|_| ReadError::Broken),
    }
}
