//! First revisions that were refused for good: why, and whose slip may ask. Nothing of what was in them.

use async_trait::async_trait;
use chrono::NaiveDate;
use uuid::Uuid;

use super::{Digest, StoreError};

/// Keeps refusals.
#[async_trait]
pub trait Refusals: Send + Sync {
    /// Keeps one. Refused again, it is kept for the later reason, and longer; whose slip may ask stays.
    async fn refuse(&self, refused: Refused) -> Result<(), StoreError>;

    /// The slip whose token has that digest may ask from now on; false where nothing was refused.
    async fn let_ask(&self, declaration: Uuid, phone: Digest) -> Result<bool, StoreError>;

    /// The refusal of a declaration.
    async fn refusal(&self, declaration: Uuid) -> Result<Option<Refused>, StoreError>;

    /// Those of that reference; rarely more than one.
    async fn refused_as(&self, reference: String) -> Result<Vec<Refused>, StoreError>;
}

/// A refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The declaration.
    pub declaration: Uuid,
    /// The code of the problem.
    pub code: String,
    /// Digest of the token of the slip that may ask.
    pub phone: Option<Digest>,
    /// Last day on which it may be known.
    pub ends: NaiveDate,
}
