//! The main job under an edition that calls every field by another name: nothing that the software finds, it finds by a
//! name that is built in.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use app::dto::{CodeState, Filling};
use chrono::Local;
use declaration::Form;
use guitu_tests::{
    Outcome,
    office::Office,
    owner::{FarAway, Owner},
    plan::{self, PlannedPage},
};
use rulebook::{Edition, Files};
use serde_json::{Value, json};
use tempfile::TempDir;
use testkit::{renamed, travellers};

const ZONE: &str =
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10";

fn files() -> Files {
    Files(renamed::renamed(&Files::bundled().0))
}

fn answers() -> Value {
    let father = travellers::father_by_frankfurt(Local::now().date_naive()).with("/legs/1/seat", "31A");
    renamed::answers(&father.answers)
}

fn pages(answers: &Value) -> Outcome<Vec<PlannedPage>> {
    let edition = Edition::load(&files()).map_err(|refusal| format!("{refusal:?}"))?;
    plan::plan_of(&Form::new(edition.into()), answers)
}

/// What the open page says to a question.
fn answer(view: &Filling, pointer: &str) -> Value {
    let all = view.page.sections.iter().flat_map(|section| &section.questions);
    let items = all.clone().flat_map(|question| &question.items).flat_map(|item| &item.questions);
    let found = all.chain(items).find(|question| question.pointer == renamed::pointer(pointer));
    found.map(|question| question.value.clone()).unwrap_or_default()
}

/// An owner who has the renamed edition from a platform that judges by it.
async fn with_the_renamed_edition(home: &TempDir, office: &Office) -> Outcome<(FarAway, Owner)> {
    let platform = FarAway::start_with(Some(office.repository())).await?;
    let owner = Owner::new(home.path(), Some(platform.profile()))?;
    office.publish(&files())?;
    let rulebook = owner.app.look_for_rulebook()?;
    assert_eq!((rulebook.edition, rulebook.problem), (2, None), "the renamed edition is in use");
    Ok((platform, owner))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_father_declares_and_is_coloured_by_it() -> Outcome {
    let (office, home) = (Office::open()?, TempDir::new()?);
    let (_platform, owner) = with_the_renamed_edition(&home, &office).await?;
    let session = owner.app.session()?;
    let id = owner.fill_in_pages(pages(&answers())?)?;

    let [card] = &session.home()?.cards[..] else { panic!("one declaration is one card") };
    assert_eq!(card.name.as_deref(), Some("林海"), "the card knows the name");
    assert_eq!(card.route.as_deref(), Some("PRG → PVG"), "and the way");
    assert!(card.departs_on.is_some(), "and the day");
    let review = session.review(&id)?;
    assert!(review.complete, "nothing blocks: {:?}", review.findings);
    assert!(
        review.read_back.iter().any(|answer| answer.pointer == renamed::pointer("/document/number")),
        "what matters is read back"
    );
    let copy = session.copy(&id)?;
    assert_eq!(
        copy.answers.iter().filter(|answer| answer.text == "q-consent-hturt").count(),
        1,
        "a copy has all"
    );

    session.submit(&id)?;
    owner.until_received(&id).await?;
    let CodeState::Verified { edition, name, document_tail, flight, rule, .. } =
        owner.until_code(&id, 1).await?
    else {
        return Err("the code did not verify".into());
    };
    assert_eq!((edition, rule.as_str()), (2, "green-no-risk"), "the platform judges by it as well");
    assert_eq!((name.as_str(), document_tail.as_str()), ("LIN HAI", "1946"), "as the passport prints it");
    assert_eq!(flight.as_deref(), Some("LH732"), "the flight that enters");
    assert!(session.code(&id)?.explanation.is_some(), "the app can say why");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_zone_is_read_into_its_fields_and_places_are_found() -> Outcome {
    let (office, home) = (Office::open()?, TempDir::new()?);
    let (_platform, owner) = with_the_renamed_edition(&home, &office).await?;
    let session = owner.app.session()?;
    let id = session.new_declaration()?.id;

    assert!(
        session.go_to(&id, "document", None)?.page.sections.iter().any(|section| section.reads_mrz),
        "the page of the document offers to read a zone"
    );
    let zone = session.read_mrz(&id, ZONE)?;
    let pointers: Vec<String> = zone.fields.iter().map(|field| field.pointer.clone()).collect();
    for known in ["/about/surname", "/about/born", "/document/number"] {
        assert!(pointers.contains(&renamed::pointer(known)), "{known} of the zone is offered: {pointers:?}");
    }
    session.take_mrz(&id, ZONE, &pointers)?;
    assert_eq!(
        answer(&session.go_to(&id, "about", None)?, "/about/surname"),
        json!("ERIKSSON"),
        "and taken into the form's own field"
    );

    let found = session.options(&id, &renamed::pointer("/legs/0/from"), "法兰克福")?;
    assert_eq!(found.first().map(|row| row.value.clone()), Some(json!("FRA")), "places are found by name");

    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_companion_declares_with_the_journey_and_without_the_seat() -> Outcome {
    let (office, home) = (Office::open()?, TempDir::new()?);
    let (_platform, owner) = with_the_renamed_edition(&home, &office).await?;
    let session = owner.app.session()?;
    let id = owner.fill_in_pages(pages(&answers())?)?;
    assert!(
        session
            .go_to(&id, "companions", None)?
            .page
            .sections
            .iter()
            .any(|section| { section.questions.iter().any(|question| question.companions) }),
        "companions are offered a declaration of their own"
    );
    let theirs = session.declare_for_companion(&id, 0)?.id;
    let journey = session.go_to(&theirs, "journey", None)?;
    assert_eq!(answer(&journey, "/legs/1/flight"), json!("LH732"), "the same flight");
    assert_eq!(answer(&journey, "/legs/1/seat"), Value::Null, "on a seat of their own");
    assert_eq!(
        answer(&session.go_to(&theirs, "document", None)?, "/document/number"),
        json!("EB7301947"),
        "with their own document"
    );
    Ok(())
}
