//! A chamber's desk in the real window: what every story of it does.

use std::{fs, path::Path, time::Duration};

use chrono::{Local, NaiveDate};

use crate::{
    Outcome,
    owner::PASSPHRASE,
    waiting::{until, until_within},
    walk,
    window::Window,
};

/// The language that the story is told in.
pub fn language() -> String {
    std::env::var("GUITU_SPEAKS").unwrap_or_else(|_| "en".to_owned())
}

/// The civil date here.
pub fn today() -> NaiveDate {
    Local::now().date_naive()
}

/// From the first start to an empty list, in a vault that a passphrase opens.
///
/// # Errors
/// When the window does not get there.
pub async fn begin(window: &Window) -> Outcome {
    walk::enter_with(window, &language(), PASSPHRASE).await?;
    window.press("[data-action=\"settings\"]").await?;
    window.on_screen("settings").await?;
    window.press("main [data-action=\"helps-others\"]").await?;
    window.write("main [data-part=\"organisation\"]", "Wenzhou chamber, Milan").await?;
    window.write("main [data-part=\"volunteer\"]", "Wu Aide").await?;
    window.act("keep-desk").await?;
    window.press("[data-action=\"home\"]").await?;
    window.see("[data-part=\"empty\"]").await.map(drop)
}

/// Opens the vault of an earlier evening.
///
/// # Errors
/// When the window does not get there.
pub async fn unlock(window: &Window) -> Outcome {
    window.on_screen("vault").await?;
    window.write("[data-part=\"passphrase\"]", PASSPHRASE).await?;
    window.act("unlock").await?;
    window.on_screen("home").await?;
    // Whoever opens the vault says who they are: the name of the last evening is not theirs.
    window.press("main [data-action=\"sit-down-as\"][data-value=\"Wu Aide\"]").await
}

/// Chooses the file and answers what is asked about its columns.
///
/// # Errors
/// When the window does not get there.
pub async fn preview(window: &Window) -> Outcome {
    window.act("import").await?;
    window.on_screen("import").await?;
    window.see("[data-part=\"preview\"]").await?;
    for (code, answer) in [
        ("import-ask-day-order", "day-first"),
        ("import-ask-epoch", "from1900"),
        ("import-ask-name-order", "surname-first"),
        ("import-ask-phone-country", "ITA"),
        ("import-ask-rows", "legs"),
    ] {
        let question = format!("[data-part=\"question\"][data-code=\"{code}\"]");
        while window.shows_now(&question).await? {
            window.press(&format!("{question} [data-value=\"{answer}\"]")).await?;
            enabled(window).await?;
        }
    }
    Ok(())
}

/// Waits until the screen has taken the last decision.
///
/// # Errors
/// When the window does not get there.
pub async fn enabled(window: &Window) -> Outcome {
    window.see("[data-action=\"drop-import\"]:not(:disabled)").await.map(drop)
}

/// The list is drawn before its rows are counted: waits until so many stand in it, and none of them is about to change.
///
/// # Errors
/// When the window does not get there.
pub async fn until_listed(window: &Window, count: &str) -> Outcome {
    until(&format!("{count} in the list"), async || {
        let list = "[data-part=\"list\"]";
        let (total, busy) =
            (window.attribute(list, "data-total").await?, window.attribute(list, "aria-busy").await?);
        Ok((total == count && busy == "false").then_some(()))
    })
    .await
}

/// How many stand in a group of the list; none where the group is not shown.
///
/// # Errors
/// When the window does not get there.
pub async fn in_group(window: &Window, group: &str) -> Outcome<usize> {
    let count = "return Number(document.querySelector(arguments[0])?.dataset.count ?? 0)";
    let of = format!("[data-group=\"{group}\"]");
    Ok(window.run(count, &[of.into()]).await?.as_u64().unwrap_or_default().try_into()?)
}

/// Waits until so many stand in a group of the list.
///
/// # Errors
/// When the window does not get there.
pub async fn until_in_group(window: &Window, group: &str, count: usize) -> Outcome {
    let what = format!("{count} in {group}");
    // A bad line takes its time: each that failed waits, and twice as long after each time.
    let patience = Duration::from_secs(90);
    let there = async || Ok((in_group(window, group).await? == count).then_some(()));
    let waited = until_within(patience, &what, there).await;
    if waited.is_err() {
        let counts = "return [...document.querySelectorAll('[data-group]')].map((it) => it.dataset.group + ' ' + it.dataset.count).join(', ')";
        return Err(format!("{what}, but: {}", window.run(counts, &[]).await?).into());
    }
    waited
}

/// What axe finds against the screen, and whether it scrolls sideways.
///
/// # Errors
/// When the window does not get there.
pub async fn barriers(window: &Window) -> Outcome<Vec<String>> {
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    window.run(&fs::read_to_string(axe)?, &[]).await?;
    let look = "
        const done = arguments[0];
        axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then((found) => done(
            found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} ${node.any.map((why) => why.message).join(' ').slice(0, 200)}`))
                .concat(document.documentElement.scrollWidth > innerWidth + 1 ? ['scrolls sideways'] : [])));";
    let found = window.client().execute_async(look, Vec::new()).await?;
    Ok(serde_json::from_value(found)?)
}

/// No barrier is on the screen.
///
/// # Errors
/// When the window does not get there.
pub async fn can_be_used_by_everybody(window: &Window, what: &str) -> Outcome {
    assert_eq!(barriers(window).await?, Vec::<String>::new(), "{what} can be used by everybody");
    Ok(())
}
