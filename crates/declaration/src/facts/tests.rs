//! Facts rest on a part of the answers: the part must be all that they rest on.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;
use rulebook::{Edition, Files, FormKind};
use serde_json::{Value, json};

use crate::part::FormPart;
use crate::state::Given;
use crate::{Form, OfficerFacts};

fn forms() -> [Form; 2] {
    let second = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/edition-2");
    let second = Files::read_dir(&second).unwrap().with_bundled_lists();
    [Files::bundled(), second].map(|files| Form::new(Arc::new(Edition::load(&files).unwrap())))
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

/// The facts, worked out over everything.
#[track_caller]
fn same_over_everything(form: &Form, answers: &Value) {
    let part = form.facts(answers, &OfficerFacts::NONE, today());
    let given = Given {
        answers,
        officer: &OfficerFacts::NONE,
        today: today(),
        kind: FormKind::Declaration,
        part: FormPart::Whole,
    };
    let whole = form.facts_of(&form.state(answers, today()), given);
    assert_eq!(part, whole, "the part that facts can read is all that they rest on: {answers}");
}

#[test]
fn a_part_gives_the_same_facts_as_the_whole() {
    for form in forms() {
        let mut different = 0;
        for declaration in testkit::synthetic(11, today()).take(150) {
            same_over_everything(&form, &declaration);
            let facts = form.facts(&declaration, &OfficerFacts::NONE, today()).unwrap();
            different += usize::from(facts != form.facts(&json!({}), &OfficerFacts::NONE, today()).unwrap());
        }
        assert!(
            different > 80,
            "and they are not empty but for those with no epidemic fact: {different} of 150"
        );
    }
}

#[test]
fn whatever_one_answer_is_the_part_gives_the_same_facts() {
    let strange =
        [json!(null), json!([]), json!({}), json!("none"), json!("2026-11-20"), json!(-1), json!(true)];
    for form in forms() {
        for traveller in [
            testkit::travellers::student_from_prato(today()),
            testkit::travellers::father_by_frankfurt(today()),
        ] {
            for field in form.edition().fields() {
                for place in ["0", "1"] {
                    for value in &strange {
                        let pointer = field.pointer.replace('*', place);
                        let mut answers = traveller.answers.clone();
                        let Some(answer) = answers.pointer_mut(&pointer) else { continue };
                        *answer = value.clone();
                        same_over_everything(&form, &answers);
                    }
                }
            }
        }
    }
}

#[test]
fn what_does_not_fit_is_named_if_facts_read_it() {
    let [form, _] = forms();
    let unfit = |pointer: &str, value: Value| {
        let answers = testkit::travellers::student_from_prato(today()).with(pointer, value).answers;
        let unchecked = form.facts_unchecked(&answers, &OfficerFacts::NONE, today()).unwrap();
        unchecked.unfit.iter().map(|pointer| pointer.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(unfit("/stays/0/country", json!("XXX")), ["/stays/*/country"], "not in its list");
    assert_eq!(unfit("/stays/0/since", json!("yesterday")), ["/stays/*/since"], "no date");
    assert_eq!(unfit("/tests/0/result", json!("unclear")), ["/tests/*/result"], "not among the options");
    assert_eq!(unfit("/health/symptoms", json!(["fever", "hunger"])), ["/health/symptoms"], "one of several");
    assert_eq!(unfit("/contact/mobile_abroad", json!("none")), [""; 0], "no fact reads it");
    assert_eq!(unfit("/health/temperature", Value::Null), [""; 0], "missing is no misfit");
}
