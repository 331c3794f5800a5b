//! After sending: a correction is a later revision, and so is a withdrawal. Before sending: a draft can be deleted, and
//! brought back.

use rulebook::zhejiang_date;
use uuid::Uuid;
use vault::{DeclarationRow, DraftKind, OutboxRow, OutboxState, SentRow, VaultError};

use crate::dto::{Card, Filling, Home};
use crate::filling::fresh::{ask_afresh, is_stale};
use crate::filling::kinds::next;
use crate::{Error, Result, Session, parse_id};

/// How far ahead of what is here another computer's revisions are believed; no platform takes one that leaps further.
const LONGEST_LEAP: u32 = 100;

impl Session {
    /// Opens the next revision of a sent declaration, starting from what was sent.
    pub fn correct(&self, id: &str) -> Result<Filling> {
        let uuid = parse_id(id)?;
        let (now, today) = (self.host.now(), self.today());
        self.next_revision(id, |form, sent| {
            let kind = match sent.kind {
                DraftKind::Intention => DraftKind::Intention,
                DraftKind::Declaration | DraftKind::Confirmation => DraftKind::Declaration,
            };
            let stale = kind == DraftKind::Declaration && is_stale(form, &sent, now);
            let said_on = zhejiang_date(sent.sealed_at);
            let mut draft = next(uuid, sent, kind);
            if stale {
                ask_afresh(form, &mut draft, said_on, today)?;
            }
            Ok(draft)
        })
    }

    /// Withdraws a sent declaration; the platform then forgets its answers and its code. At a desk it needs no consent: whoever
    /// takes theirs back is not kept in by that.
    pub fn withdraw(&self, id: &str) -> Result<Card> {
        let id = parse_id(id)?;
        {
            let _changing = self.changing();
            self.take_all_back(id)?;
        }
        self.card(id)
    }

    /// A withdrawal in the place of what was sealed: what waits of it is never sent any more.
    pub(crate) fn take_all_back(&self, id: Uuid) -> Result<()> {
        let row = self.declaration(id)?;
        let is_withdrawn = row.sent.as_ref().is_some_and(|sent| sent.withdrawal);
        if is_withdrawn { Ok(()) } else { self.seal_withdrawal(row) }
    }

    /// Seals a withdrawal that the platform has refused anew: what was refused is refused again, and the platform would keep
    /// what its owner took back. It comes after what the platform says it holds, also what another computer sent.
    pub(crate) fn withdraw_again(&self, id: Uuid) -> Result<()> {
        let _changing = self.changing();
        let row = self.declaration(id)?;
        let Some(sent) = row.sent.as_ref().filter(|sent| sent.withdrawal) else { return Ok(()) };
        let refused = |one: &OutboxRow| one.revision == sent.revision && one.state == OutboxState::Wedged;
        if self.vault()?.outbox(id)?.iter().any(refused) { self.seal_withdrawal(row) } else { Ok(()) }
    }

    fn seal_withdrawal(&self, row: DeclarationRow) -> Result<()> {
        let held = self.kept_status(&row).map_or(0, |status| status.revision);
        let sent = row.sent.ok_or(Error::NotSent)?;
        let held = held.min(sent.revision.saturating_add(LONGEST_LEAP));
        let withdrawal = SentRow {
            revision: sent.revision.max(held).saturating_add(1),
            kind: sent.kind,
            edition: sent.edition,
            answers: sent.answers,
            withdrawal: true,
            sealed_at: self.host.now(),
        };
        self.queue(row.id, withdrawal, None, None)
    }

    /// Deletes a declaration that was never sent, was withdrawn, or waits for a platform that is this app's no more; of a sent
    /// one only the correction's draft.
    /// [`Session::undo_delete`] brings it back.
    pub fn delete_declaration(&self, id: &str) -> Result<Home> {
        let id = parse_id(id)?;
        {
            let _changing = self.changing();
            let vault = self.vault()?;
            let declaration = self.declaration(id)?;
            if self.waits_in_vain(&declaration)? {
                vault.let_go(id, self.host.now())?;
                if let Some(post) = self.post() {
                    post.forget(id);
                }
            } else {
                // What was handed over is only a copy here.
                let kept = declaration.sent.as_ref().is_some_and(|sent| !sent.withdrawal)
                    && vault.handed_over(id)?.is_none();
                match (kept, vault.draft(id)?) {
                    (true, Some(_)) => vault.drop_draft(id, self.host.now())?,
                    (true, None) => return Err(Error::AlreadySent),
                    (false, _) => vault.delete_declaration(id, self.host.now())?,
                }
            }
        }
        self.home()
    }

    /// Whether nothing of it has arrived, and nothing ever will: it was sealed to a platform that this app sends nothing to.
    pub(crate) fn waits_in_vain(&self, declaration: &DeclarationRow) -> Result<bool> {
        let Ok(profile) = self.profile() else { return Ok(false) };
        if declaration.sent.is_none() || declaration.receipt.is_some() {
            return Ok(false);
        }
        let addressee = self.vault()?.addressee(declaration.id)?;
        Ok(addressee.is_some_and(|addressee| addressee != profile.platform().as_str()))
    }

    /// Brings back what [`Session::delete_declaration`] took away: a declaration, or a correction, the one given up last where none is
    /// named. One that was begun since is given up for it, and can come back as well.
    pub fn undo_delete(&self, id: &str, correction: Option<u32>) -> Result<Home> {
        let id = parse_id(id)?;
        {
            let _changing = self.changing();
            let vault = self.vault()?;
            if self.declaration(id)?.deleted_at.is_some() {
                vault.undelete(id)?;
                if let Some(post) = self.post() {
                    post.sealed(id);
                }
            } else {
                vault.restore_draft(id, correction, self.host.now()).map_err(|error| match error {
                    VaultError::NotFound => Error::NothingToUndo,
                    error => error.into(),
                })?;
            }
        }
        self.home()
    }
}
