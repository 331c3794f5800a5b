//! What was done with declarations: a chain of entries for each, and anchors over all chains.
//!
//! An entry's head covers the entry and the head before it, so that none can be changed or left out in between. A declaration's
//! last head is in its signed status; an anchor covers all heads of a day, so that the end of a chain cannot be cut off
//! unseen either.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::StoreError;

/// The last link of a chain; zeros before the first.
pub type Head = [u8; 32];

/// Holds the log.
#[async_trait]
pub trait Audit: Send + Sync {
    /// Adds an entry to a declaration's chain; false where there is no such declaration.
    async fn note(&self, declaration: Uuid, note: Note) -> Result<bool, StoreError>;

    /// A declaration's entries in order.
    async fn chain(&self, declaration: Uuid) -> Result<Vec<Entry>, StoreError>;

    /// Its last entries, the newest first.
    async fn chain_end(&self, declaration: Uuid, most: u32) -> Result<Vec<Entry>, StoreError>;

    /// The next declarations after that id, in the order of their ids, each with the head that it states itself.
    async fn heads(&self, after: Uuid, most: u32) -> Result<Vec<(Uuid, Head)>, StoreError>;

    /// Keeps an anchor; one that is there for the same instant stays.
    async fn keep_anchor(&self, anchor: &Anchor) -> Result<(), StoreError>;

    /// All anchors in order.
    async fn anchors(&self) -> Result<Vec<Anchor>, StoreError>;
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// When; kept to the millisecond.
    pub at: DateTime<Utc>,
    /// What: a word, and a number where it has one. Never an answer.
    pub event: String,
    /// Who: `traveller`, `platform`, or an officer's or operator's name.
    pub by: String,
}

/// An entry of a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// From 1.
    pub number: u64,
    /// What was done.
    pub note: Note,
    /// The link.
    pub head: Head,
}

/// What all chains together were at an instant.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Anchor {
    /// Entries before it are covered.
    pub before: DateTime<Utc>,
    /// Declarations with such an entry.
    pub declarations: u64,
    /// SHA-256 over the ids in order, each with number and head of its last such entry; base64url.
    pub digest: String,
}

/// The head after an entry.
pub(crate) fn link(before: &Head, declaration: Uuid, number: u64, note: &Note) -> Head {
    let mut digest = Sha256::new_with_prefix(b"guitu audit v1");
    digest.update(before);
    digest.update(declaration.as_bytes());
    digest.update(number.to_be_bytes());
    digest.update(note.at.timestamp_millis().to_be_bytes());
    for text in [&note.event, &note.by] {
        digest.update((text.len() as u64).to_be_bytes());
        digest.update(text);
    }
    digest.finalize().into()
}

/// Where a chain stands.
pub(crate) struct ChainEnd {
    pub(crate) number: u64,
    pub(crate) head: Head,
}

impl ChainEnd {
    pub(crate) const NEW: Self = Self { number: 0, head: [0; 32] };

    /// The entry that follows.
    pub(crate) fn next(&self, declaration: Uuid, note: Note) -> Entry {
        let number = self.number + 1;
        let head = link(&self.head, declaration, number, &note);
        Entry { number, note, head }
    }
}
