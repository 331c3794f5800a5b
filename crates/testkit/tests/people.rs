//! Nobody whom the project knows of is stuck in the form.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use declaration::{Form, OfficerFacts};
use rulebook::Edition;
use testkit::{people, travellers};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn form() -> Form {
    Form::new(Edition::bundled().unwrap())
}

#[test]
fn everybody_can_send_and_hears_only_what_they_may_be_right_about() {
    let form = form();
    let mut wrong = Vec::new();
    for today in [today(), "2027-02-28".parse().unwrap(), "2028-02-29".parse().unwrap()] {
        for person in people::all(today) {
            let evaluation = form.evaluate(&person.answers, today);
            let said: BTreeSet<String> = evaluation
                .findings
                .iter()
                .map(|finding| format!("{} at {}", finding.rule, finding.pointers[0]))
                .collect();
            let rules: BTreeSet<&str> = evaluation.findings.iter().map(|finding| &*finding.rule).collect();
            if !evaluation.is_complete() || rules != person.warnings.iter().copied().collect() {
                wrong.push(format!("{} on {today}: {said:?}", person.story));
            }
        }
    }
    assert!(wrong.is_empty(), "stuck, or warned of something else:\n{}", wrong.join("\n"));
}

#[test]
fn everybody_gets_the_code_of_their_story_and_what_is_sent_is_judged_alike() {
    let form = form();
    for person in people::all(today()) {
        let facts = form.facts(&person.answers, &OfficerFacts::NONE, today()).unwrap();
        let code = health_code::assign(form.edition(), &facts).unwrap();
        assert_eq!(Some(&*code.rule), person.rule, "{}", person.story);
        assert!(code.rule.starts_with(code.colour.name()), "{}: a rule names its colour", person.story);
        assert!(!code.reasons.is_empty(), "{}: a code has a reason", person.story);
        let sent = form.relevant(&person.answers, today());
        let again = form.facts(&sent, &OfficerFacts::NONE, today()).unwrap();
        assert_eq!(facts, again, "{}: what was not asked colours nothing", person.story);
    }
}

#[test]
fn nobody_has_the_colour_again_that_was_wrong_and_every_rule_decides_for_somebody() {
    let form = form();
    let (mut decided, mut wrong) = (BTreeSet::new(), Vec::new());
    for person in people::coloured_people(today()) {
        let officer: OfficerFacts = serde_json::from_value(person.officer).unwrap();
        let facts = form.facts(&person.answers, &officer, today()).unwrap();
        let code = health_code::assign(form.edition(), &facts).unwrap();
        if code.rule != person.rule {
            wrong.push(format!("{}: {} and not {}", person.story, code.rule, person.rule));
        }
        let blocking: Vec<String> = form
            .evaluate(&person.answers, officer.declared_on.unwrap_or(today()))
            .blocking()
            .map(|it| format!("{} at {:?}", it.rule, it.pointers))
            .collect();
        assert!(blocking.is_empty(), "{} can be sent: {blocking:?}", person.story);
        decided.insert(code.rule);
    }
    assert!(wrong.is_empty(), "another rule than the story's:\n{}", wrong.join("\n"));
    for traveller in travellers::all(today()) {
        decided.insert(traveller.rule.to_owned());
    }
    let rules: BTreeSet<String> = form.edition().policy.iter().map(|rule| rule.id.clone()).collect();
    assert_eq!(decided, rules, "the table shows somebody for each rule");
}

#[test]
fn there_are_enough_people_and_each_has_a_story_of_their_own() {
    let people = people::all(today());
    let stories: BTreeSet<&str> = people.iter().map(|person| person.story).collect();
    assert!(people.len() >= 25, "{} people", people.len());
    assert_eq!(stories.len(), people.len(), "nobody stands twice");
}

#[test]
fn the_ordinary_traveller_is_asked_no_more_than_before() {
    let student = travellers::student_from_prato(today());
    let required = form().evaluate(&student.answers, today()).progress().required;
    assert!(required <= 63, "the student in Prato had 63 required questions once, and now has {required}");
}

#[test]
fn whoever_fills_in_as_much_as_the_form_takes_leaves_no_room_in_any_list() {
    let (form, largest) = (form(), travellers::as_much_as_the_form_takes(today()));
    let mut lists = 0;
    for field in form.edition().fields().filter(|field| field.control == declaration::Control::Group) {
        let items = largest.answers.pointer(&field.pointer).and_then(|items| items.as_array()).map(Vec::len);
        assert_eq!(items, field.max_items.map(|most| most as usize), "{} is full", field.pointer);
        lists += 1;
    }
    assert!(lists >= 4, "legs, stays, companions and tests, at least");
    let unfit = form.facts_unchecked(&largest.answers, &OfficerFacts::NONE, today()).unwrap();
    assert!(unfit.unfit.is_empty(), "what facts read fits: {:?}", unfit.unfit);
    let code = health_code::assign(form.edition(), &unfit.facts).unwrap();
    assert_eq!(code.rule, largest.rule, "the colour of the story");
}
