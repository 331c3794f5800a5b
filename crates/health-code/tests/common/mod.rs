//! A trader on her way from Milan to Wenzhou, and two keys.

#![allow(
    clippy::unwrap_used,
    dead_code,
    unreachable_pub,
    reason = "shared by test programs that each use a part"
)]

use std::io::{Read as _, Write as _};

use chrono::{DateTime, NaiveDate, TimeZone as _, Utc};
use es256::SigningKey;
use health_code::{CodeClaims, CodeSigner, Colour, PREFIX, PURPOSE};
use rulebook::ListVersion;
use uuid::Uuid;

pub fn claims() -> CodeClaims {
    CodeClaims {
        colour: Colour::Orange,
        rule: "orange-severe-place".into(),
        reasons: vec!["severe-place".into()],
        edition: 1,
        list: ListVersion { number: 7, issued: NaiveDate::from_ymd_opt(2020, 3, 9).unwrap() },
        issued_at: Utc.with_ymd_and_hms(2020, 3, 10, 8, 0, 0).unwrap(),
        valid_until: Utc.with_ymd_and_hms(2020, 3, 11, 8, 0, 0).unwrap(),
        purpose: PURPOSE.into(),
        declaration: Uuid::parse_str("01936f5e-0000-7000-8000-000000000001").unwrap(),
        revision: 2,
        name: "LYU XIAOYAN".into(),
        document_tail: "4521".into(),
        flight: Some("LH728".into()),
        departs_on: NaiveDate::from_ymd_opt(2026, 12, 14),
        correction: "correct-answers".into(),
        sample: false,
    }
}

pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2020, 3, 10, 12, 0, 0).unwrap()
}

pub fn signer() -> CodeSigner {
    CodeSigner::new("zj-codes-1", SigningKey::from_bytes(&[11; 32]).unwrap()).unwrap()
}

pub fn stranger() -> CodeSigner {
    CodeSigner::new("zj-codes-9", SigningKey::from_bytes(&[12; 32]).unwrap()).unwrap()
}

/// The tagged COSE bytes inside a text.
pub fn inside(text: &str) -> Vec<u8> {
    let deflated = base45::decode(text.strip_prefix(PREFIX).unwrap()).unwrap();
    let mut bytes = Vec::new();
    flate2::read::ZlibDecoder::new(deflated.as_slice()).read_to_end(&mut bytes).unwrap();
    bytes
}

/// A text around any bytes.
pub fn around(bytes: &[u8]) -> String {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    format!("{PREFIX}{}", base45::encode(encoder.finish().unwrap()))
}
