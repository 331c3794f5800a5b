//! The resident identity number of GB 11643 as a traveller types it: what it says of its holder, or what is wrong with it.
//!
//! The arithmetic stands in [`rulebook::resident_id`]; here a typed number is put in its usual form, its province looked at,
//! and the first thing wrong with it named.

use chrono::NaiveDate;
use rulebook::characters::{is_dash, upright};

/// What a right number says.
#[derive(Clone, PartialEq, Eq)]
pub struct ResidentId {
    /// The 18 characters in their usual form, `X` as a capital.
    pub number: String,
    /// Date of birth.
    pub born: NaiveDate,
    /// `M` or `F`.
    pub sex: &'static str,
}

impl std::fmt::Debug for ResidentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ResidentId").finish_non_exhaustive()
    }
}

/// What is wrong with a number, the plainest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ResidentIdProblem {
    /// Not 17 digits and a digit or `X`; numbers of 15 digits ended in 2013.
    #[error("resident-id-form")]
    Form,
    /// No province, autonomous region, municipality or special region has these two digits.
    #[error("resident-id-province")]
    Province,
    /// The eight digits in the middle are no date.
    #[error("resident-id-born")]
    Born,
    /// The last character is not the one that the others ask for.
    #[error("resident-id-check-digit")]
    CheckDigit,
}

/// The first two digits of GB/T 2260, the residence permits of Hong Kong, Macao and Taiwan residents (81 to 83) among them.
const PROVINCES: [&str; 35] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42",
    "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82",
    "83",
];

/// The number in its usual form: blanks and hyphens left out, full-width characters narrowed, `x` as `X`.
pub fn tidy(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !is_dash(*c)).map(upright).collect()
}

/// Reads a number as typed.
pub fn read(text: &str) -> Result<ResidentId, ResidentIdProblem> {
    let number = tidy(text);
    let (body, last) = match number.as_bytes() {
        [body @ .., last] if body.len() == 17 => (body, *last),
        _ => return Err(ResidentIdProblem::Form),
    };
    if !body.iter().all(u8::is_ascii_digit) || !(last.is_ascii_digit() || last == b'X') {
        return Err(ResidentIdProblem::Form);
    }
    if !PROVINCES.iter().any(|province| number.starts_with(province)) {
        return Err(ResidentIdProblem::Province);
    }
    let (Some(born), Some(sex)) = (rulebook::resident_id::born(&number), rulebook::resident_id::sex(&number))
    else {
        return Err(ResidentIdProblem::Born);
    };
    if !rulebook::resident_id::is_right(&number) {
        return Err(ResidentIdProblem::CheckDigit);
    }
    Ok(ResidentId { number, born, sex })
}
