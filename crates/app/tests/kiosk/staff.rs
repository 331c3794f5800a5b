//! Who looks after a kiosk: how long the panel stays, what stops the machine, and help in person.

use std::sync::Arc;

use chrono::Utc;
use platform_api::{EnrolmentToken, PlatformProfile, ProblemCode};
use serde_json::json;
use uuid::Uuid;

use crate::{STAFF_KEY, Screen, code, given, key, kiosk};

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
    let spool = outbox::Spool::open(&folder.path().join("kiosk"), Utc::now()).unwrap();
    let profile =
        PlatformProfile::parse(&std::fs::read(given(folder.path()).profile.unwrap()).unwrap()).unwrap();
    let (platform, declaration) = (profile.platform(), Uuid::now_v7());
    let new = outbox::NewEnvelope {
        platform: &platform,
        address: &profile.url,
        declaration,
        letter: false,
        revision: 1,
        withdrawal: false,
        envelope: b"sealed",
        opens: None,
    };
    spool.put(&new, Utc::now()).unwrap();
    let outbox::Claim::Taken(taken) = spool.claim(&platform, &profile.url, Utc::now()).unwrap() else {
        panic!("it is due")
    };
    let refusal = outbox::Met::Refusal(ProblemCode::OrganisationUnknown.into());
    let refused = outbox::Event::Ended { attempt: 1, met: refusal };
    spool.happened(taken.seq, refused, b"", Utc::now()).unwrap();
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
    assert_eq!(code(app.staff_help("  ")), "kiosk-helper-unnamed", "whoever helps has a name");
    assert_eq!(app.kiosk_help_offered().unwrap(), None, "nothing was offered yet");
    assert!(!app.staff_help("LI Wei").unwrap().helped, "an offer is no help yet");
    let offered = app.kiosk_help_offered().unwrap().unwrap();
    assert_eq!(
        (offered.name.as_str(), offered.organisation.as_str()),
        ("LI Wei", "Consulate General in Milan")
    );
    let by = |pointer: &str| {
        let session = app.session().unwrap();
        let view = session.go_to(&id, "document", Some(pointer)).unwrap();
        serde_json::to_string(&view).unwrap()
    };
    app.kiosk_take_help(&id, false).unwrap();
    assert!(!by("/filling/by").contains("\"helper\",\"findings"), "who refuses it goes on alone");
    assert_eq!(app.kiosk_help_offered().unwrap(), None, "and is not asked again");
    app.staff_help("LI Wei").unwrap();
    app.kiosk_take_help(&id, true).unwrap();
    assert!(app.staff_panel().unwrap().helped, "the panel learns that somebody helps");
    let session = app.session().unwrap();
    session.answer(&id, "/filling/helper_name", "Somebody Else".into()).unwrap();
    let sealed = app.kiosk_submit(&id);
    assert!(sealed.is_err(), "the form is not filled in yet");
    let pages = session.go_to(&id, "consent", None).unwrap();
    let told = serde_json::to_string(&pages).unwrap();
    assert!(told.contains("LI Wei") && told.contains("Consulate General in Milan"), "it is recorded: {told}");
    assert!(!told.contains("Somebody Else"), "whatever was typed over it");
}
