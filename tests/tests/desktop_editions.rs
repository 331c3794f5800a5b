//! The form changes in mid-draft, in the real window: nothing moves under the traveller's hands, nothing is lost.

use chrono::{Local, Utc};
use guitu_tests::{
    Outcome,
    desktop::Keychain,
    office::{Office, second_edition, second_form},
    plan::{self, PlannedPage, Step},
    stage::Stage,
    walk::{self, Album},
    window::Window,
};
use testkit::travellers;

#[tokio::test(flavor = "multi_thread")]
async fn a_student_meets_edition_2_in_mid_draft_in_chinese() -> Outcome {
    meets_edition_2("zh-CN").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_student_meets_edition_2_in_mid_draft_in_english() -> Outcome {
    meets_edition_2("en").await
}

async fn meets_edition_2(language: &str) -> Outcome {
    let mut album = Album::from_environment(&format!("editions-{language}"))?;
    let office = Office::open()?;
    let stage = Stage::set_with(Keychain::Unlocked, Some(office.repository())).await?;
    let student = travellers::student_from_prato(Local::now().date_naive());
    let pages = plan::plan(&student.answers)?;
    let half = pages.iter().position(|page| page.id == "companions").ok_or("no such page")?;

    let window = stage.open().await?;
    walk::begin(&window, language, &mut Album::default()).await?;
    walk::wear_from_environment(&window).await?;
    window.see("[data-page]").await?;
    walk::fill(&window, &pages[..half], &mut Album::default()).await?;
    window.go_to("destination").await?;
    window.saved().await?;
    let typed = window.shown().await?;

    office.publish(&second_edition()?)?;
    window.press("[data-action=\"settings\"]").await?;
    window.on_screen("settings").await?;
    window.see("[data-rulebook=\"1\"]").await?;
    window.act("look-for-rulebook").await?;
    window.see("[data-rulebook=\"2\"]").await?;
    album.keep_whole(&window, "settings").await?;
    window.act("back").await?;
    window.on_page("destination").await?;
    assert_eq!(window.shown().await?, typed, "the open page is as it was left");
    window.see("[data-part=\"newer-edition\"][data-edition=\"2\"]").await?;
    album.keep_whole(&window, "offered").await?;

    window.act("see-changes").await?;
    window.on_screen("edition").await?;
    for part in ["aside", "added", "changed", "dropped", "rules"] {
        window.see(&format!("[data-part=\"{part}\"]")).await?;
    }
    window.see("[data-part=\"aside\"] [data-old-answer=\"/destination/household\"]").await?;
    window.see("[data-part=\"dropped\"] [data-old-answer=\"/contact/wechat\"]").await?;
    album.keep_whole(&window, "changes").await?;
    window.act("later").await?;
    window.on_page("destination").await?;
    assert_eq!(window.shown().await?, typed, "\"later\" leaves everything as it was");

    window.act("see-changes").await?;
    window.act("take-edition").await?;
    window.act("leave-edition").await?;
    window.see("[data-part=\"newer-edition\"]").await?;
    assert_eq!(window.shown().await?, typed, "and whoever thinks better of it has the old form back");

    window.act("see-changes").await?;
    window.act("take-edition").await?;
    window.on_page("destination").await?;
    window.gone("[data-part=\"newer-edition\"]").await?;
    window.see("[data-earlier=\"/destination/household\"]").await?;
    album.keep_whole(&window, "taken").await?;
    let now = window.shown().await?;
    for kept in ["/destination/city", "/destination/county", "/destination/township", "/destination/address"]
    {
        assert_eq!(now.get(kept), typed.get(kept), "{kept} still fits and is there");
    }

    let answers = travellers::anew_for_edition_2(student).answers;
    for page in plan::plan_of(&second_form()?, &answers)? {
        window.go_to(&page.id).await?;
        let open = still_open(&window, page).await?;
        window.fill(&open).await?;
        window.saved().await?;
    }
    window.go_to_review().await?;
    walk::submit(&window, &mut Album::default()).await?;
    window.in_state("received").await?;
    let code = walk::show_code(&window, &mut album).await?;
    assert_eq!(code.colour, "orange", "by edition 2 Italy is severe");
    let claims = stage.verified(&code.payload, Utc::now())?;
    assert_eq!(claims.edition, 2, "and the code says which edition it rests on");
    window.close().await
}

/// The steps of a page whose questions show no answer yet.
async fn still_open(window: &Window, page: PlannedPage) -> Outcome<PlannedPage> {
    let shown = window.shown().await?;
    let open = |step: &Step| match step {
        Step::Items { .. } => true,
        Step::Answer { pointer, .. } => {
            shown.get(pointer).is_none_or(|text| text.replace('-', "").is_empty())
        }
    };
    Ok(PlannedPage { steps: page.steps.into_iter().filter(open).collect(), id: page.id })
}
