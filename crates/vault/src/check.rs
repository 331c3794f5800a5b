//! Looking for damage: whether each page is what was written, and whether they fit together.

use std::path::PathBuf;

use crate::connection;
use crate::error::VaultError;
use crate::files;
use crate::key::DataKey;
use crate::purge::fold_log;
use crate::vault::Vault;

impl Vault {
    /// Whether the program that had it open before did not close it: it was killed, or the power went. Then a check is worth
    /// its time.
    pub fn ended_uncleanly(&self) -> bool {
        self.unclean()
    }

    /// Reads the whole file and says what is wrong with it, in technical words; nothing when all is well. Nothing is saved meanwhile.
    ///
    /// # Errors
    /// `vault-damaged` when it cannot even be read so far; `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn check(&self) -> Result<Vec<String>, VaultError> {
        let look = || {
            self.read(|connection| {
                fold_log(connection)?; // the check reads the file alone, and the log may mend it
                connection::faults(connection)
            })
        };
        match look()? {
            sound if sound.is_empty() => Ok(sound),
            _ => look(), // what is said twice is no passing trouble of the disk
        }
    }

    /// The part of a check that reads each page by itself, to be done beside the work: it holds nothing of the vault, which may be
    /// written to and shut meanwhile. None in memory.
    pub fn page_look(&self) -> Option<PageLook> {
        let path = || self.directory().file(files::DATABASE);
        (!self.is_in_memory()).then(|| PageLook { path: path(), key: self.keys().key.clone() })
    }

    /// Whether the pages fit together, after each was found to be what was written.
    ///
    /// # Errors
    /// As [`Vault::check`].
    pub fn fits_together(&self) -> Result<bool, VaultError> {
        self.read(connection::is_sound)
    }
}

/// A look at each page of a vault's file.
pub struct PageLook {
    path: PathBuf,
    key: DataKey,
}

impl PageLook {
    /// Whether a page seems not to be what was written. One that is written at that moment may seem so: [`Vault::check`] knows.
    ///
    /// # Errors
    /// `vault-io`, `vault-damaged`.
    pub fn doubts(&self) -> Result<bool, VaultError> {
        Ok(!connection::seem_damaged(&self.path, &self.key)?.is_empty())
    }
}
