//! `trust.json.z`: what has been verified so far, and by which chain of roots.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use tough::schema::{Root, Signed};

use super::keep;
use crate::EditionsError;

const FILE: &str = "trust.json.z";
/// Far above what a chain of roots and three lists come to.
const MOST: u64 = 64 * 1024 * 1024;

/// Documents are kept as the text that came, since hashes are of the text.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Trust {
    /// Roots in the order of their versions, each signed by the one before it.
    pub(super) roots: Vec<String>,
    /// The newest of each role ever seen and verified.
    pub(super) guard: Guard,
    /// What vouches for the editions held.
    pub(super) held: Option<HeldSet>,
}

/// Nothing older than this is taken.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Guard {
    pub(super) timestamp: Option<String>,
    pub(super) snapshot: Option<String>,
    pub(super) targets: Option<String>,
}

/// Metadata that belongs together, and what was taken by it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct HeldSet {
    /// Version of the root that it was verified by.
    pub(super) root: u64,
    pub(super) timestamp: String,
    pub(super) snapshot: String,
    pub(super) targets: String,
    /// The list of the platform's keys, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) platform_keys: Option<String>,
    /// Editions that were proved, each with a digest of its list of files.
    pub(super) editions: BTreeMap<u32, String>,
    pub(super) looked_at: DateTime<Utc>,
}

impl Trust {
    /// Nothing but the root that was given.
    pub(super) fn fresh(anchor: &[u8]) -> Self {
        Self { roots: vec![String::from_utf8_lossy(anchor).into_owned()], ..Self::default() }
    }

    /// What a folder holds under a root; nothing if it holds nothing, or something that this root does not vouch for.
    pub(super) fn read(folder: &Path, anchor: &Signed<Root>) -> Result<Option<Self>, EditionsError> {
        let path = folder.join(FILE);
        let bytes = match keep::unpacked(&path, MOST) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            read => read.map_err(|error| EditionsError::io(&path, error))?,
        };
        let mut trust: Self =
            serde_json::from_slice(&bytes).map_err(|error| EditionsError::io(&path, error))?;
        Ok(trust.is_anchored(anchor)?.then_some(trust))
    }

    /// Replaces the file whole.
    pub(super) fn write(&self, folder: &Path) -> Result<(), EditionsError> {
        let path = folder.join(FILE);
        let bytes = serde_json::to_vec(self).map_err(|error| EditionsError::io(&path, error))?;
        keep::write_packed(&path, &bytes)
    }

    /// The text of the newest root.
    pub(super) fn root(&self) -> &str {
        self.roots.last().map(String::as_str).unwrap_or_default()
    }

    /// The text of the root of that version.
    pub(super) fn root_of(&self, version: u64) -> Result<&str, EditionsError> {
        for text in &self.roots {
            if root(text.as_bytes())?.signed.version.get() == version {
                return Ok(text);
            }
        }
        Err(EditionsError::RootRefused(format!("root {version} is not held")))
    }

    /// Whether the chain holds the root that was given, or leads to it in one step. Every link is verified again.
    fn is_anchored(&mut self, anchor: &Signed<Root>) -> Result<bool, EditionsError> {
        let mut chain = Vec::new();
        for text in &self.roots {
            let next = root(text.as_bytes())?;
            if let Some(before) = chain.last() {
                follows(before, &next)?;
            }
            chain.push(next);
        }
        let holds = chain.iter().any(|root| root.signed == anchor.signed);
        if !holds && chain.last().is_some_and(|last| follows(last, anchor).is_ok()) {
            self.roots.push(serde_json::to_string(anchor).unwrap_or_default());
            return Ok(true);
        }
        Ok(holds)
    }
}

/// A root that is signed by enough of its own keys.
pub(super) fn root(bytes: &[u8]) -> Result<Signed<Root>, EditionsError> {
    let refused = |error: &dyn std::fmt::Display| EditionsError::RootRefused(error.to_string());
    let root: Signed<Root> = serde_json::from_slice(bytes).map_err(|error| refused(&error))?;
    root.signed.verify_role(&root).map_err(|error| refused(&error))?;
    Ok(root)
}

fn follows(before: &Signed<Root>, next: &Signed<Root>) -> Result<(), EditionsError> {
    if before.signed.version.get().checked_add(1) != Some(next.signed.version.get()) {
        return Err(EditionsError::RootRefused(format!(
            "root {} follows {}",
            next.signed.version, before.signed.version
        )));
    }
    before.signed.verify_role(next).map_err(|error| EditionsError::RootRefused(error.to_string()))
}
