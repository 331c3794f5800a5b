//! A kiosk without a window: strangers in a row, staff, and nothing on the disk but counts and what is sealed.
#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

#[path = "../common/mod.rs"]
mod common;
mod staff;

use std::path::Path;
use std::sync::{Arc, Mutex};

use app::dto::{KioskEnding, KioskState, Printer, PrinterState};
use app::{App, Host, Passphrase, Paths, PrintTrouble};
use chrono::{DateTime, TimeDelta, Utc};
use outbox::{Claim, Event, Met, NewEnvelope, Spool};
use platform_api::{PROFILE_FILE, PlatformProfile, ReceiptSigner, SealingSecret};
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

/// A kiosk whose platform nobody reaches.
fn kiosk(data: &Path, screen: &Arc<Screen>) -> App {
    App::kiosk_over(given(data), screen.clone(), Handle::current())
}

fn given(data: &Path) -> Paths {
    outbox::install_crypto_provider();
    let path = data.join("profile").join(PROFILE_FILE);
    if !path.exists() {
        let signer = ReceiptSigner::generate().unwrap();
        let key = signer.public().clone();
        let profile = PlatformProfile {
            name: "Zhejiang".into(),
            names: Default::default(),
            url: "http://127.0.0.1:9".into(),
            receipt_keys: vec![key.clone()],
            code_keys: vec![key],
            sealing_key: SealingSecret::generate().unwrap().public().clone(),
            rulebook_root: json!({ "signed": { "_type": "root", "version": 1 } }),
            authorities: vec![],
            editions_by_package: false,
        };
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, serde_json::to_vec(&profile).unwrap()).unwrap();
    }
    Paths { data: data.to_owned(), profile: Some(path) }
}

/// Something that was sealed, and what its sending met.
fn sent(spool: &Spool, data: &Path, met: Met) -> Uuid {
    let profile = PlatformProfile::parse(&std::fs::read(given(data).profile.unwrap()).unwrap()).unwrap();
    let (platform, declaration) = (profile.platform(), Uuid::now_v7());
    let new = NewEnvelope {
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
    let Claim::Taken(taken) = spool.claim(&platform, &profile.url, Utc::now()).unwrap() else {
        panic!("it is due")
    };
    let ended = Event::Ended { attempt: taken.row.attempts, met };
    spool.happened(taken.seq, ended, b"a receipt that its vault has not seen", Utc::now()).unwrap();
    declaration
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
    let of_the_spool = |name: &str| name.contains("spool.");
    let new: Vec<_> = after
        .iter()
        .filter(|(name, _)| !before.contains(name) && !of_the_spool(name))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(new.len(), 1, "beside what is sealed the counts are the one file that came: {new:?}");
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
        assert_eq!(code(app.staff_enter(key("a stranger's good guess"))), "kiosk-staff-key-wrong", "a guess");
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
    let app = App::new(given(folder.path()), Arc::new(Screen::default()), Handle::current());
    assert!(app.is_kiosk(), "the file alone makes it one");
    app.kiosk_set_up(key(STAFF_KEY)).unwrap();
    let app = App::new(given(folder.path()), Arc::new(Screen::default()), Handle::current());
    for _ in 0..100 {
        assert!(!app.kiosk_tick(), "an empty kiosk may stand for hours");
    }
    app.kiosk_begin("en").unwrap();
    let seconds = (0..100).take_while(|_| !app.kiosk_tick()).count();
    assert!((4..30).contains(&seconds), "after {seconds} s nobody is waited for");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_reads_a_slip_or_tries_the_key_is_watched_too() {
    let folder = tempfile::tempdir().unwrap();
    let screen = Arc::new(Screen::default());
    kiosk(folder.path(), &screen).kiosk_set_up(key(STAFF_KEY)).unwrap();
    let uses: [fn(&App) -> String; 3] = [
        |app| code(app.kiosk_slip("no slip at all", "1990-01-01")),
        |app| code(app.staff_enter(key("a stranger's good guess"))),
        |app| code(app.staff_enter(key(STAFF_KEY))),
    ];
    for used in uses {
        let app = kiosk(folder.path(), &screen);
        let said = used(&app);
        let replaced = (0..400).any(|_| app.kiosk_tick());
        assert!(replaced, "after {said:?} what was typed is in this program, and goes with it");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_types_where_nothing_can_be_sent() {
    let folder = tempfile::tempdir().unwrap();
    let screen = Arc::new(Screen::default());
    let paths = Paths { data: folder.path().to_owned(), profile: None };
    let app = App::kiosk_over(paths, screen.clone(), Handle::current());
    app.kiosk_set_up(key(STAFF_KEY)).unwrap();
    let front = app.start().unwrap().kiosk.unwrap();
    assert_eq!(front.out_of_order.unwrap().code, "profile-missing", "the first screen says so");
    assert_eq!(
        code(app.kiosk_begin("en")),
        "profile-missing",
        "and no form is opened for a quarter of an hour"
    );
    let app = kiosk(folder.path(), &screen);
    assert!(app.start().unwrap().kiosk.unwrap().out_of_order.is_none(), "with a platform it is in order");
}

/// A spool that nothing can be read of.
fn break_spool(folder: &Path) {
    let data = folder.join("kiosk");
    std::fs::create_dir_all(&data).unwrap();
    for companion in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(data.join(format!("{}{companion}", outbox::SPOOL_FILE)));
    }
    std::fs::write(data.join(outbox::SPOOL_FILE), b"no database, by a power cut".repeat(400)).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_spool_is_said_until_staff_have_seen_it_and_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let screen = Arc::new(Screen::default());
    let app = kiosk(folder.path(), &screen);
    app.kiosk_set_up(key(STAFF_KEY)).unwrap();
    drop(app);
    break_spool(folder.path());
    let app = kiosk(folder.path(), &screen);
    app.start().unwrap();
    let front = app.start().unwrap().kiosk.unwrap();
    assert_eq!(front.out_of_order.unwrap().code, "kiosk-set-aside", "staff are called from the first screen");
    assert_eq!(
        code(app.kiosk_begin("en")),
        "kiosk-set-aside",
        "nobody trusts a disk that loses declarations"
    );
    let panel = app.staff_enter(key(STAFF_KEY)).unwrap();
    assert_eq!((panel.broken.len(), panel.broken[0].rescued), (1, Some(0)), "the panel says what was lost");
    assert!(!panel.broken_seen, "until somebody has said that they saw it");
    assert!(app.staff_saw_broken().unwrap().broken_seen, "then people may begin again");
    assert_eq!(code(app.kiosk_begin("en")), "", "they do");
    let next = kiosk(folder.path(), &screen);
    let panel = next.staff_enter(key(STAFF_KEY)).unwrap();
    assert_eq!(panel.broken.len(), 1, "the file stays, and stays on the panel");
    break_spool(folder.path());
    let next = kiosk(folder.path(), &screen);
    next.start().unwrap();
    assert!(next.start().unwrap().kiosk.unwrap().out_of_order.is_some(), "a second one is told anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spool_that_breaks_while_nobody_is_there_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let screen = Arc::new(Screen::default());
    kiosk(folder.path(), &screen).kiosk_set_up(key(STAFF_KEY)).unwrap();
    let app = kiosk(folder.path(), &screen);
    drop(outbox::Spool::open(&folder.path().join("kiosk"), Utc::now()).unwrap());
    app.start().unwrap();
    assert!(!app.kiosk_tick(), "all is well");
    break_spool(folder.path());
    assert!(
        (0..70).any(|_| app.kiosk_tick()),
        "within a minute the program asks to be replaced, and the next one tells"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_was_years_ahead_does_not_keep_staff_out() {
    let folder = tempfile::tempdir().unwrap();
    let screen = Arc::new(Screen::default());
    let app = kiosk(folder.path(), &screen);
    app.kiosk_set_up(key(STAFF_KEY)).unwrap();
    *screen.off.lock().unwrap() = TimeDelta::days(5 * 365);
    for _ in 0..5 {
        let _ = app.staff_enter(key("a stranger's good guess"));
    }
    *screen.off.lock().unwrap() = TimeDelta::zero();
    assert_eq!(
        code(app.staff_enter(key(STAFF_KEY))),
        "kiosk-staff-waits",
        "the clock set right changes nothing at once"
    );
    *screen.off.lock().unwrap() = TimeDelta::minutes(11);
    assert_eq!(code(app.staff_enter(key(STAFF_KEY))), "", "but nobody waits until that year");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_try_is_counted_before_it_is_made_and_a_full_disk_keeps_no_staff_out() {
    let folder = tempfile::tempdir().unwrap();
    let screen = Arc::new(Screen::default());
    let app = kiosk(folder.path(), &screen);
    app.kiosk_set_up(key(STAFF_KEY)).unwrap();
    let book = folder.path().join("kiosk/kiosk.json");
    std::fs::remove_dir_all(folder.path().join("kiosk/staff")).unwrap();
    let _ = app.staff_enter(key("a stranger's good guess"));
    let told = std::fs::read_to_string(&book).unwrap();
    let noted: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(
        noted["wrong"].as_array().unwrap().len(),
        1,
        "whoever pulls the plug during a try has made it"
    );

    let folder = tempfile::tempdir().unwrap();
    let app = kiosk(folder.path(), &screen);
    app.kiosk_set_up(key(STAFF_KEY)).unwrap();
    std::fs::create_dir_all(folder.path().join("kiosk/kiosk.json/in-the-way")).unwrap();
    for _ in 0..4 {
        let _ = app.staff_enter(key("a stranger's good guess"));
    }
    assert_eq!(
        code(app.staff_enter(key(STAFF_KEY))),
        "",
        "what waits must go on a stick when the disk is full"
    );
    for _ in 0..5 {
        let _ = app.staff_enter(key("a stranger's good guess"));
    }
    assert_eq!(
        code(app.staff_enter(key(STAFF_KEY))),
        "kiosk-staff-waits",
        "and guessing is bounded all the same"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn one_program_is_shown_over_a_folder_and_the_next_takes_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let program = || App::kiosk_over(given(folder.path()), Arc::new(Screen::default()), Handle::current());
    let (first, second) = (program(), program());
    second.kiosk_waits();
    assert!(first.kiosk_opened(), "it is the only one that is shown");
    assert!(!second.kiosk_opened(), "another that was started over the same folder gives way");
    drop(first);
    assert!(second.kiosk_opened(), "whose turn has come is shown");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deployment_file_with_a_slip_of_the_pen_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("deployment.json"), r#"{ "desk": "kiosk", }"#).unwrap();
    let paths = Paths { data: folder.path().to_owned(), profile: None };
    let app = App::new(paths, Arc::new(Screen::default()), Handle::current());
    assert_eq!(code(app.start()), "deployment-broken", "a kiosk never turns into somebody's own computer");
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread")]
async fn a_deployment_file_that_others_may_write_opens_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("deployment.json");
    std::fs::write(&file, r#"{ "desk": "kiosk", "printer": "elsewhere" }"#).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o666)).unwrap();
    let paths = Paths { data: folder.path().to_owned(), profile: None };
    let app = App::new(paths, Arc::new(Screen::default()), Handle::current());
    let refused = code(app.start());
    assert_eq!(
        refused, "deployment-broken",
        "it names the printer, the stick's folder and whose kiosk it is"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kiosk_on_a_computer_with_vaults_leaves_their_spool_alone() {
    let folder = tempfile::tempdir().unwrap();
    let spool = outbox::Spool::open(folder.path(), Utc::now()).unwrap();
    let declaration = sent(&spool, folder.path(), Met::Receipt);
    let app = App::kiosk_over(given(folder.path()), Arc::new(Screen::default()), Handle::current());
    app.start().unwrap();
    for _ in 0..130 {
        app.kiosk_tick();
    }
    assert!(spool.get(declaration, 1).unwrap().is_some(), "the vault will ask for its receipt");
}
