//! Before there is a ticket, and before boarding, in the real window: what was said once is there already, and what is asked
//! again fits on one screen.

use chrono::Local;
use declaration::Form;
use guitu_tests::{
    Outcome,
    desktop::Keychain,
    plan::{self, PlannedPage, Step},
    stage::Stage,
    waiting::until,
    walk::{self, Album},
};
use rulebook::{Edition, FormKind};
use serde_json::{Value, json};
use testkit::{people::before_a_ticket, travellers};

/// The one page of an intention or a confirmation.
fn only_page(kind: FormKind, answers: &Value) -> Outcome<PlannedPage> {
    let edition = Edition::bundled().map_err(|refusal| format!("{refusal:?}"))?;
    let mut pages = plan::plan_of(&Form::new(edition).filled_in_for(kind), answers)?;
    assert_eq!(pages.len(), 1, "it is asked on one page");
    pages.pop().ok_or_else(|| "no page".into())
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_without_a_ticket_intends_in_chinese_and_later_declares_without_typing_twice() -> Outcome {
    let mut album = Album::from_environment("intention")?;
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = stage.open().await?;
    let language = language_or("zh-CN");
    walk::enter(&window, &language, &mut Album::default()).await?;
    walk::wear_from_environment(&window).await?;
    window.on_screen("home").await?;
    album.keep_whole(&window, "home-empty").await?;

    let plan = only_page(FormKind::Intention, &before_a_ticket(Local::now().date_naive())[0].answers)?;
    window.act("new-intention").await?;
    window.on_screen("filling").await?;
    album.keep_whole(&window, "intention-empty").await?;
    window.fill(&plan).await?;
    window.saved().await?;
    album.keep_whole(&window, "intention-filled").await?;
    walk::go_on(&window, &plan.id).await?;
    walk::submit(&window, &mut album).await?;
    window.in_state("received").await?;
    album.keep_whole(&window, "received").await?;
    assert!(!window.shows_now("[data-action=\"show-code\"]").await?, "there is no code before a declaration");

    window.act("home").await?;
    window.on_screen("home").await?;
    window.see("[data-declaration] [data-part=\"intends\"]").await?;
    album.keep_whole(&window, "home").await?;
    window.act("declare").await?;
    window.on_screen("filling").await?;
    album.keep_whole(&window, "declaring").await?;
    for (page, pointers) in [
        ("about", &["/about/han_name", "/about/surname", "/about/given_names", "/about/born"][..]),
        ("destination", &["/destination/city", "/destination/county"][..]),
    ] {
        window.go_to(page).await?;
        let shown = window.shown().await?;
        for pointer in pointers {
            let there = shown.get(*pointer).is_some_and(|it| !it.trim_matches('-').is_empty());
            assert!(there, "{pointer} is not asked a second time: {shown:?}");
        }
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_received_declaration_is_confirmed_in_english_on_one_screen_and_a_new_code_comes() -> Outcome {
    let mut album = Album::from_environment("confirmation")?;
    let traveller = travellers::low_risk_from_singapore(Local::now().date_naive());
    let stage = Stage::set(Keychain::Unlocked).await?;
    let window = stage.open().await?;
    walk::begin(&window, &language_or("en"), &mut Album::default()).await?;
    walk::fill(&window, &plan::plan(&traveller.answers)?, &mut Album::default()).await?;
    walk::submit(&window, &mut Album::default()).await?;
    window.in_state("received").await?;
    let first = walk::show_code(&window, &mut Album::default()).await?;
    window.press("[data-action=\"home\"]").await?;
    window.on_screen("home").await?;
    walk::wear_from_environment(&window).await?;
    window.on_screen("home").await?;
    album.keep_whole(&window, "home").await?;
    window.act("show-code").await?;
    window.on_screen("code").await?;
    album.keep_whole(&window, "code").await?;

    window.act("confirm").await?;
    window.on_screen("filling").await?;
    album.keep_whole(&window, "confirmation-empty").await?;
    // Between the two she was tested for the journey: that is said on the same screen.
    let mut now = traveller.answers.clone();
    let today = Local::now().date_naive();
    now["health"]["history"] = json!(["tested"]);
    now["tests"] = json!([{ "kind": "pcr", "result": "negative", "taken_on": today }]);
    let again = only_page(FormKind::Confirmation, &now)?;
    assert!(again.steps.iter().any(|step| matches!(step, Step::Items { group, .. } if group == "/tests")));
    window.fill(&again).await?;
    window.saved().await?;
    album.keep_whole(&window, "confirmation-filled").await?;
    walk::go_on(&window, &again.id).await?;
    walk::submit(&window, &mut album).await?;
    window.in_state("received").await?;
    window.act("show-code").await?;
    window.on_screen("code").await?;
    let payload = until("a new code", async || {
        let shown = window.shows_now("[data-code-payload]").await?;
        let payload = if shown {
            window.attribute("[data-code-payload]", "data-code-payload").await?
        } else {
            String::new()
        };
        Ok((!payload.is_empty() && payload != first.payload).then_some(payload))
    })
    .await?;
    let (old, new) =
        (stage.verified(&first.payload, chrono::Utc::now())?, stage.verified(&payload, chrono::Utc::now())?);
    assert_eq!(new.flight, old.flight, "it is the code of the whole declaration, not of the few answers");
    assert_eq!((old.revision, new.revision), (1, 2), "the code was assigned anew, for the confirmation");
    Ok(())
}

/// The language of the story, or for pictures the one that `GUITU_LANGUAGE` names.
fn language_or(story: &str) -> String {
    std::env::var("GUITU_LANGUAGE").unwrap_or_else(|_| story.to_owned())
}
