//! Facts: what the code policy may know of a declaration.
//!
//! They are worked out over the part of the answers that they can read (`extent.rs`); the rest of
//! the form is not looked at.

mod known;
mod settled;
#[cfg(test)]
mod tests;
mod values;

use std::collections::BTreeMap;
use std::sync::Arc;

use cel::Context;
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use rulebook::{Edition, Fact, FormKind, Landmark};

use crate::form::Form;
use crate::officer::{NOTHING, OfficerFacts};
use crate::part::FormPart;
use crate::relevant::relevant;
use crate::state::{Given, State};
use crate::variables::{Common, Variables};

use settled::Settled;

pub use known::Known;
pub use rulebook::{FactValue, Stay};

/// Facts by name, each a value of the type that the rulebook declares.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts(pub BTreeMap<Arc<str>, FactValue>);

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (&**name, value)))
    }
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let facts = BTreeMap::<String, FactValue>::deserialize(deserializer)?;
        Ok(Self(facts.into_iter().map(|(name, value)| (name.into(), value)).collect()))
    }
}

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
        let given = Given { answers, officer, today, kind: FormKind::Declaration, part: FormPart::Whole };
        self.facts_of(&State::of(self.edition(), given, self.fact_extent()), given)
    }

    /// The same of any answers, with the questions whose answers do not fit.
    pub fn facts_unchecked(
        &self,
        answers: &Value,
        officer: &OfficerFacts,
        today: NaiveDate,
    ) -> Result<Unchecked, FactsError> {
        let extent = self.fact_extent();
        let given = Given { answers, officer, today, kind: FormKind::Declaration, part: FormPart::Whole };
        let state = State::of(self.edition(), given, extent);
        let faults = state.shape_faults.iter().map(|fault| fault.field);
        let mut unfit: Vec<Arc<str>> = Vec::new();
        for id in faults.chain(state.unlisted.iter().map(|unlisted| unlisted.field)) {
            let field = self.edition().field(id);
            if extent.holds(field) && !unfit.contains(&field.pointer) {
                unfit.push(field.pointer.clone());
            }
        }
        Ok(Unchecked { facts: self.facts_of(&state, given)?, unfit })
    }

    /// The visible answers that facts can read, and those on which it hangs whether they are asked: facts are the same of these
    /// as of all.
    pub fn read_by_facts(&self, answers: &Value, today: NaiveDate) -> Value {
        let given =
            Given { answers, officer: &NOTHING, today, kind: FormKind::Declaration, part: FormPart::Whole };
        let state = State::of(self.edition(), given, self.fact_extent());
        let mut read = Value::Object(relevant(&state.tree));
        if !state.is_newborn() {
            let born = self.edition().landmarks.pointer(Landmark::Born);
            born.and_then(|born| take_out(&mut read, born));
        }
        read
    }

    /// The day of the entry into China by what was answered.
    pub fn enters_on(&self, answers: &Value, today: NaiveDate) -> Option<NaiveDate> {
        let given =
            Given { answers, officer: &NOTHING, today, kind: FormKind::Declaration, part: FormPart::Whole };
        State::of(self.edition(), given, self.fact_extent()).enters_on()
    }

    fn facts_of<'a>(&'a self, state: &State<'a>, given: Given<'a>) -> Result<Facts, FactsError> {
        let edition = self.edition();
        let settled = Settled::of(edition, state, given);
        let variables = Variables::of(state.common());
        let scope = edition.scope(&variables);
        let facts = edition.facts_by_name().map(|(_, fact)| {
            let value = match &settled {
                Some(settled) => settled.value(edition, fact),
                None => read_in(edition, fact, &scope),
            };
            let name = fact.name.clone();
            value.map(|value| (name, value)).ok_or_else(|| FactsError { fact: fact.name.to_string() })
        });
        facts.collect::<Result<_, _>>().map(Facts)
    }
}

/// A fact's value over what expressions see; none if it is not of its type.
fn value_of(edition: &Edition, fact: &Fact, common: Common<'_, '_>) -> Option<FactValue> {
    read_in(edition, fact, &edition.scope(&Variables::of(common)))
}

/// The same in a scope, of which one does for all facts.
fn read_in(edition: &Edition, fact: &Fact, scope: &Context<'_, '_>) -> Option<FactValue> {
    let value = fact.is.value(scope).ok()?;
    values::read(fact.kind, &*value, &edition.landmarks)
}

/// Takes the answer at a pointer out of answers.
fn take_out(answers: &mut Value, pointer: &str) -> Option<Value> {
    let (above, name) = pointer.rsplit_once('/')?;
    let taken = answers.pointer_mut(above)?.as_object_mut()?.shift_remove(name);
    let is_empty = answers.pointer(above).and_then(Value::as_object).is_some_and(|above| above.is_empty());
    if is_empty && !above.is_empty() {
        take_out(answers, above);
    }
    taken
}
