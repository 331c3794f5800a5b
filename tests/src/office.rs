//! The health authority's office: its keys, and the repository of editions that a platform serves.

use std::path::{Path, PathBuf};

use chrono::Utc;
use declaration::Form;
use editions::{Repository, RoleKey, RoleKeysOf};
use rulebook::{Edition, Files};
use tempfile::TempDir;

use crate::Outcome;

/// An office with the bundled edition published.
pub struct Office {
    repository: Repository,
    keys: Vec<RoleKey>,
    // Goes last: the repository and the keys' files live in it.
    folder: TempDir,
}

impl Office {
    /// Makes keys and a root, and publishes the edition that the programs were built with.
    ///
    /// # Errors
    /// When a step is refused.
    pub fn open() -> Outcome<Self> {
        let folder = TempDir::with_prefix("guitu-office-")?;
        let names = ["root-1", "root-2", "targets", "snapshot", "timestamp"];
        let keys = names.map(|name| RoleKey::make(&folder.path().join(name)));
        let keys = keys.into_iter().collect::<Result<Vec<_>, _>>()?;
        let [root, other_root, targets, snapshot, timestamp] = &keys[..] else {
            return Err("five keys".into());
        };
        let repository = Repository::at(folder.path().join("repository"));
        let roles = RoleKeysOf {
            root: vec![root.public().clone(), other_root.public().clone()],
            root_threshold: 2,
            targets: vec![targets.public().clone()],
            targets_threshold: 1,
            snapshot: vec![snapshot.public().clone()],
            timestamp: vec![timestamp.public().clone()],
        };
        repository.init(&roles, Utc::now())?;
        let office = Self { repository, keys, folder };
        office.publish(&Files::bundled())?;
        Ok(office)
    }

    /// Packs an edition and signs it: platforms that serve the repository have it from now on.
    ///
    /// # Errors
    /// When it does not prove, or is not newer.
    pub fn publish(&self, files: &Files) -> Outcome {
        self.repository.pack(files, Utc::now())?;
        let signed = self.repository.sign(&self.keys, Utc::now())?;
        if signed.waiting.is_empty() { Ok(()) } else { Err("a signature is missing".into()) }
    }

    /// The repository's folder.
    pub fn repository(&self) -> PathBuf {
        self.folder.path().join("repository")
    }
}

/// The second edition, which differs from the bundled one in every way.
///
/// # Errors
/// When its folder cannot be read.
pub fn second_edition() -> Outcome<Files> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/edition-2");
    Ok(Files::read_dir(&folder)?.with_bundled_lists())
}

/// Its form.
///
/// # Errors
/// When it is refused.
pub fn second_form() -> Outcome<Form> {
    let edition = Edition::load(&second_edition()?).map_err(|refusal| format!("{refusal:?}"))?;
    Ok(Form::new(edition.into()))
}
