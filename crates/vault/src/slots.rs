//! `vault.slots.json`: the ways to the database's key.

use std::path::Path;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::error::VaultError;
use crate::files;
use crate::keychain::KeyName;
use crate::passphrase::PassphraseSlot;

/// One kind of way to the key; a vault has at most one of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SlotKind {
    /// The system's keychain holds the key.
    Keychain,
    /// A passphrase unwraps the key.
    Passphrase,
}

/// The whole file. `key_id` names the key that all slots lead to; the database holds the same id.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SlotsFile {
    pub(crate) version: u32,
    pub(crate) key_id: Uuid,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) keychain: Option<KeyName>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) passphrase: Option<PassphraseSlot>,
}

impl SlotsFile {
    /// The version this program writes.
    const VERSION: u32 = 1;

    /// No slot yet, for a new key.
    pub(crate) fn new(key_id: Uuid) -> Self {
        SlotsFile { version: Self::VERSION, key_id, keychain: None, passphrase: None }
    }

    /// The slots there are, keychain first.
    pub(crate) fn kinds(&self) -> Vec<SlotKind> {
        let keychain = self.keychain.as_ref().map(|_| SlotKind::Keychain);
        let passphrase = self.passphrase.as_ref().map(|_| SlotKind::Passphrase);
        keychain.into_iter().chain(passphrase).collect()
    }

    /// Reads the file; `None` when there is none.
    pub(crate) fn read(directory: &Path) -> Result<Option<Self>, VaultError> {
        let bytes = match std::fs::read(directory.join(files::SLOTS)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(VaultError::file("reading the key slots", &error)),
        };
        #[derive(Deserialize)]
        struct Version {
            version: u32,
        }
        let broken = VaultError::FileBroken { file: files::SLOTS };
        match serde_json::from_slice::<Version>(&bytes) {
            Ok(found) if found.version > Self::VERSION => Err(VaultError::TooNew),
            Ok(_) => serde_json::from_slice(&bytes).map(Some).map_err(|_| broken),
            Err(_) => Err(broken),
        }
    }

    /// Writes the file, whole or not at all.
    pub(crate) fn write(&self, directory: &Path) -> Result<(), VaultError> {
        let mut text = serde_json::to_vec_pretty(self)
            .map_err(|error| VaultError::Io { doing: "writing the key slots", detail: error.to_string() })?;
        text.push(b'\n');
        files::write_private(&directory.join(files::SLOTS), &text)
            .map_err(|error| VaultError::file("writing the key slots", &error))
    }
}
