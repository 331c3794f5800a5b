//! The worker: sends what is due, then asks how the declarations that arrived stand.

mod polling;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use platform_api::{PlatformApi, PlatformProfile, Problem, ProblemCode, verify, verify_refusal};
use serde_json::Value;
use tokio::sync::{Mutex, Notify};
use uuid::Uuid;
use vault::{OutboxRow, Vault, VaultError};

use crate::clock::Clock;
use crate::decide::{LONGEST_WAIT, Met, Step, decide, wait_after};
use crate::news::Trusted;
use polling::Polling;

/// Called with a declaration's id after something about it changed in the vault.
pub type Listener = Arc<dyn Fn(Uuid) + Send + Sync>;

/// Never sleeps longer: a machine that was suspended, or whose clock was set, is noticed within a minute.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);
/// The pause after the vault itself failed, such as by a full disk.
const AFTER_FAILURE: Duration = Duration::from_secs(20);

/// Sends what waits and follows what arrived. Clones share one queue; of several `run`s one works at a time.
#[derive(Clone)]
pub struct Worker(Arc<Shared>);

struct Shared {
    vault: Vault,
    platform: Arc<dyn PlatformApi>,
    trusted: Trusted,
    clock: Arc<dyn Clock>,
    listener: Listener,
    nudged: Notify,
    polling: Mutex<Polling>,
}

impl Worker {
    /// A worker for one vault and one platform; it does nothing before [`run`](Self::run).
    pub fn new(
        vault: Vault,
        platform: Arc<dyn PlatformApi>,
        profile: &PlatformProfile,
        clock: Arc<dyn Clock>,
        listener: Listener,
    ) -> Self {
        let (nudged, polling) = (Notify::new(), Mutex::new(Polling::default()));
        Worker(Arc::new(Shared {
            vault,
            platform,
            trusted: profile.into(),
            clock,
            listener,
            nudged,
            polling,
        }))
    }

    /// Looks again now: something was sealed, unwedged, or somebody waits in front of the screen. Waits of single rows
    /// stay as they are; `vault.unwedge` ends one.
    pub fn nudge(&self) {
        self.0.nudged.notify_one();
    }

    /// Works until `shutdown` is ready. May be dropped at any point; whatever was under way is taken up again.
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
                () = shared.nudged.notified() => polling.ask_all(),
                () = tokio::time::sleep(sleep) => {}
            }
        }
    }
}

impl Shared {
    /// One round over everything there is to do; says how long there will be nothing.
    async fn round(&self, polling: &mut Polling) -> Duration {
        let outcome = async {
            let send = self.send_due(polling).await?;
            let poll = polling.round(self).await?;
            Ok::<_, VaultError>(send.min(poll))
        };
        match outcome.await {
            Ok(sleep) => sleep.min(LONGEST_SLEEP),
            Err(error) => {
                tracing::warn!(code = error.code(), "outbox: the vault failed");
                AFTER_FAILURE
            }
        }
    }

    /// Sends row by row until none is due; says how long until the next one is.
    async fn send_due(&self, polling: &mut Polling) -> Result<Duration, VaultError> {
        loop {
            let Some(row) = self.vault(|vault| vault.next_waiting()).await? else {
                return Ok(LONGEST_SLEEP);
            };
            let ahead = (row.next_attempt_at - self.clock.now()).to_std().unwrap_or_default();
            if !ahead.is_zero() && ahead <= LONGEST_WAIT {
                return Ok(ahead);
            }
            self.attempt(row, polling).await?;
        }
    }

    /// One attempt of one row, from counting it to writing down what came of it.
    async fn attempt(&self, row: OutboxRow, polling: &mut Polling) -> Result<(), VaultError> {
        let (seq, declaration, revision) = (row.seq, row.declaration, row.revision);
        let unheard = self.clock.now() + wait_after(row.attempts.saturating_add(1), jitter());
        let attempts = match self.vault(move |vault| vault.count_attempt(seq, unheard)).await {
            Err(VaultError::NotFound) => return Ok(()), // gone or wedged meanwhile
            counted => counted?,
        };
        let receipt = self.send(&row).await;
        let now = self.clock.now();
        let (receipt, met) = match receipt {
            Ok(receipt) => (receipt, Met::Receipt),
            Err(met) => (Vec::new(), met),
        };
        match decide(met, attempts, now, jitter()) {
            Step::Close => {
                self.vault(move |vault| vault.close(seq, &receipt, now)).await?;
                polling.ask(declaration);
                tracing::info!(%declaration, revision, "outbox: received");
            }
            Step::RetryAt { at, problem } => {
                tracing::info!(%declaration, revision, code = %problem.code, "outbox: to be tried again");
                let problem = as_data(&problem);
                self.vault(move |vault| vault.retry_at(seq, at, Some(&problem))).await?;
            }
            Step::Wedge(problem) => {
                tracing::warn!(%declaration, revision, code = %problem.code, "outbox: refused");
                let problem = as_data(&problem);
                self.vault(move |vault| vault.wedge(seq, &problem)).await?;
            }
        }
        (self.listener)(declaration);
        Ok(())
    }

    /// The platform's receipt, verified against exactly what was sent.
    async fn send(&self, row: &OutboxRow) -> Result<Vec<u8>, Met> {
        let sent = self.platform.put_revision(row.declaration, row.revision, row.envelope.clone()).await;
        let receipt = sent.map_err(|problem| self.refused(row, problem))?;
        match verify(&receipt, &self.trusted.keys, row.declaration, row.revision, &row.envelope) {
            Ok(_) => Ok(receipt),
            Err(_) => Err(Met::Trouble(ProblemCode::ReceiptWrong.into())),
        }
    }

    /// Whether a problem is the platform's last word on these bytes.
    fn refused(&self, row: &OutboxRow, problem: Problem) -> Met {
        let Trusted { platform, keys } = &self.trusted;
        let (address, envelope) = ((row.declaration, row.revision), &row.envelope);
        let signed = problem.refusal.as_deref();
        match signed.map(|text| verify_refusal(text, keys, platform, address, envelope)) {
            Some(Ok(refusal)) => Met::Refusal(refusal.problem()),
            _ if ProblemCode::parse(&problem.code).is_some_and(ProblemCode::is_final) => {
                let unsigned = Problem::new(ProblemCode::RefusalUnsigned);
                Met::Trouble(Problem { retry_after: problem.retry_after, ..unsigned })
            }
            _ => Met::Trouble(problem),
        }
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

/// A problem as the vault keeps it: the document, as on the wire.
fn as_data(problem: &Problem) -> Value {
    serde_json::to_value(problem).unwrap_or_default()
}

/// Somewhere in 0..1.
fn jitter() -> f64 {
    getrandom::u32().map_or(0.5, |random| f64::from(random) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests;
