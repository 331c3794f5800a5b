//! What is asked: conditions, items, chains; hidden answers are kept, unjudged and unsent.

use serde_json::{Value, json};

use crate::small::{complete, evaluate, form, said, said_with, today, with};

fn asked(answers: &Value, pointer: &str) -> bool {
    evaluate(answers).question(pointer).is_some()
}

#[test]
fn a_question_without_a_value_for_its_condition_is_not_asked() {
    assert!(asked(&complete(), "/contact/resident_id"), "a Chinese national is asked");
    assert!(
        !asked(&with(&[("/about/nationality", json!("ITA"))]), "/contact/resident_id"),
        "an Italian is not"
    );
    assert!(
        !asked(&with(&[("/about/nationality", Value::Null)]), "/contact/resident_id"),
        "nobody knows yet"
    );
    assert!(
        !asked(&with(&[("/about/nationality", json!("ATL"))]), "/contact/resident_id"),
        "no such country"
    );
    assert!(!asked(&with(&[("/about/nationality", json!(7))]), "/contact/resident_id"), "no country at all");
}

#[test]
fn a_hidden_answer_is_kept_but_neither_judged_nor_sent() {
    let answers = with(&[("/about/nationality", json!("ITA")), ("/contact/resident_id", json!("nonsense"))]);
    let rules = said(&evaluate(&answers).findings);
    assert_eq!(rules, ["phone-elsewhere at /contact/phone"], "not a word about the number");
    let sent = form().relevant(&answers, today());
    assert_eq!(sent.pointer("/contact/resident_id"), None, "it is not sent");
    assert_eq!(sent.pointer("/contact/phone"), answers.pointer("/contact/phone"), "what is asked is sent");
    assert_eq!(answers.pointer("/contact/resident_id"), Some(&json!("nonsense")), "the draft keeps it");
}

#[test]
fn visibility_follows_a_chain_in_any_order() {
    let ill = [("/health/symptoms", json!(["other"])), ("/health/other_symptom", json!("itch"))];
    assert!(asked(&with(&ill), "/health/days_ill"), "a symptom in words leads to the next question");
    let well = [("/health/symptoms", json!(["cough"])), ("/health/other_symptom", json!("itch"))];
    assert!(!asked(&with(&well), "/health/other_symptom"), "not asked");
    assert!(!asked(&with(&well), "/health/days_ill"), "so what rests on it is not asked either");
    // `stays` stands before nothing it reads; its condition reads derived members of legs.
    let home = json!([{ "from": "PVG", "to": "FRA", "departs_on": "2020-03-14" }]);
    assert!(asked(&complete(), "/stays"), "one leg leaves another country");
    assert!(!asked(&with(&[("/legs", home)]), "/stays"), "no leg does");
}

#[test]
fn items_are_asked_one_by_one() {
    let legs = json!([
        { "from": "PVG", "to": "FRA", "departs_on": "2020-03-12", "reason": "family" },
        { "from": "FRA", "to": "PVG", "departs_on": "2020-03-14", "reason": "left over" }
    ]);
    let answers = with(&[("/legs", legs)]);
    assert!(asked(&answers, "/legs/0/reason"), "the leg that leaves China");
    assert!(!asked(&answers, "/legs/1/reason"), "the other does not");
    let sent = form().relevant(&answers, today());
    assert_eq!(sent.pointer("/legs/0/reason"), Some(&json!("family")), "sent");
    assert_eq!(sent.pointer("/legs/1/reason"), None, "hidden, so not sent");
    let question = evaluate(&answers).question("/legs/0/reason").map(|question| question.required);
    assert_eq!(question, Some(false), "index is 0 here, and `required` asks for more");
}

#[test]
fn a_condition_may_rest_on_what_is_derived() {
    assert!(asked(&complete(), "/about/group"), "born long ago");
    let turns = |born: &str| with(&[("/about/born", json!(born))]);
    assert!(asked(&turns("2004-03-15"), "/about/group"), "sixteen on the day of arrival");
    assert!(!asked(&turns("2004-03-16"), "/about/group"), "sixteen a day later");
    let mut no_legs = turns("2004-03-11");
    no_legs["legs"] = json!([]);
    assert!(!asked(&no_legs, "/about/group"), "without a journey it is today that counts");
}

#[test]
fn hiding_silences_even_a_rule_about_what_is_missing() {
    let said = said_with(&[("/health/symptoms", json!(["other"]))]);
    assert!(
        said.contains(&"no-symptom-told at /health/other_symptom /health/symptoms".to_owned()),
        "asked, missing: {said:?}"
    );
    assert_eq!(
        said_with(&[("/health/symptoms", json!(["cough"]))]),
        [""; 0],
        "not asked, so nobody misses it"
    );
    // What is derived from legs is not today's guess when the legs are not asked at all.
    let hidden = crate::small::form_with("pages.json", |pages| {
        pages["pages"][1]["sections"][0]["fields"][0]["visible"] = json!("false");
    });
    let found = hidden.evaluate(&complete(), today());
    assert!(found.question("/about/group").is_none(), "age has no value where the journey is hidden");
}

#[test]
fn consent_keeps_the_version_it_was_given_for() {
    let sent = form().relevant(&complete(), today());
    assert_eq!(
        sent.pointer("/consent/processing_version"),
        Some(&json!("2")),
        "nobody asks for it, and it is sent"
    );
}
