//! Names: primary and secondary identifier, parted by two fillers (part 3, 4.6).
//!
//! They are taken as they stand. `LYU` stays `LYU` (a Chinese passport's LÜ), `MUELLER` stays `MUELLER`: what is
//! printed above the zone is for the traveller to compare.

use super::field::{Check, Doubt, MrzField};
use super::number::text;

/// Surname and given names of a name field; `filled` where its end was not in the text.
pub(super) fn fields(raw: &[u8], filled: bool) -> (MrzField, MrzField) {
    let whole = text(raw);
    // A letter in the last place means that the name may have been cut, either part of it.
    let cut = filled || !whole.ends_with('<');
    let written = whole.trim_end_matches('<');
    let (primary, secondary) = written.split_once("<<").unwrap_or((written, ""));
    let doubt = |part: &str, may_be_empty: bool| {
        if part.is_empty() {
            return (!may_be_empty).then_some(Doubt::NotStated);
        }
        let letters = part.bytes().all(|c| c.is_ascii_uppercase() || c == b'<');
        if !letters || part.contains("<<") || part.starts_with('<') {
            Some(Doubt::Malformed)
        } else if ends_in_fillers(part) {
            Some(Doubt::Fillers)
        } else {
            cut.then_some(Doubt::Truncated)
        }
    };
    // A second pair of fillers leaves open where the surname ends: both parts are doubted.
    let torn = secondary.contains("<<") || secondary.starts_with('<');
    let make = |part: &str, may_be_empty: bool| {
        let words: Vec<&str> = part.split('<').filter(|w| !w.is_empty()).collect();
        let value = (!words.is_empty()).then(|| words.join(" "));
        let own = if torn { Some(Doubt::Malformed) } else { doubt(part, may_be_empty) };
        match own {
            Some(doubt) => MrzField::doubtful(part, value, Check::None, doubt),
            None => MrzField::trusted(part, value, Check::None),
        }
    };
    (make(primary, false), make(secondary, true))
}

/// Whether a name ends in letters that a reading machine makes of fillers. `WEISS` and `BECK` are names: a pair of `S` is
/// believed, a pair of `K` or of `C` and any run of three are not. The name is offered as it stands and not ticked.
fn ends_in_fillers(part: &str) -> bool {
    let Some(last) = part.chars().last().filter(|last| matches!(last, 'K' | 'S' | 'C')) else { return false };
    let run = part.len() - part.trim_end_matches(last).len();
    let mixed = part.len() - part.trim_end_matches(['K', 'S', 'C']).len();
    run >= 3 || (run == 2 && last != 'S') || mixed >= MIXED_RUN
}

/// `HICKS` ends in three of these letters; no name in four.
const MIXED_RUN: usize = 4;
