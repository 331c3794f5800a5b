//! Both editions, and what differs between two tables of one.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use rulebook::{Edition, Files};
use serde_json::{Map, Value};

pub(crate) fn first() -> Files {
    Files::bundled()
}

pub(crate) fn second() -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/edition-2");
    Files::read_dir(&folder).unwrap().with_bundled_lists()
}

pub(crate) fn load(files: &Files) -> Arc<Edition> {
    Arc::new(Edition::load(files).unwrap_or_else(|refusal| panic!("the edition loads: {refusal}")))
}

pub(crate) fn json(files: &Files, name: &str) -> Value {
    serde_json::from_slice(&files.0[name]).unwrap()
}

/// Rows of a table by name.
pub(crate) type Table = BTreeMap<String, Map<String, Value>>;

/// The rows of a list, each by what stands in `key`.
pub(crate) fn table(list: &Value, key: &str) -> Table {
    let named = |row: &Value| (row[key].as_str().unwrap().to_owned(), row.as_object().unwrap().clone());
    list.as_array().unwrap().iter().map(named).collect()
}

/// `+ row`, `- row`, and `row: member, member` for what changed, by name.
pub(crate) fn differences(old: &Table, new: &Table) -> Vec<String> {
    let mut found: Vec<String> =
        old.keys().filter(|row| !new.contains_key(*row)).map(|row| format!("- {row}")).collect();
    found.extend(new.keys().filter(|row| !old.contains_key(*row)).map(|row| format!("+ {row}")));
    for (name, row) in old {
        let Some(now) = new.get(name) else { continue };
        let mut changed: Vec<&str> = row
            .keys()
            .chain(now.keys())
            .filter(|member| row.get(*member) != now.get(*member))
            .map(String::as_str)
            .collect();
        changed.sort_unstable();
        changed.dedup();
        if !changed.is_empty() {
            found.push(format!("{name}: {}", changed.join(", ")));
        }
    }
    found.sort();
    found
}
