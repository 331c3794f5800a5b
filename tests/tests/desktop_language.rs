//! Changing the language in the middle of a word.

use guitu_tests::{
    Outcome,
    desktop::Keychain,
    stage::Stage,
    walk::{self, Album},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_language_switch_in_the_middle_of_a_word_loses_no_keystroke() -> Outcome {
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = stage.open().await?;
    walk::begin(&window, "en", &mut Album::default()).await?;
    window.go_to("about").await?;
    let name = "[data-question=\"/about/surname\"] input";
    let field = window.see(name).await?;
    let english = window.see("h1").await?.text().await?;

    field.send_keys("ZHAN").await?;
    walk::speak(&window, "zh-CN").await?;
    window.gone(&format!("html[lang=\"en\"] {name}")).await?;
    window.see(name).await?.send_keys("G OUY").await?;
    walk::speak(&window, "en").await?;
    window.see(name).await?.send_keys("ANG").await?;
    assert_eq!(window.shown().await?.get("/about/surname").map(String::as_str), Some("ZHANG OUYANG"));
    assert_eq!(window.see("h1").await?.text().await?, english, "the page speaks English again");

    window.saved().await?;
    window.kill().await?;
    let window = stage.open().await?;
    window.act("open").await?;
    window.on_page("about").await?;
    assert_eq!(
        window.shown().await?.get("/about/surname").map(String::as_str),
        Some("ZHANG OUYANG"),
        "in the vault too"
    );
    Ok(())
}
