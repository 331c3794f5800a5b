//! What files of one origin have in common, so that a mapping is said once.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Column, Confidence, Mapping};
use crate::decisions::ColumnReading;
use crate::kind::{Kind, joined};

/// The fingerprint of a set of headers, whatever their order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Shape(String);

impl Shape {
    pub(super) fn of(headers: impl Iterator<Item = String>) -> Self {
        let mut all: Vec<String> = headers.map(|it| joined(&it)).filter(|it| !it.is_empty()).collect();
        all.sort();
        let hash = Sha256::digest(all.join("\n"));
        Self(hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect())
    }
}

/// What the volunteer said of files of one shape.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Remembered {
    /// Of which files.
    pub shape: Shape,
    /// Kinds by header, in the order of the columns that share one.
    kinds: BTreeMap<String, Vec<Kind>>,
    /// How cells are to be read, by header.
    #[serde(default)]
    readings: BTreeMap<String, ColumnReading>,
}

impl Remembered {
    pub(super) fn of(mapping: &Mapping) -> Self {
        let mut kinds: BTreeMap<String, Vec<Kind>> = BTreeMap::new();
        for column in &mapping.columns {
            kinds.entry(joined(&column.header)).or_default().push(column.kind);
        }
        Self { shape: mapping.shape.clone(), kinds, readings: BTreeMap::new() }
    }

    /// Keeps how the cells of a column are read, too.
    pub fn with_reading(mut self, column: &Column, reading: &ColumnReading) -> Self {
        self.readings.insert(joined(&column.header), reading.clone());
        self
    }

    /// How the cells of a column were read the last time: proposed, and asked about again.
    pub fn reading(&self, column: &Column) -> Option<&ColumnReading> {
        self.readings.get(&joined(&column.header))
    }

    pub(super) fn apply(&self, columns: &mut [Column]) {
        let mut used: BTreeMap<String, usize> = BTreeMap::new();
        for column in columns {
            let name = joined(&column.header);
            let place = used.entry(name.clone()).or_default();
            if let Some(kind) = self.kinds.get(&name).and_then(|all| all.get(*place))
                && column.kind != Kind::Health
            {
                (column.kind, column.confidence) = (*kind, Confidence::Certain);
            }
            *place += 1;
        }
    }
}
