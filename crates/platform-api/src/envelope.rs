//! The envelope: a complete declaration sealed to the platform, which the sender cannot open again.
//!
//! HPKE (RFC 9180), base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305. `info` names this format;
//! the additional data binds the address and the key, so that an envelope moved to another address does not open.
//! The plaintext is the submission's JSON, filled up with spaces to a multiple of [`BLOCK`] bytes: the length of a
//! ciphertext must not tell a long list of symptoms from an empty one.
//!
//! On the wire it is a JSON object, so that a curl user and an OpenAPI document can name its parts. The receipt speaks
//! of the exact bytes, so nobody re-serialises an envelope on the way.

use hpke::{
    Deserializable as _, OpModeR, OpModeS, Serializable as _, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::X25519HkdfSha256,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{PublicKey, SealingSecret, Submission, base64url};

/// Media type of an envelope.
pub const ENVELOPE_TYPE: &str = "application/vnd.guitu.envelope+json";
/// Largest envelope that either side handles, in bytes.
pub const MAX_ENVELOPE_BYTES: usize = 512 * 1024;

const FORMAT: &str = "guitu envelope v2";
/// Plaintexts are filled up to a multiple of this.
pub(crate) const BLOCK: usize = 1024;

type Encapsulated = <X25519HkdfSha256 as hpke::Kem>::EncappedKey;

/// A sealed submission: the address it belongs to, and what only the platform can open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// `guitu envelope v2`; a letter's is `guitu letter v1`. Bound by the seal.
    #[schema(pattern = "^guitu (envelope v2|letter v1)$")]
    pub format: String,
    /// The declaration's id; bound by the seal.
    pub declaration: Uuid,
    /// The revision, or the letter's number; bound by the seal.
    #[schema(minimum = 1, maximum = 4294967295u64)]
    pub revision: u32,
    /// Id of the sealing key; bound by the seal.
    #[schema(pattern = "^[A-Za-z0-9_-]{16}$", example = "uXxT4mX3ztX2oJtq")]
    pub key_id: String,
    /// The encapsulated key, base64url.
    #[schema(pattern = "^[A-Za-z0-9_-]{43}$", example = "Gvoa_tPs4EemQ4hRY_EYBHb6fd1UxtqOoCnzP5V2sqw")]
    pub enc: String,
    /// The sealed submission, base64url.
    #[schema(
        pattern = "^[A-Za-z0-9_-]+$",
        max_length = 524288,
        example = "HFJQ2M0oqub2m9t0l7GAtc77_NH7rHhqnT7eGJ4lZ6c"
    )]
    pub ciphertext: String,
}

/// Why bytes are not an envelope that can be opened. Nothing of the contents is ever in here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// More than [`MAX_ENVELOPE_BYTES`].
    #[error("the envelope is too large")]
    TooLarge,
    /// Not an envelope of this format.
    #[error("not an envelope")]
    Malformed,
    /// Sealed to a key that this platform does not have.
    #[error("sealed to another key")]
    UnknownKey,
    /// Does not open: damaged, or moved from another address.
    #[error("the envelope does not open")]
    NotOpened,
    /// Opened, but what is inside is not a submission.
    #[error("the envelope holds no submission")]
    NotASubmission,
    /// Opened, but what is inside belongs to another address.
    #[error("the submission belongs to another address")]
    WrongAddress,
    /// The sealing key is not one.
    #[error("the sealing key is not usable")]
    BadKey,
}

impl Envelope {
    /// Seals a submission to a platform: the bytes to send, the same bytes at every attempt.
    pub fn seal(submission: &Submission, to: &PublicKey) -> Result<Vec<u8>, EnvelopeError> {
        let mut plain =
            Zeroizing::new(serde_json::to_vec(submission).map_err(|_| EnvelopeError::NotASubmission)?);
        let padded = plain.len().next_multiple_of(BLOCK);
        plain.resize(padded, b' ');
        Self::seal_as(FORMAT, (submission.declaration, submission.revision), &plain, to)
    }

    /// Seals a text of a format to its address.
    pub(crate) fn seal_as(
        format: &str,
        (declaration, revision): (Uuid, u32),
        plain: &[u8],
        to: &PublicKey,
    ) -> Result<Vec<u8>, EnvelopeError> {
        let aad = additional_data(declaration, revision, &to.id);
        let (enc, ciphertext) = seal_raw(to, format.as_bytes(), plain, &aad)?;
        let bytes = serde_json::to_vec(&Self {
            format: format.into(),
            declaration,
            revision,
            key_id: to.id.clone(),
            enc: base64url::encode(enc),
            ciphertext: base64url::encode(ciphertext),
        })
        .map_err(|_| EnvelopeError::Malformed)?;
        if bytes.len() > MAX_ENVELOPE_BYTES { Err(EnvelopeError::TooLarge) } else { Ok(bytes) }
    }

    /// Reads the outside of an envelope.
    pub fn parse(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        Self::parse_as(FORMAT, bytes)
    }

    /// Reads the outside of something sealed in that format.
    pub(crate) fn parse_as(format: &str, bytes: &[u8]) -> Result<Self, EnvelopeError> {
        if bytes.len() > MAX_ENVELOPE_BYTES {
            return Err(EnvelopeError::TooLarge);
        }
        let envelope: Self = serde_json::from_slice(bytes).map_err(|_| EnvelopeError::Malformed)?;
        if envelope.format != format || envelope.revision == 0 {
            return Err(EnvelopeError::Malformed);
        }
        Ok(envelope)
    }

    /// Opens the envelope. The address inside must be the one outside, which the seal binds as well.
    pub fn open(&self, with: &SealingSecret) -> Result<Submission, EnvelopeError> {
        let plain = self.plain(with)?;
        let submission: Submission =
            serde_json::from_slice(&plain).map_err(|_| EnvelopeError::NotASubmission)?;
        if (submission.declaration, submission.revision) != (self.declaration, self.revision) {
            return Err(EnvelopeError::WrongAddress);
        }
        Ok(submission)
    }

    /// What was sealed, in the format that the outside names.
    pub(crate) fn plain(&self, with: &SealingSecret) -> Result<Zeroizing<Vec<u8>>, EnvelopeError> {
        if self.key_id != with.public().id {
            return Err(EnvelopeError::UnknownKey);
        }
        let enc = base64url::decode(&self.enc).ok_or(EnvelopeError::Malformed)?;
        let ciphertext = base64url::decode(&self.ciphertext).ok_or(EnvelopeError::Malformed)?;
        let aad = additional_data(self.declaration, self.revision, &self.key_id);
        open_raw(with, &enc, self.format.as_bytes(), &ciphertext, &aad)
    }
}

/// The encapsulated key and the ciphertext.
fn seal_raw(
    to: &PublicKey,
    info: &[u8],
    plain: &[u8],
    aad: &[u8],
) -> Result<(Vec<u8>, Vec<u8>), EnvelopeError> {
    let key = to.sealing().map_err(|_| EnvelopeError::BadKey)?;
    let (enc, ciphertext) = hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeS::Base,
        &key,
        info,
        plain,
        aad,
    )
    .map_err(|_| EnvelopeError::BadKey)?;
    Ok((enc.to_bytes().to_vec(), ciphertext))
}

fn open_raw(
    with: &SealingSecret,
    enc: &[u8],
    info: &[u8],
    ciphertext: &[u8],
    aad: &[u8],
) -> Result<Zeroizing<Vec<u8>>, EnvelopeError> {
    let enc = Encapsulated::from_bytes(enc).map_err(|_| EnvelopeError::NotOpened)?;
    hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &with.secret,
        &enc,
        info,
        ciphertext,
        aad,
    )
    .map(Zeroizing::new)
    .map_err(|_| EnvelopeError::NotOpened)
}

/// Fixed lengths first, so that two addresses can never give the same bytes.
fn additional_data(declaration: Uuid, revision: u32, key_id: &str) -> Vec<u8> {
    [declaration.as_bytes().as_slice(), &revision.to_be_bytes(), key_id.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
    }

    /// RFC 9180, appendix A.2.1.1, sequence number 0: the suite here is the suite that the standard means.
    #[test]
    fn the_published_vector_of_the_suite_opens() {
        let secret = SealingSecret::from_bytes(&hex(
            "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb",
        ))
        .unwrap();
        assert_eq!(
            secret.public(),
            &PublicKey::from_bytes(&hex("4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a")),
            "the public half is derived as published"
        );
        let plain = open_raw(
            &secret,
            &hex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"),
            &hex("4f6465206f6e2061204772656369616e2055726e"),
            &hex("1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db\
                 21993c62ce81883d2dd1b51a28"),
            &hex("436f756e742d30"),
        )
        .unwrap();
        assert_eq!(plain.as_slice(), b"Beauty is truth, truth beauty", "opened to the published plaintext");
    }
}
