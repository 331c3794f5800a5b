//! Changing answers at a JSON Pointer.

use serde_json::{Map, Value};

/// Puts `value` at `pointer`, making the objects on the way; `null` takes the answer away. A list index one past the end
/// adds an item.
///
/// # Panics
/// When a list on the way has no such item: the case that asks for it is written wrong.
pub fn put(answers: &mut Value, pointer: &str, value: Value) {
    let mut parts: Vec<&str> = pointer.split('/').skip(1).collect();
    let Some(last) = parts.pop() else { return };
    let mut place = answers;
    for part in parts {
        place = match place {
            Value::Array(items) => &mut items[index(part)],
            other => object(other).entry(part).or_insert(Value::Null),
        };
    }
    match (place, value) {
        (Value::Array(items), Value::Null) => drop(items.remove(index(last))),
        (Value::Array(items), value) if index(last) == items.len() => items.push(value),
        (Value::Array(items), value) => items[index(last)] = value,
        (other, Value::Null) => drop(object(other).shift_remove(last)),
        (other, value) => drop(object(other).insert(last.to_owned(), value)),
    }
}

fn object(value: &mut Value) -> &mut Map<String, Value> {
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    match value {
        Value::Object(map) => map,
        _ => unreachable!("it was made an object above"),
    }
}

fn index(part: &str) -> usize {
    match part.parse() {
        Ok(index) => index,
        Err(_) => panic!("a list has numbers for places, not {part}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::put;

    #[test]
    fn an_answer_is_put_added_and_taken_away() {
        let mut answers = json!({ "legs": [ { "from": "MXP" } ] });
        put(&mut answers, "/legs/0/from", json!("FRA"));
        put(&mut answers, "/legs/1", json!({ "from": "PVG" }));
        put(&mut answers, "/health/temperature", json!(36.6));
        put(&mut answers, "/legs/0/to", json!("PVG"));
        put(&mut answers, "/legs/0/to", Value::Null);
        assert_eq!(
            answers,
            json!({ "legs": [ { "from": "FRA" }, { "from": "PVG" } ], "health": { "temperature": 36.6 } }),
            "each change stands, and null leaves nothing behind"
        );
    }
}
