//! Organisations that help others, and how much each has sent.
//!
//! Who helps is known by an enrolment token inside the envelope. What an organisation has sent is counted in the transaction that
//! stores it, so that no number of processes takes more than its quota.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Digest, StoreError};

/// Holds organisations.
#[async_trait]
pub trait Organisations: Send + Sync {
    /// Keeps a new one, known by the digest of its token.
    async fn add_organisation(&self, organisation: Organisation, token: Digest) -> Result<(), StoreError>;

    /// All of them, oldest first, each with how many new declarations it has sent on that day.
    async fn organisations(&self, day: NaiveDate) -> Result<Vec<(Organisation, u32)>, StoreError>;

    /// The one whose token has that digest, also where it was taken back.
    async fn organisation_of(&self, token: Digest) -> Result<Option<Organisation>, StoreError>;

    /// Takes a token back; false where there is none that counts.
    async fn revoke_organisation(&self, id: Uuid, at: DateTime<Utc>, by: String) -> Result<bool, StoreError>;
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// New declarations that it may send within a day of Zhejiang.
    pub quota: u32,
    /// When it was enrolled; kept to the millisecond.
    pub made_at: DateTime<Utc>,
    /// By whom.
    pub made_by: String,
    /// When its token was taken back.
    pub revoked_at: Option<DateTime<Utc>>,
    /// By whom.
    pub revoked_by: Option<String>,
}

/// Who has sent a revision, where it was not the traveller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Helped {
    /// The organisation.
    pub organisation: Uuid,
    /// The day that a new declaration counts on; none where it was sealed before the token was taken back, and counts no more.
    pub day: Option<NaiveDate>,
}
