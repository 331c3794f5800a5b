//! A vault in memory does what one on the disk does, and leaves nothing.

use std::sync::Arc;

use super::support::{answers, noon, passphrase, sent};
use crate::{NewSlot, Unlock, Vault};

#[test]
fn a_vault_in_memory_keeps_drafts_and_what_was_sealed() {
    let vault = Vault::in_memory(noon()).unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    assert!(vault.draft(draft.id).unwrap().as_ref() == Some(&draft), "what was typed is there");
    vault.seal(draft.id, &sent(1), b"sealed", false).unwrap();
    assert_eq!(vault.outbox(draft.id).unwrap().len(), 1, "and what was sealed waits");
    vault.purge(noon()).unwrap();
    vault.keep_spare().unwrap();
    assert_eq!(vault.check().unwrap(), Vec::<String>::new(), "it can be looked through");
    vault.shut();
}

#[test]
fn nothing_of_a_vault_in_memory_can_be_written_to_a_file() {
    let vault = Vault::in_memory(noon()).unwrap();
    assert!(vault.is_in_memory() && vault.slots().is_empty(), "nobody opens it a second time");
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    let proof = Unlock::Passphrase(passphrase("nobody knows this one either"));
    let slot = NewSlot::Passphrase(passphrase("a way into what is nowhere"));
    assert!(vault.add_slot(slot, "", &proof, noon()).is_err(), "there is no file that a slot could open");
    assert!(vault.forget(draft.id, &(Arc::new(|_| {}) as crate::Progress)).is_err(), "no copy is made of it");
    assert!(std::fs::File::create(vault.directory().path().join("x")).is_err(), "its folder takes no file");
    let waits = vault.new_declaration(1, answers(), noon());
    assert!(waits.is_ok(), "and it goes on working after all of that");
}
