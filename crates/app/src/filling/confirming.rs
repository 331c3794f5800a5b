//! What a confirmation cannot take back. "Nothing has changed" is said of what was declared: an illness, a contact or a positive test of a
//! day that is still looked at may be over, and stays. Whoever was mistaken corrects the declaration, where that is what one does.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};
use declaration::{Argument, Evaluation, Finding, Form, FormKind};
use rulebook::{Edition, Field, Kept, Level, formats};
use serde_json::Value;
use vault::DraftRow;

use crate::{Result, Session};

/// Rule id of an answer that a confirmation has lost.
const SAID_BEFORE: &str = "said-before";

impl Session {
    /// What is to be said of a draft; of a confirmation also what it lost of what was declared.
    pub(crate) fn evaluated(&self, form: &Form, draft: &DraftRow) -> Result<Evaluation> {
        let today = self.today();
        let mut evaluation = form.evaluate(&draft.answers, today);
        if form.kind() != FormKind::Confirmation {
            return Ok(evaluation);
        }
        let Some(sent) = self.sent_before(draft)? else { return Ok(evaluation) };
        let lost = taken_back(form.edition(), (&sent.answers, &draft.answers), today);
        for (pointer, since) in lost {
            for page in evaluation.pages.iter_mut().filter(|page| page.question(&pointer).is_some()) {
                page.progress.blocking += 1;
            }
            evaluation.findings.push(Finding {
                pointers: vec![pointer],
                rule: SAID_BEFORE.to_owned(),
                arguments: BTreeMap::from([("since".to_owned(), Argument::Date(since))]),
                level: Level::Blocking,
            });
        }
        Ok(evaluation)
    }
}

/// Where the answers now say less than those before of what is kept, with the day of which that was.
fn taken_back(
    edition: &Edition,
    (before, now): (&Value, &Value),
    today: NaiveDate,
) -> Vec<(String, NaiveDate)> {
    let Some(asked) = edition.kinds.asked(FormKind::Confirmation) else { return Vec::new() };
    let mut lost: Vec<(String, NaiveDate)> = Vec::new();
    for kept in asked.keeps() {
        let Some(day) = last_day(edition, kept, before, today) else { continue };
        let is_less = |field: &&Field| {
            let at = |answers: &Value| answers.pointer(&field.pointer).cloned().unwrap_or_default();
            says_less(&at(now), &at(before))
        };
        let less = kept.fields.iter().map(|id| edition.field(*id)).find(is_less);
        let pointer = match less {
            Some(field) => field.pointer.to_string(),
            // Of a list its items are kept with what hangs on them.
            None if last_day(edition, kept, now, today) >= Some(day) => continue,
            None => edition.field(kept.fields[0]).pointer.to_string(),
        };
        if lost.iter().all(|(known, _)| *known != pointer) {
            lost.push((pointer, day));
        }
    }
    lost
}

/// The last day of what is kept that is still looked at; none where nothing is.
pub(super) fn last_day(
    edition: &Edition,
    kept: &Kept,
    answers: &Value,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let since = today - TimeDelta::days(edition.head.look_back_days.into());
    let recent =
        |day: &Value| day.as_str().and_then(formats::date).filter(|day| (since..=today).contains(day));
    let pointer = &*edition.field(kept.on).pointer;
    let Some((list, of_item)) = pointer.split_once("/*") else {
        return answers.pointer(pointer).and_then(recent);
    };
    let is_meant = |item: &&Value| {
        kept.only.as_ref().is_none_or(|(field, is)| {
            let at = edition.field(*field).pointer.split_once("/*").map_or("", |(_, at)| at);
            item.pointer(at).and_then(Value::as_str) == Some(is)
        })
    };
    let items = answers.pointer(list).and_then(Value::as_array).into_iter().flatten();
    items.filter(is_meant).filter_map(|item| item.pointer(of_item)).filter_map(recent).max()
}

/// Whether an answer says less than it did: a choice is gone, a yes is none any more, a day is an earlier one. Words may change.
fn says_less(now: &Value, before: &Value) -> bool {
    match before {
        Value::Array(before) => {
            let chosen = now.as_array().map(Vec::as_slice).unwrap_or_default();
            before.iter().any(|choice| !chosen.contains(choice))
        }
        Value::Bool(true) => *now != Value::Bool(true),
        Value::String(before) => formats::date(before)
            .is_some_and(|before| now.as_str().and_then(formats::date).is_none_or(|now| now < before)),
        _ => false,
    }
}
