//! What was deleted or changed comes back, or is forgotten for good.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::sync::Arc;

use app::dto::VaultDoor;
use app::{App, Key, Passphrase};
use common::Desk;
use serde_json::json;
use tempfile::TempDir;
use vault::MemoryKeychain;

fn open() -> (TempDir, App) {
    let folder = tempfile::tempdir().unwrap();
    let app = common::app(folder.path(), &Arc::new(Desk::default()), &Arc::new(MemoryKeychain::default()));
    app.create_vault(None).unwrap();
    (folder, app)
}

#[tokio::test(flavor = "multi_thread")]
async fn each_saved_state_of_a_draft_comes_back_and_that_can_be_undone() {
    let (_folder, app) = open();
    let session = app.session().unwrap();
    let id = session.new_declaration().unwrap().id;
    for name in ["CHEN", "LIN", "WU"] {
        session.answer(&id, "/about/surname", json!(name)).unwrap();
    }
    let history = session.history(&id).unwrap();
    assert_eq!(history.states.len(), 3, "three saves, three states before them");
    assert_eq!(history.states[0].changed[0].text, "q-about-surname", "it says what was changed");

    let lin = history.states[0].seq;
    let then = session.past_state(&id, lin).unwrap();
    assert!(then.answers.iter().any(|answer| answer.words == ["LIN"]), "what it was can be read first");
    session.bring_back(&id, lin).unwrap();
    let now = session.copy(&id).unwrap();
    assert!(now.answers.iter().any(|answer| answer.words == ["LIN"]), "the draft is what it was");
    let wu = session.history(&id).unwrap().states[0].seq;
    session.bring_back(&id, wu).unwrap();
    let again = session.copy(&id).unwrap();
    assert!(again.answers.iter().any(|answer| answer.words == ["WU"]), "bringing back was undone");
    session.answer(&id, "/about/given_names", json!("YUTONG")).unwrap();
    assert_eq!(session.history(&id).unwrap().states.len(), 6, "and the draft goes on as before");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_deleted_is_listed_comes_back_or_is_forgotten() {
    let (folder, app) = open();
    let session = app.session().unwrap();
    let begin = |name: &str| {
        let id = session.new_declaration().unwrap().id;
        session.answer(&id, "/about/surname", json!(name)).unwrap();
        id
    };
    let (kept, forgotten) = (begin("CHEN"), begin("KANARIENVOGEL"));
    assert_eq!(
        session.forget(&kept, None, false).unwrap_err().code(),
        "nothing-to-undo",
        "what is not deleted stays"
    );
    session.delete_declaration(&kept).unwrap();
    let home = session.delete_declaration(&forgotten).unwrap();
    assert_eq!((home.cards.len(), home.deleted), (0, 2), "home says that they can come back");
    let names: Vec<_> = session.deleted().unwrap().items.into_iter().filter_map(|item| item.name).collect();
    assert_eq!(names, ["KANARIENVOGEL", "CHEN"], "the latest first, by name");

    assert_eq!(session.undo_delete(&kept, None).unwrap().cards[0].name.as_deref(), Some("CHEN"));
    assert_eq!(
        session.forget(&forgotten, None, false).unwrap().items.len(),
        0,
        "nothing is left to bring back"
    );
    assert!(session.undo_delete(&forgotten, None).is_err(), "it is gone for good");
    assert_eq!(session.home().unwrap().cards.len(), 1, "and nothing else is");
    drop(session);
    app.lock(None).await.unwrap();
    drop(folder);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_tidied_up_keeps_nobody_out() {
    let (folder, app) = open();
    let id = app.session().unwrap().new_declaration().unwrap().id;
    let passphrase = || Passphrase::from("river lamp tea and a violin".to_owned());
    app.session().unwrap().add_passphrase(passphrase(), "", Key::Keychain).unwrap();
    app.lock(None).await.unwrap();
    // Slots that were set aside long ago, and cannot be deleted: as on a disk that takes no more writes.
    std::fs::create_dir(folder.path().join("vault.slots.json.before-20200101T000000Z")).unwrap();
    let start = app.unlock(Key::Passphrase { text: passphrase() }).unwrap();
    assert_eq!(start.vault, VaultDoor::Open, "the owner comes in all the same");
    assert_eq!(app.session().unwrap().home().unwrap().cards[0].id, id, "and all of it is there");
}
