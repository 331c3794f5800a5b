//! The system's keychain, behind the few things the vault asks of it.

#[cfg(any(test, feature = "testing"))]
mod memory;
mod system;

use secrecy::SecretSlice;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::VaultError;

#[cfg(any(test, feature = "testing"))]
pub use memory::MemoryKeychain;
pub use system::SystemKeychain;

/// Where in a keychain a key lies; stored in the slots file, so that an owner can find the entry with the
/// system's own program.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyName {
    /// The program's name in the keychain.
    pub service: String,
    /// The key's id.
    pub account: String,
}

impl KeyName {
    /// The name that a new key gets.
    pub(crate) fn of(key_id: Uuid) -> Self {
        KeyName { service: "Guitu".into(), account: key_id.to_string() }
    }
}

/// A place that keeps a key for its owner.
pub trait KeyStore: Send + Sync {
    /// Whether a key could be stored now: it answers and is not locked.
    fn available(&self) -> bool;

    /// The key of that name; `None` when there is none, as far as the keychain says.
    ///
    /// # Errors
    /// `vault-keychain-locked`, `vault-keychain-unavailable`.
    fn get(&self, name: &KeyName) -> Result<Option<SecretSlice<u8>>, VaultError>;

    /// Stores a key, replacing one of the same name.
    ///
    /// # Errors
    /// As for `get`.
    fn set(&self, name: &KeyName, key: &SecretSlice<u8>) -> Result<(), VaultError>;

    /// Takes a key away; no error when there is none.
    ///
    /// # Errors
    /// As for `get`.
    fn delete(&self, name: &KeyName) -> Result<(), VaultError>;
}
