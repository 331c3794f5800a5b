//! The number that a log begins with. What is saved lies in the log until that is folded in, and SQLite says nothing of a log that it cannot
//! read: emptied, cut, with a bit of its head flipped. So a number, one more each time, is the first thing that comes into a log; it is noted
//! with the slots once it was committed and before anything else is written. A database that does not bear it has lost what its log held.
//! What is folded in keeps it: whoever is killed at whatever moment finds nothing to be told.
//!
//! Beside it is the number of the file that the log was begun over. Under a file that never had it the log is another's: the two together
//! are a database that never was.

use std::path::Path;

use rusqlite::Connection;

use crate::connection;
use crate::error::VaultError;
use crate::key::DataKey;
use crate::tables::setting;

const SETTING: &str = "log";

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct LogNumber {
    /// The one that it began with last.
    pub(crate) begun: u64,
    /// The one that its file had then.
    over: u64,
}

impl LogNumber {
    /// As a database has it, with its log as far as that can be read; zeros of an earlier version.
    pub(crate) fn of(connection: &Connection) -> Result<Self, VaultError> {
        Ok(Self::read(connection)?.unwrap_or_default())
    }

    /// The next one, of a log that begins anew over a file that has all of the last one, or that goes on after a kill.
    pub(crate) fn next(self, anew: bool) -> Self {
        let over = if anew { self.begun } else { self.over };
        LogNumber { begun: self.begun + 1, over }
    }

    pub(crate) fn bear(self, connection: &Connection) -> Result<(), VaultError> {
        setting::set(connection, SETTING, &format!("{} {}", self.begun, self.over))
    }

    /// Whether the log that this was read through was begun over another file than the one it lies beside. A file that cannot be read by
    /// itself, since a folding was cut off in it, is no other.
    pub(crate) fn is_over_another(self, database: &Path, key: &DataKey) -> bool {
        let alone = connection::open_without_log(database, key).and_then(|alone| Self::read(&alone));
        // Of a folding that was cut off the file may have any number from the one to the other.
        matches!(alone, Ok(Some(file)) if file.begun < self.over || file.begun > self.begun)
    }

    fn read(connection: &Connection) -> Result<Option<Self>, VaultError> {
        let text = setting::get(connection, SETTING)?.unwrap_or_default();
        let numbers = text.split_once(' ').map(|(begun, over)| (begun.parse(), over.parse()));
        Ok(match numbers {
            Some((Ok(begun), Ok(over))) => Some(LogNumber { begun, over }),
            _ => None,
        })
    }
}
