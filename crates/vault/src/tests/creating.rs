//! Creating may be cut off anywhere; the next start gets a working vault, and nothing that led to data is lost.

use super::support::{Desk, answers, noon, passphrase};
use crate::create::Creation;
use crate::{NewSlot, Unlock, Vault, VaultState};

/// Runs the first `steps` steps of a creation and stops as a power cut would.
fn cut_off(desk: &Desk, slot: NewSlot, steps: usize) {
    let mut creation = Creation::begin(&desk.directory).unwrap();
    if steps > 0 {
        creation.store_key(slot).unwrap();
    }
    if steps > 1 {
        creation.write_slots().unwrap();
    }
    if steps > 2 {
        creation.build_database(noon()).unwrap();
    }
    if steps > 3 {
        creation.place_database().unwrap();
    }
}

#[test]
fn a_creation_cut_off_anywhere_is_taken_up_again() {
    for steps in 0..=4 {
        let desk = Desk::bare();
        cut_off(&desk, NewSlot::Keychain, steps);
        let vault = match desk.directory.state().unwrap() {
            VaultState::Absent => Vault::create(&desk.directory, NewSlot::Keychain, noon()),
            VaultState::Present { .. } => desk.open(),
        };
        let vault = vault.unwrap_or_else(|error| panic!("stuck after step {steps}: {error}"));
        let draft = vault.new_declaration(1, answers(), noon()).unwrap();
        drop(vault);
        assert!(
            desk.open().unwrap().draft(draft.id).unwrap() == Some(draft),
            "what is saved after step {steps} was cut off must be there at the next start"
        );
    }
}

#[test]
fn a_database_exists_only_once_its_key_is_in_a_slot() {
    for steps in 0..=4 {
        let desk = Desk::bare();
        cut_off(&desk, NewSlot::Keychain, steps);
        if desk.path("vault.db").exists() {
            assert!(desk.open().is_ok(), "after step {steps} there is a database without a way to its key");
        }
    }
}

#[test]
fn slots_without_a_database_are_set_aside_and_still_lead_to_their_key() {
    let desk = Desk::bare();
    let slot = || NewSlot::Passphrase(passphrase("correct horse"));
    let vault = Vault::create(&desk.directory, slot(), noon()).unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    drop(vault);
    // Somebody moves the database to a stick, starts the program, begins anew, and brings the database back.
    let stick = desk.outside().join("stick.db");
    std::fs::rename(desk.path("vault.db"), &stick).unwrap();
    drop(Vault::create(&desk.directory, slot(), noon()).unwrap());
    let aside = desk.files().into_keys().find(|name| name.starts_with("vault.slots.json.before-")).unwrap();
    std::fs::rename(&stick, desk.path("vault.db")).unwrap();
    std::fs::rename(desk.path(&aside), desk.path("vault.slots.json")).unwrap();
    let vault = Vault::open(&desk.directory, Unlock::Passphrase(passphrase("correct horse"))).unwrap();
    assert!(vault.draft(draft.id).unwrap() == Some(draft), "the old slots still open the old database");
}

#[test]
fn a_keychain_that_does_not_answer_leaves_no_half_made_vault() {
    let desk = Desk::bare();
    desk.keychain.set_locked(true);
    let refused = Vault::create(&desk.directory, NewSlot::Keychain, noon());
    assert_eq!(refused.err().unwrap().code(), "vault-keychain-locked", "the remedy is to unlock it");
    assert_eq!(desk.directory.state().unwrap(), VaultState::Absent, "a passphrase can be chosen instead");
    let slot = NewSlot::Passphrase(passphrase("correct horse"));
    assert!(Vault::create(&desk.directory, slot, noon()).is_ok(), "and creating works then");
}

#[cfg(unix)]
#[test]
fn all_files_are_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    vault.new_declaration(1, answers(), noon()).unwrap();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(desk.directory.path()), 0o700, "others cannot even list it");
    assert!(desk.files().contains_key("vault.db-wal"), "the log is among them");
    for name in desk.files().into_keys() {
        assert_eq!(mode(&desk.path(&name)), 0o600, "{name} can be read by others");
    }
}
