//! A file into the texts of a run of QR codes.

use std::io::{Cursor, Seek, SeekFrom, Write};

use serde::Serialize;

use super::{LONGEST, ROUNDS, TYPE, heading};
use crate::{About, Error, Seal};

/// How much one QR code holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fineness {
    /// Little, so that a camera reads it: 65 modules on a side.
    Coarse,
    /// Much, so that few pictures of the screen are enough: about 120 modules on a side.
    Fine,
}

impl Fineness {
    /// Bytes of the file in one code.
    fn piece(self) -> usize {
        match self {
            Fineness::Coarse => 200,
            Fineness::Fine => 850,
        }
    }
}

/// Writes a file that is only to be shown: it never touches a disk.
///
/// # Errors
/// As [`write`](crate::write); `backup-too-long-to-show`.
pub fn write_to_show<T: Serialize, E: From<Error>>(
    seal: &Seal,
    about: &About,
    cases: impl Iterator<Item = Result<T, E>>,
) -> Result<Vec<u8>, E> {
    let mut short = Short::default();
    match crate::write(&mut short, seal, about, cases) {
        Err(_) if short.is_full => Err(Error::TooLongToShow.into()),
        written => written.map(|()| short.bytes.into_inner()),
    }
}

/// Bytes that end where nobody would show more: a vault of many cases is not made in memory only to be refused.
#[derive(Default)]
struct Short {
    bytes: Cursor<Vec<u8>>,
    is_full: bool,
}

impl Write for Short {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.bytes.position() + bytes.len() as u64 > LONGEST as u64 {
            self.is_full = true;
            return Err(std::io::ErrorKind::FileTooLarge.into());
        }
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Seek for Short {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.bytes.seek(to)
    }
}

/// A file that is being shown.
pub struct Showing {
    texts: Vec<String>,
    pieces: usize,
}

impl Showing {
    /// Cuts a file into the texts of its run.
    ///
    /// # Errors
    /// `backup-empty`, `backup-too-long-to-show`.
    pub fn of(file: &[u8], fineness: Fineness) -> Result<Self, Error> {
        if file.is_empty() {
            return Err(Error::Empty);
        }
        if file.len() > LONGEST {
            return Err(Error::TooLongToShow);
        }
        let message = [&heading(file.len()), file].concat();
        let refused = |_| Error::TooLongToShow; // it is not: the crate refuses only what is empty
        let mut encoder = ur::Encoder::new(&message, fineness.piece(), TYPE).map_err(refused)?;
        let pieces = encoder.fragment_count();
        let texts = (0..ROUNDS * pieces)
            // Capitals make the QR a third smaller, and mean the same.
            .map(|_| encoder.next_part().map(|text| text.to_ascii_uppercase()).map_err(refused))
            .collect::<Result<_, _>>()?;
        Ok(Showing { texts, pieces })
    }

    /// How many codes hold all of it: the first so many are the pieces in order.
    pub fn pieces(&self) -> usize {
        self.pieces
    }

    /// The text of a code by its number from 0; it goes round.
    pub fn text(&self, number: usize) -> &str {
        &self.texts[number % self.texts.len()]
    }
}
