//! The refusal: the platform's signed word that it will never take these bytes.
//!
//! It travels as the member `refusal` of the problem document. A problem without one, whatever its status, stops no row: it
//! may come from a proxy, a hotel, or somebody who would like a declaration not to arrive.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::receipt::envelope_sha256;
use crate::{
    Address, KeyError, PlatformId, Problem, ProblemCode, ProblemDetail, PublicKey, ReceiptSigner,
    SignedError, jws,
};

const TYPE: &str = "guitu-refusal";
/// A hundred places with their rules fit in.
const MAX_BYTES: usize = 64 * 1024;

/// What the platform refuses, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Refusal {
    /// The platform that refuses.
    pub platform: PlatformId,
    /// Where the body was sent.
    #[serde(flatten)]
    pub address: Address,
    /// SHA-256 of the body, base64url.
    pub envelope_sha256: String,
    /// A [`ProblemCode`], or one that only a newer platform knows.
    pub code: String,
    /// What is wrong with the answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<ProblemDetail>,
    /// When, by the platform's clock.
    pub refused_at: DateTime<Utc>,
}

impl Refusal {
    /// The refusal of a body at an address for a problem's reason.
    pub fn new(
        platform: PlatformId,
        address: Address,
        body: &[u8],
        problem: &Problem,
        refused_at: DateTime<Utc>,
    ) -> Self {
        let envelope_sha256 = envelope_sha256(body);
        let (code, errors) = (problem.code.clone(), problem.errors.clone());
        Self { platform, address, envelope_sha256, code, errors, refused_at }
    }

    /// The signed text.
    pub fn sign(&self, with: &ReceiptSigner) -> Result<String, KeyError> {
        let bytes = jws::sign(TYPE, self, &with.public().id, &with.key)?;
        String::from_utf8(bytes).map_err(|_| KeyError::Malformed)
    }

    /// The problem as the platform means it.
    pub fn problem(self) -> Problem {
        let known = ProblemCode::parse(&self.code);
        let mut problem = Problem::with_errors(known.unwrap_or(ProblemCode::BadRequest), self.errors);
        problem.code = self.code;
        problem
    }
}

/// The refusal, if one of `keys` signed it for this platform, this address and exactly these bytes.
pub fn verify_refusal(
    text: &str,
    keys: &[PublicKey],
    platform: &PlatformId,
    address: Address,
    envelope: &[u8],
) -> Result<Refusal, SignedError> {
    let (refusal, _): (Refusal, _) = jws::verify(TYPE, text.as_bytes(), MAX_BYTES, keys)?;
    if refusal.platform != *platform {
        return Err(SignedError::OtherPlatform);
    }
    if refusal.address != address {
        return Err(SignedError::WrongAddress);
    }
    if refusal.envelope_sha256 != envelope_sha256(envelope) {
        return Err(SignedError::OtherBytes);
    }
    Ok(refusal)
}
