//! The platform's keys as a target of their own role (design decision 21): `platform-keys.json`, listed and signed apart from the
//! editions, so that who writes editions cannot exchange what codes and receipts are signed with.

use std::num::NonZeroU64;

use chrono::{DateTime, Utc};
use tough::TargetName;
use tough::schema::{DelegatedRole, DelegatedTargets, Delegations, PathPattern, PathSet, Signed, Targets};

use super::drafts::{SPEC, sign_as, unsigned};
use super::folder::{self, Current};
use super::publish::valid;
use super::{Repository, RepositoryError, RoleKey, RolePublicKey, Waiting, instant, listed};
use crate::contents::{KEYS_ROLE, KEYS_TARGET, sha256};

impl Repository {
    /// Drafts a list of targets that says who signs for the platform's keys, and how many of them must.
    ///
    /// # Errors
    /// [`RepositoryError`]; also where there is no edition yet.
    pub fn delegate_platform_keys(
        &self,
        keys: &[RolePublicKey],
        threshold: u64,
        now: DateTime<Utc>,
    ) -> Result<(), RepositoryError> {
        let _lock = self.folder.lock()?;
        if self.targets_now()?.is_none() {
            return Err(RepositoryError::Refused("there is no edition yet: pack one first".into()));
        }
        let mut delegations = Delegations::new();
        let mut keyids = Vec::new();
        for RolePublicKey(key) in keys {
            let id = key.key_id().map_err(|_| RepositoryError::Cryptography)?;
            delegations.keys.insert(id.clone(), key.clone());
            if !keyids.contains(&id) {
                keyids.push(id);
            }
        }
        let enough = NonZeroU64::new(threshold).filter(|least| least.get() <= keyids.len() as u64);
        let threshold = enough.ok_or_else(|| {
            RepositoryError::Refused(format!(
                "{threshold} of {} keys cannot sign for {KEYS_ROLE}",
                keyids.len()
            ))
        })?;
        let path =
            PathPattern::new(KEYS_TARGET).map_err(|error| RepositoryError::Refused(error.to_string()))?;
        delegations.roles.push(DelegatedRole {
            name: KEYS_ROLE.into(),
            keyids,
            threshold,
            paths: PathSet::Paths(vec![path]),
            terminating: true,
            targets: None,
        });
        let mut targets = self.next_targets(now)?;
        targets.delegations = Some(delegations);
        self.folder.write_draft(folder::TARGETS, &unsigned(targets))
    }

    /// Whether somebody is named who signs for the platform's keys.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub fn has_keys_role(&self) -> Result<bool, RepositoryError> {
        Ok(self.targets_now()?.is_some_and(|targets| role(&targets).is_some()))
    }

    /// Lays a ring of the platform's keys, which waits for the signatures of its role. What the ring says is for whoever made it
    /// to prove.
    ///
    /// # Errors
    /// [`RepositoryError`]; also where nobody is named who would sign for it.
    pub fn pack_platform_keys(&self, ring: &[u8], now: DateTime<Utc>) -> Result<(), RepositoryError> {
        let _lock = self.folder.lock()?;
        if !self.has_keys_role()? {
            return Err(RepositoryError::Refused(
                "nobody is named who signs for the platform's keys: delegate-keys names them".into(),
            ));
        }
        folder::write_new(&self.folder.targets(&format!("{}.{KEYS_TARGET}", sha256(ring)))?, ring)?;
        let target =
            TargetName::new(KEYS_TARGET).map_err(|error| RepositoryError::Refused(error.to_string()))?;
        let mut list = self.next_platform_keys(self.folder.current()?.as_ref(), now);
        list.targets.targets.clear();
        list.targets.targets.insert(target, listed(ring));
        self.folder.write_draft(folder::PLATFORM_KEYS, &unsigned(list))
    }

    /// The list as it is, with the next version and a new term.
    fn next_platform_keys(&self, current: Option<&Current>, now: DateTime<Utc>) -> DelegatedTargets {
        let published = current.and_then(|current| current.platform_keys.as_ref());
        let version = NonZeroU64::MIN
            .saturating_add(published.map_or(0, |published| published.signed.targets.version.get()));
        let expires = instant(now, self.lifetimes.targets);
        let mut targets = match published {
            Some(published) => published.signed.targets.clone(),
            None => Targets::new(SPEC.into(), version, expires),
        };
        targets.delegations = None; // nobody signs for those who sign for the keys
        (targets.version, targets.expires) = (version, expires);
        DelegatedTargets { name: KEYS_ROLE.into(), targets }
    }

    /// The draft, with these keys' signatures; or what is published, which a new delegation may have to sign for anew.
    pub(super) fn platform_keys_to_publish(
        &self,
        targets: &Targets,
        current: Option<&Current>,
        keys: &[RoleKey],
        now: DateTime<Utc>,
    ) -> Result<Option<Signed<DelegatedTargets>>, RepositoryError> {
        let Some(role) = role(targets) else { return Ok(None) };
        let published = current.and_then(|current| current.platform_keys.as_ref());
        let mut draft = match (self.folder.draft::<Targets>(folder::PLATFORM_KEYS)?, published) {
            (Some(draft), _) => draft.delegated_targets(KEYS_ROLE),
            (None, None) => return Ok(None),
            (None, Some(published)) if lacking(targets, published).is_none() => {
                return Ok(Some(published.clone()));
            }
            (None, Some(_)) => unsigned(self.next_platform_keys(current, now)),
        };
        draft.signatures.retain(|signature| role.keyids.contains(&signature.keyid));
        sign_as(&mut draft, &role.keyids, keys)?;
        self.folder.write_draft(folder::PLATFORM_KEYS, &draft)?;
        Ok(Some(draft))
    }
}

fn role(targets: &Targets) -> Option<&DelegatedRole> {
    let roles = targets.delegations.iter().flat_map(|delegations| &delegations.roles);
    roles.into_iter().find(|role| role.name == KEYS_ROLE)
}

/// What a list of the platform's keys lacks under the targets that name who signs it. `tough` alone says whether it is enough.
pub(super) fn lacking(targets: &Targets, list: &Signed<DelegatedTargets>) -> Option<Waiting> {
    let delegations = targets.delegations.as_ref()?;
    let (_, signed) = list.clone().targets();
    delegations.verify_role(&signed, KEYS_ROLE).err()?;
    let mut judge = delegations.clone();
    judge.roles.iter_mut().for_each(|role| role.threshold = NonZeroU64::MIN);
    Some(Waiting {
        document: format!("{KEYS_ROLE} {}", signed.signed.version),
        by: KEYS_ROLE.into(),
        has: valid(&signed, |alone| judge.verify_role(alone, KEYS_ROLE).is_ok()),
        needs: role(targets)?.threshold.get(),
    })
}
