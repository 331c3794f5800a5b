//! Facts and the conditions of the code policy over them.

use declaration::{FactValue, Facts, OfficerFacts, Stay};
use serde_json::{Value, json};

use crate::small::{form, today, with};

fn facts(changes: &[(&str, Value)]) -> Facts {
    form().facts(&with(changes), &OfficerFacts::NONE, today()).unwrap()
}

fn decided(facts: &Facts) -> &'static str {
    let edition = form().edition();
    let rule = edition.policy.iter().find(|rule| facts.hold(edition, &rule.when).unwrap()).unwrap();
    match rule.id.as_str() {
        "ill" => "ill",
        "from-risk" => "from-risk",
        "hot" => "hot",
        _ => "else",
    }
}

#[test]
fn facts_have_the_types_that_the_rulebook_declares() {
    let facts = facts(&[]).0;
    let day = |text: &str| text.parse().ok();
    assert_eq!(facts["symptoms"], FactValue::Texts(Vec::new()), "none is no symptom");
    let stay = Stay {
        country: Some("ITA".to_owned()),
        since: day("2020-03-02"),
        until: day("2020-03-14"),
        class: Some("severe".to_owned()),
    };
    assert_eq!(facts["severe_stays"], FactValue::Stays(vec![stay]), "the stay with its class on those days");
    assert_eq!(facts["temperature"], FactValue::Double(36.6), "a number");
    assert_eq!(facts["arrives_on"], FactValue::Date("2020-03-15".parse().unwrap()), "a date");
    assert_eq!(facts["legs"], FactValue::Int(2), "a count");
    assert_eq!(facts["contact"], FactValue::Bool(false), "yes or no");
    assert_eq!(facts["from"], FactValue::Text("ITA".to_owned()), "a code");
}

#[test]
fn facts_see_null_for_what_is_not_answered_or_not_asked() {
    assert_eq!(
        facts(&[("/health/temperature", Value::Null)]).0["temperature"],
        FactValue::Null,
        "not answered"
    );
    let home =
        json!([{ "from": "PVG", "to": "FRA", "departs_on": "2020-03-14", "arrives_on": "2020-03-14" }]);
    assert_eq!(
        facts(&[("/legs", home)]).0["severe_stays"],
        FactValue::Stays(Vec::new()),
        "stays are not asked"
    );
}

#[test]
fn the_first_rule_that_holds_decides() {
    assert_eq!(decided(&facts(&[("/health/symptoms", json!(["cough"]))])), "ill", "symptoms come first");
    assert_eq!(decided(&facts(&[])), "from-risk", "then the stay");
    let elsewhere = json!([{ "country": "DEU", "since": "2020-02-01", "until": "2020-03-14" }]);
    assert_eq!(decided(&facts(&[("/stays", elsewhere.clone())])), "else", "an elevated class is not severe");
    let hot = [("/stays", elsewhere), ("/health/temperature", json!(38))];
    assert_eq!(decided(&facts(&hot)), "hot", "a whole number compares with a fraction");
}

#[test]
fn facts_survive_being_written_down() {
    let facts = facts(&[]);
    let written = serde_json::to_string(&facts).unwrap();
    let read: Facts = serde_json::from_str(&written).unwrap();
    assert_eq!(read, facts, "the platform may keep them: {written}");
    assert_eq!(decided(&read), "from-risk", "and judge them again");
}

#[test]
fn a_fact_that_cannot_be_worked_out_is_named_without_the_answer() {
    let lost = form().facts(&with(&[("/health/symptoms", json!({ "a": 1 }))]), &OfficerFacts::NONE, today());
    assert_eq!(
        lost.map(|facts| facts.0["symptoms"].clone()),
        Ok(FactValue::Texts(Vec::new())),
        "no list is an empty one"
    );
    let broken = crate::small::form_with("facts.json", |facts| {
        facts["facts"][2]["is"] = json!("answers.legs.exists(l, l.departs_on > today) ? 1.0 : 2.0")
    });
    assert!(
        broken.facts(&with(&[]), &OfficerFacts::NONE, today()).is_ok(),
        "a complete declaration has what the rulebook requires"
    );
    let undated = with(&[("/legs/0/departs_on", Value::Null), ("/legs/1/departs_on", Value::Null)]);
    let error = broken.facts(&undated, &OfficerFacts::NONE, today()).unwrap_err();
    assert_eq!(error.to_string(), "fact temperature has no value of its type", "its name, not its value");
}
