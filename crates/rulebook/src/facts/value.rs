//! What a fact is: of a declaration, and in the combinations that a policy is proved by.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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
