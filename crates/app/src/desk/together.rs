//! For several at once: a common value, which can be taken back, and sending all that are ready.
//!
//! What a common value may be set for is a closed rule (`is_common`): flights, ports and who brings people home. Health, contact,
//! tests, stays, consents, documents and names are each person's own.

use std::collections::BTreeSet;

use declaration::{Control, Form, pointer};
use rulebook::fields::question_id;
use rulebook::{Field, Landmark, Moment};
use serde_json::Value;
use uuid::Uuid;

use super::importing::{item_of, put};
use crate::dto::{
    Choice, CommonDone, CommonQuestion, DeskDoing, DeskFailure, DeskFilter, DeskWork, Problem, Standing,
};
use crate::filling::words::item_number;
use crate::{Error, Result, Session, parse_id};

/// So many legs can be set for several at once.
const LEGS: usize = 3;
/// Of a leg and of the entry: what everybody on a flight has in common.
const OF_THE_FLIGHT: [Landmark; 8] = [
    Landmark::Flight,
    Landmark::LegFrom,
    Landmark::LegTo,
    Landmark::DepartsOn,
    Landmark::DepartsAt,
    Landmark::ArrivesOn,
    Landmark::ArrivesAt,
    Landmark::EntryPort,
];

/// A common value that can be taken back: what each had before.
pub(super) struct CommonUndo {
    pointer: String,
    value: Value,
    before: Vec<(Uuid, Value)>,
}

impl Session {
    /// The questions that can be answered for several at once.
    pub fn common_questions(&self) -> Result<Vec<CommonQuestion>> {
        let form = self.current_form()?;
        let edition = form.edition();
        let common = edition.fields().filter(|field| is_common(&form, field));
        let mut questions = Vec::new();
        for field in common {
            let places = if field.pointer.contains('*') { LEGS } else { 1 };
            for place in 0..places {
                let at = field.pointer.replacen('*', &place.to_string(), 1);
                questions.push(CommonQuestion {
                    text: question_id(&field.pointer),
                    control: field.control.name().to_owned(),
                    item: item_number(&at),
                    choices: choices(field),
                    pointer: at,
                });
            }
        }
        questions.sort_by_key(|question| question.item);
        Ok(questions)
    }

    /// Rows of a long list that fit what was typed for a common value.
    pub fn common_options(&self, pointer: &str, query: &str) -> Result<Vec<Choice>> {
        let form = self.current_form()?;
        let rows = form.options_among(pointer, &form.blank(), query, (self.language().tag(), 20), |_| true);
        let rows = rows.into_iter().map(|row| Choice {
            value: row.code.into(),
            text: None,
            label: Some(row.name),
            detail: row.detail,
        });
        Ok(rows.collect())
    }

    /// Sets a value in each of the chosen drafts, in one transaction.
    pub fn set_common(&self, ids: &[String], pointer: &str, value: &Value) -> Result<CommonDone> {
        self.volunteer()?;
        let form = self.current_form()?;
        let field = form.edition().field_at(&pointer::general(pointer)).ok_or(Error::NotCommon)?;
        if !is_common(&form, field) {
            return Err(Error::NotCommon);
        }
        self.fits_everybody(&form, pointer, value)?;
        let mut remembered = self.changing();
        let vault = self.vault()?;
        let (mut drafts, mut before, mut left) = (Vec::new(), Vec::new(), 0);
        for id in ids {
            let id = parse_id(id)?;
            let draft = vault.draft(id)?;
            let Some(mut draft) = draft.filter(|_| vault.handed_over(id).is_ok_and(|to| to.is_none())) else {
                left += 1;
                continue;
            };
            let form = self.form_for(&draft)?;
            // A leg that somebody does not have is not made for them: taking the value back would leave it there.
            let has_item = item_of(pointer).is_none_or(|(list, index)| {
                draft.answers.pointer(list).and_then(Value::as_array).is_some_and(|items| index < items.len())
            });
            if !has_item {
                left += 1;
                continue;
            }
            let there = draft.answers.pointer(pointer).cloned().unwrap_or_default();
            put(&form, &mut draft.answers, pointer, value.clone())?;
            if draft.answers.pointer(pointer) != Some(&there) {
                draft.updated_at = self.host.now();
                before.push((id, there));
                drafts.push(draft);
            }
        }
        vault.save_drafts(&drafts)?;
        *remembered = None;
        let changed = u32::try_from(drafts.len()).unwrap_or(u32::MAX);
        let set =
            drafts.first().and_then(|draft| draft.answers.pointer(pointer)).cloned().unwrap_or_default();
        let undo = CommonUndo { pointer: pointer.to_owned(), value: set, before };
        *self.desk.undo() = (changed > 0).then_some(undo);
        Ok(CommonDone { changed, left, undo: changed > 0 })
    }

    /// Refuses what is no answer to the question: it would take the answers of all away.
    fn fits_everybody(&self, form: &Form, pointer: &str, value: &Value) -> Result<()> {
        let mut blank = form.blank();
        put(form, &mut blank, pointer, value.clone())?;
        let is_nothing = |value: &Value| value.is_null() || value.as_str().is_some_and(str::is_empty);
        let kept = blank.pointer(pointer).is_some_and(|kept| !is_nothing(kept));
        let evaluation = form.evaluate(&blank, self.today());
        let wrong = evaluation.findings.iter().any(|finding| {
            finding.level == declaration::Level::Blocking
                && finding.rule != declaration::evaluation::REQUIRED
                && finding.pointers.first().is_some_and(|at| **at == *pointer)
        });
        if kept && !wrong { Ok(()) } else { Err(Error::NoAnswer) }
    }

    /// Takes the last common value back, where nothing else was answered since.
    pub fn undo_common(&self) -> Result<CommonDone> {
        self.volunteer()?;
        let undo = self.desk.undo().take().ok_or(Error::NothingToUndo)?;
        let mut remembered = self.changing();
        let vault = self.vault()?;
        let (mut drafts, mut left) = (Vec::new(), 0);
        for (id, before) in undo.before {
            match vault.draft(id)? {
                Some(mut draft) if draft.answers.pointer(&undo.pointer) == Some(&undo.value) => {
                    let form = self.form_for(&draft)?;
                    put(&form, &mut draft.answers, &undo.pointer, before)?;
                    draft.updated_at = self.host.now();
                    drafts.push(draft);
                }
                _ => left += 1,
            }
        }
        vault.save_drafts(&drafts)?;
        *remembered = None;
        Ok(CommonDone { changed: u32::try_from(drafts.len()).unwrap_or(u32::MAX), left, undo: false })
    }

    /// Seals all that are ready among these and puts them into the outbox, one after the other; each of them is safe as soon as it
    /// is sealed. Comes back when all are, or when it was paused. [`Session::desk_work`] says how far it is.
    pub fn send_ready(&self, filter: &DeskFilter) -> Result<DeskWork> {
        self.volunteer()?;
        self.summarise_all(|_| true)?;
        let ready = self.desk_ids(&DeskFilter { standing: Some(Standing::Ready), ..filter.clone() })?;
        let working = self.desk.begin(DeskDoing::Sending, u32::try_from(ready.len()).unwrap_or(u32::MAX))?;
        for id in ready {
            if self.desk.is_paused() {
                self.desk.work().paused = true;
                break;
            }
            if let Err(error) = self.submit(&id.to_string()) {
                let (name, id) = (self.card(id).ok(), id.to_string());
                let name = name.and_then(|card| card.name).unwrap_or_default();
                let problem = Problem::from(error);
                self.desk.work().failed.push(DeskFailure { id, name, problem });
            }
            self.desk.work().done += 1;
        }
        drop(working);
        Ok(self.desk_work())
    }

    /// How far the work under way is.
    pub fn desk_work(&self) -> DeskWork {
        self.desk.work().clone()
    }

    /// Stops the work under way after the case that it is at: nothing that was done is lost.
    pub fn desk_pause(&self) -> DeskWork {
        self.desk.pause();
        self.desk_work()
    }
}

fn choices(field: &Field) -> Vec<Choice> {
    let choice = |option: &std::sync::Arc<str>| Choice {
        value: Value::from(&**option),
        text: Some(rulebook::fields::option_id(&field.pointer, option)),
        label: None,
        detail: None,
    };
    field.options.iter().map(|option| choice(&option.clone().into())).collect()
}

/// Whether a question may have the same answer for several people: what their flight is, and how they go on from the port.
fn is_common(form: &Form, field: &Field) -> bool {
    let landmarks = &form.edition().landmarks;
    let own = ["epidemic-assessment", "identity-check", "consent-record", "helper-record"];
    let of_the_flight: BTreeSet<&str> =
        OF_THE_FLIGHT.iter().filter_map(|landmark| landmarks.pointer(*landmark)).collect();
    // What is asked after landing is for people who are there, each on their own day.
    let onward = field.pointer.starts_with("/onward/")
        && field.control == Control::Choice
        && field.moment != Moment::AfterLanding
        && *field.purpose == *"reception";
    !own.contains(&&*field.purpose)
        && field.control != Control::Consent
        && (of_the_flight.contains(&*field.pointer) || onward)
}
