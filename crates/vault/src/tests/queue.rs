//! The outbox: sealed once, shown as it goes, closed by a receipt alone.

use serde_json::json;
use uuid::Uuid;

use super::support::{Desk, after, answers, noon, sent};
use crate::{Mirrored, OutboxRow, OutboxState, Vault};

fn sealed(vault: &Vault) -> Uuid {
    let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
    vault.seal(id, &sent(1), b"envelope 1", false).unwrap();
    id
}

fn first(vault: &Vault) -> OutboxRow {
    vault.outbox_of_all().unwrap().swap_remove(0)
}

fn refused(code: &str) -> Mirrored {
    Mirrored {
        attempts: 1,
        next_attempt_at: noon(),
        state: OutboxState::Wedged,
        problem: Some(json!({ "code": code })),
    }
}

#[test]
fn sealing_moves_a_draft_into_the_outbox_in_one_step() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = sealed(&vault);
    assert!(vault.draft(id).unwrap().is_none(), "the draft is gone");
    let row = first(&vault);
    assert_eq!((row.declaration, row.revision, row.attempts), (id, 1, 0), "its envelope waits");
    assert_eq!(row.envelope, b"envelope 1", "byte for byte");
    assert_eq!(row.state, OutboxState::Waiting, "and is to be sent");
}

#[test]
fn sealing_that_fails_leaves_the_draft() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = sealed(&vault);
    let mut draft = vault.new_declaration(1, answers(), noon()).unwrap();
    draft.id = id;
    draft.revision = 2;
    vault.start_revision(&draft).unwrap();
    let again = vault.seal(id, &sent(1), b"other bytes", false).unwrap_err();
    assert_eq!(again.code(), "vault-exists", "revision 1 was sealed; its bytes never change");
    assert!(vault.draft(id).unwrap() == Some(draft), "nothing of it happened");
    assert_eq!(vault.outbox(id).unwrap().len(), 1, "nothing was queued");
}

#[test]
fn a_withdrawal_may_leave_the_draft() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    vault.seal(draft.id, &sent(1), b"envelope", true).unwrap();
    assert!(vault.draft(draft.id).unwrap() == Some(draft), "kept as asked");
}

#[test]
fn how_it_goes_is_there_after_a_restart() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = sealed(&vault);
    let refused = refused("revision-conflict");
    vault.mirror(first(&vault).seq, &refused).unwrap();
    drop(vault);
    let vault = desk.open().unwrap();
    assert_eq!(Mirrored::of(&vault.outbox(id).unwrap()[0]), refused, "state, attempts and reason");
    vault.mirror(i64::MAX, &refused).unwrap(); // a row that is gone needs no note
}

#[test]
fn a_row_is_closed_together_with_its_receipt() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = sealed(&vault);
    vault.address_to(id, "a platform").unwrap();
    let row = first(&vault);
    vault.close(row.seq, b"receipt", after(3)).unwrap();
    vault.close(row.seq, b"another", after(4)).unwrap();
    assert!(vault.outbox(id).unwrap().is_empty(), "nothing waits");
    let receipt = vault.declaration(id).unwrap().unwrap().receipt.unwrap();
    assert_eq!((receipt.bytes.as_slice(), receipt.closed_at), (b"receipt".as_slice(), after(3)), "the first");
    let followed = vault.followed("a platform").unwrap();
    assert_eq!((followed[0].id, followed[0].revision), (id, 1), "it can be followed now");
    assert!(vault.followed("another").unwrap().is_empty(), "but another platform is not asked about it");
}

#[test]
fn a_declaration_belongs_to_the_platform_it_was_first_given_to() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = sealed(&vault);
    assert_eq!(vault.addressee(id).unwrap(), None, "nobody's before");
    assert_eq!(vault.address_to(id, "the first").unwrap(), "the first", "given");
    assert_eq!(vault.address_to(id, "another").unwrap(), "the first", "once and for all");
    assert_eq!(vault.addressee(id).unwrap().as_deref(), Some("the first"), "and it is known");
}

#[test]
fn a_later_revision_takes_the_place_of_a_refused_one() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = sealed(&vault);
    vault.mirror(first(&vault).seq, &refused("declaration-incomplete")).unwrap();
    vault.seal(id, &sent(2), b"envelope 2", false).unwrap();
    let rows = vault.outbox(id).unwrap();
    assert_eq!(rows.len(), 1, "the refused one will never be sent");
    assert_eq!(rows[0].revision, 2, "the corrected one will");
}

#[test]
fn a_receipt_of_a_later_revision_settles_the_earlier_ones() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = sealed(&vault);
    vault.seal(id, &sent(2), b"envelope 2", false).unwrap();
    assert_eq!(vault.outbox(id).unwrap().len(), 2, "the first may be on its way");
    vault.close(vault.outbox(id).unwrap()[1].seq, b"receipt", noon()).unwrap();
    assert!(vault.outbox(id).unwrap().is_empty(), "whatever became of it, the second counts");
}

#[test]
fn a_number_is_never_given_twice() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    sealed(&vault);
    let row = first(&vault).seq;
    vault.forget_envelope(row).unwrap();
    assert!(vault.outbox_of_all().unwrap().is_empty(), "a later revision took its place");
    sealed(&vault);
    assert!(first(&vault).seq > row, "a late answer cannot close another row");
}
