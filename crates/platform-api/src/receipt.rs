//! The receipt: the platform's signed word that it holds a revision, byte for byte.
//!
//! A JWS in compact form (RFC 7515), ES256: `header.payload.signature`, the header fixed but for the key id. The
//! signature is checked over the bytes as received, before anything in them is read.

use chrono::{DateTime, Utc};
use p256::ecdsa::{Signature, signature::Signer as _, signature::Verifier as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{PublicKey, ReceiptSigner, base64url};

/// Media type of a signed receipt.
pub const RECEIPT_TYPE: &str = "application/jose";

const TYPE: &str = "guitu-receipt";
const MAX_BYTES: usize = 4 * 1024;

/// What the platform says it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The declaration.
    pub declaration: Uuid,
    /// The revision.
    pub revision: u32,
    /// SHA-256 of the envelope's bytes, base64url.
    pub envelope_sha256: String,
    /// When it was stored, by the platform's clock.
    pub received_at: DateTime<Utc>,
    /// The key that signed.
    pub key_id: String,
}

/// A receipt as it is sent and stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedReceipt(Vec<u8>);

/// Why a receipt does not close a row of the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// Not a signed receipt.
    #[error("not a receipt")]
    Malformed,
    /// Signed with a key that the profile does not name.
    #[error("signed with an unknown key")]
    UnknownKey,
    /// The signature is wrong.
    #[error("the signature is wrong")]
    WrongSignature,
    /// Rightly signed, but for another declaration or revision.
    #[error("a receipt for another revision")]
    WrongAddress,
    /// Rightly signed, but for other bytes.
    #[error("a receipt for other bytes")]
    OtherBytes,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
}

impl SignedReceipt {
    /// Signs that these envelope bytes were stored.
    pub fn sign(
        declaration: Uuid,
        revision: u32,
        envelope: &[u8],
        received_at: DateTime<Utc>,
        with: &ReceiptSigner,
    ) -> Self {
        let key_id = with.public().id.clone();
        let header = serde_json::json!({ "alg": "ES256", "typ": TYPE, "kid": key_id });
        let payload = serde_json::json!({
            "declaration": declaration, "revision": revision, "envelope_sha256": envelope_sha256(envelope),
            "received_at": received_at, "key_id": key_id,
        });
        let signed =
            format!("{}.{}", base64url::encode(header.to_string()), base64url::encode(payload.to_string()));
        let signature: Signature = with.key.sign(signed.as_bytes());
        Self(format!("{signed}.{}", base64url::encode(signature.to_bytes())).into_bytes())
    }

    /// The bytes to send and to store.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The bytes to send and to store.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

/// The receipt, if one of `keys` signed it for exactly this revision and these envelope bytes.
pub fn verify(
    bytes: &[u8],
    keys: &[PublicKey],
    declaration: Uuid,
    revision: u32,
    envelope: &[u8],
) -> Result<Receipt, ReceiptError> {
    use ReceiptError::Malformed;
    if bytes.len() > MAX_BYTES {
        return Err(Malformed);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Malformed)?;
    let (signed, signature) = text.rsplit_once('.').ok_or(Malformed)?;
    let (header, payload) = signed.split_once('.').ok_or(Malformed)?;
    let header: Header = read(header).ok_or(Malformed)?;
    if header.alg != "ES256" || header.typ != TYPE {
        return Err(Malformed);
    }
    let signature = base64url::decode(signature).ok_or(Malformed)?;
    let signature = Signature::from_slice(&signature).map_err(|_| ReceiptError::WrongSignature)?;
    let key = keys.iter().find(|key| key.id == header.kid).ok_or(ReceiptError::UnknownKey)?;
    let key = key.verifying().map_err(|_| ReceiptError::UnknownKey)?;
    key.verify(signed.as_bytes(), &signature).map_err(|_| ReceiptError::WrongSignature)?;

    let receipt: Receipt = read(payload).ok_or(Malformed)?;
    if receipt.key_id != header.kid {
        return Err(Malformed);
    }
    if (receipt.declaration, receipt.revision) != (declaration, revision) {
        return Err(ReceiptError::WrongAddress);
    }
    if receipt.envelope_sha256 != envelope_sha256(envelope) {
        return Err(ReceiptError::OtherBytes);
    }
    Ok(receipt)
}

fn read<T: serde::de::DeserializeOwned>(part: &str) -> Option<T> {
    serde_json::from_slice(&base64url::decode(part)?).ok()
}

fn envelope_sha256(envelope: &[u8]) -> String {
    base64url::encode(Sha256::digest(envelope))
}
