//! Verifying a code: from the text in the QR to claims that may be shown.

use std::{hint::black_box, process::ExitCode};

use chrono::{DateTime, TimeDelta};
use es256::{SigningKey, VerifyingKey};
use guitu_tests::{Outcome, measure::Promise};
use health_code::{CodeClaims, CodeSigner, PURPOSE};
use rulebook::{Colour, ListVersion};
use uuid::Uuid;

fn main() -> Outcome<ExitCode> {
    let now = DateTime::from_timestamp(1_795_000_000, 0).ok_or("no such instant")?;
    let key = SigningKey::from_bytes(&[7; 32])?;
    let signer = CodeSigner::new("bench", key.clone())?;
    let claims = CodeClaims {
        colour: Colour::Yellow,
        rule: "yellow-elevated-stay".into(),
        reasons: vec!["elevated-stay".into()],
        edition: 1,
        list: ListVersion { number: 1, issued: now.date_naive() },
        issued_at: now,
        valid_until: now + TimeDelta::hours(24),
        purpose: PURPOSE.into(),
        declaration: Uuid::from_u128(1),
        revision: 1,
        name: "CHEN YUTONG".into(),
        document_tail: "0157".into(),
        flight: Some("LH 728".into()),
        departs_on: chrono::NaiveDate::from_ymd_opt(2026, 12, 14),
        correction: "correct-answers".into(),
        sample: false,
    };
    let text = health_code::sign(&claims, &signer).map_err(|why| why.code())?;
    let keys = [signer.code_key()];
    health_code::verify(&text, &keys, now).map_err(|why| why.code())?;

    // The same number of bytes as the signed structure has, give or take its frame.
    let message = vec![0x5a; 300];
    let signature = key.sign(&message)?;
    let public = VerifyingKey::from_bytes(key.public())?;
    let promise = Promise { what: "verifying a code", against: "one bare ES256 verification", at_most: 1.3 };
    let kept = promise.computes(
        60,
        20,
        || assert!(health_code::verify(black_box(&text), &keys, now).is_ok(), "the code verifies"),
        || assert!(public.verifies(black_box(&message), &signature), "the signature verifies"),
    );
    Ok(if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
