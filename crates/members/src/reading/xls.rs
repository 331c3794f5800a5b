//! Old workbooks before calamine reads them: how large a table their records ask for.
//!
//! The library makes one dense table of each sheet at once, as large as its outermost cells say. A file of a few bytes could
//! so ask for more memory than there is, and that cannot be caught. Here the same records are walked, and only counted.

mod compound;

use super::ReadError;
use compound::{u16_at, u32_at};

/// Most cells of the tables of all sheets together, empty ones among them.
const MOST_DENSE: u64 = 4_000_000;
/// Most cells that a sheet may announce. Only room for them is kept, but that is asked for at once.
const MOST_ANNOUNCED: u64 = 65_536 * 256;

/// Refuses a workbook whose tables are too large.
pub(super) fn prove(bytes: &[u8]) -> Result<(), ReadError> {
    let stream = compound::workbook(bytes).ok_or(ReadError::Broken)?;
    let mut sheets = Vec::new();
    for (kind, data) in records(&stream, 0) {
        match kind {
            0x0085 => sheets.push(u32_at(data, 0).ok_or(ReadError::Broken)?),
            0x000a => break,
            _ => {}
        }
    }
    if sheets.len() > super::limits::SHEETS {
        return Err(ReadError::Bomb);
    }
    // Several sheets at one place would be read several times.
    let mut all = 0;
    for place in sheets {
        let table = Table::of(&stream, place).ok_or(ReadError::Broken)?;
        if table.announced > MOST_ANNOUNCED {
            return Err(ReadError::Bomb);
        }
        all += table.dense();
        if all > MOST_DENSE {
            return Err(ReadError::Bomb);
        }
    }
    Ok(())
}

/// The outermost cells of a sheet.
#[derive(Default)]
struct Table {
    rows: Option<(u64, u64)>,
    columns: Option<(u64, u64)>,
    announced: u64,
}

impl Table {
    fn of(stream: &[u8], place: u32) -> Option<Self> {
        let mut table = Self::default();
        let mut depth = 0_u32;
        let mut begun = false;
        for (kind, data) in records(stream, place as usize) {
            match kind {
                0x0809 if begun => depth += 1,
                0x0809 => begun = true,
                0x000a if depth == 0 => break,
                0x000a => depth -= 1,
                _ if depth > 0 => {}
                0x0200 => table.announced = table.announced.max(announced(data)?),
                // Cells with a number, a text, a truth, an error or a formula.
                0x0203 | 0x0204 | 0x0205 | 0x0006 | 0x00d6 | 0x00fd | 0x027e => {
                    table.reach(u16_at(data, 0)?, u16_at(data, 2)?);
                }
                // A row of numbers, from its first column to its last.
                0x00bd => {
                    table.reach(u16_at(data, 0)?, u16_at(data, 2)?);
                    table.reach(u16_at(data, 0)?, u16_at(data, data.len().checked_sub(2)?)?);
                }
                _ => {}
            }
        }
        Some(table)
    }

    fn reach(&mut self, row: u16, column: u16) {
        for (seen, at) in [(&mut self.rows, u64::from(row)), (&mut self.columns, u64::from(column))] {
            *seen = Some(seen.map_or((at, at), |(first, last)| (first.min(at), last.max(at))));
        }
    }

    fn dense(&self) -> u64 {
        let width = |seen: Option<(u64, u64)>| seen.map_or(0, |(first, last)| last - first + 1);
        width(self.rows) * width(self.columns)
    }
}

/// The cells that a sheet says it has.
fn announced(data: &[u8]) -> Option<u64> {
    let (first, last, columns) = match data.len() {
        10 => (u16_at(data, 0)?.into(), u16_at(data, 2)?.into(), u16_at(data, 6)?),
        14 | 16 => (u32_at(data, 0)?, u32_at(data, 4)?, u16_at(data, 10)?),
        _ => return None,
    };
    let rows = if last == 0 { 1 } else { u64::from(last.checked_sub(first)?) };
    Some(rows * u64::from(columns))
}

/// Records from a place on: what each is, and what it holds.
fn records(stream: &[u8], place: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream.get(place..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(rest, 0)?, u16_at(rest, 2)?);
        let data = rest.get(4..4 + usize::from(length))?;
        rest = &rest[4 + data.len()..];
        Some((kind, data))
    })
}
