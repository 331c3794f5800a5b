//! An open vault: one connection, one writer at a time, and the slots to its key.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use secrecy::SecretString;

use crate::create::into_keychain;
use crate::directory::{Hold, VaultDir};
use crate::error::VaultError;
use crate::key::DataKey;
use crate::passphrase::PassphraseSlot;
use crate::slots::{SlotKind, SlotsFile};

/// An open vault. Clones share it; it closes when the last one is dropped.
#[derive(Clone)]
pub struct Vault(Arc<Open>);

/// Fields are dropped in order: the database closes before others may open it.
struct Open {
    connection: Mutex<Connection>,
    writes: AtomicU64,
    slots: Mutex<SlotsFile>,
    key: DataKey,
    directory: VaultDir,
    gone: Mutex<Option<Receiver<()>>>,
    _hold: Hold,
    /// Heard by [`Vault::shut`] when all of the above is gone.
    _open: Sender<()>,
}

impl Vault {
    pub(crate) fn assemble(
        directory: VaultDir,
        hold: Hold,
        connection: Connection,
        key: DataKey,
        slots: SlotsFile,
    ) -> Self {
        let (open, gone) = mpsc::channel();
        Vault(Arc::new(Open {
            connection: Mutex::new(connection),
            writes: AtomicU64::new(0),
            slots: Mutex::new(slots),
            key,
            directory,
            gone: Mutex::new(Some(gone)),
            _hold: hold,
            _open: open,
        }))
    }

    /// Shuts it: waits until every other clone is dropped and the hold on the directory is free, so that it can be opened
    /// again at once. Of several calls one waits.
    pub fn shut(self) {
        let gone = self.0.gone.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(self);
        if let Some(gone) = gone {
            let _ = gone.recv(); // nothing is ever sent: it ends when the sender does
        }
    }

    /// The directory it lies in.
    pub fn directory(&self) -> &VaultDir {
        &self.0.directory
    }

    /// How many changes this open vault has been asked for. Who remembers what he read beside this number knows whether it
    /// is still so: each change raises it by one, before it is made.
    pub fn writes(&self) -> u64 {
        self.0.writes.load(Ordering::SeqCst)
    }

    /// The ways to its key.
    pub fn slots(&self) -> Vec<SlotKind> {
        self.lock_slots().kinds()
    }

    /// Adds a passphrase, or replaces the one there is.
    ///
    /// # Errors
    /// `vault-passphrase-too-short`; `vault-disk-full`, `vault-read-only`, `vault-io`: the old slots stay.
    pub fn add_passphrase(&self, passphrase: &SecretString) -> Result<(), VaultError> {
        let mut slots = self.lock_slots();
        let mut changed = slots.clone();
        changed.passphrase = Some(PassphraseSlot::wrap(passphrase, changed.key_id, &self.0.key)?);
        self.replace(&mut slots, changed)
    }

    /// Puts the key into the system's keychain too.
    ///
    /// # Errors
    /// `vault-keychain-locked`, `vault-keychain-unavailable`; `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn add_keychain(&self) -> Result<(), VaultError> {
        let mut slots = self.lock_slots();
        let mut changed = slots.clone();
        let keychain = self.0.directory.keychain();
        changed.keychain = Some(into_keychain(keychain, changed.key_id, &self.0.key)?);
        self.replace(&mut slots, changed)
    }

    /// Takes one way to the key away.
    ///
    /// # Errors
    /// `vault-last-slot` for the only one, `vault-not-found` when there is no such slot; `vault-disk-full`,
    /// `vault-read-only`, `vault-io`; a keychain's error when the entry could not be deleted: then the slot is there
    /// still.
    pub fn remove_slot(&self, kind: SlotKind) -> Result<(), VaultError> {
        let mut slots = self.lock_slots();
        if !slots.kinds().contains(&kind) {
            return Err(VaultError::NotFound);
        }
        if slots.kinds().len() == 1 {
            return Err(VaultError::LastSlot);
        }
        let mut changed = slots.clone();
        match kind {
            SlotKind::Passphrase => changed.passphrase = None,
            SlotKind::Keychain => {
                if let Some(name) = changed.keychain.take() {
                    self.0.directory.keychain().delete(&name)?;
                }
            }
        }
        self.replace(&mut slots, changed)
    }

    fn replace(&self, slots: &mut SlotsFile, changed: SlotsFile) -> Result<(), VaultError> {
        changed.write(self.0.directory.path())?;
        *slots = changed;
        Ok(())
    }

    fn lock_slots(&self) -> MutexGuard<'_, SlotsFile> {
        self.0.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One question to the database.
    pub(crate) fn read<T>(
        &self,
        question: impl FnOnce(&Connection) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        question(&self.lock_connection())
    }

    /// One transaction: all of it is on the disk when this returns `Ok`, none of it otherwise.
    pub(crate) fn write<T>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let mut connection = self.lock_connection();
        self.0.writes.fetch_add(1, Ordering::SeqCst);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let outcome = change(&transaction)?;
        transaction.commit()?;
        Ok(outcome)
    }

    /// A panic elsewhere rolled its transaction back; the connection itself is sound.
    fn lock_connection(&self) -> MutexGuard<'_, Connection> {
        self.0.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
