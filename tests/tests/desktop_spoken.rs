//! What a screen reader hears on the way through the form: read from the tree that it reads, in both languages.

use guitu_tests::{
    Outcome,
    assistive::{Assistive, Role, Spoken},
    desktop::Keychain,
    stage::Stage,
    waiting::until,
    walk::{self, Album},
};

const PAGES: [&str; 11] = [
    "document",
    "about",
    "journey",
    "stays",
    "contact",
    "destination",
    "companions",
    "health",
    "exposure",
    "tests",
    "consent",
];
#[tokio::test(flavor = "multi_thread")]
async fn every_control_of_the_form_says_what_it_is_for_and_no_two_words_run_together() -> Outcome {
    let mut stage = Stage::set(Keychain::Unlocked).await?;
    let listener = Assistive::start(&mut stage.desktop).await?;
    let window = stage.open().await?;
    walk::begin(&window, "en", &mut Album::default()).await?;
    let mut wrong = Vec::new();
    let (mut heard, mut marked) = (0, 0);
    for (language, optional) in [("en", "optional"), ("zh-CN", "选填")] {
        walk::speak(&window, language).await?;
        for page in PAGES {
            window.go_to(page).await?;
            let title = window.see("h1").await?.text().await?;
            let read = until("the page to be read", async || {
                let read = listener.reads().await?;
                Ok(read.iter().any(|it| it.role == Role::Heading && it.name == title).then_some(read))
            })
            .await?;
            let controls = read.iter().filter(|it| it.role == Role::Control);
            for Spoken { name, description, .. } in controls {
                heard += 1;
                if name.trim().is_empty() {
                    wrong.push(format!("{language} {page}: something without a name ({description})"));
                }
                let before = name.split(optional).next().filter(|before| before.len() < name.len());
                marked += usize::from(before.is_some());
                let apart = |before: &str| before.ends_with(|last: char| !last.is_alphanumeric());
                if before.is_some_and(|before| !apart(before)) {
                    wrong.push(format!("{language} {page}: {name}"));
                }
            }
            if page == "journey" {
                let seat = if language == "en" { "Seat " } else { "座位" };
                let is_seat = |it: &&Spoken| it.role == Role::Control && it.name.starts_with(seat);
                assert!(read.iter().any(|it| is_seat(&it)), "the seat is found by its name: {read:?}");
            }
        }
    }
    assert!(marked > 10, "and what may be left out says so: {marked}");
    assert!(heard > 100, "the form was read, not an empty window: {heard}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    Ok(())
}
