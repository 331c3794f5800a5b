//! A whole zone, read field by field.

use chrono::NaiveDate;

use super::codes::{self, Of};
use super::dates::{self, Century};
use super::field::{Check, Doubt, MrzField};
use super::format::Format;
use super::layout::{CODE, ISSUER, PROOF, Zone};
use super::number::text;
use super::{check_digit, names, number};

/// A zone, field by field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MrzReading {
    /// Its size.
    pub format: Format,
    /// Kind of document; the value is the form's, such as `passport`, `refugee`, `permit-hm`.
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
    let (surname, given_names) = names::fields(zone.at(layout.names.clone()), zone.filled);
    let reading = MrzReading {
        format: zone.format,
        document_code: codes::document(zone.at(CODE), zone.at(ISSUER), zone.at(layout.nationality.clone())),
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
    if zone.score() < PROOF { reading.doubted() } else { reading.unproved() }
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
    /// Where a digit is wrong, what has none of its own is not believed either: a line may have been cut or moved.
    fn unproved(self) -> MrzReading {
        let digits = [self.number.check, self.born.check, self.expires.check, self.composite];
        if !digits.contains(&Check::Wrong) {
            return self;
        }
        let doubt = |field: MrzField| {
            if field.check == Check::None { field.doubted(Doubt::Composite) } else { field }
        };
        MrzReading {
            document_code: doubt(self.document_code),
            issuer: doubt(self.issuer),
            nationality: doubt(self.nationality),
            sex: doubt(self.sex),
            surname: doubt(self.surname),
            given_names: doubt(self.given_names),
            ..self
        }
    }

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
