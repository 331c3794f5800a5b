//! `lists/*.json`: countries, airports, divisions.

mod names;

use std::collections::HashMap;

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::Refusal;
pub use names::Names;

/// A row of a code list. Which properties a row has depends on its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The code that an answer holds.
    pub code: String,
    /// Names by language tag; English stands in where one is missing.
    pub names: Names,
    /// A country's two letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alpha2: Option<String>,
    /// A country's calling code, without `+`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calling: Option<String>,
    /// An airport's country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// An airport's time zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Tz>,
    /// A division's parent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// A division's level: `city`, `county` or `township`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Retired codes that still mean this row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<String>,
}

impl Row {
    /// Name in `language` (a BCP 47 tag; its first part is tried too), else in English, else the code.
    pub fn name(&self, language: &str) -> &str {
        let primary = language.split(['-', '_']).next().unwrap_or(language);
        self.names
            .get(language)
            .or_else(|| self.names.get(primary))
            .or_else(|| self.names.get("en"))
            .map_or(self.code.as_str(), String::as_str)
    }
}

/// A code list with its index.
#[derive(Debug, Clone)]
pub struct List {
    /// File name without ending.
    pub name: String,
    rows: Vec<Row>,
    by_code: HashMap<String, usize>,
}

impl List {
    /// The rows in the order of the file.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of a code, present or former.
    pub fn row(&self, code: &str) -> Option<&Row> {
        self.by_code.get(code).map(|&index| &self.rows[index])
    }

    /// Indexes the rows; a code that stands twice is refused.
    pub fn new(name: &str, rows: Vec<Row>) -> Result<Self, Refusal> {
        let file = format!("lists/{name}.json");
        let mut by_code = HashMap::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            if by_code.insert(row.code.clone(), index).is_some() {
                return Err(
                    Refusal::new("code-twice", &file, format!("/{index}/code")).with("code", &row.code)
                );
            }
        }
        for (index, row) in rows.iter().enumerate() {
            for former in &row.former {
                by_code.entry(former.clone()).or_insert(index);
            }
        }
        for (index, row) in rows.iter().enumerate() {
            if let Some(parent) = &row.parent
                && !by_code.contains_key(parent)
            {
                return Err(
                    Refusal::new("unknown-parent", &file, format!("/{index}/parent")).with("code", parent)
                );
            }
        }
        Ok(Self { name: name.to_owned(), rows, by_code })
    }
}
