//! Making a vault, in steps that may be cut off anywhere.
//!
//! The key is in its slot and the slots file on the disk before there is a database, and the database gets its name
//! only when it is complete. So a database never exists without a way to its key; and what a cut-off creation leaves
//! behind, a key that opens nothing and files that hold nothing, is set aside by the next one, never overwritten.

use chrono::{DateTime, Utc};

use crate::connection;
use crate::directory::{Hold, VaultDir};
use crate::error::VaultError;
use crate::files;
use crate::key::{DataKey, random};
use crate::mark;
use crate::privacy;
use crate::rebuild;
use crate::rescue::spare;
use crate::schema;
use crate::set_aside;
use crate::slots::NewSlot;
use crate::slots::change::Keys;
use crate::slots::entry::Entry;
use crate::tables::{key_slot, vault_row};
use crate::vault::Vault;

impl Vault {
    /// Makes a vault with a new key in a directory that has none, and opens it.
    ///
    /// # Errors
    /// `vault-exists` when there is a vault; `vault-busy`; `vault-passphrase-too-short`,
    /// `vault-passphrase-common`; `vault-keychain-locked`,
    /// `vault-keychain-unavailable`; `vault-not-encrypted-build`; `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn create(directory: &VaultDir, slot: NewSlot, now: DateTime<Utc>) -> Result<Self, VaultError> {
        let mut creation = Creation::begin(directory)?;
        creation.store_key(&slot, now)?;
        creation.write_slots(now)?;
        creation.build_database(now).map_err(VaultError::of_a_new_file)?;
        creation.place_database()?;
        creation.finish().map_err(VaultError::of_a_new_file)
    }
}

/// A creation under way; each step may be the last that happens.
pub(crate) struct Creation<'a> {
    directory: &'a VaultDir,
    hold: Hold,
    keys: Keys,
}

impl<'a> Creation<'a> {
    pub(crate) fn begin(directory: &'a VaultDir) -> Result<Self, VaultError> {
        privacy::owner_only(directory.path())?;
        let hold = Hold::make(directory)?;
        if directory.database_exists()? {
            return Err(VaultError::Exists);
        }
        let key_id = uuid::Builder::from_random_bytes(random()?).into_uuid();
        let keys = Keys { key: DataKey::generate()?, key_id, entries: Vec::new(), former: None };
        Ok(Creation { directory, hold, keys })
    }

    pub(crate) fn store_key(&mut self, slot: &NewSlot, now: DateTime<Utc>) -> Result<(), VaultError> {
        self.keys.entries.push(Entry::make(slot, "", now, self.directory.keychain())?);
        Ok(())
    }

    pub(crate) fn write_slots(&self, now: DateTime<Utc>) -> Result<(), VaultError> {
        set_aside::former_slots(self.directory, now)?;
        self.keys.write_file(self.directory)
    }

    pub(crate) fn build_database(&self, now: DateTime<Utc>) -> Result<(), VaultError> {
        let path = self.directory.file(files::DATABASE_NEW);
        let fail = |error: std::io::Error| VaultError::file("making the database", &error);
        rebuild::clear(self.directory)?;
        files::private_file(&path).map_err(fail)?;
        let mut connection = connection::open(&path, &self.keys.key)?;
        connection::settle(&connection)?;
        schema::migrate(&mut connection)?;
        vault_row::insert(&connection, self.keys.key_id, now)?;
        key_slot::replace_all(&connection, &self.keys.entries)?;
        connection::close_whole(connection, &path)?;
        files::flush(&path).map_err(fail)
    }

    pub(crate) fn place_database(&self) -> Result<(), VaultError> {
        files::place(&self.directory.file(files::DATABASE_NEW), &self.directory.file(files::DATABASE))
            .map_err(|error| VaultError::file("making the database", &error))
    }

    fn finish(self) -> Result<Vault, VaultError> {
        let connection = connection::open(&self.directory.file(files::DATABASE), &self.keys.key)?;
        connection::settle(&connection)?;
        spare::keep(&connection, self.directory, self.keys.key_id)?;
        let _ = self.keys.write_file(self.directory); // with the database's salt; else the next opening does it
        let marks = mark::begin(self.directory, &connection);
        Ok(Vault::assemble(self.directory.clone(), self.hold, connection, self.keys, marks, false))
    }
}
