//! What an organisation's desk knows of a case beside its answers: what a list said of the member last, who consented and how, and
//! what was talked about on the telephone.

use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{column, declaration};
use crate::error::VaultError;
use crate::schema::Migration;
use crate::vault::Vault;

pub(crate) const MIGRATIONS: &[Migration] =
    &[Migration { version: 11, sql: FIRST }, Migration { version: 14, sql: NARROWER }];

const FIRST: &str = "
-- Somebody who came by a list.
CREATE TABLE member (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    said        TEXT    NOT NULL, -- JSON object: by pointer, what a list said last
    place       INTEGER NOT NULL, -- the row of that list, from 0
    family      TEXT    NOT NULL, -- those who came in one row have the same; empty where one came alone
    tag         TEXT    NOT NULL  -- in the words of the desk
) STRICT;
CREATE INDEX member_by_place ON member (place);

-- Nothing of a case is sent without a row here.
CREATE TABLE mandate (
    declaration TEXT    NOT NULL PRIMARY KEY REFERENCES declaration (id) ON DELETE CASCADE,
    way         TEXT    NOT NULL CHECK (way IN ('beside', 'phone', 'written', 'message', 'guardian')),
    said_by     TEXT    NOT NULL, -- who consented, in the words of the desk
    witness     TEXT    NOT NULL, -- empty where there was none
    volunteer   TEXT    NOT NULL,
    wording     TEXT    NOT NULL, -- what was consented to
    given_at    INTEGER NOT NULL
) STRICT;

-- What was done about a case, in its order; nothing here is changed.
CREATE TABLE desk_log (
    number      INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    declaration TEXT    NOT NULL REFERENCES declaration (id) ON DELETE CASCADE,
    what        TEXT    NOT NULL, -- a code
    note        TEXT    NOT NULL,
    again_on    TEXT    NOT NULL, -- ISO 8601: the day to call again; empty where that is not wanted
    volunteer   TEXT    NOT NULL,
    at          INTEGER NOT NULL
) STRICT;
CREATE INDEX desk_log_by_declaration ON desk_log (declaration, number);
";

/// Nothing ever read these.
const NARROWER: &str = "
ALTER TABLE member DROP COLUMN family;
ALTER TABLE member DROP COLUMN tag;
";

/// What a list said of a member. Files of former versions say more of them; what that was is passed over.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct MemberRow {
    /// By pointer, what a list said last: an object.
    pub said: Value,
    /// The row of that list, from 0.
    pub place: u32,
}

/// A member's consent that the desk speaks for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mandate {
    /// `beside`, `phone`, `written`, `message` or `guardian`.
    pub way: String,
    /// Who consented.
    pub said_by: String,
    /// Who heard it; empty where nobody else did.
    pub witness: String,
    /// Who wrote it down.
    pub volunteer: String,
    /// What was consented to.
    pub wording: String,
    /// When.
    pub given_at: DateTime<Utc>,
}

/// Something that was done about a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LogRow {
    /// A code.
    pub what: String,
    /// In the words of the desk.
    pub note: String,
    /// The day to call again.
    pub again_on: Option<NaiveDate>,
    /// Who did it.
    pub volunteer: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// All that a desk knows of a case beside its answers.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeskPart {
    /// What a list said; none for somebody who came by no list.
    pub member: Option<MemberRow>,
    /// The consent, where there is one.
    pub mandate: Option<Mandate>,
    /// What was done, in its order.
    pub log: Vec<LogRow>,
}

impl Vault {
    /// What a desk knows of a case.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn desk_part(&self, id: Uuid) -> Result<DeskPart, VaultError> {
        self.read(|connection| part_of(connection, id))
    }

    /// A member's consent; none where none is written down.
    ///
    /// # Errors
    /// `vault-damaged`, `vault-io`.
    pub fn mandate(&self, id: Uuid) -> Result<Option<Mandate>, VaultError> {
        self.read(|connection| mandate(connection, id))
    }

    /// Writes a consent down, in the place of an earlier one; `log` says so beside it.
    ///
    /// # Errors
    /// `vault-not-found`; `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn put_mandate(&self, id: Uuid, mandate: &Mandate, log: &LogRow) -> Result<(), VaultError> {
        self.write(|transaction| {
            declaration::require(transaction, id)?;
            put_mandate(transaction, id, mandate)?;
            add_log(transaction, id, log)
        })
    }

    /// Strikes a consent that was taken back or written down by mistake; `log` says so. No error where there is none.
    ///
    /// # Errors
    /// `vault-not-found`; `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn strike_mandate(&self, id: Uuid, log: &LogRow) -> Result<(), VaultError> {
        self.write(|transaction| {
            declaration::require(transaction, id)?;
            transaction
                .prepare_cached("DELETE FROM mandate WHERE declaration = ?1")?
                .execute([id.to_string()])?;
            add_log(transaction, id, log)
        })
    }

    /// Notes something that was done about a case.
    ///
    /// # Errors
    /// `vault-not-found`; `vault-disk-full`, `vault-read-only`, `vault-io`.
    pub fn add_log(&self, id: Uuid, log: &LogRow) -> Result<(), VaultError> {
        self.write(|transaction| {
            declaration::require(transaction, id)?;
            add_log(transaction, id, log)
        })
    }
}

pub(crate) fn part_of(connection: &Connection, id: Uuid) -> Result<DeskPart, VaultError> {
    let mut statement = connection.prepare_cached("SELECT * FROM member WHERE declaration = ?1")?;
    let member = statement.query_row([id.to_string()], member_from).optional()?;
    Ok(DeskPart { member, mandate: mandate(connection, id)?, log: log(connection, id)? })
}

/// What another vault knows is added to what is known here: a consent here stays, and each entry stands once.
pub(crate) fn merge(connection: &Connection, id: Uuid, theirs: &DeskPart) -> Result<(), VaultError> {
    let ours = part_of(connection, id)?;
    if let (None, Some(member)) = (&ours.member, &theirs.member) {
        put_member(connection, id, member)?;
    }
    if let (None, Some(mandate)) = (&ours.mandate, &theirs.mandate) {
        put_mandate(connection, id, mandate)?;
    }
    theirs.log.iter().filter(|row| !ours.log.contains(row)).try_for_each(|row| add_log(connection, id, row))
}

pub(crate) fn put_member(connection: &Connection, id: Uuid, row: &MemberRow) -> Result<(), VaultError> {
    connection
        .prepare_cached("INSERT OR REPLACE INTO member (declaration, said, place) VALUES (?1, ?2, ?3)")?
        .execute((id.to_string(), column::to_json(&row.said)?, row.place))?;
    Ok(())
}

pub(crate) fn member_from(row: &Row<'_>) -> rusqlite::Result<MemberRow> {
    Ok(MemberRow { said: column::json(row, "said")?, place: row.get("place")? })
}

fn mandate(connection: &Connection, id: Uuid) -> Result<Option<Mandate>, VaultError> {
    let mut statement = connection.prepare_cached("SELECT * FROM mandate WHERE declaration = ?1")?;
    let row = statement.query_row([id.to_string()], |row| {
        Ok(Mandate {
            way: row.get("way")?,
            said_by: row.get("said_by")?,
            witness: row.get("witness")?,
            volunteer: row.get("volunteer")?,
            wording: row.get("wording")?,
            given_at: column::instant(row, "given_at")?,
        })
    });
    Ok(row.optional()?)
}

fn put_mandate(connection: &Connection, id: Uuid, mandate: &Mandate) -> Result<(), VaultError> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO mandate (declaration, way, said_by, witness, volunteer, wording, given_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute((
            id.to_string(),
            &mandate.way,
            &mandate.said_by,
            &mandate.witness,
            &mandate.volunteer,
            &mandate.wording,
            column::micros(mandate.given_at),
        ))?;
    Ok(())
}

fn log(connection: &Connection, id: Uuid) -> Result<Vec<LogRow>, VaultError> {
    let mut statement =
        connection.prepare_cached("SELECT * FROM desk_log WHERE declaration = ?1 ORDER BY number")?;
    let rows = statement.query_map([id.to_string()], |row| {
        Ok(LogRow {
            what: row.get("what")?,
            note: row.get("note")?,
            again_on: row.get_ref("again_on")?.as_str()?.parse().ok(),
            volunteer: row.get("volunteer")?,
            at: column::instant(row, "at")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn add_log(connection: &Connection, id: Uuid, row: &LogRow) -> Result<(), VaultError> {
    connection
        .prepare_cached(
            "INSERT INTO desk_log (declaration, what, note, again_on, volunteer, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((
            id.to_string(),
            &row.what,
            &row.note,
            super::summary::day(row.again_on),
            &row.volunteer,
            column::micros(row.at),
        ))?;
    Ok(())
}
