//! CSV and TSV in the encodings and with the delimiters that programs of two continents write.

mod records;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use serde::{Deserialize, Serialize};

use super::grid::Grid;
use super::{Book, ReadError};
use crate::export::unguarded;
use crate::sheet::{Address, Cell};
use records::Records;

/// How a text file is read: found out, shown, and changed by the volunteer where it is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextForm {
    /// How its bytes are letters.
    pub encoding: Encoding,
    /// What stands between its cells.
    pub delimiter: Delimiter,
}

/// How bytes are letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// With a mark at its beginning or without.
    Utf8,
    /// The low byte first.
    Utf16Le,
    /// The high byte first.
    Utf16Be,
    /// Chinese programs; GBK is a part of it.
    Gb18030,
    /// Hong Kong and Taiwan.
    Big5,
    /// Western Europe.
    Windows1252,
}

/// What stands between cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Delimiter {
    /// `,`
    Comma,
    /// `;`, where the comma is a decimal point.
    Semicolon,
    /// A tabulator.
    Tab,
}

const DELIMITERS: [Delimiter; 3] = [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab];

impl Delimiter {
    fn mark(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Semicolon => ';',
            Self::Tab => '\t',
        }
    }
}

impl Encoding {
    fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Gb18030 => encoding_rs::GB18030,
            Self::Big5 => encoding_rs::BIG5,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
        }
    }
}

pub(super) fn read(bytes: &[u8], form: Option<TextForm>) -> Result<Book, ReadError> {
    let encoding = form.map_or_else(|| encoding_of(bytes), |form| form.encoding);
    let (text, _) = encoding.codec().decode_with_bom_removal(bytes);
    // A program's or a picture's bytes decode to something; no list has these.
    if form.is_none() && text.chars().take(4_096).filter(|c| is_no_text(*c)).count() > 4 {
        return Err(ReadError::Unknown);
    }
    let (text, said) = said_by_the_file(&text);
    let delimiter = form.map(|form| form.delimiter).or(said).unwrap_or_else(|| delimiter_of(text));
    let mut grid = Grid::default();
    for (row, record) in (0_u32..).zip(Records::of(text, delimiter)) {
        for (column, cell) in (0_u32..).zip(&record) {
            grid.put(Address::new(row, column), Cell::text(unguarded(cell)))?;
        }
    }
    let form = Some(TextForm { encoding, delimiter });
    Ok(Book { sheets: grid.into_sheet(String::new(), false).into_iter().collect(), form, ..Book::default() })
}

fn is_no_text(character: char) -> bool {
    character == '\u{fffd}' || (character.is_control() && !matches!(character, '\r' | '\n' | '\t'))
}

/// Excel writes its delimiter into a first line of its own.
fn said_by_the_file(text: &str) -> (&str, Option<Delimiter>) {
    let line = text.lines().next().unwrap_or_default();
    let said = line
        .strip_prefix("sep=")
        .and_then(|mark| DELIMITERS.into_iter().find(|delimiter| mark.chars().eq([delimiter.mark()])));
    match said {
        // The line stays as an empty one, so that addresses hold.
        Some(_) => (&text[line.len()..], said),
        None => (text, None),
    }
}

fn encoding_of(bytes: &[u8]) -> Encoding {
    const LOOKED_AT: usize = 1 << 20;
    if let Some((marked, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return of_codec(marked);
    }
    let part = &bytes[..bytes.len().min(LOOKED_AT)];
    if let Some(wide) = without_mark(part) {
        return wide;
    }
    if std::str::from_utf8(part).map_or_else(|why| why.error_len().is_none(), |_| true) {
        return Encoding::Utf8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(part, true);
    of_codec(detector.guess(Some(b"cn"), Utf8Detection::Deny))
}

/// UTF-16 without its mark: half of the bytes of what is written in Latin letters, digits, commas and line ends are zero.
fn without_mark(bytes: &[u8]) -> Option<Encoding> {
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let most = bytes.len() / 20 + 1;
    match () {
        () if odd > most && even == 0 => Some(Encoding::Utf16Le),
        () if even > most && odd == 0 => Some(Encoding::Utf16Be),
        () => None,
    }
}

fn of_codec(codec: &'static encoding_rs::Encoding) -> Encoding {
    const ALL: [Encoding; 5] =
        [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030, Encoding::Big5];
    match codec {
        gbk if gbk == encoding_rs::GBK => Encoding::Gb18030,
        codec => ALL.into_iter().find(|it| it.codec() == codec).unwrap_or(Encoding::Windows1252),
    }
}

/// The delimiter that parts the first lines most alike.
fn delimiter_of(text: &str) -> Delimiter {
    let alike = |delimiter: Delimiter| {
        let widths: Vec<usize> = Records::of(text, delimiter).take(50).map(|record| record.len()).collect();
        let widest = widths.iter().copied().max().unwrap_or_default();
        let common = |width: usize| widths.iter().filter(|it| **it == width).count();
        let usual = widths.iter().copied().filter(|width| *width > 1).max_by_key(|width| common(*width));
        (usual.map_or(0, |usual| common(usual) * usual), widest)
    };
    // Of equals the first counts: commas.
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| alike(*delimiter)).unwrap_or(Delimiter::Comma)
}
