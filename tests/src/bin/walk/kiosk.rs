//! A kiosk's screens in both languages, light and dark, with the keyboard open where something is typed.

use std::path::Path;
use std::time::Duration;

use chrono::Local;
use guitu_tests::{
    Outcome,
    desktop::Keychain,
    kiosk::{self, Counter, Stranger},
    stage::Stage,
    waiting::until_within,
    walk::{self, Album},
    window::Window,
};

/// Without a touch for so long the screen goes blank.
const BLANK_AFTER_SECONDS: u32 = 45;

/// Questions of each kind: a choice, letters, characters, digits, a date, a long list, places by touch, many choices, a statement.
const LOOKED_AT: [&str; 13] = [
    "/document/kind",
    "/document/number",
    "/about/han_name",
    "/about/surname",
    "/about/born",
    "/about/nationality",
    "/legs",
    "/contact/email",
    "/contact/mobile_abroad",
    "/contact/guarantor/county",
    "/destination/city",
    "/destination/address",
    "/health/symptoms",
];

pub(crate) async fn kiosk(folder: &Path) -> Outcome {
    for (number, language) in ["zh-CN", "en"].into_iter().enumerate() {
        let mut album = Album::in_folder(folder.join(language))?;
        let mut stage = Stage::set(Keychain::None).await?;
        let counter = Counter::set(&mut stage, BLANK_AFTER_SECONDS, 600)?;
        let window = stage.open().await?;
        window.see("[data-action=\"make-staff-key\"]").await?;
        both(&mut album, &window, "set-up").await?;
        kiosk::set_up(&window).await?;
        window.kill().await?;

        let window = stage.open().await?;
        window.see("[data-action=\"choose-language\"]").await?;
        both(&mut album, &window, "front").await?;
        window.choose("choose-language", language).await?;
        both(&mut album, &window, "at-hand").await?;
        window.act("read-slip").await?;
        window.see("[data-part=\"slip\"]").await?;
        both(&mut album, &window, "slip-awaited").await?;
        window.act("back").await?;
        window.act("begin").await?;
        window.see("[data-step]").await?;
        help_is_offered(&mut album, &window).await?;
        let stranger = Stranger::of(number, Local::now().date_naive());
        let answered = kiosk::answer_and_look(&window, &stranger.answers, async |here| {
            if LOOKED_AT.contains(&here) {
                both(&mut album, &window, &here.replace('/', "-")).await?;
            }
            Ok(())
        })
        .await;
        if answered.is_err() {
            // What is in the way is seen best.
            album.keep_whole(&window, "stuck").await?;
        }
        answered?;
        album.keep_whole(&window, "review").await?;
        counter.jam(true)?;
        kiosk::submit(&window).await?;
        window.see("[data-part=\"print-slip\"][data-value=\"failed\"]").await?;
        album.keep_whole(&window, "taken-jammed").await?;
        counter.jam(false)?;
        window.act("print-slip-again").await?;
        window.see("[data-part=\"print-slip\"][data-value=\"printed\"]").await?;
        album.keep_whole(&window, "taken").await?;
        let code = window.see("[data-part=\"claim\"]").await?.text().await?;
        for (at, sheet) in counter.sheets()?.into_iter().enumerate() {
            std::fs::write(folder.join(language).join(format!("sheet-{at}.jpg")), sheet)?;
        }
        kiosk::enter_panel(&window).await?;
        album.keep_whole(&window, "panel").await?;
        window.act("leave-panel").await?;
        let blank = async || Ok(window.shows_now("[data-part=\"blank\"]").await?.then_some(()));
        until_within(
            Duration::from_secs(2 * u64::from(BLANK_AFTER_SECONDS)),
            "nobody touches it, and the screen goes blank",
            blank,
        )
        .await?;
        both(&mut album, &window, "blank").await?;
        window.kill().await?;

        let window = stage.open().await?;
        window.choose("choose-language", language).await?;
        window.act("read-slip").await?;
        window.write("[data-part=\"slip-text\"]", &code).await?;
        window.act("read").await?;
        window.see("[data-part=\"slip\"][data-value=\"read\"]").await?;
        both(&mut album, &window, "slip-read").await?;
        kiosk::write_birth(&window, &stranger.born).await?;
        window.act("open-slip").await?;
        window.see("[data-part=\"print-code\"][data-value=\"printed\"]").await?;
        album.keep_whole(&window, "slip-code").await?;
        window.kill().await?;
        elsewhere(&mut album, &stage, language, (&code, &stranger.born)).await?;
    }
    Ok(())
}

/// Staff offer help; the traveller goes on alone.
async fn help_is_offered(album: &mut Album, window: &Window) -> Outcome {
    window.press("[data-action=\"staff\"]").await?;
    window.see("[data-action=\"staff-enter\"]").await?;
    both(album, window, "staff").await?;
    window.write("[data-part=\"passphrase\"]", kiosk::STAFF_KEY).await?;
    window.act("staff-enter").await?;
    window.see("[data-part=\"panel\"]").await?;
    window.write("[data-part=\"helper-name\"]", "LI Wei").await?;
    window.act("offer-help").await?;
    window.see("[data-part=\"help\"]").await?;
    both(album, window, "help").await?;
    window.act("refuse-help").await?;
    window.see("[data-step]").await.map(drop)
}

/// Somebody's own computer opens the slip.
async fn elsewhere(album: &mut Album, stage: &Stage, language: &str, (code, born): (&str, &str)) -> Outcome {
    std::fs::remove_file(stage.profile().with_file_name("deployment.json"))?;
    let window = stage.open().await?;
    walk::enter_with(&window, language, "four words that fit").await?;
    both(album, &window, "any-home").await?;
    window.act("see-slip").await?;
    window.see("[data-part=\"open-slip\"]").await?;
    both(album, &window, "any-slip").await?;
    window.write("[data-part=\"slip-text\"]", code).await?;
    kiosk::write_birth(&window, born).await?;
    window.act("open-slip").await?;
    window.see("[data-part=\"open-slip\"][data-value=\"code\"]").await?;
    album.keep_whole(&window, "any-slip-code").await?;
    window.kill().await
}

/// A screen in light and in dark.
async fn both(album: &mut Album, window: &Window, name: &str) -> Outcome {
    for theme in ["light", "dark"] {
        window.run(&format!("document.documentElement.dataset.theme = '{theme}'"), &[]).await?;
        album.keep(window, &format!("{name}-{theme}")).await?;
    }
    window.run("document.documentElement.dataset.theme = 'light'", &[]).await.map(drop)
}
