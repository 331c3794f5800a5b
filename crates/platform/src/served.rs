//! The repository of editions that the platform serves: an officer's, or one of its own that it makes at its first start.
//!
//! Its own lies under `rulebook/` in the data directory, its keys under `rulebook-keys/`, which only the owner may enter.
//! Lost keys stop the start, as those of receipts and codes do: apps trust the root that they were given, and no other
//! can be invented for them. An officer's repository is served as it is; where the keys of its snapshot and timestamp
//! stand in `rulebook-keys/`, the platform renews both before they run out.
//!
//! Terms are by the system's clock, not by [`Config::clock`](crate::Config::clock): apps hold them against theirs.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use chrono::{TimeDelta, Utc};
use editions::{
    EditionsError, FolderSource, Lifetimes, Published, Repository, RepositoryError, RoleKey, RoleKeysOf,
    Source as _, SourceError,
};
use platform_api::{Problem, ProblemCode};
use rulebook::{Edition, Files};

use crate::{secret_file, whole_file};

pub(crate) const REPOSITORY: &str = "rulebook";
const KEYS: &str = "rulebook-keys";
const ROLES: [&str; 4] = ["root", "targets", "snapshot", "timestamp"];
/// Signs for the platform's own keys, in a role of its own.
const PLATFORM_KEYS: &str = "platform-keys";
/// What could not be taken over is read again no more often.
const TRIED_EVERY: Duration = Duration::from_secs(2);
pub(crate) const TIMESTAMP: &str = "metadata/timestamp.json";

/// Why no repository can be served.
#[derive(Debug, thiserror::Error)]
pub enum ServedError {
    /// Keys are gone that a repository was signed with.
    #[error("{0} is missing though there is a rulebook that it signed; put it back from a copy")]
    KeyMissing(PathBuf),
    /// Its first root is gone, by which apps know the platform.
    #[error("metadata/1.root.json is missing from the rulebook's repository; put it back from a copy")]
    NoFirstRoot,
    /// It cannot be made, read or signed.
    #[error(transparent)]
    Repository(#[from] RepositoryError),
    /// It does not verify.
    #[error("the rulebook's repository: {0}")]
    Verify(#[from] EditionsError),
    /// A directory or a key file cannot be used.
    #[error("{path}: {source}")]
    Folder {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The work was cut off.
    #[error("starting was cut off")]
    CutOff,
}

/// A repository that is served.
pub(crate) struct Served {
    repository: Repository,
    source: FolderSource,
    /// Those that may renew snapshot and timestamp; none where an officer does it.
    online: Vec<RoleKey>,
    seen: Mutex<Seen>,
}

/// What `timestamp.json` looks like.
pub(crate) type Stamp = (SystemTime, u64);

#[derive(Default)]
struct Seen {
    /// As it was when everything that is published was taken over.
    taken: Option<Stamp>,
    /// When something newer could not be taken over.
    failed: Option<Instant>,
}

impl Served {
    /// The officer's repository in that folder.
    pub(crate) fn officers(folder: &Path, data: &Path) -> Result<Self, ServedError> {
        let mut online = Vec::new();
        for role in ["snapshot", "timestamp"] {
            let path = key_path(data, role);
            if path.exists() {
                online.push(role_key(&path)?);
            }
        }
        Ok(Self::new(folder, online))
    }

    /// The platform's own, with the edition that the program was built with; made if it is not there.
    pub(crate) fn own(data: &Path, bundled: &Edition) -> Result<Self, ServedError> {
        let folder = data.join(REPOSITORY);
        let repository = Repository::at(&folder).with_lifetimes(own_lifetimes());
        let is_made = folder.join("metadata/1.root.json").exists();
        let keys = data.join(KEYS);
        whole_file::make_directory(&keys).map_err(|source| ServedError::Folder { path: keys, source })?;
        let [root, targets, snapshot, timestamp] = own_keys(data, is_made)?;
        if !is_made && !folder.join("draft/root.json").exists() {
            let public = |key: &RoleKey| vec![key.public().clone()];
            let roles = RoleKeysOf {
                root: public(&root),
                root_threshold: 1,
                targets: public(&targets),
                targets_threshold: 1,
                snapshot: public(&snapshot),
                timestamp: public(&timestamp),
            };
            repository.init(&roles, Utc::now())?;
        }
        if repository.edition(bundled.head.number)?.is_none_or(|there| there != Files::bundled()) {
            repository.pack_bundled(bundled, Utc::now())?;
        }
        let mut keys = vec![timestamp, snapshot, targets, root];
        let of_keys = key_path(data, PLATFORM_KEYS);
        if of_keys.exists() {
            keys.push(role_key(&of_keys)?);
        }
        if repository.has_drafts() {
            repository.sign(&keys, Utc::now())?;
        }
        keys.truncate(2);
        Ok(Self::new(&folder, keys))
    }

    fn new(folder: &Path, online: Vec<RoleKey>) -> Self {
        Self {
            repository: Repository::at(folder),
            source: FolderSource::new(folder),
            online,
            seen: Mutex::default(),
        }
    }

    /// A file, as it is served.
    pub(crate) async fn file(&self, path: &str, limit: u64) -> Result<Vec<u8>, Problem> {
        if !path.starts_with("metadata/") && !path.starts_with("targets/") {
            return Err(ProblemCode::NotFound.into());
        }
        self.source.fetch(path, limit).await.map_err(|error| {
            Problem::new(match error {
                SourceError::NotFound => ProblemCode::NotFound,
                SourceError::Unreachable => ProblemCode::Unavailable,
                SourceError::TooLarge => ProblemCode::RulebookOversized,
            })
        })
    }

    /// Everything, verified.
    pub(crate) async fn published(&self) -> Result<Published, EditionsError> {
        Published::read(self.repository.path()).await
    }

    /// What is published, if it is not what was taken over. It stays newer until it was: a file may still be on its way, a secret
    /// not be here yet, and whoever reads may be cut off.
    pub(crate) fn newer(&self) -> Option<Stamp> {
        let found = std::fs::metadata(self.repository.path().join(TIMESTAMP)).ok()?;
        let stamp = (found.modified().ok()?, found.len());
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let is_resting = seen.failed.is_some_and(|failed| failed.elapsed() < TRIED_EVERY);
        (seen.taken != Some(stamp) && !is_resting).then_some(stamp)
    }

    /// Everything that was published under that stamp was taken over, or it will be tried again.
    pub(crate) fn took(&self, stamp: Stamp, all: bool) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        *seen = if all {
            Seen { taken: Some(stamp), failed: None }
        } else {
            Seen { failed: Some(Instant::now()), ..*seen }
        };
    }

    /// Renews snapshot and timestamp where half of their term is over and the keys are here.
    pub(crate) fn keep_fresh(&self) {
        if self.online.is_empty() {
            return;
        }
        let now = Utc::now();
        let renewed = match self.repository.is_half_spent(now) {
            Ok(true) => self.repository.refresh(&self.online, now),
            spent => spent,
        };
        match renewed {
            Ok(true) => tracing::info!("the rulebook's timestamp was renewed"),
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "the rulebook's timestamp could not be renewed"),
        }
    }
}

/// Publishes a ring of the platform's keys in the repository of its own that a data directory holds. The key of their role is made the
/// first time.
pub(crate) fn publish_keys(data: &Path, ring: &[u8]) -> Result<(), ServedError> {
    let repository = Repository::at(data.join(REPOSITORY)).with_lifetimes(own_lifetimes());
    let mut keys: Vec<RoleKey> = own_keys(data, true)?.into();
    let path = key_path(data, PLATFORM_KEYS);
    let is_named = repository.has_keys_role()?;
    let own = match path.exists() {
        true => role_key(&path)?,
        false if is_named => return Err(ServedError::KeyMissing(path)),
        false => RoleKey::make(&path)?,
    };
    if !is_named {
        repository.delegate_platform_keys(&[own.public().clone()], 1, Utc::now())?;
    }
    keys.push(own);
    repository.pack_platform_keys(ring, Utc::now())?;
    repository.sign(&keys, Utc::now())?;
    Ok(())
}

/// Nobody comes to sign for a platform that looks after itself.
fn own_lifetimes() -> Lifetimes {
    let long = TimeDelta::days(3650);
    Lifetimes { root: long, targets: long, ..Lifetimes::default() }
}

/// The keys of the platform's own repository; made only where nothing was signed with others.
fn own_keys(data: &Path, is_made: bool) -> Result<[RoleKey; 4], ServedError> {
    let [root, targets, snapshot, timestamp] = ROLES.map(|role| {
        let path = key_path(data, role);
        match path.exists() {
            true => role_key(&path),
            false if is_made => Err(ServedError::KeyMissing(path)),
            false => Ok(RoleKey::make(&path)?),
        }
    });
    Ok([root?, targets?, snapshot?, timestamp?])
}

/// A key that is its owner's alone.
fn role_key(path: &Path) -> Result<RoleKey, ServedError> {
    secret_file::check(path).map_err(|source| ServedError::Folder { path: path.to_owned(), source })?;
    Ok(RoleKey::read(path)?)
}

fn key_path(data: &Path, role: &str) -> PathBuf {
    data.join(KEYS).join(format!("{role}.pem"))
}
