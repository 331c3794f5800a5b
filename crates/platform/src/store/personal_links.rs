//! Personal links: by which a member says what is theirs alone to say, sealed past the organisation that fills in the rest.
//!
//! A link is known from the moment at which its letter came, also where nothing was declared yet. It is answered once; two that
//! answer at the same instant meet in its row.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Digest, Part, StoreError};

/// Class of what a link asks.
pub(crate) const TERMS: &str = "terms";
/// Class of what was answered by it.
pub(crate) const OWN: &str = "own";

/// Holds personal links.
#[async_trait]
pub trait PersonalLinks: Send + Sync {
    /// Keeps a new one; those of lower numbers that nobody has answered count no more. Gives back when the letter of that number
    /// was taken first, and its hash.
    async fn make_link(&self, new: NewLink) -> Result<(DateTime<Utc>, Digest), StoreError>;

    /// The link of a declaration whose token has that digest.
    async fn personal_link(
        &self,
        declaration: Uuid,
        digest: Digest,
    ) -> Result<Option<MemberLink>, StoreError>;

    /// All links of a declaration, oldest first, without what they hold.
    async fn links_of(&self, declaration: Uuid) -> Result<Vec<MemberLink>, StoreError>;

    /// Ends the link of a letter, and forgets what was answered by it.
    async fn end_link(&self, declaration: Uuid, number: u32, at: DateTime<Utc>) -> Result<(), StoreError>;

    /// Keeps what was answered by a link that counts and was not answered; false where it does not.
    async fn answer_link(&self, answer: OwnAnswer) -> Result<bool, StoreError>;
}

/// A link that was made.
#[derive(Debug, Clone)]
pub struct NewLink {
    /// The declaration.
    pub declaration: Uuid,
    /// The number of its letter.
    pub number: u32,
    /// SHA-256 of its letter.
    pub letter: Digest,
    /// The digest of its token.
    pub digest: Digest,
    /// When the letter came.
    pub taken_at: DateTime<Utc>,
    /// It counts until then.
    pub until: DateTime<Utc>,
    /// Last day on which the link may be known.
    pub ends: NaiveDate,
    /// What it asks, sealed.
    pub terms: Part,
}

/// A link as it is kept; times to the millisecond.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberLink {
    /// The number of its letter.
    pub number: u32,
    /// The digest of its token.
    pub digest: Digest,
    /// It counts until then.
    pub until: DateTime<Utc>,
    /// When its organisation ended it.
    pub ended_at: Option<DateTime<Utc>>,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// The digest of the token of whoever answered.
    pub phone: Option<Digest>,
    /// What it asks, sealed; none where it was read without, or its day is over.
    pub terms: Option<Part>,
    /// What was answered, sealed; the same.
    pub own: Option<Part>,
}

/// What was answered by a link.
#[derive(Debug, Clone)]
pub struct OwnAnswer {
    /// The declaration.
    pub declaration: Uuid,
    /// The digest of the link's token.
    pub digest: Digest,
    /// When; the link must count then.
    pub at: DateTime<Utc>,
    /// The digest of the token of whoever answers.
    pub phone: Digest,
    /// What was answered, sealed.
    pub own: Part,
}
