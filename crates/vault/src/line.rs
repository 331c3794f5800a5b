//! The line to the database of an open vault, and how it is had back after the disk failed.
//!
//! SQLCipher says the same of a page that the disk did not give as of one that is not authentic, and from then on it answers nothing
//! more on that connection. So after a failure the connection is opened anew, and what is called damage is looked at once more: a disk
//! that failed for a moment has damaged nothing.

use rusqlite::Connection;

use crate::connection;
use crate::directory::VaultDir;
use crate::error::VaultError;
use crate::files;
use crate::key::DataKey;
use crate::rebuild;

/// The database's connection.
pub(crate) struct Line {
    directory: VaultDir,
    key: DataKey,
    /// There is nothing to open anew: the database is this connection.
    in_memory: bool,
    /// None after a failure, until it is asked for again.
    connection: Option<Connection>,
}

impl Line {
    pub(crate) fn new(directory: VaultDir, key: DataKey, connection: Connection) -> Self {
        Line { directory, key, in_memory: false, connection: Some(connection) }
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
        Ok(surely)
    }

    fn opened(&self) -> Result<Connection, VaultError> {
        let connection = connection::open(&self.directory.file(files::DATABASE), &self.key)?;
        connection::settle(&connection)?;
        Ok(connection)
    }

    /// Nothing is folded in by a connection that failed.
    fn give_up(&mut self) {
        if let Some(connection) = self.connection.take() {
            connection::close_as_it_is(connection);
        }
    }
}
