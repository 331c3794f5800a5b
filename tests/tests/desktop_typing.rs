//! Typing in the real window: what is half typed is not scolded, and what is too much does not push out what was there.

use fantoccini::key::Key;
use guitu_tests::{
    Outcome,
    desktop::Keychain,
    stage::Stage,
    waiting::until,
    walk::{self, Album},
    window::Window,
};

fn input(pointer: &str) -> String {
    format!("[data-question=\"{pointer}\"] input")
}

/// Presses a key where the cursor is.
async fn key(window: &Window, key: Key) -> Outcome {
    window.client().active_element().await?.send_keys(&String::from(char::from(key))).await?;
    Ok(())
}

/// What a question shows once everything is saved.
async fn shows(window: &Window, pointer: &str, expected: &str) -> Outcome {
    until(&format!("{pointer} to show {expected}"), async || {
        let shown = window.shown().await?;
        Ok((shown.get(pointer).map(String::as_str) == Some(expected)).then_some(()))
    })
    .await
}

async fn on_the_about_page(stage: &Stage) -> Outcome<Window> {
    let window = stage.open().await?;
    walk::begin(&window, "en", &mut Album::default()).await?;
    window.go_to("about").await?;
    Ok(window)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_is_not_scolded_before_it_is_left() -> Outcome {
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = on_the_about_page(&stage).await?;
    let born = "[data-question=\"/about/born\"]";
    window.press(&format!("{born} [data-part=\"day\"]")).await?;
    for part in ["30", "2", "2001"] {
        let here = window.client().active_element().await?;
        here.send_keys(part).await?;
        window.saved().await?;
        assert!(!window.shows_now(&format!("{born} [data-finding]")).await?, "still typing, after {part}");
        if part != "2001" {
            here.send_keys(&String::from(char::from(Key::Tab))).await?;
        }
    }
    window.press("[data-question=\"/about/surname\"] input").await?;
    window.see(&format!("{born} [data-finding=\"not-a-date\"]")).await?;
    assert_eq!(
        window.shown().await?.get("/about/born").map(String::as_str),
        Some("2001-2-30"),
        "it stays as typed"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_kilobytes_pasted_into_a_name_are_refused_aloud_and_cost_nothing() -> Outcome {
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = on_the_about_page(&stage).await?;
    let surname = "[data-question=\"/about/surname\"] input";
    window.write(surname, "CHEN").await?;
    window.saved().await?;
    window.paste(surname, &"张".repeat(100_000)).await?;
    window.says_problem("answer-too-large").await?;
    window.see("[data-saved=\"failed\"]").await?;
    window.kill().await?;

    let window = stage.open().await?;
    window.act("open").await?;
    window.on_page("about").await?;
    assert_eq!(
        window.shown().await?.get("/about/surname").map(String::as_str),
        Some("CHEN"),
        "the last saved name"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_of_every_direction_and_plane_come_back_as_they_were() -> Outcome {
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = on_the_about_page(&stage).await?;
    let surname = "[data-question=\"/about/surname\"] input";
    let name = "محمد 𠮷野 👩‍⚕️ e\u{301}";
    window.paste(surname, name).await?;
    window.saved().await?;
    window.kill().await?;
    let window = stage.open().await?;
    window.act("open").await?;
    window.on_page("about").await?;
    assert_eq!(
        window.shown().await?.get("/about/surname").map(String::as_str),
        Some(name),
        "not one code point lost"
    );
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn no_key_takes_a_place_that_was_not_seen_chosen() -> Outcome {
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = on_the_about_page(&stage).await?;
    let nationality = input("/about/nationality");
    let option = |code: &str| {
        format!("[data-question=\"/about/nationality\"] [role=\"option\"][data-value=\"{code}\"]")
    };
    window.write(&nationality, "UK").await?;
    window.see(&option("GBR")).await?;
    key(&window, Key::Tab).await?;
    window.press(&input("/about/surname")).await?;
    window.see("[data-question=\"/about/nationality\"] [data-finding=\"not-in-list\"]").await?;
    shows(&window, "/about/nationality", "UK").await?;

    window.write(&nationality, "uk").await?;
    window.see(&option("UKR")).await?;
    key(&window, Key::Enter).await?;
    window.see(&format!("{}[aria-selected=\"true\"]", option("GBR"))).await?;
    assert!(window.shows_now(&option("GBR")).await?, "the first Enter shows what the second would take");
    key(&window, Key::Enter).await?;
    window.saved().await?;
    shows(&window, "/about/nationality", "United Kingdom").await?;

    window.go_to("journey").await?;
    let from = "[data-question=\"/legs/0/from\"]";
    window.write(&format!("{from} input"), "Berlin").await?;
    window.see(&format!("{from} [role=\"option\"]:first-of-type[data-value=\"BER\"]")).await?;
    key(&window, Key::Tab).await?;
    window.press(&input("/legs/0/flight")).await?;
    window.see(&format!("{from} [data-finding=\"not-in-list\"]")).await?;
    shows(&window, "/legs/0/from", "Berlin").await?;
    window.write(&format!("{from} input"), "東京").await?;
    window.see(&format!("{from} [role=\"option\"]:first-of-type[data-value=\"HND\"]")).await?;
    key(&window, Key::Down).await?;
    key(&window, Key::Tab).await?;
    window.see(&format!("{from} [data-part=\"beside\"]")).await?;
    let beside = window.see(&format!("{from} [data-part=\"beside\"]")).await?.text().await?;
    assert_eq!(beside, "HND · Japan", "what tells it from others of its name stays beside it");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_people_type_is_put_in_its_usual_form_once_it_is_left() -> Outcome {
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = on_the_about_page(&stage).await?;
    let mut elsewhere = input("/about/given_names");
    for (page, pointer, typed, kept) in [
        ("about", "/about/surname", "ＣＨＥＮ ", "CHEN"),
        ("about", "/about/han_name", "王 小•明", "王小·明"),
        ("document", "/document/number", "e 1234-5678\u{200b}", "E12345678"),
        ("journey", "/legs/0/flight", "ＭＵ０５１０１", "MU5101"),
        ("journey", "/legs/0/seat", "34a", "34A"),
        ("contact", "/contact/mobile_abroad", "\u{202a}0039–333–1234567\u{202c}", "+393331234567"),
        ("contact", "/contact/mobile_china", "138 0571 2345", "+8613805712345"),
        ("contact", "/contact/guarantor/phone", "0571-8770 8888", "+8657187708888"),
        ("contact", "/contact/email", "<chen@example。org> ", "chen@example.org"),
    ] {
        window.go_to(page).await?;
        window.open_items().await?;
        match page {
            "document" => elsewhere = "[data-question=\"/document/kind\"] input".to_owned(),
            "journey" => elsewhere = input("/legs/0/from"),
            "contact" => elsewhere = input("/contact/wechat"),
            _ => {}
        }
        window.paste(&input(pointer), typed).await?;
        window.saved().await?;
        window.press(&elsewhere).await?;
        shows(&window, pointer, kept).await?;
        if typed.contains(['\u{200b}', '\u{202a}']) {
            let note =
                format!("[data-question=\"{pointer}\"] [data-part=\"cleaned\"][data-value=\"invisible\"]");
            window.see(&note).await?;
        }
    }
    let beside = "[data-question=\"/contact/guarantor/phone\"] [data-part=\"beside\"]";
    let beside = window.see(beside).await?.text().await?;
    assert_eq!(beside, "China · +86 571 8770 8888", "what was understood is said");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn names_are_heard_as_they_are_seen() -> Outcome {
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = on_the_about_page(&stage).await?;
    let mut optional = 0;
    for page in ["document", "about", "journey", "stays", "contact", "companions", "health"] {
        window.go_to(page).await?;
        window.open_items().await?;
        for name in window.names_of("main input[type=\"text\"], main fieldset, main button, main h3").await? {
            if let Some(before) = name.strip_suffix("optional") {
                optional += 1;
                assert!(before.ends_with(' '), "{page}: “{name}” is heard as one word");
            }
        }
        let names = window.names_of("main button").await?;
        assert!(names.iter().all(|name| !name.is_empty()), "{page}: a button without a name among {names:?}");
        let buttons = window.names_of("[data-action=\"close-item\"], [data-action=\"remove-item\"]").await?;
        assert!(
            buttons.iter().all(|name| name.contains(' ')),
            "{page}: {buttons:?} say which item they are for"
        );
    }
    assert!(optional >= 5, "the form has optional questions: {optional}");
    Ok(())
}
