//! Why a store failed.

use crate::at_rest::DayKeyError;

/// The store failed. Says what happened in words of this program, never what was to be stored: a database's own message
/// may quote a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached, or has too much to do. The same work may succeed later.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// The database refused the work.
    #[error("the database refused: {0}")]
    Refused(String),
    /// It was written by another version of this program.
    #[error("the database was made by another version of this program: {0}")]
    OtherVersion(String),
    /// It would acknowledge what it has not yet written, so that a receipt could be lost.
    #[error("the database does not keep what it acknowledges: {0} must not be off")]
    NotDurable(&'static str),
    /// What was read is not what this program writes.
    #[error("the database holds a value that this program did not write")]
    Broken,
    /// What is kept sealed cannot be opened now, though its day is not over.
    #[error(transparent)]
    DayKeys(#[from] DayKeyError),
    /// The work was cut off.
    #[error("the database work was cut off")]
    CutOff,
}
