//! Dates of six digits: which century, what of them is known, what was read as a letter.

use chrono::{Datelike, NaiveDate};

use super::check_digit::check;
use super::field::{Check, Doubt, MrzField};
use super::number::text;

/// Which way a year of two digits is completed.
#[derive(Clone, Copy)]
pub(super) enum Century {
    /// The latest that is not in the future.
    Birth,
    /// The nearest to today.
    Expiry,
}

/// No document lives longer, nor does one so long expired travel: a reading further off is doubted.
const FAR_OFF_YEARS: i32 = 20;

/// A date as the zone has it; what is filled up with `<` or `00` is not known.
#[derive(Clone, Copy)]
struct Parts {
    year: u32,
    month: Option<u32>,
    day: Option<u32>,
}

/// The date `raw` with its check digit as a field.
pub(super) fn field(raw: &[u8], digit: u8, century: Century, today: NaiveDate) -> MrzField {
    let own = check(raw, digit, true);
    let shown = text(raw);
    if raw.iter().all(|c| *c == b'<') {
        return MrzField::doubtful(&shown, None, own, Doubt::NotStated);
    }
    let repaired: Vec<u8> = raw.iter().copied().map(digit_for).collect();
    let read_digit = digit_for(digit);
    if repaired != raw || read_digit != digit {
        // Only where the check digit confirms it; a repair that is a guess is not offered.
        let value = Parts::of(&repaired)
            .filter(|_| check(&repaired, read_digit, false) == Check::Right)
            .and_then(|parts| parts.date(century, today));
        let doubt = if value.is_some() { Doubt::Repaired } else { Doubt::Malformed };
        return MrzField::doubtful(&shown, value.map(|(value, _)| value), own, doubt);
    }
    let Some(parts) = Parts::of(raw) else {
        return MrzField::doubtful(&shown, None, own, Doubt::Malformed);
    };
    match parts.date(century, today) {
        None if parts.day.is_none() => MrzField::doubtful(&shown, None, own, Doubt::PartlyUnknown),
        None => MrzField::doubtful(&shown, None, own, Doubt::Malformed),
        Some((value, _)) if own != Check::Right => {
            MrzField::doubtful(&shown, Some(value), own, Doubt::CheckDigit)
        }
        Some((value, Some(doubt))) => MrzField::doubtful(&shown, Some(value), own, doubt),
        Some((value, None)) => MrzField::trusted(&shown, Some(value), own),
    }
}

/// The digit that a reading machine takes for this letter; anything else stays.
fn digit_for(character: u8) -> u8 {
    match character {
        b'O' | b'Q' | b'D' => b'0',
        b'I' | b'L' => b'1',
        b'Z' => b'2',
        b'S' => b'5',
        b'G' => b'6',
        b'B' => b'8',
        other => other,
    }
}

impl Parts {
    /// Six characters as a date; nothing if they cannot be one. An unknown year leaves nothing to offer.
    fn of(raw: &[u8]) -> Option<Parts> {
        let &[y1, y2, m1, m2, d1, d2] = raw else { return None };
        let known = |pair: Option<u32>| pair.filter(|n| *n != 0);
        let year = two_digits(y1, y2)?;
        let (month, day) = (pair(m1, m2)?, pair(d1, d2)?);
        // A day of an unknown month is a contradiction, not a date.
        if known(month).is_none() && known(day).is_some() {
            return None;
        }
        Some(Parts { year, month: known(month), day: known(day) })
    }

    /// The date in its century, as the form stores one: whole, or with the unknown parts left empty.
    fn date(self, century: Century, today: NaiveDate) -> Option<(String, Option<Doubt>)> {
        let this = today.year().div_euclid(100);
        let in_century = |c: i32| {
            let year = c.checked_mul(100)?.checked_add(self.year.cast_signed())?;
            NaiveDate::from_ymd_opt(year, self.month.unwrap_or(1), self.day.unwrap_or(1))
        };
        let candidates = [this + 1, this, this - 1].into_iter().filter_map(in_century);
        let date = match century {
            Century::Birth => candidates.into_iter().find(|d| *d <= today)?,
            Century::Expiry => candidates.min_by_key(|d| (*d - today).num_days().abs())?,
        };
        let (month, day) = (self.month, self.day);
        let part = |known: Option<u32>| known.map(|n| format!("{n:02}")).unwrap_or_default();
        let value = format!("{:04}-{}-{}", date.year(), part(month), part(day));
        let far = (date.year() - today.year()).abs() > FAR_OFF_YEARS;
        let doubt = match century {
            _ if month.is_none() || day.is_none() => Some(Doubt::PartlyUnknown),
            Century::Expiry if far => Some(Doubt::FarOff),
            _ => None,
        };
        Some((value, doubt))
    }
}

/// Two digits as a number; `Some(None)` for two fillers, nothing for anything else.
fn pair(a: u8, b: u8) -> Option<Option<u32>> {
    if (a, b) == (b'<', b'<') { Some(None) } else { two_digits(a, b).map(Some) }
}

/// Two digits as a number.
fn two_digits(a: u8, b: u8) -> Option<u32> {
    let digit = |c: u8| c.is_ascii_digit().then(|| u32::from(c - b'0'));
    Some(digit(a)? * 10 + digit(b)?)
}
