//! The follow token: who holds it may read a declaration's status and send its next revision, nobody else.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::base64url;

const LENGTH: usize = 32;

/// 32 random bytes, written as base64url in `Authorization: Bearer …` and inside the envelope. Wiped when dropped,
/// never shown by `Debug`; the platform keeps only its [`digest`](Self::digest).
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct FollowToken([u8; LENGTH]);

/// Why a text or a byte string is not a follow token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FollowTokenError {
    /// Not 32 bytes of base64url.
    #[error("not a follow token")]
    Malformed,
    /// The operating system gave no random bytes.
    #[error("no randomness")]
    NoRandomness,
}

impl FollowToken {
    /// A new token from the operating system's randomness.
    pub fn generate() -> Result<Self, FollowTokenError> {
        let mut token = Self([0; LENGTH]);
        getrandom::fill(&mut token.0).map_err(|_| FollowTokenError::NoRandomness)?;
        Ok(token)
    }

    /// A token that was stored as bytes.
    pub fn from_bytes(bytes: [u8; LENGTH]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes, for storing in an encrypted place.
    pub fn as_bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }

    /// Reads the base64url form.
    pub fn parse(text: &str) -> Result<Self, FollowTokenError> {
        let bytes = Zeroizing::new(base64url::decode(text).ok_or(FollowTokenError::Malformed)?);
        let bytes: &[u8; LENGTH] = bytes.as_slice().try_into().map_err(|_| FollowTokenError::Malformed)?;
        Ok(Self(*bytes))
    }

    /// The base64url form, for the `Authorization` header.
    pub fn reveal(&self) -> Zeroizing<String> {
        Zeroizing::new(base64url::encode(self.0))
    }

    /// SHA-256 of the token: all that the platform stores. Comparing digests leaks nothing about the token by timing.
    pub fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

impl std::fmt::Debug for FollowToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FollowToken(redacted)")
    }
}

impl PartialEq for FollowToken {
    fn eq(&self, other: &Self) -> bool {
        self.digest() == other.digest()
    }
}

impl Eq for FollowToken {}

impl Serialize for FollowToken {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.reveal())
    }
}

impl<'de> Deserialize<'de> for FollowToken {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Zeroizing::new(String::deserialize(deserializer)?);
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_comes_back_from_its_text_and_debug_says_nothing_of_it() {
        let token = FollowToken::generate().unwrap();
        let text = token.reveal();
        assert_eq!(FollowToken::parse(&text).unwrap(), token, "the text form is complete");
        assert_eq!(format!("{token:?}"), "FollowToken(redacted)", "a token in a log is a stolen declaration");
        assert_ne!(token, FollowToken::generate().unwrap(), "two tokens never coincide");
    }

    #[test]
    fn short_padded_and_foreign_texts_are_no_tokens() {
        let right = FollowToken::from_bytes([7; 32]).reveal();
        for wrong in ["", "abc", &right[1..], &format!("{}=", *right), &right.replace('B', "+")] {
            assert_eq!(
                FollowToken::parse(wrong).unwrap_err(),
                FollowTokenError::Malformed,
                "{wrong:?} was taken"
            );
        }
    }
}
