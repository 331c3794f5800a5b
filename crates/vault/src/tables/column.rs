//! How ids, instants and JSON stand in columns.

use chrono::{DateTime, Utc};
use rusqlite::types::Type;
use rusqlite::{Row, RowIndex};
use serde::Serialize;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use crate::error::VaultError;

/// An instant as microseconds since 1970 in UTC.
pub(crate) fn micros(at: DateTime<Utc>) -> i64 {
    at.timestamp_micros()
}

/// The instant in a column.
pub(crate) fn instant(row: &Row<'_>, column: &str) -> rusqlite::Result<DateTime<Utc>> {
    let micros: i64 = row.get(column)?;
    DateTime::from_timestamp_micros(micros).ok_or_else(|| bad(row, column, Type::Integer))
}

/// The UUID in a column of text.
pub(crate) fn id(row: &Row<'_>, column: &str) -> rusqlite::Result<Uuid> {
    let text = row.get_ref(column)?.as_str()?;
    Uuid::try_parse(text).map_err(|_| bad(row, column, Type::Text))
}

/// The JSON in a column of text.
pub(crate) fn json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    // serde_json's error may quote the content; it is dropped here.
    serde_json::from_str(text).map_err(|_| bad(row, column, Type::Text))
}

/// The same, on the way in.
pub(crate) fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<String, VaultError> {
    serde_json::to_string(value)
        .map_err(|_| VaultError::Io { doing: "database", detail: "a value has no JSON".into() })
}

fn bad(row: &Row<'_>, column: &str, kind: Type) -> rusqlite::Error {
    let index = column.idx(row.as_ref()).unwrap_or_default();
    rusqlite::Error::FromSqlConversionFailure(index, kind, "not what the column holds".into())
}
