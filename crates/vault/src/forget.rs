//! "Forget now": what cannot wait for the purge. The rows go with all that hangs on them, and the rest is copied into a fresh
//! database under a new key: no free page and no log holds what went, and no file that is left opens it.

use std::sync::Arc;

use rusqlite::Transaction;
use uuid::Uuid;

use crate::error::VaultError;
use crate::slots::Progress;
use crate::tables::{declaration, dropped, import, outbox, setting};
use crate::vault::Vault;

/// Set while rows are gone and the key that they were kept under is not yet another.
pub(crate) const UNFINISHED: &str = "forgetting";

impl Vault {
    /// Forgets a declaration: answers, history, what was dropped, receipts, its secret. It cannot come back. The next purge
    /// finishes one that was cut off.
    ///
    /// # Errors
    /// `vault-still-waiting` when an envelope of it waits to be sent; `vault-keychain-locked` in a vault of an earlier version;
    /// `vault-damaged`; `vault-disk-full`, `vault-read-only`, `vault-io`: then the declaration may be gone from the tables
    /// already, and its traces are not.
    pub fn forget(&self, id: Uuid, progress: &Progress) -> Result<(), VaultError> {
        self.forget_all(&[id], progress)
    }

    /// Forgets several at once, all of them or none: a season that is over.
    ///
    /// # Errors
    /// As [`Vault::forget`].
    pub fn forget_all(&self, ids: &[Uuid], progress: &Progress) -> Result<(), VaultError> {
        self.forget_rows(progress, |transaction| {
            ids.iter().try_for_each(|id| {
                // What is deleted although something waits was let go of.
                if outbox::waits(transaction, *id)? && !declaration::is_deleted(transaction, *id)? {
                    return Err(VaultError::StillWaiting);
                }
                declaration::erase(transaction, *id)
            })?;
            import::purge_empty(transaction)
        })
    }

    /// Forgets a correction that was given up, with what it was before; what was sent stays.
    ///
    /// # Errors
    /// As [`Vault::forget`].
    pub fn forget_dropped(&self, id: Uuid, number: u32, progress: &Progress) -> Result<(), VaultError> {
        self.forget_rows(progress, |transaction| dropped::erase(transaction, id, number))
    }

    fn forget_rows(
        &self,
        progress: &Progress,
        erase: impl FnOnce(&Transaction<'_>) -> Result<(), VaultError>,
    ) -> Result<(), VaultError> {
        let mut keys = self.keys();
        self.modernise(&mut keys)?;
        self.write(|transaction| {
            erase(transaction)?;
            setting::set(transaction, UNFINISHED, "yes") // gone from the copy that a new key makes
        })?;
        let entries = keys.entries.clone();
        self.renew_key(&mut keys, entries, progress).map(drop)
    }

    /// Makes the new key of a forgetting that was cut off after its rows were gone: the disk was full, or the program was killed.
    pub(crate) fn finish_forgetting(&self) -> Result<(), VaultError> {
        let mut keys = self.keys();
        if self.get_setting(UNFINISHED)?.is_none() {
            return Ok(());
        }
        let entries = keys.entries.clone();
        self.renew_key(&mut keys, entries, &(Arc::new(|_| {}) as Progress)).map(drop)
    }
}
