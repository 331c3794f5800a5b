//! Where a sealed body belongs. The platform's word about a body is a word about this: a revision and a letter of the same number
//! are two addresses, so a refusal of the one says nothing of the other.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The address of a sealed body, as receipts and refusals name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Address {
    /// The declaration.
    pub declaration: Uuid,
    /// What is kept there.
    pub of: Sealed,
    /// The revision's number, or the letter's.
    pub number: u32,
}

/// What can be sealed and sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sealed {
    /// `PUT /v2/declarations/{id}/revisions/{n}`.
    Revision,
    /// `PUT /v2/declarations/{id}/letters/{n}`.
    Letter,
}

impl Address {
    /// A revision's.
    pub const fn revision(declaration: Uuid, number: u32) -> Self {
        Self { declaration, of: Sealed::Revision, number }
    }

    /// A letter's.
    pub const fn letter(declaration: Uuid, number: u32) -> Self {
        Self { declaration, of: Sealed::Letter, number }
    }
}
