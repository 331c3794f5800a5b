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

/// Where in a keychain a slot's secret lies. It follows from the slot's id: nothing that a file says can lead to another
/// program's entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyName {
    /// The program's name in the keychain.
    pub service: String,
    /// The slot's id.
    pub account: String,
}

impl KeyName {
    /// The name for a slot.
    pub(crate) fn of(slot: Uuid) -> Self {
        KeyName { service: "Guitu".into(), account: slot.to_string() }
    }
}

/// What a keychain says of itself, before anything is asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeychainState {
    /// A key can be stored now.
    Ready,
    /// There is one, and its owner has to unlock it first.
    Locked,
    /// There is none.
    Absent,
}

/// A place that keeps a key for its owner.
pub trait KeyStore: Send + Sync {
    /// Whether a key could be stored now; opens no dialogue.
    fn state(&self) -> KeychainState;

    /// Lets its owner unlock it, in a dialogue of the system's, and waits for that.
    ///
    /// # Errors
    /// As for `get`.
    fn unlock(&self) -> Result<(), VaultError>;

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
