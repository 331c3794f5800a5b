//! The line to the database of an open vault, and how it is had back after the disk failed.
//!
//! SQLCipher says the same of a page that the disk did not give as of one that is not authentic, and from then on it answers nothing
//! more on that connection. So after a failure the connection is opened anew, and what is called damage is looked at once more: a disk
//! that failed for a moment has damaged nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use rusqlite::Connection;

use crate::connection;
use crate::directory::VaultDir;
use crate::error::VaultError;
use crate::files;
use crate::key::DataKey;
use crate::rebuild;

/// So many pages are in the log before they are folded in.
const LONG: i32 = 1000;

/// The database's connection.
pub(crate) struct Line {
    directory: VaultDir,
    key: DataKey,
    /// There is nothing to open anew: the database is this connection.
    in_memory: bool,
    /// None after a failure, until it is asked for again.
    connection: Option<Connection>,
    /// How many pages the log has, as the last change said.
    pages: Arc<AtomicI32>,
    /// Whether the log begins with its number, as far as is known.
    log: Log,
}

/// What is known of a log.
#[derive(Clone, Copy, PartialEq)]
enum Log {
    /// It begins with its number.
    Begun,
    /// It was folded in; the next change begins it anew.
    Folded,
    /// It may hold something.
    Unknown,
}

impl Line {
    pub(crate) fn new(directory: VaultDir, key: DataKey, connection: Connection) -> Self {
        let pages = Arc::new(AtomicI32::new(0));
        let mut line =
            Line { directory, key, in_memory: false, connection: Some(connection), pages, log: Log::Unknown };
        if let Some(connection) = &mut line.connection {
            // Else SQLite folds it in by itself, and what is lost of a log may not be noticed.
            let _ = count_pages(connection, &line.pages);
        }
        line
    }

    /// The line to a database that no file holds.
    pub(crate) fn in_memory(directory: VaultDir, key: DataKey, connection: Connection) -> Self {
        Line { in_memory: true, ..Self::new(directory, key, connection) }
    }

    /// The connection, opened anew where it was given up.
    pub(crate) fn connection(&mut self) -> Result<&mut Connection, VaultError> {
        let open = match self.connection.take() {
            Some(open) => open,
            None => self.opened()?,
        };
        Ok(self.connection.insert(open))
    }

    /// The connection, unless it was given up.
    pub(crate) fn if_open(&self) -> Option<&Connection> {
        self.connection.as_ref()
    }

    /// What an error of this connection is worth, once the database was looked at anew.
    pub(crate) fn after(&mut self, error: VaultError) -> VaultError {
        if self.in_memory {
            return error; // given up, it would be gone
        }
        self.log = Log::Unknown;
        match error {
            VaultError::Damaged | VaultError::KeyMismatch => {
                self.give_up();
                match self
                    .opened()
                    .and_then(|connection| Ok((connection::is_sound(&connection)?, connection)))
                {
                    Ok((true, connection)) => {
                        self.connection = Some(connection);
                        VaultError::passing()
                    }
                    Ok((false, _)) => error,
                    Err(VaultError::Damaged | VaultError::KeyMismatch) => VaultError::Damaged,
                    Err(other) => other,
                }
            }
            VaultError::Io { .. } => {
                self.give_up();
                error
            }
            other => other,
        }
    }

    /// Puts the fresh copy in the database's place, under its key. Says whether that is so for sure, also after a power cut.
    pub(crate) fn replace(&mut self, key: &DataKey) -> Result<bool, VaultError> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => self.opened()?,
        };
        let surely = rebuild::place(connection, &self.directory)?;
        self.key = key.clone();
        self.log = Log::Folded;
        Ok(surely)
    }

    /// How the log is to be begun with its number before anything else is written into it: anew, or going on. None where it is.
    /// Where nobody says that it was, it is tried again.
    pub(crate) fn log_to_begin(&mut self) -> Option<bool> {
        let log = files::log_of(&self.directory.file(files::DATABASE));
        let is_empty = files::size(&log).is_ok_and(|size| size == 0);
        if self.log == Log::Begun && !is_empty {
            return None;
        }
        let before = std::mem::replace(&mut self.log, Log::Unknown);
        Some(is_empty || before == Log::Folded)
    }

    /// It was begun, and that is noted.
    pub(crate) fn log_is_begun(&mut self) {
        self.log = Log::Begun;
    }

    /// Folds a long log in; the next change begins it anew. Where that fails it grows, and is folded in after another one.
    pub(crate) fn fold_if_long(&mut self) {
        if self.pages.load(Ordering::Relaxed) < LONG {
            return;
        }
        let folded = self.connection().and_then(|connection| connection::fold_to_write_over(connection));
        match folded {
            Ok(true) => {
                self.pages.store(0, Ordering::Relaxed);
                self.log = Log::Folded;
            }
            Ok(false) => {}
            Err(error) => drop(self.after(error)),
        }
    }

    fn opened(&self) -> Result<Connection, VaultError> {
        let mut connection = connection::open(&self.directory.file(files::DATABASE), &self.key)?;
        connection::settle(&connection)?;
        count_pages(&mut connection, &self.pages)?;
        Ok(connection)
    }

    /// Nothing is folded in by a connection that failed.
    fn give_up(&mut self) {
        if let Some(connection) = self.connection.take() {
            connection::close_as_it_is(connection);
        }
    }
}

/// Counts the pages of a log, which SQLite then does not fold in by itself.
fn count_pages(connection: &mut Connection, pages: &Arc<AtomicI32>) -> Result<(), VaultError> {
    let pages = pages.clone();
    Ok(connection.wal_hook(Some(move |_: &mut _, count| {
        pages.store(count, Ordering::Relaxed);
        Ok(())
    }))?)
}
