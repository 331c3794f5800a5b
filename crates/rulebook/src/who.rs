//! Whom the questions of a form speak of. Somebody who fills in for a baby is not asked "have you a cough": the edition says by
//! which answers it is known that a child is meant, or another person, and its texts choose their words by `$who`.

use serde::Deserialize;

use crate::expression::Expression;

/// Whom a question speaks of: `$who` in the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Who {
    /// The person who reads it.
    #[default]
    You,
    /// A child, for whom somebody else answers.
    Child,
    /// An adult, for whom somebody else answers.
    Person,
}

/// When the questions speak of somebody else, as it is written; a child goes first.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSpeaksOf {
    #[serde(default)]
    pub(crate) child: Option<String>,
    #[serde(default)]
    pub(crate) person: Option<String>,
}

/// When the questions speak of somebody else, the first that holds.
pub type SpeaksOf = Vec<(Who, Expression)>;
