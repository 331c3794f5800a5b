//! Envelopes: first byte below 128 = the rest is one; else a good one, with the rest laid over it: two bytes of place, then
//! bytes that are added to what stands there. The upper half of either (from 64, from 192) is of letters; the rest alone is also read
//! as the fragment that opens a phone.

use std::sync::LazyLock;

use chrono::DateTime;
use platform_api::{
    Envelope, FollowToken, Kind, Letter, PhoneLink, PhoneToken, RevisionToken, Says, SealingSecret,
    Submission,
};
use serde_json::json;
use uuid::Uuid;

static SECRET: LazyLock<SealingSecret> = LazyLock::new(|| SealingSecret::from_bytes(&[9; 32]).unwrap());
static SUBMISSION: LazyLock<Submission> = LazyLock::new(|| Submission {
    declaration: Uuid::from_u128(7),
    revision: 1,
    edition: 1,
    kind: Kind::Declare,
    answers: json!({ "about": { "surname": "LYU" } }),
    revision_token: RevisionToken::from_bytes([3; 32]),
    follow_digest: (&FollowToken::from_bytes([4; 32])).into(),
    language: "zh-CN".into(),
    sealed_at: DateTime::from_timestamp(1_795_000_000, 0).unwrap(),
    organisation: None,
    own_answers: None,
});
static LETTER: LazyLock<Letter> = LazyLock::new(|| Letter {
    declaration: Uuid::from_u128(7),
    number: 3,
    says: Says::LetsPhone { digest: (&PhoneToken::from_bytes([5; 32])).into(), asks_birth: true },
    said_at: DateTime::from_timestamp(1_795_000_000, 0).unwrap(),
    revision_token: RevisionToken::from_bytes([3; 32]),
    organisation: None,
});
static SEALED_LETTER: LazyLock<Vec<u8>> = LazyLock::new(|| LETTER.seal(SECRET.public()).unwrap());
static SEALED: LazyLock<Vec<u8>> = LazyLock::new(|| Envelope::seal(&SUBMISSION, SECRET.public()).unwrap());

/// Opens what the bytes make.
pub fn run(data: &[u8]) {
    match data {
        [64..128, rest @ ..] => {
            if let Ok(envelope) = Letter::parse(rest) {
                assert!(envelope.open(&SECRET).is_err(), "no letter opens as a revision");
                let _ = Letter::open(&envelope, &SECRET);
            }
            let _ = serde_json::from_slice::<Letter>(rest);
            let fragment = std::str::from_utf8(rest).ok();
            if let Some(link) = fragment.and_then(PhoneLink::parse) {
                assert_eq!(Some(link.fragment().as_str()), fragment, "a fragment has one form");
            }
        }
        [192..=255, high, low, rest @ ..] => {
            let changed = lay_over(&SEALED_LETTER, [*high, *low], rest);
            let opened = Letter::parse(&changed).and_then(|envelope| Letter::open(&envelope, &SECRET));
            let is_whole = opened.as_ref().is_ok_and(|opened| *opened == *LETTER);
            assert!(opened.is_err() || is_whole, "a letter says what was sealed, or nothing");
        }
        [0..128, rest @ ..] => {
            if let Ok(envelope) = Envelope::parse(rest) {
                let _ = envelope.open(&SECRET);
            }
            let _ = serde_json::from_slice::<Submission>(rest);
        }
        [_, high, low, rest @ ..] => {
            let changed = lay_over(&SEALED, [*high, *low], rest);
            let opened = Envelope::parse(&changed).and_then(|envelope| envelope.open(&SECRET));
            assert!(
                opened.is_err() || opened.as_ref() == Ok(&*SUBMISSION),
                "it opens to what was sealed, or not at all"
            );
        }
        _ => {}
    }
}

/// `bytes` with `over` added from a place on.
pub(crate) fn lay_over(bytes: &[u8], place: [u8; 2], over: &[u8]) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    let start = usize::from(u16::from_be_bytes(place)) % changed.len();
    for (byte, add) in changed[start..].iter_mut().zip(over) {
        *byte = byte.wrapping_add(*add);
    }
    changed
}
