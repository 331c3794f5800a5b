//! A file goes from one real window to another by QR codes: by screenshots, and through a camera.

use std::{fs, path::PathBuf};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use guitu_tests::{Outcome, desktop::Keychain, stage::Stage, waiting::until, walk::Album, window::Window};
use serde_json::json;
use tempfile::TempDir;

const PASSPHRASE: &str = "Qzx violin harbour eleven moss";

/// A camera that sees pictures one after the other, since a test's computer has none: what it films is drawn on a canvas.
const CAMERA: &str = "const [shots, done] = arguments;
    (async () => {
        const pictures = [];
        for (const shot of shots) {
            const bytes = Uint8Array.from(atob(shot), (one) => one.charCodeAt(0));
            pictures.push(await createImageBitmap(new Blob([bytes], { type: 'image/png' })));
        }
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [pictures[0].width, pictures[0].height];
        const pen = canvas.getContext('2d');
        let turn = 0;
        const film = () => pen.drawImage(pictures[turn++ % pictures.length], 0, 0);
        film();
        setInterval(film, 400);
        const stream = canvas.captureStream(10);
        navigator.mediaDevices.getUserMedia = async () => stream;
        done(true);
    })().catch((why) => done(String(why)));";

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_shown_in_one_window_is_read_in_another_from_screenshots_and_through_a_camera() -> Outcome {
    let mut album = Album::from_environment("pictures")?;
    let stage = Stage::set(Keychain::None).await?;
    let window = with_a_declaration(&stage).await?;
    let folder = TempDir::new()?;
    let shots = shown(&window, &folder, &mut album).await?;
    window.act("home").await?;
    window.on_screen("home").await?;
    window.close().await?;

    let other = Stage::set(Keychain::None).await?;
    let window = at_home(&other).await?;
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
    window.close().await?;

    let third = Stage::set(Keychain::None).await?;
    let window = at_home(&third).await?;
    let mut encoded = Vec::new();
    for shot in &shots {
        encoded.push(STANDARD.encode(fs::read(shot)?));
    }
    let ready = window.client().execute_async(CAMERA, vec![json!(encoded)]).await?;
    assert_eq!(ready, json!(true), "a camera that can be filmed with");
    window.act("take-over").await?;
    window.act("read-pictures").await?;
    window.act("camera-on").await?;
    window.see("video").await?;
    album.keep(&window, "camera").await?;
    window.see("[data-part=\"whole\"]").await?;
    take(&window).await
}

/// Shows a backup and takes a picture of the window for each of its fine codes.
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
    window.act("run-fine").await?;
    window.see("[data-part=\"run\"][data-fine=\"true\"][data-number=\"0\"]").await?;
    let count: usize = window.attribute("[data-part=\"run\"]", "data-count").await?.parse()?;
    let mut shots = Vec::new();
    for number in 0..count {
        window.see(&format!("[data-part=\"run\"][data-number=\"{number}\"]")).await?;
        let shot = folder.path().join(format!("{number}.png"));
        fs::write(&shot, window.settled_screenshot().await?)?;
        shots.push(shot);
        window.act("run-next").await?;
    }
    album.keep(window, "fine").await?;
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
    let window = at_home(stage).await?;
    window.act("new-declaration").await?;
    window.on_screen("filling").await?;
    window.go_to("about").await?;
    window.write("[data-question=\"/about/surname\"] input", "CHEN").await?;
    window.saved().await?;
    window.press("[data-action=\"home\"]").await?;
    window.on_screen("home").await?;
    Ok(window)
}

async fn at_home(stage: &Stage) -> Outcome<Window> {
    let window = stage.open().await?;
    window.on_screen("welcome").await?;
    window.choose("choose-language", "en").await?;
    window.on_screen("vault").await?;
    window.write("[data-part=\"passphrase\"]", PASSPHRASE).await?;
    window.write("[data-part=\"repeat\"]", PASSPHRASE).await?;
    window.act("create-vault").await?;
    window.on_screen("home").await?;
    Ok(window)
}
