//! An organisation's desk from a list to what may be sent, without a window.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use app::dto::{
    ConsentWay, DeskFilter, DeskSettings, ImportDecision, ImportState, ImportView, NewConsent, NewNote,
    NoteKind, Standing,
};
use app::{App, Passphrase, Session};
use serde_json::json;
use tempfile::TempDir;
use vault::MemoryKeychain;

use common::Desk;

const HEADER: &str = "姓名,护照姓名,性别,出生日期,国籍,护照号,有效期,手机,航班号,出发日期,体温\n";
const YUTONG: &str =
    "陈雨桐,CHEN/YUTONG,女,1998-03-05,中国,E12345678,2030-01-01,+393471234567,CA968,2026-12-14,36.5\n";
const XIAOHONG: &str =
    "林小红,LIN/XIAOHONG,女,1990-01-02,中国,E23456789,2031-02-02,+393481234567,CA968,2026-12-14,38.1\n";

const PHRASE: &str = "four words that are long";

struct Office {
    root: TempDir,
    app: App,
    session: Arc<Session>,
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_in_hand_is_there_after_a_lock_with_all_that_was_decided_and_kept_no_longer() {
    let Office { root, app, session } = office();
    let again = || {
        app.start().unwrap();
        app.unlock(app::Key::Passphrase { text: Passphrase::from(PHRASE.to_owned()) }).unwrap();
        app.session().unwrap()
    };
    let list = root.path().join("members.csv");
    std::fs::write(&list, format!("{HEADER}{YUTONG}{XIAOHONG}")).unwrap();
    let view = ImportView::default();
    session.import_begin(&list).unwrap();
    session.import_decide(ImportDecision::LeaveOut { row: 3, out: true }, &view).unwrap();
    let edit = ImportDecision::Edit { cell: "A2".into(), text: Some("陈雨彤".into()) };
    let before = session.import_decide(edit, &view).unwrap();
    drop(session);
    app.lock(None).await.unwrap();
    std::fs::remove_file(&list).unwrap(); // the stick was pulled out

    let session = again();
    let now = session.import_screen(&view).unwrap();
    assert_eq!(
        serde_json::to_value(&now).unwrap(),
        serde_json::to_value(&before).unwrap(),
        "the list, and what was decided about it"
    );
    drop(session);
    app.lock(None).await.unwrap();
    let session = again();
    assert!(session.import_screen(&view).is_ok(), "also over a second lock");
    session.import_drop().unwrap();
    drop(session);
    app.lock(None).await.unwrap();
    let session = again();
    assert_eq!(session.import_screen(&view).err().unwrap().code(), "import-none", "what was dropped is gone");
}

fn settings() -> DeskSettings {
    DeskSettings {
        organisation: "温州商会（米兰）".into(),
        volunteer: "吴志愿".into(),
        volunteers: vec![],
        wording: String::new(),
        enrolment: String::new(),
        enrolled: false,
    }
}

fn office() -> Office {
    let root = tempfile::tempdir().unwrap();
    let app = common::app(
        &root.path().join("data"),
        &Arc::new(Desk::default()),
        &Arc::new(MemoryKeychain::default()),
    );
    app.start().unwrap();
    app.create_vault(Some(Passphrase::from(PHRASE.to_owned()))).unwrap();
    let session = app.session().unwrap();
    session.set_desk(Some(settings())).unwrap();
    Office { root, app, session }
}

impl Office {
    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.root.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn import(&self, text: &str) -> app::dto::ImportReport {
        self.session.import_begin(&self.file("members.csv", text)).unwrap();
        self.session.import_commit().unwrap()
    }

    fn rows(&self) -> Vec<app::dto::DeskRow> {
        self.session.desk_rows(&DeskFilter::default(), 0, 100).unwrap().rows
    }

    fn answers(&self, id: &str) -> String {
        serde_json::to_string(&self.session.copy(id).unwrap()).unwrap()
    }
}

fn consent(way: ConsentWay, witness: &str) -> NewConsent {
    NewConsent {
        way, said_by: "陈雨桐".into(), witness: witness.into(), wording: "我委托贵会".into()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_becomes_cases_only_after_the_press_and_health_is_not_among_it() {
    let office = office();
    let seen = office
        .session
        .import_begin(&office.file("members.csv", &format!("{HEADER}{YUTONG}{XIAOHONG}")))
        .unwrap();
    assert_eq!((seen.counts.members, seen.counts.ready), (2, 2), "{:?}", seen.findings);
    let health = seen.columns.iter().find(|column| column.header == "体温").unwrap();
    assert_eq!(health.left_out.as_deref(), Some("import-column-health"), "and it says why");
    assert!(health.examples.is_empty(), "nor is it shown");
    assert!(office.rows().is_empty(), "looked at, and nothing is written");
    let report = office.session.import_commit().unwrap();
    assert_eq!((report.new, report.changed.len()), (2, 0));
    let rows = office.rows();
    assert_eq!(rows.len(), 2);
    assert!(
        rows.iter().all(|row| row.standing == Standing::NoConsent),
        "checked, and nobody has consented yet"
    );
    for row in &rows {
        assert!(!office.answers(&row.id).contains("36.5"), "health is the members' own word");
    }
    let again = office.import(&format!("{HEADER}{YUTONG}{XIAOHONG}"));
    assert_eq!((again.new, again.unchanged), (0, 2), "the same list again doubles nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_cell_is_said_put_right_in_place_or_written_out_with_its_reason() {
    let office = office();
    let wrong = YUTONG.replace("CA968", "待查");
    office.session.import_begin(&office.file("members.csv", &format!("{HEADER}{wrong}{XIAOHONG}"))).unwrap();
    let only = ImportView { only: Some("blocked".into()), ..ImportView::default() };
    let seen = office.session.import_screen(&only).unwrap();
    assert_eq!((seen.total, seen.counts.ready), (1, 1), "one waits, the other could go");
    let cell = &seen.rows[0].cells[0];
    assert_eq!((cell.address.as_str(), cell.text.as_str()), ("I2", "待查"));
    assert_eq!(cell.findings[0].code, "import-flight-unclear");
    let out = office.root.path().join("left.csv");
    let words = [("import-flight-unclear".to_owned(), "航班号看不懂".to_owned())].into();
    let written = office.session.import_left("原因", &words, &out).unwrap();
    assert_eq!(written.cases, 1);
    let text = std::fs::read_to_string(&out).unwrap();
    assert!(text.contains("I2: 航班号看不懂") && !text.contains("XIAOHONG"), "{text}");
    let edit = ImportDecision::Edit { cell: "I2".into(), text: Some("MU 788".into()) };
    let seen = office.session.import_decide(edit, &ImportView::default()).unwrap();
    assert_eq!(seen.counts.ready, 2, "put right in place");
    assert_eq!(office.session.import_commit().unwrap().new, 2);
    assert!(office.rows().iter().any(|row| row.flight == "MU788"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_for_somebody_whose_consent_is_not_written_down() {
    let office = office();
    office.import(&format!("{HEADER}{YUTONG}"));
    let id = office.rows()[0].id.clone();
    let refused = office.session.submit(&id).unwrap_err();
    assert_eq!(refused.code(), "desk-no-consent", "before anything else is looked at");
    let alone = office.session.desk_consent(&id, &consent(ConsentWay::Phone, " ")).unwrap_err();
    assert_eq!(alone.code(), "desk-no-witness", "on the telephone somebody else hears it");
    for nobody in ["陈雨桐", " 陈 雨桐 ", "吴志愿"] {
        let own = office.session.desk_consent(&id, &consent(ConsentWay::Phone, nobody)).unwrap_err();
        assert_eq!(
            own.code(),
            "desk-no-witness",
            "{nobody} consents or writes it down, and is no witness of it"
        );
    }
    let to_nothing = NewConsent { wording: " ".into(), ..consent(ConsentWay::Beside, "") };
    let to_nothing = office.session.desk_consent(&id, &to_nothing).unwrap_err();
    assert_eq!(to_nothing.code(), "desk-no-wording", "nobody consents to nothing");
    let seen = office.session.desk_consent(&id, &consent(ConsentWay::Phone, "林见证")).unwrap();
    let mandate = seen.mandate.unwrap();
    assert_eq!(
        (mandate.volunteer.as_str(), mandate.witness.as_str()),
        ("吴志愿", "林见证"),
        "who, how, by whom"
    );
    assert_eq!(mandate.wording, "我委托贵会", "and to what: the words may be others tomorrow");
    assert_eq!(seen.log[0].what, "consented");
    let said = office.answers(&id);
    for words in ["吴志愿", "温州商会（米兰）"] {
        assert!(said.contains(words), "the declaration names who helps, and for whom: {words}");
    }
    assert_eq!(seen.row.standing, Standing::Missing);
    assert_ne!(
        office.session.submit(&id).unwrap_err().code(),
        "desk-no-consent",
        "now only answers are missing"
    );
    office.session.answer(&id, "/about/born", json!("2015-05-05")).unwrap();
    let child = office.session.submit(&id).unwrap_err();
    assert_eq!(
        child.code(),
        "desk-no-guardian",
        "the birth date came after the consent: a guardian is asked"
    );
    let struck = office.session.desk_strike_consent(&id).unwrap();
    assert_eq!(struck.row.standing, Standing::NoConsent);
    assert_eq!(office.session.submit(&id).unwrap_err().code(), "desk-no-consent", "taken back is none");
    let back = office.session.withdraw(&id).unwrap_err();
    assert_eq!(back.code(), "not-sent", "and keeps nobody in: what was sent could be withdrawn");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_list_changes_what_nobody_touched_and_an_undo_takes_all_of_it_back() {
    let office = office();
    office.import(&format!("{HEADER}{YUTONG}{XIAOHONG}"));
    let rows = office.rows();
    let hong = rows.iter().find(|row| row.name == "林小红").unwrap().id.clone();
    office.session.answer(&hong, "/contact/mobile_abroad", json!("+393489999999")).unwrap();
    let other =
        "王志强,WANG/ZHIQIANG,男,1985-05-05,中国,E34567890,2030-05-05,+393491234567,CA968,2026-12-14,\n";
    let list = format!(
        "{HEADER}{}{}{other}",
        YUTONG.replace("CA968", "MU788"),
        XIAOHONG.replace("+393481234567", "+393480000000")
    );
    let seen = office.session.import_begin(&office.file("members.csv", &list)).unwrap();
    let states: Vec<ImportState> = seen.rows.iter().map(|row| row.state).collect();
    assert_eq!(states, [ImportState::Changed, ImportState::Conflicting, ImportState::New]);
    let report = office.session.import_commit().unwrap();
    assert_eq!((report.new, report.changed.len()), (1, 1));
    assert_eq!(report.changed[0].changes[0].to, "MU788", "field by field");
    assert!(office.answers(&hong).contains("+39 348 999 9999"), "what was typed since stays");
    let undone = office.session.undo_import(report.number).unwrap();
    assert_eq!((undone.removed, undone.restored, undone.kept), (1, 1, 0));
    let now = office.rows();
    assert_eq!(now.len(), 2);
    assert!(now.iter().all(|row| row.flight == "CA968"), "as it was before");
    assert!(office.session.undo_import(report.number).is_err(), "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn on_the_telephone_only_what_is_open_is_asked() {
    let office = office();
    office.import(&format!("{HEADER}{YUTONG}"));
    let id = office.rows()[0].id.clone();
    let open = office.session.telephone(&id, None).unwrap();
    let asked = |view: &app::dto::Filling| -> Vec<String> {
        view.page.sections[0].questions.iter().map(|question| question.pointer.clone()).collect()
    };
    let before = asked(&open);
    assert!(!before.contains(&"/document/number".to_owned()), "what the list said is not asked again");
    assert!(before.contains(&"/legs/0/departs_at".to_owned()), "what it lacks is: {before:?}");
    let answered = office.session.telephone_answer(&id, "/legs/0/departs_at", json!("18:10")).unwrap();
    assert!(
        asked(&answered).contains(&"/legs/0/departs_at".to_owned()),
        "whoever has just answered still sees it"
    );
    let next = office.session.telephone(&id, None).unwrap();
    assert_eq!(asked(&next).len(), before.len() - 1, "and then it is gone");
    let said = office.answers(&id);
    assert!(said.contains("18:10"), "kept at once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_common_value_is_set_and_taken_back_and_never_touches_what_is_each_persons_own() {
    let office = office();
    office.import(&format!("{HEADER}{YUTONG}{XIAOHONG}"));
    let ids: Vec<String> = office.rows().into_iter().map(|row| row.id).collect();
    let done = office.session.set_common(&ids, "/legs/0/flight", &json!("MU788")).unwrap();
    assert_eq!((done.changed, done.undo), (2, true));
    assert!(office.rows().iter().all(|row| row.flight == "MU788"));
    assert_eq!(office.session.undo_common().unwrap().changed, 2);
    assert!(office.rows().iter().all(|row| row.flight == "CA968"), "as it was");
    let before: Vec<String> = ids.iter().map(|id| office.answers(id)).collect();
    let done = office.session.set_common(&ids, "/legs/2/flight", &json!("MU788")).unwrap();
    assert_eq!((done.changed, done.left), (0, 2), "nobody gets a leg that they do not have");
    let after: Vec<String> = ids.iter().map(|id| office.answers(id)).collect();
    assert_eq!(after, before, "whoever was ready is ready");
    for (pointer, nothing) in [
        ("/legs/0/flight", json!("xyz?")),
        ("/legs/0/flight", json!("")),
        ("/legs/0/departs_on", json!("2026-13-45")),
        ("/legs/0/from", json!(null)),
    ] {
        let refused = office.session.set_common(&ids, pointer, &nothing).unwrap_err();
        assert_eq!(refused.code(), "desk-no-answer", "{nothing} is no {pointer} of anybody");
    }
    let after: Vec<String> = ids.iter().map(|id| office.answers(id)).collect();
    assert_eq!(after, before, "and takes nothing away");
    let edition = rulebook::Edition::bundled().unwrap();
    let offered: Vec<String> =
        office.session.common_questions().unwrap().into_iter().map(|question| question.pointer).collect();
    assert!(offered.len() > 6, "there are some: {offered:?}");
    for field in edition.fields() {
        let at = field.pointer.replace('*', "0");
        let part = at.split('/').nth(1).unwrap_or_default();
        let own = [
            "health", "exposure", "tests", "doses", "stays", "consent", "filling", "document", "about",
            "contact",
        ];
        if own.contains(&part) {
            assert!(!offered.contains(&at), "{at} is offered");
            let refused = office.session.set_common(&ids, &at, &json!("x")).unwrap_err();
            assert_eq!(refused.code(), "desk-not-common", "{at} is each person's own");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_person_twice_is_merged_by_a_person_or_kept_as_two() {
    let office = office();
    office.import(&format!("{HEADER}{YUTONG}"));
    let first = office.rows()[0].id.clone();
    let other = office.session.new_declaration().unwrap().id;
    for (pointer, value) in [
        ("/about/han_name", "陈雨桐"),
        ("/about/born", "1998-03-05"),
        ("/contact/email", "yutong@example.org"),
        ("/legs/0/seat", "34A"),
    ] {
        office.session.answer(&other, pointer, json!(value)).unwrap();
    }
    let found = office.session.desk_twins().unwrap();
    assert_eq!((found.len(), found[0].alike.as_str()), (1, "name-and-born"));
    assert!(
        found[0].fields.iter().all(|field| !field.text.contains("health")),
        "nothing of health stands there"
    );
    let left = office.session.merge_twins(&first, &other).unwrap();
    assert!(left.is_empty());
    assert!(office.answers(&first).contains("yutong@example.org"), "what the one lacked came from the other");
    assert!(!office.answers(&first).contains("34A"), "but no seat of another journey: a list is one whole");
    assert_eq!(office.rows().len(), 1);
    assert_eq!(office.session.deleted().unwrap().items.len(), 1, "and that can be brought back");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_is_due_needs_a_hand_and_the_list_goes_out_without_health() {
    let office = office();
    office.import(&format!("{HEADER}{YUTONG}"));
    let id = office.rows()[0].id.clone();
    let today = chrono::Local::now().date_naive().to_string();
    let note = NewNote { what: NoteKind::NotReached, note: "占线".into(), again_on: Some(today) };
    let seen = office.session.desk_note(&id, &note).unwrap();
    assert_eq!(seen.row.needs, [app::dto::Need::CallAgain]);
    assert_eq!(office.session.desk().unwrap().in_need, 1);
    office.session.answer(&id, "/health/temperature", json!(38.4)).unwrap();
    let out: &Path = &office.root.path().join("out.csv");
    office.session.desk_export(&DeskFilter::default(), out).unwrap();
    let text = std::fs::read_to_string(out).unwrap();
    assert!(text.contains("E12345678") && !text.contains("38.4"), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_travellers_own_vault_is_no_desk_and_a_deployment_file_makes_a_new_one_of_it() {
    let office = office();
    office.session.set_desk(None).unwrap();
    assert_eq!(office.session.desk().unwrap_err().code(), "desk-none");
    let root = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(root.path().join("data")).unwrap();
    let deployment = json!({ "desk": "chamber", "organisation": "青田同乡会", "mandate_text": "本人委托" });
    std::fs::write(root.path().join("data/deployment.json"), deployment.to_string()).unwrap();
    let app = common::app(
        &root.path().join("data"),
        &Arc::new(Desk::default()),
        &Arc::new(MemoryKeychain::default()),
    );
    app.start().unwrap();
    let start = app.create_vault(None).unwrap();
    let desk = start.desk.unwrap();
    assert_eq!((desk.organisation.as_str(), desk.wording.as_str()), ("青田同乡会", "本人委托"));
    assert_eq!(desk.volunteer, "", "who sits there says so first");
    let session = app.session().unwrap();
    assert_eq!(session.import_begin(&root.path().join("x")).unwrap_err().code(), "desk-no-volunteer");

    let own = tempfile::tempdir().unwrap();
    let app = common::app(own.path(), &Arc::new(Desk::default()), &Arc::new(MemoryKeychain::default()));
    app.create_vault(None).unwrap();
    std::fs::write(own.path().join("deployment.json"), deployment.to_string()).unwrap();
    let desk = app.session().unwrap().desk_settings().unwrap();
    assert_eq!(
        desk, None,
        "a vault that was there before stays its owner's: they could send nothing any more"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_taken_never_given_back_and_stays_while_none_is_typed() {
    let office = office();
    let token = "A".repeat(43);
    let typed = DeskSettings { enrolment: token.clone(), ..settings() };
    let desk = office.session.set_desk(Some(typed)).unwrap().unwrap();
    assert_eq!((desk.enrolment.as_str(), desk.enrolled), ("", true), "no page is given it");
    let seated = DeskSettings { volunteer: "周兰".into(), ..desk };
    let desk = office.session.set_desk(Some(seated)).unwrap().unwrap();
    assert!(desk.enrolled, "whoever sits down next does not take it away");
    let without = DeskSettings { enrolled: false, ..desk };
    assert!(!office.session.set_desk(Some(without)).unwrap().unwrap().enrolled, "and it can be taken away");
    let wrong = DeskSettings { enrolment: "my token".into(), ..settings() };
    assert_eq!(office.session.set_desk(Some(wrong)).unwrap_err().code(), "enrolment-malformed");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_opens_the_vault_says_who_they_are_before_anything_is_done_in_their_name() {
    let root = tempfile::tempdir().unwrap();
    let keychain = Arc::new(MemoryKeychain::default());
    let app = common::app(root.path(), &Arc::new(Desk::default()), &keychain);
    app.create_vault(Some(Passphrase::from(PHRASE.to_owned()))).unwrap();
    app.session().unwrap().set_desk(Some(settings())).unwrap();
    let id = app.session().unwrap().new_declaration().unwrap().id;
    app.lock(None).await.unwrap();
    app.unlock(app::Key::Passphrase { text: Passphrase::from(PHRASE.to_owned()) }).unwrap();
    let session = app.session().unwrap();
    let desk = session.desk_settings().unwrap().unwrap();
    assert_eq!((desk.volunteer.as_str(), desk.volunteers.as_slice()), ("", ["吴志愿".to_owned()].as_slice()));
    let unnamed = session.desk_consent(&id, &consent(ConsentWay::Beside, "")).unwrap_err();
    assert_eq!(unnamed.code(), "desk-no-volunteer", "the name of the last evening is not this one's");
    session.set_desk(Some(DeskSettings { volunteer: "周兰".into(), ..desk })).unwrap();
    let seen = session.desk_consent(&id, &consent(ConsentWay::Beside, "")).unwrap();
    assert_eq!(seen.log[0].volunteer, "周兰");
    assert_eq!(
        session.desk_settings().unwrap().unwrap().volunteers,
        ["吴志愿", "周兰"],
        "both are one press away"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sheet_for_each_member_is_asked_for_at_once_and_writes_nothing() {
    let office = office();
    office.import(&format!("{HEADER}{YUTONG}{XIAOHONG}"));
    let ids: Vec<String> = office.rows().into_iter().map(|row| row.id).collect();
    let sheets = office.session.desk_sheets(&ids, None).unwrap();
    let said: Vec<_> = sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.latin_name.as_str())).collect();
    assert_eq!(
        said,
        [("陈雨桐", "CHEN YUTONG"), ("林小红", "LIN XIAOHONG")],
        "in the order that they were asked for"
    );
    assert_ne!(sheets[0].reference, sheets[1].reference);
}
