//! What the platform keeps for itself beside a declaration, sealed to its own key.
//!
//! A code can be explained again years later only by the facts that it rests on, and these say who was ill. So they are
//! kept as answers are: in a form that a stolen database does not give away. The same suite as for envelopes, under a name
//! of its own, bound to declaration and revision; filled up, so that the length tells nothing.

use uuid::Uuid;
use zeroize::Zeroizing;

use crate::envelope::{BLOCK, EnvelopeError, additional_data, open_raw, seal_raw};
use crate::{PublicKey, SealingSecret};

const FORMAT: &str = "guitu kept v1";
/// Length of an encapsulated X25519 key.
const ENCAPSULATED: usize = 32;

/// Seals JSON to the platform's own key.
pub fn seal_kept(
    declaration: Uuid,
    revision: u32,
    json: Vec<u8>,
    to: &PublicKey,
) -> Result<Vec<u8>, EnvelopeError> {
    let mut plain = Zeroizing::new(json);
    let padded = plain.len().next_multiple_of(BLOCK);
    plain.resize(padded, b' ');
    let aad = additional_data(declaration, revision, &to.id);
    let (enc, ciphertext) = seal_raw(to, FORMAT.as_bytes(), &plain, &aad)?;
    Ok([enc, ciphertext].concat())
}

/// Opens what [`seal_kept`] sealed for this declaration and revision.
pub fn open_kept(
    declaration: Uuid,
    revision: u32,
    sealed: &[u8],
    with: &SealingSecret,
) -> Result<Zeroizing<Vec<u8>>, EnvelopeError> {
    let (enc, ciphertext) = sealed.split_at_checked(ENCAPSULATED).ok_or(EnvelopeError::Malformed)?;
    let aad = additional_data(declaration, revision, &with.public().id);
    open_raw(with, enc, FORMAT.as_bytes(), ciphertext, &aad)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_opens_where_it_belongs_and_nowhere_else() {
        let secret = SealingSecret::generate().unwrap();
        let id = Uuid::from_u128(7);
        let sealed = seal_kept(id, 2, br#"{"fever":true}"#.to_vec(), secret.public()).unwrap();
        let opened = open_kept(id, 2, &sealed, &secret).unwrap();
        assert_eq!(opened.trim_ascii_end(), br#"{"fever":true}"#, "as it was");
        assert!(!sealed.windows(5).any(|part| part == b"fever"), "and not to be read on the way");
        assert_eq!(open_kept(id, 3, &sealed, &secret), Err(EnvelopeError::NotOpened), "of another revision");
        assert_eq!(
            open_kept(Uuid::nil(), 2, &sealed, &secret),
            Err(EnvelopeError::NotOpened),
            "or declaration"
        );
        let other = SealingSecret::generate().unwrap();
        assert_eq!(open_kept(id, 2, &sealed, &other), Err(EnvelopeError::NotOpened), "or platform");
        assert_eq!(
            open_kept(id, 2, b"short", &secret),
            Err(EnvelopeError::Malformed),
            "or what is none at all"
        );
        let longer =
            seal_kept(id, 2, br#"{"fever":true,"symptoms":["dry-cough"]}"#.to_vec(), secret.public());
        assert_eq!(longer.unwrap().len(), sealed.len(), "the length does not tell who is ill");
    }
}
