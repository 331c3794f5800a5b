//! The messages that an edition's texts must have, and what each is given.

use std::collections::BTreeMap;

use crate::control::Control;
use crate::fields::{option_id, question_id};
use crate::vocabulary::{BUILT_IN_FINDINGS, WHATEVER_THE_POLICY};
use crate::{Edition, FormKind};

/// Attributes that a question may have; a group must have the last two.
const OF_QUESTION: [&str; 6] = ["hint", "missing", "form", "range", "add", "item"];
/// What a reason may say beside itself: that its traveller calls the hotline before anything else, what an answer of theirs
/// would settle, what to do once they have landed, and by what, other than another answer, the colour would change.
const OF_REASON: [&str; 6] = ["call-first", "next", "landed", "by-time", "by-test", "by-officer"];
/// What every text of the form is given: whom it speaks of (`crate::Who`).
pub(super) const WHO: &[&str] = &["who"];
/// What a group's item title is given.
const NUMBER: &[&str] = &["number", "who"];

/// Ids of all messages that the edition names, each with the arguments that it is given.
pub(crate) fn needed(edition: &Edition) -> BTreeMap<String, Vec<&str>> {
    let mut ids: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut add = |id: String, arguments: &[&'static str]| drop(ids.insert(id, arguments.to_vec()));
    for (rule, arguments) in BUILT_IN_FINDINGS {
        add(format!("finding-{rule}"), arguments);
    }
    for (what, id) in WHATEVER_THE_POLICY {
        add(format!("{what}-{id}"), &[]);
    }
    for page in &edition.pages {
        add(format!("page-{}", page.id), WHO);
        for section in &page.sections {
            add(format!("section-{}", section.id), WHO);
        }
    }
    if let Some(again) = edition.kinds.asked(FormKind::Confirmation) {
        add(format!("page-{}", again.page), WHO);
    }
    for field in edition.fields() {
        let question = question_id(&field.pointer);
        for option in field.options.iter() {
            add(option_id(&field.pointer, option), WHO);
        }
        add(format!("purpose-{}", field.purpose), &[]);
        for reader in field.readers.iter() {
            add(format!("reader-{reader}"), &[]);
        }
        if field.control == Control::Group {
            add(format!("{question}.add"), WHO);
            add(format!("{question}.item"), NUMBER);
        }
        add(question, WHO);
    }
    for rule in &edition.policy {
        add(format!("reason-{}", rule.reason), &[]);
        add(format!("correction-{}", rule.correction), &[]);
    }
    for fact in &edition.facts {
        add(crate::fields::fact_id(&fact.name), &[]);
    }
    for line in &edition.directory.hotlines {
        add(format!("hotline-{}", line.id), &[]);
        add(format!("hotline-{}.hours", line.id), &[]);
    }
    for check in &edition.checks {
        let arguments = check.arguments.iter().map(|argument| argument.name.as_str());
        ids.insert(format!("finding-{}", check.id), arguments.chain(WHO.iter().copied()).collect());
    }
    ids
}

/// What a text is given that nothing demands.
pub(super) fn given(id: &str) -> &'static [&'static str] {
    match id {
        id if id.starts_with("q-") && id.ends_with(".range") => &["who", "min", "max"],
        id if id.starts_with("q-") => WHO,
        _ => &[],
    }
}

/// Texts that are welcome though nothing demands them: a question's own words for its findings, what a reason asks to be done
/// first, and terms.
pub(super) fn may_have(id: &str, needed: &BTreeMap<String, Vec<&str>>) -> bool {
    id.starts_with('-')
        || id.split_once('.').is_some_and(|(message, attribute)| {
            let of_question = message.starts_with("q-") && OF_QUESTION.contains(&attribute);
            let of_reason = message.starts_with("reason-") && OF_REASON.contains(&attribute);
            needed.contains_key(message) && (of_question || of_reason)
        })
}
