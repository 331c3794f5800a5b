//! A draft meets the next edition: what fits stays, what does not is set aside, nothing goes missing.

use std::path::Path;
use std::sync::LazyLock;

use chrono::NaiveDate;
use declaration::{Difference, Form, Why};
use proptest::prelude::*;
use rulebook::{Edition, Files};
use serde_json::{Value, json};
use testkit::{put, travellers};

use crate::small::{bundled, complete, files, form, form_saying};

/// The second edition, which differs in every way in which editions can differ.
fn second() -> &'static Form {
    static SECOND: LazyLock<Form> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/edition-2");
        let files = Files::read_dir(&folder).unwrap().with_bundled_lists();
        Form::new(Edition::load(&files).unwrap().into())
    });
    &SECOND
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn student() -> Value {
    travellers::student_from_prato(today()).answers
}

#[test]
fn what_still_fits_stays_as_it_was() {
    let carried = bundled().carry_to(second(), &student(), today());
    for kept in ["/about/surname", "/legs/1/seat", "/onward/mode", "/contact/guarantor/name", "/tests/0/kind"]
    {
        assert_eq!(carried.answers.pointer(kept), student().pointer(kept), "{kept} is asked as before");
    }
}

#[test]
fn what_does_not_fit_is_set_aside_with_its_reason() {
    let carried = bundled().carry_to(second(), &student(), today());
    let why =
        |pointer: &str| carried.aside.iter().find(|aside| aside.pointer == pointer).map(|aside| aside.why);
    assert_eq!(why("/contact/wechat"), Some(Why::NotAsked), "edition 2 does not ask for it");
    assert_eq!(why("/destination/household"), Some(Why::DoesNotFit), "\"family\" was parted in two");
    assert_eq!(why("/destination/office_told"), Some(Why::DoesNotFit), "yes or no became a choice of three");
    assert_eq!(
        why("/consent/truth"),
        Some(Why::OtherWords),
        "agreeing to other words is not agreeing to these"
    );
    assert_eq!(why("/consent/processing"), Some(Why::OtherWords), "nor for the second statement");
    for aside in &carried.aside {
        assert_eq!(
            carried.answers.pointer(&aside.pointer),
            None,
            "{} leaves its question open",
            aside.pointer
        );
        assert_eq!(
            student().pointer(&aside.pointer),
            Some(&aside.value),
            "{} is kept as it was",
            aside.pointer
        );
    }
}

#[test]
fn an_answer_that_was_wrong_before_stays_where_its_finding_speaks() {
    let mut answers = student();
    put(&mut answers, "/about/born", json!("2003-5"));
    let carried = bundled().carry_to(second(), &answers, today());
    assert_eq!(
        carried.answers.pointer("/about/born"),
        Some(&json!("2003-5")),
        "half a date is half a date in both"
    );
}

#[test]
fn an_edition_changes_nothing_for_itself() {
    let changes = bundled().changes_in(bundled(), &student(), today());
    assert_eq!(changes.carried.answers, student(), "every answer stays");
    assert!(changes.carried.aside.is_empty() && changes.added.is_empty() && changes.dropped.is_empty());
    assert!(changes.changed.is_empty() && changes.found.is_empty() && changes.settled.is_empty());
    assert!(!changes.touch_the_answers(), "nobody has to look again");
}

#[test]
fn the_changes_are_named_question_by_question() {
    let changes = bundled().changes_in(second(), &student(), today());
    assert!(changes.touch_the_answers(), "a new question is open");
    let names =
        |pointers: &[std::sync::Arc<str>]| pointers.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert!(names(&changes.added).contains(&"/exposure/gathering".to_owned()), "new and required");
    assert!(names(&changes.added).contains(&"/tests/*/report".to_owned()), "new in each item of a group");
    assert_eq!(
        names(&changes.dropped),
        ["/contact/wechat", "/tests/*/taken_at"],
        "in the order of the old form"
    );
    let differs = |field: &str| {
        changes
            .changed
            .iter()
            .find(|changed| &*changed.field == field)
            .map(|it| it.differs.iter().copied().collect::<Vec<_>>())
    };
    assert_eq!(differs("/health/symptoms"), Some(vec![Difference::Options]), "one symptom more");
    assert_eq!(differs("/destination/address"), Some(vec![Difference::Limits]), "shorter");
    assert!(differs("/destination/office_told").unwrap().contains(&Difference::Control), "drawn otherwise");
    assert_eq!(differs("/contact/email"), Some(vec![Difference::Required]), "required of students");
    assert!(differs("/consent/truth").unwrap().contains(&Difference::Agreement), "new words to agree to");
    assert_eq!(differs("/about/surname"), None, "and what did not change is not named");
}

#[test]
fn a_rule_that_finds_something_new_in_these_answers_is_named_and_one_that_does_not_is_not() {
    let mut answers = student();
    put(&mut answers, "/health/fever_medicine", json!(true));
    let rules =
        |findings: &[declaration::Finding]| findings.iter().map(|it| it.rule.clone()).collect::<Vec<_>>();
    let changes = bundled().changes_in(second(), &answers, today());
    assert!(!rules(&changes.found).contains(&"required".to_owned()), "open questions are told as questions");
    assert!(
        !rules(&changes.found).contains(&"postcode-not-zhejiang".to_owned()),
        "a new check that has nothing to say is not worth a line"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_answer_is_ever_lost_whatever_was_left_open(left_out in prop::collection::vec(any::<prop::sample::Index>(), 0..30)) {
        let mut answers = student();
        let fields: Vec<String> = bundled()
            .edition()
            .fields()
            .filter(|field| field.group.is_none())
            .map(|field| field.pointer.to_string())
            .collect();
        for index in left_out {
            put(&mut answers, &fields[index.index(fields.len())], Value::Null);
        }
        let carried = bundled().carry_to(second(), &answers, today());
        let mut again = carried.answers.clone();
        for aside in &carried.aside {
            prop_assert!(carried.answers.pointer(&aside.pointer).is_none(), "set aside and kept at once: {}", aside.pointer);
            put(&mut again, &aside.pointer, aside.value.clone());
        }
        for field in bundled().edition().fields().filter(|field| field.control != declaration::Control::Group) {
            for index in 0..2 {
                let pointer = field.pointer.replace('*', &index.to_string());
                prop_assert_eq!(again.pointer(&pointer), answers.pointer(&pointer), "{} went missing", pointer);
            }
        }
    }
}

#[test]
fn words_rewritten_under_their_old_version_are_agreed_to_by_nobody() {
    let mut files = files();
    let (pages, texts) = (files.0["pages.json"].clone(), files.0["texts/en.ftl"].clone());
    let text = String::from_utf8(texts).unwrap();
    let other = text.replace("Words of q-consent-processing", "Other words of q-consent-processing");
    assert_ne!(text, other, "the words change");
    files.0.insert("texts/en.ftl".to_owned(), other.into_bytes());
    let refusal = Edition::load(&files).unwrap_err();
    assert_eq!(refusal.code, "text-version-stale", "nobody rewrites them by accident");
    let old = form().edition().field_at("/consent/processing").unwrap().text_version.clone().unwrap();
    let renewed =
        String::from_utf8(pages).unwrap().replace(&old.fingerprint, &refusal.details["fingerprint"]);
    files.0.insert("pages.json".to_owned(), renewed.into_bytes());
    let rewritten = Form::new(Edition::load(&files).unwrap().into());
    let carried = form().carry_to(&rewritten, &complete(), today());
    let aside: Vec<&str> = carried.aside.iter().map(|aside| aside.pointer.as_str()).collect();
    assert_eq!(aside, ["/consent/processing"], "the old tick is for the old words");
}

#[test]
fn what_was_agreed_to_goes_where_the_other_edition_keeps_it() {
    let files = ["form.schema.json", "pages.json"];
    let elsewhere = form_saying(&files, "processing_version", "agreed_words");
    let carried = form().carry_to(&elsewhere, &complete(), today());
    assert_eq!(
        carried.answers["consent"],
        json!({ "processing": true, "agreed_words": "2" }),
        "the same words are agreed to still, and nothing is left where nobody looks"
    );
}
