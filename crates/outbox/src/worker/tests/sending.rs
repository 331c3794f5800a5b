//! Sending: by itself, never twice at once, never believed without a receipt.

use vault::OutboxState;

use super::*;

fn unreachable() -> Part {
    Part::Problem(ProblemCode::PlatformUnreachable.into())
}

#[tokio::test(start_paused = true)]
async fn what_was_sealed_arrives_and_its_status_follows() {
    let machine = Machine::new([]);
    let id = machine.seal();
    machine.start();
    machine.until_received(id).await;
    let stored = |machine: &Machine| machine.vault.declaration(id).unwrap().unwrap().status;
    machine.until("followed", |machine| stored(machine).is_some()).await;
    let kept: Status = serde_json::from_slice(&stored(&machine).unwrap().body).unwrap();
    assert_eq!(
        kept,
        Status { version: 1, as_of: kept.as_of, ..status(id, 1, None) },
        "the platform's word is kept whole"
    );
    assert_eq!(machine.attempts().len(), 1, "one envelope, one attempt");
    assert!(machine.heard.borrow().contains(&id), "the screens were told");
}

#[tokio::test(start_paused = true)]
async fn a_platform_that_comes_back_gets_it_by_itself() {
    let machine = Machine::new((0..6).map(|_| unreachable()));
    let id = machine.seal();
    machine.start();
    machine.until_received(id).await;
    let attempts = machine.attempts();
    assert_eq!(attempts.len(), 7, "six in vain, one that arrives");
    assert!(attempts.iter().all(|one| one.envelope == attempts[0].envelope), "the same bytes every time");
    let counted: Vec<_> = attempts.iter().map(|one| one.counted).collect();
    assert_eq!(counted, [1, 2, 3, 4, 5, 6, 7], "each attempt was counted before it was made");
    let waits: Vec<_> = attempts.windows(2).map(|pair| pair[1].at - pair[0].at).collect();
    assert!(waits[5] > waits[0] * 4, "the pauses grow: {waits:?}");
}

#[tokio::test(start_paused = true)]
async fn killed_during_an_attempt_it_is_sent_again_as_it_was() {
    let machine = Machine::new([Part::Silence]);
    let id = machine.seal();
    let running = machine.start();
    while machine.attempts().is_empty() {
        tokio::task::yield_now().await;
    }
    running.abort();
    assert!(running.await.unwrap_err().is_cancelled(), "cut off in the middle of a request");
    assert_eq!(machine.vault.outbox(id).unwrap()[0].attempts, 1, "the attempt is on the disk");

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
    let wrong = [
        Part::ReceiptForOtherBytes,
        Part::ReceiptOf(ReceiptSigner::generate().unwrap()),
        Part::Bytes(b"<html>Welcome to the hotel</html>"),
        Part::Bytes(b""),
    ];
    let machine = Machine::new(wrong);
    let id = machine.seal();
    machine.start();
    for attempt in 1..=4 {
        machine
            .until("tried", |machine| {
                machine.vault.outbox(id).unwrap()[0].attempts == attempt && machine.problem(id).is_some()
            })
            .await;
        assert_eq!(machine.problem(id).as_deref(), Some("receipt-wrong"), "the traveller can be told");
        assert!(machine.vault.declaration(id).unwrap().unwrap().receipt.is_none(), "nothing is received");
    }
    machine.until_received(id).await;
    assert_eq!(machine.attempts().len(), 5, "the right one closed it");
}

#[tokio::test(start_paused = true)]
async fn a_refused_row_waits_for_a_person() {
    let machine = Machine::new([Part::Refusal(ProblemCode::DeclarationIncomplete)]);
    let id = machine.seal();
    machine.start();
    machine
        .until("wedged", |machine| machine.vault.outbox(id).unwrap()[0].state == OutboxState::Wedged)
        .await;
    assert_eq!(machine.problem(id).as_deref(), Some("declaration-incomplete"), "with the platform's reason");
    tokio::time::sleep(Duration::from_secs(7200)).await;
    assert_eq!(machine.attempts().len(), 1, "it is not sent again by itself");

    let seq = machine.vault.outbox(id).unwrap()[0].seq;
    machine.vault.unwedge(seq, machine.worker.0.now()).unwrap();
    machine.worker.nudge();
    machine.until_received(id).await;
}

#[tokio::test(start_paused = true)]
async fn a_refused_row_does_not_hold_the_others() {
    let machine = Machine::new([Part::Refusal(ProblemCode::RevisionConflict), unreachable()]);
    let (refused, other) = (machine.seal(), machine.seal());
    machine.start();
    machine.until_received(other).await;
    assert!(!machine.is_received(refused), "that one waits for somebody");
}

#[tokio::test(start_paused = true)]
async fn two_workers_and_a_storm_of_nudges_send_each_row_once() {
    let machine = Machine::new([]);
    let ids: Vec<_> = (0..5).map(|_| machine.seal()).collect();
    machine.start();
    machine.start();
    for _ in 0..50 {
        machine.worker.nudge();
        tokio::task::yield_now().await;
    }
    for id in &ids {
        machine.until_received(*id).await;
    }
    assert_eq!(machine.attempts().len(), 5, "one attempt each; the platform asserts that none overlapped");
}

#[tokio::test(start_paused = true)]
async fn revisions_arrive_in_their_order() {
    let machine = Machine::new([unreachable(), unreachable()]);
    let id = machine.seal();
    machine.seal_revision(id, 2);
    machine.start();
    machine.until_received(id).await;
    let order: Vec<_> = machine.attempts().iter().map(|one| one.revision).collect();
    assert_eq!(order, [1, 1, 1, 2], "the correction never overtakes what it corrects");
}

#[tokio::test(start_paused = true)]
async fn a_row_planned_by_a_wrong_clock_is_not_left_for_years() {
    let machine = Machine::new([]);
    let id = machine.seal();
    let seq = machine.vault.outbox(id).unwrap()[0].seq;
    machine.vault.retry_at(seq, noon() + TimeDelta::days(3650), None).unwrap();
    machine.start();
    machine.until_received(id).await;
    assert!(machine.attempts()[0].at < Duration::from_secs(5), "no wait is longer than the longest");
}

#[tokio::test(start_paused = true)]
async fn what_retry_after_asks_for_is_waited_for() {
    let busy = Problem { retry_after: Some(300), ..Problem::new(ProblemCode::TooManyRequests) };
    let machine = Machine::new([Part::Problem(busy)]);
    let id = machine.seal();
    machine.start();
    machine.until_received(id).await;
    let attempts = machine.attempts();
    assert!(
        attempts[1].at - attempts[0].at >= Duration::from_secs(300),
        "the platform knows its own trouble"
    );
}

#[tokio::test(start_paused = true)]
async fn stopping_does_not_wait_for_the_network() {
    let machine = Machine::new([Part::Silence]);
    machine.seal();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let worker = machine.worker.clone();
    let running = tokio::spawn(async move {
        worker.run(async { stopped.await.unwrap_or_default() }).await;
    });
    while machine.attempts().is_empty() {
        tokio::task::yield_now().await;
    }
    let asked = Instant::now();
    stop.send(()).unwrap();
    running.await.unwrap();
    assert!(asked.elapsed() < Duration::from_secs(1), "closing the window closes it");
}

#[tokio::test(start_paused = true)]
async fn a_refusal_that_nobody_signed_stops_nothing() {
    let forged = |code: ProblemCode| Part::Problem(code.into());
    let page = |status| Part::Problem(Problem::from_response(status, b"<html>"));
    let mut parts: Vec<_> = ProblemCode::ALL.iter().copied().map(forged).collect();
    parts.extend([413, 403, 409, 410, 451, 511].map(page));
    let tries = parts.len();
    let machine = Machine::new(parts);
    let id = machine.seal();
    machine.start();
    let refused = |machine: &Machine| machine.problem(id).as_deref() == Some("refusal-unsigned");
    machine.until("refused by a stranger", refused).await;
    tokio::time::sleep(Duration::from_secs(24 * 3600)).await;
    assert!(machine.is_received(id), "it is tried until the platform itself has spoken");
    assert_eq!(machine.attempts().len(), tries + 1, "one attempt for each of them, and one that arrives");
}
