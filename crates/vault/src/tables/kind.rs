//! What a draft, or what was sealed of it, is for.

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use serde::{Deserialize, Serialize};

/// What a revision says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DraftKind {
    /// A whole declaration.
    #[default]
    Declaration,
    /// An intention: before there is a ticket.
    Intention,
    /// A declaration of which nothing has changed.
    Confirmation,
}

impl ToSql for DraftKind {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Declaration => "declaration",
            Self::Intention => "intention",
            Self::Confirmation => "confirmation",
        }
        .into())
    }
}

impl FromSql for DraftKind {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        match value.as_str()? {
            "declaration" => Ok(Self::Declaration),
            "intention" => Ok(Self::Intention),
            "confirmation" => Ok(Self::Confirmation),
            _ => Err(FromSqlError::InvalidType),
        }
    }
}
