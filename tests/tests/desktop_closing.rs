//! Closing the window by its own button: at once where everything is saved, and not over something that is not. What is closed leaves
//! its database whole in one file, also where the system ends the program.

use std::fs;

use guitu_tests::{
    Outcome,
    desktop::Keychain,
    process,
    stage::Stage,
    walk::{self, Album},
    window::Window,
};

const SURNAME: &str = "[data-question=\"/about/surname\"] input";

#[tokio::test(flavor = "multi_thread")]
async fn what_could_not_be_saved_is_not_lost_by_closing_the_window() -> Outcome {
    let mut album = Album::from_environment("closing-en")?;
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = on_the_about_page(&stage, "en").await?;
    let endless = "CHEN".repeat(25_000);
    window.paste(SURNAME, &endless).await?;
    window.see("[data-saved=\"failed\"]").await?;
    window.has("[data-closing=\"asks\"]").await?;

    stage.desktop.press_close_button()?;
    window.see("dialog [data-action=\"confirm-close\"]").await?;
    album.keep(&window, "asked").await?;
    window.press("dialog [data-action=\"keep\"]").await?;
    window.gone("dialog[open]").await?;
    let shown = window.see(SURNAME).await?.prop("value").await?;
    assert!(shown.is_some_and(|it| it == endless), "whoever stays finds everything as it was");

    window.paste(SURNAME, "CHEN LI").await?;
    window.saved().await?;
    window.has("[data-closing=\"closes\"]").await?;
    stage.desktop.press_close_button()?;
    window.ended().await?;
    assert_eq!(
        surname_of_the_next_start(&stage).await?.as_deref(),
        Some("CHEN LI"),
        "nobody was asked again"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_insists_on_closing_keeps_what_was_saved_before() -> Outcome {
    let mut album = Album::from_environment("closing-zh-CN")?;
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = on_the_about_page(&stage, "zh-CN").await?;
    window.paste(SURNAME, &"CHEN".repeat(25_000)).await?;
    window.see("[data-saved=\"failed\"]").await?;
    window.has("[data-closing=\"asks\"]").await?;
    stage.desktop.press_close_button()?;
    let insist = window.see("dialog [data-action=\"confirm-close\"]").await?;
    album.keep(&window, "asked").await?;
    // The window may be gone before it can say that it was pressed.
    let _ = insist.click().await;
    window.ended().await?;
    assert_eq!(surname_of_the_next_start(&stage).await?.as_deref(), Some("CHEN"), "the last that was saved");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_window_leaves_everything_in_the_database_itself() -> Outcome {
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = on_the_about_page(&stage, "en").await?;
    window.write(SURNAME, "CHEN WEI").await?;
    stage.desktop.press_close_button()?;
    window.ended().await?;
    assert_eq!(besides_database_and_slots(&stage)?, ["vault.db-wal"; 0], "the end was one in order");
    assert_eq!(
        surname_of_the_next_start(&stage).await?.as_deref(),
        Some("CHEN WEI"),
        "it is in the database, which was all there was left"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_system_that_ends_the_program_loses_nothing() -> Outcome {
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = on_the_about_page(&stage, "en").await?;
    window.write(SURNAME, "CHEN WEI").await?;
    process::signal("TERM", &window.app_id()?.to_string());
    window.ended().await?;
    assert_eq!(besides_database_and_slots(&stage)?, ["vault.db-wal"; 0], "the end was one in order");
    let window = stage.open().await?;
    window.on_page("about").await?;
    let shown = window.shown().await?;
    assert_eq!(
        shown.get("/about/surname").map(String::as_str),
        Some("CHEN WEI"),
        "one goes on where one was"
    );
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_database_is_told_at_the_door_and_opened_by_whoever_says_so() -> Outcome {
    let mut album = Album::from_environment("earlier")?;
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = on_the_about_page(&stage, "en").await?;
    closed(&stage, window).await?;
    let database = stage.data().join("vault.db");
    let older = fs::read(&database)?;
    let window = stage.open().await?;
    window.on_screen("home").await?;
    closed(&stage, window).await?;
    fs::write(&database, &older)?;

    let window = stage.open().await?;
    walk::wear_from_environment(&window).await?;
    window.see("[data-door=\"vault-earlier\"]").await?;
    album.keep(&window, "told").await?;
    assert!(fs::read(&database)? == older, "nothing is written before its owner says so");
    window.act("unlock-keychain").await?;
    window.on_screen("home").await?;
    closed(&stage, window).await?;
    assert_eq!(surname_of_the_next_start(&stage).await?.as_deref(), Some("CHEN"), "it is told once");
    Ok(())
}

/// By its own button: the driver ends the program in a way of its own.
async fn closed(stage: &Stage, window: Window) -> Outcome {
    stage.desktop.press_close_button()?;
    window.ended().await
}

/// What belongs to the database and is not in its file. Then everything but that file and the key slots is taken away.
fn besides_database_and_slots(stage: &Stage) -> Outcome<Vec<String>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(stage.data())? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("vault.db-") {
            found.push(name.clone());
        }
        let stays = ["vault.db", "vault.slots.json", "preferences.json"].contains(&&*name);
        if entry.path().is_file() && !stays {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(found)
}

/// A form that was begun, with a surname that is saved.
async fn on_the_about_page(stage: &Stage, language: &str) -> Outcome<Window> {
    let window = stage.open().await?;
    walk::begin(&window, language, &mut Album::default()).await?;
    walk::wear_from_environment(&window).await?;
    window.go_to("about").await?;
    window.write(SURNAME, "CHEN").await?;
    window.saved().await?;
    Ok(window)
}

async fn surname_of_the_next_start(stage: &Stage) -> Outcome<Option<String>> {
    let window = stage.open().await?;
    window.act("open").await?;
    window.on_page("about").await?;
    let shown = window.shown().await?;
    window.close().await?;
    Ok(shown.get("/about/surname").cloned())
}
