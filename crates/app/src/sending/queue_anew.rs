//! A sealed spool that was found broken and made anew. What it held is put there again by the vaults, each when it is open; that is said
//! once, since those who have theirs shut wait for nothing meanwhile.

use std::sync::PoisonError;

use crate::{Result, Session};

/// The broken ones that this vault's owner was told of, as JSON.
const TOLD: &str = "broken-queues-told";

impl Session {
    /// The broken spools that nobody has told this owner of, by the names of their files; told as long as the vault is open.
    pub(crate) fn queues_made_anew(&self) -> Result<Vec<String>> {
        let vault = self.vault()?;
        let mut telling = self.telling.lock().unwrap_or_else(PoisonError::into_inner);
        let there = outbox::set_aside(&self.paths.data).unwrap_or_default();
        let there: Vec<String> = there.into_iter().map(|aside| aside.name).collect();
        let told = vault.get_setting(TOLD)?.and_then(|text| serde_json::from_str::<Vec<String>>(&text).ok());
        let told = told.unwrap_or_default();
        if there.iter().any(|name| !told.contains(name)) {
            let new: Vec<String> = there
                .iter()
                .filter(|name| !told.contains(name) && !telling.contains(name))
                .cloned()
                .collect();
            telling.extend(new);
            let told = vault.set_setting(TOLD, &serde_json::to_string(&there).unwrap_or_default());
            if let Err(error) = told {
                tracing::warn!(code = error.code(), "it is told once more");
            }
        }
        telling.retain(|name| there.contains(name)); // deleted meanwhile
        Ok(telling.clone())
    }

    /// Nothing of this vault was in those that are there.
    pub(crate) fn had_no_queue(&self) -> Result<()> {
        self.queues_made_anew()?;
        self.telling.lock().unwrap_or_else(PoisonError::into_inner).clear();
        Ok(())
    }
}
