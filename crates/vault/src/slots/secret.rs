//! A slot's secret as a key, and wrapping with it: XChaCha20-Poly1305.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::file::base64_bytes;
use crate::error::VaultError;
use crate::key::random;

/// What wraps a slot's private half.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub(crate) struct SlotSecret([u8; 32]);

/// Bytes that open only with the secret they were wrapped with.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wrapped {
    #[serde(with = "base64_bytes")]
    nonce: Vec<u8>,
    #[serde(with = "base64_bytes")]
    bytes: Vec<u8>,
}

impl Wrapped {
    /// From what an earlier version kept apart.
    pub(crate) fn from_parts(nonce: &[u8], bytes: &[u8]) -> Option<Self> {
        (nonce.len() == 24).then(|| Wrapped { nonce: nonce.to_vec(), bytes: bytes.to_vec() })
    }
}

impl SlotSecret {
    pub(crate) fn from_bytes(bytes: [u8; 32]) -> Self {
        SlotSecret(bytes)
    }

    /// A new one, for the keychain to hold.
    pub(crate) fn generate() -> Result<Self, VaultError> {
        random().map(SlotSecret)
    }

    /// From bytes that nobody can guess; `purpose` keeps two uses of the same bytes apart.
    pub(crate) fn of(purpose: &str, bytes: &[u8]) -> Self {
        let mut hash = Sha256::new_with_prefix(purpose.as_bytes());
        hash.update([0]);
        hash.update(bytes);
        SlotSecret(hash.finalize().into())
    }

    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Wraps bytes; `bound` must be the same again when they are unwrapped.
    pub(crate) fn wrap(&self, plain: &[u8], bound: &[u8]) -> Result<Wrapped, VaultError> {
        let nonce = random::<24>()?;
        let bytes = self
            .cipher()
            .and_then(|cipher| cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: bound }).ok())
            .ok_or_else(|| VaultError::Io { doing: "wrapping a key", detail: "cipher".into() })?;
        Ok(Wrapped { nonce: nonce.to_vec(), bytes })
    }

    /// The bytes; `None` when this is not the secret, or not what was wrapped.
    pub(crate) fn unwrap(&self, wrapped: &Wrapped, bound: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let nonce: [u8; 24] = wrapped.nonce.as_slice().try_into().ok()?;
        let payload = Payload { msg: &wrapped.bytes, aad: bound };
        self.cipher()?.decrypt(&XNonce::from(nonce), payload).ok().map(Zeroizing::new)
    }

    fn cipher(&self) -> Option<XChaCha20Poly1305> {
        XChaCha20Poly1305::new_from_slice(&self.0).ok()
    }
}

impl std::fmt::Debug for SlotSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SlotSecret(…)")
    }
}
