//! One wrong character: which field may no longer be trusted, and that the others still may.

use declaration::mrz::{Check, Doubt, Format, MrzField, MrzReading};
use proptest::prelude::*;

use crate::writer::{any_holder, student};
use crate::{try_read, value};

const ALPHABET: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<";

type Pick = fn(&MrzReading) -> &MrzField;

/// The fields with a check digit of their own, and where they and it stand (line breaks not counted).
fn checked(format: Format) -> Vec<(&'static str, std::ops::Range<usize>, Pick)> {
    let number: Pick = |r| &r.number;
    let born: Pick = |r| &r.born;
    let expires: Pick = |r| &r.expires;
    let optional: Pick = |r| &r.optional;
    match format {
        Format::Td1 => vec![("number", 5..15, number), ("born", 30..37, born), ("expires", 38..45, expires)],
        Format::Td2 => vec![("number", 36..46, number), ("born", 49..56, born), ("expires", 57..64, expires)],
        Format::Td3 => vec![
            ("number", 44..54, number),
            ("born", 57..64, born),
            ("expires", 65..72, expires),
            ("optional", 72..87, optional),
        ],
    }
}

fn worth(c: u8) -> u8 {
    match c {
        b'<' => 0,
        b'0'..=b'9' => c - b'0',
        _ => (c - b'A' + 10) % 10,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn every_single_wrong_character_in_a_checked_field_is_noticed(holder in any_holder()) {
        let zone = holder.text().replace('\n', "");
        let whole = try_read(&zone).unwrap();
        let fields = checked(holder.format);
        for (name, places, pick) in &fields {
            for place in places.clone() {
                for wrong in ALPHABET.iter().copied().filter(|c| *c != zone.as_bytes()[place]) {
                    let mut damaged = zone.clone().into_bytes();
                    damaged[place] = wrong;
                    let right = zone.as_bytes()[place];
                    let damaged = String::from_utf8(damaged).unwrap();
                    let reading = try_read(&damaged).unwrap();
                    // No check digit can tell characters whose values differ by ten; in a date their form does.
                    let blind = worth(right) == worth(wrong) && matches!(*name, "number" | "optional");
                    prop_assert!(blind || !pick(&reading).trusted, "{name} at {place}: {wrong} for {right}");
                    for (other, _, pick_other) in fields.iter().filter(|(other, ..)| other != name) {
                        // In a TD2 a long number has its rest in what is called optional here.
                        prop_assert_eq!(
                            pick_other(&reading).trusted, pick_other(&whole).trusted,
                            "{} must not suffer from {}", other, name
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn the_rest_of_a_long_number_is_guarded_too(mut holder in any_holder(), wrong in 0..36usize, at in 0..3usize) {
        prop_assume!(holder.format != Format::Td3);
        holder.number = "AB12345678XY".into();
        let start = if holder.format == Format::Td1 { 15 } else { 64 };
        let mut zone = holder.text().replace('\n', "").into_bytes();
        prop_assume!(worth(zone[start + at]) != worth(ALPHABET[wrong]));
        zone[start + at] = ALPHABET[wrong];
        let reading = try_read(&String::from_utf8(zone).unwrap()).unwrap();
        prop_assert!(!reading.number.trusted, "the digit covers the number whole");
    }

    #[test]
    fn any_damage_to_a_zone_is_read_or_refused_without_panic(
        holder in any_holder(), wounds in prop::collection::vec((0..90usize, any::<char>()), 1..9)
    ) {
        let mut zone: Vec<char> = holder.text().chars().collect();
        for (place, with) in wounds {
            let place = place.min(zone.len() - 1);
            zone[place] = with;
        }
        let _ = try_read(&zone.into_iter().collect::<String>());
    }
}

#[test]
fn what_no_check_digit_can_see_is_known() {
    let zone = student(Format::Td3).text();
    for twin in ["EA1234567", "EKB234567", "EU1234567", "E01234567", "OA1234567", "EA123456R"] {
        let reading = try_read(&zone.replace("EA1234567", twin)).unwrap();
        assert!(reading.number.trusted, "{twin}: values differ by tens; only the traveller's eye can tell");
    }
}

#[test]
fn a_wrong_check_digit_leaves_the_value_to_be_compared() {
    let zone = student(Format::Td3).text().replace("EA1234567", "EA1234568");
    let reading = try_read(&zone).unwrap();
    assert_eq!(value(&reading.number), "EA1234568", "as read, nothing repaired");
    assert_eq!(
        (reading.number.check, reading.number.doubt),
        (Check::Wrong, Some(Doubt::CheckDigit)),
        "and not trusted"
    );
    assert_eq!(reading.composite, Check::Wrong, "the composite covers the number");
    let digitless = [&reading.surname, &reading.given_names, &reading.sex, &reading.nationality];
    assert!(
        digitless.iter().all(|field| field.doubt == Some(Doubt::Composite)),
        "what was read wrong once may be wrong where no digit tells"
    );
    assert!(reading.born.trusted && reading.expires.trusted, "these have right digits of their own");
}

#[test]
fn an_optional_field_of_a_card_stands_and_falls_with_the_composite() {
    let mut holder = student(Format::Td1);
    holder.optional = "X12".into();
    assert!(try_read(&holder.text()).unwrap().optional.trusted, "covered, and the composite is right");
    let reading = try_read(&holder.text().replace("X12", "X13")).unwrap();
    assert_eq!(reading.optional.doubt, Some(Doubt::Composite), "it has no digit of its own");
    assert!(reading.number.trusted && reading.born.trusted, "these have");
}

#[test]
fn a_filler_in_the_check_digits_place_does_not_make_a_number_longer_unseen() {
    // EA1234567 has digit 8; with `<` there and `B1` after it a long number ends in 1 by chance of its digits.
    let mut seen = 0;
    for rest in 0..100 {
        let mut holder = student(Format::Td1);
        holder.optional = format!("{rest:02}");
        let zone = holder.text().replacen(&holder.lines()[0][5..15], "EA1234567<", 1);
        let reading = try_read(&zone).unwrap();
        assert!(!reading.number.trusted, "the composite is the witness: {rest:02}");
        seen += usize::from(reading.number.doubt == Some(Doubt::Ambiguous));
    }
    assert!(seen > 0, "some of these are right by their own digit, or the test would prove nothing");
}

#[test]
fn lines_out_of_step_are_not_believed_in_any_field() {
    let lines = student(Format::Td3).lines();
    let shifted = format!("{}\n<{}", lines[0], &lines[1][..43]);
    let reading = try_read(&shifted).unwrap();
    for field in
        [&reading.surname, &reading.issuer, &reading.sex, &reading.nationality, &reading.document_code]
    {
        assert!(!field.trusted, "hardly a digit of the zone is right, so nothing vouches for the lines");
    }
    assert_eq!(reading.surname.doubt, Some(Doubt::TooFewRight), "a name alone could look well");
}
