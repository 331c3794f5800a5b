//! Changing answers: set, add, remove, insert. A draft may be wrong; it may not be unknown or without bounds.

use rulebook::shape::{Kind, Member};
use rulebook::{Control, Landmark, Step};
use serde_json::{Map, Value};

use crate::form::Form;
use crate::landmarks::AtLandmarks;
use crate::pointer;
use crate::tidy::{self, Cleaned, Tidied};
use crate::tree::is_empty;

/// Longest text of one answer, in bytes. Longer ones are refused, never cut.
pub const MAX_ANSWER_BYTES: usize = 16 * 1024;

/// Why an answer was not taken. Nothing was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// The form has no such question.
    #[error("answer-unknown")]
    Unknown,
    /// The item is not there.
    #[error("answer-no-item")]
    NoItem,
    /// Larger than [`MAX_ANSWER_BYTES`].
    #[error("answer-too-large")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// The group is full.
    #[error("answer-too-many")]
    TooMany {
        /// Most items.
        limit: u32,
    },
    /// Not a text, number, yes or no, or list of texts.
    #[error("answer-wrong-kind")]
    WrongKind,
}

impl AnswerError {
    /// Code of the messages `err-<code>` and `rec-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Unknown => "answer-unknown",
            Self::NoItem => "answer-no-item",
            Self::TooLarge { .. } => "answer-too-large",
            Self::TooMany { .. } => "answer-too-many",
            Self::WrongKind => "answer-wrong-kind",
        }
    }
}

impl Form {
    /// Answers of a new declaration: nothing but the items that groups start with.
    pub fn blank(&self) -> Value {
        let mut answers = Value::Object(Map::new());
        for field in self.edition.fields() {
            if let (None, Some(value)) = (field.group, &field.starts_as) {
                // Proved when the edition was loaded: the question is known and has this option.
                let _set = self.set(&mut answers, &field.pointer, Value::from(&**value));
            }
            for _ in 0..field.starts_with {
                // Proved when the edition was loaded: the group is known and takes that many.
                let _added = self.add_item(&mut answers, &field.pointer);
            }
        }
        answers
    }

    /// Stores an answer, valid or not, as [`tidy`] makes it, and says what went away unseen; `null`, an empty text and an
    /// empty list clear it.
    ///
    /// A consent with a version of its text keeps that version beside it.
    pub fn set(
        &self,
        answers: &mut Value,
        pointer: &str,
        value: Value,
    ) -> Result<Option<Cleaned>, AnswerError> {
        let (steps, member) = self.edition.shape.resolve(pointer).ok_or(AnswerError::Unknown)?;
        if !is_leaf(&steps, member) {
            return Err(AnswerError::Unknown);
        }
        bounded(&value)?;
        let field = member.field.map(|id| self.edition.field(id));
        let (value, cleaned) = match field {
            Some(field) => {
                let abroad = self.number_abroad(field, answers, &value);
                let Tidied { value, cleaned } = tidy::tidy(field, value);
                (abroad.unwrap_or(value), cleaned)
            }
            None => (value, None),
        };
        let chosen = field.zip(value.as_str()).and_then(|(field, code)| self.whole_and_part(field, code));
        let (value, part) = match chosen {
            Some(chosen) => (chosen.whole.into(), chosen.part),
            None => (value, None),
        };
        let consented = value == Value::Bool(true);
        let cleared = is_empty(&value);
        let Some((above, name)) = pointer.rsplit_once('/') else { return Err(AnswerError::Unknown) };
        let owner = object_at(answers, above)?;
        if cleared {
            owner.shift_remove(name);
        } else {
            owner.insert(name.to_owned(), value);
        }
        if let Some(version) = field.and_then(|field| field.text_version.as_ref()) {
            if consented {
                owner.insert(version.name().to_owned(), Value::String(version.words.clone()));
            } else {
                owner.shift_remove(version.name());
            }
        }
        if let Some((pointer, code)) = part {
            self.set(answers, &pointer, code.into())?;
        }
        Ok(cleaned)
    }

    /// Puts surname and given names into their two places where the first one was left with both, as tickets write them; whether it did.
    /// What stands in the second one is left alone.
    ///
    /// # Errors
    /// [`AnswerError`] of [`Form::set`].
    pub fn part_names(&self, answers: &mut Value, left: &str) -> Result<bool, AnswerError> {
        let at = AtLandmarks::of(&self.edition, answers);
        let landmarks = &self.edition.landmarks;
        let places = landmarks.pointer(Landmark::Surname).zip(landmarks.pointer(Landmark::GivenNames));
        let alone = |places: &(&str, &str)| places.0 == left && at.text(Landmark::GivenNames).is_none();
        let Some((first, second)) = places.filter(alone) else {
            return Ok(false);
        };
        let Some((surname, given)) = at.text(Landmark::Surname).and_then(tidy::names::on_ticket) else {
            return Ok(false);
        };
        let (first, second) = (first.to_owned(), second.to_owned());
        self.set(answers, &first, surname.into())?;
        self.set(answers, &second, given.into())?;
        Ok(true)
    }

    /// Adds an item at the end of a group and gives its place. It is empty but for the answers that its questions start as.
    pub fn add_item(&self, answers: &mut Value, group: &str) -> Result<usize, AnswerError> {
        let end = list_at(answers, group).map_or(0, Vec::len);
        self.insert_item(answers, group, end, Value::Object(self.new_item(group)))?;
        Ok(end)
    }

    fn new_item(&self, group: &str) -> Map<String, Value> {
        let inner = self.edition.field_at(group).map(|group| group.fields.as_slice()).unwrap_or_default();
        let starting = inner.iter().filter_map(|&id| {
            let field = self.edition.field(id);
            let name = field.pointer.rsplit('/').next()?;
            Some((name.to_owned(), Value::from(&**field.starts_as.as_ref()?)))
        });
        starting.collect()
    }

    /// Puts an item, such as one that was removed, at a place of a group.
    pub fn insert_item(
        &self,
        answers: &mut Value,
        group: &str,
        index: usize,
        item: Value,
    ) -> Result<(), AnswerError> {
        let limit = self.group_limit(group)?;
        if !item.is_object() {
            return Err(AnswerError::WrongKind);
        }
        let Some((above, name)) = group.rsplit_once('/') else { return Err(AnswerError::Unknown) };
        let list = object_at(answers, above)?.entry(name).or_insert(Value::Null);
        if !list.is_array() {
            *list = Value::Array(Vec::new());
        }
        let Some(list) = list.as_array_mut() else { return Err(AnswerError::WrongKind) };
        if list.len() >= limit as usize {
            return Err(AnswerError::TooMany { limit });
        }
        if index > list.len() {
            return Err(AnswerError::NoItem);
        }
        list.insert(index, item);
        Ok(())
    }

    /// Takes an item out of a group and gives it back.
    pub fn remove_item(&self, answers: &mut Value, group: &str, index: usize) -> Result<Value, AnswerError> {
        self.group_limit(group)?;
        let list = answers.pointer_mut(group).and_then(Value::as_array_mut).ok_or(AnswerError::NoItem)?;
        if index >= list.len() {
            return Err(AnswerError::NoItem);
        }
        Ok(list.remove(index))
    }

    fn group_limit(&self, group: &str) -> Result<u32, AnswerError> {
        let field = self.edition.field_at(group).filter(|field| field.control == Control::Group);
        field.and_then(|field| field.max_items).ok_or(AnswerError::Unknown)
    }
}

fn is_leaf(steps: &[Step], member: &Member) -> bool {
    let concrete = steps.iter().all(|step| *step != Step::Each);
    let ends_at_member = matches!(steps.last(), Some(Step::Member(_)));
    let nested = matches!(member.kind, Kind::Record(_) | Kind::Records(_));
    concrete && ends_at_member && !nested && member.derived.is_none()
}

fn bounded(value: &Value) -> Result<(), AnswerError> {
    let too_large = AnswerError::TooLarge { limit: MAX_ANSWER_BYTES };
    match value {
        Value::String(text) if text.len() > MAX_ANSWER_BYTES => Err(too_large),
        Value::Array(items) => {
            let mut size = 0;
            for item in items {
                let Value::String(text) = item else { return Err(AnswerError::WrongKind) };
                size += text.len() + 3;
            }
            if size > MAX_ANSWER_BYTES { Err(too_large) } else { Ok(()) }
        }
        Value::Object(_) => Err(AnswerError::WrongKind),
        _ => Ok(()),
    }
}

fn list_at<'a>(answers: &'a Value, pointer: &str) -> Option<&'a Vec<Value>> {
    answers.pointer(pointer)?.as_array()
}

/// The object at a pointer whose names the schema knows; made where it is missing, but never an item of a list.
fn object_at<'a>(answers: &'a mut Value, pointer: &str) -> Result<&'a mut Map<String, Value>, AnswerError> {
    if let Some((list, item)) = item_prefix(pointer)
        && list_at(answers, list).is_none_or(|list| list.len() <= item)
    {
        return Err(AnswerError::NoItem);
    }
    let mut node = object(answers)?;
    let mut parts = pointer.split('/').skip(1).peekable();
    while let Some(name) = parts.next() {
        let child = node.entry(name).or_insert(Value::Null);
        node = match parts.next_if(|next| pointer::is_position(next)) {
            None => object(child)?,
            Some(index) => {
                let index: usize = index.parse().map_err(|_| AnswerError::NoItem)?;
                object(child.as_array_mut().and_then(|list| list.get_mut(index)).ok_or(AnswerError::NoItem)?)?
            }
        };
    }
    Ok(node)
}

/// The list and the place in it that a pointer leads into.
fn item_prefix(pointer: &str) -> Option<(&str, usize)> {
    let index = pointer::item_index(pointer)?;
    let end = pointer.find(&format!("/{index}"))?;
    Some((&pointer[..end], index))
}

/// The value as an object; what was no object cannot hold the answer and gives way.
fn object(value: &mut Value) -> Result<&mut Map<String, Value>, AnswerError> {
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    value.as_object_mut().ok_or(AnswerError::WrongKind)
}
