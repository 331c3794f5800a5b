//! Changing one value of a JSON document: the bytes choose which, and what comes in its place.

use serde_json::Value;

/// Replaces values as `edits` says: two bytes choose a value in document order, what follows up to a zero byte is its
/// replacement, as JSON if it is JSON, else as a string. Repeats until the bytes end.
pub fn graft(document: &mut Value, edits: &[u8]) {
    let mut rest = edits;
    while let [high, low, more @ ..] = rest {
        let end = more.iter().position(|byte| *byte == 0).unwrap_or(more.len());
        let (with, after) = (&more[..end], more.get(end + 1..).unwrap_or_default());
        let value = serde_json::from_slice(with)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(with).into_owned()));
        let nth = usize::from(u16::from_be_bytes([*high, *low])) % count(document);
        put(document, &mut (nth as isize), value);
        rest = after;
    }
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

fn put(place: &mut Value, nth: &mut isize, value: Value) -> Option<Value> {
    if *nth == 0 {
        *nth = -1;
        *place = value;
        return None;
    }
    *nth -= 1;
    let mut value = Some(value);
    let children: Box<dyn Iterator<Item = &mut Value>> = match place {
        Value::Array(items) => Box::new(items.iter_mut()),
        Value::Object(members) => Box::new(members.values_mut()),
        _ => return value,
    };
    for child in children {
        value = put(child, nth, value?);
    }
    value
}
