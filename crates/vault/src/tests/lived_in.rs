//! A vault that somebody worked in, as an earlier version left it. The fixtures of each schema hold a case of each kind, and no past.

use serde_json::json;

use super::former_files::{Former, former};
use super::support::after;
use crate::{DraftRow, Unlock, Vault, schema};

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
         PRAGMA user_version = 14;"
    );
    vault.write(|transaction| Ok(transaction.execute_batch(&as_of_schema_14)?)).unwrap();
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
