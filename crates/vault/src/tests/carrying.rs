//! Cases carried from one vault to another: a backup, a hand-over, and the same case met again.

mod meeting;
mod side;

use serde_json::{Value, json};
use uuid::Uuid;

use self::side::*;
use super::support::{after, answers, noon, sent};
use crate::tables::kind::DraftKind;
use crate::{
    CarriedCase, DeclarationSecret, DeskPart, Extent, HandedOver, LogRow, Mandate, MemberRow, Mirrored,
    OutboxState, ReceiptRow, StatusRow, Taken, VaultError,
};

/// A vault in which every kind of case is.
fn lived_in() -> (Side, Vec<Uuid>) {
    let side = side();
    let ids: Vec<Uuid> = (1..=5).map(|number| begin(&side, number)).collect();
    type_in(&side, ids[0], "Via Roma 1", after(1));
    type_in(&side, ids[0], "Via Roma 12", after(2));
    send(&side, ids[1], 1);
    send(&side, ids[2], 1);
    receive(&side, ids[2]);
    side.address_to(ids[2], "platform").unwrap();
    let status = StatusRow { etag: "\"1\"".into(), body: b"a code".to_vec(), checked_at: after(3) };
    side.put_status(ids[2], &status).unwrap();
    send(&side, ids[3], 1);
    receive(&side, ids[3]);
    correct(&side, ids[3], "Via Verdi 3", after(110));
    let to = HandedOver { receiver: "Mei".into(), at: after(4) };
    side.hand_over(&ids[4..], &to).unwrap();
    (side, ids)
}

#[test]
fn a_backup_taken_over_by_an_empty_vault_makes_the_same_cases_and_taken_twice_changes_nothing() {
    let (from, ids) = lived_in();
    let to = side();
    let cases =
        || ids.iter().map(|id| Ok::<_, VaultError>(written(&from.carry(*id, Extent::Backup).unwrap())));
    let first = to.take_cases(cases(), Extent::Backup, noon()).unwrap();
    assert!(first.iter().all(|(_, taken)| *taken == Taken::New), "none was there");
    assert_eq!(to.case_ids().unwrap(), ids, "all of them");
    for id in &ids {
        assert!(to.carry(*id, Extent::Backup).unwrap() == from.carry(*id, Extent::Backup).unwrap(), "{id}");
    }
    let then = to.state_at(ids[0], 1).unwrap();
    assert!(then.answers.get("street").is_none(), "what it was before can be brought back there too");
    let second = to.take_cases(cases(), Extent::Backup, after(50)).unwrap();
    assert!(second.iter().all(|(_, taken)| *taken == Taken::Same), "nothing new");
    for id in &ids {
        assert!(
            to.carry(*id, Extent::Backup).unwrap() == from.carry(*id, Extent::Backup).unwrap(),
            "{id}, still"
        );
    }
    assert_eq!(to.deleted_count().unwrap(), 0, "and nothing was set aside");
}

#[test]
fn of_two_drafts_the_one_saved_later_stays_and_the_other_is_in_its_past() {
    for ours_is_later in [false, true] {
        let (one, two) = (side(), side());
        let id = begin(&one, 1);
        carry(&one, &two, id, Extent::Backup);
        type_in(&one, id, "ours", after(if ours_is_later { 20 } else { 10 }));
        type_in(&two, id, "theirs", after(15));
        assert_eq!(carry(&two, &one, id, Extent::Backup), Taken::Newer);
        let (wins, loses) = if ours_is_later { ("ours", "theirs") } else { ("theirs", "ours") };
        assert_eq!(street(&one, id), json!(wins), "the later one");
        let past: Vec<Value> = one
            .history(id)
            .unwrap()
            .iter()
            .map(|state| one.state_at(id, state.seq).unwrap().answers["street"].clone())
            .collect();
        assert!(past.contains(&json!(loses)), "{past:?}: the other one can be brought back");
        assert_eq!(carry(&two, &one, id, Extent::Backup), Taken::Same, "met again it is known");
    }
}

#[test]
fn an_old_backup_of_a_draft_that_went_on_changes_nothing() {
    let one = side();
    let id = begin(&one, 1);
    type_in(&one, id, "Via Roma 1", after(1));
    let old = written(&one.carry(id, Extent::Backup).unwrap());
    type_in(&one, id, "Via Roma 12", after(100)); // a moment later it would be one state
    let steps = one.history(id).unwrap().len();
    assert_eq!(take(&one, old, Extent::Backup), Taken::Same, "that state is in its past");
    assert_eq!(street(&one, id), json!("Via Roma 12"));
    assert_eq!(one.history(id).unwrap().len(), steps, "and is not noted twice");
}

#[test]
fn a_draft_that_went_on_elsewhere_comes_with_all_it_was() {
    let (one, two) = (side(), side());
    let id = begin(&one, 1);
    carry(&one, &two, id, Extent::Backup);
    for at in 1..5 {
        type_in(&two, id, &format!("Via Roma {at}"), after(at));
    }
    assert_eq!(carry(&two, &one, id, Extent::Backup), Taken::Newer);
    assert!(
        one.carry(id, Extent::Backup).unwrap() == two.carry(id, Extent::Backup).unwrap(),
        "as it is there"
    );
}

#[test]
fn what_was_sent_elsewhere_comes_with_its_receipt_and_an_older_draft_here_can_be_brought_back() {
    let (one, two) = (side(), side());
    let id = begin(&one, 1);
    carry(&one, &two, id, Extent::Backup);
    type_in(&one, id, "typed here", noon()); // not later than what is sealed there
    send(&two, id, 1);
    receive(&two, id);
    assert_eq!(carry(&two, &one, id, Extent::Backup), Taken::Newer);
    let row = one.declaration(id).unwrap().unwrap();
    assert!(row.sent.is_some() && row.receipt.is_some(), "sent, and the platform has it");
    assert!(one.draft(id).unwrap().is_none(), "so there is nothing left to fill in");
    assert_eq!(carry(&two, &one, id, Extent::Backup), Taken::Same);
    let back = one.restore_draft(id, None, noon()).unwrap();
    assert_eq!((back.revision, back.answers["street"].clone()), (2, json!("typed here")), "as a correction");
}

#[test]
fn a_draft_typed_after_what_was_sent_elsewhere_goes_on_as_a_correction() {
    let (one, two) = (side(), side());
    let id = begin(&one, 1);
    carry(&one, &two, id, Extent::Backup);
    send(&two, id, 1);
    type_in(&one, id, "moved since", after(500));
    carry(&two, &one, id, Extent::Backup);
    let draft = one.draft(id).unwrap().unwrap();
    assert_eq!(
        (draft.revision, draft.answers["street"].clone()),
        (2, json!("moved since")),
        "the next revision"
    );
    assert_eq!(one.outbox(id).unwrap().len(), 1, "what waits there is sent from here too: the same bytes");
    type_in(&one, id, "and again", after(600));
    assert_eq!(carry(&two, &one, id, Extent::Backup), Taken::Same);
}

#[test]
fn two_that_sealed_the_same_revision_keep_their_own_until_the_platform_has_one() {
    let (one, two) = (side(), side());
    let id = begin(&one, 1);
    carry(&one, &two, id, Extent::Backup);
    one.seal(id, &sent(1), b"from here", false).unwrap();
    let other = crate::SentRow { answers: json!({ "street": "there" }), ..sent(1) };
    two.seal(id, &other, b"from there", false).unwrap();
    receive(&two, id);
    carry(&two, &one, id, Extent::Backup);
    let waiting = one.outbox(id).unwrap();
    assert_eq!(waiting.len(), 1, "no second envelope of the same revision");
    assert_eq!(
        waiting[0].envelope, b"from here",
        "what was sealed here may have arrived first: the platform says"
    );
    assert!(one.declaration(id).unwrap().unwrap().sent.unwrap().answers == answers(), "and stands as sent");
}

#[test]
fn a_case_of_the_same_id_with_another_secret_is_left_as_it_is() {
    let (one, two) = (side(), side());
    let id = begin(&one, 1);
    let secret = DeclarationSecret::from_bytes([9; 32]);
    two.begin_declaration(id, &secret, (DraftKind::Declaration, 1), json!({}), after(99)).unwrap();
    assert_eq!(carry(&two, &one, id, Extent::Backup), Taken::OtherSecret);
    assert!(one.draft(id).unwrap().unwrap().answers == answers(), "whoever made that file knew only the id");
}

#[test]
fn a_file_that_fails_in_the_middle_changes_nothing() {
    let (from, ids) = lived_in();
    let to = side();
    let first = from.carry(ids[0], Extent::Backup).unwrap();
    let cases = [Ok(first), Err(VaultError::CaseNotWhole)];
    assert_eq!(to.take_cases(cases, Extent::Backup, noon()).unwrap_err().code(), "backup-damaged");
    assert!(to.case_ids().unwrap().is_empty(), "not even the case before");
    let mut mixed = serde_json::to_value(from.carry(ids[1], Extent::Backup).unwrap()).unwrap();
    mixed["draft"] = serde_json::to_value(from.draft(ids[0]).unwrap()).unwrap();
    let mixed: CarriedCase = serde_json::from_value(mixed).unwrap();
    assert!(
        to.take_cases::<VaultError>([Ok(mixed)], Extent::Backup, noon()).is_err(),
        "a draft of another case"
    );
}

#[test]
fn a_case_handed_over_is_readable_and_no_more_until_it_comes_back() {
    let (one, two) = (side(), side());
    let id = begin(&one, 1);
    type_in(&one, id, "Via Roma 1", after(1));
    let file = written(&one.carry(id, Extent::HandOver).unwrap());
    let to = HandedOver { receiver: "Mei Lin".into(), at: after(5) };
    one.hand_over(&[id], &to).unwrap();
    assert_eq!(one.handed_over(id).unwrap(), Some(to.clone()), "to whom, and when");
    assert_eq!(one.hand_over(&[id], &to).unwrap_err().code(), "vault-handed-over", "not to a second one");
    let draft = one.draft(id).unwrap().unwrap();
    assert_eq!(one.save_draft(&draft).unwrap_err().code(), "vault-handed-over", "nothing is changed here");
    let sealed = one.seal(id, &sent(1), b"envelope", false);
    assert_eq!(sealed.unwrap_err().code(), "vault-handed-over", "and nothing is sent");

    assert_eq!(take(&two, file, Extent::HandOver), Taken::New);
    assert!(two.history(id).unwrap().is_empty(), "what was typed before is nobody else's");
    type_in(&two, id, "Via Roma 99", after(10));
    let back = written(&two.carry(id, Extent::HandOver).unwrap());
    two.hand_over(&[id], &HandedOver { receiver: "the chamber".into(), at: after(11) }).unwrap();
    assert_eq!(take(&one, back, Extent::HandOver), Taken::Newer);
    assert_eq!(street(&one, id), json!("Via Roma 99"), "with what was done there");
    type_in(&one, id, "Via Roma 100", after(20));
    assert!(two.draft(id).unwrap().is_some(), "the other side can still read it");

    one.hand_over(&[id], &to).unwrap();
    let old = written(&two.carry(id, Extent::Backup).unwrap());
    take(&one, old, Extent::Backup);
    assert!(one.handed_over(id).unwrap().is_some(), "a backup brings nothing back into hand");
    one.take_back(id).unwrap();
    type_in(&one, id, "Via Roma 101", after(30));
}

#[test]
fn a_case_that_was_handed_over_at_another_computer_is_out_of_hand_here_as_well() {
    let to = HandedOver { receiver: "Mei Lin".into(), at: after(5) };
    for (typed_at, is_out) in [(3, true), (9, false)] {
        let (laptop, desktop) = (side(), side());
        let id = begin(&laptop, 1);
        carry(&laptop, &desktop, id, Extent::Backup);
        type_in(&laptop, id, "Via Roma 1", after(4));
        type_in(&desktop, id, "Via Verdi 2", after(typed_at));
        laptop.hand_over(&[id], &to).unwrap();
        assert_eq!(carry(&laptop, &desktop, id, Extent::Backup), Taken::Newer);
        let known = desktop.handed_over(id).unwrap();
        assert_eq!(known, is_out.then(|| to.clone()), "typed here at {typed_at}, handed over there at 5");
        let street = street(&desktop, id);
        assert_eq!(street, if is_out { "Via Roma 1" } else { "Via Verdi 2" }, "as it went on, in any case");
        assert_eq!(carry(&laptop, &desktop, id, Extent::Backup), Taken::Same, "and that is all");
    }
}

#[test]
fn what_a_case_consists_of_is_told_by_the_version_of_its_form() {
    let (side, ids) = lived_in();
    let mut parts = std::collections::BTreeSet::new();
    for id in ids {
        side.put_letter(id, 1, &json!({})).unwrap();
        named(&serde_json::to_value(side.carry(id, Extent::Backup).unwrap()).unwrap(), "", &mut parts);
    }
    let at = noon();
    let text = String::new;
    let member = MemberRow { said: json!({}), place: 1 };
    let (way, said_by, witness, volunteer, wording) = (text(), text(), text(), text(), text());
    let mandate = Mandate { way, said_by, witness, volunteer, wording, given_at: at };
    let log = LogRow { what: text(), note: text(), again_on: None, volunteer: text(), at };
    let desk = DeskPart { member: Some(member), mandate: Some(mandate), log: vec![log] };
    named(&serde_json::to_value(desk).unwrap(), "desk.", &mut parts);
    let parts = parts.into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!((crate::CASE_FORM, parts.as_str()), (2, PARTS), "another form is another version");
}

/// Whoever changes these raises [`crate::CASE_FORM`] with them.
const PARTS: &str = "addressee created_at desk desk.log desk.log.again_on desk.log.at desk.log.note \
    desk.log.volunteer desk.log.what desk.mandate desk.mandate.given_at desk.mandate.said_by \
    desk.mandate.volunteer desk.mandate.way desk.mandate.witness desk.mandate.wording \
    desk.member desk.member.place desk.member.said draft draft.answers draft.bookmark \
    draft.earlier draft.edition draft.id draft.kind draft.reviewed draft.revision draft.spoken \
    draft.undo draft.updated_at handed_over handed_over.at handed_over.receiver id letters past \
    past.back past.edition past.replaced_at past.saved_at receipts receipts.bytes \
    receipts.closed_at receipts.revision secret sent sent.answers sent.edition sent.kind \
    sent.revision sent.sealed_at sent.withdrawal status status.body status.checked_at \
    status.etag waiting waiting.envelope waiting.next_attempt_at waiting.revision";

/// The names of all fields, without what is in answers and letters.
fn named(value: &Value, at: &str, parts: &mut std::collections::BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                parts.insert(format!("{at}{name}"));
                if !["answers", "letters", "back", "said"].contains(&name.as_str()) {
                    named(value, &format!("{at}{name}."), parts);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| named(item, at, parts)),
        _ => {}
    }
}

#[test]
fn what_was_deleted_is_not_carried_and_a_deleted_case_comes_back_by_a_file() {
    let (one, two) = (side(), side());
    let id = begin(&one, 1);
    let file = written(&one.carry(id, Extent::Backup).unwrap());
    one.delete_declaration(id, after(1)).unwrap();
    assert!(one.case_ids().unwrap().is_empty(), "what was thrown away is in no backup");
    assert!(one.carry(id, Extent::Backup).is_err());
    assert_eq!(take(&one, file.clone(), Extent::Backup), Taken::Newer, "its owner took a file that has it");
    assert_eq!(one.case_ids().unwrap(), [id]);
    take(&two, file, Extent::Backup);
    assert_eq!(two.case_ids().unwrap(), [id]);
}

#[test]
fn every_table_of_a_declaration_is_carried_or_left_behind_on_purpose() {
    let carried = [
        "draft",
        "sent",
        "receipt",
        "status",
        "outbox",
        "addressee",
        "draft_history",
        "handed_over",
        "letter",
    ];
    let desk = ["member", "mandate", "desk_log"];
    // An import is undone where it was made, and so is whom something was taken back from; what lies beside a draft is part of its past.
    let left = ["deletion", "dropped_draft", "summary", "import_step", "draft_with_recent", "taken_back"];
    let side = side();
    let mut tables = side.read(crate::tables::declaration::referring).unwrap();
    let mut known: Vec<String> =
        carried.iter().chain(&desk).chain(&left).map(|name| (*name).to_owned()).collect();
    tables.sort();
    known.sort();
    assert_eq!(tables, known, "a new table: say in carried.rs what becomes of it in a backup");
}

#[test]
fn receipts_of_both_are_kept() {
    let (one, two) = (side(), side());
    let id = begin(&one, 1);
    send(&one, id, 1);
    receive(&one, id);
    carry(&one, &two, id, Extent::Backup);
    correct(&two, id, "new", after(200));
    two.seal(id, &sent(2), b"second", false).unwrap();
    receive(&two, id);
    carry(&two, &one, id, Extent::Backup);
    let row = one.declaration(id).unwrap().unwrap();
    assert_eq!(row.receipt.map(|ReceiptRow { revision, .. }| revision), Some(2), "the highest");
}

#[test]
fn what_was_received_elsewhere_waits_no_more_here() {
    let (one, two) = (side(), side());
    let id = begin(&one, 1);
    send(&one, id, 1);
    carry(&one, &two, id, Extent::Backup);
    receive(&two, id);
    let ours = one.outbox(id).unwrap().pop().unwrap();
    carry(&two, &one, id, Extent::Backup);
    assert!(one.outbox(id).unwrap().is_empty(), "the platform has it: nothing waits for ever");
    one.close(ours.seq, b"receipt", after(300)).unwrap();
    // The other way round: the receipt came here while the file with the same one was on its way.
    send(&two, id, 2);
    carry(&two, &one, id, Extent::Backup);
    let ours = one.outbox(id).unwrap().pop().unwrap();
    let file = two.outbox(id).unwrap().pop().unwrap();
    two.close(file.seq, b"receipt", after(400)).unwrap();
    one.close(ours.seq, b"receipt", after(400)).unwrap();
    carry(&two, &one, id, Extent::Backup);
    assert_eq!(
        one.declaration(id).unwrap().unwrap().receipt.map(|receipt| receipt.revision),
        Some(2),
        "once"
    );
}

#[test]
fn what_was_refused_is_no_dead_end_elsewhere() {
    let (from, to) = (side(), side());
    let id = begin(&from, 1);
    send(&from, id, 1);
    let refused = Mirrored {
        attempts: 1,
        next_attempt_at: after(5),
        state: OutboxState::Wedged,
        problem: Some(json!({ "code": "declaration-invalid" })),
    };
    from.mirror(from.outbox(id).unwrap()[0].seq, &refused).unwrap();
    carry(&from, &to, id, Extent::HandOver);
    let rows = to.outbox(id).unwrap();
    assert_eq!(rows.len(), 1, "it is sent from there, and refused there");
    assert_eq!((rows[0].state, rows[0].envelope.as_slice()), (OutboxState::Waiting, b"sealed 1".as_slice()));
    assert_eq!(carry(&from, &to, id, Extent::HandOver), Taken::Same, "once");
}

#[test]
fn what_was_said_beside_the_revisions_is_carried_once_and_replaces_nothing() {
    let (here, there) = (side(), side());
    let id = begin(&here, 7);
    here.put_letter(id, 1, &json!({ "text": "landed" })).unwrap();
    for extent in [Extent::Backup, Extent::HandOver] {
        let other = side();
        carry(&here, &other, id, extent);
        assert_eq!(other.letters(Some(id)).unwrap(), [(id, 1, json!({ "text": "landed" }))], "{extent:?}");
    }
    carry(&here, &there, id, Extent::Backup);
    there.put_letter(id, 1, &json!({ "text": "landed", "state": "received" })).unwrap();
    here.put_letter(id, 2, &json!({ "text": "please review" })).unwrap();
    assert_eq!(carry(&here, &there, id, Extent::Backup), Taken::Newer, "there is one more");
    let said: Vec<_> = there.letters(None).unwrap().into_iter().map(|(_, number, it)| (number, it)).collect();
    let known = json!({ "text": "landed", "state": "received" });
    assert_eq!(said, [(1, known), (2, json!({ "text": "please review" }))], "what is known here stays");
    assert_eq!(carry(&here, &there, id, Extent::Backup), Taken::Same, "twice changes nothing");
}

#[test]
fn a_file_that_speaks_for_another_declaration_or_of_no_revision_is_broken() {
    let (one, two) = (side(), side());
    let (id, other) = (begin(&one, 1), begin(&two, 2));
    let case = serde_json::to_value(one.carry(id, Extent::HandOver).unwrap()).unwrap();
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut forged = case.clone();
        change(&mut forged);
        let forged: CarriedCase = serde_json::from_value(forged).unwrap();
        let taken = two.take_cases::<VaultError>([Ok(forged)], Extent::HandOver, noon());
        assert_eq!(taken.unwrap_err().code(), "backup-damaged");
    };
    refused(&|case| {
        case["letters"] = json!([[4, { "declaration": other, "number": 4, "says": "shuts-phones" }]])
    });
    refused(&|case| case["letters"] = json!([[4, { "declaration": id, "number": 5, "says": "boarded" }]]));
    refused(&|case| case["draft"]["revision"] = u32::MAX.into());
    let mut own = case.clone();
    own["letters"] = json!([[4, { "declaration": id, "number": 4 }]]);
    let own: CarriedCase = serde_json::from_value(own).unwrap();
    assert_eq!(take(&two, own, Extent::HandOver), Taken::New, "a letter of its own comes along");
    assert!(two.letters(Some(other)).unwrap().is_empty(), "and nothing was said for another");
}

#[test]
fn whom_something_was_taken_back_from_is_forgotten_once_a_later_revision_arrived() {
    let side = side();
    let id = begin(&side, 1);
    let to = crate::HandedOver { receiver: "Mei".into(), at: noon() - chrono::TimeDelta::days(1) };
    side.hand_over(&[id], &to).unwrap();
    side.take_back(id).unwrap();
    assert_eq!(side.taken_back_from(id).unwrap(), Some(to.clone()), "they may have a copy");
    send(&side, id, 1);
    receive(&side, id);
    assert_eq!(side.taken_back_from(id).unwrap(), None, "what was sealed since has arrived");
    side.hand_over(&[id], &to).unwrap();
    assert_eq!(side.taken_back_from(id).unwrap(), None, "nor of one that is in somebody's hands");
}
