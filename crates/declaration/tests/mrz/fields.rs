//! One field at a time: dates, sexes, states, documents.

use chrono::NaiveDate;
use declaration::mrz::{Check, Doubt, Format, fields_for_form};

use crate::writer::{Holder, student};
use crate::{edition, read, value};

fn holder(change: impl FnOnce(&mut Holder)) -> Holder {
    let mut holder = student(Format::Td3);
    change(&mut holder);
    holder
}

#[test]
fn a_birth_is_the_latest_that_is_not_in_the_future() {
    for (born, on, expected) in [
        ("261122", (2026, 11, 22), "2026-11-22"),
        ("261123", (2026, 11, 22), "1926-11-23"),
        ("991231", (2000, 1, 1), "1999-12-31"),
        ("000229", (2026, 11, 22), "2000-02-29"),
        ("030517", (2026, 11, 22), "2003-05-17"),
    ] {
        let day = NaiveDate::from_ymd_opt(on.0, on.1, on.2).unwrap();
        let text = holder(|h| h.born = born.into()).text();
        let reading = declaration::mrz::read(&text, day).unwrap();
        assert_eq!(value(&reading.born), expected, "{born} read on {day}");
        assert!(reading.born.trusted, "{born}");
    }
}

#[test]
fn an_expiry_is_the_one_nearest_to_today() {
    for (expires, expected, doubt) in [
        ("310411", "2031-04-11", None),
        ("160101", "2016-01-01", None),
        ("991231", "1999-12-31", Some(Doubt::FarOff)),
        ("600101", "2060-01-01", Some(Doubt::FarOff)),
    ] {
        let reading = read(&holder(|h| h.expires = expires.into()).text());
        assert_eq!((value(&reading.expires), reading.expires.doubt), (expected, doubt), "{expires}");
    }
}

#[test]
fn an_unknown_day_or_month_is_left_empty_and_never_invented() {
    for (born, expected) in
        [("7408<<", "1974-08-"), ("740800", "1974-08-"), ("74<<<<", "1974--"), ("740000", "1974--")]
    {
        let reading = read(&holder(|h| h.born = born.into()).text());
        assert_eq!(value(&reading.born), expected, "{born} in the form of a date still being typed");
        assert_eq!(reading.born.doubt, Some(Doubt::PartlyUnknown), "{born}");
        assert_eq!(reading.born.check, Check::Right, "{born} was written so by the issuer");
    }
    let reading = read(&holder(|h| h.born = "<<<<<<".into()).text());
    assert_eq!(
        (value(&reading.born), reading.born.doubt),
        ("", Some(Doubt::NotStated)),
        "nothing is offered"
    );
}

#[test]
fn a_date_that_does_not_exist_is_not_offered() {
    for born in ["030230", "031301", "03<<12", "030532", "0<0517"] {
        let reading = read(&holder(|h| h.born = born.into()).text());
        assert_eq!(
            (value(&reading.born), reading.born.trusted),
            ("", false),
            "{born}, though its digit is right"
        );
    }
}

#[test]
fn a_letter_read_for_a_digit_is_offered_repaired_and_never_trusted() {
    let lines = holder(|_| {}).lines();
    for (digit, letter) in [("030517", "O3OSI7"), ("030517", "Q305L7"), ("030517", "D30517")] {
        let reading = read(&lines.join("\n").replace(digit, letter));
        assert_eq!(value(&reading.born), "2003-05-17", "{letter}: its check digit confirms the repair");
        assert_eq!((reading.born.trusted, reading.born.doubt), (false, Some(Doubt::Repaired)), "{letter}");
        assert_eq!(reading.born.raw, letter, "what was read stays visible");
        assert!(
            reading.number.trusted && reading.expires.trusted,
            "{letter}: the others have digits of their own"
        );
    }
    let reading = read(&lines.join("\n").replace("030517", "O30618"));
    assert_eq!(value(&reading.born), "", "a repair that the check digit does not confirm is a guess");
}

#[test]
fn a_sex_left_open_is_x() {
    for (sex, expected) in [('<', "X"), ('X', "X"), ('M', "M"), ('F', "F"), ('H', "")] {
        let reading = read(&holder(|h| h.sex = sex).text());
        assert_eq!(value(&reading.sex), expected, "{sex}");
        assert_eq!(reading.sex.trusted, !expected.is_empty(), "{sex}");
    }
}

#[test]
fn a_nationality_answers_only_if_it_is_a_country_or_a_standing_that_the_form_lists() {
    for (code, expected, doubt) in [
        ("D", "DEU", None),
        ("CHN", "CHN", None),
        ("GBR", "GBR", None),
        ("GBD", "GBR", Some(Doubt::Status)),
        ("GBO", "GBR", Some(Doubt::Status)),
        ("GBP", "GBR", Some(Doubt::Status)),
        ("GBS", "GBR", Some(Doubt::Status)),
        ("GBN", "", Some(Doubt::Status)),
        ("RKS", "XKK", None),
        ("EUE", "", Some(Doubt::NoCountry)),
        ("UNO", "UNO", None),
        ("UNA", "UNO", None),
        ("UNK", "XKK", Some(Doubt::Status)),
        ("XOM", "", Some(Doubt::NoCountry)),
        ("XXA", "XXA", None),
        ("XXB", "XXB", None),
        ("XXC", "XXB", Some(Doubt::Status)),
        ("XXX", "", Some(Doubt::NoCountry)),
        ("ZZZ", "", Some(Doubt::Malformed)),
        ("DEU", "DEU", None),
        ("", "", Some(Doubt::NotStated)),
        ("P0L", "POL", Some(Doubt::Repaired)),
        ("CH", "", Some(Doubt::Malformed)),
        ("U5A", "USA", Some(Doubt::Repaired)),
    ] {
        let reading = read(&holder(|h| h.nationality = code.into()).text());
        assert_eq!((value(&reading.nationality), reading.nationality.doubt), (expected, doubt), "{code}");
        let offered = fields_for_form(&reading, &edition()).iter().any(|f| f.pointer == "/about/nationality");
        assert_eq!(offered, !expected.is_empty(), "{code}: what is no answer is not offered");
    }
    let reading = read(&holder(|h| h.issuer = "GBN".into()).text());
    assert_eq!(value(&reading.issuer), "GBR", "whoever holds it, the document is the United Kingdom's");
    for (code, issuer) in [("RKS", "XKK"), ("UNO", ""), ("XXA", "")] {
        let reading = read(&holder(|h| h.issuer = code.into()).text());
        assert_eq!(value(&reading.issuer), issuer, "{code}: a standing issues no document");
    }
}

#[test]
fn the_document_code_says_passport_and_what_else_the_form_lists() {
    for (format, code, issuer, holder, kind, trusted) in [
        (Format::Td3, "P", "ITA", "ITA", "passport", true),
        (Format::Td3, "PO", "CHN", "CHN", "passport", true),
        (Format::Td3, "PS", "CHN", "CHN", "passport", false),
        (Format::Td3, "P", "RKS", "RKS", "passport", true),
        (Format::Td3, "PR", "D", "XXB", "refugee", true),
        (Format::Td3, "P", "FRA", "XXC", "refugee", false),
        (Format::Td3, "PR", "ITA", "ERI", "refugee", false),
        (Format::Td3, "PS", "ITA", "XXA", "stateless", true),
        (Format::Td3, "P", "ESP", "XXA", "stateless", false),
        (Format::Td3, "PL", "UNO", "UNO", "united-nations", true),
        (Format::Td3, "P", "UNA", "ITA", "united-nations", true),
        (Format::Td3, "PL", "EUE", "ITA", "other", false),
        (Format::Td1, "ID", "ITA", "ITA", "other", false),
        (Format::Td1, "IR", "ITA", "CHN", "other", false),
        (Format::Td1, "CR", "CHN", "CHN", "permit-hm", false),
        (Format::Td1, "CT", "CHN", "CHN", "permit-tw", false),
        (Format::Td1, "CS", "CHN", "CHN", "travel-to-hm", false),
        (Format::Td1, "CD", "CHN", "CHN", "travel-to-tw", false),
        (Format::Td2, "A", "AUT", "AUT", "other", false),
    ] {
        let mut zone = student(format);
        (zone.code, zone.issuer, zone.nationality) = (code.into(), issuer.into(), holder.into());
        let reading = read(&zone.text());
        let field = &reading.document_code;
        assert_eq!((value(field), field.trusted), (kind, trusted), "{code} of {issuer} for {holder}");
        let offered = fields_for_form(&reading, &edition());
        let offered = offered.iter().find(|offer| offer.pointer == "/document/kind");
        assert_eq!(
            offered.map(|offer| offer.value.as_str()),
            Some(kind),
            "{code}: the form takes what it is offered"
        );
    }
}

#[test]
fn lyu_of_a_chinese_passport_stays_lyu() {
    let reading = read(&student(Format::Td3).text());
    assert_eq!(
        value(&reading.surname),
        "LYU",
        "LÜ is for the traveller to know, not for the reader to restore"
    );
    assert!(reading.surname.trusted, "well-formed");
}

#[test]
fn a_name_that_is_not_formed_as_one_is_doubted() {
    for (surname, given_names) in [("L0VE", "ANN"), ("", "ANNA"), ("A<<B", "C"), ("ANNA", "<MARIA")] {
        let mut holder = student(Format::Td3);
        (holder.surname, holder.given_names) = (surname.into(), given_names.into());
        let reading = read(&holder.text());
        assert!(!reading.surname.trusted, "{surname}<<{given_names}");
    }
}

#[test]
fn a_sign_that_the_zone_cannot_write_is_left_to_the_paper() {
    let reading = read(&holder(|h| h.number = "AB<12345".into()).text());
    assert_eq!(
        (value(&reading.number), reading.number.trusted),
        ("AB12345", false),
        "hyphen, blank, slash: unknown"
    );
}

#[test]
fn what_was_read_does_not_show_in_debug() {
    let reading = read(&student(Format::Td3).text());
    let shown = format!("{reading:?} {:?}", fields_for_form(&reading, &edition()));
    for secret in ["LYU", "EA1234567", "2003", "030517"] {
        assert!(!shown.contains(secret), "{secret} would end in a log");
    }
}

#[test]
fn fillers_that_were_read_as_letters_are_doubted_and_real_names_are_not() {
    for (given_names, doubt) in [
        ("XIAOYANKKKKKK", Some(Doubt::Fillers)),
        ("XIAOYANKK", Some(Doubt::Fillers)),
        ("XIAOYANSSS", Some(Doubt::Fillers)),
        ("XIAOYANCC", Some(Doubt::Fillers)),
        ("XIAOYANKSKCK", Some(Doubt::Fillers)),
        ("XIAOYAN KKKK", Some(Doubt::Fillers)),
        ("JESS", None),
        ("WEISS", None),
        ("BECK", None),
        ("HICKS", None),
        ("MARKUS", None),
        ("ERIC", None),
    ] {
        let reading = read(&holder(|h| h.given_names = given_names.into()).text());
        let given = &reading.given_names;
        assert_eq!((given.doubt, given.trusted), (doubt, doubt.is_none()), "{given_names}");
        assert_eq!(value(given), given_names, "it is offered as it stands: nothing is guessed");
        assert!(reading.surname.trusted, "{given_names} says nothing against the surname");
    }
    let reading = read(&holder(|h| h.surname = "CHENKKK".into()).text());
    assert_eq!(reading.surname.doubt, Some(Doubt::Fillers), "a surname may end so too");
}
