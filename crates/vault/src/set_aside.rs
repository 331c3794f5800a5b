//! Key slots without a database, set aside: they may still lead to the key of a database that is coming back from a stick
//! or a backup. They go after as long as everything else that is kept to be undone.
//!
//! The name says when: the file's own time is that of its writing, and the time of a rename is nowhere else.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};
use uuid::Uuid;

use crate::directory::VaultDir;
use crate::error::VaultError;
use crate::files;
use crate::slots::file::SlotsFile;

/// What follows the name of the slots file.
const MARK: &str = "before-";
const INSTANT: &str = "%Y%m%dT%H%M%SZ";

/// What follows the instant in the name of the spare: where the slots file is broken, it alone leads to the key.
const SPARE: &str = "-spare";

/// Sets the slots file and its spare aside, if they are there.
pub(crate) fn former_slots(directory: &VaultDir, now: DateTime<Utc>) -> Result<(), VaultError> {
    put_aside(directory, name_at(&directory.file(files::SLOTS), now))
}

/// The same where nobody knows the time: under the name of a key. The next purge writes the time down.
pub(crate) fn slots_of(directory: &VaultDir, slots: Option<&SlotsFile>) -> Result<(), VaultError> {
    let key = slots.and_then(|slots| slots.lists().first().map(|list| list.key_id)).unwrap_or_default();
    put_aside(directory, directory.file(files::SLOTS).with_added_extension(format!("{MARK}{key}")))
}

/// The same of a copy: the file itself is about to be written anew.
pub(crate) fn copy_of_slots(directory: &VaultDir, key: Uuid) -> Result<(), VaultError> {
    let slots = directory.file(files::SLOTS);
    let aside = slots.with_added_extension(format!("{MARK}{key}"));
    let copied = std::fs::read(&slots).and_then(|bytes| match aside.try_exists()? {
        true => Ok(()), // the first one knows the most
        false => files::write_private(&aside, &bytes),
    });
    copied.map_err(|error| VaultError::file("keeping the key slots", &error))
}

/// The log of a database that is not this one.
pub(crate) fn log_of(database: &Path) -> Result<(), VaultError> {
    let log = files::log_of(database);
    let aside = files::free_name(&log, "aside");
    let placed = aside.and_then(|aside| files::place(&log, &aside));
    placed.map_err(|error| VaultError::file("setting a log aside", &error))
}

/// What was set aside, the latest first, as far as it can be read.
pub(crate) fn lists(directory: &VaultDir) -> Vec<SlotsFile> {
    let entries = fs::read_dir(directory.path()).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|it| set_aside_at(it).is_some()).collect();
    paths.sort();
    paths.iter().rev().filter_map(|path| SlotsFile::read_at(path).ok().flatten()).collect()
}

fn put_aside(directory: &VaultDir, aside: PathBuf) -> Result<(), VaultError> {
    let mut spare_aside = aside.clone().into_os_string();
    spare_aside.push(SPARE);
    for (old, aside) in [(files::SLOTS, aside), (files::SLOTS_SPARE, spare_aside.into())] {
        match files::place(&directory.file(old), &aside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(VaultError::file("setting old key slots aside", &error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Deletes what was set aside before an instant. A name without an instant gets one now, so that it goes as long after.
pub(crate) fn purge(
    directory: &VaultDir,
    before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<(), VaultError> {
    let fail = |error: io::Error| VaultError::file("clearing old key slots", &error);
    for entry in fs::read_dir(directory.path()).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        match set_aside_at(&path) {
            Some(Some(at)) if at < before => fs::remove_file(&path).map_err(fail)?,
            Some(None) => {
                files::place(&path, &name_at(&directory.file(files::SLOTS), now)).map_err(fail)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn name_at(slots: &Path, at: DateTime<Utc>) -> PathBuf {
    slots.with_added_extension(format!("{MARK}{}", at.format(INSTANT)))
}

/// When a file was set aside, as its name says; the outer `None` for any other file.
fn set_aside_at(path: &Path) -> Option<Option<DateTime<Utc>>> {
    let rest =
        path.file_name()?.to_str()?.strip_prefix(files::SLOTS)?.strip_prefix('.')?.strip_prefix(MARK)?;
    let rest = rest.strip_suffix(SPARE).unwrap_or(rest);
    Some(NaiveDateTime::parse_from_str(rest, INSTANT).ok().map(|at| at.and_utc()))
}
