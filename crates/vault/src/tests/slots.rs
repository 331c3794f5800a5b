//! Slots: several ways to one key, never none.

use super::support::{Desk, answers, noon, passphrase, refuses_untouched};
use crate::{NewSlot, SlotKind, Unlock, Vault, VaultState};

fn by_passphrase(desk: &Desk, text: &str) -> Result<Vault, crate::VaultError> {
    Vault::open(&desk.directory, Unlock::Passphrase(passphrase(text)))
}

#[test]
fn a_passphrase_opens_what_the_keychain_opened_before() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    vault.add_passphrase(&passphrase("correct horse")).unwrap();
    assert_eq!(vault.slots(), [SlotKind::Keychain, SlotKind::Passphrase], "both ways are listed");
    drop(vault);
    desk.keychain.forget();
    let vault = by_passphrase(&desk, "correct horse").unwrap();
    assert!(vault.draft(draft.id).unwrap() == Some(draft), "a reinstalled system loses nothing");
    vault.add_keychain().unwrap();
    drop(vault);
    assert!(desk.open().is_ok(), "and the keychain can be used again");
}

#[test]
fn a_changed_passphrase_replaces_the_old_one() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    vault.add_passphrase(&passphrase("correct horse")).unwrap();
    vault.add_passphrase(&passphrase("battery staple")).unwrap();
    drop(vault);
    refuses_untouched(&desk, "vault-passphrase-wrong", || by_passphrase(&desk, "correct horse"));
    assert!(by_passphrase(&desk, "battery staple").is_ok(), "the new one opens");
}

#[test]
fn the_last_slot_stays() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let code = |kind| vault.remove_slot(kind).unwrap_err().code();
    assert_eq!(code(SlotKind::Keychain), "vault-last-slot", "nobody could open it again");
    assert_eq!(code(SlotKind::Passphrase), "vault-not-found", "there is none to remove");
    vault.add_passphrase(&passphrase("correct horse")).unwrap();
    vault.remove_slot(SlotKind::Keychain).unwrap();
    assert!(desk.keychain.is_empty(), "a removed slot leaves no key in the keychain");
    assert_eq!(code(SlotKind::Passphrase), "vault-last-slot", "now this is the last");
    drop(vault);
    let state = desk.directory.state().unwrap();
    assert_eq!(state, VaultState::Present { slots: vec![SlotKind::Passphrase] }, "the file says so too");
    assert!(by_passphrase(&desk, "correct horse").is_ok(), "and it opens");
}

#[test]
fn a_keychain_that_fails_leaves_the_slots_as_they_were() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    vault.add_passphrase(&passphrase("correct horse")).unwrap();
    let before = desk.files();
    desk.keychain.set_absent(true);
    assert_eq!(
        vault.remove_slot(SlotKind::Keychain).unwrap_err().code(),
        "vault-keychain-unavailable",
        "a key that is still in the keychain must not be reported as removed"
    );
    assert!(desk.files() == before, "the slots file still names it");
    assert_eq!(vault.slots().len(), 2, "and so does the open vault");
}

#[test]
fn a_passphrase_slot_moved_to_another_vault_does_not_open() {
    let (one, other) = (Desk::bare(), Desk::bare());
    for desk in [&one, &other] {
        let slot = NewSlot::Passphrase(passphrase("correct horse"));
        drop(Vault::create(&desk.directory, slot, noon()).unwrap());
    }
    let read = |desk: &Desk| -> serde_json::Value {
        serde_json::from_slice(&desk.files()["vault.slots.json"]).unwrap()
    };
    let mut mixed = read(&one);
    mixed["passphrase"] = read(&other)["passphrase"].take();
    std::fs::write(one.path("vault.slots.json"), mixed.to_string()).unwrap();
    refuses_untouched(&one, "vault-passphrase-wrong", || by_passphrase(&one, "correct horse"));
}

#[test]
fn a_slots_file_cannot_ask_for_all_memory() {
    let desk = Desk::bare();
    let slot = NewSlot::Passphrase(passphrase("correct horse"));
    drop(Vault::create(&desk.directory, slot, noon()).unwrap());
    let mut slots: serde_json::Value = serde_json::from_slice(&desk.files()["vault.slots.json"]).unwrap();
    for (name, value) in
        [("memory", u32::MAX), ("memory", 0), ("lanes", 0), ("passes", 0), ("passes", u32::MAX)]
    {
        let mut hostile = slots.clone();
        hostile["passphrase"][name] = value.into();
        std::fs::write(desk.path("vault.slots.json"), hostile.to_string()).unwrap();
        refuses_untouched(&desk, "vault-file-broken", || by_passphrase(&desk, "correct horse"));
    }
    slots["passphrase"]["nonce"] = "AAAA".into();
    std::fs::write(desk.path("vault.slots.json"), slots.to_string()).unwrap();
    refuses_untouched(&desk, "vault-file-broken", || by_passphrase(&desk, "correct horse"));
}
