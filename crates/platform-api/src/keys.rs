//! Public keys as they stand in a profile, and the platform's secret halves.
//!
//! A key's id is computed from the key itself ([`key_id`]), so that an id can never name two keys and nobody has to
//! hand out numbers.

use es256::{SigningKey, VerifyingKey};
use hpke::{Deserializable as _, Kem as _, Serializable as _, kem::X25519HkdfSha256};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use zeroize::Zeroizing;

use crate::base64url;
use crate::platform_id::fingerprint;

/// A public key in a JSON document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PublicKey {
    /// [`key_id`] of the key's bytes.
    pub id: String,
    /// Base64url: 65 bytes of an uncompressed P-256 point (receipts, codes), 32 bytes of X25519 (sealing).
    pub public: String,
}

/// The keys that a platform uses now, `GET /v2/keys`. A client compares them with its profile; it never trusts them
/// because they came over the network.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Keys {
    /// Receipts, refusals and statuses are signed with one of these (ES256).
    pub receipt_keys: Vec<PublicKey>,
    /// Health codes are signed with one of these (ES256).
    pub code_keys: Vec<PublicKey>,
    /// Envelopes are sealed to this one (X25519).
    pub sealing_key: PublicKey,
}

impl Keys {
    /// A few groups over all of them, for people who compare two screens.
    pub fn fingerprint(&self) -> String {
        let named = |kind: &str, keys: &[PublicKey]| {
            let mut ids: Vec<String> = keys.iter().map(|key| format!("{kind} {}\n", key.id)).collect();
            ids.sort();
            ids.concat()
        };
        let sealing = std::slice::from_ref(&self.sealing_key);
        let all = [
            named("receipts", &self.receipt_keys),
            named("codes", &self.code_keys),
            named("sealing", sealing),
        ];
        fingerprint(&Sha256::digest(all.concat()))
    }
}

/// Why something is not a usable key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not base64url, not the right length, or not a point on the curve.
    #[error("not a key")]
    Malformed,
    /// The id does not belong to the key.
    #[error("the key's id is not its own")]
    WrongId,
    /// The operating system gave no random bytes.
    #[error("no randomness")]
    NoRandomness,
}

/// A key's id: base64url of the first 12 bytes of the SHA-256 of its public bytes.
pub fn key_id(public: &[u8]) -> String {
    base64url::encode(&Sha256::digest(public)[..12])
}

impl PublicKey {
    /// Names the key by its bytes.
    pub fn from_bytes(public: &[u8]) -> Self {
        Self { id: key_id(public), public: base64url::encode(public) }
    }

    /// The key's bytes, if the id is theirs.
    pub fn bytes(&self) -> Result<Vec<u8>, KeyError> {
        let bytes = base64url::decode(&self.public).ok_or(KeyError::Malformed)?;
        if key_id(&bytes) == self.id { Ok(bytes) } else { Err(KeyError::WrongId) }
    }

    /// The key as one that verifies ES256 signatures.
    pub fn verifying(&self) -> Result<VerifyingKey, KeyError> {
        VerifyingKey::from_bytes(&self.bytes()?).map_err(|_| KeyError::Malformed)
    }

    pub(crate) fn sealing(&self) -> Result<<X25519HkdfSha256 as hpke::Kem>::PublicKey, KeyError> {
        <X25519HkdfSha256 as hpke::Kem>::PublicKey::from_bytes(&self.bytes()?)
            .map_err(|_| KeyError::Malformed)
    }

    pub(crate) fn is_sealing(&self) -> Result<(), KeyError> {
        self.sealing().map(drop)
    }
}

/// The platform's secret half of its sealing key. `Debug` shows the id alone.
#[derive(Clone)]
pub struct SealingSecret {
    pub(crate) secret: <X25519HkdfSha256 as hpke::Kem>::PrivateKey,
    public: PublicKey,
}

impl SealingSecret {
    /// A new key pair.
    pub fn generate() -> Result<Self, KeyError> {
        let mut bytes = Zeroizing::new([0u8; 32]);
        getrandom::fill(bytes.as_mut_slice()).map_err(|_| KeyError::NoRandomness)?;
        Self::from_bytes(bytes.as_slice())
    }

    /// A secret key of 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        let secret = <X25519HkdfSha256 as hpke::Kem>::PrivateKey::from_bytes(bytes)
            .map_err(|_| KeyError::Malformed)?;
        let public = PublicKey::from_bytes(&X25519HkdfSha256::sk_to_pk(&secret).to_bytes());
        Ok(Self { secret, public })
    }

    /// The 32 secret bytes, for a file that only its owner may read.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        Zeroizing::new(self.secret.to_bytes().to_vec())
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }
}

impl std::fmt::Debug for SealingSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SealingSecret({})", self.public.id)
    }
}

/// The platform's key for signing receipts, refusals and statuses. `Debug` shows the id alone.
#[derive(Clone)]
pub struct ReceiptSigner {
    pub(crate) key: SigningKey,
    public: PublicKey,
}

impl ReceiptSigner {
    /// A new key pair.
    pub fn generate() -> Result<Self, KeyError> {
        SigningKey::generate().map(Self::new).map_err(|_| KeyError::NoRandomness)
    }

    /// A key pair from its secret half.
    pub fn new(key: SigningKey) -> Self {
        let public = PublicKey::from_bytes(key.public());
        Self { key, public }
    }

    /// A secret scalar of 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, KeyError> {
        SigningKey::from_bytes(bytes).map(Self::new).map_err(|_| KeyError::Malformed)
    }

    /// The 32 secret bytes, for a file that only its owner may read.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        self.key.to_bytes()
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }
}

impl std::fmt::Debug for ReceiptSigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ReceiptSigner({})", self.public.id)
    }
}
