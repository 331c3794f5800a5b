//! What is saved comes back as it was.

use std::collections::BTreeSet;

use serde_json::json;
use uuid::Uuid;

use super::support::{Desk, after, answers, noon, sent};
use crate::{Bookmark, DraftRow, Earlier, Removed, SetAside, StatusRow, Summary, files};

#[test]
fn a_draft_comes_back_as_it_was_saved() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let begun = vault.new_declaration(1, answers(), noon()).unwrap();
    let strange = "a\"b\\c\u{0}\u{202E}名🙂\u{2028}'; DROP TABLE draft; --";
    let changed = DraftRow {
        answers: json!({ "about": { "surname": strange }, "x": [1.5, -3, null, {}, true] }),
        spoken: BTreeSet::from(["/about/surname".into(), strange.into()]),
        reviewed: true,
        bookmark: Some(Bookmark { page: "about".into(), pointer: Some("/about/surname".into()) }),
        undo: Some(Removed { pointer: "/legs".into(), index: 2, value: json!({ "from": "FRA" }) }),
        earlier: Some(Earlier {
            edition: 1,
            answers: json!({ "about": { "surname": "WANG", "religion": strange } }),
            aside: vec![SetAside {
                edition: 1,
                pointer: "/about/religion".into(),
                value: json!(strange),
                why: "not-asked".into(),
            }],
            untouched: true,
            before: None,
        }),
        updated_at: after(1),
        ..begun.clone()
    };
    vault.save_draft(&changed).unwrap();
    drop(vault);
    let found = desk.open().unwrap().draft(begun.id).unwrap();
    assert!(
        found == Some(changed),
        "answers, place, undo, what was before and what may speak are as they were left"
    );
}

#[test]
fn one_answer_after_the_other_writes_the_pages_of_its_draft_and_nothing_else() {
    // What is longer than a page is written beside where it was, and that is erased.
    for (long, pages) in [(0, 1), (2_000, 1), (12_000, 8)] {
        writes_alone(&"x".repeat(long), pages);
    }
}

fn writes_alone(rest: &str, pages: usize) {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    let listed = Summary { context: "today".into(), ..Summary::default() };
    vault.put_summary(draft.id, &listed).unwrap();
    let mut written = Vec::new();
    for minutes in 1..=40 {
        let log = || desk.files()["vault.db-wal"].len();
        let before = log();
        let typed = DraftRow {
            answers: json!({ "seat": minutes, "rest": rest }),
            updated_at: after(minutes * 120),
            ..draft.clone()
        };
        vault.save_draft(&typed).unwrap();
        written.push((log() - before) / (files::PAGE as usize));
    }
    assert!(written[0] > 2, "the list is told that its line is out of date: {written:?}");
    let past = written[1..].iter().filter(|all| **all > pages).count();
    assert!(
        past <= 6 && written[1..].contains(&pages),
        "once; and what the draft was before is written down some steps at a time: {written:?}"
    );
    assert_eq!(vault.history(draft.id).unwrap().len(), 40, "each of them can be brought back");
}

#[test]
fn a_draft_that_is_not_there_is_not_saved_silently() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    let code = |draft: &DraftRow| vault.save_draft(draft).unwrap_err().code();
    let other = DraftRow { id: Uuid::nil(), ..draft.clone() };
    assert_eq!(code(&other), "vault-not-found", "\"saved\" must not be said of nothing");
    let later = DraftRow { revision: 2, ..draft.clone() };
    assert_eq!(code(&later), "vault-not-found", "a screen of an old revision must not overwrite the new one");
    vault.seal(draft.id, &sent(1), b"sealed", false).unwrap();
    assert_eq!(code(&draft), "vault-not-found", "what was sealed cannot be typed into");
}

#[test]
fn a_revision_is_started_once_and_can_be_dropped() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let first = vault.new_declaration(1, answers(), noon()).unwrap();
    assert_eq!(vault.start_revision(&first).unwrap_err().code(), "vault-exists", "there is a draft already");
    vault.seal(first.id, &sent(1), b"sealed", false).unwrap();
    let second = DraftRow { revision: 2, ..first.clone() };
    vault.start_revision(&second).unwrap();
    assert!(vault.draft(first.id).unwrap() == Some(second), "a correction is a draft again");
    vault.drop_draft(first.id, noon()).unwrap();
    assert!(vault.draft(first.id).unwrap().is_none(), "and can be given up");
    let kept = vault.declaration(first.id).unwrap().unwrap().sent;
    assert!(kept == Some(sent(1)), "what was sent stays");
    let unknown = DraftRow { id: Uuid::nil(), ..first };
    assert_eq!(vault.start_revision(&unknown).unwrap_err().code(), "vault-not-found", "of nothing, none");
}

#[test]
fn declarations_are_listed_newest_first_with_all_that_is_known() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let older = vault.new_declaration(1, answers(), noon()).unwrap().id;
    let newer = vault.new_declaration(1, answers(), after(5)).unwrap().id;
    assert!(older < newer, "ids sort by time");
    assert_eq!(older.get_version_num(), 7, "and are UUIDs of version 7");
    vault.seal(older, &sent(1), b"sealed", false).unwrap();
    let row = vault.outbox_of_all().unwrap().swap_remove(0);
    vault.close(row.seq, b"receipt", after(7)).unwrap();
    let status = StatusRow { etag: "\"a\"".into(), body: b"{}".to_vec(), checked_at: after(8) };
    vault.put_status(older, &status).unwrap();

    let listed = vault.declarations().unwrap();
    let ids: Vec<_> = listed.iter().map(|row| row.id).collect();
    assert_eq!(ids, [newer, older], "the one begun last stands first");
    let old = &listed[1];
    assert!(old.sent == Some(sent(1)) && old.status == Some(status), "with what was sent and its status");
    let receipt = old.receipt.as_ref().unwrap();
    assert_eq!((receipt.revision, receipt.bytes.as_slice()), (1, b"receipt".as_slice()), "and its receipt");
    assert!(vault.declaration(older).unwrap().as_ref() == Some(old), "one by one it is the same");
    assert!(listed[0].secret != old.secret, "each has a secret of its own");
}

#[test]
fn settings_are_replaced() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    assert_eq!(vault.get_setting("text-size").unwrap(), None, "none yet");
    vault.set_setting("text-size", "125").unwrap();
    vault.set_setting("text-size", "200").unwrap();
    drop(vault);
    let value = desk.open().unwrap().get_setting("text-size").unwrap();
    assert_eq!(value.as_deref(), Some("200"), "the last one counts");
}

#[test]
fn a_draft_can_move_to_another_id_until_it_is_sealed() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    let new = Uuid::from_u128(77);
    vault.readdress(draft.id, new).unwrap();
    assert!(vault.declaration(draft.id).unwrap().is_none(), "nothing is left under the old id");
    assert!(
        vault.draft(new).unwrap() == Some(DraftRow { id: new, ..draft.clone() }),
        "what was typed moved along"
    );
    vault.seal(new, &sent(1), b"sealed", false).unwrap();
    let code = |old, new| vault.readdress(old, new).unwrap_err().code();
    assert_eq!(code(new, Uuid::from_u128(78)), "vault-not-found", "others know it by its id now");
    assert_eq!(code(draft.id, new), "vault-not-found", "there is no such declaration");
    assert_eq!(vault.outbox(new).unwrap().len(), 1, "and its envelope still waits under its id");
}
