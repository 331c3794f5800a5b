//! Parts whose time is over.

use async_trait::async_trait;
use chrono::NaiveDate;

use super::StoreError;

/// Finds and removes what is past its day.
#[async_trait]
pub trait Retention: Send + Sync {
    /// What ended before that day and is still there, by day and class.
    async fn due(&self, today: NaiveDate) -> Result<Vec<Due>, StoreError>;

    /// Removes it, and says how many parts that were.
    async fn sweep(&self, today: NaiveDate) -> Result<u64, StoreError>;
}

/// Parts that are to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Their last day.
    pub ends: NaiveDate,
    /// Their class.
    pub class: String,
    /// How many.
    pub parts: u64,
}
