//! A declaration on its way over bad networks: whatever comes back, what was sealed stays in the outbox until the
//! platform's own receipt for just those bytes has come, and the owner is told what is the matter.

use app::dto::{CodeState, Colour, NextStep, SendState};
use chrono::Local;
use guitu_tests::{
    Outcome,
    owner::{FarAway, Owner},
    waiting::until,
};
use outbox::HttpPlatform;
use platform_api::{DeclarationSecret, Envelope, Kind, PlatformApi as _, PlatformProfile, Submission};
use testkit::{Fault, travellers};

/// An HTTP answer with everything but sense.
fn answer(status: &str, body: &[u8]) -> Fault {
    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    Fault::Garbage([head.as_bytes(), body].concat())
}

async fn sealed_under(fault: Fault) -> Outcome<(FarAway, tempfile::TempDir, Owner, String)> {
    let far = FarAway::start().await?;
    let data = tempfile::tempdir()?;
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    let id = owner.fill_in(&travellers::trader_from_madrid(Local::now().date_naive()).answers)?;
    far.network.always(fault);
    let card = owner.app.session()?.submit(&id)?;
    assert_eq!(card.state, SendState::Waiting, "sealing needs no network");
    Ok((far, data, owner, id))
}

/// Waits for a problem on the card, then lets the network pass and waits for the receipt.
async fn told_then_received(fault: Fault, code: &str) -> Outcome {
    let (far, _data, owner, id) = sealed_under(fault).await?;
    let card = owner.until_card(&id, |card| card.problem.is_some()).await?;
    assert_eq!(card.problem.map(|it| it.code).as_deref(), Some(code), "the owner is told what came back");
    assert_eq!(card.state, SendState::Waiting, "and the declaration still waits");
    far.network.always(Fault::Pass);
    let card = owner.until_received(&id).await?;
    assert_eq!(card.problem, None, "what is over is no longer said");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declaration_comes_back_as_a_verified_code() -> Outcome {
    let traveller = travellers::trader_from_madrid(Local::now().date_naive());
    let (_far, _data, owner, id) = sealed_under(Fault::Pass).await?;
    owner.until_received(&id).await?;
    let CodeState::Verified { colour, rule, .. } = owner.until_code(&id, 1).await? else {
        return Err("not verified".into());
    };
    assert_eq!(colour, Colour::Orange, "a stay in a country of the severe class");
    assert_eq!(rule, traveller.rule, "the code says which rule it rests on");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_answer_is_asked_for_again_and_gives_one_receipt() -> Outcome {
    let (far, _data, owner, id) = sealed_under(Fault::LoseAnswer).await?;
    far.network.until_connections(1).await;
    owner.until_card(&id, |card| card.problem.is_some()).await?;
    far.network.always(Fault::Pass);
    owner.until_received(&id).await?;
    owner.until_code(&id, 1).await?;
    assert!(far.network.connections() >= 2, "the same bytes went out twice");
    assert_eq!(owner.app.session()?.home()?.cards.len(), 1, "and are one declaration");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn rubbish_is_not_taken_for_a_receipt() -> Outcome {
    told_then_received(answer("200 OK", b"<html>Welcome to the hotel's wifi</html>"), "receipt-wrong").await
}

#[tokio::test(flavor = "multi_thread")]
async fn rubbish_that_is_no_http_is_survived() -> Outcome {
    told_then_received(Fault::Garbage(vec![0xff; 512]), "platform-unreachable").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_platform_is_tried_again_by_itself() -> Outcome {
    told_then_received(answer("500 Internal Server Error", b"Oops"), "platform-garbled").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proxy_that_finds_it_too_large_stops_nothing() -> Outcome {
    let (far, _data, owner, id) = sealed_under(answer("413 Content Too Large", b"")).await?;
    let card = owner.until_card(&id, |card| card.problem.is_some()).await?;
    assert_eq!(card.problem.map(|it| it.code).as_deref(), Some("platform-garbled"), "nobody signed that");
    far.network.always(Fault::Pass);
    owner.until_received(&id).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_platform_that_never_answers_holds_nobody_up() -> Outcome {
    let (far, data, owner, id) = sealed_under(Fault::Silence).await?;
    far.network.until_connections(1).await;
    assert_eq!(owner.card(&id)?.state, SendState::Waiting, "the app answers while the network does not");
    drop(owner);
    far.network.always(Fault::Pass);
    let owner = Owner::back(data.path(), Some(far.profile()))?;
    // The attempt that never ended was counted before it was made, so the next one waits its turn.
    owner.until_received(&id).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_for_other_bytes_closes_nothing() -> Outcome {
    let other = travellers::low_risk_from_singapore(Local::now().date_naive());
    let far = FarAway::start().await?;
    let receipt = receipt_of_another(&far, &other.answers).await?;

    let data = tempfile::tempdir()?;
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    let id = owner.fill_in(&travellers::trader_from_madrid(Local::now().date_naive()).answers)?;
    far.network.always(answer("201 Created", &receipt));
    owner.app.session()?.submit(&id)?;
    let card = owner.until_card(&id, |card| card.problem.is_some()).await?;
    assert_eq!(
        card.problem.map(|it| it.code).as_deref(),
        Some("receipt-wrong"),
        "a true signature over other bytes"
    );
    assert_eq!(card.state, SendState::Waiting, "is no receipt for these");
    far.network.always(Fault::Pass);
    owner.until_received(&id).await?;
    Ok(())
}

/// A true receipt of this platform, for somebody else's declaration.
async fn receipt_of_another(far: &FarAway, answers: &serde_json::Value) -> Outcome<Vec<u8>> {
    let profile = PlatformProfile::parse(&std::fs::read(far.profile())?).map_err(|why| why.to_string())?;
    let secret = DeclarationSecret::generate().map_err(|why| why.to_string())?;
    let submission = Submission {
        declaration: secret.revision_token().id(chrono::Utc::now()),
        revision: 1,
        edition: 1,
        kind: Kind::Declare,
        answers: answers.clone(),
        revision_token: secret.revision_token(),
        follow_digest: (&secret.follow_token()).into(),
        language: "en".into(),
        sealed_at: chrono::Utc::now(),
        organisation: None,
        own_answers: None,
    };
    let envelope = Envelope::seal(&submission, &profile.sealing_key).map_err(|why| why.to_string())?;
    let client = HttpPlatform::new(&profile)?;
    let receipt = client.put_revision(submission.declaration, 1, envelope).await;
    Ok(receipt.map_err(|problem| format!("{problem:?}"))?)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_takes_the_place_of_what_was_sent() -> Outcome {
    let (_far, _data, owner, id) = sealed_under(Fault::Pass).await?;
    owner.until_code(&id, 1).await?;
    owner.app.session()?.correct(&id)?;
    owner.app.session()?.answer(&id, "/health/symptoms", serde_json::json!(["fever"]))?;
    owner.app.session()?.answer(&id, "/health/symptoms_when", serde_json::json!("now"))?;
    let today = Local::now().date_naive();
    owner.app.session()?.answer(&id, "/health/symptoms_since", serde_json::json!(today.to_string()))?;
    owner.app.session()?.answer(&id, "/health/temperature", serde_json::json!(38.2))?;
    let card = owner.app.session()?.submit(&id)?;
    assert_eq!((card.revision, card.state), (2, SendState::Waiting), "a correction is a revision of its own");
    let CodeState::Verified { rule, .. } = owner.until_code(&id, 2).await? else {
        return Err("not verified".into());
    };
    assert!(rule.contains("symptoms"), "the platform judged the corrected answers, by {rule}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outbox_that_does_not_open_is_said_and_tried_again() -> Outcome {
    let (far, data) = (FarAway::start().await?, tempfile::tempdir()?);
    // Something else stands in its place, as after a restored folder.
    let in_its_place = data.path().join(outbox::SPOOL_FILE);
    std::fs::create_dir(&in_its_place)?;
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    let id = owner.fill_in(&travellers::trader_from_madrid(Local::now().date_naive()).answers)?;
    let card = owner.app.session()?.submit(&id)?;
    let said = card.problem.ok_or("it waits, and nobody says why")?;
    assert_eq!(
        (card.state, &*said.code),
        (SendState::Waiting, "outbox-shut"),
        "it is sealed, and cannot leave"
    );
    std::fs::remove_dir(&in_its_place)?;
    owner.app.session()?.send_now(&id)?;
    owner.until_received(&id).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_corrects_without_a_network_still_has_the_code_that_counts() -> Outcome {
    let (far, _data, owner, id) = sealed_under(Fault::Pass).await?;
    owner.until_code(&id, 1).await?;
    far.network.always(Fault::Silence);
    owner.app.session()?.correct(&id)?;
    owner.app.session()?.answer(&id, "/contact/wechat", serde_json::json!("at_the_counter"))?;
    let card = owner.app.session()?.submit(&id)?;
    assert!(card.colour.is_some(), "in the queue at check-in the colour is still there");
    assert_eq!(card.next, NextStep::ShowCode, "and the way to it");
    let screen = owner.app.session()?.code(&id)?;
    let CodeState::Verified { revision, .. } = screen.code else { return Err("no code at check-in".into()) };
    assert_eq!((revision, screen.revision), (1, 2), "of which revision it is, and what is on its way");
    assert!(screen.explanation.is_none(), "the corrected answers explain no earlier colour");
    far.network.always(Fault::Pass);
    owner.app.session()?.send_now(&id)?;
    owner.until_code(&id, 2).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_withdrawal_arrives_and_its_code_is_gone() -> Outcome {
    let (_far, _data, owner, id) = sealed_under(Fault::Pass).await?;
    owner.until_code(&id, 1).await?;
    let card = owner.app.session()?.withdraw(&id)?;
    assert!(card.withdrawn, "the card says so at once");
    owner.until_received(&id).await?;
    until("the code to go", async || {
        Ok(matches!(owner.app.session()?.code(&id)?.code, CodeState::None).then_some(()))
    })
    .await
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_profile_drafts_are_safe_and_the_reason_is_said() -> Outcome {
    let data = tempfile::tempdir()?;
    let owner = Owner::new(data.path(), None)?;
    let id = owner.fill_in(&travellers::student_from_prato(Local::now().date_naive()).answers)?;
    let refused = owner.app.session()?.submit(&id).err().ok_or("sealed to nobody")?;
    assert_eq!(refused.code(), "profile-missing", "the reason has a code of its own");
    assert_eq!(owner.card(&id)?.state, SendState::NotSent, "and the draft is still a draft");
    Ok(())
}
