//! Whatever is typed, pasted or found on the disk: a clear word, and nothing lost that was typed before.

use std::fs;

use app::dto::{Filling, VaultDoor};
use guitu_tests::{Outcome, owner::Owner};
use serde_json::{Value, json};

fn shown<'a>(view: &'a Filling, pointer: &str) -> Option<&'a Value> {
    let mut questions = view.page.sections.iter().flat_map(|section| &section.questions);
    questions.find(|question| question.pointer == pointer).map(|question| &question.value)
}

#[tokio::test(flavor = "multi_thread")]
async fn text_of_any_script_and_dates_that_do_not_exist_are_kept_without_what_cannot_be_seen() -> Outcome {
    let data = tempfile::tempdir()?;
    let owner = Owner::new(data.path(), None)?;
    let id = owner.app.session()?.new_declaration()?.id;
    owner.app.session()?.go_to(&id, "about", None)?;
    let typed = [
        ("/about/surname", json!("محمد\u{202e}🙂\u{0}"), json!("محمد🙂")),
        ("/about/given_names", json!(""), json!("")),
        ("/about/born", json!("2026-2-30"), json!("2026-2-30")),
        ("/about/nationality", json!("Zz\u{feff}"), json!("Zz")),
    ];
    for (pointer, value, _) in &typed {
        owner.app.session()?.answer(&id, pointer, value.clone())?;
        owner.app.session()?.leave(&id, pointer)?;
    }
    drop(owner);
    let view = Owner::back(data.path(), None)?.app.session()?.go_to(&id, "about", None)?;
    for (pointer, typed, seen) in &typed {
        let kept = shown(&view, pointer).ok_or(*pointer)?;
        assert!(kept == seen || (*seen == "" && kept.is_null()), "{pointer} is {kept}, of {typed}");
    }
    let born = view.page.sections.iter().flat_map(|it| &it.questions).find(|it| it.pointer == "/about/born");
    let rules: Vec<&str> = born.ok_or("not asked")?.findings.iter().map(|it| it.rule.as_str()).collect();
    assert_eq!(rules, ["not-a-date"], "30 February is kept, and said to be no day");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_kilobytes_in_a_name_change_nothing_that_was_there() -> Outcome {
    let data = tempfile::tempdir()?;
    let owner = Owner::new(data.path(), None)?;
    let id = owner.app.session()?.new_declaration()?.id;
    owner.app.session()?.go_to(&id, "about", None)?;
    owner.app.session()?.answer(&id, "/about/surname", json!("CHEN"))?;
    let refused = owner.app.session()?.answer(&id, "/about/surname", json!("X".repeat(100_000)));
    assert_eq!(refused.err().map(|it| it.code().to_owned()).as_deref(), Some("answer-too-large"));
    let view = owner.app.session()?.go_to(&id, "about", None)?;
    assert_eq!(shown(&view, "/about/surname"), Some(&json!("CHEN")), "what was typed before is still there");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_nobody_asks_takes_no_answer() -> Outcome {
    let data = tempfile::tempdir()?;
    let owner = Owner::new(data.path(), None)?;
    let id = owner.app.session()?.new_declaration()?.id;
    for pointer in [
        "/about/religion",
        "/legs/99/from",
        "",
        "/",
        "/about",
        "about/surname",
        "/legs/*/from",
        "/legs/-1/from",
    ] {
        assert!(owner.app.session()?.answer(&id, pointer, json!("x")).is_err(), "{pointer:?} is no question");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vault_that_is_none_is_refused_and_left_as_it_is() -> Outcome {
    let data = tempfile::tempdir()?;
    let id = {
        let owner = Owner::new(data.path(), None)?;
        let id = owner.app.session()?.new_declaration()?.id;
        // Whatever still works in the background has written what it had to.
        owner.app.lock(None).await?;
        id
    };
    let database = data.path().join("vault.db");
    let whole = fs::read(&database)?;
    let broken = vec![0x5a; whole.len()];
    fs::write(&database, &broken)?;

    let owner = Owner::before_the_door(data.path(), None);
    assert!(
        owner.app.unlock(app::Key::Passphrase { text: "four words that fit".to_owned().into() }).is_err(),
        "no door"
    );
    assert!(
        !matches!(owner.app.start()?.vault, VaultDoor::New { .. } | VaultDoor::Open),
        "and never a new vault"
    );
    drop(owner);
    assert_eq!(fs::read(&database)?, broken, "a file that is not understood is not touched");

    fs::write(&database, whole)?;
    let owner = Owner::back(data.path(), None)?;
    assert_eq!(owner.app.session()?.open_declaration(&id)?.id, id, "with the file back, everything is back");
    Ok(())
}
