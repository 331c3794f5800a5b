//! What is wrong with a telephone number that no plan has, where it can be told.

use std::collections::BTreeMap;

use rulebook::Field;

use super::Said;
use crate::evaluation::Argument;

/// Digits of a mobile in China.
const CHINESE_MOBILE: usize = 11;
/// A mobile that lacks digits, or has some too many, still looks like one.
const NEARLY: std::ops::RangeInclusive<usize> = 9..=13;
/// Digits of a landline in China without the code of its area.
const IN_TOWN: std::ops::RangeInclusive<usize> = 7..=8;
/// Fewest digits that are a number of their own.
const A_NUMBER: usize = 7;
/// More letters are words.
const MOST_LETTERS: usize = 2;

/// Two numbers in one field, a number as it is dialled within one town of China, a letter among the digits, a Chinese mobile with a digit too few.
pub(super) fn wrong(field: &Field, text: &str) -> Option<Said> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let apart = text.split(['/', ';', ',', '、', '，', '；', '|', '或']);
    let numbers = apart.filter(|part| part.chars().filter(char::is_ascii_digit).count() >= A_NUMBER);
    if numbers.count() > 1 || text.matches('+').count() > 1 {
        return Some(("two-numbers", BTreeMap::new()));
    }
    let in_town = IN_TOWN.contains(&digits.len()) && matches!(digits.as_bytes(), [b'2'..=b'8', ..]);
    if field.calls_from.is_some() && in_town && !text.contains(char::is_alphabetic) {
        return Some(("no-area-code", BTreeMap::new()));
    }
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    if let Some(letter) = letters.next() {
        let few = letters.count() < MOST_LETTERS && digits.len() >= A_NUMBER;
        let character = Argument::Text(letter.to_string());
        return few.then(|| ("letter-in-number", BTreeMap::from([("character".to_owned(), character)])));
    }
    let names_china = text.trim_start().starts_with('+') || digits.starts_with("86");
    let mobile = digits.strip_prefix("86").filter(|_| names_china).unwrap_or(&digits);
    let begins_so = matches!(mobile.as_bytes(), [b'1', b'3'..=b'9', ..]);
    let nearly = NEARLY.contains(&mobile.len()) && mobile.len() != CHINESE_MOBILE;
    #[allow(clippy::cast_precision_loss)]
    let count = Argument::Number(mobile.len() as f64);
    (begins_so && nearly).then(|| ("mobile-digits", BTreeMap::from([("digits".to_owned(), count)])))
}
