//! Reading a draft, changing it, and writing it back in one transaction, before anything is shown.

use declaration::{Evaluation, Form};
use uuid::Uuid;
use vault::{Bookmark, DraftRow, Vault};

use super::view::{self, Around};
use crate::dto::Filling;
use crate::{Error, Result, Session, parse_id};

/// A draft as it stands in the vault. The last one is remembered, so that a keystroke need not read
/// back what the one before it wrote; any other change of the vault makes it forgotten.
#[derive(Clone)]
pub(crate) struct OpenDraft {
    pub(crate) draft: DraftRow,
    /// [`Vault::writes`] when this was so.
    as_of: u64,
}

impl Session {
    /// Changes a draft and shows it as it was written. If writing fails nothing has changed and the error says so.
    pub(crate) fn edit(
        &self,
        id: &str,
        change: impl FnOnce(&Form, &mut DraftRow) -> Result<()>,
    ) -> Result<Filling> {
        let open = self.touch(id, |form, draft| {
            change(form, draft)?;
            draft.updated_at = self.host.now();
            Ok(true)
        })?;
        self.filling(&open.draft)
    }

    /// A draft as it stands.
    pub(crate) fn draft(&self, id: &str) -> Result<DraftRow> {
        Ok(self.touch(id, |_, _| Ok(false))?.draft)
    }

    /// Reads a draft, lets `change` at it, and writes it back if that says that there is something to write.
    pub(crate) fn touch(
        &self,
        id: &str,
        change: impl FnOnce(&Form, &mut DraftRow) -> Result<bool>,
    ) -> Result<OpenDraft> {
        let id = parse_id(id)?;
        let vault = self.vault()?;
        let mut remembered = self.changing();
        // Out of the memory until it is whole again: a change that fails half-way is forgotten.
        let mut open = match remembered.take() {
            Some(open) if open.draft.id == id && open.as_of == vault.writes() => open,
            _ => self.read_draft(&vault, id)?,
        };
        let form = self.form_for(&open.draft)?;
        let taken = open.draft.earlier.as_ref().filter(|earlier| earlier.untouched);
        let as_taken = taken.map(|_| (open.draft.edition, open.draft.answers.clone()));
        if change(&form, &mut open.draft)? {
            if let Some((edition, answers)) = as_taken
                && edition == open.draft.edition
                && answers != open.draft.answers
                && let Some(earlier) = &mut open.draft.earlier
            {
                earlier.untouched = false;
            }
            vault.save_draft(&open.draft)?;
            open.as_of += 1; // ours; had anybody else written meanwhile, the numbers will differ
        }
        Ok(remembered.insert(open).clone())
    }

    fn read_draft(&self, vault: &Vault, id: Uuid) -> Result<OpenDraft> {
        let as_of = vault.writes();
        let draft = vault.draft(id)?.ok_or(Error::DraftUnknown)?;
        Ok(OpenDraft { draft, as_of })
    }

    /// The filling-in screen of a draft as it stands in the vault.
    pub(crate) fn filling(&self, draft: &DraftRow) -> Result<Filling> {
        let form = self.form_for(draft)?;
        let evaluation = self.evaluated(&form, draft)?;
        let around = Around {
            newer: self.newer_than(draft.edition),
            came_from: self.came_from(draft),
            aside: self.set_aside(draft),
            declared_before: self.declared_before_here(&form, draft, &evaluation)?,
            missed: self.missed_leg(&form, draft)?,
        };
        Ok(view::filling(&form, draft, &evaluation, around, self.language().tag()))
    }
}

/// The page where the draft is open, of those that are asked: one that is asked only after landing may not be there.
pub(crate) fn open_page<'a>(form: &'a Form, draft: &DraftRow, evaluation: &'a Evaluation) -> &'a str {
    let page = page_of(form, draft);
    let first = || evaluation.pages.first().map(|page| &*page.id).unwrap_or_default();
    if evaluation.page(page).is_some() { page } else { first() }
}

/// The page where the draft is open: where it was left, or the first.
pub(crate) fn page_of<'a>(form: &'a Form, draft: &DraftRow) -> &'a str {
    let kept =
        draft.bookmark.as_ref().and_then(|bookmark| form.pages().find(|known| *known == bookmark.page));
    kept.or(form.pages().next()).unwrap_or_default()
}

/// Remembers where the traveller is.
pub(crate) fn stand_at(form: &Form, draft: &mut DraftRow, pointer: &str) {
    let page = page_of(form, draft).to_owned();
    draft.bookmark = Some(Bookmark { page, pointer: Some(pointer.to_owned()) });
}
