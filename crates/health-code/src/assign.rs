//! Facts and code policy in, a colour with its reasons out. The first rule that holds decides.
//!
//! The policy sees facts and nothing else: the scope made here has the one variable `facts`, so that even an expression
//! that named an answer would find nothing (and no edition with such an expression loads).

use std::collections::HashMap;

use cel::common::types::{
    CelBool, CelDouble, CelInt, CelList, CelMap, CelMapKey, CelNull, CelString, CelTimestamp,
};
use cel::common::value::{CowVal, Val};
use cel::context::VariableResolver;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};
use declaration::{FactValue, Facts, Stay};
use rulebook::{Colour, Edition, Expression};

/// The colour that follows from facts, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Green, yellow or orange.
    pub colour: Colour,
    /// Id of the rule that decided.
    pub rule: String,
    /// Ids of its reasons.
    pub reasons: Vec<String>,
    /// For how long, from its issue.
    pub valid_hours: u32,
    /// Id of the way to have it corrected.
    pub correction: String,
    /// Names of the facts that the rule reads; all that the policy reads where no earlier rule held and it reads none.
    pub facts: Vec<String>,
}

/// Why no code follows. An edition that loads and the facts of its own form never come to this.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AssignError {
    /// A rule could not be evaluated on these facts.
    #[error("rule {0} has no value on these facts")]
    Rule(String),
    /// No rule held.
    #[error("no rule of the policy holds")]
    NoRule,
}

/// Applies an edition's code policy.
pub fn assign(edition: &Edition, facts: &Facts) -> Result<Assignment, AssignError> {
    let variables = Variables(map(facts.0.iter().map(|(name, fact)| (name.as_str(), value(fact)))));
    let scope = edition.scope(&variables);
    for rule in &edition.policy {
        if rule.when.holds(&scope).map_err(|_| AssignError::Rule(rule.id.clone()))? {
            let mut read = facts_read(edition, &rule.when);
            if read.is_empty() {
                read = edition.policy.iter().flat_map(|rule| facts_read(edition, &rule.when)).collect();
            }
            read.sort();
            read.dedup();
            return Ok(Assignment {
                colour: rule.colour,
                rule: rule.id.clone(),
                reasons: vec![rule.reason.clone()],
                valid_hours: rule.valid_hours,
                correction: rule.correction.clone(),
                facts: read,
            });
        }
    }
    Err(AssignError::NoRule)
}

/// The facts that a rule names. The edition was proved to reach facts only as `facts.<name>`, and an expression's own
/// `reads` leave them out since they always have a value, so its source says it.
fn facts_read(edition: &Edition, rule: &Expression) -> Vec<String> {
    let named =
        |part: &str| part.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>();
    rule.source
        .split("facts.")
        .skip(1)
        .map(named)
        .filter(|name| edition.facts.iter().any(|fact| fact.name == *name))
        .collect()
}

/// `facts`, and no other name.
struct Variables(CelMap<'static>);

impl VariableResolver for Variables {
    fn resolve<'b>(&'b self, variable: &str) -> Option<CowVal<'b, 'b>> {
        (variable == "facts").then(|| CowVal::Borrowed(&self.0))
    }
}

type Boxed = Box<dyn Val>;

fn value(fact: &FactValue) -> Boxed {
    match fact {
        FactValue::Null => Box::new(CelNull),
        FactValue::Bool(truth) => Box::new(CelBool::from(*truth)),
        FactValue::Int(number) => Box::new(CelInt::from(*number)),
        FactValue::Double(number) => Box::new(CelDouble::from(*number)),
        FactValue::Date(date) => midnight(*date),
        FactValue::Text(text) => string(text),
        FactValue::Texts(texts) => {
            Box::new(CelList::from(texts.iter().map(|text| string(text)).collect::<Vec<_>>()))
        }
        FactValue::Stays(stays) => Box::new(CelList::from(stays.iter().map(stay).collect::<Vec<_>>())),
    }
}

fn stay(stay: &Stay) -> Boxed {
    let text = |text: &Option<String>| text.as_deref().map_or_else(null, string);
    let date = |date: Option<NaiveDate>| date.map_or_else(null, midnight);
    Box::new(map([
        ("country", text(&stay.country)),
        ("since", date(stay.since)),
        ("until", date(stay.until)),
        ("class", text(&stay.class)),
    ]))
}

fn map<'n>(members: impl IntoIterator<Item = (&'n str, Boxed)>) -> CelMap<'static> {
    members
        .into_iter()
        .map(|(name, value)| (CelMapKey::from(name.to_owned()), value))
        .collect::<HashMap<_, _>>()
        .into()
}

fn null() -> Boxed {
    Box::new(CelNull)
}

fn string(text: &str) -> Boxed {
    Box::new(CelString::from(text.to_owned()))
}

/// A civil date as the rulebook's expressions see it: midnight UTC.
fn midnight(date: NaiveDate) -> Boxed {
    let instant: DateTime<FixedOffset> = date.and_time(NaiveTime::MIN).and_utc().fixed_offset();
    Box::new(CelTimestamp::from(instant))
}
