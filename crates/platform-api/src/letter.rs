//! Letters: what a traveller says beside revisions, sealed to the platform like them, each at an address of its own.
//!
//! `PUT /v2/declarations/{id}/letters/{number}` is as idempotent as a revision: the same bytes any number of times, other bytes
//! never. On the wire a letter is an [`Envelope`] of another format, which its seal binds: no letter opens as a revision.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::envelope::BLOCK;
use crate::{EnrolmentToken, Envelope, EnvelopeError, PublicKey, RevisionToken, SealingSecret, TokenDigest};

const FORMAT: &str = "guitu letter v1";
/// Most characters of a text that a traveller adds.
pub const LETTER_TEXT: usize = 500;

/// A letter.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// The declaration.
    pub declaration: Uuid,
    /// Its number, the same as in the address; an app takes one that it has not used.
    pub number: u32,
    /// What the traveller says.
    pub says: Says,
    /// When, by the traveller's clock.
    pub said_at: DateTime<Utc>,
    /// Proves the sender: the declaration's id is certified by it.
    pub revision_token: RevisionToken,
    /// The organisation that helps, where the letter is one that only an organisation writes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<EnrolmentToken>,
}

/// What a traveller says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "says", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Says {
    /// I have boarded.
    Boarded,
    /// I have landed.
    Landed,
    /// I have missed the flight.
    MissedFlight,
    /// What I said of my way was a slip.
    TakesBack {
        /// The letter that said it, which may still be on its way; none for what was said last.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        letter: Option<u32>,
    },
    /// Please look at my code again.
    Review {
        /// What is wrong.
        reason: ReviewReason,
        /// In the traveller's own words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// Somebody has used this for something else.
    Misuse {
        /// In the traveller's own words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// I do not come, and ask for help where I am.
    StaysAbroad {
        /// In the traveller's own words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// Let this phone in.
    LetsPhone {
        /// Of its [`PhoneToken`](crate::PhoneToken).
        digest: TokenDigest,
        /// Its token is printed, so whoever has the sheet has to know the birth date, too.
        asks_birth: bool,
    },
    /// Let in no phone that was let in before.
    ShutsPhones,
    /// Let the member whose declaration this is say on a phone of their own what is theirs alone to say: an organisation's personal
    /// link. It may come before anything was declared.
    AsksMember {
        /// Of its [`LinkToken`](crate::LinkToken).
        digest: TokenDigest,
        /// The link counts until then.
        until: DateTime<Utc>,
        /// The edition whose questions are asked.
        edition: u32,
        /// Of the member's birth date ([`born_digest`](crate::born_digest)): whoever finds the link has to know it. None where the
        /// organisation does not know it either.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        born: Option<TokenDigest>,
        /// The member is under age: a guardian answers, and says who they are.
        minor: bool,
        /// Who helps.
        volunteer: String,
        /// What the member consents to, in the organisation's own words; none: in Guitu's.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wording: Option<String>,
    },
    /// The link of that letter counts no more, and what was answered by it is forgotten.
    EndsLink {
        /// The letter that linked.
        letter: u32,
    },
}

/// Why a traveller asks for a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReviewReason {
    /// A place or a date where the traveller was is judged wrongly.
    Places,
    /// A test or a recovery is not counted.
    Test,
    /// What is taken for illness or contact is none.
    Illness,
    /// The colour is another declaration's, or another person's.
    OtherPerson,
    /// Something else.
    Other,
}

impl Letter {
    /// Seals it to a platform: the bytes to send, the same bytes at every attempt.
    ///
    /// # Errors
    /// [`EnvelopeError::BadKey`], [`EnvelopeError::TooLarge`].
    pub fn seal(&self, to: &PublicKey) -> Result<Vec<u8>, EnvelopeError> {
        let mut plain = Zeroizing::new(serde_json::to_vec(self).map_err(|_| EnvelopeError::Malformed)?);
        let padded = plain.len().next_multiple_of(2 * BLOCK);
        plain.resize(padded, b' ');
        Envelope::seal_as(FORMAT, (self.declaration, self.number), &plain, to)
    }

    /// Reads the outside of a sealed letter.
    ///
    /// # Errors
    /// [`EnvelopeError::Malformed`], [`EnvelopeError::TooLarge`].
    pub fn parse(bytes: &[u8]) -> Result<Envelope, EnvelopeError> {
        Envelope::parse_as(FORMAT, bytes)
    }

    /// Opens it. The address inside must be the one outside, which the seal binds as well.
    ///
    /// # Errors
    /// [`EnvelopeError`].
    pub fn open(envelope: &Envelope, with: &SealingSecret) -> Result<Self, EnvelopeError> {
        let plain = envelope.plain(with)?;
        let letter: Self = serde_json::from_slice(&plain).map_err(|_| EnvelopeError::NotASubmission)?;
        if (letter.declaration, letter.number) != (envelope.declaration, envelope.revision) {
            return Err(EnvelopeError::WrongAddress);
        }
        Ok(letter)
    }
}

impl Says {
    /// The text that was added, if it is not too long.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Review { text, .. } | Self::Misuse { text } | Self::StaysAbroad { text } => text.as_deref(),
            Self::Boarded | Self::Landed | Self::MissedFlight | Self::TakesBack { .. } => None,
            Self::LetsPhone { .. } | Self::ShutsPhones => None,
            Self::AsksMember { .. } | Self::EndsLink { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DeclarationSecret;

    #[test]
    fn a_letter_opens_as_a_letter_and_never_as_a_revision() {
        let platform = SealingSecret::from_bytes(&[9; 32]).unwrap();
        let secret = DeclarationSecret::generate().unwrap();
        let letter = Letter {
            declaration: Uuid::from_u128(7),
            number: 3,
            says: Says::Boarded,
            said_at: DateTime::UNIX_EPOCH,
            revision_token: secret.revision_token(),
            organisation: None,
        };
        let bytes = letter.seal(platform.public()).unwrap();
        let outside = Letter::parse(&bytes).unwrap();
        assert!(
            Letter::open(&outside, &platform).is_ok_and(|opened| opened.says == Says::Boarded),
            "as written"
        );
        assert_eq!(Envelope::parse(&bytes), Err(EnvelopeError::Malformed), "it is no revision");
        let renamed = Envelope { format: "guitu envelope v2".into(), ..outside };
        assert!(renamed.open(&platform).is_err(), "nor does it become one by another name");
        let long = Letter { says: Says::Misuse { text: Some("问".repeat(100)) }, ..letter };
        assert_eq!(
            long.seal(platform.public()).unwrap().len(),
            bytes.len(),
            "the length does not tell what it says"
        );
    }
}
