//! Facts after the end of an observation, which answers what was known before it. `officer.known_before` is its day to a fact that rests
//! on answers that had arrived before that day and have not changed since, whatever was corrected or confirmed beside them; to one
//! that rests on anything newer it is `null`.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use rulebook::{Edition, Fact, Root, Step};
use serde_json::Value;

use super::{FactValue, value_of};
use crate::state::{Given, State};
use crate::tree::{Cell, ListCell, RecordCell, Slot};
use crate::variables::Common;

/// The name in `officer` of the day before which something was known.
const KNOWN_BEFORE: &str = "known_before";

/// What the end of an observation settles.
pub(super) struct Settled<'s, 'a> {
    state: &'s State<'a>,
    given: Given<'a>,
    ended_on: NaiveDate,
    /// What officers have recorded, to a fact that was known.
    officer: RecordCell<'a>,
    /// Where [`KNOWN_BEFORE`] stands.
    place: usize,
}

/// What of a fact officers had not read when they ended the observation.
enum News {
    Nothing,
    /// Items of these lists.
    Items(BTreeSet<usize>),
    All,
}

impl<'s, 'a> Settled<'s, 'a> {
    /// None where no observation has ended.
    pub(super) fn of(edition: &Edition, state: &'s State<'a>, given: Given<'a>) -> Option<Self> {
        let ended_on = given.officer.ended(given.today)?;
        let place = edition.officer.position(KNOWN_BEFORE)?;
        let officer = state.common().officer;
        let mut slots = officer.slots.to_vec();
        *slots.get_mut(place)? = Slot::of(Cell::date(ended_on));
        let officer = RecordCell { shape: officer.shape, slots: Arc::from(slots) };
        Some(Self { state, given, ended_on, officer, place })
    }

    /// The fact's value; none if it is not of its type.
    pub(super) fn value(&self, edition: &Edition, fact: &Fact) -> Option<FactValue> {
        let unread = self.state.common();
        let known = Common { officer: &self.officer, ..unread };
        match self.news(edition, fact) {
            News::Nothing => value_of(edition, fact, known),
            News::All => value_of(edition, fact, unread),
            News::Items(lists) => {
                let answers = self.only_news(unread.answers, &lists);
                let of_news = value_of(edition, fact, Common { answers: &answers, ..unread })?;
                value_of(edition, fact, if says_nothing(&of_news) { known } else { unread })
            }
        }
    }

    fn news(&self, edition: &Edition, fact: &Fact) -> News {
        let of_officers = fact.is.reads.iter().filter(|read| read.path.root == Root::Officer);
        if of_officers.into_iter().all(|read| read.path.steps != [Step::Member(self.place)]) {
            return News::Nothing; // it asks nothing that would differ
        }
        let mut lists = BTreeSet::new();
        for read in fact.is.reads.iter().filter(|read| read.path.root == Root::Answers) {
            let pointer = read.path.pointer(&edition.shape);
            let question = pointer.split("/*").next().unwrap_or_default();
            match self.given.answers.pointer(question) {
                None | Some(Value::Null) => {}
                Some(Value::Array(items)) if items.iter().any(Value::is_object) => {
                    if !(0..items.len()).any(|place| self.is_news(&format!("{question}/{place}"))) {
                        continue;
                    }
                    match read.path.steps[..] {
                        [Step::Member(list)] | [Step::Member(list), Step::Each, ..] => {
                            lists.insert(list);
                        }
                        _ => return News::All,
                    }
                }
                Some(_) if self.is_news(question) => return News::All,
                Some(_) => {}
            }
        }
        if lists.is_empty() { News::Nothing } else { News::Items(lists) }
    }

    fn is_news(&self, pointer: &str) -> bool {
        let Given { officer, today, .. } = self.given;
        officer.said.day(pointer).unwrap_or_else(|| officer.received(today)) >= self.ended_on
    }

    /// The answers without those items of lists that were known.
    fn only_news(&self, answers: &RecordCell<'a>, lists: &BTreeSet<usize>) -> RecordCell<'a> {
        let mut slots = answers.slots.to_vec();
        for list in lists {
            let (Some(slot), Some(member)) = (slots.get_mut(*list), answers.shape.members.get(*list)) else {
                continue;
            };
            let Cell::List(items) = &slot.cell else { continue };
            let is_news = |place: &usize| self.is_news(&format!("/{}/{place}", member.name));
            let places = (0..items.cells.len()).filter(is_news);
            let cells = places.filter_map(|place| items.cells.get(place).cloned()).collect();
            slot.cell = Cell::List(ListCell { cells: Arc::new(cells) });
        }
        RecordCell { shape: answers.shape, slots: Arc::from(slots) }
    }
}

fn says_nothing(value: &FactValue) -> bool {
    match value {
        FactValue::Null | FactValue::Bool(false) => true,
        FactValue::Texts(texts) => texts.is_empty(),
        FactValue::Stays(stays) => stays.is_empty(),
        _ => false,
    }
}
