//! Telephone numbers as people write them, understood by the plans of all countries.
//!
//! What is understood has one form that is kept (`+8613800138000`), so that numbers are compared and not texts, and one
//! that is shown (`+86 138 0013 8000`).

use std::str::FromStr;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, PhoneNumberType, Region};

use crate::characters::{is_dash, is_invisible, narrow, plain_digit};

/// Fewest digits, the country's code among them, of a number whose range no table knows.
const SHORTEST_UNKNOWN: usize = 10;
/// The calling code of China, whose ranges are known.
const CHINA: &str = "+86";
/// Islands whose mobiles nobody tells from those of the United Kingdom: one plan, and one way to dial.
const SISTERS_OF_BRITAIN: [&str; 3] = ["GG", "IM", "JE"];
/// Longest number behind a switchboard.
const MOST_EXTENSION: usize = 6;

/// What stands before a number behind a switchboard, longest first.
const EXTENSIONS: [&str; 12] =
    ["extension", "local", "分机", "内线", "ext.", "loc.", "ext", "loc", "转", "轉", "x", "#"];

/// A number that exists by its country's own plan, or with its country's code has a length that one of them has: new ranges come
/// every year, and whoever has such a number has no other.
#[derive(Clone, PartialEq)]
pub struct Phone {
    number: PhoneNumber,
    extension: Option<String>,
}

impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Phone").finish_non_exhaustive()
    }
}

impl Phone {
    /// Understands a number with `+` or `00` before the country's code; also one as it is dialled inside the country
    /// `from` (two letters), with its trunk prefix or without.
    pub fn read(text: &str, from: Option<&str>) -> Option<Phone> {
        let text = text.to_lowercase();
        let (text, extension) = split_extension(&text)?;
        let dialled = dialled(text)?;
        let parts = parts(text);
        let home = from.and_then(|letters| Region::from_str(letters).ok());
        let american = is_american(&parts) && dialled.starts_with('1');
        let dialled = if american { format!("+{dialled}") } else { dialled };
        // Whoever writes a Chinese mobile as it is dialled in China means it anywhere; the form shows what was understood.
        let home =
            home.or_else(|| is_as_long_as_chinese(&dialled).then(|| Region::from_str("CN").ok()).flatten());
        let names_country = dialled.starts_with('+') || dialled.starts_with("00");
        let number = candidates(&dialled).find_map(|candidate| {
            let region = if candidate.starts_with('+') { None } else { Some(home?) };
            let digits = candidate.trim_start_matches('+').len();
            if !(5..=15).contains(&digits) {
                return None;
            }
            let number = PHONE_NUMBER_UTIL.parse(&candidate, region).ok()?;
            let may_be_new = || {
                names_country
                    && !number.format_as(PhoneNumberFormat::E164).starts_with(CHINA)
                    && digits >= SHORTEST_UNKNOWN
                    && PHONE_NUMBER_UTIL.is_possible_number(&number)
            };
            let fits = PHONE_NUMBER_UTIL.is_valid_number(&number) || may_be_new();
            fits.then_some(number)
        })?;
        let phone = Phone { number, extension };
        let without_its_code = from == Some("CN") && is_grouped_abroad(&parts) && phone.is_landline();
        (!without_its_code).then_some(phone)
    }

    /// Whether a text says which country its number is of: by `+`, by `00`, or by how a number of China or America is grouped.
    pub fn says_its_country(text: &str) -> bool {
        let Some(dialled) = dialled(text) else { return true };
        let parts = parts(text);
        dialled.starts_with('+')
            || dialled.starts_with("00")
            || is_as_long_as_chinese(&dialled) && is_american(&parts)
            || parts == [3, 4, 4] && is_chinese_mobile(&dialled)
    }

    /// What a number without `+` is in one country: with its code in front, or as it is dialled there. A Chinese mobile is taken for
    /// another country's only where it is a mobile there too, or its 1 is that country's code: landlines are dialled there with more.
    pub fn in_country(text: &str, country: &str) -> Vec<Phone> {
        let Some(dialled) = dialled(text) else { return Vec::new() };
        let with_plus = Phone::read(&format!("+{dialled}"), None);
        let at_home = Phone::read(text, Some(country));
        let at_home = at_home.filter(|phone| phone.is_mobile() || !is_chinese_mobile(&dialled));
        let of_it = |phone: &Phone| {
            let plan = phone.country();
            let plan =
                plan.as_deref().map(|plan| if SISTERS_OF_BRITAIN.contains(&plan) { "GB" } else { plan });
            plan == Some(country)
        };
        with_plus.into_iter().chain(at_home).filter(of_it).collect()
    }

    /// As it is kept: `+390212345678`, `+8657187708888 ext. 12`.
    pub fn kept(&self) -> String {
        self.with_extension(&self.dialled())
    }

    /// As it is shown: `+39 02 1234 5678`, `+86 571 8770 8888 ext. 12`.
    pub fn shown(&self) -> String {
        self.with_extension(&self.number.format_as(PhoneNumberFormat::International))
    }

    /// A number as it is read off, in the groups of its country; what is none stays as it is.
    pub fn grouped(text: String) -> String {
        Phone::read(&text, None).map_or(text, |phone| phone.shown())
    }

    /// `+` and digits alone, as it is dialled from anywhere: two numbers are the same where these are.
    pub fn dialled(&self) -> String {
        self.number.format_as(PhoneNumberFormat::E164).into_owned()
    }

    fn is_landline(&self) -> bool {
        self.number.get_type() == PhoneNumberType::FixedLine
    }

    /// Whether it is a mobile, or may be one where a plan does not tell them apart.
    pub fn is_mobile(&self) -> bool {
        matches!(self.number.get_type(), PhoneNumberType::Mobile | PhoneNumberType::FixedLineOrMobile)
    }

    fn with_extension(&self, number: &str) -> String {
        match &self.extension {
            Some(extension) => format!("{number} ext. {extension}"),
            None => number.to_owned(),
        }
    }

    /// The two letters of its country, where its plan tells; none of a range that is not known.
    pub fn country(&self) -> Option<String> {
        // A country that has its code alone is found without a look at the number.
        let known = PHONE_NUMBER_UTIL.is_valid_number(&self.number);
        self.number.get_region_code().filter(|_| known).map(|region| region.to_string())
    }
}

/// What a text may be: the number with its country's code, or the number as it is dialled at home. Some write 86 without
/// `+`, and some the `011` or `0011` with which they dial abroad; both are tried last.
fn candidates(dialled: &str) -> impl Iterator<Item = String> {
    let international = |rest: &str| format!("+{}", rest.trim_start_matches('0'));
    let mut all = Vec::new();
    match dialled.strip_prefix('+') {
        Some(rest) => all.push(international(rest)),
        None => {
            if let Some(rest) = dialled.strip_prefix("00") {
                all.push(international(rest));
            }
            all.push(dialled.to_owned());
            if dialled.strip_prefix("86").is_some_and(is_as_long_as_chinese) {
                all.push(format!("+{dialled}"));
            }
            all.extend(
                ["0011", "011", "010"]
                    .iter()
                    .filter_map(|prefix| dialled.strip_prefix(prefix))
                    .map(international),
            );
        }
    }
    all.into_iter()
}

/// As many digits as a mobile has in China, and its 1 before them. Brazil and America have such numbers too.
fn is_as_long_as_chinese(dialled: &str) -> bool {
    dialled.len() == 11 && dialled.starts_with('1')
}

/// A mobile as it is dialled in China, in a range that China has.
fn is_chinese_mobile(dialled: &str) -> bool {
    is_as_long_as_chinese(dialled) && Phone::read(dialled, None).is_some_and(|phone| phone.is_mobile())
}

/// How many digits stand together, from the left, in a number that names no country: 1, 3, 3, 4 of `1 310 555 1234`.
fn parts(text: &str) -> Vec<usize> {
    let plain: String =
        text.trim().chars().map(narrow).map(plain_digit).filter(|c| !is_invisible(*c)).collect();
    if plain.contains('+') {
        return Vec::new();
    }
    plain.split(|c: char| !c.is_ascii_digit()).map(str::len).filter(|&digits| digits > 0).collect()
}

/// A 1 by itself is America's code: in China it belongs to the first three digits.
fn is_american(parts: &[usize]) -> bool {
    matches!(parts, [1, 3, 3, 4] | [1, 3, 7] | [1, 10])
}

/// `310 555 1234` is no landline of China's, where the code of a town stands by itself; `400 820 8888` is a number of a hotel there.
fn is_grouped_abroad(parts: &[usize]) -> bool {
    matches!(parts, [3, 3, 4])
}

/// A number without what people write between its digits; nothing where something else stands among them.
fn dialled(text: &str) -> Option<String> {
    let mut dialled = String::with_capacity(text.len());
    let text = text.trim();
    for character in text.strip_prefix("tel:").unwrap_or(text).chars().map(narrow).map(plain_digit) {
        match character {
            '0'..='9' => dialled.push(character),
            '+' | '\u{fe62}' if dialled.is_empty() => dialled.push('+'),
            '(' | ')' | '[' | ']' | '.' | '/' | '\u{b7}' | '\u{2022}' | '\u{30fb}' | '、' => {}
            between if between.is_whitespace() || is_dash(between) || is_invisible(between) => {}
            _ => return None,
        }
    }
    Some(dialled)
}

/// The number before a switchboard, and the one behind it; nothing where what stands behind is no number.
fn split_extension(text: &str) -> Option<(&str, Option<String>)> {
    let Some((at, mark)) = EXTENSIONS.iter().find_map(|mark| Some((text.find(mark)?, mark))) else {
        return Some(behind_a_dash(text).unwrap_or((text, None)));
    };
    let behind: String = dialled(text[at + mark.len()..].trim_start_matches([':', '：']))?;
    let fits = (1..=MOST_EXTENSION).contains(&behind.len()) && !behind.starts_with('+');
    fits.then(|| (&text[..at], Some(behind)))
}

/// `0579-85551234-801`: area code, landline and a number behind the switchboard, as companies in China print it.
fn behind_a_dash(text: &str) -> Option<(&str, Option<String>)> {
    let digits = |part: &str| part.trim().chars().map(narrow).map(plain_digit).collect::<String>();
    let dashes: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| is_dash(*c)).collect();
    let [(first, one), (second, other)] = dashes.as_slice() else { return None };
    let area = digits(&text[..*first]);
    let line = digits(&text[first + one.len_utf8()..*second]);
    let behind = digits(&text[second + other.len_utf8()..]);
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    let is_so = [&area, &line, &behind].into_iter().all(|part| is_number(part))
        && area.starts_with('0')
        && (3..=4).contains(&area.len())
        && (7..=8).contains(&line.len())
        && (1..=MOST_EXTENSION).contains(&behind.len());
    is_so.then(|| (&text[..*second], Some(behind)))
}
