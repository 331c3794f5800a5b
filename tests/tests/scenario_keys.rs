//! The platform changes its keys: whoever has the app open hears of it, whoever opens it later as well, and nobody is asked for a new
//! profile or loses a code.

#![allow(clippy::unwrap_used, reason = "a test")]

use app::dto::{CodeState, Sending};
use chrono::{Local, TimeDelta};
use guitu_tests::{
    Outcome,
    owner::{FarAway, Owner},
    waiting::until,
};
use platform::keys::Change;
use testkit::travellers;

const AT_ONCE: Change = Change::Rotate { after: TimeDelta::zero(), overlap: TimeDelta::zero() };

/// The text of the code that the app shows, if it verifies it.
fn shown(owner: &Owner, id: &str) -> Outcome<Option<String>> {
    Ok(match owner.app.session()?.code(id)?.code {
        CodeState::Verified { payload, .. } => Some(payload),
        _ => None,
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stolen_key_is_revoked_and_an_open_app_shows_the_new_code_without_being_asked() -> Outcome {
    let (far, data) = (FarAway::start_with(None).await?, tempfile::tempdir()?);
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    let id = owner.fill_in(&travellers::student_from_prato(Local::now().date_naive()).answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_code(&id, 1).await?;
    let before = shown(&owner, &id)?.ok_or("no code")?;
    let first = platform_api::PlatformProfile::parse(&std::fs::read(far.profile())?)?;

    far.change_keys(&AT_ONCE).await?;
    far.change_keys(&Change::Revoke { id: first.code_keys[0].id.clone() }).await?;
    let after = until("a code of the new key", async || {
        owner.app.session()?.send_now(&id)?;
        Ok(shown(&owner, &id)?.filter(|after| *after != before))
    })
    .await?;
    let sending = owner.app.session()?.home()?.sending;
    assert!(matches!(sending, Sending::To { .. }), "the officers' ring is nothing to ask the owner about");

    owner.app.lock(None).await?;
    drop(owner);
    let owner = Owner::back(data.path(), Some(far.profile()))?;
    assert_eq!(shown(&owner, &id)?, Some(after), "the next start believes what the last one learned");
    let again = owner.fill_in(&travellers::low_risk_from_singapore(Local::now().date_naive()).answers)?;
    owner.app.session()?.submit(&again)?;
    owner.until_code(&again, 1).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_that_was_shut_for_the_change_opens_with_its_old_code_and_sends_to_the_new_key() -> Outcome {
    let (far, data) = (FarAway::start_with(None).await?, tempfile::tempdir()?);
    let today = Local::now().date_naive();
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    let id = owner.fill_in(&travellers::student_from_prato(today).answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_code(&id, 1).await?;
    let before = shown(&owner, &id)?;
    owner.app.lock(None).await?;
    drop(owner);

    far.change_keys(&AT_ONCE).await?;
    let owner = Owner::back(data.path(), Some(far.profile()))?;
    assert_eq!(shown(&owner, &id)?, before, "a retired key's code stays true until it ends");
    let again = owner.fill_in(&travellers::low_risk_from_singapore(today).answers)?;
    owner.app.session()?.submit(&again)?;
    owner.until_code(&again, 1).await?;
    assert!(shown(&owner, &again)?.is_some(), "what is signed with the new key is believed");
    Ok(())
}
