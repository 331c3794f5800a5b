//! The bundled edition over the travellers: clean ones are clean, and every check speaks for its own case.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;
use declaration::{Evaluation, Finding, Form, OfficerFacts};
use rulebook::{Edition, FormKind, Level};
use testkit::{Traveller, case, travellers};

/// A day after the risk list's last change, on which the travellers' codes are known.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn edition() -> Arc<Edition> {
    Edition::bundled().unwrap_or_else(|refusal| panic!("the bundled edition loads: {refusal}"))
}

fn officer(traveller: &Traveller) -> OfficerFacts {
    serde_json::from_value(traveller.officer.clone()).unwrap()
}

fn said(findings: &[Finding]) -> BTreeSet<String> {
    findings.iter().map(|finding| format!("{} at {}", finding.rule, finding.pointers.join(", "))).collect()
}

#[test]
fn a_complete_traveller_hears_nothing_on_any_day() {
    let form = Form::new(edition());
    for today in [today(), "2027-02-28".parse().unwrap(), "2028-02-29".parse().unwrap()] {
        for traveller in travellers::all(today) {
            let found = form.evaluate(&traveller.answers, today).findings;
            assert!(found.is_empty(), "{} on {today} hears {:?}", traveller.story, said(&found));
        }
    }
}

fn evaluation(form: &Form, case: &case::Case) -> Evaluation {
    let kind = if case.intends { FormKind::Intention } else { FormKind::Declaration };
    form.filled_in_for(kind).evaluate(&case.answers, today())
}

#[test]
fn every_check_has_one_case() {
    let checks: BTreeSet<String> = edition().checks.iter().map(|check| check.id.to_string()).collect();
    let cases: Vec<case::Case> = case::all(today());
    let covered: BTreeSet<String> = cases.iter().map(|case| case.check.to_owned()).collect();
    assert_eq!(covered, checks, "a check without a case is not known to work");
    assert_eq!(cases.len(), covered.len(), "one case a check");
}

#[test]
fn every_check_speaks_for_its_own_case_and_no_other_does() {
    let form = Form::new(edition());
    let mut wrong = Vec::new();
    for case in case::all(today()) {
        let found = evaluation(&form, &case).findings;
        let rules: BTreeSet<&str> = found.iter().map(|finding| &*finding.rule).collect();
        if rules != BTreeSet::from([case.check]) {
            wrong.push(format!("{}: {:?}", case.check, said(&found)));
        }
    }
    assert!(wrong.is_empty(), "each of these should say its own name alone:\n{}", wrong.join("\n"));
}

#[test]
fn a_journey_that_begins_again_on_the_chinese_side_of_a_border_does_not_enter_china() {
    let mut answers = testkit::travellers::student_from_prato(today()).answers;
    answers["legs"][1]["from"] = serde_json::json!("R-WKOWL");
    let evaluation = Form::new(edition()).evaluate(&answers, today());
    let blocks: Vec<&str> = evaluation.blocking().map(|finding| &*finding.rule).collect();
    assert!(
        blocks.contains(&"journey-never-enters"),
        "nobody is expected at a port that nobody named: {blocks:?}"
    );
}

#[test]
fn a_case_blocks_if_and_only_if_its_check_does() {
    let edition = edition();
    let form = Form::new(Arc::clone(&edition));
    for check in &edition.checks {
        let case = case::of(&check.id, today()).unwrap();
        let evaluation = evaluation(&form, &case);
        assert_eq!(
            evaluation.blocking().next().is_some(),
            check.level == Level::Blocking,
            "{} is {:?}",
            check.id,
            check.level
        );
    }
}

#[test]
fn every_argument_of_a_finding_has_a_value() {
    let edition = edition();
    let form = Form::new(Arc::clone(&edition));
    for check in &edition.checks {
        let case = case::of(&check.id, today()).unwrap();
        for finding in evaluation(&form, &case).findings {
            let said: BTreeSet<&String> = finding.arguments.keys().collect();
            let asked: BTreeSet<&String> = check.arguments.iter().map(|argument| &argument.name).collect();
            assert_eq!(said, asked, "{} has a value for every gap in its words", check.id);
        }
    }
}

#[test]
fn every_traveller_has_the_code_of_the_story() {
    let edition = edition();
    let form = Form::new(Arc::clone(&edition));
    for traveller in travellers::all(today()) {
        let facts = form.facts(&traveller.answers, &officer(&traveller), today()).unwrap();
        let code = health_code::assign(&edition, &facts).unwrap();
        assert_eq!(code.rule, traveller.rule, "{}: the rule", traveller.story);
        assert_eq!(serde_json::json!(code.colour), traveller.colour, "{}: the colour", traveller.story);
    }
}
