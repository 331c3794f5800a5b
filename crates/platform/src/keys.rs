//! The platform's secret keys: made at the first start, in one file that only its owner may read.
//!
//! Missing and broken are errors, never a reason to make new ones: with other keys every profile in the field would be
//! worthless and every stored envelope unreadable. Keys are made only where there are no declarations yet, and when officers change them ([`change`]).
//! Which of them are used the ring says that officers have signed ([`KeyRing`]); before there is one, the first of each use.

mod change;
mod keyring;
mod secrets;

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use health_code::{CodeKey, CodeSigner};
use platform_api::{KeyRingError, Keys, ReceiptSigner, RingKey, SealingSecret};

pub use change::{Change, ChangeError, change};
pub(crate) use keyring::Keyring;
pub(crate) use secrets::Secrets;

/// An envelope may wait so long in an app that meets no network.
const LONGEST_WAIT: TimeDelta = TimeDelta::days(60);

/// The file's name in the data directory.
pub const KEYS_FILE: &str = "platform-keys.json";

/// What a platform works with at one moment.
#[derive(Debug)]
pub struct PlatformKeys {
    /// Open envelopes: the one that apps seal to now, and those that were sealed to before.
    sealing: Vec<SealingSecret>,
    /// What the ring says of keys to seal to, but for revoked ones.
    sealed_to: Vec<RingKey>,
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

/// What there is to open an envelope with.
pub(crate) enum Opens<'a> {
    /// This.
    With(&'a SealingSecret),
    /// The platform's own key, whose secret is not in the file of this process. Whoever has it will open the same bytes.
    Away,
    /// No key of this platform, one that was revoked, or one whose time is over: nobody will ever open it here.
    Never,
}

impl PlatformKeys {
    /// What apps believe, and what they seal to.
    pub fn public(&self) -> Keys {
        self.public.clone()
    }

    /// What opens an envelope that was sealed to that key.
    pub(crate) fn opens(&self, key_id: &str, now: DateTime<Utc>) -> Opens<'_> {
        if let Some(secret) = self.sealing.iter().find(|secret| secret.public().id == key_id) {
            return Opens::With(secret);
        }
        let is_over = |key: &RingKey| key.until.is_some_and(|until| until + LONGEST_WAIT < now);
        let is_known = self.sealed_to.iter().any(|key| key.key.id == key_id && !is_over(key));
        if is_known { Opens::Away } else { Opens::Never }
    }

    /// Whether what apps seal to now can be opened here.
    pub(crate) fn opens_what_is_sealed(&self) -> bool {
        self.sealing.iter().any(|secret| secret.public().id == self.public.sealing_key.id)
    }

    /// Whether apps believe a receipt that this key has signed.
    pub(crate) fn believes_receipts_of(&self, key_id: &str) -> bool {
        self.public.receipt_keys.iter().any(|key| key.id == key_id)
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
