//! The sender: empties the spool, whether a vault is open or not.
//!
//! Several envelopes are on their way at once, never two of one row: a lease is written down before the first byte leaves.
//! Each trouble halves how many, down to one at a time, and each receipt widens it again: one connection that broke is no reason to
//! creep, a platform in trouble is met by one. What gets through wakes what met nobody, once
//! in a while: the network is back, and one envelope that never gets through holds up no others.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use platform_api::{Address, PlatformApi, PlatformProfile, Problem, ProblemCode, verify, verify_refusal};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio::time::Instant;

use crate::Listener;
use crate::clock::Clock;
use crate::decide::{Event, Met};
use crate::news::Trusted;
use crate::spool::{Claim, Spool, SpoolError, Spooled};

/// Never sleeps longer: a machine that was suspended, or whose clock was set, is noticed within a minute.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);
/// The pause after the spool itself failed, such as by a full disk.
const AFTER_FAILURE: Duration = Duration::from_secs(20);
/// Least time between two times that what got through wakes what did not.
const BETWEEN_WAKINGS: Duration = Duration::from_secs(60);
/// Most envelopes on their way at once.
const WIDEST: usize = 8;

/// Sends what is in the spool to one platform. Clones share it.
#[derive(Clone)]
pub struct Sender(Arc<Shared>);

struct Shared {
    spool: Spool,
    platform: Arc<dyn PlatformApi>,
    trusted: Trusted,
    clock: Arc<dyn Clock>,
    listener: Listener,
    nudged: Notify,
    doubt: Option<Arc<Notify>>,
}

impl Sender {
    /// A sender for one platform; it does nothing before [`run`](Self::run). The listener hears of each declaration after
    /// something about it changed in the spool.
    pub fn new(
        spool: Spool,
        platform: Arc<dyn PlatformApi>,
        profile: &PlatformProfile,
        clock: Arc<dyn Clock>,
        listener: Listener,
    ) -> Self {
        let (trusted, nudged) = (Trusted::from(profile), Notify::new());
        Sender(Arc::new(Shared { spool, platform, trusted, clock, listener, nudged, doubt: None }))
    }

    /// The same, and it says when a receipt came that no known key signed: the platform may have others by now. Only before it is
    /// shared.
    #[must_use]
    pub fn doubting(mut self, doubt: Arc<Notify>) -> Self {
        if let Some(shared) = Arc::get_mut(&mut self.0) {
            shared.doubt = Some(doubt);
        }
        self
    }

    /// Looks again now: something was put into the spool.
    pub fn nudge(&self) {
        self.0.nudged.notify_one();
    }

    /// The network has changed: what waits only for its time is tried at once.
    ///
    /// # Errors
    /// The spool's; it is tried in its time then.
    pub fn network_changed(&self) -> Result<(), SpoolError> {
        self.0.spool.network_changed(self.0.clock.now())?;
        self.nudge();
        Ok(())
    }

    /// Works until `shutdown` is ready. May be dropped at any point; whatever was under way is taken up again.
    pub async fn run(&self, shutdown: impl Future<Output = ()> + Send) {
        let shared = &self.0;
        let mut under_way = JoinSet::new();
        let mut road = Road::default();
        tokio::pin!(shutdown);
        loop {
            let sleep = match shared.fill(&mut under_way, road.width).await {
                Ok(sleep) => sleep,
                Err(error) => {
                    tracing::warn!(%error, "outbox: the spool failed");
                    AFTER_FAILURE
                }
            };
            tokio::select! {
                biased;
                () = &mut shutdown => return,
                Some(done) = under_way.join_next() => {
                    if road.after(done.unwrap_or(false), Instant::now()) {
                        shared.wake_who_met_nobody().await;
                    }
                }
                () = shared.nudged.notified() => {}
                () = tokio::time::sleep(sleep) => {}
            }
        }
    }
}

/// What the last attempts say of the way to the platform.
struct Road {
    /// How many may be on their way at once.
    width: usize,
    /// Something was in trouble since what waits was last woken.
    trouble: bool,
    woken: Option<Instant>,
}

impl Default for Road {
    fn default() -> Self {
        Road { width: WIDEST, trouble: true, woken: None } // what met nobody before the program ended waits as well
    }
}

impl Road {
    /// One came to its end, in good order or in trouble; says whether what met nobody is to be woken.
    fn after(&mut self, in_good_order: bool, now: Instant) -> bool {
        if !in_good_order {
            (self.width, self.trouble) = ((self.width / 2).max(1), true);
            return false;
        }
        self.width = (self.width + 1).min(WIDEST);
        let wakes = self.trouble && self.woken.is_none_or(|woken| now - woken >= BETWEEN_WAKINGS);
        if wakes {
            (self.trouble, self.woken) = (false, Some(now));
        }
        wakes
    }
}

impl Shared {
    /// Sends what is due, up to so many at once; says how long there will be nothing.
    async fn fill(
        self: &Arc<Self>,
        under_way: &mut JoinSet<bool>,
        width: usize,
    ) -> Result<Duration, SpoolError> {
        while under_way.len() < width {
            let (trusted, now) = (self.trusted.clone(), self.clock.now());
            match self.spool(move |spool| spool.claim(&trusted.platform, &trusted.address, now)).await? {
                Claim::Taken(spooled) => {
                    let shared = self.clone();
                    under_way.spawn(async move { shared.attempt(*spooled).await });
                }
                Claim::NotBefore(at) => {
                    let ahead = at.and_then(|at| (at - self.clock.now()).to_std().ok());
                    return Ok(ahead.map_or(LONGEST_SLEEP, |ahead| ahead.min(LONGEST_SLEEP)));
                }
            }
        }
        Ok(LONGEST_SLEEP)
    }

    /// One attempt, from the first byte to writing down what came of it; says whether the platform has spoken.
    async fn attempt(&self, spooled: Spooled) -> bool {
        let Spooled { seq, declaration, revision, .. } = spooled;
        let (receipt, met) = match self.send(&spooled).await {
            Ok(receipt) => (receipt, Met::Receipt),
            Err(met) => (Vec::new(), met),
        };
        let spoken = match &met {
            Met::Receipt => {
                tracing::info!(%declaration, revision, "outbox: received");
                true
            }
            Met::Refusal(problem) => {
                tracing::warn!(%declaration, revision, code = %problem.code, "outbox: refused");
                true
            }
            Met::Trouble(problem) => {
                tracing::info!(%declaration, revision, code = %problem.code, "outbox: to be tried again");
                false
            }
        };
        let (event, now) = (Event::Ended { attempt: spooled.row.attempts, met }, self.clock.now());
        let written = self.spool(move |spool| spool.happened(seq, event, &receipt, now));
        // What could not be written down is found out again: the lease runs out, the receipt is the same.
        if let Err(error) = written.await {
            tracing::warn!(%error, "outbox: the spool failed");
        }
        (self.listener)(declaration);
        spoken
    }

    /// The way is open again.
    async fn wake_who_met_nobody(&self) {
        let now = self.clock.now();
        if let Err(error) = self.spool(move |spool| spool.reached(now)).await {
            tracing::warn!(%error, "outbox: the spool failed");
        }
    }

    /// The platform's receipt, verified against exactly what was sent.
    async fn send(&self, spooled: &Spooled) -> Result<Vec<u8>, Met> {
        let Spooled { declaration, revision, envelope, .. } = spooled;
        let sent = if spooled.letter {
            self.platform.put_letter(*declaration, *revision, envelope.clone()).await
        } else {
            self.platform.put_revision(*declaration, *revision, envelope.clone()).await
        };
        let receipt = sent.map_err(|problem| self.refused(spooled, problem))?;
        match verify(&receipt, &self.trusted.keys, spooled.destination(), envelope) {
            Ok(_) => Ok(receipt),
            Err(_) => {
                if let Some(doubt) = &self.doubt {
                    doubt.notify_one();
                }
                Err(Met::Trouble(ProblemCode::ReceiptWrong.into()))
            }
        }
    }

    /// Whether a problem is the platform's last word on these bytes.
    fn refused(&self, spooled: &Spooled, problem: Problem) -> Met {
        let retry_after = problem.retry_after;
        match self.trusted.refusal(&problem, spooled.destination(), &spooled.envelope) {
            Some(refusal) => Met::Refusal(Problem { refusal: problem.refusal, ..refusal }),
            None if ProblemCode::parse(&problem.code).is_some_and(ProblemCode::is_final) => {
                Met::Trouble(Problem { retry_after, ..ProblemCode::RefusalUnsigned.into() })
            }
            None => Met::Trouble(in_short(problem)),
        }
    }

    /// Something with the spool, away from the threads that wait for the network.
    async fn spool<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Spool) -> Result<T, SpoolError> + Send + 'static,
    ) -> Result<T, SpoolError> {
        let spool = self.spool.clone();
        tokio::task::spawn_blocking(move || work(&spool)).await.unwrap_or(Err(SpoolError::Broken))
    }
}

/// Of what nobody signed only code, status and pause are kept: a page of half a megabyte would be written into every row.
fn in_short(problem: Problem) -> Problem {
    let Problem { status, retry_after, .. } = problem;
    match ProblemCode::parse(&problem.code) {
        Some(code) => Problem { status, retry_after, ..code.into() },
        // The platform is newer than this program: it keeps the time that it asked for.
        None if problem.is_spoken() => {
            let Problem { kind, code, .. } = problem;
            Problem { kind, code, title: String::new(), status, retry_after, errors: vec![], refusal: None }
        }
        None => Problem { status, retry_after, ..ProblemCode::PlatformGarbled.into() },
    }
}

impl Trusted {
    /// The platform's own refusal of these bytes at this address, if the problem carries one that verifies.
    pub(crate) fn refusal(&self, problem: &Problem, address: Address, envelope: &[u8]) -> Option<Problem> {
        let text = problem.refusal.as_deref()?;
        let refusal = verify_refusal(text, &self.keys, &self.platform, address, envelope).ok()?;
        Some(refusal.problem())
    }
}

#[cfg(test)]
mod tests;
