//! The least that an evaluation could cost, for the bench: the same compiled expressions and schema over answers that are
//! converted already.

use chrono::NaiveDate;
use rulebook::{Expression, Field, FormKind, Required};
use serde_json::Value;

use crate::facts::{Facts, Known};
use crate::form::Form;
use crate::officer::NOTHING;
use crate::part::FormPart;
use crate::state::{Given, State};
use crate::variables::Variables;

/// An expression with the item that it is evaluated at: a group's path, and a place in it.
type Run<'a> = (&'a Expression, Option<(&'a rulebook::Path, usize)>);

/// Answers that are converted already, and what would be evaluated over them.
pub struct Bare<'a> {
    state: State<'a>,
    answers: &'a Value,
    runs: Vec<Run<'a>>,
}

impl<'a> Bare<'a> {
    /// Converts the answers and finds what an evaluation of them runs.
    pub fn new(form: &'a Form, answers: &'a Value, today: NaiveDate) -> Self {
        let edition = form.edition();
        let state = form.state(answers, today);
        let group = |field: &Field| field.group.map(|group| &edition.field(group).path);
        let conditions = edition.fields().flat_map(|field| {
            let required =
                if let Required::When(condition) = &field.required { Some(condition) } else { None };
            field.visible.iter().chain(required).map(move |expression| (expression, group(field)))
        });
        let checks = edition.checks.iter().map(|check| (&check.problem, check.each.as_ref()));
        let runs = ready(&state, conditions.chain(checks));
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

    /// Runs one expression after the other, with the source of each.
    pub fn each(&self) -> impl Iterator<Item = (&'a str, impl Fn() -> Option<bool>)> {
        self.runs.iter().map(|run| (&*run.0.source, || holds(&self.state, run)))
    }

    fn values(&self) -> impl Iterator<Item = (&'a Expression, Option<bool>)> {
        self.runs.iter().map(|run| (run.0, holds(&self.state, run)))
    }
}

/// Those of some expressions that may be judged, each at every item of its list.
fn ready<'a>(
    state: &State<'a>,
    expressions: impl Iterator<Item = (&'a Expression, Option<&'a rulebook::Path>)>,
) -> Vec<Run<'a>> {
    let mut runs = Vec::new();
    for (expression, list) in expressions {
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
    runs
}

/// Whether an expression is true; none where it has no value.
fn holds(state: &State<'_>, (expression, at): &Run<'_>) -> Option<bool> {
    let variables = match at {
        None => Variables::of(state.common()),
        Some((list, index)) => Variables::at(state.common(), &state.items(list), *index),
    };
    expression.holds(&state.edition.scope(&variables)).ok()
}

/// What facts can read, converted already, and facts that are ready for the policy.
pub struct BareFacts<'a> {
    form: &'a Form,
    state: State<'a>,
    answers: &'a Value,
    known: Known<'a>,
    /// What decides whether something that facts read is asked.
    conditions: Vec<Run<'a>>,
}

impl<'a> BareFacts<'a> {
    /// Converts what facts can read of the answers; `facts` are the answers' own.
    pub fn new(form: &'a Form, answers: &'a Value, facts: &'a Facts, today: NaiveDate) -> Self {
        let given =
            Given { answers, officer: &NOTHING, today, kind: FormKind::Declaration, part: FormPart::Whole };
        let state = State::of(form.edition(), given, form.fact_extent());
        let edition = form.edition();
        let fields = form.fact_extent().visibility.iter().map(|&id| edition.field(id));
        let asked = fields.filter_map(|field| {
            Some((field.visible.as_ref()?, field.group.map(|group| &edition.field(group).path)))
        });
        let conditions = ready(&state, asked);
        Self { form, state, answers, known: facts.known(edition), conditions }
    }

    /// Validates what facts can read, evaluates what decides whether it is asked, each fact, and each rule up to the first that holds; gives its place.
    pub fn run(&self) -> usize {
        let edition = self.form.edition();
        let valid = self.form.fact_extent().validator(edition).is_valid(self.answers);
        let asked = self.conditions.iter().filter(|run| holds(&self.state, run) == Some(true)).count();
        let variables = Variables::of(self.state.common());
        let facts = edition.facts.iter().filter(|fact| fact.is.value(&edition.scope(&variables)).is_ok());
        let ready = valid && asked <= self.conditions.len() && facts.count() == edition.facts.len();
        let rule = edition.policy.iter().position(|rule| self.known.hold(&rule.when).unwrap_or(false));
        if ready { rule.unwrap_or(edition.policy.len()) } else { edition.policy.len() }
    }
}
