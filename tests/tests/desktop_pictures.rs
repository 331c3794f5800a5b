//! A file goes from one real window to another by QR codes, as screenshots.

use std::{fs, path::PathBuf};

use guitu_tests::{Outcome, desktop::Keychain, stage::Stage, waiting::until, walk::Album, window::Window};
use tempfile::TempDir;

const PASSPHRASE: &str = "Qzx violin harbour eleven moss";

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_shown_in_one_window_is_read_in_another_from_screenshots() -> Outcome {
    let mut album = Album::from_environment("pictures")?;
    let stage = Stage::set(Keychain::None).await?;
    let window = with_a_declaration(&stage).await?;
    let folder = TempDir::new()?;
    let shots = shown(&window, &folder, &mut album).await?;
    window.act("home").await?;
    window.on_screen("home").await?;
    window.close().await?;

    let other = Stage::set(Keychain::None).await?;
    let window = other.open_with(PASSPHRASE).await?;
    window.act("take-over").await?;
    window.on_screen("take-over").await?;
    window.act("read-pictures").await?;
    let files = window.see("[data-part=\"picture-files\"]").await?;
    // Half of them first, the last one first: the order does not matter.
    let (some, rest) = shots.split_at(shots.len() / 2);
    files.send_keys(&paths(rest)).await?;
    window.see("[data-part=\"progress\"]").await?;
    album.keep(&window, "half").await?;
    let files = until("the next ones to be asked for", async || {
        let ready = window.shows_now("[data-part=\"picture-files\"]:enabled").await?;
        Ok(if ready { Some(window.see("[data-part=\"picture-files\"]").await?) } else { None })
    })
    .await?;
    files.send_keys(&paths(some)).await?;
    window.see("[data-part=\"whole\"]").await?;
    album.keep(&window, "whole").await?;
    take(&window).await?;
    album.keep(&window, "taken").await?;
    window.act("home").await?;
    window.see("[data-declaration]").await?;
    Ok(())
}

/// Shows a backup and takes a picture of the window for each of its codes.
async fn shown(window: &Window, folder: &TempDir, album: &mut Album) -> Outcome<Vec<PathBuf>> {
    window.act("other-actions").await?;
    window.act("carry").await?;
    window.on_screen("carry").await?;
    window.choose("choose-way", "pictures").await?;
    window.write("[data-part=\"passphrase\"]", PASSPHRASE).await?;
    window.write("[data-part=\"repeat\"]", PASSPHRASE).await?;
    album.keep(window, "choices").await?;
    window.act("write-file").await?;
    window.see("[data-part=\"run\"] svg").await?;
    window.act("run-pause").await?;
    album.keep(window, "coarse").await?;
    while window.attribute("[data-part=\"run\"]", "data-number").await? != "0" {
        window.act("run-back").await?;
    }
    let count: usize = window.attribute("[data-part=\"run\"]", "data-count").await?.parse()?;
    let mut shots = Vec::new();
    for number in 0..count {
        window.see(&format!("[data-part=\"run\"][data-number=\"{number}\"]")).await?;
        window
            .run("document.querySelector('[data-part=\"run\"] svg').scrollIntoView({ block: 'center' })", &[])
            .await?;
        let shot = folder.path().join(format!("{number}.png"));
        fs::write(&shot, window.settled_screenshot().await?)?;
        shots.push(shot);
        window.act("run-next").await?;
    }
    window.act("run-fine").await?;
    window.see("[data-part=\"run\"][data-fine=\"true\"][data-number=\"0\"]").await?;
    album.keep(window, "fine").await?;
    assert!(shots.len() > 1, "it takes several");
    Ok(shots)
}

async fn take(window: &Window) -> Outcome {
    window.write("[data-part=\"passphrase\"]", PASSPHRASE).await?;
    window.act("take").await?;
    window.see("[data-part=\"taken\"] [data-part=\"new\"]").await?;
    Ok(())
}

/// Several files at once are given to a field as lines.
fn paths(files: &[PathBuf]) -> String {
    let lines: Vec<_> = files.iter().rev().map(|file| file.display().to_string()).collect();
    lines.join("\n")
}

async fn with_a_declaration(stage: &Stage) -> Outcome<Window> {
    let window = stage.open_with(PASSPHRASE).await?;
    window.act("new-declaration").await?;
    window.on_screen("filling").await?;
    window.go_to("about").await?;
    window.write("[data-question=\"/about/surname\"] input", "CHEN").await?;
    window.saved().await?;
    window.press("[data-action=\"home\"]").await?;
    window.on_screen("home").await?;
    Ok(window)
}
