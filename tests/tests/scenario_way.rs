//! The way home: the traveller says that they have boarded, an officer records the landing, the county meets them, and the app
//! shows each within one poll. A review is asked for and answered on the same screen.

use app::dto::{CodeScreen, PageStatus, Stage, WayWord, Word};
use guitu_tests::{
    Outcome,
    owner::{FarAway, Owner},
    passing::Passing,
    waiting::until,
};
use platform::officer_records;
use platform::way::{Place, What};
use rulebook::zhejiang_date;
use testkit::travellers;

/// The student from Prato, who has declared, on the day of her flight.
async fn at_the_gate() -> Outcome<(Passing, FarAway, Owner, String, tempfile::TempDir)> {
    let (clock, home) = (Passing::default(), tempfile::tempdir()?);
    let far = FarAway::start_at(clock.clone()).await?;
    let owner = Owner::at(home.path(), far.profile(), clock.clone())?;
    let id = owner.fill_in(&travellers::student_from_prato(zhejiang_date(clock.now())).answers)?;
    let read_back = owner.app.session()?.review(&id)?.read_back;
    for reached_by in ["/contact/mobile_abroad", "/destination/county", "/destination/address"] {
        assert!(read_back.iter().any(|line| line.pointer == reached_by), "the county lives by {reached_by}");
    }
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;
    owner.until_code(&id, 1).await?;
    Ok((clock, far, owner, id, home))
}

/// The code screen once it is as wanted. The owner looks at it, which asks.
async fn shown(owner: &Owner, id: &str, wanted: impl Fn(&CodeScreen) -> bool) -> Outcome<CodeScreen> {
    until("the way", async || {
        owner.app.session()?.send_now(id)?;
        Ok(Some(owner.app.session()?.code(id)?).filter(&wanted))
    })
    .await
}

/// By whom a stage was said.
fn by(screen: &CodeScreen, stage: Stage) -> Option<String> {
    let way = screen.way.as_ref()?;
    way.stages.iter().find(|one| one.stage == stage)?.by.clone()
}

fn happened(what: What, place: Place) -> officer_records::Word {
    officer_records::Word::Happened { what, place, on: None }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_app_shows_each_stage_of_the_way_and_who_has_said_so() -> Outcome {
    let (clock, far, owner, id, _home) = at_the_gate().await?;
    let before = owner.app.session()?.code(&id)?;
    assert_eq!(
        before.way.as_ref().map(|way| way.offers.len()),
        Some(0),
        "nobody boards days before the flight"
    );

    let slip = before.slip.ok_or("a slip")?;
    let names = [slip.port, slip.county].map(|desk| desk.and_then(|desk| desk.name).unwrap_or_default());
    assert_eq!(names[0], "上海浦东 · Shanghai Pudong", "for a driver who reads Chinese, and for her");
    assert!(names[1].contains(" · "), "the county too: {}", names[1]);
    assert_eq!(slip.phone_in_china.as_deref(), Some("+86 138 5771 0042"), "as it is read aloud");

    clock.pass(4);
    owner.app.session()?.say(&id, Word::Way { word: WayWord::MissedFlight })?;
    let back = owner.app.session()?.say(&id, Word::Way { word: WayWord::TakesBack })?;
    let offers = back.way.map(|way| way.offers).unwrap_or_default();
    assert!(
        offers.contains(&WayWord::Boarded),
        "a slip of the finger, taken back before it was sent: {offers:?}"
    );
    let all_sent = |code: &CodeScreen| code.way.as_ref().is_some_and(|way| way.pending.is_empty());
    shown(&owner, &id, all_sent).await?;
    let word = Word::Way { word: WayWord::Boarded };
    let said = owner.app.session()?.say(&id, word)?;
    assert_eq!(said.way.map(|way| way.pending.len()), Some(1), "said, and not yet with the platform");
    let boarded = shown(&owner, &id, |code| code.stage == Some(Stage::Boarded)).await?;
    assert_eq!(by(&boarded, Stage::Boarded).as_deref(), Some("traveller"), "by her own word");
    assert!(boarded.way.is_some_and(|way| way.pending.is_empty()), "which has arrived");

    owner.app.session()?.say(&id, Word::Way { word: WayWord::TakesBack })?;
    shown(&owner, &id, |code| code.stage == Some(Stage::Declared)).await?;
    owner.app.session()?.say(&id, Word::Way { word: WayWord::MissedFlight })?;
    let waits = |code: &CodeScreen| {
        code.way.as_ref().is_some_and(|way| way.step.as_deref() == Some("another-flight"))
    };
    let missed = shown(&owner, &id, waits).await?;
    let offers = missed.way.map(|way| way.offers).unwrap_or_default();
    assert_eq!(offers, [WayWord::TakesBack], "of a journey that she missed nothing else is said");
    let card = owner.card(&id)?;
    assert_eq!((card.missed, card.after_landing), (true, false), "her card leads to the journey alone");
    assert_eq!(card.journey_page.as_deref(), Some("journey"), "which is asked there");
    let session = owner.app.session()?;
    let opened = session.correct(&id)?;
    assert_eq!(opened.missed.as_deref(), Some("/legs/1"), "the leg to change is named");
    let page = opened.pages.iter().find(|page| page.id == "journey").ok_or("a page")?;
    assert_eq!(page.status, PageStatus::Started, "whose page is not done");
    assert!(owner.card(&id)?.missed, "opened and left again it still is the journey that she missed");
    let changed = session.answer(&id, "/legs/1/flight", "MU788".into())?;
    assert_eq!((changed.missed, owner.card(&id)?.missed), (None, false), "and with another flight it is not");
    session.delete_declaration(&id)?;
    owner.app.session()?.say(&id, Word::Way { word: WayWord::TakesBack })?;
    shown(&owner, &id, |code| !waits(code)).await?;
    owner.app.session()?.say(&id, Word::Way { word: WayWord::Boarded })?;
    shown(&owner, &id, |code| code.stage == Some(Stage::Boarded)).await?;

    far.record(&id, &happened(What::Landed, Place::port("PVG"))).await?;
    let landed = shown(&owner, &id, |code| code.stage == Some(Stage::Landed)).await?;
    assert_eq!(by(&landed, Stage::Landed).as_deref(), Some("port-officer"), "seen by an officer");
    let way = landed.way.ok_or("a way")?;
    assert_eq!(way.step.as_deref(), Some("sending-on"), "what comes next is said");
    assert_eq!(way.desk.map(|desk| desk.kind).as_deref(), Some("port"), "and who is responsible");

    far.record(&id, &happened(What::HandedOver, Place::port("PVG"))).await?;
    let over = shown(&owner, &id, |code| code.stage == Some(Stage::HandedOver)).await?;
    let desk = over.way.and_then(|way| way.desk).ok_or("a desk")?;
    assert_eq!((desk.kind.as_str(), desk.name.is_some()), ("county", true), "her county, by its name");
    far.record(&id, &happened(What::Received, Place::default())).await?;
    let home = shown(&owner, &id, |code| code.stage == Some(Stage::Received)).await?;
    assert!(
        home.way.is_some_and(|way| way.stages.iter().all(|stage| stage.reached)),
        "the whole way, behind her"
    );
    assert!(!home.after_landing, "nobody asks somebody at home how they get there");
    assert!(!owner.card(&id)?.after_landing, "nor on her card");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_review_is_asked_for_and_answered_on_the_same_screen() -> Outcome {
    let (_clock, far, owner, id, _home) = at_the_gate().await?;
    assert!(owner.app.session()?.code(&id)?.may_ask_review, "from the code screen");
    let nonsense = Word::Review { reason: "because".into(), text: String::new() };
    assert!(owner.app.session()?.say(&id, nonsense).is_err(), "for a reason of the list");
    let word = Word::Review { reason: "test".into(), text: "My test of Monday is not counted.".into() };
    owner.app.session()?.say(&id, word)?;
    let open = shown(&owner, &id, |code| code.review.is_some()).await?;
    let review = open.review.ok_or("a review")?;
    assert_eq!((review.reason.as_str(), review.answered_at), ("test", None), "it is open");
    assert!(!open.may_ask_review, "and asked for once");

    far.decide_review(&id, true, "test-counted").await?;
    let answered =
        shown(&owner, &id, |code| code.review.as_ref().is_some_and(|review| review.granted)).await?;
    let review = answered.review.ok_or("a review")?;
    assert_eq!(review.answer.as_deref(), Some("test-counted"), "with its reason");
    assert!(answered.may_ask_review, "another may be asked for");
    Ok(())
}
