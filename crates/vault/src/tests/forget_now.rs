//! "Forget now" leaves nothing: not in a table, not in a free page, not in the log, not under the old key.

use serde_json::json;

use super::forgetting::tables_with;
use super::support::{Desk, after, answers, noon, quietly, refuses_untouched, sent};
use crate::{DraftRow, LogRow, Mandate, Summary, SummaryWords, Vault};

const CANARY: &str = "Kanarienvogel-0815";

/// Whether any page of the open database holds the canary once decrypted, free pages and slack included.
fn in_pages(vault: &Vault) -> bool {
    let bytes = vault.line().connection().unwrap().serialize("main").unwrap().to_vec();
    assert!(
        bytes.starts_with(b"SQLite format 3\0"),
        "the pages are decrypted, else the search proves nothing"
    );
    bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes())
}

#[test]
fn what_is_forgotten_is_in_no_page_and_no_log() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let kept = vault.new_declaration(1, answers(), noon()).unwrap();
    let mut draft = vault.new_declaration(1, json!({ "other": CANARY.repeat(400) }), noon()).unwrap();
    for count in 0..60 {
        draft = DraftRow { answers: json!({ "n": count, "other": format!("{CANARY}{count}") }), ..draft };
        vault.save_draft(&draft).unwrap();
    }
    vault.purge(noon()).unwrap();
    assert!(in_pages(&vault), "it is there before");
    let old = desk.as_after_a_power_cut().files()["vault.db"].clone();

    vault.forget(draft.id, &quietly()).unwrap();
    assert!(!in_pages(&vault), "no page holds it, in use or free");
    assert_eq!(tables_with(&vault, CANARY), [""; 0], "nor any table");
    let log = desk.files().remove("vault.db-wal").unwrap_or_default();
    assert!(log.is_empty(), "nor the log");
    assert!(vault.draft(kept.id).unwrap() == Some(kept), "everything else is there");
    vault.forget(draft.id, &quietly()).unwrap();
    drop(vault);

    std::fs::write(desk.path("vault.db"), old).unwrap();
    refuses_untouched(&desk, "vault-key-mismatch", || desk.open());
}

#[test]
fn what_waits_to_be_sent_is_not_forgotten() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = vault.new_declaration(1, answers(), noon()).unwrap().id;
    vault.seal(id, &sent(1), b"envelope", false).unwrap();
    let refused = vault.forget(id, &quietly()).unwrap_err();
    assert_eq!(refused.code(), "vault-still-waiting", "the traveller was told that it would be sent");
    vault.close(vault.outbox_of_all().unwrap()[0].seq, b"receipt", after(1)).unwrap();
    vault.forget(id, &quietly()).unwrap();
    assert!(vault.declaration(id).unwrap().is_none(), "then it is");
}

#[test]
fn a_season_that_is_over_leaves_nothing_of_its_people() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let kept = vault.new_declaration(1, answers(), noon()).unwrap();
    let mut gone = Vec::new();
    for count in 0..5 {
        let draft = vault.new_declaration(1, json!({ "other": format!("{CANARY}{count}") }), noon()).unwrap();
        let mandate = Mandate {
            way: "phone".into(),
            said_by: CANARY.into(),
            witness: CANARY.into(),
            volunteer: "Lin".into(),
            wording: CANARY.into(),
            given_at: noon(),
        };
        let log = LogRow {
            what: "consented".into(),
            note: CANARY.into(),
            again_on: None,
            volunteer: "Lin".into(),
            at: noon(),
        };
        vault.put_mandate(draft.id, &mandate, &log).unwrap();
        let words = SummaryWords { names: vec![CANARY.into()], ..SummaryWords::default() };
        vault.put_summary(draft.id, &Summary { name: CANARY.into(), words, ..Summary::default() }).unwrap();
        gone.push(draft.id);
    }
    vault.seal(gone[4], &sent(1), b"envelope", false).unwrap();
    assert_eq!(vault.forget_all(&gone, &quietly()).unwrap_err().code(), "vault-still-waiting");
    assert!(vault.draft(gone[0]).unwrap().is_some(), "all of them or none");
    vault.close(vault.outbox_of_all().unwrap()[0].seq, b"receipt", after(1)).unwrap();
    assert!(in_pages(&vault), "it is there before");
    vault.forget_all(&gone, &quietly()).unwrap();
    assert!(!in_pages(&vault), "no page holds a name, a consent or a call");
    assert_eq!(tables_with(&vault, CANARY), [""; 0], "nor any table");
    assert!(vault.draft(kept.id).unwrap() == Some(kept), "whoever stays is there");
}

#[test]
fn a_check_finds_a_flipped_bit_and_an_unclean_end_is_known() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    assert!(!vault.ended_uncleanly(), "it was closed");
    for _ in 0..20 {
        vault.new_declaration(1, answers(), noon()).unwrap();
    }
    assert!(vault.check().unwrap().is_empty(), "all is well");
    vault.new_declaration(1, answers(), noon()).unwrap();
    let cut = desk.as_after_a_power_cut();
    let after_cut = cut.open().unwrap();
    assert!(after_cut.ended_uncleanly(), "the log was left behind");
    assert!(after_cut.check().unwrap().is_empty(), "and mends what it must");
    drop((vault, after_cut));
    let whole = desk.files()["vault.db"].clone();
    for page in 1..whole.len() / 4096 {
        let mut damaged = whole.clone();
        damaged[page * 4096 + 1000] ^= 4;
        std::fs::write(desk.path("vault.db"), &damaged).unwrap();
        // Some pages are needed to open at all.
        if let Ok(vault) = desk.open() {
            assert!(
                !vault.check().map_or(true, |faults| faults.is_empty()),
                "page {page} is not what was written"
            );
        }
    }
}

#[test]
fn a_forgetting_that_was_cut_off_is_finished_by_the_next_purge() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, json!({ "other": CANARY.repeat(400) }), noon()).unwrap();
    vault.purge(noon()).unwrap();
    let old = desk.as_after_a_power_cut().files()["vault.db"].clone();
    std::fs::create_dir(desk.path("vault.db.new")).unwrap(); // where the copy would go
    assert!(vault.forget(draft.id, &quietly()).is_err(), "the new key cannot be made");
    assert!(
        vault.declaration(draft.id).unwrap().is_none(),
        "the rows are gone, and nobody can ask for it again"
    );
    assert!(vault.purge(noon()).is_err(), "as long as it cannot be made, the purge says so");
    std::fs::remove_dir(desk.path("vault.db.new")).unwrap();
    vault.purge(noon()).unwrap();
    assert!(!in_pages(&vault), "no page holds it");
    assert_eq!(vault.get_setting("forgetting").unwrap(), None, "it is done");
    drop(vault);
    std::fs::write(desk.path("vault.db"), old).unwrap();
    refuses_untouched(&desk, "vault-key-mismatch", || desk.open());
}
