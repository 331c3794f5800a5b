use std::io::Cursor;

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

fn about(purpose: Purpose, cases: u32) -> About {
    About { purpose, made_at: "2026-11-28T09:00:00Z".parse::<DateTime<Utc>>().unwrap(), cases }
}

fn written(seal: &Seal, cases: &[Value]) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let about = about(Purpose::Backup, cases.len() as u32);
    write::<_, Error>(&mut file, seal, &about, cases.iter().cloned().map(Ok)).unwrap();
    file.into_inner()
}

fn opened(bytes: &[u8], opening: &Opening) -> Result<Vec<Value>, Error> {
    let (_, cases) = read::<Value, _>(Cursor::new(bytes), opening)?;
    cases.collect()
}

fn chen() -> Value {
    json!({ "name": "陈雨桐", "symptoms": ["dry-cough"] })
}

#[test]
fn what_was_sealed_by_a_passphrase_opens_with_it_alone() {
    let bytes = written(&Seal::Passphrase("correct horse".into()), &[chen(), json!(2)]);
    assert_eq!(look(&mut Cursor::new(&bytes)).unwrap(), Sealed::ByPassphrase, "so it is asked for");
    let found = opened(&bytes, &Opening::Passphrase(vec!["correct horse".into()])).unwrap();
    assert_eq!(found, [chen(), json!(2)], "all of it, in order");
    for readings in [["correct horse", "Correct horse"], ["Correct horse", "correct horse"]] {
        let either = Opening::Passphrase(readings.map(Into::into).to_vec());
        assert_eq!(opened(&bytes, &either).unwrap(), found, "one of the ways in which it may be meant");
    }
    let wrong = opened(&bytes, &Opening::Passphrase(vec!["correct house".into()])).unwrap_err();
    assert_eq!(wrong.code(), "backup-passphrase-wrong", "the file is whole, so it is the passphrase");
    let own = opened(&bytes, &Opening::Own(OwnKey::generate())).unwrap_err();
    assert_eq!(own.code(), "backup-passphrase-wrong", "a passphrase is what it needs");
}

#[test]
fn what_was_sealed_to_a_key_opens_for_its_owner_alone() {
    let (mei, other) = (OwnKey::generate(), OwnKey::generate());
    let typed = format!(" {} ", mei.receiver()).to_uppercase();
    let key: ReceiverKey = typed.parse().unwrap();
    let bytes = written(&Seal::Receiver(key), &[chen()]);
    assert_eq!(look(&mut Cursor::new(&bytes)).unwrap(), Sealed::ToAKey, "nothing is to be typed");
    let kept = OwnKey::parse(&mei.text()).unwrap();
    assert_eq!(opened(&bytes, &Opening::Own(kept)).unwrap(), [chen()]);
    assert_eq!(opened(&bytes, &Opening::Own(other)).unwrap_err().code(), "backup-other-receiver");
}

#[test]
fn a_mistyped_key_is_no_key() {
    let key = OwnKey::generate().receiver().to_string();
    assert_eq!(key.len(), 62, "short enough to be read aloud or scanned");
    for at in 0..key.len() {
        let mut typed: Vec<char> = key.chars().collect();
        typed[at] = if typed[at] == 'q' { 'p' } else { 'q' };
        let typed: String = typed.into_iter().collect();
        assert!(typed.parse::<ReceiverKey>().is_err(), "{typed}: sealed to nobody, it would be lost");
    }
    assert!("".parse::<ReceiverKey>().is_err());
}

#[test]
fn each_thing_that_is_wrong_with_a_file_has_a_word_of_its_own() {
    let own = OwnKey::generate();
    let good = written(&Seal::Receiver(own.receiver()), &[chen()]);
    let opening = Opening::Own(own);
    let code = |bytes: &[u8]| {
        let looked = look(&mut Cursor::new(bytes)).err().map(|error| error.code());
        let read = opened(bytes, &opening).err().map(|error| error.code());
        assert_eq!(looked, read, "it is told before anybody types a passphrase");
        looked
    };
    assert_eq!(code(&good), None);
    assert_eq!(code(b""), Some("backup-empty"));
    assert_eq!(code(b"%PDF-1.7 and so on, longer than the head of a backup is, so that there is something to read .....................................\n"), Some("backup-not-ours"));
    assert_eq!(code(b"PK"), Some("backup-not-ours"), "also where it is short");
    let newer = [b"guitu-backup 2 ".as_slice(), &good[15..]].concat();
    assert_eq!(code(&newer), Some("backup-too-new"));
    for length in 1..good.len() {
        assert_eq!(code(&good[..length]), Some("backup-cut-off"), "cut off after {length}");
    }
    let longer = [good.as_slice(), b"x"].concat();
    assert_eq!(code(&longer), Some("backup-damaged"), "something was added");
    for at in head::LENGTH..good.len() {
        let mut flipped = good.clone();
        flipped[at] ^= 0x10;
        assert_eq!(code(&flipped), Some("backup-damaged"), "a bit of byte {at}");
    }
    let mut huge = good.clone();
    huge[15..30].copy_from_slice(b"999999999999999");
    assert_eq!(code(&huge), Some("backup-too-large"), "what it says of itself is not read to the end");
}

#[test]
fn a_file_with_a_right_hash_and_another_content_is_refused() {
    let own = OwnKey::generate();
    let sealed = |text: &[u8]| {
        let mut bytes = vec![b' '; head::LENGTH];
        let mut hashing = head::Hashing::new(&mut bytes);
        let recipient = Seal::Receiver(own.receiver()).recipient();
        let encryptor = age::Encryptor::with_recipients(std::iter::once(&*recipient)).unwrap();
        let mut packing = flate2::write::GzEncoder::new(
            encryptor.wrap_output(&mut hashing).unwrap(),
            flate2::Compression::fast(),
        );
        std::io::Write::write_all(&mut packing, text).unwrap();
        packing.finish().unwrap().finish().unwrap();
        let mut top = Vec::new();
        hashing.head().write(&mut top).unwrap();
        bytes[..head::LENGTH].copy_from_slice(&top);
        bytes
    };
    let first = br#"{"version":1,"about":{"purpose":"backup","made_at":"2026-11-28T09:00:00Z","cases":1}}"#;
    let opening = Opening::Own(OwnKey::parse(&own.text()).unwrap());
    let code = |text: &[u8]| opened(&sealed(text), &opening).err().map(|error| error.code());
    let with = |rest: &[u8]| [first.as_slice(), b"\n", rest].concat();
    assert_eq!(code(&with(b"{}\n{\"end\":true}\n")), None, "the shape that is written");
    assert_eq!(code(b""), Some("backup-not-ours"));
    assert_eq!(code(b"holiday pictures\n"), Some("backup-not-ours"), "somebody else's use of age");
    assert_eq!(code(b"{\"version\":9}\n"), Some("backup-too-new"));
    assert_eq!(code(&with(b"{}\n")), Some("backup-damaged"), "without its end nobody knows that it was all");
    assert_eq!(code(&with(b"{\"end\":true}\n")), Some("backup-damaged"), "a case too few");
    assert_eq!(code(&with(b"{}\n{}\n{\"end\":true}\n")), Some("backup-damaged"), "a case too many");
    assert_eq!(code(&with(b"{}\n{\"end\":true}\n{}\n")), Some("backup-damaged"), "something after the end");
    let endless = with(&vec![b' '; (16 << 20) + 1]);
    assert_eq!(code(&endless), Some("backup-too-large"), "a line that never ends is not read into memory");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn bytes_of_any_kind_are_refused_with_a_word(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(look(&mut Cursor::new(&bytes)).is_err());
        prop_assert!(lines::<Value, _>(bytes.as_slice()).is_err());
    }
}
