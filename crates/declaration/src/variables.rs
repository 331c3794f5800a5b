//! The variables of expressions, and whether an expression may be judged.

use cel::common::types::{CelInt, CelNull, CelTimestamp};
use cel::common::value::CowVal;
use cel::context::VariableResolver;
use rulebook::vocabulary::OFFICER_ROOT;
use rulebook::{Edition, Expression, Read, Root};

use crate::tree::RecordCell;

/// What every expression sees.
#[derive(Clone, Copy)]
pub(crate) struct Common<'s, 'a> {
    pub(crate) answers: &'s RecordCell<'a>,
    pub(crate) journey: &'s RecordCell<'a>,
    pub(crate) officer: &'s RecordCell<'a>,
    pub(crate) constants: &'s RecordCell<'a>,
    pub(crate) today: &'s CelTimestamp,
}

/// The common variables, and the item with its neighbours where there is one.
pub(crate) struct Variables<'s, 'a> {
    common: Common<'s, 'a>,
    item: Option<&'s RecordCell<'a>>,
    index: CelInt,
    before: Option<&'s RecordCell<'a>>,
    after: Option<&'s RecordCell<'a>>,
}

static NOTHING: CelNull = CelNull;

impl<'s, 'a> Variables<'s, 'a> {
    pub(crate) fn of(common: Common<'s, 'a>) -> Self {
        Variables { common, item: None, index: CelInt::from(0), before: None, after: None }
    }

    /// The variables at one of the items of a list.
    pub(crate) fn at(common: Common<'s, 'a>, items: &[&'s RecordCell<'a>], index: usize) -> Self {
        Variables {
            common,
            item: items.get(index).copied(),
            index: CelInt::from(i64::try_from(index).unwrap_or(i64::MAX)),
            before: index.checked_sub(1).and_then(|before| items.get(before).copied()),
            after: items.get(index + 1).copied(),
        }
    }

    /// Whether everything that an expression reads is answered, as far as it has to be.
    pub(crate) fn satisfy(&self, expression: &Expression) -> bool {
        expression.reads.iter().all(|read| self.satisfies(read))
    }

    fn satisfies(&self, read: &Read) -> bool {
        let (record, neighbour) = match read.path.root {
            Root::Answers => (Some(self.common.answers), false),
            Root::Journey => (Some(self.common.journey), false),
            Root::Officer | Root::Edition | Root::Facts => return true,
            Root::Item => (self.item, false),
            Root::Before => (self.before, true),
            Root::After => (self.after, true),
        };
        match record {
            Some(record) => record.satisfies(read, &read.path.steps),
            None => neighbour && read.neighbour_may_be_missing,
        }
    }

    /// Whether an expression is true; one that may not be judged, or fails on what it meets, is not.
    pub(crate) fn hold(&self, edition: &Edition, expression: &Expression) -> bool {
        self.satisfy(expression) && expression.holds(&edition.scope(self)).unwrap_or(false)
    }
}

impl VariableResolver for Variables<'_, '_> {
    fn resolve<'b>(&'b self, name: &str) -> Option<CowVal<'b, 'b>> {
        let record = |record: Option<&'b RecordCell<'_>>| -> CowVal<'b, 'b> {
            match record {
                Some(record) => CowVal::Borrowed(record),
                None => CowVal::Borrowed(&NOTHING),
            }
        };
        Some(match name {
            "answers" => CowVal::Borrowed(self.common.answers),
            "journey" => CowVal::Borrowed(self.common.journey),
            OFFICER_ROOT => CowVal::Borrowed(self.common.officer),
            "edition" => CowVal::Borrowed(self.common.constants),
            "today" => CowVal::Borrowed(self.common.today),
            "item" => record(self.item),
            "before" => record(self.before),
            "after" => record(self.after),
            "index" => CowVal::Borrowed(&self.index),
            _ => return None,
        })
    }
}
