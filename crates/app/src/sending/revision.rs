//! After sending: a correction is a later revision, and so is a withdrawal. Before sending: a draft can be deleted, and
//! brought back.

use vault::{DraftKind, SentRow, VaultError};

use crate::dto::{Card, Filling, Home};
use crate::filling::kinds::next;
use crate::{Error, Result, Session, parse_id};

impl Session {
    /// Opens the next revision of a sent declaration, starting from what was sent.
    pub fn correct(&self, id: &str) -> Result<Filling> {
        let uuid = parse_id(id)?;
        self.next_revision(id, |_, sent| {
            let intends = sent.kind == DraftKind::Intention;
            Ok(next(uuid, sent, if intends { DraftKind::Intention } else { DraftKind::Declaration }))
        })
    }

    /// Withdraws a sent declaration; the platform then forgets its answers and its code.
    pub fn withdraw(&self, id: &str) -> Result<Card> {
        let id = parse_id(id)?;
        {
            let _changing = self.changing();
            let sent = self.declaration(id)?.sent.ok_or(Error::NotSent)?;
            if !sent.withdrawal {
                let withdrawal = SentRow {
                    revision: sent.revision + 1,
                    kind: sent.kind,
                    edition: sent.edition,
                    answers: sent.answers,
                    withdrawal: true,
                    sealed_at: self.host.now(),
                };
                self.queue(id, withdrawal, None)?;
            }
        }
        self.card(id)
    }

    /// Deletes a declaration that was never sent, or was withdrawn; of a sent one only the correction's draft.
    /// [`Session::undo_delete`] brings it back.
    pub fn delete_declaration(&self, id: &str) -> Result<Home> {
        let id = parse_id(id)?;
        {
            let _changing = self.changing();
            let vault = self.vault()?;
            let declaration = self.declaration(id)?;
            // What was handed over is only a copy here.
            let kept = declaration.sent.as_ref().is_some_and(|sent| !sent.withdrawal)
                && vault.handed_over(id)?.is_none();
            match (kept, vault.draft(id)?) {
                (true, Some(_)) => vault.drop_draft(id, self.host.now())?,
                (true, None) => return Err(Error::AlreadySent),
                (false, _) => vault.delete_declaration(id, self.host.now())?,
            }
        }
        self.home()
    }

    /// Brings back what [`Session::delete_declaration`] took away.
    pub fn undo_delete(&self, id: &str) -> Result<Home> {
        let id = parse_id(id)?;
        {
            let _changing = self.changing();
            let vault = self.vault()?;
            if self.declaration(id)?.deleted_at.is_some() {
                vault.undelete(id)?;
            } else {
                vault.restore_draft(id).map_err(|error| match error {
                    VaultError::NotFound => Error::NothingToUndo,
                    error => error.into(),
                })?;
            }
        }
        self.home()
    }
}
