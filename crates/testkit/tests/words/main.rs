//! The words that the texts must use, and those that they must not: one word for one thing, in the register of the desks that
//! people meet, and nothing that is untrue of a foreigner, a child, or somebody from Hong Kong.
//!
//! Read [`rule`] first, then the two tables. A rule does not copy a text: it says what a translator may not get wrong. Beside
//! each stands a text that was once wrong, and the table is held to it: a rule that would let that text pass is worth nothing.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod chinese;
mod english;
mod readers;
mod rule;
mod texts;

use std::collections::BTreeSet;

use rule::Rule;
use texts::Text;

fn languages() -> [(&'static str, Vec<Rule>); 2] {
    [("zh-CN", chinese::rules()), ("en", english::rules())]
}

#[test]
fn every_text_uses_the_words_that_were_agreed_on() {
    let mut faults = Vec::new();
    for (language, rules) in languages() {
        let all = texts::of(language);
        for rule in &rules {
            assert!(!rule.binds(&all).is_empty(), "{language}: no text is bound by {rule:?}");
            faults
                .extend(rule.binds(&all).iter().filter_map(|text| rule.fault(text)).map(|it| (language, it)));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn every_rule_refuses_the_text_that_was_wrong() {
    for (language, rules) in languages() {
        let all = texts::of(language);
        for rule in &rules {
            let bound = rule.binds(&all);
            let wrong = Text { said: rule.was.to_owned(), ..bound[0].clone() };
            assert!(rule.fault(&wrong).is_some(), "{language}: {rule:?} lets the wrong text pass");
        }
    }
}

#[test]
fn only_who_may_be_ill_is_told_to_call_before_going_to_the_airport() {
    // A healthy person from a listed country is not told to doubt the flight.
    for (language, _) in languages() {
        let all = texts::of(language);
        let told: BTreeSet<&str> =
            all.iter().filter_map(|text| text.id.strip_suffix(".call-first")).collect();
        assert_eq!(
            told,
            BTreeSet::from([
                "reason-another-declaration-health",
                "reason-close-contact",
                "reason-positive-test",
                "reason-recent-infection",
                "reason-symptoms"
            ]),
            "{language}"
        );
    }
}
