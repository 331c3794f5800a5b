//! What a screen reader hears at a kiosk: every page's controls, and each key of the keyboard on the screen by its name, in both languages.

use std::collections::BTreeSet;

use chrono::Local;
use guitu_tests::{
    Outcome,
    assistive::{Assistive, Role, Spoken},
    desktop::Keychain,
    kiosk::{self, Counter, Stranger},
    stage::Stage,
    waiting::until,
    window::Window,
};

/// Names of keys that are signs, in English and Chinese.
const NAMED: [(&str, &[&str]); 2] = [
    (
        "en",
        &[
            "Delete",
            "Capitals",
            "Space",
            "Hide the keyboard",
            "Chinese by strokes",
            "Digits",
            "Letters with accents",
        ],
    ),
    ("zh-CN", &["删除", "大写", "空格", "收起键盘"]),
];
const STROKES: [(&str, [&str; 5]); 2] =
    [("en", ["Across", "Down", "To the left", "Dot", "Turned"]), ("zh-CN", ["横", "竖", "撇", "点", "折"])];

/// Waits until something of that name is read, and gives all that is to act on.
async fn controls(listener: &Assistive, name: &str) -> Outcome<Vec<Spoken>> {
    until(&format!("{name:?} to be read"), async || {
        let read = listener.reads().await?;
        let is_there = read.iter().any(|it| it.name.contains(name));
        Ok(is_there.then(|| read.into_iter().filter(|it| it.role == Role::Control).collect()))
    })
    .await
}

/// Nothing on the page is without a name.
async fn all_say_what_they_are(listener: &Assistive, title: &str) -> Outcome<BTreeSet<String>> {
    let controls = controls(listener, title).await?;
    let nameless: Vec<&Spoken> = controls.iter().filter(|it| it.name.trim().is_empty()).collect();
    assert!(nameless.is_empty(), "on {title:?}: {nameless:?}");
    Ok(controls.into_iter().map(|it| it.name).collect())
}

/// Shows other keys, and waits until they are there.
async fn shows_keys(window: &Window, mode: &str) -> Outcome {
    window.press(&format!("[data-part=\"keyboard\"] [data-mode=\"{mode}\"]")).await?;
    window.see(&format!("[data-part=\"keyboard\"][data-value=\"{mode}\"]")).await.map(drop)
}

fn of<T>(table: &[(&str, T)], language: &str) -> Outcome<T>
where
    T: Copy,
{
    Ok(table.iter().find(|(tag, _)| *tag == language).ok_or("a language")?.1)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_key_and_every_page_of_a_kiosk_says_what_it_is() -> Outcome {
    let mut stage = Stage::set(Keychain::None).await?;
    let _counter = Counter::set(&mut stage, 60, 180)?;
    let listener = Assistive::start(&mut stage.desktop).await?;
    let window = stage.open().await?;
    all_say_what_they_are(&listener, "staff key").await?;
    kiosk::set_up(&window).await?;
    let window = kiosk::next(window, &stage.desktop).await?;
    let front = all_say_what_they_are(&listener, "English").await?;
    assert!(front.iter().any(|name| name.contains("中文")), "each language by its own name: {front:?}");

    kiosk::begin(&window, "en").await?;
    kiosk::answer_until(&window, &Stranger::of(0, Local::now().date_naive()).answers, "/about/han_name")
        .await?;
    for (language, title) in [("en", "Chinese"), ("zh-CN", "中文")] {
        if language == "zh-CN" {
            window.press("[data-action=\"other-language\"]").await?;
            window.see("html[lang=\"zh-CN\"]").await?;
        }
        window.press("[data-question=\"/about/han_name\"] input").await?;
        window.see("[data-part=\"keyboard\"]").await?;
        shows_keys(&window, "latin").await?;
        let keys = all_say_what_they_are(&listener, title).await?;
        for key in of(&NAMED, language)? {
            assert!(keys.iter().any(|name| name.contains(key)), "{key} is a key in {language}: {keys:?}");
        }
        for letter in ["q", "m", "7", "'", "-"] {
            assert!(
                keys.iter().any(|name| name.eq_ignore_ascii_case(letter)),
                "{letter} is said as what it types"
            );
        }
        shows_keys(&window, "strokes").await?;
        let strokes = of(&STROKES, language)?;
        let keys: BTreeSet<String> =
            controls(&listener, strokes[0]).await?.into_iter().map(|it| it.name).collect();
        for stroke in strokes {
            assert!(
                keys.contains(stroke),
                "a stroke is said by its name in {language}: {stroke} of {keys:?}"
            );
        }
        for mode in ["accents", "symbols", "digits", "pinyin"] {
            shows_keys(&window, mode).await?;
            all_say_what_they_are(&listener, title).await?;
        }
        window.press("[data-part=\"keyboard\"] [data-key=\"w\"]").await?;
        window.press("[data-part=\"keyboard\"] [data-key=\"o\"]").await?;
        let found = controls(&listener, "我").await?;
        assert!(found.iter().any(|it| it.name == "我"), "a character to choose is said as itself");
        window.press("[data-part=\"keyboard\"] [data-key=\"⌫\"]").await?;
        window.press("[data-part=\"keyboard\"] [data-key=\"⌫\"]").await?;
    }
    window.kill().await
}
