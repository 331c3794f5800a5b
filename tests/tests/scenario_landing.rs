//! After the landing: an officer records what they saw, days pass, and the app shows another code without anybody declaring
//! again.

use app::Passphrase;
use app::dto::{CodeState, Colour, SealWith, Stage};
use chrono::{NaiveDate, TimeDelta};
use declaration::OfficerFact;
use guitu_tests::{
    Outcome,
    owner::{FarAway, Owner},
    passing::Passing,
    waiting::until,
};
use platform::officer_records::Word;
use rulebook::{zhejiang_date, zhejiang_midnight};
use serde_json::json;
use testkit::travellers;

#[tokio::test(flavor = "multi_thread")]
async fn a_traveller_from_a_severe_place_becomes_green_two_weeks_after_an_officer_saw_the_landing() -> Outcome
{
    let (clock, home) = (Passing::default(), tempfile::tempdir()?);
    let far = FarAway::start_at(clock.clone()).await?;
    let owner = Owner::at(home.path(), far.profile(), clock.clone())?;
    let declared_on = zhejiang_date(clock.now());
    let id = owner.fill_in(&travellers::trader_from_madrid(declared_on).answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;
    let CodeState::Verified { colour, rule, issued_at: first, .. } = owner.until_code(&id, 1).await? else {
        return Err("not verified".into());
    };
    assert_eq!((colour, rule.as_str()), (Colour::Orange, "orange-severe-stay"), "from a severe place");

    clock.pass(4);
    let landed = OfficerFact::Landed { on: zhejiang_date(clock.now()) };
    far.record(&id, &Word::Seen(landed)).await?;
    let at_landing = shown(&owner, &id, |code| code.2 != first).await?;
    assert_eq!(at_landing.1, "orange-severe-stay", "looked at on landing, the colour stands");

    clock.pass(15);
    let green = shown(&owner, &id, |code| code.0 == Colour::Green).await?;
    assert_eq!(green.1, "green-window-passed", "two weeks later it is green");
    assert_eq!(owner.app.session()?.code(&id)?.revision, 1, "and nobody declared again");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_could_wait_is_asked_on_the_day_of_the_landing_and_goes_with_a_revision() -> Outcome {
    let (clock, home) = (Passing::default(), tempfile::tempdir()?);
    let far = FarAway::start_at(clock.clone()).await?;
    let owner = Owner::at(home.path(), far.profile(), clock.clone())?;
    let id = owner.fill_in(&travellers::student_from_prato(zhejiang_date(clock.now())).answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;
    owner.until_code(&id, 1).await?;
    assert!(!owner.card(&id)?.after_landing, "nobody asks for a train before the flight");
    assert!(owner.app.session()?.after_landing(&id).is_err(), "and nobody can answer it");

    clock.pass(5); // Hangzhou may be a day ahead of this computer
    owner.until_card(&id, |card| card.after_landing).await?;
    assert!(owner.app.session()?.code(&id)?.landed, "the code no longer speaks of boarding");
    let view = owner.app.session()?.after_landing(&id)?;
    assert_eq!((view.revision, view.page.id.as_str()), (2, "landed"), "one page, in a revision");
    let asked = view.page.sections.iter().flat_map(|section| &section.questions);
    let asked: Vec<&str> = asked.map(|question| question.pointer.as_str()).collect();
    assert_eq!(asked, ["/onward/number", "/onward/date", "/onward/luggage"], "the train and the luggage");
    owner.app.session()?.answer(&id, "/onward/number", json!("g7349"))?;
    owner.app.session()?.answer(&id, "/onward/luggage", json!(false))?;
    assert!(owner.app.session()?.submit(&id).is_err(), "a code that is assigned anew asks anew about health");
    answer_health(&owner, &id)?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;
    owner.until_code(&id, 2).await?;
    let card = owner.card(&id)?;
    assert_eq!((card.revision, card.after_landing), (2, false), "the platform took it, and asks no more");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn who_lands_after_midnight_is_asked_at_once_though_the_computer_has_the_day_before() -> Outcome {
    let (clock, home) = (Passing::default(), tempfile::tempdir()?);
    let far = FarAway::start_at(clock.clone()).await?;
    let owner = Owner::at(home.path(), far.profile(), clock.clone())?;
    let answers = travellers::student_from_prato(zhejiang_date(clock.now())).answers;
    let id = owner.fill_in(&answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;
    let entry = answers["legs"].as_array().and_then(|legs| legs.last()).map(|leg| leg["arrives_on"].clone());
    let day: NaiveDate = entry.as_ref().and_then(|day| day.as_str()).ok_or("a day")?.parse()?;
    clock.pass_to(zhejiang_midnight(day) + TimeDelta::minutes(75)); // her flight has left
    owner.until_card(&id, |card| card.after_landing).await?;
    let view = owner.app.session()?.after_landing(&id)?;
    assert_eq!(view.page.id, "landed", "west of China it is still yesterday");
    let stands = view.pages.iter().any(|page| page.id == "landed");
    assert!(stands && !view.page.sections.is_empty(), "and the page stands in the form as well");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_days_later_asks_again_how_its_traveller_is_and_one_at_once_does_not() -> Outcome {
    let (clock, home) = (Passing::default(), tempfile::tempdir()?);
    let far = FarAway::start_at(clock.clone()).await?;
    let owner = Owner::at(home.path(), far.profile(), clock.clone())?;
    let student = travellers::student_from_prato(zhejiang_date(clock.now()));
    let id = owner.fill_in(&student.answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;

    let at_once = owner.app.session()?.correct(&id)?;
    assert!(!at_once.afresh, "a seat that was mistyped is mended without answering everything again");
    owner.app.session()?.answer(&id, "/legs/0/seat", json!("12C"))?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;

    clock.pass(2);
    let later = owner.app.session()?.correct(&id)?;
    assert!(later.afresh, "days later the code would be assigned anew by what was said then");
    owner.app.session()?.answer(&id, "/legs/0/seat", json!("14D"))?;
    assert!(owner.app.session()?.submit(&id).is_err(), "and so it is not sent before health was asked again");
    for (pointer, answer) in [
        ("/health/symptoms", json!(["none"])),
        ("/health/fever_medicine", json!(false)),
        ("/exposure/case_contact", json!(false)),
        ("/exposure/fever_contact", json!(false)),
        ("/exposure/cluster", json!(false)),
        ("/health/history", json!(["tested"])),
    ] {
        owner.app.session()?.answer(&id, pointer, answer)?;
    }
    assert!(
        !owner.app.session()?.open_declaration(&id)?.afresh,
        "once it was answered nothing is said of it"
    );
    owner.app.session()?.answer(&id, "/consent/truth", json!(true))?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;
    assert_eq!(owner.card(&id)?.revision, 3, "and it goes");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_that_lay_about_asks_again_how_its_traveller_is_before_it_is_sealed() -> Outcome {
    let (clock, home) = (Passing::default(), tempfile::tempdir()?);
    let far = FarAway::start_at(clock.clone()).await?;
    let owner = Owner::at(home.path(), far.profile(), clock.clone())?;
    let student = travellers::student_from_prato(zhejiang_date(clock.now()));
    let id = owner.fill_in(&student.answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;

    assert!(!owner.app.session()?.correct(&id)?.afresh, "begun at once, it asks nothing again");
    owner.app.session()?.answer(&id, "/legs/0/seat", json!("12C"))?;
    clock.pass(2);
    assert!(
        owner.app.session()?.submit(&id).is_err(),
        "sent two days later it would be judged as said today"
    );
    assert!(owner.app.session()?.open_declaration(&id)?.afresh, "and whoever opens it is told why");
    let before = owner.app.session()?.history(&id)?.states[0].seq;
    owner.app.session()?.bring_back(&id, before)?;
    assert!(
        !owner.app.session()?.review(&id)?.complete,
        "what was said two days ago is no answer of today because it was brought back today"
    );
    answer_health(&owner, &id)?;
    assert!(owner.app.session()?.review(&id)?.complete, "answered today");
    clock.pass(2);
    owner.app.session()?.go_to(&id, "contact", None)?; // who walks about the form has answered nothing
    let review = owner.app.session()?.review(&id)?;
    assert!(review.afresh && !review.complete, "the answers of two days ago are as old as those sent before");
    answer_health(&owner, &id)?;
    owner.app.session()?.answer(&id, "/legs/0/seat", json!("14D"))?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;
    assert_eq!(owner.card(&id)?.revision, 2, "within a day of the answers it goes");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_first_declaration_that_lay_about_asks_again_how_its_traveller_is_before_it_is_sealed() -> Outcome {
    let (clock, home) = (Passing::default(), tempfile::tempdir()?);
    let far = FarAway::start_at(clock.clone()).await?;
    let owner = Owner::at(home.path(), far.profile(), clock.clone())?;
    let student = travellers::student_from_prato(zhejiang_date(clock.now()));
    let id = owner.fill_in(&student.answers)?;
    let review = owner.app.session()?.review(&id)?;
    assert!(review.complete && !review.afresh, "filled in today, nothing is asked again");
    clock.pass(2);
    assert!(owner.app.session()?.submit(&id).is_err(), "sealed two days later it would be said as of today");
    assert!(!owner.app.session()?.review(&id)?.complete, "what was well then is asked again");
    owner.app.session()?.answer(&id, "/health/symptoms", json!(["none"]))?;
    clock.pass(1);
    let opened = owner.app.session()?.open_declaration(&id)?;
    assert!(opened.afresh, "and whoever answered the half of it yesterday is told that this is asked again");
    answer_health(&owner, &id)?;
    let states = owner.app.session()?.history(&id)?.states;
    let first_day = states.last().map(|state| state.seq).unwrap_or_default();
    assert!(owner.app.session()?.review(&id)?.complete, "answered today");
    owner.app.session()?.answer(&id, "/health/temperature", json!(36.4))?;
    let just_now = owner.app.session()?.history(&id)?.states[0].seq;
    owner.app.session()?.bring_back(&id, just_now)?;
    assert!(owner.app.session()?.review(&id)?.complete, "what was said a moment ago may be brought back");
    owner.app.session()?.bring_back(&id, first_day)?;
    assert!(!owner.app.session()?.review(&id)?.complete, "and nothing of the first day");
    owner.app.session()?.bring_back(&id, owner.app.session()?.history(&id)?.states[0].seq)?;
    answer_health(&owner, &id)?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_another_copy_said_days_ago_of_health_is_no_answer_of_the_day_it_was_taken_over() -> Outcome {
    let (clock, old, new) = (Passing::default(), tempfile::tempdir()?, tempfile::tempdir()?);
    let far = FarAway::start_at(clock.clone()).await?;
    let (old_one, new_one) = (
        Owner::at(old.path(), far.profile(), clock.clone())?,
        Owner::at(new.path(), far.profile(), clock.clone())?,
    );
    let student = travellers::student_from_prato(zhejiang_date(clock.now()));
    let id = old_one.fill_in(&student.answers)?;
    for field in HEALTH.iter().map(|(field, _)| field).chain(&["/consent/truth", "/health/temperature"]) {
        old_one.app.session()?.answer(&id, field, json!(null))?;
    }
    let secret = || Passphrase::from("correct horse battery".to_owned());
    let carry = |name: &str| -> Outcome<std::path::PathBuf> {
        let file = old.path().join(name);
        old_one.app.session()?.back_up(None, SealWith::Passphrase { text: secret() }, &file)?;
        Ok(file)
    };
    new_one.app.session()?.take_over(&carry("before.guitu")?, Some(secret()))?;
    new_one.app.session()?.answer(&id, "/legs/0/seat", json!("12C"))?;
    clock.pass(1);
    answer_health(&old_one, &id)?;
    let file = carry("after.guitu")?;
    clock.pass(3);
    new_one.app.session()?.take_over(&file, Some(secret()))?;
    assert!(!new_one.app.session()?.review(&id)?.complete, "it was said three days ago, on another computer");
    answer_health(&new_one, &id)?;
    assert!(new_one.app.session()?.review(&id)?.complete, "and today on this one");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_declares_after_landing_has_seen_what_is_asked_then_and_is_not_asked_once_more() -> Outcome {
    let (clock, home) = (Passing::default(), tempfile::tempdir()?);
    let far = FarAway::start_at(clock.clone()).await?;
    let owner = Owner::at(home.path(), far.profile(), clock.clone())?;
    let student = travellers::student_from_prato(zhejiang_date(clock.now()));
    clock.pass(6);
    let id = owner.fill_in(&student.answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;
    assert!(!owner.card(&id)?.after_landing, "the page with these questions was part of the form");
    owner.until_code(&id, 1).await?;
    let way = owner.app.session()?.code(&id)?.way.ok_or("a way")?;
    assert_eq!(way.step.as_deref(), Some("arrived"), "nobody who is here is told what to do on arrival");
    let here = way.stages.iter().find(|stage| stage.current).ok_or("a stage")?;
    assert_eq!((here.stage, here.by.as_deref()), (Stage::Landed, Some("journey")), "by what she declared");
    Ok(())
}

/// What is asked again about health, as somebody says it who is well and was tested.
const HEALTH: [(&str, &str); 6] = [
    ("/health/symptoms", r#"["none"]"#),
    ("/health/fever_medicine", "false"),
    ("/exposure/case_contact", "false"),
    ("/exposure/fever_contact", "false"),
    ("/exposure/cluster", "false"),
    ("/health/history", r#"["tested"]"#),
];

/// Says it of today, and that all of it is true.
fn answer_health(owner: &Owner, id: &str) -> Outcome {
    for (pointer, answer) in HEALTH.iter().chain(&[("/consent/truth", "true")]) {
        owner.app.session()?.answer(id, pointer, serde_json::from_str(answer)?)?;
    }
    Ok(())
}

/// Colour, rule and issue of the code that the app shows, once it is as wanted. The owner looks at the screen, which asks.
async fn shown(
    owner: &Owner,
    id: &str,
    wanted: impl Fn(&(Colour, String, String)) -> bool,
) -> Outcome<(Colour, String, String)> {
    until("another code", async || {
        owner.app.session()?.send_now(id)?;
        let CodeState::Verified { colour, rule, issued_at, .. } = owner.app.session()?.code(id)?.code else {
            return Ok(None);
        };
        Ok(Some((colour, rule, issued_at)).filter(&wanted))
    })
    .await
}
