//! What is said of a cell, a row or a column: data, whose words are `err-<code>` and whose remedy is `rec-<code>`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::sheet::Address;

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// The row is imported all the same.
    Doubt,
    /// The row waits until it is put right or the cell is left out.
    Blocks,
}

/// What is wrong with a cell.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Of the texts `err-<code>` and `rec-<code>`.
    pub code: &'static str,
    /// For the texts: codes of lists, counts and addresses.
    pub args: BTreeMap<&'static str, String>,
    /// Where it is to be put right.
    pub cell: Address,
    /// How much it matters.
    pub weight: Weight,
}

/// Arguments may name people: none is shown in a log.
impl std::fmt::Debug for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} at {} ({:?})", self.code, self.cell, self.weight)
    }
}

/// Why a cell gives no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) code: &'static str,
    pub(crate) weight: Weight,
    pub(crate) args: BTreeMap<&'static str, String>,
}

impl Problem {
    pub(crate) fn new(code: &'static str) -> Self {
        Self { code, weight: Weight::Blocks, args: BTreeMap::new() }
    }

    pub(crate) fn doubt(code: &'static str) -> Self {
        Self { weight: Weight::Doubt, ..Self::new(code) }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.insert(name, value.into());
        self
    }

    pub(crate) fn at(self, cell: Address) -> Finding {
        Finding { code: self.code, args: self.args, cell, weight: self.weight }
    }
}
