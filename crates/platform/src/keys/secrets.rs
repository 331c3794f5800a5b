//! The file of secret keys, and which of them a ring has in use.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use es256::SigningKey;
use health_code::CodeSigner;
use platform_api::{KeyRing, KeyUse, Keys, PublicKey, ReceiptSigner, RingKey, SealingSecret};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{KEYS_FILE, KeysError, LONGEST_WAIT, PlatformKeys};
use crate::secret_file;
use crate::whole_file::{self, Readers};

/// All secret keys that were not thrown away, of each use the oldest first.
#[derive(Clone, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
pub(crate) struct Secrets {
    sealing: Vec<String>,
    receipts: Vec<String>,
    codes: Vec<String>,
}

impl Secrets {
    /// Reads the keys in that folder; makes them if `first_start`.
    pub(crate) fn read_or_make(folder: &Path, first_start: bool) -> Result<Self, KeysError> {
        match Self::read(folder) {
            Err(KeysError::Missing(_)) if first_start => {
                let mut made = Self { sealing: Vec::new(), receipts: Vec::new(), codes: Vec::new() };
                made.add_new()?;
                tracing::warn!(
                    target: "platform::keys",
                    "first start: this process alone has made the keys for receipts, codes and sealing, and holds all of them; \
                     where people rely on it, they belong to separate officers"
                );
                made.write(folder)?;
                Ok(made)
            }
            read => read,
        }
    }

    /// Reads the keys in that folder.
    pub(crate) fn read(folder: &Path) -> Result<Self, KeysError> {
        let path = folder.join(KEYS_FILE);
        let mut bytes = match secret_file::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(KeysError::Missing(path));
            }
            Err(source) => return Err(KeysError::File { path, source }),
        };
        let file = serde_json::from_slice::<Self>(&bytes);
        bytes.zeroize();
        file.ok().filter(|file| file.first().is_some()).ok_or(KeysError::Broken(path))
    }

    /// Replaces the file whole.
    pub(super) fn write(&self, folder: &Path) -> Result<(), KeysError> {
        let path = folder.join(KEYS_FILE);
        let mut text = serde_json::to_vec_pretty(self).map_err(|_| KeysError::Broken(path.clone()))?;
        let written = whole_file::write(&path, &text, Readers::Owner);
        text.zeroize();
        written.map_err(|source| KeysError::File { path, source })
    }

    /// One more key of each use. Gives their public halves.
    pub(super) fn add_new(&mut self) -> Result<Keys, KeysError> {
        let random = |_| KeysError::NoRandomness;
        let sealing = SealingSecret::generate().map_err(random)?;
        let receipts = ReceiptSigner::generate().map_err(random)?;
        let codes = ReceiptSigner::generate().map_err(random)?;
        self.sealing.push(encode(&sealing.to_bytes()));
        self.receipts.push(encode(&receipts.to_bytes()));
        self.codes.push(encode(&codes.to_bytes()));
        Ok(Keys {
            receipt_keys: vec![receipts.public().clone()],
            code_keys: vec![codes.public().clone()],
            sealing_key: sealing.public().clone(),
        })
    }

    /// Throws away what will never sign again, and what no envelope can still be sealed to.
    pub(super) fn forget_retired(&mut self, ring: &KeyRing, now: DateTime<Utc>) {
        let is_over = |what: KeyUse, public: &PublicKey, grace: TimeDelta| {
            let known = ring.of(what).iter().find(|known| known.key.id == public.id);
            known.is_some_and(|known| known.until.is_some_and(|until| until + grace < now))
        };
        self.sealing.retain(|text| {
            sealing(text).is_none_or(|key| !is_over(KeyUse::Sealing, key.public(), LONGEST_WAIT))
        });
        for (what, keys) in [(KeyUse::Receipts, &mut self.receipts), (KeyUse::Codes, &mut self.codes)] {
            keys.retain(|text| {
                signer(text).is_none_or(|key| !is_over(what, key.public(), TimeDelta::zero()))
            });
        }
    }

    /// The public halves of the first keys: what a profile names before there is a ring.
    pub(crate) fn first(&self) -> Option<Keys> {
        Some(Keys {
            receipt_keys: vec![signer(self.receipts.first()?)?.public().clone()],
            code_keys: vec![signer(self.codes.first()?)?.public().clone()],
            sealing_key: sealing(self.sealing.first()?)?.public().clone(),
        })
    }

    /// What a platform works with at `now` under a ring. A key in use whose secret is not here is passed over: the latest that
    /// is here and not revoked stands in for it, and the log says so.
    pub(super) fn in_use(&self, ring: &KeyRing, now: DateTime<Utc>) -> Option<PlatformKeys> {
        let mut opening: Vec<SealingSecret> = self.sealing.iter().filter_map(|text| sealing(text)).collect();
        opening.retain(|secret| !ring.has_revoked(&secret.public().id));
        let receipts = self.receipts.iter().filter_map(|text| signer(text)).collect();
        let codes = self.codes.iter().filter_map(|text| signer(text)).collect();
        let receipts = picked(ring, KeyUse::Receipts, receipts, now)?;
        let codes = picked(ring, KeyUse::Codes, codes, now)?;
        let public = ring.at(now);
        if opening.iter().all(|secret| secret.public().id != public.sealing_key.id) {
            tracing::error!(
                key = public.sealing_key.id,
                "what apps seal to cannot be opened here: its secret is not in the file"
            );
        }
        let id = codes.public().id.clone();
        let is_revoked = |key: &&RingKey| key.revoked;
        Some(PlatformKeys {
            sealing: opening,
            sealed_to: ring.of(KeyUse::Sealing).iter().filter(|key| !key.revoked).cloned().collect(),
            codes: CodeSigner::new(id, SigningKey::from_bytes(&codes.to_bytes()).ok()?).ok()?,
            receipts,
            public,
            revoked_codes: ring.of(KeyUse::Codes).iter().filter(is_revoked).count().try_into().ok()?,
        })
    }
}

/// The key in use, or the latest that stands in for it.
fn picked(
    ring: &KeyRing,
    what: KeyUse,
    mut here: Vec<ReceiptSigner>,
    now: DateTime<Utc>,
) -> Option<ReceiptSigner> {
    let wanted = &ring.in_use(what, now).id;
    if let Some(found) = here.iter().position(|key| key.public().id == *wanted) {
        return Some(here.swap_remove(found));
    }
    tracing::error!(key = wanted, "the key in use is not in the file of keys; another stands in for it");
    let known = ring.of(what).iter().filter(|known| !known.revoked && known.from <= now);
    let latest =
        known.filter_map(|known| Some((known.from, here.iter().position(|key| *key.public() == known.key)?)));
    let (_, latest) = latest.max()?;
    Some(here.swap_remove(latest))
}

fn sealing(text: &str) -> Option<SealingSecret> {
    SealingSecret::from_bytes(&decode(text)?).ok()
}

fn signer(text: &str) -> Option<ReceiptSigner> {
    ReceiptSigner::from_bytes(&decode(text)?).ok()
}

fn encode(bytes: &[u8]) -> String {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(bytes)
}

fn decode(text: &str) -> Option<zeroize::Zeroizing<Vec<u8>>> {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.decode(text).ok().map(zeroize::Zeroizing::new)
}
