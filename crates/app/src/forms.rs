//! The forms at hand, one for each edition: the bundled one, and those that came later.

use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};

use chrono::NaiveDate;
use declaration::Form;
use rulebook::Edition;

use crate::{Answer, App, Error};

/// Forms by edition number. Once here a form stays: a draft that is open under it is not disturbed by a newer one.
pub(crate) struct Forms(RwLock<BTreeMap<u32, Form>>);

impl Forms {
    /// The bundled edition's form; none at all if that was refused.
    pub(crate) fn bundled() -> Self {
        let forms = Forms(RwLock::default());
        match Edition::bundled() {
            Ok(edition) => forms.add(Form::new(edition)),
            Err(refusal) => tracing::error!(?refusal, "the bundled rulebook was refused"),
        }
        forms
    }

    /// Takes one more in; a number that is here already stays as it is.
    pub(crate) fn add(&self, form: Form) {
        let number = form.edition().head.number;
        self.0.write().unwrap_or_else(PoisonError::into_inner).entry(number).or_insert(form);
    }

    fn read<T>(&self, look: impl FnOnce(&BTreeMap<u32, Form>) -> Option<T>) -> Option<T> {
        look(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl App {
    /// The form of an edition. Where that edition is no longer here, the one in use stands in for it: every answer stays,
    /// and taking the newer edition is offered.
    pub(crate) fn form_of(&self, edition: u32) -> Answer<Form> {
        match self.forms.read(|forms| forms.get(&edition).cloned()) {
            Some(form) => Ok(form),
            None => self.current_form(),
        }
    }

    /// The form that new declarations use: the newest edition that holds today, else the oldest there is.
    pub(crate) fn current_form(&self) -> Answer<Form> {
        let today = self.today();
        let current = self.forms.read(|forms| current(forms, today).cloned());
        current.ok_or(Error::Rulebook)
    }
}

fn current(forms: &BTreeMap<u32, Form>, today: NaiveDate) -> Option<&Form> {
    let newest = forms.values().rev().find(|form| form.edition().head.valid_from <= today);
    newest.or_else(|| forms.values().next())
}
