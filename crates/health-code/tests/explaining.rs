//! Why a colour, and what would give another, by the bundled edition's own policy.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use chrono::NaiveDate;
use declaration::{FactValue, Facts, Stay};
use health_code::{Colour, Explanation, Mover, assign, explain};
use proptest::prelude::*;
use rulebook::{Edition, FactType};

fn edition() -> &'static Edition {
    static EDITION: std::sync::OnceLock<std::sync::Arc<Edition>> = std::sync::OnceLock::new();
    EDITION.get_or_init(|| Edition::bundled().unwrap())
}

fn stay(country: &str, class: &str) -> FactValue {
    let day = |day| NaiveDate::from_ymd_opt(2026, 11, day);
    FactValue::Stays(vec![Stay {
        country: Some(country.into()),
        since: day(1),
        until: day(20),
        class: Some(class.into()),
    }])
}

fn quiet(kind: FactType) -> FactValue {
    match kind {
        FactType::Bool => FactValue::Bool(false),
        FactType::Texts => FactValue::Texts(vec![]),
        FactType::Stays => FactValue::Stays(vec![]),
        FactType::Int | FactType::Double | FactType::Text | FactType::Date => FactValue::Null,
    }
}

fn with(facts: &[(&str, FactValue)]) -> Facts {
    let mut all = Facts(edition().facts.iter().map(|fact| (fact.name.clone(), quiet(fact.kind))).collect());
    all.0.extend(facts.iter().map(|(name, value)| ((*name).into(), value.clone())));
    all
}

fn changed(explanation: &Explanation, colour: Colour) -> Vec<&str> {
    let other = explanation.nearest.iter().find(|other| other.colour == colour).unwrap();
    other.changes.iter().map(|change| change.fact.as_str()).collect()
}

#[test]
fn a_severe_stay_is_named_and_so_is_what_would_undo_it() {
    let facts = with(&[("severe_stays", stay("ESP", "severe")), ("elevated_stays", stay("ITA", "elevated"))]);
    let explanation = explain(edition(), &facts).unwrap();
    assert_eq!(explanation.assignment.rule, "orange-severe-stay", "the rule");
    assert_eq!(
        explanation.deciding,
        [("severe_stays".to_owned(), stay("ESP", "severe"))],
        "the stay decided, with its country"
    );
    assert_eq!(
        changed(&explanation, Colour::Yellow),
        ["severe_stays"],
        "when it lies far enough back, the other one is left"
    );
    assert_eq!(
        changed(&explanation, Colour::Green),
        ["observation_completed"],
        "one change, where waiting for both stays to lie back would be two"
    );
}

#[test]
fn of_two_conditions_only_the_one_that_holds_decided() {
    let explanation = explain(edition(), &with(&[("fever", FactValue::Bool(true))])).unwrap();
    let names: Vec<&str> = explanation.deciding.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["fever"], "no symptom was named, so symptoms did not decide");
    let both =
        with(&[("fever", FactValue::Bool(true)), ("symptoms", FactValue::Texts(vec!["cough".into()]))]);
    assert_eq!(explain(edition(), &both).unwrap().deciding.len(), 2, "both hold, both are said");
}

#[test]
fn every_reason_that_would_give_the_same_colour_is_said_and_none_that_would_not() {
    let texts = |text: &str| FactValue::Texts(vec![text.into()]);
    let yes = FactValue::Bool(true);
    let yellow = with(&[
        ("symptoms_at_all", texts("headache")),
        ("cluster", yes.clone()),
        ("elevated_stays", stay("DEU", "elevated")),
    ]);
    let said = explain(edition(), &yellow).unwrap();
    assert_eq!(
        said.assignment.reasons,
        ["past-symptoms", "exposure", "elevated-stay"],
        "whoever waits until the headache is long over must not find that it was not all"
    );
    let names: Vec<&str> = said.deciding.iter().map(|(name, _)| name.as_str()).collect();
    for fact in ["symptoms_at_all", "cluster", "elevated_stays"] {
        assert!(names.contains(&fact), "{fact} is among what decided: {names:?}");
    }

    let milder = with(&[("case_contact", yes.clone()), ("cluster", yes.clone())]);
    assert_eq!(
        assign(edition(), &milder).unwrap().reasons,
        ["close-contact"],
        "what gives a better colour by itself is no reason for this one"
    );
    let undone = with(&[
        ("case_contact", yes.clone()),
        ("observation_completed", yes),
        ("severe_stays", stay("ESP", "severe")),
    ]);
    assert_eq!(
        assign(edition(), &undone).unwrap().reasons,
        ["close-contact"],
        "nor is what an observation has settled"
    );
    assert_eq!(assign(edition(), &with(&[])).unwrap().reasons, ["no-risk"], "green has one reason");
}

#[test]
fn green_rests_on_all_that_was_looked_for_and_not_found() {
    let explanation = explain(edition(), &with(&[])).unwrap();
    let names: Vec<&str> = explanation.deciding.iter().map(|(name, _)| name.as_str()).collect();
    assert!(names.contains(&"severe_stays") && names.contains(&"test_positive"), "{names:?}");
    assert!(
        explanation.nearest.is_empty(),
        "nothing is better than green, and nobody is told how to become worse"
    );
}

#[test]
fn nobody_is_told_to_answer_differently_about_their_health() {
    let ill = explain(edition(), &with(&[("symptoms", FactValue::Texts(vec!["fever".into()]))])).unwrap();
    assert!(ill.nearest.is_empty(), "only another answer would change it: {:?}", ill.nearest);
    let positive = explain(edition(), &with(&[("test_positive", FactValue::Bool(true))])).unwrap();
    let [other] = positive.nearest.as_slice() else { panic!("green alone is near: {:?}", positive.nearest) };
    assert_eq!(
        (other.colour, other.changes[0].fact.as_str(), other.changes[0].by),
        (Colour::Green, "test_positive", Mover::Test),
        "another test"
    );
    let stayed = explain(edition(), &with(&[("elevated_stays", stay("ITA", "elevated"))])).unwrap();
    let by: Vec<Mover> = stayed.nearest.iter().flat_map(|other| &other.changes).map(|it| it.by).collect();
    assert_eq!(by, [Mover::Time], "the stay lies further back every day");
}

#[test]
fn facts_that_were_stored_as_json_are_explained_as_before() {
    let facts = with(&[("elevated_stays", stay("ITA", "elevated"))]);
    let stored = serde_json::to_string(&facts).unwrap();
    let read: Facts = serde_json::from_str(&stored).unwrap();
    assert_eq!(explain(edition(), &read), explain(edition(), &facts), "an empty list is still one of stays");
}

fn any_fact(kind: FactType) -> BoxedStrategy<FactValue> {
    match kind {
        FactType::Bool => any::<bool>().prop_map(FactValue::Bool).boxed(),
        FactType::Texts => {
            prop::collection::vec(prop::sample::select(vec!["fever", "dry-cough", "fatigue"]), 0..3)
                .prop_map(|texts| FactValue::Texts(texts.into_iter().map(str::to_owned).collect()))
                .boxed()
        }
        FactType::Stays => prop::sample::select(vec![
            FactValue::Stays(vec![]),
            stay("ESP", "severe"),
            stay("DEU", "elevated"),
            stay("SGP", "none"),
        ])
        .boxed(),
        _ => Just(FactValue::Null).boxed(),
    }
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let each: Vec<_> =
        edition().facts.iter().map(|fact| (Just(fact.name.clone()), any_fact(fact.kind))).collect();
    each.prop_map(|facts| Facts(facts.into_iter().collect()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_stated_change_gives_that_colour(facts in any_facts()) {
        let explanation = explain(edition(), &facts).unwrap();
        prop_assert_eq!(&explanation.assignment, &assign(edition(), &facts).unwrap());
        prop_assert!(explanation.nearest.iter().all(|other| other.colour < explanation.assignment.colour), "better ones alone");
        for other in &explanation.nearest {
            let mut changed = facts.clone();
            for change in &other.changes {
                prop_assert_eq!(changed.0.insert(change.fact.as_str().into(), change.to.clone()), Some(change.from.clone()));
            }
            let assigned = assign(edition(), &changed).unwrap();
            prop_assert_eq!((assigned.colour, &assigned.rule), (other.colour, &other.rule), "as it was said");
        }
    }

    #[test]
    fn the_deciding_facts_alone_decide(facts in any_facts(), others in any_facts()) {
        let explanation = explain(edition(), &facts).unwrap();
        let rule = edition().policy.iter().find(|rule| rule.id == explanation.assignment.rule).unwrap();
        let mut changed = others;
        changed.0.extend(explanation.deciding.iter().map(|(name, value)| (name.as_str().into(), value.clone())));
        prop_assert!(changed.hold(edition(), &rule.when).unwrap(), "whatever the other facts are, {} holds", rule.id);
    }
}
