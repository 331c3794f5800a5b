//! A life with the app in the real window: filled in, corrected, searched, written to a file, handed over, printed, locked, killed,
//! with its log as talkative as it gets. Thirty texts that were typed on the way stand nowhere afterwards: in no file, in nothing
//! that the program said, and once it is locked in no memory of it.

use std::{ffi::OsString, fs};

use chrono::Local;
use guitu_tests::{
    Outcome,
    desktop::Keychain,
    memory, plan,
    process::signal,
    raw_files,
    stage::Stage,
    waiting::until,
    walk::{self, Album},
    window::Window,
};
use serde_json::{Value, json};
use testkit::travellers;

const PASSPHRASE: &str = "Qzx violin harbour eleven moss";
const OF_THE_BACKUP: &str = "Zqx kettle marble nineteen fern";
const OF_THE_HAND_OVER: &str = "Xqz lantern copper seventy reed";
const WRONG: &str = "Jqz something else entirely";
const RECEIVER: &str = "Qxz Association of Velvet Street";
const SEARCHED: &str = "Zxq nobody of this name";

/// What is typed into the form and stays.
fn typed() -> Value {
    json!({
        "/document/number": "EQ7391046",
        "/about/han_name": "璩翾罍",
        "/about/surname": "QUXVELVET",
        "/about/given_names": "XIANGHARBOUR",
        "/contact/mobile_abroad": "+393479981726",
        "/contact/mobile_china": "+8613857718823",
        "/contact/email": "qzx.velvet@harbour-moss.example",
        "/contact/wechat": "qzxvelvet_7731",
        "/contact/guarantor/name": "璩翯甯",
        "/contact/guarantor/phone": "+8613805719917",
        "/destination/address": "琯头巷 9917 号 QZX 幢 7731 室",
        "/tests/0/institution": "Ospedale QZX Velvetiano, Prato",
    })
}

/// What is typed and replaced, as (question, text), and what another traveller's few answers are.
const REPLACED: [(&str, &str, &str); 3] = [
    ("contact", "/contact/email", "xqz.first@kettle-fern.example"),
    ("contact", "/contact/wechat", "xqzfirst_2244"),
    ("destination", "/destination/address", "鼗鼓弄 2244 号 ZXQ 幢 5518 室"),
];
const OF_ANOTHER: [(&str, &str, &str); 6] = [
    ("about", "/about/han_name", "薏珺鬯"),
    ("about", "/about/surname", "ZHQXLANTERN"),
    ("about", "/about/given_names", "JIUQXCOPPER"),
    ("contact", "/contact/email", "zxq.other@reed-marble.example"),
    ("contact", "/contact/wechat", "zxqother_9035"),
    ("contact", "/contact/mobile_china", "+8613957740625"),
];

fn canaries(answers: &Value) -> Vec<String> {
    let stayed = typed();
    let stayed = stayed.as_object().into_iter().flatten().filter_map(|(_, text)| text.as_str());
    let resident = answers.pointer("/about/resident_id").and_then(Value::as_str);
    let more = [PASSPHRASE, OF_THE_BACKUP, OF_THE_HAND_OVER, WRONG, RECEIVER, SEARCHED];
    let replaced = REPLACED.iter().chain(&OF_ANOTHER).map(|(_, _, text)| *text);
    // As the machine readable zone of the document has them.
    let zone = ["QUXVELVET<<XIANGHARBOUR", "EQ7391046<"];
    stayed.chain(resident).chain(more).chain(replaced).chain(zone).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn thirty_texts_that_were_typed_in_a_long_life_stand_nowhere() -> Outcome {
    let mut answers = travellers::student_from_prato(Local::now().date_naive()).answers;
    for (pointer, text) in typed().as_object().into_iter().flatten() {
        *answers.pointer_mut(pointer).ok_or_else(|| format!("the traveller has no {pointer}"))? =
            text.clone();
    }
    let canaries = canaries(&answers);
    assert_eq!(canaries.len(), 30, "thirty of them");

    let mut stage = Stage::set(Keychain::None).await?;
    let home = stage.desktop.logs().to_owned();
    let (temporary, elsewhere) = (home.join("tmp"), home.join("stick"));
    fs::create_dir(&temporary)?;
    fs::create_dir(&elsewhere)?;
    let chosen = elsewhere.join("case.guitu");
    stage.surroundings = vec![
        ("GUITU_LOG", OsString::from("trace")),
        ("TMPDIR", temporary.into()),
        ("GUITU_CHOOSES", chosen.clone().into()),
    ];

    let window = stage.open_with(PASSPHRASE).await?;
    fill_in(&window, &answers).await?;
    send_and_print(&window).await?;
    home_again(&window).await?;
    write_file(&window, "backup", OF_THE_BACKUP).await?;
    another_traveller(&window).await?;
    write_file(&window, "hand-over", OF_THE_HAND_OVER).await?;
    search(&window).await?;

    let said = fs::read_to_string(home.join("WebKitWebDriver.log"))?;
    assert!(said.contains("TRACE") || said.contains("DEBUG"), "the log is as talkative as it gets");

    let app = window.app_id()?;
    let before = memory::family(app);
    let seen = search_memory(&before, &canaries[..1])?;
    assert!(!seen.is_empty(), "what is on the screen is in memory: the search can find it");
    lock(&window, &before).await?;
    let after = memory::family(app);
    assert_eq!(
        search_memory(&after, &canaries)?,
        Vec::<String>::new(),
        "locked: no process holds any of them"
    );
    window.kill().await?;

    let window = stage.open().await?;
    window.on_screen("vault").await?;
    window.write("[data-part=\"passphrase\"]", WRONG).await?;
    window.act("unlock").await?;
    window.says_problem("vault-passphrase-wrong").await?;
    window.write("[data-part=\"passphrase\"]", PASSPHRASE).await?;
    window.act("unlock").await?;
    window.on_screen("home").await?;
    let crashed = window.app_id()?;
    signal("ABRT", &crashed.to_string());
    window.ended().await?;

    let mut leaks = raw_files::search(&stage.data(), &canaries)?;
    leaks.extend(raw_files::search(&home, &canaries)?);
    assert_eq!(
        leaks,
        Vec::<String>::new(),
        "a thief of the disk reads none of them, nor does the log say any"
    );
    assert!(fs::metadata(&chosen)?.len() > 0, "and a file was written that was searched as well");
    Ok(())
}

async fn fill_in(window: &Window, answers: &Value) -> Outcome {
    window.act("new-declaration").await?;
    window.on_screen("filling").await?;
    for page in plan::plan(answers)? {
        window.go_to(&page.id).await?;
        for (_, pointer, text) in REPLACED.iter().filter(|(of, _, _)| *of == page.id) {
            window.write(&format!("[data-question=\"{pointer}\"] input"), text).await?;
            window.saved().await?;
        }
        window.fill(&page).await?;
        window.saved().await?;
    }
    Ok(())
}

async fn home_again(window: &Window) -> Outcome {
    window.press("[data-action=\"home\"]").await?;
    window.on_screen("home").await
}

/// Writes the first case of the list to a file.
async fn write_file(window: &Window, purpose: &str, passphrase: &str) -> Outcome {
    window.press("main [data-declaration] [data-action=\"other-actions\"]").await?;
    window.press("main [data-declaration] [data-action=\"carry\"]").await?;
    window.on_screen("carry").await?;
    window.choose("choose-purpose", purpose).await?;
    if purpose == "hand-over" {
        window.write("[data-part=\"receiver\"]", RECEIVER).await?;
    }
    window.write("[data-part=\"passphrase\"]", passphrase).await?;
    window.write("[data-part=\"repeat\"]", passphrase).await?;
    window.act("write-file").await?;
    window.see("[data-part=\"written\"]").await?;
    home_again(window).await
}

/// A second traveller's few answers, in the case that is handed over.
async fn another_traveller(window: &Window) -> Outcome {
    window.act("new-declaration").await?;
    window.on_screen("filling").await?;
    for (page, pointer, text) in OF_ANOTHER {
        window.go_to(page).await?;
        window.write(&format!("[data-question=\"{pointer}\"] input"), text).await?;
        window.saved().await?;
    }
    home_again(window).await
}

/// Searches for somebody who is not there; the list offers it once it is long.
async fn search(window: &Window) -> Outcome {
    while !window.shows_now("[data-part=\"search\"]").await? {
        window.act("new-declaration").await?;
        window.on_screen("filling").await?;
        home_again(window).await?;
        window.see("[data-declaration]").await?;
    }
    window.write("[data-part=\"search\"]", SEARCHED).await?;
    window.gone("[data-declaration]").await
}

/// Sends it, and presses *print* over the code and over the whole of the answers. An engine that is driven opens no dialogue for it, so
/// what a printer's own programs keep is not looked at here.
async fn send_and_print(window: &Window) -> Outcome {
    let mut none = Album::default();
    window.go_to_review().await?;
    walk::submit(window, &mut none).await?;
    window.in_state("received").await?;
    walk::show_code(window, &mut none).await?;
    window.act("print").await?;
    window.act("copy").await?;
    window.on_screen("copy").await?;
    window.act("print").await
}

async fn lock(window: &Window, before: &[u32]) -> Outcome {
    let app = window.app_id()?;
    let _ = window.run("document.querySelector('[data-action=\"lock\"]').click()", &[]).await;
    let old: Vec<u32> = before.iter().copied().filter(|process| *process != app).collect();
    until("the page's old processes to be gone", async || Ok(old.iter().all(|it| !runs(*it)).then_some(())))
        .await?;
    until("a new page", async || {
        let locked = fs::read_to_string(format!("/proc/{app}/cmdline"))?.contains("--locked");
        Ok((locked && memory::family(app).len() > 1).then_some(()))
    })
    .await
}

fn search_memory(processes: &[u32], canaries: &[String]) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for process in processes {
        found.extend(memory::search(*process, canaries)?);
    }
    Ok(found)
}

/// Whether a process is there and has memory: a zombie has none.
fn runs(process: u32) -> bool {
    fs::read_to_string(format!("/proc/{process}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
}
