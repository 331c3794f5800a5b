//! What a later revision says less of. An illness, a contact or a positive test of a day that is still looked at may be over, and stays what
//! it was: which answers are kept so, the edition says of its confirmations.

use chrono::{NaiveDate, TimeDelta};
use rulebook::{Control, Edition, Field, FormKind, Kept, Still, formats};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A zone may be a day ahead of Zhejiang's.
const AHEAD: TimeDelta = TimeDelta::days(1);

/// What answers say less of than those before them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retracted {
    /// The question that says it no longer.
    pub pointer: String,
    /// The day of which it was.
    pub since: NaiveDate,
    /// What was answered and is not any more.
    pub before: Vec<Answered>,
    /// It was measured then, and may be another now.
    #[serde(skip)]
    pub measured: bool,
}

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// The question, with `*` for an item.
    pub field: String,
    /// The answer, or those choices of it that are meant.
    pub value: Value,
}

/// Answers, and the day on which they were said.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    /// The answers.
    pub answers: &'a Value,
    /// The day.
    pub on: NaiveDate,
}

impl Retracted {
    /// Whether answers say all of it again.
    pub fn is_said_again(&self, answers: &Value) -> bool {
        self.before.iter().all(|Answered { field, value }| match field.split_once("/*") {
            Some((list, of_item)) => {
                let mut items = answers.pointer(list).and_then(Value::as_array).into_iter().flatten();
                items.any(|item| item.pointer(of_item) == Some(value))
            }
            None => answers.pointer(field).is_some_and(|now| !says_less(now, value)),
        })
    }
}

/// Where the answers now say less than those before of what is kept.
pub fn retracted(edition: &Edition, before: Said<'_>, now: &Value, today: NaiveDate) -> Vec<Retracted> {
    let Some(asked) = edition.kinds.asked(FormKind::Confirmation) else { return Vec::new() };
    let mut all: Vec<Retracted> = Vec::new();
    for kept in asked.keeps() {
        all.extend(over_too_soon(edition, kept, before, now, today));
        let Some(since) = still_counts(edition, kept, before, today) else { continue };
        let Some((field, gone)) = lost(edition, kept, (before.answers, now), today) else { continue };
        let pointer = &*field.pointer;
        match all.iter_mut().find(|one| one.pointer == pointer) {
            Some(known) => {
                known.since = known.since.max(since);
                known
                    .before
                    .extend(gone.into_iter().filter(|one| !known.before.contains(one)).collect::<Vec<_>>());
            }
            None => {
                let measured = kept.from.is_some();
                all.push(Retracted { pointer: pointer.to_owned(), since, before: gone, measured });
            }
        }
    }
    all
}

/// The last day of what is kept, where that is still looked at; none where nothing is. What was so still when it was said is of that day,
/// and so is what was of a day too long ago even then.
pub fn still_counts(edition: &Edition, kept: &Kept, said: Said<'_>, today: NaiveDate) -> Option<NaiveDate> {
    let Said { answers, on } = said;
    let pointer = &*edition.field(kept.on).pointer;
    if pointer.contains("/*") {
        return items(edition, kept, answers, today).into_iter().map(|(day, _)| day).max();
    }
    let answer = answers.pointer(pointer)?;
    let day = match kept.from {
        Some(from) => answer.as_f64().filter(|measured| *measured >= from).map(|_| on),
        None if kept.still.as_ref().is_some_and(|still| is_still(edition, still, answers)) => Some(on),
        None => {
            let day = answer.as_str().and_then(formats::date)?;
            Some(if day < on - look_back(edition) { on } else { day })
        }
    };
    day.filter(|day| is_looked_at(edition, *day, today))
}

fn is_still(edition: &Edition, still: &Still, answers: &Value) -> bool {
    answers.pointer(&edition.field(still.field).pointer) == Some(&still.is)
}

/// What was so still when it was declared, so few days ago that it is by now, and is said to be over.
fn over_too_soon(
    edition: &Edition,
    kept: &Kept,
    Said { answers, on }: Said<'_>,
    now: &Value,
    today: NaiveDate,
) -> Option<Retracted> {
    let still = kept.still.as_ref()?;
    let pointer = &*edition.field(still.field).pointer;
    let is_answered = now.pointer(pointer).is_some_and(|answer| !answer.is_null());
    let is_soon = today < on + TimeDelta::days(still.for_days?.into());
    let is_over =
        is_answered && is_soon && is_still(edition, still, answers) && !is_still(edition, still, now);
    let before = vec![Answered { field: pointer.to_owned(), value: still.is.clone() }];
    is_over.then(|| Retracted { pointer: pointer.to_owned(), since: on, before, measured: false })
}

fn look_back(edition: &Edition) -> TimeDelta {
    TimeDelta::days(edition.head.look_back_days.into())
}

fn is_looked_at(edition: &Edition, day: NaiveDate, today: NaiveDate) -> bool {
    (today - look_back(edition)..=today + AHEAD).contains(&day)
}

/// The question that says less of what is kept, and what it says no longer.
fn lost<'a>(
    edition: &'a Edition,
    kept: &Kept,
    (before, now): (&Value, &Value),
    today: NaiveDate,
) -> Option<(&'a Field, Vec<Answered>)> {
    let at = |field: &Field, answers: &Value| answers.pointer(&field.pointer).cloned().unwrap_or_default();
    let on = edition.field(kept.on);
    let answered = |field: &Field, value| vec![Answered { field: field.pointer.to_string(), value }];
    let says_less = |field: &&Field| match kept.from {
        Some(from) => at(field, now).as_f64().is_none_or(|measured| measured < from),
        None => says_less(&at(field, now), &at(field, before)),
    };
    let less = kept.fields.iter().map(|id| edition.field(*id)).find(says_less);
    let first = less.unwrap_or(edition.field(kept.fields[0]));
    // Of a list its items are kept with what hangs on them: what they were says more than that there were some.
    let gone = items_gone(edition, kept, (before, now), today);
    if !gone.is_empty() {
        return Some((first, gone));
    }
    match less {
        Some(field) => Some((field, answered(field, no_longer(&at(field, now), at(field, before))))),
        None if on.pointer.contains("/*") => None,
        None => says_less(&on).then(|| (first, answered(on, at(on, before)))),
    }
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
    let dated =
        items.filter_map(|item| Some((item.pointer(of_item)?.as_str().and_then(formats::date)?, item)));
    dated.filter(|(day, _)| is_looked_at(edition, *day, today)).collect()
}

/// What was chosen in items that are there no more, and their days. An item is still there of its day or a later one, if nothing that was
/// chosen in it is another: a test of the throat that becomes one of the blood is another test.
fn items_gone(
    edition: &Edition,
    kept: &Kept,
    (before, now): (&Value, &Value),
    today: NaiveDate,
) -> Vec<Answered> {
    let Some((list, of_item)) = edition.field(kept.on).pointer.split_once("/*") else { return Vec::new() };
    let choices = edition.fields().filter(|field| field.control == Control::Choice);
    let chosen: Vec<(&Field, &str)> = choices
        .filter_map(|field| Some((field, field.pointer.strip_prefix(list)?.strip_prefix("/*")?)))
        .collect();
    let now = items(edition, kept, now, today);
    let is_there = |(day, item): &(NaiveDate, &Value)| {
        now.iter().any(|(later, other)| {
            later >= day && chosen.iter().all(|(_, at)| other.pointer(at) == item.pointer(at))
        })
    };
    let said = chosen.iter().copied().chain([(edition.field(kept.on), of_item)]);
    let mut gone = Vec::new();
    for (_, item) in items(edition, kept, before, today).iter().filter(|item| !is_there(item)) {
        gone.extend(said.clone().filter_map(|(field, at)| {
            Some(Answered { field: field.pointer.to_string(), value: item.pointer(at)?.clone() })
        }));
    }
    gone
}

/// The choices that are gone; all of an answer of which none is.
fn no_longer(now: &Value, before: Value) -> Value {
    let chosen = now.as_array().map(Vec::as_slice).unwrap_or_default();
    let gone = before.as_array().into_iter().flatten().filter(|choice| !chosen.contains(choice));
    let gone: Vec<Value> = gone.cloned().collect();
    if gone.is_empty() { before } else { Value::Array(gone) }
}

/// Whether an answer says less than it did: a choice is gone, a yes is none any more, a day is an earlier one, a measure a smaller one.
/// Words may change.
fn says_less(now: &Value, before: &Value) -> bool {
    match before {
        Value::Array(before) => {
            let chosen = now.as_array().map(Vec::as_slice).unwrap_or_default();
            before.iter().any(|choice| !chosen.contains(choice))
        }
        Value::Bool(true) => *now != Value::Bool(true),
        Value::Number(before) => {
            before.as_f64().is_some_and(|before| now.as_f64().is_none_or(|now| now < before))
        }
        Value::String(before) => formats::date(before)
            .is_some_and(|before| now.as_str().and_then(formats::date).is_none_or(|now| now < before)),
        _ => false,
    }
}
