//! Why a text has no zone that can be read, as data.

use super::format::Format;

/// Nothing could be read. Words are the messages `err-<code>` and `rec-<code>`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MrzProblem {
    /// Nothing in the text looks like a machine readable zone.
    #[error("mrz-no-lines")]
    NoLines,
    /// Lines that look like a zone, but not of a size that a document has.
    #[error("mrz-wrong-length")]
    WrongLength {
        /// Characters of each line that was found, in order, blanks not counted.
        lines: Vec<usize>,
        /// The format that comes nearest; it says how many lines of which length there should be.
        expected: Format,
    },
    /// The right size, but not a travel document of parts 4 to 6 (a visa, a national layout of its own).
    #[error("mrz-unknown-kind")]
    UnknownKind,
    /// The right size, and a character that no zone has.
    #[error("mrz-bad-character")]
    BadCharacter {
        /// Line of the zone, from 1.
        line: usize,
        /// Character of the line, from 1, blanks not counted.
        position: usize,
    },
}

impl MrzProblem {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            MrzProblem::NoLines => "mrz-no-lines",
            MrzProblem::WrongLength { .. } => "mrz-wrong-length",
            MrzProblem::UnknownKind => "mrz-unknown-kind",
            MrzProblem::BadCharacter { .. } => "mrz-bad-character",
        }
    }
}
