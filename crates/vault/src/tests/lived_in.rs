//! A vault that somebody worked in, as an earlier version left it. The fixtures of each schema hold a case of each kind, and no past;
//! `worked-in-12`, `-14` and `-15` were written by the programs of those schemas themselves, with every table in use.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use uuid::Uuid;

use super::former_files::{Former, former};
use super::support::{after, answers, passphrase};
use crate::tables::recent;
use crate::{DraftRow, KeyName, KeyStore as _, MemoryKeychain, Unlock, Vault, VaultDir, schema};

/// The tables of these names as a program of that schema had them.
fn tables_of(version: i64, names: [&str; 2]) -> [String; 2] {
    let mut connection = rusqlite::Connection::open_in_memory().unwrap();
    schema::migrate_to(&mut connection, version).unwrap();
    names.map(|name| {
        let sql = "SELECT sql FROM sqlite_schema WHERE name = ?1";
        connection.query_row(sql, [name], |row| row.get(0)).unwrap()
    })
}

#[test]
fn the_past_of_drafts_and_of_corrections_that_were_given_up_outlives_the_upgrade_that_moves_it() {
    let former = former("schema-14");
    let Former { known, directory, .. } = &former;
    let vault = Vault::open(directory, Unlock::Keychain).unwrap();
    let draft = vault.draft(known.draft).unwrap().unwrap();
    for (minute, street) in [(1, "Via Roma"), (2, "Via Verdi"), (3, "Via Dante")] {
        let typed =
            DraftRow { answers: json!({ "street": street }), updated_at: after(minute), ..draft.clone() };
        vault.save_draft(&typed).unwrap();
    }
    let begun = vault.draft(known.received).unwrap().unwrap();
    let typed = DraftRow { answers: json!({ "street": "Via Po" }), updated_at: after(2), ..begun.clone() };
    vault.save_draft(&typed).unwrap();
    vault.drop_draft(known.received, after(3)).unwrap();

    let past = vault.history(known.draft).unwrap();
    assert_eq!(past.len(), 3);
    let states = |vault: &Vault| -> Vec<_> {
        past.iter().map(|state| vault.state_at(known.draft, state.seq).unwrap().answers).collect()
    };
    let before = states(&vault);
    let [history, dropped] = tables_of(14, ["draft_history", "dropped_draft"]);
    let as_of_schema_14 = format!(
        "CREATE TEMP TABLE history AS SELECT declaration, seq, back, edition, saved_at, replaced_at FROM draft_history;
         CREATE TEMP TABLE dropped AS SELECT declaration, revision, edition, answers, spoken, reviewed, place, undo, earlier,
                                             updated_at, dropped_at, kind FROM dropped_draft;
         DROP TABLE draft_history;
         DROP TABLE dropped_draft;
         {history};
         {dropped};
         INSERT INTO draft_history SELECT * FROM history;
         INSERT INTO dropped_draft SELECT * FROM dropped;
         DROP TABLE history;
         DROP TABLE dropped;
         DROP TRIGGER declaration_is_listed;
         ALTER TABLE draft DROP COLUMN recent;
         DROP TABLE draft_with_recent;
         DROP TABLE taken_back;
         PRAGMA user_version = 14;"
    );
    vault
        .write(|transaction| {
            recent::settle_all(transaction)?;
            Ok(transaction.execute_batch(&as_of_schema_14)?)
        })
        .unwrap();
    drop(vault);

    let vault = Vault::open(directory, Unlock::Keychain).unwrap();
    assert_eq!(vault.history(known.draft).unwrap(), past, "every state of the thirty days");
    assert_eq!(states(&vault), before, "and each leads to its answers");
    assert!(
        vault.restore_draft(known.received, None, after(4)).unwrap() == typed,
        "the correction as it was left"
    );
    let past = vault.history(known.received).unwrap();
    let first = vault.state_at(known.received, past[0].seq).unwrap();
    assert!(past.len() == 1 && first.answers == begun.answers, "with its own past");
}

/// What the programs of these schemas wrote in a day's work.
#[test]
fn a_day_s_work_of_an_earlier_program_is_all_there_by_each_way_in() {
    for schema in ["worked-in-12", "worked-in-14", "worked-in-15", "worked-in-16"] {
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(schema);
        let known: Value =
            serde_json::from_slice(&std::fs::read(fixture.join("known.json")).unwrap()).unwrap();
        let code = known["code"].as_str().unwrap();
        let words = known["passphrase"].as_str().unwrap_or("correct horse");
        for way in
            [Unlock::Keychain, Unlock::Passphrase(passphrase(words)), Unlock::RecoveryCode(code.into())]
        {
            let root = tempfile::tempdir().unwrap();
            for name in ["vault.db", "vault.slots.json"] {
                std::fs::copy(fixture.join(name), root.path().join(name)).unwrap();
            }
            let keychain = Arc::new(MemoryKeychain::default());
            let entry: KeyName = serde_json::from_value(known["keychain"]["name"].clone()).unwrap();
            let key: Vec<u8> = serde_json::from_value(known["keychain"]["key"].clone()).unwrap();
            keychain.set(&entry, &key.into()).unwrap();
            let vault = Vault::open(&VaultDir::with_keychain(root.path(), keychain), way).unwrap();
            assert_eq!(vault.slots().len(), 3, "no way in was lost");
            all_is_there(&vault, &known);
        }
    }
}

fn all_is_there(vault: &Vault, known: &Value) {
    let id = |name: &str| known[name].as_str().unwrap().parse::<Uuid>().unwrap();
    let states_of = |id: Uuid| -> Vec<Value> {
        let states = vault.history(id).unwrap().into_iter();
        states
            .map(|state| json!({ "seq": state.seq, "answers": vault.state_at(id, state.seq).unwrap().answers }))
            .collect()
    };
    assert_eq!(Value::from(states_of(id("draft"))), known["states"], "every state that the draft was in");
    assert_eq!(vault.draft(id("draft")).unwrap().unwrap().answers["stay"]["street"], "Via Garibaldi");

    let received = vault.declaration(id("received")).unwrap().unwrap();
    assert_eq!(received.receipt.unwrap().bytes, b"receipt", "what was sent, with its receipt");
    assert_eq!(vault.letters(Some(id("received"))).unwrap().len(), 1, "and what was said beside it");
    let back = vault.restore_draft(id("received"), None, after(9_000)).unwrap();
    assert_eq!(back.answers["stay"]["street"], "Via Arno", "the correction that was given up");
    let past: Vec<Value> =
        states_of(id("received")).iter().map(|state| state["answers"]["stay"]["street"].clone()).collect();
    assert_eq!(past, [json!("Via Po"), Value::Null], "with its own past");

    let part = vault.desk_part(id("member")).unwrap();
    assert_eq!(part.member.unwrap().said["/seat"], "40A", "what the last list said");
    assert_eq!(part.mandate.unwrap().witness, "吴", "the consent");
    assert_eq!(part.log.len(), 2, "and the calls");
    let imports = vault.imports().unwrap().into_iter();
    let steps: Vec<usize> = imports.map(|import| vault.import_steps(import.number).unwrap().len()).collect();
    assert_eq!(json!(steps), known["steps"], "imports can still be taken back");
    let given = vault.handed_over(id("given")).unwrap().unwrap();
    assert_eq!(given.receiver, "温州商会（米兰）", "who has it in hand");
    assert_eq!(vault.draft(id("given")).unwrap().unwrap().answers, answers());
    vault.undelete(id("deleted")).unwrap();
    let deleted = vault.draft(id("deleted")).unwrap().unwrap();
    assert_eq!(deleted.answers["seat"], "1A", "what was deleted comes back as it was");
    assert_eq!(states_of(id("deleted")).len(), 1, "with its past");
}
