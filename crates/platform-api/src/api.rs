//! The whole protocol as one trait.

use async_trait::async_trait;
use uuid::Uuid;

use crate::{FollowToken, Keys, LinkQuestion, Problem, RulebookNotice, StatusQuestion};

/// What an app may ask of a platform. The HTTP client and the server's core both implement it.
#[async_trait]
pub trait PlatformApi: Send + Sync {
    /// Sends one revision: envelope bytes in, signed receipt bytes out. The same bytes at the same address give the
    /// same receipt however often they are sent.
    async fn put_revision(
        &self,
        declaration: Uuid,
        revision: u32,
        envelope: Vec<u8>,
    ) -> Result<Vec<u8>, Problem>;

    /// Sends one letter: sealed bytes in, signed receipt bytes out, as for a revision.
    async fn put_letter(&self, declaration: Uuid, number: u32, letter: Vec<u8>) -> Result<Vec<u8>, Problem>;

    /// How a declaration stands, signed. With the `etag` of an earlier answer, [`StatusAnswer::Unchanged`] if nothing moved.
    async fn status(
        &self,
        declaration: Uuid,
        token: &FollowToken,
        etag: Option<&str>,
    ) -> Result<StatusAnswer, Problem>;

    /// How many declarations stand, each as [`status`](Self::status) says, in the order of the questions. There may be fewer
    /// answers than questions; what was left out is asked again.
    async fn statuses(
        &self,
        questions: &[StatusQuestion],
    ) -> Result<Vec<Result<StatusAnswer, Problem>>, Problem> {
        let mut answers = Vec::with_capacity(questions.len());
        for StatusQuestion { declaration, token, etag } in questions {
            answers.push(self.status(*declaration, token, etag.as_deref()).await);
        }
        Ok(answers)
    }

    /// Which of these personal links were answered, signed: see [`verify_answered_links`](crate::verify_answered_links).
    async fn personal_links(&self, questions: &[LinkQuestion]) -> Result<Vec<u8>, Problem>;

    /// The editions taken now.
    async fn rulebook(&self) -> Result<RulebookNotice, Problem>;

    /// A file of the platform's repository of editions, such as `metadata/timestamp.json` or
    /// `targets/<sha256>.2/edition.json`: the whole of it, or `not-found`, or `rulebook-oversized` where it is longer than
    /// `limit` bytes. Nothing of it is verified here.
    async fn rulebook_file(&self, path: &str, limit: u64) -> Result<Vec<u8>, Problem>;

    /// The keys used now.
    async fn keys(&self) -> Result<Keys, Problem>;
}

/// Answer to [`PlatformApi::status`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatusAnswer {
    /// The `etag` still stands.
    Unchanged,
    /// The status, and the tag to ask with next time.
    Now {
        /// An opaque tag, quotes included, as in the `ETag` header.
        etag: String,
        /// The signed status, see [`verify_status`](crate::verify_status).
        signed: Vec<u8>,
    },
}
