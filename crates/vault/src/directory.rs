//! The data directory: what is in it, and who has it open.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::VaultError;
use crate::files;
use crate::keychain::{KeyStore, SystemKeychain};
use crate::rescue::{self, spare};
use crate::set_aside;
use crate::slots::file::SlotsFile;
use crate::slots::{Slot, SlotKind};

/// A directory that holds a vault or can take one, and the keychain that goes with it.
#[derive(Clone)]
pub struct VaultDir {
    path: PathBuf,
    keychain: Arc<dyn KeyStore>,
}

/// What a data directory holds, seen without a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VaultState {
    /// No vault; one can be created.
    Absent,
    /// There was a vault here, and its database is gone: somebody moved it, or something took it away.
    DatabaseGone,
    /// A vault. No slots means that its slots file is gone: opening says `vault-key-missing`.
    Present {
        /// The ways to its key, as its file says.
        slots: Vec<Slot>,
    },
}

impl VaultDir {
    /// The vault at this path, with the system's keychain. Nothing is read or made yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self::with_keychain(path, Arc::new(SystemKeychain))
    }

    /// The vault at this path, with a keychain of the caller's.
    pub fn with_keychain(path: impl Into<PathBuf>, keychain: Arc<dyn KeyStore>) -> Self {
        VaultDir { path: path.into(), keychain }
    }

    /// That of a vault in memory: a path that no system takes, so that whatever would write there fails.
    pub(crate) fn nowhere() -> Self {
        Self::new("\0nowhere")
    }

    /// The directory.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The keychain.
    pub fn keychain(&self) -> &dyn KeyStore {
        &*self.keychain
    }

    /// What is there. Slots that never had a database are the trace of a creation that did not finish: `Absent`.
    ///
    /// # Errors
    /// `vault-file-broken` for a slots file that cannot be read, `vault-too-new`, `vault-io`.
    pub fn state(&self) -> Result<VaultState, VaultError> {
        if !self.is_there(files::DATABASE)? {
            let gone = self.database_exists()? || self.had_database();
            return Ok(if gone { VaultState::DatabaseGone } else { VaultState::Absent });
        }
        let slots = SlotsFile::read(&self.path)?.map(|file| file.slots()).unwrap_or_default();
        Ok(VaultState::Present { slots })
    }

    /// The ways by which slots open that were set aside here: one of them may be that of a database that came back.
    pub fn ways_aside(&self) -> Vec<SlotKind> {
        let slots = set_aside::lists(self);
        slots.iter().flat_map(|file| file.slots()).map(|slot| slot.kind).collect()
    }

    /// The folders with damaged vaults, as they were when a rescue set them aside.
    pub fn folders_aside(&self) -> Vec<PathBuf> {
        let mut folders = rescue::folders_aside(self);
        folders.sort();
        folders
    }

    /// Deletes one of them, by its name: nothing in it can be read any more.
    ///
    /// # Errors
    /// `vault-not-found` where none has that name; `vault-read-only`, `vault-io`.
    pub fn delete_aside(&self, name: &str) -> Result<(), VaultError> {
        let is_it = |folder: &PathBuf| folder.file_name().is_some_and(|own| own == name);
        let folder = self.folders_aside().into_iter().find(is_it).ok_or(VaultError::NotFound)?;
        std::fs::remove_dir_all(&folder)
            .and_then(|()| files::flush_directory(&self.path))
            .map_err(|error| VaultError::file("deleting a damaged vault", &error))
    }

    /// Whether there is a database, or what a database leaves behind when only its main file was taken away.
    pub(crate) fn database_exists(&self) -> Result<bool, VaultError> {
        let mut names = vec![files::DATABASE.to_owned()];
        names.extend(files::COMPANIONS.map(|suffix| format!("{}{suffix}", files::DATABASE)));
        for name in names {
            if self.is_there(&name)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn is_there(&self, name: &str) -> Result<bool, VaultError> {
        let there = self.path.join(name).try_exists();
        there.map_err(|error| VaultError::file("looking for the vault", &error))
    }

    /// Whether what lies here was written beside a finished database: the spare of its pages, or slots that know how it began.
    fn had_database(&self) -> bool {
        let knew_one = |slots: &SlotsFile| slots.lists().iter().any(|list| !list.salt.is_empty());
        self.file(spare::FILE).exists()
            || SlotsFile::read_both(&self.path).is_ok_and(|slots| slots.iter().any(knew_one))
    }

    /// Why nothing can be opened where there is no database.
    pub(crate) fn without_database(&self) -> VaultError {
        match self.state() {
            Ok(VaultState::Absent) => VaultError::NotFound,
            _ => VaultError::DatabaseGone,
        }
    }

    /// Where a file lies. A database that is a link lies where that leads, with its log and the copy that takes its place beside it.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        let database = self.path.join(files::DATABASE);
        if name.starts_with(files::DATABASE)
            && database.is_symlink()
            && let Ok(real) = database.canonicalize()
        {
            let ending = name.strip_prefix(files::DATABASE).unwrap_or_default();
            return real.with_added_extension(ending.trim_start_matches('.'));
        }
        self.path.join(name)
    }
}

/// The hold on a vault; other programs, and a second opening in this one, get `vault-busy` until it is dropped.
pub(crate) struct Hold(#[expect(dead_code, reason = "an open file is what holds")] File);

impl Hold {
    /// Takes the hold on a vault whose lock file is there; `None` when there is no lock file.
    pub(crate) fn existing(directory: &VaultDir) -> Result<Option<Self>, VaultError> {
        match files::for_a_lock(&directory.file(files::LOCK)) {
            Ok(file) => Self::lock(file).map(Some),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(VaultError::file("locking the vault", &error)),
        }
    }

    /// Takes the hold, making the lock file where there is none.
    pub(crate) fn make(directory: &VaultDir) -> Result<Self, VaultError> {
        let file = files::private_file(&directory.file(files::LOCK));
        Self::lock(file.map_err(|error| VaultError::file("locking the vault", &error))?)
    }

    fn lock(file: File) -> Result<Self, VaultError> {
        match file.try_lock() {
            Ok(()) => Ok(Hold(file)),
            Err(TryLockError::WouldBlock) => Err(VaultError::Busy),
            Err(TryLockError::Error(error)) if cannot_lock(&error) => Err(VaultError::NoLocks),
            Err(TryLockError::Error(error)) => Err(VaultError::file("locking the vault", &error)),
        }
    }
}

/// Whether the disk, and not this moment, is the reason: it has no locks, or the server that should keep them is gone.
fn cannot_lock(error: &std::io::Error) -> bool {
    // ENOLCK: the standard library has no kind for it.
    #[cfg(unix)]
    const NO_LOCKS: Option<i32> = Some(if cfg!(target_os = "linux") { 37 } else { 77 });
    #[cfg(not(unix))]
    const NO_LOCKS: Option<i32> = None;
    error.kind() == std::io::ErrorKind::Unsupported
        || (NO_LOCKS.is_some() && error.raw_os_error() == NO_LOCKS)
}
