//! The reference: the short number of a declaration that a person can say on the telephone.
//!
//! It follows from the declaration's id alone, so every machine that knows the id can say it, without a network. Two
//! declarations may rarely share one: it is asked for together with the birth date, and it opens nothing by itself.
//!
//! # How it is made
//! 1. The first sixteen bytes of SHA-256(`"ref"` ‖ the sixteen bytes of the id), as one number, most significant byte first,
//!    are taken modulo 23^9 and written with nine symbols, most significant first.
//! 2. A tenth symbol makes the sum of (place from 1 × value of the symbol) a multiple of 23. Since 23 is a prime and there are fewer
//!    places than that, one wrong symbol and two exchanged ones, neighbours or not, always show.
//!
//! The alphabet has 23 symbols, none of which is taken for another in print or handwriting: `0 O Q D`, `1 I L` and `U V` are
//! left out, and of the pairs `2 Z`, `5 S`, `6 G` and `8 B` the letter is. What is typed may be in small letters, with blanks
//! and hyphens anywhere.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The symbols in the order of their values.
const ALPHABET: &[u8; 23] = b"23456789ACEFHJKMNPRTWXY";
const BASE: u128 = ALPHABET.len() as u128;
/// Symbols that the id decides.
const SYMBOLS: usize = 9;
const LENGTH: usize = SYMBOLS + 1;

/// A declaration's reference, ten symbols long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Reference([u8; LENGTH]);

/// Why a text is no reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReferenceError {
    /// It has more or fewer symbols.
    #[error("a reference has ten symbols")]
    Length,
    /// It has a sign that is in no reference.
    #[error("a sign that is in no reference")]
    Symbol,
    /// A symbol was misheard, mistyped or exchanged.
    #[error("the check symbol does not agree")]
    Check,
}

impl Reference {
    /// The reference of a declaration.
    pub fn of(declaration: Uuid) -> Self {
        let mut hash = Sha256::new();
        hash.update(b"ref");
        hash.update(declaration.as_bytes());
        Self::of_hash(&hash.finalize())
    }

    /// Ten symbols of a hash.
    pub(crate) fn of_hash(hash: &[u8]) -> Self {
        let mut number = hash.iter().take(16).fold(0u128, |number, byte| number << 8 | u128::from(*byte));
        let mut values = [0u8; LENGTH];
        for value in values[..SYMBOLS].iter_mut().rev() {
            *value = (number % BASE) as u8;
            number /= BASE;
        }
        // The one value at the last place that makes the sum a multiple of 23.
        values[SYMBOLS] = (0..ALPHABET.len() as u8)
            .find(|last| {
                values[SYMBOLS] = *last;
                agrees(&values)
            })
            .unwrap_or_default();
        Self(values)
    }

    /// What is typed, without blanks and hyphens.
    pub(crate) fn signs(text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(|sign| !sign.is_whitespace() && !matches!(sign, '-' | '‐' | '–'))
    }
}

fn agrees(values: &[u8; LENGTH]) -> bool {
    let sum: usize = values.iter().zip(1..).map(|(value, place)| usize::from(*value) * place).sum();
    sum.is_multiple_of(ALPHABET.len())
}

impl fmt::Display for Reference {
    /// In two groups of five, as it is printed and said.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, value) in self.0.iter().enumerate() {
            if at == LENGTH / 2 {
                formatter.write_str("-")?;
            }
            write!(formatter, "{}", char::from(ALPHABET[usize::from(*value) % ALPHABET.len()]))?;
        }
        Ok(())
    }
}

impl FromStr for Reference {
    type Err = ReferenceError;

    fn from_str(text: &str) -> Result<Self, ReferenceError> {
        let mut values = [0u8; LENGTH];
        let mut count = 0;
        for sign in Self::signs(text) {
            let value = ALPHABET.iter().position(|symbol| char::from(*symbol) == sign.to_ascii_uppercase());
            let value = value.ok_or(ReferenceError::Symbol)?;
            *values.get_mut(count).ok_or(ReferenceError::Length)? = value as u8;
            count += 1;
        }
        match count {
            LENGTH if agrees(&values) => Ok(Self(values)),
            LENGTH => Err(ReferenceError::Check),
            _ => Err(ReferenceError::Length),
        }
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.to_string()
    }
}

impl TryFrom<String> for Reference {
    type Error = ReferenceError;

    fn try_from(text: String) -> Result<Self, ReferenceError> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id(bytes: [u8; 16]) -> Uuid {
        Uuid::from_bytes(bytes)
    }

    #[test]
    fn it_is_the_same_on_every_machine() {
        let known = Uuid::parse_str("01936f5e-0000-7000-8000-000000000001").unwrap();
        assert_eq!(
            Reference::of(known).to_string(),
            "8PKW5-XJF7K",
            "printed on paper, said on the telephone"
        );
    }

    #[test]
    fn it_is_read_as_people_write_it() {
        let reference = Reference::of(id([7; 16]));
        let said = reference.to_string().to_lowercase().replace('-', " ");
        assert_eq!(said.parse(), Ok(reference), "small letters, a blank for the hyphen");
        assert_eq!(" ".parse::<Reference>(), Err(ReferenceError::Length), "nothing was said");
        assert_eq!(
            "2O1IL-55555".parse::<Reference>(),
            Err(ReferenceError::Symbol),
            "signs that look like others"
        );
        assert_eq!(format!("{reference}2").parse::<Reference>(), Err(ReferenceError::Length), "one too many");
    }

    proptest! {
        #[test]
        fn one_wrong_symbol_is_noticed(bytes: [u8; 16], place in 0..LENGTH, by in 1..ALPHABET.len()) {
            let mut values = Reference::of(id(bytes)).0;
            values[place] = ((usize::from(values[place]) + by) % ALPHABET.len()) as u8;
            prop_assert_eq!(Reference(values).to_string().parse::<Reference>(), Err(ReferenceError::Check));
        }

        #[test]
        fn two_exchanged_symbols_are_noticed(bytes: [u8; 16], one in 0..LENGTH, other in 0..LENGTH) {
            let mut values = Reference::of(id(bytes)).0;
            prop_assume!(values[one] != values[other]);
            values.swap(one, other);
            prop_assert_eq!(Reference(values).to_string().parse::<Reference>(), Err(ReferenceError::Check));
        }

        #[test]
        fn what_is_printed_is_read_again(bytes: [u8; 16]) {
            let reference = Reference::of(id(bytes));
            prop_assert_eq!(reference.to_string().parse::<Reference>(), Ok(reference));
        }
    }
}
