//! Who is there already: what a new list is compared with.

use std::collections::BTreeMap;

use members::Known;
use serde_json::{Map, Value};

use crate::home::latest;
use crate::{Result, Session};

impl Session {
    /// Every case, with its answers, what a list said of it last, and whether only a person may change it.
    pub(super) fn known_cases(&self) -> Result<Vec<Known>> {
        let vault = self.vault()?;
        let mut known = Vec::new();
        for (id, member) in vault.members()? {
            let draft = vault.draft(id)?;
            let Some(row) = vault.declaration(id)? else { continue };
            let (_, answers) = latest(draft.as_ref(), &row);
            known.push(Known {
                case: id.to_string(),
                answers: answers.clone(),
                imported: member.map(|member| by_pointer(member.said)).unwrap_or_default(),
                // What is in other hands, or has nothing to be changed, is no list's to change.
                sent: row.sent.is_some() || draft.is_none() || vault.handed_over(id)?.is_some(),
            });
        }
        Ok(known)
    }
}

pub(super) fn by_pointer(object: Value) -> BTreeMap<String, Value> {
    match object {
        Value::Object(all) => all.into_iter().collect(),
        _ => BTreeMap::new(),
    }
}

pub(super) fn as_object(all: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Object(all.into_iter().collect::<Map<_, _>>())
}
