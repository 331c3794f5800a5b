//! Pasted text.

use declaration::mrz::{fields_for_form, read};

use super::today;

/// Reads the bytes as text, twice.
pub fn run(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let reading = read(&text, today());
    assert_eq!(reading, read(&text, today()), "the same text gives the same reading");
    let Ok(reading) = reading else { return };
    for field in fields_for_form(&reading) {
        let value = field.value.as_str();
        assert!(!value.is_empty(), "{}: an empty answer is none", field.pointer);
        if !field.trusted {
            continue;
        }
        let formed = match field.pointer {
            "/about/born" | "/document/expires" => value.parse::<chrono::NaiveDate>().is_ok(),
            "/about/sex" => ["F", "M", "X"].contains(&value),
            "/about/nationality" | "/document/issuer" => {
                value.len() == 3 && value.bytes().all(|c| c.is_ascii_uppercase())
            }
            "/document/number" => value.bytes().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase()),
            "/about/surname" | "/about/given_names" => {
                value.bytes().all(|c| c.is_ascii_uppercase() || c == b' ')
            }
            _ => true,
        };
        assert!(formed, "{} is trusted and not of its form", field.pointer);
        let future = value.parse::<chrono::NaiveDate>().is_ok_and(|day| day > today());
        assert!(field.pointer != "/about/born" || !future, "born in the future");
    }
}
