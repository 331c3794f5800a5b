//! The passphrase slot: Argon2id makes a key from the passphrase, XChaCha20-Poly1305 wraps the data key with it.

mod strength;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::error::VaultError;
use crate::files;
use crate::key::{DataKey, random};

pub use strength::PASSPHRASE_MIN;

/// The most that a slots file may ask for, so that a damaged one cannot hang the program.
const MEMORY_MAX: u32 = 512 * 1024; // KiB
const PASSES_MAX: u32 = 16;

/// A data key wrapped by a passphrase. The key id is bound to it: a slot moved to another vault does not open.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PassphraseSlot {
    kdf: Kdf,
    /// KiB.
    memory: u32,
    passes: u32,
    lanes: u32,
    #[serde(with = "base64_bytes")]
    salt: Vec<u8>,
    cipher: Cipher,
    #[serde(with = "base64_bytes")]
    nonce: Vec<u8>,
    #[serde(with = "base64_bytes")]
    wrapped: Vec<u8>,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kdf {
    Argon2id,
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Cipher {
    #[serde(rename = "xchacha20-poly1305")]
    XChaCha20Poly1305,
}

impl PassphraseSlot {
    /// Wraps a key; takes about a tenth of a second and 64 MiB.
    pub(crate) fn wrap(passphrase: &SecretString, key_id: Uuid, key: &DataKey) -> Result<Self, VaultError> {
        strength::require(passphrase)?;
        let mut slot = PassphraseSlot {
            kdf: Kdf::Argon2id,
            memory: 64 * 1024,
            passes: 3,
            lanes: 4,
            salt: random::<16>()?.to_vec(),
            cipher: Cipher::XChaCha20Poly1305,
            nonce: random::<24>()?.to_vec(),
            wrapped: Vec::new(),
        };
        let (cipher, nonce) = slot.cipher(passphrase)?;
        slot.wrapped = cipher
            .encrypt(&nonce, Payload { msg: key.bytes(), aad: key_id.as_bytes() })
            .map_err(|_| VaultError::Io { doing: "wrapping the key", detail: "cipher".into() })?;
        Ok(slot)
    }

    /// Unwraps the key.
    pub(crate) fn unwrap(&self, passphrase: &SecretString, key_id: Uuid) -> Result<DataKey, VaultError> {
        let (cipher, nonce) = self.cipher(passphrase)?;
        let bytes = cipher
            .decrypt(&nonce, Payload { msg: &self.wrapped, aad: key_id.as_bytes() })
            .map_err(|_| VaultError::PassphraseWrong)?;
        DataKey::from_slice(&Zeroizing::new(bytes)).ok_or(VaultError::FileBroken { file: files::SLOTS })
    }

    fn cipher(&self, passphrase: &SecretString) -> Result<(XChaCha20Poly1305, XNonce), VaultError> {
        let broken = || VaultError::FileBroken { file: files::SLOTS };
        if self.memory > MEMORY_MAX || self.passes > PASSES_MAX {
            return Err(broken());
        }
        let params = Params::new(self.memory, self.passes, self.lanes, Some(32)).map_err(|_| broken())?;
        let mut derived = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.expose_secret().as_bytes(), &self.salt, derived.as_mut())
            .map_err(|_| broken())?;
        let nonce: [u8; 24] = self.nonce.as_slice().try_into().map_err(|_| broken())?;
        let cipher = XChaCha20Poly1305::new_from_slice(derived.as_ref()).map_err(|_| broken())?;
        Ok((cipher, nonce.into()))
    }
}

mod base64_bytes {
    use super::*;

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        STANDARD.decode(String::deserialize(from)?).map_err(serde::de::Error::custom)
    }
}
