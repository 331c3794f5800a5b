//! Files on the shelf: written whole or not at all, read only as what was signed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rulebook::Files;

use crate::EditionsError;
use crate::contents::Listed;

const FILES: &str = "files";

/// Writes packed, whole or not at all. Lists of places are long and a traveller's disk is not; and whoever searches the
/// disk for an answer does not find it in a list that everybody has.
pub(super) fn write_packed(path: &Path, bytes: &[u8]) -> Result<(), EditionsError> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
    let packed = packed.write_all(bytes).and_then(|()| packed.finish());
    write(path, &packed.map_err(|error| EditionsError::io(path, error))?)
}

/// What was packed, up to `most` bytes of it.
pub(super) fn unpacked(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    ZlibDecoder::new(File::open(path)?).take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes beside the file, flushes, then takes its place.
fn write(path: &Path, bytes: &[u8]) -> Result<(), EditionsError> {
    let io = |error: std::io::Error| EditionsError::io(path, error);
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(io)?;
    let mut beside = tempfile::NamedTempFile::new_in(folder).map_err(io)?;
    beside.write_all(bytes).map_err(io)?;
    beside.as_file().sync_all().map_err(io)?;
    beside.persist(path).map_err(|error| io(error.error))?;
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(io)?; // the name must survive as well
    }
    Ok(())
}

/// A file that is held and still is what was signed.
pub(super) fn file(folder: &Path, listed: &Listed) -> Option<Vec<u8>> {
    // No longer than signed, whatever somebody put there.
    unpacked(&path(folder, &listed.sha256), listed.length.saturating_add(1))
        .ok()
        .filter(|bytes| listed.is(bytes))
}

/// All files of an edition.
pub(super) fn files(folder: &Path, listed: &BTreeMap<String, Listed>) -> Result<Files, EditionsError> {
    let mut files = BTreeMap::new();
    for (name, listed) in listed {
        let bytes = file(folder, listed).ok_or_else(|| {
            EditionsError::Mismatch(format!("{} is missing or damaged", listed.target.raw()))
        })?;
        files.insert(name.clone(), bytes);
    }
    Ok(Files(files))
}

/// Keeps a file under its digest.
pub(super) fn keep(folder: &Path, listed: &Listed, bytes: &[u8]) -> Result<(), EditionsError> {
    if file(folder, listed).is_some() {
        return Ok(());
    }
    write_packed(&path(folder, &listed.sha256), bytes)
}

/// Throws away what no edition held needs. What cannot be removed stays and does no harm.
pub(super) fn tidy(folder: &Path, needed: &BTreeSet<String>) {
    let Ok(entries) = fs::read_dir(folder.join(FILES)) else { return };
    for entry in entries.flatten() {
        if !needed.contains(&*entry.file_name().to_string_lossy()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn path(folder: &Path, sha256: &str) -> PathBuf {
    folder.join(FILES).join(sha256)
}
