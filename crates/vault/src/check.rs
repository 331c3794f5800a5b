//! Looking for damage: whether each page is what was written, and whether they fit together.

use crate::connection;
use crate::error::VaultError;
use crate::purge::fold_log;
use crate::vault::Vault;

impl Vault {
    /// Whether the program that had it open before did not close it: it was killed, or the power went. Then a check is worth
    /// its time.
    pub fn ended_uncleanly(&self) -> bool {
        self.unclean()
    }

    /// Reads the whole file and says what is wrong with it, in technical words; nothing when all is well.
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
}
