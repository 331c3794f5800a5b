//! The two secrets the vault handles, as types that do not print and do not linger.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::VaultError;

/// The 256-bit key of the database.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub(crate) struct DataKey([u8; 32]);

/// The 32 random bytes from which the rights to follow and to revise a declaration follow.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct DeclarationSecret([u8; 32]);

/// Fills `N` bytes from the system's random source.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], VaultError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| VaultError::Io { doing: "random numbers", detail: error.to_string() })?;
    Ok(bytes)
}

impl DataKey {
    /// A new key.
    pub(crate) fn generate() -> Result<Self, VaultError> {
        random().map(DataKey)
    }

    /// Takes a key read from a slot; `None` unless it is 32 bytes long.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(DataKey)
    }

    /// The bytes themselves.
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl DeclarationSecret {
    /// A new secret.
    ///
    /// # Errors
    /// `vault-io` when the system has no random numbers to give.
    pub fn generate() -> Result<Self, VaultError> {
        random().map(DeclarationSecret)
    }

    /// The secret with these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        DeclarationSecret(bytes)
    }

    /// The bytes themselves, from which the tokens are made.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(…)")
    }
}

impl fmt::Debug for DeclarationSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeclarationSecret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_do_not_print() {
        let secret = DeclarationSecret::from_bytes([0xAB; 32]);
        let key = DataKey::from_slice(&[0xCD; 32]).unwrap();
        let shown = format!("{secret:?} {secret:#?} {key:?} {key:#?}").to_lowercase();
        for trace in ["ab", "171", "cd", "205"] {
            assert!(!shown.contains(trace), "{shown} shows a byte of a secret");
        }
    }

    #[test]
    fn two_generated_keys_differ() {
        assert_ne!(DataKey::generate().unwrap(), DataKey::generate().unwrap(), "keys are random");
    }

    #[test]
    fn a_key_of_another_length_is_none() {
        assert!(DataKey::from_slice(&[1; 31]).is_none(), "31 bytes are no 256-bit key");
        assert!(DataKey::from_slice(&[]).is_none(), "an empty keychain entry is no key");
    }
}
