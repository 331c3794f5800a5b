//! A part under a key of its own, and that key under the day's.
//!
//! `1 ‖ nonce ‖ wrapped key ‖ ciphertext`, both by ChaCha20-Poly1305, both bound to declaration, revision, class and day. The
//! part's key seals one text and no other, so its nonce is zero. Texts are filled up, so that a length does not tell who is
//! ill.

use aws_lc_rs::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use chrono::NaiveDate;
use zeroize::Zeroizing;

use super::Of;
use super::day_keys::{DayKey, DayKeyError};
use crate::store::Part;

const FORMAT: u8 = 1;
const KEY: usize = 32;
const WRAPPED: usize = KEY + 16;
/// Texts are filled up with spaces to a multiple of this. All of them are JSON or printed.
const BLOCK: usize = 256;

pub(super) fn seal(
    day: &DayKey,
    of: Of,
    class: &str,
    ends: NaiveDate,
    plain: &[u8],
) -> Result<Vec<u8>, DayKeyError> {
    let aad = bound_to(of, class, ends);
    let mut nonce = [0; NONCE_LEN];
    let mut own = Zeroizing::new([0; KEY]);
    for random in [nonce.as_mut_slice(), own.as_mut_slice()] {
        getrandom::fill(random).map_err(|_| DayKeyError::NoRandomness)?;
    }
    let mut text = plain.to_vec();
    text.resize(text.len().next_multiple_of(BLOCK), b' ');
    let mut wrapped = own.to_vec();
    let sealed = key(&**day)
        .and_then(|day| {
            day.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::from(&aad), &mut wrapped)
        })
        .and_then(|()| key(&*own))
        .and_then(|own| own.seal_in_place_append_tag(zero(), Aad::from(&aad), &mut text));
    sealed.map_err(|_| DayKeyError::NoRandomness)?; // keys of this length and texts of this size do not fail
    Ok([&[FORMAT], nonce.as_slice(), &wrapped, &text].concat())
}

pub(super) fn open(day: &DayKey, of: Of, part: &Part) -> Option<Zeroizing<Vec<u8>>> {
    let aad = bound_to(of, &part.class, part.ends);
    let (format, rest) = part.sealed.split_first()?;
    let (nonce, rest) = rest.split_at_checked(NONCE_LEN)?;
    let (wrapped, text) = rest.split_at_checked(WRAPPED)?;
    if *format != FORMAT {
        return None;
    }
    let mut own = Zeroizing::new(wrapped.to_vec());
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let own = key(&**day).ok()?.open_in_place(nonce, Aad::from(&aad), &mut own).ok()?;
    let mut text = Zeroizing::new(text.to_vec());
    let length =
        key(own).ok()?.open_in_place(zero(), Aad::from(&aad), &mut text).ok()?.trim_ascii_end().len();
    text.truncate(length);
    Some(text)
}

fn key(bytes: &[u8]) -> Result<LessSafeKey, aws_lc_rs::error::Unspecified> {
    Ok(LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, bytes)?))
}

fn zero() -> Nonce {
    Nonce::assume_unique_for_key([0; NONCE_LEN])
}

/// Fixed lengths first, so that two places can never give the same bytes.
fn bound_to(of: Of, class: &str, ends: NaiveDate) -> Vec<u8> {
    let days = (ends - NaiveDate::default()).num_days();
    [
        b"guitu part v1".as_slice(),
        of.declaration.as_bytes(),
        &of.revision.to_be_bytes(),
        &days.to_be_bytes(),
        class.as_bytes(),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_part_opens_with_its_day_and_where_it_belongs() {
        let (today, other) = (Zeroizing::new([7; KEY]), Zeroizing::new([8; KEY]));
        let of = Of { declaration: Uuid::from_u128(7), revision: 2 };
        let ends = NaiveDate::from_ymd_opt(2026, 12, 22).unwrap();
        let sealed = seal(&today, of, "facts", ends, br#"{"fever":true}"#).unwrap();
        let part = Part { class: "facts".into(), ends, sealed };
        assert_eq!(open(&today, of, &part).unwrap().as_slice(), br#"{"fever":true}"#, "as it was");
        assert!(!part.sealed.windows(5).any(|it| it == b"fever"), "and not to be read in between");
        assert!(open(&other, of, &part).is_none(), "not with another day's key");
        assert!(open(&today, Of { revision: 3, ..of }, &part).is_none(), "nor as another revision's");
        assert!(
            open(&today, of, &Part { class: "code".into(), ..part.clone() }).is_none(),
            "nor another class"
        );
        let later = Part { ends: ends + chrono::TimeDelta::days(1), ..part.clone() };
        assert!(open(&today, of, &later).is_none(), "nor for longer");
        assert!(
            open(&today, of, &Part { sealed: b"short".to_vec(), ..part.clone() }).is_none(),
            "nor a ruin"
        );
        let longer = seal(&today, of, "facts", ends, br#"{"fever":true,"symptoms":["dry-cough"]}"#).unwrap();
        assert_eq!(longer.len(), part.sealed.len(), "the length does not tell who is ill");
    }
}
