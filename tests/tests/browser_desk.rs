//! The officers' page in a real browser: from a one-time link to a passkey, from the flight's list to the county that signs, and
//! the traveller's own app sees it.

use app::dto::{CodeState, Stage};
use guitu_tests::{
    Outcome,
    browser::{Look, officer},
    owner::{FarAway, Owner},
    waiting::until,
};
use testkit::travellers;

#[tokio::test(flavor = "multi_thread")]
async fn a_port_officer_meets_a_flight_the_county_signs_and_the_travellers_app_sees_it() -> Outcome {
    let home = tempfile::tempdir()?;
    let far = FarAway::start().await?;
    let owner = Owner::new(home.path(), Some(far.profile()))?;
    let today = rulebook::zhejiang_date(chrono::Utc::now());
    let student = travellers::student_from_prato(today)
        .with("/health/symptoms", serde_json::json!(["dry-cough"]))
        .with("/health/symptoms_since", travellers::day(today, -5))
        .with("/health/symptoms_when", "earlier");
    let county = student.answers["destination"]["county"].as_str().unwrap_or_default().to_owned();
    let id = owner.fill_in(&student.answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;
    let CodeState::Verified { .. } = owner.until_code(&id, 1).await? else { return Err("no code".into()) };
    owner.app.session()?.correct(&id)?;
    owner.app.session()?.answer(&id, "/health/symptoms", serde_json::json!(["none"]))?;
    owner.app.session()?.submit(&id)?;
    owner.until_code(&id, 2).await?;

    let (port, _logs) = officer(&far, Look::DESK, "port-officer", "PVG").await?;
    port.press("[data-action=sign-out]").await?;
    port.see("[data-action=sign-in]").await?;
    port.in_every_look("sign-in").await?;
    port.press("[data-action=sign-in]").await?;
    port.see("[data-group=LH728]").await?;
    port.in_every_look("flights").await?;
    port.press("[data-group=LH728]").await?;
    port.see("[data-people='1']").await?;
    port.press("[data-action=close-flight]").await?;
    port.see("[role=alert] li").await?;
    port.in_every_look("flight").await?;
    port.press("[data-person]").await?;
    port.see("[data-stage=declared]").await?;
    // The cough that her correction says no longer.
    port.see("[data-part=retracted] dd").await?;
    port.in_every_look("person").await?;
    // Her flight is days ahead: nobody says by the first press that she has landed.
    port.press("details:has([data-do=landed]) > summary").await?;
    port.press("[data-do=landed]").await?;
    port.see("[data-stage=landed]").await?;
    port.picture("landed-desk").await?;
    until("the app to show the landing", async || {
        owner.app.session()?.send_now(&id)?;
        Ok((owner.card(&id)?.stage == Some(Stage::Landed)).then_some(()))
    })
    .await?;
    port.press("[data-do=sent-on]").await?;
    port.press("[data-option=bus]").await?;
    port.press("[data-bus-option='']").await?;
    port.press("[data-action=tell]").await?;
    port.press("[data-do=handed-over]").await?;
    port.see("[data-stage=handed-over]").await?;

    let chinese = Look { language: "zh-CN", ..Look::PHONE };
    let (home_county, _logs) = officer(&far, chinese, "county-contact", &county).await?;
    home_county.see("[data-group]").await?;
    home_county.in_every_look("county").await?;
    home_county.press("[data-group]").await?;
    home_county.press("[data-person]").await?;
    home_county.press("[data-do=received]").await?;
    home_county.see("[data-stage=received]").await?;
    home_county.in_every_look("received").await?;
    until("the app to show the county", async || {
        owner.app.session()?.send_now(&id)?;
        Ok((owner.card(&id)?.stage == Some(Stage::Received)).then_some(()))
    })
    .await?;
    assert!(!home_county.text().await?.contains("desk-"), "every word has its text");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_hotline_answers_from_cards_and_the_platform_officer_keeps_accounts() -> Outcome {
    let far = FarAway::start().await?;
    let (hotline, _logs) = officer(&far, Look { language: "zh-CN", ..Look::DESK }, "hotline", "").await?;
    hotline.press("[data-card=code] summary").await?;
    hotline.in_every_look("cards").await?;
    hotline.press("[data-action=open-case]").await?;
    hotline.fill("#words", "8PKW5-XJF7K").await?;
    hotline.fill("[data-part=year]", "1999").await?;
    hotline.fill("[data-part=month]", "5").await?;
    hotline.fill("[data-part=day]", "1").await?;
    hotline.press("[data-action=find]").await?;
    hotline.see("[data-problem=nobody-found]").await?;
    hotline.in_every_look("find").await?;

    let (keeper, _logs) = officer(&far, Look::DESK, "platform-officer", "").await?;
    keeper.press("[data-option=auditor]").await?;
    keeper.fill("#account-name", "Li Hua").await?;
    keeper.press("[data-action=add-account]").await?;
    keeper.see("[data-link]").await?;
    keeper.in_every_look("accounts").await?;

    let (auditor, _logs) = officer(&far, Look::DESK, "auditor", "").await?;
    auditor.press("[data-action=verify]").await?;
    auditor.see("[role=status].good").await?;
    auditor.in_every_look("log").await?;
    auditor.press("[data-room=devices]").await?;
    auditor.see("[data-device]").await?;
    auditor.in_every_look("devices").await?;
    Ok(())
}
