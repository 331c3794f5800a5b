//! The part inside: lines of JSON. The first says what this is, the last that it was all; between them a case a line.

use std::io::{BufRead, BufReader, Read, Write};
use std::marker::PhantomData;

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::error::Error;

/// A case is no longer than this: a thousand earlier states of it are a few hundred kilobytes.
const LONGEST_LINE: u64 = 16 << 20;
/// All lines together.
const LONGEST: u64 = 8 << 30;
/// Of the lines and of what stands in them: it grows with every change of either.
pub const VERSION: u32 = 2;

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What it was made for.
    pub purpose: Purpose,
    /// When.
    pub made_at: DateTime<Utc>,
    /// How many cases are in it.
    pub cases: u32,
}

/// What a file was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// A copy: what it was made of stays as it is.
    Backup,
    /// Whoever takes it over has these cases in hand from then on.
    HandOver,
}

#[derive(Serialize, Deserialize)]
struct First {
    version: u32,
    about: About,
}

/// The last line: `{"end":true}`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Last {
    end: bool,
}

/// Writes all lines.
pub(crate) fn write<T: Serialize, E: From<Error>>(
    to: &mut impl Write,
    about: &About,
    cases: impl Iterator<Item = Result<T, E>>,
) -> Result<(), E> {
    line(to, &First { version: VERSION, about: about.clone() })?;
    for case in cases {
        line(to, &case?)?;
    }
    Ok(line(to, &Last { end: true })?)
}

fn line<T: Serialize>(to: &mut impl Write, value: &T) -> Result<(), Error> {
    let mut text = Zeroizing::new(Vec::new());
    serde_json::to_writer(&mut *text, value).map_err(|_| Error::Io(std::io::ErrorKind::InvalidData))?;
    text.push(b'\n');
    if text.len() as u64 > LONGEST_LINE {
        return Err(Error::TooLarge);
    }
    Ok(to.write_all(&text)?)
}

/// Reads lines that are not encrypted any more. Cases come one by one; the last item is an error unless all of them came.
///
/// # Errors
/// `backup-not-ours`, `backup-too-new`, `backup-damaged`, `backup-too-large`.
pub fn lines<T: DeserializeOwned, R: Read>(from: R) -> Result<(About, Lines<T, R>), Error> {
    let mut from = BufReader::new(from.take(LONGEST));
    let first = next(&mut from)?.ok_or(Error::NotOurs)?;
    #[derive(Deserialize)]
    struct Version {
        version: u32,
    }
    let Version { version } = serde_json::from_slice(&first).map_err(|_| Error::NotOurs)?;
    if version > VERSION {
        return Err(Error::TooNew);
    }
    let First { about, .. } = serde_json::from_slice(&first).map_err(|_| Error::NotOurs)?;
    let lines = Lines { from, left: Some(about.cases), kind: PhantomData };
    Ok((about, lines))
}

/// Cases out of lines.
pub struct Lines<T, R: Read> {
    from: BufReader<std::io::Take<R>>,
    /// Cases still to come; `None` after the end or an error.
    left: Option<u32>,
    kind: PhantomData<T>,
}

impl<T: DeserializeOwned, R: Read> Lines<T, R> {
    fn case(&mut self) -> Result<Option<T>, Error> {
        let Some(left) = self.left.take() else { return Ok(None) };
        let line = next(&mut self.from)?.ok_or(Error::Damaged)?;
        if left == 0 {
            let Last { end } = serde_json::from_slice(&line).map_err(|_| Error::Damaged)?;
            let nothing_more = next(&mut self.from)?.is_none();
            return if end && nothing_more { Ok(None) } else { Err(Error::Damaged) };
        }
        // serde_json's error may quote the content; it is dropped here.
        let case = serde_json::from_slice(&line).map_err(|_| Error::Damaged)?;
        self.left = Some(left - 1);
        Ok(Some(case))
    }
}

impl<T: DeserializeOwned, R: Read> Iterator for Lines<T, R> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.case().transpose()
    }
}

/// The next line without its end; `None` at the end.
fn next(from: &mut impl BufRead) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
    let mut line = Zeroizing::new(Vec::new());
    let read = from.take(LONGEST_LINE).read_until(b'\n', &mut line).map_err(|error| Error::inside(&error))?;
    match line.pop() {
        None => Ok(None),
        Some(b'\n') => Ok(Some(line)),
        Some(_) if read as u64 == LONGEST_LINE => Err(Error::TooLarge),
        Some(_) => Err(Error::Damaged),
    }
}
