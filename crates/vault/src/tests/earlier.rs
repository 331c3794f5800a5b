//! A database of an earlier time is told before anything is written, and a legitimate one never.

use serde_json::json;
use uuid::Uuid;

use super::support::{Desk, answers, noon, passphrase, quietly, refuses_untouched};
use crate::{DraftRow, NewSlot, SlotKind, Unlock, Vault};

const DATABASE: &str = "vault.db";

fn save(vault: &Vault, id: Uuid, count: u32) {
    let draft = vault.draft(id).unwrap().unwrap();
    vault.save_draft(&DraftRow { answers: json!({ "count": count }), ..draft }).unwrap();
}

fn count(vault: &Vault, id: Uuid) -> u64 {
    vault.draft(id).unwrap().unwrap().answers["count"].as_u64().unwrap()
}

/// A vault, closed, with an answer in it; and its database as it is then.
fn lived_in() -> (Desk, Uuid, Vec<u8>) {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
    save(&vault, id, 1);
    drop(vault);
    let database = desk.files()[DATABASE].clone();
    (desk, id, database)
}

fn put(desk: &Desk, database: &[u8]) {
    std::fs::write(desk.path(DATABASE), database).unwrap();
}

/// These files alone, somewhere else.
fn copied(desk: &Desk, names: &[&str]) -> Desk {
    let copy = desk.as_after_a_power_cut();
    for name in copy.files().keys().filter(|name| !names.contains(&name.as_str())) {
        std::fs::remove_file(copy.path(name)).unwrap();
    }
    copy
}

#[test]
fn a_closed_vault_is_whole_in_its_database_and_its_slots() {
    let (desk, id, _) = lived_in();
    let stick = copied(&desk, &[DATABASE, "vault.slots.json"]);
    let vault = stick.open().unwrap();
    assert_eq!(count(&vault, id), 1, "nothing was in a log");
    assert!(!vault.ended_uncleanly(), "it is not looked through");
    drop(vault);
    let by_spare = copied(&desk, &[DATABASE, "vault.slots.spare.json"]);
    assert_eq!(count(&by_spare.open().unwrap(), id), 1, "nor is anything said where nothing is noted");
}

#[test]
fn a_killed_program_leaves_nothing_to_be_told() {
    let (desk, id, _) = lived_in();
    let vault = desk.open().unwrap();
    save(&vault, id, 2);
    assert_eq!(count(&desk.as_after_a_power_cut().open().unwrap(), id), 2, "its log is there");
    vault.purge(noon()).unwrap(); // the log is folded in, and empty
    assert_eq!(count(&desk.as_after_a_power_cut().open().unwrap(), id), 2);
}

#[test]
fn a_database_without_the_log_that_it_had_is_told_and_goes_on_when_its_owner_says_so() {
    let (desk, id, _) = lived_in();
    let vault = desk.open().unwrap();
    save(&vault, id, 2);
    let copy = copied(&desk, &[DATABASE, "vault.slots.json", "vault.slots.spare.json"]);
    refuses_untouched(&copy, "vault-earlier", || copy.open());
    refuses_untouched(&copy, "vault-earlier", || copy.open());
    let earlier = Vault::open_earlier(&copy.directory, Unlock::Keychain).unwrap();
    assert_eq!(count(&earlier, id), 1, "what was in the log is missing");
    drop(earlier);
    assert!(copy.open().is_ok(), "it is told once");
}

#[test]
fn an_older_database_is_told_and_so_is_the_newer_one_that_comes_back_after_it() {
    let (desk, id, older) = lived_in();
    let vault = desk.open().unwrap();
    save(&vault, id, 2);
    drop(vault);
    let newer = desk.files()[DATABASE].clone();
    put(&desk, &older);
    refuses_untouched(&desk, "vault-earlier", || desk.open());

    put(&desk, &newer);
    drop(desk.open().unwrap());
    assert_eq!(count(&desk.open().unwrap(), id), 2, "the right one is no matter for words");

    put(&desk, &older);
    let vault = Vault::open_earlier(&desk.directory, Unlock::Keychain).unwrap();
    save(&vault, id, 3);
    drop(vault);
    put(&desk, &newer);
    refuses_untouched(&desk, "vault-earlier", || desk.open());
}

#[test]
fn an_older_database_is_told_also_where_its_slots_file_came_with_it() {
    let (desk, id, _) = lived_in();
    let backup = desk.files();
    save(&desk.open().unwrap(), id, 2);
    for name in [DATABASE, "vault.slots.json"] {
        std::fs::write(desk.path(name), &backup[name]).unwrap();
    }
    refuses_untouched(&desk, "vault-earlier", || desk.open());
    drop(Vault::open_earlier(&desk.directory, Unlock::Keychain).unwrap());
    assert_eq!(count(&desk.open().unwrap(), id), 1, "it is told once");
    let vault = Vault::open_earlier(&desk.directory, Unlock::Keychain).unwrap();
    save(&vault, id, 5);
    assert_eq!(count(&desk.as_after_a_power_cut().open().unwrap(), id), 5, "also after a kill");
}

#[test]
fn the_log_of_a_later_time_is_not_folded_into_an_older_database() {
    let (desk, id, older) = lived_in();
    let vault = desk.open().unwrap();
    let later: Vec<Uuid> = (0..12).map(|_| vault.new_declaration(1, answers(), noon()).unwrap().id).collect();
    drop(vault);
    let vault = desk.open().unwrap();
    for other in &later {
        save(&vault, *other, 7);
    }
    vault.delete_declaration(later[0], noon()).unwrap();
    let killed = desk.as_after_a_power_cut();
    put(&killed, &older);
    let log = killed.files()["vault.db-wal"].clone();
    refuses_untouched(&killed, "vault-earlier", || killed.open());
    let vault = Vault::open_earlier(&killed.directory, Unlock::Keychain).unwrap();
    assert_eq!(vault.check().unwrap(), [""; 0], "it is sound");
    assert_eq!((count(&vault, id), vault.declarations().unwrap().len()), (1, 1), "as it was then");
    drop(vault);
    assert!(killed.files()["vault.db-wal.aside"] == log, "and the log is kept");
    assert!(killed.open().is_ok(), "it opens like any vault");
}

#[test]
fn a_folder_that_was_brought_back_whole_and_older_slots_are_nothing_to_be_told() {
    let (desk, id, _) = lived_in();
    let backup = desk.files();
    for saved in 2..5 {
        save(&desk.open().unwrap(), id, saved);
    }
    std::fs::write(desk.path("vault.slots.json"), &backup["vault.slots.json"]).unwrap();
    assert_eq!(count(&desk.open().unwrap(), id), 4, "the database came after what they note");
    for (name, bytes) in &backup {
        std::fs::write(desk.path(name), bytes).unwrap();
    }
    assert_eq!(count(&desk.open().unwrap(), id), 1, "a backup is a backup");
}

#[test]
fn a_new_key_is_no_earlier_time() {
    let (desk, id, older) = lived_in();
    let vault = desk.open().unwrap();
    vault
        .add_slot(NewSlot::Passphrase(passphrase("correct horse lamp")), "", &Unlock::Keychain, noon())
        .unwrap();
    let slot = vault.slots().iter().find(|slot| slot.kind == SlotKind::Passphrase).unwrap().id;
    vault
        .change_slot(
            slot,
            NewSlot::Passphrase(passphrase("battery staple lamp")),
            &Unlock::Keychain,
            noon(),
            &quietly(),
        )
        .unwrap();
    save(&vault, id, 2);
    assert_eq!(count(&desk.as_after_a_power_cut().open().unwrap(), id), 2, "killed just after it");
    let copy = copied(&desk, &[DATABASE, "vault.slots.json"]);
    refuses_untouched(&copy, "vault-earlier", || copy.open()); // what was saved since is in its log
    drop(vault);
    assert_eq!(count(&desk.open().unwrap(), id), 2);
    put(&desk, &older);
    refuses_untouched(&desk, "vault-key-mismatch", || desk.open());
}

#[cfg(unix)]
#[test]
fn a_database_that_is_a_link_is_used_where_it_lies() {
    let (desk, id, _) = lived_in();
    let elsewhere = desk.outside().join("stick");
    std::fs::create_dir(&elsewhere).unwrap();
    let real = elsewhere.join("declarations.db");
    std::fs::rename(desk.path(DATABASE), &real).unwrap();
    std::os::unix::fs::symlink(&real, desk.path(DATABASE)).unwrap();

    let vault = desk.open().unwrap();
    save(&vault, id, 2);
    let slot = vault.slots()[0].id;
    vault.change_slot(slot, NewSlot::Keychain, &Unlock::Keychain, noon(), &quietly()).unwrap();
    save(&vault, id, 3);
    drop(vault);
    assert!(desk.path(DATABASE).is_symlink(), "a new key leaves the link");
    let beside: Vec<_> = std::fs::read_dir(&elsewhere).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(beside, ["declarations.db"], "and nothing beside what it leads to");
    assert_eq!(count(&desk.open().unwrap(), id), 3, "where the new one lies now");
    let noted = std::fs::read(&real).unwrap();
    save(&desk.open().unwrap(), id, 4);
    std::fs::write(&real, noted).unwrap();
    assert_eq!(desk.open().err().unwrap().code(), "vault-earlier", "an older one is told here as well");
}
