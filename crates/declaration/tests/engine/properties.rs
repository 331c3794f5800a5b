//! What holds of any answers whatever: no panic, the same twice, and hiding never blocks.

use std::collections::BTreeSet;
use std::sync::Arc;

use declaration::{Form, Level, OfficerFacts};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use rulebook::{Edition, Files};
use serde_json::{Map, Value, json};

use crate::small::{bundled, complete, form, today};

/// Any JSON, with names and texts of the form among its own.
fn any_json() -> impl Strategy<Value = Value> {
    let word = prop_oneof![
        Just("CHN".to_owned()),
        Just("PVG".to_owned()),
        Just("2020-03-14".to_owned()),
        Just("08:10".to_owned()),
        Just("none".to_owned()),
        Just("+8613812345678".to_owned()),
        ".{0,12}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        word.prop_map(Value::from),
    ];
    let name = prop_oneof![
        prop::sample::select(names()),
        "[a-z_]{1,8}",
        "[0-9]{1,3}",
        Just(String::new()),
        Just("~/*".to_owned()),
    ];
    leaf.prop_recursive(4, 60, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::vec((name.clone(), inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Every name of the bundled form's pointers.
fn names() -> Vec<String> {
    let pointers =
        bundled().edition().fields().flat_map(|field| field.pointer.split('/').collect::<Vec<_>>());
    let names: BTreeSet<String> =
        pointers.filter(|name| !name.is_empty() && *name != "*").map(str::to_owned).collect();
    names.into_iter().collect()
}

/// Places in a value, at any depth.
fn places(value: &Value, at: &str, into: &mut Vec<String>) {
    into.push(at.to_owned());
    match value {
        Value::Object(map) => {
            map.iter().for_each(|(name, value)| places(value, &format!("{at}/{name}"), into))
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| places(value, &format!("{at}/{index}"), into));
        }
        _ => {}
    }
}

/// Complete answers of the bundled form with some places replaced by anything.
fn mutated(complete: Vec<Value>) -> impl Strategy<Value = Value> {
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any_json()), 0..6);
    (prop::sample::select(complete), changes).prop_map(|(mut answers, changes)| {
        for (index, value) in changes {
            let mut all = Vec::new();
            places(&answers, "", &mut all);
            if let Some(place) = answers.pointer_mut(&all[index.index(all.len())]) {
                *place = value;
            }
        }
        answers
    })
}

fn travellers() -> Vec<Value> {
    testkit::travellers::all(today()).into_iter().map(|traveller| traveller.answers).collect()
}

fn judged_twice(form: &Form, answers: &Value) -> Result<(), TestCaseError> {
    let before = answers.clone();
    let first = form.evaluate(answers, today());
    prop_assert_eq!(
        &first,
        &form.evaluate(answers, today()),
        "the same answers on the same day say the same"
    );
    prop_assert_eq!(&before, answers, "and nothing is changed by looking");
    // Facts need not exist of such answers, but asking for them must not fail.
    let _facts = form.facts(answers, &OfficerFacts::NONE, today());
    let sent = form.relevant(answers, today());
    let again = form.evaluate(&sent, today());
    let rules = |evaluation: &declaration::Evaluation| evaluation.findings.clone();
    prop_assert_eq!(rules(&first), rules(&again), "what is sent is judged like what was typed");
    prop_assert_eq!(&form.relevant(&sent, today()), &sent, "and nothing more falls away");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_json_is_judged_the_same_twice(answers in any_json()) {
        judged_twice(form(), &answers)?;
        judged_twice(bundled(), &answers)?;
    }

    #[test]
    fn mutated_answers_are_judged_the_same_twice(answers in mutated(travellers())) {
        judged_twice(bundled(), &answers)?;
    }

    #[test]
    fn mutated_small_answers_are_judged_the_same_twice(answers in mutated(vec![complete()])) {
        judged_twice(form(), &answers)?;
    }

    #[test]
    fn setting_anything_anywhere_never_fails_badly(pointer in "(/[a-z_]{1,8}|/[0-9]{1,2}|/legs|/from){0,4}", value in any_json()) {
        let mut answers = complete();
        let before = answers.clone();
        if form().set(&mut answers, &pointer, value).is_err() {
            prop_assert_eq!(answers, before, "a refused answer changes nothing");
        }
    }
}

/// The bundled edition without the rows of its long lists that `drafts` do not name: it loads many times faster.
fn trimmed(drafts: &[Value]) -> Files {
    let mut files = Files::bundled();
    let mut named: String = drafts.iter().map(Value::to_string).collect();
    named.push_str(&String::from_utf8_lossy(&files.0["directory.json"]));
    let mut rows: Vec<Value> = serde_json::from_slice(&files.0["lists/airports.json"]).unwrap();
    rows.retain(|row| named.contains(&row["code"].to_string()));
    files.0.insert("lists/airports.json".to_owned(), serde_json::to_vec(&rows).unwrap());
    // Facts rest on what is always asked. Here any question may be hidden, so they look before they compare.
    let facts = String::from_utf8_lossy(&files.0["facts.json"])
        .replace("t.result == 'positive' &&", "t.result == 'positive' && t.taken_on != null &&");
    files.0.insert("facts.json".to_owned(), facts.into_bytes());
    files
}

/// An edition with one question hidden.
fn hiding(files: &Files, pointer: &str) -> Form {
    let mut files = files.clone();
    let mut pages: Value = serde_json::from_slice(&files.0["pages.json"]).unwrap();
    for page in pages["pages"].as_array_mut().unwrap() {
        for section in page["sections"].as_array_mut().unwrap() {
            hide(section["fields"].as_array_mut().unwrap(), pointer);
        }
    }
    files.0.insert("pages.json".to_owned(), serde_json::to_vec(&pages).unwrap());
    Form::new(Arc::new(Edition::load(&files).unwrap()))
}

fn hide(fields: &mut [Value], pointer: &str) {
    for field in fields {
        if field["pointer"] == pointer {
            field["visible"] = json!("false");
            field.as_object_mut().unwrap().shift_remove("may_be_missing");
        }
        if let Some(inner) = field.get_mut("fields").and_then(Value::as_array_mut) {
            hide(inner, pointer);
        }
    }
}

fn blocking(form: &Form, answers: &Value) -> BTreeSet<String> {
    let evaluation = form.evaluate(answers, today());
    let blocking = evaluation.findings.iter().filter(|finding| finding.level == Level::Blocking);
    blocking.map(|finding| format!("{} at {}", finding.rule, finding.pointers[0])).collect()
}

/// Every question of the bundled form, hidden in turn, under answers that are complete, wrong in each known way, half
/// given, or torn apart.
#[test]
fn hiding_a_question_never_adds_a_blocking_finding_elsewhere() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut drafts = travellers();
    drafts.extend(testkit::case::all(today()).into_iter().map(|case| case.answers));
    drafts.push(json!({}));
    let torn = mutated(drafts.clone());
    for _ in 0..20 {
        drafts.push(torn.new_tree(&mut runner).unwrap().current());
    }
    let files = trimmed(&drafts);
    let shown = Form::new(Arc::new(Edition::load(&files).unwrap()));
    let drafts: Vec<_> = drafts.into_iter().map(|answers| (blocking(&shown, &answers), answers)).collect();
    let fields: Vec<String> = bundled().edition().fields().map(|field| field.pointer.to_string()).collect();
    for pointer in fields {
        let hidden = hiding(&files, &pointer);
        for (before, answers) in &drafts {
            let after = blocking(&hidden, answers);
            let added: Vec<_> = after.difference(before).collect();
            assert!(added.is_empty(), "without {pointer} there is also {added:?} of {answers}");
        }
    }
}
