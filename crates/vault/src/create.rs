//! Making a vault, in steps that may be cut off anywhere.
//!
//! The key is in its slot and the slots file on the disk before there is a database, and the database gets its name
//! only when it is complete. So a database never exists without a way to its key; and what a cut-off creation leaves
//! behind, a key that opens nothing and files that hold nothing, is set aside by the next one, never overwritten.

use chrono::{DateTime, Utc};
use secrecy::{ExposeSecret, SecretSlice, SecretString};
use uuid::Uuid;

use crate::connection;
use crate::directory::{Hold, VaultDir};
use crate::error::VaultError;
use crate::files;
use crate::key::{DataKey, random};
use crate::keychain::{KeyName, KeyStore};
use crate::passphrase::PassphraseSlot;
use crate::privacy;
use crate::schema;
use crate::set_aside;
use crate::slots::SlotsFile;
use crate::tables::vault_row;
use crate::vault::Vault;

/// The first way to a new vault's key.
#[derive(Debug, Clone)]
pub enum NewSlot {
    /// The system's keychain.
    Keychain,
    /// A passphrase of at least [`PASSPHRASE_MIN`](crate::PASSPHRASE_MIN) characters.
    Passphrase(SecretString),
}

impl Vault {
    /// Makes a vault with a new key in a directory that has none, and opens it.
    ///
    /// # Errors
    /// `vault-exists` when there is a vault; `vault-busy`; `vault-passphrase-too-short`; `vault-keychain-locked`,
    /// `vault-keychain-unavailable`; `vault-not-encrypted-build`; `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn create(directory: &VaultDir, slot: NewSlot, now: DateTime<Utc>) -> Result<Self, VaultError> {
        let mut creation = Creation::begin(directory)?;
        creation.store_key(slot)?;
        creation.write_slots(now)?;
        creation.build_database(now)?;
        creation.place_database()?;
        creation.finish()
    }
}

/// A creation under way; each step may be the last that happens.
pub(crate) struct Creation<'a> {
    directory: &'a VaultDir,
    hold: Hold,
    key: DataKey,
    slots: SlotsFile,
}

impl<'a> Creation<'a> {
    pub(crate) fn begin(directory: &'a VaultDir) -> Result<Self, VaultError> {
        privacy::owner_only(directory.path())?;
        let hold = Hold::make(directory)?;
        if directory.database_exists()? {
            return Err(VaultError::Exists);
        }
        let key_id = uuid::Builder::from_random_bytes(random()?).into_uuid();
        Ok(Creation { directory, hold, key: DataKey::generate()?, slots: SlotsFile::new(key_id) })
    }

    pub(crate) fn store_key(&mut self, slot: NewSlot) -> Result<(), VaultError> {
        match slot {
            NewSlot::Keychain => {
                self.slots.keychain =
                    Some(into_keychain(self.directory.keychain(), self.slots.key_id, &self.key)?);
            }
            NewSlot::Passphrase(passphrase) => {
                self.slots.passphrase =
                    Some(PassphraseSlot::wrap(&passphrase, self.slots.key_id, &self.key)?);
            }
        }
        Ok(())
    }

    pub(crate) fn write_slots(&self, now: DateTime<Utc>) -> Result<(), VaultError> {
        set_aside::former_slots(self.directory, now)?;
        self.slots.write(self.directory.path())
    }

    pub(crate) fn build_database(&self, now: DateTime<Utc>) -> Result<(), VaultError> {
        let path = self.directory.file(files::DATABASE_NEW);
        let fail = |error: std::io::Error| VaultError::file("making the database", &error);
        for companion in files::COMPANIONS {
            let leftover = self.directory.file(&format!("{}{companion}", files::DATABASE_NEW));
            if leftover.try_exists().map_err(fail)? {
                std::fs::remove_file(leftover).map_err(fail)?;
            }
        }
        files::private(&path).and_then(|file| file.set_len(0)).map_err(fail)?;
        let mut connection = connection::open(&path, &self.key)?;
        connection::settle(&connection)?;
        schema::migrate(&mut connection)?;
        vault_row::insert(&connection, self.slots.key_id, now)?;
        // Closing the only connection folds the log into the file and removes it.
        connection.close().map_err(|(_, error)| error)?;
        // Windows flushes only what was opened for writing.
        std::fs::OpenOptions::new().write(true).open(&path).and_then(|file| file.sync_all()).map_err(fail)
    }

    pub(crate) fn place_database(&self) -> Result<(), VaultError> {
        files::place(&self.directory.file(files::DATABASE_NEW), &self.directory.file(files::DATABASE))
            .map_err(|error| VaultError::file("making the database", &error))
    }

    fn finish(self) -> Result<Vault, VaultError> {
        let connection = connection::open(&self.directory.file(files::DATABASE), &self.key)?;
        connection::settle(&connection)?;
        Ok(Vault::assemble(self.directory.clone(), self.hold, connection, self.key, self.slots))
    }
}

/// Puts a key into the keychain and reads it back: a keychain that forgets is found out now.
pub(crate) fn into_keychain(
    keychain: &dyn KeyStore,
    key_id: Uuid,
    key: &DataKey,
) -> Result<KeyName, VaultError> {
    let name = KeyName::of(key_id);
    keychain.set(&name, &SecretSlice::from(key.bytes().to_vec()))?;
    let kept = keychain.get(&name)?;
    match kept {
        Some(kept) if kept.expose_secret() == key.bytes() => Ok(name),
        _ => Err(VaultError::KeychainUnavailable),
    }
}
