//! Adding, removing and changing slots. Each is whole or not at all, wherever it is cut off.
//!
//! Adding seals the data key there is to one more slot. Removing and changing make a new data key: whoever had the old
//! secret and kept a copy of the old file still opens that copy, but nothing that is written from then on.
//!
//! The order of a new data key: the copy under the new key; the file with both lists; the copy in its place, which is the
//! moment that counts; the file with the new list alone.

use chrono::{DateTime, Utc};
use rusqlite::Connection;
use uuid::Uuid;

use super::entry::Entry;
use super::file::{List, SlotsFile};
use super::former::FormerFile;
use super::{NewSlot, Slot, Unlock};
use crate::directory::VaultDir;
use crate::error::VaultError;
use crate::files;
use crate::forget::UNFINISHED;
use crate::key::{DataKey, random};
use crate::rebuild;
use crate::rescue::spare;
use crate::set_aside;
use crate::steps;
use crate::tables::{key_slot, setting, vault_row};
use crate::vault::Vault;

pub use crate::rebuild::Progress;

/// The data key of an open vault, and the ways to it.
pub(crate) struct Keys {
    pub(crate) key: DataKey,
    pub(crate) key_id: Uuid,
    pub(crate) entries: Vec<Entry>,
    /// A file of the first version that could not be turned into a list yet.
    pub(crate) former: Option<FormerFile>,
}

/// What came of a new data key.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Renewed {
    /// The old one opens nothing any more.
    Surely,
    /// The disk would not say that it keeps the new file's name: a power cut may bring the old file back, and its ways with it.
    UnlessThePowerGoes,
}

impl Vault {
    /// The ways to its key.
    pub fn slots(&self) -> Vec<Slot> {
        let keys = self.keys();
        match &keys.former {
            Some(former) => former.slots(),
            None => keys.entries.iter().map(Entry::slot).collect(),
        }
    }

    /// Adds a way to the key. `proof` opens any slot of this vault: the app may have been left open.
    ///
    /// # Errors
    /// `vault-passphrase-too-short`, `vault-passphrase-common`; `vault-not-found` when there is no slot of the proof's kind,
    /// and whatever opening with it says; `vault-keychain-locked`, `vault-keychain-unavailable`; `vault-disk-full`,
    /// `vault-read-only`, `vault-io`: the old slots stay.
    pub fn add_slot(
        &self,
        new: NewSlot,
        label: &str,
        proof: &Unlock,
        now: DateTime<Utc>,
    ) -> Result<Slot, VaultError> {
        let proven = self.prove(proof, None)?;
        let mut keys = self.keys();
        self.modernise(&mut keys)?;
        proven.still(&mut keys)?;
        let added = Entry::make(&new, label, now, self.directory().keychain())?;
        steps::reached("slot-made");
        let entries = [keys.entries.as_slice(), std::slice::from_ref(&added)].concat();
        let salt = files::salt(&self.directory().file(files::DATABASE))?;
        let list = List::seal(&keys.key, keys.key_id, salt, &entries)?;
        let directory = self.directory().path();
        let written = self.write(|transaction| {
            key_slot::replace_all(transaction, &entries)?;
            SlotsFile::write(directory, vec![list])?;
            steps::reached("slot-in-file");
            Ok(())
        });
        if let Err(error) = written {
            let _ = keys.write_file(self.directory()); // else the next opening does it
            self.forget_in_keychain(&added);
            return Err(error);
        }
        keys.entries = entries;
        Ok(added.slot())
    }

    /// Puts a new slot in the place of another: another passphrase, a new recovery code. Makes a new data key.
    ///
    /// # Errors
    /// `vault-not-found` when there is no such slot; otherwise as for adding. The old slots stay.
    pub fn change_slot(
        &self,
        id: Uuid,
        new: NewSlot,
        proof: &Unlock,
        now: DateTime<Utc>,
        progress: &Progress,
    ) -> Result<Slot, VaultError> {
        let proven = self.prove(proof, None)?;
        let mut keys = self.keys();
        let at = self.position_of(&mut keys, id)?;
        proven.still(&mut keys)?;
        let changed = Entry::make(&new, &keys.entries[at].label, now, self.directory().keychain())?;
        steps::reached("slot-made");
        let mut entries = keys.entries.clone();
        let old = std::mem::replace(&mut entries[at], changed.clone());
        match self.renew_key(&mut keys, entries, progress) {
            Ok(Renewed::Surely) => self.forget_in_keychain(&old),
            Ok(Renewed::UnlessThePowerGoes) => {}
            Err(error) => {
                self.forget_in_keychain(&changed);
                return Err(error);
            }
        }
        Ok(changed.slot())
    }

    /// Takes one way to the key away. Makes a new data key. The proof must open one of those that stay: a keychain's entry may be
    /// gone and a passphrase forgotten, and only what opened just now is sure to open tomorrow.
    ///
    /// # Errors
    /// `vault-last-slot` for the only one; `vault-proof-leaves` when the proof opens that one alone; `vault-not-found` when there is no
    /// such slot; what opening with the proof says;
    /// `vault-disk-full`, `vault-read-only`, `vault-io`: the old slots stay.
    pub fn remove_slot(&self, id: Uuid, proof: &Unlock, progress: &Progress) -> Result<(), VaultError> {
        let slots = self.slots();
        if !slots.iter().any(|slot| slot.id == id) {
            return Err(VaultError::NotFound);
        }
        if slots.len() == 1 {
            return Err(VaultError::LastSlot);
        }
        let proven = match self.prove(proof, Some(id)) {
            // A keychain that does not answer is not asked twice.
            Err(silent @ (VaultError::KeychainLocked | VaultError::KeychainUnavailable)) => {
                return Err(silent);
            }
            Err(_) => match self.prove(proof, None) {
                Ok(_) => return Err(VaultError::ProofLeaves),
                Err(refusal) => return Err(refusal),
            },
            proven => proven?,
        };
        let mut keys = self.keys();
        let at = self.position_of(&mut keys, id)?;
        if keys.entries.len() == 1 {
            return Err(VaultError::LastSlot);
        }
        proven.still(&mut keys)?;
        let mut entries = keys.entries.clone();
        let removed = entries.remove(at);
        if self.renew_key(&mut keys, entries, progress)? == Renewed::Surely {
            self.forget_in_keychain(&removed);
        }
        Ok(())
    }

    /// Makes a new data key for these slots, and a fresh database under it.
    pub(crate) fn renew_key(
        &self,
        keys: &mut Keys,
        entries: Vec<Entry>,
        progress: &Progress,
    ) -> Result<Renewed, VaultError> {
        let directory = self.directory();
        let (key, key_id) = (DataKey::generate()?, uuid::Builder::from_random_bytes(random()?).into_uuid());
        let mut marks = self.marks();
        let mut marks_after = None;
        let mut line = self.line();
        let copied = rebuild::copy(line.connection()?, directory, &key, progress, |fresh| {
            key_slot::replace_all(fresh, &entries)?;
            setting::remove(fresh, UNFINISHED)?;
            marks_after = marks.as_ref().map(|marks| marks.pass_to(fresh)).transpose()?;
            vault_row::set_key_id(fresh, key_id)
        });
        copied.map_err(|error| line.after(error))?;
        steps::reached("copied");
        let salt = files::salt(&directory.file(files::DATABASE_NEW))?;
        let next = List::seal(&key, key_id, salt, &entries)?;
        let both = keys
            .list(directory)
            .and_then(|current| SlotsFile::write(directory.path(), vec![next.clone(), current]));
        if let Err(error) = both {
            let _ = rebuild::clear(directory);
            return Err(error);
        }
        steps::reached("both-lists");
        let surely = match line.replace(&key) {
            Ok(surely) => surely,
            Err(error) => {
                let _ = rebuild::clear(directory);
                let _ = keys.write_file(directory);
                return Err(line.after(error));
            }
        };
        *keys = Keys { key, key_id, entries, former: None };
        *marks = marks_after;
        if let Ok(connection) = line.connection() {
            let _ = spare::keep_all(connection, directory, key_id); // else the next purge does it
        }
        progress(100);
        if !surely {
            return Ok(Renewed::UnlessThePowerGoes); // then the old list counts again; the next opening takes it away
        }
        // The old list opens nothing any more; if it cannot be taken away now, the next opening does it.
        let _ = SlotsFile::write(directory.path(), vec![next]);
        // Until it is noted, the mark that the copy bears is the next one.
        let _ = marks.as_ref().map(|marks| marks.note_open(directory));
        steps::reached("one-list");
        Ok(Renewed::Surely)
    }

    /// Whether this opens one of the slots now.
    ///
    /// # Errors
    /// `vault-not-found` when there is no slot of its kind, and whatever opening with it says.
    pub fn opens_with(&self, proof: &Unlock) -> Result<(), VaultError> {
        self.prove(proof, None).map(drop)
    }

    fn position_of(&self, keys: &mut Keys, id: Uuid) -> Result<usize, VaultError> {
        // The ids of a former file's slots end with it.
        let former = keys.former.as_ref().map(FormerFile::slots).unwrap_or_default();
        let kind = former.iter().find(|slot| slot.id == id).map(|slot| slot.kind);
        self.modernise(keys)?;
        let found = keys.entries.iter().position(|entry| entry.id == id || Some(entry.kind()) == kind);
        found.ok_or(VaultError::NotFound)
    }

    /// A secret that a person or the keychain has now must open one of the slots, another one than `without`. Nothing is held
    /// meanwhile: a keychain may ask a person, who may be away.
    fn prove(&self, proof: &Unlock, without: Option<Uuid>) -> Result<Proven, VaultError> {
        let (entries, former) = {
            let keys = self.keys();
            (keys.entries.clone(), keys.former.clone())
        };
        let keychain = self.directory().keychain();
        if let Some(former) = former {
            let leaves =
                former.slots().iter().any(|slot| Some(slot.id) == without && slot.kind == proof.kind());
            return match leaves {
                true => Err(VaultError::NotFound),
                false => former.key(proof, keychain).map(|_| Proven(None)),
            };
        }
        let mut refusal = VaultError::NotFound;
        let others = entries.into_iter().filter(|entry| Some(entry.id) != without);
        for entry in others.filter(|entry| entry.kind() == proof.kind()) {
            match entry.open(proof, keychain) {
                Ok(half) => {
                    let stronger = match proof {
                        Unlock::Passphrase(typed) => entry.strengthened(&half, typed)?,
                        _ => None,
                    };
                    return Ok(Proven(Some((entry, stronger))));
                }
                Err(error) => refusal = error,
            }
        }
        Err(refusal)
    }

    /// Turns a former file into a list, if that could not be done when the vault was opened. A keychain that is locked must
    /// be unlocked first; one that is not there at all was a way no longer.
    pub(crate) fn modernise(&self, keys: &mut Keys) -> Result<(), VaultError> {
        let Some(former) = keys.former.clone() else { return Ok(()) };
        let keychain = self.directory().keychain();
        let created_at = self.read(vault_row::created_at)?;
        let entries = match former.entries(&keys.key, None, keychain, created_at) {
            Err(VaultError::KeychainUnavailable) => {
                former.without_keychain().entries(&keys.key, None, keychain, created_at)?
            }
            other => other?,
        };
        self.write(|transaction| key_slot::replace_all(transaction, &entries))?;
        keys.entries = entries;
        keys.former = None;
        keys.write_file(self.directory())
    }

    /// Best effort: what a removed slot's secret opened is sealed to nobody any more.
    fn forget_in_keychain(&self, entry: &Entry) {
        if let Some(name) = entry.in_keychain() {
            let _ = self.directory().keychain().delete(&name);
        }
    }
}

/// A slot that was opened just now, and the same wrapped as a new one would be, where it was wrapped more weakly; none of a file of an
/// earlier version.
struct Proven(Option<(Entry, Option<Entry>)>);

impl Proven {
    /// It counts only as long as its slot is there. The next writing of the slots takes the stronger wrapping along.
    fn still(self, keys: &mut Keys) -> Result<(), VaultError> {
        let Some((opened, stronger)) = self.0 else { return Ok(()) };
        let there = keys.entries.iter_mut().find(|entry| **entry == opened).ok_or(VaultError::NotFound)?;
        if let Some(stronger) = stronger {
            *there = stronger;
        }
        Ok(())
    }
}

impl Keys {
    /// The list as it counts now.
    fn list(&self, directory: &VaultDir) -> Result<List, VaultError> {
        let salt = files::salt(&directory.file(files::DATABASE))?;
        List::seal(&self.key, self.key_id, salt, &self.entries)
    }

    /// Whether the file lists a slot for this key that the database does not know: one that was just being added when the program was
    /// killed, or the database is of an earlier time.
    fn file_lists_others(&self, directory: &VaultDir) -> bool {
        let known = |id: Uuid| self.entries.iter().any(|entry| entry.id == id);
        let lists = SlotsFile::read_both(directory.path()).unwrap_or_default();
        let mut lists = lists.iter().flat_map(SlotsFile::lists).filter(|list| list.key_id == self.key_id);
        lists.any(|list| list.slots.iter().any(|sealed| !known(sealed.slot.id)))
    }

    /// Writes the list that counts into the file, unless the file says so already.
    pub(crate) fn write_file(&self, directory: &VaultDir) -> Result<(), VaultError> {
        let salt = files::salt(&directory.file(files::DATABASE))?;
        let counts = |file: &SlotsFile| matches!(file.lists().as_slice(), [list] if list.is_of(self.key_id, &salt, &self.entries));
        if SlotsFile::both_say(directory.path(), counts) {
            return Ok(());
        }
        SlotsFile::write(directory.path(), vec![self.list(directory)?])
    }
}

/// Takes over what the database says of its slots when it was just opened; a former file is turned into a list.
pub(crate) fn take_over(
    directory: &VaultDir,
    connection: &mut Connection,
    file: &SlotsFile,
    unlocked: (DataKey, Uuid, Option<(Uuid, super::key_pair::PrivateHalf)>),
    unlock: &Unlock,
) -> Result<Keys, VaultError> {
    let (key, key_id, by) = unlocked;
    let mut keys = Keys { key, key_id, entries: key_slot::all(connection)?, former: None };
    let mut emptied = None;
    if keys.entries.is_empty() {
        let SlotsFile::Former(former) = file else {
            return Err(VaultError::FileBroken { file: files::SLOTS });
        };
        let created_at = vault_row::created_at(connection)?;
        match former.entries(&keys.key, Some(unlock), directory.keychain(), created_at) {
            Ok(entries) => keys.entries = entries,
            Err(VaultError::KeychainLocked | VaultError::KeychainUnavailable) => {
                return Ok(Keys { former: Some(former.clone()), ..keys });
            }
            Err(error) => return Err(error),
        }
        store(connection, &keys.entries)?;
        emptied =
            keys.entries.iter().any(|entry| entry.in_keychain().is_some()).then(|| former.in_keychain());
    } else if let (Some((id, half)), Unlock::Passphrase(typed)) = (by, unlock)
        && let Some(entry) = keys.entries.iter_mut().find(|entry| entry.id == id)
        && let Some(stronger) = entry.strengthened(&half, typed)?
    {
        *entry = stronger;
        store(connection, &keys.entries)?;
    }
    let kept = !keys.file_lists_others(directory) || set_aside::copy_of_slots(directory, key_id).is_ok();
    // Where it cannot be written now, the file there is leads to the key as well.
    if kept
        && keys.write_file(directory).is_ok()
        && let Some(name) = emptied
    {
        let _ = directory.keychain().delete(&name);
    }
    Ok(keys)
}

fn store(connection: &mut Connection, entries: &[Entry]) -> Result<(), VaultError> {
    let transaction = connection.transaction()?;
    key_slot::replace_all(&transaction, entries)?;
    Ok(transaction.commit()?)
}

#[cfg(test)]
impl Vault {
    /// Leaves the passphrase slots as a version might have that asked for less work.
    pub(crate) fn weaken_passphrases(&self, text: &str, form: super::typed::Form) {
        let mut keys = self.keys();
        let (typed, passphrase) = (Unlock::Passphrase(text.into()), text.into());
        for entry in &mut keys.entries {
            let half = entry.open(&typed, self.directory().keychain()).unwrap();
            let weak = super::passphrase::Argon2id::weak().unwrap();
            *entry = entry.rewrapped(&half, &passphrase, weak, form).unwrap();
        }
        store(self.line().connection().unwrap(), &keys.entries).unwrap();
        keys.write_file(self.directory()).unwrap();
    }
}
