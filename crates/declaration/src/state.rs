//! Answers made ready for judging: converted once, checked for shape, hidden where nothing is asked.

mod shape;

use cel::common::types::CelTimestamp;
use chrono::{Days, NaiveDate};
use rulebook::{Edition, Field, FieldId, FormKind, Path, Step, Who};
use serde_json::Value;

use crate::derive::{Known, born, derive};
use crate::evaluation::Argument;
use crate::extent::Extent;
use crate::officer::OfficerFacts;
use crate::part::FormPart;
use crate::relevant::relevant;
use crate::tidy::abroad::examples;
use crate::tree::{self, Cell, NULL, RecordCell, Slot, Standing, Unlisted, midnight};
use crate::variables::{Common, Variables};

pub(crate) use shape::ShapeFault;

/// The finding of what is no telephone number.
const NOT_A_PHONE: &str = "not-a-phone";

/// What is judged, and on which civil day.
#[derive(Clone, Copy)]
pub(crate) struct Given<'a> {
    pub(crate) answers: &'a Value,
    pub(crate) officer: &'a OfficerFacts,
    pub(crate) today: NaiveDate,
    /// What the form is filled in for.
    pub(crate) kind: FormKind,
    /// Whose questions.
    pub(crate) part: FormPart,
}

/// What one evaluation stands on.
pub(crate) struct State<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) kind: FormKind,
    pub(crate) tree: RecordCell<'a>,
    journey: RecordCell<'a>,
    officer: RecordCell<'a>,
    constants: RecordCell<'a>,
    today: CelTimestamp,
    /// The traveller is in China, or the day of the entry has come.
    landed: bool,
    pub(crate) unlisted: Vec<Unlisted>,
    pub(crate) shape_faults: Vec<ShapeFault>,
}

impl<'a> State<'a> {
    /// Looks at a part of the answers; the rest stands as if it were not answered.
    pub(crate) fn of(edition: &'a Edition, given: Given<'a>, extent: &Extent) -> Self {
        let Given { answers, officer, today, kind, part } = given;
        let (mut tree, unlisted) = tree::convert(edition, answers, extent);
        let shape_faults = shape::faults(edition, extent.validator(edition), answers, &mut tree);
        let entry_said_on = officer.entry_said(today);
        let declared_on = officer.declared_on.unwrap_or(today);
        let known = Known { today, declared_on, entry_said_on, landed_on: officer.landed(today) };
        let (journey, entry) = derive(edition, &mut tree, known, extent);
        let head = &edition.head;
        let constants = [
            head.number,
            head.look_back_days,
            head.sending.opens_days_before_departure,
            head.sending.closes_days_after_arrival,
        ];
        let constants =
            RecordCell::of(&edition.constants, constants.map(|number| Cell::int(i64::from(number))));
        let officer = officer.cell(edition, entry, today);
        let today_cell = midnight(today);
        let mut state = State {
            edition,
            kind,
            tree,
            journey,
            officer,
            constants,
            today: today_cell,
            landed: false,
            unlisted,
            shape_faults,
        };
        state.landed = entry.landed_on.is_some() || state.enters_on().is_some_and(|day| day <= today);
        state.check_parents(extent);
        if state.hide(extent, part) {
            (state.journey, _) = derive(edition, &mut state.tree, known, extent);
        }
        state.name_codes();
        state
    }

    /// Says with what a telephone number that is none may begin, by the answers that are asked for.
    fn name_codes(&mut self) {
        if !self.shape_faults.iter().any(|fault| fault.rule == NOT_A_PHONE) {
            return;
        }
        let answers = Value::Object(relevant(&self.tree));
        for fault in self.shape_faults.iter_mut().filter(|fault| fault.rule == NOT_A_PHONE) {
            let codes = examples(self.edition, self.edition.field(fault.field), &answers);
            fault.arguments.insert("codes".to_owned(), Argument::Text(codes));
        }
    }

    pub(crate) fn common(&self) -> Common<'_, 'a> {
        Common {
            answers: &self.tree,
            journey: &self.journey,
            officer: &self.officer,
            constants: &self.constants,
            today: &self.today,
        }
    }

    /// The traveller was born in the days that are looked at, or would be if they entered today.
    pub(crate) fn is_newborn(&self) -> bool {
        let window = self.journey.slot("window_starts_on").and_then(|window| window.cell.as_date());
        let today = self.today.inner().date_naive();
        let from_today = today - Days::new(u64::from(self.edition.head.look_back_days));
        let first = window.map_or(from_today, |window| window.min(from_today));
        born(self.edition, &self.tree).is_some_and(|born| born >= first)
    }

    /// The day of the entry into China.
    pub(crate) fn enters_on(&self) -> Option<NaiveDate> {
        let at = self.edition.journey.position("enters_on")?;
        self.journey.slots.get(at)?.cell.as_date()
    }

    /// Whom the questions speak of.
    pub(crate) fn who(&self) -> Who {
        let mut speaks_of = self.edition.speaks_of.iter();
        let variables = Variables::of(self.common());
        let holds = speaks_of.find(|(_, when)| variables.hold(self.edition, when));
        holds.map(|(who, _)| *who).unwrap_or_default()
    }

    /// The items of a group.
    pub(crate) fn items(&self, group: &Path) -> Vec<&RecordCell<'a>> {
        self.tree.at(&group.steps).map(|slot| slot.cell.records().collect()).unwrap_or_default()
    }

    /// The slot of a field outside groups.
    pub(crate) fn slot(&self, field: &Field) -> Option<&Slot<'a>> {
        self.tree.at(&field.path.steps)
    }

    /// A code whose row lies in another place than the answer it has to lie in is not to be chosen there.
    fn check_parents(&mut self, extent: &Extent) {
        let edition = self.edition;
        for &id in &extent.within {
            let field = edition.field(id);
            let Some(within) = &field.within else { continue };
            let row = |slot: Option<&Slot<'a>>| {
                let code = slot?.cell.as_text()?;
                edition.list(field.list.as_deref()?)?.row(code)
            };
            let (Some(row), Some(parent)) = (row(self.slot(field)), row(self.tree.at(&within.steps))) else {
                continue;
            };
            if row.parent.as_ref() != Some(&parent.code) {
                let elsewhere = Some((row.code.clone(), parent.code.clone()));
                self.unlisted.push(Unlisted { field: field.id, item: None, elsewhere });
                self.put(&field.path.steps, Standing::Malformed);
            }
        }
    }

    /// Hides what is not asked, each question after those that its condition reads. Says whether an answer was hidden.
    fn hide(&mut self, extent: &Extent, part: FormPart) -> bool {
        let (edition, mut hid_answer) = (self.edition, false);
        let mut hide = |state: &mut Self, steps: &[Step]| {
            let before = state.put(steps, Standing::Hidden);
            hid_answer |= !matches!(before, Some(Standing::Missing | Standing::Hidden));
        };
        let wait = if self.landed { &[] } else { edition.after_landing() };
        for &id in edition.kinds.unasked(self.kind).iter().chain(wait) {
            if extent.holds(edition.field(id)) {
                hide(self, &edition.field(id).path.steps);
            }
        }
        for field in edition.fields().filter(|field| !part.asks(field) && extent.holds(field)) {
            hide(self, &field.path.steps);
        }
        for &id in &extent.visibility {
            for steps in self.hidden_places(id) {
                hide(self, &steps);
            }
        }
        hid_answer
    }

    fn hidden_places(&self, id: FieldId) -> Vec<Vec<Step>> {
        let edition = self.edition;
        let field = edition.field(id);
        let Some(visible) = &field.visible else { return Vec::new() };
        let Some(group) = field.group else {
            let shown = Variables::of(self.common()).hold(edition, visible);
            return if shown { Vec::new() } else { vec![field.path.steps.clone()] };
        };
        let items = self.items(&edition.field(group).path);
        let hidden = (0..items.len())
            .filter(|&index| !Variables::at(self.common(), &items, index).hold(edition, visible));
        hidden.map(|index| at_item(&field.path.steps, index)).collect()
    }

    fn put(&mut self, steps: &[Step], standing: Standing) -> Option<Standing> {
        let slot = self.tree.at_mut(steps)?;
        let before = slot.standing;
        slot.standing = standing;
        slot.cell = if matches!(slot.cell, Cell::List(_)) { Cell::list(Vec::new()) } else { NULL };
        Some(before)
    }
}

/// The steps of a field at one item.
pub(crate) fn at_item(steps: &[Step], index: usize) -> Vec<Step> {
    steps.iter().map(|step| if *step == Step::Each { Step::Nth(index) } else { *step }).collect()
}
