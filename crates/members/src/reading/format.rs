//! Which kind of file it is, by its bytes.

use super::zipped;

/// Kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Excel 2007 and later, WPS.
    Xlsx,
    /// Excel up to 2003; WPS's ET holds the same.
    Xls,
    /// LibreOffice.
    Ods,
    /// CSV, TSV, or text that has one column.
    Text,
    /// Locked with a password.
    Locked,
    /// Anything else.
    Other,
}

const ZIP: &[u8] = b"PK\x03\x04";
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// How pictures, printed pages and programs begin.
const OTHERS: [&[u8]; 7] = [b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"{\\rtf"];
/// The stream that a locked workbook has, in UTF-16.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

pub(super) fn of(bytes: &[u8]) -> Format {
    if bytes.starts_with(ZIP) {
        return zipped::kind(bytes);
    }
    if bytes.starts_with(COMPOUND) {
        let locked = bytes.windows(ENCRYPTED.len()).any(|it| it == ENCRYPTED);
        return if locked { Format::Locked } else { Format::Xls };
    }
    if OTHERS.iter().any(|other| bytes.starts_with(other)) || is_page(bytes) {
        return Format::Other;
    }
    Format::Text
}

/// A web page that calls itself a table, as some programs save it.
fn is_page(bytes: &[u8]) -> bool {
    let start: String = bytes.iter().take(512).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let start = start.trim_start_matches(|c: char| !c.is_ascii_graphic() || !c.is_ascii());
    start.starts_with("<!doctype") || start.starts_with("<html") || start.starts_with("<?xml")
}
