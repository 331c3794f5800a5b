//! What officers record of declarations, each entry by itself: none is changed, a wrong one is revoked by another.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Note, StoreError};

/// Holds what officers record.
#[async_trait]
pub trait Records: Send + Sync {
    /// Keeps an entry, and makes the declaration wait to be judged again from that day on. The same entry may come any number
    /// of times.
    async fn record(&self, declaration: Uuid, record: Record, due: NaiveDate) -> Result<Kept, StoreError>;

    /// The entries of a declaration, withdrawn or not, oldest first.
    async fn records(&self, declaration: Uuid) -> Result<Vec<Record>, StoreError>;
}

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its id, drawn by whoever records it.
    pub id: Uuid,
    /// When; kept to the millisecond.
    pub at: DateTime<Utc>,
    /// The officer.
    pub by: String,
    /// Last day in Zhejiang on which it may be read.
    pub ends: NaiveDate,
    /// What was recorded, sealed.
    pub sealed: Vec<u8>,
}

/// What became of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Kept now.
    New,
    /// It was there already.
    Same,
    /// There is no such declaration.
    Unknown,
}

impl Record {
    /// What the log says of it: never what was recorded.
    pub(crate) fn note(&self) -> Note {
        Note { at: self.at, event: "recorded".into(), by: self.by.clone() }
    }
}
