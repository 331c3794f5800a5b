//! The formats of the schema: date, time, phone, e-mail, resident identity number, person.

use chrono::{Datelike, NaiveDate};

use crate::phone::Phone;
use crate::{persons, resident_id};

/// The formats that a schema may name.
pub const FORMATS: [&str; 7] = ["date", "time", "phone", "email", "resident-id", "person", "own-name"];

/// Years that a date may have, wherever it comes from: of any two of them the rules can say how far they are apart.
const YEARS: std::ops::RangeInclusive<i32> = 1850..=2140;
/// How some offices write "for ever".
const FOR_EVER: i32 = 9999;

/// Whether a date may be of this year.
pub fn is_year(year: i32) -> bool {
    YEARS.contains(&year) || year == FOR_EVER
}

/// The day by which the rules judge a date: "for ever" is the last of all.
pub fn judged(date: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(*YEARS.end(), 12, 31).map_or(date, |last| date.min(last))
}

/// A civil date, strictly `YYYY-MM-DD`, real, of a year that a date may have: whether somebody can be so old is for the checks to say.
pub fn date(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let part = |range: std::ops::Range<usize>| {
        let part = text.get(range)?;
        if part.bytes().all(|byte| byte.is_ascii_digit()) { part.parse::<u32>().ok() } else { None }
    };
    let date = NaiveDate::from_ymd_opt(i32::try_from(part(0..4)?).ok()?, part(5..7)?, part(8..10)?)?;
    is_year(date.year()).then_some(date)
}

/// A local time, strictly `HH:MM`: hours and minutes.
pub fn time(text: &str) -> Option<(u32, u32)> {
    let bytes = text.as_bytes();
    let formed =
        bytes.len() == 5 && bytes[2] == b':' && [0, 1, 3, 4].iter().all(|&at| bytes[at].is_ascii_digit());
    if !formed {
        return None;
    }
    let (hour, minute) = (text.get(0..2)?.parse().ok()?, text.get(3..5)?.parse().ok()?);
    (hour < 24 && minute < 60).then_some((hour, minute))
}

/// A number with its country's code that exists by that country's own rules, as people write it.
pub fn is_phone(text: &str) -> bool {
    phone(text).is_some()
}

/// The two letters of the country of such a number, where its plan tells.
pub fn phone_country(text: &str) -> Option<String> {
    phone(text)?.country()
}

/// The number itself, `+` and digits: the same however it was written.
pub fn phone_number(text: &str) -> Option<String> {
    Some(phone(text)?.dialled())
}

fn phone(text: &str) -> Option<Phone> {
    // As it is stored: what is dialled at home alone says nothing to whoever reads it elsewhere.
    Phone::read(text, None).filter(|_| text.trim_start().starts_with('+'))
}

/// An address with one `@`, a local part, and a domain of at least two labels.
pub fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"<>(),;:\\\"[]@".contains(c);
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    text.len() <= 254
        && !local.is_empty()
        && local.len() <= 64
        && local.chars().all(plain)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
        && domain.contains('.')
        && domain.split('.').all(label)
}

/// Whether `text` has the format of that name; a name outside [`FORMATS`] is no format.
pub fn holds(format: &str, text: &str) -> bool {
    match format {
        "date" => date(text).is_some(),
        "time" => time(text).is_some(),
        "phone" => is_phone(text),
        "email" => is_email(text),
        "resident-id" => resident_id::is_right(text),
        "person" => persons::may_be_named(text),
        "own-name" => persons::may_be_ones_own(text),
        _ => false,
    }
}
