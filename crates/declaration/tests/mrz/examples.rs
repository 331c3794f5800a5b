//! The worked examples that Doc 9303 prints, and specimens that states publish.

use declaration::mrz::{Check, Doubt, Format, check_digit, fields_for_form};

use crate::{edition, read, value};

const TD1: &str =
    "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<";
const TD2: &str = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6";
const TD3: &str =
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

#[test]
fn check_digits_are_those_of_part_3() {
    for (characters, digit) in [
        ("520727", 3),
        ("AB2134<<<", 5),
        ("L898902C3", 6),
        ("ZE184226B<<<<<", 1),
        ("HA672242<658022549601086<<<<<<<<<<<<<<0", 8),
        ("D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<<", 2),
        ("HA672242<658022549601086<<<<<<<", 8),
    ] {
        assert_eq!(check_digit(characters.as_bytes()), digit, "the worked example {characters}");
    }
}

#[test]
fn anna_maria_eriksson_is_read_from_all_three_sizes() {
    for (text, format, number) in
        [(TD1, Format::Td1, "D23145890"), (TD2, Format::Td2, "D23145890"), (TD3, Format::Td3, "L898902C3")]
    {
        let reading = read(text);
        assert_eq!(reading.format, format, "the size is told by the lines");
        assert_eq!(value(&reading.number), number, "{format:?}");
        assert_eq!(value(&reading.surname), "ERIKSSON", "{format:?}");
        assert_eq!(value(&reading.given_names), "ANNA MARIA", "{format:?}");
        assert_eq!(value(&reading.born), "1974-08-12", "2074 would be in the future, {format:?}");
        assert_eq!(value(&reading.expires), "2012-04-15", "{format:?}");
        assert_eq!(value(&reading.sex), "F", "{format:?}");
        assert_eq!(reading.composite, Check::Right, "{format:?}");
        assert_eq!(
            [reading.number.check, reading.born.check, reading.expires.check],
            [Check::Right; 3],
            "fields with a digit of their own, {format:?}"
        );
        assert_eq!(reading.surname.check, Check::None, "names have no check digit");
        assert_eq!(reading.nationality.doubt, Some(Doubt::NoCountry), "Utopia answers no question");
    }
    assert_eq!(value(&read(TD3).optional), "ZE184226B", "the personal number");
}

#[test]
fn a_german_passport_offers_nine_answers_with_iso_codes() {
    let reading =
        read("P<D<<MUSTERMANN<<ERIKA<<<<<<<<<<<<<<<<<<<<<<\nC01X0006H1D<<6408125F1710319<<<<<<<<<<<<<<<0");
    let offers: Vec<(String, String, bool, bool)> = fields_for_form(&reading, &edition())
        .into_iter()
        .map(|field| (field.pointer, field.value, field.trusted, field.checked))
        .collect();
    let offer = |pointer: &str, value: &str, checked| (pointer.to_owned(), value.to_owned(), true, checked);
    assert_eq!(
        offers,
        [
            offer("/document/kind", "passport", false),
            offer("/document/number", "C01X0006H", true),
            offer("/document/issuer", "DEU", false),
            offer("/document/expires", "2017-10-31", true),
            offer("/about/surname", "MUSTERMANN", false),
            offer("/about/given_names", "ERIKA", false),
            offer("/about/sex", "F", false),
            offer("/about/born", "1964-08-12", true),
            offer("/about/nationality", "DEU", false),
        ],
        "all trusted; only number, birth and expiry have a check digit of their own"
    );
    assert_eq!(reading.optional.check, Check::Right, "`<` is a legal check digit of an empty field");
}

#[test]
fn names_are_those_of_part_4() {
    for (line, surname, given_names) in [
        ("PPUTOHENG<<DEBORAH<MING<LO<<<<<<<<<<<<<<<<<<", "HENG", "DEBORAH MING LO"),
        ("PPUTOSMITH<JONES<<SUSIE<MARGARET<<<<<<<<<<<<", "SMITH JONES", "SUSIE MARGARET"),
        ("PPUTOOCONNOR<<ENYA<SIOBHAN<<<<<<<<<<<<<<<<<<", "OCONNOR", "ENYA SIOBHAN"),
        ("PPUTOVAN<DER<MUELLEN<<MARTIN<<<<<<<<<<<<<<<<", "VAN DER MUELLEN", "MARTIN"),
        ("PPUTOARKFREITH<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<", "ARKFREITH", ""),
        ("PPUTOSATRIYA<SUDARPA<<<<<<<<<<<<<<<<<<<<<<<<", "SATRIYA SUDARPA", ""),
    ] {
        let reading = read(&format!("{line}\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"));
        assert_eq!((value(&reading.surname), value(&reading.given_names)), (surname, given_names), "{line}");
        assert!(reading.surname.trusted && reading.given_names.trusted, "well-formed, a mononym too: {line}");
    }
}

#[test]
fn a_name_that_fills_its_field_may_have_been_cut() {
    for line in [
        "PPUTONILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K",
        "PPUTOBENNELONG<WOOLOOM<WARRAND<WARNAM<<DINGO",
        "PPUTOPAPANDROPOULOUS<<JONATHON<WARREN<TREVOR",
    ] {
        let reading = read(&format!("{line}\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"));
        assert_eq!(
            reading.surname.doubt,
            Some(Doubt::Truncated),
            "either part may be the shortened one: {line}"
        );
        assert_eq!(reading.given_names.doubt, Some(Doubt::Truncated), "{line}");
        assert!(!value(&reading.surname).is_empty(), "it is offered all the same: {line}");
    }
}

#[test]
fn a_long_number_runs_on_into_the_optional_field() {
    let reading = read(
        "I<UTOD23145890<1240<XYZ<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<8\nERIKSSON<<ANNA<MARIA<<<<<<<<<<",
    );
    assert_eq!(value(&reading.number), "D23145890124", "nine characters here, three there");
    assert_eq!(reading.number.check, Check::Wrong, "its digit counts from the number's start: 4, not 0");
    let reading = read(
        "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<",
    );
    assert_eq!(
        (value(&reading.number), reading.number.trusted),
        ("D23145890734", true),
        "the example of part 5"
    );
    assert_eq!(value(&reading.optional), "", "nothing is left of the optional field");
    assert_eq!(reading.composite, Check::Right, "the composite covers both parts");
}
