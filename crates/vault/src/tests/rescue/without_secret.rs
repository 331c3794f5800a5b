//! The page with the secrets is damaged: answers and what stands beside them are as good as ever.

use super::super::support::{Desk, after, answers, noon, sent};
use super::{flip, rescue, traveller};
use crate::{DraftRow, HandedOver, LogRow, LostPart, Mandate, Vault};

/// Flips a bit on the page that holds the rows of a table, where they are few.
fn flip_the_page_of(desk: &Desk, vault: Vault, table: &str) {
    vault.purge(noon()).unwrap();
    let page = vault.read(|connection| {
        let sql = "SELECT rootpage FROM sqlite_schema WHERE name = ?1";
        Ok(connection.query_row(sql, [table], |row| row.get::<_, u32>(0))?)
    });
    drop(vault);
    flip(desk, [page.unwrap() as usize]);
}

#[test]
fn without_its_secret_a_draft_that_was_never_sent_lost_nothing() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let never = vault.new_declaration(1, traveller(1, 1), noon()).unwrap().id;
    let was = vault.new_declaration(1, answers(), noon()).unwrap().id;
    vault.seal(was, &sent(1), &[7; 900], false).unwrap();
    vault.close(vault.outbox(was).unwrap()[0].seq, b"a receipt", after(10)).unwrap();
    flip_the_page_of(&desk, vault, "declaration");
    let (vault, rescue) = rescue(&desk);
    let told: Vec<_> = rescue.lost.iter().map(|lost| lost.id).collect();
    assert_eq!(told, [was], "nobody is frightened into declaring twice");
    assert_eq!(vault.draft(never).unwrap().unwrap().answers, traveller(1, 1), "it is all there");
}

#[test]
fn without_its_secret_what_stands_beside_a_declaration_stays() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    vault.seal(draft.id, &sent(1), &[7; 900], false).unwrap();
    vault.close(vault.outbox(draft.id).unwrap()[0].seq, b"a receipt", after(10)).unwrap();
    let correction = |version| DraftRow { revision: 2, answers: traveller(0, version), ..draft.clone() };
    vault.start_revision(&correction(1)).unwrap();
    vault.drop_draft(draft.id, after(20)).unwrap();
    vault.start_revision(&correction(2)).unwrap();
    vault.save_draft(&correction(3)).unwrap();
    let said = LogRow {
        what: "called".into(),
        note: "未接".into(),
        again_on: None,
        volunteer: "Lin".into(),
        at: noon(),
    };
    let mandate = Mandate {
        way: "phone".into(),
        said_by: "陈雨桐".into(),
        witness: String::new(),
        volunteer: "Lin".into(),
        wording: "1".into(),
        given_at: noon(),
    };
    vault.put_mandate(draft.id, &mandate, &said).unwrap();
    vault.hand_over(&[draft.id], &HandedOver { receiver: "Mei".into(), at: noon() }).unwrap();
    flip_the_page_of(&desk, vault, "declaration");

    let (vault, rescue) = rescue(&desk);
    assert_eq!(rescue.lost.len(), 1);
    assert!(
        rescue.lost[0].parts.contains(&LostPart::Secret),
        "it can be followed no more: {:?}",
        rescue.lost
    );
    assert_eq!(
        vault.draft(draft.id).unwrap().unwrap().answers,
        traveller(0, 3),
        "the correction is the draft"
    );
    assert_eq!(vault.history(draft.id).unwrap().len(), 1, "with what it was before");
    let dropped = vault.dropped_drafts().unwrap();
    let given_up: Vec<_> = dropped.iter().map(|dropped| &dropped.draft.answers).collect();
    assert_eq!(given_up, [&sent(1).answers, &traveller(0, 1)], "what was sent, and what was given up");
    assert!(
        dropped.iter().all(|dropped| dropped.draft.revision == 1),
        "nothing was sent under the new secret"
    );
    assert_eq!(vault.mandate(draft.id).unwrap(), Some(mandate), "the consent");
    assert_eq!(vault.desk_part(draft.id).unwrap().log, [said], "the calls");
    let receiver = vault.handed_over(draft.id).unwrap().map(|to| to.receiver);
    assert_eq!(receiver.as_deref(), Some("Mei"), "whoever has it in hand still has");
    vault.purge(after(2000)).unwrap();
    assert_eq!(vault.dropped_drafts().unwrap().len(), 2, "and it is not purged at once");
}
