//! Roots: which keys may sign what, and how the keys of today hand over to those of tomorrow.

use std::collections::HashMap;
use std::num::NonZeroU64;

use chrono::{DateTime, TimeDelta, Utc};
use tough::schema::{RoleKeys, RoleType, Root};

use super::drafts::{SPEC, unsigned};
use super::{Repository, RepositoryError, RolePublicKey, folder, instant};

/// Which keys sign for which role.
#[derive(Debug, Clone, Default)]
pub struct RoleKeysOf {
    /// Kept apart and offline.
    pub root: Vec<RolePublicKey>,
    /// How many of them a root needs.
    pub root_threshold: u64,
    /// Say which editions there are.
    pub targets: Vec<RolePublicKey>,
    /// How many of them the list needs.
    pub targets_threshold: u64,
    /// Says which list is the newest.
    pub snapshot: Vec<RolePublicKey>,
    /// Says that nothing newer is there.
    pub timestamp: Vec<RolePublicKey>,
}

/// How long what is signed holds.
#[derive(Debug, Clone, Copy)]
pub struct Lifetimes {
    /// Of a root.
    pub root: TimeDelta,
    /// Of the list of targets.
    pub targets: TimeDelta,
    /// Of a snapshot.
    pub snapshot: TimeDelta,
    /// Of a timestamp: how long a stale repository can be passed off as the newest.
    pub timestamp: TimeDelta,
}

impl Default for Lifetimes {
    fn default() -> Self {
        Self {
            root: TimeDelta::days(400),
            targets: TimeDelta::days(200),
            snapshot: TimeDelta::days(30),
            timestamp: TimeDelta::days(7),
        }
    }
}

impl Repository {
    /// Drafts the first root; it waits for the signatures of enough root keys.
    ///
    /// # Errors
    /// [`RepositoryError`]; also where there is a root already.
    pub fn init(&self, keys: &RoleKeysOf, now: DateTime<Utc>) -> Result<(), RepositoryError> {
        let _lock = self.folder.lock()?;
        if self.folder.root()?.is_some() || self.folder.draft::<Root>(folder::ROOT)?.is_some() {
            return Err(RepositoryError::Refused(
                "there is a root already: rotate-root makes the next one".into(),
            ));
        }
        let root = self.root(NonZeroU64::MIN, keys, now)?;
        self.folder.write_draft(folder::ROOT, &unsigned(root))
    }

    /// Drafts the next root; it waits for enough root keys of the present root and enough of its own. Roles whose keys
    /// are left empty keep those that they have, a threshold of 0 stays as it is.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub fn rotate_root(&self, change: &RoleKeysOf, now: DateTime<Utc>) -> Result<u64, RepositoryError> {
        let _lock = self.folder.lock()?;
        let none = || RepositoryError::Refused("no root is published yet: sign the first one".into());
        let now_root = self.folder.root()?.ok_or_else(none)?.signed;
        let kept = |role, given: &[RolePublicKey]| match given {
            [] => now_root.keys(role).cloned().map(RolePublicKey).collect(),
            given => given.to_vec(),
        };
        let threshold = |role, given| match (given, now_root.roles.get(&role)) {
            (0, Some(keys)) => keys.threshold.get(),
            (given, _) => given,
        };
        let keys = RoleKeysOf {
            root: kept(RoleType::Root, &change.root),
            root_threshold: threshold(RoleType::Root, change.root_threshold),
            targets: kept(RoleType::Targets, &change.targets),
            targets_threshold: threshold(RoleType::Targets, change.targets_threshold),
            snapshot: kept(RoleType::Snapshot, &change.snapshot),
            timestamp: kept(RoleType::Timestamp, &change.timestamp),
        };
        let version = now_root.version.saturating_add(1);
        let root = self.root(version, &keys, now)?;
        self.folder.write_draft(folder::ROOT, &unsigned(root))?;
        Ok(version.get())
    }

    fn root(
        &self,
        version: NonZeroU64,
        keys: &RoleKeysOf,
        now: DateTime<Utc>,
    ) -> Result<Root, RepositoryError> {
        let mut root = Root {
            spec_version: SPEC.into(),
            consistent_snapshot: true,
            version,
            expires: instant(now, self.lifetimes.root),
            keys: HashMap::new(),
            roles: HashMap::new(),
            _extra: HashMap::new(),
        };
        let roles = [
            (RoleType::Root, &keys.root, keys.root_threshold),
            (RoleType::Targets, &keys.targets, keys.targets_threshold),
            (RoleType::Snapshot, &keys.snapshot, 1),
            (RoleType::Timestamp, &keys.timestamp, 1),
        ];
        for (role, keys, threshold) in roles {
            let mut keyids = Vec::new();
            for RolePublicKey(key) in keys {
                let id = key.key_id().map_err(|_| RepositoryError::Cryptography)?;
                root.keys.insert(id.clone(), key.clone());
                if !keyids.contains(&id) {
                    keyids.push(id);
                }
            }
            let threshold = NonZeroU64::new(threshold)
                .filter(|least| least.get() <= keyids.len() as u64)
                .ok_or_else(|| {
                    RepositoryError::Refused(format!(
                        "{threshold} of {} keys cannot sign for {role}",
                        keyids.len()
                    ))
                })?;
            root.roles.insert(role, RoleKeys { keyids, threshold, _extra: HashMap::new() });
        }
        Ok(root)
    }
}
