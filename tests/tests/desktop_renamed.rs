//! The main job in the real window under an edition that calls every field by another name: no screen finds an answer by a name
//! that is built in.

use chrono::{Local, Utc};
use declaration::Form;
use guitu_tests::{
    Outcome,
    desktop::Keychain,
    office::Office,
    plan,
    stage::Stage,
    walk::{self, Album},
};
use rulebook::{Edition, Files};
use testkit::{renamed, travellers};

#[tokio::test(flavor = "multi_thread")]
async fn a_father_declares_in_chinese_on_a_form_whose_fields_have_other_names() -> Outcome {
    let mut album = Album::from_environment("renamed")?;
    let office = Office::open()?;
    let stage = Stage::set_with(Keychain::Unlocked, Some(office.repository())).await?;
    let files = Files(renamed::renamed(&Files::bundled().0));
    office.publish(&files)?;
    let edition = Edition::load(&files).map_err(|refusal| format!("{refusal:?}"))?;
    let father = travellers::father_by_frankfurt(Local::now().date_naive()).with("/legs/1/seat", "31A");
    let pages = plan::plan_of(&Form::new(edition.into()), &renamed::answers(&father.answers))?;

    let window = stage.open().await?;
    walk::enter(&window, "zh-CN", &mut Album::default()).await?;
    window.press("[data-action=\"settings\"]").await?;
    window.on_screen("settings").await?;
    window.see("[data-rulebook=\"1\"], [data-rulebook=\"2\"]").await?;
    window.act("look-for-rulebook").await?;
    window.see("[data-rulebook=\"2\"]").await?;
    window.act("back").await?;
    window.on_screen("home").await?;
    window.act("new-declaration").await?;
    window.on_screen("filling").await?;
    walk::fill(&window, &pages, &mut album).await?;
    walk::submit(&window, &mut album).await?;
    window.in_state("received").await?;
    let code = walk::show_code(&window, &mut album).await?;
    assert_eq!(code.colour, "green", "the platform judges by it as well");
    assert_eq!(code.payload, code.photographed, "and the QR reads the same");
    let claims = stage.verified(&code.payload, Utc::now())?;
    assert_eq!(
        (claims.edition, claims.name.as_str()),
        (2, "LIN HAI"),
        "the document's name, wherever it stands"
    );
    assert_eq!(claims.flight.as_deref(), Some("LH732"), "the flight that enters");
    window.close().await
}
