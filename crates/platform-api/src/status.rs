//! What the platform tells the holder of a follow token, signed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{
    KeyError, Look, Next, PlatformId, PublicKey, ReceiptSigner, Review, Seen, SignedError, Stage, jws,
};

const TYPE: &str = "guitu-status";
/// A code, and some hundred messages.
const MAX_BYTES: usize = 256 * 1024;

/// How a declaration stands: the payload of `GET /v2/declarations/{id}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Status {
    /// The platform that says so.
    pub platform: PlatformId,
    /// The declaration.
    pub declaration: Uuid,
    /// Grows with every change; who has seen one never goes back to a smaller one.
    pub version: u64,
    /// When it was so, by the platform's clock.
    pub as_of: DateTime<Utc>,
    /// Head of the declaration's log, base64url; none while the platform keeps no log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub head: Option<String>,
    /// The latest revision that the platform holds.
    pub revision: u32,
    /// Taken back by its traveller; there is no code then.
    pub withdrawn: bool,
    /// Where the traveller is, as far as anybody has said.
    pub stage: Stage,
    /// Who has said so of each stage that was reached after the declaration, in the order of the stages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<Seen>,
    /// What is waited for now, and who is responsible for it; none where the way is over, or has not begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Next>,
    /// The last review that the traveller asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// Who has looked at the declaration, newest first; no more than a hundred.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub looks: Vec<Look>,
    /// The health code's text, to be verified before it is shown.
    pub code: Option<String>,
    /// A code was assigned and is with whoever answered by a personal link, on their own phone; it counts until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_with_member: Option<DateTime<Utc>>,
    /// What the platform writes to the traveller, newest first.
    pub messages: Vec<Message>,
}

impl Status {
    /// The signed bytes.
    pub fn sign(&self, with: &ReceiptSigner) -> Result<Vec<u8>, KeyError> {
        jws::sign(TYPE, self, &with.public().id, &with.key)
    }

    /// What kept bytes say, whoever has signed them: nobody's word before [`verify_status`].
    pub fn unverified(signed: &[u8]) -> Option<Self> {
        jws::said(signed).or_else(|| serde_json::from_slice(signed).ok()) // as former versions kept it
    }

    /// What is left where nobody vouches for the rest: a code proves itself.
    #[must_use]
    pub fn code_alone(self) -> Self {
        Self {
            head: None,
            withdrawn: false,
            stage: Stage::Declared,
            seen: vec![],
            next: None,
            review: None,
            looks: vec![],
            messages: vec![],
            ..self
        }
    }

    /// Whether the traveller was not on board, and what becomes of the journey is waited for.
    pub fn has_stayed_behind(&self) -> bool {
        self.next.as_ref().is_some_and(|next| next.step == crate::Step::AnotherFlight)
    }

    /// Whether this is the platform's later word than `known`: a greater version, or the same one at a later time.
    pub fn is_later_than(&self, known: &Self) -> bool {
        (self.version, self.as_of) > (known.version, known.as_of)
    }
}

/// The status, if one of `keys` signed it for this platform and this declaration.
pub fn verify_status(
    bytes: &[u8],
    keys: &[PublicKey],
    platform: &PlatformId,
    declaration: Uuid,
) -> Result<Status, SignedError> {
    let (status, _): (Status, _) = jws::verify(TYPE, bytes, MAX_BYTES, keys)?;
    if status.platform != *platform {
        return Err(SignedError::OtherPlatform);
    }
    if status.declaration != declaration {
        return Err(SignedError::WrongAddress);
    }
    Ok(status)
}
/// A message as an id with arguments; the words are the client's message `message-<code>`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Message {
    /// Id of the message.
    pub code: String,
    /// Texts and numbers.
    #[serde(default)]
    #[schema(value_type = Object)]
    pub arguments: BTreeMap<String, Value>,
    /// When it was written.
    pub at: DateTime<Utc>,
}
