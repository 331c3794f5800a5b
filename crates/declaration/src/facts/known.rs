//! Facts as the code policy sees them.

use std::sync::LazyLock;

use cel::common::types::{CelBool, CelDouble};
use cel::common::value::CowVal;
use cel::context::VariableResolver;
use chrono::NaiveDate;
use rulebook::{Edition, Expression, Record, shape};

use super::{FactValue, Facts, FactsError, Stay};
use crate::tree::{Cell, NULL, RecordCell};

static STAY: LazyLock<Record> = LazyLock::new(shape::stay);

/// Facts made ready for the conditions of an edition's code policy, which see the one variable `facts` and no other.
#[derive(Debug)]
pub struct Known<'a> {
    edition: &'a Edition,
    facts: RecordCell<'a>,
}

impl Facts {
    /// These facts, ready for the policy of `edition`.
    pub fn known<'a>(&'a self, edition: &'a Edition) -> Known<'a> {
        let mut cells: Vec<Cell<'_>> = edition.facts.iter().map(|_| NULL).collect();
        // Both are in the alphabet of names, so none is looked for.
        let mut given = self.0.iter().peekable();
        for (at, fact) in edition.facts_by_name() {
            while given.next_if(|(name, _)| **name < fact.name).is_some() {}
            if let Some((_, value)) = given.next_if(|(name, _)| **name == fact.name) {
                cells[at] = cell(value);
            }
        }
        Known { edition, facts: RecordCell::of(&edition.fact_names, cells) }
    }

    /// Whether a condition of the code policy holds of these facts. For several, make them [`known`](Self::known) once.
    pub fn hold(&self, edition: &Edition, when: &Expression) -> Result<bool, FactsError> {
        self.known(edition).hold(when)
    }
}

impl Known<'_> {
    /// Whether a condition of the code policy holds.
    pub fn hold(&self, when: &Expression) -> Result<bool, FactsError> {
        when.holds(&self.edition.scope(self)).map_err(|_| FactsError { fact: when.source.clone() })
    }
}

impl VariableResolver for Known<'_> {
    fn resolve<'b>(&'b self, name: &str) -> Option<CowVal<'b, 'b>> {
        (name == "facts").then(|| CowVal::Borrowed(&self.facts))
    }
}

fn cell(value: &FactValue) -> Cell<'_> {
    match value {
        FactValue::Null => NULL,
        FactValue::Bool(truth) => Cell::Bool(CelBool::from(*truth)),
        FactValue::Int(number) => Cell::int(*number),
        FactValue::Double(number) => Cell::Double(CelDouble::from(*number)),
        FactValue::Date(date) => Cell::date(*date),
        FactValue::Text(text) => Cell::text(text),
        FactValue::Texts(texts) => Cell::list(texts.iter().map(|text| Cell::text(text)).collect()),
        FactValue::Stays(stays) => Cell::list(stays.iter().map(|stay| Cell::Record(record(stay))).collect()),
    }
}

fn record(stay: &Stay) -> RecordCell<'_> {
    fn text(text: &Option<String>) -> Cell<'_> {
        text.as_deref().map_or(NULL, Cell::text)
    }
    let date = |date: Option<NaiveDate>| date.map_or(NULL, Cell::date);
    RecordCell::of(&STAY, [text(&stay.country), date(stay.since), date(stay.until), text(&stay.class)])
}
