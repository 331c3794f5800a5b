//! Files and directories are their owner's alone: under any umask, and where they were looser before.
//!
//! The umask is a process's, so it is set for a child by the shell.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use super::support::{Desk, answers, noon, passphrase};
use crate::{MemoryKeychain, NewSlot, Privacy, Unlock, Vault, VaultDir, owner_only, write_private};

const DIRECTORY: &str = "VAULT_TEST_DIRECTORY";

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777
}

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

fn assert_private(directory: &Path, when: &str) {
    assert_eq!(mode(directory), 0o700, "{when}: {} can be listed by others", directory.display());
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_private(&path, when);
        } else {
            assert_eq!(mode(&path), 0o600, "{when}: {} can be read by others", path.display());
        }
    }
}

#[test]
#[ignore = "a child process of under_any_umask_files_are_the_owners_alone"]
fn child_that_makes_a_vault() {
    let path = std::path::PathBuf::from(std::env::var_os(DIRECTORY).unwrap());
    let directory = VaultDir::with_keychain(&path, Arc::new(MemoryKeychain::default()));
    owner_only(&path).unwrap();
    write_private(&path.join("preferences.json"), b"{}").unwrap();
    let slot = NewSlot::Passphrase(passphrase("correct horse lamp"));
    let vault = Vault::create(&directory, slot, noon()).unwrap();
    vault.new_declaration(1, answers(), noon()).unwrap();
    assert!(path.join("vault.db-wal").exists(), "the log is among them");
    assert_private(&path, "with the vault open");
}

#[test]
fn under_any_umask_files_are_the_owners_alone() {
    for umask in ["000", "022", "077", "277"] {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("a/b/data");
        let child = Command::new("sh")
            .args(["-c", "mkdir -p \"$(dirname \"$2\")\"; umask $3; exec \"$0\" --ignored --exact \"$1\""])
            .arg(std::env::current_exe().unwrap())
            .args(["tests::privacy::child_that_makes_a_vault", path.to_str().unwrap(), umask])
            .env(DIRECTORY, &path)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&child.stdout);
        assert!(child.status.success() && said.contains("1 passed"), "umask {umask}:\n{said}");
        assert_private(&path, umask);
    }
}

#[test]
fn a_looser_directory_is_repaired_and_that_is_said() {
    let desk = Desk::with_vault();
    let path = desk.directory.path();
    assert_eq!(owner_only(path).unwrap(), Privacy::AsItShouldBe, "nothing to say of a tight one");
    let shelf = path.join("rulebook");
    fs::create_dir(&shelf).unwrap();
    fs::write(shelf.join("root.json"), b"{}").unwrap();
    for (path, mode) in [(&shelf.join("root.json"), 0o644), (&shelf, 0o755), (&desk.path("vault.db"), 0o664)]
    {
        chmod(path, mode);
    }
    chmod(path, 0o755);
    assert_eq!(owner_only(path).unwrap(), Privacy::Repaired { count: 4 }, "two directories and two files");
    assert_private(path, "after the repair");
}

#[test]
fn opening_a_vault_tightens_what_was_loose() {
    let desk = Desk::with_vault();
    chmod(&desk.path("vault.db"), 0o644);
    chmod(&desk.path("vault.slots.json"), 0o644);
    chmod(desk.directory.path(), 0o755);
    drop(desk.open().unwrap());
    assert_private(desk.directory.path(), "after an opening");
    assert!(Vault::open(&desk.directory, Unlock::Keychain).is_ok(), "and it opens still");
}

#[test]
fn a_link_in_the_directory_leads_nowhere() {
    let desk = Desk::with_vault();
    let outside = desk.outside().join("theirs.txt");
    fs::write(&outside, b"not ours").unwrap();
    chmod(&outside, 0o644);
    std::os::unix::fs::symlink(&outside, desk.path("link")).unwrap();
    assert_eq!(
        owner_only(desk.directory.path()).unwrap(),
        Privacy::AsItShouldBe,
        "a link is not a file of ours"
    );
    assert_eq!(mode(&outside), 0o644, "what it points to is left alone");
}
