//! What an answer is by itself: each finding that needs no rule, at its concrete place.

use declaration::{Argument, Level};
use serde_json::{Value, json};

use crate::small::{complete, evaluate, said, said_with, with};

#[test]
fn complete_answers_have_nothing_to_hear() {
    let evaluation = evaluate(&complete());
    assert_eq!(said(&evaluation.findings), [""; 0], "nothing is wrong");
    assert!(evaluation.is_complete(), "so it can be sent");
    let progress = evaluation.progress();
    assert_eq!((progress.missing, progress.blocking, progress.warnings), (0, 0, 0), "the counts agree");
    assert!(progress.required > 0, "though much was required");
}

#[test]
fn nothing_answered_is_only_missing() {
    for answers in [json!({}), json!(null), json!({ "about": {}, "legs": [], "health": { "symptoms": [] } })]
    {
        let evaluation = evaluate(&answers);
        assert_eq!(
            said(&evaluation.findings),
            [
                "required at /about/name",
                "required at /about/nationality",
                "required at /legs",
                "required at /health/symptoms",
                "required at /consent/processing",
                "no-phone at /contact/phone /contact/second_phone"
            ],
            "required questions and the one rule that speaks of what is missing"
        );
        assert_eq!(evaluation.progress().missing, 5, "counted once each");
        assert_eq!(evaluation.progress().blocking, 1, "missing answers are counted apart");
    }
}

#[test]
fn spaces_are_no_answer() {
    assert_eq!(
        said_with(&[("/about/name", json!("  \u{3000}\t"))]),
        ["required at /about/name"],
        "a name of spaces"
    );
}

#[test]
fn each_wrong_answer_has_its_own_rule() {
    for (pointer, value, rule) in [
        ("/about/name", json!(7), "wrong-type"),
        ("/about/name", json!({ "first": "x" }), "wrong-type"),
        ("/about/name", json!("x".repeat(21)), "too-long"),
        ("/about/nationality", json!("ATL"), "not-in-list"),
        ("/about/nationality", json!("chn"), "not-in-list"),
        ("/about/born", json!("2001-02-30"), "not-a-date"),
        ("/about/born", json!("0001-01-01"), "not-a-date"),
        ("/about/born", json!("2001-2-3"), "not-a-date"),
        ("/about/born", json!("2001--03"), "not-a-date"),
        ("/about/born", json!("14 March 2001"), "not-a-date"),
        ("/about/group", json!("king"), "not-in-list"),
        ("/contact/phone", json!("+8612345"), "not-a-phone"),
        ("/contact/phone", json!("13812345678"), "not-a-phone"),
        ("/contact/email", json!("xm@example"), "not-an-email"),
        ("/contact/resident_id", json!("110105194912310021"), "bad-check-digit"),
        ("/contact/room", json!("B12"), "wrong-form"),
        ("/contact/room", json!("1234567"), "too-long"),
        ("/legs/1/departs_at", json!("25:00"), "not-a-time"),
        ("/legs/1/departs_at", json!("9:30"), "not-a-time"),
        ("/legs/0/from", json!("ZZZ"), "not-in-list"),
        ("/health/temperature", json!("37"), "out-of-range"),
        ("/health/temperature", json!(99.5), "out-of-range"),
        ("/health/contact", json!("yes"), "wrong-type"),
        ("/home/county", json!("330302"), "not-in-that-place"),
        ("/home/city", json!("330106"), "not-in-list"),
    ] {
        let said = said_with(&[(pointer, value.clone())]);
        assert!(said.contains(&format!("{rule} at {pointer}")), "{value} at {pointer} says {said:?}");
        let others: Vec<_> = said.iter().filter(|said| !said.ends_with(pointer)).collect();
        assert!(others.is_empty(), "{value} at {pointer} says nothing elsewhere: {others:?}");
        assert_eq!(said.len(), 1, "and one thing alone: {said:?}");
    }
}

#[test]
fn a_retired_code_still_means_its_row() {
    assert_eq!(said_with(&[("/home/county", json!("330103"))]), [""; 0], "the county had that code before");
}

#[test]
fn lists_have_their_own_rules() {
    let leg = complete()["legs"][0].clone();
    let four = Value::Array(vec![leg; 4]);
    let said = said_with(&[("/legs", four)]);
    assert_eq!(said[0], "too-many at /legs", "a list longer than the schema takes: {said:?}");
    assert_eq!(
        said_with(&[("/stays", json!([{ "country": "ITA" }]))]),
        ["too-few at /stays"],
        "shorter than it wants"
    );
    assert_eq!(said_with(&[("/legs", json!("tomorrow"))]), ["wrong-type at /legs"], "no list at all");
    assert_eq!(
        said_with(&[("/legs/1", json!("tomorrow"))])[0],
        "wrong-type at /legs",
        "an item that is none"
    );
    assert_eq!(
        said_with(&[("/health/symptoms", json!(["none", "cough"]))]),
        ["exclusive at /health/symptoms"],
        "none and another"
    );
    assert_eq!(
        said_with(&[("/health/symptoms", json!(["plague"]))]),
        ["not-in-list at /health/symptoms"],
        "no option"
    );
    assert_eq!(
        said_with(&[("/health/symptoms", json!("none"))]),
        ["wrong-type at /health/symptoms"],
        "no list"
    );
}

#[test]
fn limits_come_along_as_arguments() {
    let argument = |changes: &[(&str, Value)], name: &str| {
        let findings = evaluate(&with(changes)).findings;
        assert_eq!(findings.len(), 1, "one finding: {:?}", said(&findings));
        assert_eq!(findings[0].level, Level::Blocking, "what is wrong in itself stops sending");
        findings[0].arguments.get(name).cloned()
    };
    let long = [("/about/name", json!("x".repeat(21)))];
    assert_eq!(argument(&long, "limit"), Some(Argument::Number(20.0)), "the longest name");
    let hot = [("/health/temperature", json!(50))];
    assert_eq!(argument(&hot, "max"), Some(Argument::Number(45.0)), "the highest temperature");
    assert_eq!(argument(&hot, "min"), Some(Argument::Number(30.0)), "and the lowest");
}

#[test]
fn names_that_the_form_does_not_know_are_neither_judged_nor_sent() {
    let answers = with(&[("/about/shoe_size", json!(43)), ("/diary", json!(["dear diary"]))]);
    assert_eq!(said(&evaluate(&answers).findings), [""; 0], "no word about them");
    assert_eq!(
        crate::small::form().relevant(&answers, crate::small::today()),
        complete(),
        "and they stay here"
    );
}
