//! Killed at any moment: what was said to be saved is there.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::sync::Arc;

use super::support::{Desk, answers, noon, passphrase};
use crate::{DraftRow, MemoryKeychain, NewSlot, Unlock, Vault, VaultDir};

const DIRECTORY: &str = "VAULT_TEST_DIRECTORY";

fn open(path: impl Into<std::path::PathBuf>) -> Result<Vault, crate::VaultError> {
    let directory = VaultDir::with_keychain(path, Arc::new(MemoryKeychain::default()));
    Vault::open(&directory, Unlock::Passphrase(passphrase("correct horse lamp")))
}

#[test]
#[ignore = "a child process of killed_while_saving_loses_nothing_that_was_saved"]
fn child_that_saves_until_it_is_killed() {
    let vault = open(std::env::var_os(DIRECTORY).unwrap()).unwrap();
    let id = vault.declarations().unwrap()[0].id;
    let draft = vault.draft(id).unwrap().unwrap();
    let mut out = std::io::stdout();
    for count in 0u64.. {
        let answers = serde_json::json!({ "count": count, "padding": "x".repeat(2000) });
        vault.save_draft(&DraftRow { answers, ..draft.clone() }).unwrap();
        writeln!(out, "saved {count}").unwrap();
        out.flush().unwrap();
        if count % 7 == 6 {
            vault.purge(noon()).unwrap(); // folds the log in
        }
    }
}

/// Few in every run; `cargo xtask torture` asks for 500.
fn kills() -> usize {
    std::env::var("VAULT_TEST_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(40)
}

#[test]
fn killed_while_saving_loses_nothing_that_was_saved() {
    let desk = Desk::bare();
    let vault = Vault::create(&desk.directory, NewSlot::Passphrase(passphrase("correct horse lamp")), noon())
        .unwrap();
    let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
    drop(vault);
    let mut floor = 0;
    for stop_after in (0..kills()).map(|kill| 1 + kill * 37 % 53) {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--ignored",
                "--exact",
                "--nocapture",
                "tests::killing::child_that_saves_until_it_is_killed",
            ])
            .env(DIRECTORY, desk.directory.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut saved =
            BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok).filter_map(
                // The test harness may have written its own words before ours on the line.
                |line| line.rsplit_once("saved ").and_then(|(_, count)| count.parse::<u64>().ok()),
            );
        let mut last = saved.by_ref().take(stop_after).last().expect("the child saves");
        assert_eq!(open(desk.directory.path()).err().unwrap().code(), "vault-busy", "it is the child's now");
        child.kill().unwrap();
        last = saved.last().unwrap_or(last); // what it still said before it died
        child.wait().unwrap();

        let vault = open(desk.directory.path()).unwrap();
        let count = vault.draft(id).unwrap().unwrap().answers["count"].as_u64().unwrap();
        assert!(count >= last, "{last} was said to be saved, {count} is there");
        assert_eq!(vault.check().unwrap(), [""; 0], "nothing half-written is there");
        let states = vault.history(id).unwrap();
        let before = vault.state_at(id, states[0].seq).unwrap().answers["count"].as_u64();
        assert!(count == 0 || before == Some(count - 1), "and the state before is the one saved before");
        floor += last;
    }
    assert!(floor > 0, "something was saved at all");
}
