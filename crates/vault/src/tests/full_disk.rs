//! A disk that takes no more: said as such, and what was there before is there still.
//!
//! A limit on the size of files stands in for the full disk: the system refuses the write in the middle of a commit,
//! as it does when there is no space. It is set for a child process, by the shell.

#![cfg(unix)]

use std::process::Command;
use std::sync::Arc;

use serde_json::json;

use super::support::{Desk, answers, noon, passphrase, quietly, sent};
use crate::{DraftRow, MemoryKeychain, NewSlot, Unlock, Vault, VaultDir};

const DIRECTORY: &str = "VAULT_TEST_DIRECTORY";

fn open(path: impl Into<std::path::PathBuf>) -> Vault {
    let directory = VaultDir::with_keychain(path, Arc::new(MemoryKeychain::default()));
    Vault::open(&directory, Unlock::Passphrase(passphrase("correct horse lamp"))).unwrap()
}

#[test]
#[ignore = "a child process of a_full_disk_is_said_and_harms_nothing"]
fn child_that_fills_the_disk() {
    let vault = open(std::env::var_os(DIRECTORY).unwrap());
    let id = vault.declarations().unwrap()[0].id;
    let small = vault.draft(id).unwrap().unwrap();
    let large = DraftRow { answers: json!({ "note": "x".repeat(2_000_000) }), ..small.clone() };

    let code = |outcome: Result<(), crate::VaultError>| outcome.unwrap_err().code();
    assert_eq!(code(vault.save_draft(&large)), "vault-disk-full", "an answer");
    let heavy = vec![7; 2_000_000];
    assert_eq!(code(vault.seal(id, &sent(1), &heavy, false)), "vault-disk-full", "an envelope");
    assert!(vault.draft(id).unwrap().as_ref() == Some(&small), "the draft is as it was");
    assert!(vault.outbox(id).unwrap().is_empty(), "nothing is half in the outbox");

    let next = DraftRow { answers: json!({ "note": "short" }), ..small };
    vault.save_draft(&next).unwrap();
    assert!(vault.draft(id).unwrap() == Some(next), "the next answer that fits is saved");
}

#[test]
fn a_full_disk_is_said_and_harms_nothing() {
    let desk = Desk::bare();
    let vault = Vault::create(&desk.directory, NewSlot::Passphrase(passphrase("correct horse lamp")), noon())
        .unwrap();
    let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
    drop(vault);
    // 1,024 blocks of 512 or 1,024 bytes, depending on the shell: between the vault's size and that of the answer.
    let child = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 1024 && exec \"$0\" --ignored --exact \"$1\""])
        .arg(std::env::current_exe().unwrap())
        .arg("tests::full_disk::child_that_fills_the_disk")
        .env(DIRECTORY, desk.directory.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout);
    assert!(child.status.success() && said.contains("1 passed"), "the child failed:\n{said}");
    let found = open(desk.directory.path()).draft(id).unwrap().unwrap();
    assert_eq!(found.answers, json!({ "note": "short" }), "and the last answer is there after a restart");
}

#[test]
#[ignore = "a child process of a_disk_that_fills_up_during_a_new_key_leaves_the_old_ways_or_the_new_ones"]
fn child_that_changes_its_passphrase() {
    let vault = open(std::env::var_os(DIRECTORY).unwrap());
    let (id, old) = (vault.slots()[0].id, Unlock::Passphrase(passphrase("correct horse lamp")));
    let new = NewSlot::Passphrase(passphrase("battery staple lamp"));
    match vault.change_slot(id, new, &old, noon(), &quietly()) {
        Ok(_) => println!("outcome changed"),
        Err(error) => println!("outcome {}\n{error}", error.code()),
    }
    assert_eq!(vault.declarations().unwrap().len(), 1, "the vault is still open, on whichever file there is");
}

#[test]
fn a_disk_that_fills_up_during_a_new_key_leaves_the_old_ways_or_the_new_ones() {
    let desk = Desk::bare();
    let first = NewSlot::Passphrase(passphrase("correct horse lamp"));
    let vault = Vault::create(&desk.directory, first, noon()).unwrap();
    let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
    drop(vault);
    let mut outcomes = std::collections::BTreeSet::new();
    // Blocks of 512 or 1,024 bytes: from less than the slots file needs to more than everything.
    for blocks in [1, 3, 9, 30, 80, 150, 190, 230, 260, 300, 2000] {
        let try_one = desk.as_after_a_power_cut();
        let child = Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f $2 && exec \"$0\" --ignored --exact --nocapture \"$1\""])
            .arg(std::env::current_exe().unwrap())
            .args(["tests::full_disk::child_that_changes_its_passphrase", &blocks.to_string()])
            .env(DIRECTORY, try_one.directory.path())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&child.stdout).into_owned();
        let outcome =
            said.split_once("outcome ").map(|(_, rest)| rest.lines().next().unwrap_or("").to_owned());
        let by = |text: &str| Vault::open(&try_one.directory, Unlock::Passphrase(passphrase(text)));
        let (old, new) = (by("correct horse lamp").is_ok(), by("battery staple lamp").is_ok());
        assert!(old != new, "{blocks} blocks: one of the two opens, {outcome:?}");
        if outcome.as_deref() == Some("changed") {
            assert!(new, "{blocks} blocks: what was acknowledged is so");
        }
        let vault = by("correct horse lamp").or_else(|_| by("battery staple lamp")).unwrap();
        assert_eq!(
            vault.draft(id).unwrap().unwrap().answers,
            answers(),
            "{blocks} blocks: every answer is there"
        );
        outcomes.insert(outcome);
    }
    assert!(outcomes.contains(&Some("changed".into())), "with space it works: {outcomes:?}");
    assert!(outcomes.contains(&Some("vault-disk-full".into())), "without it is said: {outcomes:?}");
}
