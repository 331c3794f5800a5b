//! What is done to a good edition: a JSON Patch (RFC 6902) of one of its files, or of its bytes.
//!
//! A path names an item of a list by its `id`, `pointer` or `name` where it has one, `/checks/leg-gap/problem`: so a story
//! stays true when another rule is put before it.

use rulebook::Files;
use serde::Deserialize;
use serde_json::Value;

/// A change of one file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Change {
    file: String,
    #[serde(flatten)]
    what: What,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum What {
    /// The file is taken away.
    Removed(()),
    /// It ends after so many bytes.
    Truncated(usize),
    /// The lowest bit of the byte after the first place of this text is flipped.
    FlippedAfter(String),
    /// Blanks follow, up to so many bytes.
    Padded(usize),
    /// One text stands for another, wherever it is found.
    Replaced([String; 2]),
    /// Lines follow.
    Appended(String),
    /// Another file's bytes stand in its place.
    CopiedFrom(String),
    /// JSON Patch.
    Patch(Vec<Operation>),
    /// An item is added to a list so many times; `{n}` in its texts is the number.
    Repeated { list: String, item: Value, times: usize },
}

#[derive(Deserialize)]
#[serde(tag = "op", rename_all = "lowercase")]
enum Operation {
    Add { path: String, value: Value },
    Replace { path: String, value: Value },
    Remove { path: String },
    Move { from: String, path: String },
}

impl Change {
    pub(crate) fn make(&self, files: &mut Files) {
        let name = &self.file;
        let old = files.0.get(name).cloned().unwrap_or_default();
        let new = match &self.what {
            What::Removed(_) => {
                files.0.remove(name).expect(name);
                return;
            }
            What::Truncated(length) => old[..*length].to_vec(),
            What::FlippedAfter(text) => {
                let at = String::from_utf8_lossy(&old).find(text).expect(text) + text.len();
                let mut new = old;
                new[at] ^= 1;
                new
            }
            What::Padded(length) => {
                let mut new = old;
                new.resize(*length, b' ');
                new
            }
            What::Replaced([from, to]) => {
                let old = String::from_utf8(old).unwrap();
                assert!(old.contains(from), "{from} is in {name}");
                old.replace(from, to).into_bytes()
            }
            What::Appended(lines) => [old, lines.clone().into_bytes()].concat(),
            What::CopiedFrom(other) => files.0[other].clone(),
            What::Patch(operations) => {
                let mut value: Value = serde_json::from_slice(&old).unwrap();
                operations.iter().for_each(|operation| operation.apply(&mut value));
                serde_json::to_vec_pretty(&value).unwrap()
            }
            What::Repeated { list, item, times } => {
                let mut value: Value = serde_json::from_slice(&old).unwrap();
                let list = value.pointer_mut(&numbered(&value, list)).expect(list);
                for number in 0..*times {
                    let item = item.to_string().replace("{n}", &number.to_string());
                    let item: Value = serde_json::from_str(&item).unwrap();
                    match &mut *list {
                        Value::Array(items) => items.push(item),
                        other => drop(other.as_object_mut().unwrap().insert(format!("more_{number}"), item)),
                    }
                }
                serde_json::to_vec_pretty(&value).unwrap()
            }
        };
        files.0.insert(name.clone(), new);
    }
}

impl Operation {
    fn apply(&self, whole: &mut Value) {
        match self {
            Self::Add { path, value } => put(whole, path, value.clone(), true),
            Self::Replace { path, value } => put(whole, path, value.clone(), false),
            Self::Remove { path } => drop(take(whole, path)),
            Self::Move { from, path } => {
                let value = take(whole, from);
                put(whole, path, value, true);
            }
        }
    }
}

fn split(path: &str) -> (&str, String) {
    let (above, name) = path.rsplit_once('/').unwrap();
    (above, name.replace("~1", "/").replace("~0", "~"))
}

/// The JSON Pointer of a path that names items.
pub(crate) fn numbered(whole: &Value, path: &str) -> String {
    let mut node = Some(whole);
    let mut pointer = String::new();
    for part in path.split('/').skip(1) {
        let name = part.replace("~1", "/").replace("~0", "~");
        let place =
            node.and_then(Value::as_array).and_then(|items| items.iter().position(|item| is(item, &name)));
        let step = place.map_or_else(|| part.to_owned(), |place| place.to_string());
        node = node.and_then(|node| node.pointer(&format!("/{step}")));
        pointer.push('/');
        pointer.push_str(&step);
    }
    pointer
}

fn is(item: &Value, name: &str) -> bool {
    ["id", "pointer", "name"].iter().any(|key| item.get(key).and_then(Value::as_str) == Some(name))
}

fn put(whole: &mut Value, path: &str, value: Value, new: bool) {
    let path = &numbered(whole, path);
    let (above, name) = split(path);
    match whole.pointer_mut(above).unwrap_or_else(|| panic!("{path} leads nowhere")) {
        Value::Array(items) if name == "-" => items.push(value),
        Value::Array(items) if new => items.insert(name.parse().unwrap(), value),
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
        Value::Object(members) => {
            assert!(new || members.contains_key(&name), "{path} is there to be replaced");
            members.insert(name, value);
        }
        other => panic!("{path} leads into {other}"),
    }
}

fn take(whole: &mut Value, path: &str) -> Value {
    let path = &numbered(whole, path);
    let (above, name) = split(path);
    match whole.pointer_mut(above).unwrap_or_else(|| panic!("{path} leads nowhere")) {
        Value::Array(items) => items.remove(name.parse().unwrap()),
        Value::Object(members) => members.shift_remove(&name).expect(path),
        other => panic!("{path} leads into {other}"),
    }
}
