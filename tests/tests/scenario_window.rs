//! Prepared early: what is complete before its sending window opens is sealed, waits, and goes out by itself, whether or not
//! anybody has opened the vault by then.

use app::dto::SendState;
use chrono::{DateTime, Local, TimeDelta, Utc};
use guitu_tests::{
    Outcome,
    office::Office,
    owner::{FarAway, Owner},
    waiting::until,
};
use rulebook::Files;
use serde_json::Value;
use tempfile::TempDir;
use testkit::travellers;

/// The bundled edition, under which declarations are taken from the day of departure on.
fn late_window() -> Outcome<Files> {
    let mut files = Files::bundled();
    let head = files.0.get("edition.json").ok_or("an edition without a head")?;
    let mut head: Value = serde_json::from_slice(head)?;
    head["number"] = 2.into();
    head["replaces"] = 1.into();
    head["sending"]["opens_days_before_departure"] = 0.into();
    files.0.insert("edition.json".into(), head.to_string().into_bytes());
    Ok(files)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_ready_early_waits_for_its_window_and_is_sent_while_the_vault_is_locked() -> Outcome {
    let (office, data) = (Office::open()?, TempDir::new()?);
    office.publish(&late_window()?)?;
    let far = FarAway::start_with(Some(office.repository())).await?;
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    until("the edition with the window", async || {
        Ok((owner.app.look_for_rulebook()?.edition == 2).then_some(()))
    })
    .await?;
    let id = owner.fill_in(&travellers::student_from_prato(Local::now().date_naive()).answers)?;
    let card = owner.app.session()?.submit(&id)?;
    let opens: DateTime<Utc> = card.opens.ok_or("it is not said when the window opens")?.parse()?;
    assert!(opens > Utc::now(), "the student does not leave today");
    assert_eq!(card.state, SendState::Waiting, "sealed, and not sent");
    let again = owner.app.session()?.send_now(&id)?;
    assert!(again.opens.is_some(), "pressing a button opens no window");
    let screen = owner.app.session()?.code(&id)?;
    assert!(screen.opens.is_some(), "the code's screen says why there is none");
    owner.app.lock(None).await?;
    drop(owner);

    // The day has come, for the platform as well; the app was started, and nobody has opened the vault.
    far.clock().pass((opens - Utc::now()).num_days() + 1);
    let locked =
        Owner::with_clock_off(data.path(), Some(far.profile()), opens - Utc::now() + TimeDelta::minutes(1));
    locked.app.start()?;
    let before = far.network.connections();
    until("the platform to be met", async || Ok((far.network.connections() > before).then_some(()))).await?;
    locked.unlock()?;
    let card = locked.until_received(&id).await?;
    assert_eq!(card.opens, None, "there is nothing to wait for any more");
    Ok(())
}
