//! The bundled edition with all its fields renamed says of everybody what the bundled edition says.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use declaration::{Finding, Form};
use rulebook::{Edition, Files, FormKind};
use serde_json::Value;
use testkit::{case, people, renamed, travellers};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn form(files: &Files) -> Form {
    let edition = Edition::load(files).unwrap_or_else(|refusal| panic!("the edition loads: {refusal:?}"));
    Form::new(Arc::new(edition))
}

fn said(findings: &[Finding], pointer: impl Fn(&str) -> String) -> BTreeSet<String> {
    let at = |finding: &Finding| finding.pointers.iter().map(|it| pointer(it)).collect::<Vec<_>>().join(", ");
    let line = |finding: &Finding| {
        format!("{:?} {} at {}: {:?}", finding.level, finding.rule, at(finding), finding.arguments)
    };
    findings.iter().map(line).collect()
}

/// Everybody of whom something is known to be said, with what officers recorded.
fn everybody() -> Vec<(String, FormKind, Value, Value)> {
    let (nothing, declares) = (|| serde_json::json!({}), FormKind::Declaration);
    let whole = travellers::all(today()).into_iter();
    let whole = whole.map(|it| (it.story.to_owned(), declares, it.answers, it.officer));
    let people = people::all(today()).into_iter();
    let people = people.map(|it| (it.story.to_owned(), declares, it.answers, nothing()));
    let cases = case::all(today()).into_iter();
    let kind = |intends| if intends { FormKind::Intention } else { declares };
    let cases = cases.map(|it| (it.check.to_owned(), kind(it.intends), it.answers, nothing()));
    whole.chain(people).chain(cases).collect()
}

#[test]
fn no_rule_hears_the_name_of_a_field() {
    let bundled = Files::bundled();
    let (form, other) = (form(&bundled), form(&Files(renamed::renamed(&bundled.0))));
    for (story, kind, answers, officer) in everybody() {
        let (form, other) = (form.filled_in_for(kind), other.filled_in_for(kind));
        let (before, now) =
            (form.evaluate(&answers, today()), other.evaluate(&renamed::answers(&answers), today()));
        assert_eq!(
            said(&now.findings, str::to_owned),
            said(&before.findings, renamed::pointer),
            "{story}: the same findings, at the same questions"
        );
        let officer = serde_json::from_value(officer).unwrap();
        let rule = |form: &Form, answers: &Value| {
            let facts = form.facts(answers, &officer, today()).ok()?;
            health_code::assign(form.edition(), &facts).ok().map(|assigned| assigned.rule)
        };
        assert_eq!(
            rule(&other, &renamed::answers(&answers)),
            rule(&form, &answers),
            "{story}: coloured by the same rule"
        );
    }
}

#[test]
fn each_consent_keeps_the_version_of_its_own_words_where_the_edition_says() {
    let form = form(&Files(renamed::renamed(&Files::bundled().0)));
    let mut answers = serde_json::json!({});
    for consent in ["/consent/hturt", "/consent/gnissecorp"] {
        form.set(&mut answers, consent, true.into()).unwrap();
    }
    let agreed = serde_json::json!({ "consent": {
        "hturt": true, "noisrev_hturt": "words 1", "gnissecorp": true, "noisrev_gnissecorp": "words 2"
    } });
    assert_eq!(answers, agreed, "two consents, two versions");
    form.set(&mut answers, "/consent/hturt", false.into()).unwrap();
    assert_eq!(answers.pointer("/consent/noisrev_hturt"), None, "who takes it back has agreed to no words");
}
