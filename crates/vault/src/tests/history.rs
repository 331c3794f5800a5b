//! Every saved state of a draft can be brought back, within bounds.

use chrono::TimeDelta;
use serde_json::json;

use super::support::{Desk, after, answers, noon, sent};
use crate::tables::history::STATES;
use crate::tables::recent;
use crate::{Bookmark, DraftRow, Earlier, KEPT};

#[test]
fn every_saved_state_can_be_brought_back() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let mut draft = vault.new_declaration(1, json!({}), noon()).unwrap();
    let mut states = vec![draft.clone()];
    for (second, answers) in [
        json!({ "about": { "surname": "C" } }),
        json!({ "about": { "surname": "CHEN" }, "legs": [{ "from": "FLR" }] }),
        json!({ "about": { "surname": "CHEN" }, "legs": [{ "from": "FLR" }, { "from": "FRA" }] }),
        json!({ "about": {}, "legs": [{ "from": "FRA" }] }),
    ]
    .into_iter()
    .enumerate()
    {
        draft = DraftRow { answers, updated_at: after(second as i64 + 1), ..draft };
        vault.save_draft(&draft).unwrap();
        states.push(draft.clone());
    }
    drop(vault);

    let vault = desk.open().unwrap();
    let history = vault.history(draft.id).unwrap();
    assert_eq!(history.len(), 4, "a state for each that was replaced");
    assert_eq!(history[3].changed, ["/about"], "a list of states can say what each change was about");
    for (past, state) in history.iter().rev().zip(&states) {
        assert_eq!(past.saved_at, state.updated_at, "it says when it was so");
        let found = vault.state_at(draft.id, past.seq).unwrap();
        assert_eq!(found.answers, state.answers, "exactly as it was");
    }
    let first = vault.state_at(draft.id, history[3].seq).unwrap();
    vault.save_draft(&DraftRow { updated_at: after(9), ..first }).unwrap();
    assert_eq!(vault.draft(draft.id).unwrap().unwrap().answers, json!({}), "brought back");
    let undone = vault.history(draft.id).unwrap()[0].seq;
    let undone = vault.state_at(draft.id, undone).unwrap();
    assert_eq!(undone.answers, draft.answers, "and bringing back can itself be undone");
}

#[test]
fn a_past_is_one_wherever_its_steps_lie() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let id = vault.new_declaration(1, json!({ "count": 0 }), noon()).unwrap().id;
    vault.seal(id, &sent(1), b"sealed", false).unwrap();
    let draft = DraftRow {
        revision: 2,
        answers: json!({ "count": 0 }),
        ..vault.new_declaration(1, json!({}), noon()).unwrap()
    };
    let draft = DraftRow { id, ..draft };
    vault.start_revision(&draft).unwrap();
    for count in 1..=40 {
        let answers = json!({ "count": count });
        vault.save_draft(&DraftRow { answers, updated_at: after(count * 120), ..draft.clone() }).unwrap();
    }
    let states = |vault: &crate::Vault| -> Vec<_> {
        let states = vault.history(id).unwrap().into_iter();
        states.map(|state| vault.state_at(id, state.seq).unwrap().answers["count"].clone()).collect()
    };
    let all: Vec<_> = (0..40).rev().map(|count| json!(count)).collect();
    assert_eq!(states(&vault), all, "some beside the draft, and the others in the table");
    let past = vault.history(id).unwrap();
    drop(vault);
    let vault = desk.open().unwrap();
    vault.purge(after(6_000)).unwrap();
    assert!(vault.history(id).unwrap() == past, "all of them in the table");
    let latest = DraftRow { answers: json!({ "count": 41 }), updated_at: after(7_000), ..draft };
    vault.save_draft(&latest).unwrap();
    vault.drop_draft(id, after(7_100)).unwrap();
    assert_eq!(vault.history(id).unwrap(), [], "a draft that was given up takes its past along");
    assert!(vault.restore_draft(id, None, after(7_200)).unwrap().answers["count"] == 41);
    assert_eq!(states(&vault)[1..], all, "and brings it back");
}

#[test]
fn steps_that_cannot_be_read_keep_nothing_else_from_being_erased() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let typed = |count: i64| {
        let draft = vault.new_declaration(1, json!({}), noon()).unwrap();
        let next = DraftRow { answers: json!({ "count": count }), updated_at: after(600), ..draft };
        vault.save_draft(&next).unwrap();
        next
    };
    let (broken, sound, gone) = (typed(1), typed(2), typed(3));
    vault
        .write(|transaction| {
            let sql = "UPDATE draft SET recent = 'nonsense' WHERE declaration = ?1";
            Ok(transaction.execute(sql, [broken.id.to_string()]).map(drop)?)
        })
        .unwrap();
    vault.delete_declaration(gone.id, after(700)).unwrap();
    for late in [TimeDelta::zero(), KEPT + TimeDelta::hours(1), KEPT + TimeDelta::hours(48)] {
        vault.purge(after(800) + late).unwrap();
    }
    assert!(vault.declaration(gone.id).unwrap().is_none(), "what was deleted is erased");
    assert_eq!(vault.history(sound.id).unwrap(), [], "and so is what was typed over");
    assert!(vault.draft(broken.id).unwrap() == Some(broken), "the answers are there");
}

/// Saves what stands in a field after each key, a second apart from `at` on.
fn type_keys(vault: &crate::Vault, draft: &mut DraftRow, field: &str, texts: &[&str], at: i64) {
    for (second, text) in texts.iter().enumerate() {
        draft.answers[field] = json!(text);
        draft.updated_at = after(at + second as i64);
        vault.save_draft(draft).unwrap();
    }
}

#[test]
fn what_is_typed_on_without_a_pause_is_one_state_and_no_text_goes_missing() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let mut draft = vault.new_declaration(1, json!({ "name": null, "street": null }), noon()).unwrap();
    let states = |id| -> Vec<_> {
        let mut states: Vec<_> = vault.history(id).unwrap();
        states.reverse();
        states.iter().map(|past| vault.state_at(id, past.seq).unwrap().answers).collect()
    };
    type_keys(&vault, &mut draft, "name", &["L", "LI", "LIN"], 1);
    type_keys(&vault, &mut draft, "street", &["V", "Vi", "Via", "Via ", "Via R"], 10);
    assert_eq!(
        states(draft.id),
        [json!({ "name": null, "street": null }), json!({ "name": "LIN", "street": null })],
        "a state before each field, not before each key"
    );
    type_keys(&vault, &mut draft, "street", &["Via ", "Via", "", "C", "Co"], 20);
    assert_eq!(
        states(draft.id)[2]["street"],
        "Via R",
        "what was deleted letter by letter stood there whole once"
    );
    assert_eq!(states(draft.id).len(), 3, "and none of the letters is a state");
    type_keys(&vault, &mut draft, "street", &["Corso"], 300);
    assert_eq!(
        states(draft.id)[3]["street"],
        "Co",
        "what stood for minutes is a state, also where more follows"
    );
    type_keys(&vault, &mut draft, "street", &["Corsa", "Corso 1"], 301);
    let all: Vec<_> = states(draft.id).iter().map(|state| state["street"].clone()).collect();
    assert_eq!(all[4..], ["Corso", "Corsa"], "a letter that was changed is no text that went on");
}

#[test]
fn a_state_knows_the_edition_it_belongs_to() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let old = vault.new_declaration(1, answers(), noon()).unwrap();
    let earlier = Earlier { edition: 1, answers: answers(), aside: vec![], untouched: true, before: None };
    let taken = DraftRow {
        edition: 2,
        answers: json!({ "about": {} }),
        earlier: Some(earlier),
        updated_at: after(1),
        ..old.clone()
    };
    vault.save_draft(&taken).unwrap();
    let past = &vault.history(old.id).unwrap()[0];
    assert_eq!(past.edition, 1, "the list says it");
    let found = vault.state_at(old.id, past.seq).unwrap();
    assert!(
        found.edition == 1 && found.answers == old.answers && found.earlier.is_none(),
        "and so does the state"
    );
}

#[test]
fn moving_about_makes_no_state() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    let bookmark = Some(Bookmark { page: "health".into(), pointer: None });
    vault.save_draft(&DraftRow { bookmark, reviewed: true, ..draft.clone() }).unwrap();
    assert!(vault.history(draft.id).unwrap().is_empty(), "no answer changed");
}

#[test]
fn history_is_bounded_and_ends_with_sealing() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, json!({}), noon()).unwrap();
    for count in 0..STATES + 5 {
        vault.save_draft(&DraftRow { answers: json!({ "count": count }), ..draft.clone() }).unwrap();
    }
    let history = vault.history(draft.id).unwrap();
    assert_eq!(history.len(), STATES as usize, "the oldest go first");
    vault.purge(noon()).unwrap();
    let kept = vault.read(|connection| {
        Ok(connection.query_row("SELECT count(*) FROM draft_history", [], |row| row.get::<_, u32>(0))?)
    });
    assert_eq!(kept.unwrap(), STATES, "from the file, too");
    let oldest = history.last().unwrap().seq;
    assert_eq!(vault.state_at(draft.id, oldest).unwrap().answers, json!({ "count": 4 }), "the rest is exact");
    assert_eq!(
        vault.state_at(draft.id, oldest - 1).err().unwrap().code(),
        "vault-not-found",
        "what went is gone"
    );
    vault.seal(draft.id, &sent(1), b"sealed", false).unwrap();
    assert!(
        vault.history(draft.id).unwrap().is_empty(),
        "answers that were taken back before sending go with it"
    );
}

#[test]
fn a_clock_that_was_ahead_for_a_while_leaves_only_states_that_were_so() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let days = |days: i64| noon() + TimeDelta::days(days);
    let draft = vault.new_declaration(1, json!({ "a": 0, "b": 0 }), noon()).unwrap();
    let saved = [
        json!({ "a": 1, "b": 0 }),
        json!({ "a": 1, "b": 1 }),
        json!({ "a": 2, "b": 1 }),
        json!({ "a": 2, "b": 2 }),
    ];
    for (answers, at) in saved.iter().zip([0, 40, 0, 1]) {
        vault
            .save_draft(&DraftRow { answers: answers.clone(), updated_at: days(at), ..draft.clone() })
            .unwrap();
    }
    vault.purge(days(1)).unwrap();
    let time = vault.history(draft.id).unwrap().len();
    assert_eq!(time, 4, "all of it is there on the next day");
    for at in [31, 32] {
        vault.purge(days(at)).unwrap();
        for past in vault.history(draft.id).unwrap() {
            let state = vault.state_at(draft.id, past.seq).unwrap().answers;
            assert!(saved.contains(&state) || state == draft.answers, "day {at}: {state} was saved once");
        }
    }
    assert!(vault.history(draft.id).unwrap().is_empty(), "and all of it goes in the end");
}

#[test]
fn whoever_comes_back_after_forty_days_keeps_what_they_type_over_for_thirty() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let days = |days: i64| noon() + TimeDelta::days(days);
    let draft = vault.new_declaration(1, json!({ "n": 0 }), noon()).unwrap();
    let save = |n: i64, day: i64| {
        let answers = json!({ "n": n });
        vault.save_draft(&DraftRow { answers, updated_at: days(day), ..draft.clone() }).unwrap();
    };
    vault.purge(days(0)).unwrap();
    save(1, 1);
    vault.purge(days(40)).unwrap();
    save(2, 40);
    for at in [40, 41, 55, 69] {
        vault.purge(days(at)).unwrap();
        let newest = vault.history(draft.id).unwrap().first().map(|past| past.seq);
        let state = vault.state_at(draft.id, newest.unwrap_or_default()).map(|state| state.answers);
        assert_eq!(state.unwrap(), json!({ "n": 1 }), "day {at}: what was typed over on day 40");
    }
    vault.purge(days(71)).unwrap();
    assert!(vault.history(draft.id).unwrap().is_empty(), "and then it goes");
}

#[test]
fn one_start_under_a_clock_years_behind_leaves_history_and_what_was_done_then() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let days = |days: i64| noon() + TimeDelta::days(days);
    let draft = vault.new_declaration(1, json!({ "n": 0 }), noon()).unwrap();
    let save = |n: i64, day: i64| {
        let answers = json!({ "n": n });
        vault.save_draft(&DraftRow { answers, updated_at: days(day), ..draft.clone() }).unwrap();
    };
    vault.purge(days(0)).unwrap();
    save(1, 1);
    vault.purge(days(-2000)).unwrap();
    save(2, -2000);
    for at in [1, 2, 3, 29] {
        vault.purge(days(at)).unwrap();
        assert_eq!(vault.history(draft.id).unwrap().len(), 2, "day {at}: both states are there");
    }
    vault.purge(days(32)).unwrap();
    assert!(vault.history(draft.id).unwrap().is_empty(), "thirty days after the clock was right again");
}

#[test]
fn a_gap_in_the_steps_is_never_stepped_over() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, json!({}), noon()).unwrap();
    for count in 0..4 {
        vault.save_draft(&DraftRow { answers: json!({ "n": count }), ..draft.clone() }).unwrap();
    }
    // As an earlier version's purge left it.
    vault
        .write(|transaction| {
            recent::settle_all(transaction)?;
            Ok(transaction.execute("DELETE FROM draft_history WHERE seq = 3", []).map(drop)?)
        })
        .unwrap();
    let states: Vec<i64> = vault.history(draft.id).unwrap().iter().map(|past| past.seq).collect();
    assert_eq!(states, [4], "what lies behind a gap is not offered");
    assert_eq!(vault.state_at(draft.id, 1).err().unwrap().code(), "vault-not-found", "nor made up");
}
