//! The same document a second time: whoever did not find how to correct is led there, and nobody is held up.

use app::dto::{SendState, WentAway};
use chrono::Local;
use guitu_tests::{
    Outcome,
    owner::{FarAway, Owner},
};
use testkit::travellers;

const DOCUMENT_PAGE: &str = "document";

#[tokio::test(flavor = "multi_thread")]
async fn a_second_declaration_of_one_document_leads_to_the_first() -> Outcome {
    let far = FarAway::start().await?;
    let data = tempfile::tempdir()?;
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    let student = travellers::student_from_prato(Local::now().date_naive()).answers;
    let first = owner.fill_in(&student)?;
    let session = owner.app.session()?;
    assert_eq!(session.review(&first)?.declared_before, None, "nothing was declared before");
    session.submit(&first)?;
    owner.until_received(&first).await?;

    let second = owner.fill_in(&student)?;
    let said = session.go_to(&second, DOCUMENT_PAGE, None)?.declared_before;
    let before = said.ok_or("where the number is asked for it is said at once")?;
    assert_eq!(before.id, first, "and which one it is");
    assert_eq!(
        before.reference,
        owner.card(&first)?.reference,
        "by the number that is said on the telephone"
    );
    assert!(before.flight.is_some() && before.day.is_some(), "with its journey: {before:?}");
    let review = session.review(&second)?;
    assert_eq!(
        review.declared_before.map(|before| before.id),
        Some(first.clone()),
        "and once more at the end"
    );
    assert!(review.complete, "another journey goes on");
    let code = session.code(&first)?;
    assert_eq!(
        code.journey_page.as_deref(),
        Some("journey"),
        "a journey that changed is corrected where it is asked for"
    );

    let correction = session.correct(&first)?;
    let on_its_page = session.go_to(&correction.id, DOCUMENT_PAGE, None)?;
    assert_eq!(on_its_page.declared_before, None, "a correction of the first is no second one");
    session.submit(&first)?;
    session.withdraw(&first)?;
    owner.until_received(&first).await?;
    assert_eq!(session.review(&second)?.declared_before, None, "what was withdrawn holds nobody up");
    assert_eq!(owner.card(&second)?.state, SendState::NotSent, "the draft was left as it is");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_seat_of_a_flight_that_was_changed_is_emptied_and_that_is_said() -> Outcome {
    let far = FarAway::start().await?;
    let data = tempfile::tempdir()?;
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    let mut student = travellers::student_from_prato(Local::now().date_naive()).answers;
    student["legs"][1]["seat"] = "40C".into();
    let id = owner.fill_in(&student)?;
    let session = owner.app.session()?;
    let seat = || -> Outcome<serde_json::Value> {
        let page = session.go_to(&id, "journey", None)?.page;
        let questions = page.sections.into_iter().flat_map(|section| section.questions);
        let inside = questions.flat_map(|question| question.items).flat_map(|item| item.questions);
        let mut seats = inside.filter(|question| question.pointer == "/legs/1/seat");
        Ok(seats.next().ok_or("the seat is asked for")?.value)
    };
    session.answer(&id, "/legs/1/flight", "LH 731".into())?;
    let left = session.leave(&id, "/legs/1/flight")?;
    assert!(left.cleaned.is_none(), "before it is sent a slip is put right");
    assert_eq!(seat()?, "40C", "and the seat stays");
    session.submit(&id)?;

    session.correct(&id)?;
    session.leave(&id, "/legs/1/flight")?;
    assert_eq!(seat()?, "40C", "a flight that is the same has the same seat");
    session.answer(&id, "/legs/1/flight", "CA 936".into())?;
    let left = session.leave(&id, "/legs/1/flight")?;
    let cleaned = left.cleaned.ok_or("it is said")?;
    assert_eq!((&*cleaned.pointer, cleaned.what), ("/legs/1/seat", WentAway::Seat));
    assert!(seat()?.is_null(), "a seat on a plane that flies without them colours nobody's code");
    session.answer(&id, "/legs/1/seat", "12A".into())?;
    session.leave(&id, "/legs/1/departs_on")?;
    assert_eq!(seat()?, "12A", "the new one stays");
    session.answer(&id, "/legs/1/seat", "40C".into())?;
    for pointer in ["/legs/1/flight", "/legs/1/departs_on"] {
        session.leave(&id, pointer)?;
        assert_eq!(seat()?, "40C", "they got the same one on the new flight");
    }
    session.answer(&id, "/legs/1/flight", "LH 720".into())?;
    session.leave(&id, "/legs/1/flight")?;
    assert_eq!(seat()?, "40C", "and it was theirs to say");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seat_belongs_to_its_flight_wherever_that_stands_and_the_crew_has_none() -> Outcome {
    let far = FarAway::start().await?;
    let data = tempfile::tempdir()?;
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    let mut student = travellers::student_from_prato(Local::now().date_naive()).answers;
    student["legs"][0]["seat"] = "CREW".into();
    student["legs"][1]["seat"] = "40C".into();
    let id = owner.fill_in(&student)?;
    let session = owner.app.session()?;
    session.submit(&id)?;

    session.correct(&id)?;
    session.answer(&id, "/legs/0/flight", "LH 247".into())?;
    let left = session.leave(&id, "/legs/0/flight")?;
    assert!(left.cleaned.is_none(), "whoever works on board works on the other flight too");
    session.answer(&id, "/legs/1/flight", "LH 72".into())?;
    session.answer(&id, "/legs/1/flight", student["legs"][1]["flight"].clone())?;
    assert!(session.leave(&id, "/legs/1/flight")?.cleaned.is_none(), "it was changed back");
    session.remove_item(&id, "/legs", 0)?;
    session.answer(&id, "/legs/0/flight", student["legs"][1]["flight"].clone())?;
    assert!(session.leave(&id, "/legs/0/flight")?.cleaned.is_none(), "the flight it was sent with moved up");
    session.answer(&id, "/legs/0/flight", "CA 936".into())?;
    let cleaned = session.leave(&id, "/legs/0/flight")?.cleaned.ok_or("another flight")?;
    assert_eq!((&*cleaned.pointer, cleaned.what), ("/legs/0/seat", WentAway::Seat));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_family_is_not_done_before_each_of_them_has_a_declaration() -> Outcome {
    let far = FarAway::start().await?;
    let data = tempfile::tempdir()?;
    let owner = Owner::new(data.path(), Some(far.profile()))?;
    let mut father = travellers::student_from_prato(Local::now().date_naive()).answers;
    father["companions"] = serde_json::json!([
        { "name": "陈丽", "relation": "spouse", "born": "1988-03-05", "document_number": "EA1234567", "declares": "separately" },
        { "name": "WU AMEI", "relation": "parent", "born": "1948-10-20", "declares": "separately" },
    ]);
    let id = owner.fill_in(&father)?;
    let session = owner.app.session()?;
    assert_eq!(session.companions_left(&id)?, [], "nothing was declared yet, for nobody");
    session.submit(&id)?;
    let left = session.companions_left(&id)?;
    assert_eq!(left.iter().map(|one| &*one.name).collect::<Vec<_>>(), ["陈丽", "WU AMEI"], "both are named");
    let wife = session.declare_for_companion(&id, left[0].index)?;
    let left = session.companions_left(&id)?;
    assert_eq!(
        left.iter().map(|one| &*one.name).collect::<Vec<_>>(),
        ["WU AMEI"],
        "whose is begun is found by document"
    );
    let grandmother = session.declare_for_companion(&id, left[0].index)?;
    session.answer(&grandmother.id, "/about/surname", "WU".into())?;
    session.answer(&grandmother.id, "/about/given_names", "AMEI".into())?;
    assert_eq!(session.companions_left(&id)?, [], "and the grandmother by her name and birthday");
    assert_eq!(
        wife.id,
        session
            .home()?
            .cards
            .iter()
            .find(|card| card.name.as_deref() == Some("陈丽"))
            .map(|card| card.id.clone())
            .unwrap_or_default(),
        "her name was not typed twice"
    );
    Ok(())
}

/// The owner's own passphrase for a file that goes from one of their computers to the other.
fn passphrase() -> app::Passphrase {
    app::Passphrase::from("correct horse battery".to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_takes_back_what_another_computer_corrected_is_not_left_with_it_on_the_platform() -> Outcome {
    let far = FarAway::start().await?;
    let (here, there) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let owner = Owner::new(here.path(), Some(far.profile()))?;
    let id = owner.fill_in(&travellers::student_from_prato(Local::now().date_naive()).answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_code(&id, 1).await?;
    let file = here.path().join("all.guitu");
    owner.app.session()?.back_up(None, app::dto::SealWith::Passphrase { text: passphrase() }, &file)?;
    let other = Owner::new(there.path(), Some(far.profile()))?;
    other.app.session()?.take_over(&file, Some(passphrase()))?;
    other.app.session()?.correct(&id)?;
    other.app.session()?.answer(&id, "/contact/wechat", "another_computer".into())?;
    other.app.session()?.submit(&id)?;
    other.until_code(&id, 2).await?;

    // The first computer knows of revision 1 alone; its withdrawal has the number of what is there already.
    owner.app.session()?.withdraw(&id)?;
    let refused =
        |card: &app::dto::Card| card.problem.as_ref().is_some_and(|it| it.code == "revision-conflict");
    let card = owner.until_card(&id, refused).await?;
    assert_eq!(card.state, SendState::Waiting, "the platform has refused it, and says so with its signature");
    let deleted = owner.app.session()?.delete_declaration(&id).err().ok_or("gone here, kept there")?;
    assert_eq!(deleted.code(), "vault-still-waiting", "nobody believes it gone while the platform has it");
    owner.app.session()?.send_now(&id)?;
    let card = owner.until_received(&id).await?;
    assert_eq!((card.revision, card.withdrawn), (3, true), "after what the platform says it holds");
    other.app.session()?.send_now(&id)?;
    other.until_card(&id, |card| card.problem.as_ref().is_some_and(|it| it.code == "sent-elsewhere")).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declaration_that_was_handed_over_and_taken_back_is_stored_once_and_the_second_side_learns_of_it()
-> Outcome {
    let far = FarAway::start().await?;
    let (here, there) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let owner = Owner::new(here.path(), Some(far.profile()))?;
    let id = owner.fill_in(&travellers::student_from_prato(Local::now().date_naive()).answers)?;
    let file = here.path().join("one.guitu");
    let seal = app::dto::SealWith::Passphrase { text: passphrase() };
    owner.app.session()?.hand_over(&id, "Mei", seal, &file)?;
    let refused = owner.app.session()?.submit(&id).err().ok_or("sent by both")?;
    assert_eq!(refused.code(), "vault-handed-over", "complete as it is, it is in somebody else's hands");

    let other = Owner::new(there.path(), Some(far.profile()))?;
    other.app.session()?.take_over(&file, Some(passphrase()))?;
    other.app.session()?.answer(&id, "/contact/wechat", "another_computer".into())?;
    other.app.session()?.submit(&id)?;
    other.until_code(&id, 1).await?;

    owner.app.session()?.take_back(&id)?;
    owner.app.session()?.submit(&id)?;
    let card = owner.until_card(&id, |card| card.problem.is_some()).await?;
    assert_eq!(card.rival.as_deref(), Some("Mei"), "and who has sent it");
    let left = owner.app.session()?.leave_to_them(&id)?.cards.swap_remove(0);
    assert_eq!(left.handed_over.map(|to| to.receiver).as_deref(), Some("Mei"), "it can be left to them");
    owner.app.session()?.take_back(&id)?;
    let code = card.problem.map(|problem| problem.code);
    assert_eq!(code.as_deref(), Some("revision-conflict"), "whoever came second is told");
    assert_eq!(far.stored()?, 1, "and one revision is stored");
    Ok(())
}
