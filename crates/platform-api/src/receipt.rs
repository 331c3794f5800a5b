//! The receipt: the platform's signed word that it holds a revision or a letter, byte for byte.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Address, KeyError, PublicKey, ReceiptSigner, SignedError, base64url, jws};

const TYPE: &str = "guitu-receipt";
const MAX_BYTES: usize = 4 * 1024;

/// What the platform says it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Where it is held.
    #[serde(flatten)]
    pub address: Address,
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

impl SignedReceipt {
    /// Signs that these envelope bytes were stored.
    pub fn sign(
        address: Address,
        envelope: &[u8],
        received_at: DateTime<Utc>,
        with: &ReceiptSigner,
    ) -> Result<Self, KeyError> {
        let key_id = with.public().id.clone();
        let envelope_sha256 = envelope_sha256(envelope);
        let receipt = Receipt { address, envelope_sha256, received_at, key_id };
        jws::sign(TYPE, &receipt, &receipt.key_id, &with.key).map(Self)
    }

    /// What the bytes of a receipt say, whoever signed them: for whoever has stored them and knows that.
    pub fn said(bytes: &[u8]) -> Option<Receipt> {
        jws::said(bytes)
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

/// The receipt, if one of `keys` signed it for exactly this address and these envelope bytes.
pub fn verify(
    bytes: &[u8],
    keys: &[PublicKey],
    address: Address,
    envelope: &[u8],
) -> Result<Receipt, SignedError> {
    let (receipt, key_id): (Receipt, _) = jws::verify(TYPE, bytes, MAX_BYTES, keys)?;
    if receipt.key_id != key_id {
        return Err(SignedError::Malformed);
    }
    if receipt.address != address {
        return Err(SignedError::WrongAddress);
    }
    if receipt.envelope_sha256 != envelope_sha256(envelope) {
        return Err(SignedError::OtherBytes);
    }
    Ok(receipt)
}

pub(crate) fn envelope_sha256(envelope: &[u8]) -> String {
    base64url::encode(Sha256::digest(envelope))
}
