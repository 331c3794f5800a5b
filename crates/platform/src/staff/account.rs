//! A person of the staff.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Role, Scope};
use crate::store::Digest;

/// One person with a role and a scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id: this, and never the name, is what a traveller's log says.
    pub id: Uuid,
    /// The name, as colleagues know it.
    pub name: String,
    /// The task.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// Since when.
    pub made_at: DateTime<Utc>,
    /// Until when; it works no more.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl Account {
    /// How the log names whoever did something: the role, then the account.
    pub fn signature(&self) -> String {
        format!("{} {}", self.role.name(), self.id)
    }
}

/// A one-time link: whoever opens it makes the account's passkey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// SHA-256 of the secret in the link.
    pub digest: Digest,
    /// For whom.
    pub account: Uuid,
    /// Not after that.
    pub ends_at: DateTime<Utc>,
}

/// A passkey as it is kept: its public half.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptPasskey {
    /// The credential's id.
    pub credential: Vec<u8>,
    /// Whose.
    pub account: Uuid,
    /// What the library needs to verify with it, as JSON.
    pub key: String,
    /// Since when.
    pub made_at: DateTime<Utc>,
}
