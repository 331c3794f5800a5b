//! What the platform tells the holder of a follow token.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// How a declaration stands, `GET /v2/declarations/{id}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Status {
    /// The declaration.
    pub declaration: Uuid,
    /// The latest revision that the platform holds.
    pub revision: u32,
    /// Taken back by its traveller; there is no code then.
    pub withdrawn: bool,
    /// Where the traveller is, as far as staff have said.
    pub stage: Stage,
    /// The health code's text, to be verified before it is shown.
    pub code: Option<String>,
    /// What the platform writes to the traveller, newest first.
    pub messages: Vec<Message>,
}

/// The journey stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// The platform holds the declaration.
    Declared,
    /// Seen at boarding.
    Boarded,
    /// Seen at the port of entry.
    Landed,
    /// Met by the home county.
    Received,
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
