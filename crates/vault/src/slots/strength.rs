//! The floor under a new passphrase: what anybody would try first is not taken.
//!
//! The passphrase is read as a row of *guesses*: a common word, a run such as `12345` or `aaaa`, a number, or else a single
//! character. A repeated passphrase counts once. Fewer than four guesses are too few, however many characters they have. So are two words
//! of Latin letters by themselves, whether or not they are on a list, and one with a year, a number or signs or with none.
//! This is a floor and no measure of strength: above it the passphrase is its owner's business.

use std::collections::HashSet;
use std::sync::LazyLock;

use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::typed::in_one_form;
use crate::error::VaultError;

/// Fewest characters of a new passphrase.
pub const PASSPHRASE_MIN: u32 = 8;

const FEWEST_GUESSES: usize = 4;
/// Words that lists of leaked passwords begin with, and some that people who use this program would think of. The first come
/// from the frequency list of zxcvbn (MIT licence, Dropbox and Joshua Holmer), without their digits.
static COMMON: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("common.txt").lines().filter(|word| !word.is_empty()).collect());
const SHORTEST_WORD: usize = 4;
/// Of Chinese characters.
const SHORTEST_HAN_WORD: usize = 2;
const LONGEST_WORD: usize = 16;
/// What may be a single word of a language: two that are written as one are longer, as a rule.
const LONGEST_SINGLE_WORD: usize = 12;
/// A birthday.
const LONGEST_NUMBER: usize = 8;
const MOST_SIGNS: usize = 3;

/// Refuses a new passphrase that is too short or among the first to be guessed.
///
/// # Errors
/// `vault-passphrase-too-short`, `vault-passphrase-common`.
pub fn require(passphrase: &SecretString) -> Result<(), VaultError> {
    let formed = in_one_form(passphrase); // what is hashed, without what is typed twice
    let text = formed.expose_secret();
    if text.chars().count() < PASSPHRASE_MIN as usize {
        return Err(VaultError::PassphraseTooShort { min: PASSPHRASE_MIN });
    }
    let plain: Zeroizing<Vec<char>> = Zeroizing::new(text.chars().filter_map(plain).collect());
    let letters: Zeroizing<Vec<char>> = Zeroizing::new(plain.iter().map(|c| letter_for(*c)).collect());
    let fewest = guesses(once(&plain)).min(guesses(once(&letters)));
    if fewest < FEWEST_GUESSES || is_few_words(text) { Err(VaultError::PassphraseCommon) } else { Ok(()) }
}

/// Small letters of ordinary width; blanks do not count.
fn plain(c: char) -> Option<char> {
    let narrow = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    (!narrow.is_whitespace()).then(|| narrow.to_lowercase().next().unwrap_or(narrow))
}

/// The letter that a digit or sign is often written for.
fn letter_for(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        _ => c,
    }
}

/// The part that is repeated, where the whole is nothing but its repetition.
fn once(text: &[char]) -> &[char] {
    let repeats = |unit: &usize| {
        text.len().is_multiple_of(*unit) && text.chunks(*unit).all(|part| part == &text[..*unit])
    };
    match (1..=text.len() / 2).find(repeats) {
        Some(unit) => &text[..unit],
        None => text,
    }
}

fn guesses(text: &[char]) -> usize {
    let (mut at, mut count) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        let step = word(rest).max(run(rest)).max(number(rest)).max(1);
        count += 1;
        at += step;
    }
    count
}

/// Whether it is one word, with whatever is put before or after one where a number or a sign is asked for: every list of guesses is tried
/// with these as well. Or two words and nothing else: a name, a place, what goes together.
fn is_few_words(text: &str) -> bool {
    let formed = in_one_form(&text.into());
    let kinds = formed.expose_secret().chars().map(|c| match c {
        c if c.is_ascii_digit() => Kind::Digit,
        c if c.is_alphabetic() => Kind::Letter,
        _ => Kind::Sign,
    });
    let mut parts = Vec::<(Kind, usize)>::new();
    for kind in kinds {
        match parts.last_mut() {
            Some((last, length)) if *last == kind => *length += 1,
            _ => parts.push((kind, 1)),
        }
    }
    let lengths = |of| parts.iter().filter(move |(kind, _)| *kind == of).map(|(_, length)| *length);
    let words: Zeroizing<Vec<Vec<char>>> = Zeroizing::new(
        formed
            .expose_secret()
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
            .map(|word| word.chars().collect())
            .collect(),
    );
    let digits = lengths(Kind::Digit).sum::<usize>();
    let single = |word: &Vec<char>| word.len() <= LONGEST_SINGLE_WORD && is_written_as_one(word);
    (words.len() == 1 || (words.len() == 2 && digits == 0))
        && words.iter().all(single)
        && digits <= LONGEST_NUMBER
        && lengths(Kind::Sign).sum::<usize>() <= MOST_SIGNS
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Letter,
    Digit,
    Sign,
}

/// In Latin letters, small or capital or with a capital at its beginning: what is mixed in another way was drawn by lot.
fn is_written_as_one(letters: &[char]) -> bool {
    let small = |letters: &[char]| letters.iter().all(|c| c.is_lowercase());
    let latin = letters.iter().all(|c| u32::from(*c) < 0x250);
    latin && (small(letters) || letters.iter().all(|c| c.is_uppercase()) || small(&letters[1..]))
}

/// Length of the common word that the text begins with.
fn word(text: &[char]) -> usize {
    let longest = text.len().min(LONGEST_WORD);
    let is_han = text.first().is_some_and(|c| matches!(c, '\u{4e00}'..='\u{9fff}'));
    let shortest = if is_han { SHORTEST_HAN_WORD } else { SHORTEST_WORD };
    let found = (shortest..=longest).rev().find(|length| {
        let word: Zeroizing<String> = Zeroizing::new(text[..*length].iter().collect());
        COMMON.contains(word.as_str())
    });
    found.unwrap_or(0)
}

/// Length of a run at the beginning: the same character, or one after the other in either direction.
fn run(text: &[char]) -> usize {
    let step = |pair: &[char]| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0]));
    let Some(first) = text.windows(2).next().map(step).filter(|first| first.abs() <= 1) else { return 0 };
    let length = 1 + text.windows(2).take_while(|pair| step(pair) == first).count();
    if length >= 3 { length } else { 0 }
}

/// Length of a number at the beginning: a year, a birthday.
fn number(text: &[char]) -> usize {
    text.iter().take(LONGEST_NUMBER).take_while(|c| c.is_ascii_digit()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> Option<&'static str> {
        require(&text.into()).err().map(|error| error.code())
    }

    #[test]
    fn what_anybody_would_try_first_is_not_taken() {
        for text in [
            "12345678",
            "87654321",
            "11111111",
            "aaaaaaaaaaaa",
            "abcdefgh",
            "password",
            "Password1!",
            "P@ssw0rd",
            "qwertyuiop",
            "1qaz2wsx",
            "iloveyou",
            "woaini1314",
            "20011231",
            "asdfghjkl",
            "abcabcabcabc",
            "１２３４５６７８",
            "zhongguo 2008",
            "passwordpassword",
            "iloveyou iloveyou",
            "19990101 19990101",
            "beijing beijing",
            "passport2026",
            "Passport 2026!",
            "ｐａｓｓｐｏｒｔ２０２６",
            "2026reisepass",
            "umbrella",
            "Umbrella1987",
            "UMBRELLA_87",
            "éléphant2026",
            "我的护照2026",
            "我爱你我爱你我爱你",
            "健康码20261201",
            "correct horse",
            "Correct-Horse",
            "chen yutong",
            "chen, yutong!",
        ] {
            assert_eq!(code(text), Some("vault-passphrase-common"), "{text} is on every list");
        }
    }

    #[test]
    fn a_few_words_or_a_line_of_a_poem_are_taken() {
        for text in [
            "correct horse battery",
            "river lamp tea bridge",
            "长安回望绣成堆。",
            "four unlikely words here",
            "kX9#fT2q",
            "mother password sunshine dragon",
            "umbrella moss 2026",
            "umbrellamossharbour",
            "hGkWqPzXn",
            "pass4port7rain2",
            "护照放在蓝色抽屉里",
        ] {
            assert_eq!(code(text), None, "{text} is not among the first guesses");
        }
    }

    #[test]
    fn a_short_one_is_too_short_whatever_it_is() {
        assert_eq!(code("kX9#fT2"), Some("vault-passphrase-too-short"), "seven characters");
        assert_eq!(code(""), Some("vault-passphrase-too-short"), "none");
        for text in ["q7w!z       ", "ab9--------x!", "  kX9#fT2  "] {
            assert_eq!(code(text), Some("vault-passphrase-too-short"), "{text}: what counts of it is short");
        }
    }
}
