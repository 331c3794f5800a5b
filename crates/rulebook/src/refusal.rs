//! Why an edition is not taken, as data.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use serde::Serialize;

use crate::codes::CODES;
use crate::files::Files;
use crate::locate::line_of;

/// The code of a refusal that no edition can bring about: the expressions' own functions do not fit together.
pub(crate) const OWN_FAULT: &str = "environment";

/// Why an edition does not load: a code to act on, and where in which file. It holds rulebook text only, never an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
pub struct Refusal {
    /// What is wrong, such as `fact-path` or `unknown-control`.
    pub code: &'static str,
    /// The edition's file, such as `pages.json`.
    pub file: String,
    /// JSON Pointer into that file; empty for the file as a whole.
    pub pointer: String,
    /// Line in that file, from 1; none where the file is not there or is no text.
    pub line: Option<u32>,
    /// Arguments of the message: names and numbers from the rulebook.
    pub details: BTreeMap<&'static str, String>,
}

impl Refusal {
    /// A refusal of `file` at `pointer`.
    pub fn new(code: &'static str, file: &str, pointer: impl Into<String>) -> Self {
        debug_assert!(
            code == OWN_FAULT || CODES.iter().any(|(known, _)| *known == code),
            "{code} is in no table"
        );
        Self { code, file: file.to_owned(), pointer: pointer.into(), line: None, details: BTreeMap::new() }
    }

    /// The same with one more detail.
    #[must_use]
    pub fn with(mut self, name: &'static str, detail: impl ToString) -> Self {
        self.details.insert(name, detail.to_string());
        self
    }

    /// The same on a known line.
    #[must_use]
    pub(crate) fn on_line(mut self, line: u32) -> Self {
        self.line = Some(line);
        self
    }

    /// The same with the line that its pointer leads to, where none is known.
    #[must_use]
    pub(crate) fn located(mut self, files: &Files) -> Self {
        if self.line.is_none() && self.file.ends_with(".json") {
            self.line = files.0.get(&self.file).map(|source| line_of(source, &self.pointer));
        }
        self
    }
}

impl Display for Refusal {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} in {}", self.code, self.file)?;
        if let Some(line) = self.line {
            write!(formatter, ":{line}")?;
        }
        if !self.pointer.is_empty() {
            write!(formatter, " at {}", self.pointer)?;
        }
        for (name, detail) in &self.details {
            write!(formatter, ", {name}: {detail}")?;
        }
        Ok(())
    }
}
