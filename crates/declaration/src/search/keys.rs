//! The folded keys of a list as one text, searched in one pass.

use rulebook::characters::is_han;

use super::Rank;

/// Stands before and after each key.
const EDGE: char = '\n';

/// Folded keys of all rows as one text, and where each row's keys end in it.
#[derive(Debug, Clone)]
pub(super) struct Keys {
    text: String,
    ends: Vec<usize>,
}

impl Default for Keys {
    fn default() -> Keys {
        Keys { text: EDGE.to_string(), ends: Vec::new() }
    }
}

impl Keys {
    pub(super) fn add(&mut self, key: &str) {
        if !key.is_empty() {
            self.text.push_str(key);
            self.text.push(EDGE);
        }
    }

    pub(super) fn end_row(&mut self) {
        self.ends.push(self.text.len());
    }

    /// Calls `found` for each row that has `query` somewhere, perhaps more than once.
    pub(super) fn each_match(&self, query: &str, found: &mut impl FnMut(usize, Rank)) {
        let bytes = self.text.as_bytes();
        let mut row = 0;
        for (place, _) in self.text.match_indices(query) {
            while self.ends.get(row).is_some_and(|end| *end <= place) {
                row += 1;
            }
            let before = place.checked_sub(1).and_then(|before| bytes.get(before));
            let rank = match before {
                Some(b'\n') if bytes.get(place + query.len()) == Some(&b'\n') => Rank::Whole,
                Some(b'\n') => Rank::Start,
                Some(b' ') => Rank::Word,
                _ if is_cut(&self.text[..place]) => continue,
                _ => Rank::Part,
            };
            found(row, rank);
        }
    }

    /// Calls `found` for each row that has exactly this key, perhaps more than once.
    pub(super) fn each_whole(&self, key: &str, found: &mut impl FnMut(usize)) {
        self.each_match(key, &mut |row, rank| {
            if rank == Rank::Whole {
                found(row);
            }
        });
    }

    /// Calls `found` for each row that has a key beginning with `query`.
    pub(super) fn each_start(&self, query: &str, found: &mut impl FnMut(usize, Rank)) {
        self.each_match(query, &mut |row, rank| {
            if rank <= Rank::Start {
                found(row, rank);
            }
        });
    }
}

/// Whether what comes before a match is one Chinese character of its name: 科莫 (Como) is no part of 科科莫 (Kokomo), as 浦东 is one of
/// 上海浦东.
fn is_cut(before: &str) -> bool {
    let mut back = before.chars().rev();
    back.next().is_some_and(is_han) && back.next().is_none_or(|one| matches!(one, '\n' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_rows_of_one_name_that_stand_beside_one_another_are_both_found() {
        let mut keys = Keys::default();
        for name in ["berlin", "berlin", "bern"] {
            keys.add(name);
            keys.end_row();
        }
        let mut rows = Vec::new();
        keys.each_whole("berlin", &mut |row| rows.push(row));
        assert_eq!(rows, [0, 1], "of two that are called so none is the one that was meant");
    }
}
