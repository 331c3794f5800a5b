//! Changes of slots and upgrades, cut off at every step by the end of the process: the vault opens with the old ways or
//! with the new ones, never with neither, and every answer is there.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use super::support::{answers, noon, passphrase, quietly};
use crate::steps::STOP_AT;
use crate::{MemoryKeychain, NewSlot, SlotKind, Unlock, Vault, VaultDir, VaultError};

const DIRECTORY: &str = "VAULT_TEST_DIRECTORY";
const CHANGE: &str = "VAULT_TEST_CHANGE";
const OLD: &str = "correct horse lamp";
const SECOND: &str = "river lamp tea";
const NEW: &str = "battery staple lamp";

fn open(path: &Path, text: &str) -> Result<Vault, VaultError> {
    let directory = VaultDir::with_keychain(path, Arc::new(MemoryKeychain::default()));
    Vault::open(&directory, Unlock::Passphrase(passphrase(text)))
}

fn proof() -> Unlock {
    Unlock::Passphrase(passphrase(SECOND))
}

fn first_slot(vault: &Vault) -> uuid::Uuid {
    vault.slots().iter().find(|slot| slot.kind == SlotKind::Passphrase).unwrap().id
}

#[test]
#[ignore = "a child process of a_change_cut_off_anywhere_leaves_the_old_ways_or_the_new_ones"]
fn child_that_changes_slots() {
    let path = std::path::PathBuf::from(std::env::var_os(DIRECTORY).unwrap());
    let new = NewSlot::Passphrase(passphrase(NEW));
    let change = std::env::var(CHANGE).unwrap();
    if change == "rescue" {
        let directory = VaultDir::with_keychain(&path, Arc::new(MemoryKeychain::default()));
        drop(Vault::rescue(&directory, &proof(), noon()).unwrap());
        println!("acknowledged");
        return;
    }
    let vault = open(&path, SECOND).unwrap();
    match change.as_str() {
        "add" => drop(vault.add_slot(new, "", &proof(), noon()).unwrap()),
        "change" => drop(vault.change_slot(first_slot(&vault), new, &proof(), noon(), &quietly()).unwrap()),
        _ => vault.remove_slot(first_slot(&vault), &proof(), &quietly()).unwrap(),
    }
    println!("acknowledged");
}

/// Runs a change in a child that ends at a step; says whether the child acknowledged it.
fn cut_off(path: &Path, change: &str, step: &str) -> bool {
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture", "tests::cutting_off::child_that_changes_slots"])
        .env(DIRECTORY, path)
        .env(CHANGE, change)
        .env(STOP_AT, step)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout).contains("acknowledged");
    assert_eq!(child.status.success(), said, "{change} at {step}: it either ends there or comes to its end");
    said
}

/// The ways that open the vault, and whether its answers are there by each.
fn ways(path: &Path, id: uuid::Uuid) -> Vec<&'static str> {
    let opens = |text: &str| match open(path, text) {
        Ok(vault) => {
            assert_eq!(vault.draft(id).unwrap().unwrap().answers, answers(), "{text}: every answer is there");
            true
        }
        Err(error) => {
            assert_eq!(error.code(), "vault-passphrase-wrong", "{text}: no other word for it");
            false
        }
    };
    [OLD, SECOND, NEW].into_iter().filter(|text| opens(text)).collect()
}

#[test]
fn a_change_cut_off_anywhere_leaves_the_old_ways_or_the_new_ones() {
    let renewing = ["copied", "both-lists", "closed", "placed", "one-list", ""];
    let cases: [(&str, &[&str], &[&str]); 3] = [
        ("add", &[OLD, SECOND, NEW], &["slot-made", "slot-in-file", ""]),
        ("change", &[SECOND, NEW], &renewing),
        ("remove", &[SECOND], &renewing),
    ];
    for (change, after, steps) in cases {
        for step in steps {
            let root = tempfile::tempdir().unwrap();
            let path = root.path().join("data");
            let directory = VaultDir::with_keychain(&path, Arc::new(MemoryKeychain::default()));
            let slot = NewSlot::Passphrase(passphrase(OLD));
            let vault = Vault::create(&directory, slot, noon()).unwrap();
            let by_old = Unlock::Passphrase(passphrase(OLD));
            vault.add_slot(NewSlot::Passphrase(passphrase(SECOND)), "", &by_old, noon()).unwrap();
            let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
            drop(vault);

            let acknowledged = cut_off(&path, change, step);
            assert_eq!(acknowledged, step.is_empty(), "{change}: every step named here is reached");
            let found = ways(&path, id);
            let before: &[&str] = &[OLD, SECOND];
            assert!(found == before || found == after, "{change} cut off at {step}: {found:?}");
            if acknowledged {
                assert_eq!(found, after, "{change}: what was acknowledged is so");
            }
            assert_eq!(ways(&path, id), found, "{change} at {step}: and it stays so");
            assert!(!path.join("vault.db.new").exists(), "{change} at {step}: no second copy lies about");
            let text = std::fs::read_to_string(path.join("vault.slots.json")).unwrap();
            assert_eq!(text.matches("key_id").count(), 1, "{change} at {step}: one list is left");
        }
    }
}

/// Flips a bit of a leaf: the vault opens all the same.
fn damage(path: &Path) -> Vec<u8> {
    let file = path.join("vault.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let last = bytes.len() - 2000;
    bytes[last] ^= 4;
    std::fs::write(&file, &bytes).unwrap();
    bytes
}

#[test]
fn a_rescue_cut_off_anywhere_leaves_no_folder_that_later_answers_are_written_into() {
    for step in
        ["rescued", "set-aside", "rescue-listed", "rescue-log-gone", "rescue-placed", "rescue-aside", ""]
    {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("data");
        let directory = VaultDir::with_keychain(&path, Arc::new(MemoryKeychain::default()));
        let vault = Vault::create(&directory, NewSlot::Passphrase(passphrase(SECOND)), noon()).unwrap();
        let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
        let note = serde_json::json!({ "note": "x".repeat(60_000) });
        let other = vault.new_declaration(1, note, noon()).unwrap().id;
        vault.purge(noon()).unwrap();
        drop(vault);
        let damaged = damage(&path);

        assert_eq!(cut_off(&path, "rescue", step), step.is_empty(), "{step} is reached");
        let vault = open(&path, SECOND).unwrap_or_else(|error| panic!("{step}: {error}"));
        let draft = vault.draft(id).unwrap().unwrap();
        for count in 0..40 {
            let answers = serde_json::json!({ "count": count });
            vault.save_draft(&crate::DraftRow { answers, ..draft.clone() }).unwrap();
        }
        vault.purge(noon()).unwrap();
        drop(vault);
        let folders: Vec<_> = std::fs::read_dir(&path)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_dir())
            .collect();
        let is_placed = ["rescue-placed", "rescue-aside", ""].contains(&step);
        assert_eq!(folders.len(), usize::from(is_placed), "{step}: {folders:?}");
        for folder in folders {
            let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
            assert!(!name.ends_with(".new"), "{step}: {name} is the folder's own name");
            let kept = std::fs::read(folder.join("vault.db")).unwrap();
            assert!(kept == damaged, "{step}: not a byte of the damaged file is another");
        }
        let _ = other;
    }
}
