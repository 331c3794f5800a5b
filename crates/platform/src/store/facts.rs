//! What codes rest on.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Part, StoreError};

/// Holds what a code rests on, for the platform's own officers.
#[async_trait]
pub trait Facts: Send + Sync {
    /// What the code of a declaration rests on; none where there is no code.
    async fn basis(&self, declaration: Uuid) -> Result<Option<Basis>, StoreError>;
}

/// What a code rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// The revision that the code is for.
    pub revision: u32,
    /// The rulebook edition that gave it.
    pub edition: u32,
    /// Id of the policy rule that decided.
    pub rule: String,
    /// When it was assigned.
    pub assigned_at: DateTime<Utc>,
    /// All facts with their values, sealed; none past their retention.
    pub facts: Option<Part>,
}
