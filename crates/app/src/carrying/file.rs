//! A file in a place that its owner chose, written whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::path::Path;

use backup::Error;

/// Writes beside `path` first; what was there before stays until all is on the disk.
pub(crate) fn write<E: From<Error>>(
    path: &Path,
    content: impl FnOnce(&mut File) -> Result<(), E>,
) -> Result<(), E> {
    let beside = path.with_added_extension("part");
    let outcome = new_file(&beside).map_err(|error| E::from(error.into())).and_then(|mut file| {
        content(&mut file)?;
        file.sync_all().map_err(|error| E::from(error.into()))?;
        drop(file);
        fs::rename(&beside, path).map_err(|error| E::from(error.into()))?;
        flush_folder(path);
        Ok(())
    });
    if outcome.is_err() {
        let _ = fs::remove_file(&beside); // of no use to anybody, and the error says what is so
    }
    outcome
}

/// For its owner alone where the disk knows owners; a stick may not, and what is written is encrypted.
fn new_file(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.read(true).write(true).create(true).truncate(true).open(path)
}

/// The new name is on the disk, too, where the system can say so.
fn flush_folder(path: &Path) {
    #[cfg(unix)]
    if let Some(folder) = path.parent().and_then(|folder| File::open(folder).ok()) {
        let _ = folder.sync_all(); // some disks have no such thing
    }
    #[cfg(not(unix))]
    let _ = path;
}
