//! The same form under other names: every property below the parts of the answers is read backwards, `/about/surname` is
//! `/about/emanrus`, and whatever points there with it.
//!
//! Whoever finds an answer by a name that is built in, and not by what the edition says, does not find it here.

mod expression;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

/// An edition's files by name, such as `pages.json`.
type Files = BTreeMap<String, Vec<u8>>;

/// An edition as the next one with all its fields renamed, in words of two versions for two consents.
///
/// # Panics
/// When the edition is not one that proves.
#[must_use]
pub fn renamed(files: &Files) -> Files {
    let mut files = files.clone();
    let names = names(&json_of(&files, "form.schema.json"));
    let ids = ids(&json_of(&files, "pages.json"));
    change(&mut files, "edition.json", |edition| {
        edition["replaces"] = edition["number"].clone();
        edition["number"] = json!(edition["number"].as_u64().unwrap_or_default() + 1);
        edition["replaced_taken_until"] = edition["valid_until"].clone();
    });
    change(&mut files, "form.schema.json", |schema| schema_below(&mut schema["properties"]));
    change(&mut files, "pages.json", |pages| {
        each(pages, &mut |name, value| match (name, value) {
            ("pointer" | "within" | "version_at", Value::String(at)) => *at = pointer(at),
            ("may_be_missing", Value::Array(all)) => {
                for at in all {
                    *at = json!(pointer(at.as_str().unwrap_or_default()));
                }
            }
            ("visible" | "required" | "child" | "person", Value::String(source)) => {
                *source = expression::renamed(source, &names)
            }
            ("fields", Value::Array(fields)) => {
                let consents = fields.iter_mut().filter(|field| field["control"] == "consent");
                for (number, consent) in consents.enumerate() {
                    consent["text_version"] = json!(format!("words {}", number + 1));
                }
            }
            _ => {}
        });
    });
    change(&mut files, "checks.json", |checks| {
        for check in checks["checks"].as_array_mut().into_iter().flatten() {
            for member in ["at", "may_be_missing"] {
                for at in check[member].as_array_mut().into_iter().flatten() {
                    *at = json!(pointer(at.as_str().unwrap_or_default()));
                }
            }
            say_in(&mut check["problem"], &names);
            for argument in check["arguments"].as_object_mut().into_iter().flat_map(Map::values_mut) {
                say_in(if argument.is_object() { &mut argument["is"] } else { argument }, &names);
            }
            if let Some(check) = check.as_object_mut() {
                check.retain(|_, value| !value.is_null());
            }
        }
    });
    change(&mut files, "facts.json", |facts| {
        for fact in facts["facts"].as_array_mut().into_iter().flatten() {
            say_in(&mut fact["is"], &names);
        }
    });
    change(&mut files, "landmarks.json", |file| {
        for at in file["landmarks"].as_object_mut().into_iter().flat_map(Map::values_mut) {
            *at = json!(pointer(at.as_str().unwrap_or_default()));
        }
    });
    change(&mut files, "kinds.json", |file| {
        for kind in file.as_object_mut().into_iter().flat_map(Map::values_mut) {
            let rename = |list: Option<&mut Value>| {
                for at in list.and_then(Value::as_array_mut).into_iter().flatten() {
                    *at = json!(pointer(at.as_str().unwrap_or_default()));
                }
            };
            for list in ["asks", "requires", "shows"] {
                rename(kind.get_mut(list));
            }
            for kept in kind.get_mut("keeps").and_then(Value::as_array_mut).into_iter().flatten() {
                kept["on"] = json!(pointer(kept["on"].as_str().unwrap_or_default()));
                rename(kept.get_mut("fields"));
                for beside in ["only", "still"] {
                    if let Some(named) = kept.get_mut(beside) {
                        named["field"] = json!(pointer(named["field"].as_str().unwrap_or_default()));
                    }
                }
            }
        }
    });
    for (_, text) in files.iter_mut().filter(|(name, _)| name.starts_with("texts/")) {
        *text = texts(&String::from_utf8_lossy(text), &ids).into_bytes();
    }
    files
}

/// A pointer into the form under its other names: `/legs/0/from` is `/legs/0/morf`.
#[must_use]
pub fn pointer(pointer: &str) -> String {
    let parts = pointer.split('/').enumerate();
    // What comes before the first slash is nothing, and what comes next is a part of the answers: both stay.
    parts.map(|(at, part)| if at < 2 { part.to_owned() } else { name(part) }).collect::<Vec<_>>().join("/")
}

/// Answers under their other names.
#[must_use]
pub fn answers(answers: &Value) -> Value {
    let parts = answers.as_object().into_iter().flatten();
    parts.map(|(part, value)| (part.clone(), below(value))).collect()
}

fn below(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            members.iter().map(|(member, value)| (name(member), below(value))).collect()
        }
        Value::Array(items) => items.iter().map(below).collect(),
        other => other.clone(),
    }
}

fn name(name: &str) -> String {
    if name.bytes().all(|byte| byte.is_ascii_digit()) {
        name.to_owned()
    } else {
        name.chars().rev().collect()
    }
}

/// The names of all properties below the parts of the answers.
fn names(schema: &Value) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for part in schema["properties"].as_object().into_iter().flat_map(Map::values) {
        each(&mut part.clone(), &mut |member, value| {
            if member == "properties" {
                names.extend(value.as_object().into_iter().flat_map(Map::keys).cloned());
            }
        });
    }
    names
}

/// Renames the properties of these parts of the answers.
fn schema_below(parts: &mut Value) {
    for part in parts.as_object_mut().into_iter().flat_map(Map::values_mut) {
        each(part, &mut |member, value| {
            if member == "properties"
                && let Some(properties) = value.as_object_mut()
            {
                *properties =
                    std::mem::take(properties).into_iter().map(|(it, said)| (name(&it), said)).collect();
            }
        });
    }
}

/// Message ids of questions and options, old to new.
fn ids(pages: &Value) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    each(&mut pages.clone(), &mut |member, value| {
        for field in value.as_array().filter(|_| member == "fields").into_iter().flatten() {
            let old = field["pointer"].as_str().unwrap_or_default();
            let (old, new) = (slug(old), slug(&pointer(old)));
            ids.insert(format!("q-{old}"), format!("q-{new}"));
            for option in field["options"].as_array().into_iter().flatten().filter_map(Value::as_str) {
                ids.insert(format!("o-{old}-{option}"), format!("o-{new}-{option}"));
            }
        }
    });
    ids
}

fn slug(pointer: &str) -> String {
    let parts = pointer.split('/').filter(|part| !part.is_empty() && *part != "*");
    parts.collect::<Vec<_>>().join("-").replace('_', "-")
}

fn texts(text: &str, ids: &BTreeMap<String, String>) -> String {
    let line = |line: &str| {
        let renamed = line.split_once(" =").and_then(|(id, rest)| Some(format!("{} ={rest}", ids.get(id)?)));
        renamed.unwrap_or_else(|| line.to_owned()) + "\n"
    };
    text.lines().map(line).collect()
}

fn say_in(source: &mut Value, names: &BTreeSet<String>) {
    if let Value::String(source) = source {
        *source = expression::renamed(source, names);
    }
}

/// Every member of every object, from within to without.
fn each(value: &mut Value, look: &mut impl FnMut(&str, &mut Value)) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                each(member, look);
                look(name, member);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| each(item, look)),
        _ => {}
    }
}

fn json_of(files: &Files, name: &str) -> Value {
    let parsed = files.get(name).and_then(|bytes| serde_json::from_slice(bytes).ok());
    parsed.unwrap_or_else(|| panic!("{name} is JSON"))
}

fn change(files: &mut Files, name: &str, change: impl FnOnce(&mut Value)) {
    let mut value = json_of(files, name);
    change(&mut value);
    files.insert(name.to_owned(), value.to_string().into_bytes());
}
