//! A vault that cannot be opened is left exactly as it is, and says which remedy it needs.

use rusqlite::Connection;
use secrecy::SecretSlice;

use crate::slots::file::SlotsFile;

use super::support::{Desk, answers, noon, passphrase, quietly, refuses_untouched};
use crate::{KeyName, KeyStore as _, NewSlot, Slot, SlotKind, Unlock, Vault, VaultState, files};

fn key_name(desk: &Desk) -> KeyName {
    let VaultState::Present { slots } = desk.directory.state().unwrap() else { panic!("there is a vault") };
    let slot = slots.iter().find(|slot| slot.kind == SlotKind::Keychain).unwrap();
    KeyName { service: "Guitu".into(), account: slot.id.to_string() }
}

fn kinds(slots: &[Slot]) -> Vec<SlotKind> {
    slots.iter().map(|slot| slot.kind).collect()
}

fn put_another_key(desk: &Desk) {
    desk.keychain.set(&key_name(desk), &SecretSlice::from(vec![7; 32])).unwrap();
}

#[test]
fn a_keychain_that_lost_the_secret_is_not_a_new_user() {
    let desk = Desk::with_vault();
    desk.keychain.forget();
    refuses_untouched(&desk, "vault-keychain-changed", || desk.open());
    refuses_untouched(&desk, "vault-exists", || Vault::create(&desk.directory, NewSlot::Keychain, noon()));
    assert!(desk.keychain.is_empty(), "no key is made up in place of the one that is gone");
}

#[test]
fn a_slots_file_that_is_gone_means_that_the_key_is_missing() {
    let desk = Desk::with_vault();
    std::fs::remove_file(desk.path("vault.slots.json")).unwrap();
    std::fs::remove_file(desk.path("vault.slots.spare.json")).unwrap();
    refuses_untouched(&desk, "vault-key-missing", || desk.open());
    let file = desk.path("vault.slots.json");
    std::fs::write(&file, "{\"version\":2,\"lists\":[]}").unwrap();
    refuses_untouched(&desk, "vault-key-missing", || desk.open());
    std::fs::remove_file(&file).unwrap();
    let state = desk.directory.state().unwrap();
    assert_eq!(state, VaultState::Present { slots: vec![] }, "there is a vault all the same");
}

#[test]
fn what_another_keychain_holds_under_the_name_is_a_changed_keychain() {
    let desk = Desk::with_vault();
    put_another_key(&desk);
    refuses_untouched(&desk, "vault-keychain-changed", || desk.open());
    desk.keychain.set(&key_name(&desk), &SecretSlice::from(vec![7; 5])).unwrap();
    refuses_untouched(&desk, "vault-keychain-changed", || desk.open());
}

#[test]
fn the_slots_of_another_vault_are_a_mismatch() {
    let (one, other) = (Desk::with_vault(), Desk::with_vault());
    let slots = other.files()["vault.slots.json"].clone();
    for name in ["vault.slots.json", "vault.slots.spare.json"] {
        std::fs::write(one.path(name), &slots).unwrap();
    }
    let secret = other.keychain.get(&key_name(&other)).unwrap().unwrap();
    one.keychain.set(&key_name(&other), &secret).unwrap();
    refuses_untouched(&one, "vault-key-mismatch", || one.open());
}

#[test]
fn a_changed_keychain_leaves_the_log_of_a_killed_program_alone() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    let cut = desk.as_after_a_power_cut();
    assert!(!cut.files()["vault.db-wal"].is_empty(), "the declaration is in the log only");
    let right = cut.keychain.get(&key_name(&cut)).unwrap().unwrap();

    put_another_key(&cut);
    refuses_untouched(&cut, "vault-keychain-changed", || cut.open());

    cut.keychain.set(&key_name(&cut), &right).unwrap();
    let found = cut.open().unwrap().draft(draft.id).unwrap();
    assert!(found == Some(draft), "the right key finds what was committed before the power cut");
}

#[test]
fn a_database_in_the_clear_is_refused() {
    let desk = Desk::with_vault();
    std::fs::remove_file(desk.path("vault.db")).unwrap();
    let plain = Connection::open(desk.path("vault.db")).unwrap();
    plain.execute_batch("CREATE TABLE t (x); INSERT INTO t VALUES (1)").unwrap();
    plain.close().unwrap();
    assert!(desk.files()["vault.db"].starts_with(b"SQLite format 3\0"), "it is one indeed");
    refuses_untouched(&desk, "vault-file-not-encrypted", || desk.open());
}

#[test]
fn a_file_that_no_vault_ever_was_is_broken() {
    let desk = Desk::with_vault();
    for bytes in [vec![], vec![0; 5], b"not a database at all".to_vec(), vec![9; 4095], vec![9; 5000]] {
        std::fs::write(desk.path("vault.db"), &bytes).unwrap();
        refuses_untouched(&desk, "vault-file-broken", || desk.open());
    }
    std::fs::write(desk.path("vault.db"), vec![9; 8192]).unwrap();
    refuses_untouched(&desk, "vault-key-mismatch", || desk.open()); // of another vault, for all that can be seen
}

#[test]
fn a_short_file_in_the_place_of_a_database_is_damage_also_beside_its_log() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    vault.new_declaration(1, answers(), noon()).unwrap();
    let cut = desk.as_after_a_power_cut();
    for length in [0, 100, 5000] {
        std::fs::write(cut.path("vault.db"), vec![9; length]).unwrap();
        refuses_untouched(&cut, "vault-file-broken", || cut.open());
    }
}

#[test]
fn a_database_that_was_moved_away_from_its_log_is_not_made_anew() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    vault.new_declaration(1, answers(), noon()).unwrap();
    let cut = desk.as_after_a_power_cut();
    std::fs::remove_file(cut.path("vault.db")).unwrap();
    assert_eq!(cut.directory.state().unwrap(), VaultState::DatabaseGone, "no first start");
    refuses_untouched(&cut, "vault-database-gone", || cut.open());
    refuses_untouched(&cut, "vault-exists", || Vault::create(&cut.directory, NewSlot::Keychain, noon()));
}

#[test]
fn a_torn_last_page_is_mended_from_the_log() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    let cut = desk.as_after_a_power_cut();
    // The power went while the log was being folded in: half a page more than there was.
    let mut torn = cut.files()["vault.db"].clone();
    torn.extend_from_slice(&[3; 2000]);
    std::fs::write(cut.path("vault.db"), torn).unwrap();
    let found = cut.open().unwrap().draft(draft.id).unwrap();
    assert!(found == Some(draft), "an odd length alone must not lock anybody out");
}

#[test]
fn a_slots_file_that_is_broken_with_its_spare_is_named() {
    let desk = Desk::with_vault();
    std::fs::write(desk.path("vault.slots.spare.json"), "{").unwrap();
    for text in ["", "{", "[]", "{\"version\":1}", "{\"version\":1,\"key_id\":\"x\",\"other\":1}"] {
        std::fs::write(desk.path("vault.slots.json"), text).unwrap();
        refuses_untouched(&desk, "vault-slots-broken", || desk.open());
    }
    std::fs::write(desk.path("vault.slots.json"), "{\"version\":2,\"lists\":[{}]}").unwrap();
    refuses_untouched(&desk, "vault-slots-broken", || desk.open());
    std::fs::write(desk.path("vault.slots.json"), "{\"version\":4,\"ways\":[]}").unwrap();
    refuses_untouched(&desk, "vault-too-new", || desk.open());
}

#[test]
fn either_slots_file_opens_where_the_other_is_broken_or_gone_and_both_are_whole_again() {
    for broken in ["vault.slots.json", "vault.slots.spare.json"] {
        let desk = Desk::with_vault();
        let whole = desk.files();
        for text in [Some(""), Some("{\"version\":2,\"lis"), None] {
            match text {
                Some(text) => std::fs::write(desk.path(broken), text).unwrap(),
                None => std::fs::remove_file(desk.path(broken)).unwrap(),
            }
            let ways = VaultState::Present { slots: desk.open().unwrap().slots() };
            assert_eq!(desk.directory.state().unwrap(), ways, "{broken}, {text:?}: the ways are known");
            let now = desk.files();
            for name in ["vault.slots.json", "vault.slots.spare.json"] {
                let says = |bytes: &[u8]| -> serde_json::Value { serde_json::from_slice(bytes).unwrap() };
                let ids = |file: &serde_json::Value| file["lists"][0]["slots"][0]["slot"]["id"].clone();
                assert_eq!(ids(&says(&now[name])), ids(&says(&whole[name])), "{name} is whole again");
            }
        }
    }
}

#[test]
fn an_old_spare_opens_nothing_that_was_taken_away() {
    let desk = Desk::bare();
    let first = NewSlot::Passphrase(passphrase("correct horse battery"));
    let vault = Vault::create(&desk.directory, first, noon()).unwrap();
    let old = desk.files()["vault.slots.spare.json"].clone();
    let (proof, id) = (Unlock::Passphrase(passphrase("correct horse battery")), vault.slots()[0].id);
    let next = NewSlot::Passphrase(passphrase("another horse battery"));
    vault.change_slot(id, next, &proof, noon(), &quietly()).unwrap();
    drop(vault);
    std::fs::write(desk.path("vault.slots.spare.json"), old).unwrap();
    std::fs::remove_file(desk.path("vault.slots.json")).unwrap();
    refuses_untouched(&desk, "vault-key-mismatch", || Vault::open(&desk.directory, proof.clone()));
}

#[test]
fn a_locked_and_an_absent_keychain_are_two_things() {
    let desk = Desk::with_vault();
    desk.keychain.set_locked(true);
    refuses_untouched(&desk, "vault-keychain-locked", || desk.open());
    desk.keychain.set_absent(true);
    refuses_untouched(&desk, "vault-keychain-unavailable", || desk.open());
}

#[test]
fn a_wrong_passphrase_changes_nothing() {
    let desk = Desk::bare();
    let slot = NewSlot::Passphrase(passphrase("长安回望绣成堆"));
    assert_eq!(
        Vault::create(&desk.directory, slot, noon()).err().unwrap().code(),
        "vault-passphrase-too-short",
        "seven characters, however many bytes they take"
    );
    drop(
        Vault::create(&desk.directory, NewSlot::Passphrase(passphrase("长安回望绣成堆。")), noon()).unwrap(),
    );
    let unlock = |text: &str| Vault::open(&desk.directory, Unlock::Passphrase(passphrase(text)));
    refuses_untouched(&desk, "vault-passphrase-wrong", || unlock("长安回望绣成堆"));
    refuses_untouched(&desk, "vault-passphrase-wrong", || unlock(""));
    refuses_untouched(&desk, "vault-not-found", || desk.open());
    let slots = unlock("长安回望绣成堆。").unwrap().slots();
    assert_eq!(kinds(&slots), [SlotKind::Passphrase], "the right one opens");
}

#[test]
fn only_one_opening_at_a_time() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    assert_eq!(desk.open().err().unwrap().code(), "vault-busy", "two writers would overwrite each other");
    let again = Vault::create(&desk.directory, NewSlot::Keychain, noon());
    assert_eq!(again.err().unwrap().code(), "vault-busy", "nor is another made beside it");
    let clone = vault.clone();
    drop(vault);
    assert_eq!(desk.open().err().unwrap().code(), "vault-busy", "a clone keeps it open");
    drop(clone);
    assert!(desk.open().is_ok(), "closing the last one lets the next in");
}

#[test]
fn a_vault_of_a_newer_version_is_left_alone() {
    let desk = Desk::with_vault();
    desk.open()
        .unwrap()
        .write(|transaction| Ok(transaction.pragma_update(None, "user_version", 99)?))
        .unwrap();
    refuses_untouched(&desk, "vault-too-new", || desk.open());
}

#[test]
fn slots_under_the_id_of_another_key_are_a_mismatch() {
    let desk = Desk::with_vault();
    let mut slots: serde_json::Value = serde_json::from_slice(&desk.files()["vault.slots.json"]).unwrap();
    slots["lists"][0]["key_id"] = "00000000-0000-4000-8000-000000000000".into();
    for name in ["vault.slots.json", "vault.slots.spare.json"] {
        std::fs::write(desk.path(name), slots.to_string()).unwrap();
    }
    refuses_untouched(&desk, "vault-key-mismatch", || desk.open());
}

#[test]
fn an_encrypted_database_that_is_no_vault_is_broken() {
    let desk = Desk::with_vault();
    let drop_it = "DROP TABLE vault";
    desk.open().unwrap().write(|transaction| Ok(transaction.execute_batch(drop_it)?)).unwrap();
    refuses_untouched(&desk, "vault-file-broken", || desk.open());
}

#[test]
fn a_damaged_page_is_damage_and_not_a_wrong_key() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    drop(vault);
    let files = desk.files();
    let whole = files["vault.db"].clone();
    let put_back = || files.iter().for_each(|(name, bytes)| std::fs::write(desk.path(name), bytes).unwrap());
    let mut refused = 0;
    for page in 0..whole.len() / 4096 {
        let mut damaged = whole.clone();
        damaged[page * 4096 + 2000] ^= 1;
        put_back();
        std::fs::write(desk.path("vault.db"), damaged).unwrap();
        let found = desk.open().and_then(|vault| Ok((vault.declarations()?, vault.draft(draft.id)?)));
        if let Err(error) = found {
            assert_eq!(error.code(), "vault-damaged", "page {page}: the remedy is a rescue, not a key");
            refused += 1;
        }
    }
    assert!(refused > 1, "one bit is enough to be noticed");
    put_back();
    assert!(
        desk.open().unwrap().draft(draft.id).unwrap() == Some(draft),
        "with the backup in place all is there"
    );
}

#[test]
fn a_folder_in_the_place_of_the_slots_file_is_set_aside_and_the_file_written_again() {
    let desk = Desk::with_vault();
    let slots = desk.directory.file(files::SLOTS);
    std::fs::remove_file(&slots).unwrap();
    std::fs::create_dir(&slots).unwrap();
    std::fs::write(slots.join("somebodys.txt"), "kept").unwrap();
    drop(desk.open().unwrap());
    let lists = |name| SlotsFile::read_at(&desk.directory.file(name)).unwrap();
    assert!(
        lists(files::SLOTS).is_some() && lists(files::SLOTS) == lists(files::SLOTS_SPARE),
        "the spare opened, and both are files again"
    );
    let aside = slots.with_added_extension("folder").join("somebodys.txt");
    assert_eq!(std::fs::read_to_string(aside).unwrap(), "kept", "what lay there is nobody's to delete");
    assert!(!slots.with_added_extension("new").exists(), "and nothing is left over");
}

#[test]
fn folders_in_the_place_of_both_slots_files_are_said() {
    let desk = Desk::with_vault();
    let slots = [files::SLOTS, files::SLOTS_SPARE].map(|name| desk.path(name));
    let kept = slots.each_ref().map(|path| std::fs::read(path).unwrap());
    for path in &slots {
        std::fs::remove_file(path).unwrap();
        std::fs::create_dir(path).unwrap();
    }
    assert_eq!(desk.directory.state().err().unwrap().code(), "vault-slots-in-the-way");
    refuses_untouched(&desk, "vault-slots-in-the-way", || desk.open());
    for (path, kept) in slots.iter().zip(kept) {
        std::fs::remove_dir(path).unwrap();
        std::fs::write(path, kept).unwrap();
    }
    assert!(desk.open().is_ok(), "once they are out of the way and the file is back");
}
