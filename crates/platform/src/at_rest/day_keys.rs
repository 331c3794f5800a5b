//! One key for each day on which something ends: 32 random bytes in a file of that day's name, which only the owner may
//! read.
//!
//! A key is made when the first thing that ends on its day is kept; several processes that share the directory agree on it.
//! It must never be in a backup that outlives its day. A day that is over gets no key any more, so that a destroyed one is
//! not replaced.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use zeroize::{Zeroize as _, Zeroizing};

use crate::{secret_file, whole_file};

const LENGTH: usize = 32;

/// A day's key.
pub(crate) type DayKey = Zeroizing<[u8; LENGTH]>;

/// All of them, in one directory.
pub(crate) struct DayKeys {
    folder: PathBuf,
    read: Mutex<BTreeMap<NaiveDate, Arc<DayKey>>>,
}

/// Why nothing can be kept.
#[derive(Debug, thiserror::Error)]
pub enum DayKeyError {
    /// A key cannot be read or made.
    #[error("the key of a day, {path}: {source}")]
    File {
        /// Its file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is not a key.
    #[error("{0} is not the key of a day; put it back from a copy")]
    Broken(PathBuf),
    /// The day is over.
    #[error("{0} is over: nothing is kept until then")]
    Over(NaiveDate),
    /// The operating system gave no random bytes.
    #[error("the system gives no randomness for keys")]
    NoRandomness,
}

impl DayKeys {
    /// The keys of that directory, which is made if it is not there.
    pub(crate) fn at(folder: PathBuf) -> Result<Self, DayKeyError> {
        let failed = |source| DayKeyError::File { path: folder.clone(), source };
        whole_file::make_directory(&folder).map_err(failed)?;
        Ok(Self { folder, read: Mutex::default() })
    }

    /// The key of a day that is not over, made if there is none.
    pub(crate) fn key(&self, day: NaiveDate, today: NaiveDate) -> Result<Arc<DayKey>, DayKeyError> {
        if day < today {
            return Err(DayKeyError::Over(day));
        }
        if let Some(key) = self.existing(day, today) {
            return Ok(key);
        }
        let path = self.path(day);
        let failed = |source| DayKeyError::File { path: path.clone(), source };
        make(&self.folder, &path).map_err(failed)?;
        let key = Arc::new(read(&path).map_err(failed)?.ok_or_else(|| DayKeyError::Broken(path.clone()))?);
        self.remember(day, &key);
        Ok(key)
    }

    /// The key of a day that is not over, if there is one.
    pub(crate) fn existing(&self, day: NaiveDate, today: NaiveDate) -> Option<Arc<DayKey>> {
        if day < today {
            return None;
        }
        if let Some(key) = self.read.lock().unwrap_or_else(PoisonError::into_inner).get(&day) {
            return Some(key.clone());
        }
        let key = Arc::new(read(&self.path(day)).ok()??);
        self.remember(day, &key);
        Some(key)
    }

    /// The days before `today` of which there still is a key.
    pub(crate) fn over(&self, today: NaiveDate) -> Result<Vec<NaiveDate>, DayKeyError> {
        let failed = |source| DayKeyError::File { path: self.folder.clone(), source };
        let mut days = Vec::new();
        for entry in std::fs::read_dir(&self.folder).map_err(failed)? {
            let name = entry.map_err(failed)?.file_name();
            days.extend(
                name.to_str().and_then(|name| name.parse::<NaiveDate>().ok()).filter(|day| *day < today),
            );
        }
        days.sort();
        Ok(days)
    }

    /// Destroys a day's key: overwritten where the disk still writes in place, then removed.
    pub(crate) fn destroy(&self, day: NaiveDate) -> Result<(), DayKeyError> {
        let path = self.path(day);
        let failed = |source| DayKeyError::File { path: path.clone(), source };
        self.read.lock().unwrap_or_else(PoisonError::into_inner).remove(&day);
        let mut file = std::fs::File::options().write(true).open(&path).map_err(failed)?;
        file.write_all(&[0; LENGTH]).and_then(|()| file.sync_all()).map_err(failed)?;
        std::fs::remove_file(&path).map_err(failed)?;
        whole_file::keep_names(&self.folder).map_err(failed)
    }

    fn path(&self, day: NaiveDate) -> PathBuf {
        self.folder.join(day.to_string())
    }

    fn remember(&self, day: NaiveDate, key: &Arc<DayKey>) {
        self.read.lock().unwrap_or_else(PoisonError::into_inner).insert(day, key.clone());
    }
}

/// A new key under that name, unless another process was first: then its key stays.
fn make(folder: &Path, path: &Path) -> io::Result<()> {
    let mut bytes = [0; LENGTH];
    getrandom::fill(&mut bytes).map_err(|_| io::Error::other("no randomness"))?;
    let beside = folder.join(format!("{}.new", uuid::Uuid::now_v7()));
    let written = whole_file::write(&beside, &bytes, whole_file::Readers::Owner);
    bytes.zeroize();
    written?;
    let named = std::fs::hard_link(&beside, path);
    std::fs::remove_file(&beside)?;
    match named {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => whole_file::keep_names(folder),
    }
}

fn read(path: &Path) -> io::Result<Option<DayKey>> {
    let bytes = Zeroizing::new(secret_file::read(path)?);
    Ok(<[u8; LENGTH]>::try_from(bytes.as_slice()).ok().map(Zeroizing::new))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: &str) -> NaiveDate {
        day.parse().unwrap()
    }

    #[test]
    fn two_processes_agree_on_a_key_and_a_destroyed_one_never_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let keys = || DayKeys::at(folder.path().join("days")).unwrap();
        let (first, second) = (keys(), keys());
        let (today, ends) = (day("2026-11-22"), day("2026-12-22"));
        assert!(first.existing(ends, today).is_none(), "looking makes none");
        let key = first.key(ends, today).unwrap();
        assert_eq!(*second.key(ends, today).unwrap(), *key, "one key for one day");
        assert_ne!(*second.key(day("2026-12-23"), today).unwrap(), *key, "and another for the next");

        let after = day("2026-12-23");
        assert!(first.existing(ends, after).is_none(), "a day that is over is not read, swept or not");
        assert_eq!(first.over(after).unwrap(), [ends], "its key is to go");
        first.destroy(ends).unwrap();
        assert!(first.over(after).unwrap().is_empty(), "it is gone");
        assert!(matches!(second.key(ends, after), Err(DayKeyError::Over(_))), "and no other takes its place");
        assert!(second.existing(day("2026-12-23"), after).is_some(), "a day's last day is a whole day");
    }
}
