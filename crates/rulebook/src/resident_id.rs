//! The resident identity number of GB 11643: form, date of birth, sex, check digit.

use chrono::NaiveDate;

/// Whether the number has the right form, a real date of birth and the right check digit (ISO 7064 MOD 11-2).
pub fn is_right(number: &str) -> bool {
    born(number).is_some() && check_character(number) == number.chars().last()
}

/// The check character that the first 17 digits ask for; none if they are not digits.
pub fn check_character(number: &str) -> Option<char> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHARACTERS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];
    let body = number.get(..17)?;
    let sum = body
        .chars()
        .zip(WEIGHTS)
        .try_fold(0, |sum, (character, weight)| Some(sum + character.to_digit(10)? * weight))?;
    CHARACTERS.get(sum as usize % 11).copied()
}

/// The date of birth inside an 18-character number; none if it has another form or no such date.
pub fn born(number: &str) -> Option<NaiveDate> {
    let bytes = number.as_bytes();
    let formed = bytes.len() == 18
        && bytes[..17].iter().all(u8::is_ascii_digit)
        && (bytes[17].is_ascii_digit() || bytes[17] == b'X');
    if !formed {
        return None;
    }
    let part = |range: std::ops::Range<usize>| number.get(range)?.parse::<u32>().ok();
    let year = i32::try_from(part(6..10)?).ok()?;
    NaiveDate::from_ymd_opt(year, part(10..12)?, part(12..14)?)
}

/// `"M"` or `"F"` by the 17th digit; none if the number has another form.
pub fn sex(number: &str) -> Option<&'static str> {
    born(number)?;
    let digit = number.as_bytes().get(16)?;
    Some(if digit % 2 == 1 { "M" } else { "F" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_own_example_is_right() {
        assert!(is_right("11010519491231002X"), "the example of GB 11643");
        assert_eq!(
            born("11010519491231002X"),
            NaiveDate::from_ymd_opt(1949, 12, 31),
            "born inside the number"
        );
        assert_eq!(sex("11010519491231002X"), Some("F"), "an even sequence number is a woman's");
    }

    #[test]
    fn one_wrong_character_is_found() {
        for at in 0..17 {
            let mut digits: Vec<u8> = b"11010519491231002X".to_vec();
            digits[at] = if digits[at] == b'9' { b'8' } else { digits[at] + 1 };
            let number = String::from_utf8(digits).unwrap();
            assert!(!is_right(&number), "changed at {at}: {number}");
        }
    }

    #[test]
    fn other_forms_are_not_numbers() {
        for number in
            ["", "11010519491231002x", "110105194912310021X", "11010519490230002X", "１1010519491231002X"]
        {
            assert!(!is_right(number), "{number:?} has another form");
        }
    }
}
