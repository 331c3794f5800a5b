//! The follower: asks how the declarations of an open vault stand. It needs their tokens, so it ends with the vault.

mod polling;

use std::future::Future;
use std::sync::{Arc, Mutex as StdMutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use platform_api::{PlatformApi, PlatformProfile};
use tokio::sync::{Mutex, Notify};
use uuid::Uuid;
use vault::{Vault, VaultError};

use crate::Listener;
use crate::clock::{Clock, ClockWatch};
use crate::news::Trusted;
use polling::Polling;

/// Never sleeps longer: a machine that was suspended, or whose clock was set, is noticed within a minute.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);
/// The pause after the vault itself failed, such as by a full disk.
const AFTER_FAILURE: Duration = Duration::from_secs(20);

/// Follows what arrived. Clones share one list; of several `run`s one works at a time.
#[derive(Clone)]
pub struct Follower(Arc<Shared>);

struct Shared {
    vault: Vault,
    platform: Arc<dyn PlatformApi>,
    trusted: Trusted,
    clock: Arc<dyn Clock>,
    listener: Listener,
    nudged: Notify,
    wanted: StdMutex<Wanted>,
    polling: Mutex<Polling>,
    watch: Option<ClockWatch>,
    doubt: Option<Arc<Notify>>,
}

/// What is to be asked about without waiting for its turn.
#[derive(Default)]
struct Wanted {
    all: bool,
    declarations: Vec<Uuid>,
}

impl Follower {
    /// A follower for one vault and one platform; it does nothing before [`run`](Self::run). The listener hears of each
    /// declaration after something about it changed in the vault.
    pub fn new(
        vault: Vault,
        platform: Arc<dyn PlatformApi>,
        profile: &PlatformProfile,
        clock: Arc<dyn Clock>,
        listener: Listener,
    ) -> Self {
        let (trusted, nudged) = (Trusted::from(profile), Notify::new());
        let (wanted, polling) = (StdMutex::default(), Mutex::new(Polling::default()));
        let (watch, doubt) = (None, None);
        Follower(Arc::new(Shared {
            vault,
            platform,
            trusted,
            clock,
            listener,
            nudged,
            wanted,
            polling,
            watch,
            doubt,
        }))
    }

    /// The same, and the times that the platform signs are compared with this machine's. Only before it is shared.
    #[must_use]
    pub fn watching(mut self, watch: ClockWatch) -> Self {
        if let Some(shared) = Arc::get_mut(&mut self.0) {
            shared.watch = Some(watch);
        }
        self
    }

    /// The same, and it says when a status came that no known key signed: the platform may have others by now. Only before it is
    /// shared.
    #[must_use]
    pub fn doubting(mut self, doubt: Arc<Notify>) -> Self {
        if let Some(shared) = Arc::get_mut(&mut self.0) {
            shared.doubt = Some(doubt);
        }
        self
    }

    /// Asks about all now: somebody waits in front of the screen.
    pub fn nudge(&self) {
        self.0.wanted().all = true;
        self.0.nudged.notify_one();
    }

    /// Asks about one now: it was received a moment ago.
    pub fn ask(&self, declaration: Uuid) {
        self.0.wanted().declarations.push(declaration);
        self.0.nudged.notify_one();
    }

    /// Works until `shutdown` is ready. May be dropped at any point.
    pub async fn run(&self, shutdown: impl Future<Output = ()> + Send) {
        let shared = &self.0;
        tokio::pin!(shutdown);
        let mut polling = tokio::select! {
            () = &mut shutdown => return,
            polling = shared.polling.lock() => polling,
        };
        loop {
            let sleep = tokio::select! {
                biased;
                () = &mut shutdown => return,
                sleep = shared.round(&mut polling) => sleep,
            };
            tokio::select! {
                biased;
                () = &mut shutdown => return,
                () = shared.nudged.notified() => {}
                () = tokio::time::sleep(sleep) => {}
            }
        }
    }
}

impl Shared {
    /// One round over everything there is to ask; says how long there will be nothing.
    async fn round(&self, polling: &mut Polling) -> Duration {
        let Wanted { all, declarations } = std::mem::take(&mut *self.wanted());
        if all {
            polling.ask_all();
        }
        for declaration in declarations {
            polling.ask(declaration);
        }
        match polling.round(self).await {
            Ok(sleep) => sleep.min(LONGEST_SLEEP),
            Err(error) => {
                tracing::warn!(code = error.code(), "outbox: the vault failed");
                AFTER_FAILURE
            }
        }
    }

    fn wanted(&self) -> std::sync::MutexGuard<'_, Wanted> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Something with the vault, away from the threads that wait for the network.
    async fn vault<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Vault) -> Result<T, VaultError> + Send + 'static,
    ) -> Result<T, VaultError> {
        let vault = self.vault.clone();
        tokio::task::spawn_blocking(move || work(&vault))
            .await
            .unwrap_or_else(|error| Err(VaultError::Io { doing: "outbox", detail: error.to_string() }))
    }

    fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }
}

#[cfg(test)]
mod tests;
