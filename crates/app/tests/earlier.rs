//! What was last here is not what is here: a database of an earlier time, a list of what waits that was made anew.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use app::dto::{Start, VaultDoor};
use app::{App, Key, Passphrase};
use common::Desk;
use vault::MemoryKeychain;

const PASSPHRASE: &str = "five words nobody would guess";

fn typed(text: &str) -> Key {
    Key::Passphrase { text: Passphrase::from(text.to_owned()) }
}

/// A vault, locked, and its database as it was before the last answer.
async fn with_an_older_database(folder: &Path, app: &App, passphrase: Option<&str>) -> Vec<u8> {
    app.create_vault(passphrase.map(|text| Passphrase::from(text.to_owned()))).unwrap();
    app.session().unwrap().new_declaration().unwrap();
    app.lock(None).await.unwrap();
    let older = std::fs::read(folder.join("vault.db")).unwrap();
    match passphrase {
        Some(text) => app.unlock(typed(text)).unwrap(),
        None => settled(app, app.unlock(Key::Keychain).unwrap()),
    };
    app.session().unwrap().new_declaration().unwrap();
    app.lock(None).await.unwrap();
    older
}

/// What the door is in the end: a busy machine may take longer than what counts as at once.
fn settled(app: &App, mut start: Start) -> Start {
    while matches!(start.vault, VaultDoor::Asking { .. }) {
        std::thread::sleep(Duration::from_millis(50));
        start = app.start().unwrap();
    }
    start
}

fn is_earlier(start: &Start) -> bool {
    matches!(&start.vault, VaultDoor::Refused { problem, .. } if problem.code == "vault-earlier")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_of_an_earlier_time_is_told_and_opens_once_its_owner_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(MemoryKeychain::default()));
    let app = common::app(folder.path(), &desk, &keychain);
    let older = with_an_older_database(folder.path(), &app, Some(PASSPHRASE)).await;
    std::fs::write(folder.path().join("vault.db"), &older).unwrap();

    let start = app.unlock(typed(PASSPHRASE)).unwrap();
    assert!(is_earlier(&start) && app.session().is_err(), "it is told first: {:?}", start.vault);
    assert!(std::fs::read(folder.path().join("vault.db")).unwrap() == older, "and nothing is written");
    assert!(is_earlier(&app.start().unwrap()), "whatever else was done at the door meanwhile");
    assert_eq!(app.unlock(typed("another one altogether")).err().unwrap().code(), "vault-passphrase-wrong");
    assert_eq!(app.unlock(typed(PASSPHRASE)).unwrap().vault, VaultDoor::Open, "they go on from there");
    assert_eq!(app.session().unwrap().home().unwrap().total, 1, "with what was in it");
    app.lock(None).await.unwrap();
    assert_eq!(app.unlock(typed(PASSPHRASE)).unwrap().vault, VaultDoor::Open, "it is told once");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keychain_opens_nothing_of_an_earlier_time_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(MemoryKeychain::default()));
    let before = common::app(folder.path(), &desk, &keychain);
    let older = with_an_older_database(folder.path(), &before, None).await;
    drop(before);
    let newer = std::fs::read(folder.path().join("vault.db")).unwrap();
    std::fs::write(folder.path().join("vault.db"), &older).unwrap();

    let app = common::app(folder.path(), &desk, &keychain);
    let start = settled(&app, app.start().unwrap());
    assert!(is_earlier(&start), "{:?}", start.vault);
    assert!(is_earlier(&settled(&app, app.start().unwrap())), "looking again is no word for it");
    std::fs::write(folder.path().join("vault.db"), &newer).unwrap();
    assert_eq!(settled(&app, app.start().unwrap()).vault, VaultDoor::Open, "the right one is back");
    app.lock(None).await.unwrap();

    std::fs::write(folder.path().join("vault.db"), &older).unwrap();
    let start = settled(&app, app.unlock(Key::Keychain).unwrap());
    assert!(is_earlier(&start), "{:?}", start.vault);
    let start = settled(&app, app.unlock(Key::Keychain).unwrap());
    assert_eq!(start.vault, VaultDoor::Open, "now they have said so");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queue_that_was_made_anew_is_told_once_to_everybody_who_had_something_here() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(MemoryKeychain::default()));
    let app = common::app(folder.path(), &desk, &keychain);
    app.create_vault(Some(PASSPHRASE.to_owned().into())).unwrap();
    let aside = "spool.db.broken-20261129T180000Z.part";
    std::fs::write(folder.path().join(aside), b"no queue").unwrap();
    let told = || app.session().unwrap().home().unwrap().queues_made_anew;
    assert_eq!(told(), [aside], "by the name of what was kept");
    assert_eq!(told(), [aside], "as long as they are here");
    app.lock(None).await.unwrap();
    app.unlock(typed(PASSPHRASE)).unwrap();
    assert_eq!(told(), [""; 0], "once");
    app.lock(None).await.unwrap();
    app.choose_owner_anew().unwrap();
    app.choose_owner(None).unwrap();
    app.create_vault(Some(PASSPHRASE.to_owned().into())).unwrap();
    assert_eq!(told(), [""; 0], "whoever came later had nothing in it");
}
