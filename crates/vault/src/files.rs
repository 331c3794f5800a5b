//! Names of the files in the data directory, and writing one so that it is there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use crate::error::VaultError;

/// The database.
pub(crate) const DATABASE: &str = "vault.db";
/// The database while it is being made; holds no one's data yet.
pub(crate) const DATABASE_NEW: &str = "vault.db.new";
/// The ways to its key.
pub(crate) const SLOTS: &str = "vault.slots.json";
/// The same once more, written before it: read where the other one is gone or broken.
pub(crate) const SLOTS_SPARE: &str = "vault.slots.spare.json";
/// Held by the one program that has the vault open.
pub(crate) const LOCK: &str = "vault.lock";
/// What SQLite keeps beside the database, by suffix.
pub(crate) const COMPANIONS: [&str; 3] = ["-wal", "-journal", "-shm"];

/// An SQLCipher page, the smallest database there is.
pub(crate) const PAGE: u64 = 4096;
/// How a database in the clear begins.
pub(crate) const PLAIN: &[u8; 16] = b"SQLite format 3\0";

/// The write-ahead log of a database.
pub(crate) fn log_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-wal");
    name.into()
}

/// Opens a file for writing, made if it is not there, that its owner alone may read: under any umask, and also if it was
/// looser before.
///
/// # Errors
/// What the system says.
pub fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.write(true).create(true).truncate(false).open(path)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}

/// Opens a file that is there to be locked: for writing, since a share in the network gives the lock to nobody else; for reading where
/// nothing may be written.
pub(crate) fn for_a_lock(path: &Path) -> io::Result<File> {
    match OpenOptions::new().read(true).write(true).open(path) {
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
            ) =>
        {
            File::open(path)
        }
        opened => opened,
    }
}

/// Writes a file that its owner alone may read: beside its final name, flushed, and put in place in one step. A folder that bears its name
/// is nobody's file: it is set aside.
///
/// # Errors
/// What the system says; then a file of its name is as it was, and nothing lies beside it. A folder of its name may have been set aside.
pub fn write_private(path: &Path, content: &[u8]) -> io::Result<()> {
    let beside = path.with_added_extension("new");
    let written = write_beside(&beside, content).and_then(|()| {
        if path.is_dir() {
            fs::rename(path, free_name(path, "folder")?)?;
        }
        place(&beside, path)
    });
    if written.is_err() {
        let _ = fs::remove_file(&beside); // the next writing overwrites it
    }
    written
}

/// A name with that ending, once or again and again, for what is set aside.
pub(crate) fn free_name(path: &Path, ending: &str) -> io::Result<PathBuf> {
    let mut name = path.with_added_extension(ending);
    while name.try_exists()? {
        name = name.with_added_extension(ending);
    }
    Ok(name)
}

fn write_beside(beside: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = private_file(beside)?;
    file.set_len(0)?;
    file.write_all(content)?;
    file.sync_all()
}

/// How a database file begins: a salt of its own, the one part of it that is in the clear. Empty when there is no file.
pub(crate) fn salt(database: &Path) -> Result<Vec<u8>, VaultError> {
    match first_bytes::<16>(database) {
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(VaultError::file("reading the vault", &error)),
    }
}

/// Flushes a file; Windows flushes only what was opened for writing.
pub(crate) fn flush(path: &Path) -> io::Result<()> {
    OpenOptions::new().write(true).open(path)?.sync_all()
}

/// Renames a finished file to its final name and flushes the directory, so that the name survives a power cut.
pub(crate) fn place(beside: &Path, path: &Path) -> io::Result<()> {
    fs::rename(beside, path)?;
    flush_directory(path.parent().unwrap_or(Path::new(".")))
}

/// Flushes the names in a folder.
#[cfg(unix)]
pub(crate) fn flush_directory(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Flushes the names in a folder.
#[cfg(not(unix))]
pub(crate) fn flush_directory(_: &Path) -> io::Result<()> {
    Ok(()) // Windows flushes names with the file and cannot open a directory
}

/// The first bytes of a file, as many as fit; fewer when it is shorter.
pub(crate) fn first_bytes<const N: usize>(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(N);
    File::open(path)?.take(N as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Takes a database away with what SQLite keeps beside it. No error when there is none.
pub(crate) fn remove_database(path: &Path) -> io::Result<()> {
    for companion in ["", COMPANIONS[0], COMPANIONS[1], COMPANIONS[2]] {
        let mut name = path.as_os_str().to_owned();
        name.push(companion);
        match fs::remove_file(name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// Whether a database has all of each of its pages, and one at least.
pub(crate) fn is_whole_pages(database: &Path) -> Result<bool, VaultError> {
    let length = size(database).map_err(|error| VaultError::file("reading the vault", &error))?;
    Ok(length >= PAGE && length.is_multiple_of(PAGE))
}

/// Size of a file, 0 when there is none.
pub(crate) fn size(path: &Path) -> io::Result<u64> {
    match fs::metadata(path) {
        Ok(found) => Ok(found.len()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        Err(error) => Err(error),
    }
}
