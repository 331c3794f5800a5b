//! Deleting: out of sight at once, gone for good later, never while something waits to be sent.

use chrono::TimeDelta;

use super::support::{Desk, after, answers, noon, sent};
use crate::tables::kind::DraftKind;
use crate::{DraftRow, KEPT, SentRow};

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

#[test]
fn one_start_under_a_clock_years_ahead_erases_nothing() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let days = |days: i64| noon() + TimeDelta::days(days);
    let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
    vault.purge(noon()).unwrap();
    vault.delete_declaration(id, after(10)).unwrap();
    for at in [3650, 3650, 1, 3650] {
        assert_eq!(vault.purge(days(at)).unwrap(), 0, "day {at}: a clock that leapt is not believed at once");
    }
    vault.undelete(id).unwrap();
    vault.delete_declaration(id, after(10)).unwrap();
    assert_eq!(vault.purge(days(-9000)).unwrap(), 0, "nor does a clock that went back erase anything");
    assert_eq!(vault.purge(days(3650)).unwrap(), 0, "and a leap forward from there is one again");
    assert_eq!(vault.purge(days(3651)).unwrap(), 1, "a time that has held for a day is the time");
}

#[test]
fn what_was_deleted_under_a_wrong_clock_is_kept_for_thirty_days_and_not_for_years() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let days = |days: i64| noon() + TimeDelta::days(days);
    let deleted = |at: i64| {
        let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
        vault.delete_declaration(id, days(at)).unwrap();
        id
    };
    vault.purge(days(0)).unwrap();
    let ahead = deleted(3650);
    vault.purge(days(-2000)).unwrap();
    let behind = deleted(-2000);
    let is_there = |id| vault.declaration(id).unwrap().is_some();
    for at in [1, 2, 30] {
        vault.purge(days(at)).unwrap();
        assert!(is_there(ahead) && is_there(behind), "day {at}: both can be brought back");
    }
    vault.purge(days(32)).unwrap();
    assert!(!is_there(ahead) && !is_there(behind), "and then they are gone for good");
}

#[test]
fn what_was_deleted_after_a_night_s_sleep_under_a_clock_that_was_behind_can_come_back_too() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let days = |days: i64| noon() + TimeDelta::days(days);
    vault.purge(days(0)).unwrap();
    vault.purge(days(-2000)).unwrap();
    let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
    // No purge came in all that time: the computer slept.
    vault.delete_declaration(id, days(-2000) + TimeDelta::hours(9)).unwrap();
    for at in [1, 2, 30] {
        vault.purge(days(at)).unwrap();
        assert!(vault.declaration(id).unwrap().is_some(), "day {at}");
    }
    vault.purge(days(32)).unwrap();
    assert!(vault.declaration(id).unwrap().is_none(), "thirty days after the clock was right again");
}

#[test]
fn a_correction_that_comes_back_after_another_was_sent_is_the_next_one() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
    let first = vault.draft(id).unwrap().unwrap();
    let send = |revision: u32| {
        vault.seal(id, &sent(revision), b"envelope", false).unwrap();
        vault.close(vault.outbox(id).unwrap().last().unwrap().seq, b"receipt", noon()).unwrap();
    };
    send(1);
    let second = DraftRow { revision: 2, kind: DraftKind::Confirmation, ..first };
    vault.start_revision(&second).unwrap();
    vault.drop_draft(id, noon()).unwrap();
    vault.start_revision(&second).unwrap();
    send(2);
    let dropped = vault.restore_draft(id, None, noon());
    assert!(dropped.is_ok(), "what was given up can still come back");
    let back = vault.draft(id).unwrap().unwrap();
    assert_eq!(back.revision, 3, "and can be sent: the second one was");
    assert_eq!(back.kind, DraftKind::Declaration, "it confirms nothing that is so today");
    send(3);
}

#[test]
fn a_plan_that_comes_back_after_another_plan_was_sent_is_a_plan() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
    let first = vault.draft(id).unwrap().unwrap();
    let intention = |revision| SentRow { kind: DraftKind::Intention, ..sent(revision) };
    vault.seal(id, &intention(1), b"envelope", false).unwrap();
    let second = DraftRow { revision: 2, kind: DraftKind::Intention, ..first };
    vault.start_revision(&second).unwrap();
    vault.drop_draft(id, noon()).unwrap();
    vault.seal(id, &intention(2), b"envelope", false).unwrap();
    assert_eq!(
        vault.restore_draft(id, None, noon()).unwrap().kind,
        DraftKind::Intention,
        "nobody without a ticket is asked for the whole form"
    );
    vault.drop_draft(id, noon()).unwrap();
    vault.seal(id, &sent(3), b"envelope", false).unwrap();
    let back = vault.restore_draft(id, None, noon()).unwrap();
    assert_eq!(back.kind, DraftKind::Declaration, "but what was declared since is no plan again");
}
