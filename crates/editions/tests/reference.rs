//! The repositories that TUF's reference implementations are tested with, put through an app's shelf. They hold no
//! edition, so the best that one can meet is to be verified from root to list and then found empty.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::path::PathBuf;

use chrono::{DateTime, Utc};
use common::*;
use editions::EditionsError;

fn repository(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/tuf").join(name)
}

async fn met(root: PathBuf, source: Lying) -> EditionsError {
    let root = serde_json::from_slice(&std::fs::read(root).unwrap()).unwrap();
    App::new(&root).update(&source).await.unwrap_err()
}

/// What a repository meets that was signed until some day of a past or a coming year.
fn until(day: &str, code: &'static str) -> &'static str {
    let expires: DateTime<Utc> = day.parse().unwrap();
    if Utc::now() < expires { code } else { "rulebook-frozen" }
}

#[tokio::test]
async fn whole_reference_repositories_meet_what_they_were_made_for() {
    for (name, code, why) in [
        ("consistent-snapshots", "rulebook-edition-refused", "it verifies, and has no edition"),
        ("expired-repository", "rulebook-frozen", "it ran out in 1999"),
        (
            "tuf-reference-impl",
            until("2030-01-01T00:00:00Z", "rulebook-unreachable"),
            "it delegates, and nobody signs for anybody else here: a delegated list is not asked for",
        ),
    ] {
        let folder = repository(name);
        let error = met(folder.join("metadata/1.root.json"), Lying::new(&folder)).await;
        assert_eq!(error.code(), code, "{name}: {why}: {error}");
    }
}

#[tokio::test]
async fn an_expired_root_that_was_rotated_leads_on() {
    let folder = repository("rotated-root");
    let mut source = Lying::new(&folder);
    for name in ["2.root.json", "timestamp.json", "1.snapshot.json", "1.targets.json"] {
        source = source.saying(&format!("metadata/{name}"), Ok(std::fs::read(folder.join(name)).unwrap()));
    }
    let error = met(folder.join("1.root.json"), source).await;
    let code = until("2029-07-27T00:00:00Z", "rulebook-edition-refused");
    assert_eq!(error.code(), code, "the first root ran out in 1998, the second did not: {error}");
}

#[tokio::test]
async fn roots_that_are_not_properly_signed_are_no_root_of_trust() {
    for name in [
        "no-root-json-signatures",
        "invalid-root-json-signature",
        "mismatched-root-json-keyids",
        "duplicate-sigs",
        "duplicate-sig-keys",
    ] {
        let folder = repository(name);
        let error = met(folder.join("root.json"), Lying::new(&folder)).await;
        assert_eq!(error.code(), "rulebook-root-refused", "{name}: {error}");
    }
}

#[tokio::test]
async fn a_served_root_that_names_one_key_twice_is_refused() {
    let office = Office::new();
    let twice = std::fs::read(repository("duplicate-keyid").join("root.json")).unwrap();
    let error =
        office.app().update(&office.source().saying("metadata/2.root.json", Ok(twice))).await.unwrap_err();
    assert_eq!(
        error.code(),
        "rulebook-root-refused",
        "a document that two readers may read differently: {error}"
    );
}

#[tokio::test]
async fn roots_by_every_kind_of_key_are_understood() {
    for (name, code) in [
        ("simple-rsa", "rulebook-unreachable"),
        ("expired-root-json-signature", "rulebook-frozen"), // RSA as well, and out of date since 1970
        ("ecdsa-new-type-sig-keys", "rulebook-frozen"),
        ("hex-encoded-ecdsa-sig-keys", "rulebook-frozen"),
        ("pem-encoded-ecdsa-sig-keys", "rulebook-frozen"),
    ] {
        let folder = repository(name);
        let error = met(folder.join("root.json"), Lying::new(&folder)).await;
        assert_eq!(error.code(), code, "{name} verifies; what stops it comes after: {error}");
    }
}
