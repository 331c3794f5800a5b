//! Writing the profile that apps are given.

use std::path::{Path, PathBuf};

use platform_api::{Keys, PROFILE_FILE, PlatformProfile};
use serde_json::Value;

use crate::whole_file::{self, Readers};

/// Writes `platform-profile.json` if it is absent, or says another address, other keys or another root of rulebooks than it
/// should. A name that somebody gave the platform there stays, and so does any of the repository's `roots`: apps find the
/// way from an earlier one to the last.
pub(crate) fn keep(data: &Path, url: &str, keys: Keys, roots: &[Value]) -> std::io::Result<PathBuf> {
    let path = data.join(PROFILE_FILE);
    let there = std::fs::read(&path).ok().and_then(|bytes| PlatformProfile::parse(&bytes).ok());
    let has_root =
        |there: &PlatformProfile| there.rulebook_root.as_ref().is_some_and(|root| roots.contains(root));
    if there.as_ref().is_some_and(|there| there.url == url && there.keys() == keys && has_root(there)) {
        return Ok(path);
    }
    let rulebook_root = match &there {
        Some(there) if has_root(there) => there.rulebook_root.clone(),
        _ => roots.last().cloned(),
    };
    let name = there.map_or_else(|| "浙江 Zhejiang".to_owned(), |there| there.name);
    let Keys { receipt_keys, code_keys, sealing_key } = keys;
    let profile =
        PlatformProfile { name, url: url.to_owned(), receipt_keys, code_keys, sealing_key, rulebook_root };
    whole_file::write(&path, profile.to_json().as_bytes(), Readers::All)?;
    Ok(path)
}
