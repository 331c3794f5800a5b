//! Following: often while a code is awaited, rarely afterwards, at once when somebody looks.

use super::*;

/// A machine whose only declaration was received, with what the platform will say of it.
fn received(says: impl FnOnce(Uuid) -> Vec<Result<Says, Problem>>) -> (Machine, Uuid) {
    let machine = Machine::new([]);
    let id = machine.seal();
    let row = machine.vault.next_due(noon()).unwrap().unwrap();
    machine.vault.close(row.seq, b"receipt", noon()).unwrap();
    machine.platform.statuses.lock().unwrap().extend(says(id));
    (machine, id)
}

fn pauses(machine: &Machine) -> Vec<u64> {
    let questions = machine.questions();
    questions.windows(2).map(|pair| (pair[1].0 - pair[0].0).as_secs()).collect()
}

#[tokio::test(start_paused = true)]
async fn a_code_is_awaited_often_and_kept_an_eye_on_rarely() {
    let (machine, id) = received(|id| {
        let mut says = vec![Ok(now("\"a\"", status(id, 1, None))), Ok(Says::Unchanged)];
        says.push(Ok(now("\"b\"", status(id, 1, Some("GT1:…")))));
        says.extend((0..3).map(|_| Ok(Says::Unchanged)));
        says
    });
    machine.start();
    tokio::time::sleep(Duration::from_secs(1800)).await;
    assert_eq!(pauses(&machine)[..4], [20, 20, 600, 600], "twice in vain, then there is a code");
    let tags: Vec<_> = machine.questions().into_iter().map(|(_, tag)| tag).collect();
    let known = |tag: &str| Some(format!("\"{tag}\""));
    assert_eq!(tags[..4], [None, known("a"), known("a"), known("b")], "asked with the tag of what is known");
    let kept = machine.vault.declaration(id).unwrap().unwrap().status.unwrap();
    let body: Status = serde_json::from_slice(&kept.body).unwrap();
    assert_eq!(body.code.as_deref(), Some("GT1:…"), "\"unchanged\" changes nothing");
    assert!(
        kept.checked_at < noon() + TimeDelta::seconds(60),
        "nor is it anybody's signed word that it still stands"
    );
}

#[tokio::test(start_paused = true)]
async fn a_code_of_an_earlier_revision_is_not_the_awaited_one() {
    let (machine, _) = received(|id| (0..3).map(|_| Ok(now("\"a\"", status(id, 0, Some("old"))))).collect());
    machine.start();
    tokio::time::sleep(Duration::from_secs(50)).await;
    assert_eq!(pauses(&machine), [20, 20], "the new one is still to come");
}

#[tokio::test(start_paused = true)]
async fn a_withdrawn_declaration_is_asked_about_rarely() {
    let (machine, _) = received(|id| {
        vec![Ok(now("\"a\"", Status { withdrawn: true, ..status(id, 1, None) })), Ok(Says::Unchanged)]
    });
    machine.start();
    tokio::time::sleep(Duration::from_secs(900)).await;
    assert_eq!(pauses(&machine), [600], "there is no code to come");
}

#[tokio::test(start_paused = true)]
async fn a_platform_in_trouble_is_asked_ever_less_often() {
    let trouble = || Err(Problem::new(ProblemCode::PlatformUnreachable));
    let (machine, _) = received(|_| (0..8).map(|_| trouble()).collect());
    machine.start();
    tokio::time::sleep(Duration::from_secs(2500)).await;
    assert_eq!(pauses(&machine)[..7], [20, 40, 80, 160, 320, 600, 600], "up to the longest pause");
}

#[tokio::test(start_paused = true)]
async fn a_nudge_asks_at_once() {
    let (machine, id) = received(|id| vec![Ok(now("\"a\"", status(id, 1, Some("GT1:…"))))]);
    machine.start();
    let known = |machine: &Machine| machine.vault.declaration(id).unwrap().unwrap().status.is_some();
    machine.until("asked", known).await;
    tokio::time::sleep(Duration::from_secs(30)).await;
    assert_eq!(machine.questions().len(), 1, "nothing to ask for minutes");
    machine.worker.nudge();
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(machine.questions().len(), 2, "somebody stands before the screen");
}

#[tokio::test(start_paused = true)]
async fn a_deleted_declaration_is_not_asked_about() {
    let (machine, id) = received(|_| vec![]);
    machine.vault.delete_declaration(id, noon()).unwrap();
    machine.start();
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert!(machine.questions().is_empty(), "out of sight for everybody");
}

#[tokio::test(start_paused = true)]
async fn a_new_receipt_is_followed_up_at_once() {
    let (machine, id) = received(|id| vec![Ok(now("\"a\"", status(id, 1, Some("GT1:…"))))]);
    machine.start();
    tokio::time::sleep(Duration::from_secs(100)).await;
    assert_eq!(machine.questions().len(), 1, "there is a code; nothing to ask for minutes");
    machine.seal_revision(id, 2);
    tokio::time::sleep(Duration::from_secs(65)).await; // noticed within a minute even without a nudge
    let receipt = machine.vault.declaration(id).unwrap().unwrap().receipt.unwrap();
    assert_eq!(receipt.revision, 2, "the correction has arrived");
    assert!(machine.questions().len() > 1, "the new code may be there already");
}

#[tokio::test(start_paused = true)]
async fn many_answers_that_do_not_come_do_not_hold_up_a_declaration() {
    let machine = Machine::new([]);
    for _ in 0..40 {
        machine.seal();
        let row = machine.vault.next_due(noon()).unwrap().unwrap();
        machine.vault.close(row.seq, b"receipt", noon()).unwrap();
    }
    *machine.platform.slowness.lock().unwrap() = Duration::from_secs(30);
    let trouble = || Err(Problem::new(ProblemCode::PlatformTimeout));
    machine.platform.statuses.lock().unwrap().extend((0..200).map(|_| trouble()));
    machine.start();
    tokio::time::sleep(Duration::from_secs(5)).await;
    let id = machine.seal();
    machine.worker.nudge();
    machine.until_received(id).await;
    let sent = machine.attempts()[0].at;
    assert!(sent < Duration::from_secs(40), "it waited for one answer at most, not for forty: {sent:?}");
}
