//! The claim code: what a slip's QR says, for whoever has nothing that scans and types it.
//!
//! Its first half is the declaration's reference; the other follows from the digest of the token that is in the QR, and is written
//! as a reference is, with a check symbol of its own. So no machine keeps it: who made the slip works it out of the token, the platform of what
//! the letter of that token said. It is far shorter than a token: it opens nothing without the birth date, and few tries are given.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{PhoneToken, Reference, ReferenceError};

/// What is typed of a slip, twenty symbols long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClaimCode {
    /// The reference of its declaration.
    pub reference: Reference,
    key: Reference,
}

impl ClaimCode {
    /// The code of the slip with that token.
    pub fn of(declaration: Uuid, token: &PhoneToken) -> Self {
        Self::of_digest(declaration, token.digest())
    }

    /// The same, of the token's digest.
    pub fn of_digest(declaration: Uuid, digest: [u8; 32]) -> Self {
        let hash = Sha256::new_with_prefix(b"guitu claim code v1").chain_update(digest).finalize();
        Self { reference: Reference::of(declaration), key: Reference::of_hash(&hash) }
    }
}

impl fmt::Display for ClaimCode {
    /// In four groups of five.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}-{}", self.reference, self.key)
    }
}

impl FromStr for ClaimCode {
    type Err = ReferenceError;

    fn from_str(text: &str) -> Result<Self, ReferenceError> {
        let symbols = Reference::signs(text).collect::<Vec<_>>();
        let (reference, key) = symbols.split_at_checked(symbols.len() / 2).ok_or(ReferenceError::Length)?;
        let half = |signs: &[char]| signs.iter().collect::<String>().parse();
        Ok(Self { reference: half(reference)?, key: half(key)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DeclarationSecret;

    #[test]
    fn a_code_is_read_as_people_type_it_and_is_its_own_slips_alone() {
        let (id, secret) = (Uuid::from_u128(7), DeclarationSecret::from_bytes([7; 32]));
        let code = ClaimCode::of(id, &secret.phone_token(3));
        let printed = code.to_string();
        assert_eq!(printed.len(), 23, "four groups of five: {printed}");
        assert!(
            printed.starts_with(&Reference::of(id).to_string()),
            "the reference stands in front: {printed}"
        );
        assert_eq!(printed.to_lowercase().replace('-', " ").parse(), Ok(code), "as somebody types it");
        assert_ne!(ClaimCode::of(id, &secret.phone_token(4)), code, "another slip of it has another one");
        for wrong in
            ["", "2", &printed[1..], &printed[..11], &format!("{printed}2"), &printed.replacen('-', "0", 1)]
        {
            assert!(wrong.parse::<ClaimCode>().is_err(), "{wrong:?} is none");
        }
    }

    #[test]
    fn it_is_the_same_on_every_machine() {
        let code = ClaimCode::of_digest(Uuid::from_u128(7), [7; 32]);
        assert_eq!(code.to_string().parse(), Ok(code), "printed by one program, typed into another");
    }
}
