//! The messages that an edition's texts must have.

use std::collections::HashSet;

use crate::Edition;
use crate::control::Control;

/// Ids of all messages that the edition names.
pub(crate) fn message_ids(edition: &Edition) -> HashSet<String> {
    let mut ids = HashSet::new();
    for page in &edition.pages {
        ids.insert(format!("page-{}", page.id));
        ids.extend(page.sections.iter().map(|section| format!("section-{}", section.id)));
    }
    for field in edition.fields() {
        ids.insert(question(&field.pointer));
        ids.extend(field.options.iter().map(|option| crate::fields::option_id(&field.pointer, option)));
        ids.insert(format!("purpose-{}", field.purpose));
        ids.extend(field.readers.iter().map(|reader| format!("reader-{reader}")));
        if field.control == Control::Group {
            ids.insert(format!("{}.add", question(&field.pointer)));
            ids.insert(format!("{}.item", question(&field.pointer)));
        }
    }
    ids.extend(edition.checks.iter().map(|check| format!("finding-{}", check.id)));
    for rule in &edition.policy {
        ids.insert(format!("reason-{}", rule.reason));
        ids.insert(format!("correction-{}", rule.correction));
    }
    for line in &edition.directory.hotlines {
        ids.insert(format!("hotline-{}", line.id));
        ids.insert(format!("hotline-{}.hours", line.id));
    }
    ids
}

fn question(pointer: &str) -> String {
    crate::fields::question_id(pointer)
}
