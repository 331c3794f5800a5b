//! Envelopes, receipts and profiles as both sides use them, and as somebody between would like to.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use chrono::{TimeZone as _, Utc};
use platform_api::*;
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

fn submission() -> Submission {
    Submission {
        declaration: Uuid::parse_str("01936f5e-0000-7000-8000-000000000001").unwrap(),
        revision: 1,
        edition: 1,
        kind: Kind::Declare,
        answers: json!({ "about": { "surname": "CHEN" }, "health": { "symptoms": ["none"] } }),
        revision_token: RevisionToken::from_bytes([9; 32]),
        follow_digest: (&FollowToken::from_bytes([8; 32])).into(),
        language: "zh-CN".into(),
        sealed_at: Utc.with_ymd_and_hms(2020, 3, 10, 8, 0, 0).unwrap(),
        organisation: None,
        own_answers: None,
    }
}

fn root() -> Value {
    json!({ "signed": { "_type": "root", "version": 1 }, "signatures": [] })
}

fn edited(bytes: &[u8], edit: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value: Value = serde_json::from_slice(bytes).unwrap();
    edit(&mut value);
    serde_json::to_vec(&value).unwrap()
}

fn open(bytes: &[u8], secret: &SealingSecret) -> Result<Submission, EnvelopeError> {
    Envelope::parse(bytes)?.open(secret)
}

#[test]
fn what_was_sealed_is_what_the_platform_reads() {
    let secret = SealingSecret::generate().unwrap();
    let bytes = Envelope::seal(&submission(), secret.public()).unwrap();
    assert_eq!(open(&bytes, &secret).unwrap(), submission(), "nothing is lost or changed by sealing");
    let text = String::from_utf8(bytes).unwrap();
    assert!(!text.contains("CHEN"), "no answer can be read from outside");
    assert!(!text.contains(submission().revision_token.reveal().as_str()), "nor the revision token");
}

#[test]
fn a_secret_key_survives_storing() {
    let secret = SealingSecret::generate().unwrap();
    let bytes = Envelope::seal(&submission(), secret.public()).unwrap();
    let stored = SealingSecret::from_bytes(&secret.to_bytes()).unwrap();
    assert!(open(&bytes, &stored).is_ok(), "a restart must not make sent envelopes unreadable");
}

#[test]
fn the_length_does_not_tell_many_symptoms_from_none() {
    let secret = SealingSecret::generate().unwrap();
    let mut ill = submission();
    ill.answers["health"]["symptoms"] = json!(["fever", "dry-cough", "headache", "short-breath"]);
    let lengths = [submission(), ill].map(|one| Envelope::seal(&one, secret.public()).unwrap().len());
    assert_eq!(lengths[0], lengths[1], "an observer of the network learns nothing from the size");
}

#[test]
fn an_envelope_moved_or_altered_does_not_open() {
    let secret = SealingSecret::generate().unwrap();
    let bytes = Envelope::seal(&submission(), secret.public()).unwrap();
    let moved = edited(&bytes, |value| value["revision"] = json!(2));
    assert_eq!(open(&moved, &secret), Err(EnvelopeError::NotOpened), "the seal binds the revision");
    let moved = edited(&bytes, |value| value["declaration"] = json!(Uuid::nil()));
    assert_eq!(open(&moved, &secret), Err(EnvelopeError::NotOpened), "the seal binds the declaration");

    let flip = |field: &str| {
        edited(&bytes, |value| {
            let text = value[field].as_str().unwrap();
            let other = if text.starts_with('A') { "B" } else { "A" };
            value[field] = json!(format!("{other}{}", &text[1..]));
        })
    };
    for field in ["ciphertext", "enc"] {
        assert_eq!(open(&flip(field), &secret), Err(EnvelopeError::NotOpened), "one changed bit in {field}");
    }
}

#[test]
fn an_envelope_for_another_platform_is_told_from_a_damaged_one() {
    let secret = SealingSecret::generate().unwrap();
    let other = SealingSecret::generate().unwrap();
    let bytes = Envelope::seal(&submission(), other.public()).unwrap();
    assert_eq!(
        open(&bytes, &secret),
        Err(EnvelopeError::UnknownKey),
        "the remedy is another profile, not another try"
    );
    let relabelled = edited(&bytes, |value| value["key_id"] = json!(secret.public().id));
    assert_eq!(open(&relabelled, &secret), Err(EnvelopeError::NotOpened), "a false label opens nothing");
}

#[test]
fn a_submission_too_large_to_send_is_refused_before_it_is_queued() {
    let secret = SealingSecret::generate().unwrap();
    let mut large = submission();
    large.answers = json!("x".repeat(MAX_ENVELOPE_BYTES));
    assert_eq!(
        Envelope::seal(&large, secret.public()),
        Err(EnvelopeError::TooLarge),
        "a 413 would wedge the outbox"
    );
}

#[test]
fn debug_output_names_the_address_and_nothing_else() {
    let shown = format!("{:?}", submission());
    assert!(shown.contains("01936f5e"), "a log must say which declaration");
    assert!(!shown.contains("CHEN") && !shown.contains("CQkJ"), "but neither answers nor token: {shown}");
}

#[test]
fn a_receipt_verifies_for_its_own_bytes_and_no_others() {
    let signer = ReceiptSigner::generate().unwrap();
    let keys = [signer.public().clone()];
    let id = submission().declaration;
    let at = Utc.with_ymd_and_hms(2020, 3, 10, 8, 0, 5).unwrap();
    let receipt =
        SignedReceipt::sign(Address::revision(id, 1), b"the envelope", at, &signer).unwrap().into_bytes();

    let read = verify(&receipt, &keys, Address::revision(id, 1), b"the envelope").unwrap();
    assert_eq!((read.address, read.received_at), (Address::revision(id, 1), at), "it says what was signed");

    use SignedError::*;
    let wrong = |address, envelope: &[u8]| verify(&receipt, &keys, address, envelope).unwrap_err();
    let revision = Address::revision;
    assert_eq!(
        wrong(revision(id, 1), b"other bytes"),
        OtherBytes,
        "a receipt for other bytes proves nothing"
    );
    assert_eq!(wrong(revision(id, 2), b"the envelope"), WrongAddress, "nor one for another revision");
    assert_eq!(
        wrong(revision(Uuid::nil(), 1), b"the envelope"),
        WrongAddress,
        "nor one for another declaration"
    );
    assert_eq!(
        wrong(Address::letter(id, 1), b"the envelope"),
        WrongAddress,
        "nor one for a letter of its number"
    );

    let stranger = ReceiptSigner::generate().unwrap();
    let forged =
        SignedReceipt::sign(Address::revision(id, 1), b"the envelope", at, &stranger).unwrap().into_bytes();
    assert_eq!(
        verify(&forged, &keys, Address::revision(id, 1), b"the envelope"),
        Err(UnknownKey),
        "only the profile's keys count"
    );
}

#[test]
fn no_byte_of_a_receipt_can_be_changed() {
    let signer = ReceiptSigner::from_bytes(&[7; 32]).unwrap();
    let keys = [signer.public().clone()];
    let at = Utc.with_ymd_and_hms(2020, 3, 10, 8, 0, 5).unwrap();
    let receipt =
        SignedReceipt::sign(Address::revision(Uuid::nil(), 1), b"e", at, &signer).unwrap().into_bytes();
    for at in 0..receipt.len() {
        let mut bent = receipt.clone();
        bent[at] = if bent[at] == b'A' { b'B' } else { b'A' };
        if bent != receipt {
            assert!(
                verify(&bent, &keys, Address::revision(Uuid::nil(), 1), b"e").is_err(),
                "byte {at} is not protected"
            );
        }
    }
}

#[test]
fn a_profile_is_taken_whole_or_not_at_all() {
    let (receipts, codes) = (ReceiptSigner::generate().unwrap(), ReceiptSigner::generate().unwrap());
    let profile = PlatformProfile {
        name: "Zhejiang".into(),
        names: [("zh-CN".to_owned(), "浙江".to_owned())].into(),
        url: "http://127.0.0.1:8443".into(),
        receipt_keys: vec![receipts.public().clone()],
        code_keys: vec![codes.public().clone()],
        sealing_key: SealingSecret::generate().unwrap().public().clone(),
        rulebook_root: root(),
        authorities: vec![],
        editions_by_package: false,
    };
    let text = profile.to_json();
    assert_eq!(
        PlatformProfile::parse(text.as_bytes()).unwrap(),
        profile,
        "what the platform writes the app reads"
    );

    let refused = |edit: &dyn Fn(&mut Value)| {
        PlatformProfile::parse(&edited(text.as_bytes(), edit)).expect_err("a broken profile was taken")
    };
    assert_eq!(
        refused(&|p| p["url"] = json!("ftp://x")),
        ProfileError::BadUrl,
        "only web addresses can be sent to"
    );
    for other in [Value::Null, json!({}), json!({ "signed": { "_type": "root", "version": 2 } })] {
        let refusal = refused(&|p| p["rulebook_root"] = other.clone());
        assert_eq!(
            refusal,
            ProfileError::NoRoot,
            "without its first root nobody can tell whose profile it is"
        );
    }
    let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    assert_eq!(
        PlatformProfile::parse(&marked),
        Ok(profile.clone()),
        "an editor's byte order mark changes nothing"
    );
    assert_eq!(
        refused(&|p| p["code_keys"] = json!([])),
        ProfileError::NoKey,
        "no code could ever be verified"
    );
    assert_eq!(
        refused(&|p| p["sealing_key"]["id"] = json!("AAAA")),
        ProfileError::BadKey(KeyError::WrongId),
        "an id that is not the key's own"
    );
    assert_eq!(
        refused(&|p| p["receipt_keys"][0] = json!(PublicKey::from_bytes(&[4; 65]))),
        ProfileError::BadKey(KeyError::Malformed),
        "a point that is not on the curve"
    );
}

proptest! {
    #[test]
    fn no_bytes_make_opening_or_verifying_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2048)) {
        let secret = SealingSecret::from_bytes(&[3; 32]).unwrap();
        let signer = ReceiptSigner::from_bytes(&[7; 32]).unwrap();
        prop_assert!(open(&bytes, &secret).is_err(), "random bytes are no envelope");
        prop_assert!(verify(&bytes, &[signer.public().clone()], Address::revision(Uuid::nil(), 1), &bytes).is_err());
        prop_assert!(PlatformProfile::parse(&bytes).is_err());
    }

    #[test]
    fn no_parts_make_opening_panic(
        enc in proptest::collection::vec(any::<u8>(), 0..70),
        ciphertext in proptest::collection::vec(any::<u8>(), 0..200),
        raw in any::<bool>(),
    ) {
        use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as B64};
        let secret = SealingSecret::from_bytes(&[3; 32]).unwrap();
        let write = |bytes: &[u8]| if raw { String::from_utf8_lossy(bytes).into_owned() } else { B64.encode(bytes) };
        let envelope = json!({
            "format": "guitu envelope v2", "declaration": Uuid::nil(), "revision": 1,
            "key_id": secret.public().id, "enc": write(&enc), "ciphertext": write(&ciphertext),
        });
        prop_assert!(open(envelope.to_string().as_bytes(), &secret).is_err(), "nothing of this was ever sealed");
    }
}
