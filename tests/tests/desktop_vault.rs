//! The vault's door in the real window: a missing key is not a new user.

use std::{collections::BTreeMap, fs, path::PathBuf, process::Command};

use guitu_tests::{
    Outcome,
    desktop::{Desktop, Keychain},
    programs,
    stage::Stage,
    waiting::until,
    walk::{self, Album},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_vault_whose_key_is_gone_says_so_and_opens_again_when_it_is_back() -> Outcome {
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = stage.open().await?;
    walk::begin(&window, "en", &mut Album::default()).await?;
    window.close().await?;
    let before = files(&stage)?;

    let elsewhere = Desktop::start(Keychain::Unlocked).await?;
    let window = stage.open_on(&elsewhere).await?;
    window.on_screen("vault").await?;
    window.says_problem("vault-keychain-changed").await?;
    assert!(!window.shows_now("[data-action=\"create-vault\"]").await?, "a missing key is not a new user");
    window.close().await?;

    let nothing = Desktop::start(Keychain::None).await?;
    let window = stage.open_on(&nothing).await?;
    window.says_problem("vault-keychain-unavailable").await?;
    window.close().await?;
    assert_eq!(files(&stage)?, before, "whoever cannot open the vault does not touch it");

    let window = stage.open().await?;
    window.on_screen("home").await?;
    window.see("[data-declaration]").await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_keychain_a_passphrase_opens_the_vault_and_a_wrong_one_does_not() -> Outcome {
    let stage = Stage::set(Keychain::None).await?;
    let window = stage.open().await?;
    window.on_screen("welcome").await?;
    window.choose("choose-language", "en").await?;
    window.on_screen("vault").await?;
    window.write("[data-part=\"passphrase\"]", "five words nobody would guess").await?;
    window.write("[data-part=\"repeat\"]", "five words nobody would guess").await?;
    window.act("create-vault").await?;
    window.on_screen("home").await?;
    window.kill().await?;

    let window = stage.open().await?;
    window.on_screen("vault").await?;
    window.write("[data-part=\"passphrase\"]", "something else entirely").await?;
    window.act("unlock").await?;
    window.says_problem("vault-passphrase-wrong").await?;
    window.write("[data-part=\"passphrase\"]", "five words nobody would guess").await?;
    window.act("unlock").await?;
    window.on_screen("home").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_gives_way_to_the_first_window_and_one_on_other_data_does_not() -> Outcome {
    let stage = Stage::set(Keychain::None).await?;
    let desktop = Desktop::start(Keychain::None).await?;
    let window = stage.open_on(&desktop).await?;
    walk::enter_with(&window, "en", "five words nobody would guess").await?;
    let before = files(&stage)?;
    let start = |data: PathBuf| -> Outcome<std::process::Child> {
        let mut again = Command::new(programs::app()?);
        Ok(desktop.dress(&mut again).env("GUITU_DATA_DIR", data).spawn()?)
    };
    let mut second = start(stage.data())?;
    let ended = until("the second start to end", async || Ok(second.try_wait()?)).await?;
    assert!(ended.success(), "it hands over and says nothing of a file in use: {ended}");
    assert_eq!(files(&stage)?, before, "and has touched nothing");
    window.on_screen("home").await?;

    let elsewhere = tempfile::tempdir()?;
    let mut other = start(elsewhere.path().join("app"))?;
    let id = other.id();
    until("a window of another profile", async || {
        let engine = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
        Ok((!engine.is_empty()).then_some(()))
    })
    .await?;
    assert!(other.try_wait()?.is_none(), "other data is another program beside it");
    other.kill()?;
    other.wait()?;
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_brings_the_first_window_to_the_front() -> Outcome {
    let stage = Stage::set(Keychain::None).await?;
    let mut desktop = Desktop::start(Keychain::None).await?;
    desktop.manage_windows()?;
    let window = stage.open_on(&desktop).await?;
    window.on_screen("welcome").await?;
    let is_typed_into = async |yes: bool| -> Outcome<Option<()>> {
        let has = window.client().execute("return document.hasFocus()", Vec::new()).await?;
        Ok((has == yes).then_some(()))
    };
    until("the window in front", async || is_typed_into(true).await).await?;
    let start = |data: PathBuf| -> Outcome<std::process::Child> {
        let mut again = Command::new(programs::app()?);
        Ok(desktop.dress(&mut again).env("GUITU_DATA_DIR", data).spawn()?)
    };
    let elsewhere = tempfile::tempdir()?;
    let mut other = start(elsewhere.path().join("app"))?;
    until("a window of other data before it", async || is_typed_into(false).await).await?;

    let mut second = start(stage.data())?;
    let ended = until("the second start to end", async || Ok(second.try_wait()?)).await?;
    assert!(ended.success(), "{ended}");
    until("the first window in front again", async || is_typed_into(true).await).await?;
    other.kill()?;
    other.wait()?;
    window.close().await
}

/// The vault's files with their bytes. The spool beside it needs no key, and sends while the vault is shut.
fn files(stage: &Stage) -> Outcome<BTreeMap<PathBuf, Vec<u8>>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(stage.data())?.flatten() {
        if entry.path().is_file() && entry.file_name().to_string_lossy().starts_with("vault.") {
            found.insert(entry.path(), fs::read(entry.path())?);
        }
    }
    Ok(found)
}
