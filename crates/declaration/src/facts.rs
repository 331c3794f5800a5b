//! Facts: what the code policy may know of a declaration.
//!
//! They are worked out over the part of the answers that they can read (`extent.rs`); the rest of
//! the form is not looked at.

mod known;
#[cfg(test)]
mod tests;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use rulebook::FormKind;

use crate::form::Form;
use crate::officer::{NOTHING, OfficerFacts};
use crate::relevant::relevant;
use crate::state::{Given, State};
use crate::variables::Variables;

pub use known::Known;
pub use rulebook::{FactValue, Stay};

/// Facts by name, each a value of the type that the rulebook declares.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts(pub BTreeMap<String, FactValue>);

/// A fact that could not be worked out. Names the fact, never an answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("fact {fact} has no value of its type")]
pub struct FactsError {
    /// The fact's name.
    pub fact: String,
}

/// Facts of answers that nobody has checked.
#[derive(Debug, Clone, PartialEq)]
pub struct Unchecked {
    /// The facts; what does not fit its question is `null` to them.
    pub facts: Facts,
    /// The questions that facts read and whose answers do not fit, by their pointers with `*`, each once.
    pub unfit: Vec<Arc<str>>,
}

impl Form {
    /// What the code policy may know of complete answers, and of what officers have recorded beside them. What is not answered
    /// or not asked is `null` to a fact.
    pub fn facts(
        &self,
        answers: &Value,
        officer: &OfficerFacts,
        today: NaiveDate,
    ) -> Result<Facts, FactsError> {
        let given = Given { answers, officer, today, kind: FormKind::Declaration };
        self.facts_of(&State::of(self.edition(), given, self.fact_extent()))
    }

    /// The same of any answers, with the questions whose answers do not fit.
    pub fn facts_unchecked(
        &self,
        answers: &Value,
        officer: &OfficerFacts,
        today: NaiveDate,
    ) -> Result<Unchecked, FactsError> {
        let extent = self.fact_extent();
        let state =
            State::of(self.edition(), Given { answers, officer, today, kind: FormKind::Declaration }, extent);
        let faults = state.shape_faults.iter().map(|fault| fault.field);
        let mut unfit: Vec<Arc<str>> = Vec::new();
        for id in faults.chain(state.unlisted.iter().map(|unlisted| unlisted.field)) {
            let field = self.edition().field(id);
            if extent.holds(field) && !unfit.contains(&field.pointer) {
                unfit.push(field.pointer.clone());
            }
        }
        Ok(Unchecked { facts: self.facts_of(&state)?, unfit })
    }

    /// The visible answers that facts can read, and those on which it hangs whether they are asked: facts are the same of these
    /// as of all.
    pub fn read_by_facts(&self, answers: &Value, today: NaiveDate) -> Value {
        let given = Given { answers, officer: &NOTHING, today, kind: FormKind::Declaration };
        Value::Object(relevant(&State::of(self.edition(), given, self.fact_extent()).tree))
    }

    /// The day of the entry into China by what was answered.
    pub fn enters_on(&self, answers: &Value, today: NaiveDate) -> Option<NaiveDate> {
        let given = Given { answers, officer: &NOTHING, today, kind: FormKind::Declaration };
        State::of(self.edition(), given, self.fact_extent()).enters_on()
    }

    fn facts_of(&self, state: &State<'_>) -> Result<Facts, FactsError> {
        let edition = self.edition();
        let variables = Variables::of(state.common());
        let scope = edition.scope(&variables);
        let mut facts = BTreeMap::new();
        for fact in &edition.facts {
            let value = fact
                .is
                .value(&scope)
                .ok()
                .and_then(|value| values::read(fact.kind, &*value, &edition.landmarks));
            let value = value.ok_or_else(|| FactsError { fact: fact.name.clone() })?;
            facts.insert(fact.name.clone(), value);
        }
        Ok(Facts(facts))
    }
}
