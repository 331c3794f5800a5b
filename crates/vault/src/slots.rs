//! The ways to a vault's key, as a list of *slots* (design decision 17).
//!
//! Each slot has a key pair of its own. Its private half is wrapped by the slot's secret: what the keychain holds, what a
//! passphrase or a recovery code makes. The data key, which encrypts the database, is sealed to every public half. So a new
//! data key can be sealed to slots whose secrets nobody is there to type.
//!
//! The list is in two places. The file beside the database (`file`) is what opening begins with. The database holds the
//! list that counts: a slot that somebody wrote into the file does not open, and no new key is ever sealed to it.
//!
//! To read: `entry` (one slot), `secret`, `passphrase` and `typed` (what wraps it), `key_pair` (what the data key is sealed to),
//! `file` (all of them on the disk), `unlocking` (from a secret to the data key), `change` (adding, removing, changing),
//! `former` (files of earlier versions).

pub(crate) mod change;
pub(crate) mod entry;
pub(crate) mod file;
pub(crate) mod former;
pub(crate) mod key_pair;
mod passphrase;
mod recovery_code;
mod secret;
mod strength;
pub(crate) mod typed;
pub(crate) mod unlocking;

use chrono::{DateTime, Utc};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use change::Progress;
pub use recovery_code::{GROUPS, RecoveryCode};
pub use strength::{PASSPHRASE_MIN, require as require_passphrase};
pub use typed::{in_one_form, readings};

/// What opens a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SlotKind {
    /// The system's keychain.
    Keychain,
    /// A passphrase that somebody remembers.
    Passphrase,
    /// A code on a printed sheet.
    RecoveryCode,
}

/// One way to a vault's key. There may be several of each kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Names it for a change.
    pub id: Uuid,
    /// What opens it.
    pub kind: SlotKind,
    /// Whose or which it is, in its owner's words; may be empty.
    pub label: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// A slot to be made.
#[derive(Debug, Clone)]
pub enum NewSlot {
    /// In the system's keychain.
    Keychain,
    /// Opened by a passphrase; [`PASSPHRASE_MIN`] and a list of common ones are its floor.
    Passphrase(SecretString),
    /// Opened by a code that was made, shown and checked before.
    RecoveryCode(RecoveryCode),
}

/// The way to the key that somebody chose now.
#[derive(Debug, Clone)]
pub enum Unlock {
    /// The system's keychain.
    Keychain,
    /// A passphrase.
    Passphrase(SecretString),
    /// A recovery code as typed or read from its QR.
    RecoveryCode(SecretString),
}

impl Unlock {
    /// The kind of slot it opens.
    pub fn kind(&self) -> SlotKind {
        match self {
            Unlock::Keychain => SlotKind::Keychain,
            Unlock::Passphrase(_) => SlotKind::Passphrase,
            Unlock::RecoveryCode(_) => SlotKind::RecoveryCode,
        }
    }
}
