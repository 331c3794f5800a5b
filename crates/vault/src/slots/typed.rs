//! A passphrase as it is typed. Keyboards write the same one in several ways: a Chinese one set to full width, a Mac whose Option key makes a
//! blank that does not break, an accent that is part of its letter or follows it. So a passphrase is hashed in one form (NFKC). One that
//! was set by an earlier version was hashed as it was typed.

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
    /// However it is typed, it is the same.
    Nfkc,
}

impl Form {
    pub(crate) fn is_as_typed(&self) -> bool {
        *self == Form::AsTyped
    }

    /// What may have been hashed, the likelier first.
    pub(crate) fn readings(self, typed: &SecretString) -> Vec<SecretString> {
        match self {
            Form::AsTyped => readings(typed),
            Form::Nfkc => vec![in_one_form(typed)],
        }
    }
}

/// The form in which a new passphrase is taken.
pub fn in_one_form(typed: &SecretString) -> SecretString {
    // No character becomes more than eleven times as long: it is never moved, and no copy is left behind.
    let mut text = Zeroizing::new(String::with_capacity(typed.expose_secret().len() * 11));
    text.extend(typed.expose_secret().nfkc());
    SecretString::from(text.as_str())
}

/// How a passphrase may have been taken, where nobody noted it: as it was typed, or in the one form.
pub fn readings(typed: &SecretString) -> Vec<SecretString> {
    let formed = in_one_form(typed);
    let differs = formed.expose_secret() != typed.expose_secret();
    std::iter::once(typed.clone()).chain(differs.then_some(formed)).collect()
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
        assert_ne!(form("Tea House"), form("tea house"), "capitals are somebody's choice");
        assert_ne!(form("tea house"), form("teahouse"), "and so are blanks");
        let longest = "\u{fdfa}".repeat(40);
        assert!(form(&longest).len() <= longest.len() * 11, "it is never moved");
    }

    #[test]
    fn one_that_is_written_in_one_way_alone_is_tried_once() {
        assert_eq!(readings(&"river lamp tea".into()).len(), 1, "hashing takes its time");
        assert_eq!(readings(&"\u{ff52}iver lamp tea".into()).len(), 2);
    }
}
