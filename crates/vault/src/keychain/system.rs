//! The keychain of the desktop: Secret Service, macOS Keychain, Windows Credential Manager.
//!
//! Each call gets a thread and a connection of its own. The Secret Service client waits inside a runtime of its own,
//! which must not happen on a thread that already belongs to one; and a connection made anew notices a keychain that
//! was started or unlocked a moment ago.

use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use keyring_core::api::CredentialStore;
use keyring_core::{Entry, Error};
use secrecy::{ExposeSecret, SecretSlice};
use zeroize::Zeroizing;

use super::{KeyName, KeyStore, KeychainState};
use crate::VaultError;

/// Long enough for a person to type the keychain's password into the system's own dialogue.
const PATIENCE: Duration = Duration::from_secs(180);
/// Asking whether there is a keychain opens no dialogue.
const GLANCE: Duration = Duration::from_secs(10);

/// The system's keychain.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemKeychain;

impl KeyStore for SystemKeychain {
    fn state(&self) -> KeychainState {
        match aside(GLANCE, || connect().and_then(|_| ready())) {
            Ok(()) => KeychainState::Ready,
            Err(VaultError::KeychainLocked) => KeychainState::Locked,
            Err(_) => KeychainState::Absent,
        }
    }

    fn unlock(&self) -> Result<(), VaultError> {
        aside(PATIENCE, || connect().and_then(|_| ask_to_unlock()).and_then(|()| ready()))
    }

    fn get(&self, name: &KeyName) -> Result<Option<SecretSlice<u8>>, VaultError> {
        let name = name.clone();
        aside(PATIENCE, move || match entry(&name)?.get_password() {
            Ok(text) => {
                let text = Zeroizing::new(text);
                // Not our text: no key of ours, and nothing to be overwritten either.
                Ok(URL_SAFE_NO_PAD.decode(text.as_bytes()).ok().map(SecretSlice::from))
            }
            // A locked Secret Service hides its entries instead of saying that it is locked.
            Err(Error::NoEntry) => ready().map(|()| None),
            Err(error) => Err(translate(&error)),
        })
    }

    fn set(&self, name: &KeyName, key: &SecretSlice<u8>) -> Result<(), VaultError> {
        let name = name.clone();
        // As text: KWallet keeps nothing else.
        let text = Zeroizing::new(URL_SAFE_NO_PAD.encode(key.expose_secret()));
        aside(PATIENCE, move || entry(&name)?.set_password(&text).map_err(|error| translate(&error)))
    }

    fn delete(&self, name: &KeyName) -> Result<(), VaultError> {
        let name = name.clone();
        aside(PATIENCE, move || match entry(&name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(translate(&error)),
        })
    }
}

fn entry(name: &KeyName) -> Result<Entry, VaultError> {
    connect()?.build(&name.service, &name.account, None).map_err(|error| translate(&error))
}

fn translate(error: &Error) -> VaultError {
    match error {
        Error::NoStorageAccess(_) => VaultError::KeychainLocked,
        _ => VaultError::KeychainUnavailable,
    }
}

/// Runs the work on a thread of its own. A keychain that does not answer in time is locked: it asks its owner, in a dialogue of the
/// system's, and nobody has answered.
fn aside<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> Result<T, VaultError> + Send + 'static,
) -> Result<T, VaultError> {
    let (answer, answered) = mpsc::sync_channel(1);
    std::thread::Builder::new()
        .name("keychain".into())
        .spawn(move || {
            let _ = answer.send(work()); // nobody listens any more once patience ran out
        })
        .map_err(|error| VaultError::Io { doing: "starting a thread", detail: error.to_string() })?;
    answered.recv_timeout(patience).unwrap_or(Err(VaultError::KeychainLocked))
}

#[cfg(any(target_os = "linux", target_os = "freebsd"))]
fn connect() -> Result<Arc<CredentialStore>, VaultError> {
    let store = zbus_secret_service_keyring_store::Store::new().map_err(|error| translate(&error))?;
    Ok(store)
}

/// Whether the collection that new keys go to is there and unlocked.
#[cfg(any(target_os = "linux", target_os = "freebsd"))]
fn ready() -> Result<(), VaultError> {
    use secret_service::blocking::SecretService;
    use secret_service::{EncryptionType, Error as Trouble};
    let service = SecretService::connect(EncryptionType::Dh).map_err(|_| VaultError::KeychainUnavailable)?;
    let locked = match service.get_default_collection() {
        Ok(collection) => collection.is_locked(),
        Err(error) => Err(error),
    };
    match locked {
        Ok(false) => Ok(()),
        Ok(true) | Err(Trouble::Locked) => Err(VaultError::KeychainLocked),
        // No default collection: either none was ever made, or the service shows none before it is unlocked.
        Err(Trouble::NoResult) => Err(VaultError::KeychainLocked),
        Err(_) => Err(VaultError::KeychainUnavailable),
    }
}

/// Shows the dialogue that unlocks the collection that new keys go to; where the service shows none, whatever it shows locked.
#[cfg(any(target_os = "linux", target_os = "freebsd"))]
fn ask_to_unlock() -> Result<(), VaultError> {
    use secret_service::EncryptionType;
    use secret_service::blocking::SecretService;
    let service = SecretService::connect(EncryptionType::Dh).map_err(|_| VaultError::KeychainUnavailable)?;
    let collections = match service.get_default_collection() {
        Ok(collection) => vec![collection],
        Err(_) => service.get_all_collections().map_err(|_| VaultError::KeychainUnavailable)?,
    };
    for collection in collections {
        if collection.is_locked().unwrap_or(true) {
            collection.unlock().map_err(|_| VaultError::KeychainLocked)?; // nobody, or not the right password
        }
    }
    Ok(())
}

#[cfg(target_os = "macos")]
fn connect() -> Result<Arc<CredentialStore>, VaultError> {
    let store = apple_native_keyring_store::keychain::Store::new().map_err(|error| translate(&error))?;
    Ok(store)
}

#[cfg(windows)]
fn connect() -> Result<Arc<CredentialStore>, VaultError> {
    let store = windows_native_keyring_store::Store::new().map_err(|error| translate(&error))?;
    Ok(store)
}

#[cfg(not(any(target_os = "linux", target_os = "freebsd", target_os = "macos", windows)))]
fn connect() -> Result<Arc<CredentialStore>, VaultError> {
    Err(VaultError::KeychainUnavailable)
}

/// These systems say themselves, on use, that a keychain is locked, and ask for what unlocks it.
#[cfg(not(any(target_os = "linux", target_os = "freebsd")))]
fn ready() -> Result<(), VaultError> {
    Ok(())
}

#[cfg(not(any(target_os = "linux", target_os = "freebsd")))]
fn ask_to_unlock() -> Result<(), VaultError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_keychain_whose_dialogue_nobody_answers_is_locked_and_not_missing() {
        let (_answer, dialogue) = mpsc::channel::<()>();
        let silent = move || dialogue.recv().map_err(|_| VaultError::KeychainUnavailable);
        let said = aside(Duration::from_millis(1), silent).unwrap_err();
        assert_eq!(said.code(), "vault-keychain-locked", "there is one, and it waits for its owner");
    }
}
