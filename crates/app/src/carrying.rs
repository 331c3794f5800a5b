//! Cases leave this vault and come into it by a file: a backup, or a hand-over to somebody else. The file lies where its owner
//! chose, or is only shown, as a run of QR codes from one screen to the other (`showing`, `reading`).
//!
//! A hand-over is written whole and flushed before anything is noted: what was handed over and lies nowhere would be lost to both. It gets
//! its name when it is noted: of a hand-over that was not, no file lies about.
//! Afterwards the copy here can be looked at and deleted, not changed and not sent. Offline nobody can promise more, since whoever
//! has an older backup may bring it back; but the platform stores a revision once, and the side that came second learns of it.

pub(crate) mod file;
pub(crate) mod in_hand;
mod reading;
mod receiver;
mod showing;
mod taking;

use std::path::Path;

use backup::{About, Purpose, Seal};
use uuid::Uuid;
use vault::{CarriedCase, Extent, HandedOver, Vault, VaultError};

/// What is written into a file says which form it has.
const _: () = assert!(vault::CASE_FORM == backup::VERSION);

use crate::dto::{Home, SealWith, Written};
use crate::{Error, Result, Session, parse_id};

pub(crate) use reading::Coming;
pub(crate) use showing::Shown;

/// A receiver's name is a note to oneself.
const LONGEST_NAME: usize = 200;

impl Session {
    /// Writes a backup of one declaration, or of all, to `path`.
    pub fn back_up(&self, id: Option<&str>, seal: SealWith, path: &Path) -> Result<Written> {
        let vault = self.vault()?;
        let ids = to_back_up(&vault, id)?;
        self.write(&vault, Purpose::Backup, &ids, seal, path, || Ok(()))
    }

    /// Writes a declaration to `path` for somebody else, who has it in hand from then on.
    pub fn hand_over(&self, id: &str, receiver: &str, seal: SealWith, path: &Path) -> Result<Written> {
        let id = parse_id(id)?;
        let mut remembered = self.changing();
        let vault = self.vault()?;
        let mut noted = false;
        let note = || {
            vault.hand_over(&[id], &self.handed_over_to(receiver))?;
            noted = true;
            Ok(())
        };
        let written = self.write(&vault, Purpose::HandOver, &[id], seal, path, note);
        if written.is_err() && noted {
            vault.undo_hand_over(id)?; // the file did not get its name
        }
        let written = written?;
        *remembered = None;
        Ok(written)
    }

    /// Takes a declaration back that its receiver never got, or has given up.
    pub fn take_back(&self, id: &str) -> Result<Home> {
        let id = parse_id(id)?;
        {
            let mut remembered = self.changing();
            self.vault()?.take_back(id)?;
            *remembered = None;
        }
        self.stop_showing(id);
        self.home()
    }

    /// Leaves a declaration to whoever it was taken back from: they have sent it first.
    pub fn leave_to_them(&self, id: &str) -> Result<Home> {
        let id = parse_id(id)?;
        {
            let mut remembered = self.changing();
            let vault = self.vault()?;
            let to = vault.taken_back_from(id)?.ok_or(VaultError::NotFound)?;
            vault.hand_over(&[id], &HandedOver { at: self.host.now(), ..to })?;
            *remembered = None;
        }
        self.home()
    }

    fn handed_over_to(&self, receiver: &str) -> HandedOver {
        HandedOver { receiver: receiver.trim().chars().take(LONGEST_NAME).collect(), at: self.host.now() }
    }

    fn about(&self, purpose: Purpose, ids: &[Uuid]) -> About {
        About { purpose, made_at: self.host.now(), cases: ids.len() as u32 }
    }

    fn write(
        &self,
        vault: &Vault,
        purpose: Purpose,
        ids: &[Uuid],
        seal: SealWith,
        path: &Path,
        note: impl FnOnce() -> Result<()>,
    ) -> Result<Written> {
        let seal = sealing(seal)?;
        let about = self.about(purpose, ids);
        file::write(path, |to| {
            backup::write(&mut *to, &seal, &about, carried(vault, purpose, ids))?;
            to.sync_all().map_err(backup::Error::from)?;
            note()
        })?;
        Ok(Written { path: path.display().to_string(), cases: about.cases })
    }
}

fn to_back_up(vault: &Vault, id: Option<&str>) -> Result<Vec<Uuid>> {
    Ok(match id {
        Some(id) => vec![parse_id(id)?],
        None => vault.case_ids()?,
    })
}

fn carried(vault: &Vault, purpose: Purpose, ids: &[Uuid]) -> impl Iterator<Item = Result<CarriedCase>> {
    ids.iter().map(move |id| Ok(vault.carry(*id, extent(purpose))?))
}

/// Writes bytes to a place that a person chose, whole or not at all.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    file::write(path, |to| std::io::Write::write_all(to, bytes).map_err(backup::Error::from))?;
    Ok(())
}

fn extent(purpose: Purpose) -> Extent {
    match purpose {
        Purpose::Backup => Extent::Backup,
        Purpose::HandOver => Extent::HandOver,
    }
}

fn sealing(seal: SealWith) -> Result<Seal> {
    Ok(match seal {
        SealWith::Passphrase { text } => {
            vault::require_passphrase(&text.0)?;
            Seal::Passphrase(vault::in_one_form(&text.0))
        }
        SealWith::Receiver { key } => Seal::Receiver(key.parse().map_err(Error::Backup)?),
    })
}
