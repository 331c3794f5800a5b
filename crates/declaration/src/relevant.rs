//! The visible answers alone: what is sealed and sent.

use rulebook::shape::Kind;
use serde_json::{Map, Value};

use crate::tree::{Cell, RecordCell, Slot, Standing};

/// The answers of a record that are asked and given; names that the form does not know are left out.
pub(crate) fn relevant(record: &RecordCell<'_>) -> Map<String, Value> {
    let mut answers = Map::new();
    for (member, slot) in record.shape.members.iter().zip(record.slots.iter()) {
        if member.derived.is_none()
            && let Some(value) = value(&member.kind, slot)
        {
            answers.insert(member.name.clone(), value);
        }
    }
    answers
}

fn value(kind: &Kind, slot: &Slot<'_>) -> Option<Value> {
    match (&slot.cell, slot.standing) {
        (_, Standing::Hidden | Standing::Missing) => None,
        (Cell::Record(inner), _) => {
            let inner = relevant(inner);
            if inner.is_empty() { None } else { Some(Value::Object(inner)) }
        }
        (Cell::List(list), Standing::Answered) if matches!(kind, Kind::Records(_)) => {
            let items = list.cells.iter().filter_map(|cell| match cell {
                Cell::Record(item) => Some(Value::Object(relevant(item))),
                _ => None,
            });
            Some(Value::Array(items.collect()))
        }
        _ => slot.raw.cloned(),
    }
}
