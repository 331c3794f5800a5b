//! The main job in the real window, with everything that can go wrong on the way: the power fails half-way, the platform
//! is down when it is sent to.

use chrono::{Local, Utc};
use fantoccini::Locator;
use guitu_tests::{
    Outcome, Shown,
    desktop::Keychain,
    plan::{self, PlannedPage, Step},
    raw_files,
    stage::Stage,
    walk::{self, Album},
    window::Window,
};
use testkit::{Traveller, travellers};

#[tokio::test(flavor = "multi_thread")]
async fn a_student_declares_in_chinese_through_a_power_cut_and_a_platform_that_is_down() -> Outcome {
    main_job("zh-CN", travellers::student_from_prato(Local::now().date_naive())).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trader_declares_in_english_through_a_power_cut_and_a_platform_that_is_down() -> Outcome {
    main_job("en", travellers::trader_from_madrid(Local::now().date_naive())).await
}

async fn main_job(language: &str, traveller: Traveller) -> Outcome {
    let mut stage = Stage::set(Keychain::Unlocked).await?;
    let mut none = Album::default();
    let pages = plan::plan(&traveller.answers)?;
    let (first, rest) = pages.split_at(pages.len() / 2);
    let here = rest.first().ok_or("the form has one page")?;

    let window = stage.open().await?;
    walk::begin(&window, language, &mut none).await?;
    walk::fill(&window, first, &mut none).await?;
    window.fill(here).await?;
    window.saved().await?;
    let on_this_page = window.shown().await?;
    let last = last_question(here)?;
    touch(&window, &last).await?;
    window.saved().await?;
    window.kill().await?;

    let window = stage.open().await?;
    window.on_screen("home").await?;
    window.act("open").await?;
    window.on_page(&here.id).await?;
    assert_eq!(window.focused_question().await?.as_deref(), Some(last.as_str()), "back at the very field");
    assert_eq!(window.shown().await?, on_this_page, "every answer of this page is there");
    for page in first {
        window.go_to(&page.id).await?;
        assert_all_there(page, &window.shown().await?);
    }
    window.go_to(&here.id).await?;
    window.act("continue").await?;
    stage.platform_down();
    walk::fill(&window, &rest[1..], &mut none).await?;
    walk::submit(&window, &mut none).await?;
    window.in_state("waiting").await?;

    stage.platform_up()?;
    window.in_state("received").await?;
    let code = walk::show_code(&window, &mut none).await?;
    assert_eq!(code.colour, traveller.colour, "the policy's colour for this journey");
    assert_eq!(code.photographed, code.payload, "a camera reads what the screen says");
    let claims = stage.verified(&code.payload, Utc::now())?;
    assert!(!claims.reasons.is_empty(), "a code says why it has its colour");
    all_of_it_is_in_view(&window).await?;
    window.close().await?;

    let leaks = raw_files::search(&stage.data(), &raw_files::canaries(&traveller.answers))?;
    assert!(leaks.is_empty(), "a thief of the disk reads answers: {leaks:#?}");
    let secret = ["/document/number", "/about/han_name", "/contact/mobile_abroad", "/destination/address"];
    let secret =
        secret.map(|it| traveller.answers.pointer(it).and_then(|it| it.as_str()).unwrap_or(it).to_owned());
    let leaks = raw_files::search(stage.desktop.logs(), &secret)?;
    assert!(leaks.is_empty(), "the web engine kept answers in the home: {leaks:#?}");
    Ok(())
}

/// At twice the size of text, in the window as it comes and in the smallest one, nobody scrolls to show the code.
async fn all_of_it_is_in_view(window: &Window) -> Outcome {
    const SEEN: &str = "const code = document.querySelector('.pass .qr').getBoundingClientRect();
        return code.width > 150 && code.top >= 0 && code.bottom <= innerHeight && code.left >= 0 && code.right <= innerWidth
            || JSON.stringify([code, innerWidth, innerHeight, document.documentElement.scrollTop]);";
    walk::wear(window, "light", "200").await?;
    for (width, height) in [(1100, 800), (360, 480)] {
        window.client().set_window_size(width, height).await?;
        window.press("[data-action=\"home\"]").await?;
        window.on_screen("home").await?;
        window.act("show-code").await?;
        window.on_screen("code").await?;
        window.see(".pass .qr").await?;
        guitu_tests::waiting::until("the code to be in view", async || {
            Ok((window.run(SEEN, &[]).await? == true).then_some(()))
        })
        .await?;
        let photographed = guitu_tests::screen_code::read_qr(&window.settled_screenshot().await?)?;
        assert!(!photographed.is_empty(), "and a camera reads it at {width} by {height}");
    }
    Ok(())
}

/// The last question of a page that is answered in one input.
fn last_question(page: &PlannedPage) -> Outcome<String> {
    let mut pointers = page.steps.iter().rev().filter_map(|step| match step {
        Step::Answer { pointer, control, .. } if *control != "date" => Some(pointer.clone()),
        _ => None,
    });
    pointers.next_back().ok_or_else(|| format!("{} asks nothing", page.id).into())
}

/// Puts the focus into a question without changing its answer.
async fn touch(window: &Window, pointer: &str) -> Outcome {
    let inputs = format!("[data-question=\"{pointer}\"] input");
    let all = window.client().find_all(Locator::Css(&inputs)).await?;
    let mut chosen = all.first().cloned().ok_or("a question without an input")?;
    for input in all {
        if input.is_selected().await? {
            chosen = input;
        }
    }
    window.run("arguments[0].focus()", &[serde_json::to_value(&chosen)?]).await.map(drop)
}

/// Every answer that is typed as text is shown as it was typed, a flight in its one form; every other question shows
/// something.
fn assert_all_there(page: &PlannedPage, shown: &Shown) {
    for step in &page.steps {
        let Step::Answer { pointer, control, value } = step else { continue };
        let there = shown.get(pointer).map(String::as_str).unwrap_or_default();
        match value.as_str() {
            Some(typed) if *control == "flight" => {
                assert_eq!(there, typed.replace(' ', ""), "{pointer} is kept in the one form of a flight");
            }
            Some(typed) if !matches!(*control, "country" | "airport" | "county") => {
                assert_eq!(there, typed, "{pointer} is as it was typed before the power cut");
            }
            _ => assert!(!there.is_empty(), "{pointer} is still answered"),
        }
    }
}
