//! The number of a flight in its one form, so that `ZZ0100`, `zz 100` and `ＺＺ１００` are the same flight.

use crate::characters::{is_dash, is_invisible, upright};

/// Longest number of a flight that is not zeros before it.
const MOST_DIGITS: usize = 4;

/// Airline, number without leading zeros, suffix: `MU5101`, `3U8881`, `BA9A`. Nothing if the text is no flight's number.
pub fn canonical(text: &str) -> Option<String> {
    let plain = run_together(text);
    let airline = plain.get(..2)?;
    let letters = airline.bytes().filter(u8::is_ascii_uppercase).count();
    let digits = airline.bytes().filter(u8::is_ascii_digit).count();
    if letters == 0 || letters + digits != 2 {
        return None;
    }
    let rest = &plain[2..];
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, suffix) = rest.split_at(end);
    let fits = suffix.is_empty() || (suffix.len() == 1 && suffix.as_bytes()[0].is_ascii_uppercase());
    let number = number.trim_start_matches('0');
    let counted = (1..=MOST_DIGITS).contains(&number.len());
    (fits && counted).then(|| format!("{airline}{number}{suffix}"))
}

/// The one form of a flight's number; what is none, run together in capitals: what is compared, printed and looked up.
pub fn plain(text: &str) -> String {
    canonical(text).unwrap_or_else(|| run_together(text))
}

fn run_together(text: &str) -> String {
    let between = |c: char| c.is_whitespace() || is_dash(c) || is_invisible(c) || c == '.';
    text.chars().filter(|c| !between(*c)).map(upright).collect()
}
