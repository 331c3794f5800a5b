//! Reading a draft, changing it, and writing it back in one transaction, before anything is shown.

use declaration::Form;
use uuid::Uuid;
use vault::{DraftRow, Place};

use crate::dto::Filling;
use crate::{Answer, App, Error, parse_id, view};

impl App {
    pub(crate) fn draft(&self, id: Uuid) -> Answer<DraftRow> {
        self.vault()?.draft(id)?.ok_or(Error::DraftUnknown)
    }

    /// Changes a draft and shows it as it was written. If writing fails nothing has changed and the error says so.
    pub(crate) fn edit(
        &self,
        id: &str,
        change: impl FnOnce(&Form, &mut DraftRow) -> Answer<()>,
    ) -> Answer<Filling> {
        let draft = self.touch(id, |form, draft| {
            change(form, draft)?;
            draft.updated_at = self.host.now();
            Ok(true)
        })?;
        self.filling(&draft)
    }

    /// Reads a draft, lets `change` at it, and writes it back if that says that there is something to write.
    pub(crate) fn touch(
        &self,
        id: &str,
        change: impl FnOnce(&Form, &mut DraftRow) -> Answer<bool>,
    ) -> Answer<DraftRow> {
        let form = self.form()?;
        let id = parse_id(id)?;
        let vault = self.vault()?;
        let _changing = self.changing();
        let mut draft = vault.draft(id)?.ok_or(Error::DraftUnknown)?;
        if change(form, &mut draft)? {
            vault.save_draft(&draft)?;
        }
        Ok(draft)
    }

    /// The filling-in screen of a draft as it stands in the vault.
    pub(crate) fn filling(&self, draft: &DraftRow) -> Answer<Filling> {
        let form = self.form()?;
        let evaluation = form.evaluate(&draft.answers, self.today());
        let state = self.send_state(draft.id)?;
        Ok(view::filling(form, draft, &evaluation, state, self.language().tag()))
    }
}

/// The page where the draft is open: where it was left, or the first.
pub(crate) fn page_of<'a>(form: &'a Form, draft: &'a DraftRow) -> &'a str {
    let pages = &form.edition().pages;
    let kept = draft.place.as_ref().and_then(|place| pages.iter().find(|known| *known.id == *place.page));
    kept.or(pages.first()).map_or("", |page| &page.id)
}

/// Remembers where the traveller is.
pub(crate) fn stand_at(form: &Form, draft: &mut DraftRow, pointer: &str) {
    let page = page_of(form, draft).to_owned();
    draft.place = Some(Place { page, pointer: Some(pointer.to_owned()) });
}
