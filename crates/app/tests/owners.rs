//! Several owners on one computer, each with a vault of their own.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::path::PathBuf;
use std::sync::Arc;

use app::dto::{Start, VaultDoor};
use app::{App, Key, Passphrase};
use common::Desk;
use serde_json::json;
use tempfile::TempDir;
use vault::MemoryKeychain;

const MEI: &str = "mei has a long one";
const LIN: &str = "lin has another one";

fn key(text: &str) -> Key {
    Key::Passphrase { text: Passphrase::from(text.to_owned()) }
}

fn owners(start: &Start) -> Vec<(String, Option<String>)> {
    let VaultDoor::Choose { owners } = &start.vault else {
        panic!("it is asked who is there: {:?}", start.vault)
    };
    owners.iter().map(|owner| (owner.id.clone(), owner.name.clone())).collect()
}

fn app_over(folder: &TempDir, keychain: &Arc<MemoryKeychain>) -> App {
    common::app(folder.path(), &Arc::new(Desk::default()), keychain)
}

fn declares(app: &App, surname: &str) {
    let session = app.session().unwrap();
    let id = session.new_declaration().unwrap().id;
    session.answer(&id, "/about/surname", json!(surname)).unwrap();
}

/// Mei was here first, Lin came later; everything is locked.
async fn two(folder: &TempDir, keychain: &Arc<MemoryKeychain>) -> App {
    let app = app_over(folder, keychain);
    app.create_vault(Some(Passphrase::from(MEI.to_owned()))).unwrap();
    declares(&app, "KANARIENVOGEL");
    app.lock(None).await.unwrap();
    assert!(
        matches!(app.start().unwrap().vault, VaultDoor::Locked { .. }),
        "as long as there is one, nobody is asked"
    );
    app.choose_owner_anew().unwrap();
    let start = app.choose_owner(None).unwrap();
    assert!(matches!(start.vault, VaultDoor::New { .. }), "somebody new makes a vault of their own");
    app.create_vault(Some(Passphrase::from(LIN.to_owned()))).unwrap();
    declares(&app, "LIN");
    app.lock(None).await.unwrap();
    app
}

fn files(folder: &std::path::Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.clone(), std::fs::read(&path).unwrap()))
        .collect();
    all.sort();
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn each_opens_their_own_and_finds_nothing_of_the_other() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Arc::new(MemoryKeychain::default()));
    let app = two(&folder, &keychain).await;
    let known = owners(&app.start().unwrap());
    assert_eq!(known.len(), 2, "both are offered");
    assert!(known.iter().all(|(_, name)| name.is_none()), "by number: nobody has chosen to show a name");
    assert_eq!(known[0].0, "first", "the one who was here before is where they were");
    assert!(folder.path().join("vault.db").is_file(), "nothing was moved");

    app.choose_owner(Some(&known[1].0)).unwrap();
    let mei = files(folder.path());
    assert_eq!(
        app.unlock(key(MEI)).unwrap_err().code(),
        "vault-passphrase-wrong",
        "one's key opens nothing of the other's"
    );
    app.unlock(key(LIN)).unwrap();
    let session = app.session().unwrap();
    let home = session.home().unwrap();
    assert_eq!((home.total, home.deleted), (1, 0), "one's own is counted");
    assert_eq!(home.cards[0].name.as_deref(), Some("LIN"));
    assert_eq!(session.cases("kanar", 0).unwrap().total, 0, "and found");
    let lin = folder.path().join("owners").join(&known[1].0);
    for (path, bytes) in files(&lin) {
        assert!(!bytes.windows(13).any(|part| part == b"KANARIENVOGEL"), "{path:?} holds nothing of Mei");
    }
    drop(session);
    app.lock(None).await.unwrap();
    let now: Vec<_> =
        files(folder.path()).into_iter().filter(|(path, _)| path.ends_with("vault.db")).collect();
    assert!(now.iter().all(|file| mei.contains(file)), "nothing of Mei's was touched");

    app.start().unwrap();
    app.choose_owner(Some("first")).unwrap();
    assert_eq!(app.unlock(key(LIN)).unwrap_err().code(), "vault-passphrase-wrong");
    app.unlock(key(MEI)).unwrap();
    assert_eq!(app.session().unwrap().home().unwrap().cards[0].name.as_deref(), Some("KANARIENVOGEL"));
}

#[tokio::test(flavor = "multi_thread")]
async fn only_names_that_owners_chose_are_shown() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Arc::new(MemoryKeychain::default()));
    let app = two(&folder, &keychain).await;
    app.choose_owner(Some("first")).unwrap();
    app.unlock(key(MEI)).unwrap();
    assert_eq!(app.session().unwrap().show_name("  Mei \n").unwrap().as_deref(), Some("Mei"));
    app.lock(None).await.unwrap();
    let names: Vec<_> = owners(&app.start().unwrap()).into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, [Some("Mei".to_owned()), None], "hers, and a number");
    app.choose_owner(Some("first")).unwrap();
    app.unlock(key(MEI)).unwrap();
    app.session().unwrap().show_name("").unwrap();
    assert_eq!(app.session().unwrap().shown_name().unwrap(), None, "and it can be taken back");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_gives_up_before_making_a_vault_leaves_nobody_behind() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Arc::new(MemoryKeychain::default()));
    let app = app_over(&folder, &keychain);
    app.create_vault(Some(Passphrase::from(MEI.to_owned()))).unwrap();
    app.lock(None).await.unwrap();
    app.choose_owner_anew().unwrap();
    app.choose_owner(None).unwrap();
    drop(app);
    let app = app_over(&folder, &keychain);
    assert!(matches!(app.start().unwrap().vault, VaultDoor::Locked { .. }), "there is one owner, as before");
    assert_eq!(
        app.choose_owner(Some("../..")).map(drop).unwrap_err().code(),
        "owner-unknown",
        "a name is no path"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keychain_opens_only_whom_one_has_chosen() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Arc::new(MemoryKeychain::default()));
    let app = app_over(&folder, &keychain);
    app.create_vault(None).unwrap();
    declares(&app, "CHEN");
    app.lock(None).await.unwrap();
    app.choose_owner_anew().unwrap();
    app.choose_owner(None).unwrap();
    app.create_vault(None).unwrap();
    declares(&app, "LIN");
    app.lock(None).await.unwrap();
    drop(app);
    let app = app_over(&folder, &keychain);
    let known = owners(&app.start().unwrap());
    assert!(app.session().is_err(), "of two nothing opens by itself");
    let start = app.choose_owner(Some(&known[1].0)).unwrap();
    assert!(matches!(start.vault, VaultDoor::Open), "the keychain has its key");
    assert_eq!(
        app.session().unwrap().home().unwrap().cards[0].name.as_deref(),
        Some("LIN"),
        "and it is that one's"
    );
}

const FOLDER: &str = "OWNERS_TEST_FOLDER";

/// What Lin does all day, on a computer where Mei has a vault as well.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "a child process of nobody_touches_what_another_has_while_they_work"]
async fn child_that_works_beside_another() {
    let folder = PathBuf::from(std::env::var_os(FOLDER).unwrap());
    let app = common::app(&folder, &Arc::new(Desk::default()), &Arc::new(MemoryKeychain::default()));
    faults::begin();
    app.start().unwrap();
    app.choose_owner(Some("first")).unwrap();
    app.unlock(key(LIN)).unwrap();
    declares(&app, "LIN");
    let session = app.session().unwrap();
    assert_eq!(session.home().unwrap().total, 1, "one's own is counted");
    assert_eq!(session.cases("kanar", 0).unwrap().total, 0, "nothing of the other's is found");
    app.due();
    session.check_vault().unwrap();
    drop(session);
    app.lock(None).await.unwrap();
    faults::say("done");
}

#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_touches_what_another_has_while_they_work() {
    let folder = tempfile::tempdir().unwrap();
    let app = app_over(&folder, &Arc::new(MemoryKeychain::default()));
    app.create_vault(Some(Passphrase::from(LIN.to_owned()))).unwrap();
    app.lock(None).await.unwrap();
    app.choose_owner_anew().unwrap();
    app.choose_owner(None).unwrap();
    app.create_vault(Some(Passphrase::from(MEI.to_owned()))).unwrap();
    declares(&app, "KANARIENVOGEL");
    app.lock(None).await.unwrap();
    drop(app);

    let mut child = std::process::Command::new(std::env::current_exe().unwrap());
    child.args(["--ignored", "--exact", "--nocapture", "child_that_works_beside_another"]);
    child.env(FOLDER, folder.path());
    let others = folder.path().join("owners");
    let run = faults::Disk::under(&others).run(&mut child, None).unwrap();
    assert_eq!(run.said(), ["done"], "{}", run.errors);
    // Whether a vault is there, what its owner shows, and when something is due: said in the clear, and no more than that.
    let open = ["vault.slots.json", "vault.slots.spare.json", "owner.json", "reminders.json"];
    let mut touched = 0;
    for it in run.happened.iter().filter(|it| it.counted) {
        let name = it.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let looks = matches!(it.call, faults::Call::Open | faults::Call::Read);
        assert!(looks && open.contains(&&*name), "{:?} of {}: nothing of it is read or timed", it.call, name);
        touched += 1;
    }
    assert!(touched > 0, "what is looked at there is seen by this test");
}
