//! Writing the profile that apps are given.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use platform_api::{Keys, PROFILE_FILE, PlatformProfile};
use serde_json::Value;

use crate::whole_file::{self, Readers};

/// Writes `platform-profile.json` if it is absent, or says another address, other keys or another first root of rulebooks
/// than it should. What somebody wrote there by hand stays: the platform's name, authorities of TLS, where editions come from.
pub(crate) fn keep(data: &Path, url: &str, keys: Keys, rulebook_root: Value) -> std::io::Result<PathBuf> {
    let path = data.join(PROFILE_FILE);
    let there = std::fs::read(&path).ok().and_then(|bytes| PlatformProfile::parse(&bytes).ok());
    let is_so = |there: &PlatformProfile| {
        there.url == url && there.keys() == keys && there.rulebook_root == rulebook_root
    };
    if there.as_ref().is_some_and(is_so) {
        return Ok(path);
    }
    let (name, names, authorities, editions_by_package) = match there {
        Some(there) => (there.name, there.names, there.authorities, there.editions_by_package),
        None => ("Zhejiang".to_owned(), own_names(), Vec::new(), false),
    };
    let Keys { receipt_keys, code_keys, sealing_key } = keys;
    let url = url.to_owned();
    let profile = PlatformProfile {
        name,
        names,
        url,
        receipt_keys,
        code_keys,
        sealing_key,
        rulebook_root,
        authorities,
        editions_by_package,
    };
    whole_file::write(&path, profile.to_json().as_bytes(), Readers::All)?;
    Ok(path)
}

/// How the province is called where it is not Zhejiang.
fn own_names() -> BTreeMap<String, String> {
    [("zh-CN".to_owned(), "浙江".to_owned())].into()
}
