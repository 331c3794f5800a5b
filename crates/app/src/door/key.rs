//! A way to the key on its way from the window to the vault.

use serde::Deserialize;
use ts_rs::TS;
use vault::Unlock;

use crate::Passphrase;

/// What somebody opens with now. Wiped when dropped, and never shown.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Key {
    /// The system's keychain.
    Keychain,
    /// A passphrase.
    Passphrase {
        /// As typed.
        #[ts(type = "string")]
        text: Passphrase,
    },
    /// A recovery code.
    RecoveryCode {
        /// As typed or read from the sheet's QR.
        #[ts(type = "string")]
        text: Passphrase,
    },
}

impl From<Key> for Unlock {
    fn from(key: Key) -> Self {
        match key {
            Key::Keychain => Unlock::Keychain,
            Key::Passphrase { text } => Unlock::Passphrase(text.0),
            Key::RecoveryCode { text } => Unlock::RecoveryCode(text.0),
        }
    }
}
