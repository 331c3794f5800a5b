//! Answers that are offered and never filled in by themselves.

use serde::Serialize;
use ts_rs::TS;

/// What may be taken over into a section that is still empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Proposal {
    /// Id of the section.
    pub section: String,
    pub from: ProposedFrom,
    /// One for each item, or one for the section: words of the traveller's language, ISO dates, and message ids of options.
    pub lines: Vec<Vec<String>>,
}

/// Where it comes from; a person sees that before they take it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum ProposedFrom {
    /// The legs of this very declaration.
    Journey,
    /// An earlier declaration of the same person.
    Earlier { name: String },
    /// The declaration of somebody who travels with them.
    Companion { name: String },
}
