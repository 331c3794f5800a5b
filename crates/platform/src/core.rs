//! The protocol without HTTP: what the platform does with a revision and says of a declaration.
//!
//! An envelope is opened first: its revision token must certify the id before anything is looked up, so that nobody else
//! learns what is stored. Then bytes that are stored get the receipt that they got, whatever has changed since (editions,
//! rules). Only the store decides what a new one does to what is there, in one transaction, so that any number of equal
//! requests at once leave one row and one receipt.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use async_trait::async_trait;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, NaiveDate, Utc};
use declaration::OfficerFacts;
use platform_api::{
    Envelope, EnvelopeError, FollowToken, Keys, Kind, PlatformApi, PlatformId, Problem, ProblemCode, Refusal,
    RulebookNotice, SignedReceipt, Stage, Status, StatusAnswer, Submission,
};
use rulebook::{Edition, Files, zhejiang_date};
use serde_json::Value;
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::Clock;
use crate::at_rest::{AtRest, Of};
use crate::intake;
use crate::keeping;
use crate::keys::PlatformKeys;
use crate::person::{self, Held};
use crate::rules::Rules;
pub(crate) use crate::rules::TakenEdition;
use crate::served::{Served, ServedError, TIMESTAMP};
use crate::store::{Effect, NewRevision, Put, Standing, Store, StoreError};
use crate::store_keys::StoreKeys;

/// Longest language tag that anything needs.
const LONGEST_LANGUAGE: usize = 35;
/// How far a revision may be ahead of the latest one that is stored, so that nobody locks a declaration up with the highest
/// number there is.
const LONGEST_LEAP: u32 = 100;
/// Seconds after which a store that failed may answer again.
const COME_BACK_AFTER: u64 = 5;

/// The platform: keys, editions and a store.
pub struct Core {
    platform: PlatformId,
    store: Arc<dyn Store>,
    at_rest: Arc<AtRest>,
    store_keys: StoreKeys,
    keys: Arc<PlatformKeys>,
    rules: RwLock<Arc<Rules>>,
    served: Served,
    /// One reading of a newer rulebook at a time.
    reading: Mutex<()>,
    clock: Clock,
}

impl Core {
    /// A platform that takes declarations under the editions of the repository that it serves.
    pub(crate) async fn new(
        platform: PlatformId,
        store: Arc<dyn Store>,
        at_rest: Arc<AtRest>,
        store_keys: StoreKeys,
        keys: PlatformKeys,
        served: Served,
        clock: Clock,
    ) -> Result<Self, ServedError> {
        served.keep_fresh();
        served.has_changed(); // what is read now is what was there
        let editions = served.published().await?.editions;
        let rules = tokio::task::spawn_blocking(move || loaded(editions, None))
            .await
            .map_err(|_| ServedError::CutOff)?;
        let rules = RwLock::new(Arc::new(rules));
        Ok(Self {
            platform,
            store,
            at_rest,
            store_keys,
            keys: Arc::new(keys),
            rules,
            served,
            reading: Mutex::default(),
            clock,
        })
    }

    /// Whether the store answers.
    pub async fn check(&self) -> Result<(), Problem> {
        self.store.check().await.map_err(failed)
    }

    /// The schema of the answers of the current edition.
    pub fn answers_schema(&self) -> Option<Value> {
        self.rules().current(self.today()).map(|taken| taken.edition.schema.clone())
    }

    /// Renews what runs out, and takes a repository that an officer has published since.
    async fn look_for_a_newer_rulebook(&self) {
        self.served.keep_fresh();
        let _reading = self.reading.lock().await;
        if !self.served.has_changed() {
            return;
        }
        let before = self.rules();
        let read = match self.served.published().await {
            Ok(published) => {
                tokio::task::spawn_blocking(move || loaded(published.editions, Some(&before))).await
            }
            Err(error) => {
                tracing::error!(%error, "the rulebook's repository does not verify; the editions stay as they are");
                return;
            }
        };
        if let Ok(rules) = read {
            *self.rules.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(rules);
        }
    }

    /// Takes one revision, or says why not.
    async fn take(&self, declaration: Uuid, revision: u32, bytes: Arc<[u8]>) -> Result<Vec<u8>, Problem> {
        let envelope = Envelope::parse(&bytes).map_err(unreadable)?;
        if (envelope.declaration, envelope.revision) != (declaration, revision) {
            return Err(ProblemCode::EnvelopeWrongAddress.into());
        }
        let (keys, envelope_sha256) = (self.keys.clone(), Sha256::digest(&bytes).into());
        let submission = blocking(move || opened(&envelope, &keys)).await??;
        let look = self.store.look(declaration, revision).await.map_err(failed)?;
        match look.stored {
            Some(stored) if stored.envelope_sha256 == envelope_sha256 => return Ok(stored.receipt),
            Some(_) => return Err(ProblemCode::RevisionConflict.into()),
            None if look.latest > Some(revision) => return Err(ProblemCode::RevisionSuperseded.into()),
            None if leaps(look.latest, revision) => return Err(ProblemCode::RevisionTooFar.into()),
            None => {}
        }
        self.look_for_a_newer_rulebook().await;
        let rules = self.rules();
        let edition = rules.edition(submission.edition);
        let document =
            edition.and_then(|edition| person::document(&self.store_keys, edition, &submission.answers));
        let held = self.held(document, declaration, &rules).await.map_err(failed)?;
        let desk = Desk {
            rules,
            document,
            held,
            keys: self.keys.clone(),
            at_rest: self.at_rest.clone(),
            today: self.today(),
            now: (self.clock)(),
        };
        let new = blocking(move || desk.take(&submission, &bytes, envelope_sha256)).await??;
        let receipt = new.receipt.clone();
        match self.store.put(new).await.map_err(failed)? {
            Put::Stored => Ok(receipt),
            Put::Same { receipt } => Ok(receipt),
            Put::Conflict => Err(ProblemCode::RevisionConflict.into()),
            Put::Superseded => Err(ProblemCode::RevisionSuperseded.into()),
        }
    }

    /// The worst that another declaration of the same person was given.
    async fn held(
        &self,
        document: Option<[u8; 32]>,
        declaration: Uuid,
        rules: &Rules,
    ) -> Result<Option<Held>, StoreError> {
        let Some(document) = document else { return Ok(None) };
        let mut known = self.store.known(document).await?;
        known.retain(|known| known.declaration != declaration);
        Ok(person::worst(&known, rules))
    }

    /// A refusal that is the last word on these bytes, signed.
    fn signed(&self, problem: Problem, address: (Uuid, u32), body: &[u8]) -> Problem {
        if !ProblemCode::parse(&problem.code).is_some_and(ProblemCode::is_final) {
            return problem;
        }
        let refusal = Refusal::new(self.platform.clone(), address, body, &problem, (self.clock)());
        match refusal.sign(&self.keys.receipts) {
            Ok(text) => Problem { refusal: Some(text), ..problem },
            Err(_) => ProblemCode::Unavailable.into(),
        }
    }

    /// The text of a declaration's code, as long as it may be read.
    fn code(&self, declaration: Uuid, standing: &Standing) -> Option<String> {
        let of = Of { declaration, revision: standing.revision };
        let text = self.at_rest.open(of, standing.code.as_ref()?, self.today())?;
        String::from_utf8(text.to_vec()).ok()
    }

    fn rules(&self) -> Arc<Rules> {
        self.rules.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn today(&self) -> NaiveDate {
        zhejiang_date((self.clock)())
    }
}

/// The editions of a repository, each loaded once. One that this program refuses is left out: it may be for a newer one.
fn loaded(editions: BTreeMap<u32, Files>, before: Option<&Rules>) -> Rules {
    let taken = editions.into_iter().filter_map(|(number, files)| {
        if let Some(same) = before.and_then(|before| before.same(number, &files)) {
            return Some(same);
        }
        match Edition::load(&files) {
            Ok(edition) => Some(Arc::new(TakenEdition::new(Arc::new(edition), files))),
            Err(refusal) => {
                tracing::error!(%refusal, number, "an edition of the rulebook is refused");
                None
            }
        }
    });
    Rules::new(taken)
}

#[async_trait]
impl PlatformApi for Core {
    async fn put_revision(
        &self,
        declaration: Uuid,
        revision: u32,
        bytes: Vec<u8>,
    ) -> Result<Vec<u8>, Problem> {
        let bytes: Arc<[u8]> = bytes.into();
        let outcome = self.take(declaration, revision, bytes.clone()).await;
        outcome.map_err(|problem| self.signed(problem, (declaration, revision), &bytes))
    }

    async fn status(
        &self,
        declaration: Uuid,
        token: &FollowToken,
        known: Option<&str>,
    ) -> Result<StatusAnswer, Problem> {
        let standing = self
            .store
            .standing(declaration, token.digest())
            .await
            .map_err(failed)?
            .ok_or(ProblemCode::DeclarationNotFound)?;
        let (version, now) = (standing.version, (self.clock)());
        let etag = tag(version, now);
        if known.is_some_and(|known| matches(known, &etag)) {
            return Ok(StatusAnswer::Unchanged);
        }
        let status = Status {
            platform: self.platform.clone(),
            declaration,
            version,
            as_of: now,
            head: Some(URL_SAFE_NO_PAD.encode(standing.head)),
            revision: standing.revision,
            withdrawn: standing.withdrawn,
            stage: Stage::Declared,
            code: self.code(declaration, &standing),
            messages: Vec::new(),
        };
        let signed = status.sign(&self.keys.receipts).map_err(|_| ProblemCode::Unavailable)?;
        Ok(StatusAnswer::Now { etag, signed })
    }

    async fn rulebook(&self) -> Result<RulebookNotice, Problem> {
        self.look_for_a_newer_rulebook().await;
        self.rules().notice(self.today())
    }

    async fn rulebook_file(&self, path: &str, limit: u64) -> Result<Vec<u8>, Problem> {
        if path == TIMESTAMP {
            self.look_for_a_newer_rulebook().await;
        }
        self.served.file(path, limit).await
    }

    async fn keys(&self) -> Result<Keys, Problem> {
        Ok(self.keys.public())
    }
}

/// All that judging one revision needs, however the rulebook moves on meanwhile.
struct Desk {
    rules: Arc<Rules>,
    document: Option<[u8; 32]>,
    held: Option<Held>,
    keys: Arc<PlatformKeys>,
    at_rest: Arc<AtRest>,
    today: NaiveDate,
    now: DateTime<Utc>,
}

impl Desk {
    /// Judges what was inside an envelope, and makes of it what is to be stored.
    fn take(
        &self,
        submission: &Submission,
        bytes: &[u8],
        envelope_sha256: [u8; 32],
    ) -> Result<NewRevision, Problem> {
        let now = self.now;
        let (declaration, revision) = (submission.declaration, submission.revision);
        let receipt = SignedReceipt::sign(declaration, revision, bytes, now, &self.keys.receipts);
        let receipt = receipt.map_err(|_| ProblemCode::Unavailable)?.into_bytes();
        let effect = match submission.kind {
            Kind::Withdraw => Effect::Withdraw,
            Kind::Declare => {
                let taken = self.rules.taken(submission.edition, self.today)?;
                let officer = OfficerFacts::NONE;
                let judged = intake::assign_code(
                    &taken,
                    submission,
                    &officer,
                    self.held.as_ref(),
                    &self.keys.codes,
                    now,
                )?;
                let parts = keeping::parts(&self.at_rest, &taken, submission, &judged, self.today)?;
                let person = keeping::person(&taken, submission, self.document, self.today);
                Effect::Declare { edition: submission.edition, rule: judged.code.rule, parts, person }
            }
        };
        Ok(NewRevision {
            declaration,
            revision,
            follow_digest: submission.follow_digest.0,
            envelope_sha256,
            receipt,
            received_at: now,
            effect,
        })
    }
}

/// Whether a revision is too far ahead of the latest that is stored. That one only grows, so what was near stays near.
fn leaps(latest: Option<u32>, revision: u32) -> bool {
    revision > latest.unwrap_or_default().saturating_add(LONGEST_LEAP)
}

/// What is inside, if its sender may write it.
fn opened(envelope: &Envelope, keys: &PlatformKeys) -> Result<Submission, Problem> {
    let submission = envelope.open(&keys.sealing).map_err(unreadable)?;
    if !submission.revision_token.certifies(submission.declaration) {
        return Err(ProblemCode::RevisionTokenWrong.into());
    }
    if is_language(&submission.language) {
        Ok(submission)
    } else {
        Err(ProblemCode::EnvelopeUnreadable.into())
    }
}

/// Whether a text has the form of a language tag (BCP 47), as the OpenAPI document says it.
fn is_language(tag: &str) -> bool {
    let is_part =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric());
    tag.len() <= LONGEST_LANGUAGE && tag.split('-').all(is_part)
}

/// Runs what takes the processor a while where it may.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ProblemCode::Internal.into())
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
    Problem { retry_after: Some(COME_BACK_AFTER), ..ProblemCode::Unavailable.into() }
}

/// A tag that changes with what the status says, never with how it is signed; and once an hour, since "not modified" is
/// nobody's signed word: a status that is asked for is never older than that.
fn tag(version: u64, now: DateTime<Utc>) -> String {
    format!("\"{version}-{}\"", now.timestamp() / 3600)
}

/// Whether an `If-None-Match` header names the tag (RFC 9110, weak comparison).
fn matches(known: &str, tag: &str) -> bool {
    known.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

#[cfg(test)]
mod tests {
    use super::{is_language, matches};

    #[test]
    fn a_language_is_a_tag_and_not_a_text() {
        assert!(["en", "zh-CN", "zh-Hans-CN", "ca-ES-valencia"].into_iter().all(is_language), "tags");
        let long = "a-".repeat(2500);
        assert!(!["", "-", "Chinese, please", "zh_CN", &long].into_iter().any(is_language), "no tags");
    }

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
