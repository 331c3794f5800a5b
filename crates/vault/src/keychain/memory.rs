//! A keychain in memory, for tests: it can be locked, switched off and emptied.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use secrecy::{ExposeSecret, SecretSlice};

use super::{KeyName, KeyStore, KeychainState};
use crate::VaultError;

/// Keys in memory.
#[derive(Default)]
pub struct MemoryKeychain(Mutex<State>);

#[derive(Default)]
struct State {
    keys: HashMap<KeyName, Vec<u8>>,
    locked: bool,
    absent: bool,
}

impl MemoryKeychain {
    /// Locks or unlocks it: a locked one answers `vault-keychain-locked`.
    pub fn set_locked(&self, locked: bool) {
        self.state().locked = locked;
    }

    /// Takes it away or brings it back: an absent one answers `vault-keychain-unavailable`.
    pub fn set_absent(&self, absent: bool) {
        self.state().absent = absent;
    }

    /// Loses every key, as a reinstalled system does.
    pub fn forget(&self) {
        self.state().keys.clear();
    }

    /// How many keys it holds.
    pub fn len(&self) -> usize {
        self.state().keys.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn open(&self) -> Result<MutexGuard<'_, State>, VaultError> {
        let state = self.state();
        match (state.absent, state.locked) {
            (true, _) => Err(VaultError::KeychainUnavailable),
            (_, true) => Err(VaultError::KeychainLocked),
            _ => Ok(state),
        }
    }
}

impl KeyStore for MemoryKeychain {
    fn state(&self) -> KeychainState {
        match self.open() {
            Ok(_) => KeychainState::Ready,
            Err(VaultError::KeychainLocked) => KeychainState::Locked,
            Err(_) => KeychainState::Absent,
        }
    }

    fn unlock(&self) -> Result<(), VaultError> {
        self.set_locked(false);
        self.open().map(drop)
    }

    fn get(&self, name: &KeyName) -> Result<Option<SecretSlice<u8>>, VaultError> {
        Ok(self.open()?.keys.get(name).map(|key| key.clone().into()))
    }

    fn set(&self, name: &KeyName, key: &SecretSlice<u8>) -> Result<(), VaultError> {
        self.open()?.keys.insert(name.clone(), key.expose_secret().to_vec());
        Ok(())
    }

    fn delete(&self, name: &KeyName) -> Result<(), VaultError> {
        self.open()?.keys.remove(name);
        Ok(())
    }
}
