//! The resident identity number as travellers type it.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use chrono::NaiveDate;
use declaration::resident_id::{ResidentIdProblem, read, tidy};
use proptest::prelude::*;

/// The example of GB 11643.
const EXAMPLE: &str = "11010519491231002X";

fn born(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn the_standards_example_says_who_was_born_when() {
    let id = read(EXAMPLE).unwrap();
    assert_eq!(id.born, born(1949, 12, 31), "digits 7 to 14");
    assert_eq!(id.sex, "F", "an even sequence number");
    assert_eq!(read("440524188001010014").unwrap().sex, "M", "an odd one");
}

#[test]
fn a_number_is_taken_however_it_was_typed() {
    for typed in [
        "11010519491231002x",
        " 110105 19491231 002X ",
        "１１０１０５１９４９１２３１００２ｘ",
        "110105\u{3000}194912\u{a0}31002X\n",
    ] {
        assert_eq!(read(typed).map(|id| id.number), Ok(EXAMPLE.to_owned()), "{typed:?} means the same");
    }
}

#[test]
fn the_first_thing_wrong_is_named() {
    for (typed, problem) in [
        ("", ResidentIdProblem::Form),
        ("110105491231002", ResidentIdProblem::Form),
        ("11010519491231002XX", ResidentIdProblem::Form),
        ("1101051949123100-X", ResidentIdProblem::Form),
        ("X1010519491231002X", ResidentIdProblem::Form),
        ("一1010519491231002X", ResidentIdProblem::Form),
        ("10010519491231002X", ResidentIdProblem::Province),
        ("99010519491231002X", ResidentIdProblem::Province),
        ("11010519490230002X", ResidentIdProblem::Born),
        ("11010519491331002X", ResidentIdProblem::Born),
        ("110105194912310021", ResidentIdProblem::CheckDigit),
        ("11010519491231003X", ResidentIdProblem::CheckDigit),
    ] {
        assert_eq!(read(typed).unwrap_err(), problem, "{typed:?}");
    }
}

#[test]
fn a_number_does_not_show_in_debug() {
    let shown = format!("{:?}", read(EXAMPLE).unwrap());
    assert!(!shown.contains("1949") && !shown.contains("110105"), "{shown} would end in a log");
}

fn any_right() -> impl Strategy<Value = String> {
    (0..3usize, 1900..2027i32, 1..=12u32, 1..=28u32, 0..10_000u32, 0..1000u32).prop_map(
        |(p, y, m, d, place, seq)| {
            let body = format!("{}{place:04}{y:04}{m:02}{d:02}{seq:03}", ["33", "11", "65"][p]);
            // ISO 7064 MOD 11-2 by its recursion, not by the table of weights that the reader uses.
            let rest = body.bytes().fold(0, |p, c| (p + u32::from(c - b'0')) * 2 % 11);
            let check = (12 - rest) % 11;
            format!("{body}{}", if check == 10 { "X".to_owned() } else { check.to_string() })
        },
    )
}

proptest! {
    #[test]
    fn a_number_written_by_the_standard_is_right(number in any_right()) {
        let id = read(&number).unwrap();
        prop_assert_eq!(id.born.format("%Y%m%d").to_string(), &number[6..14], "the date inside");
    }

    #[test]
    fn every_wrong_character_and_every_swap_of_neighbours_is_noticed(number in any_right()) {
        let digits = number.as_bytes();
        for place in 0..18 {
            for wrong in b"0123456789X".iter().filter(|c| **c != digits[place]) {
                let mut damaged = digits.to_vec();
                damaged[place] = *wrong;
                prop_assert!(read(std::str::from_utf8(&damaged).unwrap()).is_err(), "{} at {}", wrong, place);
            }
            if place < 17 && digits[place] != digits[place + 1] {
                let mut swapped = digits.to_vec();
                swapped.swap(place, place + 1);
                prop_assert!(read(std::str::from_utf8(&swapped).unwrap()).is_err(), "swapped at {}", place);
            }
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,40}") {
        let _ = (read(&text), tidy(&text));
    }
}
