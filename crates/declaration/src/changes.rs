//! What another edition changes for a draft: which questions, and which findings. Words and the code policy are told by
//! those who know them.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use rulebook::{Control, Edition, Field, Required};
use serde::Serialize;
use serde_json::Value;

use crate::carry::Carried;
use crate::evaluation::{Evaluation, Finding, REQUIRED};
use crate::form::Form;

/// What a newer edition changes for some answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// The answers as they would be.
    pub carried: Carried,
    /// The form as it would stand over them.
    pub after: Evaluation,
    /// Questions that only the newer edition asks, in its order. Hidden ones too: an answer may bring them up.
    pub added: Vec<Arc<str>>,
    /// Questions that it no longer asks, in the old order.
    pub dropped: Vec<Arc<str>>,
    /// Questions that it asks in another way, in its order.
    pub changed: Vec<ChangedQuestion>,
    /// What it finds in the answers and the older one did not, missing answers aside.
    pub found: Vec<Finding>,
    /// What the older one found and it does not.
    pub settled: Vec<Finding>,
    /// Whether more answers are missing than before.
    pub asks_more: bool,
}

impl Changes {
    /// Whether somebody has to look at these answers again: one has no place any more, is doubted now, or is missing.
    pub fn touch_the_answers(&self) -> bool {
        self.asks_more || !self.found.is_empty() || !self.carried.aside.is_empty()
    }
}

/// A question that both editions ask, not in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedQuestion {
    /// The field's pointer, with `*`.
    pub field: Arc<str>,
    /// In what, at least one.
    pub differs: BTreeSet<Difference>,
}

/// In what two questions differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Difference {
    /// It is drawn otherwise: its answers are of another kind.
    Control,
    /// Other answers can be chosen.
    Options,
    /// It has become, or is no longer, one that must be answered.
    Required,
    /// It takes shorter or longer texts, or fewer or more items.
    Limits,
    /// It is asked under another condition.
    Condition,
    /// It stands on another page.
    Page,
    /// The words to agree to are new.
    Agreement,
}

impl Form {
    /// What `newer` changes for these answers.
    pub fn changes_in(&self, newer: &Form, answers: &Value, today: NaiveDate) -> Changes {
        let (old, new) = (&*self.edition, &*newer.edition);
        let carried = self.carry_to(newer, answers, today);
        let before = self.evaluate(answers, today);
        let after = newer.evaluate(&carried.answers, today);
        let only_in = |one: &Edition, other: &Edition| {
            let alone = one.fields().filter(|field| other.field_at(&field.pointer).is_none());
            alone.map(|field| field.pointer.clone()).collect()
        };
        let changed = new.fields().filter_map(|field| {
            let differs = differences(old, old.field_at(&field.pointer)?, new, field);
            (!differs.is_empty()).then(|| ChangedQuestion { field: field.pointer.clone(), differs })
        });
        Changes {
            added: only_in(new, old),
            dropped: only_in(old, new),
            changed: changed.collect(),
            found: only_found_in(&after, &before),
            settled: only_found_in(&before, &after),
            asks_more: after.progress().missing > before.progress().missing,
            carried,
            after,
        }
    }
}

fn differences(old: &Edition, was: &Field, new: &Edition, is: &Field) -> BTreeSet<Difference> {
    let listed = |edition: &Edition, field: &Field| {
        let name = field.list.as_deref()?;
        edition.list(name).map(|list| list.rows().iter().map(|row| row.code.clone()).collect::<BTreeSet<_>>())
    };
    let options = |field: &Field| field.options.iter().cloned().collect::<BTreeSet<_>>();
    let page = |edition: &Edition, field: &Field| {
        let top = field.group.unwrap_or(field.id);
        let holds =
            |page: &&rulebook::Page| page.sections.iter().any(|section| section.fields.contains(&top));
        edition.pages.iter().find(holds).map(|page| page.id.clone())
    };
    let source = |condition: &Option<rulebook::Expression>| condition.as_ref().map(|it| it.source.clone());
    // Of several choices as many can be chosen as there are: that is told by the options.
    let items = |field: &Field| field.max_items.filter(|_| field.control == Control::Group);
    let consent = is.control == Control::Consent;
    [
        (Difference::Control, was.control != is.control),
        (Difference::Options, options(was) != options(is) || listed(old, was) != listed(new, is)),
        (Difference::Required, required(&was.required) != required(&is.required)),
        (Difference::Limits, was.max_length != is.max_length || items(was) != items(is)),
        (Difference::Condition, source(&was.visible) != source(&is.visible)),
        (Difference::Page, page(old, was) != page(new, is)),
        (Difference::Agreement, consent && !was.agrees_as(is)),
    ]
    .into_iter()
    .filter_map(|(difference, there)| there.then_some(difference))
    .collect()
}

fn required(required: &Required) -> Option<&str> {
    match required {
        Required::Never => None,
        Required::Always => Some("true"),
        Required::When(condition) => Some(&condition.source),
    }
}

fn only_found_in(one: &Evaluation, other: &Evaluation) -> Vec<Finding> {
    let known: BTreeSet<_> = other.findings.iter().map(|it| (&it.rule, &it.pointers)).collect();
    let alone =
        one.findings.iter().filter(|it| it.rule != REQUIRED && !known.contains(&(&it.rule, &it.pointers)));
    alone.cloned().collect()
}
