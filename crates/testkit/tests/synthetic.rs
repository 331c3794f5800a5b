//! Declarations by the million: always the same, mostly complete, and of every kind.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use declaration::Form;
use rulebook::Edition;
use serde_json::Value;
use testkit::{synthetic, with_officers};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn form() -> Form {
    Form::new(Edition::bundled().unwrap_or_else(|refusal| panic!("the bundled edition loads: {refusal}")))
}

fn bytes(seed: u64, today: NaiveDate, count: usize) -> Vec<String> {
    synthetic(seed, today).take(count).map(|declaration| declaration.to_string()).collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    assert_eq!(bytes(7, today(), 500), bytes(7, today(), 500), "the same seed and day");
    let (seven, eight) = (bytes(7, today(), 500), bytes(8, today(), 500));
    assert!(seven.iter().zip(&eight).all(|(one, other)| one != other), "another seed gives other people");
    let distinct: BTreeSet<&String> = seven.iter().collect();
    assert_eq!(distinct.len(), seven.len(), "nobody declares twice");
    assert_eq!(bytes(7, today(), 20), seven[..20], "the n-th does not depend on how many are made");
}

#[test]
fn nearly_all_are_complete_and_the_others_are_broken_on_purpose() {
    let form = form();
    for today in [today(), "2028-02-29".parse().unwrap()] {
        let mut why: BTreeMap<String, usize> = BTreeMap::new();
        let mut incomplete = 0;
        for declaration in synthetic(1, today).take(1_000) {
            let evaluation = form.evaluate(&declaration, today);
            incomplete += usize::from(!evaluation.is_complete());
            for finding in evaluation.blocking() {
                *why.entry(format!("{} at {}", finding.rule, finding.pointers[0])).or_default() += 1;
            }
        }
        assert!(
            (15..=50).contains(&incomplete),
            "30 of 1000 on {today} have something wrong: {incomplete}, {why:?}"
        );
    }
}

#[test]
fn ten_thousand_meet_every_rule_of_the_policy() {
    let form = form();
    let edition = form.edition();
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    for declaration in with_officers(1, today()).take(10_000) {
        let officer = serde_json::from_value(declaration.officer).unwrap();
        let facts = form.facts(&declaration.answers, &officer, today()).unwrap();
        *met.entry(health_code::assign(edition, &facts).unwrap().rule).or_default() += 1;
    }
    for rule in &edition.policy {
        assert!(met.contains_key(&rule.id), "{} is never met: {met:?}", rule.id);
    }
}

#[test]
fn shares_are_as_stated() {
    let count = 10_000;
    let mut shares: BTreeMap<&str, usize> = BTreeMap::new();
    let mut note = |name, holds| *shares.entry(name).or_default() += usize::from(holds);
    let at = |declaration: &Value, pointer: &str| declaration.pointer(pointer).cloned().unwrap_or_default();
    for it in synthetic(3, today()).take(count) {
        let departs: Option<NaiveDate> =
            at(&it, "/legs/0/departs_on").as_str().and_then(|day| day.parse().ok());
        note("ahead", departs.is_some_and(|day| day >= today()));
        note("foreign", at(&it, "/about/nationality") != "CHN");
        note("companions", it.get("companions").is_some());
        let symptoms = at(&it, "/health/symptoms");
        note("symptoms", symptoms.as_array().is_some_and(|some| some[0] != "none"));
        note("positive", at(&it, "/tests/0/result") == "positive");
        note("negative", at(&it, "/tests/0/result") == "negative");
        note("contact", at(&it, "/exposure/case_contact") == true);
        note("listed flight", at(&it, "/legs/0/flight") == "ZZ 100");
        note("helper", at(&it, "/filling/by") == "helper");
        let abroad = at(&it, "/stays")
            .as_array()
            .map_or(0, |stays| stays.iter().filter(|stay| stay["country"] != "CHN").count());
        note("two stays or more", abroad > 1);
    }
    for (name, of_thousand) in [
        ("ahead", 700),
        ("foreign", 200),
        ("companions", 160),
        ("symptoms", 40),
        ("positive", 15),
        ("negative", 440),
        ("contact", 15),
        ("listed flight", 10),
        ("helper", 100),
        ("two stays or more", 240),
    ] {
        #[allow(clippy::cast_precision_loss)]
        let share = shares[name] as f64 * 1000.0 / count as f64;
        let expected = f64::from(of_thousand);
        let slack = expected * 0.08 + 4.0;
        assert!((share - expected).abs() < slack, "{name}: {share} of a thousand, {of_thousand} stated");
    }
}
