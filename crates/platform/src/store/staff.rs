//! Accounts of the staff, their passkeys and sessions, and a log of what each account did.
//!
//! The log is a chain for each account, made like that of a declaration: [`link`](super::audit::link) over the account's id.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Entry, Note, StoreError};
use crate::staff::{Account, Ceremony, Invitation, KeptPasskey, Session};

/// SHA-256 of a secret that was given away.
pub type Digest = [u8; 32];

/// Holds accounts, links and passkeys.
#[async_trait]
pub trait Staff: Send + Sync {
    /// Keeps a new account.
    async fn add_account(&self, account: Account, note: Note) -> Result<(), StoreError>;

    /// All of them, oldest first.
    async fn accounts(&self) -> Result<Vec<Account>, StoreError>;

    /// One of them.
    async fn account(&self, id: Uuid) -> Result<Option<Account>, StoreError>;

    /// Ends an account with its links, passkeys and sessions; false where there is none, or it was ended before.
    async fn revoke_account(&self, id: Uuid, note: Note) -> Result<bool, StoreError>;

    /// Keeps a link in the place of the account's earlier one; false where there is no such account that works.
    async fn invite(&self, invitation: Invitation, note: Note) -> Result<bool, StoreError>;

    /// The link of that digest, if it was not used.
    async fn invited(&self, digest: Digest) -> Result<Option<Invitation>, StoreError>;

    /// Uses a link up: the passkey takes the place of the account's earlier ones, and all its sessions end. False where the link
    /// was used in between, or the account ended.
    async fn accept(&self, digest: Digest, passkey: KeptPasskey, note: Note) -> Result<bool, StoreError>;

    /// The passkeys of an account.
    async fn passkeys(&self, account: Uuid) -> Result<Vec<KeptPasskey>, StoreError>;

    /// Keeps what the library knows of a passkey after its use.
    async fn passkey_used(&self, passkey: KeptPasskey) -> Result<(), StoreError>;

    /// Adds to an account's log; false where there is no such account.
    async fn note_staff(&self, account: Uuid, note: Note) -> Result<bool, StoreError>;

    /// An account's log in order.
    async fn staff_log(&self, account: Uuid) -> Result<Vec<Entry>, StoreError>;
}

/// Holds sessions and half-done ceremonies.
#[async_trait]
pub trait Sessions: Send + Sync {
    /// Keeps a new session; false where the account has ended meanwhile.
    async fn begin_session(&self, session: Session, note: Note) -> Result<bool, StoreError>;

    /// The session of that digest, with its account as it is now.
    async fn session(&self, digest: Digest) -> Result<Option<(Session, Account)>, StoreError>;

    /// Writes down that it was used.
    async fn seen(&self, digest: Digest, at: DateTime<Utc>) -> Result<(), StoreError>;

    /// Opens a case on a device; the one before is closed.
    async fn open_case(&self, digest: Digest, declaration: Option<Uuid>) -> Result<(), StoreError>;

    /// The sessions of an account, newest first.
    async fn sessions(&self, account: Uuid) -> Result<Vec<Session>, StoreError>;

    /// Ends one of an account's sessions; false where it has none of that id.
    async fn end_session(&self, account: Uuid, id: Uuid, note: Note) -> Result<bool, StoreError>;

    /// Keeps half a ceremony.
    async fn keep_ceremony(&self, ceremony: Ceremony) -> Result<(), StoreError>;

    /// Takes it away: nobody ends it twice.
    async fn take_ceremony(&self, id: Uuid) -> Result<Option<Ceremony>, StoreError>;

    /// Forgets sessions, links and ceremonies whose end has passed.
    async fn forget_over(&self, now: DateTime<Utc>) -> Result<(), StoreError>;
}
