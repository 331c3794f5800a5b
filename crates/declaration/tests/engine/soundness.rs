//! What the rulebook's type checker lets through has a value: an accepted fact never fails on a complete declaration.
//!
//! Expressions are drawn at random, right and wrong ones, and put into an edition. Whatever loads is worked out of
//! declarations in which everything that may be left open is left open in some.

use std::sync::{Arc, LazyLock};

use declaration::{Form, Level, OfficerFacts};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rulebook::Edition;
use serde_json::{Value, json};

use crate::small::{complete, files, form, put, today};

/// Complete declarations of the small edition: whatever may be open is, in one or another.
static COMPLETE: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let open = [
        "/about/born",
        "/about/group",
        "/contact",
        "/home",
        "/stays",
        "/stays/0/since",
        "/stays/0/until",
        "/stays/1/until",
        "/legs/0/flight",
        "/legs/0/departs_at",
        "/legs/0/arrives_on",
        "/legs/1/arrives_on",
        "/legs/1/arrives_at",
        "/health/temperature",
        "/health/contact",
    ];
    let other = [
        ("/health/symptoms", json!(["fever"])),
        ("/health/symptoms", json!(["other"])),
        ("/health/other_symptom", json!("a rash")),
        ("/health/days_ill", json!(3)),
        ("/health/temperature", json!(38)),
        ("/stays/0/country", json!("FRA")),
        ("/legs/0/from", json!("FRA")),
    ];
    let drawn = (subsequence(open.to_vec(), 0..=6), subsequence(other.to_vec(), 0..=3));
    let mut runner = runner();
    let mut found = vec![complete()];
    for _ in 0..2_000 {
        let (gone, changed) = drawn.new_tree(&mut runner).unwrap().current();
        let mut answers = complete();
        for (pointer, value) in changed {
            put(&mut answers, pointer, value);
        }
        for pointer in gone.into_iter().rev() {
            if answers.pointer(pointer).is_some() {
                put(&mut answers, pointer, Value::Null);
            }
        }
        let blocked =
            form().evaluate(&answers, today()).findings.iter().any(|it| it.level == Level::Blocking);
        if !blocked && !found.contains(&answers) {
            found.push(answers);
        }
    }
    found
});

fn runner() -> TestRunner {
    TestRunner::new_with_rng(Config::default(), TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

fn words(words: &'static [&'static str]) -> BoxedStrategy<String> {
    select(words).prop_map(str::to_owned).boxed()
}

fn two(
    left: &BoxedStrategy<String>,
    right: &BoxedStrategy<String>,
    operators: &'static [&'static str],
) -> BoxedStrategy<String> {
    (left.clone(), select(operators), right.clone())
        .prop_map(|(left, is, right)| format!("({left} {is} {right})"))
        .boxed()
}

/// A value of any type; `item` names the loop variable, if there is one, and what it runs over.
fn value(item: Option<(&'static str, &'static [&'static str])>) -> BoxedStrategy<String> {
    let mut leaves = vec![
        words(&["answers.health.temperature", "36.6", "37.3", "double(answers.health.days_ill)"]),
        words(&[
            "answers.health.days_ill",
            "3",
            "size(answers.legs)",
            "size(answers.health.symptoms)",
            "edition.look_back_days",
        ]),
        words(&[
            "journey.departs_on",
            "journey.arrives_on",
            "journey.window_starts_on",
            "today",
            "timestamp('2020-03-10T00:00:00Z')",
        ]),
        words(&[
            "journey.from_country",
            "journey.to_country",
            "answers.health.other_symptom",
            "'ITA'",
            "'fever'",
        ]),
        words(&["answers.health.contact", "true", "null", "duration('24h')"]),
        words(&[
            "days(journey.arrives_on - today)",
            "journey.arrives_on - today",
            "today - duration('48h')",
            "today.getFullYear()",
        ]),
        words(&[
            "int(answers.health.other_symptom)",
            "answers.legs[0].from",
            "born_in(answers.health.other_symptom)",
            "answers.health.days_ill / 0",
        ]),
        words(&[
            "answers.health.days_ill != null ? answers.health.days_ill : 0",
            "answers.health.contact ? 1 : 2",
        ]),
        words(&[
            "answers.legs",
            "answers.stays",
            "answers.health.symptoms",
            "['fever', 'none']",
            "[]",
            "[null, 1]",
        ]),
        words(&[
            "answers.legs.filter(l, l.flight != null)",
            "answers.stays.map(s, s.until)",
            "answers.stays.filter(s, s.since != null).map(s, s.since)",
        ]),
    ];
    if let Some((_, members)) = item {
        leaves.extend([
            select(members).prop_map(str::to_owned).boxed(),
            select(members).prop_map(str::to_owned).boxed(),
        ]);
    }
    proptest::strategy::Union::new(leaves).boxed()
}

/// Something that may be true or false, or may not be well typed at all.
fn truth(item: Option<(&'static str, &'static [&'static str])>, depth: u32) -> BoxedStrategy<String> {
    let any = value(item);
    let compared = two(&any, &any, &["==", "!=", "<", ">=", "in"]);
    let leaf = prop_oneof![
        2 => compared,
        3 => any.clone().prop_map(|value| format!("({value} != null)")),
        2 => any.clone().prop_map(|value| format!("({value} == null)")),
        4 => guarded(&any),
        1 => any.clone().prop_map(|value| format!("{value}.startsWith('f')")),
        1 => any.clone().prop_map(|value| format!("{value}.matches('^[A-Z]+$')")),
        1 => any,
    ];
    if depth == 0 {
        return leaf.boxed();
    }
    let inner = truth(item, depth - 1);
    let mut choices = vec![
        leaf.boxed(),
        two(&inner, &inner, &["&&", "||"]),
        inner.clone().prop_map(|inner| format!("!{inner}")).boxed(),
        (inner.clone(), inner.clone(), inner)
            .prop_map(|(one, two, three)| format!("({one} ? {two} : {three})"))
            .boxed(),
    ];
    if item.is_none() {
        for (variable, list, members) in LOOPS {
            let inside = truth(Some((variable, members)), depth - 1);
            let loops = select(&["exists", "all", "exists_one"][..]);
            choices.push(
                (loops, inside)
                    .prop_map(move |(kind, inside)| format!("{list}.{kind}({variable}, {inside})"))
                    .boxed(),
            );
        }
    }
    proptest::strategy::Union::new(choices).boxed()
}

/// A comparison behind a question for null, or behind one that asks the wrong way round.
fn guarded(any: &BoxedStrategy<String>) -> BoxedStrategy<String> {
    let guards = select(
        &[
            "{a} != null && {a} >= {b}",
            "{a} == null || {a} < {b}",
            "{a} == null && {a} < {b}",
            "{a} != null || {a} < {b}",
            "!({a} == null) && {b} > {a}",
            "{a} != null && {b} != null && {a} <= {b}",
        ][..],
    );
    (guards, any.clone(), any.clone())
        .prop_map(|(guard, a, b)| format!("({})", guard.replace("{a}", &a).replace("{b}", &b)))
        .boxed()
}

const LOOPS: [(&str, &str, &[&str]); 3] = [
    (
        "l",
        "answers.legs",
        &["l.flight", "l.from", "l.departs_on", "l.arrives_on", "l.departs", "l.class", "l.from_country"],
    ),
    ("s", "answers.stays", &["s.country", "s.since", "s.until", "s.class"]),
    ("t", "answers.health.symptoms", &["t", "size(t)"]),
];

/// The small edition with `contact` worked out by this expression; none if it does not load.
fn with_fact(is: &str) -> Result<Edition, rulebook::Refusal> {
    let mut files = files();
    let mut facts: Value = serde_json::from_slice(&files.0["facts.json"]).unwrap();
    facts["facts"][5]["is"] = json!(is);
    files.0.insert("facts.json".to_owned(), serde_json::to_vec(&facts).unwrap());
    // The policy's own proof would ask whether it may be null; here it is asked for its own sake.
    let policy = String::from_utf8_lossy(&files.0["code-policy.json"]).replace(" || facts.contact", "");
    files.0.insert("code-policy.json".to_owned(), policy.into_bytes());
    Edition::load(&files)
}

#[test]
fn an_accepted_fact_has_a_value_of_every_complete_declaration() {
    assert!(COMPLETE.len() > 100, "{} declarations that differ in what they leave open", COMPLETE.len());
    let mut runner = runner();
    let drawn = truth(None, 2);
    let (mut accepted, mut mistyped) = (0, 0);
    for _ in 0..700 {
        let is = drawn.new_tree(&mut runner).unwrap().current();
        match with_fact(&is) {
            Ok(edition) => {
                accepted += 1;
                let form = Form::new(Arc::new(edition));
                for answers in COMPLETE.iter() {
                    let facts = form.facts(answers, &OfficerFacts::NONE, today());
                    assert!(facts.is_ok(), "{is} was accepted, and has no value of {answers}");
                }
            }
            Err(refusal) => {
                assert!(refusal.code.starts_with("expression-"), "{is}: {refusal}");
                mistyped += u32::from(refusal.code == "expression-type");
            }
        }
    }
    assert!(accepted >= 80 && mistyped >= 80, "both happen often: {accepted} accepted, {mistyped} mistyped");
}
