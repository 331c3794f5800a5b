//! Who is on duty, which notes wait for somebody to see to them, and what one shift leaves to the next.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{CallNote, Note, StoreError};

/// As many wait at most that somebody looks at.
pub(super) const MOST_NOTES: u32 = 500;

/// Holds the roster.
#[async_trait]
pub trait Roster: Send + Sync {
    /// The notes that somebody is to see to and nobody has, and those that hurry and were seen to since an instant; the oldest first. No more than
    /// [`MOST_NOTES`] of them.
    async fn open_notes(&self, seen_since: DateTime<Utc>) -> Result<Vec<(Uuid, CallNote)>, StoreError>;

    /// Keeps who has seen to a note, and notes it in the declaration's log; false where it is not there, or somebody has since an
    /// instant.
    async fn see_to(
        &self,
        declaration: Uuid,
        note: Uuid,
        seen: Note,
        since: DateTime<Utc>,
    ) -> Result<bool, StoreError>;

    /// Gives a note back that somebody has seen to; false where it was not they.
    async fn give_back(&self, declaration: Uuid, note: Uuid, by: Note) -> Result<bool, StoreError>;

    /// Keeps a turn.
    async fn keep_turn(&self, turn: Turn) -> Result<(), StoreError>;

    /// Takes one away; false where it is not there.
    async fn drop_turn(&self, turn: Uuid) -> Result<bool, StoreError>;

    /// The turns that are not over at an instant, in the order in which they begin.
    async fn turns(&self, at: DateTime<Utc>) -> Result<Vec<Turn>, StoreError>;

    /// Keeps what a shift leaves.
    async fn leave_shift(&self, shift: Shift) -> Result<(), StoreError>;

    /// Takes over what a shift has left; false where it is not there, or somebody has before.
    async fn take_shift(&self, shift: Uuid, taken: Note) -> Result<bool, StoreError>;

    /// What was left since an instant, newest first.
    async fn shifts(&self, since: DateTime<Utc>) -> Result<Vec<Shift>, StoreError>;
}

/// Somebody's duty for some hours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub account: Uuid,
    /// The first is asked at once, the second where the first does not answer.
    pub place: u32,
    /// From when.
    pub begins: DateTime<Utc>,
    /// Until when.
    pub ends: DateTime<Utc>,
}

/// What a shift has left to the next one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Role and account.
    pub by: String,
    /// Cases that were open.
    pub cases: u32,
    /// Who has taken them over, and when.
    pub taken: Option<(DateTime<Utc>, String)>,
}
