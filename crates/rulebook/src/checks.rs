//! `checks.json`: rules across answers.

use serde::{Deserialize, Serialize};

use crate::expression::{Expression, Path};

/// Whether a finding stops sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The declaration cannot be sent.
    Blocking,
    /// Worth a second look.
    Warning,
}

/// A rule across answers, compiled.
#[derive(Debug)]
pub struct Check {
    /// The rule id; its words are the message `finding-<id>`.
    pub id: String,
    /// The list whose items it is said for, one by one.
    pub each: Option<Path>,
    /// True where there is something to say.
    pub problem: Expression,
    /// Pointers with `*`: where the finding stands.
    pub at: Vec<Path>,
    /// Whether it stops sending.
    pub level: Level,
    /// Arguments of the message, by name.
    pub arguments: Vec<CheckArgument>,
    /// The notice it follows.
    pub source: String,
}

/// One argument of a finding's message.
#[derive(Debug)]
pub struct CheckArgument {
    /// Name in the message.
    pub name: String,
    /// Its value.
    pub is: Expression,
    /// The list whose words stand for the code, if it is one.
    pub list: Option<String>,
}

/// The file `checks.json`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChecksFile {
    pub(crate) checks: Vec<RawCheck>,
}

/// A check as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCheck {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) each: Option<String>,
    pub(crate) problem: String,
    pub(crate) at: Vec<String>,
    pub(crate) level: Level,
    #[serde(default)]
    pub(crate) arguments: std::collections::BTreeMap<String, RawArgument>,
    #[serde(default)]
    pub(crate) may_be_missing: Vec<String>,
    pub(crate) source: String,
}

/// An argument as it is written: an expression, or one that names a list.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum RawArgument {
    /// CEL.
    Plain(String),
    /// CEL that gives a code of a list.
    Listed(ListedArgument),
}

/// `{ "is": …, "list": … }`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListedArgument {
    pub(crate) is: String,
    pub(crate) list: String,
}
