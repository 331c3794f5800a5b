//! The damaged database, on a copy: its log is folded in there, spare pages take the place of damaged ones, and whatever
//! reading does to a file is done to the copy.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode};
use uuid::Uuid;

use super::{folders_aside, spare};
use crate::connection;
use crate::directory::VaultDir;
use crate::error::VaultError;
use crate::files;
use crate::key::DataKey;
use crate::schema;
use crate::slots::unlocking::{Candidate, Candidates};

/// The copy.
const COPY: &str = "vault.db.rescue";

/// A database to be read around its damage.
pub(super) struct Source {
    path: PathBuf,
    pub(super) key: DataKey,
    pub(super) key_id: Uuid,
    /// The slot that led to the key; none in a file of the first version.
    pub(super) slot: Option<Uuid>,
    /// How many pages are not what was written.
    pub(super) pages: u32,
    connection: Option<Connection>,
}

impl Source {
    /// Copies the database and opens the copy with the key that is its own.
    pub(super) fn over_a_copy(directory: &VaultDir, candidates: Candidates) -> Result<Self, VaultError> {
        if files::first_bytes::<16>(&directory.file(files::DATABASE)).is_ok_and(|bytes| bytes == files::PLAIN)
        {
            return Err(VaultError::FileNotEncrypted);
        }
        let (keys, refusal) = candidates.into_parts();
        let mut refusal = refusal;
        for candidate in keys {
            match Self::with(directory, candidate) {
                Ok(Some(source)) => return Ok(source),
                Ok(None) => {}
                Err(VaultError::Damaged) => refusal = VaultError::Damaged,
                Err(error) => return Err(error),
            }
        }
        Err(refusal)
    }

    /// `None` where no page at all is authentic under this key: it is another database's.
    fn with(
        directory: &VaultDir,
        Candidate { key, key_id, by, .. }: Candidate,
    ) -> Result<Option<Self>, VaultError> {
        let path = copy(directory)?;
        let spare = spare::pages(directory, key_id);
        let count = u32::try_from(files::size(&path).map_err(failed)? / files::PAGE).unwrap_or(u32::MAX);
        if count == 0 {
            return Err(VaultError::Damaged); // not another database's: no database at all
        }
        // The file begins with its salt: without it no page is authentic, whatever the others hold.
        let salt = files::salt(&path)?;
        let salted = spare.get(&1).filter(|first| salt != first.bytes[..16]);
        if let Some(first) = salted {
            put_page(&path, 1, &first.bytes)?;
        }
        let mut damaged = connection::damaged_pages(&path, &key)?;
        // The page that was put there is no page of this file.
        if damaged.len() as u32 + u32::from(salted.is_some()) >= count {
            return Ok(None);
        }
        let pages = damaged.len() as u32 + u32::from(salted.is_some());
        // What leads to rows is of use only while no page came or went since: that changes the first page.
        let current = damaged.contains(&1)
            || spare.get(&1).is_some_and(|first| first_page(&path).is_ok_and(|bytes| bytes == first.bytes));
        for (number, page) in spare.iter().filter(|(number, _)| damaged.contains(number)) {
            if page.schema || current {
                put_page(&path, *number, &page.bytes)?;
            }
        }
        if !damaged.is_empty() {
            damaged = connection::damaged_pages(&path, &key)?;
        }
        if damaged.contains(&1) {
            return Err(VaultError::Damaged);
        }
        let slot = by.map(|(slot, _)| slot);
        let mut source = Source { path, key, key_id, slot, pages, connection: None };
        source.ask(crate::purge::fold_log)?;
        let version = source.ask(schema::refuse_newer)?;
        version.ok_or(VaultError::Damaged)?;
        source.pages = pages.max(connection::damaged_pages(&source.path, &source.key)?.len() as u32);
        Ok(Some(source))
    }

    /// Whether its structures fit together as well.
    pub(super) fn is_sound(&mut self) -> Result<bool, VaultError> {
        let faults = self.ask(connection::faults)?;
        Ok(faults.is_some_and(|faults| faults.is_empty()))
    }

    /// Asks a question; `None` where its answer cannot be read, also not when it is asked again: the disk may have failed for a
    /// moment.
    pub(super) fn ask<T>(
        &mut self,
        question: impl Fn(&Connection) -> Result<T, VaultError>,
    ) -> Result<Option<T>, VaultError> {
        match self.ask_once(&question)? {
            None => self.ask_once(&question),
            answer => Ok(answer),
        }
    }

    /// SQLCipher answers nothing more after what it could not read, so the copy is opened anew.
    fn ask_once<T>(
        &mut self,
        question: impl FnOnce(&Connection) -> Result<T, VaultError>,
    ) -> Result<Option<T>, VaultError> {
        let connection = match self.connection.take() {
            Some(connection) => connection,
            None => connection::open_damaged(&self.path, &self.key)?,
        };
        match question(&connection) {
            Ok(answer) => {
                self.connection = Some(connection);
                Ok(Some(answer))
            }
            Err(VaultError::DiskFull) => Err(VaultError::DiskFull),
            Err(error @ (VaultError::ReadOnly | VaultError::Busy | VaultError::TooNew)) => Err(error),
            Err(_) => Ok(None),
        }
    }

    /// What an error of the rescue is worth: damage is what cannot be read here, and not what the disk did not give or take.
    pub(super) fn looked_at_anew(&mut self, error: VaultError) -> VaultError {
        if matches!(error, VaultError::Busy) {
            return VaultError::passing(); // nobody else has the copy or the new file open
        }
        if !matches!(error, VaultError::Damaged | VaultError::KeyMismatch) {
            return error;
        }
        match (std::fs::read(&self.path), self.ask(schema::version)) {
            (Err(error), _) => failed(error),
            (_, Ok(Some(_))) => VaultError::passing(),
            (_, Err(other)) => other,
            (Ok(_), Ok(None)) => error,
        }
    }

    /// The same of a statement's rows: what was read before the damage is handed on; says whether there was none.
    pub(super) fn read_on(
        &mut self,
        read: impl FnOnce(&Connection) -> Result<(), rusqlite::Error>,
    ) -> Result<bool, VaultError> {
        Ok(self.ask_once(|connection| read(connection).map_err(as_damage))?.is_some())
    }
}

/// Anything that is no lack of room is the damage.
fn as_damage(error: rusqlite::Error) -> VaultError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => VaultError::DiskFull,
        _ => VaultError::Damaged,
    }
}

/// Copies the database and its log. A rescue that was cut off may have set the log aside already.
fn copy(directory: &VaultDir) -> Result<PathBuf, VaultError> {
    clear(directory)?;
    let (database, path) = (directory.file(files::DATABASE), directory.file(COPY));
    let mut log = files::log_of(&database);
    if files::size(&log).map_err(failed)? == 0 {
        let aside = folders_aside(directory).into_iter().map(|folder| folder.join(files::DATABASE));
        for old in aside.filter(|old| files::size(&files::log_of(old)).is_ok_and(|size| size > 0)) {
            if same(&old, &database).map_err(failed)? {
                log = files::log_of(&old);
            }
        }
    }
    for (from, to) in [(&database, &path), (&log, &files::log_of(&path))] {
        files::private_file(to).map_err(failed)?;
        match std::fs::copy(from, to) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            other => drop(other.map_err(failed)?),
        }
    }
    // A file that was cut short ends within a page.
    let length = files::size(&path).map_err(failed)?;
    let file = OpenOptions::new().write(true).open(&path).map_err(failed)?;
    file.set_len(length - length % files::PAGE).map_err(failed)?;
    Ok(path)
}

fn same(one: &Path, other: &Path) -> io::Result<bool> {
    if files::size(one)? != files::size(other)? {
        return Ok(false);
    }
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
    let (mut left, mut right) = (vec![0; 1 << 16], vec![0; 1 << 16]);
    loop {
        let count = io::Read::read(&mut one, &mut left)?;
        if count == 0 {
            return Ok(true);
        }
        io::Read::read_exact(&mut other, &mut right[..count])?;
        if left[..count] != right[..count] {
            return Ok(false);
        }
    }
}

fn first_page(path: &Path) -> io::Result<Vec<u8>> {
    files::first_bytes::<{ files::PAGE as usize }>(path)
}

fn put_page(path: &Path, number: u32, bytes: &[u8]) -> Result<(), VaultError> {
    let mut file = OpenOptions::new().write(true).open(path).map_err(failed)?;
    file.seek(SeekFrom::Start((u64::from(number) - 1) * files::PAGE)).map_err(failed)?;
    file.write_all(bytes).map_err(failed)
}

/// Takes the copy away.
pub(crate) fn clear(directory: &VaultDir) -> Result<(), VaultError> {
    files::remove_database(&directory.file(COPY)).map_err(failed)
}

fn failed(error: io::Error) -> VaultError {
    VaultError::file("copying the damaged file", &error)
}
