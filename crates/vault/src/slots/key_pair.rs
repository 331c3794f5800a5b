//! A slot's key pair, and the data key sealed to its public half: HPKE (RFC 9180), base mode, DHKEM(X25519, HKDF-SHA256),
//! HKDF-SHA256, ChaCha20-Poly1305.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable as _, Kem, OpModeR, OpModeS, Serializable as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::file::base64_bytes;
use crate::error::VaultError;
use crate::key::{DataKey, random};

const INFO: &[u8] = b"guitu vault key v2";

/// Whoever has it opens what is sealed to its public half.
#[derive(Clone)]
pub(crate) struct PrivateHalf(<X25519HkdfSha256 as Kem>::PrivateKey);

/// A data key that only one slot's private half opens.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SealedKey {
    #[serde(with = "base64_bytes")]
    encapsulated: Vec<u8>,
    #[serde(with = "base64_bytes")]
    ciphertext: Vec<u8>,
}

impl PrivateHalf {
    pub(crate) fn generate() -> Result<Self, VaultError> {
        let bytes = Zeroizing::new(random::<32>()?);
        Self::from_bytes(bytes.as_slice()).ok_or_else(failed)
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(bytes).ok().map(PrivateHalf)
    }

    pub(crate) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.0.to_bytes().to_vec())
    }

    pub(crate) fn public(&self) -> Vec<u8> {
        X25519HkdfSha256::sk_to_pk(&self.0).to_bytes().to_vec()
    }

    /// The data key; `None` when it was sealed to another slot or under another id.
    pub(crate) fn open(&self, sealed: &SealedKey, key_id: Uuid, slot: Uuid) -> Option<DataKey> {
        let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&sealed.encapsulated).ok()?;
        let plain = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &self.0,
            &encapsulated,
            INFO,
            &sealed.ciphertext,
            &bound(key_id, slot),
        );
        DataKey::from_slice(&Zeroizing::new(plain.ok()?))
    }
}

/// Seals a data key to a slot's public half.
pub(crate) fn seal(key: &DataKey, public: &[u8], key_id: Uuid, slot: Uuid) -> Result<SealedKey, VaultError> {
    let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(public).map_err(|_| failed())?;
    let (encapsulated, ciphertext) =
        hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &public,
            INFO,
            key.bytes(),
            &bound(key_id, slot),
        )
        .map_err(|_| failed())?;
    Ok(SealedKey { encapsulated: encapsulated.to_bytes().to_vec(), ciphertext })
}

/// A sealed key that is moved to another slot or another vault does not open.
fn bound(key_id: Uuid, slot: Uuid) -> Vec<u8> {
    [key_id.as_bytes().as_slice(), slot.as_bytes()].concat()
}

fn failed() -> VaultError {
    VaultError::Io { doing: "sealing the key", detail: "cipher".into() }
}
