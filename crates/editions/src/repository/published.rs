//! What a repository on disk publishes, verified as a client would, but for expiry: its keeper may be late.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Utc};
use rulebook::Files;
use tough::ExpirationEnforcement;
use tough::schema::{Root, Signed};

use super::{Repository, RepositoryError, drafts};
use crate::source::FolderSource;
use crate::transport::{self, METADATA};
use crate::{EditionsError, Source as _, contents, shelf};

/// The editions of a repository.
#[derive(Debug, Clone)]
pub struct Published {
    /// Its roots, oldest first; any of them may stand in a platform profile.
    pub roots: Vec<serde_json::Value>,
    /// The files of each edition, by number.
    pub editions: BTreeMap<u32, Files>,
    /// The newest risk lists, by number.
    pub lists: BTreeMap<u32, Vec<u8>>,
    /// The platform's keys, as their own role lists them.
    pub platform_keys: Option<Vec<u8>>,
    /// When the first role runs out.
    pub expires: DateTime<Utc>,
}

impl Published {
    /// Reads and verifies the repository in a folder, from its first root on.
    ///
    /// # Errors
    /// [`EditionsError`].
    pub async fn read(folder: &Path) -> Result<Self, EditionsError> {
        let source = FolderSource::new(folder);
        let mut roots = Vec::new();
        while let Ok(bytes) =
            source.fetch(&format!("{METADATA}{}.root.json", roots.len() + 1), transport::MAX_ROOT).await
        {
            roots.push(bytes);
        }
        let first = roots.first().ok_or_else(|| EditionsError::Unreachable("1.root.json".into()))?;
        let first = String::from_utf8_lossy(first).into_owned();
        let work = tempfile::tempdir().map_err(|error| EditionsError::io(folder, error))?;
        let (read, _) = transport::lend(&source, |asking| async {
            let repository = shelf::load(first, asking, work.path(), ExpirationEnforcement::Unsafe).await?;
            let mut editions = BTreeMap::new();
            let contents = contents::of(&repository)?;
            for (number, listed) in contents.editions {
                let mut files = BTreeMap::new();
                for (name, file) in listed {
                    files.insert(name, shelf::read(&repository, &file).await?);
                }
                editions.insert(number, Files(files));
            }
            let mut lists = BTreeMap::new();
            for (number, file) in contents.lists {
                lists.insert(number, shelf::read(&repository, &file).await?);
            }
            let platform_keys = match contents.platform_keys {
                Some(file) => Some(shelf::read(&repository, &file).await?),
                None => None,
            };
            Ok::<_, EditionsError>((editions, lists, platform_keys, contents::expires(&repository)))
        })
        .await;
        let (editions, lists, platform_keys, expires) = read?;
        let parse = |bytes: &Vec<u8>| {
            let root = serde_json::from_slice::<Signed<Root>>(bytes).and_then(serde_json::to_value);
            root.map_err(|error| EditionsError::RootRefused(error.to_string()))
        };
        let roots = roots.iter().map(parse).collect::<Result<_, _>>()?;
        Ok(Self { roots, editions, lists, platform_keys, expires })
    }

    /// The newest root.
    pub fn root(&self) -> Option<&serde_json::Value> {
        self.roots.last()
    }
}

impl Repository {
    /// The files of an edition that is published, as they lie there; for a keeper who asks whether it still is the one
    /// that should be.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub fn edition(&self, number: u32) -> Result<Option<Files>, RepositoryError> {
        let Some(current) = self.folder.current()? else { return Ok(None) };
        let mut files = BTreeMap::new();
        for (target, listed) in &current.targets.signed.targets {
            let Some((_, name)) =
                target.raw().split_once('/').filter(|_| drafts::number(target) == Some(number))
            else {
                continue;
            };
            let digest: String = listed.hashes.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
            let path = self.folder.targets(&format!("{digest}.{}", target.raw()))?;
            let bytes = std::fs::read(&path).map_err(|source| RepositoryError::File { path, source })?;
            files.insert(name.to_owned(), bytes);
        }
        Ok(if files.is_empty() { None } else { Some(Files(files)) })
    }

    /// Whether anything waits for signatures.
    pub fn has_drafts(&self) -> bool {
        let is_drafted = |name| self.path().join("draft").join(name).exists();
        is_drafted(super::folder::ROOT)
            || is_drafted(super::folder::TARGETS)
            || is_drafted(super::folder::PLATFORM_KEYS)
    }
}
