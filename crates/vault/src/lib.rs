//! The vault: everything one owner has typed, in one SQLCipher database.
//!
//! A data directory holds `vault.db` (the database), `vault.slots.json` (the ways to reach its key), `vault.slots.spare.json` (the same once more), `vault.spare.json` (a
//! spare of its first pages, for a rescue) and `vault.lock` (one program at a time). The key is 32 random bytes that never touch the disk in the clear: each *slot* is one way
//! to it, the system's keychain, a passphrase or a recovery code (`slots`).
//!
//! Two rules hold everywhere here. A key that is gone is not a new user: no error of this crate ever creates a key,
//! deletes a file or writes to one. And what was not committed was not saved: each method that writes is one
//! transaction, flushed to the disk before it returns.
//!
//! The vault keeps and hands back; it does not judge answers, send anything, or read a clock.

mod carried;
mod check;
mod connection;
mod create;
mod directory;
mod error;
mod files;
mod forget;
mod in_memory;
mod key;
mod keychain;
mod line;
mod log_number;
mod mark;
mod open;
mod privacy;
mod purge;
mod rebuild;
mod rescue;
mod schema;
mod search_words;
mod set_aside;
mod slots;
mod steps;
mod tables;
#[cfg(test)]
mod tests;
mod vault;

pub use carried::{CASE_FORM, CarriedCase, Extent, Taken};
pub use check::PageLook;
pub use directory::{VaultDir, VaultState};
pub use error::VaultError;
pub use files::{private_file, write_private};
pub use key::DeclarationSecret;
#[cfg(any(test, feature = "testing"))]
pub use keychain::MemoryKeychain;
pub use keychain::{KeyName, KeyStore, KeychainState, SystemKeychain};
pub use privacy::{Privacy, owner_only};
pub use purge::KEPT;
pub use rescue::{Lost, LostPart, Rescue};
pub use slots::{
    GROUPS, NewSlot, PASSPHRASE_MIN, Progress, RecoveryCode, Slot, SlotKind, Unlock, in_one_form, readings,
    require_passphrase,
};
pub use tables::cases::{CaseOrder, CasePage, CaseQuery};
pub use tables::declaration::DeclarationRow;
pub use tables::desk_list::{
    DeskCounts, DeskFacets, DeskOrder, DeskPage, DeskQuery, DeskRow, Need, Standing,
};
pub use tables::draft::{Bookmark, DraftRow, Earlier, Removed, SetAside};
pub use tables::dropped::Dropped;
pub use tables::handed_over::HandedOver;
pub use tables::history::PastState;
pub use tables::import::{ImportRow, ImportStep, ImportedCase, Undone};
pub use tables::kind::DraftKind;
pub use tables::letter::LetterRow;
pub use tables::member::{DeskPart, LogRow, Mandate, MemberRow};
pub use tables::outbox::{Mirrored, OutboxRow, OutboxState};
pub use tables::sent::{ReceiptRow, SentRow};
pub use tables::status::{Followed, StatusRow};
pub use tables::summary::{Flags, Summary, SummaryWords};
pub use vault::{Vault, WeakVault};
