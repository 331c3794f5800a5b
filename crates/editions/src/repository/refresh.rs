//! Keeping a published repository fresh: a new snapshot and timestamp before the old ones run out, by the keys that may
//! stand on a server. What is drafted is left alone.

use chrono::{DateTime, Utc};

use super::publish::{Lists, lacking};
use super::{Progress, Repository, RepositoryError, RoleKey, folder, instant};

impl Repository {
    /// Whether snapshot or timestamp have used up half of their term.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub fn is_half_spent(&self, now: DateTime<Utc>) -> Result<bool, RepositoryError> {
        let Some(current) = self.folder.current()? else { return Ok(false) };
        Ok(current.snapshot.signed.expires < instant(now, self.lifetimes.snapshot / 2)
            || current.timestamp.signed.expires < instant(now, self.lifetimes.timestamp / 2))
    }

    /// Makes snapshot and timestamp anew for another term; says whether these keys could.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub fn refresh(&self, keys: &[RoleKey], now: DateTime<Utc>) -> Result<bool, RepositoryError> {
        let _lock = self.folder.lock()?;
        let (Some(root), Some(current)) = (self.folder.root()?, self.folder.current()?) else {
            return Ok(false);
        };
        let targets = &current.targets;
        let lists = Lists { targets, platform_keys: current.platform_keys.as_ref() };
        let (snapshot, timestamp) = self.newest(&root.signed, lists, Some(&current), keys, now)?;
        if lacking(&root.signed, &snapshot).is_some() || lacking(&root.signed, &timestamp).is_some() {
            return Ok(false);
        }
        let mut progress = Progress::default();
        self.publish(targets, &mut progress)?; // it is there: this holds that it is what the snapshot speaks of
        self.publish(&snapshot, &mut progress)?;
        folder::replace(&self.folder.metadata(folder::TIMESTAMP), &folder::text(&timestamp)?)?;
        Ok(true)
    }
}
