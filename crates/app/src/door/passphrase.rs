//! A passphrase on its way from the window to the vault.

use secrecy::SecretString;
use serde::{Deserialize, Deserializer};

/// Wiped when dropped, and never shown: its `Debug` says only that there is one.
#[derive(Debug, Clone)]
pub struct Passphrase(pub(crate) SecretString);

impl From<String> for Passphrase {
    fn from(text: String) -> Self {
        Passphrase(SecretString::from(text))
    }
}

impl<'de> Deserialize<'de> for Passphrase {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Passphrase::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_never_printed() {
        let secret = Passphrase::from("correct horse".to_owned());
        assert!(!format!("{secret:?}").contains("horse"), "a log line must not open a vault");
    }
}
