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
use testkit::{Fault, travellers};

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

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_behind_a_locked_door_arrives_over_a_change_of_keys() -> Outcome {
    let (far, data) = (FarAway::start_with(None).await?, tempfile::tempdir()?);
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    far.network.always(Fault::Silence);
    let id = owner.fill_in(&travellers::student_from_prato(Local::now().date_naive()).answers)?;
    owner.app.session()?.submit(&id)?;
    owner.app.lock(None).await?;
    drop(owner);

    far.change_keys(&AT_ONCE).await?;
    far.network.always(Fault::Pass);
    let locked = Owner::before_the_door(data.path(), Some(far.profile()));
    locked.app.start()?;
    let spool = outbox::Spool::open(data.path(), chrono::Utc::now())?;
    until("received behind the locked door", async || {
        let row = spool.get(id.parse()?, 1)?.ok_or("it is in the spool")?.row;
        Ok((row.state == outbox::State::Received).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_computer_whose_editions_come_by_package_hears_of_new_keys_all_the_same() -> Outcome {
    let (far, data) = (FarAway::start_with(None).await?, tempfile::tempdir()?);
    let mut profile: serde_json::Value = serde_json::from_slice(&std::fs::read(far.profile())?)?;
    profile["editions_by_package"] = true.into();
    let path = data.path().join("package.json");
    std::fs::write(&path, profile.to_string())?;
    let owner = Owner::new(data.path(), Some(&path))?;
    far.change_keys(&AT_ONCE).await?;
    let id = owner.fill_in(&travellers::student_from_prato(Local::now().date_naive()).answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_code(&id, 1).await?;
    Ok(())
}
