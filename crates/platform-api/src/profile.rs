//! The platform profile: what an app trusts (design decision 15). It is given, as a file, and never found on the
//! network.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::platform_id::fingerprint;
use crate::{KeyError, Keys, PlatformId, PublicKey};

/// The file's usual name.
pub const PROFILE_FILE: &str = "platform-profile.json";

/// A root of trust may have 64 KiB of its own.
const MAX_BYTES: usize = 128 * 1024;
/// How the PEM of a certificate begins (RFC 7468 section 5).
const CERTIFICATE: &str = "-----BEGIN CERTIFICATE-----";

/// Address and keys of one platform.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlatformProfile {
    /// The platform's name, as shown to the traveller.
    pub name: String,
    /// The same in languages (BCP 47), where it is called otherwise in them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
    /// Base URL, `http` or `https`, without a trailing slash.
    pub url: String,
    /// Keys that receipts may be signed with.
    pub receipt_keys: Vec<PublicKey>,
    /// Keys that health codes may be signed with.
    pub code_keys: Vec<PublicKey>,
    /// The key that envelopes are sealed to.
    pub sealing_key: PublicKey,
    /// Version 1 of the rulebook's root of trust: newer editions follow from it, and it says who the platform is.
    pub rulebook_root: serde_json::Value,
    /// Certificate authorities (PEM) that TLS to this platform may rest on besides the system's: a consulate's own, or that of the
    /// proxy which its network makes everybody go through.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authorities: Vec<String>,
    /// The app does not ask this platform for newer editions: packages bring them, as an administrator decides.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub editions_by_package: bool,
}

/// Why a profile is refused. A profile is taken whole or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// Not a profile.
    #[error("not a platform profile")]
    Malformed,
    /// The address is neither http nor https.
    #[error("the platform's address is not a web address")]
    BadUrl,
    /// No key for receipts, or none for codes.
    #[error("the profile lacks a key")]
    NoKey,
    /// The root of trust is not a first version: nobody could tell whose profile this is.
    #[error("the profile lacks its first root of trust")]
    NoRoot,
    /// An authority that is no certificate's PEM.
    #[error("the profile holds a broken certificate")]
    BadAuthority,
    /// A key that is not one.
    #[error("the profile holds a broken key")]
    BadKey(#[from] KeyError),
}

/// A fingerprint of certificate authorities (PEM) that people can compare, whatever their order; empty for none.
pub fn authorities_fingerprint(authorities: &[String]) -> String {
    if authorities.is_empty() {
        return String::new();
    }
    let mut hashes: Vec<_> = authorities.iter().map(|pem| Sha256::digest(pem.trim())).collect();
    hashes.sort();
    fingerprint(&Sha256::digest(hashes.concat()))
}

impl PlatformProfile {
    /// The platform's name in a language.
    pub fn name_in(&self, language: &str) -> &str {
        self.names.get(language).unwrap_or(&self.name)
    }

    /// Reads a profile and proves every key in it.
    pub fn parse(bytes: &[u8]) -> Result<Self, ProfileError> {
        if bytes.len() > MAX_BYTES {
            return Err(ProfileError::Malformed);
        }
        let mut profile: Self =
            serde_json::from_slice(without_mark(bytes)).map_err(|_| ProfileError::Malformed)?;
        let rest = profile.url.strip_prefix("https://").or_else(|| profile.url.strip_prefix("http://"));
        if rest.is_none_or(|host| host.is_empty() || host.contains(char::is_whitespace)) {
            return Err(ProfileError::BadUrl);
        }
        profile.url.truncate(profile.url.trim_end_matches('/').len());
        PlatformId::of_root(&profile.rulebook_root).ok_or(ProfileError::NoRoot)?;
        if profile.receipt_keys.is_empty() || profile.code_keys.is_empty() {
            return Err(ProfileError::NoKey);
        }
        for key in profile.receipt_keys.iter().chain(&profile.code_keys) {
            key.verifying()?;
        }
        profile.sealing_key.is_sealing()?;
        if !profile.authorities.iter().all(|pem| pem.trim_start().starts_with(CERTIFICATE)) {
            return Err(ProfileError::BadAuthority);
        }
        Ok(profile)
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Who the platform is.
    pub fn platform(&self) -> PlatformId {
        PlatformId::of_root(&self.rulebook_root).unwrap_or_default()
    }

    /// The same platform with other keys than the file names: those that its ring says.
    #[must_use]
    pub fn with_keys(&self, keys: Keys) -> Self {
        let Keys { receipt_keys, code_keys, sealing_key } = keys;
        Self { receipt_keys, code_keys, sealing_key, ..self.clone() }
    }

    /// The keys alone.
    pub fn keys(&self) -> Keys {
        Keys {
            receipt_keys: self.receipt_keys.clone(),
            code_keys: self.code_keys.clone(),
            sealing_key: self.sealing_key.clone(),
        }
    }
}

/// The text without a byte order mark: some editors write one before every file that somebody touched.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}
