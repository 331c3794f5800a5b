//! The rulebook's texts: every id that the data needs is there, and no text is left over.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Findings;
use crate::{command::Outcome, messages, repo};

/// Findings that need no rule in the data (docs/rulebook.md).
const BUILT_IN: [&str; 24] = [
    "required",
    "wrong-type",
    "too-long",
    "too-many",
    "too-few",
    "not-a-date",
    "not-a-time",
    "not-a-number",
    "out-of-range",
    "not-in-list",
    "not-in-that-place",
    "not-a-phone",
    "no-area-code",
    "two-numbers",
    "letter-in-number",
    "mobile-digits",
    "not-an-email",
    "bad-check-digit",
    "names-nobody",
    "wrong-form",
    "looks-like-another",
    "exclusive",
    "said-before",
    "retracted",
];

/// Attributes that a question may have; a group must have the last two.
const MAY_HAVE: [&str; 6] = ["hint", "missing", "form", "range", "add", "item"];
/// Attributes that a reason may have.
const OF_REASON: [&str; 6] = ["call-first", "next", "landed", "by-time", "by-test", "by-officer"];

pub(super) fn check() -> Outcome<Findings> {
    let needed = Needed::read()?;
    let mut found = Findings::new();
    for language in messages::languages()? {
        let there: BTreeSet<String> = messages::of(&language, "rulebook.ftl")?.into_keys().collect();
        let file = format!("locales/{language}/rulebook.ftl");
        found.extend(needed.ids.difference(&there).map(|id| format!("{file}: {id} is missing")));
        let left_over = there.difference(&needed.ids).filter(|id| !needed.may_have(id));
        found.extend(left_over.map(|id| format!("{file}: nothing in rulebook/ needs {id}")));
    }
    Ok(found)
}

/// Ids that the data of `rulebook/` asks for.
#[derive(Default)]
struct Needed {
    ids: BTreeSet<String>,
}

impl Needed {
    fn read() -> Outcome<Self> {
        let mut needed = Self::default();
        for rule in BUILT_IN {
            needed.add("finding", rule);
        }
        // A code may show the colour of another one of the same person.
        for (what, id) in [("reason", ""), ("reason", "-health"), ("correction", "")] {
            needed.add(what, &format!("another-declaration{id}"));
        }
        // A confirmation has a page that is in no list of pages.
        if let Some(again) = json("kinds.json")?["confirmation"]["page"].as_str() {
            needed.add("page", again);
        }
        for page in list(&json("pages.json")?["pages"]) {
            needed.add("page", text(&page["id"]));
            for section in list(&page["sections"]) {
                needed.add("section", text(&section["id"]));
                list(&section["fields"]).iter().for_each(|it| needed.field(it));
            }
        }
        for check in list(&json("checks.json")?["checks"]) {
            needed.add("finding", text(&check["id"]));
        }
        for rule in list(&json("code-policy.json")?["rules"]) {
            needed.add("reason", text(&rule["reason"]));
            needed.add("correction", text(&rule["correction"]));
        }
        for fact in list(&json("facts.json")?["facts"]) {
            needed.add("fact", &text(&fact["name"]).replace('_', "-"));
        }
        for hotline in list(&json("directory.json")?["hotlines"]) {
            needed.add("hotline", text(&hotline["id"]));
            needed.ids.insert(format!("hotline-{}.hours", text(&hotline["id"])));
        }
        Ok(needed)
    }

    fn field(&mut self, field: &Value) {
        let name = name_of(text(&field["pointer"]));
        self.add("q", &name);
        self.add("purpose", text(&field["purpose"]));
        list(&field["readers"]).iter().for_each(|it| self.add("reader", text(it)));
        list(&field["options"]).iter().for_each(|it| self.add("o", &format!("{name}-{}", text(it))));
        if field["control"] == "group" {
            self.ids.insert(format!("q-{name}.add"));
            self.ids.insert(format!("q-{name}.item"));
        }
        list(&field["fields"]).iter().for_each(|it| self.field(it));
    }

    fn add(&mut self, family: &str, name: &str) {
        self.ids.insert(format!("{family}-{name}"));
    }

    /// Texts that are welcome though nothing demands them.
    fn may_have(&self, id: &str) -> bool {
        id.split_once('.').is_some_and(|(message, attribute)| {
            let of_question = message.starts_with("q-") && MAY_HAVE.contains(&attribute);
            let of_reason = message.starts_with("reason-") && OF_REASON.contains(&attribute);
            self.ids.contains(message) && (of_question || of_reason)
        }) || id.starts_with('-')
    }
}

/// `/legs/*/departs_on` is `legs-departs-on`.
fn name_of(pointer: &str) -> String {
    let parts: Vec<&str> = pointer.split('/').filter(|it| !it.is_empty() && *it != "*").collect();
    parts.join("-").replace('_', "-")
}

fn json(file: &str) -> Outcome<Value> {
    let path = repo::root().join("rulebook").join(file);
    serde_json::from_str(&repo::read(&path)?).map_err(|why| format!("rulebook/{file}: {why}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Needed, name_of};

    #[test]
    fn a_pointer_becomes_the_name_that_the_rulebook_promises() {
        assert_eq!(name_of("/legs/*/departs_on"), "legs-departs-on");
        assert_eq!(name_of("/contact/guarantor/phone"), "contact-guarantor-phone");
    }

    #[test]
    fn a_group_needs_its_own_texts_and_those_of_its_questions() {
        let mut needed = Needed::default();
        needed.field(&json!({ "pointer": "/stays", "control": "group", "purpose": "p", "readers": ["r"], "fields": [
            { "pointer": "/stays/*/kind", "control": "choice", "options": ["home"], "purpose": "p", "readers": ["r"] } ] }));
        for id in [
            "q-stays",
            "q-stays.add",
            "q-stays.item",
            "q-stays-kind",
            "o-stays-kind-home",
            "purpose-p",
            "reader-r",
        ] {
            assert!(needed.ids.contains(id), "{id} is needed");
        }
        assert!(needed.may_have("q-stays-kind.hint"), "a hint is welcome");
        assert!(
            !needed.may_have("q-stays-kind.joke") && !needed.may_have("q-nothing.hint"),
            "nothing else is"
        );
    }
}
