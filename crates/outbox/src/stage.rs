//! A platform that plays a given part and signs real receipts, refusals and statuses. Time is tokio's and stands still while
//! anybody works.

use std::collections::VecDeque;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use platform_api::{
    Address, FollowToken, Keys, LinkQuestion, PlatformApi, PlatformId, PlatformProfile, Problem, ProblemCode,
    PublicKey, ReceiptSigner, Refusal, RulebookNotice, Sealed, SealingSecret, SignedReceipt, Stage, Status,
    StatusAnswer, StatusQuestion,
};
use serde_json::{Value, json};
use tokio::time::Instant;
use uuid::Uuid;

use crate::Clock;

/// What the platform does with one request to store.
pub(crate) enum Part {
    Receipt,
    ReceiptOf(ReceiptSigner),
    ReceiptForOtherBytes,
    Bytes(&'static [u8]),
    Refusal(ProblemCode),
    /// What the platform has signed of the same bytes at an address of the other kind.
    RefusalOfOther(Sealed, ProblemCode),
    Problem(Problem),
    Silence,
}

/// What the platform says of a declaration.
pub(crate) enum Says {
    /// That nothing has changed, which nobody signs.
    Unchanged,
    /// A status under a tag, signed as it is asked for: a later one each time.
    Now(&'static str, Box<Status>),
}

/// Plays its parts in order, then gives right receipts.
pub(crate) struct Actor {
    pub(crate) signer: ReceiptSigner,
    pub(crate) parts: Mutex<VecDeque<Part>>,
    pub(crate) attempts: Mutex<Vec<Attempt>>,
    /// What one declaration meets whenever it comes.
    pub(crate) always: Mutex<Option<(Uuid, ProblemCode)>>,
    pub(crate) statuses: Mutex<VecDeque<Result<Says, Problem>>>,
    /// How many questions each request held.
    pub(crate) requests: Mutex<Vec<usize>>,
    /// How many of a request's questions are answered at most.
    pub(crate) most_answers: Mutex<Option<usize>>,
    /// Each question for a status: when, with which tag.
    pub(crate) questions: Mutex<Vec<(Duration, Option<String>)>>,
    /// How long an answer about a status takes.
    pub(crate) slowness: Mutex<Duration>,
    inside: AtomicUsize,
    /// Most requests that were ever inside at once.
    pub(crate) widest: AtomicUsize,
    start: Instant,
}

#[derive(Clone)]
pub(crate) struct Attempt {
    pub(crate) at: Duration,
    pub(crate) declaration: Uuid,
    pub(crate) revision: u32,
    pub(crate) envelope: Vec<u8>,
}

/// Counts an attempt out, also one that is cut off.
struct Leaving<'a>(&'a AtomicUsize);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

pub(crate) struct TokioClock(pub(crate) Instant);

impl Clock for TokioClock {
    fn now(&self) -> DateTime<Utc> {
        noon() + TimeDelta::from_std(self.0.elapsed()).unwrap()
    }
}

pub(crate) fn noon() -> DateTime<Utc> {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

/// Where the platform is, as everybody here has agreed.
pub(crate) const ADDRESS: &str = "http://127.0.0.1";

pub(crate) fn first_root() -> Value {
    json!({ "signed": { "_type": "root", "version": 1 } })
}

pub(crate) fn platform() -> PlatformId {
    PlatformId::of_root(&first_root()).unwrap()
}

impl Actor {
    pub(crate) fn new(parts: impl IntoIterator<Item = Part>, start: Instant) -> Self {
        Actor {
            signer: ReceiptSigner::generate().unwrap(),
            parts: Mutex::new(parts.into_iter().collect()),
            attempts: Mutex::default(),
            always: Mutex::default(),
            statuses: Mutex::default(),
            requests: Mutex::default(),
            most_answers: Mutex::default(),
            questions: Mutex::default(),
            slowness: Mutex::default(),
            inside: AtomicUsize::new(0),
            widest: AtomicUsize::new(0),
            start,
        }
    }

    pub(crate) fn profile(&self) -> PlatformProfile {
        PlatformProfile {
            name: "Zhejiang".into(),
            names: Default::default(),
            url: ADDRESS.into(),
            receipt_keys: vec![PublicKey::clone(self.signer.public())],
            code_keys: vec![],
            sealing_key: SealingSecret::generate().unwrap().public().clone(),
            rulebook_root: first_root(),
            authorities: vec![],
            editions_by_package: false,
        }
    }

    pub(crate) fn always(&self, declaration: Uuid, code: ProblemCode) {
        *self.always.lock().unwrap() = Some((declaration, code));
    }

    pub(crate) fn attempts(&self) -> Vec<Attempt> {
        self.attempts.lock().unwrap().clone()
    }

    pub(crate) fn receipt(&self, to: Address, envelope: &[u8]) -> Vec<u8> {
        SignedReceipt::sign(to, envelope, noon(), &self.signer).unwrap().into_bytes()
    }

    pub(crate) fn refusal(&self, to: Address, envelope: &[u8], code: ProblemCode) -> Problem {
        let problem = Problem::new(code);
        let refusal = Refusal::new(platform(), to, envelope, &problem, noon());
        Problem { refusal: Some(refusal.sign(&self.signer).unwrap()), ..problem }
    }

    async fn put(&self, to: Address, envelope: Vec<u8>) -> Result<Vec<u8>, Problem> {
        let now_inside = self.inside.fetch_add(1, Ordering::SeqCst) + 1;
        self.widest.fetch_max(now_inside, Ordering::SeqCst);
        let _inside = Leaving(&self.inside);
        self.attempts.lock().unwrap().push(Attempt {
            at: self.start.elapsed(),
            declaration: to.declaration,
            revision: to.number,
            envelope: envelope.clone(),
        });
        let always = self.always.lock().unwrap().filter(|(bad, _)| *bad == to.declaration);
        let part = match always {
            Some((_, code)) => Part::Problem(code.into()),
            None => self.parts.lock().unwrap().pop_front().unwrap_or(Part::Receipt),
        };
        tokio::time::sleep(Duration::from_millis(50)).await; // the network, in tokio's time
        match part {
            Part::Receipt => Ok(self.receipt(to, &envelope)),
            Part::ReceiptOf(stranger) => {
                Ok(SignedReceipt::sign(to, &envelope, noon(), &stranger).unwrap().into_bytes())
            }
            Part::ReceiptForOtherBytes => Ok(self.receipt(to, b"other bytes")),
            Part::Bytes(bytes) => Ok(bytes.to_vec()),
            Part::Refusal(code) => Err(self.refusal(to, &envelope, code)),
            Part::RefusalOfOther(of, code) => Err(self.refusal(Address { of, ..to }, &envelope, code)),
            Part::Problem(problem) => Err(problem),
            Part::Silence => std::future::pending().await,
        }
    }
}

#[async_trait]
impl PlatformApi for Actor {
    async fn put_revision(&self, id: Uuid, revision: u32, envelope: Vec<u8>) -> Result<Vec<u8>, Problem> {
        self.put(Address::revision(id, revision), envelope).await
    }

    async fn put_letter(&self, id: Uuid, number: u32, letter: Vec<u8>) -> Result<Vec<u8>, Problem> {
        self.put(Address::letter(id, number), letter).await
    }

    async fn statuses(
        &self,
        questions: &[StatusQuestion],
    ) -> Result<Vec<Result<StatusAnswer, Problem>>, Problem> {
        self.requests.lock().unwrap().push(questions.len());
        let most = self.most_answers.lock().unwrap().unwrap_or(questions.len());
        let mut answers = Vec::new();
        for StatusQuestion { declaration, token, etag } in questions.iter().take(most) {
            answers.push(self.status(*declaration, token, etag.as_deref()).await);
        }
        Ok(answers)
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
            Says::Now(etag, status) => (etag.to_owned(), *status),
        };
        let as_of = noon() + TimeDelta::from_std(self.start.elapsed()).unwrap();
        let signed = Status { version, as_of, ..status }.sign(&self.signer).unwrap();
        Ok(StatusAnswer::Now { etag, signed })
    }

    async fn personal_links(&self, _: &[LinkQuestion]) -> Result<Vec<u8>, Problem> {
        Err(ProblemCode::NotFound.into())
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

pub(crate) fn now(etag: &'static str, status: Status) -> Says {
    Says::Now(etag, Box::new(status))
}

pub(crate) fn status(declaration: Uuid, revision: u32, code: Option<&str>) -> Status {
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
        seen: vec![],
        next: None,
        review: None,
        looks: vec![],
        code,
        messages: vec![],
        code_with_member: None,
    }
}
