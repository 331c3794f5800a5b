//! Ways to open that an older database does not know of are kept for the newer one, however often the two come and go.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use secrecy::{ExposeSecret as _, SecretString};

use super::support::{Desk, after, noon, passphrase, refuses_untouched};
use crate::steps::STOP_AT;
use crate::{KEPT, MemoryKeychain, NewSlot, RecoveryCode, Unlock, Vault, VaultDir, VaultError};

const DATABASE: &str = "vault.db";
const DIRECTORY: &str = "VAULT_TEST_DIRECTORY";
const CODE: &str = "VAULT_TEST_CODE";
const WORDS: &str = "river lamp tea";

fn by_words() -> Unlock {
    Unlock::Passphrase(passphrase(WORDS))
}

/// A vault that a passphrase opens, closed.
fn desk() -> Desk {
    let desk = Desk::bare();
    drop(Vault::create(&desk.directory, NewSlot::Passphrase(passphrase(WORDS)), noon()).unwrap());
    desk
}

fn database(desk: &Desk) -> Vec<u8> {
    desk.files()[DATABASE].clone()
}

fn put(desk: &Desk, database: &[u8]) {
    std::fs::write(desk.path(DATABASE), database).unwrap();
}

/// Goes on from the database that is there, whatever it knows; says how many ways it has.
fn goes_on(desk: &Desk, by: Unlock) -> Result<usize, VaultError> {
    Vault::open_earlier(&desk.directory, by).map(|vault| vault.slots().len())
}

/// A recovery code as a further way, and the database that knows of it.
fn with_a_code(desk: &Desk) -> (Unlock, Vec<u8>) {
    let vault = Vault::open(&desk.directory, by_words()).unwrap();
    let code = RecoveryCode::generate().unwrap();
    vault.add_slot(NewSlot::RecoveryCode(code.clone()), "", &by_words(), noon()).unwrap();
    drop(vault);
    (Unlock::RecoveryCode(code.text()), database(desk))
}

#[test]
fn an_older_database_costs_no_way_to_open_the_newer_one() {
    let desk = desk();
    let older = database(&desk);
    let (by_code, newer) = with_a_code(&desk);
    put(&desk, &older);
    assert_eq!(goes_on(&desk, by_words()).unwrap(), 1, "it knows of no code");
    put(&desk, &newer);
    refuses_untouched(&desk, "vault-earlier", || Vault::open(&desk.directory, by_code.clone()));
    assert_eq!(goes_on(&desk, by_code).unwrap(), 2, "the code still leads to it");
}

#[test]
fn a_way_that_was_added_since_is_kept_beside_the_list_that_was_kept_before() {
    let desk = desk();
    let older = database(&desk);
    let (first, newer) = with_a_code(&desk);
    put(&desk, &older);
    goes_on(&desk, by_words()).unwrap();
    put(&desk, &newer);
    goes_on(&desk, first).unwrap();
    let (second, newest) = with_a_code(&desk);
    put(&desk, &older);
    goes_on(&desk, by_words()).unwrap();
    put(&desk, &newest);
    assert_eq!(goes_on(&desk, second).unwrap(), 3, "the list of that time leads to it");
}

#[test]
fn lists_that_get_their_time_at_the_same_moment_are_all_kept() {
    let desk = desk();
    for name in [
        "before-9b2f5c1e-0000-4000-8000-000000000000",
        "before-9b2f5c1e-0000-4000-8000-000000000001",
        "before-x-spare",
    ] {
        std::fs::write(desk.path(&format!("vault.slots.json.{name}")), name).unwrap();
    }
    let vault = Vault::open(&desk.directory, by_words()).unwrap();
    vault.purge(noon()).unwrap();
    let aside = || -> Vec<String> {
        let files = desk.files();
        files.into_iter().filter(|(name, _)| name.contains(".before-")).map(|(name, _)| name).collect()
    };
    assert_eq!(
        aside(),
        [
            "vault.slots.json.before-20261122T120000Z",
            "vault.slots.json.before-20261122T120000Z-spare",
            "vault.slots.json.before-20261122T120000Z.again",
        ]
    );
    vault.purge(noon() + KEPT / 2).unwrap(); // a clock that leaps is not believed
    vault.purge(after(1) + KEPT).unwrap();
    assert_eq!(aside(), [""; 0], "and all go at the same time");
}

#[test]
#[ignore = "a child process of a_cut_between_the_lists_costs_no_way"]
fn child_that_goes_on() {
    let path = std::path::PathBuf::from(std::env::var_os(DIRECTORY).unwrap());
    let by = match std::env::var(CODE) {
        Ok(code) => Unlock::RecoveryCode(SecretString::from(code)),
        Err(_) => by_words(),
    };
    let directory = VaultDir::with_keychain(path, Arc::new(MemoryKeychain::default()));
    drop(Vault::open_earlier(&directory, by).unwrap());
}

/// In a process that ends at that step.
fn goes_on_until(path: &Path, code: Option<&str>, step: &str) {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--ignored", "--exact", "tests::ways_aside::child_that_goes_on"]);
    child.env(DIRECTORY, path).env(STOP_AT, step);
    if let Some(code) = code {
        child.env(CODE, code);
    }
    assert!(!child.output().unwrap().status.success(), "{step} is reached");
}

#[test]
fn a_cut_between_the_lists_costs_no_way() {
    for step in ["slots-copied", "slots-taken-over"] {
        let desk = desk();
        let older = database(&desk);
        let (by_code, newer) = with_a_code(&desk);
        let Unlock::RecoveryCode(code) = &by_code else { unreachable!() };
        put(&desk, &older);
        goes_on_until(desk.directory.path(), None, step);
        assert_eq!(goes_on(&desk, by_words()).unwrap(), 1, "{step}: the older one opens in its way");
        put(&desk, &newer);
        goes_on_until(desk.directory.path(), Some(code.expose_secret()), step);
        assert_eq!(goes_on(&desk, by_code.clone()).unwrap(), 2, "{step}: and the newer one in its own");
        put(&desk, &older);
        assert_eq!(goes_on(&desk, by_words()).unwrap(), 1, "{step}: there");
        put(&desk, &newer);
        assert_eq!(goes_on(&desk, by_code).unwrap(), 2, "{step}: and back");
    }
}
