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
    walk::Album,
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
        window.act("begin").await?;
        window.see("[data-step]").await?;
        let stranger = Stranger::of(number, Local::now().date_naive());
        kiosk::answer_and_look(&window, &stranger.answers, async |here| {
            if LOOKED_AT.contains(&here) {
                both(&mut album, &window, &here.replace('/', "-")).await?;
            }
            Ok(())
        })
        .await?;
        album.keep_whole(&window, "review").await?;
        counter.jam(true)?;
        kiosk::submit(&window).await?;
        window.see("[data-part=\"print-slip\"][data-value=\"failed\"]").await?;
        album.keep_whole(&window, "taken-jammed").await?;
        counter.jam(false)?;
        window.act("print-slip-again").await?;
        window.see("[data-part=\"print-slip\"][data-value=\"printed\"]").await?;
        album.keep_whole(&window, "taken").await?;
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
    }
    Ok(())
}

/// A screen in light and in dark.
async fn both(album: &mut Album, window: &Window, name: &str) -> Outcome {
    for theme in ["light", "dark"] {
        window.run(&format!("document.documentElement.dataset.theme = '{theme}'"), &[]).await?;
        album.keep(window, &format!("{name}-{theme}")).await?;
    }
    window.run("document.documentElement.dataset.theme = 'light'", &[]).await.map(drop)
}
