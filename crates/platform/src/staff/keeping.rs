//! Accounts made, listed and revoked by whoever runs the platform, from its command line: how the first platform officer
//! comes in. From then on it is done on the desk's page.

use chrono::{DateTime, TimeDelta, Utc};
use platform_api::{PROFILE_FILE, PlatformProfile};
use uuid::Uuid;

use super::{Account, Invitation, Role, Scope, ScopeError, Secret};
use crate::store::{Note, Store, StoreError};
use crate::{Config, database, pages};

/// A link is for somebody who was told of it just now.
pub(crate) const LINK_HOLDS: TimeDelta = TimeDelta::hours(24);
/// Longest name.
const LONGEST_NAME: usize = 80;

/// Why an account was not made or changed.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// No such role.
    #[error(
        "a role is one of port-officer, county-contact, health-officer, hotline, platform-officer, auditor"
    )]
    Role,
    /// No such scope.
    #[error(transparent)]
    Scope(#[from] ScopeError),
    /// A name is needed, and a short one.
    #[error("a name has one to 80 characters")]
    Name,
    /// No such account, or one that has ended.
    #[error("there is no such account that works")]
    Unknown,
    /// The platform has never run here, so nobody knows its address.
    #[error("start the platform once: its address is not known yet")]
    NoAddress,
    /// No random numbers.
    #[error("the system gives no random numbers")]
    NoRandomness,
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An account, and the link that was made for it.
#[derive(Debug)]
pub struct Invited {
    /// The account.
    pub account: Account,
    /// Opens the desk's page, where a passkey is made. Once.
    pub link: String,
    /// Not after that.
    pub ends_at: DateTime<Utc>,
}

/// Makes an account with a link.
pub async fn add(of: &Config, role: &str, scope: &str, name: &str, by: &str) -> Result<Invited, StaffError> {
    let store = database::open(&of.data, of.database.as_deref()).await?;
    let (address, now) = (address(of)?, (of.clock)());
    let account = new(role, scope, name, now)?;
    keep(&*store, &account, by).await?;
    invite(&*store, account, &address, by, now).await
}

/// All accounts, oldest first.
pub async fn list(of: &Config) -> Result<Vec<Account>, StaffError> {
    let store = database::open(&of.data, of.database.as_deref()).await?;
    Ok(store.accounts().await?)
}

/// Makes a new link for an account; the one before counts no more.
pub async fn link(of: &Config, account: Uuid, by: &str) -> Result<Invited, StaffError> {
    let store = database::open(&of.data, of.database.as_deref()).await?;
    let account = store.account(account).await?.ok_or(StaffError::Unknown)?;
    invite(&*store, account, &address(of)?, by, (of.clock)()).await
}

/// Ends an account with its passkeys and sessions, at once.
pub async fn revoke(of: &Config, account: Uuid, by: &str) -> Result<(), StaffError> {
    let store = database::open(&of.data, of.database.as_deref()).await?;
    end(&*store, account, by, (of.clock)()).await
}

fn address(of: &Config) -> Result<String, StaffError> {
    let profile = std::fs::read(of.data.join(PROFILE_FILE)).map_err(|_| StaffError::NoAddress)?;
    let profile = PlatformProfile::parse(&profile).map_err(|_| StaffError::NoAddress)?;
    Ok(pages::origin(&profile.url))
}

/// A new account as it is typed.
pub(crate) fn new(role: &str, scope: &str, name: &str, now: DateTime<Utc>) -> Result<Account, StaffError> {
    let role = Role::parse(role).ok_or(StaffError::Role)?;
    let name = name.trim();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(StaffError::Name);
    }
    let scope = Scope::parse(role, scope)?;
    Ok(Account { id: Uuid::now_v7(), name: name.to_owned(), role, scope, made_at: now, revoked_at: None })
}

/// Keeps a new account.
pub(crate) async fn keep(store: &dyn Store, account: &Account, by: &str) -> Result<(), StaffError> {
    let event = format!("account made {} {}", account.role.name(), account.scope);
    let note = Note { at: account.made_at, event: event.trim_end().to_owned(), by: by.to_owned() };
    Ok(store.add_account(account.clone(), note).await?)
}

/// Makes a link for an account.
pub(crate) async fn invite(
    store: &dyn Store,
    account: Account,
    address: &str,
    by: &str,
    now: DateTime<Utc>,
) -> Result<Invited, StaffError> {
    let secret = Secret::generate().map_err(|_| StaffError::NoRandomness)?;
    let ends_at = now + LINK_HOLDS;
    let invitation = Invitation { digest: secret.digest(), account: account.id, ends_at };
    let note = Note { at: now, event: "link made".into(), by: by.to_owned() };
    if !store.invite(invitation, note).await? {
        return Err(StaffError::Unknown);
    }
    // In the fragment: no server and no log sees it.
    Ok(Invited { account, link: format!("{address}/desk/#link={}", secret.text()), ends_at })
}

/// Ends an account.
pub(crate) async fn end(
    store: &dyn Store,
    account: Uuid,
    by: &str,
    now: DateTime<Utc>,
) -> Result<(), StaffError> {
    let note = Note { at: now, event: "account revoked".into(), by: by.to_owned() };
    if store.revoke_account(account, note).await? { Ok(()) } else { Err(StaffError::Unknown) }
}
