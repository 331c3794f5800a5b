//! Lines in batches: many at once pass from the reader to the threads that judge.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use crate::refused::{Outcome, at};

/// Bytes after which a batch is passed on.
const BATCH: usize = 256 * 1024;
/// Longest line that is looked at. A declaration has a few thousand bytes.
const LONGEST: u64 = 1024 * 1024;

/// Lines that follow one another.
#[derive(Default)]
pub(super) struct Batch {
    bytes: Vec<u8>,
    /// Number and end of each line; none for one that was too long to keep.
    ends: Vec<(u64, Option<usize>)>,
}

impl Batch {
    /// Number of each line, from 1, and its bytes; none if it is too long.
    pub(super) fn lines(&self) -> impl Iterator<Item = (u64, Option<&[u8]>)> {
        let mut start = 0;
        self.ends.iter().map(move |&(number, end)| {
            let line = end.and_then(|end| self.bytes.get(start..end));
            start = end.unwrap_or(start);
            (number, line)
        })
    }

    pub(super) fn last_line(&self) -> u64 {
        self.ends.last().map_or(0, |(number, _)| *number)
    }
}

/// The file, or standard input for `-`.
pub(super) fn open(path: &Path) -> Outcome<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::with_capacity(BATCH, io::stdin())));
    }
    Ok(Box::new(BufReader::with_capacity(BATCH, File::open(path).map_err(at(path))?)))
}

/// Passes on all lines that are not blank, until nobody takes them any more.
pub(super) fn batches(mut input: Box<dyn BufRead>, mut pass: impl FnMut(Batch) -> bool) -> io::Result<()> {
    let mut batch = Batch::default();
    let mut number = 0;
    loop {
        let start = batch.bytes.len();
        let read = (&mut input).take(LONGEST).read_until(b'\n', &mut batch.bytes)?;
        if read == 0 {
            break;
        }
        number += 1;
        let whole = batch.bytes.ends_with(b"\n") || (read as u64) < LONGEST;
        if !whole {
            batch.bytes.truncate(start);
            skip_line(&mut input)?;
            batch.ends.push((number, None));
        } else if batch.bytes[start..].trim_ascii().is_empty() {
            batch.bytes.truncate(start);
        } else {
            batch.ends.push((number, Some(batch.bytes.len())));
        }
        if batch.bytes.len() >= BATCH && !pass(std::mem::take(&mut batch)) {
            return Ok(());
        }
    }
    if !batch.ends.is_empty() {
        pass(batch);
    }
    Ok(())
}

fn skip_line(input: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let bytes = input.fill_buf()?;
        if bytes.is_empty() {
            return Ok(());
        }
        let end = bytes.iter().position(|byte| *byte == b'\n');
        let skipped = end.map_or(bytes.len(), |end| end + 1);
        input.consume(skipped);
        if end.is_some() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::{LONGEST, batches};

    fn read(text: String) -> Vec<(u64, Option<usize>)> {
        let mut read = Vec::new();
        let input = std::io::Cursor::new(text);
        batches(Box::new(BufReader::new(input)), |batch| {
            read.extend(batch.lines().map(|(number, line)| (number, line.map(<[u8]>::len))));
            true
        })
        .unwrap();
        read
    }

    #[test]
    fn lines_keep_their_numbers_over_batches_and_blanks() {
        let line = "x".repeat(99_999);
        let text = format!("{{}}\n\n{}last", format!("{line}\n").repeat(7));
        let read = read(text);
        assert_eq!(read.len(), 9, "the blank line is left out");
        assert_eq!(read[0], (1, Some(3)), "with its end");
        assert!(
            read[1..8].iter().zip(3..).all(|(line, number)| *line == (number, Some(100_000))),
            "{read:?}"
        );
        assert_eq!(read[8], (10, Some(4)), "the last has no end");
    }

    #[test]
    fn a_line_without_end_is_skipped_not_kept() {
        let long = "x".repeat(LONGEST as usize + 5);
        assert_eq!(
            read(format!("{long}\n{{}}\n{long}")),
            [(1, None), (2, Some(3)), (3, None)],
            "the lines around it are read"
        );
        let exact = format!("{}\n{{}}", "x".repeat(LONGEST as usize - 1));
        assert_eq!(read(exact)[1], (2, Some(2)), "one of just the limit is no trouble");
    }
}
