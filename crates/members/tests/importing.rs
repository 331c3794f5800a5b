//! A volunteer imports each of the eight makes of lists that people send.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;
use members::decisions::{ColumnReading, DayOrder, Epoch, NameOrder, RowsAre};
use members::reading::read;
use members::{Confidence, Decisions, Importing, Kind, Known, Lists, Mapping, Preview, Sheet};
use rulebook::Edition;
use serde_json::Value;
use testkit::member_lists::{ListMember, ListShape, members};

static EDITION: LazyLock<Arc<Edition>> = LazyLock::new(|| Edition::bundled().unwrap());
static LISTS: LazyLock<Arc<Lists>> = LazyLock::new(|| Arc::new(Lists::of(&EDITION)));
const MANY: usize = 250;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 28).unwrap()
}

fn some(count: usize) -> Vec<ListMember> {
    members(7, today()).take(count).collect()
}

fn opened(shape: ListShape, people: &[ListMember]) -> (Arc<Sheet>, Mapping) {
    let sheet = Arc::new(read(&shape.file(people), None).unwrap().sheets.remove(0));
    let mut mapping = Mapping::of(&sheet, &EDITION, &LISTS, &[]);
    // The volunteer confirms what was only guessed.
    let guessed: Vec<_> =
        mapping.columns.iter().filter(|it| it.confidence == Confidence::Guess).cloned().collect();
    for column in guessed {
        mapping.set(column.at, column.kind, &EDITION).unwrap();
    }
    (sheet, mapping)
}

/// What a volunteer who knows the list answers to each question, until none is left.
fn answered(importing: &mut Importing, order: NameOrder) -> (Preview, Vec<&'static str>) {
    let mut asked = Vec::new();
    loop {
        let preview = importing.preview();
        let Some(question) = preview.questions.first().cloned() else { return (preview, asked) };
        assert!(asked.len() < 12, "no question is asked for ever: {asked:?}");
        asked.push(question.code);
        importing.decide(|decisions| {
            let column: &mut ColumnReading = decisions.columns.entry(question.column).or_default();
            match question.code {
                "import-ask-day-order" => column.day_order = Some(DayOrder::DayFirst),
                "import-ask-epoch" => column.epoch = Some(Epoch::From1900),
                "import-ask-name-order" => column.name_order = Some(order),
                "import-ask-phone-country" => column.country = Some("ITA".to_owned()),
                "import-ask-rows" => decisions.rows_are = Some(RowsAre::Legs),
                other => panic!("nobody expected {other}"),
            }
        });
    }
}

fn at(answers: &BTreeMap<String, members::member::Said>, pointer: &str) -> String {
    answers.get(pointer).and_then(|said| said.value.as_str()).unwrap_or_default().to_owned()
}

#[test]
fn each_make_of_list_is_imported_whole_after_a_few_questions() {
    let people = some(MANY);
    for (shape, asks, legs) in [
        (ListShape::Workbook, &[][..], 2),
        (ListShape::ChineseText, &["import-ask-name-order"], 1),
        (ListShape::OldWorkbook, &["import-ask-epoch", "import-ask-epoch"], 1),
        (
            ListShape::OpenDocument,
            &["import-ask-day-order", "import-ask-phone-country", "import-ask-day-order"],
            1,
        ),
        (ListShape::WideText, &[], 1),
        (ListShape::MarkedText, &[], 1),
        (ListShape::RowPerLeg, &["import-ask-rows"], 2),
        (ListShape::RowPerFamily, &[], 1),
    ] {
        let (sheet, mapping) = opened(shape, &people);
        let mut importing =
            Importing::begin((&EDITION, &LISTS), (&sheet, &mapping), Decisions::default(), [], today());
        let (preview, asked) = answered(&mut importing, NameOrder::SurnameFirst);
        let wrong: Vec<_> = preview.lines.iter().filter(|line| !line.ready).take(3).collect();
        assert_eq!(asked, asks, "{shape:?}: asked once per column, and no more: {:?}", mapping.columns);
        assert_eq!(
            preview.counts.members, MANY,
            "{shape:?}: everybody is there; skipped {:?}",
            preview.skipped
        );
        assert!(wrong.is_empty(), "{shape:?}: everybody can be imported: {wrong:?} {:?}", preview.twins);
        assert_eq!(preview.counts.new, MANY, "{shape:?}");
        for (line, member) in preview.lines.iter().zip(&people) {
            let answers = &line.member.answers;
            let row = line.member.row() + 1;
            assert_eq!(at(answers, "/document/number"), member.document, "{shape:?} row {row}");
            assert_eq!(at(answers, "/about/born"), member.born.to_string(), "{shape:?} row {row}");
            assert_eq!(at(answers, "/about/surname").to_uppercase(), member.surname, "{shape:?} row {row}");
            assert_eq!(at(answers, "/about/given_names").to_uppercase(), member.given, "{shape:?} row {row}");
            if shape != ListShape::RowPerFamily {
                assert_eq!(
                    at(answers, "/contact/mobile_abroad"),
                    format!("+39{}", member.mobile),
                    "{shape:?} row {row}"
                );
                assert_eq!(at(answers, "/destination/county"), member.county.1, "{shape:?} row {row}");
            }
            assert!(answers.contains_key(&format!("/legs/{}/flight", legs - 1)), "{shape:?} row {row}");
            assert!(
                !answers.contains_key(&format!("/legs/{legs}/flight")),
                "{shape:?} row {row}: no leg too many"
            );
            assert!(
                !answers.keys().any(|it| it.starts_with("/health")),
                "a temperature in a list is nobody's word"
            );
        }
    }
}

#[test]
fn what_is_not_imported_is_said_with_its_reason() {
    let (_, mapping) = opened(ListShape::Workbook, &some(3));
    let left: Vec<_> =
        mapping.columns.iter().filter_map(|it| Some((it.header.as_str(), it.left_out?))).collect();
    assert_eq!(
        left,
        [
            ("序号", "import-column-not-asked"),
            ("体温", "import-column-health"),
            ("备注", "import-column-not-asked")
        ]
    );
}

#[test]
fn health_is_not_imported_even_if_the_volunteer_says_so() {
    let (_, mut mapping) = opened(ListShape::Workbook, &some(3));
    let column = mapping.columns.iter().find(|it| it.kind == Kind::Health).unwrap().at;
    assert!(mapping.set(column, Kind::Phone, &EDITION).is_err());
    assert!(mapping.one(Kind::Phone).is_some(), "and the telephones stay where they are");
}

/// The answers that a preview would write, as cases that are there.
fn as_known(preview: &Preview) -> Vec<Known> {
    let cases = preview.lines.iter().enumerate().map(|(number, line)| {
        let mut answers = Value::Object(serde_json::Map::new());
        for (pointer, said) in &line.member.answers {
            testkit::put(&mut answers, pointer, said.value.clone());
        }
        let imported =
            line.member.answers.iter().map(|(pointer, said)| (pointer.clone(), said.value.clone()));
        Known { case: number.to_string(), answers, imported: imported.collect(), sent: false }
    });
    cases.collect()
}

#[test]
fn the_same_list_again_changes_nothing() {
    for shape in ListShape::ALL {
        let (sheet, mapping) = opened(shape, &some(40));
        let mut first =
            Importing::begin((&EDITION, &LISTS), (&sheet, &mapping), Decisions::default(), [], today());
        let (preview, _) = answered(&mut first, NameOrder::SurnameFirst);
        let known = as_known(&preview);
        let again = Importing::begin(
            (&EDITION, &LISTS),
            (&sheet, &mapping),
            first.decisions().clone(),
            known,
            today(),
        )
        .preview();
        assert_eq!(again.counts.unchanged, 40, "{shape:?}: {:?}", again.counts);
        assert_eq!(again.writes().count(), 0, "{shape:?}: nothing is written twice");
    }
}
