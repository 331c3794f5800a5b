//! The vault's door: what is said and done while the keychain is silent, and that a shut vault can be opened at once.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a failed unwrap in a test is a failed test")]

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use app::dto::{KeychainState as Offered, Resume, ResumeField, ResumeText, SlotKind, Start, VaultDoor};
use app::{App, Error, Host, Key, Passphrase, Paths};
use chrono::{DateTime, Utc};
use secrecy::SecretSlice;
use serde_json::json;
use tokio::runtime::Handle;
use uuid::Uuid;
use vault::{KeyName, KeyStore, KeychainState, MemoryKeychain, VaultError};

const PASSPHRASE: &str = "five words nobody would guess";

/// A desk that hears when the keychain has answered.
#[derive(Default)]
struct Desk {
    door_changes: Mutex<u32>,
    percents: Mutex<Vec<u8>>,
    heard: Condvar,
}

impl Desk {
    fn wait_for_door(&self) {
        let changes = self.door_changes.lock().unwrap();
        let (mut changes, _) =
            self.heard.wait_timeout_while(changes, Duration::from_secs(20), |it| *it == 0).unwrap();
        assert!(*changes > 0, "the window is told when the keychain has answered");
        *changes -= 1;
    }

    /// What the door is in the end: a busy machine may take longer than what counts as at once.
    fn settled(&self, app: &App, mut start: Start) -> Start {
        while matches!(start.vault, VaultDoor::Asking { .. }) {
            self.wait_for_door();
            start = app.start().unwrap();
        }
        start
    }
}

impl Host for Desk {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }
    fn changed(&self, _: Uuid) {}
    fn key_changing(&self, percent: u8) {
        self.percents.lock().unwrap().push(percent);
    }
    fn damage_found(&self) {}
    fn rulebook_changed(&self) {}
    fn clock_changed(&self) {}
    fn door_changed(&self) {
        *self.door_changes.lock().unwrap() += 1;
        self.heard.notify_all();
    }
    fn window_title(&self, _: &str) {}
}

/// A keychain behind a dialogue: it answers when somebody has.
#[derive(Default)]
struct Dialogue {
    within: MemoryKeychain,
    open: Mutex<bool>,
    wrong_password: Mutex<bool>,
    answered: Condvar,
}

impl Dialogue {
    fn show(&self) {
        *self.open.lock().unwrap() = true;
    }

    fn answer(&self) {
        *self.open.lock().unwrap() = false;
        self.answered.notify_all();
    }

    fn wait(&self) {
        let open = self.open.lock().unwrap();
        drop(self.answered.wait_while(open, |open| *open).unwrap());
    }
}

impl KeyStore for Dialogue {
    fn state(&self) -> KeychainState {
        self.within.state()
    }
    fn unlock(&self) -> Result<(), VaultError> {
        self.wait();
        if *self.wrong_password.lock().unwrap() {
            Err(VaultError::KeychainLocked)
        } else {
            self.within.unlock()
        }
    }
    fn get(&self, name: &KeyName) -> Result<Option<SecretSlice<u8>>, VaultError> {
        self.wait();
        self.within.get(name)
    }
    fn set(&self, name: &KeyName, key: &SecretSlice<u8>) -> Result<(), VaultError> {
        self.within.set(name, key)
    }
    fn delete(&self, name: &KeyName) -> Result<(), VaultError> {
        self.within.delete(name)
    }
}

fn app(data: &Path, desk: &Arc<Desk>, keychain: &Arc<Dialogue>) -> App {
    let paths = Paths { data: data.to_owned(), profile: None };
    App::new(paths, desk.clone(), Handle::current()).with_keychain(keychain.clone())
}

fn typed(text: &str) -> Key {
    Key::Passphrase { text: Passphrase::from(text.to_owned()) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keychain_that_does_not_answer_keeps_nobody_waiting_and_a_passphrase_opens_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(Dialogue::default()));
    let before = app(folder.path(), &desk, &keychain);
    before.create_vault(None).unwrap();
    before.session().unwrap().add_passphrase(PASSPHRASE.to_owned().into(), "", Key::Keychain).unwrap();
    before.lock(None).await.unwrap();

    keychain.show();
    let app = app(folder.path(), &desk, &keychain);
    let asked = Instant::now();
    let door = app.start().unwrap().vault;
    assert_eq!(
        door,
        VaultDoor::Asking { ways: vec![SlotKind::Passphrase, SlotKind::Keychain] },
        "what is so: it is being asked, and there is a way out"
    );
    assert!(asked.elapsed() < Duration::from_secs(3), "at once, not after the dialogue's patience");
    assert_eq!(app.start().unwrap().vault, door, "asking again asks no second time");

    let door = app.unlock(typed(PASSPHRASE)).unwrap().vault;
    assert_eq!(door, VaultDoor::Open, "the passphrase does not wait for the dialogue");
    keychain.answer();
    app.session().unwrap().new_declaration().expect("the late answer takes nothing away");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_start_before_a_locked_keychain_offers_to_unlock_it_and_a_passphrase_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(Dialogue::default()));
    keychain.within.set_locked(true);
    keychain.show();
    let app = app(folder.path(), &desk, &keychain);
    let door = |start: Start| start.vault;
    assert_eq!(
        door(app.start().unwrap()),
        VaultDoor::New { keychain: Offered::Locked },
        "there is one: it is locked"
    );
    *keychain.wrong_password.lock().unwrap() = true;
    let asked = door(app.unlock(Key::Keychain).unwrap());
    assert_eq!(asked, VaultDoor::New { keychain: Offered::Asking }, "nobody waits for the system's dialogue");
    keychain.answer();
    desk.wait_for_door();
    assert_eq!(
        door(app.start().unwrap()),
        VaultDoor::New { keychain: Offered::Locked },
        "it stays as it was"
    );

    *keychain.wrong_password.lock().unwrap() = false;
    app.unlock(Key::Keychain).unwrap();
    desk.wait_for_door();
    assert_eq!(door(app.start().unwrap()), VaultDoor::New { keychain: Offered::Ready });
    assert_eq!(door(app.create_vault(None).unwrap()), VaultDoor::Open);

    keychain.within.set_locked(true);
    let session = app.session().unwrap();
    assert_eq!(session.slots().unwrap().keychain, Offered::Locked, "the settings say the same");
    app.unlock(Key::Keychain).unwrap();
    desk.wait_for_door();
    assert_eq!(session.slots().unwrap().keychain, Offered::Ready, "and unlock it as well");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_goes_away_while_the_keychain_is_asked_leaves_nothing_open_behind_the_door() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(Dialogue::default()));
    let before = app(folder.path(), &desk, &keychain);
    before.create_vault(None).unwrap();
    before.lock(None).await.unwrap();

    keychain.show();
    let there = app(folder.path(), &desk, &keychain);
    assert!(matches!(there.start().unwrap().vault, VaultDoor::Asking { .. }));
    keychain.answer();
    desk.wait_for_door(); // nobody looks
    there.leave_door();
    let other = app(folder.path(), &desk, &keychain);
    assert_eq!(other.start().unwrap().vault, VaultDoor::Open, "the file is free: nothing holds its key");
    other.lock(None).await.unwrap();
    let door = there.start().unwrap().vault;
    assert_eq!(
        door,
        VaultDoor::Locked { ways: vec![SlotKind::Keychain] },
        "and it is asked when somebody says so"
    );
    there.unlock(Key::Keychain).unwrap();
    there.leave_door();
    assert!(there.session().is_ok(), "an open vault is locked by its owner, with what is on the screen");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_answer_of_the_keychain_opens_the_vault() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(Dialogue::default()));
    let before = app(folder.path(), &desk, &keychain);
    before.create_vault(None).unwrap();
    before.lock(None).await.unwrap();

    keychain.show();
    let app = app(folder.path(), &desk, &keychain);
    assert_eq!(
        app.start().unwrap().vault,
        VaultDoor::Asking { ways: vec![SlotKind::Keychain] },
        "nobody is told to use a passphrase where none was set"
    );
    keychain.answer();
    desk.wait_for_door();
    assert_eq!(app.start().unwrap().vault, VaultDoor::Open);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_keychain_is_asked_again_when_somebody_tries_again() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(Dialogue::default()));
    let before = app(folder.path(), &desk, &keychain);
    before.create_vault(None).unwrap();
    before.lock(None).await.unwrap();

    keychain.within.set_locked(true);
    let app = app(folder.path(), &desk, &keychain);
    let VaultDoor::Refused { problem, ways } = desk.settled(&app, app.start().unwrap()).vault else {
        panic!("a locked keychain that answers is said at once")
    };
    assert_eq!((problem.code.as_str(), ways), ("vault-keychain-locked", vec![SlotKind::Keychain]));
    keychain.within.set_locked(false);
    assert_eq!(desk.settled(&app, app.start().unwrap()).vault, VaultDoor::Open, "unlocked meanwhile");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vault_that_was_locked_opens_again_at_once_a_hundred_times() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(Dialogue::default()));
    let app = Arc::new(app(folder.path(), &desk, &keychain));
    app.create_vault(None).unwrap();
    let id = app.session().unwrap().new_declaration().unwrap().id;

    for round in 0..100 {
        let typing = {
            let (session, id) = (app.session().unwrap(), id.clone());
            std::thread::spawn(move || {
                let mut kept = None;
                for word in 0..50 {
                    match session.keep(&id, "/about/surname", json!(format!("WANG{word}"))) {
                        Ok(()) => kept = Some(format!("WANG{word}")),
                        Err(Error::VaultLocked) => break,
                        Err(error) => panic!("{error}"),
                    }
                }
                kept
            })
        };
        app.lock(None).await.unwrap();
        let start = app.unlock(Key::Keychain).unwrap_or_else(|error| panic!("round {round}: {error}"));
        assert_eq!(
            desk.settled(&app, start).vault,
            VaultDoor::Open,
            "round {round}: lock and unlock never meet 'busy'"
        );
        if let Some(kept) = typing.join().unwrap() {
            let view = app.session().unwrap().go_to(&id, "about", None).unwrap();
            let text = serde_json::to_string(&view).unwrap();
            assert!(text.contains(&kept), "round {round}: what was acknowledged before the lock is there");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn locking_shuts_every_way_in_and_leads_back_to_the_same_field_once() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(Dialogue::default()));
    let app = app(folder.path(), &desk, &keychain);
    app.create_vault(None).unwrap();
    let session = app.session().unwrap();
    let id = session.new_declaration().unwrap().id;
    let resume = Resume {
        screen: "filling".into(),
        declaration: Some(id.clone()),
        field: Some(ResumeField { pointer: "/about/surname".into(), input: 0, start: 3, end: 3 }),
        texts: vec![ResumeText { name: "review".into(), text: "I was never in".into() }],
    };
    app.lock(Some(resume.clone())).await.unwrap();

    assert!(
        matches!(session.home(), Err(Error::VaultLocked)),
        "whoever still holds the session holds nothing"
    );
    assert!(matches!(app.session(), Err(Error::VaultLocked)));
    let door = app.start().unwrap().vault;
    let shut = VaultDoor::Locked { ways: vec![SlotKind::Keychain] };
    assert_eq!(door, shut, "the keychain is not asked by itself, or it would open what was just locked");

    let back = desk.settled(&app, app.unlock(Key::Keychain).unwrap());
    assert_eq!((back.vault, back.resume), (VaultDoor::Open, Some(resume)), "to the field, cursor and all");
    assert_eq!(app.start().unwrap().resume, None, "told once");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn everything_the_app_makes_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("not/there/yet");
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(Dialogue::default()));
    let app = app(&data, &desk, &keychain);
    let preferences = app.start().unwrap().preferences;
    app.set_preferences(preferences).unwrap();
    app.create_vault(None).unwrap();
    let mut looked_at = 0;
    for entry in std::fs::read_dir(&data).unwrap().map(Result::unwrap) {
        let mode = entry.metadata().unwrap().permissions().mode() & 0o077;
        assert_eq!(mode, 0, "{} can be opened by others", entry.path().display());
        looked_at += 1;
    }
    assert!(looked_at >= 3, "database, slots and preferences among them");
    assert_eq!(std::fs::metadata(&data).unwrap().permissions().mode() & 0o077, 0, "the folder itself");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passphrase_is_changed_only_by_who_knows_a_way_in_and_the_old_one_opens_no_more() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(Dialogue::default()));
    let app = app(folder.path(), &desk, &keychain);
    app.create_vault(Some(PASSPHRASE.to_owned().into())).unwrap();
    let session = app.session().unwrap();
    let slot = session.slots().unwrap().slots[0].id.clone();
    const OTHER: &str = "quite another line of six words";

    let refused =
        session.change_passphrase(&slot, OTHER.to_owned().into(), typed("somebody who sat down here"));
    assert_eq!(refused.unwrap_err().code(), "vault-passphrase-wrong", "an app left open is not a proof");
    session.change_passphrase(&slot, OTHER.to_owned().into(), typed(PASSPHRASE)).unwrap();
    assert_eq!(desk.percents.lock().unwrap().last(), Some(&100), "the window hears how far the new key is");
    drop(session);
    app.lock(None).await.unwrap();
    assert_eq!(
        app.unlock(typed(PASSPHRASE)).unwrap_err().code(),
        "vault-passphrase-wrong",
        "the old one is over"
    );
    assert_eq!(app.unlock(typed(OTHER)).unwrap().vault, VaultDoor::Open);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_opens_once_two_groups_were_typed_back_from_the_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(Dialogue::default()));
    let app = app(folder.path(), &desk, &keychain);
    app.create_vault(Some(PASSPHRASE.to_owned().into())).unwrap();
    let session = app.session().unwrap();
    let sheet = session.new_recovery_code().unwrap();
    let group = |number: usize| (number as u32, sheet.groups[number - 1].to_lowercase());

    let one = session.keep_recovery_code(&[group(2)], typed(PASSPHRASE));
    assert_eq!(one.unwrap_err().code(), "vault-recovery-incomplete", "two, not one");
    let wrong = session.keep_recovery_code(&[group(2), (5, "00000".to_owned())], typed(PASSPHRASE));
    assert_eq!(
        wrong.unwrap_err().code(),
        "recovery-sheet-wrong",
        "the sheet is not at hand, or not legible: nothing is said of the code that proves"
    );
    let slots = session.keep_recovery_code(&[group(2), group(5)], typed(PASSPHRASE)).unwrap();
    assert!(slots.slots.iter().any(|slot| slot.kind == SlotKind::RecoveryCode));
    let again = session.keep_recovery_code(&[group(2), group(5)], typed(PASSPHRASE));
    assert!(again.is_err(), "it is shown and kept once");
    drop(session);
    app.lock(None).await.unwrap();
    let code = Key::RecoveryCode { text: sheet.groups.join(" ").into() };
    assert_eq!(app.unlock(code).unwrap().vault, VaultDoor::Open, "as typed from paper");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_to_the_keychain_that_nobody_answers_holds_up_neither_a_lock_nor_the_end() {
    for ends in [false, true] {
        goes_away_while_the_keychain_is_asked(ends).await;
    }
}

async fn goes_away_while_the_keychain_is_asked(ends: bool) {
    let folder = tempfile::tempdir().unwrap();
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(Dialogue::default()));
    let app = app(folder.path(), &desk, &keychain);
    app.create_vault(None).unwrap();
    let session = app.session().unwrap();
    session.add_passphrase(PASSPHRASE.to_owned().into(), "", Key::Keychain).unwrap();
    let slot =
        session.slots().unwrap().slots.into_iter().find(|slot| slot.kind == SlotKind::Passphrase).unwrap();
    keychain.show();
    let asking = std::thread::spawn(move || session.remove_slot(&slot.id, Key::Keychain).map(drop));
    let begun = Instant::now();
    match ends {
        true => app.end_within(Duration::from_secs(2)).await,
        false => app.lock_within(None, Duration::from_secs(2)).await.unwrap(),
    }
    assert!(begun.elapsed() < Duration::from_secs(30), "it is shut, whoever answers or not");
    assert!(app.session().is_err(), "and nothing can be asked of it any more");
    keychain.answer();
    let _ = asking.join().unwrap(); // either way: nobody waits for it
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keychain_that_answers_while_a_passphrase_is_tried_shuts_nobody_out() {
    let folder = tempfile::tempdir().unwrap();
    let (desk, keychain) = (Arc::new(Desk::default()), Arc::new(Dialogue::default()));
    let before = app(folder.path(), &desk, &keychain);
    before.create_vault(None).unwrap();
    before.session().unwrap().add_passphrase(PASSPHRASE.to_owned().into(), "", Key::Keychain).unwrap();
    before.lock(None).await.unwrap();
    keychain.show();
    let app = app(folder.path(), &desk, &keychain);
    assert!(matches!(app.start().unwrap().vault, VaultDoor::Asking { .. }), "the dialogue stands");
    keychain.answer();
    desk.wait_for_door();
    // The window was busy with a passphrase and has not looked.
    let start = app.unlock(typed(PASSPHRASE)).unwrap();
    assert_eq!(start.vault, VaultDoor::Open, "what the keychain opened is no other window's");
}
