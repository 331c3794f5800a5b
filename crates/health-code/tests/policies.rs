//! Random small policies: what the proof says of them is what evaluating them says.
//!
//! The conditions are written twice, as CEL and as an evaluator of this test's own, so that refused policies, which no
//! edition holds, can be looked at too.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

use std::path::Path;

use chrono::NaiveDate;
use declaration::{FactValue, Facts, Stay};
use health_code::{Colour, assign, explain};
use proptest::prelude::*;
use proptest::strategy::{Union, ValueTree as _};
use proptest::test_runner::{RngAlgorithm, TestRng};
use rulebook::{Edition, Files, Refusal};
use serde_json::json;

#[derive(Debug, Clone)]
enum Condition {
    Contact,
    Warm(u8),
    TemperatureUnknown,
    Legs(&'static str, i64),
    From(&'static str),
    FromUnknown,
    ArrivesAfter(u32),
    Symptoms(&'static str, i64),
    Symptom(&'static str),
    OnlySymptom(&'static str),
    Stays(i64),
    StayIn(&'static str, &'static str),
    StaysAll(&'static str),
    StaysOf(&'static str, i64),
    Not(Box<Condition>),
    And(Box<Condition>, Box<Condition>),
    Or(Box<Condition>, Box<Condition>),
    Choose(Box<Condition>, Box<Condition>, Box<Condition>),
}

use Condition::*;

fn compare(left: i64, operator: &str, right: i64) -> bool {
    match operator {
        "==" => left == right,
        "!=" => left != right,
        "<" => left < right,
        ">=" => left >= right,
        _ => left > right,
    }
}

fn march(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 3, day).unwrap()
}

impl Condition {
    fn cel(&self) -> String {
        match self {
            Contact => "facts.contact".into(),
            Warm(tenths) => {
                format!(
                    "(facts.temperature != null && facts.temperature >= {}.{})",
                    36 + tenths / 10,
                    tenths % 10
                )
            }
            TemperatureUnknown => "facts.temperature == null".into(),
            Legs(operator, count) => format!("facts.legs {operator} {count}"),
            From(country) => format!("facts.from == '{country}'"),
            FromUnknown => "facts.from == null".into(),
            ArrivesAfter(day) => format!(
                "(facts.arrives_on != null && facts.arrives_on > timestamp('2020-03-{day:02}T00:00:00Z'))"
            ),
            Symptoms(operator, count) => format!("size(facts.symptoms) {operator} {count}"),
            Symptom(text) => format!("'{text}' in facts.symptoms"),
            OnlySymptom(text) => format!("facts.symptoms.all(s, s == '{text}')"),
            Stays(count) => format!("size(facts.severe_stays) > {count}"),
            StayIn(country, class) => {
                format!("facts.severe_stays.exists(s, s.country == '{country}' && s.class == '{class}')")
            }
            StaysAll(class) => format!("facts.severe_stays.all(s, s.class != '{class}')"),
            StaysOf(country, count) => {
                format!("size(facts.severe_stays.filter(s, s.country == '{country}')) > {count}")
            }
            Not(inner) => format!("!({})", inner.cel()),
            And(left, right) => format!("({} && {})", left.cel(), right.cel()),
            Or(left, right) => format!("({} || {})", left.cel(), right.cel()),
            Choose(condition, yes, no) => format!("({} ? {} : {})", condition.cel(), yes.cel(), no.cel()),
        }
    }

    fn holds(&self, facts: &Facts) -> bool {
        let fact = |name: &str| &facts.0[name];
        let texts = || if let FactValue::Texts(texts) = fact("symptoms") { texts.as_slice() } else { &[] };
        let stays =
            || if let FactValue::Stays(stays) = fact("severe_stays") { stays.as_slice() } else { &[] };
        match self {
            Contact => *fact("contact") == FactValue::Bool(true),
            Warm(tenths) => matches!(fact("temperature"), FactValue::Double(degrees)
                if *degrees >= format!("{}.{}", 36 + tenths / 10, tenths % 10).parse().unwrap()),
            TemperatureUnknown => *fact("temperature") == FactValue::Null,
            Legs(operator, count) => {
                matches!(fact("legs"), FactValue::Int(legs) if compare(*legs, operator, *count))
            }
            From(country) => *fact("from") == FactValue::Text((*country).to_owned()),
            FromUnknown => *fact("from") == FactValue::Null,
            ArrivesAfter(day) => {
                matches!(fact("arrives_on"), FactValue::Date(date) if *date > march(*day))
            }
            Symptoms(operator, count) => compare(texts().len() as i64, operator, *count),
            Symptom(text) => texts().iter().any(|one| one == text),
            OnlySymptom(text) => texts().iter().all(|one| one == text),
            Stays(count) => stays().len() as i64 > *count,
            StayIn(country, class) => stays()
                .iter()
                .any(|stay| stay.country.as_deref() == Some(country) && stay.class.as_deref() == Some(class)),
            StaysAll(class) => stays().iter().all(|stay| stay.class.as_deref() != Some(class)),
            StaysOf(country, count) => {
                stays().iter().filter(|stay| stay.country.as_deref() == Some(country)).count() as i64 > *count
            }
            Not(inner) => !inner.holds(facts),
            And(left, right) => left.holds(facts) && right.holds(facts),
            Or(left, right) => left.holds(facts) || right.holds(facts),
            Choose(condition, yes, no) => {
                if condition.holds(facts) {
                    yes.holds(facts)
                } else {
                    no.holds(facts)
                }
            }
        }
    }
}

/// Of the small edition's list: a stay can be nowhere else.
const COUNTRIES: [&str; 2] = ["ITA", "CHN"];
const CLASSES: [&str; 2] = ["severe", "elevated"];
const SYMPTOMS: [&str; 2] = ["fever", "cough"];

fn conditions() -> impl Strategy<Value = Condition> {
    let operator = || prop::sample::select(vec!["==", "!=", "<", ">=", ">"]);
    let country = || prop::sample::select(COUNTRIES.to_vec());
    let class = || prop::sample::select(CLASSES.to_vec());
    let symptom = || prop::sample::select(SYMPTOMS.to_vec());
    let leaf = Union::new([
        Just(Contact).boxed(),
        prop::sample::select(vec![5, 13, 25]).prop_map(Warm).boxed(),
        Just(TemperatureUnknown).boxed(),
        (operator(), 0..4i64).prop_map(|(operator, count)| Legs(operator, count)).boxed(),
        country().prop_map(From).boxed(),
        Just(FromUnknown).boxed(),
        (5..8u32).prop_map(ArrivesAfter).boxed(),
        (operator(), 0..3i64).prop_map(|(operator, count)| Symptoms(operator, count)).boxed(),
        symptom().prop_map(Symptom).boxed(),
        symptom().prop_map(OnlySymptom).boxed(),
        (0..2i64).prop_map(Stays).boxed(),
        (country(), class()).prop_map(|(country, class)| StayIn(country, class)).boxed(),
        class().prop_map(StaysAll).boxed(),
        (country(), 0..2i64).prop_map(|(country, count)| StaysOf(country, count)).boxed(),
    ]);
    leaf.prop_recursive(2, 6, 3, |inner| {
        let inner = || inner.clone().prop_map(Box::new);
        Union::new([
            inner().prop_map(Not).boxed(),
            (inner(), inner()).prop_map(|(left, right)| And(left, right)).boxed(),
            (inner(), inner()).prop_map(|(left, right)| Or(left, right)).boxed(),
            (inner(), inner(), inner()).prop_map(|(a, b, c)| Choose(a, b, c)).boxed(),
        ])
    })
}

fn stays() -> impl Strategy<Value = FactValue> {
    let country = prop::sample::select(vec!["ITA", "CHN", "DEU"]);
    let class = prop::sample::select(vec!["severe", "elevated", "none"]);
    let stay = (country, class).prop_map(|(country, class)| Stay {
        country: Some(country.to_owned()),
        since: Some(march(1)),
        until: Some(march(4)),
        class: Some(class.to_owned()),
    });
    prop::collection::vec(stay, 0..4).prop_map(FactValue::Stays)
}

fn facts() -> impl Strategy<Value = Facts> {
    let symptoms = prop::collection::vec(prop::sample::select(vec!["fever", "cough", "sputum"]), 0..4)
        .prop_map(|texts| FactValue::Texts(texts.into_iter().map(str::to_owned).collect()));
    let temperature = prop::option::of(355..400i32).prop_map(|tenths| {
        tenths.map_or(FactValue::Null, |tenths| FactValue::Double(f64::from(tenths) / 10.0))
    });
    let arrives = prop::option::of(1..12u32)
        .prop_map(|day| day.map_or(FactValue::Null, |day| FactValue::Date(march(day))));
    let from = prop::option::of(prop::sample::select(vec!["ITA", "CHN", "DEU"]))
        .prop_map(|code| code.map_or(FactValue::Null, |code| FactValue::Text(code.to_owned())));
    (symptoms, stays(), temperature, arrives, 0..6i64, any::<bool>(), from).prop_map(
        |(symptoms, stays, temperature, arrives, legs, contact, from)| {
            Facts(
                [
                    ("symptoms", symptoms),
                    ("severe_stays", stays),
                    ("temperature", temperature),
                    ("arrives_on", arrives),
                    ("legs", FactValue::Int(legs)),
                    ("contact", FactValue::Bool(contact)),
                    ("from", from),
                ]
                .map(|(name, value)| (name.into(), value))
                .into_iter()
                .collect(),
            )
        },
    )
}

fn small() -> &'static Files {
    static SMALL: std::sync::OnceLock<Files> = std::sync::OnceLock::new();
    SMALL.get_or_init(|| {
        let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        Files::read_dir(&crates.join("rulebook/tests/fixtures/small")).unwrap()
    })
}

const COLOURS: [&str; 4] = ["orange", "yellow", "orange", "green"];

/// Three rules and the default.
fn edition(conditions: &[Condition]) -> Result<Edition, Refusal> {
    let mut files = small().clone();
    let when = conditions.iter().map(Condition::cel).chain(["true".to_owned()]);
    let rules: Vec<_> = when
        .zip(COLOURS)
        .zip(["ill", "from-risk", "hot", "else"])
        .map(|((when, colour), reason)| {
            json!({ "id": format!("to-{reason}"), "colour": colour, "when": when, "reason": reason,
                    "valid_hours": 24, "correction": "correct-answers", "source": "notice-1" })
        })
        .collect();
    files.0.insert("code-policy.json".into(), serde_json::to_vec(&json!({ "rules": rules })).unwrap());
    Edition::load(&files)
}

fn first(conditions: &[Condition], facts: &Facts) -> usize {
    conditions.iter().position(|condition| condition.holds(facts)).unwrap_or(conditions.len())
}

/// Many facts, the same for the same seed.
fn many(count: usize, seed: [u8; 32]) -> Vec<Facts> {
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(
        ProptestConfig::default(),
        TestRng::from_seed(RngAlgorithm::ChaCha, &seed),
    );
    (0..count).map(|_| facts().new_tree(&mut runner).unwrap().current()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_proof_agrees_with_evaluation(
        conditions in prop::collection::vec(conditions(), 3),
        seed in any::<[u8; 32]>(),
    ) {
        let tried = many(150, seed);
        let edition = match edition(&conditions) {
            Ok(edition) => edition,
            Err(refusal) => {
                // Six conditions on one list may be more than the proof takes, or longer than the edition allows.
                prop_assume!(!["policy-too-wide", "expression-long"].contains(&refusal.code));
                prop_assert_eq!(refusal.code, "policy-rule-unreachable", "these policies have no other fault: {}", refusal);
                let rule: usize = refusal.pointer.split('/').nth(2).unwrap().parse().unwrap();
                for facts in &tried {
                    prop_assert_ne!(first(&conditions, facts), rule, "{} is reached by {:?}", refusal, facts);
                }
                return Ok(());
            }
        };
        let proof = edition.policy_proof();
        for facts in &tried {
            let rule = first(&conditions, facts);
            let assigned = assign(&edition, facts).unwrap();
            prop_assert_eq!(&assigned.rule, &edition.policy[rule].id, "the first rule that holds decides");
            let explanation = explain(&edition, facts).unwrap();
            for other in &explanation.nearest {
                let mut changed = facts.clone();
                changed.0.extend(other.changes.iter().map(|change| (change.fact.as_str().into(), change.to.clone())));
                prop_assert_eq!(assign(&edition, &changed).unwrap().colour, other.colour, "the change does it");
            }
        }
        for rule in 0..edition.policy.len() {
            prop_assert!(proof.witness(rule).is_some(), "each rule has a witness");
        }
    }

    /// Among the tried facts none is of another colour and differs from these in fewer facts than was said.
    #[test]
    fn no_smaller_change_gives_another_colour(
        conditions in prop::collection::vec(conditions(), 3),
        facts in facts(),
        seed in any::<[u8; 32]>(),
    ) {
        let Ok(edition) = edition(&conditions) else { return Ok(()) };
        let explanation = explain(&edition, &facts).unwrap();
        for tried in many(150, seed) {
            let colour = assign(&edition, &tried).unwrap().colour;
            if colour == explanation.assignment.colour {
                continue;
            }
            let said = explanation.nearest.iter().find(|other| other.colour == colour);
            let Some(said) = said else { continue };
            // Of the differences between the two only some are needed: drop each that is not.
            let mut nearer = tried.clone();
            for (name, value) in &facts.0 {
                let kept = nearer.0.insert(name.clone(), value.clone()).unwrap();
                if assign(&edition, &nearer).unwrap().colour != colour {
                    nearer.0.insert(name.clone(), kept);
                }
            }
            let differing = || facts.0.iter().filter(|(name, value)| nearer.0[*name] != **value);
            let lies_back = |name: &str| name == "severe_stays" && nearer.0[name] == FactValue::Stays(Vec::new());
            if !differing().all(|(name, _)| lies_back(name)) {
                continue; // nobody is told to answer differently about their health, and time adds no stay
            }
            let differ = differing().count();
            prop_assert!(said.changes.len() <= differ, "{} facts, {:?} was said", differ, said);
        }
    }
}

#[test]
fn the_colours_of_these_policies_are_all_three() {
    let colours: std::collections::BTreeSet<Colour> = edition(&[Contact, Symptoms(">", 0), Stays(0)])
        .unwrap()
        .policy
        .iter()
        .map(|rule| rule.colour)
        .collect();
    assert_eq!(colours.len(), 3, "so that a policy is refused for its rules alone");
}
