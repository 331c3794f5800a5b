//! Writing the profile that apps are given.

use std::path::{Path, PathBuf};

use platform_api::{Keys, PROFILE_FILE, PlatformProfile};

use crate::whole_file::{self, Readers};

/// Writes `platform-profile.json` if it is absent, or says another address or other keys than it should. A name that
/// somebody gave the platform there stays.
pub(crate) fn keep(data: &Path, url: &str, keys: Keys) -> std::io::Result<PathBuf> {
    let path = data.join(PROFILE_FILE);
    let there = std::fs::read(&path).ok().and_then(|bytes| PlatformProfile::parse(&bytes).ok());
    if there.as_ref().is_some_and(|there| there.url == url && there.keys() == keys) {
        return Ok(path);
    }
    let (name, rulebook_root) = match there {
        Some(there) => (there.name, there.rulebook_root),
        None => ("浙江 Zhejiang".to_owned(), None),
    };
    let Keys { receipt_keys, code_keys, sealing_key } = keys;
    let profile =
        PlatformProfile { name, url: url.to_owned(), receipt_keys, code_keys, sealing_key, rulebook_root };
    whole_file::write(&path, profile.to_json().as_bytes(), Readers::All)?;
    Ok(path)
}
