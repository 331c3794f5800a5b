//! From a secret to the open database, in two steps: which data keys the secret leads to, and which of them opens.
//!
//! The first asks a person or a keychain and may take long; nothing is held meanwhile. There are two keys where the file has
//! two lists: a new key was being made, and only the database knows whether that was finished.

use rusqlite::Connection;
use uuid::Uuid;

use super::Unlock;
use super::file::{List, SlotsFile};
use super::key_pair::PrivateHalf;
use crate::connection;
use crate::directory::VaultDir;
use crate::error::VaultError;
use crate::files;
use crate::key::DataKey;
use crate::schema;
use crate::tables::{key_slot, vault_row};

/// The data keys that a secret leads to, the newest first.
pub(crate) struct Candidates {
    keys: Vec<Candidate>,
    /// What to say where none of two keys is the database's: of two lists one is always for a database that is not there.
    refusal: VaultError,
}

pub(crate) struct Candidate {
    pub(crate) key: DataKey,
    pub(crate) key_id: Uuid,
    /// The slot and its private half; none in a file of the first version.
    pub(crate) by: Option<(Uuid, PrivateHalf)>,
    /// How the database file began when the key was new.
    salt: Vec<u8>,
}

/// A database that a secret opened; nothing has been written to it.
pub(crate) struct Unlocked {
    pub(crate) connection: Connection,
    pub(crate) key: DataKey,
    pub(crate) key_id: Uuid,
    /// The slot and its private half; none in a file of the first version.
    pub(crate) by: Option<(Uuid, PrivateHalf)>,
}

/// The keys that a secret leads to by the file and its spare; slots of its kind are tried until one opens. What the first of them says is
/// what a refusal says.
pub(crate) fn candidates(
    directory: &VaultDir,
    files: &[SlotsFile],
    by: &Unlock,
) -> Result<Candidates, VaultError> {
    let mut found = Err(VaultError::KeyMissing);
    for (at, file) in files.iter().enumerate() {
        let more = of_file(directory, file, by);
        found = match (found, more) {
            (_, more) if at == 0 => more,
            (Ok(mut all), Ok(more)) => {
                all.keys.extend(more.keys);
                Ok(all)
            }
            (Err(refusal), Ok(more)) => Ok(Candidates { refusal, ..more }),
            (found, Err(_)) => found,
        };
    }
    found
}

fn of_file(directory: &VaultDir, file: &SlotsFile, by: &Unlock) -> Result<Candidates, VaultError> {
    match file {
        SlotsFile::Former(former) => {
            let key = former.key(by, directory.keychain())?;
            let candidate = Candidate { key, key_id: former.key_id, by: None, salt: Vec::new() };
            Ok(Candidates { keys: vec![candidate], refusal: VaultError::KeyMismatch })
        }
        SlotsFile::Lists(lists) => of_lists(directory, lists, by),
    }
}

fn of_lists(directory: &VaultDir, lists: &[List], by: &Unlock) -> Result<Candidates, VaultError> {
    if lists.iter().all(|list| list.slots.is_empty()) {
        return Err(VaultError::KeyMissing);
    }
    let mut tried = Vec::new(); // a slot is in both lists as a rule, and Argon2id takes its time
    let (mut keys, mut opened) = (Vec::<Candidate>::new(), false);
    let mut refusal = VaultError::NotFound;
    for sealed in lists.iter().flat_map(|list| &list.slots).filter(|sealed| sealed.slot.kind() == by.kind()) {
        if tried.contains(&&sealed.slot) {
            continue;
        }
        tried.push(&sealed.slot);
        match sealed.slot.open(by, directory.keychain()) {
            Ok(half) => {
                opened = true;
                keys.extend(keys_for(lists, sealed.slot.id, &half));
                // A slot of one list alone may be of the list that does not count.
                if lists.iter().all(|list| keys.iter().any(|key| key.key_id == list.key_id)) {
                    break;
                }
            }
            Err(error) => refusal = error,
        }
    }
    if !opened {
        return Err(refusal);
    }
    let refusal = if lists.len() > 1 { wrong(by) } else { VaultError::KeyMismatch };
    Ok(Candidates { keys, refusal })
}

fn keys_for(lists: &[List], slot: Uuid, half: &PrivateHalf) -> Vec<Candidate> {
    let found = lists.iter().filter_map(|list| {
        let sealed = list.slots.iter().find(|sealed| sealed.slot.id == slot)?;
        let key = half.open(&sealed.key, list.key_id, slot)?;
        let by = Some((slot, half.clone()));
        Some(Candidate { key, key_id: list.key_id, by, salt: list.salt.clone() })
    });
    found.collect()
}

impl Candidates {
    /// The keys one by one, and what to say where none of them is the database's.
    pub(crate) fn into_parts(self) -> (Vec<Candidate>, VaultError) {
        (self.keys, self.refusal)
    }

    /// Opens the database with the key that is its own. The caller holds the directory.
    pub(crate) fn open(self, directory: &VaultDir) -> Result<Unlocked, VaultError> {
        let mut refusal = self.refusal;
        for Candidate { key, key_id, by, salt } in self.keys {
            match listed(directory, &key, key_id, by.as_ref()) {
                Ok(Some(connection)) => return Ok(Unlocked { connection, key, key_id, by }),
                // Somebody wrote it into the file, or it was being added when the power went.
                Ok(None) => {}
                Err(VaultError::KeyMismatch) if begins_with(directory, &salt)? => {
                    refusal = VaultError::Damaged; // the right key, so it is the first page that is wrong
                }
                // What is no row of pages is no database at all, whatever its log would make of it.
                Err(VaultError::KeyMismatch) if !files::is_whole_pages(&directory.file(files::DATABASE))? => {
                    refusal = VaultError::FileBroken { file: files::DATABASE };
                }
                Err(VaultError::KeyMismatch) => {}
                Err(error) => {
                    return Err(connection::looked_at_anew(error, &directory.file(files::DATABASE), &key));
                }
            }
        }
        Err(refusal)
    }
}

/// The database under this key, if it lists the slot that led to it.
fn listed(
    directory: &VaultDir,
    key: &DataKey,
    key_id: Uuid,
    by: Option<&(Uuid, PrivateHalf)>,
) -> Result<Option<Connection>, VaultError> {
    let connection = open_database(directory, key)?;
    let listed = is_listed(&connection, key_id, by)?;
    Ok(listed.then_some(connection))
}

/// Whether the database knows the slot, or for a file of the first version its key's id.
fn is_listed(
    connection: &Connection,
    key_id: Uuid,
    by: Option<&(Uuid, PrivateHalf)>,
) -> Result<bool, VaultError> {
    match by {
        None => Ok(vault_row::key_id(connection)? == key_id),
        Some((slot, _)) => {
            Ok(key_slot::exists(connection)?
                && key_slot::all(connection)?.iter().any(|entry| entry.id == *slot))
        }
    }
}

fn wrong(by: &Unlock) -> VaultError {
    match by {
        Unlock::Keychain => VaultError::KeychainChanged,
        Unlock::Passphrase(_) => VaultError::PassphraseWrong,
        Unlock::RecoveryCode(_) => VaultError::RecoveryCodeWrong,
    }
}

fn begins_with(directory: &VaultDir, salt: &[u8]) -> Result<bool, VaultError> {
    Ok(!salt.is_empty() && files::salt(&directory.file(files::DATABASE))? == salt)
}

/// Opens the database read-only in effect: refusing comes before the first write.
fn open_database(directory: &VaultDir, key: &DataKey) -> Result<Connection, VaultError> {
    let connection = connection::open(&directory.file(files::DATABASE), key)?;
    schema::refuse_newer(&connection)?;
    vault_row::key_id(&connection)?; // a database that is no vault is refused here
    Ok(connection)
}
