//! What must hold of a declaration on later days: after a landing that an officer saw, after a correction that says nothing new, under
//! another list of risks, and whatever a test showed.

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use declaration::{Edition, FactValue, Facts, Form, OfficerFacts, SaidSince};
use rulebook::{Files, RiskClass};

use super::*;

/// Facts of health and of contact: no day makes one of them better.
const OF_HEALTH: [&str; 10] = [
    "symptoms",
    "fever",
    "symptoms_at_all",
    "test_positive",
    "officer_positive",
    "infected",
    "recent_infection",
    "case_contact",
    "fever_contact",
    "cluster",
];

fn day(days: i64) -> NaiveDate {
    on(days).parse().unwrap()
}

fn officers(recorded: &Value) -> OfficerFacts {
    serde_json::from_value(recorded.clone()).unwrap()
}

fn decided(form: &Form, facts: &Facts) -> Colour {
    health_code::decide(form.edition(), facts).unwrap().colour
}

/// One landing, and one end of an observation, of each kind that an officer may have seen until a day.
fn seen(enters: i64) -> Vec<Value> {
    let at =
        |days: i64| json!({ "value": on(days), "by": "officer-1", "at": format!("{}T08:00:00Z", on(days)) });
    let landed = [enters - 6, enters - 1, enters, enters + 1, enters + 9].map(at);
    let ended = [enters, enters + 7, enters + 14].map(at);
    let mut all = vec![json!({})];
    for landed in landed {
        all.push(json!({ "landed_on": landed }));
        all.extend(ended.iter().map(|ended| json!({ "landed_on": landed, "observation_ended_on": ended })));
    }
    all
}

#[test]
fn no_day_makes_a_code_worse_and_none_makes_health_better() {
    let mut improved = 0;
    for made in complete(16, 100) {
        let enters = (FORM.enters_on(&made.answers, today()).unwrap() - today()).num_days();
        for recorded in seen(enters) {
            let officer = OfficerFacts { declared_on: Some(today()), ..officers(&recorded) };
            // From when all of it is known: an officer's fact is no work of time.
            let known = enters.max(0) + 15;
            let facts = |later: i64| FORM.facts(&made.answers, &officer, day(later)).unwrap();
            let first = facts(known);
            for later in [known + 1, known + 5, known + 14, known + 60] {
                let facts = facts(later);
                let (before, after) = (decided(&FORM, &first), decided(&FORM, &facts));
                assert!(
                    after <= before,
                    "{before:?} became {after:?} by day {later}: {recorded} {:#}",
                    made.answers
                );
                improved += usize::from(after < before);
                for name in OF_HEALTH {
                    assert_eq!(
                        first.0[name], facts.0[name],
                        "{name} by day {later}: {recorded} {:#}",
                        made.answers
                    );
                }
            }
        }
    }
    assert!(improved > 30, "where one was passes: {improved}");
}

#[test]
fn a_correction_that_changes_no_epidemic_fact_makes_no_code_worse() {
    let mut answered = 0;
    for made in complete(17, 200) {
        let enters = (FORM.enters_on(&made.answers, today()).unwrap() - today()).num_days();
        let read = FORM.read_by_facts(&made.answers, today());
        let said = SaidSince::following(&read, (&read, &SaidSince::NOTHING, today()));
        for recorded in seen(enters) {
            let later = enters.max(0) + 16;
            let first = OfficerFacts { declared_on: Some(today()), ..officers(&recorded) };
            let before = FORM.facts(&read, &first, day(later)).unwrap();
            for came in [later - 15, later - 2, later] {
                let corrected = OfficerFacts {
                    declared_on: Some(day(came)),
                    entry_said_on: Some(today()),
                    said: said.clone(),
                    ..first.clone()
                };
                let after = FORM.facts(&read, &corrected, day(later)).unwrap();
                // How somebody is now is said anew each time.
                let is_ill = [&after, &before].map(|facts| {
                    let of_now = |name: &str| facts.0[name] != FORM_QUIET[name];
                    ["symptoms", "fever", "infected"].into_iter().any(of_now)
                });
                if is_ill[0] && !is_ill[1] {
                    continue;
                }
                answered += usize::from(decided(&FORM, &before) == Colour::Green && is_noteworthy(&read));
                assert!(
                    decided(&FORM, &after) <= decided(&FORM, &before),
                    "corrected on day {came}, seen on day {later}: {recorded} {read:#}"
                );
            }
        }
    }
    assert!(answered > 10, "of whom an observation had answered something: {answered}");
}

/// Facts of whoever says nothing.
static FORM_QUIET: LazyLock<BTreeMap<Arc<str>, FactValue>> = LazyLock::new(|| {
    let nurse = travellers::low_risk_from_singapore(today());
    FORM.facts(&nurse.answers, &OfficerFacts::NONE, today()).unwrap().0
});

/// Met somebody, or was positive.
fn is_noteworthy(answers: &Value) -> bool {
    let met = |name: &str| answers["exposure"][name] == true;
    let positive = |test: &Value| test["result"] == "positive";
    met("case_contact") || answers["tests"].as_array().is_some_and(|tests| tests.iter().any(positive))
}

#[test]
fn a_test_of_any_kind_and_age_that_shows_an_infection_makes_no_code_better_and_no_other_changes_one() {
    for made in complete(18, 150) {
        let before = colour(&made.answers, &made.officer, today());
        for kind in ["pcr", "antigen", "antibody"] {
            for result in ["positive", "negative"] {
                for age in [0, 1, 2, 3, 7, 13, 14, 15, 20] {
                    let mut answers = made.answers.clone();
                    push(
                        &mut answers,
                        "tests",
                        json!({ "kind": kind, "result": result, "taken_on": on(-age) }),
                    );
                    push(&mut answers["health"], "history", json!("tested"));
                    let after = colour(&answers, &made.officer, today());
                    let counts = kind != "antibody" && result == "positive";
                    assert!(after >= before, "{kind}, {result}, {age} days old: {:#}", made.answers);
                    assert!(
                        counts || after == before,
                        "{kind}, {result}, {age} days old: {:#}",
                        made.answers
                    );
                }
            }
        }
    }
}

/// The bundled edition with another list of risks.
fn under(list: &Value) -> Form {
    let mut files = Files::bundled();
    files.0.insert("risks.json".to_owned(), serde_json::to_vec(list).unwrap());
    Form::new(std::sync::Arc::new(Edition::load(&files).unwrap()))
}

#[test]
fn a_list_with_more_on_it_makes_no_code_better_and_one_with_less_none_worse() {
    let listed: Value = serde_json::from_slice(&Files::bundled().0["risks.json"]).unwrap();
    let source = listed["places"][0]["source"].clone();
    let mut wider = listed.clone();
    for country in ["SGP", "FRA", "CAN", "RUS", "JPN"] {
        let row = json!({ "country": country, "class": RiskClass::Elevated.name(), "since": on(-40), "source": source });
        wider["places"].as_array_mut().unwrap().push(row);
    }
    let mut empty = listed.clone();
    (empty["places"], empty["flights"]) = (json!([]), json!([]));
    let lists = [under(&empty), under(&listed), under(&wider)];
    let mut moved = 0;
    for made in complete(19, 600) {
        let officer = OfficerFacts { declared_on: Some(today()), ..officers(&made.officer) };
        let colours = lists
            .each_ref()
            .map(|form| decided(form, &form.facts(&made.answers, &officer, today()).unwrap()));
        assert!(colours.is_sorted(), "{colours:?} from the shortest to the longest: {:#}", made.answers);
        moved += usize::from(colours[0] < colours[2]);
    }
    assert!(moved > 60, "whom the list has coloured: {moved}");
}
