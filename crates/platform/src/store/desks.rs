//! What desks keep beside events: notes of calls, and flights that were closed.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Note, StoreError, Waits};

/// Holds what desks keep.
#[async_trait]
pub trait Desks: Send + Sync {
    /// Keeps a note, and that it was made in the declaration's log; false where there is no such declaration.
    async fn keep_note(&self, declaration: Uuid, note: CallNote) -> Result<bool, StoreError>;

    /// The notes of a declaration, newest first.
    async fn call_notes(&self, declaration: Uuid) -> Result<Vec<CallNote>, StoreError>;

    /// Closes a flight; false where it was closed before.
    async fn close_flight(&self, flight: Flight, note: Note) -> Result<bool, StoreError>;

    /// Whether a flight is closed.
    async fn is_closed(&self, flight: Flight) -> Result<bool, StoreError>;

    /// What these declarations wait for; without those that wait for nothing.
    async fn waits(&self, declarations: Vec<Uuid>) -> Result<Vec<(Uuid, Waits)>, StoreError>;
}

/// A note of a call: a category of a closed list, and never a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallNote {
    /// Drawn by whoever makes it.
    pub id: Uuid,
    /// When; kept to the millisecond.
    pub at: DateTime<Utc>,
    /// Role and account.
    pub by: String,
    /// What it was about.
    pub category: String,
    /// Somebody must look at once.
    pub urgent: bool,
    /// By when the county is to have called back.
    pub due: Option<DateTime<Utc>>,
    /// Who has seen to it, and when.
    pub seen: Option<(DateTime<Utc>, String)>,
    /// Last day in Zhejiang on which it may be known.
    pub ends: NaiveDate,
}

/// A flight on its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flight {
    /// The port where it lands.
    pub port: String,
    /// The day.
    pub day: NaiveDate,
    /// The number.
    pub flight: String,
}

impl CallNote {
    /// What the log says of it: never what the call was about, since the log outlives the note.
    pub(crate) fn note(&self) -> Note {
        Note { at: self.at, event: "noted".into(), by: self.by.clone() }
    }
}
