//! To whom an owner has agreed to send: platform, address and keys, as they were when this vault first met them.
//!
//! A profile is only a file. One that says another platform, or the same platform at another address or with other keys, may
//! have been put there by somebody who wants to read along: its genuine root is public. So what the owner agreed to is
//! remembered inside the vault, where nobody else can write, and a profile that differs is asked about before anything is sent.
//! What a former platform signed stays readable by the keys that it had then.
//!
//! A platform changes its keys by a ring that its officers sign; the root that was agreed to leads to them, so it is nothing to
//! ask about, and the keys that the file names mean nothing any more.

use chrono::{DateTime, Utc};
use platform_api::{KeyRing, Keys, PlatformId, PlatformProfile, authorities_fingerprint};
use serde::{Deserialize, Serialize};
use vault::{Vault, VaultError};

use crate::dto::PlatformShown;

/// The setting that names the platform in use; each platform ever agreed to has one of its own beside it.
const IN_USE: &str = "platform";

/// What an owner agreed to. A name is only what a platform calls itself: another name is no other platform.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Agreement {
    pub(crate) platform: PlatformId,
    name: String,
    address: String,
    /// As the profile named them.
    keys: Keys,
    /// Whose certificates its connections may rest on besides the system's: who adds one may read along.
    #[serde(default)]
    authorities: Vec<String>,
    /// The latest ring of the platform's keys that was met, in place of those.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ring: Option<KeyRing>,
}

impl From<&PlatformProfile> for Agreement {
    fn from(profile: &PlatformProfile) -> Self {
        let (name, address) = (profile.name.clone(), profile.url.clone());
        let authorities = profile.authorities.clone();
        Self { platform: profile.platform(), name, address, keys: profile.keys(), authorities, ring: None }
    }
}

impl Agreement {
    /// The one in use; none before this vault has met a platform.
    pub(crate) fn in_use(vault: &Vault) -> Result<Option<Self>, VaultError> {
        read(vault, IN_USE)
    }

    /// The latest one with that platform.
    pub(crate) fn with(vault: &Vault, platform: &str) -> Result<Option<Self>, VaultError> {
        read(vault, &of_platform(platform))
    }

    /// Whether a profile says nothing but what was agreed to. Under a ring its keys say nothing.
    pub(crate) fn covers(&self, profile: &PlatformProfile) -> bool {
        let same_keys = self.ring.is_some() || self.keys == profile.keys();
        let same_way = self.address == profile.url
            && authorities_fingerprint(&self.authorities) == authorities_fingerprint(&profile.authorities);
        self.platform == profile.platform() && same_way && same_keys
    }

    /// The same with a ring of that platform, if it is later than the one known.
    #[must_use]
    pub(crate) fn under(mut self, ring: Option<&KeyRing>) -> Self {
        let known = self.ring.as_ref().map_or(0, KeyRing::number);
        if let Some(ring) = ring.filter(|ring| ring.number() > known) {
            self.ring = Some(ring.clone());
        }
        self
    }

    /// What the platform signs and opens with at `now`.
    pub(crate) fn keys(&self, now: DateTime<Utc>) -> Keys {
        self.ring.as_ref().map_or_else(|| self.keys.clone(), |ring| ring.at(now))
    }

    /// Remembers it, and uses it from now on. A crash between the two asks once more.
    pub(crate) fn keep(&self, vault: &Vault) -> Result<(), VaultError> {
        let text = serde_json::to_string(self).unwrap_or_default();
        vault.set_setting(&of_platform(self.platform.as_str()), &text)?;
        vault.set_setting(IN_USE, &text)
    }

    /// As it is shown to people who compare two of them.
    pub(crate) fn shown(&self) -> PlatformShown {
        PlatformShown {
            name: self.name.clone(),
            address: self.address.clone(),
            identity: self.platform.fingerprint(),
            authorities: authorities_fingerprint(&self.authorities),
            keys: self.ring.as_ref().map_or_else(|| self.keys.fingerprint(), KeyRing::fingerprint),
        }
    }
}

fn read(vault: &Vault, name: &str) -> Result<Option<Agreement>, VaultError> {
    let text = vault.get_setting(name)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

fn of_platform(platform: &str) -> String {
    format!("{IN_USE} {platform}")
}
