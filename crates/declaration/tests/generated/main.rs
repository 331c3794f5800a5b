//! Editions nobody wrote by hand: drawn at random, with questions of every kind, hidden and demanded by one another, with
//! rules about answers and about items beside their neighbours, with facts and a policy over them.
//!
//! What is drawn by the rules of `docs/rulebook.md` loads; one mistake in it is refused for that mistake; what loads judges
//! whatever is answered; and between any two of them no answer is lost.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod answers;
mod conditions;
mod dice;
mod plan;
mod policy;
mod spoil;
mod write;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use declaration::bare::Bare;
use declaration::{Carried, Form, Level, OfficerFacts};
use proptest::prelude::*;
use rulebook::{Edition, Files};
use serde_json::Value;

use dice::Dice;
use plan::Plan;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2020, 3, 10).unwrap()
}

/// Enough to draw an edition from; fewer bytes draw a simpler one.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..500)
}

fn drawn(bytes: &[u8]) -> (Plan, Files) {
    let plan = Plan::draw(&mut Dice::new(bytes));
    let files = write::files(&plan);
    (plan, files)
}

fn loaded(files: &Files) -> Result<Form, TestCaseError> {
    match Edition::load(files) {
        Ok(edition) => Ok(Form::new(Arc::new(edition))),
        Err(refusal) => Err(TestCaseError::fail(format!(
            "an edition within the rules is refused: {refusal}\n{}",
            String::from_utf8_lossy(files.0.get(&refusal.file).map_or(&[], Vec::as_slice))
        ))),
    }
}

/// Every answer by its pointer, down to what has no parts; lists of texts are one answer.
fn answered(value: &Value, at: &str, into: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| answered(value, &format!("{at}/{name}"), into));
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            items.iter().enumerate().for_each(|(index, item)| answered(item, &format!("{at}/{index}"), into));
        }
        _ => drop(into.insert(at.to_owned(), value.clone())),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn what_is_written_by_the_rules_loads(bytes in bytes()) {
        let (plan, files) = drawn(&bytes);
        let form = loaded(&files)?;
        let edition = form.edition();
        let asked = plan.questions().count();
        prop_assert!(edition.field_count() >= asked, "every question that was drawn is asked");
        prop_assert_eq!(edition.policy.len(), plan.rules.len(), "every rule is there, in its order");
        for rule in 0..edition.policy.len() {
            prop_assert!(
                edition.policy_proof().witness(rule).is_some(),
                "and the proof knows facts that come to it"
            );
        }
    }

    #[test]
    fn one_mistake_is_refused_for_that_mistake(bytes in bytes(), which in any::<prop::sample::Index>(), place in any::<u8>()) {
        let (plan, mut files) = drawn(&bytes);
        loaded(&files)?;
        let mistake = which.get(spoil::MISTAKES);
        if (mistake.make)(&plan, &mut files, usize::from(place)) {
            let refusal = Edition::load(&files).err();
            let code = refusal.as_ref().map(|refusal| refusal.code);
            prop_assert!(
                code.is_some_and(|code| mistake.codes.contains(&code)),
                "{} should be one of {:?}, is {:?}", mistake.what, mistake.codes, refusal.map(|it| it.to_string())
            );
        }
    }

    #[test]
    fn what_loads_judges_whatever_is_answered(bytes in bytes(), given in prop::collection::vec(any::<u8>(), 0..300)) {
        let (plan, files) = drawn(&bytes);
        let form = loaded(&files)?;
        let answers = answers::draw(&plan, &mut Dice::new(&given));
        let said = form.evaluate(&answers, today());
        prop_assert_eq!(&said, &form.evaluate(&answers, today()), "the same twice");
        let sent = form.relevant(&answers, today());
        prop_assert_eq!(&form.relevant(&sent, today()), &sent, "what is sent is sent whole");
        prop_assert_eq!(
            said.findings, form.evaluate(&sent, today()).findings, "and is judged like what was typed"
        );
        prop_assert_eq!(
            Bare::new(&form, &answers, today()).failures(), Vec::<&str>::new(),
            "where all that a rule reads is answered, it has a value of {}", answers
        );
    }

    #[test]
    fn what_may_be_sent_has_facts_and_one_first_rule(bytes in bytes(), given in prop::collection::vec(any::<u8>(), 0..300)) {
        let (plan, files) = drawn(&bytes);
        let form = loaded(&files)?;
        let answers = answers::fitting(&plan, &mut Dice::new(&given));
        let said = form.evaluate(&answers, today());
        if said.findings.iter().any(|finding| finding.level == Level::Blocking) {
            return Ok(()); // about half of them
        }
        let facts = form.facts(&answers, &OfficerFacts::NONE, today());
        prop_assert!(facts.is_ok(), "{:?} of {}", facts, answers);
        let facts = facts.unwrap();
        let known = facts.known(form.edition());
        let mut holding = false;
        for rule in &form.edition().policy {
            let holds = known.hold(&rule.when);
            // Rules behind the first that holds may rest on what that one has taken, and are not asked.
            prop_assert!(holding || holds.is_ok(), "{} has a value of {:?}", rule.when.source, facts);
            holding |= holds.unwrap_or(false);
        }
        prop_assert!(holding, "some rule holds of {:?}", facts);
    }

    #[test]
    fn between_two_editions_no_answer_is_lost(
        one in bytes(), other in bytes(), given in prop::collection::vec(any::<u8>(), 0..300)
    ) {
        let (plan, files) = drawn(&one);
        let (old, new) = (loaded(&files)?, loaded(&drawn(&other).1)?);
        let answers = answers::draw(&plan, &mut Dice::new(&given));
        let Carried { answers: kept, aside } = old.carry_to(&new, &answers, today());
        let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
        answered(&answers, "", &mut before);
        answered(&kept, "", &mut after);
        for part in &aside {
            answered(&part.value, &part.pointer, &mut after);
        }
        for (pointer, value) in before {
            let empty = value.is_null() || value == "" || value.as_array().is_some_and(Vec::is_empty);
            prop_assert!(
                empty || after.get(&pointer) == Some(&value),
                "{pointer} was {value}, and is neither kept nor set aside: {kept} {aside:?}"
            );
        }
        let again = old.carry_to(&old, &answers, today());
        prop_assert!(again.aside.is_empty(), "to its own edition everything goes along");
    }
}
