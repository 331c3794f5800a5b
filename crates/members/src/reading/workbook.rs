//! XLSX and XLS by calamine: cell by cell, so that a file of a few bytes cannot ask for a table of millions.

use std::io::Cursor;

use calamine::{
    Data, DataRef, Dimensions, ExcelDateTime, Reader, Sheet as Part, SheetType, SheetVisible, Xls, XlsError,
    Xlsx, XlsxError,
};
use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

use super::grid::{Grid, Merged};
use super::{Book, ReadError, limits, xls, zipped};
use crate::sheet::{Address, Cell};

pub(super) fn xlsx(bytes: &[u8]) -> Result<Book, ReadError> {
    let measured = zipped::measure(bytes)?;
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|why| match why {
        XlsxError::Password => ReadError::Locked,
        _ => ReadError::Broken,
    })?;
    let mut book = Book::default();
    for name in seen(workbook.sheets_metadata(), &mut book)? {
        let mut grid = Grid::default();
        let mut from_1904 = false;
        {
            let mut cells = workbook.worksheet_cells_reader(&name).map_err(|_| ReadError::Broken)?;
            while let Some(cell) = cells.next_cell().map_err(|_| ReadError::Broken)? {
                let (row, column) = cell.get_position();
                let value = match cell.get_value() {
                    DataRef::DateTime(day) => {
                        from_1904 |= counts_from_1904(day);
                        date(day)
                    }
                    value => of_ref(value),
                };
                grid.put(Address::new(row, column), value)?;
            }
        }
        if measured.merges {
            let all = workbook.merge_cells_by_sheet_name(&name).map_err(|_| ReadError::Broken)?;
            fill(&mut grid, &all)?;
        }
        book.sheets.extend(grid.into_sheet(name, from_1904));
    }
    Ok(book)
}

pub(super) fn xls(bytes: &[u8]) -> Result<Book, ReadError> {
    xls::prove(bytes)?;
    let mut workbook: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|why| match why {
        XlsError::Password => ReadError::Locked,
        _ => ReadError::Broken,
    })?;
    let from_1904 = workbook.has_1904_epoch();
    let mut book = Book::default();
    for name in seen(workbook.sheets_metadata(), &mut book)? {
        let range = workbook.worksheet_range(&name).map_err(|_| ReadError::Broken)?;
        let mut grid = Grid::default();
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let at =
                |first: u32, further: usize| u32::try_from(further).ok().and_then(|it| first.checked_add(it));
            let (Some(row), Some(column)) = (at(first_row, row), at(first_column, column)) else {
                return Err(ReadError::Broken);
            };
            grid.put(Address::new(row, column), of_data(value))?;
        }
        fill(&mut grid, &workbook.merge_cells_by_sheet_name(&name).unwrap_or_default())?;
        book.sheets.extend(grid.into_sheet(name, from_1904));
    }
    Ok(book)
}

/// Names of the sheets that can be seen; those of hidden ones go into the book.
fn seen(parts: &[Part], book: &mut Book) -> Result<Vec<String>, ReadError> {
    if parts.len() > limits::SHEETS {
        return Err(ReadError::Bomb);
    }
    let mut names = Vec::new();
    for part in parts.iter().filter(|part| part.typ == SheetType::WorkSheet) {
        match part.visible {
            SheetVisible::Visible => names.push(part.name.clone()),
            SheetVisible::Hidden | SheetVisible::VeryHidden => book.hidden.push(part.name.clone()),
        }
    }
    Ok(names)
}

fn fill(grid: &mut Grid, all: &[Dimensions]) -> Result<(), ReadError> {
    for merged in all {
        let (first, last) = (merged.start, merged.end);
        grid.fill(&Merged { first: Address::new(first.0, first.1), last: Address::new(last.0, last.1) })?;
    }
    Ok(())
}

fn of_ref(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Int(number) => whole(*number),
        DataRef::Float(number) => number_of(*number),
        DataRef::Bool(truth) => Cell::Truth(*truth),
        DataRef::DateTime(day) => date(day),
        DataRef::DateTimeIso(text) => iso(text),
        DataRef::DurationIso(text) => Cell::text(text),
        DataRef::Error(_) => Cell::Fault,
    }
}

fn of_data(value: &Data) -> Cell {
    match value {
        Data::DateTime(day) => date(day),
        Data::String(text) => Cell::text(text),
        Data::Float(number) => number_of(*number),
        Data::Int(number) => whole(*number),
        Data::Bool(truth) => Cell::Truth(*truth),
        Data::DateTimeIso(text) => iso(text),
        Data::DurationIso(text) => Cell::text(text),
        Data::Error(_) => Cell::Fault,
        _ => Cell::Empty,
    }
}

#[expect(clippy::cast_precision_loss, reason = "what a spreadsheet does too")]
fn whole(number: i64) -> Cell {
    Cell::Number(number as f64)
}

fn number_of(number: f64) -> Cell {
    if number.is_finite() { Cell::Number(number) } else { Cell::Fault }
}

/// A day as the program keeps it: days since the end of 1899, or since 1904. A number that is no day of these two centuries
/// stays a number, so that nobody is born in 5020.
fn date(day: &ExcelDateTime) -> Cell {
    const LAST: f64 = 109_205.0; // the end of 2198
    let number = day.as_f64();
    if !(0.0..LAST).contains(&number) {
        return number_of(number);
    }
    if day.is_duration() || number < 1.0 {
        return time_of(number.fract()).map_or(Cell::Number(number), Cell::Time);
    }
    let (year, month, of_month, ..) = day.to_ymd_hms_milli();
    match NaiveDate::from_ymd_opt(year.into(), month.into(), of_month.into()) {
        Some(date) => Cell::Date(date, time_of(number.fract()).filter(|_| number.fract() > 0.0)),
        None => Cell::Number(number),
    }
}

/// Whether the same number is another day than it would be from 1900 on.
fn counts_from_1904(day: &ExcelDateTime) -> bool {
    let usual = ExcelDateTime::new(day.as_f64(), calamine::ExcelDateTimeType::DateTime, false);
    (1.0..100_000.0).contains(&day.as_f64()) && usual.to_ymd_hms_milli() != day.to_ymd_hms_milli()
}

/// The time of day that a part of a day is, to the minute.
fn time_of(part: f64) -> Option<NaiveTime> {
    #[expect(clippy::cast_possible_truncation, reason = "minutes of a day")]
    let minutes = (part * 1440.0).round() as i64;
    NaiveTime::MIN.overflowing_add_signed(Duration::minutes(minutes)).0.into()
}

fn iso(text: &str) -> Cell {
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Cell::Date(day, None);
    }
    match text.parse::<NaiveDateTime>() {
        Ok(at) => Cell::Date(at.date(), Some(at.time())),
        Err(_) => Cell::text(text),
    }
}
