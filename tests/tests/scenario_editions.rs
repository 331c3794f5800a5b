//! Policy changes while people declare: a newer edition comes over the network, is refused when it is not what the office
//! signed, and never touches a draft before its owner says so.

#![allow(clippy::unwrap_used, reason = "a failed unwrap in a test is a failed test")]

use std::path::{Path, PathBuf};

use app::dto::{Filling, OldAnswer};
use chrono::Local;
use guitu_tests::{
    Outcome,
    office::{Office, second_edition, second_form},
    owner::{FarAway, Owner},
    plan::{self, Step},
};
use serde_json::{Value, json};
use tempfile::TempDir;
use testkit::{Fault, travellers};

fn student() -> Value {
    travellers::student_from_prato(Local::now().date_naive()).answers
}

/// The list of targets with the highest version.
fn newest_targets(repository: &Path) -> Outcome<PathBuf> {
    let files = std::fs::read_dir(repository.join("metadata"))?.collect::<Result<Vec<_>, _>>()?;
    let version =
        |file: &Path| file.file_name()?.to_str()?.strip_suffix(".targets.json")?.parse::<u32>().ok();
    let newest = files.into_iter().map(|file| file.path()).max_by_key(|file| version(file));
    newest.ok_or_else(|| "a repository without metadata".into())
}

fn question<'a>(view: &'a Filling, pointer: &str) -> Option<&'a app::dto::Question> {
    view.page.sections.iter().flat_map(|section| &section.questions).find(|it| it.pointer == pointer)
}

fn pointers(answers: &[OldAnswer]) -> Vec<&str> {
    answers.iter().map(|answer| answer.pointer.as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_brought_to_a_newer_edition_without_losing_an_answer_and_is_judged_by_it() -> Outcome {
    let (office, home) = (Office::open()?, TempDir::new()?);
    let platform = FarAway::start_with(Some(office.repository())).await?;
    let owner = Owner::new(home.path(), Some(platform.profile()))?;
    let id = owner.fill_in(&student())?;
    let before = owner.app.session()?.go_to(&id, "destination", None)?;
    assert_eq!((before.edition, before.newer), (1, None), "nothing newer is known yet");

    office.publish(&second_edition()?)?;
    let rulebook = owner.app.look_for_rulebook()?;
    assert_eq!(
        (rulebook.edition, rulebook.problem, rulebook.stale),
        (2, None, false),
        "the new one is in use"
    );
    let open = owner.app.session()?.open_declaration(&id)?;
    assert_eq!(open.edition, 1, "the draft goes on under its own");
    assert_eq!(
        serde_json::to_value(&open.page)?,
        serde_json::to_value(&before.page)?,
        "and its open page is not touched"
    );
    assert_eq!(
        open.newer.as_ref().map(|newer| (newer.number, newer.over)),
        Some((2, false)),
        "it is offered"
    );

    let change = owner.app.session()?.edition_change(&id)?;
    assert!(change.added.iter().any(|it| it.text == "q-exposure-gathering" && it.required), "a new question");
    assert_eq!(
        pointers(&change.dropped),
        ["/contact/wechat", "/tests/0/taken_at"],
        "what nobody asks any more"
    );
    assert!(pointers(&change.aside).contains(&"/destination/household"), "what has to be answered again");
    assert!(change.look_back.is_some_and(|it| (it.from, it.to) == (14, 7)), "the window is half as long");
    assert!(change.policy, "Italy has become severe, so the rules for these answers have changed");
    let reworded = change.changed.iter().find(|it| it.text == "q-destination-office-told");
    assert!(
        reworded.is_some_and(|it| it.differs.contains(&app::dto::Differs::Words)),
        "other words are told"
    );

    assert_eq!(owner.app.session()?.take_edition(&id, 2)?.came_from, Some(1), "there is a way back");
    let back = owner.app.session()?.leave_edition(&id)?;
    assert_eq!(
        serde_json::to_value((&back.page, &back.newer, &back.set_aside))?,
        serde_json::to_value((&open.page, &open.newer, &open.set_aside))?,
        "to the form as it was"
    );
    let taken = owner.app.session()?.take_edition(&id, 2)?;
    assert_eq!((taken.edition, taken.page.id.as_str()), (2, "destination"), "the same page of the new form");
    let household = question(&taken, "/destination/household").unwrap();
    assert_eq!(household.value, Value::Null, "the question is open again");
    assert_eq!(
        household.earlier.as_ref().map(|old| (old.edition, old.texts.as_slice())),
        Some((1, ["o-destination-household-family".to_owned()].as_slice())),
        "what was answered stands beside it, to be said in the old words"
    );
    assert_eq!(question(&taken, "/destination/address").unwrap().value, student()["destination"]["address"]);
    assert_eq!(
        pointers(&taken.set_aside),
        ["/contact/wechat", "/tests/0/taken_at"],
        "kept, though nobody asks"
    );

    assert_eq!(
        owner.app.session()?.go_to(&id, "contact", None)?.came_from,
        Some(1),
        "looking around changes nothing"
    );
    assert_eq!(
        owner.app.session()?.answer(&id, "/contact/email", json!("a@b.cn"))?.came_from,
        None,
        "an answer does"
    );
    let late = owner.app.session()?.leave_edition(&id).unwrap_err();
    assert_eq!(late.code(), "nothing-to-undo", "going back would lose what was answered since");

    // The traveller answers what is open, and the platform judges by edition 2.
    let answers =
        travellers::anew_for_edition_2(travellers::student_from_prato(Local::now().date_naive())).answers;
    for page in plan::plan_of(&second_form()?, &answers)? {
        owner.app.session()?.go_to(&id, &page.id, None)?;
        for step in page.steps {
            if let Step::Answer { pointer, value, .. } = step {
                owner.app.session()?.answer(&id, &pointer, value)?;
            }
        }
    }
    assert!(owner.app.session()?.review(&id)?.complete, "complete under edition 2");
    owner.app.session()?.submit(&id)?;
    owner.until_received(&id).await?;
    let app::dto::CodeState::Verified { edition, rule, .. } = owner.until_code(&id, 1).await? else {
        return Err("the code did not verify".into());
    };
    assert_eq!((edition, rule.as_str()), (2, "orange-severe-stay"), "by the risk list of edition 2");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_taken_is_there_after_a_restart_without_a_network() -> Outcome {
    let (office, home) = (Office::open()?, TempDir::new()?);
    let platform = FarAway::start_with(Some(office.repository())).await?;
    let owner = Owner::new(home.path(), Some(platform.profile()))?;
    office.publish(&second_edition()?)?;
    assert_eq!(owner.app.look_for_rulebook()?.edition, 2);
    let id = owner.app.session()?.new_declaration()?.id;
    drop(owner);

    platform.network.always(Fault::Refuse);
    let owner = Owner::back(home.path(), Some(platform.profile()))?;
    let view = owner.app.session()?.open_declaration(&id)?;
    assert_eq!(view.edition, 2, "a draft of edition 2 opens under edition 2");
    assert!(owner.app.edition_texts(2, "zh-CN")?.contains("q-exposure-gathering"), "with its words");
    let looked = owner.app.look_for_rulebook()?;
    assert_eq!(looked.edition, 2, "without a network it stays in use");
    assert_eq!(looked.problem.map(|it| it.code).as_deref(), Some("rulebook-unreachable"), "and that is said");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repository_that_somebody_tampered_with_changes_nothing() -> Outcome {
    let (office, home) = (Office::open()?, TempDir::new()?);
    let platform = FarAway::start_with(Some(office.repository())).await?;
    let owner = Owner::new(home.path(), Some(platform.profile()))?;
    assert_eq!(owner.app.look_for_rulebook()?.problem, None, "edition 1 as it is published");
    office.publish(&second_edition()?)?;
    let targets = newest_targets(&office.repository())?;
    let listed = std::fs::read_to_string(&targets)?;
    std::fs::write(&targets, listed.replacen("\"2/edition.json\"", "\"3/edition.json\"", 1))?;
    let looked = owner.app.look_for_rulebook()?;
    assert!(looked.problem.is_some(), "a list that nobody signed is refused");
    assert_eq!(looked.edition, 1, "what was in use stays in use");
    let id = owner.app.session()?.new_declaration()?.id;
    owner.app.session()?.answer(&id, "/about/surname", json!("CHEN"))?;
    assert_eq!(owner.app.session()?.open_declaration(&id)?.edition, 1, "and declaring goes on");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sent_declaration_is_corrected_under_its_own_edition_and_may_take_the_newer_one() -> Outcome {
    let (office, home) = (Office::open()?, TempDir::new()?);
    let platform = FarAway::start_with(Some(office.repository())).await?;
    let owner = Owner::new(home.path(), Some(platform.profile()))?;
    let id = owner.fill_in(&student())?;
    owner.app.session()?.submit(&id)?;
    owner.until_code(&id, 1).await?;
    office.publish(&second_edition()?)?;
    owner.app.look_for_rulebook()?;
    let correction = owner.app.session()?.correct(&id)?;
    assert_eq!(correction.edition, 1, "it starts from what was sent, as it was sent");
    assert!(correction.newer.is_some(), "and may go on with the newer form");
    owner.app.session()?.answer(&id, "/contact/email", json!("yutong@example.org"))?;
    owner.app.session()?.submit(&id)?;
    let app::dto::CodeState::Verified { edition, .. } = owner.until_code(&id, 2).await? else {
        return Err("the code did not verify".into());
    };
    assert_eq!(edition, 1, "the platform still takes edition 1, as edition 2 says");
    Ok(())
}
