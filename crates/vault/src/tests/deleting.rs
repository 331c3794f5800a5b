//! Deleting: out of sight at once, gone for good later, never while something waits to be sent.

use super::support::{Desk, after, answers, noon, sent};
use crate::{DraftRow, KEPT};

#[test]
fn a_deleted_declaration_can_come_back_until_it_is_purged() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    vault.delete_declaration(draft.id, after(10)).unwrap();
    let row = vault.declaration(draft.id).unwrap().unwrap();
    assert_eq!(row.deleted_at, Some(after(10)), "it is marked, not erased");
    let again = vault.delete_declaration(draft.id, after(11)).unwrap_err();
    assert_eq!(again.code(), "vault-not-found", "it is not there to be deleted twice");
    assert_eq!(vault.purge(after(10) + KEPT).unwrap(), 0, "too early");
    vault.undelete(draft.id).unwrap();
    assert!(vault.draft(draft.id).unwrap().as_ref() == Some(&draft), "undo brings all of it back");

    vault.delete_declaration(draft.id, after(10)).unwrap();
    assert_eq!(vault.purge(after(11) + KEPT).unwrap(), 1, "now it goes");
    assert!(vault.declaration(draft.id).unwrap().is_none(), "for good");
    assert!(vault.draft(draft.id).unwrap().is_none(), "with its answers");
    assert_eq!(vault.undelete(draft.id).unwrap_err().code(), "vault-not-found", "no undo after that");
}

#[test]
fn nothing_is_deleted_while_it_waits_to_be_sent() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
    vault.seal(id, &sent(1), b"envelope", false).unwrap();
    let refused = vault.delete_declaration(id, noon()).unwrap_err();
    assert_eq!(refused.code(), "vault-still-waiting", "the traveller was told that it would be sent");
    let row = vault.outbox_of_all().unwrap().swap_remove(0);
    vault.close(row.seq, b"receipt", noon()).unwrap();
    vault.delete_declaration(id, noon()).unwrap();
    assert!(vault.followed("a platform").unwrap().is_empty(), "a deleted one is not asked about");
    assert_eq!(vault.purge(after(1) + KEPT).unwrap(), 1, "and goes with its receipt");
}

#[test]
fn a_deleted_declaration_takes_no_new_revision() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    vault.delete_declaration(draft.id, noon()).unwrap();
    let sealed = vault.seal(draft.id, &sent(1), b"envelope", false).unwrap_err();
    assert_eq!(sealed.code(), "vault-not-found", "a click that came late sends nothing");
    let revised = vault.start_revision(&DraftRow { revision: 2, ..draft }).unwrap_err();
    assert_eq!(revised.code(), "vault-not-found", "nor starts anything");
}
