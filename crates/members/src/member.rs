//! A row, or a part of one, as a member: answers by their place in the form, each with the cell it comes from.

mod journey;
mod reader;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rulebook::{Edition, Landmark};
use serde::Serialize;
use serde_json::Value;

use crate::finding::{Finding, Weight};
use crate::kind::joined;
use crate::sheet::Address;
pub(crate) use journey::Journey;
pub(crate) use reader::Reader;

/// An answer, and the cell it comes from.
#[derive(Clone, PartialEq, Serialize)]
pub struct Said {
    /// As the form keeps it.
    pub value: Value,
    /// Where it stands in the list.
    pub cell: Address,
}

/// A member as the list has them.
#[derive(Clone, PartialEq, Serialize)]
pub struct Member {
    /// Rows of the sheet, from 0: one, or one a flight.
    pub rows: Vec<u32>,
    /// Which of a family whose members stand in one row, from 0.
    pub person: usize,
    /// Answers by their pointer in the form.
    pub answers: BTreeMap<String, Said>,
    /// Everything that is to be said of the cells.
    pub findings: Vec<Finding>,
    #[serde(skip)]
    pub(crate) journey: Journey,
    #[serde(skip)]
    pub(crate) known_by: KnownBy,
}

impl std::fmt::Debug for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "said at {}", self.cell)
    }
}

impl std::fmt::Debug for Member {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let pointers: Vec<&String> = self.answers.keys().collect();
        f.debug_struct("Member")
            .field("rows", &self.rows)
            .field("answers", &pointers)
            .field("findings", &self.findings)
            .finish()
    }
}

/// What tells one person from another.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct KnownBy {
    pub(crate) document: Option<String>,
    pub(crate) born: Option<NaiveDate>,
    /// The name in characters and the one in Latin letters, as they are compared.
    pub(crate) names: Vec<String>,
    pub(crate) phone: Option<String>,
}

impl KnownBy {
    /// What tells a person apart whose answers these are.
    pub(crate) fn of(edition: &Edition, text: impl Fn(&str) -> Option<String>) -> Self {
        let at = |landmark: Landmark| {
            edition.landmarks.pointer(landmark).and_then(&text).filter(|it| !it.is_empty())
        };
        let latin: Vec<String> =
            [at(Landmark::Surname), at(Landmark::GivenNames)].into_iter().flatten().collect();
        let latin = (!latin.is_empty()).then(|| joined(&latin.join(" ")));
        let names = [at(Landmark::HanName).map(|it| joined(&it)), latin];
        Self {
            document: at(Landmark::DocumentNumber),
            born: at(Landmark::Born).and_then(|it| it.parse().ok()),
            names: names.into_iter().flatten().collect(),
            phone: at(Landmark::Phone),
        }
    }

    /// Whether one of the names is the same.
    pub(crate) fn shares_a_name(&self, other: &Self) -> bool {
        self.names.iter().any(|name| other.names.contains(name))
    }
}

impl Member {
    /// Somebody of whom nothing is told but what tells people apart.
    pub(crate) fn known(row: u32, known_by: KnownBy) -> Self {
        let (answers, findings) = (BTreeMap::new(), Vec::new());
        Self { rows: vec![row], person: 0, answers, findings, journey: Journey::default(), known_by }
    }

    /// The row that it is called by.
    pub fn row(&self) -> u32 {
        self.rows.first().copied().unwrap_or_default()
    }

    /// Whether a cell has to be put right first.
    pub fn is_blocked(&self) -> bool {
        self.findings.iter().any(|finding| finding.weight == Weight::Blocks)
    }

    /// The text at a landmark.
    pub(crate) fn text(&self, pointer: &str) -> Option<String> {
        Some(self.answers.get(pointer)?.value.as_str()?.to_owned())
    }
}
