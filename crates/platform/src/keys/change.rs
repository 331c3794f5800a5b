//! Changing the keys: new ones made, old ones retired or revoked. What comes of it is a ring that officers sign before anybody
//! believes it; a platform that looks after its own repository holds all roles, and publishes it at once.

use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use editions::{EditionsError, Published};
use platform_api::{KeyRing, KeyRingError};

use super::{KeysError, Secrets};
use crate::Config;
use crate::served::{self, ServedError};
use crate::whole_file::{self, Readers};

/// How the keys change.
#[derive(Debug, Clone)]
pub enum Change {
    /// New keys for all three uses.
    Rotate {
        /// Until the new ones are used: longer than apps take to hear of them.
        after: TimeDelta,
        /// Until the former ones are retired, from then on.
        overlap: TimeDelta,
    },
    /// A key, by its id, is believed in nothing any more.
    Revoke {
        /// The key's id.
        id: String,
    },
}

/// Why the keys stay as they are.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The ring would contradict itself, or leave a use without a key.
    #[error("{0}; `keys rotate` makes others first")]
    Ring(#[from] KeyRingError),
    /// The keys cannot be read or made.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// The repository cannot be read.
    #[error("the rulebook's repository: {0}")]
    Repository(#[from] EditionsError),
    /// It cannot be signed here.
    #[error(transparent)]
    Served(#[from] ServedError),
    /// Officers sign for this platform's rulebook.
    #[error(
        "officers sign for this platform's rulebook: --draft names the file of the ring that they will sign"
    )]
    Officers,
    /// The draft cannot be written.
    #[error("{path}: {source}")]
    Draft {
        /// Which.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

/// Changes the keys of a platform in that configuration; one that runs takes the new ring by itself. With `draft` the ring is written
/// there, for officers to sign, and nothing is used before they have. Gives the new ring.
///
/// # Errors
/// [`ChangeError`]. Nothing is published then; a new key may stand in the file of keys that no ring names, and is never used.
pub async fn change(of: &Config, change: &Change, draft: Option<&Path>) -> Result<KeyRing, ChangeError> {
    let is_own = of.rulebook.is_none();
    if !is_own && draft.is_none() {
        return Err(ChangeError::Officers);
    }
    let folder = of.rulebook.clone().unwrap_or_else(|| of.data.join(served::REPOSITORY));
    let published = Published::read(&folder).await?.platform_keys;
    let now = (of.clock)();
    let ring = next(&mut Secrets::read(of.keys())?, of.keys(), published.as_deref(), change, now)?;
    match draft {
        Some(path) => whole_file::write(path, ring.to_json().as_bytes(), Readers::All)
            .map_err(|source| ChangeError::Draft { path: path.to_owned(), source })?,
        None => served::publish_keys(&of.data, ring.to_json().as_bytes())?,
    }
    Ok(ring)
}

/// The ring in which that change is made; new secrets are in the file before any ring names them.
fn next(
    secrets: &mut Secrets,
    folder: &Path,
    published: Option<&[u8]>,
    change: &Change,
    now: DateTime<Utc>,
) -> Result<KeyRing, ChangeError> {
    let ring = match (published, secrets.first()) {
        (Some(published), _) => KeyRing::parse(published)?,
        (None, Some(first)) => KeyRing::first(&first, DateTime::UNIX_EPOCH)?,
        (None, None) => return Err(KeyRingError::NoKey.into()),
    };
    match change {
        Change::Rotate { after, overlap } => {
            secrets.forget_retired(&ring, now);
            let new = secrets.add_new()?;
            secrets.write(folder)?;
            Ok(ring.rotated(&new, now + *after, *overlap))
        }
        Change::Revoke { id } => Ok(ring.revoking(id)?),
    }
}
