//! The 7-3-1 check digit of Doc 9303 part 3, 4.9.

use super::field::Check;

/// What a character counts: digits themselves, `A` = 10 … `Z` = 35, the filler nothing.
fn value(character: u8) -> u32 {
    match character {
        b'0'..=b'9' => u32::from(character - b'0'),
        b'A'..=b'Z' => u32::from(character - b'A') + 10,
        _ => 0,
    }
}

/// The check digit of `characters` (`0`-`9`, `A`-`Z`, `<`), 0 to 9.
pub fn check_digit(characters: &[u8]) -> u8 {
    let sum: u32 =
        characters.iter().zip([7, 3, 1].into_iter().cycle()).map(|(c, w)| value(*c) * w % 10).sum();
    (sum % 10) as u8
}

/// Whether `digit` is the check digit of `characters`. A filler in the digit's place is right only where
/// `may_be_filler` (optional fields) and nothing is checked.
pub(super) fn check(characters: &[u8], digit: u8, may_be_filler: bool) -> Check {
    let right = match digit {
        b'0'..=b'9' => check_digit(characters) == digit - b'0',
        b'<' => may_be_filler && characters.iter().all(|c| *c == b'<'),
        _ => false,
    };
    if right { Check::Right } else { Check::Wrong }
}
