//! What an envelope holds once opened.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use uuid::Uuid;

use crate::{EnrolmentToken, FollowToken, LinkToken, PhoneToken, RevisionToken, base64url};

/// One revision of a declaration as the traveller sent it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    /// The declaration's id, the same as in the address it is sent to.
    pub declaration: Uuid,
    /// From 1, the same as in the address.
    pub revision: u32,
    /// Number of the rulebook edition that it was filled in under.
    pub edition: u32,
    /// A declaration, an intention, a confirmation, or the withdrawal of any.
    pub kind: Kind,
    /// The visible answers alone; `null` in a withdrawal.
    pub answers: Value,
    /// Proves the sender: the declaration's id is certified by it.
    pub revision_token: RevisionToken,
    /// Who holds the token with this digest may follow the declaration from now on.
    pub follow_digest: TokenDigest,
    /// BCP 47 tag of the language it was filled in, so that the platform answers in it.
    pub language: String,
    /// When it was sealed, by the traveller's clock.
    pub sealed_at: DateTime<Utc>,
    /// The organisation that helps, where one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organisation: Option<EnrolmentToken>,
    /// The personal link by which the member has said what is theirs alone to say: the platform lays that over these answers, which
    /// hold nothing of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_answers: Option<TokenDigest>,
}

/// SHA-256 of a token, base64url: names who may read, and lets nobody read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenDigest(pub [u8; 32]);

impl From<&FollowToken> for TokenDigest {
    fn from(token: &FollowToken) -> Self {
        Self(token.digest())
    }
}

impl From<&PhoneToken> for TokenDigest {
    fn from(token: &PhoneToken) -> Self {
        Self(token.digest())
    }
}

impl From<&LinkToken> for TokenDigest {
    fn from(token: &LinkToken) -> Self {
        Self(token.digest())
    }
}

impl Serialize for TokenDigest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&base64url::encode(self.0))
    }
}

impl<'de> Deserialize<'de> for TokenDigest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = base64url::decode(&text).and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or_else(|| serde::de::Error::custom("not a digest"))
    }
}

/// What a revision does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Replaces what was declared before.
    Declare,
    /// Says before there is a ticket what its traveller intends: no code follows, and a declaration may.
    Intend,
    /// The whole declaration once more: nothing has changed. The code is assigned anew.
    Confirm,
    /// Takes it all back.
    Withdraw,
}

impl std::fmt::Debug for Submission {
    /// Address and edition only: answers are health data, and the revision token is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Submission")
            .field("declaration", &self.declaration)
            .field("revision", &self.revision)
            .field("edition", &self.edition)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}
