//! Signing a code, and verifying one that somebody shows.

use chrono::{DateTime, Utc};
use coset::{CoseSign1, CoseSign1Builder, Header, HeaderBuilder, TaggedCborSerializable as _, iana};
use es256::{SigningKey, VerifyingKey};

use crate::{CodeClaims, PURPOSE, container, cwt};

/// CBOR's tag 61, "this is a CWT".
const CWT_TAG: [u8; 2] = [0xd8, 61];

/// A key that codes are signed with, and its id.
#[derive(Clone)]
pub struct CodeSigner {
    id: String,
    key: SigningKey,
    public: VerifyingKey,
}

/// A key that codes may be verified with.
#[derive(Debug, Clone)]
pub struct CodeKey {
    id: String,
    key: VerifyingKey,
}

/// A code whose signature, reason and purpose are right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// What it says.
    pub claims: CodeClaims,
    /// Its time is over: it may be shown as expired, never as valid.
    pub expired: bool,
}

/// Why a code is refused. Each has its own message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Some other text.
    #[error("not a health code")]
    NotACode,
    /// A code signed with a key that was not given.
    #[error("signed with an unknown key")]
    WrongKey,
    /// A code that was damaged or altered.
    #[error("damaged or altered")]
    Tampered,
    /// A code for something else than the prevention of epidemics.
    #[error("made for another purpose")]
    WrongPurpose,
    /// A code that does not say what it rests on.
    #[error("gives no reason")]
    NoReason,
    /// A code of a sample edition, where real ones are looked at.
    #[error("a sample, not a health code")]
    Sample,
    /// More than a code may hold.
    #[error("too large")]
    TooLarge,
}

impl CodeError {
    /// The error's code, as messages and problems name it.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotACode => "code-not-a-code",
            Self::WrongKey => "code-wrong-key",
            Self::Tampered => "code-tampered",
            Self::WrongPurpose => "code-wrong-purpose",
            Self::NoReason => "code-no-reason",
            Self::Sample => "code-sample",
            Self::TooLarge => "code-too-large",
        }
    }
}

impl CodeSigner {
    /// Names a signing key.
    pub fn new(id: impl Into<String>, key: SigningKey) -> Result<Self, es256::Es256Error> {
        Ok(Self { id: id.into(), public: VerifyingKey::from_bytes(key.public())?, key })
    }

    /// What its codes are verified with.
    pub fn code_key(&self) -> CodeKey {
        CodeKey { id: self.id.clone(), key: self.public.clone() }
    }
}

impl std::fmt::Debug for CodeSigner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CodeSigner({})", self.id)
    }
}

impl CodeKey {
    /// A key from its id and its point (SEC 1, compressed or not); nothing if it is not on the curve.
    pub fn new(id: impl Into<String>, public: &[u8]) -> Option<Self> {
        Some(Self { id: id.into(), key: VerifyingKey::from_bytes(public).ok()? })
    }
}

/// The text of a signed code. It signs what it is given; that the claims rest on a policy is [`assign`](crate::assign)'s
/// part.
pub fn sign(claims: &CodeClaims, with: &CodeSigner) -> Result<String, CodeError> {
    let header =
        HeaderBuilder::new().algorithm(iana::Algorithm::ES256).key_id(with.id.clone().into_bytes()).build();
    let signed = CoseSign1Builder::new()
        .protected(header)
        .payload(cwt::write(claims).map_err(|_| CodeError::NotACode)?)
        .try_create_signature(&[], |bytes| with.key.sign(bytes).map(|signature| signature.to_vec()))
        .map_err(|_| CodeError::NotACode)?
        .build()
        .to_tagged_vec()
        .map_err(|_| CodeError::NotACode)?;
    container::wrap(&[CWT_TAG.as_slice(), &signed].concat())
}

/// What a code says, if one of `keys` signed it, for the right purpose, with a reason, and not as a sample.
///
/// Nothing inside is read before the signature has been checked over the bytes as they came.
pub fn verify(text: &str, keys: &[CodeKey], now: DateTime<Utc>) -> Result<Verified, CodeError> {
    let verified = verify_sample(text, keys, now)?;
    if verified.claims.sample { Err(CodeError::Sample) } else { Ok(verified) }
}

/// The same where samples are shown as what they are: whoever calls this says so beside the code.
pub fn verify_sample(text: &str, keys: &[CodeKey], now: DateTime<Utc>) -> Result<Verified, CodeError> {
    use CodeError::{NoReason, NotACode, Tampered, WrongKey, WrongPurpose};
    let bytes = container::unwrap(text)?;
    let tagged = bytes.strip_prefix(&CWT_TAG).ok_or(Tampered)?;
    let signed = CoseSign1::from_tagged_slice(tagged).map_err(|_| Tampered)?;
    let header = &signed.protected.header;
    if header.alg != Some(coset::Algorithm::Assigned(iana::Algorithm::ES256))
        || signed.unprotected != Header::default()
    {
        return Err(Tampered);
    }
    let key = keys.iter().find(|key| key.id.as_bytes() == header.key_id).ok_or(WrongKey)?;
    let right =
        |signature: &[u8], bytes: &[u8]| key.key.verifies(bytes, signature).then_some(()).ok_or(Tampered);
    signed.verify_signature(&[], right)?;

    let claims = signed.payload.as_deref().and_then(cwt::read).ok_or(NotACode)?;
    if claims.purpose != PURPOSE {
        return Err(WrongPurpose);
    }
    if claims.reasons.iter().all(|reason| reason.trim().is_empty()) {
        return Err(NoReason);
    }
    let expired = now >= claims.valid_until;
    Ok(Verified { claims, expired })
}
