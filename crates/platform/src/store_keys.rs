//! The secret that belongs to the database: with another one nothing that was kept can be found or read again.
//!
//! It lies beside the platform's keys and never in the database. The database remembers the id of its secret, so that a
//! process that was given another one ends instead of working beside the others.

use std::path::Path;

use aws_lc_rs::hmac;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::keys::KeysError;
use crate::secret_file;
use crate::whole_file::{self, Readers};

/// The file's name in the directory of keys.
pub(crate) const STORE_KEYS_FILE: &str = "store-keys.json";
const LENGTH: usize = 32;

/// The database's secret.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct StoreKeys {
    index: [u8; LENGTH],
}

#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    index: String,
}

impl StoreKeys {
    /// Reads the secret of a directory; makes it only where `may_make` says that no database has one yet.
    pub(crate) fn read_or_make(folder: &Path, may_make: bool) -> Result<Self, KeysError> {
        let path = folder.join(STORE_KEYS_FILE);
        let text = match secret_file::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && may_make => {
                let text = new_file()?;
                whole_file::write(&path, &text, Readers::Owner)
                    .map_err(|source| KeysError::File { path: path.clone(), source })?;
                text
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return Err(KeysError::Missing(path));
            }
            Err(source) => return Err(KeysError::File { path, source }),
        };
        let file: KeyFile = serde_json::from_slice(&text).map_err(|_| KeysError::Broken(path.clone()))?;
        let index = decode(&file.index).ok_or(KeysError::Broken(path))?;
        Ok(Self { index })
    }

    /// The key of the index of persons.
    pub(crate) fn index(&self) -> hmac::Key {
        hmac::Key::new(hmac::HMAC_SHA256, &self.index)
    }

    /// What the database remembers of it.
    pub(crate) fn id(&self) -> String {
        let digest = Sha256::new().chain_update(b"guitu store keys").chain_update(self.index).finalize();
        encode(&digest[..12])
    }
}

fn new_file() -> Result<Vec<u8>, KeysError> {
    let mut index = [0; LENGTH];
    getrandom::fill(&mut index).map_err(|_| KeysError::NoRandomness)?;
    let file = KeyFile { index: encode(&index) };
    index.zeroize();
    Ok(serde_json::to_vec_pretty(&file).unwrap_or_default())
}

fn encode(bytes: &[u8]) -> String {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(bytes)
}

fn decode(text: &str) -> Option<[u8; LENGTH]> {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}
