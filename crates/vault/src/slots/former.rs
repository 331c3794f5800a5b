//! The slots file of the first version: at most one keychain entry and one passphrase, both leading straight to the data
//! key. Such a file is turned into a list when its vault is opened.

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::entry::Entry;
use super::file::base64_bytes;
use super::passphrase::Argon2id;
use super::{NewSlot, Slot, SlotKind, Unlock, readings};
use crate::error::VaultError;
use crate::files;
use crate::key::DataKey;
use crate::keychain::{KeyName, KeyStore};

/// The whole file.
#[derive(Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormerFile {
    #[serde(rename = "version")]
    _version: u32,
    pub(crate) key_id: Uuid,
    #[serde(default)]
    keychain: Option<KeyName>,
    #[serde(default)]
    passphrase: Option<FormerPassphrase>,
}

/// A data key wrapped by a passphrase, and bound to the key's id.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormerPassphrase {
    kdf: String,
    memory: u32,
    passes: u32,
    lanes: u32,
    #[serde(with = "base64_bytes")]
    salt: Vec<u8>,
    cipher: String,
    #[serde(with = "base64_bytes")]
    nonce: Vec<u8>,
    #[serde(with = "base64_bytes")]
    wrapped: Vec<u8>,
}

impl FormerPassphrase {
    pub(crate) fn unwrap(&self, passphrase: &SecretString, key_id: Uuid) -> Result<DataKey, VaultError> {
        let broken = || VaultError::FileBroken { file: files::SLOTS };
        if self.kdf != "argon2id" || self.cipher != "xchacha20-poly1305" {
            return Err(broken());
        }
        let argon2id =
            Argon2id { memory: self.memory, passes: self.passes, lanes: self.lanes, salt: self.salt.clone() };
        let wrapped = super::secret::Wrapped::from_parts(&self.nonce, &self.wrapped).ok_or_else(broken)?;
        for text in readings(passphrase) {
            if let Some(plain) = argon2id.secret(&text)?.unwrap(&wrapped, key_id.as_bytes()) {
                return DataKey::from_slice(&plain).ok_or_else(broken);
            }
        }
        Err(VaultError::PassphraseWrong)
    }
}

impl FormerFile {
    /// The slots as people see them; their ids hold until they are turned into a list.
    pub(crate) fn slots(&self) -> Vec<Slot> {
        let slot = |kind, number| Slot {
            id: Uuid::from_u128(self.key_id.as_u128() ^ number),
            kind,
            label: String::new(),
            created_at: DateTime::UNIX_EPOCH,
        };
        let keychain = self.keychain.as_ref().map(|_| slot(SlotKind::Keychain, 0));
        let passphrase = self.passphrase.as_ref().map(|_| slot(SlotKind::Passphrase, 1));
        keychain.into_iter().chain(passphrase).collect()
    }

    /// The data key.
    pub(crate) fn key(&self, unlock: &Unlock, keychain: &dyn KeyStore) -> Result<DataKey, VaultError> {
        match unlock {
            Unlock::Keychain => {
                self.keychain.as_ref().ok_or(VaultError::NotFound)?;
                let found = keychain.get(&self.in_keychain())?.ok_or(VaultError::KeychainChanged)?;
                DataKey::from_slice(found.expose_secret()).ok_or(VaultError::KeychainChanged)
            }
            Unlock::Passphrase(passphrase) => {
                self.passphrase.as_ref().ok_or(VaultError::NotFound)?.unwrap(passphrase, self.key_id)
            }
            Unlock::RecoveryCode(_) => Err(VaultError::NotFound),
        }
    }

    /// The same slots as entries of a list. `opened_by` is what opened the vault now.
    ///
    /// # Errors
    /// `vault-keychain-locked`, `vault-keychain-unavailable` when its keychain slot needs a keychain that does not answer.
    pub(crate) fn entries(
        &self,
        key: &DataKey,
        opened_by: Option<&Unlock>,
        keychain: &dyn KeyStore,
        now: DateTime<Utc>,
    ) -> Result<Vec<Entry>, VaultError> {
        let mut entries = Vec::new();
        // A keychain that holds another key, or none, was no way to this vault any more.
        if self.keychain.is_some()
            && keychain.get(&self.in_keychain())?.is_some_and(|held| held.expose_secret() == key.bytes())
        {
            entries.push(Entry::make(&NewSlot::Keychain, "", now, keychain)?);
        }
        if let Some(former) = &self.passphrase {
            let entry = Entry::of_former(former.clone(), self.key_id, key.bytes(), now)?;
            entries.push(match opened_by {
                Some(unlock @ Unlock::Passphrase(passphrase)) => {
                    let half = entry.open(unlock, keychain)?;
                    entry.strengthened(&half, passphrase)?.unwrap_or(entry)
                }
                _ => entry,
            });
        }
        Ok(entries)
    }

    /// Where such a vault's key lies: under the key's id, whatever the file says.
    pub(crate) fn in_keychain(&self) -> KeyName {
        KeyName::of(self.key_id)
    }

    /// The keychain slot is not among them; for a change while there is no keychain at all.
    pub(crate) fn without_keychain(&self) -> Self {
        FormerFile { keychain: None, ..self.clone() }
    }
}
