//! Whether the database is the one that was here last. Its file opens like any other where somebody copied it without its log, or where a
//! program that keeps folders alike brought an older one back; what was written since is missing then, and nothing shows it.
//!
//! So the database bears a *mark*, another one each time it is closed, and remembers those before it. The slots file notes which one was
//! the last, and which one comes next while it is open; its spare, the last one alone. A database that has neither among its own is an earlier state, or went
//! another way since: its owner is told before anything is written. It is no lock: whoever brings a whole folder back brings the note too.
//!
//! While it is open, it is also noted which number its log began with (`log_number`).

use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::connection;
use crate::directory::VaultDir;
use crate::error::VaultError;
use crate::files;
use crate::key::random;
use crate::log_number::LogNumber;
use crate::slots::file::SlotsFile;
use crate::steps;
use crate::tables::setting;

/// The marks in the database, the latest first.
const SETTING: &str = "marks";
/// A note that is older than this many closings is taken for another way.
const MOST: usize = 128;

/// What stands beside the database.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Noted {
    /// The mark that it bore last.
    mark: Uuid,
    /// While it is open: the one that it will bear.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    next: Option<Uuid>,
    /// While it is open: the last number that its log began with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    log: Option<u64>,
    /// Of all of them: a bit that flipped in one is no other database.
    check: String,
}

/// Those of an open database.
#[derive(Clone)]
pub(crate) struct Marks {
    borne: Vec<Uuid>,
    next: Uuid,
    log: LogNumber,
}

/// Whether this is not the database that was here last, or not all of it, under the key of that id.
pub(crate) fn is_earlier(
    directory: &VaultDir,
    connection: &Connection,
    key_id: Uuid,
) -> Result<bool, VaultError> {
    let noted = |name| SlotsFile::noted_of(directory.path(), name, key_id).filter(Noted::is_whole);
    let (noted, spare) = (noted(files::SLOTS), noted(files::SLOTS_SPARE));
    if noted.is_none() && spare.is_none() {
        return Ok(false);
    }
    let borne = borne(connection)?;
    if spare.is_some_and(|spare| !borne.contains(&spare.mark)) {
        return Ok(true); // the slots file was brought back with it
    }
    let Some(Noted { mark, next, log, .. }) = noted else { return Ok(false) };
    if next.is_some_and(|next| borne.contains(&next)) {
        return Ok(false); // closed, or copied for a new key, and nobody came to note it
    }
    let begun = LogNumber::of(connection)?.begun;
    Ok(!borne.contains(&mark) || log.is_some_and(|log| begun < log))
}

/// Whether the log does not hold what it held: what is left of it can be read by nobody here.
pub(crate) fn has_lost_its_log(
    directory: &VaultDir,
    connection: &Connection,
    key_id: Uuid,
) -> Result<bool, VaultError> {
    let noted = SlotsFile::noted_of(directory.path(), files::SLOTS, key_id).filter(Noted::is_whole);
    let begun = LogNumber::of(connection)?.begun;
    Ok(noted.and_then(|noted| noted.log).is_some_and(|log| begun < log))
}

/// Notes that the database is open. None where that cannot be written down: then nothing is noted of this time.
pub(crate) fn begin(directory: &VaultDir, connection: &Connection) -> Option<Marks> {
    let mut borne = borne(connection).ok()?;
    if borne.is_empty() {
        borne.push(fresh().ok()?);
        bear(connection, &borne).ok()?;
    }
    let log = LogNumber::of(connection).ok()?;
    let marks = Marks { borne, next: fresh().ok()?, log };
    marks.note_open(directory).ok()?;
    let spare = SlotsFile::noted(directory.path(), files::SLOTS_SPARE);
    if spare.is_some_and(|spare| !marks.borne.contains(&spare.mark)) {
        note(directory, files::SLOTS_SPARE, Some(Noted::closed(marks.borne[0]))); // its owner goes on
    }
    Some(marks)
}

/// Notes which mark a closed database bears. Where that fails, the note of its opening knew it.
pub(crate) fn note_closed(directory: &VaultDir, mark: Uuid) {
    for name in [files::SLOTS, files::SLOTS_SPARE] {
        note(directory, name, Some(Noted::closed(mark)));
    }
}

/// Nothing is known of the database that comes now.
pub(crate) fn forget(directory: &VaultDir) {
    for name in [files::SLOTS_SPARE, files::SLOTS] {
        note(directory, name, None);
    }
}

/// A disk that does not take it says nothing wrong later: what is noted there is of an earlier time than the database.
fn note(directory: &VaultDir, name: &str, noted: Option<Noted>) {
    let _ = SlotsFile::note(directory.path(), name, noted);
}

impl Noted {
    fn closed(mark: Uuid) -> Self {
        Noted { mark, next: None, log: None, check: check(mark, None, None) }
    }

    fn open(mark: Uuid, next: Uuid, log: u64) -> Self {
        let (next, log) = (Some(next), Some(log));
        Noted { mark, next, log, check: check(mark, next, log) }
    }

    fn is_whole(&self) -> bool {
        self.check == check(self.mark, self.next, self.log)
    }
}

fn check(mark: Uuid, next: Option<Uuid>, log: Option<u64>) -> String {
    let mut hash = Sha256::new_with_prefix(mark.as_bytes());
    hash.update(next.map(Uuid::into_bytes).unwrap_or_default());
    // A note of a program that knew of no number is as good as ever.
    if let Some(log) = log {
        hash.update(log.to_be_bytes());
    }
    hash.finalize().iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

impl Marks {
    /// Begins the log with its number, before anything else comes into it; says whether that is noted. `anew` where the file has all of the
    /// last one.
    pub(crate) fn begin_log(
        &mut self,
        directory: &VaultDir,
        connection: &Connection,
        anew: bool,
    ) -> Result<bool, VaultError> {
        let next = self.log.next(anew);
        next.bear(connection)?;
        self.log = next;
        steps::reached("log-begun");
        let noted = self.note_open(directory).is_ok();
        steps::reached("log-noted");
        Ok(noted)
    }

    /// Marks the database, which is about to be closed; says with what. Where it does not take that, its log stays: it shows that nothing was
    /// taken away.
    pub(crate) fn end(&self, connection: &Connection) -> Option<Uuid> {
        if bear(connection, &self.after().borne).is_ok() {
            return Some(self.next);
        }
        connection::keep_log(connection);
        None
    }

    /// Marks a copy that is about to take the database's place, and says what is so once it has.
    pub(crate) fn pass_to(&self, copy: &Connection) -> Result<Marks, VaultError> {
        let after = Marks { next: fresh()?, ..self.after() };
        bear(copy, &after.borne)?;
        Ok(after)
    }

    pub(crate) fn note_open(&self, directory: &VaultDir) -> Result<(), VaultError> {
        let noted = Noted::open(self.borne[0], self.next, self.log.begun);
        SlotsFile::note(directory.path(), files::SLOTS, Some(noted))
    }

    fn after(&self) -> Marks {
        let before = self.borne.iter().take(MOST - 1).copied();
        Marks { borne: std::iter::once(self.next).chain(before).collect(), ..self.clone() }
    }
}

fn fresh() -> Result<Uuid, VaultError> {
    random().map(|bytes| uuid::Builder::from_random_bytes(bytes).into_uuid())
}

/// Those that a database bears; none of an earlier version.
fn borne(connection: &Connection) -> Result<Vec<Uuid>, VaultError> {
    let text = setting::get(connection, SETTING)?.unwrap_or_default();
    Ok(text.split(' ').filter_map(|mark| Uuid::parse_str(mark).ok()).collect())
}

fn bear(connection: &Connection, marks: &[Uuid]) -> Result<(), VaultError> {
    let text: Vec<String> = marks.iter().map(|mark| mark.simple().to_string()).collect();
    setting::set(connection, SETTING, &text.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_of_a_program_that_knew_of_no_number_is_whole() {
        for next in ["", r#","next":"7a1f0c52-0000-4000-8000-000000000002""#] {
            let mark = "9b2f5c1e-0000-4000-8000-000000000001";
            let ids = [Some(mark), next.split('"').nth(3)]
                .map(|id| id.map(|id| Uuid::parse_str(id).unwrap().into_bytes()).unwrap_or_default());
            let check: String =
                Sha256::digest(ids.concat()).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
            let written = format!(r#"{{"mark":"{mark}"{next},"check":"{check}"}}"#);
            assert!(serde_json::from_str::<Noted>(&written).unwrap().is_whole(), "{written}");
        }
        let now = Noted::open(Uuid::from_u128(1), Uuid::from_u128(2), 7);
        assert!(now.is_whole() && !Noted { log: Some(6), ..now.clone() }.is_whole());
        assert!(!Noted { log: None, ..now }.is_whole(), "a number that is gone is seen");
    }
}
