//! Facts: what the code policy may know of a declaration.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Facts by name, each a value of the type that the rulebook declares.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Facts(pub BTreeMap<String, FactValue>);

/// One fact. A scalar is `Null` where nothing was answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum FactValue {
    /// Not answered.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number.
    Double(f64),
    /// A civil date.
    Date(NaiveDate),
    /// Text or a code.
    Text(String),
    /// Several texts or codes.
    Texts(Vec<String>),
    /// Stays.
    Stays(Vec<Stay>),
}

/// A stay as the policy sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First day.
    pub since: Option<NaiveDate>,
    /// Last day.
    pub until: Option<NaiveDate>,
    /// Risk class on those days.
    pub class: Option<String>,
}

/// A fact that could not be worked out. Names the fact, never an answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("fact {fact} has no value of its type")]
pub struct FactsError {
    /// The fact's name.
    pub fact: String,
}
