//! What an app holds of a repository: taken once, verified each time it is read, usable without a network for ever.
//!
//! In the shelf's folder, which holds public data only:
//! - `trust.json.z`: the chain of roots, the metadata that vouches for what is held, and the newest metadata ever seen,
//!   so that nothing older is taken. One file, replaced whole: a kill at any point leaves the shelf as it was.
//! - `files/<sha256>`: the editions' files and the newest risk lists, packed, by what they contain, so that equal files are fetched and stored once.
//!
//! Expiry is enforced when a newer edition is looked for (an expired repository may be one that somebody keeps back),
//! and not when a held one is read: a traveller without a network still has a form, and is told how old it is. The time
//! is the system's, on both sides, since `tough` takes no other.

mod keep;
mod look;
mod trust;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use rulebook::{Files, Head};
use tokio::sync::Mutex;

use crate::EditionsError;
use crate::source::Source;
pub(crate) use look::{load, read};
use trust::Trust;

/// Where newer editions are held.
#[derive(Debug)]
pub struct Shelf {
    folder: PathBuf,
    /// The root of the platform's profile, as JSON.
    anchor: Vec<u8>,
    /// One look at a time; and nobody reads while files are thrown away.
    turn: Mutex<()>,
}

/// An edition that is held.
#[derive(Debug, Clone)]
pub struct Held {
    /// Its number.
    pub number: u32,
    /// Its files, for [`rulebook::Edition::load`].
    pub files: Files,
    /// Day of issue.
    pub issued: NaiveDate,
    /// Last day on which it applies, if one is known.
    pub valid_until: Option<NaiveDate>,
    /// The newest risk lists that came, by number; which of them the edition takes, its loading says
    /// ([`Files::with_newer_lists`]).
    pub lists: Arc<BTreeMap<u32, Vec<u8>>>,
    /// When it was last known that nothing newer is there.
    pub looked_at: DateTime<Utc>,
    /// Until when the repository vouched for that; told, never enforced here.
    pub expires: DateTime<Utc>,
}

/// What a look at the repository brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// The highest number there.
    pub newest: u32,
    /// Numbers that were not held as they are now.
    pub added: Vec<u32>,
    /// Numbers of the risk lists that were not held.
    pub lists: Vec<u32>,
    /// Whether the platform's keys are others than those held before.
    pub platform_keys: bool,
    /// Until when the repository vouches for there being nothing newer.
    pub expires: DateTime<Utc>,
}

impl Shelf {
    /// The shelf in that folder, under the root of a platform's profile. Nothing is read or made yet; a root that is
    /// none is said by the first use.
    pub fn new(folder: &Path, root: &serde_json::Value) -> Self {
        Self { folder: folder.to_owned(), anchor: root.to_string().into_bytes(), turn: Mutex::new(()) }
    }

    /// The editions held, by number: signatures and hashes are verified again, expiry is not enforced. An edition whose
    /// files are damaged on disk is left out; the next [`update`](Self::update) fetches it again.
    ///
    /// # Errors
    /// [`EditionsError`]; where all are damaged, what is wrong with the last.
    pub async fn held(&self) -> Result<Vec<Held>, EditionsError> {
        let _turn = self.turn.lock().await;
        let anchor = trust::root(&self.anchor)?;
        let Some(trust) = Trust::read(&self.folder, &anchor)? else { return Ok(Vec::new()) };
        let Some(set) = &trust.held else { return Ok(Vec::new()) };
        let verified = look::again(&self.folder, &trust, set).await?;
        let lists = verified.contents.lists.iter();
        let lists = lists.filter_map(|(number, listed)| Some((*number, keep::file(&self.folder, listed)?)));
        let lists = Arc::new(lists.collect::<BTreeMap<_, _>>());
        let mut held = Vec::new();
        let mut wrong = None;
        let proved = verified.contents.editions.iter();
        for (number, listed) in proved.filter(|(number, _)| set.editions.contains_key(number)) {
            match keep::files(&self.folder, listed).and_then(|files| {
                let head = head(*number, &files)?;
                Ok(Held {
                    number: *number,
                    files,
                    lists: lists.clone(),
                    issued: head.issued,
                    valid_until: head.valid_until,
                    looked_at: set.looked_at,
                    expires: verified.expires,
                })
            }) {
                Ok(edition) => held.push(edition),
                Err(error) => wrong = Some(error),
            }
        }
        match wrong {
            Some(error) if held.is_empty() => Err(error),
            _ => Ok(held),
        }
    }

    /// The platform's keys as their role last listed them; verified again. None before any list of them came.
    ///
    /// # Errors
    /// [`EditionsError`]; `Mismatch` also where the file is damaged on disk: the next [`update`](Self::update) fetches it again.
    pub async fn platform_keys(&self) -> Result<Option<Vec<u8>>, EditionsError> {
        let _turn = self.turn.lock().await;
        let anchor = trust::root(&self.anchor)?;
        let trust = Trust::read(&self.folder, &anchor)?;
        let Some((trust, set)) = trust.as_ref().and_then(|trust| Some((trust, trust.held.as_ref()?))) else {
            return Ok(None);
        };
        // Most platforms have never changed a key: then nothing is verified that the editions will be once more.
        if set.platform_keys.is_none() {
            return Ok(None);
        }
        let verified = look::again(&self.folder, trust, set).await?;
        let Some(listed) = verified.contents.platform_keys else { return Ok(None) };
        let damaged = || EditionsError::Mismatch(format!("{} is missing or damaged", listed.target.raw()));
        keep::file(&self.folder, &listed).map(Some).ok_or_else(damaged)
    }

    /// Looks for newer editions and takes them. Files that the program was built with, or that are held, are not fetched
    /// again; each edition is proved before it is kept. What went wrong changes nothing of what is held.
    ///
    /// # Errors
    /// [`EditionsError`]. `EditionRefused` speaks of the newest edition; others beside it may have been taken.
    pub async fn update(&self, source: &dyn Source) -> Result<Update, EditionsError> {
        let _turn = self.turn.lock().await;
        look::update(&self.folder, &self.anchor, source).await
    }
}

fn head(number: u32, files: &Files) -> Result<Head, EditionsError> {
    let bytes = files.0.get("edition.json").map(Vec::as_slice).unwrap_or_default();
    let head: Head = serde_json::from_slice(bytes)
        .map_err(|error| EditionsError::Mismatch(format!("{number}/edition.json: {error}")))?;
    if head.number == number { Ok(head) } else { Err(misnamed(number, head.number)) }
}

/// An edition must be the one that its targets are named for.
fn misnamed(named: u32, is: u32) -> EditionsError {
    EditionsError::Mismatch(format!("edition {is} is named {named}"))
}
