//! Looking the vault's file through, and saving what can be saved of a damaged one.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::{DateTime, Utc};
use platform_api::Reference;
use serde_json::Value;
use uuid::Uuid;
use vault::{Rescue, Unlock, Vault, VaultDir, VaultError};

use super::owners::Choice;
use crate::dto::{Check, LostDeclaration, Rescued, VaultDoor};
use crate::home::latest;
use crate::{App, Host, Key, Result, Session};

/// Whether damage was found in the open file.
#[derive(Clone, Default)]
pub(crate) struct Damage(Arc<AtomicBool>);

impl Damage {
    fn found(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    fn is_found(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// Looks the file through in the background, if the program that had it open before did not close it. Its owner types meanwhile, and
/// locks when they like.
pub(crate) fn look_through(
    vault: &Vault,
    damage: &Damage,
    host: &Arc<dyn Host>,
    runtime: &tokio::runtime::Handle,
) {
    let Some(pages) = vault.page_look().filter(|_| vault.ended_uncleanly()) else { return };
    let (vault, damage, host) = (vault.downgrade(), damage.clone(), host.clone());
    runtime.spawn_blocking(move || {
        let doubts = pages.doubts();
        let Some(vault) = vault.upgrade() else { return };
        let damaged = match doubts {
            Ok(false) => fits_together(&vault).map(|fits| !fits),
            _ => faults(&vault),
        };
        match damaged {
            Ok(true) => {
                damage.found();
                host.damage_found();
            }
            Ok(false) => {}
            Err(error) => tracing::warn!(code = error.code(), "the file was not looked through"),
        }
    });
}

fn fits_together(vault: &Vault) -> std::result::Result<bool, VaultError> {
    match vault.fits_together() {
        Err(VaultError::Damaged) => Ok(false),
        other => other,
    }
}

fn faults(vault: &Vault) -> std::result::Result<bool, VaultError> {
    match vault.check() {
        Ok(faults) => Ok(!faults.is_empty()),
        Err(VaultError::Damaged) => Ok(true),
        Err(error) => Err(error),
    }
}

impl Session {
    /// Looks the whole file through, now.
    pub fn check_vault(&self) -> Result<Check> {
        let damaged = faults(&self.vault()?)?;
        if damaged {
            self.damage.found();
        }
        Ok(Check { damaged })
    }

    pub(super) fn is_damaged(&self) -> bool {
        self.damage.is_found()
    }
}

impl App {
    /// Saves what can be read of a damaged vault into a new one, and opens that. The old file stays in a folder beside it. An open
    /// vault is shut for it, once the key was seen to be right.
    pub async fn rescue(&self, key: Key) -> Result<Rescued> {
        let unlock = Unlock::from(key);
        let directory = self.vault_dir(); // locking forgets whose it was
        if let Ok(session) = self.session() {
            session.vault()?.opens_with(&unlock)?;
            drop(session);
            self.lock(None).await?;
        }
        self.asking.refrain();
        self.choose(Choice::Of(directory.path().to_owned()));
        let now = self.host.now();
        let rescuing = self.runtime.spawn_blocking(move || rescue(&directory, &unlock, now));
        let rescued = rescuing.await.map_err(|_| VaultError::Damaged)?;
        let (vault, rescue) = rescued?;
        let unnamed: BTreeMap<Uuid, (u32, Value)> = rescue
            .lost
            .iter()
            .filter(|lost| lost.name.is_empty() && !lost.all)
            .filter_map(|lost| Some((lost.id, said_last(&vault, lost.id)?)))
            .collect();
        self.opened(vault)?;
        let session = self.session()?;
        let named = |lost: vault::Lost| {
            let said = unnamed.get(&lost.id);
            let name = said.and_then(|(edition, answers)| session.name_in(*edition, answers).ok().flatten());
            let lost = LostDeclaration::from(lost);
            LostDeclaration { name: lost.name.or(name), ..lost }
        };
        Ok(Rescued {
            start: self.start_with(VaultDoor::Open)?,
            kept: rescue.kept,
            lost: rescue.lost.into_iter().map(named).collect(),
            pages: rescue.pages,
            slots_lost: rescue.slots_lost,
            earlier: rescue.earlier,
            aside: rescue.aside.map(|folder| folder.display().to_string()),
        })
    }
}

/// The answers that are left of a declaration: its name is in them, where the list that showed it was lost.
fn said_last(vault: &Vault, id: Uuid) -> Option<(u32, Value)> {
    let (row, draft) = (vault.declaration(id).ok()??, vault.draft(id).ok()?);
    let (edition, answers) = latest(draft.as_ref(), &row);
    Some((edition, answers.clone()))
}

fn rescue(
    directory: &VaultDir,
    unlock: &Unlock,
    now: DateTime<Utc>,
) -> std::result::Result<(Vault, Rescue), VaultError> {
    let (vault, rescue) = Vault::rescue(directory, unlock, now)?;
    tracing::warn!(kept = rescue.kept, lost = rescue.lost.len(), pages = rescue.pages, "rescued");
    Ok((vault, rescue))
}

impl From<vault::Lost> for LostDeclaration {
    fn from(lost: vault::Lost) -> Self {
        LostDeclaration {
            name: Some(lost.name).filter(|name| !name.is_empty()),
            reference: Reference::of(lost.id).to_string(),
            all: lost.all,
            parts: lost.parts.into_iter().map(Into::into).collect(),
        }
    }
}
