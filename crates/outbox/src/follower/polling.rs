//! Asking how declarations stand: often while somebody waits for a code, rarely afterwards.
//!
//! When each was asked about is kept in memory only: after a start all are asked about once.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, Utc};
use platform_api::{
    DeclarationSecret, MOST_QUESTIONS, Problem, ProblemCode, Status, StatusAnswer, StatusQuestion,
};
use uuid::Uuid;
use vault::{Followed, StatusRow, VaultError};

use super::{LONGEST_SLEEP, Shared};
use crate::news::{News, news};

/// While there is no code.
const OFTEN: Duration = Duration::from_secs(20);
/// Once there is one, or nothing more to come.
const RARELY: Duration = Duration::from_secs(10 * 60);

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
        let due: Vec<Asked> = due.take(MOST_QUESTIONS).map(Asked::new).collect();
        if !due.is_empty() {
            let answers = ask(shared, &due).await;
            for (asked, answer) in due.into_iter().zip(answers) {
                let id = asked.followed.id;
                let turn = self.turn(shared, asked, answer).await?;
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
    ) -> Result<Turn, VaultError> {
        let (id, now) = (one.id, shared.now());
        let status = match news(known.as_ref(), answer, &shared.trusted, one.id) {
            Ok(News::Later { etag, status }) => {
                if let Some(watch) = &shared.watch {
                    watch.signed(status.as_of);
                }
                let row = StatusRow { etag, body: to_bytes(&status)?, checked_at: now };
                shared.vault(move |vault| vault.put_status(id, &row)).await?;
                (shared.listener)(id);
                Some(*status)
            }
            Ok(News::None) => known,
            Err(problem) => {
                tracing::info!(declaration = %id, code = %problem.code, "outbox: no status");
                if problem.is(ProblemCode::StatusWrong)
                    && let Some(doubt) = &shared.doubt
                {
                    doubt.notify_one();
                }
                let failures = self.next.get(&id).map_or(0, |turn| turn.failures).saturating_add(1);
                let asked = Duration::from_secs(problem.retry_after.unwrap_or(0)).min(crate::LONGEST_WAIT);
                return Ok(Turn { at: now + after_failures(failures).max(asked), failures });
            }
        };
        Ok(Turn { at: now + pause(status.as_ref(), one.revision), failures: 0 })
    }
}

/// A declaration whose turn it is, what is known of it, and the question.
struct Asked<'a> {
    followed: &'a Followed,
    known: Option<Status>,
    question: StatusQuestion,
}

impl<'a> Asked<'a> {
    fn new(followed: &'a Followed) -> Self {
        let token = DeclarationSecret::from_bytes(*followed.secret.bytes()).follow_token();
        let row = followed.status.as_ref();
        let known: Option<Status> = row.and_then(|row| serde_json::from_slice(&row.body).ok());
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

/// How long to leave a declaration alone that stands like this, its holder having sent `revision`.
fn pause(status: Option<&Status>, revision: u32) -> Duration {
    let settled = status
        .is_some_and(|status| status.revision >= revision && (status.code.is_some() || status.withdrawn));
    if settled { RARELY } else { OFTEN }
}

fn after_failures(failures: u32) -> Duration {
    (OFTEN * 2u32.pow(failures.saturating_sub(1).min(8))).min(RARELY)
}

fn to_bytes(status: &Status) -> Result<Vec<u8>, VaultError> {
    serde_json::to_vec(status)
        .map_err(|_| VaultError::Io { doing: "outbox", detail: "a status has no JSON".into() })
}
