//! The answers as expressions see them.
//!
//! One walk over the answers, led by the schema's shape, gives a tree in which every declared property stands: as a CEL
//! value that borrows from the answers, or as `null`. Beside each stands whether it is answered, so that a question of
//! "is this answered?" never needs an expression. Integers are signed; a `number` is always a double; a civil date is
//! the instant of its midnight in UTC.

mod convert;
mod values;

use std::sync::Arc;

use cel::common::types::{CelBool, CelDouble, CelInt, CelNull, CelString, CelTimestamp};
use cel::common::value::Val;
use chrono::{NaiveDate, NaiveTime};
use rulebook::{Need, Read, Record, Step};
use serde_json::Value;

pub(crate) use convert::{Unlisted, convert, is_empty};

/// A CEL value that may borrow from the answers.
#[derive(Debug, Clone)]
pub(crate) enum Cell<'a> {
    Null(CelNull),
    Bool(CelBool),
    Int(CelInt),
    Double(CelDouble),
    Text(CelString<'a>),
    Instant(CelTimestamp),
    List(ListCell<'a>),
    Record(RecordCell<'a>),
}

/// How an answer stands; the last is the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// There is a value.
    Answered,
    /// There is none.
    Missing,
    /// There is one that is wrong in itself.
    Malformed,
    /// The question is not asked.
    Hidden,
}

/// A member of a record.
#[derive(Debug, Clone)]
pub(crate) struct Slot<'a> {
    pub(crate) cell: Cell<'a>,
    pub(crate) standing: Standing,
    /// As it is stored.
    pub(crate) raw: Option<&'a Value>,
}

/// An object. Cloning it copies a pointer, as a loop over items does.
#[derive(Debug, Clone)]
pub(crate) struct RecordCell<'a> {
    pub(crate) shape: &'a Record,
    pub(crate) slots: Arc<[Slot<'a>]>,
}

/// A list of texts or records.
#[derive(Debug, Clone, Default)]
pub(crate) struct ListCell<'a> {
    pub(crate) cells: Arc<Vec<Cell<'a>>>,
}

pub(crate) const NULL: Cell<'static> = Cell::Null(CelNull);

impl<'a> Cell<'a> {
    pub(crate) fn text(text: &'a str) -> Self {
        Cell::Text(CelString::from(text))
    }

    pub(crate) fn date(date: NaiveDate) -> Self {
        Cell::Instant(midnight(date))
    }

    pub(crate) fn int(number: i64) -> Self {
        Cell::Int(CelInt::from(number))
    }

    pub(crate) fn list(cells: Vec<Cell<'a>>) -> Self {
        Cell::List(ListCell { cells: Arc::new(cells) })
    }

    pub(crate) fn as_val(&self) -> &(dyn Val + 'a) {
        match self {
            Cell::Null(null) => null,
            Cell::Bool(truth) => truth,
            Cell::Int(number) => number,
            Cell::Double(number) => number,
            Cell::Text(text) => text,
            Cell::Instant(instant) => instant,
            Cell::List(list) => list,
            Cell::Record(record) => record,
        }
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        if let Cell::Text(text) = self { Some(text.inner()) } else { None }
    }

    pub(crate) fn as_date(&self) -> Option<NaiveDate> {
        if let Cell::Instant(instant) = self { Some(instant.inner().date_naive()) } else { None }
    }

    pub(crate) fn records(&self) -> impl Iterator<Item = &RecordCell<'a>> {
        let cells: &[Cell<'a>] = if let Cell::List(list) = self { &list.cells } else { &[] };
        cells.iter().filter_map(|cell| if let Cell::Record(record) = cell { Some(record) } else { None })
    }
}

/// The instant by which expressions know a civil date.
pub(crate) fn midnight(date: NaiveDate) -> CelTimestamp {
    CelTimestamp::from(date.and_time(NaiveTime::MIN).and_utc().fixed_offset())
}

impl<'a> Slot<'a> {
    pub(crate) fn of(cell: Cell<'a>) -> Self {
        let standing = if matches!(cell, Cell::Null(_)) { Standing::Missing } else { Standing::Answered };
        Slot { cell, standing, raw: None }
    }
}

impl<'a> RecordCell<'a> {
    /// A record of a known shape with these values.
    pub(crate) fn of(shape: &'a Record, cells: impl IntoIterator<Item = Cell<'a>>) -> Self {
        RecordCell { shape, slots: cells.into_iter().map(Slot::of).collect() }
    }

    pub(crate) fn slot(&self, name: &str) -> Option<&Slot<'a>> {
        self.slots.get(self.shape.position(name)?)
    }

    /// The slot of a path of members; items are not entered.
    pub(crate) fn at(&self, steps: &[Step]) -> Option<&Slot<'a>> {
        let (last, above) = steps.split_last()?;
        let Step::Member(last) = last else { return None };
        self.record_at(above)?.slots.get(*last)
    }

    /// The record at a path, an item of a list by its place.
    pub(crate) fn record_at(&self, steps: &[Step]) -> Option<&RecordCell<'a>> {
        let mut record = self;
        let mut steps = steps.iter();
        while let Some(&Step::Member(at)) = steps.next() {
            record = match &record.slots.get(at)?.cell {
                Cell::Record(inner) => inner,
                Cell::List(list) => match (steps.next()?, &list.cells) {
                    (Step::Nth(index), cells) => match cells.get(*index)? {
                        Cell::Record(item) => item,
                        _ => return None,
                    },
                    _ => return None,
                },
                _ => return None,
            };
        }
        Some(record)
    }

    /// The slot at a path, to be changed; a trailing list position means the list. Not while an expression holds a clone.
    pub(crate) fn at_mut(&mut self, steps: &[Step]) -> Option<&mut Slot<'a>> {
        let mut record = self;
        let mut steps = steps.iter();
        loop {
            let Some(&Step::Member(at)) = steps.next() else { return None };
            let slot = Arc::get_mut(&mut record.slots)?.get_mut(at)?;
            let below = steps.as_slice();
            let ends = match &slot.cell {
                Cell::Record(_) => below.is_empty(),
                Cell::List(_) => below.len() < 2,
                _ => true,
            };
            if ends {
                return Some(slot);
            }
            record = match &mut slot.cell {
                Cell::Record(inner) => inner,
                Cell::List(list) => {
                    let &Step::Nth(index) = steps.next()? else { return None };
                    match Arc::get_mut(&mut list.cells)?.get_mut(index)? {
                        Cell::Record(item) => item,
                        _ => return None,
                    }
                }
                _ => return None,
            };
        }
    }

    /// Whether a read from this record on finds what it needs.
    pub(crate) fn satisfies(&self, read: &Read, steps: &[Step]) -> bool {
        let mut record = self;
        for (at, step) in steps.iter().enumerate() {
            let &Step::Member(member) = step else { return false };
            let Some(slot) = record.slots.get(member) else { return false };
            let rest = &steps[at + 1..];
            if rest.is_empty() {
                return allows(slot.standing, read, read.may_be_missing);
            }
            match &slot.cell {
                Cell::Record(inner) => record = inner,
                Cell::List(list) => {
                    if slot.standing != Standing::Answered {
                        return allows(slot.standing, read, read.list_may_be_missing);
                    }
                    let below = &rest[1..];
                    let item = |cell: &Cell<'a>| match cell {
                        Cell::Record(item) => below.is_empty() || item.satisfies(read, below),
                        _ => below.is_empty(),
                    };
                    return match rest.first() {
                        Some(Step::Each) => list.cells.iter().all(item),
                        Some(Step::Nth(index)) => match list.cells.get(*index) {
                            Some(cell) => item(cell),
                            None => allows(Standing::Missing, read, read.list_may_be_missing),
                        },
                        _ => false,
                    };
                }
                _ => return allows(slot.standing, read, false),
            }
        }
        true
    }
}

fn allows(standing: Standing, read: &Read, may_be_missing: bool) -> bool {
    match (read.need, standing) {
        (Need::Shown, standing) => standing != Standing::Hidden,
        (Need::Value, Standing::Answered) => true,
        (Need::Value, Standing::Missing) => may_be_missing,
        (Need::Value, Standing::Hidden) => read.may_be_hidden,
        (Need::Value, Standing::Malformed) => false,
    }
}
