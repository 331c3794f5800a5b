//! A log that lost what it held is told, and whoever was killed at whatever moment finds nothing to be told.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use serde_json::json;
use uuid::Uuid;

use super::support::{Desk, answers, noon, passphrase, refuses_untouched};
use crate::steps::STOP_AT;
use crate::{DraftRow, MemoryKeychain, NewSlot, Unlock, Vault, VaultDir, VaultError};

const LOG: &str = "vault.db-wal";
const DIRECTORY: &str = "VAULT_TEST_DIRECTORY";
const WORDS: &str = "river lamp tea";

fn save(vault: &Vault, id: Uuid, count: u64) {
    let draft = vault.draft(id).unwrap().unwrap();
    let answers = json!({ "count": count, "padding": "x".repeat(2000) });
    vault.save_draft(&DraftRow { answers, ..draft }).unwrap();
}

fn count(vault: &Vault, id: Uuid) -> u64 {
    vault.draft(id).unwrap().unwrap().answers["count"].as_u64().unwrap_or(0)
}

type Harm = (&'static str, fn(&Path));

/// What may become of a log.
const HARMS: [Harm; 7] = [
    ("taken away", |log| std::fs::remove_file(log).unwrap()),
    ("emptied", |log| std::fs::write(log, b"").unwrap()),
    ("all zeros", |log| change(log, |bytes| bytes.fill(0))),
    ("a bit of its head flipped", |log| change(log, |bytes| bytes[20] ^= 1)),
    ("a bit of its first page flipped", |log| change(log, |bytes| bytes[1000] ^= 1)),
    ("cut after its head", |log| change(log, |bytes| bytes.truncate(32))),
    ("cut within its first page", |log| change(log, |bytes| bytes.truncate(4000))),
];

fn change(path: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let mut bytes = std::fs::read(path).unwrap();
    change(&mut bytes);
    std::fs::write(path, bytes).unwrap();
}

/// What is so of the log of a vault that is open: all that it lost is told, and goes on when its owner says so.
fn is_told_of(open: &Desk, id: Uuid, whole: u64, without: u64) {
    for (harm, do_it) in HARMS {
        let killed = open.as_after_a_power_cut();
        do_it(&killed.path(LOG));
        let harmed = killed.files().get(LOG).filter(|log| !log.is_empty()).cloned();
        refuses_untouched(&killed, "vault-earlier", || killed.open());
        let vault = Vault::open_earlier(&killed.directory, Unlock::Keychain).unwrap();
        assert_eq!(count(&vault, id), without, "{harm}: what its database holds");
        assert!(vault.ended_uncleanly(), "{harm}: it is looked through");
        assert_eq!(vault.check().unwrap(), [""; 0], "{harm}: and is sound");
        drop(vault);
        let kept = killed.files().get("vault.db-wal.aside").cloned();
        assert!(kept == harmed, "{harm}: what is left of the log is kept as it is");
        assert_eq!(count(&killed.open().unwrap(), id), without, "{harm}: it is told once");
    }
    assert_eq!(count(&open.as_after_a_power_cut().open().unwrap(), id), whole, "whole, it is all there");
}

#[test]
fn a_log_that_lost_what_it_held_is_told_before_a_byte_changes() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
    save(&vault, id, 1);
    drop(vault);
    let vault = desk.open().unwrap();
    save(&vault, id, 2);
    is_told_of(&desk, id, 2, 1);

    vault.purge(noon()).unwrap(); // folds it in
    for (harm, do_it) in HARMS.into_iter().take(2) {
        let killed = desk.as_after_a_power_cut();
        do_it(&killed.path(LOG));
        assert_eq!(count(&killed.open().unwrap(), id), 2, "{harm}: nothing was in it");
    }
    save(&vault, id, 3);
    is_told_of(&desk, id, 3, 2);
}

#[test]
fn a_long_log_is_folded_in_and_the_one_after_it_is_told_as_well() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
    let folded = |desk: &Desk| {
        let copy = desk.as_after_a_power_cut();
        std::fs::remove_file(copy.path(LOG)).unwrap();
        let vault = Vault::open_earlier(&copy.directory, Unlock::Keychain).unwrap();
        vault.draft(id).unwrap().map_or(0, |draft| draft.answers["count"].as_u64().unwrap_or(0))
    };
    let mut last = 0;
    while folded(&desk) == 0 {
        for _ in 0..50 {
            last += 1;
            save(&vault, id, last);
        }
        assert!(last < 3_000, "it is folded in at some time");
    }
    assert!(desk.files()[LOG].len() < 8_000_000, "it does not grow for ever");
    save(&vault, id, last + 1);
    let in_file = folded(&desk);
    is_told_of(&desk, id, last + 1, in_file);
}

fn directory(path: &Path) -> VaultDir {
    VaultDir::with_keychain(path, Arc::new(MemoryKeychain::default()))
}

fn open(path: &Path) -> Result<Vault, VaultError> {
    Vault::open(&directory(path), Unlock::Passphrase(passphrase(WORDS)))
}

#[test]
#[ignore = "a child process of whoever_is_killed_between_a_log_and_its_note_finds_nothing_to_be_told"]
fn child_that_saves_folds_and_saves() {
    let vault = open(Path::new(&std::env::var_os(DIRECTORY).unwrap())).unwrap();
    let id = vault.declarations().unwrap()[0].id;
    save(&vault, id, 2);
    println!("saved 2");
    vault.purge(noon()).unwrap();
    save(&vault, id, 3);
    println!("saved 3");
}

#[test]
fn whoever_is_killed_between_a_log_and_its_note_finds_nothing_to_be_told() {
    for step in ["log-begun", "log-noted", "log-begun again", "log-noted again", ""] {
        let desk = Desk::bare();
        let vault = Vault::create(&desk.directory, NewSlot::Passphrase(passphrase(WORDS)), noon()).unwrap();
        let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
        save(&vault, id, 1);
        drop(vault);
        let child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--ignored",
                "--exact",
                "--nocapture",
                "tests::lost_log::child_that_saves_folds_and_saves",
            ])
            .env(DIRECTORY, desk.directory.path())
            .env(STOP_AT, step)
            .output()
            .unwrap();
        assert_eq!(child.status.success(), step.is_empty(), "{step}: it is reached");
        let said = String::from_utf8_lossy(&child.stdout).matches("saved ").count() as u64;
        for _ in 0..2 {
            let vault = open(desk.directory.path()).unwrap_or_else(|error| panic!("{step}: {error}"));
            assert_eq!(count(&vault, id), 1 + said, "{step}: all that was acknowledged is there");
        }
    }
}

#[test]
fn a_note_that_cannot_be_written_keeps_nobody_from_saving_and_tells_nothing_wrong() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
    vault.purge(noon()).unwrap();
    let slots = std::fs::read(desk.path("vault.slots.json")).unwrap();
    std::fs::write(desk.path("vault.slots.json"), b"{").unwrap();
    save(&vault, id, 1);
    save(&vault, id, 2);
    std::fs::write(desk.path("vault.slots.json"), slots).unwrap();
    assert_eq!(count(&desk.as_after_a_power_cut().open().unwrap(), id), 2, "an older note");
    save(&vault, id, 3);
    is_told_of(&desk, id, 3, 0);
}
