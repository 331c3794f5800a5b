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
    let turned = app.session().unwrap().show_name("<b>Mei</b>\u{202e}gnp.\u{200b}exe\u{2066} ").unwrap();
    assert_eq!(turned.as_deref(), Some("<b>Mei</b>gnp.exe"), "what is shown is what was written");
    std::fs::write(folder.path().join("owner.json"), r#"{"name":"\u202eieM\u0007 "}"#).unwrap();
    let written = app.session().unwrap().shown_name().unwrap();
    assert_eq!(written.as_deref(), Some("ieM"), "whoever wrote it into the file");
    for none in
        ["Number 1", " number  12", "ＮＵＭＢＥＲ １", "2 号", "１号", "12", "\u{301}\u{301}\u{301}", "!?"]
    {
        let refused = app.session().unwrap().show_name(none).unwrap_err();
        assert_eq!(refused.code(), "owner-name", "{none}: nobody is called so");
    }
    for name in ["Numbers", "三号楼 李", "Number Six"] {
        assert_eq!(app.session().unwrap().show_name(name).unwrap().as_deref(), Some(name));
    }
    app.session().unwrap().show_name("Mei").unwrap();
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
    let refused = app.create_vault(Some(Passphrase::from("12345678".to_owned())));
    assert_eq!(refused.err().unwrap().code(), "vault-passphrase-common");
    assert!(!folder.path().join("owners").exists(), "a passphrase is judged before a folder is made");
    keychain.set_locked(true);
    assert_eq!(app.create_vault(None).err().unwrap().code(), "vault-keychain-locked");
    keychain.set_locked(false);
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
async fn whoever_loses_their_file_is_told_so_and_begins_anew_beside_what_is_left() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Arc::new(MemoryKeychain::default()));
    let app = app_over(&folder, &keychain);
    app.create_vault(None).unwrap();
    declares(&app, "CHEN");
    app.lock(None).await.unwrap();
    drop(app);
    let stick = tempfile::tempdir().unwrap();
    let (there, taken) = (folder.path().join("vault.db"), stick.path().join("vault.db"));
    std::fs::copy(&there, &taken).unwrap();
    std::fs::remove_file(&there).unwrap();

    let app = app_over(&folder, &keychain);
    let VaultDoor::Refused { problem, .. } = app.start().unwrap().vault else {
        panic!("it is no first start")
    };
    assert_eq!(problem.code, "vault-database-gone");
    let left = files(folder.path());
    assert_eq!(app.create_vault(None).err().unwrap().code(), "vault-database-gone", "not over what is left");
    let start = app.choose_owner(None).unwrap();
    assert!(matches!(start.vault, VaultDoor::New { .. }), "but beside it");
    app.create_vault(Some(Passphrase::from(MEI.to_owned()))).unwrap();
    app.lock(None).await.unwrap();
    for file in &left {
        assert!(files(folder.path()).contains(file), "{:?} is as it was", file.0);
    }

    std::fs::copy(&taken, &there).unwrap();
    app.start().unwrap();
    assert!(matches!(app.choose_owner(Some("first")).unwrap().vault, VaultDoor::Open), "once it is back");
    assert_eq!(app.session().unwrap().home().unwrap().cards[0].name.as_deref(), Some("CHEN"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_before_a_shut_door_keeps_the_vaults_behind_it_open_for_longer() {
    let (folder, keychain) = (tempfile::tempdir().unwrap(), Arc::new(MemoryKeychain::default()));
    let app = app_over(&folder, &keychain);
    let wish = |minutes| {
        let preferences = app.start().unwrap().preferences;
        let wanted = app::dto::Preferences { lock_after_minutes: minutes, ..preferences };
        app.set_preferences(wanted).unwrap().preferences.lock_after_minutes
    };
    assert_eq!(wish(None), Some(15), "nobody is in");
    assert_eq!(wish(Some(5)), Some(5), "sooner is no harm");
    app.create_vault(Some(Passphrase::from(MEI.to_owned()))).unwrap();
    assert_eq!(wish(None), None, "whoever is in says how long");
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
#[ignore = "a child process of nobody_touches_what_another_has_while_they_work_and_so_nothing_of_it_can_be_timed"]
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
async fn nobody_touches_what_another_has_while_they_work_and_so_nothing_of_it_can_be_timed() {
    let (little, much) = (touched_beside(1).await, touched_beside(60).await);
    assert!(!little.is_empty(), "what is looked at there is seen by this test");
    assert_eq!(little, much, "how much another has makes no call more and none larger");
}

/// What Lin's day does with the files of Mei, who has so many declarations: each call, on which file.
#[cfg(target_os = "linux")]
async fn touched_beside(declarations: usize) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let app = app_over(&folder, &Arc::new(MemoryKeychain::default()));
    app.create_vault(Some(Passphrase::from(LIN.to_owned()))).unwrap();
    app.lock(None).await.unwrap();
    app.choose_owner_anew().unwrap();
    app.choose_owner(None).unwrap();
    app.create_vault(Some(Passphrase::from(MEI.to_owned()))).unwrap();
    for _ in 0..declarations {
        declares(&app, "KANARIENVOGEL");
    }
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
    let mut touched = Vec::new();
    for it in run.happened.iter().filter(|it| it.counted) {
        let name = it.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let looks = matches!(it.call, faults::Call::Open | faults::Call::Read);
        assert!(looks && open.contains(&&*name), "{:?} of {}: nothing of it is read or timed", it.call, name);
        touched.push(format!("{:?} {name}", it.call));
    }
    touched
}
