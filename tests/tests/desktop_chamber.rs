//! A chamber's evening in the real window: a list of three hundred comes in, somebody consents, and the telephone mode opens. By the
//! keyboard, and through a power cut.

use std::{fs, path::Path};

use chrono::Local;
use fantoccini::key::Key;
use guitu_tests::{
    Outcome,
    desktop::Keychain,
    stage::Stage,
    waiting::until,
    walk::{self, Album},
    window::Window,
};
use serde_json::json;
use testkit::member_lists::{ListShape, members};

const MEMBERS: usize = 300;

fn language() -> String {
    std::env::var("GUITU_SPEAKS").unwrap_or_else(|_| "en".to_owned())
}

/// From the first start to an empty list.
async fn begin(window: &Window) -> Outcome {
    walk::enter(window, &language(), &mut Album::default()).await?;
    window.press("[data-action=\"settings\"]").await?;
    window.on_screen("settings").await?;
    window.press("main [data-action=\"helps-others\"]").await?;
    window.write("main [data-part=\"organisation\"]", "Wenzhou chamber, Milan").await?;
    window.write("main [data-part=\"volunteer\"]", "Wu Aide").await?;
    window.act("keep-desk").await?;
    window.press("[data-action=\"home\"]").await?;
    window.see("[data-part=\"empty\"]").await.map(drop)
}

/// Chooses the file and answers what is asked about its columns.
async fn preview(window: &Window) -> Outcome {
    window.act("import").await?;
    window.on_screen("import").await?;
    window.see("[data-part=\"preview\"]").await?;
    for (code, answer) in [
        ("import-ask-day-order", "day-first"),
        ("import-ask-epoch", "from1900"),
        ("import-ask-name-order", "surname-first"),
        ("import-ask-phone-country", "ITA"),
        ("import-ask-rows", "legs"),
    ] {
        let question = format!("[data-part=\"question\"][data-code=\"{code}\"]");
        while window.shows_now(&question).await? {
            window.press(&format!("{question} [data-value=\"{answer}\"]")).await?;
            enabled(window).await?;
        }
    }
    Ok(())
}

/// Waits until the screen has taken the last decision.
async fn enabled(window: &Window) -> Outcome {
    window.see("[data-action=\"drop-import\"]:not(:disabled)").await.map(drop)
}

async fn total(window: &Window) -> Outcome<String> {
    window.attribute("[data-part=\"list\"]", "data-total").await
}

/// What axe finds against the screen, and whether it scrolls sideways.
async fn barriers(window: &Window) -> Outcome<Vec<String>> {
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    window.run(&fs::read_to_string(axe)?, &[]).await?;
    let look = "
        const done = arguments[0];
        axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then((found) => done(
            found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)}`))
                .concat(document.documentElement.scrollWidth > innerWidth + 1 ? ['scrolls sideways'] : [])));";
    let found = window.client().execute_async(look, Vec::new()).await?;
    Ok(serde_json::from_value(found)?)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_three_hundred_comes_in_and_one_of_them_consents() -> Outcome {
    let mut album = Album::from_environment("chamber")?;
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = stage.open().await?;
    begin(&window).await?;
    walk::wear_from_environment(&window).await?;
    album.keep(&window, "empty").await?;
    let people: Vec<_> = members(1, Local::now().date_naive()).take(MEMBERS).collect();
    fs::write(stage.chosen(), ListShape::Workbook.file(&people))?;
    preview(&window).await?;
    assert_eq!(barriers(&window).await?, Vec::<String>::new(), "the preview can be used by everybody");
    album.keep_whole(&window, "preview").await?;
    let ready = window.attribute("[data-part=\"preview\"]", "data-ready").await?;
    assert_eq!(ready, MEMBERS.to_string(), "every row of a list that is in order can go");

    window.act("commit-import").await?;
    window.see("[data-part=\"report\"]").await?;
    album.keep(&window, "report").await?;
    window.act("home").await?;
    assert_eq!(total(&window).await?, MEMBERS.to_string(), "all of them are in the list");
    until("all to be checked", async || {
        Ok((!window.shows_now("[data-standing=\"unchecked\"]").await?).then_some(()))
    })
    .await?;
    assert_eq!(barriers(&window).await?, Vec::<String>::new(), "the list can be used by everybody");
    let drawn = window.run("return document.querySelectorAll('[data-line]').length", &[]).await?;
    assert!(
        drawn.as_u64().is_some_and(|rows| rows < 80),
        "only the lines that are seen are in the page: {drawn}"
    );
    album.keep(&window, "list").await?;

    // By the keyboard alone: to the third line, open it, and back to it.
    let first = window.see("[data-line=\"0\"]").await?;
    window.run("arguments[0].focus()", &[serde_json::to_value(&first)?]).await?;
    let line = window.client().active_element().await?;
    line.send_keys(&format!("{}{}", char::from(Key::Down), char::from(Key::Down))).await?;
    let at = "return document.activeElement?.dataset.line ?? null";
    until("the third line", async || Ok((window.run(at, &[]).await? == json!("2")).then_some(()))).await?;
    window.client().active_element().await?.send_keys(&char::from(Key::Enter).to_string()).await?;
    window.see("[data-part=\"case\"] [data-part=\"consent\"][data-value=\"none\"]").await?;
    album.keep(&window, "case").await?;
    assert_eq!(barriers(&window).await?, Vec::<String>::new(), "a case can be used by everybody");
    window.client().active_element().await?.send_keys(&char::from(Key::Escape).to_string()).await?;
    until("the line again", async || Ok((window.run(at, &[]).await? == json!("2")).then_some(()))).await?;
    window.client().active_element().await?.send_keys(&char::from(Key::Enter).to_string()).await?;

    // Consent by telephone needs a witness.
    window.choose("consent-way", "phone").await?;
    assert!(
        !window.see("[data-action=\"give-consent\"]").await?.is_enabled().await?,
        "no witness, no consent"
    );
    window.write("[data-part=\"witness\"]", "Lin Xiaohong").await?;
    window.act("give-consent").await?;
    window.see("[data-part=\"consent\"][data-value=\"given\"]").await?;
    album.keep(&window, "consented").await?;

    window.act("telephone").await?;
    window.on_screen("telephone").await?;
    album.keep(&window, "telephone").await?;
    assert_eq!(barriers(&window).await?, Vec::<String>::new(), "the telephone mode can be used by everybody");
    window.close().await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_power_cut_in_the_middle_of_an_import_leaves_all_of_it_or_nothing() -> Outcome {
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = stage.open().await?;
    begin(&window).await?;
    let people: Vec<_> = members(2, Local::now().date_naive()).take(MEMBERS).collect();
    fs::write(stage.chosen(), ListShape::OpenDocument.file(&people))?;
    preview(&window).await?;
    let ready = window.attribute("[data-part=\"preview\"]", "data-ready").await?;
    window.act("commit-import").await?;
    until("the import to be under way", async || {
        Ok(window.shows_now("main progress, [data-part=\"report\"]").await?.then_some(()))
    })
    .await?;
    window.kill().await?;

    let window = stage.open().await?;
    window.on_screen("home").await?;
    window.see("[data-part=\"empty\"], [data-part=\"list\"]").await?;
    if window.shows_now("[data-part=\"list\"]").await? {
        assert_eq!(total(&window).await?, ready, "all of it");
        // Undone as a whole by importing again: nobody is doubled.
    }
    preview(&window).await?;
    let counts = window.attribute("[data-part=\"preview\"]", "data-new").await?;
    assert!(counts == "0" || counts == MEMBERS.to_string(), "or nothing of it: {counts} are new");
    Ok(())
}
