//! Why an edition is not taken, as data.

use std::collections::BTreeMap;

use serde::Serialize;

/// Why an edition does not load: a code to act on, and where in which file. It holds rulebook text only, never an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{code} in {file} at {pointer:?} {details:?}")]
pub struct Refusal {
    /// What is wrong, such as `fact-path` or `unknown-control`.
    pub code: &'static str,
    /// The edition's file, such as `pages.json`.
    pub file: String,
    /// JSON Pointer into that file; empty for the file as a whole.
    pub pointer: String,
    /// Arguments of the message: names and numbers from the rulebook.
    pub details: BTreeMap<&'static str, String>,
}

impl Refusal {
    /// A refusal of `file` at `pointer`.
    pub fn new(code: &'static str, file: &str, pointer: impl Into<String>) -> Self {
        Self { code, file: file.to_owned(), pointer: pointer.into(), details: BTreeMap::new() }
    }

    /// The same with one more detail.
    #[must_use]
    pub fn with(mut self, name: &'static str, detail: impl ToString) -> Self {
        self.details.insert(name, detail.to_string());
        self
    }
}
