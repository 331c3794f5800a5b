//! An open vault: one connection, one writer at a time, and the slots to its key.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use uuid::Uuid;

use crate::directory::{Hold, VaultDir};
use crate::error::VaultError;
use crate::files;
use crate::line::Line;
use crate::mark::{self, Marks};
use crate::rescue::spare;
use crate::slots::change::Keys;

/// An open vault. Clones share it; it closes when the last one is dropped.
#[derive(Clone)]
pub struct Vault(Arc<Open>);

/// Leads to a vault as long as somebody else has it open.
#[derive(Clone)]
pub struct WeakVault(Weak<Open>);

impl WeakVault {
    /// The vault, unless it was shut.
    pub fn upgrade(&self) -> Option<Vault> {
        self.0.upgrade().map(Vault)
    }
}

/// Fields are dropped in order: the database closes before others may open it.
struct Open {
    line: Mutex<Line>,
    /// None in memory.
    at_closing: Option<AtClosing>,
    writes: AtomicU64,
    keys: Mutex<Keys>,
    /// None where nothing is noted of this time.
    marks: Mutex<Option<Marks>>,
    directory: VaultDir,
    unclean: bool,
    gone: Mutex<Option<Receiver<()>>>,
    /// None in memory: nobody else can have it open.
    _hold: Option<Hold>,
    /// Heard by [`Vault::shut`] when all of the above is gone.
    _open: Sender<()>,
}

impl Drop for Open {
    fn drop(&mut self) {
        let keys = self.keys.get_mut().unwrap_or_else(PoisonError::into_inner);
        let line = self.line.get_mut().unwrap_or_else(PoisonError::into_inner);
        let marks = self.marks.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let (Some(connection), Some(spare)) = (line.if_open(), &mut self.at_closing) {
            spare.mark = marks.as_ref().and_then(|marks| marks.end(connection));
            spare::keep_before_closing(connection, &self.directory, keys.key_id);
        }
    }
}

/// What is written down once the database is closed: the spare pages, and which mark it bears.
struct AtClosing {
    directory: VaultDir,
    mark: Option<Uuid>,
}

impl Drop for AtClosing {
    fn drop(&mut self) {
        spare::keep_after_closing(&self.directory);
        let log = files::log_of(&self.directory.file(files::DATABASE));
        if let (Some(mark), Ok(0)) = (self.mark, files::size(&log)) {
            mark::note_closed(&self.directory, mark);
        }
    }
}

impl Vault {
    pub(crate) fn assemble(
        directory: VaultDir,
        hold: Hold,
        connection: Connection,
        keys: Keys,
        marks: Option<Marks>,
        unclean: bool,
    ) -> Self {
        let line = Line::new(directory.clone(), keys.key.clone(), connection);
        let at_closing = AtClosing { directory: directory.clone(), mark: None };
        Self::over(directory, line, keys, Some((at_closing, hold)), marks, unclean)
    }

    /// The same over a database that no file holds.
    pub(crate) fn assemble_in_memory(connection: Connection, keys: Keys) -> Self {
        let nowhere = VaultDir::nowhere();
        let line = Line::in_memory(nowhere.clone(), keys.key.clone(), connection);
        Self::over(nowhere, line, keys, None, None, false)
    }

    fn over(
        directory: VaultDir,
        line: Line,
        keys: Keys,
        on_disk: Option<(AtClosing, Hold)>,
        marks: Option<Marks>,
        unclean: bool,
    ) -> Self {
        let (open, gone) = mpsc::channel();
        let (at_closing, hold) = on_disk.unzip();
        Vault(Arc::new(Open {
            line: Mutex::new(line),
            at_closing,
            writes: AtomicU64::new(0),
            keys: Mutex::new(keys),
            marks: Mutex::new(marks),
            directory,
            unclean,
            gone: Mutex::new(Some(gone)),
            _hold: hold,
            _open: open,
        }))
    }

    /// What leads back to it as long as it is open, without keeping it open.
    pub fn downgrade(&self) -> WeakVault {
        WeakVault(Arc::downgrade(&self.0))
    }

    /// Whether no file holds it: it is gone with the program.
    pub fn is_in_memory(&self) -> bool {
        self.0.at_closing.is_none()
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

    /// How many changes this open vault has been asked for. Each change raises it by one, before it is made:
    /// what was read while it had the same value is still so.
    pub fn writes(&self) -> u64 {
        self.0.writes.load(Ordering::SeqCst)
    }

    pub(crate) fn unclean(&self) -> bool {
        self.0.unclean
    }

    /// The data key and the ways to it; whoever needs the connection too takes this first.
    pub(crate) fn keys(&self) -> MutexGuard<'_, Keys> {
        self.0.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those of the database; whoever needs the connection too takes this first.
    pub(crate) fn marks(&self) -> MutexGuard<'_, Option<Marks>> {
        self.0.marks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One question to the database.
    pub(crate) fn read<T>(
        &self,
        question: impl FnOnce(&Connection) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let mut line = self.line();
        let answer = question(line.connection()?);
        answer.map_err(|error| line.after(error))
    }

    /// One transaction: all of it is on the disk when this returns `Ok`, none of it otherwise.
    pub(crate) fn write<T>(
        &self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let mut marks = self.marks();
        let mut line = self.line();
        self.0.writes.fetch_add(1, Ordering::SeqCst);
        self.change(&mut marks, &mut line, change)
    }

    /// A transaction that writes what follows from the rest, as it was at `as_of`; nothing where it is not so any more. Not counted:
    /// what was read before is as it was.
    pub(crate) fn write_derived(
        &self,
        as_of: u64,
        change: impl FnOnce(&Transaction<'_>) -> Result<(), VaultError>,
    ) -> Result<bool, VaultError> {
        let mut marks = self.marks();
        let mut line = self.line();
        if self.writes() != as_of {
            return Ok(false);
        }
        self.change(&mut marks, &mut line, change).map(|()| true)
    }

    fn change<T>(
        &self,
        marks: &mut Option<Marks>,
        line: &mut Line,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        if let Some(marks) = marks
            && let Some(anew) = line.log_to_begin()
        {
            let begun =
                line.connection().and_then(|connection| marks.begin_log(self.directory(), connection, anew));
            match begun {
                Ok(true) => line.log_is_begun(),
                Ok(false) => {}                        // tried again before the next change
                Err(error) => drop(line.after(error)), // if the disk takes nothing, the change says so
            }
        }
        let outcome = in_a_transaction(line.connection()?, change);
        let outcome = outcome.map_err(|error| line.after(error))?;
        line.fold_if_long();
        Ok(outcome)
    }

    /// A panic elsewhere rolled its transaction back; the connection itself is sound.
    pub(crate) fn line(&self) -> MutexGuard<'_, Line> {
        self.0.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn in_a_transaction<T>(
    connection: &mut Connection,
    change: impl FnOnce(&Transaction<'_>) -> Result<T, VaultError>,
) -> Result<T, VaultError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let outcome = change(&transaction)?;
    transaction.commit()?;
    Ok(outcome)
}
