//! How the platform signs its word: JWS in compact form (RFC 7515), ES256, `header.payload.signature`; the header is fixed
//! but for its type and the key id. The signature is checked over the bytes as received, before anything in them is read,
//! and the type is signed too, so that one kind of word never passes for another.

use es256::SigningKey;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;

use crate::{KeyError, PublicKey, base64url};

/// Media type of a signed word.
pub const SIGNED_TYPE: &str = "application/jose";

/// Why something is not the platform's word on the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SignedError {
    /// Not of this form.
    #[error("not a signed document of this kind")]
    Malformed,
    /// Signed with a key that the profile does not name.
    #[error("signed with an unknown key")]
    UnknownKey,
    /// The signature is wrong.
    #[error("the signature is wrong")]
    WrongSignature,
    /// Rightly signed, but by another platform of the same keys.
    #[error("another platform's word")]
    OtherPlatform,
    /// Rightly signed, but about another declaration, revision or letter.
    #[error("about another declaration, revision or letter")]
    WrongAddress,
    /// Rightly signed, but about other bytes.
    #[error("about other bytes")]
    OtherBytes,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
}

/// The signed bytes of a payload.
pub(crate) fn sign(
    kind: &str,
    payload: &impl Serialize,
    key_id: &str,
    with: &SigningKey,
) -> Result<Vec<u8>, KeyError> {
    let header = json!({ "alg": "ES256", "typ": kind, "kid": key_id });
    let payload = serde_json::to_vec(payload).map_err(|_| KeyError::Malformed)?;
    let signed = format!("{}.{}", base64url::encode(header.to_string()), base64url::encode(payload));
    let signature = with.sign(signed.as_bytes()).map_err(|_| KeyError::NoRandomness)?;
    Ok(format!("{signed}.{}", base64url::encode(signature)).into_bytes())
}

/// The payload, and the id of the key, if one of `keys` signed it as that kind.
pub(crate) fn verify<T: DeserializeOwned>(
    kind: &str,
    bytes: &[u8],
    most: usize,
    keys: &[PublicKey],
) -> Result<(T, String), SignedError> {
    use SignedError::{Malformed, UnknownKey, WrongSignature};
    if bytes.len() > most {
        return Err(Malformed);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Malformed)?;
    let (signed, signature) = text.rsplit_once('.').ok_or(Malformed)?;
    let (header, payload) = signed.split_once('.').ok_or(Malformed)?;
    let header: Header = read(header).ok_or(Malformed)?;
    if header.alg != "ES256" || header.typ != kind {
        return Err(Malformed);
    }
    let signature = base64url::decode(signature).ok_or(Malformed)?;
    let key = keys.iter().find(|key| key.id == header.kid).ok_or(UnknownKey)?;
    let key = key.verifying().map_err(|_| UnknownKey)?;
    if !key.verifies(signed.as_bytes(), &signature) {
        return Err(WrongSignature);
    }
    Ok((read(payload).ok_or(Malformed)?, header.kid))
}

/// The payload as it stands there, whoever signed it.
pub(crate) fn said<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    read(std::str::from_utf8(bytes).ok()?.split('.').nth(1)?)
}

fn read<T: DeserializeOwned>(part: &str) -> Option<T> {
    serde_json::from_slice(&base64url::decode(part)?).ok()
}
