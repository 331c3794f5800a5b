//! Newer editions of the rulebook: those that are held are there when the vault opens, newer ones are looked for in the
//! background. What is open on the screen is never touched by it.

use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use editions::{Shelf, Source, SourceError};
use outbox::HttpPlatform;
use platform_api::{PlatformApi as _, PlatformProfile, ProblemCode};
use tokio::runtime::Handle;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

use super::forms::Forms;
use crate::dto::Problem;
use crate::host::Host;
use crate::surroundings::Surroundings;

/// Between two looks that went well.
const EVERY: Duration = Duration::from_secs(6 * 60 * 60);
/// Between two looks at least.
const SOONEST: Duration = Duration::from_secs(5);
/// After one that did not.
const AGAIN: Duration = Duration::from_secs(15 * 60);

/// The shelf, and where it is filled from.
pub(crate) struct Newer {
    shelf: Shelf,
    platform: Arc<HttpPlatform>,
    forms: Arc<Forms>,
    host: Arc<dyn Host>,
    seen: Mutex<Seen>,
    doubt: Arc<Notify>,
    keys_came: watch::Sender<()>,
    /// Nothing but the platform's keys is taken from its repository.
    keys_alone: bool,
}

/// What the last look met.
#[derive(Clone, Default)]
pub(super) struct Seen {
    pub(super) at: Option<DateTime<Utc>>,
    pub(super) expires: Option<DateTime<Utc>>,
    pub(super) problem: Option<Problem>,
}

/// Looking for newer editions until it is dropped.
pub(crate) struct Looking {
    pub(crate) newer: Arc<Newer>,
    task: JoinHandle<()>,
}

impl Drop for Looking {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Newer {
    pub(crate) fn new(
        surroundings: &Surroundings,
        profile: &PlatformProfile,
        platform: Arc<HttpPlatform>,
    ) -> Self {
        Newer {
            shelf: surroundings.shelf(profile),
            platform,
            forms: surroundings.forms.clone(),
            host: surroundings.host.clone(),
            seen: Mutex::default(),
            doubt: surroundings.unknown_keys.clone(),
            keys_came: surroundings.keys_came.clone(),
            keys_alone: false,
        }
    }

    /// Whether newer editions are taken; else packages bring them.
    pub(crate) fn looks_for_editions(&self) -> bool {
        !self.keys_alone
    }

    /// Looks for the platform's keys alone, now and then and as soon as something came that none of the known ones signed: where
    /// packages bring the editions, and for whoever sends while every vault is locked.
    pub(crate) fn keep_keys(mut self, runtime: &Handle) -> Looking {
        self.keys_alone = true;
        let newer = Arc::new(self);
        let looking = newer.clone();
        let task = runtime.spawn(async move {
            loop {
                tokio::select! {
                    () = tokio::time::sleep(EVERY) => {}
                    () = looking.doubt.notified() => {}
                }
                looking.look().await;
                tokio::time::sleep(SOONEST).await;
            }
        });
        Looking { newer, task }
    }

    /// Takes what is held, then looks for newer editions now and then, on `runtime`.
    pub(crate) fn keep_looking(self, runtime: &Handle) -> Looking {
        let newer = Arc::new(self);
        waited(runtime, newer.take_held());
        let looking = newer.clone();
        let task = runtime.spawn(async move {
            loop {
                let pause = if looking.look().await { EVERY } else { AGAIN };
                // Whoever sends what nobody signed makes the app look at most so often.
                tokio::time::sleep(SOONEST).await;
                tokio::select! {
                    () = tokio::time::sleep(pause.saturating_sub(SOONEST)) => {}
                    () = looking.doubt.notified() => {}
                }
            }
        });
        Looking { newer, task }
    }

    async fn take_held(&self) {
        match self.shelf.held().await {
            Ok(held) => {
                if let Some(newest) = held.last() {
                    let mut seen = self.seen();
                    seen.at = Some(newest.looked_at);
                    seen.expires = Some(newest.expires);
                }
                self.forms.hold(held);
            }
            Err(error) => {
                tracing::warn!(code = error.code(), %error, "the shelf of editions is not used");
                self.seen().problem = Some(Problem::of(error.code()));
            }
        }
    }

    /// One look at the repository. Says whether it went well.
    pub(super) async fn look(&self) -> bool {
        let looked = self.shelf.update(&Over(&self.platform)).await;
        match looked {
            Ok(update) => {
                // The shelf is read again, and all on it verified, only where something came.
                let came = !update.added.is_empty() || !update.lists.is_empty();
                if came && !self.keys_alone {
                    self.take_held().await;
                }
                if update.platform_keys {
                    self.keys_came.send_replace(());
                }
                *self.seen() =
                    Seen { at: Some(self.host.now()), expires: Some(update.expires), problem: None };
                if came && !self.keys_alone {
                    self.host.rulebook_changed();
                }
                true
            }
            Err(error) => {
                tracing::warn!(code = error.code(), %error, "no newer edition was taken");
                self.seen().problem = Some(Problem::of(error.code()));
                false
            }
        }
    }

    pub(super) fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The platform's repository of editions.
struct Over<'a>(&'a HttpPlatform);

#[async_trait]
impl Source for Over<'_> {
    async fn fetch(&self, path: &str, limit: u64) -> Result<Vec<u8>, SourceError> {
        self.0.rulebook_file(path, limit).await.map_err(|problem| match ProblemCode::parse(&problem.code) {
            Some(ProblemCode::NotFound) => SourceError::NotFound,
            Some(ProblemCode::RulebookOversized) => SourceError::TooLarge,
            _ => SourceError::Unreachable,
        })
    }
}

/// Waits for a future on a thread of its own: a use case may be called from within the runtime, where waiting is not
/// allowed.
pub(crate) fn waited<T: Send>(runtime: &Handle, future: impl Future<Output = T> + Send) -> Option<T> {
    std::thread::scope(|scope| scope.spawn(|| runtime.block_on(future)).join().ok())
}
