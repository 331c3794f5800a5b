//! From a one-time link to a passkey, from a passkey to a session, and out again.

use chrono::TimeDelta;
use platform_api::{Problem, ProblemCode};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{Desk, Officer, failed};
use crate::staff::{Account, Ceremony, KeptPasskey, Secret, session};
use crate::staff::{Invitation, Session};

/// Longest time between the halves of a ceremony.
const CEREMONY: TimeDelta = TimeDelta::minutes(5);
/// Longest name of a device that is kept.
const LONGEST_DEVICE: usize = 120;

/// What the browser is to ask the person who sits before it.
#[derive(Debug, Serialize)]
pub(crate) struct Asked {
    /// To be sent back with the answer.
    ceremony: Uuid,
    /// For `navigator.credentials`.
    options: Value,
    /// Whose link it is, where it is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

/// A session that has begun.
pub(crate) struct SignedIn {
    /// The secret of its cookie.
    pub(crate) secret: Secret,
    pub(crate) officer: Officer,
}

impl Desk {
    /// Begins making the passkey of whoever holds a link.
    pub(crate) async fn begin_making(&self, link: &str) -> Result<Asked, Problem> {
        let invitation = self.invitation(link).await?;
        let account = self.account(invitation.account, ProblemCode::LinkNotValid).await?;
        let known = self.store.passkeys(account.id).await.map_err(failed)?;
        let (options, state) = self
            .passkeys
            .begin_making(&account, invitation.digest, &known)
            .map_err(|_| ProblemCode::PasskeyRefused)?;
        let ceremony = self.begin(state).await?;
        Ok(Asked { ceremony, options, name: Some(account.name) })
    }

    /// Keeps the passkey, uses the link up, and signs in.
    pub(crate) async fn end_making(
        &self,
        ceremony: Uuid,
        answer: Value,
        device: &str,
    ) -> Result<SignedIn, Problem> {
        let state = self.end(ceremony).await?;
        let made = self.passkeys.end_making(&state, answer).map_err(ProblemCode::from)?;
        let account = self.account(made.account, ProblemCode::LinkNotValid).await?;
        let passkey = KeptPasskey {
            credential: made.credential,
            account: account.id,
            key: made.key,
            made_at: self.now(),
        };
        let note = self.note("passkey made", &account);
        if !self.store.accept(made.link, passkey, note).await.map_err(failed)? {
            return Err(ProblemCode::LinkNotValid.into());
        }
        self.sign_in(account, device).await
    }

    /// Begins signing in.
    pub(crate) async fn begin_signing_in(&self) -> Result<Asked, Problem> {
        let (options, state) = self.passkeys.begin_signing_in().map_err(ProblemCode::from)?;
        Ok(Asked { ceremony: self.begin(state).await?, options, name: None })
    }

    /// Signs in with the passkey that was shown.
    pub(crate) async fn end_signing_in(
        &self,
        ceremony: Uuid,
        answer: Value,
        device: &str,
    ) -> Result<SignedIn, Problem> {
        let state = self.end(ceremony).await?;
        let (account, answer) = self.passkeys.claimed(answer).map_err(ProblemCode::from)?;
        let account = self.account(account, ProblemCode::PasskeyRefused).await?;
        let known = self.store.passkeys(account.id).await.map_err(failed)?;
        let used = self.passkeys.end_signing_in(&state, &answer, &known).map_err(ProblemCode::from)?;
        self.store.passkey_used(used).await.map_err(failed)?;
        self.sign_in(account, device).await
    }

    /// The officer whose cookie this is; none where the session is over, or the account. What a page asks by itself is no use of
    /// the session: a screen that nobody touches must not stay open.
    pub(crate) async fn officer(&self, secret: &str, is_attended: bool) -> Result<Option<Officer>, Problem> {
        let Some(secret) = Secret::parse(secret) else { return Ok(None) };
        let Some((session, account)) = self.store.session(secret.digest()).await.map_err(failed)? else {
            return Ok(None);
        };
        let now = self.now();
        if account.revoked_at.is_some() || !session.holds(now) {
            return Ok(None);
        }
        if is_attended && session.is_seen_anew(now) {
            self.store.seen(session.digest, now).await.map_err(failed)?;
        }
        Ok(Some(Officer { account, session }))
    }

    /// Signs a device of the officer's own out.
    pub(crate) async fn sign_out(&self, officer: &Officer, session: Uuid) -> Result<(), Problem> {
        let (account, note) = (&officer.account, self.note("signed out", &officer.account));
        if self.store.end_session(account.id, session, note).await.map_err(failed)? {
            Ok(())
        } else {
            Err(ProblemCode::NotFound.into())
        }
    }

    /// The devices that the officer is signed in on.
    pub(crate) async fn devices(&self, officer: &Officer) -> Result<Vec<Session>, Problem> {
        let now = self.now();
        let mut sessions = self.store.sessions(officer.account.id).await.map_err(failed)?;
        sessions.retain(|session| session.holds(now));
        Ok(sessions)
    }

    async fn sign_in(&self, account: Account, device: &str) -> Result<SignedIn, Problem> {
        let secret = Secret::generate().map_err(|_| ProblemCode::Unavailable)?;
        let now = self.now();
        let session = Session {
            digest: secret.digest(),
            id: Uuid::now_v7(),
            account: account.id,
            device: device.chars().take(LONGEST_DEVICE).collect(),
            began_at: now,
            seen_at: now,
            ends_at: now + session::SHIFT,
            opened: None,
        };
        let note = self.note("signed in", &account);
        if !self.store.begin_session(session.clone(), note).await.map_err(failed)? {
            return Err(ProblemCode::PasskeyRefused.into());
        }
        Ok(SignedIn { secret, officer: Officer { account, session } })
    }

    async fn invitation(&self, link: &str) -> Result<Invitation, Problem> {
        let secret = Secret::parse(link).ok_or(ProblemCode::LinkNotValid)?;
        let invitation = self.store.invited(secret.digest()).await.map_err(failed)?;
        let holds = invitation.filter(|invitation| self.now() < invitation.ends_at);
        holds.ok_or_else(|| ProblemCode::LinkNotValid.into())
    }

    async fn account(&self, id: Uuid, otherwise: ProblemCode) -> Result<Account, Problem> {
        let account = self.store.account(id).await.map_err(failed)?;
        account.filter(|account| account.revoked_at.is_none()).ok_or_else(|| otherwise.into())
    }

    async fn begin(&self, state: String) -> Result<Uuid, Problem> {
        let id = Uuid::new_v4();
        let now = self.now();
        self.store.forget_over(now).await.map_err(failed)?;
        let ceremony = Ceremony { id, state, ends_at: now + CEREMONY };
        self.store.keep_ceremony(ceremony).await.map_err(failed)?;
        Ok(id)
    }

    /// The state of a ceremony, once.
    async fn end(&self, id: Uuid) -> Result<String, Problem> {
        let ceremony = self.store.take_ceremony(id).await.map_err(failed)?;
        let holds = ceremony.filter(|ceremony| self.now() < ceremony.ends_at);
        holds.map(|ceremony| ceremony.state).ok_or_else(|| ProblemCode::PasskeyRefused.into())
    }
}
