//! Opening a vault. Whatever goes wrong here, every byte on the disk stays as it was.

use std::path::Path;

use rusqlite::Connection;
use secrecy::{ExposeSecret, SecretString};

use crate::connection;
use crate::directory::{Hold, VaultDir};
use crate::error::VaultError;
use crate::files;
use crate::key::DataKey;
use crate::privacy;
use crate::schema;
use crate::slots::SlotsFile;
use crate::tables::vault_row;
use crate::vault::Vault;

/// The way to the key that the owner chose.
#[derive(Debug, Clone)]
pub enum Unlock {
    /// The system's keychain.
    Keychain,
    /// A passphrase.
    Passphrase(SecretString),
}

/// An SQLCipher page, the smallest database there is.
const PAGE: u64 = 4096;
/// How a database in the clear begins.
const PLAIN: &[u8; 16] = b"SQLite format 3\0";

impl Vault {
    /// Opens the vault of a directory, and brings its tables up to date.
    ///
    /// # Errors
    /// `vault-not-found` when there is none or it has no such slot; `vault-busy`; `vault-file-not-encrypted`,
    /// `vault-file-broken`; `vault-key-missing`, `vault-key-mismatch`, `vault-passphrase-wrong`,
    /// `vault-keychain-locked`, `vault-keychain-unavailable`; `vault-too-new`; `vault-read-only`, `vault-disk-full`,
    /// `vault-directory-not-private`, `vault-io`. None of them has changed a file.
    pub fn open(directory: &VaultDir, unlock: Unlock) -> Result<Self, VaultError> {
        if !directory.database_exists()? {
            return Err(VaultError::NotFound);
        }
        let held = Hold::existing(directory)?;
        inspect(directory)?;
        let slots = SlotsFile::read(directory.path())?.ok_or(VaultError::KeyMissing)?;
        // A keychain may show a dialogue that nobody answers; meanwhile another way must be able to open.
        drop(held);
        let key = find_key(directory, &slots, unlock)?;
        let held = Hold::existing(directory)?;
        let mut connection = open_database(directory, &slots, &key)?;
        let hold = match held {
            Some(hold) => hold,
            None => Hold::make(directory)?,
        };
        connection::settle(&connection)?;
        schema::migrate(&mut connection)?;
        privacy::owner_only(directory.path())?;
        Ok(Vault::assemble(directory.clone(), hold, connection, key, slots))
    }
}

/// What the database file shows without a key.
fn inspect(directory: &VaultDir) -> Result<(), VaultError> {
    let broken = VaultError::FileBroken { file: files::DATABASE };
    let path = directory.file(files::DATABASE);
    let start = match files::first_bytes::<16>(&path) {
        Ok(bytes) => bytes,
        // Its log is there and it is not: whoever moved it can bring it back.
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(broken),
        Err(error) => return Err(VaultError::file("reading the vault", &error)),
    };
    if start == PLAIN {
        return Err(VaultError::FileNotEncrypted);
    }
    let size = |path: &Path| files::size(path).map_err(|error| VaultError::file("reading the vault", &error));
    let length = size(&path)?;
    let whole = length >= PAGE && length.is_multiple_of(PAGE);
    // A power cut may leave a torn page in the file while its log still has the whole one: then SQLite mends it.
    if !whole && size(&files::log_of(&path))? == 0 {
        return Err(broken);
    }
    Ok(())
}

fn find_key(directory: &VaultDir, slots: &SlotsFile, unlock: Unlock) -> Result<DataKey, VaultError> {
    match unlock {
        Unlock::Keychain => {
            let name = slots.keychain.as_ref().ok_or(VaultError::NotFound)?;
            let found = directory.keychain().get(name)?.ok_or(VaultError::KeyMissing)?;
            DataKey::from_slice(found.expose_secret()).ok_or(VaultError::KeyMismatch)
        }
        Unlock::Passphrase(passphrase) => {
            let slot = slots.passphrase.as_ref().ok_or(VaultError::NotFound)?;
            slot.unwrap(&passphrase, slots.key_id)
        }
    }
}

/// Opens the database read-only in effect: refusing comes before the first write.
fn open_database(directory: &VaultDir, slots: &SlotsFile, key: &DataKey) -> Result<Connection, VaultError> {
    let connection = connection::open(&directory.file(files::DATABASE), key)?;
    schema::refuse_newer(&connection)?;
    if vault_row::key_id(&connection)? != slots.key_id {
        return Err(VaultError::KeyMismatch);
    }
    Ok(connection)
}
