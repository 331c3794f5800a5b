//! What a desk knows beside answers: lists that were imported, consents, the log, and the list they make.

use chrono::{Days, NaiveDate, TimeDelta};
use serde_json::{Value, json};
use uuid::Uuid;

use super::support::{Desk, answers, noon};
use crate::tables::kind::DraftKind;
use crate::{
    DeclarationSecret, DeskQuery, DraftRow, Extent, Flags, ImportedCase, LogRow, Mandate, MemberRow, Need,
    Standing, Summary, Undone, Vault, VaultError,
};

pub(super) fn today() -> NaiveDate {
    noon().date_naive()
}

pub(super) fn imported(answers: Value, place: u32) -> ImportedCase {
    let id = Uuid::now_v7();
    let draft = DraftRow {
        id,
        revision: 1,
        kind: DraftKind::Declaration,
        edition: 1,
        answers: answers.clone(),
        spoken: Default::default(),
        reviewed: false,
        bookmark: None,
        undo: None,
        earlier: None,
        updated_at: noon(),
    };
    ImportedCase {
        draft,
        secret: Some(DeclarationSecret::generate().unwrap()),
        member: MemberRow { said: answers.clone(), place },
        written: answers,
        before: json!({}),
    }
}

pub(super) fn import(vault: &Vault, cases: &[ImportedCase]) -> i64 {
    let all = cases.iter().cloned().map(Ok::<_, VaultError>);
    vault.import(("members.xlsx", "Lin", noon()), all, |_| {}).unwrap()
}

pub(super) fn log(what: &str, again_on: Option<NaiveDate>) -> LogRow {
    LogRow { what: what.into(), note: "未接".into(), again_on, volunteer: "Lin".into(), at: noon() }
}

pub(super) fn mandate() -> Mandate {
    Mandate {
        way: "phone".into(),
        said_by: "陈雨桐".into(),
        witness: "吴".into(),
        volunteer: "Lin".into(),
        wording: "1".into(),
        given_at: noon(),
    }
}

pub(super) fn summary(day: Option<NaiveDate>, missing: u32) -> Summary {
    Summary {
        name: "陈雨桐".into(),
        flight: "CA968".into(),
        day,
        state: "not-sent".into(),
        missing,
        context: "now".into(),
        updated_at: noon(),
        ..Summary::default()
    }
}

fn standing(vault: &Vault, id: Uuid) -> (Standing, Vec<Need>) {
    let page = vault.desk_list(&DeskQuery { limit: 10, ..DeskQuery::default() }, today()).unwrap();
    let row = page.rows.into_iter().find(|row| row.id == id).expect("every case is in the list");
    (row.standing, row.needs)
}

#[test]
fn an_import_that_fails_at_its_last_row_has_written_nothing() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let good = imported(answers(), 1);
    let all = [Ok(good), Err(VaultError::NotFound)];
    let failed = vault.import(("members.xlsx", "Lin", noon()), all, |_| {});
    assert!(failed.is_err(), "the reason is told");
    assert!(vault.members().unwrap().is_empty(), "no case of it is there");
    assert!(vault.imports().unwrap().is_empty(), "nor is the import");
}

#[test]
fn an_undone_import_takes_its_cases_away_and_puts_the_others_back() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let first = imported(json!({ "seat": "32K" }), 1);
    let id = first.draft.id;
    import(&vault, std::slice::from_ref(&first));
    let changed = ImportedCase {
        draft: DraftRow { answers: json!({ "seat": "40A" }), ..first.draft.clone() },
        secret: None,
        member: MemberRow { said: json!({ "/seat": "40A" }), ..first.member.clone() },
        written: json!({ "/seat": "40A" }),
        before: json!({ "/seat": "32K" }),
    };
    let new = imported(answers(), 2);
    let second = import(&vault, &[changed, new.clone()]);
    let steps = vault.import_steps(second).unwrap();
    let step = steps.iter().find(|step| step.id == id).expect("the changed case is remembered");
    assert_eq!((step.made, &step.before), (false, &json!({ "/seat": "32K" })), "with what was there");
    assert_eq!(step.said, json!({ "seat": "32K" }), "and what the list had said before");

    let restored = Undone::Restored { draft: Box::new(first.draft.clone()), said: step.said.clone() };
    let undone = [restored, Undone::Removed(new.draft.id)];
    vault.undo_import(second, &undone, noon()).unwrap();
    assert_eq!(vault.draft(id).unwrap().unwrap().answers, json!({ "seat": "32K" }), "as it was");
    assert_eq!(vault.desk_part(id).unwrap().member.unwrap().said, json!({ "seat": "32K" }));
    let there: Vec<Uuid> = vault.members().unwrap().into_iter().map(|(id, _)| id).collect();
    assert_eq!(there, [id], "who came by it is gone, and can be brought back like anything deleted");
    assert_eq!(
        vault.undo_import(second, &[], noon()).unwrap_err().code(),
        "vault-not-found",
        "once is enough"
    );
}

#[test]
fn a_case_stands_where_its_consent_and_its_answers_put_it() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let case = imported(answers(), 1);
    let id = case.draft.id;
    import(&vault, &[case]);
    assert_eq!(standing(&vault, id).0, Standing::Unchecked, "nobody has looked at it since it came");
    vault.put_summary(id, &summary(None, 0)).unwrap();
    assert_eq!(standing(&vault, id).0, Standing::NoConsent, "complete, and still nobody has consented");
    vault.put_mandate(id, &mandate(), &log("consented", None)).unwrap();
    assert_eq!(standing(&vault, id).0, Standing::Ready);
    vault.put_summary(id, &summary(None, 3)).unwrap();
    assert_eq!(standing(&vault, id).0, Standing::Missing);
    vault.put_summary(id, &Summary { blocking: 1, ..summary(None, 0) }).unwrap();
    assert_eq!(standing(&vault, id).0, Standing::Blocked);
    vault.strike_mandate(id, &log("taken-back", None)).unwrap();
    assert_eq!(standing(&vault, id).0, Standing::NoConsent, "a consent that was taken back is none");
    assert_eq!(vault.desk_part(id).unwrap().log.len(), 2, "and the log says both");
    let counts = vault.desk_counts(today()).unwrap();
    assert_eq!((counts.all, counts.standing), (1, vec![(Standing::NoConsent, 1)]), "as the counts do");
}

#[test]
fn who_needs_a_hand_stands_on_top_with_the_reason() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let cases: Vec<_> = (0..5).map(|place| imported(answers(), place)).collect();
    let ids: Vec<Uuid> = cases.iter().map(|case| case.draft.id).collect();
    import(&vault, &cases);
    let on = |days: u64| today().checked_add_days(Days::new(days));
    let past = today().checked_sub_days(Days::new(3));
    vault.put_summary(ids[0], &summary(on(20), 0)).unwrap();
    vault.put_summary(ids[1], &summary(on(2), 4)).unwrap();
    vault.put_summary(ids[2], &summary(on(30), 0)).unwrap();
    vault.add_log(ids[2], &log("not-reached", Some(today()))).unwrap();
    let landed = Summary { stage: "landed".into(), state: "received".into(), ..summary(past, 0) };
    vault.put_summary(ids[3], &landed).unwrap();
    vault.put_summary(ids[4], &Summary { stage: "declared".into(), ..landed }).unwrap();
    let all = DeskQuery { limit: 10, ..DeskQuery::default() };
    let rows = vault.desk_list(&all, today()).unwrap().rows;
    let seen: Vec<_> = rows.iter().map(|row| (row.id, row.needs.clone())).collect();
    assert_eq!(
        seen,
        [
            (ids[3], vec![Need::NotSigned]),
            (ids[4], vec![Need::NotBoarded]),
            (ids[1], vec![Need::FliesSoon]),
            (ids[2], vec![Need::CallAgain]),
            (ids[0], vec![]),
        ],
        "who needs a hand first, the nearest day first"
    );
    let soon = DeskQuery { need: Some(Need::FliesSoon), ..all.clone() };
    assert_eq!(vault.desk_list(&soon, today()).unwrap().total, 1, "and each reason is a list of its own");
    let needing = vault.desk_ids(&DeskQuery { in_need: true, ..all.clone() }, today()).unwrap();
    assert_eq!(needing.len(), 4);
    vault.add_log(ids[2], &log("reached", None)).unwrap();
    assert_eq!(standing(&vault, ids[2]).1, [], "whoever was called again needs no hand any more");
    let flight = DeskQuery { flight: Some("CA968".into()), day: on(2), ..all };
    assert_eq!(vault.desk_list(&flight, today()).unwrap().total, 1, "one flight of one day");
    let landed =
        DeskQuery { stage: Some("landed".into()), ..DeskQuery { limit: 10, ..DeskQuery::default() } };
    let of_a_day = DeskQuery { day: on(2), limit: 10, ..DeskQuery::default() };
    assert_eq!(vault.desk_ids(&landed, today()).unwrap(), [ids[3]], "who has landed");
    assert_eq!(
        vault.desk_list(&of_a_day, today()).unwrap().total,
        1,
        "whoever flies on a day, by whatever flight"
    );
    let facets = vault.desk_facets().unwrap();
    let stages: Vec<_> = facets.stages.iter().map(|(stage, count)| (&**stage, *count)).collect();
    assert_eq!(stages, [("declared", 1), ("landed", 1)], "only stages that somebody is at");
    assert_eq!(facets.days.len(), 4, "days once each: {:?}", facets.days);
    assert_eq!(facets.flights.len(), 4, "a flight of each day: {:?}", facets.flights);
}

#[test]
fn what_a_list_asks_of_all_cases_is_no_reading_of_their_cards() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let case = imported(answers(), 1);
    let id = case.draft.id;
    import(&vault, &[case]);
    for (flags, need) in [
        (Flags { stopped: true, ..Flags::default() }, Need::Stopped),
        (Flags { code_ends: true, ..Flags::default() }, Need::CodeEnds),
        (Flags { newer_form: true, ..Flags::default() }, Need::Edition),
    ] {
        vault.put_summary(id, &Summary { flags, ..summary(None, 0) }).unwrap();
        assert_eq!(standing(&vault, id).1, [need], "{flags:?}");
    }
    let told = Summary { card: json!({ "stopped": true, "withdrawn": true }), ..summary(None, 0) };
    vault.put_summary(id, &told).unwrap();
    assert_eq!(standing(&vault, id).1, [], "a card may say what it likes");
}

#[test]
fn a_backup_carries_what_the_desk_knows_and_a_hand_over_does_not() {
    let (here, there) = (Desk::with_vault(), Desk::with_vault());
    let (one, two) = (here.open().unwrap(), there.open().unwrap());
    let case = imported(answers(), 7);
    let id = case.draft.id;
    import(&one, &[case]);
    one.put_mandate(id, &mandate(), &log("consented", None)).unwrap();
    let carried = one.carry(id, Extent::Backup).unwrap();
    let written = serde_json::to_string(&carried).unwrap();
    let read = || [Ok::<_, VaultError>(serde_json::from_str(&written).unwrap())];
    two.take_cases(read(), Extent::Backup, noon()).unwrap();
    assert!(two.desk_part(id).unwrap() == one.desk_part(id).unwrap(), "member, consent and log");
    two.take_cases(read(), Extent::Backup, noon() + TimeDelta::hours(1)).unwrap();
    assert_eq!(two.desk_part(id).unwrap().log.len(), 1, "and twice changes nothing");
    let other = Desk::with_vault();
    let three = other.open().unwrap();
    let handed = one.carry(id, Extent::HandOver).unwrap();
    three.take_cases([Ok::<_, VaultError>(handed)], Extent::HandOver, noon()).unwrap();
    assert!(three.mandate(id).unwrap().is_none(), "consent was given to this desk and to nobody else");
    let other = Desk::with_vault();
    let four = other.open().unwrap();
    for _ in 0..2 {
        four.take_cases(read(), Extent::HandOver, noon()).unwrap(); // made by hand, with the consent left in it
        assert!(four.mandate(id).unwrap().is_none(), "nor does a file forge one");
    }
}

#[test]
fn what_an_import_could_be_undone_by_goes_after_thirty_days_and_its_name_with_its_cases() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let canary = "Kanarienvogel-0911";
    let bring = |answers: Value, place| {
        let case = imported(answers, place);
        let all = [Ok::<_, VaultError>(case.clone())];
        vault.import((&format!("返浙名单 {canary}.xlsx"), "Lin", noon()), all, |_| {}).unwrap();
        case.draft.id
    };
    let found = || super::forgetting::tables_with(&vault, canary);
    let id = bring(answers(), 1);
    vault.forget(id, &super::support::quietly()).unwrap();
    assert_eq!(found(), [""; 0], "the list's name went with the last case that came by it");

    bring(json!({ "about": { "surname": canary } }), 2);
    vault.purge(noon() + crate::KEPT).unwrap();
    assert_eq!(vault.imports().unwrap().len(), 1, "it can be undone");
    vault.purge(super::support::after(1) + crate::KEPT).unwrap();
    assert!(vault.imports().unwrap().is_empty(), "and then no more");
    assert_eq!(found(), ["draft", "member"], "the case itself stays, with what the list says of it");
}
