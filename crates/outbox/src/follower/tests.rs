//! Following: often while a code is awaited, rarely afterwards, at once when somebody looks. Over a real vault.

use chrono::TimeDelta;
use platform_api::{Problem, ProblemCode, Status};
use serde_json::json;
use tempfile::TempDir;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use vault::{MemoryKeychain, NewSlot, SentRow, VaultDir};

use super::*;
use crate::stage::{Actor, Says, TokioClock, noon, now, platform, status};

/// A machine with a vault, and a follower that can be started.
struct Machine {
    vault: Vault,
    platform: Arc<Actor>,
    follower: Follower,
    heard: watch::Sender<Vec<Uuid>>,
    _folder: TempDir,
}

impl Machine {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let directory = VaultDir::with_keychain(folder.path(), Arc::new(MemoryKeychain::default()));
        let vault = Vault::create(&directory, NewSlot::Keychain, noon()).unwrap();
        let start = Instant::now();
        let platform = Arc::new(Actor::new([], start));
        let heard = watch::Sender::new(Vec::new());
        let tell = heard.clone();
        let listener: Listener = Arc::new(move |id| tell.send_modify(|heard| heard.push(id)));
        let clock = Arc::new(TokioClock(start));
        let follower = Follower::new(vault.clone(), platform.clone(), &platform.profile(), clock, listener);
        Machine { vault, platform, follower, heard, _folder: folder }
    }

    /// A declaration that was sealed and received.
    fn receive(&self) -> Uuid {
        let id = self.vault.new_declaration(1, json!({}), noon()).unwrap().id;
        self.vault.address_to(id, platform().as_str()).unwrap();
        self.receive_revision(id, 1);
        id
    }

    fn receive_revision(&self, id: Uuid, revision: u32) {
        let answers = json!({});
        let sent = SentRow {
            revision,
            kind: vault::DraftKind::Declaration,
            edition: 1,
            answers,
            withdrawal: false,
            sealed_at: noon(),
        };
        self.vault.seal(id, &sent, b"sealed", false).unwrap();
        let row = self.vault.outbox(id).unwrap().pop().unwrap();
        self.vault.close(row.seq, b"receipt", noon()).unwrap();
    }

    fn start(&self) -> JoinHandle<()> {
        let follower = self.follower.clone();
        tokio::spawn(async move { follower.run(std::future::pending()).await })
    }

    /// Waits until something is true, looking whenever the follower tells of a change; an hour is too long.
    async fn until(&self, what: &str, mut is: impl FnMut(&Self) -> bool) {
        let mut heard = self.heard.subscribe();
        let wait = async {
            while !is(self) {
                heard.changed().await.unwrap();
            }
        };
        tokio::time::timeout(Duration::from_secs(3600), wait)
            .await
            .unwrap_or_else(|_| panic!("never {what}"));
    }

    fn questions(&self) -> Vec<(Duration, Option<String>)> {
        self.platform.questions.lock().unwrap().clone()
    }
}

/// A machine whose only declaration was received, with what the platform will say of it.
fn received(says: impl FnOnce(Uuid) -> Vec<Result<Says, Problem>>) -> (Machine, Uuid) {
    let machine = Machine::new();
    let id = machine.receive();
    machine.platform.statuses.lock().unwrap().extend(says(id));
    (machine, id)
}

/// The pauses are these, each shorter by up to a quarter so that machines do not come together; says them.
#[track_caller]
fn paused(machine: &Machine, expected: &[u64], why: &str) {
    let questions = machine.questions();
    let pauses: Vec<f64> = questions.windows(2).map(|pair| (pair[1].0 - pair[0].0).as_secs_f64()).collect();
    assert!(pauses.len() >= expected.len(), "{why}: {pauses:?}");
    for (pause, longest) in pauses.iter().zip(expected) {
        let longest = *longest as f64;
        assert!(
            *pause <= longest + 0.1 && *pause >= 0.75 * longest - 0.1,
            "{why}: {pauses:?} for {expected:?}"
        );
    }
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
    paused(&machine, &[20, 20, 600, 600], "twice in vain, then there is a code");
    let tags: Vec<_> = machine.questions().into_iter().map(|(_, tag)| tag).collect();
    let known = |tag: &str| Some(format!("\"{tag}\""));
    assert_eq!(tags[..4], [None, known("a"), known("a"), known("b")], "asked with the tag of what is known");
    let kept = machine.vault.declaration(id).unwrap().unwrap().status.unwrap();
    let body = Status::unverified(&kept.body).unwrap();
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
    paused(&machine, &[20, 20], "the new one is still to come");
}

#[tokio::test(start_paused = true)]
async fn a_withdrawn_declaration_is_asked_about_rarely() {
    let (machine, _) = received(|id| {
        vec![Ok(now("\"a\"", Status { withdrawn: true, ..status(id, 1, None) })), Ok(Says::Unchanged)]
    });
    machine.start();
    tokio::time::sleep(Duration::from_secs(4000)).await;
    paused(&machine, &[3600], "there is no code to come");
}

#[tokio::test(start_paused = true)]
async fn whoever_only_means_to_come_is_asked_about_rarely() {
    let (machine, _) = received(|id| {
        vec![
            Ok(now("\"a\"", Status { stage: platform_api::Stage::Intends, ..status(id, 1, None) })),
            Ok(Says::Unchanged),
        ]
    });
    machine.start();
    tokio::time::sleep(Duration::from_secs(900)).await;
    paused(&machine, &[600], "an intention gets no code, and stands for weeks");
}

#[tokio::test(start_paused = true)]
async fn a_code_that_does_not_come_is_asked_for_ever_less_often() {
    let (machine, _) = received(|id| {
        let first = Ok(now("\"a\"", status(id, 1, None)));
        std::iter::once(first).chain((0..60).map(|_| Ok(Says::Unchanged))).collect()
    });
    machine.start();
    tokio::time::sleep(Duration::from_secs(6 * 3600)).await;
    let expected: Vec<u64> = [20; 16].into_iter().chain([40, 80, 160, 320, 600, 600]).collect();
    paused(&machine, &expected, "minutes often, then up to the longest pause");
}

#[tokio::test(start_paused = true)]
async fn the_word_of_a_key_that_was_stolen_hides_nothing_once_it_is_revoked() {
    let (machine, id) = received(|id| vec![Ok(now("\"a\"", status(id, 1, Some("GT1:…"))))]);
    let stolen = platform_api::ReceiptSigner::generate().unwrap();
    let thiefs = Status { version: u64::MAX, withdrawn: true, ..status(id, 1, None) };
    let row =
        vault::StatusRow { etag: "\"t\"".into(), body: thiefs.sign(&stolen).unwrap(), checked_at: noon() };
    machine.vault.put_status(id, &row).unwrap();
    machine.start();
    let shown = |machine: &Machine| {
        let row = machine.vault.declaration(id).unwrap().unwrap().status.unwrap();
        Status::unverified(&row.body).unwrap().code.is_some()
    };
    machine.until("the platform's own word", shown).await;
    assert_eq!(machine.questions()[0].1, None, "nor is the thief's tag asked with");
}

#[tokio::test(start_paused = true)]
async fn a_platform_in_trouble_is_asked_ever_less_often() {
    let trouble = || Err(Problem::new(ProblemCode::PlatformUnreachable));
    let (machine, _) = received(|_| (0..8).map(|_| trouble()).collect());
    machine.start();
    tokio::time::sleep(Duration::from_secs(2500)).await;
    paused(&machine, &[20, 40, 80, 160, 320, 600, 600], "up to the longest pause");
}

#[tokio::test(start_paused = true)]
async fn a_nudge_asks_at_once() {
    let (machine, id) = received(|id| vec![Ok(now("\"a\"", status(id, 1, Some("GT1:…"))))]);
    machine.start();
    let known = |machine: &Machine| machine.vault.declaration(id).unwrap().unwrap().status.is_some();
    machine.until("asked", known).await;
    tokio::time::sleep(Duration::from_secs(30)).await;
    assert_eq!(machine.questions().len(), 1, "nothing to ask for minutes");
    machine.follower.nudge();
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
    machine.receive_revision(id, 2);
    machine.follower.ask(id);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(machine.questions().len() > 1, "the new code may be there already");
}

#[tokio::test(start_paused = true)]
async fn many_are_asked_about_in_few_requests() {
    let machine = Machine::new();
    let ids: Vec<Uuid> = (0..450).map(|_| machine.receive()).collect();
    machine.start();
    let all = |machine: &Machine| {
        let stands = |id: &Uuid| machine.vault.declaration(*id).unwrap().unwrap().status.is_some();
        machine.questions().len() == ids.len() && ids.iter().all(stands)
    };
    machine.until("all asked about", all).await;
    assert_eq!(
        *machine.platform.requests.lock().unwrap(),
        [200, 200, 50],
        "a chamber's list over a bad line"
    );
    machine.until("asked about again", |machine| machine.questions().len() == 900).await;
    assert_eq!(machine.platform.requests.lock().unwrap().len(), 6, "and none is forgotten the next time");
}

#[tokio::test(start_paused = true)]
async fn one_wrong_answer_among_many_is_the_trouble_of_one() {
    let machine = Machine::new();
    let ids = [machine.receive(), machine.receive(), machine.receive()];
    let wrong = Err(Problem::new(ProblemCode::DeclarationNotFound));
    machine.platform.statuses.lock().unwrap().push_back(wrong);
    machine.start();
    tokio::time::sleep(Duration::from_secs(1)).await;
    let stands = |id: Uuid| machine.vault.declaration(id).unwrap().unwrap().status.is_some();
    assert_eq!(ids.into_iter().filter(|id| stands(*id)).count(), 2, "the others have their answers");
}

#[tokio::test(start_paused = true)]
async fn what_an_answer_left_out_is_asked_again_at_once() {
    let machine = Machine::new();
    let ids: Vec<Uuid> = (0..5).map(|_| machine.receive()).collect();
    *machine.platform.most_answers.lock().unwrap() = Some(2);
    machine.start();
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(
        *machine.platform.requests.lock().unwrap(),
        [5, 3],
        "until one is left, which is asked for by itself"
    );
    let stands = |id: &Uuid| machine.vault.declaration(*id).unwrap().unwrap().status.is_some();
    assert!(ids.iter().all(stands), "each was answered");
}

#[tokio::test(start_paused = true)]
async fn another_platforms_declarations_are_not_asked_about() {
    let machine = Machine::new();
    let id = machine.vault.new_declaration(1, json!({}), noon()).unwrap().id;
    machine.vault.address_to(id, "another platform").unwrap();
    machine.receive_revision(id, 1);
    machine.start();
    tokio::time::sleep(Duration::from_secs(600)).await;
    assert!(machine.questions().is_empty(), "its token goes nowhere else");
}

#[tokio::test(start_paused = true)]
async fn what_the_platform_said_is_kept_whole() {
    let (machine, id) = received(|_| vec![]);
    machine.start();
    let stored = |machine: &Machine| machine.vault.declaration(id).unwrap().unwrap().status;
    machine.until("followed", |machine| stored(machine).is_some()).await;
    let kept = Status::unverified(&stored(&machine).unwrap().body).unwrap();
    assert_eq!(kept, Status { version: 1, as_of: kept.as_of, ..status(id, 1, None) }, "word for word");
    assert!(machine.heard.borrow().contains(&id), "the screens were told");
}
