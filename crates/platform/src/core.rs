//! The protocol without HTTP: what the platform does with a revision and says of a declaration.
//!
//! A revision is looked up before it is opened: bytes that are stored get the receipt that they got, whatever has
//! changed since (keys, editions, rules). Only the store decides what a new one does to what is there, in one
//! transaction, so that any number of equal requests at once leave one row and one receipt.

use std::collections::BTreeMap;
use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use declaration::Form;
use platform_api::{
    EditionNotice, Envelope, EnvelopeError, FollowToken, Keys, Kind, PlatformApi, Problem, ProblemCode,
    RulebookNotice, SignedReceipt, Stage, Status, StatusAnswer, Submission,
};
use rulebook::Edition;
use serde_json::Value;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::Clock;
use crate::explain;
use crate::intake::{self, Judged};
use crate::keys::PlatformKeys;
use crate::store::{Effect, NewRevision, Put, Store, StoreError};

/// The platform: keys, editions and a store.
pub struct Core {
    store: Arc<dyn Store>,
    rules: Arc<Rules>,
    clock: Clock,
}

/// What judging needs and nothing changes while the program runs.
pub(crate) struct Rules {
    pub(crate) keys: PlatformKeys,
    /// By number; the highest is the current one.
    pub(crate) editions: BTreeMap<u32, TakenEdition>,
}

/// An edition under which declarations are taken.
pub(crate) struct TakenEdition {
    pub(crate) edition: Arc<Edition>,
    pub(crate) form: Form,
}

impl Core {
    /// A platform that takes declarations under these editions.
    pub fn new(
        store: Arc<dyn Store>,
        keys: PlatformKeys,
        editions: impl IntoIterator<Item = Arc<Edition>>,
        clock: Clock,
    ) -> Self {
        let editions = editions
            .into_iter()
            .map(|edition| (edition.head.number, TakenEdition { form: Form::new(edition.clone()), edition }))
            .collect();
        Self { store, rules: Arc::new(Rules { keys, editions }), clock }
    }

    /// Whether the store answers.
    pub async fn check(&self) -> Result<(), Problem> {
        self.store.check().await.map_err(failed)
    }

    /// The schema of the answers of the current edition.
    pub fn answers_schema(&self) -> Option<&Value> {
        self.rules.editions.values().next_back().map(|taken| &taken.edition.schema)
    }
}

#[async_trait]
impl PlatformApi for Core {
    async fn put_revision(
        &self,
        declaration: Uuid,
        revision: u32,
        bytes: Vec<u8>,
    ) -> Result<Vec<u8>, Problem> {
        let envelope = Envelope::parse(&bytes).map_err(unreadable)?;
        if (envelope.declaration, envelope.revision) != (declaration, revision) {
            return Err(ProblemCode::EnvelopeWrongAddress.into());
        }
        let envelope_sha256: [u8; 32] = Sha256::digest(&bytes).into();
        let look = self.store.look(declaration, revision).await.map_err(failed)?;
        match look.stored {
            Some(stored) if stored.envelope_sha256 == envelope_sha256 => return Ok(stored.receipt),
            Some(_) => return Err(ProblemCode::RevisionConflict.into()),
            None if look.latest > Some(revision) => return Err(ProblemCode::RevisionSuperseded.into()),
            None => {}
        }
        let (rules, now) = (self.rules.clone(), (self.clock)());
        let new = tokio::task::spawn_blocking(move || rules.take(&envelope, bytes, envelope_sha256, now))
            .await
            .map_err(|_| Problem::new(ProblemCode::Internal))??;
        let receipt = new.receipt.clone();
        match self.store.put(new).await.map_err(failed)? {
            Put::Stored => Ok(receipt),
            Put::Same { receipt } => Ok(receipt),
            Put::Conflict => Err(ProblemCode::RevisionConflict.into()),
            Put::Superseded => Err(ProblemCode::RevisionSuperseded.into()),
            Put::Forbidden => Err(ProblemCode::FollowTokenWrong.into()),
        }
    }

    async fn status(
        &self,
        declaration: Uuid,
        token: &FollowToken,
        etag: Option<&str>,
    ) -> Result<StatusAnswer, Problem> {
        let standing = self
            .store
            .standing(declaration, token.digest())
            .await
            .map_err(failed)?
            .ok_or(ProblemCode::DeclarationNotFound)?;
        let status = Status {
            declaration,
            revision: standing.revision,
            withdrawn: standing.withdrawn,
            stage: Stage::Declared,
            code: standing.code.map(|code| code.text),
            messages: Vec::new(),
        };
        let now = tag(&status)?;
        Ok(if etag.is_some_and(|known| matches(known, &now)) {
            StatusAnswer::Unchanged
        } else {
            StatusAnswer::Now { etag: now, status }
        })
    }

    async fn rulebook(&self) -> Result<RulebookNotice, Problem> {
        let editions: Vec<_> = self
            .rules
            .editions
            .values()
            .map(|taken| EditionNotice {
                number: taken.edition.head.number,
                issued: taken.edition.head.issued,
                valid_from: taken.edition.head.valid_from,
                valid_until: taken.edition.head.valid_until,
            })
            .collect();
        let current = editions.last().ok_or(ProblemCode::Unavailable)?.number;
        Ok(RulebookNotice { current, editions })
    }

    async fn rulebook_file(&self, _: &str, _: u64) -> Result<Vec<u8>, Problem> {
        Err(ProblemCode::NotFound.into())
    }

    async fn keys(&self) -> Result<Keys, Problem> {
        Ok(self.rules.keys.public())
    }
}

impl Rules {
    /// Opens an envelope, judges what is inside, and makes of it what is to be stored.
    fn take(
        &self,
        envelope: &Envelope,
        bytes: Vec<u8>,
        envelope_sha256: [u8; 32],
        now: DateTime<Utc>,
    ) -> Result<NewRevision, Problem> {
        let submission: Submission = envelope.open(&self.keys.sealing).map_err(unreadable)?;
        let (declaration, revision) = (submission.declaration, submission.revision);
        let receipt =
            SignedReceipt::sign(declaration, revision, &bytes, now, &self.keys.receipts).into_bytes();
        let effect = match submission.kind {
            Kind::Withdraw => Effect::Withdraw,
            Kind::Declare => {
                let taken = self.editions.get(&submission.edition).ok_or(ProblemCode::EditionNotTaken)?;
                let Judged { code, facts } = intake::assign_code(taken, &submission, &self.keys.codes, now)?;
                let sealed_facts = explain::keep(declaration, revision, &facts, self.keys.sealing.public())?;
                Effect::Declare { envelope: bytes, edition: submission.edition, code, sealed_facts }
            }
        };
        Ok(NewRevision {
            declaration,
            revision,
            token_digest: submission.follow_token.digest(),
            envelope_sha256,
            receipt,
            received_at: now,
            effect,
        })
    }
}

fn unreadable(error: EnvelopeError) -> Problem {
    match error {
        EnvelopeError::TooLarge => ProblemCode::EnvelopeTooLarge,
        EnvelopeError::Malformed => ProblemCode::EnvelopeMalformed,
        EnvelopeError::UnknownKey => ProblemCode::SealingKeyUnknown,
        EnvelopeError::WrongAddress => ProblemCode::EnvelopeWrongAddress,
        EnvelopeError::NotOpened | EnvelopeError::NotASubmission | EnvelopeError::BadKey => {
            ProblemCode::EnvelopeUnreadable
        }
    }
    .into()
}

fn failed(error: StoreError) -> Problem {
    tracing::error!(%error, "the store failed");
    ProblemCode::Unavailable.into()
}

/// A tag that changes exactly when the status does.
fn tag(status: &Status) -> Result<String, Problem> {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    let body = serde_json::to_vec(status).map_err(|_| ProblemCode::Internal)?;
    Ok(format!("\"{}\"", URL_SAFE_NO_PAD.encode(&Sha256::digest(&body)[..16])))
}

/// Whether an `If-None-Match` header names the tag (RFC 9110, weak comparison).
fn matches(known: &str, tag: &str) -> bool {
    known.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn an_if_none_match_header_may_be_a_list_weak_or_a_star() {
        for known in ["\"a\"", "W/\"a\"", "\"b\", \"a\"", "*"] {
            assert!(matches(known, "\"a\""), "{known} names the tag");
        }
        for other in ["", "a", "\"b\"", "\"a"] {
            assert!(!matches(other, "\"a\""), "{other} does not");
        }
    }
}
