//! What was forgotten leaves the spool as well, also where that was not possible in the same moment: the program was killed in
//! between, no platform was known, or it went for good with the thirty days. Its id is noted in the vault before, and the note
//! ends with the row.

use std::collections::BTreeSet;

use uuid::Uuid;
use vault::{Vault, VaultError};

use crate::Session;

const SETTING: &str = "leaving-spool";

/// Notes what is deleted and goes for good with one of the next purges. What is in somebody else's hands may be theirs in the spool, too.
pub(crate) fn note_deleted(vault: &Vault) -> Result<(), VaultError> {
    let mut deleted = Vec::new();
    for row in vault.deleted_declarations()? {
        if vault.handed_over(row.id)?.is_none() {
            deleted.push(row.id);
        }
    }
    note(vault, &deleted)
}

/// Notes what is about to be forgotten.
pub(crate) fn note(vault: &Vault, ids: &[Uuid]) -> Result<(), VaultError> {
    let before = noted(vault)?;
    let mut all = before.clone();
    all.extend(ids);
    write(vault, &before, &all)
}

/// Lets go of what this vault does not know any more; `forget` says whether it did. What was brought back, stays.
fn leave(vault: &Vault, mut forget: impl FnMut(Uuid) -> bool) -> Result<(), VaultError> {
    let before = noted(vault)?;
    let mut all = before.clone();
    for id in &before {
        let stays_noted = match vault.declaration(*id)? {
            None => !forget(*id),
            Some(row) => row.deleted_at.is_some(),
        };
        if !stays_noted {
            all.remove(id);
        }
    }
    write(vault, &before, &all)
}

fn noted(vault: &Vault) -> Result<BTreeSet<Uuid>, VaultError> {
    let text = vault.get_setting(SETTING)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

fn write(vault: &Vault, before: &BTreeSet<Uuid>, all: &BTreeSet<Uuid>) -> Result<(), VaultError> {
    if before == all {
        return Ok(());
    }
    vault.set_setting(SETTING, &serde_json::to_string(all).unwrap_or_default())
}

impl Session {
    /// Takes out of the spool what was forgotten; what fails is done at the next opening.
    pub(crate) fn leave_spool(&self, vault: &Vault) {
        let Some(post) = self.post() else { return };
        if let Err(error) = leave(vault, |id| post.forget(id)) {
            tracing::warn!(code = error.code(), "what was forgotten may still be in the spool");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;
    use vault::{KEPT, MemoryKeychain, NewSlot, Progress, VaultDir};

    use super::*;

    #[test]
    fn what_is_forgotten_or_purged_leaves_the_spool_at_the_latest_when_there_is_one() {
        let folder = tempfile::tempdir().unwrap();
        let directory = VaultDir::with_keychain(folder.path(), Arc::new(MemoryKeychain::default()));
        let now = chrono::DateTime::UNIX_EPOCH + chrono::TimeDelta::days(20_000);
        let vault = Vault::create(&directory, NewSlot::Keychain, now).unwrap();
        let made = || vault.new_declaration(1, json!({}), now).unwrap().id;
        let [forgotten, purged, back, kept] = [made(), made(), made(), made()];
        for id in [forgotten, purged, back] {
            vault.delete_declaration(id, now).unwrap();
        }
        let gone = |works: bool| {
            let mut gone = Vec::new();
            leave(&vault, |id| {
                gone.push(id);
                works
            })
            .unwrap();
            gone
        };
        note_deleted(&vault).unwrap();
        assert!(gone(true).is_empty(), "what is deleted can come back");

        note(&vault, &[forgotten]).unwrap();
        vault.forget(forgotten, &(Arc::new(|_| {}) as Progress)).unwrap();
        assert_eq!(gone(false), [forgotten], "a spool that fails");
        assert_eq!(gone(true), [forgotten], "is asked again");
        assert!(gone(true).is_empty(), "once");

        vault.undelete(back).unwrap();
        vault.purge(now).unwrap();
        vault.purge(now + KEPT / 2).unwrap();
        vault.purge(now + KEPT + chrono::TimeDelta::days(1)).unwrap();
        assert_eq!(gone(true), [purged], "with the thirty days");
        assert!(vault.declaration(kept).unwrap().is_some() && vault.declaration(back).unwrap().is_some());
        assert!(noted(&vault).unwrap().is_empty(), "no id of what is gone stays");
    }
}
