//! What a later revision says less of: an illness, a contact or a positive test of a day that is still looked at may be over, and stays
//! what it was. Which answers are kept so, and by which day, the edition says of its confirmations.

use chrono::{NaiveDate, TimeDelta};
use rulebook::{Control, Edition, Field, FormKind, Kept, formats};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What answers say less of than those before them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakenBack {
    /// Where the question stands.
    pub pointer: String,
    /// The day of which what was declared is.
    pub since: NaiveDate,
    /// What was declared and is not any more.
    pub before: Value,
}

/// Where the answers now say less than those before of what is kept.
pub fn taken_back(edition: &Edition, (before, now): (&Value, &Value), today: NaiveDate) -> Vec<TakenBack> {
    let Some(asked) = edition.kinds.asked(FormKind::Confirmation) else { return Vec::new() };
    let mut lost: Vec<TakenBack> = Vec::new();
    for kept in asked.keeps() {
        let Some(since) = last_day(edition, kept, before, today) else { continue };
        let at =
            |field: &Field, answers: &Value| answers.pointer(&field.pointer).cloned().unwrap_or_default();
        let is_less = |field: &&Field| says_less(&at(field, now), &at(field, before));
        let less = kept.fields.iter().map(|id| edition.field(*id)).find(is_less);
        let field = match less {
            Some(field) => field,
            // Of a list its items are kept with what hangs on them.
            None if items_stay(edition, kept, (before, now), today) => continue,
            None => edition.field(kept.fields[0]),
        };
        let pointer = field.pointer.to_string();
        if lost.iter().all(|known| known.pointer != pointer) {
            let before = no_longer(&at(field, now), at(field, before));
            lost.push(TakenBack { pointer, since, before });
        }
    }
    lost
}

/// The last day of what is kept that is still looked at; none where nothing is.
pub fn last_day(edition: &Edition, kept: &Kept, answers: &Value, today: NaiveDate) -> Option<NaiveDate> {
    let pointer = &*edition.field(kept.on).pointer;
    match pointer.split_once("/*") {
        Some(_) => items(edition, kept, answers, today).into_iter().map(|(day, _)| day).max(),
        None => recent(edition, answers.pointer(pointer)?, today),
    }
}

fn recent(edition: &Edition, day: &Value, today: NaiveDate) -> Option<NaiveDate> {
    let since = today - TimeDelta::days(edition.head.look_back_days.into());
    day.as_str().and_then(formats::date).filter(|day| (since..=today).contains(day))
}

/// The items of a list that are kept, each with its day.
fn items<'a>(
    edition: &Edition,
    kept: &Kept,
    answers: &'a Value,
    today: NaiveDate,
) -> Vec<(NaiveDate, &'a Value)> {
    let Some((list, of_item)) = edition.field(kept.on).pointer.split_once("/*") else { return Vec::new() };
    let is_meant = |item: &&Value| {
        kept.only.as_ref().is_none_or(|(field, is)| {
            let at = edition.field(*field).pointer.split_once("/*").map_or("", |(_, at)| at);
            item.pointer(at).and_then(Value::as_str) == Some(is)
        })
    };
    let items = answers.pointer(list).and_then(Value::as_array).into_iter().flatten().filter(is_meant);
    items.filter_map(|item| Some((recent(edition, item.pointer(of_item)?, today)?, item))).collect()
}

/// Whether each item that is kept is still there: of its day or a later one, and of what was chosen in it nothing is another. A test of
/// the throat that becomes one of the blood is another test.
fn items_stay(edition: &Edition, kept: &Kept, (before, now): (&Value, &Value), today: NaiveDate) -> bool {
    let Some((list, _)) = edition.field(kept.on).pointer.split_once("/*") else {
        return last_day(edition, kept, now, today) >= last_day(edition, kept, before, today);
    };
    let of_the_list = format!("{list}/*");
    let chosen: Vec<&str> = edition
        .fields()
        .filter(|field| field.control == Control::Choice)
        .filter_map(|field| field.pointer.strip_prefix(of_the_list.as_str()))
        .collect();
    let now = items(edition, kept, now, today);
    items(edition, kept, before, today).iter().all(|(day, item)| {
        let is_it = |(later, other): &&(NaiveDate, &Value)| {
            later >= day && chosen.iter().all(|at| other.pointer(at) == item.pointer(at))
        };
        now.iter().any(|one| is_it(&one))
    })
}

/// The choices that are gone; all of an answer of which none is.
fn no_longer(now: &Value, before: Value) -> Value {
    let chosen = now.as_array().map(Vec::as_slice).unwrap_or_default();
    let gone = before.as_array().into_iter().flatten().filter(|choice| !chosen.contains(choice));
    let gone: Vec<Value> = gone.cloned().collect();
    if gone.is_empty() { before } else { Value::Array(gone) }
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
