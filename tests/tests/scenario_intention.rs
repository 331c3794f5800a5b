//! Before there is a ticket, and before boarding: an intention becomes the declaration, and a declaration is confirmed, each as
//! a revision of one id, and nothing is typed twice.

use app::dto::{CodeState, NextStep, SaidKind, Stage};
use guitu_tests::{
    Outcome,
    owner::{FarAway, Owner},
    passing::Passing,
    waiting::until,
};
use rulebook::zhejiang_date;
use serde_json::{Value, json};
use testkit::{people::before_a_ticket, travellers};

/// Sends the first of the people without a ticket, and waits for the platform's word.
async fn intends(owner: &Owner, answers: &Value) -> Outcome<String> {
    let id = owner.app.session()?.start_intention()?.id;
    for (pointer, value) in leaves(answers) {
        owner.app.session()?.answer(&id, &pointer, value)?;
    }
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;
    owner.until_card(&id, |card| card.stage == Some(Stage::Intends)).await?;
    Ok(id)
}

/// Every answer with its pointer, but the versions that consents write themselves.
fn leaves(answers: &Value) -> Vec<(String, Value)> {
    let parts = answers.as_object().into_iter().flatten();
    let all = parts.flat_map(|(part, inner)| {
        let inner = inner.as_object().into_iter().flatten();
        inner.map(move |(name, value)| (format!("/{part}/{name}"), value.clone()))
    });
    all.filter(|(pointer, _)| !pointer.ends_with("_version")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_intention_becomes_the_declaration_without_typing_anything_twice_and_is_confirmed_later() -> Outcome
{
    let (clock, home) = (Passing::default(), tempfile::tempdir()?);
    let far = FarAway::start_at(clock.clone()).await?;
    let owner = Owner::at(home.path(), far.profile(), clock.clone())?;
    let today = zhejiang_date(clock.now());

    let intention = &before_a_ticket(today)[0].answers;
    let id = intends(&owner, intention).await?;
    let card = owner.card(&id)?;
    assert_eq!((card.kind, card.next), (SaidKind::Intention, NextStep::Declare), "a ticket comes next");
    assert!(
        matches!(owner.app.session()?.code(&id)?.code, CodeState::None),
        "there is no code before a declaration"
    );

    let view = owner.app.session()?.declare(&id)?;
    assert_eq!(
        (view.revision, view.kind),
        (2, SaidKind::Declaration),
        "a later revision of the same declaration"
    );
    let kept = owner.app.session()?.go_to(&id, "destination", None)?;
    let county = kept.page.sections.iter().flat_map(|section| &section.questions);
    let county =
        county.filter(|question| question.pointer == "/destination/county").map(|it| it.value.clone());
    assert_eq!(county.collect::<Vec<_>>(), [json!("330324")], "the county is there already");
    owner.fill_in_over(&id, &travellers::low_risk_from_singapore(today).answers)?;
    owner.app.session()?.submit(&id)?;
    let CodeState::Verified { issued_at: first, .. } = owner.until_code(&id, 2).await? else {
        return Err("no code for the declaration".into());
    };
    let card = owner.card(&id)?;
    assert_eq!(card.stage, Some(Stage::Declared), "it is declared now");
    assert!(card.may_confirm, "and can be confirmed");

    clock.pass(1);
    let view = owner.app.session()?.confirm(&id)?;
    assert_eq!((view.revision, view.kind, view.pages.len()), (3, SaidKind::Confirmation, 1), "one screen");
    let early = owner.app.session()?.submit(&id);
    assert!(early.is_err(), "what is to be confirmed is not answered yet: {early:?}");
    let same = travellers::low_risk_from_singapore(today).answers;
    for pointer in [
        "/health/symptoms",
        "/health/fever_medicine",
        "/exposure/case_contact",
        "/exposure/fever_contact",
        "/exposure/cluster",
        "/health/history",
        "/consent/truth",
    ] {
        let value = same.pointer(pointer).cloned().ok_or("an answer that the traveller gave")?;
        owner.app.session()?.answer(&id, pointer, value)?;
    }
    owner.app.session()?.submit(&id)?;
    let CodeState::Verified { issued_at: second, flight, .. } = owner.until_code(&id, 3).await? else {
        return Err("no code for the confirmation".into());
    };
    assert!(second > first, "the code was assigned anew: {first}, then {second}");
    assert!(flight.is_some(), "of the whole declaration: {flight:?}");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_decides_to_stay_says_so_in_a_revision_of_the_intention() -> Outcome {
    let home = tempfile::tempdir()?;
    let far = FarAway::start().await?;
    let owner = Owner::new(home.path(), Some(far.profile()))?;
    let today = zhejiang_date(chrono::Utc::now());
    let id = intends(&owner, &before_a_ticket(today)[0].answers).await?;

    let view = owner.app.session()?.correct(&id)?;
    assert_eq!(
        (view.revision, view.kind),
        (2, SaidKind::Intention),
        "a change of the plan is an intention still"
    );
    owner.app.session()?.answer(&id, "/plan/decision", json!("stay"))?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;
    until("the platform's word of the second revision", async || {
        Ok(owner.card(&id)?.stage.filter(|stage| *stage == Stage::Intends))
    })
    .await?;
    assert!(matches!(owner.app.session()?.code(&id)?.code, CodeState::None), "nobody who stays has a code");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn something_else_has_changed_after_all_and_the_confirmation_becomes_a_correction() -> Outcome {
    let home = tempfile::tempdir()?;
    let far = FarAway::start().await?;
    let owner = Owner::new(home.path(), Some(far.profile()))?;
    let answers = travellers::low_risk_from_singapore(zhejiang_date(chrono::Utc::now())).answers;
    let id = owner.fill_in(&answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;

    let session = owner.app.session()?;
    assert_eq!(session.confirm(&id)?.kind, SaidKind::Confirmation);
    session.answer(&id, "/health/symptoms", json!(["none"]))?;
    let view = session.go_to(&id, "journey", None)?;
    assert_eq!(
        (view.kind, view.page.id.as_str()),
        (SaidKind::Declaration, "journey"),
        "a page of the whole form"
    );
    assert!(view.pages.len() > 5, "the whole form is there");
    let again = session.confirm(&id)?;
    assert_eq!(again.kind, SaidKind::Declaration, "a correction that was begun stays one");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn an_illness_of_yesterday_is_not_over_because_its_traveller_confirms() -> Outcome {
    let home = tempfile::tempdir()?;
    let far = FarAway::start().await?;
    let owner = Owner::new(home.path(), Some(far.profile()))?;
    let today = zhejiang_date(chrono::Utc::now());
    let mut answers = travellers::low_risk_from_singapore(today).answers;
    let yesterday = json!(travellers::day(today, -1));
    let yesterday_again = yesterday.clone();
    answers["health"]["symptoms"] = json!(["dry-cough"]);
    answers["health"]["symptoms_when"] = json!("now");
    answers["health"]["symptoms_since"] = yesterday.clone();
    answers["health"]["history"] = json!(["tested", "infected"]);
    answers["health"]["infected_on"] = json!(travellers::day(today, -9));
    answers["health"]["recovered"] = json!(true);
    answers["tests"] =
        json!([{ "kind": "pcr", "result": "positive", "taken_on": travellers::day(today, -8) }]);
    let id = owner.fill_in(&answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;

    let session = owner.app.session()?;
    let view = session.confirm(&id)?;
    let answered = |pointer: &str| {
        let asked = view.page.sections.iter().flat_map(|section| &section.questions);
        asked.filter(|question| question.pointer == pointer).map(|question| question.value.clone()).next()
    };
    assert_eq!(answered("/health/symptoms"), Some(json!(["dry-cough"])), "the cough is still said");
    assert_eq!(answered("/health/symptoms_since"), Some(yesterday), "with its day");
    assert_eq!(answered("/health/symptoms_when"), Some(Value::Null), "whether it is over is what is asked");
    assert_eq!(answered("/exposure/cluster"), Some(Value::Null), "and so is what was not so");
    let history = Some(json!(["tested", "infected"]));
    assert_eq!(answered("/health/history"), history, "whoever was infected and tested in these days was so");
    assert_eq!(answered("/health/recovered"), Some(Value::Null), "and is asked whether that is over");

    let none = json!(["none"]);
    for (pointer, value) in [
        ("/health/symptoms", none.clone()),
        ("/health/history", none.clone()),
        ("/health/fever_medicine", json!(false)),
        ("/exposure/case_contact", json!(false)),
        ("/exposure/fever_contact", json!(false)),
        ("/exposure/cluster", json!(false)),
        ("/consent/truth", json!(true)),
    ] {
        session.answer(&id, pointer, value)?;
    }
    let review = session.review(&id)?;
    let findings = review.findings.iter().flat_map(|page| &page.findings);
    let said: Vec<_> = findings.map(|found| found.finding.rule.as_str()).collect();
    assert_eq!(said, ["said-before", "said-before"], "nothing is over because somebody pressed \"none\"");
    let refused = session.submit(&id).err().ok_or("it was sent")?;
    assert_eq!(refused.code(), "declaration-incomplete", "and it is not sent like that");
    session.answer(&id, "/health/symptoms", json!(["dry-cough"]))?;
    session.answer(&id, "/health/symptoms_since", yesterday_again)?;
    session.answer(&id, "/health/symptoms_when", json!("earlier"))?;
    let left = session.review(&id)?;
    let said =
        left.findings.iter().flat_map(|page| &page.findings).filter(|it| it.finding.rule == "said-before");
    assert_eq!(
        said.count(),
        2,
        "a cough of the day of declaring is not over for three days on the next; and the infection is missing"
    );
    session.answer(&id, "/health/symptoms_when", json!("now"))?;
    let left = session.review(&id)?;
    let said =
        left.findings.iter().flat_map(|page| &page.findings).filter(|it| it.finding.rule == "said-before");
    assert_eq!(said.count(), 1, "the infection is still missing");
    session.answer(&id, "/health/history", json!(["tested", "infected"]))?;
    session.answer(&id, "/tests/0/kind", json!("antibody"))?;
    let other = session.review(&id)?;
    let said: Vec<_> = other
        .findings
        .iter()
        .flat_map(|page| &page.findings)
        .filter(|it| it.finding.rule == "said-before")
        .collect();
    assert_eq!(said.len(), 1, "a test that was another one is no longer the one that was declared");
    session.answer(&id, "/tests/0/kind", json!("pcr"))?;
    let again = session.review(&id)?;
    let said =
        again.findings.iter().flat_map(|page| &page.findings).any(|it| it.finding.rule == "said-before");
    assert!(!said, "and as it was it stands");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_corrects_an_illness_away_is_asked_whether_it_was_a_mistake_and_may() -> Outcome {
    let home = tempfile::tempdir()?;
    let far = FarAway::start().await?;
    let owner = Owner::new(home.path(), Some(far.profile()))?;
    let today = zhejiang_date(chrono::Utc::now());
    let mut answers = travellers::low_risk_from_singapore(today).answers;
    answers["health"]["symptoms"] = json!(["fever"]);
    answers["health"]["symptoms_when"] = json!("now");
    answers["health"]["symptoms_since"] = json!(travellers::day(today, -1));
    answers["health"]["fever_medicine"] = json!(false);
    let id = owner.fill_in(&answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;
    let session = owner.app.session()?;
    session.correct(&id)?;
    let doubts = || -> Outcome<usize> {
        let review = session.review(&id)?;
        let findings = review.findings.iter().flat_map(|page| &page.findings);
        Ok(findings.filter(|found| found.finding.rule == "retracted").count())
    };
    assert_eq!(doubts()?, 0, "nothing was taken back yet");
    session.answer(&id, "/health/symptoms", json!(["none"]))?;
    assert_eq!(doubts()?, 1, "a fever of yesterday that is gone by a press is doubted aloud");
    assert!(session.submit(&id).is_ok(), "and whoever was mistaken may say so");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_negative_test_of_this_week_says_nothing_of_an_infection_since() -> Outcome {
    let home = tempfile::tempdir()?;
    let far = FarAway::start().await?;
    let owner = Owner::new(home.path(), Some(far.profile()))?;
    let today = zhejiang_date(chrono::Utc::now());
    let mut answers = travellers::low_risk_from_singapore(today).answers;
    answers["health"]["history"] = json!(["tested"]);
    answers["tests"] =
        json!([{ "kind": "pcr", "result": "negative", "taken_on": travellers::day(today, -2) }]);
    let id = owner.fill_in(&answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;
    let view = owner.app.session()?.confirm(&id)?;
    let mut asked = view.page.sections.iter().flat_map(|section| &section.questions);
    let history = asked.find(|question| question.pointer == "/health/history").ok_or("not asked")?;
    assert_eq!(history.value, Value::Null, "she is asked whether she has been infected since");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_that_ends_before_boarding_is_said_to_be_due_also_while_the_vault_is_shut() -> Outcome {
    let (clock, home) = (Passing::default(), tempfile::tempdir()?);
    let far = FarAway::start_at(clock.clone()).await?;
    let owner = Owner::at(home.path(), far.profile(), clock.clone())?;
    let today = zhejiang_date(clock.now());
    let flies_in_13_days = today.checked_add_days(chrono::Days::new(10)).ok_or("a day")?;
    let id = owner.fill_in(&travellers::low_risk_from_singapore(flies_in_13_days).answers)?;
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;
    owner.until_code(&id, 1).await?;
    assert!(!owner.app.due(), "confirming today would give a code that dies too");
    let kept = std::fs::read_to_string(home.path().join("reminders.json"))?;
    assert!(!kept.contains(&id), "no declaration is named in the clear: {kept}");

    owner.app.lock(None).await?;
    assert!(!owner.app.due(), "not yet, on the shut door either");
    clock.pass(9);
    assert!(owner.app.due(), "nine days later it is, though nobody has opened the vault");
    clock.pass(5);
    assert!(!owner.app.due(), "who has boarded is left in peace");
    Ok(())
}
