//! Accounts kept on the page, and the log for whoever audits it.

use chrono::{DateTime, Utc};
use platform_api::{Problem, ProblemCode, Reference};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::flights::line;
use super::{Desk, Officer, failed};
use crate::audit::Fault;
use crate::staff::Account;
use crate::staff::keeping::{self, StaffError};
use crate::store::Entry;

/// An account as it is listed.
#[derive(Debug, Serialize)]
pub(crate) struct Listed {
    id: Uuid,
    name: String,
    role: &'static str,
    scope: String,
    made_at: DateTime<Utc>,
    revoked_at: Option<DateTime<Utc>>,
}

/// A new account as the page sends it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAccount {
    role: String,
    scope: String,
    name: String,
}

/// A link that was made.
#[derive(Debug, Serialize)]
pub(crate) struct Link {
    account: Uuid,
    link: String,
    ends_at: DateTime<Utc>,
}

/// Whose log is asked for: an account's, or a declaration's.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct WantedLog {
    #[serde(default)]
    account: String,
    #[serde(default)]
    reference: String,
}

/// A line of the log.
#[derive(Debug, Serialize)]
pub(crate) struct Logged {
    at: DateTime<Utc>,
    by: String,
    event: String,
    subject: String,
}

/// What comes of reading the whole log.
#[derive(Debug, Serialize)]
pub(crate) struct Verified {
    declarations: u64,
    entries: u64,
    anchors: u64,
    faults: usize,
}

impl From<Account> for Listed {
    fn from(account: Account) -> Self {
        let Account { id, name, role, scope, made_at, revoked_at } = account;
        Self { id, name, role: role.name(), scope: scope.to_string(), made_at, revoked_at }
    }
}

impl Desk {
    /// All accounts.
    pub(crate) async fn accounts(&self) -> Result<Vec<Listed>, Problem> {
        Ok(self.store.accounts().await.map_err(failed)?.into_iter().map(Listed::from).collect())
    }

    /// Makes an account with a link.
    pub(crate) async fn add_account(&self, officer: &Officer, new: &NewAccount) -> Result<Link, Problem> {
        let account = keeping::new(&new.role, &new.scope, &new.name, self.now()).map_err(refused)?;
        keeping::keep(&*self.store, &account, &officer.account.signature()).await.map_err(refused)?;
        self.link(officer, account).await
    }

    /// Makes a new link for an account.
    pub(crate) async fn new_link(&self, officer: &Officer, account: Uuid) -> Result<Link, Problem> {
        let account = self.store.account(account).await.map_err(failed)?.ok_or(ProblemCode::NotFound)?;
        self.link(officer, account).await
    }

    /// Ends an account. Nobody ends their own: somebody has to be left who can.
    pub(crate) async fn end_account(&self, officer: &Officer, account: Uuid) -> Result<(), Problem> {
        if account == officer.account.id {
            return Err(ProblemCode::NotAllowed.into());
        }
        keeping::end(&*self.store, account, &officer.account.signature(), self.now()).await.map_err(refused)
    }

    async fn link(&self, officer: &Officer, account: Account) -> Result<Link, Problem> {
        let by = officer.account.signature();
        let invited = keeping::invite(&*self.store, account, &self.origin, &by, self.now()).await;
        let invited = invited.map_err(refused)?;
        Ok(Link { account: invited.account.id, link: invited.link, ends_at: invited.ends_at })
    }

    /// The log of an account or of a declaration. That somebody audits it is noted as well.
    pub(crate) async fn log(&self, officer: &Officer, wanted: &WantedLog) -> Result<Vec<Logged>, Problem> {
        let mut found = Vec::new();
        let mut subjects = Vec::new();
        if let Ok(account) = Uuid::try_parse(&wanted.account) {
            let entries = self.store.staff_log(account).await.map_err(failed)?;
            subjects.push(format!("account {account}"));
            found.extend(entries.into_iter().map(|entry| logged(entry, String::new())));
        }
        if let Ok(reference) = wanted.reference.parse::<Reference>() {
            let reference = reference.to_string();
            for declaration in self.store.referred(reference.replace('-', "")).await.map_err(failed)? {
                let entries = self.store.chain(declaration).await.map_err(failed)?;
                subjects.push(format!("declaration {declaration}"));
                found.extend(entries.into_iter().map(|entry| logged(entry, reference.clone())));
            }
        }
        for subject in subjects {
            self.write_down(officer, format!("audited {subject}")).await?;
        }
        found.sort_by_key(|entry| std::cmp::Reverse(entry.at));
        Ok(found)
    }

    /// The same as a sheet.
    pub(crate) async fn log_sheet(&self, officer: &Officer, wanted: &WantedLog) -> Result<String, Problem> {
        let mut text = String::from("\u{feff}");
        line(&mut text, ["at", "by", "event", "subject"]);
        for Logged { at, by, event, subject } in self.log(officer, wanted).await? {
            line(&mut text, [at.to_rfc3339().as_str(), &by, &event, &subject]);
        }
        Ok(text)
    }

    /// Reads every chain and every anchor.
    pub(crate) async fn verify_log(&self) -> Result<Verified, Problem> {
        let verified = crate::audit::verify_store(&*self.store, Vec::new()).await.map_err(failed)?;
        let faults: &Vec<Fault> = &verified.faults;
        let (declarations, entries) = (verified.declarations, verified.entries);
        Ok(Verified { declarations, entries, anchors: verified.anchors, faults: faults.len() })
    }
}

fn logged(entry: Entry, subject: String) -> Logged {
    Logged { at: entry.note.at, by: entry.note.by, event: entry.note.event, subject }
}

fn refused(error: StaffError) -> Problem {
    match error {
        StaffError::Role | StaffError::Scope(_) | StaffError::Name => ProblemCode::AccountMalformed.into(),
        StaffError::Unknown => ProblemCode::NotFound.into(),
        StaffError::NoAddress | StaffError::NoRandomness => ProblemCode::Unavailable.into(),
        StaffError::Store(error) => failed(error),
    }
}
