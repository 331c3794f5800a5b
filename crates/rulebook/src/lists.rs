//! `lists/*.json`: countries, airports, divisions.

mod index;
mod land;
mod names;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::Refusal;
use crate::files::Files;
use index::Index;
pub(crate) use land::Land;
pub use names::Names;

/// The list of countries; expressions need it.
pub const COUNTRIES: &str = "countries";
/// The list of airports; a leg's instants and countries need it.
pub const AIRPORTS: &str = "airports";
/// The list of divisions.
pub const DIVISIONS: &str = "divisions";
/// The list of ports of entry, by air, sea and land.
pub const PORTS: &str = "ports";

/// Regions and cities of the world: a country is found by them, and no answer is one.
pub const REGIONS: &str = "regions";

/// A row of a code list. Which properties a row has depends on its list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The code that an answer holds.
    pub code: String,
    /// Names by language tag; English stands in where one is missing.
    pub names: Names,
    /// How much an airport is flown from, 0 to 99: orders what a search finds.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub size: u8,
    /// A country's two letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alpha2: Option<String>,
    /// A country's calling code, without `+`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calling: Option<String>,
    /// The countries that lie beside a country, or are reached from it by a bridge or a tunnel.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub borders: Vec<Box<str>>,
    /// An airport's country.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// An airport's time zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Tz>,
    /// A division's parent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// A port's kind: `air`, `sea`, `road` or `rail`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// A port's province, by the first two digits of its division codes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub province: Option<String>,
    /// A division's level, `city`, `county` or `township`; in other lists what sets a row apart from the ordinary ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    /// Retired codes that still mean this row.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<String>,
    /// Other names that people type, in any language: for searching, never shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Box<str>>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands out a reference")]
fn is_nothing(size: &u8) -> bool {
    *size == 0
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
    index: Index,
}

impl List {
    /// The rows in the order of the file.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The row of a code, present or former.
    pub fn row(&self, code: &str) -> Option<&Row> {
        self.index.row(&self.rows, code).map(|place| &self.rows[place])
    }

    /// Indexes the rows; a code that stands twice is refused.
    pub fn new(name: &str, rows: Vec<Row>) -> Result<Self, Refusal> {
        let file = format!("lists/{name}.json");
        let index = Index::new(&rows).map_err(|twice| {
            let code = &rows[twice].code;
            Refusal::new("code-twice", &file, format!("/{twice}/code")).with("code", code)
        })?;
        for (place, row) in rows.iter().enumerate() {
            if let Some(parent) = &row.parent
                && index.row(&rows, parent).is_none()
            {
                return Err(
                    Refusal::new("unknown-parent", &file, format!("/{place}/parent")).with("code", parent)
                );
            }
            let is_shared = |code: &str| {
                let other = index.row(&rows, code).map(|other| &rows[other]);
                other.is_some_and(|other| other.borders.iter().any(|back| **back == row.code))
            };
            if let Some(code) = row.borders.iter().find(|code| !is_shared(code)) {
                let place = format!("/{place}/borders");
                return Err(Refusal::new("border-one-sided", &file, place).with("code", code));
            }
        }
        Ok(Self { name: name.to_owned(), rows, index })
    }
}

/// All lists of an edition, by name. Most editions have the bytes that this program was built with: those are read once.
pub(crate) fn all(files: &Files) -> Result<BTreeMap<String, Arc<List>>, Refusal> {
    static BUNDLED: Mutex<BTreeMap<&str, Arc<List>>> = Mutex::new(BTreeMap::new());
    let mut lists = BTreeMap::new();
    for (file, bytes) in &files.0 {
        let Some(name) = file.strip_prefix("lists/").and_then(|file| file.strip_suffix(".json")) else {
            continue;
        };
        let bundled = Files::bundled_file(file).filter(|(_, own)| own == bytes).map(|(file, _)| file);
        let known = bundled.and_then(|file| BUNDLED.lock().ok()?.get(file).cloned());
        let list = match known {
            Some(list) => list,
            None => Arc::new(List::new(name, files.parse::<Vec<Row>>(file)?)?),
        };
        if let (Some(file), Ok(mut known)) = (bundled, BUNDLED.lock()) {
            known.insert(file, list.clone());
        }
        lists.insert(name.to_owned(), list);
    }
    Ok(lists)
}
