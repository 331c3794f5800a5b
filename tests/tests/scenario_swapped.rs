//! Somebody puts another platform profile in the place of the one that the owner agreed to. Its genuine root is public, so it
//! may even look like the same platform: nothing may go there before the owner has seen both and said so.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;

use app::dto::{CodeState, SendState, Sending};
use chrono::Local;
use guitu_tests::{
    Outcome,
    owner::{FarAway, Owner},
};
use serde_json::{Value, json};
use testkit::{Fault, FaultyNetwork, travellers};

/// The profile with something changed, as a file of its owner's.
fn changed(profile: &Path, folder: &Path, change: impl FnOnce(&mut Value)) -> Outcome<std::path::PathBuf> {
    let mut document: Value = serde_json::from_slice(&std::fs::read(profile)?)?;
    change(&mut document);
    let path = folder.join("another-profile.json");
    std::fs::write(&path, document.to_string())?;
    Ok(path)
}

/// A network that leads to the platform from another address, and counts who comes.
async fn another_way(far: &FarAway) -> Outcome<FaultyNetwork> {
    let network = FaultyNetwork::before(SocketAddr::from((Ipv4Addr::LOCALHOST, 9))).await?;
    network.lead_to(far.platform());
    Ok(network)
}

/// A traveller from elsewhere declares on the same platform, start to end: time enough for anything that the first owner's app
/// was going to do by itself.
async fn somebody_else_is_served(far: &FarAway) -> Outcome {
    let data = tempfile::tempdir()?;
    let other = Owner::new(data.path(), Some(far.profile()))?;
    let id = other.fill_in(&travellers::low_risk_from_singapore(Local::now().date_naive()).answers)?;
    other.app.session()?.submit(&id)?;
    other.until_code(&id, 1).await?;
    Ok(())
}

fn sending(owner: &Owner) -> Outcome<Sending> {
    Ok(owner.app.session()?.home()?.sending)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_genuine_root_with_another_address_gets_nothing_before_the_owner_has_agreed() -> Outcome {
    let (far, data) = (FarAway::start().await?, tempfile::tempdir()?);
    let today = Local::now().date_naive();
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    let followed = owner.fill_in(&travellers::trader_from_madrid(today).answers)?;
    owner.app.session()?.submit(&followed)?;
    owner.until_code(&followed, 1).await?;
    // A second one still waits when the profile is changed.
    far.network.always(Fault::Silence);
    let waits = owner.fill_in(&travellers::student_from_prato(today).answers)?;
    owner.app.session()?.submit(&waits)?;
    owner.app.lock(None).await?;
    drop(owner);

    let evil = another_way(&far).await?;
    let swapped = changed(far.profile(), data.path(), |profile| {
        profile["url"] = json!(format!("http://{}", evil.address()));
    })?;
    let locked = Owner::before_the_door(data.path(), Some(&swapped));
    locked.app.start()?;
    far.network.always(Fault::Pass);
    somebody_else_is_served(&far).await?;
    assert_eq!(
        evil.connections(),
        0,
        "while the vault is shut, what waits goes to no address that nobody agreed to"
    );
    drop(locked);

    let owner = Owner::back(data.path(), Some(&swapped))?;
    let Sending::Swapped { before, now } = sending(&owner)? else { return Err("not asked".into()) };
    assert_eq!(before.address, format!("http://{}", far.network.address()), "where it was");
    assert_eq!(now.address, format!("http://{}", evil.address()), "where it is said to be now");
    assert_eq!(before.identity, now.identity, "its root is genuine: that alone proves nothing");
    let card = owner.card(&waits)?;
    assert_eq!(card.problem.map(|it| it.code).as_deref(), Some("platform-swapped"), "why it waits is said");
    let refused = owner.app.session()?.withdraw(&followed).err().ok_or("sealed to whom?")?;
    assert_eq!(refused.code(), "platform-swapped", "nor is anything new sealed");
    owner.app.session()?.send_now(&waits)?;
    let screen = owner.app.session()?.code(&followed)?;
    assert!(matches!(screen.code, CodeState::Verified { .. }), "the code that was given is still shown");
    somebody_else_is_served(&far).await?;
    assert_eq!(evil.connections(), 0, "neither a token nor an envelope went out");

    let home = owner.app.session()?.take_platform()?;
    assert!(matches!(home.sending, Sending::To { .. }), "the owner has agreed");
    owner.until_received(&waits).await?;
    assert!(evil.connections() > 0, "now the new address is used");
    let again = owner.app.session()?.take_platform().err().ok_or("agreed to what?")?;
    assert_eq!(again.code(), "platform-not-swapped", "there is nothing left to decide");
    owner.app.lock(None).await?;
    drop(owner);
    let owner = Owner::back(data.path(), Some(&swapped))?;
    assert!(matches!(sending(&owner)?, Sending::To { .. }), "it is asked once");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_that_nobody_agreed_to_is_asked_about_before_a_connection_rests_on_it() -> Outcome {
    let (far, data) = (FarAway::start().await?, tempfile::tempdir()?);
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    let id = owner.fill_in(&travellers::trader_from_madrid(Local::now().date_naive()).answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_code(&id, 1).await?;
    owner.app.lock(None).await?;
    drop(owner);

    let files = tempfile::tempdir()?;
    let made = std::process::Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-subj",
            "/CN=Somebody",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
        ])
        .args(["-nodes", "-keyout", "key.pem", "-out", "authority.pem"])
        .current_dir(files.path())
        .output()?;
    assert!(made.status.success(), "an authority can be made by anybody");
    let authority = std::fs::read_to_string(files.path().join("authority.pem"))?;
    let swapped = changed(far.profile(), data.path(), |profile| profile["authorities"] = json!([authority]))?;
    let before = far.network.connections();
    let owner = Owner::back(data.path(), Some(&swapped))?;
    let Sending::Swapped { before: agreed, now } = sending(&owner)? else { return Err("not asked".into()) };
    assert_eq!(agreed.authorities, "", "the owner agreed to none but the system's");
    assert_ne!(now.authorities, "", "and sees that there is another, by its fingerprint");
    assert_eq!((&agreed.address, &agreed.keys), (&now.address, &now.keys), "though nothing else differs");
    somebody_else_is_served(&far).await?;
    let after = far.network.connections();
    owner.app.session()?.send_now(&id)?;
    assert_eq!(far.network.connections(), after, "no token goes out over a connection that it could open");
    assert!(after > before, "the platform was there all the time");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn another_platform_gets_nothing_of_the_old_ones_and_the_old_codes_stay() -> Outcome {
    let (far, other, data) = (FarAway::start().await?, FarAway::start().await?, tempfile::tempdir()?);
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    let id = owner.fill_in(&travellers::trader_from_madrid(Local::now().date_naive()).answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_code(&id, 1).await?;
    owner.app.lock(None).await?;
    drop(owner);

    let owner = Owner::back(data.path(), Some(other.profile()))?;
    let Sending::Swapped { before, now } = sending(&owner)? else { return Err("not asked".into()) };
    assert_ne!(before.identity, now.identity, "their roots differ, and both fingerprints are shown");
    assert_ne!(before.keys, now.keys, "so do their keys");
    owner.app.session()?.take_platform()?;
    somebody_else_is_served(&other).await?;
    let seen = other.network.connections();
    let screen = owner.app.session()?.code(&id)?;
    assert!(
        matches!(screen.code, CodeState::Verified { .. }),
        "a code of the old platform stays one: its keys are remembered"
    );
    let refused = owner.app.session()?.withdraw(&id).err().ok_or("withdrawn at whom?")?;
    assert_eq!(
        refused.code(),
        "declaration-other-platform",
        "it belongs to the platform it was first sealed to"
    );
    assert_eq!(owner.card(&id)?.state, SendState::Received, "and stays as it was");
    somebody_else_is_served(&far).await?;
    assert!(seen > 0 && far.network.connections() > 0, "both platforms can be reached all along");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_for_a_platform_that_is_gone_can_be_let_go_of_and_comes_back_with_it() -> Outcome {
    let (far, other, data) = (FarAway::start().await?, FarAway::start().await?, tempfile::tempdir()?);
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    far.network.always(Fault::Silence);
    let id = owner.fill_in(&travellers::trader_from_madrid(Local::now().date_naive()).answers)?;
    owner.app.session()?.submit(&id)?;
    let refused = owner.app.session()?.delete_declaration(&id).err().ok_or("deleted on its way?")?;
    assert_eq!(refused.code(), "already-sent", "what is on its way is not let go of");
    owner.app.lock(None).await?;
    drop(owner);

    let owner = Owner::back(data.path(), Some(other.profile()))?;
    owner.app.session()?.take_platform()?;
    let said = owner.card(&id)?.problem.map(|problem| problem.code);
    assert_eq!(said.as_deref(), Some("declaration-former-platform"), "why nothing happens to it");
    owner.app.session()?.delete_declaration(&id)?;
    let deleted = owner.app.session()?.deleted()?;
    assert_eq!(deleted.items.len(), 1, "it can come back for thirty days");
    let spool = outbox::Spool::open(data.path(), chrono::Utc::now())?;
    assert_eq!(spool.get(uuid::Uuid::parse_str(&id)?, 1)?, None, "nothing of it waits in the spool");
    drop(spool);
    owner.app.session()?.undo_delete(&id, None)?;
    assert_eq!(owner.card(&id)?.state, SendState::Waiting, "with what waits");
    owner.app.lock(None).await?;
    drop(owner);

    far.network.always(Fault::Pass);
    let owner = Owner::back(data.path(), Some(far.profile()))?;
    owner.app.session()?.take_platform()?;
    owner.until_received(&id).await?;
    drop(owner);
    let again = Owner::back(data.path(), Some(other.profile()))?;
    again.app.session()?.take_platform()?;
    let refused = again.app.session()?.delete_declaration(&id).err().ok_or("let go of what was received?")?;
    assert_eq!(refused.code(), "already-sent", "a platform has it: only that one can forget it");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn other_keys_under_a_genuine_root_are_asked_about_and_another_name_is_not() -> Outcome {
    let (far, other, data) = (FarAway::start().await?, FarAway::start().await?, tempfile::tempdir()?);
    drop(Owner::new(data.path(), Some(far.profile()))?);
    let keys: Value = serde_json::from_slice(&std::fs::read(other.profile())?)?;
    for member in ["receipt_keys", "code_keys", "sealing_key"] {
        let swapped = changed(far.profile(), data.path(), |profile| profile[member] = keys[member].clone())?;
        let owner = Owner::back(data.path(), Some(&swapped))?;
        assert!(
            matches!(sending(&owner)?, Sending::Swapped { .. }),
            "{member} of somebody else: whoever put them there could forge or read"
        );
        owner.app.lock(None).await?;
    }
    let renamed =
        changed(far.profile(), data.path(), |profile| profile["name"] = json!("Zhejiang, new sign"))?;
    let owner = Owner::back(data.path(), Some(&renamed))?;
    assert!(matches!(sending(&owner)?, Sending::To { .. }), "a name is only what a platform calls itself");
    Ok(())
}
