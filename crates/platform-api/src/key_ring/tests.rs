#![allow(clippy::unwrap_used)]

use super::*;
use crate::{ReceiptSigner, SealingSecret};

fn keys(seed: u8) -> Keys {
    let signer = |seed| ReceiptSigner::from_bytes(&[seed; 32]).unwrap().public().clone();
    Keys {
        receipt_keys: vec![signer(seed)],
        code_keys: vec![signer(seed + 1)],
        sealing_key: SealingSecret::from_bytes(&[seed; 32]).unwrap().public().clone(),
    }
}

fn hour(hour: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_000_000, 0).unwrap() + TimeDelta::hours(hour)
}

#[test]
fn new_keys_are_known_before_they_are_used_and_old_ones_are_believed_after() {
    let (old, new) = (keys(1), keys(11));
    let ring = KeyRing::first(&old, hour(-1000)).unwrap().rotated(&new, hour(48), TimeDelta::hours(24));
    let at = |time| ring.in_use(KeyUse::Codes, hour(time)).clone();
    assert_eq!(at(0), old.code_keys[0], "before its time the old key signs");
    assert_eq!(at(48), new.code_keys[0], "then the new one, although the old one is not retired yet");
    assert_eq!(ring.at(hour(0)).sealing_key, old.sealing_key, "and apps seal to what the platform uses");
    assert_eq!(ring.at(hour(90)).sealing_key, new.sealing_key, "after it, to the new one");
    for time in [0, 48, 5000] {
        let believed = ring.at(hour(time)).code_keys;
        assert_eq!(
            believed.len(),
            2,
            "a code of either verifies at {time} h: known before, and true until it ends"
        );
    }
    assert_eq!(ring.number, 2, "it is a later ring");
}

#[test]
fn a_revoked_key_is_believed_in_nothing_and_never_used() {
    let (old, new) = (keys(1), keys(11));
    let first = KeyRing::first(&old, hour(0)).unwrap();
    let last = first.revoking(&old.code_keys[0].id).unwrap_err();
    assert_eq!(last, KeyRingError::NoKey, "nobody could say a colour: another key comes first");
    let ring = first.rotated(&new, hour(1), TimeDelta::hours(1)).revoking(&old.code_keys[0].id).unwrap();
    assert_eq!(ring.at(hour(2)).code_keys, new.code_keys, "what the thief signs is nobody's word");
    assert_eq!(
        *ring.in_use(KeyUse::Codes, hour(0)),
        new.code_keys[0],
        "whatever the clock says, it signs nothing"
    );
    assert_eq!(ring.at(hour(2)).receipt_keys.len(), 2, "the keys of receipts stand as they stood");
    assert!(ring.has_revoked(&old.code_keys[0].id), "it can be said why a code fails");
}

#[test]
fn a_clock_that_is_off_by_years_still_finds_a_key() {
    let ring = KeyRing::first(&keys(1), hour(0)).unwrap().rotated(&keys(11), hour(48), TimeDelta::zero());
    for time in [-50_000, 50_000] {
        assert_eq!(*ring.in_use(KeyUse::Sealing, hour(time)), keys(11).sealing_key, "the latest at {time} h");
    }
}

#[test]
fn a_ring_that_contradicts_itself_is_refused_whole() {
    let ring = KeyRing::first(&keys(1), hour(0)).unwrap().rotated(&keys(11), hour(48), TimeDelta::zero());
    let refused = |change: &dyn Fn(&mut KeyRing)| {
        let mut ring = ring.clone();
        change(&mut ring);
        KeyRing::parse(ring.to_json().as_bytes()).err()
    };
    assert_eq!(refused(&|_| {}), None, "the ring itself is one");
    assert_eq!(refused(&|ring| ring.number = 0), Some(KeyRingError::Malformed), "numbers begin at 1");
    assert_eq!(refused(&|ring| ring.codes.clear()), Some(KeyRingError::NoKey), "nobody could say a colour");
    let twice = refused(&|ring| ring.codes[1] = ring.receipts[0].clone());
    assert_eq!(twice, Some(KeyRingError::Contradiction), "a key is for one thing");
    let backwards = refused(&|ring| ring.codes[0].until = Some(hour(-1)));
    assert_eq!(backwards, Some(KeyRingError::Contradiction), "it would end before it begins");
    let point = refused(&|ring| ring.receipts[0].key = ring.sealing[0].key.clone());
    assert!(matches!(point, Some(KeyRingError::BadKey(_))), "32 bytes sign nothing");
    assert_eq!(KeyRing::parse(b"{}").err(), Some(KeyRingError::Malformed), "no ring at all");
}
