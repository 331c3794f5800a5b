//! Which row has a code: open addressing over places, so that no code is stored twice.

use std::hash::{BuildHasher, RandomState};

use super::Row;

/// Where a code leads: its row, and which of the row's former codes it is (0 for the present one).
#[derive(Debug, Clone, Copy)]
struct Entry {
    row: u32,
    former: u32,
}

/// The index of a list.
#[derive(Debug, Clone)]
pub(super) struct Index {
    keys: RandomState,
    entries: Box<[Option<Entry>]>,
}

impl Index {
    /// Indexes rows by code, present ones first; gives the place of a present code that stands twice.
    pub(super) fn new(rows: &[Row]) -> Result<Self, usize> {
        let codes: usize = rows.iter().map(|row| 1 + row.former.len()).sum();
        let keys = RandomState::new();
        let mut index =
            Self { keys, entries: vec![None; (codes * 2).next_power_of_two()].into_boxed_slice() };
        for (place, row) in rows.iter().enumerate() {
            if !index.add(rows, &row.code, place, 0) {
                return Err(place);
            }
        }
        for (place, row) in rows.iter().enumerate() {
            for (former, code) in row.former.iter().enumerate() {
                // One that is in use again, or was of two, means the first.
                let _taken = index.add(rows, code, place, former + 1);
            }
        }
        Ok(index)
    }

    /// The place of the row that has a code, or had it.
    pub(super) fn row(&self, rows: &[Row], code: &str) -> Option<usize> {
        self.entries.get(self.slot(rows, code))?.map(|entry| entry.row as usize)
    }

    fn add(&mut self, rows: &[Row], code: &str, place: usize, former: usize) -> bool {
        let slot = self.slot(rows, code);
        let (Ok(row), Ok(former)) = (u32::try_from(place), u32::try_from(former)) else { return false };
        match self.entries.get_mut(slot) {
            Some(free @ None) => {
                *free = Some(Entry { row, former });
                true
            }
            _ => false,
        }
    }

    /// The slot that holds a code, or the free one where it would stand. At least half of all slots are free.
    fn slot(&self, rows: &[Row], code: &str) -> usize {
        let mask = self.entries.len() - 1;
        let hash = self.keys.hash_one(code) & u64::from(u32::MAX);
        let mut slot = usize::try_from(hash).unwrap_or_default() & mask;
        while let Some(entry) = self.entries[slot] {
            if code_of(rows, entry) == Some(code) {
                break;
            }
            slot = (slot + 1) & mask;
        }
        slot
    }
}

fn code_of(rows: &[Row], entry: Entry) -> Option<&str> {
    let row = rows.get(entry.row as usize)?;
    match entry.former.checked_sub(1) {
        None => Some(&row.code),
        Some(former) => row.former.get(former as usize).map(String::as_str),
    }
}
