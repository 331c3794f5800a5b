//! Why an expression is refused.

use std::fmt::Display;

/// A code, and the names at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) code: &'static str,
    pub(crate) details: Vec<(&'static str, String)>,
}

impl Fault {
    /// The same with one more detail.
    pub(crate) fn with(mut self, name: &'static str, detail: impl Display) -> Self {
        self.details.push((name, detail.to_string()));
        self
    }
}

/// A fault with one name.
pub(crate) fn fault(code: &'static str, detail: impl Display) -> Fault {
    Fault { code, details: vec![("detail", detail.to_string())] }
}

/// A part of the wrong type.
pub(crate) fn mismatch(found: impl Display, expected: impl Display) -> Fault {
    let details = vec![("found", found.to_string()), ("expected", expected.to_string())];
    Fault { code: "expression-type", details }
}
