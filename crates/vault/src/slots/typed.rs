//! A passphrase as it is typed. Keyboards write the same one in several ways: a Chinese one set to full width, a Mac whose Option key makes a
//! blank that does not break, an accent that is part of its letter or follows it; a program that puts typographic quotes and dashes in the
//! place of the keyboard's. So a passphrase is hashed in one form: NFKC, with plain quotes and dashes, and one blank where there are several.
//! One that was set by an earlier version was hashed as it was typed, or in NFKC alone.

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

/// In which form a slot's passphrase was hashed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Form {
    /// By an earlier version.
    #[default]
    AsTyped,
    /// By an earlier version: typographic quotes and dashes are others than the keyboard's.
    Nfkc,
    /// However it is typed, it is the same.
    Folded,
}

impl Form {
    pub(crate) fn is_as_typed(&self) -> bool {
        *self == Form::AsTyped
    }

    /// What may have been hashed, the likelier first.
    pub(crate) fn readings(self, typed: &SecretString) -> Vec<SecretString> {
        match self {
            Form::AsTyped => readings(typed),
            Form::Nfkc => vec![nfkc(typed)],
            Form::Folded => vec![in_one_form(typed)],
        }
    }
}

/// The form in which a new passphrase is taken.
pub fn in_one_form(typed: &SecretString) -> SecretString {
    let mut plain = Zeroizing::new(String::with_capacity(typed.expose_secret().len()));
    plain.extend(typed.expose_secret().chars().map(plain_sign)); // NFKC makes other signs of some
    let typed = nfkc(&plain.as_str().into());
    let mut text = Zeroizing::new(String::with_capacity(typed.expose_secret().len()));
    for c in typed.expose_secret().trim().chars().map(plain_sign) {
        // Two hyphens become one dash, two blanks are a slip.
        let again = matches!(c, ' ' | '-') && text.ends_with(c);
        if !again {
            text.push(c);
        }
    }
    SecretString::from(text.as_str())
}

fn nfkc(typed: &SecretString) -> SecretString {
    // No character becomes more than eleven times as long: it is never moved, and no copy is left behind.
    let mut text = Zeroizing::new(String::with_capacity(typed.expose_secret().len() * 11));
    text.extend(typed.expose_secret().nfkc());
    SecretString::from(text.as_str())
}

/// The keyboard's sign, of those that programs put in its place.
fn plain_sign(c: char) -> char {
    match c {
        '\u{2018}'..='\u{201b}' | '\u{2032}' | '\u{2b9}' | '\u{2bc}' | '`' | '\u{b4}' => '\'',
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' | '\u{300c}'..='\u{300f}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// How a passphrase may have been taken, where nobody noted it: as it was typed, or in one of the forms.
pub fn readings(typed: &SecretString) -> Vec<SecretString> {
    let mut readings = vec![typed.clone()];
    for formed in [nfkc(typed), in_one_form(typed)] {
        if readings.iter().all(|known| known.expose_secret() != formed.expose_secret()) {
            readings.push(formed);
        }
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_the_same_however_a_keyboard_writes_it() {
        let form = |text: &str| in_one_form(&text.into()).expose_secret().to_owned();
        for typed in ["caf\u{e9} two Full", "cafe\u{301}\u{a0}two\u{3000}\u{ff26}\u{ff55}\u{ff4c}\u{ff4c}"] {
            assert_eq!(form(typed), "caf\u{e9} two Full", "{typed:?}");
        }
        for typed in [
            "\u{2018}it\u{2019}s \u{201c}here\u{201d}\u{2014}now\u{2019}",
            "'it's \"here\"--now' ",
            "\u{2032}it\u{2bc}s  \u{ab}here\u{bb}\u{2013}now'",
            "\u{b4}it`s \u{2033}here\u{2033}-now\u{b4}",
        ] {
            assert_eq!(form(typed), "'it's \"here\"-now'", "{typed:?}");
        }
        assert_ne!(form("Tea House"), form("tea house"), "capitals are somebody's choice");
        assert_ne!(form("tea house"), form("teahouse"), "and so are blanks");
        let longest = "\u{fdfa}".repeat(40);
        assert!(form(&longest).len() <= longest.len() * 11, "it is never moved");
    }

    #[test]
    fn one_that_is_written_in_one_way_alone_is_tried_once() {
        assert_eq!(readings(&"river lamp tea".into()).len(), 1, "hashing takes its time");
        assert_eq!(readings(&"\u{ff52}iver lamp tea".into()).len(), 2);
        assert_eq!(readings(&"\u{ff52}iver lamp\u{2014}tea".into()).len(), 3);
    }
}
