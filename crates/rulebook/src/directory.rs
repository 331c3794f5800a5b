//! `directory.json`: whom to call. Every row says which notice publishes its number and when somebody last looked: a person in
//! need will call it.

use chrono::NaiveDate;
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
    /// Nationalities that it serves, as codes of countries; empty where it serves everybody.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub serves: Vec<String>,
    /// Id of the notice that publishes it.
    #[serde(default)]
    pub source: Option<String>,
    /// The day on which somebody last looked there.
    #[serde(default)]
    pub checked_on: Option<NaiveDate>,
}

impl Directory {
    /// Whether a line that is known here serves somebody of this nationality who goes to this county: nobody is told to call one that
    /// does not answer them.
    pub fn has_line_for(&self, nationality: Option<&str>, county: Option<&str>) -> bool {
        self.hotlines.iter().any(|line| line.is_for(nationality))
            || self.counties.iter().any(|one| Some(&*one.county) == county)
    }
}

impl Hotline {
    /// Whether it serves somebody of this nationality, or of one that nobody has said.
    pub fn is_for(&self, nationality: Option<&str>) -> bool {
        self.serves.is_empty() || nationality.is_none_or(|of| self.serves.iter().any(|one| one == of))
    }
}

/// A port of entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Port {
    /// IATA code.
    pub airport: String,
    /// Its desk for returnees.
    pub phone: String,
    /// Id of the notice that publishes it.
    #[serde(default)]
    pub source: Option<String>,
    /// The day on which somebody last looked there.
    #[serde(default)]
    pub checked_on: Option<NaiveDate>,
}

/// A county's contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountyContact {
    /// Code of the division.
    pub county: String,
    /// Its contact line.
    pub phone: String,
    /// Id of the notice that publishes it.
    #[serde(default)]
    pub source: Option<String>,
    /// The day on which somebody last looked there.
    #[serde(default)]
    pub checked_on: Option<NaiveDate>,
}
