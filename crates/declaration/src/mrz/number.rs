//! The document number, which in TD1 and TD2 may be too long for its place.
//!
//! Then its first nine characters stand there, a filler stands for the check digit, and the rest of the number with
//! its check digit begins the optional field (part 5, 4.2.2; part 6, 4.2.2).

use super::check_digit::check;
use super::field::{Check, Doubt, MrzField};
use super::format::Format;
use super::layout::Zone;

/// The number as it stands, and where the optional field begins after it.
pub(super) struct Number {
    characters: Vec<u8>,
    pub(super) check: Check,
    /// Characters of the optional field that belong to the number.
    pub(super) borrowed: usize,
}

/// The number by the document's own word: long if a filler stands for its check digit and the optional field has
/// something to go on with.
pub(super) fn read(zone: &Zone) -> Number {
    let layout = zone.format.layout();
    let digit = zone.digit_after(&layout.number);
    match long(zone) {
        Some(long) if digit == b'<' => long,
        _ => {
            let characters = zone.at(layout.number.clone()).to_vec();
            Number { check: check(&characters, digit, false), characters, borrowed: 0 }
        }
    }
}

/// The number as if it were long, whatever stands in the check digit's place.
fn long(zone: &Zone) -> Option<Number> {
    let layout = zone.format.layout();
    if zone.format == Format::Td3 {
        return None;
    }
    let optional = zone.at(layout.optional.clone());
    let rest: Vec<u8> = optional.iter().copied().take_while(|c| *c != b'<').collect();
    let (digit, tail) = rest.split_last()?;
    let characters: Vec<u8> = zone.at(layout.number.clone()).iter().chain(tail).copied().collect();
    Some(Number { check: check(&characters, *digit, false), characters, borrowed: rest.len() })
}

/// Whether the number would be as right if read the other way, short for long or long for short. One wrong character
/// in the check digit's place makes one of the other; then only the composite can tell.
fn ambiguous(zone: &Zone) -> bool {
    long(zone).is_some_and(|long| long.check == Check::Right)
}

/// The number as a field.
pub(super) fn field(zone: &Zone, composite: Check) -> MrzField {
    let number = read(zone);
    let raw = text(&number.characters);
    let trimmed = raw.trim_end_matches('<');
    if trimmed.is_empty() {
        return MrzField::doubtful(&raw, None, number.check, Doubt::NotStated);
    }
    // A filler inside stands for a sign that the zone cannot write; which one, only the paper knows.
    let value = Some(trimmed.replace('<', ""));
    if number.check != Check::Right {
        MrzField::doubtful(&raw, value, number.check, Doubt::CheckDigit)
    } else if trimmed.contains('<') {
        MrzField::doubtful(&raw, value, number.check, Doubt::Malformed)
    } else if composite != Check::Right && ambiguous(zone) {
        MrzField::doubtful(&raw, value, number.check, Doubt::Ambiguous)
    } else {
        MrzField::trusted(&raw, value, number.check)
    }
}

/// Characters of the zone's alphabet as text.
pub(super) fn text(characters: &[u8]) -> String {
    characters.iter().map(|c| char::from(*c)).collect()
}
