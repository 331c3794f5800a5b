//! `code-policy.json`: ordered rules that colour a code.

use serde::{Deserialize, Serialize};

use crate::expression::Expression;

/// Colour of a health code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Colour {
    /// Nothing stands against it.
    Green,
    /// Observation.
    Yellow,
    /// Isolation and a doctor.
    Orange,
}

impl Colour {
    /// The name, as in the policy.
    pub fn name(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Yellow => "yellow",
            Self::Orange => "orange",
        }
    }
}

/// A rule of the code policy, compiled. The first that holds decides.
#[derive(Debug)]
pub struct PolicyRule {
    /// The rule id, stated in the code.
    pub id: String,
    /// Colour it gives.
    pub colour: Colour,
    /// Over `facts` alone.
    pub when: Expression,
    /// The message `reason-<reason>`.
    pub reason: String,
    /// Validity of the code, in hours.
    pub valid_hours: u32,
    /// The message `correction-<correction>`: how to have it changed.
    pub correction: String,
    /// The notice it follows.
    pub source: String,
}

/// The file `code-policy.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PolicyFile {
    pub(crate) rules: Vec<RawRule>,
}

/// A rule as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRule {
    pub(crate) id: String,
    pub(crate) colour: Colour,
    pub(crate) when: String,
    pub(crate) reason: String,
    pub(crate) valid_hours: u32,
    pub(crate) correction: String,
    pub(crate) source: String,
}
