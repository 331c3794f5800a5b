//! Asking how declarations stand: often while somebody waits for a code, rarely afterwards.
//!
//! When each was asked about is kept in memory only: after a start all are asked about once.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use platform_api::{
    DeclarationSecret, LONGEST_TAG, MOST_QUESTIONS, Problem, ProblemCode, Stage, Status, StatusAnswer,
    StatusQuestion, verify_status,
};
use uuid::Uuid;
use vault::{Followed, StatusRow, VaultError};

use super::{LONGEST_SLEEP, Shared};
use crate::news::{News, Trusted, news};
use crate::spool::jitter;

/// While a code is awaited.
const OFTEN: Duration = Duration::from_secs(20);
/// How many answers without news are taken for a code that is still to come; after these it is asked ever less often.
const PATIENT: u32 = 15;
/// Once there is one, or none to come.
const RARELY: Duration = Duration::from_secs(10 * 60);
/// Once the way is at its end.
const HARDLY: Duration = Duration::from_secs(60 * 60);

/// When each declaration is to be asked about next.
#[derive(Default)]
pub(super) struct Polling {
    next: HashMap<Uuid, Turn>,
}

#[derive(Clone, Copy)]
struct Turn {
    at: DateTime<Utc>,
    /// Failures in a row; each doubles the pause.
    failures: u32,
    /// Answers in a row that said nothing new.
    quiet: u32,
}

impl Polling {
    /// This one is to be asked about in the next round.
    pub(super) fn ask(&mut self, declaration: Uuid) {
        self.next.remove(&declaration);
    }

    /// All are.
    pub(super) fn ask_all(&mut self) {
        self.next.clear();
    }

    /// Asks about those whose turn it is, as many as one request holds; says how long until the next turn.
    pub(super) async fn round(&mut self, shared: &Shared) -> Result<Duration, VaultError> {
        let platform = shared.trusted.platform.as_str().to_owned();
        let followed = shared.vault(move |vault| vault.followed(&platform)).await?;
        self.next.retain(|id, _| followed.iter().any(|one| one.id == *id));
        let now = shared.now();
        let due = followed.iter().filter(|one| self.ahead(one.id, now).is_zero());
        let due: Vec<Asked> = due.take(MOST_QUESTIONS).map(|one| Asked::new(one, &shared.trusted)).collect();
        if !due.is_empty() {
            let answers = ask(shared, &due).await;
            // One for all of them, so that they are asked about together the next time too; another on each machine.
            let jitter = jitter();
            for (asked, answer) in due.into_iter().zip(answers) {
                let id = asked.followed.id;
                let turn = self.turn(shared, asked, answer, jitter).await?;
                self.next.insert(id, turn);
            }
        }
        let now = shared.now();
        let sleeps = followed.iter().map(|one| self.ahead(one.id, now));
        Ok(sleeps.min().unwrap_or(LONGEST_SLEEP).min(LONGEST_SLEEP))
    }

    /// How long until its turn; a turn further ahead than any pause was planned by a wrong clock.
    fn ahead(&self, id: Uuid, now: DateTime<Utc>) -> Duration {
        let planned = self.next.get(&id).and_then(|turn| (turn.at - now).to_std().ok());
        planned.filter(|ahead| *ahead <= crate::LONGEST_WAIT).unwrap_or_default()
    }

    /// Takes an answer to heart and says when to ask again.
    async fn turn(
        &self,
        shared: &Shared,
        Asked { followed: one, known, .. }: Asked<'_>,
        answer: Result<StatusAnswer, Problem>,
        jitter: f64,
    ) -> Result<Turn, VaultError> {
        let (id, now) = (one.id, shared.now());
        let before = self.next.get(&id).copied();
        let (status, quiet) = match news(known.as_ref(), answer, &shared.trusted, one.id) {
            Ok(News::Later { etag, status, signed }) => {
                if let Some(watch) = &shared.watch {
                    watch.signed(status.as_of);
                }
                let row = StatusRow { etag: tag(etag), body: signed, checked_at: now };
                shared.vault(move |vault| vault.put_status(id, &row)).await?;
                (shared.listener)(id);
                let quiet = if known.is_some_and(|known| known.version == status.version) {
                    quieter(before)
                } else {
                    0
                };
                (Some(*status), quiet)
            }
            Ok(News::None) => (known, quieter(before)),
            Err(problem) => {
                tracing::info!(declaration = %id, code = %problem.code, "outbox: no status");
                if problem.is(ProblemCode::StatusWrong)
                    && let Some(doubt) = &shared.doubt
                {
                    doubt.notify_one();
                }
                let failures = before.map_or(0, |turn| turn.failures).saturating_add(1);
                let quiet = before.map_or(0, |turn| turn.quiet);
                let asked = Duration::from_secs(problem.retry_after.unwrap_or(0)).min(crate::LONGEST_WAIT);
                let pause = spread(after_failures(failures), jitter).max(asked);
                return Ok(Turn { at: now + pause, failures, quiet });
            }
        };
        let pause = spread(pause(status.as_ref(), one.revision, quiet), jitter);
        Ok(Turn { at: now + pause, failures: 0, quiet })
    }
}

/// A declaration whose turn it is, what is known of it, and the question.
struct Asked<'a> {
    followed: &'a Followed,
    known: Option<Status>,
    question: StatusQuestion,
}

impl<'a> Asked<'a> {
    /// What is known is the word of a key that still counts: what somebody signed with one that was stolen, and is revoked,
    /// hides nothing that the platform says now.
    fn new(followed: &'a Followed, trusted: &Trusted) -> Self {
        let token = DeclarationSecret::from_bytes(*followed.secret.bytes()).follow_token();
        let row = followed.status.as_ref();
        let believed = |body: &[u8]| verify_status(body, &trusted.keys, &trusted.platform, followed.id).ok();
        let known = row.and_then(|row| believed(&row.body));
        let etag = row.map(|row| row.etag.clone()).filter(|etag| known.is_some() && !etag.is_empty());
        Asked { followed, known, question: StatusQuestion { declaration: followed.id, token, etag } }
    }
}

/// The answers, in order: one by itself, several in one request, whose trouble is then the trouble of each.
async fn ask(shared: &Shared, due: &[Asked<'_>]) -> Vec<Result<StatusAnswer, Problem>> {
    if let [Asked { question, .. }] = due {
        let StatusQuestion { declaration, token, etag } = question;
        return vec![shared.platform.status(*declaration, token, etag.as_deref()).await];
    }
    let questions: Vec<StatusQuestion> = due.iter().map(|asked| asked.question.clone()).collect();
    match shared.platform.statuses(&questions).await {
        Ok(answers) => answers,
        Err(problem) => due.iter().map(|_| Err(problem.clone())).collect(),
    }
}

/// A tag is nobody's signed word. One that a platform would not take back is not kept: asking without any is never wrong.
fn tag(etag: String) -> String {
    let plain = etag.len() <= LONGEST_TAG && etag.bytes().all(|byte| byte.is_ascii_graphic());
    if plain { etag } else { String::new() }
}

fn quieter(before: Option<Turn>) -> u32 {
    before.map_or(0, |turn| turn.quiet).saturating_add(1)
}

/// How long to leave a declaration alone that stands like this, its holder having sent `revision`, after so many answers that
/// said nothing new.
fn pause(status: Option<&Status>, revision: u32, quiet: u32) -> Duration {
    let Some(status) = status.filter(|status| status.revision >= revision) else {
        return less_often(quiet);
    };
    match status.stage {
        Stage::Received => HARDLY,
        _ if status.withdrawn => HARDLY,
        // Whoever only means to come gets no code.
        Stage::Intends => RARELY,
        _ if status.code.is_some() => RARELY,
        _ => less_often(quiet),
    }
}

/// Often as long as a code may come, ever less often once none has come for some minutes: after its time there is none.
fn less_often(quiet: u32) -> Duration {
    (OFTEN * 2u32.pow(quiet.saturating_sub(PATIENT).min(8))).min(RARELY)
}

/// Machines that lost the platform together do not come back together: at least three quarters of the pause.
fn spread(pause: Duration, jitter: f64) -> Duration {
    pause.mul_f64(0.75 + 0.25 * jitter.clamp(0.0, 1.0))
}

fn after_failures(failures: u32) -> Duration {
    (OFTEN * 2u32.pow(failures.saturating_sub(1).min(8))).min(RARELY)
}
