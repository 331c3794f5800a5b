//! Facts: what the code policy may know of a declaration.

use std::collections::BTreeMap;

use cel::common::types::{CelBool, CelDouble, CelInt, CelNull, CelString, CelTimestamp};
use cel::common::value::{CowVal, Val};
use cel::context::VariableResolver;
use chrono::NaiveDate;
use rulebook::shape;
use rulebook::{Edition, Expression, FactType, Record};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::form::Form;
use crate::state::State;
use crate::tree::{Cell, NULL, RecordCell};
use crate::variables::Variables;

/// Facts by name, each a value of the type that the rulebook declares.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts(pub BTreeMap<String, FactValue>);

/// One fact. A scalar is `Null` where nothing was answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FactValue {
    /// Not answered.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number.
    Double(f64),
    /// A civil date.
    Date(NaiveDate),
    /// Text or a code.
    Text(String),
    /// Several texts or codes.
    Texts(Vec<String>),
    /// Stays.
    Stays(Vec<Stay>),
}

/// A stay as the policy sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First day.
    pub since: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Risk class on those days.
    pub class: Option<String>,
}

/// A fact that could not be worked out. Names the fact, never an answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("fact {fact} has no value of its type")]
pub struct FactsError {
    /// The fact's name.
    pub fact: String,
}

impl Form {
    /// What the code policy may know of complete answers. What is not answered or not asked is `null` to a fact.
    pub fn facts(&self, answers: &Value, today: NaiveDate) -> Result<Facts, FactsError> {
        let state = State::new(&self.edition, answers, today);
        let variables = Variables::of(state.common());
        let scope = self.edition.scope(&variables);
        let mut facts = BTreeMap::new();
        for fact in &self.edition.facts {
            let value = fact.is.value(&scope).ok().and_then(|value| read(fact.kind, &*value));
            let value = value.ok_or_else(|| FactsError { fact: fact.name.clone() })?;
            facts.insert(fact.name.clone(), value);
        }
        Ok(Facts(facts))
    }
}

impl Facts {
    /// Whether a condition of the code policy holds of these facts.
    pub fn hold(&self, edition: &Edition, when: &Expression) -> Result<bool, FactsError> {
        let stay = shape::stay();
        let cells = edition.fact_names.members.iter().map(|member| match self.0.get(&member.name) {
            Some(value) => value.cell(&stay),
            None => NULL,
        });
        let known = Known(RecordCell::of(&edition.fact_names, cells));
        when.holds(&edition.scope(&known)).map_err(|_| FactsError { fact: when.source.clone() })
    }
}

/// `facts` as the one variable of the code policy.
struct Known<'a>(RecordCell<'a>);

impl VariableResolver for Known<'_> {
    fn resolve<'b>(&'b self, name: &str) -> Option<CowVal<'b, 'b>> {
        (name == "facts").then(|| CowVal::Borrowed(&self.0))
    }
}

impl FactValue {
    fn cell<'a>(&'a self, stay: &'a Record) -> Cell<'a> {
        match self {
            Self::Null => NULL,
            Self::Bool(truth) => Cell::Bool(CelBool::from(*truth)),
            Self::Int(number) => Cell::int(*number),
            Self::Double(number) => Cell::Double(CelDouble::from(*number)),
            Self::Date(date) => Cell::date(*date),
            Self::Text(text) => Cell::text(text),
            Self::Texts(texts) => Cell::list(texts.iter().map(|text| Cell::text(text)).collect()),
            Self::Stays(stays) => Cell::list(stays.iter().map(|one| Cell::Record(one.cell(stay))).collect()),
        }
    }
}

impl Stay {
    fn cell<'a>(&'a self, shape: &'a Record) -> RecordCell<'a> {
        let text = |text: &'a Option<String>| text.as_deref().map_or(NULL, Cell::text);
        let date = |date: Option<NaiveDate>| date.map_or(NULL, Cell::date);
        RecordCell::of(shape, [text(&self.country), date(self.since), date(self.until), text(&self.class)])
    }
}

/// A value as the fact's type; none if it is of another.
fn read(kind: FactType, value: &dyn Val) -> Option<FactValue> {
    if value.downcast_ref::<CelNull>().is_some() {
        let scalar = !matches!(kind, FactType::Texts | FactType::Stays);
        return scalar.then_some(FactValue::Null);
    }
    Some(match kind {
        FactType::Bool => FactValue::Bool(*value.downcast_ref::<CelBool>()?.inner()),
        FactType::Int => FactValue::Int(*value.downcast_ref::<CelInt>()?.inner()),
        FactType::Double => FactValue::Double(*value.downcast_ref::<CelDouble>()?.inner()),
        FactType::Text => FactValue::Text(text(value)?),
        FactType::Date => FactValue::Date(date(value)?),
        FactType::Texts => FactValue::Texts(each(value, text)?),
        FactType::Stays => FactValue::Stays(each(value, stay)?),
    })
}

fn text(value: &dyn Val) -> Option<String> {
    value.downcast_ref::<CelString>().map(|text| text.inner().to_owned())
}

fn date(value: &dyn Val) -> Option<NaiveDate> {
    value.downcast_ref::<CelTimestamp>().map(|instant| instant.inner().date_naive())
}

fn each<T>(value: &dyn Val, read: impl Fn(&dyn Val) -> Option<T>) -> Option<Vec<T>> {
    let mut values = value.as_iterable()?.iter();
    let mut read_values = Vec::new();
    while let Some(value) = values.next() {
        read_values.push(read(value)?);
    }
    Some(read_values)
}

fn stay(value: &dyn Val) -> Option<Stay> {
    let indexer = value.as_indexer()?;
    let member = |name: &str| indexer.get(&CelString::from(name)).ok();
    Some(Stay {
        country: member("country").and_then(|value| text(&*value)),
        since: member("since").and_then(|value| date(&*value)),
        until: member("until").and_then(|value| date(&*value)),
        class: member("class").and_then(|value| text(&*value)),
    })
}
