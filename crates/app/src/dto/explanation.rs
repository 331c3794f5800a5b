//! Why a code has its colour, in words.

use serde::Serialize;
use ts_rs::TS;

use super::Colour;

/// Worked out on this computer from the answers that were sent, by the edition that gave the code.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Explanation {
    /// The facts that decided.
    pub deciding: Vec<FactInWords>,
    /// For each other colour, the fewest facts that would have to be different.
    pub nearest: Vec<OtherColour>,
}

/// A fact and its value.
#[derive(Debug, Clone, Serialize, TS)]
pub struct FactInWords {
    /// The fact's name in the rulebook.
    pub fact: String,
    /// The message `fact-<name>`.
    pub text: String,
    /// Words already in the traveller's language (places, numbers, ISO dates).
    pub words: Vec<String>,
    /// Message ids of what else it is.
    pub texts: Vec<String>,
}

/// Another colour, and what would have to be different.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OtherColour {
    pub colour: Colour,
    /// Facts as they would have to be.
    pub changes: Vec<FactInWords>,
}
