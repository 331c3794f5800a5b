//! What can go wrong between a signed edition and the shelf, each with the code that a person is told by.

use std::error::Error as _;

use rulebook::Refusal;
use tough::error::Error as Tough;
use tough::schema::RoleType;
use tough::{TransportError, TransportErrorKind};

use crate::SourceError;

/// Why no newer edition was taken, or none can be read. What was held before is still held. The texts inside name files
/// and roles of the repository, for a log; there is nothing of a traveller in them.
#[derive(Debug, thiserror::Error)]
pub enum EditionsError {
    /// The root of trust is none, or its successor was not signed by enough keys of both.
    #[error("root refused: {0}")]
    RootRefused(String),
    /// Too few valid signatures, or by keys that may not sign this.
    #[error("too few signatures: {0}")]
    Threshold(String),
    /// Older than what was seen before.
    #[error("rolled back: {0}")]
    Rollback(String),
    /// What came has run out: somebody keeps newer metadata back, or the repository is not looked after.
    #[error("expired: {0}")]
    Frozen(String),
    /// Parts that do not belong together, damaged files, or something that is no rulebook at all.
    #[error("does not fit together: {0}")]
    Mismatch(String),
    /// More data than signed or allowed.
    #[error("too much data: {0}")]
    Oversized(String),
    /// The repository, or a file that it should have, cannot be reached.
    #[error("unreachable: {0}")]
    Unreachable(String),
    /// This machine's clock stands before the last successful look.
    #[error("the clock was set back: {0}")]
    ClockBack(String),
    /// Properly signed, but the software refuses its contents.
    #[error("edition {number} is refused: {refusal}")]
    EditionRefused {
        /// The edition's number; 0 where the repository has none at all.
        number: u32,
        /// Where and why.
        refusal: Box<Refusal>,
    },
    /// The shelf's own folder cannot be read or written.
    #[error("the shelf: {0}")]
    ShelfIo(String),
}

impl EditionsError {
    /// The stable code; `err-<code>` and `rec-<code>` are its words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::RootRefused(_) => "rulebook-root-refused",
            Self::Threshold(_) => "rulebook-threshold",
            Self::Rollback(_) => "rulebook-rollback",
            Self::Frozen(_) => "rulebook-frozen",
            Self::Mismatch(_) => "rulebook-mismatch",
            Self::Oversized(_) => "rulebook-oversized",
            Self::Unreachable(_) => "rulebook-unreachable",
            Self::ClockBack(_) => "rulebook-clock-back",
            Self::EditionRefused { .. } => "rulebook-edition-refused",
            Self::ShelfIo(_) => "rulebook-shelf-io",
        }
    }

    /// Whether the same may succeed later without anybody doing anything.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Unreachable(_))
    }

    pub(crate) fn io(what: &std::path::Path, error: impl std::fmt::Display) -> Self {
        let name = what.file_name().unwrap_or_default().to_string_lossy();
        Self::ShelfIo(format!("{name}: {error}"))
    }
}

impl From<Tough> for EditionsError {
    fn from(error: Tough) -> Self {
        let said = error.to_string();
        match &error {
            Tough::ParseTrustedMetadata { .. } | Tough::VerifyTrustedMetadata { .. } => {
                Self::RootRefused(said)
            }
            Tough::VerifyMetadata { role: RoleType::Root, .. } => Self::RootRefused(said),
            // Well-formed JSON that is no root of trust was made; anything else came in damaged.
            Tough::ParseMetadata { role: RoleType::Root, source, .. } if source.is_data() => {
                Self::RootRefused(said)
            }
            Tough::ParseMetadata { .. } => Self::Mismatch(said),
            Tough::VerifyMetadata { .. } | Tough::VerifyRoleMetadata { .. } => Self::Threshold(said),
            Tough::OlderMetadata { .. }
            | Tough::OlderSnapshotInTimestamp { .. }
            | Tough::SnapshotRoleMissing { .. }
            | Tough::SnapshotRoleRollback { .. } => Self::Rollback(said),
            Tough::ExpiredMetadata { .. } => Self::Frozen(said),
            Tough::MaxSizeExceeded { .. } | Tough::MaxUpdatesExceeded { .. } => Self::Oversized(said),
            Tough::SystemTimeSteppedBackward { .. } => Self::ClockBack(said),
            Tough::Transport { source, .. } => transport(source, said),
            Tough::AbsolutePath { .. }
            | Tough::DatastoreInit { .. }
            | Tough::DatastoreCreate { .. }
            | Tough::DatastoreOpen { .. }
            | Tough::DatastoreRemove { .. }
            | Tough::DatastoreSerialize { .. }
            | Tough::DirCreate { .. }
            | Tough::FileMetadata { .. }
            | Tough::FileOpen { .. }
            | Tough::FileRead { .. }
            | Tough::FileWrite { .. }
            | Tough::JoinSpawnBlockingTask { .. } => Self::ShelfIo(said),
            // HashMismatch, VersionMismatch, a meta entry that is missing or too many, and what a later version adds.
            _ => Self::Mismatch(said),
        }
    }
}

/// A stream's error carries what happened to it as its cause.
fn transport(error: &TransportError, said: String) -> EditionsError {
    let cause = error.source();
    if let Some(cause) = cause.and_then(|cause| cause.downcast_ref::<Tough>()) {
        return match cause {
            Tough::MaxSizeExceeded { .. } => EditionsError::Oversized(said),
            _ => EditionsError::Mismatch(said), // HashMismatch is the other one
        };
    }
    match cause.and_then(|cause| cause.downcast_ref::<SourceError>()) {
        Some(SourceError::TooLarge) => EditionsError::Oversized(said),
        _ if error.kind() == TransportErrorKind::FileNotFound => EditionsError::Unreachable(said),
        _ => EditionsError::Unreachable(said),
    }
}
