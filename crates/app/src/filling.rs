//! Filling in: every change is committed before it is shown, valid or not.

mod companion;
mod confirming;
mod copy;
mod declared_before;
pub(crate) mod editing;
pub(crate) mod fresh;
mod history;
pub(crate) mod kinds;
mod mrz;
mod options;
mod proposals;
pub(crate) mod review;
pub(crate) mod seats;
pub(crate) mod spoken;
pub(crate) mod view;
pub(crate) mod words;

use declaration::tidy::Cleaned;
use declaration::{AnswerError, Form};
use platform_api::DeclarationSecret;
use serde_json::Value;
use vault::{Bookmark, DraftKind, DraftRow, Removed};

use self::editing::{open_page, stand_at};
use crate::dto::{self, Filling};
use crate::{Error, Result, Session};

impl Session {
    /// Starts a declaration with an empty draft.
    pub fn new_declaration(&self) -> Result<Filling> {
        let form = self.current_form()?;
        let draft = self.begin(DraftKind::Declaration, form.edition().head.number, form.blank())?;
        self.filling(&draft)
    }

    /// Opens the draft of a declaration where it was left.
    pub fn open_declaration(&self, id: &str) -> Result<Filling> {
        let asked = self.ask_what_is_old(id)?;
        let filling = self.filling(&self.draft(id)?)?;
        Ok(Filling { afresh: asked || filling.afresh, ..filling })
    }

    /// Shows a page, and a question on it.
    pub fn go_to(&self, id: &str, page: &str, pointer: Option<&str>) -> Result<Filling> {
        self.edit(id, |form, draft| {
            kinds::widen_for(form, draft, page)?;
            draft.bookmark = Some(Bookmark { page: page.to_owned(), pointer: pointer.map(str::to_owned) });
            Ok(())
        })
    }

    /// Remembers which question has the focus, so that a restart comes back to it.
    pub fn focus(&self, id: &str, pointer: &str) -> Result<()> {
        self.touch(id, |form, draft| {
            let elsewhere =
                draft.bookmark.as_ref().and_then(|bookmark| bookmark.pointer.as_deref()) != Some(pointer);
            if elsewhere {
                stand_at(form, draft, pointer);
            }
            Ok(elsewhere)
        })
        .map(drop)
    }

    /// Keeps an answer, whatever it is; `null` clears it.
    pub fn answer(&self, id: &str, pointer: &str, value: Value) -> Result<Filling> {
        let mut cleaned = None;
        let filling = self.edit(id, |form, draft| {
            cleaned = self.set(form, draft, pointer, value)?;
            Ok(())
        })?;
        Ok(Filling {
            cleaned: cleaned.map(|what| dto::Cleaned { pointer: pointer.to_owned(), what: what.into() }),
            ..filling
        })
    }

    /// The same without looking at the form afterwards: returns when the answer is committed.
    pub fn keep(&self, id: &str, pointer: &str, value: Value) -> Result<()> {
        let kept = self.touch(id, |form, draft| {
            self.set(form, draft, pointer, value)?;
            draft.updated_at = self.host.now();
            Ok(true)
        });
        kept.map(drop)
    }

    /// The question was left: its findings may speak from now on.
    pub fn leave(&self, id: &str, pointer: &str) -> Result<Filling> {
        let mut emptied = None;
        let filling = self.edit(id, |form, draft| {
            draft.spoken.insert(pointer.to_owned());
            form.part_names(&mut draft.answers, pointer)?;
            self.choose_by_name(form, draft, pointer)?;
            emptied = self.empty_seat_of_before(form, draft, pointer)?;
            Ok(())
        })?;
        Ok(Filling {
            cleaned: emptied.map(|pointer| dto::Cleaned { pointer, what: dto::WentAway::Seat }),
            ..filling
        })
    }

    /// "Continue": the whole page may speak. The next page opens if nothing blocks, and everything that is to be said here was
    /// seen already; `seen` names what stood on the screen, as `rule pointer`. Else this page stays.
    pub fn leave_page(&self, id: &str, seen: &[String]) -> Result<Filling> {
        self.edit(id, |form, draft| {
            let evaluation = self.evaluated(form, draft)?;
            let here = open_page(form, draft, &evaluation).to_owned();
            let Some(at) = evaluation.pages.iter().position(|page| *page.id == *here) else {
                return Err(Error::PageUnknown);
            };
            let page = &evaluation.pages[at];
            spoken::leave_page(draft, page);
            let clean = page.progress.missing == 0 && page.progress.blocking == 0;
            let clean = clean && !spoken::says_something_new(page, &evaluation.findings, seen);
            if let Some(next) = evaluation.pages.get(at + 1).filter(|_| clean) {
                draft.bookmark = Some(Bookmark { page: next.id.to_string(), pointer: None });
            }
            Ok(())
        })
    }

    /// Adds an empty item at the end of a repeating group.
    pub fn add_item(&self, id: &str, pointer: &str) -> Result<Filling> {
        self.edit(id, |form, draft| {
            let index = form.add_item(&mut draft.answers, pointer)?;
            stand_at(form, draft, &format!("{pointer}/{index}"));
            Ok(())
        })
    }

    /// Removes an item; [`Session::undo`] brings it back.
    pub fn remove_item(&self, id: &str, pointer: &str, index: usize) -> Result<Filling> {
        self.edit(id, |form, draft| {
            let value = form.remove_item(&mut draft.answers, pointer, index)?;
            spoken::item_removed(&mut draft.spoken, pointer, index);
            spoken::item_removed(self.typed().of(draft), pointer, index);
            spoken::aside_removed(draft.earlier.as_mut(), pointer, index);
            stand_at(form, draft, pointer);
            draft.undo = Some(Removed { pointer: pointer.to_owned(), index: index as u32, value });
            Ok(())
        })
    }

    /// Puts an item before the one that stands before it: who typed the second leg first need not type both again.
    pub fn raise_item(&self, id: &str, pointer: &str, index: usize) -> Result<Filling> {
        self.edit(id, |form, draft| {
            let above = index.checked_sub(1).ok_or(AnswerError::NoItem)?;
            let value = form.remove_item(&mut draft.answers, pointer, index)?;
            form.insert_item(&mut draft.answers, pointer, above, value)?;
            spoken::items_swapped(&mut draft.spoken, pointer, above, index);
            spoken::items_swapped(self.typed().of(draft), pointer, above, index);
            spoken::asides_swapped(draft.earlier.as_mut(), pointer, above, index);
            stand_at(form, draft, &format!("{pointer}/{above}"));
            Ok(())
        })
    }

    /// Brings back the item that was removed last.
    pub fn undo(&self, id: &str) -> Result<Filling> {
        self.edit(id, |form, draft| {
            let removed = draft.undo.take().ok_or(Error::NothingToUndo)?;
            let index = removed.index as usize;
            form.insert_item(&mut draft.answers, &removed.pointer, index, removed.value)?;
            spoken::item_inserted(&mut draft.spoken, &removed.pointer, index);
            spoken::item_inserted(self.typed().of(draft), &removed.pointer, index);
            spoken::aside_inserted(draft.earlier.as_mut(), &removed.pointer, index);
            stand_at(form, draft, &format!("{}/{index}", removed.pointer));
            Ok(())
        })
    }

    /// A new declaration whose draft starts with `answers`.
    pub(crate) fn begin(&self, kind: DraftKind, edition: u32, answers: Value) -> Result<DraftRow> {
        let (secret, now) = (DeclarationSecret::generate().map_err(|_| Error::Sealing)?, self.host.now());
        let id = secret.revision_token().id(now);
        let kept = vault::DeclarationSecret::from_bytes(*secret.as_bytes());
        Ok(self.vault()?.begin_declaration(id, &kept, (kind, edition), answers, now)?)
    }

    pub(crate) fn progress_of(&self, draft: &DraftRow) -> Result<crate::dto::Progress> {
        let evaluation = self.evaluated(&self.form_for(draft)?, draft)?;
        Ok(view::progress(evaluation.progress()))
    }

    fn set(&self, form: &Form, draft: &mut DraftRow, pointer: &str, value: Value) -> Result<Option<Cleaned>> {
        let before = draft.answers.pointer(pointer).cloned();
        let cleaned = form.set(&mut draft.answers, pointer, value)?;
        if draft.answers.pointer(pointer) != before.as_ref() {
            self.typed().of(draft).insert(pointer.to_owned());
        }
        self.travel_as_taken(form, draft, pointer)?;
        stand_at(form, draft, pointer);
        Ok(cleaned)
    }
}
