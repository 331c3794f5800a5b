//! Declarations that were handed over: somebody else has them in hand. What is here of them can be looked at, printed and
//! deleted, and neither changed nor sealed.

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension as _};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{column, declaration};
use crate::error::VaultError;
use crate::schema::Migration;
use crate::vault::Vault;

pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration {
        version: 10,
        sql: "
-- A declaration with a row here is in somebody else's hands.
CREATE TABLE handed_over (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    receiver    TEXT    NOT NULL, -- in the words of whoever handed it over
    at          INTEGER NOT NULL
) STRICT;

CREATE TRIGGER handed_over_outdates_insert AFTER INSERT ON handed_over BEGIN
    UPDATE summary SET context = '' WHERE declaration = new.declaration;
END;

CREATE TRIGGER handed_over_outdates_delete AFTER DELETE ON handed_over BEGIN
    UPDATE summary SET context = '' WHERE declaration = old.declaration;
END;
",
    },
    Migration {
        version: 17,
        sql: "
-- Whom a declaration was taken back from: they may have a copy, and send it.
CREATE TABLE taken_back (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    receiver    TEXT    NOT NULL,
    at          INTEGER NOT NULL -- when it was handed over
) STRICT;
",
    },
];

/// Who has a declaration in hand, and since when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedOver {
    /// In the words of whoever handed it over.
    pub receiver: String,
    /// When.
    pub at: DateTime<Utc>,
}

impl Vault {
    /// Notes that somebody else has these declarations in hand from now on: all of them or none.
    ///
    /// # Errors
    /// `vault-not-found`; `vault-handed-over` when one is in other hands already; `vault-disk-full`, `vault-read-only`,
    /// `vault-io`.
    pub fn hand_over(&self, ids: &[Uuid], to: &HandedOver) -> Result<(), VaultError> {
        self.write(|transaction| {
            for id in ids {
                declaration::require(transaction, *id)?;
                require_in_hand(transaction, *id)?;
                forget_rival(transaction, *id)?;
                put(transaction, *id, to)?;
            }
            Ok(())
        })
    }

    /// Takes a declaration back that never reached its receiver, or that the receiver gave up. No error when it is in hand.
    ///
    /// # Errors
    /// `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn take_back(&self, id: Uuid) -> Result<(), VaultError> {
        self.write(|transaction| {
            transaction
                .prepare_cached(
                    "INSERT OR REPLACE INTO taken_back (declaration, receiver, at)
                     SELECT declaration, receiver, at FROM handed_over WHERE declaration = ?1",
                )?
                .execute([id.to_string()])?;
            remove(transaction, id)
        })
    }

    /// A hand-over that was noted and did not come about: nobody has a copy.
    ///
    /// # Errors
    /// `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn undo_hand_over(&self, id: Uuid) -> Result<(), VaultError> {
        self.write(|transaction| remove(transaction, id))
    }

    /// Whom a declaration was taken back from last.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn taken_back_from(&self, id: Uuid) -> Result<Option<HandedOver>, VaultError> {
        self.read(|connection| in_table(connection, "taken_back", id))
    }

    /// Who has a declaration in hand; none where its owner has.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn handed_over(&self, id: Uuid) -> Result<Option<HandedOver>, VaultError> {
        self.read(|connection| of(connection, id))
    }
}

pub(crate) fn of(connection: &Connection, id: Uuid) -> Result<Option<HandedOver>, VaultError> {
    in_table(connection, "handed_over", id)
}

fn in_table(connection: &Connection, table: &str, id: Uuid) -> Result<Option<HandedOver>, VaultError> {
    let mut statement =
        connection.prepare_cached(&format!("SELECT receiver, at FROM {table} WHERE declaration = ?1"))?;
    let row = statement.query_row([id.to_string()], |row| {
        Ok(HandedOver { receiver: row.get("receiver")?, at: column::instant(row, "at")? })
    });
    Ok(row.optional()?)
}

pub(crate) fn put(connection: &Connection, id: Uuid, to: &HandedOver) -> Result<(), VaultError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO handed_over (declaration, receiver, at) VALUES (?1, ?2, ?3)")?
        .execute((id.to_string(), &to.receiver, column::micros(to.at)))?;
    Ok(())
}

/// A revision that was sealed after it was handed over has arrived: whoever sends under the same number from now on may be anybody.
pub(crate) fn forget_rival_before(
    connection: &Connection,
    id: Uuid,
    revision: u32,
) -> Result<(), VaultError> {
    connection
        .prepare_cached(
            "DELETE FROM taken_back WHERE declaration = ?1
             AND at < (SELECT sealed_at FROM sent WHERE declaration = ?1 AND revision = ?2)",
        )?
        .execute((id.to_string(), revision))?;
    Ok(())
}

fn forget_rival(connection: &Connection, id: Uuid) -> Result<(), VaultError> {
    connection.prepare_cached("DELETE FROM taken_back WHERE declaration = ?1")?.execute([id.to_string()])?;
    Ok(())
}

pub(crate) fn remove(connection: &Connection, id: Uuid) -> Result<(), VaultError> {
    connection.prepare_cached("DELETE FROM handed_over WHERE declaration = ?1")?.execute([id.to_string()])?;
    Ok(())
}

/// `vault-handed-over` when somebody else has it.
pub(crate) fn require_in_hand(connection: &Connection, id: Uuid) -> Result<(), VaultError> {
    if of(connection, id)?.is_some() { Err(VaultError::HandedOver) } else { Ok(()) }
}
