//! The difference between two JSON documents, as what must be done to the later one to get the earlier one.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A step from a state to the one before it.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct StepBack {
    /// Values as they were, by JSON Pointer; each one's parent is in both states.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    set: Map<String, Value>,
    /// Members that were not there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    remove: Vec<String>,
}

impl StepBack {
    /// What leads from `now` to `before`, two values at the same place of a document; `None` when they are the same.
    pub(super) fn between_at(pointer: &str, now: &Value, before: &Value) -> Option<Self> {
        let mut step = StepBack::default();
        step.compare(&mut pointer.to_owned(), now, before);
        (step != StepBack::default()).then_some(step)
    }

    /// Takes the step.
    pub(super) fn apply(&self, state: &mut Value) {
        for (pointer, value) in &self.set {
            let Some((parent, name)) = pointer.rsplit_once('/') else { continue };
            match state.pointer_mut(parent) {
                Some(Value::Object(members)) => {
                    members.insert(unescape(name), value.clone());
                }
                Some(Value::Array(items)) => {
                    if let Some(item) = name.parse().ok().and_then(|index: usize| items.get_mut(index)) {
                        *item = value.clone();
                    }
                }
                _ => {}
            }
        }
        for pointer in &self.remove {
            let Some((parent, name)) = pointer.rsplit_once('/') else { continue };
            if let Some(Value::Object(members)) = state.pointer_mut(parent) {
                members.shift_remove(&unescape(name));
            }
        }
    }

    /// The pointers that it changes below `root`, without `root`.
    pub(super) fn pointers_below(&self, root: &str) -> Vec<String> {
        let all = self.set.keys().chain(&self.remove);
        all.filter_map(|pointer| pointer.strip_prefix(root)).map(str::to_owned).collect()
    }

    /// The one value that it changes, by pointer, and what it was; `None` where it changes more than one.
    pub(super) fn only(&self) -> Option<(&str, Option<&Value>)> {
        match (self.set.len(), self.remove.as_slice()) {
            (1, []) => self.set.iter().next().map(|(pointer, was)| (pointer.as_str(), Some(was))),
            (0, [pointer]) => Some((pointer, None)),
            _ => None,
        }
    }

    fn compare(&mut self, at: &mut String, now: &Value, before: &Value) {
        let length = at.len();
        match (now, before) {
            (Value::Object(now), Value::Object(before)) => {
                for (name, was) in before {
                    at.push('/');
                    at.push_str(&escape(name));
                    match now.get(name) {
                        Some(is) => self.compare(at, is, was),
                        None => drop(self.set.insert(at.clone(), was.clone())),
                    }
                    at.truncate(length);
                }
                for name in now.keys().filter(|name| !before.contains_key(*name)) {
                    self.remove.push(format!("{at}/{}", escape(name)));
                }
            }
            (Value::Array(now), Value::Array(before)) if now.len() == before.len() => {
                for (index, (is, was)) in now.iter().zip(before).enumerate() {
                    at.push_str(&format!("/{index}"));
                    self.compare(at, is, was);
                    at.truncate(length);
                }
            }
            _ if now == before => {}
            _ => drop(self.set.insert(at.clone(), before.clone())),
        }
    }
}

fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn unescape(name: &str) -> String {
    name.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_step_back_leads_from_any_state_to_any_other() {
        let states = [
            json!({ "answers": {} }),
            json!({ "answers": { "about": { "surname": "CHEN", "a/b~c": 1 } } }),
            json!({ "answers": { "about": { "surname": null, "a/b~c": 2 }, "legs": [{ "seat": "1A" }, 5] } }),
            json!({ "answers": { "about": 3, "legs": [{ "seat": "1B" }, 5] }, "earlier": null }),
            json!({ "answers": { "legs": [] }, "earlier": { "x": [[], {}, ""] } }),
            json!({ "answers": null }),
        ];
        for now in &states {
            for before in &states {
                match StepBack::between_at("", now, before) {
                    None => assert_eq!(now, before, "only the same state needs no step"),
                    Some(step) => {
                        let stored = serde_json::to_string(&step).unwrap();
                        let mut state = now.clone();
                        serde_json::from_str::<StepBack>(&stored).unwrap().apply(&mut state);
                        assert_eq!(&state, before, "{stored} leads back from {now}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_step_holds_only_what_changed() {
        let now =
            json!({ "answers": { "about": { "surname": "CHEN", "born": "2001-02-28" }, "legs": [1, 2] } });
        let mut before = now.clone();
        before["answers"]["about"]["surname"] = json!("CHE");
        let step = StepBack::between_at("", &now, &before).unwrap();
        assert_eq!(
            serde_json::to_value(&step).unwrap(),
            json!({ "set": { "/answers/about/surname": "CHE" } }),
            "one keystroke, one answer"
        );
        assert_eq!(step.pointers_below("/answers"), ["/about/surname"], "and the screen can say which");
    }
}
