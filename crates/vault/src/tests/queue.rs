//! The outbox: sealed once, sent in order, closed by a receipt alone.

use serde_json::json;
use uuid::Uuid;

use super::support::{Desk, after, answers, noon, sent};
use crate::{OutboxRow, OutboxState, Vault};

fn sealed(vault: &Vault) -> Uuid {
    let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
    vault.seal(id, &sent(1), b"envelope 1", false).unwrap();
    id
}

fn due(vault: &Vault, seconds: i64) -> Option<OutboxRow> {
    vault.next_due(after(seconds)).unwrap()
}

#[test]
fn sealing_moves_a_draft_into_the_outbox_in_one_step() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = sealed(&vault);
    assert!(vault.draft(id).unwrap().is_none(), "the draft is gone");
    let row = due(&vault, 0).unwrap();
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
fn an_attempt_is_counted_and_put_off_before_it_is_made() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    sealed(&vault);
    let row = due(&vault, 0).unwrap();
    assert_eq!(vault.count_attempt(row.seq, after(60)).unwrap(), 1, "the first");
    drop(vault); // killed during the attempt
    let vault = desk.open().unwrap();
    assert!(due(&vault, 59).is_none(), "a restart does not hammer the platform");
    assert_eq!(due(&vault, 60).unwrap().attempts, 1, "the attempt is remembered");
    vault.retry_at(row.seq, after(90), Some(&json!({ "code": "internal" }))).unwrap();
    let waiting = vault.next_waiting().unwrap().unwrap();
    assert_eq!(waiting.next_attempt_at, after(90), "put off again");
    assert_eq!(waiting.problem, Some(json!({ "code": "internal" })), "with what was met");
}

#[test]
fn a_wedged_row_waits_for_a_person() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = sealed(&vault);
    let row = due(&vault, 0).unwrap();
    vault.wedge(row.seq, &json!({ "code": "revision-conflict" })).unwrap();
    assert!(due(&vault, 1_000_000).is_none(), "never by itself");
    assert_eq!(vault.count_attempt(row.seq, noon()).unwrap_err().code(), "vault-not-found", "nor by a race");
    let wedged = &vault.outbox(id).unwrap()[0];
    assert_eq!(wedged.state, OutboxState::Wedged, "it is still there");
    assert_eq!(wedged.problem, Some(json!({ "code": "revision-conflict" })), "with its reason");
    vault.unwedge(row.seq, after(5)).unwrap();
    assert_eq!(due(&vault, 5).unwrap().seq, row.seq, "somebody cleared it");
}

#[test]
fn a_row_is_closed_together_with_its_receipt() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = sealed(&vault);
    let row = due(&vault, 0).unwrap();
    vault.close(row.seq, b"receipt", after(3)).unwrap();
    vault.close(row.seq, b"another", after(4)).unwrap();
    assert!(vault.outbox(id).unwrap().is_empty(), "nothing waits");
    let receipt = vault.declaration(id).unwrap().unwrap().receipt.unwrap();
    assert_eq!((receipt.bytes.as_slice(), receipt.closed_at), (b"receipt".as_slice(), after(3)), "the first");
    let followed = vault.followed().unwrap();
    assert_eq!((followed[0].id, followed[0].revision), (id, 1), "it can be followed now");
}

#[test]
fn revisions_of_one_declaration_go_in_order() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = sealed(&vault);
    let first = due(&vault, 0).unwrap();
    vault.count_attempt(first.seq, after(100)).unwrap();
    vault.seal(id, &sent(2), b"envelope 2", false).unwrap();
    let other = sealed(&vault);
    assert_eq!(due(&vault, 0).unwrap().declaration, other, "another declaration need not wait");
    vault.close(due(&vault, 0).unwrap().seq, b"receipt", noon()).unwrap();
    assert!(due(&vault, 99).is_none(), "revision 2 does not overtake revision 1");
    assert_eq!(due(&vault, 100).unwrap().revision, 1, "which comes first");
    vault.close(first.seq, b"receipt", noon()).unwrap();
    assert_eq!(due(&vault, 100).unwrap().revision, 2, "and then the second");
}

#[test]
fn a_later_revision_takes_the_place_of_a_refused_one() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = sealed(&vault);
    vault.wedge(due(&vault, 0).unwrap().seq, &json!({ "code": "declaration-incomplete" })).unwrap();
    vault.seal(id, &sent(2), b"envelope 2", false).unwrap();
    let rows = vault.outbox(id).unwrap();
    assert_eq!(rows.len(), 1, "the refused one will never be sent");
    assert_eq!(rows[0].revision, 2, "the corrected one will");
}

#[test]
fn a_refusal_of_an_earlier_revision_does_not_hold_the_later_one() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = sealed(&vault);
    let first = due(&vault, 0).unwrap();
    vault.seal(id, &sent(2), b"envelope 2", false).unwrap();
    vault.wedge(first.seq, &json!({ "code": "declaration-incomplete" })).unwrap();
    let second = due(&vault, 0).unwrap();
    assert_eq!(second.revision, 2, "the correction goes out");
    vault.close(second.seq, b"receipt", noon()).unwrap();
    assert!(vault.outbox(id).unwrap().is_empty(), "and settles the refusal of the first");
}

#[test]
fn a_number_is_never_given_twice() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    sealed(&vault);
    let first = due(&vault, 0).unwrap().seq;
    vault.close(first, b"receipt", noon()).unwrap();
    sealed(&vault);
    assert!(due(&vault, 0).unwrap().seq > first, "a late answer cannot close another row");
}
