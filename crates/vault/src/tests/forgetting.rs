//! "Deleted for good" leaves nothing: after each way of deleting, every table is read with the key and searched.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::types::ValueRef;
use serde_json::{Value, json};
use uuid::Uuid;

use super::support::{Desk, after, answers, noon, sent};
use crate::{DraftRow, KEPT, SentRow, Vault};

const CANARY: &str = "Kanarienvogel-4711";

/// A deletion at noon is final at this time, and not a second before.
fn in_thirty_days() -> DateTime<Utc> {
    noon() + KEPT + TimeDelta::seconds(1)
}

fn with_canary() -> Value {
    let mut answers = answers();
    answers["health"]["other"] = json!(CANARY);
    answers
}

/// The tables in which the canary is found, each row read as the database hands it out.
pub(super) fn tables_with(vault: &Vault, canary: &str) -> Vec<String> {
    let names: Vec<String> = vault
        .read(|connection| {
            let mut statement = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
            Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
        })
        .unwrap();
    assert!(names.len() > 8, "there are tables to search");
    names
        .into_iter()
        .filter(|name| vault.read(|connection| Ok(holds(connection, name, canary))).unwrap())
        .collect()
}

fn holds(connection: &rusqlite::Connection, table: &str, canary: &str) -> bool {
    let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
    let columns = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        for column in 0..columns {
            let bytes = match row.get_ref(column).unwrap() {
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
                _ => &[],
            };
            if bytes.windows(canary.len()).any(|window| window == canary.as_bytes()) {
                return true;
            }
        }
    }
    false
}

fn received(vault: &Vault, answers: Value) -> DraftRow {
    let draft = vault.new_declaration(1, answers, noon()).unwrap();
    let first = SentRow { answers: draft.answers.clone(), ..sent(1) };
    vault.seal(draft.id, &first, b"envelope", false).unwrap();
    let row = vault.outbox_of_all().unwrap().swap_remove(0);
    vault.close(row.seq, b"receipt", noon()).unwrap();
    draft
}

fn withdrawn(vault: &Vault, id: Uuid, revision: u32) {
    let last = vault.declaration(id).unwrap().unwrap().sent.unwrap();
    let withdrawal = SentRow { revision, withdrawal: true, ..last };
    vault.seal(id, &withdrawal, b"withdrawal", false).unwrap();
    let row = vault.outbox_of_all().unwrap().swap_remove(0);
    vault.close(row.seq, b"receipt", noon()).unwrap();
}

type Way = fn(&Vault);

const WAYS: [(&str, Way); 7] = [
    ("a letter about it is kept", |vault| {
        let first = received(vault, answers());
        vault.put_letter(first.id, 7, &json!({ "text": CANARY })).unwrap();
        withdrawn(vault, first.id, 2);
        vault.delete_declaration(first.id, noon()).unwrap();
    }),
    ("a draft is deleted", |vault| {
        let draft = vault.new_declaration(1, with_canary(), noon()).unwrap();
        vault.delete_declaration(draft.id, noon()).unwrap();
    }),
    ("an answer is taken back", |vault| {
        let draft = vault.new_declaration(1, with_canary(), noon()).unwrap();
        vault.save_draft(&DraftRow { answers: answers(), ..draft }).unwrap();
    }),
    ("a correction is dropped", |vault| {
        let first = received(vault, answers());
        vault.start_revision(&DraftRow { revision: 2, answers: with_canary(), ..first.clone() }).unwrap();
        vault.drop_draft(first.id, noon()).unwrap();
    }),
    ("a correction is dropped, the declaration withdrawn and deleted", |vault| {
        let first = received(vault, answers());
        vault.start_revision(&DraftRow { revision: 2, answers: with_canary(), ..first.clone() }).unwrap();
        vault.drop_draft(first.id, noon()).unwrap();
        withdrawn(vault, first.id, 2);
        vault.delete_declaration(first.id, noon()).unwrap();
    }),
    ("a dropped correction comes back, and the answer is taken back", |vault| {
        let first = received(vault, answers());
        vault.start_revision(&DraftRow { revision: 2, answers: with_canary(), ..first.clone() }).unwrap();
        vault.drop_draft(first.id, noon()).unwrap();
        let back = vault.restore_draft(first.id, None, noon()).unwrap();
        vault.save_draft(&DraftRow { answers: answers(), ..back }).unwrap();
    }),
    ("a sent declaration is withdrawn and deleted", |vault| {
        let first = received(vault, with_canary());
        withdrawn(vault, first.id, 2);
        vault.delete_declaration(first.id, noon()).unwrap();
    }),
];

#[test]
fn deleted_for_good_leaves_no_answer_in_any_table() {
    for (way, delete) in WAYS {
        let desk = Desk::with_vault();
        let vault = desk.open().unwrap();
        delete(&vault);
        vault.purge(in_thirty_days() - TimeDelta::seconds(2)).unwrap();
        assert!(!tables_with(&vault, CANARY).is_empty(), "{way}: it can still come back");
        vault.purge(in_thirty_days()).unwrap();
        assert_eq!(tables_with(&vault, CANARY), [""; 0], "{way}: after thirty days it is gone");
        drop(vault);
        let vault = desk.open().unwrap();
        assert_eq!(tables_with(&vault, CANARY), [""; 0], "{way}: also after a restart");
    }
}

#[test]
fn what_was_not_deleted_is_not_purged() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, with_canary(), noon()).unwrap();
    let first = received(&vault, with_canary());
    vault.start_revision(&DraftRow { revision: 2, ..first.clone() }).unwrap();
    vault.purge(in_thirty_days() + KEPT).unwrap();
    assert!(vault.draft(draft.id).unwrap().is_some(), "a draft waits as long as its traveller does");
    assert!(vault.draft(first.id).unwrap().is_some(), "and so does a correction");
    assert!(vault.declaration(first.id).unwrap().unwrap().sent.is_some(), "what was sent stays");
}

#[test]
fn a_purge_empties_the_log_that_still_held_what_went() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, with_canary(), noon()).unwrap();
    vault.delete_declaration(draft.id, noon()).unwrap();
    vault.purge(in_thirty_days()).unwrap();
    let log = desk.files().remove("vault.db-wal").unwrap_or_default();
    assert!(log.is_empty(), "old pages must not wait in it for the next answers");
}

#[test]
fn a_dropped_correction_comes_back_whole() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let first = received(&vault, answers());
    let nothing = vault.restore_draft(first.id, None, noon()).err().unwrap();
    assert_eq!(nothing.code(), "vault-not-found", "none was dropped");
    let second = DraftRow { revision: 2, ..first.clone() };
    vault.start_revision(&second).unwrap();
    let typed = DraftRow { answers: with_canary(), updated_at: after(5), ..second };
    vault.save_draft(&typed).unwrap();
    vault.drop_draft(first.id, after(6)).unwrap();
    assert!(vault.restore_draft(first.id, None, noon()).unwrap() == typed, "as it was left");
    assert_eq!(vault.history(first.id).unwrap().len(), 1, "with the states before");
}

#[test]
fn every_correction_that_was_given_up_comes_back_with_its_own_past() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let first = received(&vault, answers());
    for street in ["Via Roma", "Via Verdi", "Via Dante"] {
        let begun = DraftRow { revision: 2, ..first.clone() };
        vault.start_revision(&begun).unwrap();
        vault.save_draft(&DraftRow { answers: json!({ "street": street }), ..begun }).unwrap();
        vault.drop_draft(first.id, after(6)).unwrap();
    }
    let streets = |vault: &Vault| -> Vec<String> {
        let dropped = vault.dropped_drafts().unwrap().into_iter();
        let mut streets: Vec<_> = dropped.map(|one| one.draft.answers["street"].to_string()).collect();
        streets.sort();
        streets
    };
    assert_eq!(
        streets(&vault),
        [r#""Via Dante""#, r#""Via Roma""#, r#""Via Verdi""#],
        "none took another's place"
    );

    let back = vault.restore_draft(first.id, Some(1), after(7)).unwrap();
    assert_eq!(back.answers["street"], "Via Roma", "the one that was asked for");
    let past = vault.history(first.id).unwrap();
    let before = vault.state_at(first.id, past[0].seq).unwrap();
    assert!(past.len() == 1 && before.answers == answers(), "with its own past and no other's");

    let last = vault.restore_draft(first.id, None, after(8)).unwrap();
    assert_eq!(last.answers["street"], "Via Dante", "who undoes means the last one");
    assert_eq!(
        streets(&vault),
        [r#""Via Roma""#, r#""Via Verdi""#],
        "what was begun meanwhile changed places with it"
    );
    assert_eq!(vault.history(first.id).unwrap().len(), 1, "each keeps its past");

    vault.forget_dropped(first.id, 2, &(Arc::new(|_| {}) as crate::Progress)).unwrap();
    assert_eq!(streets(&vault).len(), 1, "one is forgotten without the others");
    assert_eq!(tables_with(&vault, "Via Verdi"), [""; 0], "and with its past");
}
