//! What was deleted, dropped or replaced comes back for thirty days. Then it is gone for good.

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::Connection;

use crate::error::VaultError;
use crate::rescue::spare;
use crate::set_aside;
use crate::tables::{clock, declaration, dropped, history, import, recent};
use crate::vault::Vault;

/// How long whatever was deleted, dropped or replaced can be brought back.
pub const KEPT: TimeDelta = TimeDelta::days(30);

/// Where it stands when something went.
const DATED: [(&str, &str); 4] = [
    ("deletion", "deleted_at"),
    ("dropped_draft", "dropped_at"),
    ("draft_history", "replaced_at"),
    ("import", "at"),
];

impl Vault {
    /// Brings the spare of the pages that lead to rows up to date. Looks at every page of the file.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn keep_spare(&self) -> Result<(), VaultError> {
        if self.is_in_memory() {
            return Ok(());
        }
        let key_id = self.keys().key_id;
        self.read(|connection| spare::keep_all(connection, self.directory(), key_id))
    }

    /// Erases what went longer than [`KEPT`] ago: deleted declarations, dropped corrections, earlier states of drafts, what
    /// an import could be undone by, key slots that were set aside. Called when the vault was opened and then now and again; says how many rows went. A clock that is
    /// suddenly far ahead erases nothing yet ([`crate::tables::clock`]). A forgetting that was cut off is finished.
    ///
    /// # Errors
    /// `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn purge(&self, now: DateTime<Utc>) -> Result<usize, VaultError> {
        // A forgetting that cannot be finished, such as on the disk that is full, keeps nothing else from going.
        let (gone, finished) = (self.purge_before(now), self.finish_forgetting());
        finished.and(gone)
    }

    fn purge_before(&self, now: DateTime<Utc>) -> Result<usize, VaultError> {
        let time = self.write(|transaction| clock::believed(transaction, now))?;
        let (now, before) = (time.now, time.now - KEPT);
        let count = self.write(|transaction| {
            recent::settle_all(transaction)?;
            for dated in DATED {
                time.put_right(transaction, dated)?;
            }
            let gone = declaration::purge(transaction, before)?
                + dropped::purge(transaction, before)?
                + history::purge(transaction, before)?;
            import::purge(transaction, before)?; // after the cases that came by them
            Ok(gone)
        })?;
        if self.is_in_memory() {
            return Ok(count);
        }
        let key_id = self.keys().key_id;
        self.read(|connection| spare::keep(connection, self.directory(), key_id))?; // folds the log as well
        set_aside::purge(self.directory(), before, now)?;
        Ok(count)
    }
}

/// Folds the write-ahead log into the database and empties it: the log holds pages as they were before.
pub(crate) fn fold_log(connection: &Connection) -> Result<(), VaultError> {
    Ok(connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
}
