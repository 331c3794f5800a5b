//! A copy of one's data can be had at any time: of a draft, after sending, and while a correction is written.

use chrono::Local;
use guitu_tests::{
    Outcome,
    owner::{FarAway, Owner},
};
use serde_json::json;
use tempfile::TempDir;
use testkit::travellers;

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_holds_all_that_was_entered_whether_it_was_sent_or_not() -> Outcome {
    let home = TempDir::new()?;
    let platform = FarAway::start().await?;
    let owner = Owner::new(home.path(), Some(platform.profile()))?;
    let id = owner.fill_in(&travellers::student_from_prato(Local::now().date_naive()).answers)?;
    let session = owner.app.session()?;
    let says = |pointer: &str| -> Outcome<Vec<String>> {
        let copy = session.copy(&id)?;
        let answer = copy.answers.into_iter().find(|answer| answer.pointer == pointer);
        Ok(answer.map(|answer| [answer.words, answer.texts].concat()).unwrap_or_default())
    };

    let draft = session.copy(&id)?;
    assert_eq!(
        (draft.sealed_at, draft.revision, draft.sample),
        (None, 1, true),
        "a draft of a sample edition"
    );
    for (pointer, said) in [
        ("/about/surname", "CHEN"),
        ("/destination/address", "文三路 90 号 5 幢 302 室"),
        ("/health/symptoms", "o-health-symptoms-none"),
        ("/doses/1/given_on", "2021-07-16"),
        ("/consent/truth", "common-yes"),
    ] {
        assert_eq!(says(pointer)?, [said], "{pointer} is in the copy");
    }

    session.submit(&id)?;
    owner.until_received(&id).await?;
    let sent = session.copy(&id)?;
    assert!(sent.sealed_at.is_some(), "and of what was sent, with the time");
    assert_eq!(sent.answers.len(), draft.answers.len(), "the same answers");

    session.correct(&id)?;
    session.answer(&id, "/about/surname", json!("CHENG"))?;
    assert_eq!(
        says("/about/surname")?,
        ["CHEN"],
        "while a correction is written, what counts is what was sent"
    );
    Ok(())
}
