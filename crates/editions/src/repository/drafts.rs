//! What waits for signatures.

use std::num::NonZeroU64;

use chrono::{DateTime, Utc};
use tough::TargetName;
use tough::schema::decoded::{Decoded, Hex};
use tough::schema::{Role, Root, Signature, Signed, Targets};

use super::{Repository, RepositoryError, RoleKey, folder, instant};
use crate::contents::KEYS_ROLE;

pub(super) const SPEC: &str = "1.0.0";

impl Repository {
    /// The targets as they will be: the draft, or what is published.
    pub(super) fn targets_now(&self) -> Result<Option<Targets>, RepositoryError> {
        if let Some(draft) = self.folder.draft::<Targets>(folder::TARGETS)? {
            return Ok(Some(draft.signed));
        }
        Ok(self.folder.current()?.map(|current| current.targets.signed))
    }

    /// The same with the next version and a new term, without signatures.
    pub(super) fn next_targets(&self, now: DateTime<Utc>) -> Result<Targets, RepositoryError> {
        let published = self.folder.current()?.map(|current| current.targets.signed.version.get());
        let version = NonZeroU64::MIN.saturating_add(published.unwrap_or(0));
        let expires = instant(now, self.lifetimes.targets);
        let mut targets = match self.targets_now()? {
            Some(targets) => targets,
            None => Targets::new(SPEC.into(), version, expires),
        };
        // Nobody signs for anybody else, but for the platform's keys.
        targets.delegations = targets
            .delegations
            .take()
            .filter(|delegations| matches!(delegations.roles.as_slice(), [role] if role.name == KEYS_ROLE));
        (targets.version, targets.expires) = (version, expires);
        Ok(targets)
    }

    /// Drafts the list of targets as it is, for another term.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub fn renew(&self, now: DateTime<Utc>) -> Result<(), RepositoryError> {
        let _lock = self.folder.lock()?;
        if self.targets_now()?.is_none() {
            return Err(RepositoryError::Refused("there is no edition yet: pack one first".into()));
        }
        self.folder.write_draft(folder::TARGETS, &unsigned(self.next_targets(now)?))
    }
}

pub(super) fn unsigned<T>(signed: T) -> Signed<T> {
    Signed { signed, signatures: Vec::new() }
}

/// Adds the signatures of those keys that a root names for this role and that have not signed yet.
pub(super) fn sign<T: Role>(
    document: &mut Signed<T>,
    root: &Root,
    keys: &[RoleKey],
) -> Result<(), RepositoryError> {
    let Some(role) = root.roles.get(&T::TYPE) else { return Ok(()) };
    sign_as(document, &role.keyids, keys)
}

/// Adds the signatures of those keys that are named and have not signed yet.
pub(super) fn sign_as<T: Role>(
    document: &mut Signed<T>,
    named: &[Decoded<Hex>],
    keys: &[RoleKey],
) -> Result<(), RepositoryError> {
    let bytes = document.signed.canonical_form().map_err(|_| RepositoryError::Cryptography)?;
    for key in keys {
        let Ok(keyid) = key.public().0.key_id() else { continue };
        let has_signed = document.signatures.iter().any(|signature| signature.keyid == keyid);
        if named.contains(&keyid) && !has_signed {
            document.signatures.push(Signature { keyid, sig: key.sign(&bytes)?.into() });
        }
    }
    Ok(())
}

/// The numbers of the editions listed, in order.
pub(super) fn numbers(targets: &Targets) -> Vec<u32> {
    let numbers: std::collections::BTreeSet<u32> = targets.targets.keys().filter_map(number).collect();
    numbers.into_iter().collect()
}

/// The number that a target is named for.
pub(super) fn number(target: &TargetName) -> Option<u32> {
    target.raw().split_once('/')?.0.parse().ok()
}
