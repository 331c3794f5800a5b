//! Damage of the file: found after the power went and on request, said, and what can be read is saved.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::path::Path;
use std::sync::Arc;

use app::dto::VaultDoor;
use app::{App, Key};
use common::Desk;
use serde_json::json;
use tempfile::TempDir;
use vault::MemoryKeychain;

const TRAVELLERS: usize = 30;

/// Begins a declaration for each traveller.
fn fill(app: &App) {
    let session = app.session().unwrap();
    for count in 0..TRAVELLERS {
        let id = session.new_declaration().unwrap().id;
        session.answer(&id, "/about/surname", json!(format!("CHEN{}", letters(count)))).unwrap();
    }
}

fn letters(count: usize) -> String {
    [b'A' + (count / 26) as u8, b'A' + (count % 26) as u8].map(char::from).iter().collect()
}

/// Flips a bit on pages all over the file.
fn flip(data: &Path) {
    let file = data.join("vault.db");
    let mut bytes = std::fs::read(&file).unwrap();
    for at in (3 * 4096 + 777..bytes.len()).step_by(6 * 4096) {
        bytes[at] ^= 1;
    }
    std::fs::write(file, bytes).unwrap();
}

/// The folder as a power cut leaves it: nothing was closed.
fn as_after_a_power_cut(data: &Path) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(data).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
        std::fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
    }
    copy
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_was_not_closed_is_looked_through_and_what_can_be_read_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(MemoryKeychain::default()));
    let before = common::app(folder.path(), &desk, &keychain);
    before.create_vault(None).unwrap();
    fill(&before);
    before.lock(None).await.unwrap();
    before.unlock(Key::Keychain).unwrap();
    before.session().unwrap().new_declaration().unwrap();
    let cut = as_after_a_power_cut(folder.path());
    flip(cut.path());

    let app = common::app(cut.path(), &desk, &keychain);
    let mut door = app.start().unwrap().vault;
    while matches!(door, VaultDoor::Asking { .. }) {
        door = app.start().unwrap().vault;
    }
    if door == VaultDoor::Open {
        desk.hears_of_damage().await;
        assert!(app.start().unwrap().damaged, "the window is told again when it is loaded anew");
        assert!(app.session().unwrap().check_vault().unwrap().damaged, "and on request");
    } else {
        let VaultDoor::Refused { problem, .. } = door else { panic!("{door:?}") };
        assert_eq!(problem.code, "vault-damaged", "so damaged that it does not open");
    }

    let rescued = app.rescue(Key::Keychain).await.unwrap();
    assert!(
        rescued.aside.is_some_and(|folder| Path::new(&folder).join("vault.db").exists()),
        "the old file is kept"
    );
    assert!(!rescued.start.damaged, "the new file is sound");
    let all: Vec<_> = rescued.lost.iter().filter(|lost| lost.all).collect();
    let home = app.session().unwrap().home().unwrap();
    assert_eq!(home.cards.len(), rescued.kept as usize, "as many as it says");
    assert!(rescued.kept as usize + all.len() >= TRAVELLERS, "each one is there or said to be lost");
    assert!(rescued.kept > 5, "and most are there: {}", rescued.kept);
    assert!(!app.session().unwrap().check_vault().unwrap().damaged, "looked through again, it is sound");
    for card in &home.cards {
        app.session().unwrap().open_declaration(&card.id).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_key_does_not_shut_an_open_vault_and_a_sound_one_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(MemoryKeychain::default()));
    let app = common::app(folder.path(), &desk, &keychain);
    app.create_vault(None).unwrap();
    fill(&app);
    let wrong = app.rescue(Key::Passphrase { text: "something else".to_owned().into() }).await;
    assert_eq!(wrong.unwrap_err().code(), "vault-not-found", "there is no passphrase");
    assert_eq!(app.session().unwrap().home().unwrap().cards.len(), TRAVELLERS, "and the vault is still open");
    let rescued = app.rescue(Key::Keychain).await.unwrap();
    assert_eq!((rescued.aside, rescued.kept as usize), (None, TRAVELLERS), "nothing was damaged");
}
