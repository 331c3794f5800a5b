//! Which colour follows from which facts, by the bundled edition's own policy.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;
use declaration::{FactValue, Facts, Stay};
use health_code::{AssignError, Assignment, Colour, assign};
use rulebook::{Edition, FactType};

fn edition() -> &'static Edition {
    static EDITION: OnceLock<Arc<Edition>> = OnceLock::new();
    EDITION.get_or_init(|| Edition::bundled().unwrap())
}

/// Nothing to report, three weeks at home.
fn nothing() -> Facts {
    let quiet = |kind| match kind {
        FactType::Bool => FactValue::Bool(false),
        FactType::Texts => FactValue::Texts(vec![]),
        FactType::Stays => FactValue::Stays(vec![]),
        FactType::Int | FactType::Double | FactType::Text | FactType::Date => FactValue::Null,
    };
    Facts(
        edition()
            .facts
            .iter()
            .map(|fact| (fact.name.to_string().into(), quiet(fact.kind)))
            .collect::<BTreeMap<_, _>>(),
    )
}

fn given(facts: impl IntoIterator<Item = (&'static str, FactValue)>) -> Assignment {
    let mut all = nothing();
    for (name, fact) in facts {
        assert!(all.0.insert(name.into(), fact).is_some(), "{name} is no fact of the edition");
    }
    assign(edition(), &all).unwrap()
}

fn yes() -> FactValue {
    FactValue::Bool(true)
}

fn stay(country: &str, class: &str) -> FactValue {
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day);
    let stay =
        Stay { country: Some(country.into()), since: day(1), until: day(20), class: Some(class.into()) };
    FactValue::Stays(vec![stay])
}

#[test]
fn nothing_to_report_is_green_and_says_why() {
    let green = given([]);
    assert_eq!(
        (green.colour, green.rule.as_str()),
        (Colour::Green, "green-no-risk"),
        "no rule before it holds"
    );
    assert!(
        !green.reasons.is_empty() && !green.correction.is_empty(),
        "even green has a reason and a way to object"
    );
}

#[test]
fn each_epidemic_fact_colours_by_its_own_rule() {
    let fever = given([("symptoms", FactValue::Texts(vec!["fever".into()]))]);
    assert_eq!(
        (fever.colour, fever.rule.as_str()),
        (Colour::Orange, "orange-symptoms"),
        "symptoms come first"
    );
    assert_eq!(given([("test_positive", yes())]).rule, "orange-positive-test", "a positive test");
    assert_eq!(given([("case_contact", yes())]).rule, "orange-close-contact", "contact with a case");
    assert_eq!(
        given([("severe_stays", stay("ITA", "severe"))]).rule,
        "orange-severe-stay",
        "a stay in a severe place"
    );
    assert_eq!(given([("cluster", yes())]).colour, Colour::Yellow, "several ill around one");
    assert_eq!(
        given([("elevated_stays", stay("ITA", "elevated"))]).colour,
        Colour::Yellow,
        "a stay in an elevated place"
    );
}

#[test]
fn the_first_rule_that_holds_decides() {
    let both =
        given([("elevated_stays", stay("ITA", "elevated")), ("test_positive", yes()), ("cluster", yes())]);
    assert_eq!(both.rule, "orange-positive-test", "the order of the policy is its meaning");
    let observed = given([("observation_completed", yes()), ("severe_stays", stay("ITA", "severe"))]);
    assert_eq!(
        observed.colour,
        Colour::Green,
        "who completed observation is green though the stay was severe"
    );
}

#[test]
fn a_fact_that_is_missing_gives_no_code_rather_than_a_guess() {
    let mut facts = nothing();
    facts.0.remove("test_positive");
    assert_eq!(
        assign(edition(), &facts),
        Err(AssignError::Rule("orange-positive-test".into())),
        "unknown is not the same as no"
    );
}
