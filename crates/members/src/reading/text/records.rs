//! The lines of a text file as rows of cells.
//!
//! Read here and not by the crate `csv`, which leaves empty lines out without saying so: `C17` has to be the cell that the
//! volunteer's own program calls so. Nothing is an error: a quote that is never closed ends with the file.

use super::Delimiter;

/// Rows from a text, empty ones among them.
pub(super) struct Records<'a> {
    rest: &'a str,
    mark: char,
}

impl<'a> Records<'a> {
    pub(super) fn of(text: &'a str, delimiter: Delimiter) -> Self {
        Self { rest: text, mark: delimiter.mark() }
    }

    /// The next cell, and whether the row goes on after it.
    fn cell(&mut self) -> (String, bool) {
        let mut cell = String::new();
        if let Some(quoted) = self.rest.strip_prefix('"') {
            self.rest = quoted;
            self.quoted(&mut cell);
        }
        let end = self.rest.find([self.mark, '\n', '\r']).unwrap_or(self.rest.len());
        cell.push_str(&self.rest[..end]);
        self.rest = &self.rest[end..];
        if let Some(rest) = self.rest.strip_prefix(self.mark) {
            self.rest = rest;
            return (cell, true);
        }
        self.rest = self
            .rest
            .strip_prefix("\r\n")
            .or_else(|| self.rest.strip_prefix(['\n', '\r']))
            .unwrap_or_default();
        (cell, false)
    }

    /// What stands between quotes, in which two of them are one.
    fn quoted(&mut self, cell: &mut String) {
        while let Some(end) = self.rest.find('"') {
            cell.push_str(&self.rest[..end]);
            self.rest = &self.rest[end + 1..];
            match self.rest.strip_prefix('"') {
                Some(rest) => {
                    cell.push('"');
                    self.rest = rest;
                }
                None => return,
            }
        }
        cell.push_str(self.rest);
        self.rest = "";
    }
}

impl Iterator for Records<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        if self.rest.is_empty() {
            return None;
        }
        let mut row = Vec::new();
        loop {
            let (cell, goes_on) = self.cell();
            row.push(cell);
            if !goes_on {
                return Some(row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_are_rows_and_lines_inside_quotes_are_none() {
        let text = "a,\"b, \"\"c\"\"\"\r\n\r\n\"two\nlines\",d\n\"open";
        let rows: Vec<_> = Records::of(text, Delimiter::Comma).collect();
        let expected: [&[&str]; 4] = [&["a", "b, \"c\""], &[""], &["two\nlines", "d"], &["open"]];
        assert_eq!(rows, expected, "as a spreadsheet counts them");
    }
}
