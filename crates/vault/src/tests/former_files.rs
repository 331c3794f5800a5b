//! Vaults as earlier versions wrote them, one of each schema: each opens, by its keychain entry and by its passphrase, and
//! all that was in it is there.

use std::path::Path;
use std::sync::Arc;

use secrecy::{ExposeSecret as _, SecretSlice};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use super::forgetting::tables_with;
use super::support::{answers, noon, passphrase, quietly};
use crate::schema;
use crate::slots::change::Keys;
use crate::slots::file::SlotsFile;
use crate::{KeyName, KeyStore as _, MemoryKeychain, NewSlot, SlotKind, Unlock, Vault, VaultDir};

/// What is known of a fixture: its keychain entry, and the ids in it.
#[derive(Deserialize)]
pub(super) struct Known {
    keychain: Entry,
    pub(super) draft: Uuid,
    pub(super) received: Uuid,
    waiting: Uuid,
    deleted: Uuid,
}

#[derive(Deserialize)]
struct Entry {
    service: String,
    account: String,
    key: Vec<u8>,
}

/// A copy of a fixture, and the keychain that belongs to it.
pub(super) struct Former {
    _root: tempfile::TempDir,
    pub(super) known: Known,
    keychain: Arc<MemoryKeychain>,
    pub(super) directory: VaultDir,
}

/// Every schema so far.
const SCHEMAS: [&str; 16] = [
    "schema-1",
    "schema-2",
    "schema-3",
    "schema-4",
    "schema-5",
    "schema-6",
    "schema-7",
    "schema-8",
    "schema-9",
    "schema-10",
    "schema-11",
    "schema-12",
    "schema-13",
    "schema-14",
    "schema-15",
    "schema-16",
];
/// Those whose slots file was not a list yet.
const FORMER_SLOTS: [&str; 4] = ["schema-1", "schema-2", "schema-3", "schema-4"];

#[test]
fn every_schema_before_the_newest_has_a_fixture() {
    let fixtures: Vec<String> = (1..schema::newest()).map(|version| format!("schema-{version}")).collect();
    assert_eq!(SCHEMAS.to_vec(), fixtures, "write_the_fixtures_of_later_schemas makes those that lack");
}

pub(super) fn former(schema: &str) -> Former {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(schema);
    let root = tempfile::tempdir().unwrap();
    for name in ["vault.db", "vault.slots.json"] {
        std::fs::copy(fixture.join(name), root.path().join(name)).unwrap();
    }
    let known: Known = serde_json::from_slice(&std::fs::read(fixture.join("known.json")).unwrap()).unwrap();
    let keychain = Arc::new(MemoryKeychain::default());
    let name = KeyName { service: known.keychain.service.clone(), account: known.keychain.account.clone() };
    keychain.set(&name, &SecretSlice::from(known.keychain.key.clone())).unwrap();
    let directory = VaultDir::with_keychain(root.path(), keychain.clone());
    Former { _root: root, known, keychain, directory }
}

#[test]
fn a_vault_of_every_former_schema_opens_with_all_that_was_in_it() {
    for schema in SCHEMAS {
        for unlock in [Unlock::Keychain, Unlock::Passphrase(passphrase("correct horse"))] {
            let Former { _root, known, directory, .. } = former(schema);
            let vault = Vault::open(&directory, unlock).unwrap();
            let draft = vault.draft(known.draft).unwrap().unwrap();
            assert_eq!(draft.answers["about"]["surname"], "CHEN", "{schema}: the draft is as it was left");
            assert!(draft.spoken.contains("/about/surname"), "{schema}: with what may speak");
            assert_eq!(vault.draft(known.received).unwrap().unwrap().revision, 2, "{schema}: a correction");
            let received = vault.declaration(known.received).unwrap().unwrap();
            assert_eq!(received.sent.unwrap().answers, answers(), "{schema}: what was sent");
            assert_eq!(received.receipt.unwrap().bytes, b"receipt", "{schema}: its receipt");
            assert_eq!(received.status.unwrap().body, b"{}", "{schema}: its status");
            assert!(
                vault.declaration(known.deleted).unwrap().unwrap().deleted_at.is_some(),
                "{schema}: what was deleted can still come back"
            );
            assert_eq!(vault.get_setting("text-size").unwrap().as_deref(), Some("125"), "{schema}: settings");
        }
    }
}

#[test]
fn a_dropped_correction_of_a_former_schema_comes_back_and_orphans_are_gone() {
    for schema in SCHEMAS {
        let Former { _root, known, directory, .. } = former(schema);
        let vault = Vault::open(&directory, Unlock::Keychain).unwrap();
        assert_eq!(tables_with(&vault, "ORPHAN"), [""; 0], "{schema}: its declaration is long gone");
        assert_eq!(
            tables_with(&vault, "DROPPED"),
            ["dropped_draft"],
            "{schema}: no answer lies in a setting"
        );
        let back = vault.restore_draft(known.waiting, None, noon()).unwrap();
        assert_eq!(back.answers, json!({ "about": { "surname": "DROPPED" } }), "{schema}: it comes back");
        assert_eq!((back.revision, back.reviewed), (2, true), "{schema}: as it was");
        assert!(
            back.bookmark.is_none() && back.spoken.contains("/about/surname"),
            "{schema}: with all there was"
        );
        assert_eq!(
            vault.restore_draft(known.received, None, noon()).err().unwrap().code(),
            "vault-not-found",
            "{schema}: once"
        );
    }
}

fn slots_file(directory: &VaultDir) -> String {
    std::fs::read_to_string(directory.path().join("vault.slots.json")).unwrap()
}

fn kinds(vault: &Vault) -> Vec<SlotKind> {
    vault.slots().iter().map(|slot| slot.kind).collect()
}

#[test]
fn the_slots_of_a_former_vault_become_a_list_and_all_of_them_still_open() {
    for schema in FORMER_SLOTS {
        let Former { _root, directory, known, .. } = former(schema);
        let typed = || Unlock::Passphrase(passphrase("correct horse"));
        let vault = Vault::open(&directory, Unlock::Keychain).unwrap();
        assert_eq!(
            kinds(&vault),
            [SlotKind::Keychain, SlotKind::Passphrase],
            "{schema}: both are taken over"
        );
        drop(vault);
        assert!(slots_file(&directory).contains("former-passphrase"), "{schema}: nobody has typed it yet");
        let name = KeyName { service: known.keychain.service, account: known.keychain.account };
        assert!(
            directory.keychain().get(&name).unwrap().is_none(),
            "{schema}: the key itself is in no keychain now"
        );
        for _ in 0..2 {
            drop(Vault::open(&directory, typed()).unwrap());
            assert!(
                !slots_file(&directory).contains("former"),
                "{schema}: typing it made it a slot like others"
            );
        }
        assert!(Vault::open(&directory, Unlock::Keychain).is_ok(), "{schema}: by the keychain, too");
    }
}

#[test]
fn a_former_slots_file_opens_nothing_once_its_passphrase_was_changed() {
    let Former { _root, directory, .. } = former("schema-2");
    let old = slots_file(&directory);
    let typed = |text: &str| Unlock::Passphrase(passphrase(text));
    let vault = Vault::open(&directory, Unlock::Keychain).unwrap();
    let id = vault.slots()[1].id;
    let new = NewSlot::Passphrase(passphrase("battery staple lamp"));
    vault.change_slot(id, new, &typed("correct horse"), noon(), &quietly()).unwrap();
    drop(vault);
    std::fs::write(directory.path().join("vault.slots.json"), old).unwrap();
    let refused = Vault::open(&directory, typed("correct horse")).err().unwrap();
    assert_eq!(refused.code(), "vault-key-mismatch", "it leads to a key that nothing is under any more");
}

#[test]
fn a_former_vault_whose_keychain_does_not_answer_opens_and_is_turned_later() {
    let Former { _root, directory, keychain, .. } = former("schema-2");
    let typed = Unlock::Passphrase(passphrase("correct horse"));
    let new = || NewSlot::Passphrase(passphrase("battery staple lamp"));
    keychain.set_locked(true);
    let vault = Vault::open(&directory, typed.clone()).unwrap();
    assert_eq!(kinds(&vault), [SlotKind::Keychain, SlotKind::Passphrase], "both are still there");
    let refused = vault.add_slot(new(), "", &typed, noon()).unwrap_err();
    assert_eq!(
        refused.code(),
        "vault-keychain-locked",
        "else the keychain's way would be lost without a word"
    );
    keychain.set_locked(false);
    vault.add_slot(new(), "", &typed, noon()).unwrap();
    assert_eq!(vault.slots().len(), 3, "with the keychain there, all go on");
    drop(vault);
    assert!(Vault::open(&directory, Unlock::Keychain).is_ok(), "the keychain opens");
}

#[test]
fn a_former_vault_without_a_keychain_any_more_can_still_be_changed() {
    let Former { _root, directory, keychain, .. } = former("schema-2");
    let typed = Unlock::Passphrase(passphrase("correct horse"));
    keychain.set_absent(true);
    let vault = Vault::open(&directory, typed.clone()).unwrap();
    let id = vault.slots().iter().find(|slot| slot.kind == SlotKind::Passphrase).unwrap().id;
    let new = NewSlot::Passphrase(passphrase("battery staple lamp"));
    vault.change_slot(id, new, &typed, noon(), &quietly()).unwrap();
    assert_eq!(kinds(&vault), [SlotKind::Passphrase], "a keychain that is not there was a way no longer");
    drop(vault);
    assert!(
        Vault::open(&directory, Unlock::Passphrase(passphrase("battery staple lamp"))).is_ok(),
        "it opens"
    );
}

#[test]
fn an_upgrade_cut_off_is_done_again_and_a_failed_one_leaves_the_file_as_it_was() {
    for schema in ["schema-1", "schema-15"] {
        is_done_again_and_leaves_the_file_as_it_was(schema);
    }
}

fn is_done_again_and_leaves_the_file_as_it_was(schema: &str) {
    let Former { _root, directory, .. } = former(schema);
    // What a program that was killed in the middle of the copy leaves behind.
    std::fs::write(directory.path().join("vault.db.new"), vec![7; 5000]).unwrap();
    std::fs::write(directory.path().join("vault.db.new-wal"), b"half").unwrap();
    drop(Vault::open(&directory, Unlock::Keychain).unwrap());
    let names: Vec<_> =
        std::fs::read_dir(directory.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert!(!names.iter().any(|name| name.to_string_lossy().contains(".new")), "{names:?}: no copy is left");

    let Former { _root, directory, .. } = former(schema);
    let path = directory.path().join("vault.db");
    let before = std::fs::read(&path).unwrap();
    std::fs::create_dir(directory.path().join("vault.db.new")).unwrap(); // where the copy would go
    assert!(Vault::open(&directory, Unlock::Keychain).is_err(), "an upgrade that cannot be made is said");
    assert!(std::fs::read(&path).unwrap() == before, "and the file is as it was");
    std::fs::remove_dir(directory.path().join("vault.db.new")).unwrap();
    assert!(Vault::open(&directory, Unlock::Keychain).is_ok(), "the next start may do better");
}

/// Writes the fixtures of the schemas from the third on: the second one's file, brought up to each as its program would have. The
/// last program of a schema runs it, before the next schema is begun.
#[test]
#[ignore = "writes tests/fixtures; for a schema that has none yet"]
fn write_the_fixtures_of_later_schemas() {
    for version in 3..=schema::newest() {
        let to = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/schema-{version}"));
        if to.exists() {
            continue;
        }
        let Former { _root, known, keychain, directory } = former("schema-2");
        let key = crate::key::DataKey::from_slice(&known.keychain.key).unwrap();
        let mut database = crate::connection::open(&directory.file("vault.db"), &key).unwrap();
        crate::connection::settle(&database).unwrap();
        crate::schema::migrate_to(&mut database, version).unwrap();
        let mut entry = known.keychain;
        // From the fifth on the slots are a list.
        if version >= 5 {
            let Some(SlotsFile::Former(file)) = SlotsFile::read(directory.path()).unwrap() else { panic!() };
            let typed = Unlock::Passphrase(passphrase("correct horse"));
            let entries = file.entries(&key, Some(&typed), &*keychain, noon()).unwrap();
            crate::tables::key_slot::replace_all(&database, &entries).unwrap();
            let name = entries.iter().find_map(|entry| entry.in_keychain()).unwrap();
            let held = keychain.get(&name).unwrap().unwrap().expose_secret().to_vec();
            entry = Entry { service: name.service, account: name.account, key: held };
            let keys = Keys { key, key_id: file.key_id, entries, former: None };
            database.close().unwrap();
            keys.write_file(&directory).unwrap();
        } else {
            database.close().unwrap();
        }
        std::fs::create_dir_all(&to).unwrap();
        for name in ["vault.db", "vault.slots.json"] {
            std::fs::copy(directory.file(name), to.join(name)).unwrap();
        }
        let known = json!({
            "keychain": { "service": entry.service, "account": entry.account, "key": entry.key },
            "draft": known.draft, "received": known.received, "waiting": known.waiting, "deleted": known.deleted,
        });
        std::fs::write(to.join("known.json"), known.to_string()).unwrap();
    }
}

#[test]
fn letters_of_a_former_schema_lie_in_their_own_table_and_go_with_their_declaration() {
    let Former { _root, known, directory, .. } = former("schema-9");
    let key = Vault::open(&directory, Unlock::Keychain).unwrap();
    let old = json!([
        { "declaration": known.received, "number": 5, "says": "boarded" },
        { "declaration": Uuid::from_u128(9), "number": 6, "says": "ORPHAN" },
    ]);
    // As a program of schema 11 left it.
    key.write(|transaction| {
        transaction.execute_batch(
            "DROP TRIGGER declaration_is_listed;
             DROP TABLE letter;
             DROP TABLE taken_back;
             ALTER TABLE draft DROP COLUMN recent;
             DROP TABLE draft_with_recent;
             ALTER TABLE summary DROP COLUMN flags;
             ALTER TABLE member ADD COLUMN family TEXT NOT NULL DEFAULT '';
             ALTER TABLE member ADD COLUMN tag TEXT NOT NULL DEFAULT '';
             PRAGMA user_version = 11;",
        )?;
        Ok(transaction
            .execute("INSERT INTO setting (name, value) VALUES ('letters', ?1)", [old.to_string()])
            .map(drop)?)
    })
    .unwrap();
    drop(key);
    let vault = Vault::open(&directory, Unlock::Keychain).unwrap();
    let kept = vault.letters(None).unwrap();
    assert_eq!(kept, [(known.received, 5, old[0].clone())], "the one whose declaration is there");
    assert_eq!(vault.get_setting("letters").unwrap(), None, "no letter lies in a setting");
    assert_eq!(tables_with(&vault, "ORPHAN"), [""; 0], "its declaration is long gone");
}

#[test]
fn a_copied_keychain_entry_of_a_former_vault_opens_nothing_once_its_slot_was_removed() {
    let Former { _root, known, directory, .. } = former("schema-2");
    let vault = Vault::open(&directory, Unlock::Keychain).unwrap();
    let keychain = vault.slots().iter().find(|slot| slot.kind == SlotKind::Keychain).unwrap().id;
    vault.remove_slot(keychain, &Unlock::Passphrase(passphrase("correct horse")), &quietly()).unwrap();
    drop(vault);
    assert!(!slots_file(&directory).contains("former"), "no slot is opened by the key that the entry held");
    assert!(!known.keychain.key.is_empty(), "the entry that somebody may have copied");
    assert!(
        Vault::open(&directory, Unlock::Passphrase(passphrase("correct horse"))).is_ok(),
        "the passphrase opens"
    );
}
