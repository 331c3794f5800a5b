//! What can go wrong with a vault, as codes that somebody acts on.

use std::collections::BTreeMap;
use std::io;

use rusqlite::ErrorCode;
use serde_json::Value;

use crate::files;

/// Why the vault did not do what was asked. Never holds an answer or a secret.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// There is a database, and its slots file is gone or has no slot.
    #[error("the key of the vault is not where its slot says")]
    KeyMissing,
    /// A key was found, and the database was not written with it.
    #[error("the key does not open the vault")]
    KeyMismatch,
    /// This program was built without encryption; it refuses to write.
    #[error("this build of the program does not encrypt")]
    NotEncryptedBuild,
    /// The database file is an ordinary SQLite file in the clear.
    #[error("the file is a database in the clear")]
    FileNotEncrypted,
    /// Folders bear the names of the slots files.
    #[error("a folder lies in the place of the key slots")]
    SlotsInTheWay,
    /// A file of the vault is not what it should be; the argument `file` names it.
    #[error("{file} is broken")]
    FileBroken {
        /// Name of the file inside the data directory.
        file: &'static str,
    },
    /// A case that is to be taken from another vault's file is not whole. Nothing here is broken.
    #[error("a case of the file is not whole")]
    CaseNotWhole,
    /// The passphrase does not open the passphrase slot.
    #[error("the passphrase is wrong")]
    PassphraseWrong,
    /// A new passphrase has fewer than `min` characters.
    #[error("a passphrase has at least {min} characters")]
    PassphraseTooShort {
        /// Fewest characters taken.
        min: u32,
    },
    /// A new passphrase is one of the first that anybody would guess.
    #[error("the passphrase is too common")]
    PassphraseCommon,
    /// The keychain is open, and what it should keep for this vault is gone or is something else: a new keychain, or another
    /// account's.
    #[error("the keychain does not hold the vault's secret any more")]
    KeychainChanged,
    /// The recovery code does not open any slot.
    #[error("the recovery code is wrong")]
    RecoveryCodeWrong,
    /// One group of a recovery code cannot be right.
    #[error("group {group} of the recovery code is wrong")]
    RecoveryGroupWrong {
        /// Which, from 1.
        group: u32,
    },
    /// A recovery code has another number of groups.
    #[error("a recovery code has {groups} groups")]
    RecoveryIncomplete {
        /// How many.
        groups: u32,
    },
    /// The key is right, and a page of the database is not what was written.
    #[error("the database is damaged")]
    Damaged,
    /// The system's keychain is there but locked, or its owner did not unlock it.
    #[error("the keychain is locked")]
    KeychainLocked,
    /// There is no keychain to talk to.
    #[error("no keychain answers")]
    KeychainUnavailable,
    /// The disk took no more; what was stored before is unharmed.
    #[error("the disk is full")]
    DiskFull,
    /// The data directory cannot be written to.
    #[error("the data directory is read-only")]
    ReadOnly,
    /// Others may read the data directory, and the system does not let us change that.
    #[error("the data directory cannot be made private")]
    DirectoryNotPrivate,
    /// The database was written by a newer version of the program.
    #[error("the vault was written by a newer version")]
    TooNew,
    /// Another program has this vault open.
    #[error("the vault is open elsewhere")]
    Busy,
    /// The disk does not let programs lock files, so nothing would keep two of them apart: a share in the network, as a rule.
    #[error("files in the data directory cannot be locked")]
    NoLocks,
    /// The last way to the key cannot be taken away.
    #[error("the last slot stays")]
    LastSlot,
    /// What was shown as proof opens only the way that is to be taken away: nobody knows whether another one opens.
    #[error("the proof opens only the slot that goes")]
    ProofLeaves,
    /// There is a vault in the directory already.
    #[error("there is a vault already")]
    Exists,
    /// The vault, slot, declaration or draft that was named is not there.
    #[error("not found")]
    NotFound,
    /// There was a vault here; its database is gone, and what lay beside it is not.
    #[error("the database of the vault is gone")]
    DatabaseGone,
    /// The database is not the one that was here last: what was written since is missing in it.
    #[error("the database is of an earlier time")]
    Earlier,
    /// The declaration was handed over: it can be looked at here, and not changed.
    #[error("the declaration was handed over")]
    HandedOver,
    /// The declaration waits to be sent; it cannot be deleted now.
    #[error("the declaration waits in the outbox")]
    StillWaiting,
    /// The disk or the system failed in another way; the text is technical and holds no content.
    #[error("{doing}: {detail}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// The system's own word for it.
        detail: String,
    },
}

impl VaultError {
    /// The stable code: `err-<code>` says it, `rec-<code>` says what to do.
    pub fn code(&self) -> &'static str {
        match self {
            VaultError::KeyMissing => "vault-key-missing",
            VaultError::KeyMismatch => "vault-key-mismatch",
            VaultError::NotEncryptedBuild => "vault-not-encrypted-build",
            VaultError::FileNotEncrypted => "vault-file-not-encrypted",
            VaultError::SlotsInTheWay => "vault-slots-in-the-way",
            VaultError::FileBroken { file: files::SLOTS } => "vault-slots-broken", // the declarations are whole
            VaultError::FileBroken { .. } => "vault-file-broken",
            VaultError::CaseNotWhole => "backup-damaged",
            VaultError::PassphraseWrong => "vault-passphrase-wrong",
            VaultError::PassphraseTooShort { .. } => "vault-passphrase-too-short",
            VaultError::PassphraseCommon => "vault-passphrase-common",
            VaultError::KeychainChanged => "vault-keychain-changed",
            VaultError::RecoveryCodeWrong => "vault-recovery-code-wrong",
            VaultError::RecoveryGroupWrong { .. } => "vault-recovery-group-wrong",
            VaultError::RecoveryIncomplete { .. } => "vault-recovery-incomplete",
            VaultError::Damaged => "vault-damaged",
            VaultError::KeychainLocked => "vault-keychain-locked",
            VaultError::KeychainUnavailable => "vault-keychain-unavailable",
            VaultError::DiskFull => "vault-disk-full",
            VaultError::ReadOnly => "vault-read-only",
            VaultError::DirectoryNotPrivate => "vault-directory-not-private",
            VaultError::TooNew => "vault-too-new",
            VaultError::Busy => "vault-busy",
            VaultError::NoLocks => "vault-no-locks",
            VaultError::LastSlot => "vault-last-slot",
            VaultError::ProofLeaves => "vault-proof-leaves",
            VaultError::Exists => "vault-exists",
            VaultError::NotFound => "vault-not-found",
            VaultError::DatabaseGone => "vault-database-gone",
            VaultError::Earlier => "vault-earlier",
            VaultError::HandedOver => "vault-handed-over",
            VaultError::StillWaiting => "vault-still-waiting",
            VaultError::Io { .. } => "vault-io",
        }
    }

    /// The arguments of the message: `min` of a passphrase, `group` and `groups` of a recovery code, `file` of a broken file.
    pub fn arguments(&self) -> BTreeMap<String, Value> {
        match self {
            VaultError::PassphraseTooShort { min } => BTreeMap::from([("min".into(), (*min).into())]),
            VaultError::RecoveryGroupWrong { group } => BTreeMap::from([("group".into(), (*group).into())]),
            VaultError::RecoveryIncomplete { groups } => {
                BTreeMap::from([("groups".into(), (*groups).into())])
            }
            VaultError::FileBroken { file } => BTreeMap::from([("file".into(), (*file).into())]),
            _ => BTreeMap::new(),
        }
    }

    /// Whether a key that is in another list of slots might open what this one did not.
    pub(crate) fn is_of_another_key(&self) -> bool {
        matches!(
            self,
            VaultError::KeyMissing
                | VaultError::KeyMismatch
                | VaultError::NotFound // no slot of that kind
                | VaultError::PassphraseWrong
                | VaultError::KeychainChanged
                | VaultError::RecoveryCodeWrong
        )
    }

    /// The disk failed, and answers again.
    pub(crate) fn passing() -> Self {
        VaultError::Io { doing: "database", detail: "the disk failed for a moment".into() }
    }

    /// Of a file that is being made, which nobody else has open: what cannot be read again was not written.
    pub(crate) fn of_a_new_file(self) -> Self {
        match self {
            VaultError::Damaged | VaultError::KeyMismatch | VaultError::Busy => VaultError::passing(),
            other => other,
        }
    }

    /// Sorts a failure of the file system into the codes that somebody can act on.
    pub(crate) fn file(doing: &'static str, error: &io::Error) -> Self {
        use io::ErrorKind as Kind;
        match error.kind() {
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => VaultError::DiskFull,
            Kind::ReadOnlyFilesystem | Kind::PermissionDenied => VaultError::ReadOnly,
            _ => VaultError::Io { doing, detail: error.to_string() },
        }
    }
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, _) = &error else {
            // Conversions and misuse: rusqlite's own text names columns and types, never their content.
            return VaultError::Io { doing: "database", detail: shape(&error) };
        };
        match failure.code {
            ErrorCode::DiskFull => VaultError::DiskFull,
            // A quota or a limit on file size reaches SQLite as a failed write, not as a full disk.
            _ if failure.extended_code == rusqlite::ffi::SQLITE_IOERR_WRITE => VaultError::DiskFull,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => VaultError::ReadOnly,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => VaultError::Busy,
            // SQLCipher says either of a page that is not authentic.
            ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt => VaultError::Damaged,
            _ => {
                VaultError::Io { doing: "database", detail: format!("SQLite code {}", failure.extended_code) }
            }
        }
    }
}

/// The kind of a rusqlite error without any value that took part in it.
fn shape(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::QueryReturnedNoRows => "no row".into(),
        rusqlite::Error::InvalidColumnType(index, _, kind) => format!("column {index} holds {kind}"),
        rusqlite::Error::FromSqlConversionFailure(index, kind, _) => format!("column {index}: a bad {kind}"),
        rusqlite::Error::IntegralValueOutOfRange(index, _) => format!("column {index}: out of range"),
        _ => "unexpected answer".into(),
    }
}
