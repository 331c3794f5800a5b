//! What a volunteer sees before anything is written, and what happens to what was typed since.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use members::decisions::{ColumnReading, DayOrder, MadeDays, RowsAre, Same};
use members::export::{Language, cases, left_behind, text, workbook};
use members::preview::Likeness;
use members::reading::read;
use members::{Cell, Decisions, Importing, Kind, Known, Lists, Mapping, Preview, Sheet, State, preview};
use rulebook::Edition;
use serde_json::{Value, json};

static EDITION: LazyLock<Arc<Edition>> = LazyLock::new(|| Edition::bundled().unwrap());
static LISTS: LazyLock<Arc<Lists>> = LazyLock::new(|| Arc::new(Lists::of(&EDITION)));
const HEADER: &str = "姓名,护照姓名,出生日期,护照号,手机,座位,航班号,目的地\n";
const YUTONG: &str = "陈雨桐,CHEN/YUTONG,1998-03-05,E12345678,+393471234567,32K,CA968,青田县\n";

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 28).unwrap()
}

fn sheet(text: &str) -> Arc<Sheet> {
    Arc::new(read(text.as_bytes(), None).unwrap().sheets.remove(0))
}

fn see(text: &str, decisions: &Decisions, known: &[Known]) -> Preview {
    let sheet = sheet(text);
    let mapping = Mapping::of(&sheet, &EDITION, &LISTS, &[]);
    preview((&EDITION, &LISTS), (&sheet, &mapping), decisions, known, today())
}

fn codes(preview: &Preview) -> Vec<String> {
    let findings = preview.lines.iter().flat_map(|line| &line.member.findings);
    findings.map(|finding| format!("{} {}", finding.cell, finding.code)).collect()
}

/// Yutong as an import has written her, and as she was changed since.
fn yutong(change: impl FnOnce(&mut Known)) -> Known {
    let preview = see(&format!("{HEADER}{YUTONG}"), &Decisions::default(), &[]);
    let (_, written) = preview.writes().next().unwrap();
    let mut known = Known { case: "yutong".into(), answers: json!({ "legs": [{}] }), ..Known::default() };
    for (pointer, value) in written {
        testkit::put(&mut known.answers, pointer, value.clone());
        known.imported.insert(pointer.to_owned(), value.clone());
    }
    change(&mut known);
    known
}

fn put(known: &mut Known, pointer: &str, value: &str) {
    testkit::put(&mut known.answers, pointer, value.into());
}

#[test]
fn every_cell_that_is_wrong_is_said_at_once_with_its_address() {
    let preview = see(
        &format!(
            "商会名单\n请如实填写\n\n{HEADER}陈雨桐,CHENYUTONG,1998年3月,同上,3.93E+11,12,待查,火星\n合计,,,,,,,\n"
        ),
        &Decisions::default(),
        &[],
    );
    assert_eq!(
        codes(&preview),
        [
            "B5 import-name-unclear",
            "C5 import-date-without-day",
            "D5 import-document-unclear",
            "E5 import-cell-destroyed",
            "F5 import-seat-unclear",
            "G5 import-flight-unclear",
            "H5 import-place-unknown",
        ],
        "all of a row, not the first of it"
    );
    assert!(!preview.lines[0].ready);
    assert_eq!(preview.writes().count(), 0, "nothing of such a row is written");
}

#[test]
fn an_edit_puts_a_cell_right_and_the_file_stays_as_it_is() {
    let sheet = sheet(&format!("{HEADER}{}", YUTONG.replace("CA968", "待查")));
    let mapping = Mapping::of(&sheet, &EDITION, &LISTS, &[]);
    let mut importing =
        Importing::begin((&EDITION, &LISTS), (&sheet, &mapping), Decisions::default(), [], today());
    assert_eq!(codes(&importing.preview()), ["G2 import-flight-unclear"]);
    importing.edit("G2".parse().unwrap(), Some("ca 0968"));
    assert!(importing.preview().lines[0].ready, "put right");
    assert_eq!(
        importing.preview(),
        preview((&EDITION, &LISTS), (&sheet, &mapping), importing.decisions(), [], today()),
        "one row read anew is the same as all of them"
    );
    importing.edit("G2".parse().unwrap(), None);
    assert_eq!(codes(&importing.preview()), ["G2 import-flight-unclear"], "and taken back");
    importing.edit("G2".parse().unwrap(), Some(""));
    assert!(importing.preview().lines[0].ready, "an emptied cell says nothing");
}

#[test]
fn a_new_member_a_changed_one_and_the_same_one() {
    let known = [yutong(|_| {})];
    let other = "林小红,LIN/XIAOHONG,1990-01-02,E23456789,+393481234567,,CA968,瑞安市\n";
    let preview =
        see(&format!("{HEADER}{}{other}", YUTONG.replace("32K", "40A")), &Decisions::default(), &known);
    let State::Changed { case, changes } = &preview.lines[0].state else {
        panic!("{:?}", preview.lines[0].state)
    };
    assert_eq!(case, "yutong");
    let [change] = changes.as_slice() else { panic!("one field only: {changes:?}") };
    assert_eq!((change.pointer.as_str(), &change.to), ("/legs/0/seat", &json!("40A")), "field by field");
    assert_eq!(preview.lines[1].state, State::New);
    assert_eq!(preview.writes().count(), 2);
    let same = see(&format!("{HEADER}{YUTONG}"), &Decisions::default(), &known);
    assert_eq!(same.counts.unchanged, 1, "{:?}", same.lines[0].state);
}

#[test]
fn what_was_typed_since_is_not_overwritten() {
    let typed = [yutong(|known| put(known, "/contact/mobile_abroad", "+393409999999"))];
    let same = see(&format!("{HEADER}{YUTONG}"), &Decisions::default(), &typed);
    assert_eq!(same.counts.unchanged, 1, "the list says what it said before; what was typed is newer");

    let other = format!("{HEADER}{}", YUTONG.replace("+393471234567", "+393471111111"));
    let preview = see(&other, &Decisions::default(), &typed);
    assert_eq!(preview.counts.conflicting, 1, "both were changed: a person decides");
    assert_eq!(preview.writes().count(), 0, "and until then nothing is");

    let mut decisions = Decisions::default();
    decisions.list_wins.entry("yutong".into()).or_default().insert("/contact/mobile_abroad".into());
    let preview = see(&other, &decisions, &typed);
    assert_eq!(preview.writes().count(), 1, "the volunteer has decided for the list");
}

#[test]
fn what_was_sent_is_not_changed_by_a_list() {
    let sent = [yutong(|known| known.sent = true)];
    let preview = see(&format!("{HEADER}{}", YUTONG.replace("CA968", "CA970")), &Decisions::default(), &sent);
    assert_eq!(preview.counts.conflicting, 1);
    assert_eq!(preview.writes().count(), 0, "a correction is a person's");
    let mut decisions = Decisions::default();
    decisions.list_wins.entry("yutong".into()).or_default().insert("/legs/0/flight".into());
    let list = format!("{HEADER}{}", YUTONG.replace("CA968", "CA970"));
    assert_eq!(see(&list, &decisions, &sent).writes().count(), 0, "and no press on the list makes one");
}

#[test]
fn without_a_document_it_is_asked_whether_it_is_the_same_person() {
    let known = [yutong(|_| {})];
    let without = format!("{HEADER}{}", YUTONG.replace("E12345678", ""));
    let preview = see(&without, &Decisions::default(), &known);
    assert_eq!(
        preview.lines[0].state,
        State::Asked { cases: vec!["yutong".into()] },
        "name and birth date only ask"
    );
    assert!(!preview.lines[0].ready);
    let mut decisions = Decisions::default();
    decisions.same.insert(1, Same::Nobody);
    assert_eq!(see(&without, &decisions, &known).counts.new, 1, "another Yutong of that day");
    decisions.same.insert(1, Same::Case("yutong".into()));
    assert_eq!(see(&without, &decisions, &known).counts.unchanged, 1);
    let renewed = format!("{HEADER}{}", YUTONG.replace("E12345678", "EA1234567"));
    assert_eq!(see(&renewed, &Decisions::default(), &known).counts.asked, 1, "a renewed passport");
    let born = format!("{HEADER}{}", YUTONG.replace("1998-03-05", "1998-05-03"));
    assert_eq!(
        see(&born, &Decisions::default(), &known).counts.asked,
        1,
        "the same passport, born on another day"
    );
}

#[test]
fn the_same_person_twice_in_a_list_is_shown_side_by_side() {
    let list = format!(
        "{HEADER}{YUTONG}{}{}{}",
        YUTONG.replace("陈雨桐", "陈雨彤"),
        "林小红,LIN/XIAOHONG,1990-01-02,E23456789,+393481234567,,CA968,瑞安市\n",
        "林晓红,LIN/XIAOHON,1990-01-02,E33456789,+393482234567,,CA968,瑞安市\n",
    );
    let preview = see(&list, &Decisions::default(), &[]);
    let seen: Vec<_> = preview.twins.iter().map(|it| (it.alike, it.members.clone())).collect();
    assert_eq!(
        seen,
        [(Likeness::Document, vec![(1, 0), (2, 0)]), (Likeness::NameAndBorn, vec![(3, 0), (4, 0)])],
        "same document; similar name and the same birth date"
    );
    let ready: Vec<bool> = preview.lines.iter().map(|line| line.ready).collect();
    assert_eq!(ready, [true, false, true, false], "the second of each waits for a person");
    let mut decisions = Decisions::default();
    decisions.left_out.insert(2);
    decisions.two_people.insert(4);
    let preview = see(&list, &decisions, &[]);
    let ready: Vec<bool> = preview.lines.iter().map(|line| line.ready).collect();
    assert_eq!(ready, [true, false, true, true], "one left out, the other kept as two people");
}

#[test]
fn of_a_family_with_one_telephone_two_who_are_alike_are_found_behind_whoever_is_not() {
    let row = |name: &str, latin: &str, born: &str, document: &str| {
        YUTONG
            .replace("陈雨桐", name)
            .replace("CHEN/YUTONG", latin)
            .replace("1998-03-05", born)
            .replace("E12345678", document)
    };
    let list = format!(
        "{HEADER}{}{}{}",
        row("林建国", "LIN/JIANGUO", "1970-01-02", "E10000001"),
        row("林小红", "LIN/XIAOHONG", "1990-01-02", "E10000002"),
        row("林晓红", "LIN/XIAOHON", "1990-02-01", "E10000003"),
    );
    let preview = see(&list, &Decisions::default(), &[]);
    let seen: Vec<_> = preview.twins.iter().map(|it| (it.alike, it.members.clone())).collect();
    assert_eq!(
        seen,
        [(Likeness::NameAndPhone, vec![(2, 0), (3, 0)])],
        "the father, who stands first, is like neither; his daughter is written down twice"
    );
}

#[test]
fn who_is_like_two_brings_them_together_and_one_number_for_all_costs_no_more() {
    let row = |name: &str, latin: &str, born: &str, document: usize| {
        YUTONG
            .replace("陈雨桐", name)
            .replace("CHEN/YUTONG", latin)
            .replace("1998-03-05", born)
            .replace("E12345678", &format!("E{document:08}"))
    };
    let list = format!(
        "{HEADER}{}{}{}",
        row("林甲", "LIN/XIAOHONG", "1990-01-02", 1),
        row("林乙", "LIN/XIAOHOGN", "1990-02-01", 2),
        row("林丙", "LIN/XIAOHON", "1990-03-01", 3),
    );
    let preview = see(&list, &Decisions::default(), &[]);
    assert_eq!(preview.twins.len(), 1, "{:?}", preview.twins);
    assert_eq!(preview.twins[0].members.len(), 3, "all three stand side by side");
    let of_a_chamber: String = (0..300)
        .map(|n| row("陈雨桐", "CHEN/YUTONG", &format!("19{:02}-01-02", n % 90 + 10), n + 10))
        .collect();
    let preview = see(&format!("{HEADER}{of_a_chamber}"), &Decisions::default(), &[]);
    let by_phone = preview.twins.iter().find(|it| it.alike == Likeness::NameAndPhone).unwrap();
    assert_eq!(
        by_phone.members.len(),
        300,
        "the same name with the same number is the same person, however many share it"
    );
}

#[test]
fn a_row_for_each_flight_is_one_journey_only_if_the_volunteer_says_so() {
    let list = format!("{HEADER}{}{}", YUTONG.replace("CA968", "AF1131"), YUTONG.replace("CA968", "AF112"));
    let preview = see(&list, &Decisions::default(), &[]);
    assert_eq!(preview.questions.iter().map(|it| it.code).collect::<Vec<_>>(), ["import-ask-rows"]);
    assert_eq!(preview.writes().count(), 0, "until then nobody comes in with half of their journey");
    let decisions = Decisions { rows_are: Some(RowsAre::Legs), ..Decisions::default() };
    let preview = see(&list, &decisions, &[]);
    assert_eq!((preview.counts.members, preview.lines[0].member.rows.as_slice()), (1, [1, 2].as_slice()));
    assert_eq!(preview.lines[0].member.answers["/legs/1/flight"].value, json!("AF112"));
    let decisions = Decisions { rows_are: Some(RowsAre::Members), ..Decisions::default() };
    assert_eq!(see(&list, &decisions, &[]).twins.len(), 1, "else she was written down twice");
}

#[test]
fn no_row_that_is_somebody_is_taken_for_a_sum_and_no_note_for_somebody() {
    let sums = format!(
        "{HEADER}{}{}第二批,,,,,,,,,\n合计,2人,,,,,,,,\n",
        YUTONG.replace("陈雨桐", "SUM/LAI MING"),
        YUTONG.replace("陈雨桐", "TOTAL/ANNA").replace("E12345678", "E12345679")
    );
    let preview = see(&sums, &Decisions::default(), &[]);
    assert_eq!(preview.counts.members, 2, "whoever has a passport is somebody: {:?}", codes(&preview));
    assert_eq!(preview.skipped, [3, 4], "what is passed over is named, for the volunteer to see");
}

#[test]
fn what_cannot_be_one_answer_of_a_column_is_not_asked_of_it() {
    let list = format!("{HEADER}{}", YUTONG.replace("1998-03-05", "3月5日"));
    let preview = see(&list, &Decisions::default(), &[]);
    assert!(preview.questions.is_empty(), "no year of birth is everybody's");
    assert!(codes(&preview).iter().any(|code| code.ends_with("import-date-without-year")));
    let several = format!("{HEADER}{}", YUTONG.replace("E12345678", "E32340008/E39990008"));
    assert!(
        codes(&see(&several, &Decisions::default(), &[]))
            .iter()
            .any(|code| code.ends_with("import-document-several"))
    );
}

#[test]
fn days_that_the_spreadsheet_made_are_asked_about_where_a_text_shows_that_it_read_them_wrong() {
    // Excel on an American PC: 25/3/1998 stays a text, 5/3/1998 becomes the third of May.
    let mut sheet = sheet(&format!(
        "{HEADER}{}{}",
        YUTONG,
        YUTONG.replace("1998-03-05", "25/3/1998").replace("E1", "E2")
    ));
    let made = NaiveDate::from_ymd_opt(1998, 5, 3).unwrap();
    Arc::make_mut(&mut sheet).rows[1].cells[2] = Cell::Date(made, None);
    let mapping = Mapping::of(&sheet, &EDITION, &LISTS, &[]);
    let mut importing =
        Importing::begin((&EDITION, &LISTS), (&sheet, &mapping), Decisions::default(), [], today());
    let preview = importing.preview();
    let question = &preview.questions[0];
    assert_eq!((question.code, question.column, question.day_first), ("import-ask-made-days", 2, 1));
    importing.decide(|decisions| {
        let reading = ColumnReading { made_days: Some(MadeDays::Exchanged), ..ColumnReading::default() };
        decisions.columns.insert(2, reading);
    });
    assert_eq!(importing.preview().lines[0].member.answers["/about/born"].value, json!("1998-03-05"));
}

#[test]
fn a_place_of_a_name_that_many_have_is_said_once_for_the_column() {
    let header = "姓名,护照号,出生日期,航班号,出发地\n";
    let list =
        format!("{header}陈雨桐,E12345678,1998-03-05,CA968,米兰\n林小红,E23456789,1990-01-02,CA968,米 兰\n");
    let asked = see(&list, &Decisions::default(), &[]);
    assert!(codes(&asked).iter().all(|code| code.contains("import-place-")), "{:?}", codes(&asked));
    assert_eq!(asked.counts.blocked, 2);
    assert!(LISTS.like(Kind::From, "米兰", 8).contains(&"MXP".to_owned()), "offered to choose");
    let mut decisions = Decisions::default();
    decisions.means(4, "米兰", "MXP");
    let preview = see(&list, &decisions, &[]);
    assert_eq!(preview.counts.blocked, 0, "{:?}", codes(&preview));
    assert_eq!(preview.lines[1].member.answers["/legs/0/from"].value, json!("MXP"));
}

#[test]
fn a_mapping_is_remembered_for_files_of_the_same_shape() {
    let (one, two) =
        (sheet("甲,乙,丙\n陈雨桐,E12345678,CA968\n"), sheet("乙,丙,甲\nE23456789,CA970,林小红\n"));
    let mut mapping = Mapping::under(Some(0), &one, &EDITION, &LISTS, &[]);
    for (at, kind) in [(0, Kind::Name), (1, Kind::DocumentNumber), (2, Kind::Flight)] {
        mapping.set(at, kind, &EDITION).unwrap();
    }
    let kept = serde_json::to_string(&mapping.remember()).unwrap();
    let again = Mapping::of(&two, &EDITION, &LISTS, &[serde_json::from_str(&kept).unwrap()]);
    assert_eq!(
        again.one(Kind::DocumentNumber),
        Some(0),
        "by header, whatever the order: {:?}",
        again.columns
    );
}

#[test]
fn rows_with_errors_go_out_as_a_sheet_with_reasons_and_come_back() {
    let list =
        format!("{HEADER}{YUTONG}=HYPERLINK(1),LIN/XIAOHONG,1990-01-02,E23456789,+39347,,CA968,瑞安市\n");
    let sheet = sheet(&list);
    let mapping = Mapping::of(&sheet, &EDITION, &LISTS, &[]);
    let decisions = Decisions::default();
    let preview = preview((&EDITION, &LISTS), (&sheet, &mapping), &decisions, [], today());
    let table = left_behind(&sheet, mapping.header, (&decisions, &preview), "原因", |finding| {
        finding.code.to_owned()
    });
    assert_eq!(table.len(), 2, "the header and the one row");
    assert_eq!(table[1].last().unwrap(), "A3: import-name-unclear\nE3: import-phone-unclear");
    for bytes in [workbook("名单", &table).unwrap(), text(&table)] {
        let back = read(&bytes, None).unwrap().sheets.remove(0);
        assert_eq!(
            back.cell("A2".parse().unwrap()),
            &Cell::text("=HYPERLINK(1)"),
            "a text in and a text out"
        );
        assert_eq!(back.cell("E2".parse().unwrap()), &Cell::text("+39347"));
    }
    let written = String::from_utf8(text(&table)).unwrap();
    assert!(!written.lines().any(|line| line.starts_with('=')), "no program takes it for a formula");
}

#[test]
fn a_list_that_was_exported_changes_nothing_when_it_is_imported() {
    let travellers = testkit::synthetic(11, today()).take(150).collect::<Vec<Value>>();
    for language in [Language::Chinese, Language::English] {
        let table = cases((&EDITION, &LISTS), &travellers, language);
        let files = [text(&table), workbook("list", &table).unwrap()];
        for bytes in files {
            let sheet = Arc::new(read(&bytes, None).unwrap().sheets.remove(0));
            let mapping = Mapping::of(&sheet, &EDITION, &LISTS, &[]);
            let left: Vec<_> = mapping.columns.iter().filter(|it| it.left_out.is_some()).collect();
            assert!(left.is_empty(), "each of our own headers is known: {left:?}");
            let known: Vec<Known> = (0..)
                .zip(&travellers)
                .map(|(case, answers): (usize, _)| Known {
                    case: case.to_string(),
                    answers: answers.clone(),
                    ..Known::default()
                })
                .collect();
            let mut decisions = Decisions::default();
            // Who has no document in the list, or shares one, is asked about: the volunteer knows.
            for case in 0..travellers.len() {
                decisions.same.insert(u32::try_from(case + 1).unwrap(), Same::Case(case.to_string()));
            }
            let preview = preview((&EDITION, &LISTS), (&sheet, &mapping), &decisions, known, today());
            assert_eq!(
                preview.counts.members,
                travellers.len(),
                "{language:?}: skipped {:?}",
                preview.skipped
            );
            for line in &preview.lines {
                assert!(matches!(line.state, State::Unchanged { .. }), "{language:?}: {:?}", line.state);
            }
        }
    }
    let table = cases((&EDITION, &LISTS), &travellers, Language::Chinese);
    assert!(
        !table[0].iter().any(|header| header.contains("健康") || header.contains("体温")),
        "without health"
    );
}

#[test]
fn an_order_of_days_is_never_taken_from_other_cells() {
    let list = format!(
        "{HEADER}{}{}",
        YUTONG.replace("1998-03-05", "5/3/1998"),
        YUTONG.replace("1998-03-05", "25/3/1998").replace("E1", "E2")
    );
    let preview = see(&list, &Decisions::default(), &[]);
    let question = &preview.questions[0];
    assert_eq!(
        (question.code, question.cells, question.day_first),
        ("import-ask-day-order", 1, 1),
        "asked, with what speaks for it"
    );
    let mut decisions = Decisions::default();
    decisions
        .columns
        .insert(2, ColumnReading { day_order: Some(DayOrder::DayFirst), ..ColumnReading::default() });
    let preview = see(&list, &decisions, &[]);
    assert_eq!(preview.lines[0].member.answers["/about/born"].value, json!("1998-03-05"));
}
