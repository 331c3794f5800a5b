//! A sealed declaration that does not get through is carried to another computer by a file, and sent from there.

use app::dto::SendState;
use chrono::Local;
use guitu_tests::waiting::until;
use guitu_tests::{
    Outcome,
    owner::{FarAway, Owner},
};
use testkit::{Fault, travellers};

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_here_is_sent_from_another_computer_and_arrives_once() -> Outcome {
    let far = FarAway::start().await?;
    let (here, there) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let today = Local::now().date_naive();
    let owner = Owner::new(here.path(), Some(far.profile()))?;
    far.network.always(Fault::Refuse);
    let id = owner.fill_in(&travellers::trader_from_madrid(today).answers)?;
    let nothing = owner.app.session()?.save_sealed(&id, &here.path().join("x")).err().ok_or("saved what?")?;
    assert_eq!(nothing.code(), "declaration-other-platform", "a draft is sealed to nobody");
    owner.app.session()?.submit(&id)?;
    let file = there.path().join("carried.guitu");
    owner.app.session()?.save_sealed(&id, &file)?;
    let text = std::fs::read_to_string(&file)?;
    assert!(!text.contains("MADRID") && !text.contains("\\u9648"), "nobody on the way can read it");
    assert_eq!(owner.card(&id)?.state, SendState::Waiting, "it stays here, and is tried here");
    owner.app.lock(None).await?;
    drop(owner);

    far.network.always(Fault::Pass);
    let data = there.path().join("data");
    let other = Owner::new(&data, Some(far.profile()))?;
    let session = other.app.session()?;
    let seen = session.look_into(&file)?.sealed.ok_or("it is a sealed file")?;
    assert_eq!((seen.new, seen.waiting), (1, 0), "nothing is sent before somebody says so");
    session.send_sealed(&file)?;
    until("the platform has it", async || {
        let seen = session.look_into(&file)?.sealed.ok_or("it is a sealed file")?;
        Ok((seen.received == 1 && seen.waiting == 0).then_some(()))
    })
    .await?;
    assert_eq!(far.stored()?, 1, "once");
    let again = session.send_sealed(&file)?;
    assert_eq!((again.received, again.new, again.waiting), (1, 0, 0), "a second time changes nothing");
    let spool = outbox::Spool::open(&data, chrono::Utc::now())?;
    assert_eq!(spool.ended()?, [], "nothing of somebody else's is left on that computer's disk");
    assert_eq!(session.home()?.cards.len(), 0, "and nothing of it is that owner's");
    drop(spool);

    let owner = Owner::back(here.path(), Some(far.profile()))?;
    owner.until_received(&id).await?;
    assert_eq!(far.stored()?, 1, "sent again from where it was sealed, it is the same one");
    owner.until_code(&id, 1).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_to_be_sent_and_is_lost_on_the_way_out_is_sent_when_the_file_is_chosen_again() -> Outcome {
    let far = FarAway::start().await?;
    let (here, there) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let owner = Owner::new(here.path(), Some(far.profile()))?;
    far.network.always(Fault::Refuse);
    let id = owner.fill_in(&travellers::trader_from_madrid(Local::now().date_naive()).answers)?;
    owner.app.session()?.submit(&id)?;
    let (file, data) = (there.path().join("carried.guitu"), there.path().join("data"));
    owner.app.session()?.save_sealed(&id, &file)?;
    owner.app.lock(None).await?;
    drop(owner);

    let other = Owner::new(&data, Some(far.profile()))?;
    assert_eq!(other.app.session()?.send_sealed(&file)?.waiting, 1, "it waits for the network");
    let mut strangers: serde_json::Value = serde_json::from_slice(&std::fs::read(&file)?)?;
    strangers["envelopes"][0]["revision"] = 2.into();
    strangers["envelopes"][0]["envelope"] = "no envelope at all".into();
    let stranger = there.path().join("stranger.guitu");
    std::fs::write(&stranger, serde_json::to_vec(&strangers)?)?;
    let seen = other.app.session()?.send_sealed(&stranger)?;
    assert_eq!((seen.new, seen.waiting), (1, 0), "it does not take the place of what waits");
    assert_eq!(
        other.app.session()?.look_into(&file)?.sealed.map(|seen| seen.waiting),
        Some(1),
        "which still does"
    );
    other.app.lock(None).await?;
    drop(other);
    for name in ["spool.db", "spool.db-wal", "spool.db-shm"] {
        let _ = std::fs::remove_file(data.join(name)); // not each is there
    }
    far.network.always(Fault::Pass);
    let other = Owner::back(&data, Some(far.profile()))?;
    let session = other.app.session()?;
    session.send_sealed(&file)?;
    until("the platform has it", async || {
        Ok(session.look_into(&file)?.sealed.is_some_and(|seen| seen.received == 1).then_some(()))
    })
    .await?;
    assert_eq!(far.stored()?, 1, "whoever carried the stick does not go home content with nothing sent");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_for_one_platform_and_takes_nobodys_place() -> Outcome {
    let (far, elsewhere) = (FarAway::start().await?, FarAway::start().await?);
    let (here, there) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let owner = Owner::new(here.path(), Some(far.profile()))?;
    far.network.always(Fault::Refuse);
    let id = owner.fill_in(&travellers::student_from_prato(Local::now().date_naive()).answers)?;
    owner.app.session()?.submit(&id)?;
    let file = there.path().join("carried.guitu");
    owner.app.session()?.save_sealed(&id, &file)?;
    let own = owner.app.session()?.send_sealed(&file)?;
    assert_eq!((own.ours, own.waiting), (1, 0), "one's own file changes nothing");

    let other = Owner::new(&there.path().join("data"), Some(elsewhere.profile()))?;
    let refused = other.app.session()?.send_sealed(&file).err().ok_or("sent to whom?")?;
    assert_eq!(refused.code(), "sealed-elsewhere", "it goes to the platform that it was sealed to");
    std::fs::write(&file, "{}")?;
    let refused = other.app.session()?.send_sealed(&file).err().ok_or("sent what?")?;
    assert_eq!(refused.code(), "sealed-broken", "and nothing else is sent");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waited_in_a_list_that_broke_is_received_all_the_same_and_its_owner_is_told_once() -> Outcome {
    let far = FarAway::start().await?;
    let here = tempfile::tempdir()?;
    let owner = Owner::new(here.path(), Some(far.profile()))?;
    far.network.always(Fault::Refuse);
    let id = owner.fill_in(&travellers::trader_from_madrid(Local::now().date_naive()).answers)?;
    owner.app.session()?.submit(&id)?;
    owner.app.lock(None).await?;
    drop(owner);
    for name in ["spool.db", "spool.db-wal"] {
        std::fs::write(here.path().join(name), [0x5a; 12_288])?;
    }
    let _ = std::fs::remove_file(here.path().join("spool.db-shm"));

    let owner = Owner::back(here.path(), Some(far.profile()))?;
    let told = owner.app.session()?.home()?.queues_made_anew;
    assert_eq!(told.len(), 1, "what was set aside is named: {told:?}");
    assert!(here.path().join(&told[0]).exists(), "and kept");
    assert_eq!(owner.card(&id)?.state, SendState::Waiting, "it waits as before");
    far.network.always(Fault::Pass);
    owner.app.session()?.send_now(&id)?;
    owner.until_received(&id).await?;
    assert_eq!(far.stored()?, 1, "once");
    owner.app.lock(None).await?;
    owner.unlock()?;
    assert_eq!(owner.app.session()?.home()?.queues_made_anew, [""; 0], "it is told once");
    Ok(())
}
