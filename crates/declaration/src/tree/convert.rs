//! From JSON to cells, led by the shape; what does not fit is malformed and stands as `null`.

use cel::common::types::{CelBool, CelDouble};
use rulebook::shape::{Kind, Member};
use rulebook::vocabulary::MAX_LIST_ITEMS;
use rulebook::{Edition, FieldId, Record, formats};
use serde_json::{Map, Value};

use super::{Cell, NULL, RecordCell, Slot, Standing};
use crate::extent::{Extent, Marks};

/// An answer whose code is not in its list, not of the level asked for, or not in the place that it has to lie in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unlisted {
    pub(crate) field: FieldId,
    pub(crate) item: Option<usize>,
    /// Its code, and that of the place that was chosen, where it is in the list and lies elsewhere.
    pub(crate) elsewhere: Option<(String, String)>,
}

/// Converts answers whatever they hold; also gives the codes that are not in their lists.
/// What the extent leaves out stands as missing.
pub(crate) fn convert<'a>(
    edition: &'a Edition,
    answers: &'a Value,
    extent: &Extent,
) -> (RecordCell<'a>, Vec<Unlisted>) {
    let mut convert = Convert { edition, unlisted: Vec::new(), item: None };
    let tree = convert.record(&edition.shape, answers.as_object(), extent.marks.as_ref());
    (tree, convert.unlisted)
}

struct Convert<'a> {
    edition: &'a Edition,
    unlisted: Vec<Unlisted>,
    item: Option<usize>,
}

impl<'a> Convert<'a> {
    fn record(
        &mut self,
        shape: &'a Record,
        object: Option<&'a Map<String, Value>>,
        marks: Option<&Marks>,
    ) -> RecordCell<'a> {
        let slots = shape.members.iter().enumerate().map(|(at, member)| {
            let inner = marks.and_then(|marks| marks.of(at));
            if member.derived.is_some() || (marks.is_some() && inner.is_none()) {
                return Slot { cell: NULL, standing: Standing::Missing, raw: None };
            }
            self.slot(member, object.and_then(|object| find(object, &member.name)), inner)
        });
        RecordCell { shape, slots: slots.collect() }
    }

    fn slot(&mut self, member: &'a Member, raw: Option<&'a Value>, marks: Option<&Marks>) -> Slot<'a> {
        match &member.kind {
            Kind::Record(shape) => {
                let cell = Cell::Record(self.record(shape, raw.and_then(Value::as_object), marks));
                Slot { cell, standing: Standing::Answered, raw }
            }
            Kind::Records(shape) => self.records(shape, raw, marks),
            Kind::Texts => texts(raw),
            _ => match raw {
                Some(value) if !is_empty(value) => match self.leaf(member, value) {
                    Some(cell) => Slot { cell, standing: Standing::Answered, raw },
                    None => Slot { cell: NULL, standing: Standing::Malformed, raw },
                },
                _ => Slot { cell: NULL, standing: Standing::Missing, raw },
            },
        }
    }

    fn records(&mut self, shape: &'a Record, raw: Option<&'a Value>, marks: Option<&Marks>) -> Slot<'a> {
        let items = raw.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let standing = match raw {
            None | Some(Value::Null) => Standing::Missing,
            Some(Value::Array(items)) if items.is_empty() => Standing::Missing,
            Some(Value::Array(items)) if items.iter().all(Value::is_object) => Standing::Answered,
            Some(_) => Standing::Malformed,
        };
        let mut cells = Vec::with_capacity(items.len());
        for (index, item) in items.iter().take(MOST).enumerate() {
            self.item = Some(index);
            cells.push(Cell::Record(self.record(shape, item.as_object(), marks)));
        }
        self.item = None;
        Slot { cell: Cell::list(cells), standing, raw }
    }

    fn leaf(&mut self, member: &'a Member, value: &'a Value) -> Option<Cell<'a>> {
        match &member.kind {
            Kind::Text => {
                let text = value.as_str()?;
                match member.field {
                    Some(id) => self.listed(id, text).map(Cell::text),
                    None => Some(Cell::text(text)),
                }
            }
            Kind::Time => formats::time(value.as_str()?).and(value.as_str()).map(Cell::text),
            Kind::Date => formats::date(value.as_str()?).map(formats::judged).map(Cell::date),
            Kind::Integer => whole(value).map(Cell::int),
            Kind::Number => value
                .as_f64()
                .filter(|number| number.is_finite())
                .map(|number| Cell::Double(CelDouble::from(number))),
            Kind::YesNo => value.as_bool().map(|truth| Cell::Bool(CelBool::from(truth))),
            Kind::Texts | Kind::Record(_) | Kind::Records(_) | Kind::Instant => None,
        }
    }

    /// The text of an answer; of a listed one the present code, if it is in the list and of the level.
    fn listed(&mut self, id: FieldId, text: &'a str) -> Option<&'a str> {
        let edition = self.edition;
        let field = edition.field(id);
        let Some(list) = field.list.as_deref() else { return Some(text) };
        let row = edition.list(list).and_then(|list| list.row(text));
        match row.filter(|row| field.offers(row)) {
            Some(row) => Some(&row.code),
            None => {
                self.unlisted.push(Unlisted { field: id, item: self.item, elsewhere: None });
                None
            }
        }
    }
}

/// A member of an object. Objects of answers are small: looking at each name costs less than hashing one.
fn find<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if object.len() > MANY_MEMBERS {
        return object.get(name);
    }
    object.iter().find(|(member, _)| *member == name).map(|(_, value)| value)
}

const MANY_MEMBERS: usize = 16;

fn texts<'a>(raw: Option<&'a Value>) -> Slot<'a> {
    let items = raw.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let texts = items.iter().take(MOST).filter_map(Value::as_str);
    let cell = Cell::list(texts.map(Cell::text).collect());
    let standing = match raw {
        None | Some(Value::Null) => Standing::Missing,
        Some(Value::Array(items)) if items.is_empty() => Standing::Missing,
        Some(Value::Array(items)) if items.iter().all(Value::is_string) => Standing::Answered,
        Some(_) => Standing::Malformed,
    };
    Slot { cell, standing, raw }
}

/// Most items that are looked at: one more than any list may hold, so that a list which is too long stays so.
const MOST: usize = MAX_LIST_ITEMS as usize + 1;

/// A whole number, also one written `3.0`.
fn whole(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| {
        let number = value.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 9e15)?;
        #[allow(clippy::cast_possible_truncation)]
        Some(number as i64)
    })
}

/// Whether a value counts as no answer: nothing, a text of spaces, a list without items.
pub(crate) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}
