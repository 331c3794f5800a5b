//! The repository's files: served ones are written once, drafts replaced whole, one writer at a time.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use tough::schema::{DelegatedTargets, Role, Root, Signed, Snapshot, Targets, Timestamp};

use super::{RepositoryError, inside};
use crate::contents::KEYS_ROLE;

pub(super) const ROOT: &str = "root.json";
pub(super) const TARGETS: &str = "targets.json";
pub(super) const TIMESTAMP: &str = "timestamp.json";
/// What lists the platform's keys; their own role signs it.
pub(super) const PLATFORM_KEYS: &str = "platform-keys.json";
const DRAFT: &str = "draft";
const LOCK: &str = "lock";
/// No metadata is near it.
const MAX_BYTES: u64 = 8 * 1024 * 1024;

/// Where it stands.
#[derive(Debug, Clone)]
pub(super) struct Folder(pub(super) PathBuf);

impl Folder {
    /// Held until it is dropped; another writer waits.
    pub(super) fn lock(&self) -> Result<File, RepositoryError> {
        let path = self.0.join(LOCK);
        let at = |source| RepositoryError::File { path: path.clone(), source };
        fs::create_dir_all(&self.0).map_err(at)?;
        let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(at)?;
        file.lock().map_err(at)?;
        Ok(file)
    }

    pub(super) fn targets(&self, name: &str) -> Result<PathBuf, RepositoryError> {
        inside(&self.0, &format!("targets/{name}"))
    }

    pub(super) fn metadata(&self, name: &str) -> PathBuf {
        self.0.join("metadata").join(name)
    }

    /// The newest root that is published.
    pub(super) fn root(&self) -> Result<Option<Signed<Root>>, RepositoryError> {
        let mut newest = None;
        for version in 1u64.. {
            match read(&self.metadata(&format!("{version}.{ROOT}")))? {
                Some(root) => newest = Some(root),
                None => break,
            }
        }
        Ok(newest)
    }

    /// The timestamp that is published, and what it leads to.
    pub(super) fn current(&self) -> Result<Option<Current>, RepositoryError> {
        let Some(timestamp) = read::<Signed<Timestamp>>(&self.metadata(TIMESTAMP))? else { return Ok(None) };
        let broken = || {
            RepositoryError::Refused(
                "the repository lacks the snapshot or targets that its timestamp leads to".into(),
            )
        };
        let version = timestamp.signed.meta.get("snapshot.json").ok_or_else(broken)?.version;
        let snapshot: Signed<Snapshot> =
            read(&self.metadata(&format!("{version}.snapshot.json")))?.ok_or_else(broken)?;
        let version = snapshot.signed.meta.get(TARGETS).ok_or_else(broken)?.version;
        let targets = read(&self.metadata(&format!("{version}.{TARGETS}")))?.ok_or_else(broken)?;
        let platform_keys = match snapshot.signed.meta.get(PLATFORM_KEYS) {
            Some(listed) => {
                let path = self.metadata(&format!("{}.{PLATFORM_KEYS}", listed.version));
                let list: Signed<Targets> = read(&path)?.ok_or_else(broken)?;
                Some(list.delegated_targets(KEYS_ROLE))
            }
            None => None,
        };
        Ok(Some(Current { timestamp, snapshot, targets, platform_keys }))
    }

    pub(super) fn draft<T: DeserializeOwned>(
        &self,
        name: &str,
    ) -> Result<Option<Signed<T>>, RepositoryError> {
        read(&self.0.join(DRAFT).join(name))
    }

    pub(super) fn write_draft<T: Role>(&self, name: &str, draft: &Signed<T>) -> Result<(), RepositoryError> {
        replace(&self.0.join(DRAFT).join(name), &text(draft)?)
    }

    pub(super) fn drop_draft(&self, name: &str) -> Result<(), RepositoryError> {
        let path = self.0.join(DRAFT).join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            done => done.map_err(|source| RepositoryError::File { path, source }),
        }
    }
}

/// What clients are led to now.
pub(super) struct Current {
    pub(super) timestamp: Signed<Timestamp>,
    pub(super) snapshot: Signed<Snapshot>,
    pub(super) targets: Signed<Targets>,
    pub(super) platform_keys: Option<Signed<DelegatedTargets>>,
}

/// A document as it is published: the bytes that hashes are of, the same each time it is written.
pub(super) fn text<T: Role>(document: &Signed<T>) -> Result<Vec<u8>, RepositoryError> {
    let refused = |error: serde_json::Error| RepositoryError::Refused(error.to_string());
    let mut value = serde_json::to_value(document).map_err(refused)?;
    value.sort_all_objects();
    let mut text = serde_json::to_vec_pretty(&value).map_err(refused)?;
    text.push(b'\n');
    Ok(text)
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, RepositoryError> {
    let at = |source| RepositoryError::File { path: path.to_owned(), source };
    match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        found if found.as_ref().is_ok_and(|found| found.len() > MAX_BYTES) => {
            return Err(RepositoryError::Refused(format!("{}: too large", path.display())));
        }
        found => found.map_err(at)?,
    };
    let bytes = fs::read(path).map_err(at)?;
    let document = serde_json::from_slice(&bytes);
    document.map(Some).map_err(|error| RepositoryError::Refused(format!("{}: {error}", path.display())))
}

/// Writes a served file; one that is there must be the same.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), RepositoryError> {
    match fs::read(path) {
        Ok(there) if there == bytes => Ok(()),
        Ok(_) => Err(RepositoryError::Refused(format!(
            "{} is there with other contents; nothing is overwritten",
            path.display()
        ))),
        Err(_) => replace(path, bytes),
    }
}

/// Writes beside the file, flushes, then takes its place.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), RepositoryError> {
    let at = |source| RepositoryError::File { path: path.to_owned(), source };
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(at)?;
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut beside = builder.tempfile_in(folder).map_err(at)?;
    beside.write_all(bytes).and_then(|()| beside.as_file().sync_all()).map_err(at)?;
    beside.persist(path).map_err(|error| at(error.error))?;
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(at)?;
    }
    Ok(())
}
