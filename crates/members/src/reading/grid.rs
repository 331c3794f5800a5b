//! Cells as they come from a reader, collected into a sheet within the limits.

use super::{ReadError, limits};
use crate::sheet::{Address, Cell, Row, Sheet};

/// A rectangle of merged cells, first and last row and column.
pub(super) struct Merged {
    pub(super) first: Address,
    pub(super) last: Address,
}

/// A sheet while it is read.
#[derive(Default)]
pub(super) struct Grid {
    rows: Vec<Row>,
    cells: usize,
}

impl Grid {
    /// Puts a cell in its place. Readers give cells row by row; a file that goes back is put in order at the end.
    pub(super) fn put(&mut self, address: Address, cell: Cell) -> Result<(), ReadError> {
        if cell.is_empty() {
            return Ok(());
        }
        if address.column >= limits::COLUMNS {
            return Err(ReadError::TooManyColumns);
        }
        if let Cell::Text(text) = &cell
            && text.len() > limits::CELL
            && text.chars().count() > limits::CELL
        {
            return Err(ReadError::CellTooLong(address));
        }
        self.cells += 1;
        if self.cells > limits::CELLS {
            return Err(ReadError::TooManyCells);
        }
        let place = match self.rows.last() {
            Some(last) if last.at == address.row => self.rows.len() - 1,
            Some(last) if last.at > address.row => {
                match self.rows.binary_search_by_key(&address.row, |row| row.at) {
                    Ok(place) => place,
                    Err(place) => {
                        self.rows.insert(place, Row { at: address.row, cells: Vec::new() });
                        place
                    }
                }
            }
            _ => {
                self.rows.push(Row { at: address.row, cells: Vec::new() });
                self.rows.len() - 1
            }
        };
        if self.rows.len() > limits::ROWS {
            return Err(ReadError::TooManyRows);
        }
        let cells = &mut self.rows[place].cells;
        let column = address.column as usize;
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = cell;
        Ok(())
    }

    /// Gives every cell of a merged rectangle what stands in its first. Only rows that have something else are filled, so
    /// that a rectangle over empty rows makes no members.
    pub(super) fn fill(&mut self, merged: &Merged) -> Result<(), ReadError> {
        let (first, last) = (merged.first, merged.last);
        let Ok(top) = self.rows.binary_search_by_key(&first.row, |row| row.at) else { return Ok(()) };
        let value = self.rows[top].cell(first.column).clone();
        let end = last.column.min(limits::COLUMNS - 1);
        for place in top..self.rows.len() {
            let at = self.rows[place].at;
            if at > last.row {
                break;
            }
            for column in first.column..=end {
                if self.rows[place].cell(column).is_empty() {
                    self.put(Address::new(at, column), value.clone())?;
                }
            }
        }
        Ok(())
    }

    /// The sheet; none if nothing stands in it.
    pub(super) fn into_sheet(self, name: String, from_1904: bool) -> Option<Sheet> {
        let columns = self.rows.iter().map(|row| row.cells.len()).max()?;
        let columns = u32::try_from(columns).ok()?;
        Some(Sheet { name, rows: self.rows, columns, from_1904 })
    }
}
