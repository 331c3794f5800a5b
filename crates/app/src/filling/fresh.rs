//! How the traveller is, as of the day on which it is sealed. A code is assigned anew by every revision, so what a confirmation
//! asks is asked afresh where it was said too long ago: when a revision is begun, and again when one that lay about is opened,
//! reviewed or sent.

use chrono::{DateTime, TimeDelta, Utc};
use declaration::{Form, FormKind};
use rulebook::Field;
use serde_json::Value;
use vault::{DraftKind, DraftRow, SentRow};

use crate::{Result, Session};

impl Session {
    /// Asks afresh how the traveller is, where a revision that was begun says it of days ago.
    pub(crate) fn ask_what_is_old(&self, id: &str) -> Result<()> {
        let now = self.host.now();
        self.touch(id, |form, draft| {
            if draft.kind == DraftKind::Intention || !self.is_old(form, draft, now)? {
                return Ok(false);
            }
            let before = draft.answers.clone();
            ask_afresh(form, draft)?;
            draft.updated_at = now;
            Ok(draft.answers != before)
        })
        .map(drop)
    }

    /// What a state of before says of how the traveller is, and the draft does not say now, is no answer of today: it is asked, where what
    /// was sent is too old.
    pub(crate) fn brings_no_health_back(&self, state: &mut DraftRow, now: &DraftRow) -> Result<()> {
        let form = self.form_of(state.edition)?;
        if !self.is_of_days_ago(&form, now)? {
            return Ok(());
        }
        for field in asked_afresh(&form) {
            if state.answers.pointer(&field.pointer) != now.answers.pointer(&field.pointer) {
                form.set(&mut state.answers, &field.pointer, Value::Null)?;
            }
        }
        Ok(())
    }

    /// Whether a draft corrects what was sent too long ago.
    fn is_of_days_ago(&self, form: &Form, draft: &DraftRow) -> Result<bool> {
        let sent = if draft.revision > 1 { self.declaration(draft.id)?.sent } else { None };
        // A plan says nothing of health: what comes after it is a first declaration, read back as a whole.
        let sent = sent.filter(|sent| sent.kind != DraftKind::Intention);
        Ok(sent.is_some_and(|sent| is_stale(form, &sent, self.host.now())))
    }

    /// What was sent is too old, and of what it said of health something was not answered again since.
    fn is_old(&self, form: &Form, draft: &DraftRow, now: DateTime<Utc>) -> Result<bool> {
        let Some(hours) = form.edition().kinds.fresh_for_hours() else { return Ok(false) };
        if !self.is_of_days_ago(form, draft)? {
            return Ok(false);
        }
        let since = now - TimeDelta::hours(hours.into());
        let answered = self.answered_since(draft, since)?;
        let is_open = |field: &Field| draft.answers.pointer(&field.pointer).is_none_or(Value::is_null);
        Ok(asked_afresh(form).any(|field| !is_open(field) && !answered.iter().any(|at| touches(at, field))))
    }

    /// Pointers of what was changed in a draft since then, as its history tells.
    fn answered_since(&self, draft: &DraftRow, since: DateTime<Utc>) -> Result<Vec<String>> {
        let states = self.vault()?.history(draft.id)?.into_iter();
        Ok(states.filter(|state| state.replaced_at >= since).flat_map(|state| state.changed).collect())
    }
}

/// Whether a change at a pointer changed a field's answer: it, a part of it, or what it is a part of.
fn touches(changed: &str, field: &Field) -> bool {
    let within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    within(changed, &field.pointer) || within(&field.pointer, changed)
}

fn asked_afresh(form: &Form) -> impl Iterator<Item = &Field> {
    let edition = form.edition();
    let asked = edition.kinds.asked(FormKind::Confirmation);
    asked.map(|asked| asked.fields()).unwrap_or_default().iter().map(|id| edition.field(*id))
}

/// Clears what a confirmation asks: the code is assigned anew, and rests on health as it is now.
pub(crate) fn ask_afresh(form: &Form, draft: &mut DraftRow) -> Result<()> {
    for field in asked_afresh(form) {
        form.set(&mut draft.answers, &field.pointer, Value::Null)?;
    }
    Ok(())
}

/// Whether what was sent says nothing any more of how its traveller is.
pub(crate) fn is_stale(form: &Form, sent: &SentRow, now: DateTime<Utc>) -> bool {
    let hours = form.edition().kinds.fresh_for_hours();
    hours.is_some_and(|hours| now - sent.sealed_at > TimeDelta::hours(hours.into()))
}
