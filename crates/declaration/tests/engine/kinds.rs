//! What is sent besides a declaration: an intention before there is a ticket, a confirmation that nothing has changed.

use declaration::{Form, FormKind};
use serde_json::{Value, json};
use testkit::people::before_a_ticket;
use testkit::travellers::low_risk_from_singapore;

use crate::small::{self, bundled, today};

fn intention() -> Form {
    bundled().filled_in_for(FormKind::Intention)
}

fn confirmation() -> Form {
    bundled().filled_in_for(FormKind::Confirmation)
}

#[test]
fn whoever_has_no_ticket_or_stays_gets_through_on_one_page() {
    for person in before_a_ticket(today()) {
        let evaluation = intention().evaluate(&person.answers, today());
        assert_eq!(evaluation.findings, [], "{}: nothing stands in the way", person.story);
        assert_eq!(evaluation.pages.len(), 1, "{}: all of it on one page", person.story);
        let sent = intention().relevant(&person.answers, today());
        assert_eq!(sent, person.answers, "{}: all of it is sent", person.story);
    }
}

#[test]
fn for_whom_it_is_filled_in_is_asked_before_anything_else_and_all_that_follows_speaks_of_them() {
    for kind in [FormKind::Declaration, FormKind::Intention] {
        let form = bundled().filled_in_for(kind);
        let evaluation = form.evaluate(&json!({}), today());
        let first = evaluation.pages[0].questions().next().map(|question| question.pointer.to_string());
        assert_eq!(
            first.as_deref(),
            Some("/filling/by"),
            "{kind:?}: a grandson is not asked about himself first"
        );
        let for_another = form.evaluate(&json!({ "filling": { "by": "helper" } }), today());
        assert_eq!(for_another.who, rulebook::Who::Person, "{kind:?}: from the first answer on it is her");
        let of_whom = |evaluation: &declaration::Evaluation| evaluation.progress().required;
        let for_oneself = form.evaluate(&json!({ "filling": { "by": "self" } }), today());
        assert_eq!(
            of_whom(&evaluation),
            of_whom(&for_oneself),
            "{kind:?}: who declares for themselves answers nothing more"
        );
    }
}

#[test]
fn an_intention_asks_no_leg_no_stay_and_nothing_of_health_and_sends_none_of_it() {
    let whole = low_risk_from_singapore(today()).answers;
    let sent = intention().relevant(&whole, today());
    for part in ["legs", "stays", "health", "exposure", "tests", "document", "plan"] {
        assert!(sent.get(part).is_none(), "{part} was answered, but an intention does not ask it");
    }
    assert!(sent.pointer("/about/surname").is_some(), "who it is, it does ask");
}

#[test]
fn an_intention_lacks_what_the_county_cannot_do_without() {
    let evaluation = intention().evaluate(&json!({}), today());
    let mut missing: Vec<&str> = evaluation.findings.iter().map(|it| it.pointers[0].as_str()).collect();
    missing.sort_unstable();
    let expected = [
        "/about/born",
        "/about/surname",
        "/consent/processing",
        "/contact/mobile_abroad",
        "/contact/residence",
        "/destination/city",
        "/filling/by",
        "/plan/decision",
    ];
    assert_eq!(
        missing, expected,
        "for whom, who, whereto, how to reach them, from where, and what they have decided"
    );
    assert_eq!(evaluation.progress().missing, expected.len() as u32, "and the page counts them");
}

#[test]
fn a_declaration_is_not_asked_what_an_intention_was() {
    let mut answers = low_risk_from_singapore(today()).answers;
    answers["plan"] = json!({ "decision": "come", "help": ["ticket"] });
    let evaluation = bundled().evaluate(&answers, today());
    assert!(evaluation.is_complete(), "it is complete without");
    assert!(evaluation.page("plan").is_none(), "the page is not there");
    assert!(
        bundled().relevant(&answers, today()).get("plan").is_none(),
        "and the answers are not sent again"
    );
}

#[test]
fn a_confirmation_asks_on_one_page_and_sends_the_whole_declaration() {
    let answers = low_risk_from_singapore(today()).answers;
    let evaluation = confirmation().evaluate(&answers, today());
    let ids: Vec<&str> = evaluation.pages.iter().map(|page| &*page.id).collect();
    assert_eq!(ids, ["again"], "one screen");
    let asked: Vec<&str> = evaluation.pages[0].questions().map(|question| &*question.pointer).collect();
    for pointer in ["/health/symptoms", "/health/temperature", "/exposure/case_contact", "/consent/truth"] {
        assert!(asked.contains(&pointer), "{pointer} is asked again: {asked:?}");
    }
    assert!(!asked.iter().any(|pointer| pointer.starts_with("/legs")), "the journey is not");
    let whole = bundled().relevant(&answers, today());
    assert_eq!(confirmation().relevant(&answers, today()), whole, "what is sent is the whole declaration");
}

#[test]
fn whoever_confirms_may_add_the_test_that_they_have_had_since() {
    let mut answers = low_risk_from_singapore(today()).answers;
    let page = |answers: &Value| confirmation().evaluate(answers, today()).pages.remove(0);
    let tests =
        |page: &declaration::Page| page.questions().find(|question| &*question.pointer == "/tests").cloned();
    answers["health"]["history"] = json!(["tested"]);
    assert!(tests(&page(&answers)).is_some(), "the list of tests is there, with what was said before");
    let missing = page(&answers).progress.missing;
    answers["tests"] = json!([{}]);
    let begun = page(&answers);
    assert_eq!(tests(&begun).unwrap().items.len(), 1, "and another one is begun on it");
    assert!(begun.progress.missing > missing, "what that test still lacks is counted on this page");
}

#[test]
fn a_confirmation_is_not_complete_while_the_declaration_is_not() {
    let mut answers = low_risk_from_singapore(today()).answers;
    answers["legs"] = Value::Array(Vec::new());
    let evaluation = confirmation().evaluate(&answers, today());
    assert!(!evaluation.is_complete(), "a declaration without a journey cannot be confirmed");
    assert_eq!(evaluation.progress().missing, 0, "though nothing on the page itself is open");
}

#[test]
fn an_edition_that_offers_neither_is_filled_in_for_a_declaration() {
    let small = small::form();
    for kind in [FormKind::Intention, FormKind::Confirmation] {
        assert_eq!(small.filled_in_for(kind).kind(), FormKind::Declaration, "{kind:?} is not offered");
    }
}
