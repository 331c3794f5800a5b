//! One look at a repository, or at what is held of it: `tough` verifies, what it verified is remembered.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::PoisonError;

use async_trait::async_trait;
use chrono::{DateTime, SubsecRound as _, Utc};
use rulebook::{Edition, Files, Refusal};
use tempfile::TempDir;
use tough::{ExpirationEnforcement, IntoVec as _, Repository, RepositoryLoader};

use super::trust::{self, Guard, HeldSet, Trust};
use super::{Update, keep, misnamed};
use crate::contents::{self, Contents, Listed};
use crate::transport::{self, Asking, Fetched, METADATA, TARGETS};
use crate::{EditionsError, Source, SourceError};

const WORK: &str = "looking-";
const ROOT: &str = "root.json";
const TIMESTAMP: &str = "timestamp.json";
const SNAPSHOT: &str = "snapshot.json";
const TARGETS_ROLE: &str = "targets.json";
const PLATFORM_KEYS: &str = "platform-keys.json";
/// `tough` compares the clock with it.
const TIME: &str = "latest_known_time.json";

/// What is held, verified once more.
pub(super) struct Verified {
    pub(super) contents: Contents,
    pub(super) expires: DateTime<Utc>,
}

/// Verifies what is held by the root that it was taken under.
pub(super) async fn again(folder: &Path, trust: &Trust, set: &HeldSet) -> Result<Verified, EditionsError> {
    let root = trust.root_of(set.root)?.to_owned();
    let work = work(folder)?;
    let (repository, _) = transport::lend(&Kept(set.clone()), |asking| {
        load(root, asking, work.path(), ExpirationEnforcement::Unsafe)
    })
    .await;
    let repository = repository?;
    Ok(Verified { contents: contents::of(&repository)?, expires: contents::expires(&repository) })
}

/// Takes what is newer.
pub(super) async fn update(
    folder: &Path,
    anchor: &[u8],
    source: &dyn Source,
) -> Result<Update, EditionsError> {
    let given = trust::root(anchor)?;
    // A shelf that is damaged or belongs to another root is begun anew; its files are still good for what they are.
    let mut trust = Trust::read(folder, &given).ok().flatten().unwrap_or_else(|| Trust::fresh(anchor));
    let work = work(folder)?;
    guard(&trust, work.path())?;
    let (looked, fetched) = transport::lend(source, |asking| look(&trust, asking, folder, work.path())).await;
    advance(&mut trust, &fetched, work.path());
    let taken = match looked {
        Ok(taken) => taken,
        Err(error) => {
            // What was verified before it went wrong still bars the way back. Where it cannot be written down, the
            // error that led here says more.
            let _ = trust.write(folder);
            return Err(error);
        }
    };
    let needed: BTreeSet<String> = taken.needed;
    trust.held = Some(HeldSet {
        root: taken.root,
        timestamp: text(&fetched, TIMESTAMP),
        snapshot: text(&fetched, SNAPSHOT),
        targets: text(&fetched, TARGETS_ROLE),
        platform_keys: Some(text(&fetched, PLATFORM_KEYS)).filter(|text| !text.is_empty()),
        editions: taken.editions,
        looked_at: Utc::now().trunc_subsecs(0),
    });
    trust.write(folder)?;
    keep::tidy(folder, &needed);
    match taken.refused {
        Some((number, refusal)) => Err(EditionsError::EditionRefused { number, refusal: Box::new(refusal) }),
        None => Ok(taken.update),
    }
}

/// What a look brought, before it is written down.
struct Taken {
    update: Update,
    root: u64,
    editions: BTreeMap<u32, String>,
    needed: BTreeSet<String>,
    /// The newest edition, if the software refuses it.
    refused: Option<(u32, Refusal)>,
}

async fn look(trust: &Trust, asking: Asking, folder: &Path, work: &Path) -> Result<Taken, EditionsError> {
    let repository = load(trust.root().to_owned(), asking, work, ExpirationEnforcement::Safe).await?;
    let contents = contents::of(&repository)?;
    let bundled: BTreeMap<String, Vec<u8>> =
        Files::bundled().0.into_values().map(|bytes| (contents::sha256(&bytes), bytes)).collect();
    let Some(newest) = contents.editions.keys().next_back().copied() else {
        let refusal = Box::new(Refusal::new("file-missing", "edition.json", ""));
        return Err(EditionsError::EditionRefused { number: 0, refusal });
    };
    let held = trust.held.as_ref().map(|set| &set.editions);
    let mut taken = Taken {
        update: Update {
            newest,
            added: Vec::new(),
            lists: Vec::new(),
            platform_keys: false,
            expires: contents::expires(&repository),
        },
        root: repository.root().signed.version.get(),
        editions: BTreeMap::new(),
        needed: BTreeSet::new(),
        refused: None,
    };
    for (number, listed) in contents.lists {
        if keep::file(folder, &listed).is_none() {
            keep::keep(folder, &listed, &read(&repository, &listed).await?)?;
            taken.update.lists.push(number);
        }
        taken.needed.insert(listed.sha256);
    }
    if let Some(listed) = contents.platform_keys {
        if keep::file(folder, &listed).is_none() {
            keep::keep(folder, &listed, &read(&repository, &listed).await?)?;
            taken.update.platform_keys = true;
        }
        taken.needed.insert(listed.sha256);
    }
    for (number, listed) in contents.editions {
        let digest = digest(&listed);
        let is_held = held.is_some_and(|held| held.get(&number) == Some(&digest));
        if !is_held || keep::files(folder, &listed).is_err() {
            let files = fetch(&repository, &listed, folder, &bundled).await?;
            // What came with the program was proved when it started.
            if files != Files::bundled()
                && let Err(refusal) = proved(number, files.clone()).await?
            {
                taken.refused = (number == newest).then_some((number, refusal));
                continue;
            }
            for (name, bytes) in &files.0 {
                keep::keep(folder, &listed[name], bytes)?;
            }
            taken.update.added.push(number);
        }
        taken.needed.extend(listed.into_values().map(|file| file.sha256));
        taken.editions.insert(number, digest);
    }
    Ok(taken)
}

/// The files of an edition: what is at hand from there, the rest from the repository.
async fn fetch(
    repository: &Repository,
    listed: &BTreeMap<String, Listed>,
    folder: &Path,
    bundled: &BTreeMap<String, Vec<u8>>,
) -> Result<Files, EditionsError> {
    let mut files = BTreeMap::new();
    for (name, file) in listed {
        let bytes = match bundled.get(&file.sha256).cloned().or_else(|| keep::file(folder, file)) {
            Some(bytes) => bytes,
            None => read(repository, file).await?,
        };
        if !file.is(&bytes) {
            return Err(EditionsError::Mismatch(format!(
                "{} is shorter or longer than signed",
                file.target.raw()
            )));
        }
        files.insert(name.clone(), bytes);
    }
    Ok(Files(files))
}

/// The bytes of a target, verified.
pub(crate) async fn read(repository: &Repository, file: &Listed) -> Result<Vec<u8>, EditionsError> {
    let stream = repository.read_target(&file.target).await?;
    let stream = stream.ok_or_else(|| EditionsError::Mismatch(file.target.raw().to_owned()))?;
    Ok(stream.into_vec().await?)
}

/// Whether the software takes the edition; an edition under another's number is nobody's edition.
async fn proved(number: u32, files: Files) -> Result<Result<(), Refusal>, EditionsError> {
    let loaded =
        tokio::task::spawn_blocking(move || Edition::load(&files).map(|edition| edition.head.number))
            .await
            .map_err(|_| EditionsError::ShelfIo("the proof was cut off".into()))?;
    match loaded {
        Ok(is) if is == number => Ok(Ok(())),
        Ok(is) => Err(misnamed(number, is)),
        Err(refusal) => Ok(Err(refusal)),
    }
}

pub(crate) async fn load(
    root: String,
    asking: Asking,
    work: &Path,
    expiry: ExpirationEnforcement,
) -> Result<Repository, EditionsError> {
    let loader = RepositoryLoader::new(&root, transport::base(METADATA)?, transport::base(TARGETS)?)
        .transport(asking)
        .limits(transport::limits())
        .datastore(work)
        .expiration_enforcement(expiry);
    Ok(loader.load().await?)
}

/// A folder for `tough` to write in; those of looks that were cut off are removed.
fn work(folder: &Path) -> Result<TempDir, EditionsError> {
    let io = |error| EditionsError::io(folder, error);
    std::fs::create_dir_all(folder).map_err(io)?;
    for entry in std::fs::read_dir(folder).map_err(io)?.flatten() {
        if entry.file_name().to_string_lossy().starts_with(WORK) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
    tempfile::Builder::new().prefix(WORK).tempdir_in(folder).map_err(io)
}

/// Tells `tough` what was seen before.
fn guard(trust: &Trust, work: &Path) -> Result<(), EditionsError> {
    let Guard { timestamp, snapshot, targets } = &trust.guard;
    let time = trust.held.as_ref().and_then(|set| serde_json::to_string(&set.looked_at).ok());
    for (name, text) in [(TIMESTAMP, timestamp), (SNAPSHOT, snapshot), (TARGETS_ROLE, targets), (TIME, &time)]
    {
        if let Some(text) = text {
            std::fs::write(work.join(name), text).map_err(|error| EditionsError::io(work, error))?;
        }
    }
    Ok(())
}

/// Takes over what `tough` verified, whether or not all went well: roots one after the other, and the newest of the rest.
fn advance(trust: &mut Trust, fetched: &Fetched, work: &Path) {
    let Some(verified) = std::fs::read(work.join(ROOT)).ok().and_then(|bytes| trust::root(&bytes).ok())
    else {
        return;
    };
    let Ok(known) = trust::root(trust.root().as_bytes()) else { return };
    for version in known.signed.version.get() + 1..=verified.signed.version.get() {
        trust.roots.push(text(fetched, &format!("{version}.{ROOT}")));
    }
    let read = |name: &str| std::fs::read_to_string(work.join(name)).ok();
    trust.guard = Guard { timestamp: read(TIMESTAMP), snapshot: read(SNAPSHOT), targets: read(TARGETS_ROLE) };
}

/// The text of a document as it came; of those with a version in the name, the last.
fn text(fetched: &Fetched, name: &str) -> String {
    let fetched = fetched.lock().unwrap_or_else(PoisonError::into_inner);
    let named = |path: &str| {
        path.strip_prefix(METADATA).is_some_and(|file| file == name || file.ends_with(&format!(".{name}")))
    };
    let found = fetched.iter().rev().find(|(path, _)| named(path));
    found.map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
}

/// A digest of names and digests: the same exactly when every file is.
fn digest(listed: &BTreeMap<String, Listed>) -> String {
    let lines: String = listed.iter().map(|(name, file)| format!("{} {name}\n", file.sha256)).collect();
    contents::sha256(lines.as_bytes())
}

/// Answers with what is held.
struct Kept(HeldSet);

#[async_trait]
impl Source for Kept {
    async fn fetch(&self, path: &str, _: u64) -> Result<Vec<u8>, SourceError> {
        let text = match path.strip_prefix(METADATA) {
            Some(TIMESTAMP) => &self.0.timestamp,
            Some(name) if name.ends_with(SNAPSHOT) => &self.0.snapshot,
            Some(name) if name.ends_with(TARGETS_ROLE) => &self.0.targets,
            Some(name) if name.ends_with(PLATFORM_KEYS) => {
                self.0.platform_keys.as_ref().ok_or(SourceError::NotFound)?
            }
            _ => return Err(SourceError::NotFound),
        };
        Ok(text.clone().into_bytes())
    }
}
