//! Making a repository: officers lay editions in it, sign with keys that never meet, and publish what enough of them
//! have signed.
//!
//! - `metadata/` and `targets/` are what is served; what stands there is never changed, only added to (but for
//!   `timestamp.json`, which is replaced whole).
//! - `draft/` is what waits for signatures: a root, a list of targets, or the list of the platform's keys. It is never served.
//!
//! Root keys are kept apart and offline, enough of them sign a root. The targets key says which editions there are. The
//! platform's own keys are listed by a role that the targets key delegates to, so that whoever writes editions cannot exchange
//! what codes are signed with. The keys of snapshot and timestamp may stand on a server; they can say what is newest, and nothing else. Every version
//! number is one above what is published, so none is ever lowered or used twice.

mod drafts;
mod folder;
mod keys;
mod platform_keys;
mod publish;
mod published;
mod refresh;
mod roots;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use rulebook::files::{RISKS, list_number};
use rulebook::{Edition, Files, Refusal};
use tough::TargetName;
use tough::schema::{Hashes, Target};

use crate::contents::{self, LISTS, is_file_name, sha256};
use crate::{EditionsError, source};

pub use keys::{RoleKey, RolePublicKey};
pub use publish::{Progress, Waiting};
pub use published::Published;
pub use roots::{Lifetimes, RoleKeysOf};

use folder::Folder;

/// A repository of editions in a folder.
#[derive(Debug, Clone)]
pub struct Repository {
    folder: Folder,
    lifetimes: Lifetimes,
}

/// Why an officer's step was not done. Nothing that is served has changed.
#[derive(Debug, thiserror::Error)]
pub enum RepositoryError {
    /// A file or folder cannot be used.
    #[error("{path}: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A key file that cannot be used.
    #[error("{path}: {why}")]
    Key {
        /// Which.
        path: PathBuf,
        /// Why not.
        why: &'static str,
    },
    /// A step that does not fit what is there.
    #[error("{0}")]
    Refused(String),
    /// The edition does not prove.
    #[error("the edition is refused: {0}")]
    Edition(Box<Refusal>),
    /// What is published does not verify.
    #[error("the repository does not verify: {0}")]
    Verify(#[from] EditionsError),
    /// The operating system gave no random bytes, or the library could not sign.
    #[error("could not make a key or a signature")]
    Cryptography,
}

/// What [`Repository::pack`] laid down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// The edition's number.
    pub number: u32,
    /// Its files.
    pub files: usize,
    /// All editions that the draft lists.
    pub editions: Vec<u32>,
    /// Version of the list of targets that waits for signatures.
    pub version: u64,
}

impl Repository {
    /// The repository in that folder; nothing is read or made yet.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Folder(folder.into()), lifetimes: Lifetimes::default() }
    }

    /// The same, whose signatures hold for other spans than the usual.
    #[must_use]
    pub fn with_lifetimes(mut self, lifetimes: Lifetimes) -> Self {
        self.lifetimes = lifetimes;
        self
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        &self.folder.0
    }

    /// Proves an edition and lays its files, as targets of a draft that waits for signatures.
    ///
    /// # Errors
    /// [`RepositoryError`]; also where the edition's number is not above those that are there.
    pub fn pack(&self, files: &Files, now: DateTime<Utc>) -> Result<Packed, RepositoryError> {
        let edition = Edition::load(files).map_err(|refusal| RepositoryError::Edition(Box::new(refusal)))?;
        let _lock = self.folder.lock()?;
        let number = edition.head.number;
        let newest = self.targets_now()?.and_then(|targets| drafts::numbers(&targets).last().copied());
        if let Some(newest) = newest.filter(|newest| number <= *newest) {
            return Err(RepositoryError::Refused(format!(
                "edition {number} is not newer than edition {newest}, which is there; an edition never changes, give it the next number"
            )));
        }
        self.lay(number, files, now)
    }

    /// The same without a proof and in place of an edition of the same number: for the platform's own repository, whose
    /// edition is the one that the program was built with and proved at its start.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub fn pack_bundled(&self, edition: &Edition, now: DateTime<Utc>) -> Result<Packed, RepositoryError> {
        let _lock = self.folder.lock()?;
        self.lay(edition.head.number, &Files::bundled(), now)
    }

    /// Proves a risk list with the newest edition and lays it, as a target of a draft that waits for signatures. Gives its
    /// number.
    ///
    /// # Errors
    /// [`RepositoryError`]; also where the list's number is not above those that are there.
    pub fn pack_list(&self, list: &[u8], now: DateTime<Utc>) -> Result<u32, RepositoryError> {
        let _lock = self.folder.lock()?;
        let targets = self.targets_now()?;
        let newest = targets.as_ref().and_then(|targets| drafts::numbers(targets).last().copied());
        let edition = newest.and_then(|number| self.edition(number).transpose()).transpose()?;
        let Some(edition) = edition else {
            return Err(RepositoryError::Refused(
                "no edition is published yet: pack and sign one first".into(),
            ));
        };
        let refused = || RepositoryError::Refused("this is no risk list with a number".into());
        let number = list_number(list).ok_or_else(refused)?;
        let known =
            targets.iter().flat_map(|targets| targets.targets.keys().filter_map(contents::list)).max();
        if let Some(newest) = known.max(edition.list_number()).filter(|newest| number <= *newest) {
            return Err(RepositoryError::Refused(format!(
                "risk list {number} is not newer than list {newest}, which is there; a list never changes, give it the next number"
            )));
        }
        let mut with_list = edition;
        with_list.0.insert(RISKS.to_owned(), list.to_vec());
        Edition::load(&with_list).map_err(|refusal| RepositoryError::Edition(Box::new(refusal)))?;
        let mut targets = self.next_targets(now)?;
        let name = format!("{LISTS}/{number}.json");
        folder::write_new(&self.folder.targets(&format!("{}.{name}", sha256(list)))?, list)?;
        let target = TargetName::new(name).map_err(|error| RepositoryError::Refused(error.to_string()))?;
        targets.targets.insert(target, listed(list));
        self.folder.write_draft(folder::TARGETS, &drafts::unsigned(targets))?;
        Ok(number)
    }

    fn lay(&self, number: u32, files: &Files, now: DateTime<Utc>) -> Result<Packed, RepositoryError> {
        let mut targets = self.next_targets(now)?;
        targets.targets.retain(|name, _| drafts::number(name) != Some(number));
        for (name, bytes) in &files.0 {
            if !is_file_name(name) {
                return Err(RepositoryError::Refused(format!(
                    "{name:?} cannot be the name of an edition's file"
                )));
            }
            let digest = sha256(bytes);
            let path = self.folder.targets(&format!("{digest}.{number}/{name}"))?;
            folder::write_new(&path, bytes)?;
            let target = TargetName::new(format!("{number}/{name}"))
                .map_err(|error| RepositoryError::Refused(error.to_string()))?;
            targets.targets.insert(target, listed(bytes));
        }
        let editions = drafts::numbers(&targets);
        let version = targets.version.get();
        self.folder.write_draft(folder::TARGETS, &drafts::unsigned(targets))?;
        Ok(Packed { number, files: files.0.len(), editions, version })
    }
}

fn listed(bytes: &[u8]) -> Target {
    use sha2::Digest as _;
    let sha256 = sha2::Sha256::digest(bytes).to_vec().into();
    Target {
        length: bytes.len() as u64,
        hashes: Hashes { sha256, _extra: HashMap::new() },
        custom: HashMap::new(),
        _extra: HashMap::new(),
    }
}

/// `tough`'s instants have seconds in metadata.
fn instant(now: DateTime<Utc>, lifetime: TimeDelta) -> jiff::Timestamp {
    jiff::Timestamp::from_second((now + lifetime).timestamp()).unwrap_or(jiff::Timestamp::MAX)
}

/// A path inside the repository.
fn inside(folder: &Path, path: &str) -> Result<PathBuf, RepositoryError> {
    source::inside(folder, path)
        .ok_or_else(|| RepositoryError::Refused(format!("{path:?} leads out of the repository")))
}
