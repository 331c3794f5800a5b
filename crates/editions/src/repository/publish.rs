//! Signing, and publishing what enough keys have signed.

use std::collections::HashMap;
use std::num::NonZeroU64;

use chrono::{DateTime, Utc};
use tough::schema::{
    DelegatedTargets, Hashes, Metafile, Role, RoleType, Root, Signature, Signed, Snapshot, Targets, Timestamp,
};

use super::drafts::{SPEC, numbers, sign, unsigned};
use super::folder::{self, Current};
use super::{Repository, RepositoryError, RoleKey, instant, platform_keys};
use crate::contents::sha256;

/// What a signing brought about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// Files that are served now and were not before, in the order in which they came.
    pub published: Vec<String>,
    /// What is drafted and still lacks signatures.
    pub waiting: Vec<Waiting>,
    /// Editions that are published.
    pub editions: Vec<u32>,
}

/// What a snapshot leads to.
#[derive(Clone, Copy)]
pub(super) struct Lists<'a> {
    pub(super) targets: &'a Signed<Targets>,
    pub(super) platform_keys: Option<&'a Signed<DelegatedTargets>>,
}

/// A document that lacks signatures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Such as `root 2` or `targets 5`.
    pub document: String,
    /// Whose signatures it lacks, such as `root 1` where the old keys have to agree.
    pub by: String,
    /// Valid ones that it has.
    pub has: u64,
    /// How many it needs.
    pub needs: u64,
}

impl Repository {
    /// Adds the signatures of these keys to what is drafted, and publishes what then has enough. With nothing drafted,
    /// the keys of snapshot and timestamp make both anew for another term.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub fn sign(&self, keys: &[RoleKey], now: DateTime<Utc>) -> Result<Progress, RepositoryError> {
        let _lock = self.folder.lock()?;
        let before = self.folder.root()?;
        let mut next = self.folder.draft::<Root>(folder::ROOT)?;
        let mut progress = Progress::default();
        if let Some(next) = &mut next {
            if let Some(before) = &before {
                sign(next, &before.signed, keys)?;
            }
            let own = next.signed.clone();
            sign(next, &own, keys)?;
            self.folder.write_draft(folder::ROOT, next)?;
            let judges = before.iter().chain([&*next]).map(|root| &root.signed);
            progress.waiting.extend(judges.filter_map(|root| lacking(root, next)));
            if !progress.waiting.is_empty() {
                return Ok(progress);
            }
        }
        let none = || RepositoryError::Refused("there is no root yet: init makes one".into());
        let root = next.as_ref().or(before.as_ref()).ok_or_else(none)?.signed.clone();
        let current = self.folder.current()?;
        let Some(targets) = self.targets_to_publish(&root, current.as_ref(), keys, now)? else {
            // The first root stands alone until there is an edition.
            self.publish_root(next.as_ref(), &mut progress)?;
            return Ok(progress);
        };
        if let Some(waiting) = lacking(&root, &targets) {
            progress.waiting.push(waiting);
            return Ok(progress);
        }
        let platform_keys = self.platform_keys_to_publish(&targets.signed, current.as_ref(), keys, now)?;
        if let Some(list) = &platform_keys
            && let Some(waiting) = platform_keys::lacking(&targets.signed, list)
        {
            progress.waiting.push(waiting);
            return Ok(progress);
        }
        let lists = Lists { targets: &targets, platform_keys: platform_keys.as_ref() };
        let (snapshot, timestamp) = self.newest(&root, lists, current.as_ref(), keys, now)?;
        progress.waiting.extend(lacking(&root, &snapshot).into_iter().chain(lacking(&root, &timestamp)));
        if !progress.waiting.is_empty() {
            return Ok(progress);
        }
        self.check_files(&targets.signed)?;
        if let Some(list) = &platform_keys {
            self.check_files(&list.signed)?;
            self.publish(list, &mut progress)?;
        }
        progress.editions = numbers(&targets.signed);
        self.publish(&targets, &mut progress)?;
        self.publish(&snapshot, &mut progress)?;
        self.publish_root(next.as_ref(), &mut progress)?;
        folder::replace(&self.folder.metadata(folder::TIMESTAMP), &folder::text(&timestamp)?)?;
        progress.published.push(folder::TIMESTAMP.into());
        self.folder.drop_draft(folder::TARGETS)?;
        self.folder.drop_draft(folder::PLATFORM_KEYS)?;
        Ok(progress)
    }

    /// The draft, with these keys' signatures; or what is published, which a new root may have to sign for anew.
    fn targets_to_publish(
        &self,
        root: &Root,
        current: Option<&Current>,
        keys: &[RoleKey],
        now: DateTime<Utc>,
    ) -> Result<Option<Signed<Targets>>, RepositoryError> {
        let mut draft = match (self.folder.draft::<Targets>(folder::TARGETS)?, current) {
            (Some(draft), _) => draft,
            (None, None) => return Ok(None),
            (None, Some(current)) if root.verify_role(&current.targets).is_ok() => {
                return Ok(Some(current.targets.clone()));
            }
            (None, Some(_)) => unsigned(self.next_targets(now)?),
        };
        // Signatures of keys that a new root no longer names say nothing.
        let named = root.roles.get(&RoleType::Targets).map(|role| role.keyids.clone()).unwrap_or_default();
        draft.signatures.retain(|signature| named.contains(&signature.keyid));
        sign(&mut draft, root, keys)?;
        self.folder.write_draft(folder::TARGETS, &draft)?;
        Ok(Some(draft))
    }

    /// Snapshot and timestamp that lead to these lists.
    pub(super) fn newest(
        &self,
        root: &Root,
        lists: Lists<'_>,
        current: Option<&Current>,
        keys: &[RoleKey],
        now: DateTime<Utc>,
    ) -> Result<(Signed<Snapshot>, Signed<Timestamp>), RepositoryError> {
        let next =
            |version: Option<NonZeroU64>| NonZeroU64::MIN.saturating_add(version.map_or(0, NonZeroU64::get));
        let expires = instant(now, self.lifetimes.snapshot);
        let version = next(current.map(|current| current.snapshot.signed.version));
        let mut snapshot = unsigned(Snapshot::new(SPEC.into(), version, expires));
        snapshot.signed.meta.insert(folder::TARGETS.into(), meta(lists.targets)?);
        if let Some(list) = lists.platform_keys {
            snapshot.signed.meta.insert(folder::PLATFORM_KEYS.into(), meta(list)?);
        }
        sign(&mut snapshot, root, keys)?;
        let expires = instant(now, self.lifetimes.timestamp);
        let version = next(current.map(|current| current.timestamp.signed.version));
        let mut timestamp = unsigned(Timestamp::new(SPEC.into(), version, expires));
        timestamp.signed.meta.insert("snapshot.json".into(), meta(&snapshot)?);
        sign(&mut timestamp, root, keys)?;
        Ok((snapshot, timestamp))
    }

    /// Nothing is published that a client could not fetch.
    fn check_files(&self, targets: &Targets) -> Result<(), RepositoryError> {
        for (name, target) in &targets.targets {
            let digest: String = target.hashes.sha256.iter().map(|byte| format!("{byte:02x}")).collect();
            let path = self.folder.targets(&format!("{digest}.{}", name.raw()))?;
            let bytes = std::fs::read(&path)
                .map_err(|source| RepositoryError::File { path: path.clone(), source })?;
            if sha256(&bytes) != digest {
                return Err(RepositoryError::Refused(format!(
                    "{} was changed after it was packed",
                    path.display()
                )));
            }
        }
        Ok(())
    }

    fn publish_root(
        &self,
        root: Option<&Signed<Root>>,
        progress: &mut Progress,
    ) -> Result<(), RepositoryError> {
        if let Some(root) = root {
            self.publish(root, progress)?;
            self.folder.drop_draft(folder::ROOT)?;
        }
        Ok(())
    }

    pub(super) fn publish<T: Role>(
        &self,
        document: &Signed<T>,
        progress: &mut Progress,
    ) -> Result<(), RepositoryError> {
        let name = document.signed.filename(true);
        let path = self.folder.metadata(&name);
        let is_new = !path.exists();
        folder::write_new(&path, &folder::text(document)?)?;
        if is_new {
            progress.published.push(name);
        }
        Ok(())
    }
}

/// Length, digest and version of a document's text.
fn meta<T: Role>(document: &Signed<T>) -> Result<Metafile, RepositoryError> {
    use sha2::Digest as _;
    let text = folder::text(document)?;
    let sha256 = sha2::Sha256::digest(&text).to_vec().into();
    Ok(Metafile {
        length: Some(text.len() as u64),
        hashes: Some(Hashes { sha256, _extra: HashMap::new() }),
        version: document.signed.version(),
        _extra: HashMap::new(),
    })
}

/// What a document lacks under a root, if anything. `tough` alone says whether it is enough.
pub(super) fn lacking<T: Role + Clone>(root: &Root, document: &Signed<T>) -> Option<Waiting> {
    root.verify_role(document).err()?;
    let role = root.roles.get(&T::TYPE)?;
    let mut judge = root.clone();
    judge.roles.entry(T::TYPE).and_modify(|role| role.threshold = NonZeroU64::MIN);
    Some(Waiting {
        document: format!("{} {}", T::TYPE, document.signed.version()),
        by: if T::TYPE == RoleType::Root { format!("root {}", root.version) } else { T::TYPE.to_string() },
        has: valid(document, |alone| judge.verify_role(alone).is_ok()),
        needs: role.threshold.get(),
    })
}

/// How many of a document's signatures would be enough alone, where one is.
pub(super) fn valid<T: Clone>(document: &Signed<T>, is_enough: impl Fn(&Signed<T>) -> bool) -> u64 {
    let alone = |signature: &Signature| Signed {
        signed: document.signed.clone(),
        signatures: vec![signature.clone()],
    };
    document.signatures.iter().filter(|signature| is_enough(&alone(signature))).count() as u64
}
