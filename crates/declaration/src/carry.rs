//! Taking a draft's answers along to another edition. What still fits is kept; what does not is set aside, whole.

use chrono::NaiveDate;
use rulebook::{Control, Field, FieldId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::form::Form;
use crate::pointer;
use crate::state::State;
use crate::tree::is_empty;

/// Answers under another edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Carried {
    /// What still fits, right or wrong as it was.
    pub answers: Value,
    /// What does not, in the order of the old form. Together with [`Carried::answers`] it is everything there was.
    pub aside: Vec<Aside>,
}

/// An answer that has no place under the other edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Aside {
    /// Where it stood, such as `/legs/0/seat`.
    pub pointer: String,
    /// What it was.
    pub value: Value,
    /// Why it could not stay.
    pub why: Why,
}

/// Why an answer could not stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// The question is no longer asked.
    NotAsked,
    /// The question takes other answers now.
    DoesNotFit,
    /// It agreed to words that have changed since.
    OtherWords,
}

impl Form {
    /// These answers under another edition. An answer that was wrong before stays as it is: its finding says so.
    pub fn carry_to(&self, other: &Form, answers: &Value, today: NaiveDate) -> Carried {
        let here = self.state(answers, today);
        let there = other.state(answers, today);
        let mut aside = Vec::new();
        for field in self.edition.fields().filter(|field| field.control != Control::Group) {
            let kept = other.edition.field_at(&field.pointer);
            for (item, pointer) in places(self, field, answers) {
                let Some(value) = answers.pointer(&pointer).filter(|value| !is_empty(value)) else {
                    continue;
                };
                let why = match kept {
                    None => Some(Why::NotAsked),
                    Some(new) if agreed_to_other_words(field, new, value) => Some(Why::OtherWords),
                    Some(new) if faulty(&there, new.id, item) && !faulty(&here, field.id, item) => {
                        Some(Why::DoesNotFit)
                    }
                    Some(_) => None,
                };
                if let Some(why) = why {
                    aside.push(Aside { pointer, value: value.clone(), why });
                }
            }
        }
        let mut answers = answers.clone();
        for Aside { pointer, .. } in &aside {
            take_out(&mut answers, pointer);
        }
        for consent in self.edition.fields() {
            let Some(version) = &consent.text_version else { continue };
            let Some(words) = take_out(&mut answers, &version.at) else { continue };
            let new = other.edition.field_at(&consent.pointer).and_then(|new| new.text_version.as_ref());
            if let Some(new) = new.filter(|_| answers.pointer(&consent.pointer).is_some()) {
                put_beside(&mut answers, &new.at, words);
            }
        }
        let gone = |group: &&Field| {
            other.edition.field_at(&group.pointer).is_none_or(|new| new.control != Control::Group)
        };
        for group in self.edition.fields().filter(|field| field.control == Control::Group).filter(gone) {
            take_out(&mut answers, &group.pointer);
        }
        Carried { answers, aside }
    }
}

/// Where a field stands in these answers: once, or once an item.
fn places(form: &Form, field: &Field, answers: &Value) -> Vec<(Option<usize>, String)> {
    let Some(group) = field.group else { return vec![(None, field.pointer.to_string())] };
    let items = answers.pointer(&form.edition.field(group).pointer).and_then(Value::as_array);
    let count = items.map_or(0, Vec::len);
    (0..count).map(|index| (Some(index), pointer::at_item(&field.pointer, index))).collect()
}

fn agreed_to_other_words(old: &Field, new: &Field, value: &Value) -> bool {
    new.control == Control::Consent && *value == Value::Bool(true) && !old.agrees_as(new)
}

/// Whether an answer is wrong in itself.
fn faulty(state: &State<'_>, field: FieldId, item: Option<usize>) -> bool {
    state.shape_faults.iter().any(|fault| fault.field == field && fault.item == item)
        || state.unlisted.iter().any(|unlisted| unlisted.field == field && unlisted.item == item)
}

/// Takes an answer out.
fn take_out(answers: &mut Value, pointer: &str) -> Option<Value> {
    let (above, name) = pointer.rsplit_once('/')?;
    answers.pointer_mut(above)?.as_object_mut()?.shift_remove(name)
}

/// Puts the version of a consent's words beside it, where there is an object to hold both.
fn put_beside(answers: &mut Value, pointer: &str, words: Value) {
    let Some((above, name)) = pointer.rsplit_once('/') else { return };
    if let Some(owner) = answers.pointer_mut(above).and_then(Value::as_object_mut) {
        owner.insert(name.to_owned(), words);
    }
}
