//! Pasted text.

use declaration::mrz::{offers, read};
use rulebook::Landmark;

use super::today;

/// Reads the bytes as text, twice.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let reading = read(&text, today());
    assert_eq!(reading, read(&text, today()), "the same text gives the same reading");
    let Ok(reading) = reading else { return };
    for (landmark, field) in offers(&reading) {
        let Some(value) = field.value.as_deref() else { continue };
        assert!(!value.is_empty(), "{landmark:?}: an empty answer is none");
        if !field.trusted {
            continue;
        }
        let day = value.parse::<chrono::NaiveDate>();
        let formed = match landmark {
            Landmark::Born | Landmark::DocumentExpires => day.is_ok(),
            Landmark::Sex => ["F", "M", "X"].contains(&value),
            Landmark::Nationality | Landmark::DocumentIssuer => {
                value.len() == 3 && value.bytes().all(|c| c.is_ascii_uppercase())
            }
            Landmark::DocumentNumber => value.bytes().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase()),
            Landmark::Surname | Landmark::GivenNames => {
                value.bytes().all(|c| c.is_ascii_uppercase() || c == b' ')
            }
            _ => true,
        };
        assert!(formed, "{landmark:?} is trusted and not of its form");
        let future = day.is_ok_and(|day| day > today());
        assert!(landmark != Landmark::Born || !future, "born in the future");
    }
}
