//! What pasting, typing and office programs do to the lines.

use declaration::mrz::{Format, MrzProblem};
use proptest::prelude::*;

use crate::writer::{any_holder, student};
use crate::{read, try_read};

fn wide(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_graphic() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c })
        .collect()
}

/// The ways of `text` that mean the same.
fn ways(text: &str) -> Vec<(&'static str, String)> {
    let spaced: String = text.chars().flat_map(|c| [c, ' ']).collect();
    let broken: String = text
        .replace('\n', "")
        .chars()
        .enumerate()
        .flat_map(|(i, c)| (i % 33 == 32).then_some('\n').into_iter().chain([c]))
        .collect();
    vec![
        ("CRLF", text.replace('\n', "\r\n")),
        ("blank lines", format!("\n\n{}\n\n", text.replace('\n', "\n\n \n"))),
        ("lower case", text.to_lowercase()),
        ("full width", wide(text)),
        ("one line", text.replace('\n', "")),
        ("one line with blanks", text.replace('\n', "  ")),
        ("spaced out", spaced),
        ("broken elsewhere", broken),
        ("quotes", text.replace("<<", "«")),
        ("single quotes", text.replace('<', "‹")),
        ("as HTML", text.replace('<', "&lt;")),
        ("invisible marks", format!("\u{feff}\u{200e}{}\u{200b}", text.replace('\n', "\n\u{202a}"))),
        ("quoted by a mail", format!("> {}", text.replace('\n', "\n> "))),
        ("among other lines", format!("PASSPORT 护照\nType: P\n{text}\nSignature of bearer")),
    ]
}

#[test]
fn lines_are_found_however_they_were_pasted() {
    for format in Format::ALL {
        let text = student(format).text();
        let expected = read(&text);
        for (way, pasted) in ways(&text) {
            assert_eq!(try_read(&pasted), Ok(expected.clone()), "{way}, {format:?}");
        }
    }
}

#[test]
fn fillers_that_a_mail_dropped_are_put_back_and_the_name_beside_them_is_doubted() {
    let text = student(Format::Td3).text();
    let expected = read(&text);
    let dropped: String = text.lines().map(|line| format!("{}\n", line.trim_end_matches('<'))).collect();
    let found = read(&dropped);
    assert_eq!(found.number, expected.number, "what its digits prove");
    assert_eq!(found.surname.value, expected.surname.value, "the name as it stands");
    assert!(found.surname.doubt.is_some(), "which may have been cut, and is not ticked");
    let single = text.replace('<', "«");
    assert_eq!(try_read(&single), Ok(expected), "a camera's sign for one filler");
}

proptest! {
    #[test]
    fn every_holder_is_read_alike_however_pasted(holder in any_holder()) {
        let text = holder.text();
        let expected = read(&text);
        for (way, pasted) in ways(&text) {
            prop_assert_eq!(try_read(&pasted), Ok(expected.clone()), "{}", way);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}") {
        let _ = try_read(&text);
    }

    #[test]
    fn no_text_of_its_own_alphabet_makes_it_panic(text in "[PIAC][A-Z0-9<]{4}[A-Z0-9<\n ]{60,100}") {
        let _ = try_read(&text);
    }

    #[test]
    fn no_zone_full_of_anything_makes_it_panic(cells in "[PI][A-Z0-9<]{89}", day in -200_000i32..3_000_000) {
        let today = chrono::NaiveDate::from_num_days_from_ce_opt(day).unwrap();
        for format in Format::ALL {
            let _ = declaration::mrz::read(&cells[..format.size()], today);
        }
    }
}

#[test]
fn a_text_without_a_zone_says_so() {
    for text in [
        "",
        "   \n ",
        "hello",
        "Reisepass 护照 passport",
        "P",
        "<<<",
        "PASSPORTNUMBERL898902C3ISSUEDBYTHEGOVERNMENT",
    ] {
        assert_eq!(try_read(text), Err(MrzProblem::NoLines), "{text:?}");
    }
}

#[test]
fn lines_of_another_length_say_which_was_expected() {
    let lines = student(Format::Td3).lines();
    for (text, found, expected) in [
        (format!("{}\n{}", &lines[0][..43], lines[1]), vec![43, 44], Format::Td3),
        (format!("{}\n{}<", lines[0], lines[1]), vec![44, 45], Format::Td3),
        (lines[1].clone(), vec![44], Format::Td3),
        (student(Format::Td1).lines()[..2].join("\n"), vec![30, 30], Format::Td1),
        (student(Format::Td2).text()[..70].to_owned(), vec![36, 33], Format::Td2),
    ] {
        let problem = try_read(&text).unwrap_err();
        assert_eq!(problem, MrzProblem::WrongLength { lines: found, expected }, "{text}");
        assert_eq!(problem.code(), "mrz-wrong-length", "the code names the message");
    }
}

#[test]
fn a_foreign_character_is_pointed_at_and_never_replaced() {
    let text = student(Format::Td3).text();
    for foreign in ["*", "é", "Р", "€", "👍", "ß", "."] {
        let pasted = text.replacen("EA1", &format!("E{foreign}1"), 1);
        let expected = MrzProblem::BadCharacter { line: 2, position: 2 };
        assert_eq!(try_read(&pasted), Err(expected), "{foreign}, even if it looks like a letter of the zone");
    }
}

#[test]
fn a_zone_that_is_no_travel_document_says_so() {
    let mut visa = student(Format::Td3);
    visa.code = "V".into();
    assert_eq!(try_read(&visa.text()), Err(MrzProblem::UnknownKind), "a visa has other rules");
    let french = "IDFRATEST<NAME<<<<<<<<<<<<<<<<0CHE02\n1710GVA123451ROBERTA<<<<<<<9112311F2";
    assert_eq!(try_read(french), Err(MrzProblem::UnknownKind), "the old French card only looks like a TD2");
}

#[test]
fn of_two_zones_the_one_with_more_right_digits_is_read() {
    let good = student(Format::Td3);
    let text = good.text();
    let bad = text.replace("EA1234567", "XXXXXXXXX").replace("030517", "999999");
    assert_eq!(
        read(&format!("{bad}\n{text}")),
        read(&text),
        "the first paste was bad, the second is beneath it"
    );
}

#[test]
fn a_hundred_kilobytes_are_answered_at_once() {
    for text in ["P<".repeat(50_000), "P ".repeat(50_000), "P<UTO\n".repeat(16_000), "护".repeat(33_000)] {
        let started = std::time::Instant::now();
        assert!(try_read(&text).is_err(), "nothing is found in it");
        assert!(
            started.elapsed().as_secs() < 2,
            "a paste must not hold the window up: {:?}",
            started.elapsed()
        );
    }
}
