//! Typing in the real window: what is half typed is not scolded, and what is too much does not push out what was there.

use fantoccini::key::Key;
use guitu_tests::{
    Outcome,
    desktop::Keychain,
    stage::Stage,
    walk::{self, Album},
    window::Window,
};

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
