//! The recovery code: seven groups of five symbols on a printed sheet.
//!
//! A group is four symbols and a check symbol of its own, so that somebody who typed one group wrongly is told which. The
//! symbols are Crockford's base 32: no I, L, O or U, and the first three are read as 1, 1 and 0. Of the 140 bits, 128 are
//! random and 12 check the whole. Nobody can guess so much, so no Argon2id is needed.

use secrecy::{ExposeSecret, SecretString};
use sha2::{Digest as _, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::secret::SlotSecret;
use crate::error::VaultError;
use crate::key::random;

/// How many groups a code has.
pub const GROUPS: usize = 7;
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Symbols of a group before its check symbol.
const DATA: usize = 4;
const GROUP: usize = DATA + 1;

/// A code that opens a vault. It is shown once, on paper, and then only typed.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryCode([u8; 16]);

impl RecoveryCode {
    /// A new code.
    ///
    /// # Errors
    /// `vault-io` when the system has no random numbers to give.
    pub fn generate() -> Result<Self, VaultError> {
        random().map(RecoveryCode)
    }

    /// Its groups, for the sheet; each reads the same by itself and in its place only.
    pub fn groups(&self) -> Vec<String> {
        let bits = self.bits();
        let groups = bits.chunks(5 * DATA).enumerate().map(|(number, bits)| {
            let mut data = [0; DATA];
            for (symbol, bits) in data.iter_mut().zip(bits.chunks(5)) {
                *symbol = bits.iter().fold(0, |symbol, bit| symbol << 1 | usize::from(*bit));
            }
            let symbols = data.into_iter().chain([check_symbol(number, &data)]);
            symbols.map(|symbol| char::from(SYMBOLS[symbol])).collect()
        });
        groups.collect()
    }

    /// All of it on one line, for a QR in its compact alphabet.
    pub fn text(&self) -> SecretString {
        self.groups().join("-").into()
    }

    /// Reads a code as typed: small letters, wide letters, blanks and hyphens anywhere.
    ///
    /// # Errors
    /// `vault-recovery-incomplete` unless there are seven groups; `vault-recovery-group-wrong` with the number, from 1, of
    /// the first group that cannot be right; `vault-recovery-code-wrong` when each looks right and the whole does not.
    pub fn parse(typed: &str) -> Result<Self, VaultError> {
        let symbols: Zeroizing<Vec<Option<usize>>> =
            Zeroizing::new(typed.chars().filter(|c| !is_between(*c)).map(symbol).collect());
        if symbols.len() != GROUPS * GROUP {
            return Err(VaultError::RecoveryIncomplete { groups: GROUPS as u32 });
        }
        let mut bits = Zeroizing::new(Vec::with_capacity(CODE_BITS + CHECK_BITS));
        for (number, group) in symbols.chunks(GROUP).enumerate() {
            let data = read_group(number, group)
                .ok_or(VaultError::RecoveryGroupWrong { group: number as u32 + 1 })?;
            bits.extend(data.iter().flat_map(|symbol| (0..5).rev().map(move |bit| symbol >> bit & 1 == 1)));
        }
        let mut code = RecoveryCode([0; 16]);
        for (byte, bits) in code.0.iter_mut().zip(bits.chunks(8)) {
            *byte = bits.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit));
        }
        if *code.bits() == *bits { Ok(code) } else { Err(VaultError::RecoveryCodeWrong) }
    }

    /// Whether a group typed back is the one on the sheet; `number` from 0.
    pub fn is_group(&self, number: usize, typed: &str) -> bool {
        let plain = |text: &str| -> Vec<Option<usize>> {
            text.chars().filter(|c| !is_between(*c)).map(symbol).collect()
        };
        self.groups().get(number).is_some_and(|group| plain(group) == plain(typed))
    }

    pub(crate) fn secret(&self) -> SlotSecret {
        SlotSecret::of("guitu recovery code v1", &self.0)
    }
}

const CODE_BITS: usize = 128;
const CHECK_BITS: usize = 12;

impl RecoveryCode {
    /// The code's bits, and after them those that check the whole.
    fn bits(&self) -> Zeroizing<Vec<bool>> {
        let check = Sha256::new_with_prefix(b"guitu recovery check").chain_update(self.0).finalize();
        let bytes = self.0.iter().chain(check.iter());
        let bits = bytes.flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1));
        Zeroizing::new(bits.take(CODE_BITS + CHECK_BITS).collect())
    }
}

fn read_group(number: usize, group: &[Option<usize>]) -> Option<[usize; DATA]> {
    let symbols: Vec<usize> = group.iter().copied().collect::<Option<_>>()?;
    let data: [usize; DATA] = symbols[..DATA].try_into().ok()?;
    (check_symbol(number, &data) == symbols[DATA]).then_some(data)
}

/// A weighted sum in the field of 32 elements: one wrong symbol, two exchanged ones and two exchanged groups show.
fn check_symbol(group: usize, data: &[usize; DATA]) -> usize {
    data.iter().fold(group + 1, |sum, symbol| times_two(sum) ^ symbol)
}

/// Multiplies by the generator, modulo x⁵ + x² + 1.
fn times_two(x: usize) -> usize {
    let doubled = x << 1;
    if doubled & 32 == 0 { doubled } else { doubled ^ 0b100101 }
}

fn symbol(c: char) -> Option<usize> {
    let narrow = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0)?,
        _ => c,
    };
    let read = match narrow.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    SYMBOLS.iter().position(|known| char::from(*known) == read)
}

fn is_between(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '‐' | '‑' | '–' | '—' | '－' | '·' | '.' | ',' | '\u{200B}' | '\u{2068}' | '\u{2069}'
        )
}

impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

/// Reads a code as typed into the secret it makes.
pub(super) fn secret_of(typed: &SecretString) -> Result<SlotSecret, VaultError> {
    RecoveryCode::parse(typed.expose_secret()).map(|code| code.secret())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes() -> Vec<RecoveryCode> {
        let mut codes: Vec<_> = (0..40).map(|_| RecoveryCode::generate().unwrap()).collect();
        codes.extend([RecoveryCode([0; 16]), RecoveryCode([255; 16])]);
        codes
    }

    fn error(typed: &str) -> Option<(&'static str, Option<u64>)> {
        let error = RecoveryCode::parse(typed).err()?;
        Some((error.code(), error.arguments().get("group").and_then(|group| group.as_u64())))
    }

    #[test]
    fn a_code_is_read_as_it_was_printed_however_it_is_typed() {
        for code in codes() {
            let text = code.text().expose_secret().to_owned();
            assert_eq!(text.len(), 41, "seven groups of five and six hyphens");
            let wide = text.chars().map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap()).collect();
            let tired = text.to_lowercase().replace('0', "o").replace('1', "l").replace('-', " ");
            for typed in [text.clone(), wide, tired, text.replace('-', "")] {
                let read = RecoveryCode::parse(&typed).unwrap();
                assert!(read.0 == code.0, "{typed} is the same code");
            }
        }
    }

    #[test]
    fn one_wrong_symbol_is_told_with_its_group() {
        for code in codes().into_iter().take(5) {
            let text: Vec<char> = code.text().expose_secret().chars().collect();
            for (at, right) in text.iter().enumerate().filter(|(_, c)| **c != '-') {
                for wrong in SYMBOLS.iter().map(|symbol| char::from(*symbol)).filter(|wrong| wrong != right) {
                    let mut typed = text.clone();
                    typed[at] = wrong;
                    let typed: String = typed.into_iter().collect();
                    let group = at as u64 / 6 + 1;
                    assert_eq!(error(&typed), Some(("vault-recovery-group-wrong", Some(group))), "{typed}");
                }
            }
        }
    }

    #[test]
    fn exchanged_symbols_and_groups_are_told() {
        for code in codes().into_iter().take(20) {
            let groups = code.groups();
            for at in 0..GROUPS - 1 {
                let mut exchanged = groups.clone();
                exchanged.swap(at, at + 1);
                assert!(
                    error(&exchanged.join("-")).is_some(),
                    "groups {at} and the next are not in their places"
                );
                let mut symbols: Vec<char> = groups[at].chars().collect();
                if symbols[1] != symbols[2] {
                    symbols.swap(1, 2);
                    let mut typed = groups.clone();
                    typed[at] = symbols.into_iter().collect();
                    let expected = Some(("vault-recovery-group-wrong", Some(at as u64 + 1)));
                    assert_eq!(error(&typed.join("-")), expected, "two symbols exchanged");
                }
            }
        }
    }

    #[test]
    fn a_code_that_is_not_whole_is_told() {
        let code = RecoveryCode([7; 16]);
        let groups = code.groups();
        for typed in [String::new(), groups[..6].join("-"), groups.join("-") + "A"] {
            assert_eq!(
                error(&typed),
                Some(("vault-recovery-incomplete", None)),
                "{typed} has not seven groups"
            );
        }
        assert_eq!(
            error(&groups.join("-").replacen(&groups[3], "U!?*+", 1)),
            Some(("vault-recovery-group-wrong", Some(4))),
            "signs that no code has"
        );
    }

    #[test]
    fn groups_typed_back_are_compared() {
        let code = RecoveryCode::generate().unwrap();
        let groups = code.groups();
        assert!(code.is_group(2, &groups[2].to_lowercase()), "small letters are the same");
        assert!(!code.is_group(2, &groups[3]) || groups[2] == groups[3], "another group is not");
        assert!(!code.is_group(9, &groups[0]), "there is no tenth group");
        assert!(!format!("{code:?}").contains(&groups[0]), "a log line must not open a vault");
    }
}
