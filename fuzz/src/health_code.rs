//! The text of a health code: first byte below 85 = the rest is the text; below 170 = the rest stands inside the outer
//! layers; else the rest is the payload of a rightly signed message.

use std::io::Write as _;
use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use coset::{CoseSign1Builder, HeaderBuilder, TaggedCborSerializable as _, iana};
use es256::SigningKey;
use flate2::{Compression, write::ZlibEncoder};
use health_code::{CodeKey, CodeSigner, PREFIX, verify};

static KEY: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::from_bytes(&[7; 32]).unwrap());
static KEYS: LazyLock<Vec<CodeKey>> =
    LazyLock::new(|| vec![CodeSigner::new("k", KEY.clone()).unwrap().code_key()]);

/// Verifies a code made of the bytes.
pub fn run(data: &[u8]) {
    let Some((&way, rest)) = data.split_first() else { return };
    let now = DateTime::<Utc>::from_timestamp(1_795_000_000, 0).unwrap();
    match way {
        0..85 => {
            let text = String::from_utf8_lossy(rest);
            for text in [text.clone().into_owned(), format!("{PREFIX}{text}")] {
                assert!(verify(&text, &KEYS, now).is_err(), "nobody signed this");
            }
        }
        85..170 => assert!(verify(&wrap(rest), &KEYS, now).is_err(), "nobody signed this"),
        _ => {
            if let Ok(verified) = verify(&wrap(&signed(rest)), &KEYS, now) {
                assert!(!verified.claims.reasons.is_empty(), "a code without a reason is refused");
            }
        }
    }
}

fn signed(payload: &[u8]) -> Vec<u8> {
    let header = HeaderBuilder::new().algorithm(iana::Algorithm::ES256).key_id(b"k".to_vec()).build();
    let message = CoseSign1Builder::new()
        .protected(header)
        .payload(payload.to_vec())
        .create_signature(&[], |bytes| KEY.sign(bytes).unwrap().to_vec())
        .build();
    [&[0xd8, 61], message.to_tagged_vec().unwrap().as_slice()].concat()
}

fn wrap(bytes: &[u8]) -> String {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    format!("{PREFIX}{}", base45::encode(encoder.finish().unwrap()))
}
