//! A database of an earlier time: its owner is told before anything is written, and goes on from there when they say so.

use std::path::{Path, PathBuf};
use std::sync::{MutexGuard, PoisonError};

use vault::{Unlock, Vault, VaultDir, VaultError};

use super::{refused, ways_of};
use crate::App;
use crate::dto::VaultDoor;

/// What was said of a database of an earlier time, and in which folder it lies.
#[derive(Default)]
pub(crate) enum Earlier {
    #[default]
    Nothing,
    /// Its owner is told.
    Told(PathBuf),
    /// They open it all the same.
    GoesOn(PathBuf),
}

impl Earlier {
    fn is_of(&self, folder: &Path) -> bool {
        matches!(self, Earlier::Told(of) | Earlier::GoesOn(of) if of == folder)
    }
}

impl App {
    /// Somebody opens what they were told about.
    pub(super) fn goes_on(&self) {
        let folder = self.vault_dir().path().to_owned();
        let mut earlier = self.earlier();
        if earlier.is_of(&folder) {
            *earlier = Earlier::GoesOn(folder);
        }
    }

    /// How a vault is opened now.
    pub(super) fn opening(&self) -> fn(&VaultDir, Unlock) -> Result<Vault, VaultError> {
        match *self.earlier() {
            Earlier::GoesOn(ref of) if *of == self.vault_dir().path() => Vault::open_earlier,
            _ => Vault::open,
        }
    }

    /// The door of whoever was told already, where nothing is asked that could find it otherwise.
    pub(super) fn told_of_earlier(&self, folder: &Path) -> bool {
        self.earlier().is_of(folder)
    }

    pub(super) fn tell_of_earlier(&self) -> VaultDoor {
        let dir = self.vault_dir();
        *self.earlier() = Earlier::Told(dir.path().to_owned());
        let slots = match dir.state() {
            Ok(vault::VaultState::Present { slots }) => slots,
            _ => Vec::new(),
        };
        refused(VaultError::Earlier, ways_of(&slots))
    }

    pub(super) fn earlier(&self) -> MutexGuard<'_, Earlier> {
        self.earlier.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
