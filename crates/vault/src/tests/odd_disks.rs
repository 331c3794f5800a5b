//! Disks that do not do everything: one that takes no change, a share in the network that takes no locks. Each is said as what it is,
//! and nothing on it is touched.

#![cfg(target_os = "linux")]

use std::process::Command;
use std::sync::Arc;

use faults::{Disk, Mount};

use super::support::{Desk, answers, noon, passphrase};
use crate::{MemoryKeychain, NewSlot, Unlock, Vault, VaultDir};

const DIRECTORY: &str = "VAULT_TEST_DIRECTORY";

fn key() -> NewSlot {
    NewSlot::Passphrase(passphrase("correct horse lamp"))
}

#[test]
#[ignore = "a child process of the tests below"]
fn child_on_an_odd_disk() {
    let path = std::path::PathBuf::from(std::env::var_os(DIRECTORY).unwrap());
    let directory =
        |name: &str| VaultDir::with_keychain(path.join(name), Arc::new(MemoryKeychain::default()));
    let opened = Vault::open(&directory("there"), Unlock::Passphrase(passphrase("correct horse lamp")));
    faults::say(&format!("opening {}", opened.map_or_else(|error| error.code(), |_| "done")));
    let created = Vault::create(&directory("new"), key(), noon());
    faults::say(&format!("creating {}", created.map_or_else(|error| error.code(), |_| "done")));
}

/// What an opening and a creation say there; the vault that is there must be as it was.
fn said_on(mount: Mount) -> Vec<String> {
    let root = tempfile::tempdir().unwrap();
    let keychain = Arc::new(MemoryKeychain::default());
    let there = VaultDir::with_keychain(root.path().join("there"), keychain);
    Vault::create(&there, key(), noon()).unwrap().new_declaration(1, answers(), noon()).unwrap();
    std::fs::create_dir(root.path().join("new")).unwrap();
    let files = || {
        let entries =
            std::fs::read_dir(root.path().join("there")).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> = entries.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect();
        files.sort();
        files
    };
    let before = files();
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--ignored", "--exact", "--nocapture", "tests::odd_disks::child_on_an_odd_disk"]);
    let run = Disk::under(root.path()).run_on(child.env(DIRECTORY, root.path()), mount).unwrap();
    assert!(run.status.success(), "the child ended: {}", run.errors);
    assert!(files() == before, "{mount:?}: no byte of what is there was changed, and no file was added");
    run.said()
}

#[test]
fn a_directory_that_takes_no_change_is_called_read_only() {
    assert_eq!(said_on(Mount::ReadOnly), ["opening vault-read-only", "creating vault-read-only"]);
}

#[test]
fn a_share_that_takes_no_locks_is_refused_before_two_programs_could_write_to_it() {
    assert_eq!(said_on(Mount::WithoutLocks), ["opening vault-no-locks", "creating vault-no-locks"]);
}

#[test]
fn on_a_share_that_locks_only_for_writing_a_vault_opens_again() {
    let root = tempfile::tempdir().unwrap();
    let there = VaultDir::with_keychain(root.path().join("there"), Arc::new(MemoryKeychain::default()));
    Vault::create(&there, key(), noon()).unwrap();
    std::fs::create_dir(root.path().join("new")).unwrap();
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--ignored", "--exact", "--nocapture", "tests::odd_disks::child_on_an_odd_disk"]);
    let run = Disk::under(root.path()).run_on(child.env(DIRECTORY, root.path()), Mount::Share).unwrap();
    assert_eq!(run.said(), ["opening done", "creating done"], "{}", run.errors);
}

#[test]
fn of_a_file_without_a_page_nothing_can_be_rescued_and_it_is_called_broken() {
    for (length, spare) in [(0, true), (5, true), (0, false), (5, false)] {
        let desk = Desk::with_vault();
        if !spare {
            std::fs::remove_file(desk.path("vault.spare.json")).unwrap();
        }
        std::fs::File::options().write(true).open(desk.path("vault.db")).unwrap().set_len(length).unwrap();
        let rescued = Vault::rescue(&desk.directory, &Unlock::Keychain, noon());
        let code = rescued.err().unwrap().code();
        assert_eq!(code, "vault-file-broken", "{length} bytes: its key is not the wrong one");
    }
}
