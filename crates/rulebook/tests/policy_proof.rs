//! What the proof of the code policy knows, and what it refuses with which counter-example.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

use std::path::Path;

use rulebook::{Colour, Edition, FactValue, Files, Refusal};
use serde_json::{Value, json};

/// The small edition with other rules: colour and condition of each.
fn with_rules(rules: &[(&str, &str)]) -> Result<Edition, Refusal> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/small");
    let mut files = Files::read_dir(&folder).unwrap();
    let reasons = ["ill", "from-risk", "hot", "else"];
    let rules: Vec<Value> = rules
        .iter()
        .enumerate()
        .map(|(index, (colour, when))| {
            json!({ "id": format!("rule-{index}"), "colour": colour, "when": when,
                    "reason": reasons[index.min(3)], "valid_hours": 24, "correction": "correct-answers",
                    "source": "notice-1" })
        })
        .collect();
    let source = serde_json::to_vec(&json!({ "rules": rules })).unwrap();
    files.0.insert("code-policy.json".to_owned(), source);
    Edition::load(&files)
}

/// Orange where the condition holds; yellow where the temperature is not known; else green.
fn with_condition(when: &str) -> Result<Edition, Refusal> {
    with_rules(&[
        ("orange", when),
        ("yellow", "facts.temperature == null"),
        ("orange", "facts.temperature != null && facts.temperature >= 37.3"),
        ("green", "true"),
    ])
}

#[track_caller]
fn refused(edition: Result<Edition, Refusal>, code: &str) -> Refusal {
    let refusal = edition.expect_err("this policy must not load");
    assert_eq!(refusal.code, code, "{refusal}");
    assert_eq!(refusal.file, "code-policy.json", "the file is named");
    refusal
}

#[test]
fn the_bundled_policy_is_proved_over_every_combination() {
    let edition = Edition::bundled().unwrap_or_else(|refusal| panic!("{refusal}"));
    let proof = edition.policy_proof();
    assert_eq!(proof.combinations(), 1_048_576, "twenty facts, of which the policy asks yes or no each");
    for (index, rule) in edition.policy.iter().enumerate() {
        assert!(proof.witness(index).is_some(), "{} is reached", rule.id);
    }
    for colour in [Colour::Green, Colour::Yellow, Colour::Orange] {
        assert!(proof.colour_witness(colour).is_some(), "{} is reached", colour.name());
    }
    let said = proof.to_string();
    assert!(said.contains("orange-recent-infection: recent_infection = true"), "a witness is told: {said}");
}

#[test]
fn the_regions_cover_every_combination_once() {
    for edition in [Edition::bundled().unwrap(), with_condition("facts.contact").unwrap().into()] {
        let proof = edition.policy_proof();
        let size = |region: &rulebook::Region| -> u128 {
            let fixed: Vec<usize> = region.fixed.iter().map(|(fact, _)| *fact).collect();
            let open = (0..proof.facts.len()).filter(|fact| !fixed.contains(fact));
            open.map(|fact| proof.facts[fact].samples.len() as u128).product()
        };
        assert_eq!(
            proof.regions.iter().map(size).sum::<u128>(),
            proof.combinations(),
            "no combination is left out and none is counted twice"
        );
    }
}

#[test]
fn conditions_of_every_provable_form_are_proved() {
    for when in [
        "facts.contact",
        "!facts.contact && size(facts.symptoms) == 0",
        "facts.contact ? size(facts.symptoms) > 2 : facts.legs > 3",
        "facts.legs >= 2 && facts.legs < 5",
        "facts.legs in [2, 3]",
        "facts.from == 'ITA' || facts.from in ['FRA', 'ESP']",
        "facts.from == null && facts.contact",
        "'fever' in facts.symptoms",
        "facts.symptoms.exists(s, s == 'fever') && facts.symptoms.exists(s, s == 'cough')",
        "facts.symptoms.all(s, s != 'fever') && size(facts.symptoms) > 1",
        "facts.symptoms.exists_one(s, s == 'fever')",
        "size(facts.symptoms.filter(s, s in ['fever', 'cough'])) >= 2",
        "facts.severe_stays.exists(s, s.country == 'ITA' && s.class == 'severe')",
        "facts.severe_stays.exists(s, s.since != null && s.since >= timestamp('2020-03-01T00:00:00Z'))",
        "facts.arrives_on != null && facts.arrives_on > timestamp('2020-03-01T00:00:00Z')",
    ] {
        if let Err(refusal) = with_condition(when) {
            panic!("{when}: {refusal}");
        }
    }
}

#[test]
fn a_rule_behind_one_that_always_comes_first_is_refused_with_that_one() {
    let refusal = refused(
        with_rules(&[
            ("orange", "facts.contact || size(facts.symptoms) > 0"),
            ("yellow", "size(facts.symptoms) > 1"),
            ("green", "true"),
        ]),
        "policy-rule-unreachable",
    );
    assert_eq!(refusal.pointer, "/rules/1/when", "the rule is named by its place");
    assert_eq!(refusal.details["taken_by"], "rule-0", "and what comes before it");
    assert_eq!(refusal.details["example"], "symptoms = ['*', '*']", "where it would hold");
}

#[test]
fn a_rule_that_nothing_can_fulfil_is_refused() {
    for never in [
        "facts.legs > 3 && facts.legs < 3",
        "facts.temperature != null && facts.temperature > 38.0 && facts.temperature < 37.0",
        "facts.severe_stays.exists(s, s.class == 'sever')",
        "facts.severe_stays.exists(s, s.country == 'ATL')",
        "size(facts.symptoms) > 50",
        "size(facts.symptoms) == 0 && 'fever' in facts.symptoms",
    ] {
        let refusal = with_condition(never).expect_err(never);
        // What the type checker already knows to be false is its own.
        if refusal.code.starts_with("policy") {
            assert_eq!(refusal.code, "policy-rule-unreachable", "{never}: {refusal}");
            assert!(refusal.details.contains_key("never"), "{never}: {refusal}");
        }
    }
}

#[test]
fn a_colour_that_no_rule_gives_is_refused() {
    let refusal =
        refused(with_rules(&[("orange", "facts.contact"), ("green", "true")]), "policy-colour-unreachable");
    assert_eq!(refusal.details["colour"], "yellow", "which one");
}

#[test]
fn two_facts_in_one_condition_are_refused_by_name() {
    for mixed in [
        "size(facts.symptoms) + facts.legs > 2",
        "facts.legs > size(facts.severe_stays)",
        "facts.symptoms.exists(s, s == facts.from)",
    ] {
        let refusal = with_condition(mixed).expect_err(mixed);
        assert_eq!(refusal.code, "policy-atom-mixed", "{mixed}: {refusal}");
        assert!(refusal.details["facts"].contains(", "), "both are named: {refusal}");
    }
}

#[test]
fn a_condition_that_could_change_anywhere_is_refused() {
    for open in [
        "facts.legs % 2 == 0",
        "facts.legs * 2 > 4",
        "facts.from != null && facts.from.matches('^I')",
        "facts.from != null && facts.from.startsWith('I')",
        "size(facts.from) > 2",
        "facts.severe_stays.exists(s, s.since != null && s.until != null && s.until - s.since > duration('48h'))",
        "facts.symptoms.map(s, s).exists(s, s == 'fever')",
    ] {
        let refusal = with_condition(open).expect_err(open);
        assert!(
            refusal.code == "policy-atom-form" || refusal.code.starts_with("expression"),
            "{open}: {refusal}"
        );
        if refusal.code == "policy-atom-form" {
            assert!(refusal.details.contains_key("fact"), "the fact is named: {refusal}");
        }
    }
    assert_eq!(
        with_condition("facts.legs % 2 == 0").unwrap_err().code,
        "policy-atom-form",
        "well typed, not provable"
    );
}

#[test]
fn a_policy_with_too_many_combinations_is_refused() {
    let texts = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"]
        .map(|text| format!("'{text}' in facts.symptoms"));
    let refusal = with_rules(&[
        ("orange", &texts[..4].join(" && ")),
        ("orange", &texts[4..8].join(" && ")),
        ("yellow", &texts[8..].join(" && ")),
        ("green", "true"),
    ]);
    let refusal = refused(refusal, "policy-too-wide");
    assert_eq!(refusal.details["fact"], "symptoms", "the fact with too many kinds of values is named");
    let all = "facts.symptoms.exists(s, s in ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'])";
    assert!(with_condition(all).is_ok(), "the same texts in one condition are but two kinds");
}

#[test]
fn samples_tell_all_that_the_policy_can_tell_apart() {
    let edition = with_condition("facts.legs >= 2 && facts.legs < 5").unwrap();
    let legs = edition.policy_proof().facts.iter().find(|fact| fact.name == "legs").unwrap();
    assert_eq!(legs.samples, [FactValue::Int(0), FactValue::Int(2)], "inside and outside are two classes");
    let temperature = edition.policy_proof().facts.iter().find(|fact| fact.name == "temperature").unwrap();
    assert_eq!(temperature.samples.len(), 3, "not known, below and above: {:?}", temperature.samples);
}
