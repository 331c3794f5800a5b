//! `directory.json`: whom to call.

use serde::{Deserialize, Serialize};

/// The file `directory.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Directory {
    /// Hotlines, in the order shown.
    pub hotlines: Vec<Hotline>,
    /// Ports of entry.
    pub ports: Vec<Port>,
    /// Who meets a traveller at home.
    pub counties: Vec<CountyContact>,
}

/// A telephone line; texts `hotline-<id>` and `hotline-<id>.hours`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hotline {
    /// Message id without its prefix.
    pub id: String,
    /// As dialled from abroad, with spaces.
    pub number: String,
}

/// A port of entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Port {
    /// IATA code.
    pub airport: String,
    /// Its desk for returnees.
    pub phone: String,
}

/// A county's contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountyContact {
    /// Code of the division.
    pub county: String,
    /// Its contact line.
    pub phone: String,
}
