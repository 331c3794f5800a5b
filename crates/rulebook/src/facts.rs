//! `facts.json`: what the code policy may know.

mod value;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::expression::Expression;
use crate::shape::{self, Kind};

pub use value::{FactValue, Stay};

/// Type of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FactType {
    /// Yes or no.
    #[serde(rename = "bool")]
    Bool,
    /// A whole number.
    #[serde(rename = "int")]
    Int,
    /// A number.
    #[serde(rename = "double")]
    Double,
    /// Text or a code.
    #[serde(rename = "string")]
    Text,
    /// A civil date.
    #[serde(rename = "date")]
    Date,
    /// Several texts or codes.
    #[serde(rename = "list(string)")]
    Texts,
    /// Stays: country, since, until, class.
    #[serde(rename = "list(stay)")]
    Stays,
}

impl FactType {
    /// The name as in `facts.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bool => "bool",
            Self::Int => "int",
            Self::Double => "double",
            Self::Text => "string",
            Self::Date => "date",
            Self::Texts => "list(string)",
            Self::Stays => "list(stay)",
        }
    }

    /// What the fact holds in expressions of the code policy.
    pub fn shape(self) -> Kind {
        match self {
            Self::Bool => Kind::YesNo,
            Self::Int => Kind::Integer,
            Self::Double => Kind::Number,
            Self::Text => Kind::Text,
            Self::Date => Kind::Date,
            Self::Texts => Kind::Texts,
            Self::Stays => Kind::Records(shape::stay()),
        }
    }
}

/// A fact, compiled.
#[derive(Debug)]
pub struct Fact {
    /// `facts.<name>` in the policy.
    pub name: Arc<str>,
    /// Its type.
    pub kind: FactType,
    /// Its value over the answers.
    pub is: Expression,
    /// Whether it is `null` of some complete declaration; a list never is.
    pub may_be_null: bool,
}

/// The file `facts.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactsFile {
    pub(crate) facts: Vec<RawFact>,
}

/// A fact as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawFact {
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) kind: FactType,
    pub(crate) is: String,
}
