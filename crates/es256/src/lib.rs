//! ES256 (ECDSA on P-256 with SHA-256): what receipts, statuses, refusals and health codes are signed with.
//!
//! The implementation is aws-lc, which TLS and the repositories of editions bring along anyway: it verifies about four
//! times, and signs about ten times, as fast as a pure one. Keys and signatures are written as everybody writes them: a
//! secret is 32 bytes of a scalar, a public key a point (SEC 1), a signature `r ‖ s` of 64 bytes.

use std::sync::Arc;

use aws_lc_rs::agreement::{ECDH_P256, PrivateKey};
use aws_lc_rs::encoding::{AsBigEndian as _, EcPrivateKeyBin};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, ParsedPublicKey,
};
use zeroize::Zeroizing;

/// Length of a signature.
pub const SIGNATURE_LENGTH: usize = 64;
const SECRET_LENGTH: usize = 32;

/// Why bytes are not a key, or there is no signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Es256Error {
    /// Not a scalar, or not a point on the curve.
    #[error("not a P-256 key")]
    NotAKey,
    /// The operating system gave no random bytes.
    #[error("no randomness")]
    NoRandomness,
}

/// A key that signs. Clones share it; `Debug` shows nothing of it.
#[derive(Clone)]
pub struct SigningKey(Arc<EcdsaKeyPair>);

/// A key that verifies.
#[derive(Debug, Clone)]
pub struct VerifyingKey(ParsedPublicKey);

impl SigningKey {
    /// A new key.
    pub fn generate() -> Result<Self, Es256Error> {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING);
        pair.map(|pair| Self(Arc::new(pair))).map_err(|_| Es256Error::NoRandomness)
    }

    /// The key of a scalar, 32 bytes with the highest first.
    pub fn from_bytes(scalar: &[u8]) -> Result<Self, Es256Error> {
        let not_a_key = |_| Es256Error::NotAKey;
        if scalar.len() != SECRET_LENGTH {
            return Err(Es256Error::NotAKey);
        }
        let public = PrivateKey::from_private_key(&ECDH_P256, scalar)
            .map_err(not_a_key)?
            .compute_public_key()
            .map_err(|_| Es256Error::NotAKey)?;
        let pair = EcdsaKeyPair::from_private_key_and_public_key(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            scalar,
            public.as_ref(),
        );
        pair.map(|pair| Self(Arc::new(pair))).map_err(not_a_key)
    }

    /// The scalar, for a file that only its owner may read.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let scalar: Result<EcPrivateKeyBin<'_>, _> = self.0.private_key().as_be_bytes();
        Zeroizing::new(scalar.map(|scalar| scalar.as_ref().to_vec()).unwrap_or_default())
    }

    /// The public point, uncompressed: 65 bytes.
    pub fn public(&self) -> &[u8] {
        self.0.public_key().as_ref()
    }

    /// Signs a message.
    pub fn sign(&self, message: &[u8]) -> Result<[u8; SIGNATURE_LENGTH], Es256Error> {
        let signature = self.0.sign(&SystemRandom::new(), message).map_err(|_| Es256Error::NoRandomness)?;
        signature.as_ref().try_into().map_err(|_| Es256Error::NoRandomness)
    }
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SigningKey(redacted)")
    }
}

impl VerifyingKey {
    /// The key of a point, compressed or not.
    pub fn from_bytes(point: &[u8]) -> Result<Self, Es256Error> {
        ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).map(Self).map_err(|_| Es256Error::NotAKey)
    }

    /// Whether this key's owner signed the message.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        self.0.verify_sig(message, signature).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use p256::ecdsa::signature::{Signer as _, Verifier as _};

    const MESSAGE: &[u8] = b"as it came";

    /// Keys and formats are those of the standard: what another implementation signed is verified here, and the other way
    /// round.
    #[test]
    fn another_implementation_reads_our_keys_and_signatures_and_we_read_theirs() {
        let ours = SigningKey::from_bytes(&[7; 32]).unwrap();
        let theirs = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
        let point = theirs.verifying_key().to_sec1_point(false);
        assert_eq!(ours.public(), point.as_bytes(), "the same secret gives the same point");
        assert_eq!(ours.to_bytes().as_slice(), [7; 32], "and the secret is written as it was read");

        let signature: p256::ecdsa::Signature = theirs.sign(MESSAGE);
        for compress in [false, true] {
            let point = theirs.verifying_key().to_sec1_point(compress);
            let key = VerifyingKey::from_bytes(point.as_bytes()).unwrap();
            assert!(
                key.verifies(MESSAGE, &signature.to_bytes()),
                "signed by another, compressed: {compress}"
            );
            assert!(!key.verifies(b"other", &signature.to_bytes()), "for this message and no other");
        }
        let signature = p256::ecdsa::Signature::from_slice(&ours.sign(MESSAGE).unwrap()).unwrap();
        assert!(theirs.verifying_key().verify(MESSAGE, &signature).is_ok(), "signed by us");
    }

    #[test]
    fn a_generated_key_comes_back_from_its_bytes() {
        let key = SigningKey::generate().unwrap();
        let again = SigningKey::from_bytes(&key.to_bytes()).unwrap();
        assert_eq!(key.public(), again.public(), "a restart must not change a key");
        let verifying = VerifyingKey::from_bytes(key.public()).unwrap();
        assert!(verifying.verifies(MESSAGE, &again.sign(MESSAGE).unwrap()), "and it signs");
        assert_eq!(format!("{key:?}"), "SigningKey(redacted)", "a secret in a log is no secret");
    }

    #[test]
    fn what_is_no_key_and_no_signature_is_refused_without_a_panic() {
        for scalar in [&[0; 32][..], &[0xFF; 32], &[7; 31], &[7; 33], &[]] {
            assert_eq!(
                SigningKey::from_bytes(scalar).err(),
                Some(Es256Error::NotAKey),
                "{scalar:?} is no scalar"
            );
        }
        for point in [&[4; 65][..], &[], &[0], &[2; 33]] {
            assert!(VerifyingKey::from_bytes(point).is_err() || point == [2; 33], "{point:?} is no point");
        }
        let key = VerifyingKey::from_bytes(SigningKey::from_bytes(&[7; 32]).unwrap().public()).unwrap();
        for signature in [&[][..], &[0; 64], &[1; 63], &[1; 65]] {
            assert!(!key.verifies(MESSAGE, signature), "{signature:?} is no signature");
        }
    }
}
