//! A kiosk without a window: strangers in a row, staff, and nothing on the disk but counts and what is sealed.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

mod common;

use std::path::Path;
use std::sync::{Arc, Mutex};

use app::dto::{KioskEnding, KioskState, Printer, PrinterState};
use app::{App, Host, Passphrase, Paths, PrintTrouble};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;
use tokio::runtime::Handle;
use uuid::Uuid;

const STAFF_KEY: &str = "seven umbrellas before the gate";

/// A desktop with a printer, and a clock that may be set.
#[derive(Default)]
struct Screen {
    off: Mutex<TimeDelta>,
    pages: Mutex<Vec<Vec<u8>>>,
    jammed: Mutex<bool>,
}

impl Host for Screen {
    fn now(&self) -> DateTime<Utc> {
        Utc::now() + *self.off.lock().unwrap()
    }
    fn changed(&self, _: Uuid) {}
    fn key_changing(&self, _: u8) {}
    fn rulebook_changed(&self) {}
    fn damage_found(&self) {}
    fn clock_changed(&self) {}
    fn door_changed(&self) {}
    fn window_title(&self, _: &str) {}
    fn print(&self, pdf: &[u8], _: Option<&str>) -> Result<(), PrintTrouble> {
        if *self.jammed.lock().unwrap() {
            return Err(PrintTrouble::Refused);
        }
        self.pages.lock().unwrap().push(pdf.to_vec());
        Ok(())
    }
    fn printer(&self, _: Option<&str>) -> Printer {
        let state = if *self.jammed.lock().unwrap() { PrinterState::Stopped } else { PrinterState::Ready };
        Printer { state, jobs: 0 }
    }
}

fn kiosk(data: &Path, screen: &Arc<Screen>) -> App {
    let paths = Paths { data: data.to_owned(), profile: None };
    App::kiosk_over(paths, screen.clone(), Handle::current())
}

fn key(text: &str) -> Passphrase {
    Passphrase::from(text.to_owned())
}

fn code<T>(answer: Result<T, app::Error>) -> String {
    answer.err().map(|error| error.code().to_owned()).unwrap_or_default()
}

/// Every file below a folder, by name and content.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_begins_before_there_is_a_staff_key_and_it_is_made_once() {
    let folder = tempfile::tempdir().unwrap();
    let app = kiosk(folder.path(), &Arc::default());
    assert!(!app.start().unwrap().kiosk.unwrap().ready, "the first screen asks for a key");
    assert_eq!(code(app.kiosk_begin("en")), "kiosk-not-set-up", "without one nobody could end a session");
    assert_eq!(
        code(app.kiosk_set_up(key("short"))),
        "vault-passphrase-too-short",
        "as strong as any vault's"
    );
    app.kiosk_set_up(key(STAFF_KEY)).unwrap();
    assert_eq!(
        code(app.kiosk_set_up(key("another key of a stranger's"))),
        "kiosk-set-up",
        "nobody makes a second"
    );
    assert_eq!(code(app.kiosk_begin("en")), "", "now somebody may begin");
    assert_eq!(code(app.kiosk_begin("zh-CN")), "kiosk-occupied", "one at a time");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_typed_is_in_no_file_and_the_next_one_finds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let screen = Arc::new(Screen::default());
    let app = kiosk(folder.path(), &screen);
    app.kiosk_set_up(key(STAFF_KEY)).unwrap();
    let before: Vec<String> = files(folder.path()).into_iter().map(|(name, _)| name).collect();
    let canary = "QUXVELVETINE";
    let id = app.kiosk_begin("zh-CN").unwrap().id;
    app.session().unwrap().answer(&id, "/about/surname", json!(canary)).unwrap();
    app.set_preferences(app::dto::Preferences {
        language: Some("en".into()),
        ..app.start().unwrap().preferences
    })
    .unwrap();
    app.due();
    let after = files(folder.path());
    for (name, bytes) in &after {
        assert!(!bytes.windows(canary.len()).any(|part| part == canary.as_bytes()), "{name} holds an answer");
        let told = String::from_utf8_lossy(bytes);
        assert!(name.contains("staff") || !told.contains("zh-CN"), "{name} says in which language it was");
    }
    let new: Vec<_> = after.iter().filter(|(name, _)| !before.contains(name)).map(|(name, _)| name).collect();
    assert_eq!(new.len(), 1, "the counts are the one file that came: {new:?}");
    app.kiosk_end(KioskEnding::Left).await;
    assert_eq!(code(app.session()), "vault-locked", "their session is gone");
    app.kiosk_begin("en").unwrap();
    let home = app.session().unwrap().home().unwrap();
    assert_eq!(home.total, 1, "the next person has a form of their own and no other");
    assert!(home.cards[0].name.is_none(), "and it is empty");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_panel_opens_by_the_key_counts_and_closes_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let screen = Arc::new(Screen::default());
    let app = kiosk(folder.path(), &screen);
    app.kiosk_set_up(key(STAFF_KEY)).unwrap();
    for asked in [
        code(app.staff_panel()),
        code(app.staff_send_now()),
        code(app.staff_export("x")),
        code(app.staff_import("x")),
        code(app.require_staff()),
    ] {
        assert_eq!(asked, "kiosk-staff-needed", "nothing of the staff's without their key");
    }
    let id = app.kiosk_begin("en").unwrap().id;
    app.session().unwrap().answer(&id, "/about/surname", json!("QUXVELVETINE")).unwrap();
    let panel = app.staff_enter(key(STAFF_KEY)).unwrap();
    assert_eq!((panel.state, panel.counts.begun), (KioskState::Filling, 1), "it says that somebody is there");
    let told = serde_json::to_string(&panel).unwrap();
    for secret in ["QUXVELVETINE", "zh-CN", "\"en\"", &id] {
        assert!(!told.contains(secret), "and not {secret}");
    }
    for _ in 0..=120 {
        app.kiosk_tick();
    }
    assert_eq!(code(app.staff_panel()), "kiosk-staff-needed", "whoever went away is signed out");
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_keys_shut_the_panel_for_a_while_whoever_replaces_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let screen = Arc::new(Screen::default());
    let app = kiosk(folder.path(), &screen);
    app.kiosk_set_up(key(STAFF_KEY)).unwrap();
    for _ in 0..5 {
        assert_eq!(
            code(app.staff_enter(key("a stranger's good guess"))),
            "vault-passphrase-wrong",
            "a guess"
        );
    }
    let next = kiosk(folder.path(), &screen);
    assert_eq!(code(next.staff_enter(key(STAFF_KEY))), "kiosk-staff-waits", "even the right one waits now");
    *screen.off.lock().unwrap() = -TimeDelta::hours(3);
    assert_eq!(
        code(next.staff_enter(key(STAFF_KEY))),
        "kiosk-staff-waits",
        "a clock set back changes nothing"
    );
    *screen.off.lock().unwrap() = TimeDelta::minutes(11);
    assert_eq!(code(next.staff_enter(key(STAFF_KEY))), "", "and after a while it opens");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_printed_or_said_not_to_be_and_never_a_hundred_times() {
    /// The head of a picture of 8 by 8.
    const JPEG: [u8; 27] = [
        0xff, 0xd8, 0xff, 0xc0, 0, 17, 8, 0, 8, 0, 8, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1, 0xff, 0xda, 0,
        2, 0xff, 0xd9,
    ];
    let folder = tempfile::tempdir().unwrap();
    let screen = Arc::new(Screen::default());
    let app = kiosk(folder.path(), &screen);
    app.kiosk_set_up(key(STAFF_KEY)).unwrap();
    app.kiosk_begin("en").unwrap();
    assert_eq!(code(app.kiosk_print(&JPEG)), "", "a page");
    *screen.jammed.lock().unwrap() = true;
    assert_eq!(
        code(app.kiosk_print(&JPEG)),
        "printer-refused",
        "a jam is said, so that the screen shows the slip"
    );
    *screen.jammed.lock().unwrap() = false;
    for _ in 0..20 {
        let _ = app.kiosk_print(&JPEG);
    }
    assert!(screen.pages.lock().unwrap().len() < 10, "nobody empties the paper");
    let counts = app.staff_enter(key(STAFF_KEY)).unwrap().counts;
    assert_eq!((counts.printed, counts.unprinted), (7, 1), "staff see that paper went and that it jammed");
    assert_eq!(code(app.kiosk_print(&JPEG)), "", "and may print a page to try it");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_hangs_is_erased_by_the_watch() {
    let folder = tempfile::tempdir().unwrap();
    let deployment = r#"{ "desk": "kiosk", "blank_after_seconds": 2, "erase_after_seconds": 4 }"#;
    std::fs::write(folder.path().join("deployment.json"), deployment).unwrap();
    let paths = Paths { data: folder.path().to_owned(), profile: None };
    let app = App::new(paths, Arc::new(Screen::default()), Handle::current());
    assert!(app.is_kiosk(), "the file alone makes it one");
    app.kiosk_set_up(key(STAFF_KEY)).unwrap();
    for _ in 0..100 {
        assert!(!app.kiosk_tick(), "an empty kiosk may stand for hours");
    }
    app.kiosk_begin("en").unwrap();
    let seconds = (0..100).take_while(|_| !app.kiosk_tick()).count();
    assert!((4..30).contains(&seconds), "after {seconds} s nobody is waited for");
}
