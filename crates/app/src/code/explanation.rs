//! Why a code has its colour, and which answers decide: from the answers on this computer, without the network.
//!
//! The platform assigns the code; what is said here is said only where the facts of the sent answers lead to the very rule
//! and colour that the verified code states. Of a draft it is said which answers decide, never which colour follows.

use declaration::{AtLandmarks, FactValue, Form, OfficerFacts};
use health_code::{CodeClaims, Mover, explain};
use rulebook::vocabulary::LEGS;
use rulebook::{ANY, Edition, Fact, FactType, Landmark, Read, Root, fields, zhejiang_date};
use serde_json::Value;

use crate::dto::{Colour, Explanation, FactInWords, OtherColour};

/// Explains a verified code by the answers that were sent for it; none where they do not lead to it.
pub(crate) fn of_code(
    form: &Form,
    answers: &Value,
    claims: &CodeClaims,
    language: &str,
) -> Option<Explanation> {
    let edition = form.edition();
    if edition.head.number != claims.edition {
        return None;
    }
    let facts = form.facts(answers, &OfficerFacts::NONE, zhejiang_date(claims.issued_at)).ok()?;
    let explanation = explain(edition, &facts).ok()?;
    if (explanation.assignment.colour, &explanation.assignment.rule) != (claims.colour, &claims.rule) {
        return None;
    }
    // Who takes no flight does not read of listed flights.
    let flies = AtLandmarks::of(edition, answers).texts(Landmark::Flight).any(|flight| flight.is_some());
    let words = |name: &str, value: &FactValue| {
        let fact = edition.facts.iter().find(|fact| &*fact.name == name)?;
        if !flies && is_of_flights(edition, fact)
            || *value == FactValue::Bool(false) && is_unasked(edition, fact, answers)
        {
            return None;
        }
        Some(in_words(form, fact, value, language))
    };
    Some(Explanation {
        deciding: explanation.deciding.iter().filter_map(|(name, value)| words(name, value)).collect(),
        nearest: explanation
            .nearest
            .iter()
            // A test or an officer is said in words; "Positive test: no" would read as another answer about one's health.
            .filter(|other| other.changes.iter().all(|change| change.by == Mover::Time))
            .map(|other| OtherColour {
                colour: Colour::from(other.colour),
                changes: other.changes.iter().filter_map(|change| words(&change.fact, &change.to)).collect(),
            })
            .filter(|other: &OtherColour| !other.changes.is_empty())
            .collect(),
    })
}

/// Whether a fact is about the flights that the list of risk names.
fn is_of_flights(edition: &Edition, fact: &Fact) -> bool {
    let listed = format!("{LEGS}/*/class");
    answers_read(fact).any(|read| read.path.pointer(&edition.shape) == listed)
}

/// Whether nothing of what a fact reads was answered: "Temperature of 37.3 °C or more: no" would read as a measurement.
fn is_unasked(edition: &Edition, fact: &Fact, answers: &Value) -> bool {
    let read: Vec<String> = answers_read(fact).map(|read| read.path.pointer(&edition.shape)).collect();
    !read.is_empty() && !read.iter().any(|pointer| is_answered(answers, pointer.split('/').skip(1)))
}

fn is_answered<'a>(value: &Value, mut steps: impl Iterator<Item = &'a str> + Clone) -> bool {
    match (steps.next(), value) {
        (None, value) => !value.is_null(),
        (Some("*"), Value::Array(items)) => items.iter().any(|item| is_answered(item, steps.clone())),
        (Some(step), value) => value.get(step).is_some_and(|inner| is_answered(inner, steps)),
    }
}

fn answers_read(fact: &Fact) -> impl Iterator<Item = &Read> {
    fact.is.reads.iter().filter(|read| read.path.root == Root::Answers)
}

fn in_words(form: &Form, fact: &Fact, value: &FactValue, language: &str) -> FactInWords {
    let mut said = FactInWords {
        fact: fact.name.to_string(),
        text: fields::fact_id(&fact.name),
        words: Vec::new(),
        texts: Vec::new(),
    };
    let mut text = |id: &str| said.texts.push(id.to_owned());
    match value {
        FactValue::Null => text("value-open"),
        FactValue::Bool(true) => text("common-yes"),
        FactValue::Bool(false) => text("common-no"),
        FactValue::Int(number) => said.words.push(number.to_string()),
        FactValue::Double(number) => said.words.push(number.to_string()),
        FactValue::Date(date) => said.words.push(date.to_string()),
        FactValue::Text(one) => match option(form, fact, one) {
            Some(id) => text(&id),
            None => said.words.push(one.clone()),
        },
        FactValue::Texts(texts) if texts.is_empty() => text("value-none"),
        FactValue::Stays(stays) if stays.is_empty() => text("value-none"),
        FactValue::Texts(texts) => {
            for one in texts {
                match option(form, fact, one) {
                    Some(id) => said.texts.push(id),
                    None if one.starts_with(ANY) => said.texts.push("value-some".to_owned()),
                    None => said.words.push(one.clone()),
                }
            }
        }
        FactValue::Stays(stays) => {
            for stay in stays {
                match stay.country.as_deref().filter(|country| !country.starts_with(ANY)) {
                    Some(country) => {
                        let list = rulebook::lists::COUNTRIES;
                        let name = form.label(list, country, language);
                        said.words.push(name.unwrap_or_else(|| country.to_owned()));
                    }
                    None => said.texts.push("value-some".to_owned()),
                }
            }
        }
    }
    said.words.dedup();
    said.texts.dedup();
    said
}

/// The message of an option, where a fact's text is one of a question that it reads.
fn option(form: &Form, fact: &Fact, value: &str) -> Option<String> {
    debug_assert!(matches!(fact.kind, FactType::Text | FactType::Texts));
    let edition = form.edition();
    answers_read(fact)
        .filter_map(|read| edition.field_at(&read.path.pointer(&edition.shape)))
        .find(|field| field.options.iter().any(|option| &**option == value))
        .map(|field| fields::option_id(&field.pointer, value))
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate, Utc};
    use declaration::Edition;
    use serde_json::json;

    use super::*;

    fn form() -> Form {
        Form::new(Edition::bundled().unwrap())
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
    }

    fn claims(form: &Form, answers: &Value) -> CodeClaims {
        let facts = form.facts(answers, &OfficerFacts::NONE, today()).unwrap();
        let assigned = health_code::assign(form.edition(), &facts).unwrap();
        let noon: DateTime<Utc> = "2026-11-22T04:00:00Z".parse().unwrap();
        CodeClaims {
            colour: assigned.colour,
            rule: assigned.rule,
            reasons: assigned.reasons,
            edition: 1,
            list: form.edition().risks.version(),
            issued_at: noon,
            valid_until: noon,
            purpose: health_code::PURPOSE.into(),
            declaration: uuid::Uuid::nil(),
            revision: 1,
            name: String::new(),
            document_tail: String::new(),
            flight: None,
            departs_on: None,
            correction: assigned.correction,
            sample: true,
        }
    }

    #[test]
    fn a_cough_is_said_as_the_traveller_chose_it() {
        let form = form();
        let mut answers = testkit::travellers::student_from_prato(today()).answers;
        answers["health"]["symptoms"] = json!(["dry-cough"]);
        answers["health"]["symptoms_when"] = json!("now");
        answers["health"]["symptoms_since"] = json!(testkit::travellers::day(today(), -1));
        let said = of_code(&form, &answers, &claims(&form, &answers), "en").unwrap();
        let [decided] = said.deciding.as_slice() else { panic!("one fact decided: {said:?}") };
        assert_eq!((decided.fact.as_str(), decided.text.as_str()), ("symptoms", "fact-symptoms"), "the fact");
        assert_eq!(decided.texts, ["o-health-symptoms-dry-cough"], "in the words of the form");
        assert!(said.nearest.is_empty(), "nobody is told to answer differently about their health");
    }

    #[test]
    fn nobody_reads_of_a_temperature_that_was_not_taken() {
        let form = form();
        let mut answers = testkit::travellers::low_risk_from_singapore(today()).answers;
        let decided = |answers: &Value| {
            let said = of_code(&form, answers, &claims(&form, answers), "en").unwrap();
            said.deciding.iter().any(|fact| fact.fact == "fever")
        };
        answers["health"].as_object_mut().unwrap().remove("temperature");
        assert!(!decided(&answers), "not given is not low");
        answers["health"]["temperature"] = json!(36.6);
        assert!(decided(&answers), "a measured one is");
    }

    #[test]
    fn of_a_positive_test_it_is_not_said_that_none_would_be_green() {
        let form = form();
        let mut answers = testkit::travellers::student_from_prato(today()).answers;
        answers["health"]["history"] = json!(["tested"]);
        answers["tests"] = json!([
            { "kind": "antigen", "result": "positive", "taken_on": testkit::travellers::day(today(), -5) },
            { "kind": "pcr", "result": "negative", "taken_on": testkit::travellers::day(today(), -1) },
        ]);
        let said = of_code(&form, &answers, &claims(&form, &answers), "en").unwrap();
        assert_eq!(said.deciding[0].fact, "test_positive");
        assert!(
            said.nearest.is_empty(),
            "what changes it is a test that an officer records: {:?}",
            said.nearest
        );
    }

    #[test]
    fn a_code_that_does_not_follow_from_these_answers_is_not_explained_by_them() {
        let form = form();
        let answers = testkit::travellers::student_from_prato(today()).answers;
        let right = claims(&form, &answers);
        assert!(of_code(&form, &answers, &right, "en").is_some(), "this one does");
        let other_rule = CodeClaims { rule: "orange-symptoms".into(), ..right.clone() };
        assert!(of_code(&form, &answers, &other_rule, "en").is_none(), "another rule");
        let other_edition = CodeClaims { edition: 2, ..right };
        assert!(of_code(&form, &answers, &other_edition, "en").is_none(), "another edition");
    }
}
