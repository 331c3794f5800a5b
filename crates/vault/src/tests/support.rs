//! A data directory with a keychain in memory, and a student's answers.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::SecretString;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::tables::kind::DraftKind;
use crate::{MemoryKeychain, NewSlot, Progress, SentRow, Unlock, Vault, VaultDir, VaultError};

/// A desk: its directory goes when it is dropped.
pub(super) struct Desk {
    root: TempDir,
    pub(super) keychain: Arc<MemoryKeychain>,
    pub(super) directory: VaultDir,
}

impl Desk {
    /// Without a vault.
    pub(super) fn bare() -> Self {
        let root = tempfile::tempdir().unwrap();
        let keychain = Arc::new(MemoryKeychain::default());
        let directory = VaultDir::with_keychain(root.path().join("data"), keychain.clone());
        Desk { root, keychain, directory }
    }

    /// With a vault, closed, whose key is in the keychain.
    pub(super) fn with_vault() -> Self {
        let desk = Self::bare();
        drop(Vault::create(&desk.directory, NewSlot::Keychain, noon()).unwrap());
        desk
    }

    pub(super) fn open(&self) -> Result<Vault, VaultError> {
        Vault::open(&self.directory, Unlock::Keychain)
    }

    /// The same directory as it would be found after a power cut now: a copy of every file.
    pub(super) fn as_after_a_power_cut(&self) -> Desk {
        let root = tempfile::tempdir().unwrap();
        let copy = root.path().join("data");
        std::fs::create_dir(&copy).unwrap();
        for (name, bytes) in self.files() {
            std::fs::write(copy.join(name), bytes).unwrap();
        }
        let directory = VaultDir::with_keychain(copy, self.keychain.clone());
        Desk { root, keychain: self.keychain.clone(), directory }
    }

    /// Every file of the data directory, byte for byte.
    pub(super) fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let entries = std::fs::read_dir(self.directory.path()).unwrap().map(Result::unwrap);
        entries
            .filter(|entry| entry.path().is_file())
            .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
            .collect()
    }

    pub(super) fn path(&self, name: &str) -> std::path::PathBuf {
        self.directory.path().join(name)
    }

    /// A place outside the data directory.
    pub(super) fn outside(&self) -> &Path {
        self.root.path()
    }
}

/// Runs an opening that must fail with `code` and must not touch a byte.
pub(super) fn refuses_untouched(desk: &Desk, code: &str, open: impl FnOnce() -> Result<Vault, VaultError>) {
    let before = desk.files();
    let error = open().err().expect("this must not open");
    assert_eq!(error.code(), code, "the code decides which remedy the owner is told");
    assert!(desk.files() == before, "{code}: refusing must not create, delete or change a file");
}

pub(super) fn noon() -> DateTime<Utc> {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

pub(super) fn after(seconds: i64) -> DateTime<Utc> {
    noon() + TimeDelta::seconds(seconds)
}

/// Of a change whose progress nobody watches.
pub(super) fn quietly() -> Progress {
    Arc::new(|_| {})
}

pub(super) fn passphrase(text: &str) -> SecretString {
    text.into()
}

/// A student in Prato.
pub(super) fn answers() -> Value {
    json!({
        "about": { "han_name": "陈雨桐", "surname": "CHEN", "given_names": "YUTONG", "born": "2001-02-29" },
        "document": { "number": "E71234567" },
        "health": { "symptoms": ["dry-cough"], "temperature": 37.9 },
    })
}

pub(super) fn sent(revision: u32) -> SentRow {
    SentRow {
        revision,
        kind: DraftKind::Declaration,
        edition: 1,
        answers: answers(),
        withdrawal: false,
        sealed_at: noon(),
    }
}
