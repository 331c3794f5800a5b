//! The travellers, complete under edition 1, under edition 2.

use std::{collections::BTreeSet, sync::Arc};

use chrono::NaiveDate;
use declaration::{Finding, Form};
use rulebook::{Edition, Level};
use testkit::{Traveller, travellers};

use crate::files::{first, load, second};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn said(findings: &[Finding]) -> BTreeSet<String> {
    findings.iter().map(|finding| format!("{} at {}", finding.rule, finding.pointers.join(", "))).collect()
}

fn blocking(form: &Form, traveller: &Traveller) -> BTreeSet<String> {
    let found = form.evaluate(&traveller.answers, today()).findings;
    said(&found.into_iter().filter(|finding| finding.level == Level::Blocking).collect::<Vec<_>>())
}

fn assigned(edition: &Arc<Edition>, traveller: &Traveller) -> String {
    let officer = serde_json::from_value(traveller.officer.clone()).unwrap();
    let facts = Form::new(Arc::clone(edition)).facts(&traveller.answers, &officer, today()).unwrap();
    health_code::assign(edition, &facts).unwrap().rule
}

#[test]
fn a_draft_of_edition_1_has_something_to_answer_anew() {
    let form = Form::new(load(&second()));
    let student = travellers::student_from_prato(today());
    assert_eq!(
        blocking(&form, &student).into_iter().collect::<Vec<_>>(),
        [
            "consent-to-older-words at /consent/processing, /consent/truth",
            "not-in-list at /destination/household",
            "required at /exposure/gathering",
            "wrong-type at /destination/office_told",
        ],
        "what is new, what fits no more and what was agreed to in other words; nothing else"
    );
}

#[test]
fn every_traveller_can_be_completed_for_edition_2() {
    let form = Form::new(load(&second()));
    for traveller in travellers::all(today()) {
        let story = traveller.story;
        let anew = travellers::anew_for_edition_2(traveller);
        assert_eq!(blocking(&form, &anew), BTreeSet::new(), "{story} with the new answers");
        let sent = form.relevant(&anew.answers, today());
        assert!(sent.pointer("/contact/wechat").is_none(), "{story}: a dropped answer is not sent");
        assert!(sent.pointer("/tests/0/taken_at").is_none(), "{story}: nor is another");
    }
}

#[test]
fn codes_change_in_both_directions() {
    let (old, new) = (load(&first()), load(&second()));
    let changes: Vec<[String; 3]> = travellers::all(today())
        .into_iter()
        .map(|traveller| {
            let before = assigned(&old, &traveller);
            let story = traveller.story.to_owned();
            [story, before, assigned(&new, &travellers::anew_for_edition_2(traveller))]
        })
        .filter(|[_, before, after]| before != after)
        .collect();
    assert_eq!(
        changes.iter().map(|change| change.join(" | ")).collect::<Vec<_>>(),
        [
            "a student in Prato, by way of Frankfurt to Hangzhou | yellow-elevated-stay | orange-severe-stay",
            "a trader from Madrid on the way to Yiwu | orange-severe-stay | yellow-elevated-stay",
            "an Italian engineer on the way to Jiaxing | yellow-elevated-stay | orange-severe-stay",
            "a nurse from Singapore without a symptom | green-no-risk | yellow-elevated-stay",
        ]
    );
}
