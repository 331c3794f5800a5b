//! The address that opens a declaration on the traveller's phone: `https://platform/me/#…`.
//!
//! Id and token stand in the fragment, which no browser sends to anybody: not in a log, not in a referrer.

use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{PhoneToken, base64url};

/// Where the page is, on every platform.
pub(crate) const PAGE: &str = "/me/";
const ID: usize = 16;

/// What a phone has to know of a declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneLink {
    /// The declaration.
    pub declaration: Uuid,
    /// What lets the phone in.
    pub token: PhoneToken,
}

impl PhoneLink {
    /// The address of the page on the platform with that address, with everything in its fragment.
    pub fn address(&self, platform: &str) -> Zeroizing<String> {
        Zeroizing::new(format!("{}{PAGE}#{}", platform.trim_end_matches('/'), *self.fragment()))
    }

    /// The fragment: id and token together, base64url.
    pub fn fragment(&self) -> Zeroizing<String> {
        both(self.declaration, &self.token.reveal())
    }

    /// Reads a fragment.
    pub fn parse(fragment: &str) -> Option<Self> {
        let both = Zeroizing::new(base64url::decode(fragment)?);
        let (id, token) = both.split_at_checked(ID)?;
        let token = Zeroizing::new(base64url::encode(token));
        Some(Self { declaration: Uuid::from_slice(id).ok()?, token: PhoneToken::parse(&token).ok()? })
    }
}

/// An id and a token's text together, base64url.
pub(crate) fn both(id: Uuid, token: &str) -> Zeroizing<String> {
    let token = Zeroizing::new(base64url::decode(token).unwrap_or_default());
    let both = Zeroizing::new([id.as_bytes().as_slice(), token.as_slice()].concat());
    Zeroizing::new(base64url::encode(both.as_slice()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::DeclarationSecret;

    #[test]
    fn an_address_comes_back_and_says_everything_behind_the_hash() {
        let secret = DeclarationSecret::from_bytes([7; 32]);
        let link = PhoneLink { declaration: Uuid::from_u128(7), token: secret.phone_token(3) };
        let address = link.address("https://guitu.example/");
        let (page, fragment) = address.split_once('#').unwrap();
        assert_eq!(page, "https://guitu.example/me/", "what is sent says nothing");
        assert_eq!((fragment.len(), PhoneLink::parse(fragment)), (64, Some(link)), "the rest is all there");
        for wrong in ["", "abc", &fragment[1..], &fragment[..40]] {
            assert_eq!(PhoneLink::parse(wrong), None, "{wrong:?} is none");
        }
    }
}
