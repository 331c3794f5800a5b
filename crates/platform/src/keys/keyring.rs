//! The keys in use while a platform runs: they change when officers publish a newer ring, and when the time of a key has come.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use chrono::{DateTime, Utc};
use platform_api::{KeyRing, KeyUse};

use super::{KEYS_FILE, KeysError, PlatformKeys, Secrets};

/// The keys of a platform that runs.
pub(crate) struct Keyring {
    folder: PathBuf,
    held: RwLock<Held>,
    /// The ring that is published could not be taken over.
    is_behind: AtomicBool,
}

struct Held {
    ring: KeyRing,
    /// Ids of what is in use for receipts, codes and sealing.
    ids: [String; 3],
    keys: Arc<PlatformKeys>,
}

impl Held {
    fn new(ring: KeyRing, secrets: &Secrets, folder: &Path, now: DateTime<Utc>) -> Result<Self, KeysError> {
        let keys = secrets.in_use(&ring, now).ok_or_else(|| KeysError::NotHere(folder.join(KEYS_FILE)))?;
        Ok(Self { ids: ids(&ring, now), keys: Arc::new(keys), ring })
    }
}

fn ids(ring: &KeyRing, now: DateTime<Utc>) -> [String; 3] {
    [KeyUse::Receipts, KeyUse::Codes, KeyUse::Sealing].map(|what| ring.in_use(what, now).id.clone())
}

impl Keyring {
    /// The keys of a folder under the ring that is published, or under none yet.
    pub(crate) fn new(
        folder: &Path,
        secrets: &Secrets,
        published: Option<&[u8]>,
        now: DateTime<Utc>,
    ) -> Result<Self, KeysError> {
        let broken = || KeysError::Broken(folder.join(KEYS_FILE));
        let ring = match published.map(KeyRing::parse) {
            Some(ring) => ring.map_err(KeysError::Ring)?,
            None => KeyRing::first(&secrets.first().ok_or_else(broken)?, DateTime::UNIX_EPOCH)
                .map_err(KeysError::Ring)?,
        };
        let held = Held::new(ring, secrets, folder, now)?;
        Ok(Self { folder: folder.to_owned(), held: RwLock::new(held), is_behind: AtomicBool::new(false) })
    }

    /// What is worked with now.
    pub(crate) fn in_use(&self) -> Arc<PlatformKeys> {
        self.held.read().unwrap_or_else(PoisonError::into_inner).keys.clone()
    }

    /// Whether the keys in use are those that the ring names, and what apps seal to can be opened.
    pub(crate) fn is_whole(&self) -> bool {
        !self.is_behind.load(Ordering::Relaxed) && self.in_use().opens_what_is_sealed()
    }

    /// Takes a ring that was published since, if it is later; what went wrong leaves the keys as they are, and the log says it.
    /// False where it is to be tried again: its secrets may not have reached this process yet.
    pub(crate) fn take(&self, published: &[u8], now: DateTime<Utc>) -> bool {
        let before = self.held.read().unwrap_or_else(PoisonError::into_inner).ring.clone();
        match KeyRing::parse(published) {
            Ok(ring) if ring == before => {
                self.is_behind.store(false, Ordering::Relaxed);
                true
            }
            Ok(ring) if ring.number() > before.number() => self.turn(ring, now),
            Ok(ring) => {
                tracing::error!(
                    number = ring.number(),
                    known = before.number(),
                    "an older ring of keys is not taken"
                );
                self.is_behind.store(true, Ordering::Relaxed);
                true
            }
            Err(error) => {
                tracing::error!(%error, "the ring of keys that is published is refused");
                self.is_behind.store(true, Ordering::Relaxed);
                true
            }
        }
    }

    /// Goes over to the next keys where their time has come, and reads the file of keys again where a secret is missing: it may
    /// have been put back.
    pub(crate) fn look_at_the_clock(&self, now: DateTime<Utc>) {
        let due = {
            let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
            let lacks = !held.keys.opens_what_is_sealed();
            (lacks || ids(&held.ring, now) != held.ids).then(|| held.ring.clone())
        };
        if let Some(ring) = due {
            self.turn(ring, now);
        }
    }

    fn turn(&self, ring: KeyRing, now: DateTime<Utc>) -> bool {
        let number = ring.number();
        let turned =
            Secrets::read(&self.folder).and_then(|secrets| Held::new(ring, &secrets, &self.folder, now));
        match turned {
            Ok(held) => {
                tracing::info!(ring = number, codes = held.ids[1], "keys in use");
                *self.held.write().unwrap_or_else(PoisonError::into_inner) = held;
                self.is_behind.store(false, Ordering::Relaxed);
                true
            }
            Err(error) => {
                tracing::error!(%error, ring = number, "the keys stay as they are");
                self.is_behind.store(true, Ordering::Relaxed);
                false
            }
        }
    }
}
