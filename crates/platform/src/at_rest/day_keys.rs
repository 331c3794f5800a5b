//! One key for each day on which something ends: 32 random bytes in a file of that day's name, which only the owner may
//! read.
//!
//! A key is made when the first thing that ends on its day is kept; several processes that share the directory agree on it.
//! It must never be in a backup that outlives its day. A day that is over gets no key any more, so that a destroyed one is
//! not replaced.
//!
//! Beside the keys lie three files without a secret. `id` names the directory: the database remembers it, so that a process
//! whose directory is missing or another's ends instead of sealing under keys that no other process has. `ended` is the last
//! day whose key was destroyed; `clock` says how far the clock is believed when keys are destroyed (see `clock`). So what was destroyed and what cannot be read now are never taken for one another: a key
//! that is away, for whatever reason, is an error, and nothing is concluded from it.

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, NaiveDate, Utc};
use zeroize::{Zeroize as _, Zeroizing};

use super::clock;
use crate::{secret_file, whole_file};

const LENGTH: usize = 32;
const ID: &str = "id";
const ENDED: &str = "ended";
/// What is written beside a file before it takes its name.
const UNFINISHED: &str = "new";
/// Nobody writes a key for so long: what is left then was left by a process that was killed.
const LEFT_BEHIND: Duration = Duration::from_secs(3600);

/// A day's key.
pub(crate) type DayKey = Zeroizing<[u8; LENGTH]>;

/// All of them, in one directory.
pub(crate) struct DayKeys {
    folder: PathBuf,
    id: String,
    read: Mutex<BTreeMap<NaiveDate, Arc<DayKey>>>,
}

/// Why nothing can be kept, or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DayKeyError {
    /// A key cannot be read or made.
    #[error("the key of a day, {path}: {said}")]
    File {
        /// Its file.
        path: PathBuf,
        /// What the system says.
        said: String,
    },
    /// The file is not a key.
    #[error("{0} is not the key of a day; put it back from a copy")]
    Broken(PathBuf),
    /// There is a database, and the directory that belongs to it is not there.
    #[error("{0} is missing though there are declarations: the keys of days are not where they were")]
    Missing(PathBuf),
    /// The directory is another database's.
    #[error("the keys of days in {0} belong to another database")]
    OtherDatabase(PathBuf),
    /// Something was sealed until a day that is not over, and its key is gone.
    #[error("{0} is missing though its day is not over; put it back from a copy")]
    Lost(PathBuf),
    /// Something does not open with its day's key.
    #[error("what is kept until {0} does not open with the key of that day")]
    NotOpened(NaiveDate),
    /// The day is over.
    #[error("{0} is over: nothing is kept until then")]
    Over(NaiveDate),
    /// The directory was made before a database knew whose keys belong to it.
    #[error(
        "the database and its keys of days were made by a version that is not read any more: start with an empty data directory"
    )]
    Former,
    /// The operating system gave no random bytes.
    #[error("the system gives no randomness for keys")]
    NoRandomness,
}

/// What there is under a day's name.
enum Found {
    Key(Arc<DayKey>),
    Destroyed,
    Nothing,
}

impl DayKeys {
    /// The keys of that directory, which is made only where `may_make` says that no database has any yet.
    pub(crate) fn read_or_make(folder: PathBuf, may_make: bool) -> Result<Self, DayKeyError> {
        let path = folder.join(ID);
        let failed = |source| failed(&path, &source);
        if may_make && !path.exists() {
            whole_file::make_directory(&folder).map_err(failed)?;
            make(&folder, &path, uuid::Uuid::now_v7().to_string().as_bytes()).map_err(failed)?;
        }
        secret_file::check_directory(&folder).map_err(failed)?;
        let id = id(&folder)?;
        Ok(Self { folder, id, read: Mutex::default() })
    }

    /// What the database remembers of the directory.
    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    /// Whether they are where they were.
    pub(crate) fn check(&self) -> Result<(), DayKeyError> {
        if id(&self.folder)? == self.id {
            Ok(())
        } else {
            Err(DayKeyError::OtherDatabase(self.folder.clone()))
        }
    }

    /// Where they lie.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The key of a day that is not over, made if there is none.
    pub(crate) fn key(&self, day: NaiveDate, today: NaiveDate) -> Result<Arc<DayKey>, DayKeyError> {
        if day < today {
            return Err(DayKeyError::Over(day));
        }
        match self.find(day)? {
            Found::Key(key) => return Ok(key),
            Found::Destroyed => return Err(DayKeyError::Over(day)),
            Found::Nothing => {}
        }
        // An empty place where the directory was mounted gets no key.
        self.check()?;
        let path = self.path(day);
        let mut bytes = [0; LENGTH];
        getrandom::fill(&mut bytes).map_err(|_| DayKeyError::NoRandomness)?;
        let made = make(&self.folder, &path, &bytes);
        bytes.zeroize();
        made.map_err(|source| failed(&path, &source))?;
        match self.find(day)? {
            Found::Key(key) => Ok(key),
            Found::Destroyed | Found::Nothing => Err(DayKeyError::Lost(path)),
        }
    }

    /// The key of a day; none once that is over. A key that is not there before that is an error.
    pub(crate) fn existing(
        &self,
        day: NaiveDate,
        today: NaiveDate,
    ) -> Result<Option<Arc<DayKey>>, DayKeyError> {
        if day < today {
            return Ok(None);
        }
        match self.find(day)? {
            Found::Key(key) => Ok(Some(key)),
            Found::Destroyed => Ok(None),
            Found::Nothing => Err(DayKeyError::Lost(self.path(day))),
        }
    }

    fn find(&self, day: NaiveDate) -> Result<Found, DayKeyError> {
        if let Some(key) = self.read.lock().unwrap_or_else(PoisonError::into_inner).get(&day) {
            return Ok(Found::Key(key.clone()));
        }
        let path = self.path(day);
        let bytes = match secret_file::read(&path) {
            Ok(bytes) => Zeroizing::new(bytes),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                let is_over = self.ended()?.is_some_and(|ended| day <= ended);
                return Ok(if is_over { Found::Destroyed } else { Found::Nothing });
            }
            Err(source) => return Err(failed(&path, &source)),
        };
        let key = <[u8; LENGTH]>::try_from(bytes.as_slice()).map_err(|_| DayKeyError::Broken(path))?;
        if key == [0; LENGTH] {
            return Ok(Found::Destroyed); // it is being removed now
        }
        let key = Arc::new(Zeroizing::new(key));
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(day, key.clone());
        Ok(Found::Key(key))
    }

    /// The days before `today` of which there still is a key.
    pub(crate) fn over(&self, today: NaiveDate) -> Result<Vec<NaiveDate>, DayKeyError> {
        let names = self.names()?;
        let days = names.iter().filter_map(|name| name.parse::<NaiveDate>().ok());
        let mut days: Vec<_> = days.filter(|day| *day < today).collect();
        days.sort();
        Ok(days)
    }

    /// Destroys a day's key: overwritten where the disk still writes in place, then removed. Another process may have been
    /// faster.
    pub(crate) fn destroy(&self, day: NaiveDate) -> Result<(), DayKeyError> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).remove(&day);
        if self.ended()?.is_none_or(|ended| ended < day) {
            let path = self.folder.join(ENDED);
            let written = whole_file::write(&path, day.to_string().as_bytes(), whole_file::Readers::Owner);
            written.map_err(|source| failed(&path, &source))?;
        }
        self.remove(&self.path(day))
    }

    /// Destroys what a process that was killed has left of keys that it was making.
    pub(crate) fn clear_remains(&self) -> Result<(), DayKeyError> {
        let unfinished = self.names()?.into_iter().map(|name| self.folder.join(name));
        for path in unfinished.filter(|path| path.extension().is_some_and(|it| it == UNFINISHED)) {
            let written = std::fs::metadata(&path).and_then(|file| file.modified()).ok();
            let age = written.and_then(|written| SystemTime::now().duration_since(written).ok());
            if age.is_some_and(|age| age > LEFT_BEHIND) {
                self.remove(&path)?;
            }
        }
        Ok(())
    }

    /// The day to go by where the clock says that it is `now`: a leap is not believed at once.
    pub(crate) fn believed(&self, now: DateTime<Utc>) -> Result<NaiveDate, DayKeyError> {
        clock::believed(&self.folder, now).map_err(|source| failed(&self.folder.join(clock::FILE), &source))
    }

    /// Whoever runs the platform has looked at the clock: it is right.
    pub(crate) fn believe(&self, now: DateTime<Utc>) -> Result<(), DayKeyError> {
        clock::believe(&self.folder, now).map_err(|source| failed(&self.folder.join(clock::FILE), &source))
    }

    fn remove(&self, path: &Path) -> Result<(), DayKeyError> {
        let overwritten = std::fs::File::options()
            .write(true)
            .open(path)
            .and_then(|mut file| file.write_all(&[0; LENGTH]).and_then(|()| file.sync_all()));
        let removed = overwritten.and_then(|()| std::fs::remove_file(path));
        match removed.and_then(|()| whole_file::keep_names(&self.folder)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(failed(path, &error)),
            _ => Ok(()),
        }
    }

    fn ended(&self) -> Result<Option<NaiveDate>, DayKeyError> {
        let path = self.folder.join(ENDED);
        match std::fs::read_to_string(&path) {
            Ok(text) => text.trim().parse().map(Some).map_err(|_| DayKeyError::Broken(path)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(source) => Err(failed(&path, &source)),
        }
    }

    fn names(&self) -> Result<Vec<String>, DayKeyError> {
        let failed = |source: io::Error| failed(&self.folder, &source);
        let entries = std::fs::read_dir(&self.folder).map_err(failed)?;
        let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        names.collect::<io::Result<_>>().map_err(failed)
    }

    fn path(&self, day: NaiveDate) -> PathBuf {
        self.folder.join(day.to_string())
    }
}

fn id(folder: &Path) -> Result<String, DayKeyError> {
    let path = folder.join(ID);
    match secret_file::read(&path) {
        Ok(id) => String::from_utf8(id).map_err(|_| DayKeyError::Broken(path)),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(DayKeyError::Missing(path)),
        Err(source) => Err(failed(&path, &source)),
    }
}

/// A new file under that name, unless another process was first: then that one's stays.
fn make(folder: &Path, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = folder.join(format!("{}.{UNFINISHED}", uuid::Uuid::now_v7()));
    whole_file::write(&beside, bytes, whole_file::Readers::Owner)?;
    let named = std::fs::hard_link(&beside, path);
    std::fs::remove_file(&beside)?;
    match named {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => whole_file::keep_names(folder),
    }
}

fn failed(path: &Path, source: &io::Error) -> DayKeyError {
    DayKeyError::File { path: path.to_owned(), said: source.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    fn keys(folder: &Path) -> DayKeys {
        DayKeys::read_or_make(folder.join("days"), true).unwrap()
    }

    #[test]
    fn two_processes_agree_on_a_key_and_a_destroyed_one_never_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (keys(folder.path()), keys(folder.path()));
        assert_eq!(first.id(), second.id(), "one directory, one id");
        let (today, ends) = (day("2026-11-22"), day("2026-12-22"));
        assert!(first.existing(ends, today).is_err(), "looking makes none");
        let key = first.key(ends, today).unwrap();
        assert_eq!(*second.key(ends, today).unwrap(), *key, "one key for one day");
        assert_ne!(*second.key(day("2026-12-23"), today).unwrap(), *key, "and another for the next");

        let after = day("2026-12-23");
        assert_eq!(first.existing(ends, after), Ok(None), "a day that is over is not read, swept or not");
        assert_eq!(first.over(after).unwrap(), [ends], "its key is to go");
        first.destroy(ends).unwrap();
        second.destroy(ends).unwrap(); // another process was faster
        assert!(first.over(after).unwrap().is_empty(), "it is gone");
        assert!(matches!(second.key(ends, after), Err(DayKeyError::Over(_))), "and no other takes its place");
        assert!(matches!(keys(folder.path()).key(ends, today), Err(DayKeyError::Over(_))), "by no clock");
        assert_eq!(keys(folder.path()).existing(ends, today), Ok(None), "nor is it missed");
        assert!(second.existing(after, after).unwrap().is_some(), "a day's last day is a whole day");
    }

    #[test]
    fn a_key_that_is_away_is_not_taken_for_one_that_was_destroyed() {
        let folder = tempfile::tempdir().unwrap();
        let (today, ends) = (day("2026-11-22"), day("2026-12-22"));
        let key = keys(folder.path()).key(ends, today).unwrap();
        let (here, away) = (folder.path().join("days"), folder.path().join("away"));
        let later = keys(folder.path());
        std::fs::rename(&here, &away).unwrap();
        assert!(matches!(later.existing(ends, today), Err(DayKeyError::Lost(_))), "the directory is away");
        assert!(matches!(later.key(ends, today), Err(DayKeyError::Missing(_))), "no other key is made then");
        std::fs::create_dir(&here).unwrap();
        assert!(
            matches!(later.key(ends, today), Err(DayKeyError::Missing(_))),
            "nor in an empty mount point"
        );
        assert_eq!(std::fs::read_dir(&here).unwrap().count(), 0, "nothing was made there");
        std::fs::remove_dir(&here).unwrap();
        assert!(
            matches!(DayKeys::read_or_make(here.clone(), false), Err(DayKeyError::Missing(_))),
            "a database that has keys gets no others"
        );
        std::fs::rename(&away, &here).unwrap();
        assert_eq!(later.existing(ends, today).unwrap(), Some(key), "it is back");
    }

    #[test]
    fn what_a_killed_process_left_of_a_key_is_destroyed() {
        let folder = tempfile::tempdir().unwrap();
        let keys = keys(folder.path());
        let [old, fresh] = ["old.new", "fresh.new"].map(|name| keys.folder().join(name));
        std::fs::write(&old, [7; LENGTH]).unwrap();
        std::fs::write(&fresh, [7; LENGTH]).unwrap();
        let long_ago = SystemTime::now() - 2 * LEFT_BEHIND;
        std::fs::File::options().write(true).open(&old).unwrap().set_modified(long_ago).unwrap();
        keys.clear_remains().unwrap();
        assert!(!old.exists(), "nobody finishes it any more");
        assert!(fresh.exists(), "somebody may be about to");
    }
}
