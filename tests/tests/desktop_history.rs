//! What was changed, deleted or damaged, in the real window: it comes back, or it is said what is lost.

use guitu_tests::{
    Outcome,
    desktop::Keychain,
    stage::Stage,
    walk::{self, Album},
};

const SURNAME: &str = "[data-question=\"/about/surname\"] input";

#[tokio::test(flavor = "multi_thread")]
async fn an_earlier_state_comes_back_and_a_deleted_draft_too_until_it_is_forgotten() -> Outcome {
    let mut album = Album::from_environment("history")?;
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = stage.open().await?;
    walk::begin(&window, "en", &mut Album::default()).await?;
    walk::wear_from_environment(&window).await?;
    window.go_to("about").await?;
    for name in ["CHEN", "LIN"] {
        window.write(SURNAME, name).await?;
        window.saved().await?;
    }
    window.act("history").await?;
    window.on_screen("history").await?;
    album.keep_whole(&window, "history").await?;
    window.act("see-state").await?;
    window.see("[data-read-back=\"/about/surname\"]").await?;
    let then = "return document.querySelector('[data-read-back=\"/about/surname\"] dd').textContent.trim()";
    let then = window.run(then, &[]).await?;
    assert_eq!(then, "CHEN", "the name before, and not the last one without its last letter");
    album.keep(&window, "state").await?;
    window.act("bring-back").await?;
    window.on_screen("filling").await?;
    window.go_to("about").await?;
    let value = format!("return document.querySelector('{SURNAME}').value");
    assert_eq!(window.run(&value, &[]).await?, then, "the draft is what it was before");

    window.press("[data-action=\"home\"]").await?;
    window.on_screen("home").await?;
    window.act("other-actions").await?;
    window.act("delete").await?;
    window.act("deleted").await?;
    window.on_screen("deleted").await?;
    album.keep(&window, "deleted").await?;
    window.act("bring-back").await?;
    window.on_screen("home").await?;
    window.see("[data-declaration]").await?;
    window.act("other-actions").await?;
    window.act("delete").await?;
    window.act("deleted").await?;
    window.act("forget").await?;
    album.keep(&window, "question").await?;
    window.act("confirm-forget").await?;
    window.gone("[data-deleted]").await?;
    window.act("home").await?;
    window.on_screen("home").await?;
    assert!(!window.shows_now("[data-action=\"deleted\"]").await?, "nothing is left to bring back");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_file_is_told_and_what_can_be_read_is_saved() -> Outcome {
    let mut album = Album::from_environment("rescue")?;
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = stage.open().await?;
    walk::begin(&window, "en", &mut Album::default()).await?;
    walk::wear_from_environment(&window).await?;
    window.go_to("about").await?;
    window.write(SURNAME, "CHEN").await?;
    window.saved().await?;
    window.close().await?;

    let file = stage.data().join("vault.db");
    let mut bytes = std::fs::read(&file)?;
    bytes[1000] ^= 1;
    std::fs::write(&file, bytes)?;

    let window = stage.open().await?;
    window.on_screen("vault").await?;
    window.says_problem("vault-damaged").await?;
    album.keep(&window, "door").await?;
    window.act("rescue").await?;
    window.on_screen("rescue").await?;
    album.keep(&window, "rescue").await?;
    window.act("start-rescue").await?;
    window.see("[data-part=\"rescued\"]").await?;
    album.keep_whole(&window, "rescued").await?;
    window.act("home").await?;
    window.on_screen("home").await?;
    window.see("[data-declaration]").await?;
    Ok(())
}
