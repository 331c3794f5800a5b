//! What an envelope holds once opened.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::FollowToken;

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
    /// A declaration, or its withdrawal.
    pub kind: Kind,
    /// The visible answers alone; `null` in a withdrawal.
    pub answers: Value,
    /// Binds the declaration at its first revision, proves the sender at every later one.
    pub follow_token: FollowToken,
    /// BCP 47 tag of the language it was filled in, so that the platform answers in it.
    pub language: String,
    /// When it was sealed, by the traveller's clock.
    pub sealed_at: DateTime<Utc>,
}

/// What a revision does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Replaces what was declared before.
    Declare,
    /// Takes it all back.
    Withdraw,
}

impl std::fmt::Debug for Submission {
    /// Address and edition only: answers are health data, and the token is a secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Submission")
            .field("declaration", &self.declaration)
            .field("revision", &self.revision)
            .field("edition", &self.edition)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}
