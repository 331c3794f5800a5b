//! The platform's secret keys: made at the first start, in one file that only its owner may read.
//!
//! Missing and broken are errors, never a reason to make new ones: with other keys every profile in the field would be
//! worthless and every stored envelope unreadable. Keys are made only where there are no declarations yet.

use std::path::{Path, PathBuf};

use es256::SigningKey;
use health_code::CodeSigner;
use platform_api::{Keys, PublicKey, ReceiptSigner, SealingSecret};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::secret_file;
use crate::whole_file::{self, Readers};

/// The file's name in the data directory.
pub const KEYS_FILE: &str = "platform-keys.json";

/// All three key pairs of a platform.
#[derive(Debug)]
pub struct PlatformKeys {
    /// Opens envelopes.
    pub sealing: SealingSecret,
    /// Signs receipts, refusals and statuses.
    pub receipts: ReceiptSigner,
    /// Signs health codes.
    pub codes: CodeSigner,
    code_key: PublicKey,
}

/// Why there are no keys.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// There are declarations, and the keys that belong to them are gone.
    #[error("{0} is missing though there are declarations; put it back from a copy")]
    Missing(PathBuf),
    /// The file is not one that this program wrote.
    #[error("{0} is not a key file; put it back from a copy")]
    Broken(PathBuf),
    /// The file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// They are another database's.
    #[error("the keys in {0} belong to another database")]
    OtherDatabase(PathBuf),
    /// The operating system gave no random bytes.
    #[error("the system gives no randomness for keys")]
    NoRandomness,
}

#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    sealing: String,
    receipts: String,
    codes: String,
}

impl PlatformKeys {
    /// Reads the keys of a data directory; makes them if `first_start`.
    pub fn read_or_make(data: &Path, first_start: bool) -> Result<Self, KeysError> {
        let path = data.join(KEYS_FILE);
        match secret_file::read(&path) {
            Ok(mut bytes) => {
                let file = serde_json::from_slice::<KeyFile>(&bytes);
                bytes.zeroize();
                file.ok().and_then(|file| Self::from_file(&file)).ok_or(KeysError::Broken(path))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                if !first_start {
                    return Err(KeysError::Missing(path));
                }
                let file = Self::new_file()?;
                let mut text =
                    serde_json::to_vec_pretty(&file).map_err(|_| KeysError::Broken(path.clone()))?;
                let written = whole_file::write(&path, &text, Readers::Owner);
                text.zeroize();
                written.map_err(|source| KeysError::File { path: path.clone(), source })?;
                Self::from_file(&file).ok_or(KeysError::Broken(path))
            }
            Err(source) => Err(KeysError::File { path, source }),
        }
    }

    /// The public halves.
    pub fn public(&self) -> Keys {
        Keys {
            receipt_keys: vec![self.receipts.public().clone()],
            code_keys: vec![self.code_key.clone()],
            sealing_key: self.sealing.public().clone(),
        }
    }

    fn new_file() -> Result<KeyFile, KeysError> {
        let random = |_| KeysError::NoRandomness;
        let sealing = SealingSecret::generate().map_err(random)?;
        let receipts = ReceiptSigner::generate().map_err(random)?;
        let codes = ReceiptSigner::generate().map_err(random)?;
        Ok(KeyFile {
            sealing: encode(&sealing.to_bytes()),
            receipts: encode(&receipts.to_bytes()),
            codes: encode(&codes.to_bytes()),
        })
    }

    fn from_file(file: &KeyFile) -> Option<Self> {
        let codes = SigningKey::from_bytes(&decode(&file.codes)?).ok()?;
        let code_key = PublicKey::from_bytes(codes.public());
        Some(Self {
            sealing: SealingSecret::from_bytes(&decode(&file.sealing)?).ok()?,
            receipts: ReceiptSigner::from_bytes(&decode(&file.receipts)?).ok()?,
            codes: CodeSigner::new(code_key.id.clone(), codes).ok()?,
            code_key,
        })
    }
}

fn encode(bytes: &[u8]) -> String {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.encode(bytes)
}

fn decode(text: &str) -> Option<zeroize::Zeroizing<Vec<u8>>> {
    use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
    URL_SAFE_NO_PAD.decode(text).ok().map(zeroize::Zeroizing::new)
}
