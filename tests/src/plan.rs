//! What a traveller will be asked, in order: the form evaluated on their complete answers.

use chrono::{Local, NaiveDate};
use declaration::Form;
use rulebook::Edition;
use serde_json::Value;

use crate::Outcome;

/// A page and what is answered on it.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedPage {
    /// The page's id.
    pub id: String,
    /// Its steps, in the order of the page.
    pub steps: Vec<Step>,
}

/// One thing to do on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// A repeating group has so many items.
    Items {
        /// Pointer of the group.
        group: String,
        /// How many.
        count: usize,
    },
    /// A question is answered.
    Answer {
        /// Pointer of the question.
        pointer: String,
        /// Its control, as the window names it.
        control: &'static str,
        /// The answer.
        value: Value,
    },
}

/// The steps of a whole declaration.
///
/// # Errors
/// When the bundled edition is refused, or finds something to say about the answers: a traveller's are complete.
pub fn plan(answers: &Value) -> Outcome<Vec<PlannedPage>> {
    plan_on(answers, Local::now().date_naive())
}

/// The same, filled in on another day.
///
/// # Errors
/// When it finds something to say about the answers.
pub fn plan_on(answers: &Value, today: NaiveDate) -> Outcome<Vec<PlannedPage>> {
    let form = Form::new(Edition::bundled().map_err(|refusal| format!("{refusal:?}"))?);
    planned(&form, answers, today)
}

/// The same under another edition.
///
/// # Errors
/// When it finds something to say about the answers.
pub fn plan_of(form: &Form, answers: &Value) -> Outcome<Vec<PlannedPage>> {
    planned(form, answers, Local::now().date_naive())
}

fn planned(form: &Form, answers: &Value, today: NaiveDate) -> Outcome<Vec<PlannedPage>> {
    let evaluation = form.evaluate(answers, today);
    if let Some(finding) = evaluation.blocking().next() {
        return Err(
            format!("the traveller is not complete: {} at {:?}", finding.rule, finding.pointers).into()
        );
    }
    let mut pages = Vec::new();
    for page in evaluation.pages {
        let mut steps = Vec::new();
        for question in page.sections.into_iter().flat_map(|section| section.questions) {
            if question.control.name() == "group" {
                steps.push(Step::Items { group: question.pointer.to_string(), count: question.items.len() });
            } else {
                answer(&question.pointer, question.control.name(), question.value, &mut steps);
            }
            for inner in question.items.into_iter().flat_map(|item| item.questions) {
                answer(&inner.pointer, inner.control.name(), inner.value, &mut steps);
            }
        }
        pages.push(PlannedPage { id: page.id.to_string(), steps });
    }
    Ok(pages)
}

fn answer(pointer: &str, control: &'static str, value: Value, steps: &mut Vec<Step>) {
    if !value.is_null() {
        steps.push(Step::Answer { pointer: pointer.to_owned(), control, value });
    }
}
