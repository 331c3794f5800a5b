//! The forms at hand, one for each edition: the bundled one, and those that came later.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Arc, PoisonError, RwLock};

use chrono::NaiveDate;
use declaration::{Form, FormKind};
use editions::Held;
use rulebook::{Calendar, Edition, Files, Head, Refusal, zhejiang_date};

use vault::{DraftKind, DraftRow};

use crate::dto::NewerEdition;
use crate::surroundings::Surroundings;
use crate::{Error, Result};

/// Forms by edition number. Once read a form stays: a draft that is open under it is not disturbed by a newer one.
pub(crate) struct Forms(RwLock<BTreeMap<u32, Known>>);

/// An edition that is here.
struct Known {
    head: Head,
    state: Ready,
}

enum Ready {
    /// Read and proved.
    Form(Form),
    /// Its files, not looked at before somebody needs them, and the newest risk lists.
    Files(Files, Arc<BTreeMap<u32, Vec<u8>>>),
}

impl Known {
    /// Whether one of those risk lists is newer than the one that its form was read with.
    fn is_older_than(&self, lists: &BTreeMap<u32, Vec<u8>>) -> bool {
        let newest = lists.keys().next_back();
        match &self.state {
            Ready::Form(form) => newest > Some(&form.edition().risks.number),
            Ready::Files(_, known) => newest > known.keys().next_back(),
        }
    }
}

impl Forms {
    /// The bundled edition's form; none at all if that was refused.
    pub(crate) fn bundled() -> Self {
        let mut known = BTreeMap::new();
        match Edition::bundled() {
            Ok(edition) => {
                let head = edition.head.clone();
                known.insert(head.number, Known { head, state: Ready::Form(Form::new(edition)) });
            }
            Err(refusal) => tracing::error!(?refusal, "the bundled rulebook was refused"),
        }
        Forms(RwLock::new(known))
    }

    /// What the first evaluation in this process would wait for, done beforehand.
    pub(crate) fn get_ready(&self) {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut forms = known.values().filter_map(|known| match &known.state {
            Ready::Form(form) => Some(form.clone()),
            Ready::Files(..) => None,
        });
        let one = forms.next_back();
        drop(known);
        if let Some(form) = one {
            form.get_ready();
        }
    }

    /// Takes in what the shelf holds. A number that is here already stays as it is, but for a newer risk list: it is read again
    /// with that one when somebody needs it next.
    pub(crate) fn hold(&self, held: Vec<Held>) {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        for edition in held {
            let head =
                edition.files.0.get("edition.json").and_then(|bytes| serde_json::from_slice(bytes).ok());
            let Some(head) = head else { continue };
            let state = Ready::Files(edition.files, edition.lists.clone());
            match known.entry(edition.number) {
                Entry::Vacant(place) => drop(place.insert(Known { head, state })),
                Entry::Occupied(mut there) if there.get().is_older_than(&edition.lists) => {
                    there.get_mut().state = state;
                }
                Entry::Occupied(_) => {}
            }
        }
    }

    /// The form of a number, read and proved once.
    fn form(&self, number: u32) -> Option<Form> {
        let candidates = {
            let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
            match &known.get(&number)?.state {
                Ready::Form(form) => return Some(form.clone()),
                Ready::Files(files, lists) => files.with_newer_lists(lists),
            }
        };
        let mut loaded = Err(Refusal::new("file-missing", "edition.json", ""));
        for files in &candidates {
            loaded = Edition::load(files);
            if loaded.is_ok() {
                break;
            }
        }
        match loaded {
            Ok(edition) => {
                let form = Form::new(edition.into());
                let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
                known.get_mut(&number)?.state = Ready::Form(form.clone());
                Some(form)
            }
            Err(refusal) => {
                // It was proved before it was kept; an older Guitu may refuse what a newer one took.
                tracing::error!(?refusal, "an edition on the shelf was refused");
                self.0.write().unwrap_or_else(PoisonError::into_inner).remove(&number);
                None
            }
        }
    }

    /// The day on which the newest edition that is here was issued.
    pub(crate) fn newest_issue(&self) -> Option<NaiveDate> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.values().map(|known| known.head.issued).max()
    }

    /// The calendar of the editions that are here.
    pub(super) fn calendar(&self) -> Calendar {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.values().map(|known| &known.head).collect()
    }

    /// The edition that a draft of this one can be brought to on a day, if there is one.
    fn newer(&self, edition: u32, today: NaiveDate) -> Option<NewerEdition> {
        let calendar = self.calendar();
        let newest = calendar.newer_than(edition, today)?;
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        Some(NewerEdition {
            number: newest,
            issued: known.get(&newest)?.head.issued.to_string(),
            taken_until: calendar.taken_until(edition).map(|day| day.to_string()),
            over: calendar.is_over(edition, today),
        })
    }
}

impl Surroundings {
    /// The form of an edition. Where that edition is no longer here, the one in use stands in for it: every answer stays,
    /// and nothing else is asked than by any other new draft.
    pub(crate) fn form_of(&self, edition: u32) -> Result<Form> {
        match self.forms.form(edition) {
            Some(form) => Ok(form),
            None => self.current_form(),
        }
    }

    /// The form of a draft: of its edition, filled in for what the draft is for.
    pub(crate) fn form_for(&self, draft: &DraftRow) -> Result<Form> {
        Ok(self.form_of(draft.edition)?.filled_in_for(form_kind(draft.kind)))
    }

    /// The form that new declarations use.
    pub(crate) fn current_form(&self) -> Result<Form> {
        loop {
            let number = self.forms.calendar().current(self.zhejiang_date()).ok_or(Error::Rulebook)?;
            // One that was refused is gone from the forms; then the next one is tried.
            if let Some(form) = self.forms.form(number) {
                return Ok(form);
            }
        }
    }

    /// Editions begin and end by the date in Zhejiang, wherever the traveller is.
    pub(super) fn zhejiang_date(&self) -> NaiveDate {
        zhejiang_date(self.host.now())
    }

    pub(crate) fn current_head(&self) -> Result<Head> {
        Ok(self.current_form()?.edition().head.clone())
    }

    /// The newer edition that a draft of this one can be brought to, if there is one.
    pub(crate) fn newer_than(&self, edition: u32) -> Option<NewerEdition> {
        self.forms.newer(edition, self.zhejiang_date())
    }
}

/// What the form is filled in for.
pub(crate) fn form_kind(kind: DraftKind) -> FormKind {
    match kind {
        DraftKind::Declaration => FormKind::Declaration,
        DraftKind::Intention => FormKind::Intention,
        DraftKind::Confirmation => FormKind::Confirmation,
    }
}
