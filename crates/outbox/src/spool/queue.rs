//! The spool seen by a machine that owns no vault: how much waits and why, what may go, and the whole of it on its way to another
//! machine. Nothing here says whose an envelope is.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use platform_api::PlatformId;
use rusqlite::Connection;
use uuid::Uuid;

use super::{Result, Spool, SpoolError, Spooled, spooled};
use crate::decide::{AT_ONCE, State};

/// A letter of what was refused for good is given up after so many attempts: half a day of them.
const TRIED: u32 = 60;

/// What waits, as it may be told to anybody who looks after the machine.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    /// Declarations that are on their way or wait for it.
    pub waiting: u32,
    /// Declarations that the platform has refused for good.
    pub refused: u32,
    /// Letters that wait.
    pub letters: u32,
    /// When the oldest of all these was sealed, as its id says.
    pub oldest: Option<DateTime<Utc>>,
    /// What the last attempt met, of the one that was tried most often.
    pub problem: Option<String>,
}

impl Spool {
    /// How much waits.
    ///
    /// # Errors
    /// The database's.
    pub fn tally(&self) -> Result<Tally> {
        let mut tally = Tally::default();
        let mut most = 0;
        let open = self.open_envelopes()?;
        let wedged = refused(&open);
        // A letter of what was refused for good has nothing to belong to.
        for open in open.into_iter().filter(|one| !one.letter || !wedged.contains(&one.declaration)) {
            let refused = open.row.state == State::Wedged;
            match (open.letter, refused) {
                (false, false) => tally.waiting += 1,
                (false, true) => tally.refused += 1,
                (true, false) => tally.letters += 1,
                (true, true) => {}
            }
            tally.oldest = made_at(open.declaration).into_iter().chain(tally.oldest).min();
            if let Some(problem) = open.row.problem.filter(|_| open.row.attempts > most) {
                most = open.row.attempts;
                tally.problem = Some(problem.code);
            }
        }
        Ok(tally)
    }

    /// Everything that is not closed, oldest first.
    ///
    /// # Errors
    /// The database's.
    pub fn open_envelopes(&self) -> Result<Vec<Spooled>> {
        let connection = self.lock();
        let mut statement = connection.prepare_cached(
            "SELECT * FROM envelope WHERE state IN ('waiting', 'sending', 'transient', 'wedged') ORDER BY seq",
        )?;
        Ok(statement.query_map([], spooled)?.collect::<rusqlite::Result<_>>()?)
    }

    /// The declarations that the platform has refused for good with this problem.
    ///
    /// # Errors
    /// The database's.
    pub fn refused_for(&self, code: &str) -> Result<Vec<Uuid>> {
        let connection = self.lock();
        let mut statement = connection.prepare_cached(
            "SELECT declaration FROM envelope
             WHERE letter = 0 AND state = 'wedged' AND json_extract(problem, '$.code') = ?1",
        )?;
        let ids = statement.query_map([code], |row| row.get::<_, [u8; 16]>(0))?;
        Ok(ids.map(|id| Ok(Uuid::from_bytes(id?))).collect::<rusqlite::Result<_>>()?)
    }

    /// Whether anything of a declaration is here.
    ///
    /// # Errors
    /// The database's.
    pub fn holds_of(&self, declaration: Uuid) -> Result<bool> {
        let connection = self.lock();
        let mut statement = connection.prepare_cached("SELECT 1 FROM envelope WHERE declaration = ?1")?;
        Ok(statement.exists([declaration.as_bytes()])?)
    }

    /// Everything that nothing more happens to by itself: received, refused, replaced.
    ///
    /// # Errors
    /// The database's.
    pub fn ended(&self) -> Result<Vec<Spooled>> {
        let connection = self.lock();
        let mut statement = connection.prepare_cached(
            "SELECT * FROM envelope WHERE state IN ('received', 'wedged', 'superseded', 'withdrawn') ORDER BY seq",
        )?;
        Ok(statement.query_map([], spooled)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Takes away what is closed, where no vault will ever ask for it. Says how many declarations were received.
    ///
    /// # Errors
    /// The database's.
    pub fn sweep(&self) -> Result<u32> {
        self.change(|connection| {
            let received = count(connection, "letter = 0 AND state = 'received'")?;
            connection
                .execute("DELETE FROM envelope WHERE state IN ('received', 'superseded', 'withdrawn')", [])?;
            // The platform tells whoever has its slip of a refusal once the letter has come. One that keeps no refusals would ask for
            // the letter again and again: "come back later".
            connection.execute(
                "DELETE FROM envelope WHERE letter = 1 AND attempts > ?1 AND declaration IN
                     (SELECT declaration FROM envelope WHERE letter = 0 AND state = 'wedged')",
                [TRIED],
            )?;
            Ok(received)
        })
    }

    /// A machine whose platform is elsewhere now: everything that is still to go there goes to the new address. It was agreed to by whoever gave
    /// this machine its profile.
    ///
    /// # Errors
    /// The database's.
    pub fn readdress_all(&self, platform: &PlatformId, address: &str) -> Result<()> {
        self.lock()
            .prepare_cached(
                "UPDATE envelope SET address = ?2
                 WHERE platform = ?1 AND address <> ?2 AND state IN ('waiting', 'sending', 'transient', 'wedged')",
            )?
            .execute([platform.as_str(), address])?;
        Ok(())
    }

    /// Everything that waits or was refused is tried now.
    ///
    /// # Errors
    /// The database's.
    pub fn retry_all(&self, now: DateTime<Utc>) -> Result<()> {
        let open = self.open_envelopes()?;
        let mut declarations: Vec<Uuid> = open.iter().map(|open| open.declaration).collect();
        declarations.dedup();
        declarations.into_iter().try_for_each(|declaration| self.retry(declaration, now))
    }
}

impl Spooled {
    /// When its sending window opens; none where it may go at once.
    pub fn opens(&self) -> Option<DateTime<Utc>> {
        (self.row.state == State::Waiting && self.row.at > AT_ONCE).then_some(self.row.at)
    }
}

/// The declarations that were refused for good.
fn refused(open: &[Spooled]) -> HashSet<Uuid> {
    let wedged = open.iter().filter(|one| !one.letter && one.row.state == State::Wedged);
    wedged.map(|one| one.declaration).collect()
}

/// The time in the id of a declaration.
fn made_at(declaration: Uuid) -> Option<DateTime<Utc>> {
    let (seconds, nanos) = declaration.get_timestamp()?.to_unix();
    DateTime::from_timestamp(i64::try_from(seconds).ok()?, nanos)
}

fn count(connection: &Connection, which: &str) -> Result<u32> {
    let sql = format!("SELECT count(*) FROM envelope WHERE {which}");
    connection.query_row(&sql, [], |row| row.get(0)).map_err(SpoolError::from)
}

#[cfg(test)]
mod tests {
    use super::super::NewEnvelope;
    use super::*;
    use crate::decide::{Event, Met};
    use crate::spool::Claim;
    use crate::stage::{ADDRESS, noon, platform};
    use platform_api::ProblemCode;

    fn put(spool: &Spool, declaration: Uuid, letter: bool) {
        let platform = platform();
        let new = NewEnvelope {
            platform: &platform,
            address: ADDRESS,
            declaration,
            letter,
            revision: 1,
            withdrawal: false,
            envelope: b"sealed",
            opens: None,
        };
        spool.put(&new, noon()).unwrap();
    }

    fn end(spool: &Spool, met: Met) {
        let Claim::Taken(taken) = spool.claim(&platform(), ADDRESS, noon()).unwrap() else {
            panic!("something is due")
        };
        let event = Event::Ended { attempt: taken.row.attempts, met };
        spool.happened(taken.seq, event, b"receipt", noon()).unwrap();
    }

    #[test]
    fn a_queue_is_counted_without_a_word_of_whose_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::open(folder.path(), noon()).unwrap();
        assert_eq!(spool.tally().unwrap(), Tally::default(), "nothing waits");
        let old = Uuid::parse_str("0198f5b2-0000-7000-8000-000000000001").unwrap();
        put(&spool, old, false);
        end(&spool, Met::Refusal(ProblemCode::EditionNotTaken.into()));
        put(&spool, Uuid::now_v7(), false);
        end(&spool, Met::Trouble(ProblemCode::PlatformUnreachable.into()));
        put(&spool, Uuid::now_v7(), true);
        let tally = spool.tally().unwrap();
        assert_eq!(
            (tally.waiting, tally.refused, tally.letters),
            (1, 1, 1),
            "each is counted where it belongs"
        );
        assert_eq!(tally.oldest, made_at(old), "and the oldest says how long somebody has waited");
        assert!(tally.problem.is_some(), "with what stands in its way");
    }

    #[test]
    fn what_was_received_goes_and_what_waits_or_was_refused_stays() {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::open(folder.path(), noon()).unwrap();
        put(&spool, Uuid::now_v7(), false);
        end(&spool, Met::Receipt);
        put(&spool, Uuid::now_v7(), false);
        end(&spool, Met::Refusal(ProblemCode::EditionNotTaken.into()));
        put(&spool, Uuid::now_v7(), false);
        assert_eq!(spool.sweep().unwrap(), 1, "one declaration was received");
        assert_eq!(spool.sweep().unwrap(), 0, "and is counted once");
        assert_eq!(spool.open_envelopes().unwrap().len(), 2, "the others are still owed to somebody");
        spool.retry_all(noon()).unwrap();
        assert_eq!(spool.tally().unwrap().refused, 0, "a person may have all of them tried again");
    }

    #[test]
    fn a_letter_of_what_was_refused_for_good_is_not_sent_for_ever() {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::open(folder.path(), noon()).unwrap();
        let refused = Uuid::now_v7();
        put(&spool, refused, false);
        end(&spool, Met::Refusal(ProblemCode::EditionNotTaken.into()));
        put(&spool, refused, true);
        put(&spool, Uuid::now_v7(), true);
        assert_eq!(spool.tally().unwrap().letters, 1, "staff are not told of a letter that may never arrive");
        spool.sweep().unwrap();
        assert!(spool.letter(refused, 1).unwrap().is_some(), "it is tried, for the holder of the slip");
        spool.lock().execute("UPDATE envelope SET attempts = 61 WHERE letter = 1", []).unwrap();
        spool.sweep().unwrap();
        assert!(spool.letter(refused, 1).unwrap().is_none(), "and then no more");
        assert!(spool.get(refused, 1).unwrap().is_some(), "its declaration stays for the holder of the slip");
    }

    #[test]
    fn what_waits_follows_its_platform_to_another_address() {
        let folder = tempfile::tempdir().unwrap();
        let spool = Spool::open(folder.path(), noon()).unwrap();
        put(&spool, Uuid::now_v7(), false);
        spool.readdress_all(&PlatformId::default(), "https://another.example").unwrap();
        let claim = |address: &str| spool.claim(&platform(), address, noon()).unwrap();
        assert_eq!(
            claim("https://moved.example"),
            Claim::NotBefore(None),
            "another platform's move is nothing to it"
        );
        spool.readdress_all(&platform(), "https://moved.example").unwrap();
        assert!(matches!(claim("https://moved.example"), Claim::Taken(_)), "its own is followed");
    }
}
