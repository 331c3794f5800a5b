//! Lists and search out of the summaries alone, inside the encrypted database.

use uuid::Uuid;

use super::forgetting::tables_with;
use super::support::{Desk, after, answers, noon, quietly, sent};
use crate::{CaseOrder, CaseQuery, DraftRow, KEPT, Mirrored, StatusRow, Summary, SummaryWords, Vault};

fn case(vault: &Vault, han: &str, latin: &str, document: &str, flight: &str, place: &str, at: i64) -> Uuid {
    let draft = vault.new_declaration(1, answers(), after(at)).unwrap();
    let texts = |text: &str| vec![text.to_owned()];
    let summary = Summary {
        name: han.into(),
        document_end: document[document.len() - 4..].into(),
        flight: flight.into(),
        day: Some(format!("2026-12-{:02}", at + 1).parse().unwrap()),
        state: if at % 2 == 0 { "not-sent" } else { "received" }.into(),
        county: "330302".into(),
        updated_at: after(at),
        words: SummaryWords {
            names: vec![han.into(), latin.into()],
            documents: texts(document),
            flights: texts(flight),
            places: texts(place),
            notes: texts("坐轮椅 wheelchair"),
        },
        ..Summary::default()
    };
    vault.save_case(&DraftRow { updated_at: after(at), ..draft.clone() }, &summary).unwrap();
    draft.id
}

fn found(vault: &Vault, text: &str) -> Vec<Uuid> {
    let query = CaseQuery { text: text.into(), limit: 50, ..CaseQuery::default() };
    vault.cases(&query).unwrap().rows.into_iter().map(|(id, _)| id).collect()
}

fn three(vault: &Vault) -> [Uuid; 3] {
    [
        case(vault, "陈雨桐", "CHEN YUTONG", "E71234567", "LH728", "温州市鹿城区", 0),
        case(vault, "吕建国", "LYU JIANGUO", "EA0099887", "MU502", "青田县鹤城街道", 1),
        case(vault, "", "Søren Müller-Łukasz", "C01X0006H", "KL891", "Hangzhou", 2),
    ]
}

#[test]
fn a_case_is_found_by_what_people_type() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let [chen, lyu, soren] = three(&vault);
    for (typed, id) in [
        ("陈雨", chen),
        ("雨桐", chen),
        ("chenyu", chen),
        ("cyt", chen),
        ("CHEN yutong", chen),
        ("4567", chen),
        ("e7123", chen),
        ("lh728", chen),
        ("lucheng", chen),
        ("吕", lyu),
        ("lvjian", lyu),
        ("lyujian", lyu),
        ("ljg", lyu),
        ("0099", lyu),
        ("青田", lyu),
        ("mu502 lyu", lyu),
        ("soren", soren),
        ("SØREN", soren),
        ("muller", soren),
        ("Müller", soren),
        ("MUELLER", soren),
        ("soeren", soren),
        ("Müller-Łukasz", soren),
        ("MUELLERLUKASZ", soren),
        ("lukasz", soren),
        ("c01x", soren),
        ("hang kl891", soren),
    ] {
        assert_eq!(found(&vault, typed), [id], "{typed:?}");
    }
    assert_eq!(found(&vault, "轮椅").len(), 3, "notes are searched too");
    assert_eq!(found(&vault, "").len(), 3, "nothing typed is everything");
    for nobody in ["wang", "陈桐", "yutong mu502", "\"", "names:chen OR lyu", "NEAR("] {
        let expected = if nobody == "\"" { 3 } else { 0 };
        assert_eq!(found(&vault, nobody).len(), expected, "{nobody:?}");
    }
}

#[test]
fn cases_are_filtered_sorted_and_paged() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let [chen, lyu, soren] = three(&vault);
    let ids = |query: CaseQuery| -> Vec<Uuid> {
        vault.cases(&CaseQuery { limit: 50, ..query }).unwrap().rows.into_iter().map(|(id, _)| id).collect()
    };
    assert_eq!(ids(CaseQuery::default()), [soren, lyu, chen], "changed last, first");
    assert_eq!(
        ids(CaseQuery { order: CaseOrder::Day, ..CaseQuery::default() }),
        [chen, lyu, soren],
        "by day"
    );
    let by_name = ids(CaseQuery { order: CaseOrder::Name, ..CaseQuery::default() });
    assert_eq!(by_name.last(), Some(&soren), "without a name, last");
    assert_eq!(ids(CaseQuery { states: vec!["received".into()], ..CaseQuery::default() }), [lyu], "by state");
    assert_eq!(ids(CaseQuery { flight: Some("LH728".into()), ..CaseQuery::default() }), [chen], "by flight");
    let from = "2026-12-02".parse().ok();
    assert_eq!(ids(CaseQuery { from, until: from, ..CaseQuery::default() }), [lyu], "on a day");
    let second = vault.cases(&CaseQuery { offset: 1, limit: 1, ..CaseQuery::default() }).unwrap();
    assert_eq!((second.total, second.rows[0].0), (3, lyu), "a page knows how many there are");
}

#[test]
fn what_is_deleted_is_not_listed_and_its_words_go_with_it() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let [chen, lyu, soren] = three(&vault);
    vault.delete_declaration(lyu, noon()).unwrap();
    assert_eq!(found(&vault, "lyuj"), Vec::<Uuid>::new(), "out of sight");
    vault.undelete(lyu).unwrap();
    assert_eq!(found(&vault, "lyuj"), [lyu], "and back");
    vault.delete_declaration(lyu, noon()).unwrap();
    vault.purge(after(1) + KEPT).unwrap();
    assert_eq!(tables_with(&vault, "jianguo"), [""; 0], "no word of it is in the index");
    vault.forget(soren, &quietly()).unwrap();
    assert_eq!(tables_with(&vault, "lukasz"), [""; 0], "nor of what was forgotten");
    assert_eq!(found(&vault, "chenyutong"), [chen], "the index came along into the fresh database");
    let again = case(&vault, "钱", "QIAN", "E00000001", "CA1", "Ningbo", 5);
    assert_eq!(found(&vault, "qian"), [again], "and takes new words");
}

#[test]
fn whatever_changes_a_case_makes_its_summary_out_of_date() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let draft = vault.new_declaration(1, answers(), noon()).unwrap();
    let outdated = |day: &str| vault.to_summarise([day, "an hour"], 9).unwrap();
    assert_eq!(outdated("today"), [draft.id], "it says nothing yet");
    assert_eq!(
        vault.cases(&CaseQuery { limit: 9, ..CaseQuery::default() }).unwrap().total,
        1,
        "but is listed at once"
    );
    let summary = Summary { context: "today".into(), ..Summary::default() };
    let again = || assert!(vault.put_summaries(&[(draft.id, summary.clone())], vault.writes()).unwrap());
    again();
    assert!(outdated("today").is_empty(), "it holds");
    assert_eq!(outdated("tomorrow"), [draft.id], "until another day");

    let changes: [(&str, &dyn Fn()); 5] = [
        ("an answer", &|| vault.save_draft(&DraftRow { updated_at: after(1), ..draft.clone() }).unwrap()),
        ("sealing", &|| vault.seal(draft.id, &sent(1), b"bytes", false).unwrap()),
        ("an attempt", &|| {
            let row = vault.outbox(draft.id).unwrap().remove(0);
            vault.mirror(row.seq, &Mirrored { attempts: 1, ..Mirrored::of(&row) }).unwrap();
        }),
        ("a receipt", &|| vault.close(vault.outbox(draft.id).unwrap()[0].seq, b"receipt", noon()).unwrap()),
        ("a status", &|| {
            let status = StatusRow { etag: String::new(), body: b"{}".to_vec(), checked_at: noon() };
            vault.put_status(draft.id, &status).unwrap();
        }),
    ];
    for (what, change) in changes {
        again();
        change();
        assert_eq!(outdated("today"), [draft.id], "{what} changed it");
    }
    let before = vault.writes();
    vault.set_setting("a", "b").unwrap();
    assert!(
        !vault.put_summaries(&[(draft.id, summary.clone())], before).unwrap(),
        "made of what was so before"
    );
    assert_eq!(outdated("today"), [draft.id], "and so not kept");
    vault
        .put_summaries(
            &[(draft.id, Summary { context: "an hour".into(), ..summary.clone() })],
            vault.writes(),
        )
        .unwrap();
    for [first, second] in [["today", "an hour"], ["an hour", "today"]] {
        assert!(vault.to_summarise([first, second], 9).unwrap().is_empty(), "either will do");
    }
    for (day, hour) in [("a", "b"), ("a", "z"), ("y", "z")] {
        assert_eq!(vault.to_summarise([day, hour], 9).unwrap(), [draft.id], "neither {day} nor {hour}");
    }
    let unknown = vault.put_summary(Uuid::nil(), &summary).unwrap_err();
    assert_eq!(unknown.code(), "vault-not-found", "nothing is listed that is not there");
}

#[test]
fn a_list_is_walked_in_its_index_and_asks_the_words_once() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    three(&vault);
    let day = "2026-12-02".parse().ok();
    let filtered = CaseQuery {
        states: vec!["received".into()],
        stages: vec!["declared".into()],
        county: Some("330302".into()),
        flight: Some("LH728".into()),
        from: day,
        until: day,
        ..CaseQuery::default()
    };
    for query in [CaseQuery::default(), filtered] {
        for order in [CaseOrder::Latest, CaseOrder::Day, CaseOrder::Name] {
            let plan = vault.case_plan(&CaseQuery { text: "chen".into(), order, ..query.clone() }).unwrap();
            assert!(
                plan.contains("summary USING COVERING INDEX summary_listed"),
                "what is shown of ten thousand cases is not decrypted for fifty: {plan}"
            );
            assert_eq!(
                plan.matches("SCAN search VIRTUAL TABLE").count(),
                1,
                "the words are looked up once: {plan}"
            );
        }
    }
}

#[test]
fn names_and_numbers_of_4000_characters_are_kept_listed_and_found() {
    let desk = Desk::with_vault();
    let vault = desk.open().unwrap();
    let before = desk.files()["vault.db"].len() + desk.files()["vault.db-wal"].len();
    let (han, latin, number) = ("陈".repeat(4_000), "Ł".repeat(4_000), "7".repeat(4_000));
    let id = case(&vault, &han, &latin, &number, &number, &"Prato ".repeat(700), 1);
    for typed in [han.as_str(), &latin, "llll", "7777", "陈陈", "prato", &"Prato ".repeat(700)] {
        assert_eq!(found(&vault, typed), [id], "found by {} characters of it", typed.chars().count());
    }
    assert_eq!(
        vault.cases(&CaseQuery { limit: 1, order: CaseOrder::Name, ..CaseQuery::default() }).unwrap().rows[0]
            .1
            .name,
        han
    );
    let grown = desk.files()["vault.db"].len() + desk.files()["vault.db-wal"].len() - before;
    assert!(grown < 600_000, "it costs what it is long, not its square: {grown} bytes");
}
