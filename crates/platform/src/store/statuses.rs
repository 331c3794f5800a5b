//! How declarations stand, for their travellers.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Head, Part, StoreError};

/// Tells how a declaration stands.
#[async_trait]
pub trait Statuses: Send + Sync {
    /// The declaration, for the holder of the token with this digest; the same nothing for a wrong digest as for an
    /// unknown id. Without a digest, for whoever was let in otherwise.
    async fn standing(
        &self,
        declaration: Uuid,
        follow_digest: Option<[u8; 32]>,
    ) -> Result<Option<Standing>, StoreError>;
}

/// A declaration as its traveller may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The latest revision.
    pub revision: u32,
    /// Taken back.
    pub withdrawn: bool,
    /// An intention: nothing was declared yet.
    pub intends: bool,
    /// Grows by one with every change.
    pub version: u64,
    /// When what was declared or its code last changed.
    pub changed_at: DateTime<Utc>,
    /// Head of its log.
    pub head: Head,
    /// Until when somebody must act on its way.
    pub due: Option<DateTime<Utc>>,
    /// Its member has answered by a personal link: the code is theirs, and for nobody else's eyes at the desk that helps.
    pub sealed_past_helper: bool,
    /// The signed code, sealed; none once withdrawn or past its retention.
    pub code: Option<Part>,
}
