//! A kiosk in the real window: somebody's whole way by touch, a jam, staff who end a session, a page that hangs. Nothing of anybody stands on the disk, in
//! what the program said, or in any process that runs when the next one comes. `desktop_kiosk_row` has many people in a row, `desktop_kiosk_doors` whoever
//! wants out.

use std::time::Instant;

use chrono::Local;
use guitu_tests::{
    Outcome, chamber_desk,
    desktop::Keychain,
    framebuffer,
    kiosk::{self, Counter, Stranger, looks},
    memory,
    process::signal,
    stage::Stage,
    waiting::until,
    walk::Album,
    window::Window,
};

/// A stage whose app is a kiosk with a staff key.
async fn opened(blank: u32, erase: u32) -> Outcome<(Stage, Counter, Window)> {
    let mut stage = Stage::set(Keychain::None).await?;
    stage.surroundings.push(("GUITU_LOG", "trace".into()));
    let counter = Counter::set(&mut stage, blank, erase)?;
    let window = stage.open().await?;
    kiosk::set_up(&window).await?;
    window.kill().await?;
    let window = stage.open().await?;
    Ok((stage, counter, window))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_way_from_the_language_to_the_code_on_paper_leaves_nothing_behind() -> Outcome {
    let mut album = Album::from_environment("kiosk")?;
    let (mut stage, counter, window) = opened(60, 180).await?;
    let (data, home) = (stage.data(), stage.desktop.logs().to_owned());
    let today = Local::now().date_naive();
    let strangers: Vec<Stranger> = (0..2).map(|number| Stranger::of(number, today)).collect();
    let mut canaries: Vec<String> = Vec::new();

    // The first answers by touch and keys, and prints the slip and the code.
    window.see("[data-action=\"choose-language\"]").await?;
    kiosk::waiting(window.app_id()?, stage.desktop.logs()).await?;
    let front = framebuffer::Still::of(&stage.desktop.framebuffer())?;
    let began = Instant::now();
    album.keep(&window, "front").await?;
    looks::can_be_used(&window, "the first page", true).await?;
    kiosk::begin(&window, "zh-CN").await?;
    looks::can_be_used(&window, "a question", true).await?;
    album.keep(&window, "question").await?;
    let typed = [
        ("/about/han_name", "陈雨王"),
        ("/about/surname", "Zuć"),
        ("/contact/email", "a@b7"),
        ("/contact/mobile_abroad", "+390"),
    ];
    let mut seen = Vec::new();
    let touches = kiosk::answer_and_look(&window, &strangers[0].answers, async |here| {
        if let Some(typed_here) = looks::typed_by_touch(&window, here).await? {
            let wanted = typed.iter().find(|(question, _)| *question == here).map(|(_, text)| *text);
            assert_eq!(Some(typed_here.as_str()), wanted, "the keys of {here} type what they say");
            looks::can_be_used(&window, here, true).await?;
            seen.push(here.to_owned());
            window.act("read-aloud").await?;
        }
        Ok(())
    })
    .await?;
    assert_eq!(seen.len(), typed.len(), "each layout was typed on: {seen:?}");
    let aloud = counter.aloud();
    assert!(aloud.contains("-l cmn -- "), "the questions are read in the language of the screen: {aloud}");
    assert!(strangers[0].canaries.iter().all(|canary| !aloud.contains(canary)), "and no answer is");
    looks::can_be_used(&window, "the review", true).await?;
    album.keep_whole(&window, "review").await?;
    kiosk::submit(&window).await?;
    window.see("[data-part=\"print-code\"][data-value=\"printed\"]").await?;
    eprintln!(
        "from the language to the code on paper: {touches} touches, {:.0} s",
        began.elapsed().as_secs_f64()
    );
    looks::can_be_used(&window, "what is taken away", true).await?;
    album.keep_whole(&window, "taken").await?;
    let sheets = counter.sheets()?;
    assert_eq!(sheets.len(), 2, "the slip, and the code that came in time");
    let first_slip = kiosk::scanned(&sheets[0])?;
    assert!(first_slip.contains("/me/#"), "the slip opens the page for phones");
    assert!(kiosk::scanned(&sheets[1])?.starts_with("GT1:"), "and the code is one that a checker reads");
    canaries.extend(strangers[0].canaries.clone());
    let app = window.app_id()?;
    let seen = kiosk::traces(&memory::family(app), &[], &canaries)?;
    assert!(!seen.is_empty(), "what is on the screen is in memory: the search can find it");
    let pressed = Instant::now();
    let watch = std::thread::spawn(move || front.until_back(pressed).map_err(|why| why.to_string()));
    let fresh = kiosk::end(&window, "[data-action=\"done\"]").await?;
    let wiped = watch.join().map_err(|_| "the display was not watched")??;
    eprintln!("wipe to next first screen: {} ms", wiped.as_millis());
    assert_eq!(
        kiosk::traces(&fresh, &[&data, &home], &canaries)?,
        Vec::<String>::new(),
        "the next person meets nobody"
    );
    window.kill().await?;

    // The second declares while the network is down and the printer is jammed; staff end the session.
    stage.platform_down();
    counter.jam(true)?;
    let window = stage.open().await?;
    kiosk::begin(&window, "en").await?;
    looks::can_be_used(&window, "a question", false).await?;
    kiosk::type_number(&window, &strangers[1].canaries[2]).await?;
    looks::can_be_used(&window, "a question with the keyboard", false).await?;
    kiosk::answer_quickly(&window, &strangers[1].answers).await?;
    looks::can_be_used(&window, "the review", false).await?;
    kiosk::submit(&window).await?;
    canaries.extend(strangers[1].canaries.clone());
    window.see("[data-part=\"print-slip\"][data-value=\"failed\"]").await?;
    looks::can_be_used(&window, "what is taken away from a jammed printer", false).await?;
    album.keep_whole(&window, "taken-jammed").await?;
    let second_slip = guitu_tests::screen_code::read_qr(&window.settled_screenshot().await?)?;
    let second_code = window.see("[data-part=\"claim\"]").await?.text().await?;
    counter.jam(false)?;
    assert_eq!(
        counter.sheets()?.len(),
        2,
        "what a jam held was taken back: nothing comes out once it is mended"
    );
    window.act("print-slip-again").await?;
    window.see("[data-part=\"print-slip\"][data-value=\"printed\"]").await?;
    let sheets = counter.sheets()?;
    assert_eq!(sheets.len(), 3, "and one page comes out when it is asked for");
    assert_eq!(kiosk::scanned(&sheets[2])?, second_slip, "the screen shows what the paper would");
    kiosk::enter_panel(&window).await?;
    assert_eq!(
        window.attribute("[data-part=\"state\"]", "data-value").await?,
        "complete",
        "complete, and not what"
    );
    assert_eq!(kiosk::count(&window, "kiosk-queue-waiting").await?, 1, "one waits");
    looks::can_be_used(&window, "the panel", false).await?;
    looks::can_be_used(&window, "the panel", true).await?;
    album.keep_whole(&window, "panel").await?;
    let fresh = kiosk::end(&window, "[data-action=\"end-session\"]").await?;
    assert_eq!(
        kiosk::traces(&fresh, &[&data, &home], &canaries)?,
        Vec::<String>::new(),
        "sealed is not readable"
    );
    window.kill().await?;

    // The network is back: what was sealed has gone by itself, and each slip opens its own.
    stage.platform_up()?;
    let window = stage.open().await?;
    // Somebody reads the slip, and goes: the token is in no process afterwards.
    hold_slip(&window, &second_slip, "1901-01-01").await?;
    let token = [second_slip.rsplit('#').next().unwrap_or(&second_slip).to_owned()];
    let fresh = kiosk::end_at_once(&window).await?;
    assert_eq!(
        kiosk::traces(&fresh, &[], &token)?,
        Vec::<String>::new(),
        "nor does the slip of whoever went"
    );
    window.kill().await?;
    let window = stage.open().await?;
    kiosk::enter_panel(&window).await?;
    until("the spool to be empty", async || {
        if window.shows_now("[data-count=\"kiosk-queue-waiting\"]").await? {
            // It may go while it is pressed: what waits is sent by itself, too.
            window.run("document.querySelector('[data-action=\"send-now\"]:enabled')?.click()", &[]).await?;
            return Ok(None);
        }
        Ok(Some(()))
    })
    .await?;
    assert_eq!(kiosk::count(&window, "kiosk-count-complete").await?, 2, "two were complete today");
    assert_eq!(kiosk::count(&window, "kiosk-count-begun").await?, 2, "of two that were begun");
    let fresh = kiosk::leave_panel(&window).await?;
    let key = [kiosk::STAFF_KEY.to_owned()];
    assert_eq!(
        kiosk::traces(&fresh, &[], &key)?,
        Vec::<String>::new(),
        "nobody meets the staff key in memory"
    );
    window.kill().await?;
    let window = stage.open().await?;
    assert_ne!(second_slip, first_slip, "everybody has a slip of their own");
    let told = reads_slip(&window, &second_code, &strangers[1].born).await?;
    assert!(told.contains(&strangers[1].canaries[0]), "the slip's code opens its own holder's code");
    looks::can_be_used(&window, "what a slip opens", false).await?;
    album.keep_whole(&window, "slip").await?;
    let fresh = kiosk::end(&window, "[data-action=\"done\"]").await?;
    let found = kiosk::traces(&fresh, &[&data, &home], &canaries)?;
    assert_eq!(found, Vec::<String>::new(), "and leaves nothing");
    window.kill().await?;

    // Somebody's own computer: the same program without a deployment file.
    std::fs::remove_file(stage.profile().with_file_name("deployment.json"))?;
    let window = stage.open_with("four words that fit").await?;
    window.act("see-slip").await?;
    window.write("[data-part=\"slip-text\"]", &second_slip).await?;
    kiosk::write_birth(&window, &strangers[1].born).await?;
    window.act("open-slip").await?;
    window.see("[data-part=\"open-slip\"][data-value=\"code\"]").await?;
    let told = window.see("main").await?.text().await?;
    assert!(told.contains(&strangers[1].canaries[0]), "and so it does in any Guitu: {told}");
    let barriers = chamber_desk::barriers(&window).await?;
    assert!(barriers.is_empty(), "and everybody can use that screen: {barriers:?}");
    window.kill().await?;
    let found = kiosk::traces(&[], &[&data, &home], &canaries)?;
    assert_eq!(found, Vec::<String>::new(), "which keeps nothing of it");
    Ok(())
}

/// Holds a slip under the scanner, which types it; gives what the screen says then.
async fn reads_slip(window: &Window, slip: &str, born: &str) -> Outcome<String> {
    hold_slip(window, slip, born).await?;
    window.see("[data-part=\"slip\"][data-value=\"code\"]").await?;
    window.see("[data-part=\"print-code\"][data-value=\"printed\"]").await?;
    Ok(window.see("main").await?.text().await?)
}

/// Types what a scanner reads and a birth date; gives how the screen stands once it was answered.
async fn hold_slip(window: &Window, slip: &str, born: &str) -> Outcome<String> {
    window.choose("choose-language", "en").await?;
    looks::can_be_used(window, "what to have at hand", false).await?;
    window.act("read-slip").await?;
    looks::can_be_used(window, "a slip that is awaited", false).await?;
    window.write("[data-part=\"slip-text\"]", slip).await?;
    window.act("read").await?;
    window.see("[data-part=\"slip\"][data-value=\"read\"]").await?;
    looks::can_be_used(window, "a slip that was read", false).await?;
    kiosk::write_birth(window, born).await?;
    window.act("open-slip").await?;
    until("an answer to the slip", async || {
        let answered = "[data-part=\"slip\"]:not([data-value=\"read\"]), [data-part=\"slip\"] [data-problem]";
        Ok(window.shows_now(answered).await?.then_some(()))
    })
    .await?;
    window.attribute("[data-part=\"slip\"]", "data-value").await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_goes_away_is_counted_down_and_erased() -> Outcome {
    let mut album = Album::from_environment("kiosk-idle")?;
    let (stage, _counter, window) = opened(3, 8).await?;
    kiosk::begin(&window, "en").await?;
    kiosk::type_number(&window, "QX7654321").await?;
    window.see("[data-part=\"blank\"]").await?;
    album.keep(&window, "blank").await?;
    window.press("[data-action=\"still-here\"]").await?;
    window.gone("[data-part=\"blank\"]").await?;
    window.see("[data-step]").await?;
    let app = window.app_id()?;
    let before = memory::family(kiosk::shown(app)?);
    let fresh = kiosk::replaced(app, &before).await?;
    let canary = ["QX7654321".to_owned()];
    let found = kiosk::traces(&fresh, &[&stage.data(), stage.desktop.logs()], &canary)?;
    assert_eq!(found, Vec::<String>::new(), "nobody touched it, and nothing is left");
    window.kill().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_that_hangs_or_is_drawn_anew_takes_all_of_its_person_with_it() -> Outcome {
    let (stage, _counter, window) = opened(6, 8).await?;
    let canary = ["QX7654321".to_owned()];
    kiosk::begin(&window, "en").await?;
    kiosk::type_number(&window, &canary[0]).await?;
    let app = window.app_id()?;
    let before = memory::family(kiosk::shown(app)?);
    // The page is drawn anew under the driver's hands, which may not hear of it.
    let _ = window.run("location.reload()", &[]).await;
    let fresh = kiosk::replaced(app, &before).await?;
    let found = kiosk::traces(&fresh, &[&stage.data(), stage.desktop.logs()], &canary)?;
    assert_eq!(found, Vec::<String>::new(), "nobody goes on in another's page");
    window.kill().await?;

    let window = stage.open().await?;
    kiosk::begin(&window, "en").await?;
    kiosk::type_number(&window, &canary[0]).await?;
    let app = window.app_id()?;
    let before = memory::family(kiosk::shown(app)?);
    for child in before.iter().skip(1) {
        signal("STOP", &child.to_string());
    }
    let fresh = kiosk::replaced(app, &before).await?;
    let found = kiosk::traces(&fresh, &[&stage.data(), stage.desktop.logs()], &canary)?;
    assert_eq!(found, Vec::<String>::new(), "the program does not wait for a page that hangs");
    window.kill().await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_keeper_brings_the_next_program_whatever_dies_and_takes_all_of_them_with_it() -> Outcome {
    let (stage, _counter, window) = opened(60, 180).await?;
    let keeper = window.app_id()?;
    let waits = kiosk::waiting(keeper, stage.desktop.logs()).await?;
    signal("KILL", &waits.to_string());
    kiosk::replaced(keeper, &[waits]).await?;
    window.see("[data-action=\"choose-language\"]").await?;
    // Whoever is there goes on, and goes: also with nobody behind them the next page comes.
    kiosk::begin(&window, "en").await?;
    kiosk::end_at_once(&window).await?;
    let window = kiosk::next(window, &stage.desktop).await?;
    window.see("[data-action=\"choose-language\"]").await?;
    let all = memory::family(keeper);
    assert!(all.len() > 2, "a program, and the page's processes: {all:?}");
    window.kill().await?;
    until("all of it to be gone", async || {
        Ok(all.iter().all(|id| memory::resident_kib(*id) == 0).then_some(()))
    })
    .await
}
