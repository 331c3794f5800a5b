//! The platform's keys over time: which were used when, which are used now, and which nobody may believe any more (design
//! decision 21).
//!
//! The profile names the keys of the first day. From then on they change: each ring is a target of the rulebook's repository, signed
//! by a role of its own, and the newest one takes the place of the profile's keys. Nothing that came over the network is
//! believed because it says so; a ring is, because the root that the profile holds leads to those who signed it.
//!
//! A key that is *retired* signs nothing new, and what it signed stays true: a code until its validity ends, a receipt for
//! ever. A key that is *revoked* is believed in nothing, whenever it is said to have signed.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{KeyError, Keys, PublicKey};

/// A ring of decades has some hundred keys of two hundred bytes.
const MAX_BYTES: usize = 256 * 1024;

/// Every key of a platform that still means something. Each use has a key that is not revoked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct KeyRing {
    /// From 1, grows with every change; who has seen one never goes back to a smaller one.
    number: u32,
    receipts: Vec<RingKey>,
    codes: Vec<RingKey>,
    sealing: Vec<RingKey>,
}

/// The file, before anything of it is proved.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    number: u32,
    receipts: Vec<RingKey>,
    codes: Vec<RingKey>,
    sealing: Vec<RingKey>,
}

/// A key and its times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RingKey {
    /// The key.
    pub key: PublicKey,
    /// From when on it is used.
    pub from: DateTime<Utc>,
    /// From when on it is retired; none while no other takes its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
    /// Whether it is believed in nothing any more.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revoked: bool,
}

/// What a key is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyUse {
    /// Receipts, refusals and statuses.
    Receipts,
    /// Health codes.
    Codes,
    /// Envelopes.
    Sealing,
}

/// Why a ring is refused. It is taken whole or not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyRingError {
    /// Not a ring.
    #[error("not a ring of keys")]
    Malformed,
    /// Nothing could be signed, or nothing sealed.
    #[error("no key is left for one of the three uses")]
    NoKey,
    /// The same key twice, or a key that ends before it begins.
    #[error("a key stands twice, or ends before it begins")]
    Contradiction,
    /// A key that is not one.
    #[error("the ring holds a broken key")]
    BadKey(#[from] KeyError),
    /// There is no such key to revoke.
    #[error("the ring holds no such key")]
    NoSuchKey,
}

impl KeyRing {
    /// The ring of a platform that has never changed a key.
    ///
    /// # Errors
    /// [`KeyRingError`] where these are no keys.
    pub fn first(keys: &Keys, from: DateTime<Utc>) -> Result<Self, KeyRingError> {
        let ring = |keys: &[PublicKey]| keys.iter().map(|key| RingKey::new(key, from)).collect();
        let first = Self {
            number: 1,
            receipts: ring(&keys.receipt_keys),
            codes: ring(&keys.code_keys),
            sealing: ring(std::slice::from_ref(&keys.sealing_key)),
        };
        first.proved()
    }

    /// Reads a ring and proves every key in it.
    ///
    /// # Errors
    /// [`KeyRingError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, KeyRingError> {
        if bytes.len() > MAX_BYTES {
            return Err(KeyRingError::Malformed);
        }
        let written: Written = serde_json::from_slice(bytes).map_err(|_| KeyRingError::Malformed)?;
        written.try_into()
    }

    /// Its number, from 1; who has seen one never goes back to a smaller one.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }

    /// What is believed, and what is sealed to, at `now`.
    pub fn at(&self, now: DateTime<Utc>) -> Keys {
        let believed =
            |keys: &[RingKey]| keys.iter().filter(|key| !key.revoked).map(|key| key.key.clone()).collect();
        Keys {
            receipt_keys: believed(&self.receipts),
            code_keys: believed(&self.codes),
            sealing_key: self.in_use(KeyUse::Sealing, now).clone(),
        }
    }

    /// The key that is used for that at `now`: the latest that has begun and is not retired. A clock that is off meets keys that
    /// have all ended or not begun; then the latest that is not revoked.
    pub fn in_use(&self, what: KeyUse, now: DateTime<Utc>) -> &PublicKey {
        let keys = self.of(what);
        let rank = |key: &&RingKey| {
            let runs = key.from <= now && key.until.is_none_or(|until| until > now);
            (!key.revoked, runs, key.from)
        };
        // No use is without a key.
        keys.iter().max_by_key(rank).map_or(&keys[0].key, |key| &key.key)
    }

    /// Whether that key is believed in nothing any more.
    pub fn has_revoked(&self, id: &str) -> bool {
        let mut all = self.receipts.iter().chain(&self.codes).chain(&self.sealing);
        all.any(|key| key.revoked && key.key.id == id)
    }

    /// The next ring, in which `next` take the place of those in use: they are known from now on, used from `from` on, and the
    /// former ones are retired `overlap` later.
    #[must_use]
    pub fn rotated(&self, next: &Keys, from: DateTime<Utc>, overlap: TimeDelta) -> Self {
        let mut ring = Self { number: self.number.saturating_add(1), ..self.clone() };
        let all: [(&mut Vec<RingKey>, &[PublicKey]); 3] = [
            (&mut ring.receipts, &next.receipt_keys),
            (&mut ring.codes, &next.code_keys),
            (&mut ring.sealing, std::slice::from_ref(&next.sealing_key)),
        ];
        for (keys, next) in all {
            let until = from + overlap;
            for key in keys.iter_mut().filter(|key| key.until.is_none_or(|ends| ends > until)) {
                key.until = Some(until.max(key.from));
            }
            keys.extend(next.iter().map(|key| RingKey::new(key, from)));
        }
        ring
    }

    /// The next ring, in which that key is believed in nothing any more.
    ///
    /// # Errors
    /// [`KeyRingError::NoSuchKey`]; [`KeyRingError::NoKey`] where it is the last of its use: then `rotated` comes first.
    pub fn revoking(&self, id: &str) -> Result<Self, KeyRingError> {
        let mut ring = Self { number: self.number.saturating_add(1), ..self.clone() };
        let all = ring.receipts.iter_mut().chain(&mut ring.codes).chain(&mut ring.sealing);
        let key = all.into_iter().find(|key| key.key.id == id).ok_or(KeyRingError::NoSuchKey)?;
        key.revoked = true;
        ring.proved()
    }

    fn proved(self) -> Result<Self, KeyRingError> {
        if self.number == 0 {
            return Err(KeyRingError::Malformed);
        }
        for key in self.receipts.iter().chain(&self.codes) {
            key.key.verifying()?;
        }
        for key in &self.sealing {
            key.key.is_sealing()?;
        }
        let mut ids = BTreeSet::new();
        let all = || self.receipts.iter().chain(&self.codes).chain(&self.sealing);
        let ends_early = |key: &RingKey| key.until.is_some_and(|until| until < key.from);
        if !all().all(|key| ids.insert(&key.key.id)) || all().any(ends_early) {
            return Err(KeyRingError::Contradiction);
        }
        let uses = [&self.receipts, &self.codes, &self.sealing];
        if uses.into_iter().any(|keys| keys.iter().all(|key| key.revoked)) {
            return Err(KeyRingError::NoKey);
        }
        Ok(self)
    }

    /// A few groups over what is believed, for people who compare two screens; the time says nothing in it.
    pub fn fingerprint(&self) -> String {
        self.at(DateTime::<Utc>::MAX_UTC).fingerprint()
    }

    /// The keys of one use.
    pub fn of(&self, what: KeyUse) -> &[RingKey] {
        match what {
            KeyUse::Receipts => &self.receipts,
            KeyUse::Codes => &self.codes,
            KeyUse::Sealing => &self.sealing,
        }
    }
}

impl TryFrom<Written> for KeyRing {
    type Error = KeyRingError;

    fn try_from(written: Written) -> Result<Self, KeyRingError> {
        let Written { number, receipts, codes, sealing } = written;
        Self { number, receipts, codes, sealing }.proved()
    }
}

impl RingKey {
    fn new(key: &PublicKey, from: DateTime<Utc>) -> Self {
        Self { key: key.clone(), from, until: None, revoked: false }
    }
}

#[cfg(test)]
mod tests;
