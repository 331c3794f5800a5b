//! Which answers may be read by the same people for the same time: the rulebook says so of each field.
//!
//! A part of answers has the shape of the whole, with only its own answers in it; so whoever may read several parts lays
//! them over one another.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rulebook::Edition;
use rulebook::vocabulary::FACT_ROOTS;
use serde_json::{Map, Value};

use crate::store::ANSWERS;

/// The classes of an edition's fields.
pub(crate) struct Classes {
    of_pointer: HashMap<String, Class>,
    /// For what no field is asked for by itself, such as the version of a text that was agreed to.
    rest: Class,
    facts_days: u32,
}

/// Readers and days.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Class {
    /// `answers:` and the readers in order.
    pub(crate) name: String,
    /// Days after the journey.
    pub(crate) days: u32,
}

impl Class {
    fn new(readers: &[String], days: u32) -> Self {
        let readers: Vec<&str> =
            BTreeSet::from_iter(readers.iter().map(String::as_str)).into_iter().collect();
        Self { name: format!("{ANSWERS}{}:{days}", readers.join("+")), days }
    }
}

impl Classes {
    pub(crate) fn of(edition: &Edition) -> Self {
        let fields = || edition.fields().filter(|field| field.fields.is_empty());
        let class = |field: &rulebook::Field| Class::new(&field.readers, field.retention_days);
        // A consent says nothing without the version of the words that it agrees to: both are kept alike.
        let of_pointer = fields()
            .flat_map(|field| {
                let version = field.text_version.as_ref().map(|version| &version.at);
                [Some(&field.pointer), version].into_iter().flatten().map(|at| (at.to_string(), class(field)))
            })
            .collect();
        let for_facts = fields().filter(|field| {
            let root = field.pointer.split('/').nth(1).unwrap_or_default();
            FACT_ROOTS.contains(&root)
        });
        let facts_days = for_facts.map(|field| field.retention_days).max().unwrap_or_default();
        let shortest = fields().map(|field| field.retention_days).min().unwrap_or_default();
        Self { of_pointer, rest: Class::new(&["platform-officer".into()], shortest), facts_days }
    }

    /// Days after the journey that code and facts are kept: as long as the longest-kept answer that they rest on.
    pub(crate) fn facts_days(&self) -> u32 {
        self.facts_days
    }

    /// The answers, taken apart.
    pub(crate) fn split(&self, answers: &Value) -> BTreeMap<Class, Value> {
        let mut parts = BTreeMap::new();
        self.visit(answers, &mut Vec::new(), &mut parts);
        parts
    }

    fn visit(&self, value: &Value, at: &mut Vec<Step>, parts: &mut BTreeMap<Class, Value>) {
        match value {
            Value::Null => {}
            Value::Object(members) => {
                for (name, member) in members {
                    at.push(Step::Member(name.clone()));
                    self.visit(member, at, parts);
                    at.pop();
                }
            }
            Value::Array(items) if items.iter().any(|item| item.is_object() || item.is_array()) => {
                for (index, item) in items.iter().enumerate() {
                    at.push(Step::Item(index));
                    self.visit(item, at, parts);
                    at.pop();
                }
            }
            answer => {
                let part = parts.entry(self.class(at).clone()).or_insert(Value::Null);
                *place(part, at) = answer.clone();
            }
        }
    }

    fn class(&self, at: &[Step]) -> &Class {
        let mut pointer = String::new();
        for step in at {
            pointer.push('/');
            pointer.push_str(match step {
                Step::Member(name) => name,
                Step::Item(_) => "*",
            });
        }
        self.of_pointer.get(&pointer).unwrap_or(&self.rest)
    }
}

enum Step {
    Member(String),
    Item(usize),
}

/// The place in a part, made with all that leads to it.
fn place<'a>(mut part: &'a mut Value, at: &[Step]) -> &'a mut Value {
    for step in at {
        part = match step {
            Step::Member(name) => {
                if !part.is_object() {
                    *part = Value::Object(Map::new());
                }
                &mut part[name.as_str()]
            }
            Step::Item(index) => {
                if !part.is_array() {
                    *part = Value::Array(Vec::new());
                }
                if let Value::Array(items) = &mut *part
                    && items.len() <= *index
                {
                    items.resize(index + 1, Value::Null);
                }
                &mut part[*index]
            }
        };
    }
    part
}

/// Lays a part over others: what several parts hold comes together again.
pub(crate) fn lay_over(onto: &mut Value, part: Value) {
    match (onto, part) {
        (_, Value::Null) => {}
        (Value::Object(onto), Value::Object(part)) => {
            for (name, value) in part {
                lay_over(onto.entry(name).or_insert(Value::Null), value);
            }
        }
        (Value::Array(onto), Value::Array(part)) => {
            for (index, value) in part.into_iter().enumerate() {
                if onto.len() <= index {
                    onto.push(Value::Null);
                }
                lay_over(&mut onto[index], value);
            }
        }
        (onto, part) => *onto = part,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn answers_are_parted_by_their_readers_and_come_together_again() {
        let edition = Edition::bundled().unwrap();
        let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let classes = Classes::of(&edition);
        for traveller in testkit::travellers::all(today) {
            let parts = classes.split(&traveller.answers);
            assert!(parts.len() > 3, "{}: several readers, several times", traveller.story);
            let with_name = parts.iter().filter(|(_, part)| part.to_string().contains("\"surname\""));
            for (class, part) in with_name {
                assert!(class.name.contains("port-officer"), "a name is read at the port: {}", class.name);
                assert_eq!(part["health"], Value::Null, "and no symptom lies beside it");
            }
            let mut whole = Value::Null;
            parts.into_values().for_each(|part| lay_over(&mut whole, part));
            assert_eq!(without_empty(whole), without_empty(traveller.answers.clone()), "nothing is lost");
        }
    }

    #[test]
    fn an_item_keeps_its_position_in_every_part() {
        let at = |name: &str| vec![Step::Member("legs".into()), Step::Item(1), Step::Member(name.into())];
        let mut part = Value::Null;
        *place(&mut part, &at("flight")) = json!("LH728");
        assert_eq!(part, json!({ "legs": [null, { "flight": "LH728" }] }), "the second leg stays the second");
    }

    /// Lists and groups in which nothing is said.
    fn without_empty(value: Value) -> Value {
        match value {
            Value::Object(members) => {
                let members = members.into_iter().map(|(name, member)| (name, without_empty(member)));
                let members: BTreeMap<_, _> = members.filter(|(_, member)| !member.is_null()).collect();
                if members.is_empty() { Value::Null } else { json!(members) }
            }
            Value::Array(items) if items.is_empty() => Value::Null,
            Value::Array(items) => items.into_iter().map(without_empty).collect(),
            other => other,
        }
    }
}
