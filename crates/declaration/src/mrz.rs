//! The machine readable zone of a travel document (ICAO Doc 9303 parts 3 to 6), read from pasted text.
//!
//! A reading is an offer to compare with the paper, never an answer: each field says what was read, whether its check
//! digit agrees, and whether it may be taken without another look. Nothing is corrected in silence. Where a letter
//! stands for a digit (`O` for `0`), the repaired value is offered, and is never trusted.
//!
//! What a check digit can know: number, birth, expiry and the personal number of a TD3 have their own; the composite
//! covers these and the optional fields. Document code, issuer, nationality, sex and names are covered by none, so
//! there `trusted` means well-formed and not contradicted, and [`FormField::checked`] is false. Weights 7-3-1 modulo 10
//! cannot see one character taken for another whose values differ by ten or a multiple of it: `0 A K U <`, `1 B L V`,
//! `2 C M W`, `3 D N X`, `4 E O Y`, `5 F P Z`, `6 G Q`, `7 H R`, `8 I S`, `9 J T`. In dates the form of the field sees
//! these; in a number nobody can.
//!
//! To read in this order: `text` finds the zone, `format` and `layout` say where its fields stand, `reading` reads them one by one (`field`;
//! `check_digit`, `number`, `dates`, `names`, `codes` for each kind), and `form` makes offers of them.
//!
//! Own code rather than a crate: it is small, pure, and its answer has to fit the form field by field.

mod check_digit;
mod codes;
mod dates;
mod field;
mod form;
mod format;
mod layout;
mod names;
mod number;
mod problem;
mod reading;
mod text;

pub use check_digit::check_digit;
pub use field::{Check, Doubt, MrzField};
pub use form::{FormField, fields_for_form, offers};
pub use format::Format;
pub use problem::MrzProblem;
pub use reading::MrzReading;

use chrono::NaiveDate;

/// Finds a TD1, TD2 or TD3 zone in `text` and reads it. `today` decides centuries: a birth is never in the future.
pub fn read(text: &str, today: NaiveDate) -> Result<MrzReading, MrzProblem> {
    let zone = text::find(text)?;
    Ok(reading::of(&zone, today))
}
