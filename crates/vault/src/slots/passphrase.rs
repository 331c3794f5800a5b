//! From a passphrase to a slot's secret: Argon2id with parameters that are kept beside the slot, so that later versions may
//! ask for more.

use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::file::base64_bytes;
use super::secret::SlotSecret;
use crate::error::VaultError;
use crate::files;
use crate::key::random;

/// The most that a slots file may ask for, so that a damaged one cannot hang the program.
const MEMORY_MAX: u32 = 512 * 1024; // KiB
const PASSES_MAX: u32 = 16;

/// What new slots ask for: about a tenth of a second and 64 MiB. Tests of this crate open vaults hundreds of times.
const MEMORY: u32 = if cfg!(test) { 4 } else { 64 } * 1024; // KiB
const PASSES: u32 = 3;
const LANES: u32 = 4;

/// How much work it takes to try a passphrase.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Argon2id {
    /// KiB.
    pub(super) memory: u32,
    pub(super) passes: u32,
    pub(super) lanes: u32,
    #[serde(with = "base64_bytes")]
    pub(super) salt: Vec<u8>,
}

impl Argon2id {
    /// What a new slot asks for.
    pub(crate) fn new() -> Result<Self, VaultError> {
        Ok(Argon2id { memory: MEMORY, passes: PASSES, lanes: LANES, salt: random::<16>()?.to_vec() })
    }

    /// As a version might have made it that asked for less.
    #[cfg(test)]
    pub(crate) fn weak() -> Result<Self, VaultError> {
        Ok(Argon2id { memory: MEMORY / 2, passes: 1, ..Self::new()? })
    }

    /// A new slot would ask for more.
    pub(crate) fn outdated(&self) -> bool {
        self.memory < MEMORY || self.passes < PASSES
    }

    pub(crate) fn secret(&self, passphrase: &SecretString) -> Result<SlotSecret, VaultError> {
        let broken = || VaultError::FileBroken { file: files::SLOTS };
        if self.memory > MEMORY_MAX || self.passes > PASSES_MAX {
            return Err(broken());
        }
        let params = Params::new(self.memory, self.passes, self.lanes, Some(32)).map_err(|_| broken())?;
        let mut derived = [0; 32];
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.expose_secret().as_bytes(), &self.salt, &mut derived)
            .map_err(|_| broken())?;
        let secret = SlotSecret::from_bytes(derived);
        zeroize::Zeroize::zeroize(&mut derived);
        Ok(secret)
    }
}
