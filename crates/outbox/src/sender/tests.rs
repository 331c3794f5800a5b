//! Sending: by itself, never twice at once, never believed without a signature. Over a real spool.

use std::sync::atomic::Ordering;

use platform_api::{ReceiptSigner, Sealed};
use tempfile::TempDir;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use uuid::Uuid;

use super::*;
use crate::decide::State;
use crate::spool::NewEnvelope;
use crate::stage::{ADDRESS, Actor, Attempt, Part, TokioClock, noon, platform};

/// A machine with a spool, and a sender that can be stopped and started.
struct Machine {
    spool: Spool,
    platform: Arc<Actor>,
    sender: Sender,
    heard: watch::Sender<Vec<Uuid>>,
    _folder: TempDir,
}

impl Machine {
    fn new(parts: impl IntoIterator<Item = Part>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::open(folder.path(), noon()).unwrap();
        let start = Instant::now();
        let platform = Arc::new(Actor::new(parts, start));
        let heard = watch::Sender::new(Vec::new());
        let tell = heard.clone();
        let listener: Listener = Arc::new(move |id| tell.send_modify(|heard| heard.push(id)));
        let clock = Arc::new(TokioClock(start));
        let sender = Sender::new(spool.clone(), platform.clone(), &platform.profile(), clock, listener);
        Machine { spool, platform, sender, heard, _folder: folder }
    }

    /// An envelope in the spool.
    fn put(&self, number: u128, revision: u32) -> Uuid {
        self.put_as(Sealed::Revision, number, revision)
    }

    fn put_as(&self, what: Sealed, number: u128, revision: u32) -> Uuid {
        let id = Uuid::from_u128(number);
        let envelope = format!("envelope {id} {revision}");
        let (platform, envelope) = (platform(), envelope.as_bytes());
        let new = NewEnvelope {
            platform: &platform,
            address: ADDRESS,
            declaration: id,
            letter: what == Sealed::Letter,
            revision,
            withdrawal: false,
            envelope,
            opens: None,
        };
        self.spool.put(&new, noon()).unwrap();
        id
    }

    fn start(&self) -> JoinHandle<()> {
        let sender = self.sender.clone();
        tokio::spawn(async move { sender.run(std::future::pending()).await })
    }

    fn spooled(&self, id: Uuid, revision: u32) -> Spooled {
        self.spool.get(id, revision).unwrap().unwrap()
    }

    fn state(&self, id: Uuid) -> State {
        self.spooled(id, 1).row.state
    }

    /// Waits until something is true, looking whenever the sender tells of a change; two days are too long.
    async fn until(&self, what: &str, mut is: impl FnMut(&Self) -> bool) {
        let mut heard = self.heard.subscribe();
        let wait = async {
            while !is(self) {
                heard.changed().await.unwrap();
            }
        };
        let patience = Duration::from_secs(48 * 3600);
        tokio::time::timeout(patience, wait).await.unwrap_or_else(|_| panic!("never {what}"));
    }

    async fn until_received(&self, id: Uuid) {
        self.until("received", |machine| machine.state(id) == State::Received).await;
    }

    fn attempts(&self) -> Vec<Attempt> {
        self.platform.attempts()
    }
}

fn unreachable() -> Part {
    Part::Problem(ProblemCode::PlatformUnreachable.into())
}

#[tokio::test(start_paused = true)]
async fn a_platform_that_comes_back_gets_it_by_itself() {
    let machine = Machine::new((0..6).map(|_| unreachable()));
    let id = machine.put(1, 1);
    machine.start();
    machine.until_received(id).await;
    let attempts = machine.attempts();
    assert_eq!(attempts.len(), 7, "six in vain, one that arrives");
    assert!(attempts.iter().all(|one| one.envelope == attempts[0].envelope), "the same bytes every time");
    let spooled = machine.spooled(id, 1);
    assert_eq!(spooled.row.attempts, 7, "each was counted");
    let keys = [machine.platform.signer.public().clone()];
    assert!(
        verify(&spooled.receipt, &keys, Address::revision(id, 1), &spooled.envelope).is_ok(),
        "its receipt is kept"
    );
}

#[tokio::test(start_paused = true)]
async fn a_network_that_is_back_is_not_waited_for() {
    let machine = Machine::new((0..8).map(|_| unreachable()));
    let id = machine.put(1, 1);
    machine.start();
    machine.until("tried eight times", |machine| machine.attempts().len() == 8).await;
    machine.until("waiting", |machine| machine.state(id) == State::Transient).await;
    let failed = machine.attempts()[7].at;
    machine.sender.network_changed().unwrap();
    machine.until_received(id).await;
    let waited = machine.attempts()[8].at - failed;
    assert!(waited < Duration::from_secs(1), "the next try was minutes away: {waited:?}");
}

#[tokio::test(start_paused = true)]
async fn killed_during_an_attempt_it_is_sent_again_as_it_was() {
    let machine = Machine::new([Part::Silence]);
    let id = machine.put(1, 1);
    let running = machine.start();
    while machine.attempts().is_empty() {
        tokio::task::yield_now().await;
    }
    running.abort();
    assert!(running.await.unwrap_err().is_cancelled(), "cut off in the middle of a request");
    let row = machine.spooled(id, 1).row;
    assert_eq!((row.state, row.attempts), (State::Sending, 1), "the attempt is on the disk");

    machine.start();
    machine.until_received(id).await;
    let [first, second] = &machine.attempts()[..] else {
        panic!("one attempt before and one after");
    };
    assert_eq!((first.declaration, first.revision), (second.declaration, second.revision), "one address");
    assert_eq!(first.envelope, second.envelope, "the same bytes: the platform can tell that it is one");
}

#[tokio::test(start_paused = true)]
async fn only_a_receipt_for_exactly_these_bytes_closes_a_row() {
    let machine = Machine::new([
        Part::ReceiptForOtherBytes,
        Part::ReceiptOf(ReceiptSigner::generate().unwrap()),
        Part::Bytes(b"<html>Welcome to the hotel</html>"),
        Part::Bytes(b""),
    ]);
    let id = machine.put(1, 1);
    machine.start();
    for attempt in 1..=4 {
        let tried = |machine: &Machine| {
            let row = machine.spooled(id, 1).row;
            row.attempts == attempt && row.state == State::Transient
        };
        machine.until("tried", tried).await;
        let problem = machine.spooled(id, 1).row.problem.unwrap();
        assert!(problem.is(ProblemCode::ReceiptWrong), "the traveller can be told");
    }
    machine.until_received(id).await;
    assert_eq!(machine.attempts().len(), 5, "the right one closed it");
}

#[tokio::test(start_paused = true)]
async fn a_refused_row_waits_for_a_person_and_holds_nobody_up() {
    let machine = Machine::new([Part::Refusal(ProblemCode::DeclarationIncomplete)]);
    let (refused, other) = (machine.put(1, 1), machine.put(2, 1));
    machine.start();
    machine.until_received(other).await;
    tokio::time::sleep(Duration::from_secs(24 * 3600)).await;
    assert_eq!(machine.state(refused), State::Wedged, "the platform has signed that it will not take it");
    assert_eq!(machine.attempts().len(), 2, "so it is not sent again by itself");
    machine.spool.retry(refused, machine.sender.0.clock.now()).unwrap();
    machine.sender.nudge();
    machine.until_received(refused).await;
}

/// Whoever breaks TLS can send a revision's bytes to a letter's address and earn a genuine refusal for them there.
#[tokio::test(start_paused = true)]
async fn a_refusal_earned_at_a_letters_address_stops_no_revision_and_the_other_way_round() {
    let malformed = ProblemCode::EnvelopeMalformed;
    let machine = Machine::new([
        Part::RefusalOfOther(Sealed::Letter, malformed),
        Part::RefusalOfOther(Sealed::Revision, malformed),
    ]);
    let revision = machine.put(1, 1);
    let letter = machine.put_as(Sealed::Letter, 2, 1);
    machine.start();
    machine.until_received(revision).await;
    machine
        .until("the letter is received", |machine| {
            machine.spool.letter(letter, 1).unwrap().unwrap().row.state == State::Received
        })
        .await;
    assert_eq!(
        machine.attempts().len(),
        4,
        "both were tried again, since nobody has refused them where they were sent"
    );
}

#[tokio::test(start_paused = true)]
async fn a_refusal_that_nobody_signed_stops_nothing() {
    let forged = |code: ProblemCode| Part::Problem(code.into());
    let page = |status| Part::Problem(Problem::from_response(status, b"<html>"));
    let mut parts: Vec<_> = ProblemCode::ALL.iter().copied().map(forged).collect();
    parts.extend([413, 403, 409, 410, 451, 511].map(page));
    let tries = parts.len();
    let machine = Machine::new(parts);
    let id = machine.put(1, 1);
    machine.start();
    let unsigned = |machine: &Machine| {
        machine.spooled(id, 1).row.problem.is_some_and(|problem| problem.is(ProblemCode::RefusalUnsigned))
    };
    machine.until("named as what it is", unsigned).await;
    machine.until_received(id).await;
    assert_eq!(machine.attempts().len(), tries + 1, "one attempt for each of them, and one that arrives");
}

#[tokio::test(start_paused = true)]
async fn two_senders_and_a_storm_of_nudges_send_each_row_once() {
    let machine = Machine::new([]);
    let ids: Vec<_> = (0..50).map(|number| machine.put(number, 1)).collect();
    machine.start();
    machine.start();
    for _ in 0..50 {
        machine.sender.nudge();
        tokio::task::yield_now().await;
    }
    for id in &ids {
        machine.until_received(*id).await;
    }
    assert_eq!(machine.attempts().len(), 50, "one attempt each");
    let widest = machine.platform.widest.load(Ordering::SeqCst);
    assert!(widest > 1 && widest <= 2 * WIDEST, "several at once, and no more than so many: {widest}");
}

#[tokio::test(start_paused = true)]
async fn a_platform_in_trouble_is_not_met_by_a_crowd() {
    let machine = Machine::new((0..60).map(|_| unreachable()));
    for number in 0..30 {
        machine.put(number, 1);
    }
    machine.start();
    let tried = |machine: &Machine| machine.attempts().len() > 20;
    machine.until("tried", tried).await;
    machine.platform.widest.store(0, Ordering::SeqCst);
    let tried = |machine: &Machine| machine.attempts().len() > 40;
    machine.until("tried on", tried).await;
    assert_eq!(machine.platform.widest.load(Ordering::SeqCst), 1, "one at a time until one gets through");
    for number in 0..30 {
        machine.until_received(Uuid::from_u128(number)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn one_that_never_gets_through_holds_up_nobody() {
    for code in [ProblemCode::Internal, ProblemCode::PlatformTimeout] {
        let machine = Machine::new([]);
        let bad = machine.put(1, 1);
        machine.platform.always(bad, code);
        let others: Vec<_> = (2..202).map(|number| machine.put(number, 1)).collect();
        machine.start();
        for id in others {
            machine.until_received(id).await;
        }
        let tries = machine.attempts().iter().filter(|one| one.declaration == bad).count();
        assert!(tries < 10, "{code:?}: not once more after each of the others, but {tries} times");
    }
}

#[tokio::test(start_paused = true)]
async fn what_retry_after_asks_for_is_waited_for() {
    let busy = Problem { retry_after: Some(300), ..Problem::new(ProblemCode::TooManyRequests) };
    let machine = Machine::new([Part::Problem(busy)]);
    let id = machine.put(1, 1);
    machine.start();
    machine.until_received(id).await;
    let attempts = machine.attempts();
    let wait = attempts[1].at - attempts[0].at;
    assert!(wait >= Duration::from_secs(300), "the platform knows its own trouble: {wait:?}");
}

#[tokio::test(start_paused = true)]
async fn stopping_does_not_wait_for_the_network() {
    let machine = Machine::new([Part::Silence]);
    machine.put(1, 1);
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let sender = machine.sender.clone();
    let running = tokio::spawn(async move {
        sender.run(async { stopped.await.unwrap_or_default() }).await;
    });
    while machine.attempts().is_empty() {
        tokio::task::yield_now().await;
    }
    let asked = Instant::now();
    stop.send(()).unwrap();
    running.await.unwrap();
    assert!(asked.elapsed() < Duration::from_secs(1), "closing the window closes it");
}
