//! A sealed spool that was found broken and made anew. What it held is put there again by the vaults, each when it is open; that is said
//! once, since those who have theirs shut wait for nothing meanwhile.

use std::sync::PoisonError;

use vault::Vault;

use crate::{Result, Session};

/// The broken ones that this vault's owner was told of, as JSON.
const TOLD: &str = "broken-queues-told";

impl Session {
    /// The broken spools that nobody has told this owner of, by the names of their files; told as long as the vault is open.
    pub(crate) fn queues_made_anew(&self) -> Result<Vec<String>> {
        let told = told(&self.vault()?)?;
        let mut telling = self.telling.lock().unwrap_or_else(PoisonError::into_inner);
        let there = self.broken_queues();
        let new: Vec<String> =
            there.iter().filter(|name| !told.contains(name) && !telling.contains(name)).cloned().collect();
        telling.extend(new);
        telling.retain(|name| there.contains(name)); // deleted meanwhile
        Ok(telling.clone())
    }

    /// Notes what this owner was told, when they go away: whoever saw nothing of it, since the window died, is told once more.
    pub(crate) fn note_told_queues(&self, vault: &Vault) {
        let telling = self.telling.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if !telling.is_empty() {
            let told = told(vault).unwrap_or_default();
            let known = |name: &String| told.contains(name) || telling.contains(name);
            note(vault, &self.broken_queues().into_iter().filter(known).collect::<Vec<_>>());
        }
    }

    /// Nothing of this vault was in those that are there.
    pub(crate) fn had_no_queue(&self) -> Result<()> {
        let there = self.broken_queues();
        if !there.is_empty() {
            note(&self.vault()?, &there);
        }
        Ok(())
    }

    fn broken_queues(&self) -> Vec<String> {
        let there = outbox::set_aside(&self.paths.data).unwrap_or_default();
        there.into_iter().map(|aside| aside.name).collect()
    }
}

fn told(vault: &Vault) -> Result<Vec<String>> {
    let told = vault.get_setting(TOLD)?.and_then(|text| serde_json::from_str(&text).ok());
    Ok(told.unwrap_or_default())
}

/// A disk that does not take it: then it is told once more.
fn note(vault: &Vault, names: &[String]) {
    if let Err(error) = vault.set_setting(TOLD, &serde_json::to_string(names).unwrap_or_default()) {
        tracing::warn!(code = error.code(), "it is told once more");
    }
}
