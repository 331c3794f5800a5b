//! Back to what was: every saved state of a draft for thirty days.

use chrono::SecondsFormat;
use declaration::Form;
use rulebook::fields::question_id;
use vault::{DraftRow, PastState};

use super::review::read_back_all;
use super::words::item_number;
use crate::dto::{self, Filling, History, PastAnswers, PastChange};
use crate::{Error, Result, Session, parse_id};

impl Session {
    /// The states that a draft was in before.
    pub fn history(&self, id: &str) -> Result<History> {
        let draft = self.draft(id)?;
        let states = self.vault()?.history(draft.id)?;
        let form = self.form_of(draft.edition)?;
        Ok(History {
            id: id.to_owned(),
            edition: draft.edition,
            who: form.evaluate(&draft.answers, self.day_of(form.edition(), &draft.answers)).who.into(),
            name: self.name_in(draft.edition, &draft.answers)?,
            states: states.iter().map(|state| shown(&form, state)).collect(),
        })
    }

    /// All answers of one of them.
    pub fn past_state(&self, id: &str, seq: i64) -> Result<PastAnswers> {
        let state = self.vault()?.state_at(parse_id(id)?, seq)?;
        let form = self.form_for(&state)?;
        let evaluation = form.evaluate(&state.answers, self.day_of(form.edition(), &state.answers));
        let answers = read_back_all(&form, &evaluation, self.language().tag());
        Ok(PastAnswers { seq, edition: state.edition, answers })
    }

    /// Makes a past state the draft again. What it was until now is a past state then, so this can be taken back.
    pub fn bring_back(&self, id: &str, seq: i64) -> Result<Filling> {
        let id = parse_id(id)?;
        let draft = {
            let mut remembered = self.changing();
            let vault = self.vault()?;
            let mut draft = DraftRow { updated_at: self.host.now(), ..vault.state_at(id, seq)? };
            self.form_of(draft.edition)?; // one that nobody can show any more is not brought back
            let now = vault.draft(id)?.ok_or(Error::DraftUnknown)?;
            let states = vault.history(id)?;
            let saved_at = states.iter().find(|state| state.seq == seq).map(|state| state.saved_at);
            self.brings_no_health_back(&mut draft, saved_at.unwrap_or_default(), &now)?;
            vault.save_draft(&draft)?;
            *remembered = None;
            vault.draft(id)?.ok_or(Error::DraftUnknown)?
        };
        self.filling(&draft)
    }
}

/// The question's name; where a whole part of the answers came or went, that of the page that asks for it.
fn name_of(form: &Form, pointer: &str) -> String {
    let (edition, pointer) = (form.edition(), declaration::pointer::general(pointer));
    if edition.field_at(&pointer).is_some() {
        return question_id(&pointer);
    }
    let within = format!("{pointer}/");
    let page = edition.page_asking(|field| field.pointer.starts_with(&*within));
    page.map_or_else(|| question_id(&pointer), |page| format!("page-{}", page.id))
}

fn shown(form: &Form, state: &PastState) -> dto::PastState {
    let mut changed: Vec<PastChange> = Vec::new();
    for pointer in &state.changed {
        let pointer = pointer.strip_prefix("/answers").unwrap_or(pointer);
        let change = PastChange {
            pointer: pointer.to_owned(),
            text: name_of(form, pointer),
            item: item_number(pointer),
        };
        if !changed.contains(&change) {
            changed.push(change);
        }
    }
    let saved_at = state.saved_at.to_rfc3339_opts(SecondsFormat::Millis, true);
    dto::PastState { seq: state.seq, saved_at, changed }
}
