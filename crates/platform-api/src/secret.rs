//! A declaration's one secret, and the two tokens that follow from it.
//!
//! Reading and writing are apart: the *follow token* travels in every status request, so whoever breaks TLS may learn it;
//! the *revision token* travels inside envelopes alone. Neither gives the other, nor the secret (HKDF, RFC 5869).
//!
//! A *phone token* does less than either: it is named in a letter, and ends with another.
//!
//! The declaration's id certifies itself: the 74 random bits of the UUIDv7 are those of SHA-256(revision token). So the
//! platform knows a writer's right before it looks anything up, nobody can take an id that is not theirs, and nobody can ask
//! whether an id is taken.

use chrono::{DateTime, Utc};
use hkdf::Hkdf;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use uuid::{Builder, Uuid};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::base64url;

const LENGTH: usize = 32;

/// 32 random bytes from which all of a declaration's rights follow. They never leave the traveller's machine. Wiped when
/// dropped, never shown by `Debug`.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct DeclarationSecret([u8; LENGTH]);

/// Why a text is not a token, or why there is no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Not 32 bytes of base64url.
    #[error("not a token")]
    Malformed,
    /// The operating system gave no random bytes.
    #[error("no randomness")]
    NoRandomness,
}

impl DeclarationSecret {
    /// A new secret from the operating system's randomness.
    pub fn generate() -> Result<Self, TokenError> {
        let mut secret = Self([0; LENGTH]);
        getrandom::fill(&mut secret.0).map_err(|_| TokenError::NoRandomness)?;
        Ok(secret)
    }

    /// A secret that was stored as bytes.
    pub fn from_bytes(bytes: [u8; LENGTH]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes, for storing in an encrypted place.
    pub fn as_bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }

    /// Reads the status.
    pub fn follow_token(&self) -> FollowToken {
        FollowToken(self.derive(b"guitu follow token v2"))
    }

    /// Writes revisions.
    pub fn revision_token(&self) -> RevisionToken {
        RevisionToken(self.derive(b"guitu revision token v2"))
    }

    /// Lets a phone in: the one that the letter of that number names. So it is kept nowhere, and shown again at any time.
    pub fn phone_token(&self, letter: u32) -> PhoneToken {
        PhoneToken(self.derive(&[b"guitu phone token v1".as_slice(), &letter.to_be_bytes()].concat()))
    }

    /// Opens the personal link that the letter of that number makes: kept nowhere, as a phone's.
    pub fn link_token(&self, letter: u32) -> LinkToken {
        let info = [b"guitu personal link token v1".as_slice(), &letter.to_be_bytes()].concat();
        LinkToken(self.derive(&info))
    }

    fn derive(&self, info: &[u8]) -> [u8; LENGTH] {
        let mut token = [0; LENGTH];
        // Only a length beyond 255 hashes is refused.
        if Hkdf::<Sha256>::new(None, &self.0).expand(info, &mut token).is_err() {
            unreachable!("32 bytes are one hash")
        }
        token
    }
}

impl std::fmt::Debug for DeclarationSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DeclarationSecret(redacted)")
    }
}

macro_rules! token {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        ///
        /// 32 bytes, wiped when dropped, never shown by `Debug`.
        #[derive(Clone, Zeroize, ZeroizeOnDrop)]
        pub struct $name([u8; LENGTH]);

        impl $name {
            /// A token from its bytes.
            pub fn from_bytes(bytes: [u8; LENGTH]) -> Self {
                Self(bytes)
            }

            /// Reads the base64url form.
            pub fn parse(text: &str) -> Result<Self, TokenError> {
                let bytes = Zeroizing::new(base64url::decode(text).ok_or(TokenError::Malformed)?);
                let bytes: &[u8; LENGTH] = bytes.as_slice().try_into().map_err(|_| TokenError::Malformed)?;
                Ok(Self(*bytes))
            }

            /// The base64url form.
            pub fn reveal(&self) -> Zeroizing<String> {
                Zeroizing::new(base64url::encode(self.0))
            }

            /// SHA-256 of the token. Comparing digests leaks nothing about the token by timing.
            pub fn digest(&self) -> [u8; 32] {
                Sha256::digest(self.0).into()
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.digest() == other.digest()
            }
        }

        impl Eq for $name {}

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.reveal())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Zeroizing::new(String::deserialize(deserializer)?);
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

token! {
    /// Who holds it may read how a declaration stands, and nothing else. Written in `Authorization: Bearer …`; the platform
    /// keeps only its [`digest`](Self::digest), which the writer names in each envelope.
    FollowToken
}

token! {
    /// Who holds it may send a declaration's revisions. It travels inside envelopes alone.
    RevisionToken
}

token! {
    /// Who holds it may read how a declaration stands and say what letters say, on a phone; never declare, correct or take back.
    /// It is the traveller's to give ([`Says::LetsPhone`](crate::Says::LetsPhone)) and to end.
    PhoneToken
}

token! {
    /// Who holds it may answer once, in the place of the member whom a personal link was made for, what is theirs alone to say. It
    /// reads nothing: not what was answered, nor how the declaration stands.
    LinkToken
}

token! {
    /// An organisation that helps others shows it inside each envelope of theirs: the platform knows who helps, and how much. It
    /// gives no right to anybody's declaration.
    EnrolmentToken
}

impl RevisionToken {
    /// The declaration's id, for a declaration begun at that instant (its milliseconds count).
    pub fn id(&self, begun: DateTime<Utc>) -> Uuid {
        self.id_at(u64::try_from(begun.timestamp_millis()).unwrap_or_default())
    }

    /// Whether the id is of this token: the right to write under it.
    pub fn certifies(&self, id: Uuid) -> bool {
        self.id_at((id.as_u128() >> 80) as u64) == id
    }

    fn id_at(&self, millis: u64) -> Uuid {
        let digest = self.digest();
        let random = std::array::from_fn(|at| digest[at]);
        Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret() -> DeclarationSecret {
        DeclarationSecret::from_bytes([7; 32])
    }

    #[test]
    fn two_tokens_follow_from_one_secret_and_do_not_give_each_other() {
        let (follow, revision) = (secret().follow_token(), secret().revision_token());
        assert_eq!(follow, secret().follow_token(), "the same secret gives the same token on any machine");
        assert_ne!(*follow.reveal(), *revision.reveal(), "who reads the status cannot write");
        let stored = FollowToken::from_bytes(*secret().as_bytes());
        assert_ne!(follow, stored, "and no token is the secret itself");
        assert_eq!(secret().phone_token(7), secret().phone_token(7), "a phone's token can be shown again");
        assert_ne!(secret().phone_token(7), secret().phone_token(8), "and each letter lets another one in");
        assert_ne!(*secret().phone_token(7).reveal(), *revision.reveal(), "which writes no revisions");
    }

    /// Worked out by another program, and written down so that the next implementation finds its mistake before a traveller
    /// does.
    #[test]
    fn the_derivation_is_what_the_document_says() {
        assert_eq!(
            [secret().follow_token().reveal(), secret().revision_token().reveal()]
                .map(|text| text.to_string()),
            ["kCIDlpHUFkPhLU4h3h-URqOAchbojD_iKdEBEG7Ulag", "OIpcWBCo_De5Nwpr6Wv0igSVdJpLO7YuRJgUlSzmNTc"],
            "HKDF-SHA-256 without salt"
        );
        assert_eq!(
            secret().revision_token().id(DateTime::UNIX_EPOCH).to_string(),
            "00000000-0000-734b-9603-0f6be957cf52",
            "the id"
        );
    }

    #[test]
    fn an_id_is_certified_by_its_own_token_and_no_other() {
        let begun = DateTime::from_timestamp_millis(1_795_000_000_123).unwrap();
        let token = secret().revision_token();
        let id = token.id(begun);
        assert_eq!(id.get_version_num(), 7, "an id is still a UUIDv7");
        assert_eq!(id.as_u128() >> 80, 1_795_000_000_123, "and its time can be read");
        assert!(token.certifies(id), "its own token");
        assert!(!DeclarationSecret::generate().unwrap().revision_token().certifies(id), "a stranger's");
        for bit in 0..74 {
            let at = if bit < 62 { bit } else { bit + 2 }; // below and above the variant
            let bent = Uuid::from_u128(id.as_u128() ^ (1 << at));
            assert!(!token.certifies(bent), "bit {at} is one of those that certify");
        }
        for nobodys in [Uuid::nil(), Uuid::max(), Uuid::from_u128(7)] {
            assert!(!token.certifies(nobodys), "{nobodys} is of no token");
        }
    }

    #[test]
    fn a_token_comes_back_from_its_text_and_debug_says_nothing_of_it() {
        let token = secret().revision_token();
        assert_eq!(RevisionToken::parse(&token.reveal()).unwrap(), token, "the text form is complete");
        let shown = format!("{:?} {:?} {token:?}", secret(), secret().follow_token());
        assert_eq!(
            shown, "DeclarationSecret(redacted) FollowToken(redacted) RevisionToken(redacted)",
            "a token in a log is a stolen declaration"
        );
        let another = DeclarationSecret::generate().unwrap();
        assert_ne!(another.as_bytes(), secret().as_bytes(), "two secrets never coincide");
    }

    #[test]
    fn short_padded_and_foreign_texts_are_no_tokens() {
        let right = FollowToken::from_bytes([7; 32]).reveal();
        for wrong in ["", "abc", &right[1..], &format!("{}=", *right), &right.replace('B', "+")] {
            assert_eq!(FollowToken::parse(wrong).unwrap_err(), TokenError::Malformed, "{wrong:?} was taken");
        }
    }
}
