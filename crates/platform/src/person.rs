//! Who a declaration is about, as the index of persons knows it.
//!
//! The index holds no number and no name: a hash of the document's number and the birth date, keyed with a secret that is
//! not in the database. So a stolen database does not tell whether somebody it has heard of is in it.

use aws_lc_rs::hmac;
use chrono::Datelike as _;
use declaration::AtLandmarks;
use rulebook::characters::upright;
use rulebook::{Colour, Edition, Landmark, formats};
use serde_json::Value;

use crate::reasons::of_another;
use crate::rules::Rules;
use crate::store::Known;
use crate::store_keys::StoreKeys;

/// Number and birth date of answers, to be compared with those of a document. None where one of them is missing.
fn normalised(edition: &Edition, answers: &Value) -> Option<String> {
    let at = AtLandmarks::of(edition, answers);
    together(at.text(Landmark::DocumentNumber)?, at.text(Landmark::Born)?)
}

/// Letters in one case, no signs between, and of characters that people take for one another one alone. Whoever types `O` for
/// `0` is the same person; two documents of one birth date that differ in nothing else are not issued.
fn together(number: &str, born: &str) -> Option<String> {
    let number: String = number.chars().map(upright).filter(|c| c.is_alphanumeric()).collect();
    let number: String = number.to_uppercase().chars().map(without_look_alikes).collect();
    (!number.is_empty()).then(|| format!("{number}\n{born}"))
}

fn without_look_alikes(character: char) -> char {
    match character {
        'O' => '0',
        'I' => '1',
        other => other,
    }
}

/// Whether answers are of the holder of a document, by its number and birth date.
pub(crate) fn is_of(edition: &Edition, answers: &Value, (number, born): (&str, &str)) -> bool {
    let declared = normalised(edition, answers);
    declared.is_some() && declared == together(number, born)
}

/// By what a declaration is found by others: by those of the same person, and by those that may be.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hashes {
    /// Of the document.
    pub(crate) document: Option<[u8; 32]>,
    /// Of the number alone, and of name and birth date: whoever mistyped the other half, or meant to, is seen by officers.
    pub(crate) alike: Vec<[u8; 32]>,
}

impl Hashes {
    /// Those of these answers under their edition.
    pub(crate) fn of(keys: &StoreKeys, edition: &Edition, answers: &Value) -> Self {
        let at = AtLandmarks::of(edition, answers);
        let (Some(number), Some(born)) = (at.text(Landmark::DocumentNumber), at.text(Landmark::Born)) else {
            return Self::default();
        };
        let name = at.latin_name().or_else(|| at.text(Landmark::HanName).map(str::to_owned));
        let letters =
            |name: String| name.to_uppercase().chars().filter(|c| c.is_alphabetic()).collect::<String>();
        let named = name.map(|name| format!("name\n{}\n{}", letters(name), either_way(born)));
        let numbered = together(number, "").map(|number| format!("number\n{number}"));
        let alike = [numbered, named].into_iter().flatten().filter_map(|text| hash(keys, &text));
        Self { document: keyed(keys, number, born), alike: alike.collect() }
    }
}

/// The hash of a document by what somebody says of it: its number, and the birth date as the answers write it. Day and month the other way
/// round are the commonest slip of all, and no two people have one document: they are one.
pub(crate) fn keyed(keys: &StoreKeys, number: &str, born: &str) -> Option<[u8; 32]> {
    hash(keys, &together(number, &either_way(born))?)
}

fn hash(keys: &StoreKeys, text: &str) -> Option<[u8; 32]> {
    hmac::sign(&keys.index(), text.as_bytes()).as_ref().try_into().ok()
}

/// A date with the smaller of day and month first, where both may be either.
fn either_way(born: &str) -> String {
    formats::date(born).map_or(born.to_owned(), |born| {
        let (month, day) = (born.month(), born.day());
        let (one, other) = if day <= 12 { (month.min(day), month.max(day)) } else { (month, day) };
        format!("{:04}-{one:02}-{other:02}", born.year())
    })
}

/// A colour that another declaration of the same person was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    pub(crate) edition: u32,
    pub(crate) rule: String,
    pub(crate) colour: Colour,
    pub(crate) valid_hours: u32,
    /// What the code says that shows it for somebody's other declaration.
    pub(crate) reason: &'static str,
}

/// The worst of them. A rule of an edition that is no longer here holds nobody.
pub(crate) fn worst<'a>(known: impl IntoIterator<Item = &'a Known>, rules: &Rules) -> Option<Held> {
    let held = known.into_iter().filter_map(|known| {
        let (edition, rule) = rules.rule(known.edition, &known.rule)?;
        Some(Held {
            reason: of_another(edition, rule),
            edition: known.edition,
            rule: rule.id.clone(),
            colour: rule.colour,
            valid_hours: rule.valid_hours,
        })
    });
    held.max_by_key(|held| severity(held.colour))
}

/// How much stands against somebody.
pub(crate) fn severity(colour: Colour) -> u8 {
    match colour {
        Colour::Green => 0,
        Colour::Yellow => 1,
        Colour::Orange => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn one_document_is_one_however_it_is_written() {
        let edition = Edition::bundled().unwrap();
        let of = |number: &str, born: &str| {
            let answers = json!({ "document": { "number": number }, "about": { "born": born } });
            normalised(&edition, &answers)
        };
        assert_eq!(of("e1234-4521 ", "1999-05-01"), of("E12344521", "1999-05-01"), "signs do not count");
        assert_eq!(
            of("Ｅ１２３４－４５２１", "1999-05-01"),
            of("E12344521", "1999-05-01"),
            "nor how wide it is"
        );
        assert_eq!(of("EI2E4452O", "1999-05-01"), of("E12E44520", "1999-05-01"), "nor an O for a nought");
        assert_ne!(of("EK1234567", "1999-05-01"), of("EL1234567", "1999-05-01"), "other letters do");
        assert_ne!(
            of("E12344521", "1999-05-01"),
            of("E12344521", "1999-05-02"),
            "another birth date is another's"
        );
        assert_eq!(of("", "1999-05-01"), None, "and without a number there is none");
    }
}
