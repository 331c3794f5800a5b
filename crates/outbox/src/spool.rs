//! The sealed spool: envelopes, attempts, receipts, in `spool.db` beside the vaults. No key opens it, since nothing in it
//! can be read but ids, sizes and times; so it sends while every vault is locked.
//!
//! Whoever can write this file could write "received" into it. So nothing in it is believed: what it says of a receipt or a
//! refusal is verified again before a vault takes it over ([`merge`](crate::merge)).

mod queue;
mod rescue;
mod schema;

use std::fs::File;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use platform_api::{Address, PlatformId};
use rusqlite::{Connection, OptionalExtension as _, Row as SqlRow, TransactionBehavior, params};
use uuid::Uuid;

use crate::decide::{AT_ONCE, Event, Row, State, decide, wakes};

pub use queue::Tally;
pub use rescue::{SetAside, set_aside};

/// The file's name in the data directory.
pub const SPOOL_FILE: &str = "spool.db";

/// The open spool. Clones share it.
#[derive(Clone)]
pub struct Spool(Arc<Open>);

struct Open {
    connection: Mutex<Connection>,
    /// Locked where this is the only program that has the spool open.
    _hold: File,
}

/// An envelope in the spool.
#[derive(Debug, Clone, PartialEq)]
pub struct Spooled {
    /// Order of arrival here; never given twice.
    pub seq: i64,
    /// The platform that it was sealed to, and goes to.
    pub platform: PlatformId,
    /// Where its owner has agreed that the platform is.
    pub address: String,
    /// The declaration.
    pub declaration: Uuid,
    /// It is a letter, not a revision.
    pub letter: bool,
    /// Its revision, or the letter's number.
    pub revision: u32,
    /// The sealed bytes.
    pub envelope: Vec<u8>,
    /// Where it stands.
    pub row: Row,
    /// The receipt as it came; empty before.
    pub receipt: Vec<u8>,
}

impl Spooled {
    /// Where at its platform it is sent: what a receipt or a refusal of it has to name.
    pub fn destination(&self) -> Address {
        let to = if self.letter { Address::letter } else { Address::revision };
        to(self.declaration, self.revision)
    }
}

/// An envelope to be put into the spool.
#[derive(Debug, Clone)]
pub struct NewEnvelope<'a> {
    /// The platform that it was sealed to.
    pub platform: &'a PlatformId,
    /// Where its owner has agreed that the platform is: it goes nowhere else.
    pub address: &'a str,
    /// The declaration.
    pub declaration: Uuid,
    /// It is a letter, not a revision.
    pub letter: bool,
    /// Its revision, or the letter's number.
    pub revision: u32,
    /// It takes everything back.
    pub withdrawal: bool,
    /// The sealed bytes.
    pub envelope: &'a [u8],
    /// When its sending window opens; none where it is open.
    pub opens: Option<DateTime<Utc>>,
}

/// Why the spool did not do it.
#[derive(Debug, thiserror::Error)]
pub enum SpoolError {
    /// The database's own error.
    #[error("the spool: {0}")]
    Database(#[from] rusqlite::Error),
    /// The file cannot be made or protected.
    #[error("the spool: {0}")]
    File(#[from] std::io::Error),
    /// It was written by a newer program.
    #[error("the spool has version {0}")]
    TooNew(u32),
    /// Other bytes are there as the same revision.
    #[error("the spool holds other bytes as this revision")]
    OtherBytes,
    /// It holds something that this program did not write.
    #[error("the spool holds a value that this program did not write")]
    Broken,
}

type Result<T> = std::result::Result<T, SpoolError>;

impl Spool {
    /// Opens the spool of a data directory, or makes it, for its owner alone.
    ///
    /// # Errors
    /// [`SpoolError`]; the file is left as it is.
    pub fn open(data: &Path, now: DateTime<Utc>) -> Result<Self> {
        let path = data.join(SPOOL_FILE);
        vault::private_file(&path)?.sync_all()?;
        let mut connection = Connection::open(&path)?;
        schema::prepare(&mut connection)?;
        let lock = path.with_extension("lock");
        let hold = vault::private_file(&lock)?;
        let alone = hold.try_lock().is_ok();
        let spool = Self(Arc::new(Open { connection: Mutex::new(connection), _hold: hold }));
        if alone {
            spool.take_up(now)?;
        }
        Ok(spool)
    }

    /// What a program was sending that is no more is tried again soon.
    fn take_up(&self, now: DateTime<Utc>) -> Result<()> {
        self.change(|connection| step_all(connection, State::Sending, Event::Abandoned, now))
    }

    /// The same; a file that is no spool of ours is set aside first. Nothing is lost with it that a vault does not put
    /// there again. A machine without a vault wants [`Spool::open_or_rescue`].
    ///
    /// # Errors
    /// [`SpoolError`].
    pub fn open_or_set_aside(data: &Path, now: DateTime<Utc>) -> Result<Self> {
        match Self::open(data, now) {
            Err(SpoolError::Database(error)) if is_broken(&error) => {
                tracing::error!("outbox: the spool is broken and was set aside");
                rescue::put_aside(data, now)?;
                Self::open(data, now)
            }
            opened => opened,
        }
    }

    /// Puts an envelope there, once; for a revision, earlier ones that are still open go. The same bytes again change nothing.
    ///
    /// # Errors
    /// [`SpoolError::OtherBytes`] where another envelope is there as the same revision; the database's.
    pub fn put(&self, new: &NewEnvelope<'_>, now: DateTime<Utc>) -> Result<()> {
        self.change(|connection| {
            let there = at_address(connection, new.declaration, new.letter, new.revision)?;
            if let Some(there) = there {
                return if there.envelope == new.envelope { Ok(()) } else { Err(SpoolError::OtherBytes) };
            }
            let replaced = Event::Replaced { by_withdrawal: new.withdrawal };
            for earlier in of_declaration(connection, new.declaration)? {
                if !new.letter && !earlier.letter && earlier.revision < new.revision {
                    step(connection, &earlier, replaced.clone(), now)?;
                }
            }
            connection
                .prepare_cached(
                    "INSERT INTO envelope
                     (platform, address, declaration, letter, revision, bytes, state, attempts, at, problem, receipt)
                 VALUES (?1, ?2, ?3, ?7, ?4, ?5, 'waiting', 0, ?6, 'null', x'')",
                )?
                .execute(params![
                    new.platform.as_str(),
                    new.address,
                    new.declaration.as_bytes(),
                    new.revision,
                    new.envelope,
                    micros(new.opens.unwrap_or(AT_ONCE)),
                    new.letter,
                ])?;
            Ok(())
        })
    }

    /// Takes the next one that is due for that platform at that address and counts the attempt, or says when the next will
    /// be due.
    ///
    /// # Errors
    /// The database's.
    pub fn claim(&self, platform: &PlatformId, address: &str, now: DateTime<Utc>) -> Result<Claim> {
        self.change(|connection| {
            let mut next = None;
            for seq in candidates(connection, platform, address)? {
                let Some(mut spooled) = by_seq(connection, seq)? else { continue };
                if let Some(row) = step(connection, &spooled, Event::Claim, now)? {
                    spooled.row = row;
                    return Ok(Claim::Taken(Box::new(spooled)));
                }
                next = wakes(&spooled.row, now).into_iter().chain(next).min();
            }
            Ok(Claim::NotBefore(next))
        })
    }

    /// Something happened to a row; says what it is now.
    ///
    /// # Errors
    /// The database's.
    pub fn happened(
        &self,
        seq: i64,
        event: Event,
        receipt: &[u8],
        now: DateTime<Utc>,
    ) -> Result<Option<State>> {
        self.change(|connection| {
            let Some(spooled) = by_seq(connection, seq)? else { return Ok(None) };
            let Some(row) = step(connection, &spooled, event, now)? else {
                return Ok(Some(spooled.row.state));
            };
            if row.state == State::Received {
                connection
                    .prepare_cached("UPDATE envelope SET receipt = ?2 WHERE seq = ?1")?
                    .execute(params![seq, receipt])?;
            }
            Ok(Some(row.state))
        })
    }

    /// A person asks for a declaration's envelopes to be tried now.
    ///
    /// # Errors
    /// The database's.
    pub fn retry(&self, declaration: Uuid, now: DateTime<Utc>) -> Result<()> {
        self.change(|connection| {
            for spooled in of_declaration(connection, declaration)? {
                step(connection, &spooled, Event::Retry, now)?;
            }
            Ok(())
        })
    }

    /// The network has changed: what waits only for time is due.
    ///
    /// # Errors
    /// The database's.
    pub fn network_changed(&self, now: DateTime<Utc>) -> Result<()> {
        self.change(|connection| step_all(connection, State::Transient, Event::Network, now))
    }

    /// Another envelope reached the platform: what met nobody is due.
    ///
    /// # Errors
    /// The database's.
    pub fn reached(&self, now: DateTime<Utc>) -> Result<()> {
        self.change(|connection| step_all(connection, State::Transient, Event::Reached, now))
    }

    /// One revision's envelope.
    ///
    /// # Errors
    /// The database's.
    pub fn get(&self, declaration: Uuid, revision: u32) -> Result<Option<Spooled>> {
        at_address(&self.lock(), declaration, false, revision)
    }

    /// One letter.
    ///
    /// # Errors
    /// The database's.
    pub fn letter(&self, declaration: Uuid, number: u32) -> Result<Option<Spooled>> {
        at_address(&self.lock(), declaration, true, number)
    }

    /// The revisions that are closed of a declaration, or of all: number, declaration, revision.
    ///
    /// # Errors
    /// The database's.
    pub fn closed(&self, declaration: Option<Uuid>) -> Result<Vec<(i64, Uuid, u32)>> {
        let connection = self.lock();
        let mut statement = connection.prepare_cached(
            "SELECT seq, declaration, revision FROM envelope
             WHERE letter = 0 AND state IN ('received', 'superseded', 'withdrawn') AND (?1 IS NULL OR declaration = ?1)",
        )?;
        let of = declaration.map(|id| id.as_bytes().to_vec());
        let rows =
            statement.query_map([of], |row| Ok((row.get(0)?, Uuid::from_bytes(row.get(1)?), row.get(2)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Takes a closed envelope away, once its vault knows how it ended. An open one stays.
    ///
    /// # Errors
    /// The database's.
    pub fn acknowledge(&self, seq: i64) -> Result<()> {
        self.lock()
            .prepare_cached(
                "DELETE FROM envelope WHERE seq = ?1 AND state IN ('received', 'superseded', 'withdrawn')",
            )?
            .execute([seq])?;
        Ok(())
    }

    /// The owner has agreed that the platform is elsewhere now.
    ///
    /// # Errors
    /// The database's.
    pub fn readdress(&self, seq: i64, address: &str) -> Result<()> {
        self.lock()
            .prepare_cached("UPDATE envelope SET address = ?2 WHERE seq = ?1")?
            .execute(params![seq, address])?;
        Ok(())
    }

    /// Takes an envelope out whose end turned out to be a lie, so that it can be put there again.
    ///
    /// # Errors
    /// The database's.
    pub fn disbelieve(&self, seq: i64) -> Result<()> {
        self.lock().prepare_cached("DELETE FROM envelope WHERE seq = ?1")?.execute([seq])?;
        Ok(())
    }

    /// Takes out all that is of a declaration which its owner has forgotten for good.
    ///
    /// # Errors
    /// The database's.
    pub fn forget(&self, declaration: Uuid) -> Result<()> {
        self.lock()
            .prepare_cached("DELETE FROM envelope WHERE declaration = ?1")?
            .execute([declaration.as_bytes()])?;
        Ok(())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Connection> {
        self.0.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let mut connection = self.lock();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }
}

/// What [`Spool::claim`] found.
#[derive(Debug, Clone, PartialEq)]
pub enum Claim {
    /// An envelope to send now; its attempt is counted.
    Taken(Box<Spooled>),
    /// Nothing is due before this, or nothing at all.
    NotBefore(Option<DateTime<Utc>>),
}

/// Moves a row by an event, if it moves.
fn step(connection: &Connection, spooled: &Spooled, event: Event, now: DateTime<Utc>) -> Result<Option<Row>> {
    let Some(row) = decide(&spooled.row, event, now, jitter()) else { return Ok(None) };
    let problem = serde_json::to_string(&row.problem).map_err(|_| SpoolError::Broken)?;
    connection
        .prepare_cached(
            "UPDATE envelope SET state = ?2, attempts = ?3, at = ?4, problem = ?5 WHERE seq = ?1",
        )?
        .execute(params![spooled.seq, schema::name(row.state), row.attempts, micros(row.at), problem])?;
    Ok(Some(row))
}

/// Moves all rows of a state by an event.
fn step_all(connection: &Connection, state: State, event: Event, now: DateTime<Utc>) -> Result<()> {
    let numbers: Vec<i64> = connection
        .prepare_cached("SELECT seq FROM envelope WHERE state = ?1")?
        .query_map([schema::name(state)], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    for seq in numbers {
        if let Some(spooled) = by_seq(connection, seq)? {
            step(connection, &spooled, event.clone(), now)?;
        }
    }
    Ok(())
}

/// A revision, or the earliest letter of its declaration that is still under way to the same place. A letter also waits for the first revision
/// while that is on its way: before it is there the platform knows nothing that a letter could be about.
macro_rules! said_before_all {
    () => {
        "NOT (letter = 1 AND EXISTS (SELECT 1 FROM envelope AS earlier
             WHERE earlier.declaration = envelope.declaration AND earlier.platform = ?1 AND earlier.address = ?2
             AND earlier.state IN ('waiting', 'sending', 'transient')
             AND (earlier.letter = 1 AND earlier.revision < envelope.revision
                  OR earlier.letter = 0 AND earlier.revision = 1 AND NOT (earlier.state = 'waiting' AND earlier.at > 0))))"
    };
}

/// The row that is due first, and the one planned furthest ahead that no sending window explains: if a wrong clock planned
/// any, it planned that one. What a traveller said before is on its way before what was said after it: a letter waits for the
/// earlier ones of its declaration, until they are received or refused.
fn candidates(connection: &Connection, platform: &PlatformId, address: &str) -> Result<Vec<i64>> {
    let one = |sql| -> Result<Option<i64>> {
        let mut statement = connection.prepare_cached(sql)?;
        Ok(statement.query_row([platform.as_str(), address], |row| row.get(0)).optional()?)
    };
    let first = one(concat!(
        "SELECT seq FROM envelope
         WHERE platform = ?1 AND address = ?2 AND state IN ('waiting', 'sending', 'transient') AND ",
        said_before_all!(),
        " ORDER BY at, seq LIMIT 1"
    ))?;
    let last = one(concat!(
        "SELECT seq FROM envelope
         WHERE platform = ?1 AND address = ?2 AND state IN ('sending', 'transient') AND ",
        said_before_all!(),
        " ORDER BY at DESC LIMIT 1"
    ))?;
    Ok(first.into_iter().chain(last).collect())
}

fn by_seq(connection: &Connection, seq: i64) -> Result<Option<Spooled>> {
    let mut statement = connection.prepare_cached("SELECT * FROM envelope WHERE seq = ?1")?;
    Ok(statement.query_row([seq], spooled).optional()?)
}

fn at_address(
    connection: &Connection,
    declaration: Uuid,
    letter: bool,
    revision: u32,
) -> Result<Option<Spooled>> {
    let mut statement = connection
        .prepare_cached("SELECT * FROM envelope WHERE declaration = ?1 AND letter = ?2 AND revision = ?3")?;
    Ok(statement.query_row(params![declaration.as_bytes(), letter, revision], spooled).optional()?)
}

fn of_declaration(connection: &Connection, declaration: Uuid) -> Result<Vec<Spooled>> {
    let mut statement =
        connection.prepare_cached("SELECT * FROM envelope WHERE declaration = ?1 ORDER BY revision")?;
    let rows = statement.query_map([declaration.as_bytes()], spooled)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn spooled(row: &SqlRow<'_>) -> rusqlite::Result<Spooled> {
    Ok(Spooled {
        seq: row.get("seq")?,
        platform: schema::platform(row)?,
        address: row.get("address")?,
        declaration: Uuid::from_bytes(row.get("declaration")?),
        letter: row.get("letter")?,
        revision: row.get("revision")?,
        envelope: row.get("bytes")?,
        row: schema::row(row)?,
        receipt: row.get("receipt")?,
    })
}

pub(crate) fn micros(at: DateTime<Utc>) -> i64 {
    at.timestamp_micros()
}

/// Somewhere in 0..1.
pub(crate) fn jitter() -> f64 {
    getrandom::u32().map_or(0.5, |random| f64::from(random) / f64::from(u32::MAX))
}

fn is_broken(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase))
}

#[cfg(test)]
mod failing_disk;
#[cfg(test)]
mod tests;
