//! The keys of roles: a PEM file that only its owner may read, and beside it the public half that others are given.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use tough::schema::key::Key;
use tough::sign::Sign as _;
use zeroize::Zeroizing;

use super::RepositoryError;

const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";
/// Ending of a public half's file.
const PUBLIC: &str = "pub";

/// A secret key that signs for a role. `Debug` shows the id alone.
pub struct RoleKey {
    pair: Pair,
    public: RolePublicKey,
}

enum Pair {
    Ed25519(Ed25519KeyPair),
    Ecdsa(EcdsaKeyPair),
}

/// The public half of a [`RoleKey`], as a root lists it.
#[derive(Debug, Clone, PartialEq)]
pub struct RolePublicKey(pub(super) Key);

impl RoleKey {
    /// Makes an Ed25519 key and its two files: `path`, which only its owner may read, and the public half beside it with
    /// the ending `.pub`. Neither may be there.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub fn make(path: &Path) -> Result<Self, RepositoryError> {
        let made = Ed25519KeyPair::generate().map_err(|_| RepositoryError::Cryptography)?;
        let der = made.to_pkcs8v1().map_err(|_| RepositoryError::Cryptography)?;
        let mut text = Zeroizing::new(format!("{BEGIN}\n"));
        let body = Zeroizing::new(STANDARD.encode(der.as_ref()));
        text.push_str(&body);
        text.push_str(&format!("\n{END}\n"));
        let key = Self::new(Pair::Ed25519(made));
        let public =
            serde_json::to_string_pretty(&key.public.0).map_err(|_| RepositoryError::Cryptography)?;
        let beside = path.with_extension(PUBLIC);
        if beside.exists() {
            return Err(RepositoryError::Key {
                path: beside,
                why: "is there already; keys are never overwritten",
            });
        }
        create(path, text.as_bytes(), true)?;
        create(&beside, format!("{public}\n").as_bytes(), false)?;
        Ok(key)
    }

    /// Reads a secret key: Ed25519 or ECDSA P-256, PKCS #8 in PEM.
    ///
    /// # Errors
    /// [`RepositoryError::Key`] where others may read the file too, or it is no such key.
    pub fn read(path: &Path) -> Result<Self, RepositoryError> {
        let wrong = |why| RepositoryError::Key { path: path.to_owned(), why };
        let at = |source| RepositoryError::File { path: path.to_owned(), source };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = std::fs::metadata(path).map_err(at)?.permissions().mode();
            if mode & 0o077 != 0 {
                return Err(wrong("others may read it: chmod 600, and think of it as known to them"));
            }
        }
        let text = Zeroizing::new(std::fs::read_to_string(path).map_err(at)?);
        let not_a_key = "is not a private key in PEM (PKCS #8, Ed25519 or ECDSA P-256)";
        let body = text.split_once(BEGIN).and_then(|(_, rest)| rest.split_once(END)).map(|(body, _)| body);
        let body = Zeroizing::new(body.ok_or(wrong(not_a_key))?.split_whitespace().collect::<String>());
        let der = Zeroizing::new(STANDARD.decode(body.as_bytes()).map_err(|_| wrong(not_a_key))?);
        if let Ok(pair) = Ed25519KeyPair::from_pkcs8(&der) {
            return Ok(Self::new(Pair::Ed25519(pair)));
        }
        let pair =
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &der).map_err(|_| wrong(not_a_key))?;
        Ok(Self::new(Pair::Ecdsa(pair)))
    }

    /// The public half.
    pub fn public(&self) -> &RolePublicKey {
        &self.public
    }

    /// Its signature of these bytes.
    ///
    /// # Errors
    /// [`RepositoryError::Cryptography`].
    pub fn sign(&self, bytes: &[u8]) -> Result<Vec<u8>, RepositoryError> {
        match &self.pair {
            Pair::Ed25519(pair) => Ok(pair.sign(bytes).as_ref().to_vec()),
            Pair::Ecdsa(pair) => pair
                .sign(&SystemRandom::new(), bytes)
                .map(|signature| signature.as_ref().to_vec())
                .map_err(|_| RepositoryError::Cryptography),
        }
    }

    fn new(pair: Pair) -> Self {
        let public = match &pair {
            Pair::Ed25519(pair) => pair.tuf_key(),
            Pair::Ecdsa(pair) => pair.tuf_key(),
        };
        Self { pair, public: RolePublicKey(public) }
    }
}

impl std::fmt::Debug for RoleKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "RoleKey({})", self.public.id())
    }
}

impl RolePublicKey {
    /// Reads a public half.
    ///
    /// # Errors
    /// [`RepositoryError`].
    pub fn read(path: &Path) -> Result<Self, RepositoryError> {
        let at = |source| RepositoryError::File { path: path.to_owned(), source };
        let text = std::fs::read_to_string(path).map_err(at)?;
        if text.contains("PRIVATE KEY") {
            let why = "is the secret half; a root is made of public halves (.pub)";
            return Err(RepositoryError::Key { path: path.to_owned(), why });
        }
        let why = "is not the public half of a role's key";
        serde_json::from_str(&text).map(Self).map_err(|_| RepositoryError::Key { path: path.to_owned(), why })
    }

    /// The key's id, as TUF computes it from the key.
    pub fn id(&self) -> String {
        let id = self.0.key_id().map(|id| id.to_vec()).unwrap_or_default();
        id.iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Writes a file that must not be there.
fn create(path: &Path, bytes: &[u8], secret: bool) -> Result<(), RepositoryError> {
    let at = |source| RepositoryError::File { path: PathBuf::from(path), source };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, if secret { 0o600 } else { 0o644 });
    #[cfg(not(unix))]
    let _ = secret;
    let mut file = options.open(path).map_err(at)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(at)
}
