//! Who looks after a kiosk: how long the panel stays, what stops the machine, and help in person.

use std::sync::Arc;

use chrono::Utc;
use outbox::{Met, Spool};
use platform_api::{EnrolmentToken, ProblemCode};
use serde_json::json;

use crate::{STAFF_KEY, Screen, code, key, kiosk, sent};

#[tokio::test(flavor = "multi_thread")]
async fn a_panel_that_looks_by_itself_keeps_no_staff_who_went_away() {
    let folder = tempfile::tempdir().unwrap();
    let app = kiosk(folder.path(), &Arc::default());
    app.kiosk_set_up(key(STAFF_KEY)).unwrap();
    app.staff_enter(key(STAFF_KEY)).unwrap();
    for _ in 0..119 {
        app.kiosk_tick();
        app.staff_panel().unwrap();
    }
    app.kiosk_touch().unwrap();
    for _ in 0..119 {
        app.kiosk_tick();
    }
    app.staff_panel().unwrap();
    for _ in 0..3 {
        app.kiosk_tick();
        let _ = app.staff_panel();
    }
    assert_eq!(code(app.staff_panel()), "kiosk-staff-needed", "nobody has touched it for two minutes");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_whose_token_was_refused_lets_nobody_begin_until_it_has_another() {
    let folder = tempfile::tempdir().unwrap();
    let screen = Arc::new(Screen::default());
    let enrolled_with = |token: &EnrolmentToken| {
        let deployment = json!({ "desk": "kiosk", "enrolment": *token.reveal() });
        std::fs::write(folder.path().join("deployment.json"), deployment.to_string()).unwrap();
        let app = kiosk(folder.path(), &screen);
        app.start().unwrap();
        app.kiosk_tick();
        app
    };
    kiosk(folder.path(), &screen).kiosk_set_up(key(STAFF_KEY)).unwrap();
    let app = enrolled_with(&EnrolmentToken::from_bytes([7; 32]));
    assert!(app.start().unwrap().kiosk.unwrap().out_of_order.is_none(), "nothing was refused yet");

    // What was sealed here is refused for good, as the platform has signed.
    let spool = Spool::open(&folder.path().join("kiosk"), Utc::now()).unwrap();
    let declaration = sent(&spool, folder.path(), Met::Refusal(ProblemCode::OrganisationUnknown.into()));
    assert!(!(0..130).any(|_| app.kiosk_tick()), "what came by a stick was sealed under another's token");
    assert!(app.start().unwrap().kiosk.unwrap().out_of_order.is_none(), "and stops nobody here");

    // As if it had been sealed here.
    let book = folder.path().join("kiosk/kiosk.json");
    let mut noted: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&book).unwrap_or_else(|_| b"{}".to_vec())).unwrap();
    let digest = EnrolmentToken::from_bytes([7; 32]).digest();
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    noted["token"] = json!({ "token": digest, "sealed": [declaration] });
    std::fs::write(&book, noted.to_string()).unwrap();
    let replaced = (0..60).any(|_| app.kiosk_tick());
    assert!(replaced, "the first page that stands there gives way to one that says so");
    assert_eq!(code(app.kiosk_begin("en")), "kiosk-token-refused", "nobody types what would be refused");
    let front = app.start().unwrap().kiosk.unwrap();
    assert_eq!(front.out_of_order.unwrap().code, "kiosk-token-refused", "the first page says why");
    assert!(!(0..200).any(|_| app.kiosk_tick()), "once it says so it stays");
    let panel = app.staff_enter(key(STAFF_KEY)).unwrap();
    assert_eq!(panel.out_of_order.unwrap().code, "kiosk-token-refused", "and so does the panel");

    let app = enrolled_with(&EnrolmentToken::from_bytes([8; 32]));
    assert!(
        app.start().unwrap().kiosk.unwrap().out_of_order.is_none(),
        "with another token people begin again"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn help_is_offered_by_staff_taken_by_the_traveller_and_recorded() {
    let folder = tempfile::tempdir().unwrap();
    let deployment = json!({ "desk": "kiosk", "organisation": "Consulate General in Milan" });
    std::fs::write(folder.path().join("deployment.json"), deployment.to_string()).unwrap();
    let app = kiosk(folder.path(), &Arc::default());
    app.kiosk_set_up(key(STAFF_KEY)).unwrap();
    assert_eq!(code(app.staff_help("LI Wei")), "kiosk-staff-needed", "not by anybody who says so");
    app.staff_enter(key(STAFF_KEY)).unwrap();
    assert_eq!(code(app.staff_help("LI Wei")), "kiosk-nobody-to-help", "nobody is there");
    let id = app.kiosk_begin("en").unwrap().id;
    for no_name in
        ["  ", "L", "Counter 3", "A name that is longer than the form takes a name to be, and is none"]
    {
        assert_eq!(
            code(app.staff_help(no_name)),
            "kiosk-helper-unnamed",
            "{no_name:?} would stop the sending"
        );
    }
    assert_eq!(app.kiosk_help_offered().unwrap(), None, "nothing was offered yet");
    assert!(!app.staff_help("LI Wei").unwrap().helped, "an offer is no help yet");
    let offered = app.kiosk_help_offered().unwrap().unwrap();
    assert_eq!(
        (offered.name.as_str(), offered.organisation.as_str()),
        ("LI Wei", "Consulate General in Milan")
    );
    assert!(
        offered.records.contains(&"/filling/helper_name".to_owned()),
        "who helps is asked of nobody twice"
    );
    // Who the form says fills it in.
    let by = || {
        let view = app.session().unwrap().go_to(&id, "document", None).unwrap();
        let questions = view.page.sections.into_iter().flat_map(|section| section.questions);
        let asked = questions.into_iter().find(|question| question.pointer == "/filling/by").unwrap();
        serde_json::to_value(&asked).unwrap()["value"].clone()
    };
    app.kiosk_take_help(&id, false).unwrap();
    assert_eq!(by(), json!(null), "who refuses it goes on alone");
    assert_eq!(app.kiosk_help_offered().unwrap(), None, "and is not asked again");
    app.staff_help("LI Wei").unwrap();
    app.kiosk_take_help(&id, true).unwrap();
    assert_eq!(by(), json!("helper"), "who takes it is helped");
    assert!(app.staff_panel().unwrap().helped, "the panel learns that somebody helps");
    app.staff_help("ZHANG Min").unwrap();
    app.kiosk_take_help(&id, false).unwrap();
    assert!(app.staff_panel().unwrap().helped, "a second offer that is refused sends nobody away");
    let session = app.session().unwrap();
    session.answer(&id, "/filling/helper_name", "Somebody Else".into()).unwrap();
    let sealed = app.kiosk_submit(&id);
    assert!(sealed.is_err(), "the form is not filled in yet; `scenario_kiosk` seals one");
    let pages = session.go_to(&id, "consent", None).unwrap();
    let told = serde_json::to_string(&pages).unwrap();
    assert!(told.contains("LI Wei") && told.contains("Consulate General in Milan"), "it is recorded: {told}");
    assert!(!told.contains("Somebody Else"), "whatever was typed over it");
}
