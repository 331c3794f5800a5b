//! The worker over a real vault, with a platform that plays a given part and signs real receipts. Time is tokio's and
//! stands still while anybody works.

mod polling;
mod sending;

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use chrono::TimeDelta;
use platform_api::{
    FollowToken, Keys, PlatformId, PublicKey, ReceiptSigner, Refusal, RulebookNotice, SealingSecret,
    SignedReceipt, Stage, Status, StatusAnswer,
};
use serde_json::json;
use tempfile::TempDir;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::Instant;
use vault::{MemoryKeychain, NewSlot, SentRow, VaultDir};

use super::*;

/// What the platform does with one request to store.
enum Part {
    Receipt,
    ReceiptOf(ReceiptSigner),
    ReceiptForOtherBytes,
    Bytes(&'static [u8]),
    Refusal(ProblemCode),
    Problem(Problem),
    Silence,
}

/// What the platform says of a declaration.
enum Says {
    /// That nothing has changed, which nobody signs.
    Unchanged,
    /// A status under a tag, signed as it is asked for: a later one each time.
    Now(&'static str, Status),
}

/// Plays its parts in order, then gives right receipts.
struct Actor {
    vault: Vault,
    signer: ReceiptSigner,
    parts: Mutex<VecDeque<Part>>,
    /// Each attempt: when, of what, and how many attempts the vault had counted by then.
    attempts: Mutex<Vec<Attempt>>,
    statuses: Mutex<VecDeque<Result<Says, Problem>>>,
    /// Each question for a status: when, with which tag.
    questions: Mutex<Vec<(Duration, Option<String>)>>,
    /// How long an answer about a status takes.
    slowness: Mutex<Duration>,
    inside: AtomicUsize,
    start: Instant,
}

#[derive(Clone)]
struct Attempt {
    at: Duration,
    declaration: Uuid,
    revision: u32,
    envelope: Vec<u8>,
    counted: u32,
}

/// Counts an attempt out, also one that is cut off.
struct Leaving<'a>(&'a AtomicUsize);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

struct TokioClock(Instant);

impl Clock for TokioClock {
    fn now(&self) -> DateTime<Utc> {
        noon() + TimeDelta::from_std(self.0.elapsed()).unwrap()
    }
}

fn noon() -> DateTime<Utc> {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

#[async_trait]
impl PlatformApi for Actor {
    async fn put_revision(&self, id: Uuid, revision: u32, envelope: Vec<u8>) -> Result<Vec<u8>, Problem> {
        assert_eq!(self.inside.fetch_add(1, Ordering::SeqCst), 0, "two attempts at once");
        let _inside = Leaving(&self.inside);
        let rows = self.vault.outbox(id).unwrap();
        let counted = rows.iter().find(|row| row.revision == revision).unwrap().attempts;
        let attempt = Attempt {
            at: self.start.elapsed(),
            declaration: id,
            revision,
            envelope: envelope.clone(),
            counted,
        };
        self.attempts.lock().unwrap().push(attempt);
        let part = self.parts.lock().unwrap().pop_front().unwrap_or(Part::Receipt);
        tokio::time::sleep(Duration::from_millis(50)).await; // the network, in tokio's time
        let sign = |envelope: &[u8], signer: &ReceiptSigner| {
            Ok(SignedReceipt::sign(id, revision, envelope, noon(), signer).unwrap().into_bytes())
        };
        match part {
            Part::Receipt => sign(&envelope, &self.signer),
            Part::ReceiptOf(stranger) => sign(&envelope, &stranger),
            Part::ReceiptForOtherBytes => sign(b"other bytes", &self.signer),
            Part::Bytes(bytes) => Ok(bytes.to_vec()),
            Part::Problem(problem) => Err(problem),
            Part::Refusal(code) => {
                let (platform, problem) = (platform(), Problem::new(code));
                let refusal = Refusal::new(platform, (id, revision), &envelope, &problem, noon());
                Err(Problem { refusal: Some(refusal.sign(&self.signer).unwrap()), ..problem })
            }
            Part::Silence => std::future::pending().await,
        }
    }

    async fn status(&self, id: Uuid, _: &FollowToken, etag: Option<&str>) -> Result<StatusAnswer, Problem> {
        let version = {
            let mut questions = self.questions.lock().unwrap();
            questions.push((self.start.elapsed(), etag.map(str::to_owned)));
            questions.len() as u64
        };
        let slowness = *self.slowness.lock().unwrap();
        tokio::time::sleep(slowness).await;
        let answer = self.statuses.lock().unwrap().pop_front();
        let (etag, status) = match answer.unwrap_or_else(|| Ok(now("\"none\"", status(id, 1, None))))? {
            Says::Unchanged => return Ok(StatusAnswer::Unchanged),
            Says::Now(etag, status) => (etag.to_owned(), status),
        };
        let as_of = noon() + TimeDelta::from_std(self.start.elapsed()).unwrap();
        let signed = Status { version, as_of, ..status }.sign(&self.signer).unwrap();
        Ok(StatusAnswer::Now { etag, signed })
    }

    async fn rulebook(&self) -> Result<RulebookNotice, Problem> {
        Err(ProblemCode::NotFound.into())
    }

    async fn rulebook_file(&self, _: &str, _: u64) -> Result<Vec<u8>, Problem> {
        Err(ProblemCode::NotFound.into())
    }

    async fn keys(&self) -> Result<Keys, Problem> {
        Err(ProblemCode::NotFound.into())
    }
}

fn now(etag: &'static str, status: Status) -> Says {
    Says::Now(etag, status)
}

fn first_root() -> Value {
    json!({ "signed": { "_type": "root", "version": 1 } })
}

fn platform() -> PlatformId {
    PlatformId::of_root(&first_root()).unwrap()
}

fn status(declaration: Uuid, revision: u32, code: Option<&str>) -> Status {
    let code = code.map(str::to_owned);
    Status {
        platform: platform(),
        declaration,
        version: 0,
        as_of: noon(),
        head: None,
        revision,
        withdrawn: false,
        stage: Stage::Declared,
        code,
        messages: vec![],
    }
}

/// A traveller's machine: a vault and a worker that can be stopped and started.
struct Machine {
    vault: Vault,
    platform: Arc<Actor>,
    worker: Worker,
    heard: watch::Sender<Vec<Uuid>>,
    _root: TempDir,
}

impl Machine {
    fn new(parts: impl IntoIterator<Item = Part>) -> Self {
        let root = tempfile::tempdir().unwrap();
        let directory = VaultDir::with_keychain(root.path(), Arc::new(MemoryKeychain::default()));
        let vault = Vault::create(&directory, NewSlot::Keychain, noon()).unwrap();
        let start = Instant::now();
        let platform = Arc::new(Actor {
            vault: vault.clone(),
            signer: ReceiptSigner::generate().unwrap(),
            parts: Mutex::new(parts.into_iter().collect()),
            attempts: Mutex::default(),
            statuses: Mutex::default(),
            questions: Mutex::default(),
            slowness: Mutex::default(),
            inside: AtomicUsize::new(0),
            start,
        });
        let profile = PlatformProfile {
            name: "Zhejiang".into(),
            url: "http://127.0.0.1".into(),
            receipt_keys: vec![PublicKey::clone(platform.signer.public())],
            code_keys: vec![],
            sealing_key: SealingSecret::generate().unwrap().public().clone(),
            rulebook_root: first_root(),
            editions_by_package: false,
        };
        let heard = watch::Sender::new(Vec::new());
        let tell = heard.clone();
        let listener: Listener = Arc::new(move |id| tell.send_modify(|heard| heard.push(id)));
        let clock = Arc::new(TokioClock(start));
        let worker = Worker::new(vault.clone(), platform.clone(), &profile, clock, listener);
        Machine { vault, platform, worker, heard, _root: root }
    }

    /// A declaration, sealed.
    fn seal(&self) -> Uuid {
        let draft = self.vault.new_declaration(1, json!({}), noon()).unwrap();
        self.seal_revision(draft.id, 1);
        draft.id
    }

    fn seal_revision(&self, id: Uuid, revision: u32) {
        let answers = json!({});
        let sent = SentRow { revision, edition: 1, answers, withdrawal: false, sealed_at: noon() };
        let envelope = format!("envelope {id} {revision}");
        self.vault.seal(id, &sent, envelope.as_bytes(), false).unwrap();
    }

    fn start(&self) -> JoinHandle<()> {
        let worker = self.worker.clone();
        tokio::spawn(async move { worker.run(std::future::pending()).await })
    }

    /// Waits until something is true, looking whenever the worker tells of a change; an hour is too long.
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

    async fn until_received(&self, id: Uuid) {
        self.until("received", |machine| machine.is_received(id)).await;
    }

    fn is_received(&self, id: Uuid) -> bool {
        self.vault.outbox(id).unwrap().is_empty()
            && self.vault.declaration(id).unwrap().unwrap().receipt.is_some()
    }

    fn attempts(&self) -> Vec<Attempt> {
        self.platform.attempts.lock().unwrap().clone()
    }

    fn questions(&self) -> Vec<(Duration, Option<String>)> {
        self.platform.questions.lock().unwrap().clone()
    }

    /// The code of the problem that the only waiting envelope met last.
    fn problem(&self, id: Uuid) -> Option<String> {
        let row = self.vault.outbox(id).unwrap().pop()?;
        Some(row.problem?["code"].as_str()?.to_owned())
    }
}
