//! What a cell looks like, whatever stands above it.

use rulebook::Phone;
use rulebook::characters::{is_han, is_latin, narrow, plain_digit};

use crate::cells::{dates, flights};
use crate::kind::Kind;
use crate::lists::{Lists, Words};
use crate::sheet::Cell;

/// Kinds that can be told by their cells alone, the plainest first.
pub(crate) const TELLING: [Kind; 10] = [
    Kind::Email,
    Kind::ResidentId,
    Kind::Flight,
    Kind::Sex,
    Kind::Seat,
    Kind::DocumentNumber,
    Kind::Phone,
    Kind::Nationality,
    Kind::LatinName,
    Kind::Name,
];

/// Whether a cell could be of a kind. Nothing where its looks say nothing about that kind.
pub(crate) fn fits(kind: Kind, cell: &Cell, lists: &Lists) -> Option<bool> {
    let shown = cell.shown();
    let line = plain(&shown);
    let compact: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    Some(match kind {
        Kind::Born | Kind::DocumentExpires | Kind::DepartsOn | Kind::ArrivesOn => {
            matches!(cell, Cell::Date(..)) || !matches!(dates::written(&shown), dates::Written::None)
        }
        Kind::Sex => lists.word(Words::Sex, &shown).is_some(),
        Kind::ResidentId => is_resident_id(&compact),
        Kind::Phone | Kind::PhoneInChina | Kind::ContactPhone => {
            is_phone(&compact) && !is_resident_id(&compact)
        }
        Kind::Email => compact.contains('@') && compact.contains('.'),
        Kind::Flight => flights::read(cell).is_ok(),
        Kind::Seat => is_seat(&compact),
        Kind::DocumentNumber => is_document(&compact),
        Kind::Nationality | Kind::Residence => lists.countries.exact(&shown).next().is_some(),
        Kind::LatinName => is_latin_name(&line),
        Kind::Name => is_han_name(&line) || is_latin_name(&line),
        _ => return None,
    })
}

fn plain(text: &str) -> String {
    text.chars().map(narrow).map(plain_digit).collect()
}

fn is_resident_id(text: &str) -> bool {
    text.len() == 18
        && text.bytes().take(17).all(|c| c.is_ascii_digit())
        && text.bytes().last().is_some_and(|c| c.is_ascii_digit() || matches!(c, b'X' | b'x'))
}

fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let others = text.chars().filter(|c| !c.is_ascii_digit() && !"+-().".contains(*c)).count();
    (7..=16).contains(&digits) && others == 0 && (digits >= 9 || Phone::read(text, Some("CN")).is_some())
}

fn is_seat(text: &str) -> bool {
    let row = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    text.len() == row.len() + 1 && (1..=2).contains(&row.len()) && row.bytes().all(|c| c.is_ascii_digit())
}

/// Letters and digits mixed, as passports have them: one or two letters first, or anywhere.
fn is_document(text: &str) -> bool {
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    letters + digits == text.len()
        && (7..=10).contains(&text.len())
        && (1..=4).contains(&letters)
        && digits >= 5
}

fn is_han_name(line: &str) -> bool {
    let count = line.chars().filter(|c| is_han(*c)).count();
    (2..=4).contains(&count) && line.chars().all(|c| is_han(c) || c.is_whitespace())
}

fn is_latin_name(line: &str) -> bool {
    let letters = line.chars().filter(|c| is_latin(*c)).count();
    letters >= 4
        && line.chars().all(|c| is_latin(c) || c.is_whitespace() || matches!(c, '/' | ',' | '-' | '\'' | '.'))
        && line.trim().contains([' ', '/', ','])
}
