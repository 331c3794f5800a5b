//! What was read: one field at a time, with what is known about how far it may be trusted.

use std::fmt;

use chrono::NaiveDate;

use super::codes::{self, Of};
use super::dates::{self, Century};
use super::layout::{CODE, ISSUER, PROOF, Zone};
use super::number::text;
use super::{check_digit, names, number};

/// The sizes of Doc 9303: a card of three lines, one of two, a passport.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Three lines of 30.
    Td1,
    /// Two lines of 36.
    Td2,
    /// Two lines of 44.
    Td3,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 3] = [Format::Td1, Format::Td2, Format::Td3];

    /// `td1`, `td2` or `td3`.
    pub fn name(self) -> &'static str {
        match self {
            Format::Td1 => "td1",
            Format::Td2 => "td2",
            Format::Td3 => "td3",
        }
    }

    /// How many lines a zone has.
    pub fn lines(self) -> usize {
        if self == Format::Td1 { 3 } else { 2 }
    }

    /// Characters of a line.
    pub fn width(self) -> usize {
        match self {
            Format::Td1 => 30,
            Format::Td2 => 36,
            Format::Td3 => 44,
        }
    }

    /// Characters of the zone.
    pub fn size(self) -> usize {
        self.lines() * self.width()
    }
}

/// What a check digit says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// It agrees.
    Right,
    /// It does not: at least one character is wrong, the digit itself perhaps.
    Wrong,
    /// The field has none.
    None,
}

/// Why a field may not be taken without another look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Its check digit is wrong.
    CheckDigit,
    /// Covered by the composite check digit alone, and that is wrong.
    Composite,
    /// Fewer than two check digits of the zone are right (one wrong character leaves two): nothing in it is believed.
    TooFewRight,
    /// Letters were taken for digits, or digits for letters.
    Repaired,
    /// May have been cut to fit.
    Truncated,
    /// Day or month is not known to the issuer.
    PartlyUnknown,
    /// Ends in letters that a machine reads where fillers stand.
    Fillers,
    /// Left empty by the issuer.
    NotStated,
    /// Not of the form that the field has.
    Malformed,
    /// A number that could also be read as a longer or a shorter one.
    Ambiguous,
    /// A code of 9303 that names no country.
    NoCountry,
    /// A British status other than citizenship.
    Status,
    /// A document code whose meaning is the issuer's own.
    IssuersCode,
    /// An expiry more than 20 years from today.
    FarOff,
}

/// One field. `Debug` shows no content.
#[derive(Clone, PartialEq, Eq)]
pub struct MrzField {
    /// As the form stores it; none if it answers nothing. An unknown day or month is left empty (`1974-08-`).
    pub value: Option<String>,
    /// As it stands in the zone.
    pub raw: String,
    /// Its own check digit.
    pub check: Check,
    /// May be taken after a glance: its check digit is right, or it has none, is well-formed and nothing contradicts it.
    pub trusted: bool,
    /// Why not, if not.
    pub doubt: Option<Doubt>,
}

impl MrzField {
    pub(super) fn trusted(raw: &str, value: Option<String>, check: Check) -> MrzField {
        MrzField { value, raw: raw.to_owned(), check, trusted: true, doubt: None }
    }

    pub(super) fn doubtful(raw: &str, value: Option<String>, check: Check, doubt: Doubt) -> MrzField {
        MrzField { value, raw: raw.to_owned(), check, trusted: false, doubt: Some(doubt) }
    }

    /// The same field with another doubt, unless it has one already.
    fn doubted(self, doubt: Doubt) -> MrzField {
        let doubt = self.doubt.unwrap_or(doubt);
        MrzField { trusted: false, doubt: Some(doubt), ..self }
    }
}

impl fmt::Debug for MrzField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MrzField")
            .field("check", &self.check)
            .field("doubt", &self.doubt)
            .finish_non_exhaustive()
    }
}

/// A zone, field by field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MrzReading {
    /// Its size.
    pub format: Format,
    /// Kind of document; the value is the form's: `passport`, `travel-document`, `permit`.
    pub document_code: MrzField,
    /// Issuing state, ISO 3166-1 alpha-3.
    pub issuer: MrzField,
    /// Document number, whole where it was too long for its place.
    pub number: MrzField,
    /// Nationality, ISO 3166-1 alpha-3.
    pub nationality: MrzField,
    /// Date of birth, `YYYY-MM-DD`.
    pub born: MrzField,
    /// `F`, `M` or `X`.
    pub sex: MrzField,
    /// Date of expiry, `YYYY-MM-DD`.
    pub expires: MrzField,
    /// Primary identifier; the whole name of who has only one.
    pub surname: MrzField,
    /// Secondary identifier; empty for a mononym.
    pub given_names: MrzField,
    /// Personal number of a TD3, or what the issuer wrote; a TD1 has two, joined here by a space.
    pub optional: MrzField,
    /// The composite check digit.
    pub composite: Check,
}

/// Reads a zone of the right shape.
pub(super) fn of(zone: &Zone, today: NaiveDate) -> MrzReading {
    let layout = zone.format.layout();
    let date = |place: &std::ops::Range<usize>, century| {
        dates::field(zone.at(place.clone()), zone.digit_after(place), century, today)
    };
    let composite = zone.composite();
    let (born, expires) = (date(&layout.born, Century::Birth), date(&layout.expires, Century::Expiry));
    // Where a wrong date explains the wrong composite, the number need not answer for it.
    let explained = born.check == Check::Wrong || expires.check == Check::Wrong;
    let number = number::field(zone, if explained { Check::Right } else { composite });
    let (surname, given_names) = names::fields(zone.at(layout.names.clone()));
    let reading = MrzReading {
        format: zone.format,
        document_code: codes::document(zone.at(CODE), zone.at(ISSUER)),
        issuer: codes::country(zone.at(ISSUER), Of::Issuer),
        number,
        nationality: codes::country(zone.at(layout.nationality.clone()), Of::Holder),
        born,
        sex: codes::sex(zone.cell(layout.sex)),
        expires,
        surname,
        given_names,
        optional: optional(zone, composite),
        composite,
    };
    if zone.score() < PROOF { reading.doubted() } else { reading }
}

/// The optional fields: with a digit of its own in a TD3, under the composite alone in the others.
fn optional(zone: &Zone, composite: Check) -> MrzField {
    let layout = zone.format.layout();
    let start = layout.optional.start + number::read(zone).borrowed;
    let mut raw = text(zone.at(start..layout.optional.end));
    let own = match zone.format {
        Format::Td3 => check_digit::check(raw.as_bytes(), zone.digit_after(&layout.optional), true),
        Format::Td1 | Format::Td2 => Check::None,
    };
    if let Some(more) = &layout.more {
        raw.push_str(&text(zone.at(more.clone())));
    }
    let words: Vec<&str> = raw.split('<').filter(|w| !w.is_empty()).collect();
    let value = (!words.is_empty()).then(|| words.join(" "));
    match own {
        Check::Right => MrzField::trusted(&raw, value, own),
        Check::Wrong => MrzField::doubtful(&raw, value, own, Doubt::CheckDigit),
        Check::None if composite == Check::Right => MrzField::trusted(&raw, value, own),
        Check::None => MrzField::doubtful(&raw, value, own, Doubt::Composite),
    }
}

impl MrzReading {
    /// Nothing of it is to be believed.
    fn doubted(self) -> MrzReading {
        let doubt = |field: MrzField| field.doubted(Doubt::TooFewRight);
        MrzReading {
            document_code: doubt(self.document_code),
            issuer: doubt(self.issuer),
            number: doubt(self.number),
            nationality: doubt(self.nationality),
            born: doubt(self.born),
            sex: doubt(self.sex),
            expires: doubt(self.expires),
            surname: doubt(self.surname),
            given_names: doubt(self.given_names),
            optional: doubt(self.optional),
            ..self
        }
    }
}
