//! The platform's secret keys: made at the first start, in one file that only its owner may read.
//!
//! Missing and broken are errors, never a reason to make new ones: with other keys every profile in the field would be
//! worthless and every stored envelope unreadable. Keys are made only where there are no declarations yet, and when officers change them ([`change`]).
//! Which of them are used the ring says that officers have signed ([`KeyRing`]); before there is one, the first of each use.

mod change;
mod keyring;
mod secrets;

use std::path::PathBuf;

use health_code::{CodeKey, CodeSigner};
use platform_api::{KeyRingError, Keys, ReceiptSigner, SealingSecret};

pub use change::{Change, ChangeError, change};
pub(crate) use keyring::Keyring;
pub(crate) use secrets::Secrets;

/// The file's name in the data directory.
pub const KEYS_FILE: &str = "platform-keys.json";

/// What a platform works with at one moment.
#[derive(Debug)]
pub struct PlatformKeys {
    /// Open envelopes: the one that apps seal to now, and those that were sealed to before.
    sealing: Vec<SealingSecret>,
    /// Signs receipts, refusals and statuses.
    pub receipts: ReceiptSigner,
    /// Signs health codes.
    pub codes: CodeSigner,
    public: Keys,
    revoked_codes: u32,
}

/// Why there are no keys.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// There are declarations, and the keys that belong to them are gone.
    #[error("{0} is missing though there are declarations; put it back from a copy")]
    Missing(PathBuf),
    /// The file is not one that this program wrote.
    #[error("{0} is not a key file; put it back from a copy")]
    Broken(PathBuf),
    /// The file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// They are another database's.
    #[error("the keys in {0} belong to another database")]
    OtherDatabase(PathBuf),
    /// None that may still be used.
    #[error(
        "{0} holds no key for one of the three uses that is not revoked; put the file back that belongs to the ring"
    )]
    NotHere(PathBuf),
    /// The ring that is published is none.
    #[error("the ring of keys in the rulebook's repository: {0}")]
    Ring(KeyRingError),
    /// The operating system gave no random bytes.
    #[error("the system gives no randomness for keys")]
    NoRandomness,
}

impl PlatformKeys {
    /// What apps believe, and what they seal to.
    pub fn public(&self) -> Keys {
        self.public.clone()
    }

    /// What opens an envelope that was sealed to that key.
    pub(crate) fn opens(&self, key_id: &str) -> Option<&SealingSecret> {
        self.sealing.iter().find(|secret| secret.public().id == key_id)
    }

    /// What the codes are verified with that still are this platform's word.
    pub(crate) fn code_keys(&self) -> Vec<CodeKey> {
        let keys = &self.public.code_keys;
        keys.iter().filter_map(|key| CodeKey::new(&key.id, &key.bytes().ok()?)).collect()
    }

    /// How many keys of codes were revoked, ever: what was judged when there were fewer is judged again.
    pub(crate) fn revoked_codes(&self) -> u32 {
        self.revoked_codes
    }
}
