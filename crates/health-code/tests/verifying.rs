//! What a checker at the airport may rely on.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use ciborium::Value;
use common::*;
use health_code::{CodeClaims, CodeError, CodeKey, PREFIX, sign, verify, verify_sample};
use proptest::prelude::*;

fn keys() -> Vec<CodeKey> {
    vec![stranger().code_key(), signer().code_key()]
}

fn signed(edit: impl FnOnce(&mut CodeClaims)) -> String {
    let mut claims = claims();
    edit(&mut claims);
    sign(&claims, &signer()).unwrap()
}

#[test]
fn what_was_signed_is_what_a_checker_reads() {
    let verified = verify(&signed(|_| {}), &keys(), noon()).unwrap();
    assert_eq!(verified.claims, claims(), "no claim is lost or changed on the way");
    assert!(!verified.expired, "at noon the code has twenty hours left");
    let by_train = signed(|claims| claims.flight = None);
    assert_eq!(
        verify(&by_train, &keys(), noon()).unwrap().claims.flight,
        None,
        "who comes by land has no flight"
    );
    let pasted = format!("\n {} \n", signed(|_| {}));
    assert!(verify(&pasted, &keys(), noon()).is_ok(), "a copied text brings its line ends along");
}

#[test]
fn an_expired_code_is_known_as_such_from_its_last_second_on() {
    let text = signed(|_| {});
    let at_the_end = claims().valid_until;
    assert!(
        !verify(&text, &keys(), at_the_end - chrono::TimeDelta::seconds(1)).unwrap().expired,
        "still valid"
    );
    assert!(verify(&text, &keys(), at_the_end).unwrap().expired, "no second longer than promised");
}

#[test]
fn a_code_signed_by_a_stranger_is_told_from_an_altered_one() {
    let text = sign(&claims(), &stranger()).unwrap();
    assert_eq!(
        verify(&text, &[signer().code_key()], noon()),
        Err(CodeError::WrongKey),
        "the remedy is other keys"
    );
    assert_eq!(verify(&text, &[], noon()), Err(CodeError::WrongKey), "no key verifies nothing");
}

#[test]
fn a_code_for_another_purpose_or_without_a_reason_is_refused_though_rightly_signed() {
    let text = signed(|claims| claims.purpose = "credit-rating".into());
    assert_eq!(verify(&text, &keys(), noon()), Err(CodeError::WrongPurpose), "codes serve one purpose");
    let text = signed(|claims| claims.reasons.clear());
    assert_eq!(
        verify(&text, &keys(), noon()),
        Err(CodeError::NoReason),
        "nobody is coloured without a reason"
    );
    let text = signed(|claims| claims.reasons = vec![" ".into()]);
    assert_eq!(verify(&text, &keys(), noon()), Err(CodeError::NoReason), "a blank is no reason");
}

#[test]
fn no_character_of_a_code_can_be_changed() {
    let text = signed(|_| {});
    for at in PREFIX.len()..text.len() {
        let mut bent = text.clone().into_bytes();
        bent[at] = if bent[at] == b'0' { b'1' } else { b'0' };
        let bent = String::from_utf8(bent).unwrap();
        let refused = verify(&bent, &keys(), noon()).expect_err("an altered code was taken");
        assert!(
            matches!(refused, CodeError::Tampered | CodeError::WrongKey | CodeError::TooLarge),
            "character {at}: {refused} would send the traveller looking in the wrong place"
        );
    }
}

#[test]
fn another_colour_under_the_same_signature_is_tampering() {
    let bytes = inside(&signed(|_| {}));
    let at = bytes.windows(6).position(|word| word == b"orange").unwrap();
    let mut bent = bytes.clone();
    bent[at..at + 6].copy_from_slice(b"yellow");
    assert_eq!(verify(&around(&bent), &keys(), noon()), Err(CodeError::Tampered), "the colour is signed");
    assert!(verify(&around(&bytes), &keys(), noon()).is_ok(), "wrapped again unchanged, it verifies");
}

#[test]
fn nothing_may_be_smuggled_in_beside_the_signature() {
    let text = signed(|_| {});
    assert_eq!(verify(&format!("{text}00"), &keys(), noon()), Err(CodeError::Tampered), "behind the stream");
    let mut bytes = inside(&text);
    bytes.push(0);
    assert_eq!(verify(&around(&bytes), &keys(), noon()), Err(CodeError::Tampered), "behind the message");
    let mut bytes = inside(&text);
    let at = bytes.iter().position(|byte| *byte == 0xa0).unwrap();
    bytes.splice(at..=at, [0xa1, 0x18, 0x64, 0x01]); // {100: 1} in the unprotected header
    assert_eq!(verify(&around(&bytes), &keys(), noon()), Err(CodeError::Tampered), "in the unsigned header");
}

#[test]
fn other_texts_and_bombs_are_told_apart() {
    for text in ["", "https://example.org", "HC1:6BFOXN", "gt1:6BFOXN"] {
        assert_eq!(verify(text, &keys(), noon()), Err(CodeError::NotACode), "{text:?} is something else");
    }
    for text in [PREFIX.to_string(), format!("{PREFIX}!!!"), format!("{PREFIX}6BFOXN")] {
        assert_eq!(verify(&text, &keys(), noon()), Err(CodeError::Tampered), "{text:?} was a code once");
    }
    let bomb = around(&vec![0; 1 << 20]);
    assert!(bomb.len() < 2048, "a small text that unfolds to a megabyte");
    assert_eq!(verify(&bomb, &keys(), noon()), Err(CodeError::TooLarge), "inflating stops at the bound");
    let long = format!("{PREFIX}{}", "0".repeat(1 << 20));
    assert_eq!(
        verify(&long, &keys(), noon()),
        Err(CodeError::TooLarge),
        "and long texts are not even decoded"
    );
}

/// The crate's documentation promises these layers to decoders that others wrote.
#[test]
fn the_layers_stand_as_documented() {
    let value: Value = ciborium::from_reader(inside(&signed(|_| {})).as_slice()).unwrap();
    let Value::Tag(61, cwt) = value else { panic!("outermost is the CWT's tag 61") };
    let Value::Tag(18, message) = *cwt else { panic!("inside it COSE_Sign1's tag 18") };
    let message = message.into_array().unwrap();
    let header: Value = ciborium::from_reader(message[0].as_bytes().unwrap().as_slice()).unwrap();
    assert_eq!(
        header,
        Value::Map(vec![(1.into(), (-7).into()), (4.into(), Value::Bytes(b"zj-codes-1".to_vec()))]),
        "ES256 and the key's id are protected"
    );
    assert_eq!(message[1], Value::Map(vec![]), "the unprotected header is empty");
    assert_eq!(message[3].as_bytes().unwrap().len(), 64, "the signature is r and s, not DER");
    let payload: Value = ciborium::from_reader(message[2].as_bytes().unwrap().as_slice()).unwrap();
    let claims = payload.into_map().unwrap();
    let claim =
        |key: i64| claims.iter().find(|(name, _)| *name == key.into()).map(|(_, value)| value.clone());
    assert_eq!(claim(1), Some("guitu".into()), "issuer");
    assert_eq!(claim(6), Some(1_583_827_200.into()), "issued at, whole seconds");
    assert_eq!(claim(4), Some(1_583_913_600.into()), "expiry, whole seconds");
    let map = claim(-70_001).unwrap().into_map().unwrap();
    let keys: Vec<_> = map.iter().map(|(key, _)| u8::try_from(key.as_integer().unwrap()).unwrap()).collect();
    assert_eq!(
        keys,
        (1..=11).chain([13, 14, 15]).collect::<Vec<_>>(),
        "the claims of the table and no other; a real code says nothing of samples"
    );
}

#[test]
fn a_sample_is_no_health_code_but_where_samples_are_shown_as_such() {
    let text = signed(|claims| claims.sample = true);
    assert_eq!(verify(&text, &keys(), noon()), Err(CodeError::Sample), "nobody boards with it");
    let shown = verify_sample(&text, &keys(), noon()).unwrap();
    assert!(shown.claims.sample, "and where it may be shown it says what it is");
    let real = verify_sample(&signed(|_| {}), &keys(), noon()).unwrap();
    assert!(!real.claims.sample, "a real one is none");
}

proptest! {
    #[test]
    fn no_text_makes_verifying_panic(text in ".{0,400}") {
        prop_assert!(verify(&text, &keys(), noon()).is_err());
        let text = format!("{PREFIX}{text}");
        prop_assert!(verify(&text, &keys(), noon()).is_err());
    }

    #[test]
    fn no_bytes_inside_make_verifying_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(verify(&around(&bytes), &keys(), noon()).is_err());
        let tagged = [&[0xd8, 61, 0xd2, 0x84], bytes.as_slice()].concat();
        prop_assert!(verify(&around(&tagged), &keys(), noon()).is_err());
    }

    #[test]
    fn any_claims_come_back(name in ".{0,60}", reasons in proptest::collection::vec("[a-z-]{1,30}", 1..6)) {
        let mut claims = claims();
        claims.name = name;
        claims.reasons = reasons;
        let text = sign(&claims, &signer()).unwrap();
        prop_assert_eq!(verify(&text, &keys(), noon()).unwrap().claims, claims);
    }
}
