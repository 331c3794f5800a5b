//! Personal links: the address by which a member answers on a phone of their own what is theirs alone to say, sealed past whoever
//! fills in the rest, and what the platform says of it: that it was answered, when and by whom, and nothing else.
//!
//! Id and token stand in the fragment of `https://platform/me/#a…`, which no browser sends to anybody.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::phone::{PAGE, both};
use crate::{KeyError, LinkToken, PlatformId, PublicKey, ReceiptSigner, SignedError, TokenDigest, jws};

const TYPE: &str = "guitu-personal-links";
/// Two hundred of them fit in.
const MAX_BYTES: usize = 128 * 1024;
/// Most that are asked about in one request.
pub const MOST_LINKS: usize = 200;
/// A link counts no longer than so many days.
pub const LINK_DAYS: i64 = 30;
/// What the page begins the fragment of a personal link with: that of a phone has another length.
const MARK: &str = "a";

/// What a personal link holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalLink {
    /// The declaration.
    pub declaration: Uuid,
    /// What opens it.
    pub token: LinkToken,
}

impl PersonalLink {
    /// The address of the page on the platform with that address, with everything in its fragment.
    pub fn address(&self, platform: &str) -> Zeroizing<String> {
        let fragment = both(self.declaration, &self.token.reveal());
        Zeroizing::new(format!("{}{PAGE}#{MARK}{}", platform.trim_end_matches('/'), *fragment))
    }
}

/// The digest of a birth date under a link's token: it tells whoever holds the token whether a date is right, and nobody else
/// anything.
pub fn born_digest(token: &LinkToken, born: NaiveDate) -> TokenDigest {
    let digest = Sha256::new_with_prefix(b"guitu born v1").chain_update(token.digest());
    TokenDigest(digest.chain_update(born.to_string()).finalize().into())
}

/// A question about a link, for whoever has made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkQuestion {
    /// The declaration.
    pub declaration: Uuid,
    /// The digest of the link's token, base64url.
    #[schema(value_type = String)]
    pub digest: TokenDigest,
}

/// The body of `POST /v2/personal-links`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkQuestions {
    /// At least one and at most [`MOST_LINKS`].
    #[schema(min_items = 1, max_items = 200)]
    pub questions: Vec<LinkQuestion>,
}

/// What the platform says of links: the signed payload of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AnsweredLinks {
    /// The platform that says so.
    pub platform: PlatformId,
    /// When it was so, by the platform's clock.
    pub as_of: DateTime<Utc>,
    /// Those that were answered; of the others nothing is said.
    pub answered: Vec<AnsweredLink>,
}

/// A link by which the member has answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AnsweredLink {
    /// The declaration.
    pub declaration: Uuid,
    /// The digest of the link's token, base64url.
    #[schema(value_type = String)]
    pub digest: TokenDigest,
    /// When.
    pub at: DateTime<Utc>,
    /// Who says that they answer for somebody under age; none for whoever answers for themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guardian: Option<String>,
}

impl AnsweredLinks {
    /// The signed bytes.
    ///
    /// # Errors
    /// [`KeyError`].
    pub fn sign(&self, with: &ReceiptSigner) -> Result<Vec<u8>, KeyError> {
        jws::sign(TYPE, self, &with.public().id, &with.key)
    }
}

/// What was said of links, if one of `keys` signed it for this platform.
///
/// # Errors
/// [`SignedError`].
pub fn verify_answered_links(
    bytes: &[u8],
    keys: &[PublicKey],
    platform: &PlatformId,
) -> Result<AnsweredLinks, SignedError> {
    let (said, _): (AnsweredLinks, _) = jws::verify(TYPE, bytes, MAX_BYTES, keys)?;
    if said.platform == *platform { Ok(said) } else { Err(SignedError::OtherPlatform) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{DeclarationSecret, PhoneLink, base64url};

    #[test]
    fn a_personal_link_says_everything_behind_the_hash_and_is_no_phones() {
        let secret = DeclarationSecret::from_bytes([7; 32]);
        let link = PersonalLink { declaration: Uuid::from_u128(7), token: secret.link_token(3) };
        let address = link.address("https://guitu.example/");
        let (page, fragment) = address.split_once('#').unwrap();
        assert_eq!((page, fragment.len()), ("https://guitu.example/me/", 65), "what is sent says nothing");
        assert_eq!(PhoneLink::parse(fragment), None, "a phone is let in by something else");
        let same = base64url::encode(secret.phone_token(3).digest());
        assert_ne!(same, base64url::encode(link.token.digest()), "one letter's tokens are two");
    }

    #[test]
    fn a_birth_date_is_told_to_whoever_has_the_token_alone() {
        let secret = DeclarationSecret::from_bytes([7; 32]);
        let born = |day: u32| NaiveDate::from_ymd_opt(1960, 1, day).unwrap();
        let right = born_digest(&secret.link_token(1), born(2));
        assert_eq!(right, born_digest(&secret.link_token(1), born(2)), "the same again");
        assert_ne!(right, born_digest(&secret.link_token(1), born(3)), "another day");
        assert_ne!(right, born_digest(&secret.link_token(2), born(2)), "another link");
    }

    #[test]
    fn what_is_said_of_links_is_the_platforms_own_word() {
        let signer = ReceiptSigner::from_bytes(&[5; 32]).unwrap();
        let said =
            AnsweredLinks { platform: PlatformId::default(), as_of: DateTime::UNIX_EPOCH, answered: vec![] };
        let bytes = said.sign(&signer).unwrap();
        let keys = [signer.public().clone()];
        assert_eq!(verify_answered_links(&bytes, &keys, &said.platform), Ok(said.clone()), "as it was said");
        let stranger = [ReceiptSigner::from_bytes(&[6; 32]).unwrap().public().clone()];
        assert!(verify_answered_links(&bytes, &stranger, &said.platform).is_err(), "and no stranger's");
    }
}
