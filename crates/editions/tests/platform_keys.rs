//! The platform's keys: a role of its own signs them, apps take them with the editions, and never go back.

#![allow(clippy::unwrap_used, reason = "a test")]

mod common;

use chrono::Utc;
use editions::{EditionsError, FolderSource, Published, Shelf};
use rulebook::Files;
use tempfile::TempDir;

use common::{Office, edition};

const FIRST: &[u8] = b"{\"number\": 1}";
const SECOND: &[u8] = b"{\"number\": 2}";

/// An office in which two of three officers sign for the platform's keys.
fn office() -> Office {
    let office = Office::new();
    let keys: Vec<_> = ["keys-1", "keys-2", "keys-3"].iter().map(|name| office.make(name)).collect();
    let public: Vec<_> = keys.iter().map(|key| key.public().clone()).collect();
    office.repository().delegate_platform_keys(&public, 2, Utc::now()).unwrap();
    office.sign(Utc::now());
    office
}

fn publish(office: &Office, ring: &[u8]) {
    office.repository().pack_platform_keys(ring, Utc::now()).unwrap();
    let keys = office.keys(&["keys-1", "keys-3", "snapshot", "timestamp"]);
    let progress = office.repository().sign(&keys, Utc::now()).unwrap();
    assert_eq!(progress.waiting, vec![], "two of three are enough");
}

fn shelf(office: &Office, folder: &TempDir) -> Shelf {
    Shelf::new(folder.path(), &office.root_json())
}

#[tokio::test]
async fn keys_wait_for_enough_of_their_own_officers_and_reach_apps_with_the_editions() {
    let (office, app) = (office(), TempDir::new().unwrap());
    let (shelf, source) = (shelf(&office, &app), FolderSource::new(office.path()));
    assert!(!shelf.update(&source).await.unwrap().platform_keys, "nobody has published any yet");
    assert_eq!(shelf.platform_keys().await.unwrap(), None, "so the profile's keys stand");

    office.repository().pack_platform_keys(FIRST, Utc::now()).unwrap();
    let editors = office.keys(&["root-1", "root-2", "targets", "snapshot", "timestamp", "keys-1"]);
    let progress = office.repository().sign(&editors, Utc::now()).unwrap();
    let waiting = &progress.waiting[0];
    assert_eq!((waiting.has, waiting.needs), (1, 2), "whoever signs editions cannot exchange keys");
    assert_eq!(waiting.by, "platform-keys", "it says whose signature is missing");

    publish(&office, FIRST);
    assert!(shelf.update(&source).await.unwrap().platform_keys, "the app is told");
    assert_eq!(
        shelf.platform_keys().await.unwrap().as_deref(),
        Some(FIRST),
        "and holds them without a network"
    );
    assert!(!shelf.update(&source).await.unwrap().platform_keys, "once");
    let published = Published::read(&office.path()).await.unwrap();
    assert_eq!(published.platform_keys.as_deref(), Some(FIRST), "the platform reads what apps read");

    publish(&office, SECOND);
    assert!(shelf.update(&source).await.unwrap().platform_keys, "newer ones are taken");
    assert_eq!(shelf.platform_keys().await.unwrap().as_deref(), Some(SECOND), "in place of the others");
}

#[tokio::test]
async fn another_edition_and_a_renewed_term_leave_the_keys_as_they_are() {
    let (office, app) = (office(), TempDir::new().unwrap());
    let (shelf, source) = (shelf(&office, &app), FolderSource::new(office.path()));
    publish(&office, FIRST);
    office.publish(&edition(2), Utc::now());
    shelf.update(&source).await.unwrap();
    assert_eq!(
        shelf.platform_keys().await.unwrap().as_deref(),
        Some(FIRST),
        "an edition brings its own files alone"
    );
    let online = office.keys(&["snapshot", "timestamp"]);
    assert!(office.repository().refresh(&online, Utc::now()).unwrap(), "the server renews by itself");
    shelf.update(&source).await.unwrap();
    assert_eq!(
        shelf.platform_keys().await.unwrap().as_deref(),
        Some(FIRST),
        "and keeps the keys in the list"
    );
}

#[tokio::test]
async fn whoever_holds_the_servers_keys_brings_no_revoked_key_back() {
    let (office, app) = (office(), TempDir::new().unwrap());
    let (shelf, source) = (shelf(&office, &app), FolderSource::new(office.path()));
    publish(&office, FIRST);
    let old = TempDir::new().unwrap();
    common::copy(&office.path(), old.path());
    publish(&office, SECOND);
    shelf.update(&source).await.unwrap();

    // A thief's copy of the former state, signed anew with what stands on the server, above all that was seen.
    let stolen = editions::Repository::at(old.path());
    let online = office.keys(&["snapshot", "timestamp"]);
    for _ in 0..4 {
        assert!(stolen.refresh(&online, Utc::now()).unwrap());
    }
    let refused = shelf.update(&FolderSource::new(old.path())).await.unwrap_err();
    assert!(matches!(refused, EditionsError::Rollback(_)), "{refused}: an older list is refused");
    assert_eq!(shelf.platform_keys().await.unwrap().as_deref(), Some(SECOND), "what was taken stands");
}

#[test]
fn without_a_role_for_them_no_keys_are_packed() {
    let office = Office::new();
    let refused = office.repository().pack_platform_keys(FIRST, Utc::now()).unwrap_err();
    assert!(refused.to_string().contains("delegate-keys"), "{refused}: it says what comes first");
    let none = office.repository().delegate_platform_keys(&[], 1, Utc::now()).unwrap_err();
    assert!(none.to_string().contains("1 of 0"), "{none}: nobody could ever sign");
    assert!(Files::bundled().0.contains_key("edition.json"), "the edition that is there is untouched");
}
