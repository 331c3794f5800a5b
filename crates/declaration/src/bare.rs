//! The least that an evaluation could cost, for the bench: the same compiled expressions and schema over answers that are
//! converted already.

use chrono::NaiveDate;
use rulebook::{Expression, Field, FormKind, Required};
use serde_json::Value;

use crate::facts::{Facts, Known};
use crate::form::Form;
use crate::officer::NOTHING;
use crate::state::{Given, State};
use crate::variables::Variables;

/// Answers that are converted already, and what would be evaluated over them.
pub struct Bare<'a> {
    state: State<'a>,
    answers: &'a Value,
    /// Each expression with the item that it is evaluated at: a group's path, and a place in it.
    runs: Vec<(&'a Expression, Option<(&'a rulebook::Path, usize)>)>,
}

impl<'a> Bare<'a> {
    /// Converts the answers and finds what an evaluation of them runs.
    pub fn new(form: &'a Form, answers: &'a Value, today: NaiveDate) -> Self {
        let edition = form.edition();
        let state = form.state(answers, today);
        let mut runs = Vec::new();
        let group = |field: &Field| field.group.map(|group| &edition.field(group).path);
        let conditions = edition.fields().flat_map(|field| {
            let required =
                if let Required::When(condition) = &field.required { Some(condition) } else { None };
            field.visible.iter().chain(required).map(move |expression| (expression, group(field)))
        });
        let checks = edition.checks.iter().map(|check| (&check.problem, check.each.as_ref()));
        for (expression, list) in conditions.chain(checks) {
            match list {
                None if Variables::of(state.common()).satisfy(expression) => runs.push((expression, None)),
                None => {}
                Some(list) => {
                    let items = state.items(list);
                    let ready = (0..items.len())
                        .filter(|&index| Variables::at(state.common(), &items, index).satisfy(expression));
                    runs.extend(ready.map(|index| (expression, Some((list, index)))));
                }
            }
        }
        Self { state, answers, runs }
    }

    /// How many expressions one run evaluates.
    pub fn expressions(&self) -> usize {
        self.runs.len()
    }

    /// Validates the answers and evaluates every expression once; gives how many of these are true.
    pub fn run(&self) -> usize {
        let valid = usize::from(self.state.edition.validator().is_valid(self.answers));
        valid + self.values().filter(|(_, holds)| *holds == Some(true)).count()
    }

    /// The expressions that have no value though all that they read is answered, as they are written.
    pub fn failures(&self) -> Vec<&'a str> {
        self.values()
            .filter(|(_, holds)| holds.is_none())
            .map(|(expression, _)| &*expression.source)
            .collect()
    }

    fn values(&self) -> impl Iterator<Item = (&'a Expression, Option<bool>)> {
        self.runs.iter().map(|(expression, at)| {
            let variables = match at {
                None => Variables::of(self.state.common()),
                Some((list, index)) => Variables::at(self.state.common(), &self.state.items(list), *index),
            };
            (*expression, expression.holds(&self.state.edition.scope(&variables)).ok())
        })
    }
}

/// What facts can read, converted already, and facts that are ready for the policy.
pub struct BareFacts<'a> {
    form: &'a Form,
    state: State<'a>,
    answers: &'a Value,
    known: Known<'a>,
}

impl<'a> BareFacts<'a> {
    /// Converts what facts can read of the answers; `facts` are the answers' own.
    pub fn new(form: &'a Form, answers: &'a Value, facts: &'a Facts, today: NaiveDate) -> Self {
        let given = Given { answers, officer: &NOTHING, today, kind: FormKind::Declaration };
        let state = State::of(form.edition(), given, form.fact_extent());
        Self { form, state, answers, known: facts.known(form.edition()) }
    }

    /// Validates what facts can read, evaluates each fact, and each rule up to the first that holds; gives its place.
    pub fn run(&self) -> usize {
        let edition = self.form.edition();
        let valid = self.form.fact_extent().validator(edition).is_valid(self.answers);
        let variables = Variables::of(self.state.common());
        let facts = edition.facts.iter().filter(|fact| fact.is.value(&edition.scope(&variables)).is_ok());
        let ready = valid && facts.count() == edition.facts.len();
        let rule = edition.policy.iter().position(|rule| self.known.hold(&rule.when).unwrap_or(false));
        if ready { rule.unwrap_or(edition.policy.len()) } else { edition.policy.len() }
    }
}
