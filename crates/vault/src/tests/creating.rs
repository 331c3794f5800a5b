//! Creating may be cut off anywhere; the next start gets a working vault, and nothing that led to data is lost.

use super::support::{Desk, after, answers, noon, passphrase, refuses_untouched};
use crate::create::Creation;
use crate::{KEPT, NewSlot, Unlock, Vault, VaultState};

/// Runs the first `steps` steps of a creation and stops as a power cut would.
fn cut_off(desk: &Desk, slot: NewSlot, steps: usize) {
    let mut creation = Creation::begin(&desk.directory).unwrap();
    if steps > 0 {
        creation.store_key(&slot, noon()).unwrap();
    }
    if steps > 1 {
        creation.write_slots(noon()).unwrap();
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
            VaultState::DatabaseGone => panic!("a creation that was cut off took nothing away"),
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

/// Somebody moves the database to a stick, perhaps `loses` more, starts the program, begins anew, brings the database back, and gives what was
/// set aside as `aside` its old name: then the old database opens with all that was in it.
fn leads_back(loses: impl Fn(&Desk), aside: &str) -> bool {
    let desk = Desk::bare();
    let slot = || NewSlot::Passphrase(passphrase("correct horse lamp"));
    let vault = Vault::create(&desk.directory, slot(), noon()).unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    drop(vault);
    let stick = desk.outside().join("stick.db");
    std::fs::rename(desk.path("vault.db"), &stick).unwrap();
    loses(&desk);
    drop(Vault::create(&desk.directory, slot(), noon()).unwrap());
    std::fs::rename(&stick, desk.path("vault.db")).unwrap();
    std::fs::rename(desk.path(aside), desk.path("vault.slots.json")).unwrap();
    let vault = Vault::open(&desk.directory, Unlock::Passphrase(passphrase("correct horse lamp"))).unwrap();
    vault.draft(draft.id).unwrap() == Some(draft)
}

#[test]
fn slots_without_a_database_are_set_aside_and_still_lead_to_their_key() {
    let aside = "vault.slots.json.before-20261122T120000Z";
    assert!(leads_back(|_| {}, aside), "the old slots still open the old database");
}

#[test]
fn the_spare_of_lost_slots_is_set_aside_as_well_when_somebody_begins_anew() {
    let loses = |desk: &Desk| std::fs::remove_file(desk.path("vault.slots.json")).unwrap();
    let aside = "vault.slots.json.before-20261122T120000Z-spare";
    assert!(leads_back(loses, aside), "the spare was the only way that was left");
}

#[test]
fn a_database_that_is_gone_is_no_first_start_and_opens_when_it_is_back() {
    let desk = Desk::with_vault();
    let stick = desk.outside().join("stick.db");
    std::fs::rename(desk.path("vault.db"), &stick).unwrap();
    assert_eq!(desk.directory.state().unwrap(), VaultState::DatabaseGone, "there was one");
    refuses_untouched(&desk, "vault-database-gone", || desk.open());
    refuses_untouched(&desk, "vault-database-gone", || {
        Vault::rescue(&desk.directory, &Unlock::Keychain, noon()).map(|(vault, _)| vault)
    });
    for gone in ["vault.slots.json", "vault.slots.spare.json"] {
        std::fs::remove_file(desk.path(gone)).unwrap();
        assert_eq!(desk.directory.state().unwrap(), VaultState::DatabaseGone, "also without {gone}");
    }
    std::fs::remove_file(desk.path("vault.spare.json")).unwrap();
    assert_eq!(desk.directory.state().unwrap(), VaultState::Absent, "nothing says so any more");

    let desk = Desk::with_vault();
    let stick = desk.outside().join("stick.db");
    std::fs::rename(desk.path("vault.db"), &stick).unwrap();
    std::fs::rename(&stick, desk.path("vault.db")).unwrap();
    assert!(desk.open().is_ok(), "whoever brings it back has it again");
}

#[test]
fn a_database_that_comes_back_to_newer_slots_opens_in_its_old_way_and_costs_no_slots() {
    let desk = Desk::bare();
    let slot = |text: &str| NewSlot::Passphrase(passphrase(text));
    let open = |text: &str| Vault::open(&desk.directory, Unlock::Passphrase(passphrase(text)));
    let (old, new) = ("correct horse lamp", "battery staple lamp");
    drop(Vault::create(&desk.directory, slot(old), noon()).unwrap());
    let stick = desk.outside().join("old.db");
    std::fs::rename(desk.path("vault.db"), &stick).unwrap();
    drop(Vault::create(&desk.directory, slot(new), after(1)).unwrap());
    assert_eq!(
        open(old).err().unwrap().code(),
        "vault-passphrase-wrong",
        "what was set aside opens no other"
    );
    let newer = desk.outside().join("new.db");
    std::fs::rename(desk.path("vault.db"), &newer).unwrap();
    std::fs::rename(&stick, desk.path("vault.db")).unwrap();
    assert_eq!(open(new).err().unwrap().code(), "vault-key-mismatch", "these slots are of the other one");
    drop(open(old).unwrap());
    drop(open(old).unwrap());
    std::fs::rename(&newer, desk.path("vault.db")).unwrap();
    drop(open(new).expect("the newer one's slots were kept, too"));
}

#[test]
fn slots_that_were_set_aside_go_after_thirty_days() {
    let desk = Desk::with_vault();
    let aside = |name: &str| std::fs::write(desk.path(name), b"{}").unwrap();
    aside("vault.slots.json.before-20261122T120000Z");
    aside("vault.slots.json.before-9b2f5c1e-0000-4000-8000-000000000000"); // as they were called once
    aside("vault.slots.json.before-20261122T120000Z-spare");
    aside("vault.slots.json.bak"); // somebody's own
    let left = || -> Vec<String> {
        desk.files().into_keys().filter(|name| name.starts_with("vault.slots.json.")).collect()
    };
    let vault = desk.open().unwrap();
    vault.purge(noon() + KEPT).unwrap();
    assert_eq!(left().len(), 4, "thirty days are not over");
    vault.purge(after(1) + KEPT).unwrap();
    assert_eq!(
        left(),
        ["vault.slots.json.bak", "vault.slots.json.before-20261222T120000Z"],
        "the one has had its time; the other's time is counted from when it was first seen"
    );
    vault.purge(after(1) + KEPT + KEPT).unwrap();
    assert_eq!(
        left(),
        ["vault.slots.json.bak"],
        "no old way to a key stays for ever, and nobody's file is touched"
    );
}

#[test]
fn a_keychain_that_does_not_answer_leaves_no_half_made_vault() {
    let desk = Desk::bare();
    desk.keychain.set_locked(true);
    let refused = Vault::create(&desk.directory, NewSlot::Keychain, noon());
    assert_eq!(refused.err().unwrap().code(), "vault-keychain-locked", "the remedy is to unlock it");
    assert_eq!(desk.directory.state().unwrap(), VaultState::Absent, "a passphrase can be chosen instead");
    let slot = NewSlot::Passphrase(passphrase("correct horse lamp"));
    assert!(Vault::create(&desk.directory, slot, noon()).is_ok(), "and creating works then");
}
