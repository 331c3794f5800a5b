//! What the platform keeps, behind one trait, so that another database can take SQLite's place.
//!
//! A store decides inside one transaction what a revision does to what is there ([`Put`]); nothing else in the program
//! reads first and writes later. Every store goes through the same conformance suite (`tests/store.rs`).
//!
//! What stands in clear: the declaration's id, revision numbers, the SHA-256 of its follow token, times, the receipt,
//! the signed code (which says name, end of the document's number, flight, colour and reasons), the rule that decided and
//! the names of the facts that it read. The answers themselves are kept only as the envelope that the traveller sealed,
//! and the facts' values only sealed in the same way: to read them somebody needs the sealing key, which is in another file.

mod sqlite;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use uuid::Uuid;

pub use sqlite::SqliteStore;

/// A store of declarations. Ids are the caller's to check; a store compares and keeps.
#[async_trait]
pub trait Store: Send + Sync {
    /// What is there at an address, before an envelope is opened for it.
    async fn look(&self, declaration: Uuid, revision: u32) -> Result<Look, StoreError>;

    /// Stores a revision if it may be stored; otherwise says why not and changes nothing.
    async fn put(&self, revision: NewRevision) -> Result<Put, StoreError>;

    /// The declaration, for the holder of the token with this digest; the same nothing for a wrong digest as for an
    /// unknown id.
    async fn standing(
        &self,
        declaration: Uuid,
        token_digest: [u8; 32],
    ) -> Result<Option<Standing>, StoreError>;

    /// What the code of a declaration rests on, for the platform's own officers; none where there is no code.
    async fn basis(&self, declaration: Uuid) -> Result<Option<Basis>, StoreError>;

    /// Whether it answers.
    async fn check(&self) -> Result<(), StoreError>;
}

/// What is there at an address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// The revision itself, if it was stored.
    pub stored: Option<Stored>,
    /// The declaration's latest revision, if there is any.
    pub latest: Option<u32>,
}

/// A revision that was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of its envelope's bytes.
    pub envelope_sha256: [u8; 32],
    /// The receipt that was given, byte for byte.
    pub receipt: Vec<u8>,
}

/// A revision to store.
#[derive(Debug, Clone)]
pub struct NewRevision {
    /// The declaration.
    pub declaration: Uuid,
    /// Its revision.
    pub revision: u32,
    /// SHA-256 of the follow token in the envelope.
    pub token_digest: [u8; 32],
    /// SHA-256 of the envelope's bytes.
    pub envelope_sha256: [u8; 32],
    /// The receipt to give.
    pub receipt: Vec<u8>,
    /// By the platform's clock.
    pub received_at: DateTime<Utc>,
    /// What it does.
    pub effect: Effect,
}

/// What a revision does to its declaration.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Replaces what was declared.
    Declare {
        /// The sealed answers.
        envelope: Vec<u8>,
        /// The rulebook edition they were checked under.
        edition: u32,
        /// The code assigned.
        code: AssignedCode,
        /// All facts with their values, as JSON, sealed to the platform's own key.
        sealed_facts: Vec<u8>,
    },
    /// Removes answers and code of every revision.
    Withdraw,
}

/// A code, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignedCode {
    /// The signed text.
    pub text: String,
    /// Id of the policy rule that decided.
    pub rule: String,
    /// Names of the facts that the rule reads, for whoever asks for a correction.
    pub facts: Vec<String>,
}

/// What a code rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basis {
    /// The revision that the code is for.
    pub revision: u32,
    /// The rulebook edition that gave it.
    pub edition: u32,
    /// Id of the policy rule that decided.
    pub rule: String,
    /// When it was assigned.
    pub assigned_at: DateTime<Utc>,
    /// All facts with their values, as JSON, sealed; none where a program that did not keep them assigned the code.
    pub sealed_facts: Option<Vec<u8>>,
}

/// What became of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put {
    /// Stored now.
    Stored,
    /// The same bytes were stored before: here is the receipt that was given then.
    Same {
        /// That receipt, byte for byte.
        receipt: Vec<u8>,
    },
    /// Other bytes are stored at this address.
    Conflict,
    /// A later revision is stored.
    Superseded,
    /// The declaration is bound to another follow token.
    Forbidden,
}

/// A declaration as its traveller may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The latest revision.
    pub revision: u32,
    /// Taken back.
    pub withdrawn: bool,
    /// The signed code; none once withdrawn.
    pub code: Option<AssignedCode>,
}

/// The store failed. Says what happened, never what was to be stored.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database's own error.
    #[error("database: {0}")]
    Database(#[from] rusqlite::Error),
    /// The file was written by a newer program.
    #[error("the database has version {found}, this program knows {known}")]
    TooNew {
        /// The file's version.
        found: u32,
        /// The newest one that this program knows.
        known: u32,
    },
    /// What was read is not what this program writes.
    #[error("the database holds a value that this program did not write")]
    Broken,
    /// The work was cut off.
    #[error("the database work was cut off")]
    CutOff,
}
