//! "Forget now": what cannot wait for the purge. The rows go with all that hangs on them, and the rest is copied into a fresh
//! database under a new key: no free page and no log holds what went, and what the disk itself may keep of the old file opens
//! with no key that anybody has.

use rusqlite::Transaction;
use uuid::Uuid;

use crate::error::VaultError;
use crate::slots::Progress;
use crate::tables::{declaration, dropped, outbox};
use crate::vault::Vault;

impl Vault {
    /// Forgets a declaration: answers, history, what was dropped, receipts, its secret. It cannot come back. Doing it again
    /// finishes one that was cut off.
    ///
    /// # Errors
    /// `vault-still-waiting` when an envelope of it waits to be sent; `vault-keychain-locked` in a vault of an earlier version;
    /// `vault-damaged`; `vault-disk-full`, `vault-read-only`, `vault-io`: then the declaration may be gone from the tables
    /// already, and its traces are not.
    pub fn forget(&self, id: Uuid, progress: &Progress) -> Result<(), VaultError> {
        self.forget_rows(progress, |transaction| {
            if outbox::waits(transaction, id)? {
                return Err(VaultError::StillWaiting);
            }
            declaration::erase(transaction, id)
        })
    }

    /// Forgets a correction that was given up, with what it was before; what was sent stays.
    ///
    /// # Errors
    /// As [`Vault::forget`].
    pub fn forget_dropped(&self, id: Uuid, progress: &Progress) -> Result<(), VaultError> {
        self.forget_rows(progress, |transaction| dropped::erase(transaction, id))
    }

    fn forget_rows(
        &self,
        progress: &Progress,
        erase: impl FnOnce(&Transaction<'_>) -> Result<(), VaultError>,
    ) -> Result<(), VaultError> {
        let mut keys = self.keys();
        self.modernise(&mut keys)?;
        self.write(erase)?;
        let entries = keys.entries.clone();
        self.renew_key(&mut keys, entries, progress).map(drop)
    }
}
