//! How the traveller is, as of the day on which it is sealed. A code is assigned anew by every revision, so what a confirmation
//! asks is asked afresh where it was said too long ago: when a revision is begun, and again when a draft that lay about, the first
//! one too, is opened, reviewed or sent.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use declaration::{Form, FormKind, Said, still_counts};
use rulebook::{Field, FieldId, zhejiang_date};
use serde_json::Value;
use vault::{DraftKind, DraftRow, SentRow};

use crate::{Result, Session};

impl Session {
    /// Asks afresh how the traveller is, where a draft says it of days ago; says whether it did.
    pub(crate) fn ask_what_is_old(&self, id: &str) -> Result<bool> {
        let (now, today, mut asked) = (self.host.now(), self.today(), false);
        self.touch(id, |form, draft| {
            if draft.kind == DraftKind::Intention || !self.is_old(form, draft, now)? {
                return Ok(false);
            }
            let (before, said_on) = (draft.answers.clone(), self.said_on(draft)?);
            ask_afresh(form, draft, said_on, today)?;
            draft.updated_at = now;
            asked = draft.answers != before;
            Ok(asked)
        })?;
        Ok(asked)
    }

    /// What a state that was saved then says of how the traveller is, and the draft does not say now, is no answer of today: it is
    /// asked, unless it was just said.
    pub(crate) fn brings_no_health_back(
        &self,
        state: &mut DraftRow,
        saved_at: DateTime<Utc>,
        now: &DraftRow,
    ) -> Result<()> {
        let form = self.form_of(state.edition)?;
        let is_first = self.sent_before(now)?.is_none();
        let is_recent = fresh_since(&form, self.host.now()).is_none_or(|since| saved_at >= since);
        if is_first && is_recent || !self.is_of_days_ago(&form, now)? {
            return Ok(());
        }
        let said = Said { answers: &now.answers, on: self.said_on(now)? };
        for field in asked_afresh(&form, said, self.today()) {
            if state.answers.pointer(&field.pointer) != now.answers.pointer(&field.pointer) {
                form.set(&mut state.answers, &field.pointer, Value::Null)?;
            }
        }
        Ok(())
    }

    /// Whether a draft corrects what was sent too long ago, or nothing: of a first declaration each answer is as old as it is.
    fn is_of_days_ago(&self, form: &Form, draft: &DraftRow) -> Result<bool> {
        Ok(self.sent_before(draft)?.is_none_or(|sent| is_stale(form, &sent, self.host.now())))
    }

    /// What a draft corrects. A plan says nothing of health: what comes after it is a first declaration.
    pub(super) fn sent_before(&self, draft: &DraftRow) -> Result<Option<SentRow>> {
        let sent = if draft.revision > 1 { self.declaration(draft.id)?.sent } else { None };
        Ok(sent.filter(|sent| sent.kind != DraftKind::Intention))
    }

    /// The day on which what a draft corrects was declared; today, where it corrects nothing.
    pub(super) fn said_on(&self, draft: &DraftRow) -> Result<NaiveDate> {
        Ok(self.sent_before(draft)?.map_or(self.today(), |sent| zhejiang_date(sent.sealed_at)))
    }

    /// Of what it says of health something was said too long ago, and not again since.
    fn is_old(&self, form: &Form, draft: &DraftRow, now: DateTime<Utc>) -> Result<bool> {
        let Some(since) = fresh_since(form, now) else { return Ok(false) };
        if !self.is_of_days_ago(form, draft)? {
            return Ok(false);
        }
        let states = self.vault()?.history(draft.id)?;
        let begun_at = states.last().map_or(draft.updated_at, |first| first.saved_at);
        if begun_at >= since && self.sent_before(draft)?.is_none() {
            return Ok(false);
        }
        // What another copy brought along was answered when that was saved there, and not when it was taken over.
        let (mut answered, mut saved_at) = (Vec::new(), draft.updated_at);
        for state in states {
            if saved_at.min(state.replaced_at) >= since {
                answered.extend(state.changed);
            }
            saved_at = state.saved_at;
        }
        let is_open = |field: &Field| draft.answers.pointer(&field.pointer).is_none_or(Value::is_null);
        let said = Said { answers: &draft.answers, on: self.said_on(draft)? };
        let mut asked = asked_afresh(form, said, self.today()).into_iter();
        Ok(asked.any(|field| !is_open(field) && !answered.iter().any(|at| touches(at, field))))
    }
}

/// Whether a change at a pointer changed a field's answer: it, a part of it, or what it is a part of.
fn touches(changed: &str, field: &Field) -> bool {
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    within(changed, &field.pointer) || within(&field.pointer, changed)
}

/// What a confirmation asks and these answers do not say of a day that is still looked at.
fn asked_afresh<'a>(form: &'a Form, said: Said<'_>, today: NaiveDate) -> Vec<&'a Field> {
    let edition = form.edition();
    let Some(asked) = edition.kinds.asked(FormKind::Confirmation) else { return Vec::new() };
    let is_kept = |id: &FieldId| {
        // What was measured is measured again.
        let mut kept = asked.keeps().iter().filter(|kept| kept.from.is_none());
        kept.any(|kept| kept.fields.contains(id) && still_counts(edition, kept, said, today).is_some())
    };
    asked.fields().iter().filter(|id| !is_kept(id)).map(|id| edition.field(*id)).collect()
}

/// Clears what a confirmation asks: the code is assigned anew, and rests on health as it is now. What was said with a day that is still
/// looked at stays: whoever presses *none* because they feel well would take back an illness that nobody has ended.
pub(crate) fn ask_afresh(
    form: &Form,
    draft: &mut DraftRow,
    said_on: NaiveDate,
    today: NaiveDate,
) -> Result<()> {
    let said = Said { answers: &draft.answers, on: said_on };
    for field in asked_afresh(form, said, today) {
        form.set(&mut draft.answers, &field.pointer, Value::Null)?;
    }
    Ok(())
}

/// Whether what was sent says nothing any more of how its traveller is.
pub(crate) fn is_stale(form: &Form, sent: &SentRow, now: DateTime<Utc>) -> bool {
    fresh_since(form, now).is_some_and(|since| sent.sealed_at < since)
}

/// Since when an answer about health counts as one of now; none where every one does.
pub(crate) fn fresh_since(form: &Form, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let hours = form.edition().kinds.fresh_for_hours()?;
    Some(now - TimeDelta::hours(hours.into()))
}
