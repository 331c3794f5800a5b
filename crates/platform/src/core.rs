//! The protocol without HTTP: what the platform does with a revision and says of a declaration.
//!
//! - `taking`: a revision that is sent. `refusing`: what is kept of one that was refused for good.
//! - `taking_in`: somebody who has not declared; `joining`: and then does.
//! - `following`: how a declaration stands.
//! - `letters`: what a traveller says beside revisions, and reviews. `looks`: who has looked.
//! - `personal_links`: what a member answers by a personal link.
//! - `judging_again`: a code that no longer follows is replaced.
//! - `messages`: what officers wrote to the traveller.
//! - `phones`: a traveller's phone that was let in. `answers`: what was declared, for the platform itself.
//! - `telling`: what happens on a traveller's way.

mod answers;
mod following;
mod joining;
mod judging_again;
mod letters;
mod looks;
mod messages;
mod personal_links;
mod phones;
mod refusing;
mod taking;
mod taking_in;
mod telling;

use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use editions::Published;
use platform_api::{
    Address, Envelope, FollowToken, Keys, LinkQuestion, PlatformApi, PlatformId, Problem, ProblemCode,
    RulebookNotice, SealingSecret, StatusAnswer,
};
use rulebook::files::RISKS;
use rulebook::{Edition, Files, zhejiang_date};
use serde_json::Value;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::Clock;
use crate::at_rest::AtRest;
use crate::keys::{Keyring, Opens, PlatformKeys};
pub(crate) use joining::Joins;
pub(crate) use judging_again::is_of_the_same;
pub(crate) use personal_links::{Terms, is_of_own_words};
pub(crate) use phones::LetIn;
pub(crate) use taking_in::Stranger;

use crate::rules::Rules;
pub(crate) use crate::rules::TakenEdition;
use crate::served::{Served, ServedError, TIMESTAMP};
use crate::store::{Store, StoreError};
use crate::store_keys::StoreKeys;

/// Whoever is on a traveller's way looks at the rulebook's files no more often: all of them are read and parsed for it.
const GLANCES_EVERY: Duration = Duration::from_secs(1);
/// Seconds after which a store that failed may answer again.
const COME_BACK_AFTER: u64 = 5;

/// The platform: keys, editions and a store.
pub struct Core {
    platform: PlatformId,
    store: Arc<dyn Store>,
    pub(crate) at_rest: Arc<AtRest>,
    pub(crate) store_keys: StoreKeys,
    keyring: Keyring,
    rules: RwLock<Arc<Rules>>,
    served: Served,
    /// One reading of a newer rulebook at a time; when there was a look at it last.
    reading: Mutex<Option<Instant>>,
    clock: Clock,
}

impl Core {
    /// A platform that takes declarations under the editions of the repository that it serves.
    pub(crate) async fn new(
        platform: PlatformId,
        store: Arc<dyn Store>,
        at_rest: Arc<AtRest>,
        store_keys: StoreKeys,
        keyring: Keyring,
        served: Served,
        clock: Clock,
    ) -> Result<Self, ServedError> {
        served.keep_fresh();
        let stamp = served.newer(); // what is read now is at least what is there now
        let published = served.published().await?;
        let rules = tokio::task::spawn_blocking(move || loaded(&published, None))
            .await
            .map_err(|_| ServedError::CutOff)?;
        if let Some(stamp) = stamp {
            served.took(stamp, true);
        }
        let rules = RwLock::new(Arc::new(rules));
        Ok(Self {
            platform,
            store,
            at_rest,
            store_keys,
            keyring,
            rules,
            served,
            reading: Mutex::default(),
            clock,
        })
    }

    /// Whether the store answers, and all keys are at hand.
    pub async fn check(&self) -> Result<(), Problem> {
        self.check_store().await?;
        if self.has_all_keys() { Ok(()) } else { Err(come_back()) }
    }

    /// Whether all keys are at hand: those of the days, and those that are published.
    pub(crate) fn has_all_keys(&self) -> bool {
        self.at_rest.days().check().is_ok() && self.keyring.is_whole()
    }

    /// Whether the store answers.
    pub(crate) async fn check_store(&self) -> Result<(), Problem> {
        self.store.check().await.map_err(failed)
    }

    /// The keys to open an envelope with. One that was sealed to a key that is not at hand may be for a newer ring, or the
    /// file of keys was put back.
    pub(super) async fn keys_for(&self, envelope: &Envelope) -> Result<Arc<PlatformKeys>, Problem> {
        let keys = self.keys_in_use();
        if matches!(keys.opens(&envelope.key_id, (self.clock)()), Opens::With(_)) {
            return Ok(keys);
        }
        self.look_once_more().await;
        let keys = self.keys_in_use();
        // Nothing is concluded from keys that are known to be behind what is published.
        let never = matches!(keys.opens(&envelope.key_id, (self.clock)()), Opens::Never);
        if never && !self.keyring.is_whole() { Err(come_back()) } else { Ok(keys) }
    }

    /// The schema of the answers of the current edition.
    pub fn answers_schema(&self) -> Option<Value> {
        self.rules().current(self.today()).map(|taken| taken.edition.schema.clone())
    }

    /// The same on a traveller's way: not while somebody looks, nor where somebody has just looked.
    async fn glance_at_the_rulebook(&self) {
        self.keyring.look_at_the_clock((self.clock)());
        let is_fresh = match self.reading.try_lock() {
            Ok(looked) => looked.is_some_and(|looked| looked.elapsed() < GLANCES_EVERY),
            Err(_) => true,
        };
        if !is_fresh {
            self.look_for_a_newer_rulebook().await;
        }
    }

    /// Looks, at most once in a while: whoever sends what is not known yet waits for a look that began after it came. So nobody makes
    /// the platform read its repository for each request, and nothing is concluded from an old look.
    async fn look_once_more(&self) {
        let came = Instant::now();
        loop {
            let looked = *self.reading.lock().await;
            match looked {
                Some(looked) if looked >= came => return,
                Some(looked) if looked.elapsed() < GLANCES_EVERY => {
                    tokio::time::sleep(GLANCES_EVERY.saturating_sub(looked.elapsed())).await;
                }
                _ => self.look_for_a_newer_rulebook().await,
            }
        }
    }

    /// Renews what runs out, and takes a repository that an officer has published since.
    async fn look_for_a_newer_rulebook(&self) {
        self.keyring.look_at_the_clock((self.clock)());
        let mut reading = self.reading.lock().await;
        *reading = Some(Instant::now());
        self.served.keep_fresh();
        let Some(stamp) = self.served.newer() else { return };
        let before = self.rules();
        let published = match self.served.published().await {
            Ok(published) => published,
            Err(error) => {
                tracing::error!(%error, "the rulebook's repository does not verify; the editions stay as they are");
                return self.served.took(stamp, false);
            }
        };
        let ring = published.platform_keys.as_ref();
        let has_keys = ring.is_none_or(|ring| self.keyring.take(ring, (self.clock)()));
        let read = tokio::task::spawn_blocking(move || loaded(&published, Some(&before))).await;
        let has_rules = read.is_ok();
        if let Ok(rules) = read {
            *self.rules.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(rules);
        }
        self.served.took(stamp, has_keys && has_rules);
    }

    /// What is worked with now.
    pub(crate) fn keys_in_use(&self) -> Arc<PlatformKeys> {
        self.keyring.in_use()
    }

    pub(crate) fn rules(&self) -> Arc<Rules> {
        self.rules.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The rules that hold today are a sample; where none does, nothing official is promised either.
    pub(crate) fn is_sample(&self) -> bool {
        self.rules().current(self.today()).is_none_or(|taken| taken.edition.head.sample)
    }

    fn today(&self) -> NaiveDate {
        zhejiang_date((self.clock)())
    }
}

/// The editions of a repository, each loaded once, with the newest risk list that it takes: published by itself, or with another
/// edition. One that this program refuses is left out: it may be for a newer one.
fn loaded(published: &Published, before: Option<&Rules>) -> Rules {
    let mut lists = published.lists.clone();
    for files in published.editions.values() {
        if let Some((number, list)) = files.list_number().zip(files.0.get(RISKS)) {
            lists.entry(number).or_insert_with(|| list.clone());
        }
    }
    let newest_list = lists.keys().next_back().copied().unwrap_or_default();
    let mut unread = BTreeSet::new();
    let mut taken = Vec::new();
    for (number, files) in &published.editions {
        let candidates = files.with_newer_lists(&lists).into_iter();
        match candidates.filter_map(|files| take(*number, files, before)).next() {
            Some(edition) => taken.push(edition),
            None => drop(unread.insert(*number)),
        }
    }
    Rules::new(taken, unread, newest_list)
}

/// One edition with one list; none where this program refuses it.
fn take(number: u32, files: Files, before: Option<&Rules>) -> Option<Arc<TakenEdition>> {
    if let Some(same) = before.and_then(|before| before.same(number, &files)) {
        return Some(same);
    }
    match Edition::load(&files) {
        Ok(edition) => Some(Arc::new(TakenEdition::new(Arc::new(edition), files))),
        Err(refusal) => {
            let list = files.list_number();
            tracing::error!(%refusal, number, list, "an edition of the rulebook is refused with this risk list");
            None
        }
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
        let bytes: Arc<[u8]> = bytes.into();
        let outcome = self.take(declaration, revision, bytes.clone()).await;
        outcome.map_err(|problem| self.signed(problem, Address::revision(declaration, revision), &bytes))
    }

    async fn put_letter(&self, declaration: Uuid, number: u32, letter: Vec<u8>) -> Result<Vec<u8>, Problem> {
        let outcome = self.take_letter(declaration, number, letter.clone()).await;
        outcome.map_err(|problem| self.signed(problem, Address::letter(declaration, number), &letter))
    }

    async fn status(
        &self,
        declaration: Uuid,
        token: &FollowToken,
        known: Option<&str>,
    ) -> Result<StatusAnswer, Problem> {
        self.stands(declaration, token, known).await
    }

    async fn personal_links(&self, questions: &[LinkQuestion]) -> Result<Vec<u8>, Problem> {
        self.told_of_links(questions).await
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
        Ok(self.keys_in_use().public())
    }
}

/// Runs what takes the processor a while where it may.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Problem> {
    tokio::task::spawn_blocking(work).await.map_err(|_| ProblemCode::Internal.into())
}

/// What a caller is told where the store failed.
pub(crate) fn failed(error: StoreError) -> Problem {
    tracing::error!(%error, "the store failed");
    come_back()
}

/// The secret that opens an envelope. Only what nobody will ever open is refused for good.
pub(super) fn secret_for<'a>(
    keys: &'a PlatformKeys,
    envelope: &Envelope,
    now: DateTime<Utc>,
) -> Result<&'a SealingSecret, Problem> {
    match keys.opens(&envelope.key_id, now) {
        Opens::With(secret) => Ok(secret),
        Opens::Never => Err(ProblemCode::SealingKeyUnknown.into()),
        Opens::Away => {
            tracing::error!(
                key = envelope.key_id,
                "the secret of a key that apps seal to is not in the file of keys"
            );
            Err(come_back())
        }
    }
}

/// The platform's trouble is its own, and passes.
pub(crate) fn come_back() -> Problem {
    Problem { retry_after: Some(COME_BACK_AFTER), ..ProblemCode::Unavailable.into() }
}
