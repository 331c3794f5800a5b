//! Sealing and opening a declaration, against bare HPKE of the same bytes.

use std::{hint::black_box, process::ExitCode};

use chrono::Utc;
use guitu_tests::{Outcome, measure::Promise, sealed::submission};
use hpke::{
    Deserializable as _, Kem, OpModeR, OpModeS, Serializable as _, aead::ChaCha20Poly1305, kdf::HkdfSha256,
    kem::X25519HkdfSha256,
};
use platform_api::{DeclarationSecret, Envelope, SealingSecret};

fn main() -> Outcome<ExitCode> {
    let secret = DeclarationSecret::generate().map_err(|why| why.to_string())?;
    let submission = submission(&secret, secret.revision_token().id(Utc::now()));
    let own = SealingSecret::generate().map_err(|why| why.to_string())?;
    let envelope = Envelope::seal(&submission, own.public())?;
    let length = serde_json::to_vec(&submission)?.len().next_multiple_of(1024);

    let (private, public) = X25519HkdfSha256::gen_keypair();
    let (plain, aad) = (vec![b' '; length], [0x5a; 36]);
    let bare_seal = || {
        hpke::single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeS::Base,
            &public,
            b"bench",
            &plain,
            &aad,
        )
    };
    let (encapsulated, sealed) = bare_seal().map_err(|why| why.to_string())?;
    let encapsulated = encapsulated.to_bytes();
    let bare_open = || {
        let encapsulated = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&encapsulated)?;
        hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &private,
            &encapsulated,
            b"bench",
            &sealed,
            &aad,
        )
    };
    let sealing = Promise { what: "sealing a declaration", against: "bare HPKE", at_most: 1.2 };
    let sealing = sealing.computes(
        40,
        20,
        || assert!(Envelope::seal(black_box(&submission), own.public()).is_ok(), "it is sealed"),
        || assert!(black_box(bare_seal()).is_ok(), "the bytes are sealed"),
    );
    let opening = Promise { what: "opening it", against: "bare HPKE", at_most: 1.2 };
    let opening = opening.computes(
        40,
        20,
        || assert!(Envelope::parse(black_box(&envelope)).and_then(|it| it.open(&own)).is_ok(), "it opens"),
        || assert!(black_box(bare_open()).is_ok(), "the bytes open"),
    );
    Ok(if sealing && opening { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
