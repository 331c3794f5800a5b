//! The data directory: what is in it, and who has it open.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::VaultError;
use crate::files;
use crate::keychain::{KeyStore, SystemKeychain};
use crate::slots::Slot;
use crate::slots::file::SlotsFile;

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

    /// What is there. A slots file without a database is the trace of a creation that did not finish: `Absent`.
    ///
    /// # Errors
    /// `vault-file-broken` for a slots file that cannot be read, `vault-too-new`, `vault-io`.
    pub fn state(&self) -> Result<VaultState, VaultError> {
        if !self.database_exists()? {
            return Ok(VaultState::Absent);
        }
        let slots = SlotsFile::read(&self.path)?.map(|file| file.slots()).unwrap_or_default();
        Ok(VaultState::Present { slots })
    }

    /// Whether there is a database, or what a database leaves behind when only its main file was taken away.
    pub(crate) fn database_exists(&self) -> Result<bool, VaultError> {
        let mut names = vec![files::DATABASE.to_owned()];
        names.extend(files::COMPANIONS.map(|suffix| format!("{}{suffix}", files::DATABASE)));
        for name in names {
            let there = self.path.join(name).try_exists();
            if there.map_err(|error| VaultError::file("looking for the vault", &error))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
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
