//! Slots: several ways to one key, never none; an old way opens nothing that is written after it was taken away.

use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, mpsc};

use secrecy::{ExposeSecret as _, SecretSlice};
use serde_json::json;
use uuid::Uuid;

use crate::slots::file::SlotsFile;
use crate::slots::typed::Form;

use super::support::{Desk, after, answers, noon, passphrase, quietly, refuses_untouched};
use crate::{
    KeyName, KeyStore, KeychainState, MemoryKeychain, NewSlot, Progress, RecoveryCode, Slot, SlotKind,
    Unlock, Vault, VaultDir, VaultError, VaultState,
};

fn typed(text: &str) -> Unlock {
    Unlock::Passphrase(passphrase(text))
}

fn new(text: &str) -> NewSlot {
    NewSlot::Passphrase(passphrase(text))
}

fn by_passphrase(desk: &Desk, text: &str) -> Result<Vault, VaultError> {
    Vault::open(&desk.directory, typed(text))
}

fn kinds(slots: &[Slot]) -> Vec<SlotKind> {
    slots.iter().map(|slot| slot.kind).collect()
}

fn slot_of(vault: &Vault, kind: SlotKind) -> Uuid {
    vault.slots().iter().find(|slot| slot.kind == kind).unwrap().id
}

/// With a keychain slot and a passphrase.
fn with_both() -> (Desk, Vault) {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    vault.add_slot(new("correct horse lamp"), "mine", &Unlock::Keychain, after(1)).unwrap();
    (desk, vault)
}

#[test]
fn a_passphrase_opens_what_the_keychain_opened_before() {
    let (desk, vault) = with_both();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    let slots = vault.slots();
    assert_eq!(kinds(&slots), [SlotKind::Keychain, SlotKind::Passphrase], "both ways are listed");
    assert_eq!(
        (slots[1].label.as_str(), slots[1].created_at),
        ("mine", after(1)),
        "as they were named, and when"
    );
    drop(vault);
    assert_eq!(desk.directory.state().unwrap(), VaultState::Present { slots }, "and are seen without a key");
    desk.keychain.forget();
    let vault = by_passphrase(&desk, "correct horse lamp").unwrap();
    assert!(vault.draft(draft.id).unwrap() == Some(draft), "a reinstalled system loses nothing");
    vault.add_slot(NewSlot::Keychain, "", &typed("correct horse lamp"), noon()).unwrap();
    drop(vault);
    assert!(
        desk.open().is_ok(),
        "and the keychain can be used again, beside the slot that leads nowhere now"
    );
}

#[test]
fn several_volunteers_have_a_passphrase_each() {
    let (desk, vault) = with_both();
    vault.add_slot(new("battery staple lamp"), "Lin", &typed("correct horse lamp"), noon()).unwrap();
    vault.add_slot(new("river lamp tea"), "Zhou", &typed("battery staple lamp"), noon()).unwrap();
    drop(vault);
    for text in ["correct horse lamp", "battery staple lamp", "river lamp tea"] {
        assert!(by_passphrase(&desk, text).is_ok(), "{text} is one of them");
    }
    refuses_untouched(&desk, "vault-passphrase-wrong", || by_passphrase(&desk, "somebody else's"));
}

#[test]
fn nothing_is_changed_without_a_secret_that_opens_this_vault_now() {
    let (desk, vault) = with_both();
    let id = slot_of(&vault, SlotKind::Passphrase);
    let before = desk.files();
    let proofs = [
        (typed("Correct Horse"), "vault-passphrase-wrong"),
        (Unlock::RecoveryCode("".into()), "vault-not-found"), // there is no such slot
    ];
    for (proof, code) in proofs {
        let added = vault.add_slot(new("battery staple lamp"), "", &proof, noon());
        let changed = vault.change_slot(id, new("battery staple lamp"), &proof, noon(), &quietly());
        let removed = vault.remove_slot(id, &proof, &quietly());
        for outcome in [added.map(drop), changed.map(drop), removed] {
            assert_eq!(outcome.unwrap_err().code(), code, "an app that was left open is nobody's to keep");
        }
    }
    assert!(desk.files() == before, "no file was touched");
}

#[test]
fn a_changed_passphrase_replaces_the_old_one_and_old_files_open_nothing_new() {
    let (desk, vault) = with_both();
    let old_slots = desk.files()["vault.slots.json"].clone();
    let id = slot_of(&vault, SlotKind::Passphrase);
    let told = Arc::new(AtomicU8::new(0));
    let progress: Progress = {
        let told = told.clone();
        Arc::new(move |percent| told.store(percent, Ordering::SeqCst))
    };
    let changed = vault
        .change_slot(id, new("battery staple lamp"), &typed("correct horse lamp"), noon(), &progress)
        .unwrap();
    assert_eq!(told.load(Ordering::SeqCst), 100, "its end is told");
    assert_eq!(changed.label, "mine", "it is still called the same");
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    drop(vault);
    refuses_untouched(&desk, "vault-passphrase-wrong", || by_passphrase(&desk, "correct horse lamp"));
    let new_slots = std::fs::read(desk.path("vault.slots.json")).unwrap();

    std::fs::write(desk.path("vault.slots.json"), old_slots).unwrap();
    refuses_untouched(&desk, "vault-key-mismatch", || by_passphrase(&desk, "correct horse lamp"));

    std::fs::write(desk.path("vault.slots.json"), new_slots).unwrap();
    let vault = by_passphrase(&desk, "battery staple lamp").unwrap();
    assert!(vault.draft(draft.id).unwrap() == Some(draft), "the new one opens, with all there is");
    drop(vault);
    assert!(desk.open().is_ok(), "and so does the keychain, which nobody had to ask for it");
}

#[test]
fn the_last_slot_stays() {
    let (desk, vault) = with_both();
    let remove = |kind, proof: &Unlock| vault.remove_slot(slot_of(&vault, kind), proof, &quietly());
    remove(SlotKind::Keychain, &typed("correct horse lamp")).unwrap();
    assert!(desk.keychain.is_empty(), "a removed slot leaves no secret in the keychain");
    let last = remove(SlotKind::Passphrase, &typed("correct horse lamp")).unwrap_err();
    assert_eq!(last.code(), "vault-last-slot", "nobody could open it again");
    let unknown = vault.remove_slot(Uuid::nil(), &typed("correct horse lamp"), &quietly()).unwrap_err();
    assert_eq!(unknown.code(), "vault-not-found", "there is none to remove");
    drop(vault);
    let VaultState::Present { slots } = desk.directory.state().unwrap() else { panic!("there is a vault") };
    assert_eq!(kinds(&slots), [SlotKind::Passphrase], "the file says so too");
    refuses_untouched(&desk, "vault-not-found", || desk.open());
    assert!(by_passphrase(&desk, "correct horse lamp").is_ok(), "and it opens");
}

#[test]
fn a_keychain_that_is_gone_can_be_removed_and_its_old_secret_opens_nothing() {
    let (desk, vault) = with_both();
    let id = slot_of(&vault, SlotKind::Keychain);
    let name = KeyName { service: "Guitu".into(), account: id.to_string() };
    let held = desk.keychain.get(&name).unwrap().unwrap();
    let old_slots = desk.files()["vault.slots.json"].clone();
    desk.keychain.set_absent(true);
    vault.remove_slot(id, &typed("correct horse lamp"), &quietly()).unwrap();
    drop(vault);
    desk.keychain.set_absent(false); // it comes back, and still holds what could not be deleted
    desk.keychain.set(&name, &held).unwrap();
    std::fs::write(desk.path("vault.slots.json"), old_slots).unwrap();
    refuses_untouched(&desk, "vault-key-mismatch", || desk.open());
}

#[test]
fn removing_a_slot_deletes_no_other_programs_entry() {
    let (desk, vault) = with_both();
    let theirs = KeyName { service: "Another program".into(), account: "mail".into() };
    desk.keychain.set(&theirs, &SecretSlice::from(vec![1])).unwrap();
    let id = slot_of(&vault, SlotKind::Keychain);
    drop(vault);
    let text = String::from_utf8(desk.files()["vault.slots.json"].clone()).unwrap();
    assert!(
        !text.contains("Guitu") && !text.contains("service"),
        "the file names no entry that could be changed"
    );
    let vault = desk.open().unwrap();
    vault.remove_slot(id, &typed("correct horse lamp"), &quietly()).unwrap();
    assert!(desk.keychain.get(&theirs).unwrap().is_some(), "what is not ours stays");
    assert_eq!(desk.keychain.len(), 1, "and ours is gone");
}

#[test]
fn a_recovery_code_opens_and_a_wrong_group_is_told() {
    let (desk, vault) = with_both();
    let code = RecoveryCode::generate().unwrap();
    vault.add_slot(NewSlot::RecoveryCode(code.clone()), "sheet", &Unlock::Keychain, noon()).unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    drop(vault);
    desk.keychain.forget();
    let open = |text: &str| Vault::open(&desk.directory, Unlock::RecoveryCode(text.into()));
    let mut groups = code.groups();
    let right = groups.join(" ").to_lowercase();
    let another = RecoveryCode::generate().unwrap();
    refuses_untouched(&desk, "vault-recovery-code-wrong", || open(another.text().expose_secret()));
    refuses_untouched(&desk, "vault-recovery-incomplete", || open(&groups[..6].join("-")));
    let first = groups[4].remove(0);
    groups[4].insert(0, if first == '7' { '8' } else { '7' });
    let wrong = open(&groups.join("-")).err().unwrap();
    assert_eq!(wrong.code(), "vault-recovery-group-wrong", "one symbol that was misread");
    assert_eq!(wrong.arguments()["group"], json!(5), "so that only that one is typed again");
    let vault = open(&right).unwrap();
    assert!(vault.draft(draft.id).unwrap() == Some(draft), "the sheet is as good as the passphrase");
    let forgotten = slot_of(&vault, SlotKind::Passphrase);
    let proof = Unlock::RecoveryCode(right.as_str().into());
    vault.change_slot(forgotten, new("battery staple lamp"), &proof, noon(), &quietly()).unwrap();
    drop(vault);
    assert!(
        by_passphrase(&desk, "battery staple lamp").is_ok(),
        "and a forgotten passphrase is replaced by it"
    );
    assert!(open(&right).is_ok(), "which nobody had to print again");
}

#[test]
fn a_slot_that_somebody_wrote_into_the_file_does_not_open_and_gets_no_new_key() {
    let (desk, vault) = with_both();
    // They had the vault open once, took a copy of everything, and were taken out again.
    vault.add_slot(new("battery staple lamp"), "guest", &typed("correct horse lamp"), noon()).unwrap();
    let with_guest: serde_json::Value = serde_json::from_slice(&desk.files()["vault.slots.json"]).unwrap();
    let guest = vault.slots()[2].id;
    vault.remove_slot(guest, &typed("correct horse lamp"), &quietly()).unwrap();
    drop(vault);
    let mut slots: serde_json::Value = serde_json::from_slice(&desk.files()["vault.slots.json"]).unwrap();
    slots["lists"][0]["slots"].as_array_mut().unwrap().push(with_guest["lists"][0]["slots"][2].clone());
    std::fs::write(desk.path("vault.slots.json"), slots.to_string()).unwrap();
    refuses_untouched(&desk, "vault-key-mismatch", || by_passphrase(&desk, "battery staple lamp"));

    let vault = by_passphrase(&desk, "correct horse lamp").unwrap();
    assert_eq!(vault.slots().len(), 2, "the database knows who belongs here");
    let id = slot_of(&vault, SlotKind::Passphrase);
    vault.change_slot(id, new("river lamp tea"), &typed("correct horse lamp"), noon(), &quietly()).unwrap();
    drop(vault);
    let text = String::from_utf8(desk.files()["vault.slots.json"].clone()).unwrap();
    assert!(!text.contains(&guest.to_string()), "the new key was sealed to nobody else");
    refuses_untouched(&desk, "vault-passphrase-wrong", || by_passphrase(&desk, "battery staple lamp"));
}

#[test]
fn a_slots_file_cannot_ask_for_all_memory() {
    let desk = Desk::bare();
    drop(Vault::create(&desk.directory, new("correct horse lamp"), noon()).unwrap());
    let slots: serde_json::Value = serde_json::from_slice(&desk.files()["vault.slots.json"]).unwrap();
    let refused = |part: &str, name: &str, value: serde_json::Value| {
        let mut hostile = slots.clone();
        hostile["lists"][0]["slots"][0]["slot"][part][name] = value;
        for name in ["vault.slots.json", "vault.slots.spare.json"] {
            std::fs::write(desk.path(name), hostile.to_string()).unwrap();
        }
        by_passphrase(&desk, "correct horse lamp").err().unwrap().code()
    };
    for (name, value) in
        [("memory", u32::MAX), ("memory", 0), ("lanes", 0), ("passes", 0), ("passes", u32::MAX)]
    {
        assert_eq!(refused("argon2id", name, value.into()), "vault-slots-broken", "{name} {value}");
    }
    assert_eq!(
        refused("wrapped", "nonce", "AAAA".into()),
        "vault-passphrase-wrong",
        "a nonce of three bytes"
    );
    assert_eq!(refused("wrapped", "bytes", "!".into()), "vault-slots-broken", "no base64");
}

#[test]
fn a_slot_that_asks_for_too_little_work_is_strengthened_when_it_opens() {
    let desk = Desk::bare();
    drop(Vault::create(&desk.directory, new("correct horse lamp"), noon()).unwrap());
    let memory = || {
        let slots: serde_json::Value = serde_json::from_slice(&desk.files()["vault.slots.json"]).unwrap();
        slots["lists"][0]["slots"][0]["slot"]["argon2id"]["memory"].as_u64().unwrap()
    };
    let today = memory();
    let vault = by_passphrase(&desk, "correct horse lamp").unwrap();
    vault.weaken_passphrases("correct horse lamp", Form::Nfkc);
    drop(vault);
    assert!(memory() < today, "as a version years ago might have made it");
    let id = by_passphrase(&desk, "correct horse lamp").unwrap().slots()[0].id;
    assert_eq!(memory(), today, "opening made it what a new slot is");
    let vault = by_passphrase(&desk, "correct horse lamp").unwrap();
    assert_eq!(vault.slots()[0].id, id, "it is still the same slot");
}

/// A Chinese keyboard set to full width, a Mac whose Option key makes a blank that does not break, an accent in a character of its own.
const WIDE: &str = "cafe\u{301}\u{a0}two\u{3000}\u{ff26}\u{ff55}\u{ff4c}\u{ff4c}";
const PLAIN: &str = "caf\u{e9} two Full";

#[test]
fn a_passphrase_opens_however_a_keyboard_writes_it() {
    for (set, typed) in [(WIDE, PLAIN), (PLAIN, WIDE), (WIDE, WIDE)] {
        let desk = Desk::bare();
        drop(Vault::create(&desk.directory, new(set), noon()).unwrap());
        assert!(by_passphrase(&desk, typed).is_ok(), "{typed:?} is {set:?}");
        let other = by_passphrase(&desk, "caf\u{e9} two full").map(drop);
        assert_eq!(other.unwrap_err().code(), "vault-passphrase-wrong", "a capital is another letter");
    }
}

#[test]
fn one_that_an_earlier_version_hashed_as_it_was_typed_opens_so_and_from_then_on_in_any_way() {
    let desk = Desk::bare();
    drop(Vault::create(&desk.directory, new(WIDE), noon()).unwrap());
    let vault = by_passphrase(&desk, WIDE).unwrap();
    vault.weaken_passphrases(WIDE, Form::AsTyped);
    drop(vault);
    let early = by_passphrase(&desk, PLAIN).map(drop);
    assert_eq!(early.unwrap_err().code(), "vault-passphrase-wrong", "nobody knows yet that it is the same");
    drop(by_passphrase(&desk, WIDE).unwrap());
    assert!(by_passphrase(&desk, PLAIN).is_ok(), "opening noted it in the one form");

    let desk = Desk::bare();
    drop(Vault::create(&desk.directory, new(PLAIN), noon()).unwrap());
    let vault = by_passphrase(&desk, PLAIN).unwrap();
    vault.weaken_passphrases(PLAIN, Form::AsTyped);
    drop(vault);
    assert!(by_passphrase(&desk, WIDE).is_ok(), "where it was set in the one form, it is tried in it");
}

#[test]
fn a_new_passphrase_has_a_floor() {
    let (desk, vault) = with_both();
    let before = desk.files();
    for (text, code) in [("kX9#fT2", "vault-passphrase-too-short"), ("12345678", "vault-passphrase-common")] {
        let added = vault.add_slot(new(text), "", &Unlock::Keychain, noon()).map(drop);
        let id = slot_of(&vault, SlotKind::Passphrase);
        let changed = vault.change_slot(id, new(text), &Unlock::Keychain, noon(), &quietly()).map(drop);
        for outcome in [added, changed] {
            assert_eq!(outcome.unwrap_err().code(), code, "{text} opens in a minute");
        }
    }
    assert!(desk.files() == before, "and nothing is changed");
}

#[test]
fn a_passphrase_ten_times_wrong_changes_nothing_and_the_right_one_opens_after_it() {
    let desk = Desk::bare();
    let right = || passphrase("five words nobody would guess");
    drop(Vault::create(&desk.directory, NewSlot::Passphrase(right()), noon()).unwrap());
    for count in 0..10 {
        let wrong = Unlock::Passphrase(passphrase(&format!("five words nobody would guess{count}")));
        refuses_untouched(&desk, "vault-passphrase-wrong", || Vault::open(&desk.directory, wrong.clone()));
    }
    assert!(Vault::open(&desk.directory, Unlock::Passphrase(right())).is_ok(), "nobody is locked out");
}

#[test]
fn a_bit_flipped_anywhere_in_the_slots_file_is_made_good_by_its_spare() {
    let desk = Desk::with_vault();
    for name in ["vault.slots.json", "vault.slots.spare.json"] {
        for at in (0..desk.files()[name].len()).step_by(13) {
            let mut flipped = desk.files()[name].clone();
            flipped[at] ^= 1 << (at % 7);
            std::fs::write(desk.path(name), flipped).unwrap();
            let opened = desk.open();
            assert!(opened.is_ok(), "a bit of byte {at} of {name}: {:?}", opened.err());
            drop(opened);
            let lists = |name| SlotsFile::read_at(&desk.path(name)).unwrap();
            let same = lists("vault.slots.json") == lists("vault.slots.spare.json");
            assert!(same, "a bit of byte {at} of {name}: both say the same again");
            assert!(desk.open().is_ok(), "and open");
        }
    }
}

#[test]
fn only_a_way_that_opens_now_lets_another_one_go() {
    let (desk, vault) = with_both();
    vault
        .add_slot(new("battery staple lamp"), "long forgotten", &typed("correct horse lamp"), noon())
        .unwrap();
    desk.keychain.forget();
    let mine = slot_of(&vault, SlotKind::Passphrase);
    let refused = vault.remove_slot(mine, &typed("correct horse lamp"), &quietly()).unwrap_err();
    assert_eq!(
        refused.code(),
        "vault-proof-leaves",
        "the keychain lost its entry, and nobody knows the other passphrase"
    );
    let refused = vault.remove_slot(mine, &Unlock::Keychain, &quietly()).unwrap_err();
    assert_eq!(refused.code(), "vault-keychain-changed", "a keychain that does not open proves nothing");
    vault.remove_slot(mine, &typed("battery staple lamp"), &quietly()).unwrap();
    let keychain = slot_of(&vault, SlotKind::Keychain);
    vault.remove_slot(keychain, &typed("battery staple lamp"), &quietly()).unwrap();
    drop(vault);
    assert!(by_passphrase(&desk, "battery staple lamp").is_ok(), "what opened then opens now");
}

/// A keychain behind a dialogue that nobody answers until `answer` is dropped.
struct Silent {
    within: Arc<MemoryKeychain>,
    dialogue: Mutex<mpsc::Receiver<()>>,
    asked: mpsc::Sender<()>,
}

impl KeyStore for Silent {
    fn state(&self) -> KeychainState {
        KeychainState::Ready
    }
    fn unlock(&self) -> Result<(), VaultError> {
        Ok(())
    }
    fn get(&self, name: &KeyName) -> Result<Option<SecretSlice<u8>>, VaultError> {
        let _ = self.asked.send(());
        let _ = self.dialogue.lock().unwrap().recv();
        self.within.get(name)
    }
    fn set(&self, name: &KeyName, key: &SecretSlice<u8>) -> Result<(), VaultError> {
        self.within.set(name, key)
    }
    fn delete(&self, name: &KeyName) -> Result<(), VaultError> {
        self.within.delete(name)
    }
}

#[test]
fn a_proof_that_waits_for_the_keychain_holds_nothing_up() {
    let (desk, vault) = with_both();
    drop(vault);
    let ((answer, dialogue), (asked, was_asked)) = (mpsc::channel(), mpsc::channel());
    let silent = Silent { within: desk.keychain.clone(), dialogue: Mutex::new(dialogue), asked };
    let directory = VaultDir::with_keychain(desk.directory.path(), Arc::new(silent));
    let vault = Vault::open(&directory, typed("correct horse lamp")).unwrap();
    let passphrase = slot_of(&vault, SlotKind::Passphrase);
    std::thread::scope(|scope| {
        let removing = scope.spawn(|| vault.remove_slot(passphrase, &Unlock::Keychain, &quietly()));
        was_asked.recv().unwrap();
        assert_eq!(vault.slots().len(), 2, "the ways can be looked at meanwhile");
        vault.add_slot(new("battery staple lamp"), "", &typed("correct horse lamp"), noon()).unwrap();
        vault.purge(noon()).unwrap();
        drop(answer);
        removing.join().unwrap().unwrap();
    });
    assert_eq!(kinds(&vault.slots()), [SlotKind::Keychain, SlotKind::Passphrase], "and then it is done");
}
