//! Lists on their way out: the rows that could not be imported, with their reasons; and cases as a list, without health.
//!
//! Every cell is written as a text, so that no program computes what a member is called. A list that was written here and is
//! read again changes nothing.

mod cases;

use rust_xlsxwriter::{Format, Workbook};

use crate::decisions::Decisions;
use crate::finding::Finding;
use crate::preview::Preview;
use crate::sheet::{Address, Cell, Sheet};

pub use cases::{Language, cases};

/// Rows of texts, the first of them the headers.
pub type Table = Vec<Vec<String>>;

/// Why a list cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("export-failed")]
pub struct ExportError;

/// What makes programs take a text for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The rows that an import would leave behind, as they stand in the list, and their reasons in a last column.
pub fn left_behind(
    sheet: &Sheet,
    header: Option<u32>,
    (decisions, preview): (&Decisions, &Preview),
    heading: &str,
    in_words: impl Fn(&Finding) -> String,
) -> Table {
    let width = sheet.columns as usize;
    let cells = |at: u32| -> Vec<String> {
        let shown = |column: u32| {
            let address = Address::new(at, column);
            decisions.edits.get(&address).cloned().unwrap_or_else(|| sheet.cell(address).shown())
        };
        (0..sheet.columns).map(shown).collect()
    };
    let mut head = header.map_or_else(|| vec![String::new(); width], cells);
    head.push(heading.to_owned());
    let mut table = vec![head];
    for line in preview.lines.iter().filter(|line| !line.ready) {
        for at in &line.member.rows {
            let reasons: Vec<String> = line
                .member
                .findings
                .iter()
                .filter(|finding| finding.cell.row == *at)
                .map(|finding| format!("{}: {}", finding.cell, in_words(finding)))
                .collect();
            let mut row = cells(*at);
            row.push(reasons.join("\n"));
            // A family's row stands once, with the reasons of all.
            match table.last_mut().filter(|last| last[..width] == row[..width]) {
                Some(last) => {
                    if let (Some(all), Some(more)) = (last.last_mut(), row.pop()) {
                        *all = [std::mem::take(all), more].join("\n");
                    }
                }
                None => table.push(row),
            }
        }
    }
    table
}

/// The bytes of a workbook.
pub fn workbook(name: &str, table: &Table) -> Result<Vec<u8>, ExportError> {
    let mut file = Workbook::new();
    // As if a person had typed an apostrophe before it: it stays a text even when the cell is edited.
    let text = Format::new().set_quote_prefix().set_num_format("@");
    let sheet = file.add_worksheet();
    sheet.set_name(name).map_err(|_| ExportError)?;
    for (row, cells) in (0..).zip(table) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string_with_format(row, column, cell, &text).map_err(|_| ExportError)?;
        }
    }
    file.save_to_buffer().map_err(|_| ExportError)
}

/// The bytes of a CSV file in UTF-8 with a mark, as Excel opens it.
pub fn text(table: &Table) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    for row in table {
        let cells: Vec<String> = row.iter().map(|cell| quoted(&guarded(cell))).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', ';', '\t', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

/// A text that no program takes for a formula.
fn guarded(cell: &str) -> String {
    if cell.starts_with(FORMULA) { format!("'{cell}") } else { cell.to_owned() }
}

/// What stands behind the guard of a cell of a text file.
pub(crate) fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) => rest,
        _ => cell,
    }
}

/// A table as a sheet, as if it had been read.
impl From<&Table> for Sheet {
    fn from(table: &Table) -> Self {
        let rows: Vec<crate::Row> = (0..)
            .zip(table)
            .map(|(at, cells)| crate::Row { at, cells: cells.iter().map(|cell| Cell::text(cell)).collect() })
            .collect();
        let columns = rows.iter().map(|row| row.cells.len()).max().and_then(|it| u32::try_from(it).ok());
        Self { rows, columns: columns.unwrap_or_default(), ..Self::default() }
    }
}
