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
use crate::steps;

/// What follows the name of the slots file.
const MARK: &str = "before-";
const INSTANT: &str = "%Y%m%dT%H%M%SZ";

/// What follows the instant in the name of the spare: where the slots file is broken, it alone leads to the key.
const SPARE: &str = "-spare";

/// Sets the slots file and its spare aside, if they are there.
pub(crate) fn former_slots(directory: &VaultDir, now: DateTime<Utc>) -> Result<(), VaultError> {
    let slots = directory.file(files::SLOTS);
    for (name, spare) in [(files::SLOTS, ""), (files::SLOTS_SPARE, SPARE)] {
        let aside = free_name(&name_at(&slots, now, spare));
        match aside.and_then(|aside| files::place(&directory.file(name), &aside)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(VaultError::file("setting old key slots aside", &error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Keeps copies of both, which are about to be written anew. Nobody knows the time: they get the name of a key, and the next purge writes
/// the time down.
pub(crate) fn copy_of_slots(directory: &VaultDir, key: Uuid) -> Result<(), VaultError> {
    let slots = directory.file(files::SLOTS);
    for (name, spare) in [(files::SLOTS, ""), (files::SLOTS_SPARE, SPARE)] {
        let path = directory.file(name);
        if !path.is_file() {
            continue; // gone, or a folder that bears its name
        }
        let kept = fs::read(path).and_then(|bytes| {
            let aside = free_name(&slots.with_added_extension(format!("{MARK}{key}{spare}")))?;
            files::write_private(&aside, &bytes)
        });
        kept.map_err(|error| VaultError::file("keeping the key slots", &error))?;
    }
    steps::reached("slots-copied");
    Ok(())
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
                let spare = if is_spare(&path) { SPARE } else { "" };
                free_name(&name_at(&directory.file(files::SLOTS), now, spare))
                    .and_then(|name| files::place(&path, &name))
                    .map_err(fail)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn name_at(slots: &Path, at: DateTime<Utc>, spare: &str) -> PathBuf {
    slots.with_added_extension(format!("{MARK}{}{spare}", at.format(INSTANT)))
}

/// Nothing that was set aside is written over: any list may be the one that knows of a way.
fn free_name(path: &Path) -> io::Result<PathBuf> {
    if path.try_exists()? { files::free_name(path, "again") } else { Ok(path.to_owned()) }
}

/// What follows the mark in a name, without what made it free.
fn since(path: &Path) -> Option<&str> {
    let rest = path.file_name()?.to_str()?.strip_prefix(files::SLOTS)?.strip_prefix('.')?;
    rest.strip_prefix(MARK)?.split('.').next()
}

fn is_spare(path: &Path) -> bool {
    since(path).is_some_and(|since| since.ends_with(SPARE))
}

/// When a file was set aside, as its name says; the outer `None` for any other file.
fn set_aside_at(path: &Path) -> Option<Option<DateTime<Utc>>> {
    let since = since(path)?;
    let instant = since.strip_suffix(SPARE).unwrap_or(since);
    Some(NaiveDateTime::parse_from_str(instant, INSTANT).ok().map(|at| at.and_utc()))
}
