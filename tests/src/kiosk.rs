//! What a kiosk's tests need: strangers with words of their own, a printer whose sheets can be read, and a way through the form one question after
//! the other.

mod counter;
pub mod looks;
mod programs;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Value, json};
use testkit::travellers;

pub use counter::{Counter, scanned};
pub use programs::{end, end_at_once, next, replaced, shown, traces, waiting};

use crate::{
    Outcome,
    plan::{self, Step},
    waiting::until,
    window::Window,
};

/// The staff key of every test.
pub const STAFF_KEY: &str = "seven umbrellas before the gate";

/// Somebody in the row.
#[derive(Debug, Clone)]
pub struct Stranger {
    /// Everything that they answer.
    pub answers: Value,
    /// What they typed and nobody else did: it must be nowhere afterwards.
    pub canaries: Vec<String>,
    /// ISO date.
    pub born: String,
}

impl Stranger {
    /// What the canaries of all of them have in common, and nothing else has: who looks for these looks for everybody.
    pub const OF_ANYBODY: [&str; 3] = ["VELVET", "harbour-moss.example", "QX7100"];

    /// The `number`-th of a row; neighbours have different birth dates.
    pub fn of(number: usize, today: NaiveDate) -> Self {
        let traveller = match number % 3 {
            0 => travellers::engineer_from_bologna(today),
            1 => travellers::student_from_prato(today),
            _ => travellers::trader_from_madrid(today),
        };
        let letter = |place: u32| char::from(b'A' + (number / 26usize.pow(place) % 26) as u8);
        let own = format!("QZX{}{}{}VELVET", letter(2), letter(1), letter(0));
        let email = format!("{}@harbour-moss.example", own.to_lowercase());
        let document = format!("QX{:07}", 7_100_000 + number);
        let answers = traveller
            .with("/about/surname", own.clone())
            .with("/document/number", document.clone())
            .with("/contact/email", email.clone())
            .answers;
        let born = answers["about"]["born"].as_str().unwrap_or_default().to_owned();
        Self { answers, canaries: vec![own, email, document], born }
    }
}

/// From the first screen to the first question.
///
/// # Errors
/// When a screen does not come.
pub async fn begin(window: &Window, language: &str) -> Outcome {
    window.on_screen("kiosk").await?;
    window.choose("choose-language", language).await?;
    window.act("begin").await?;
    window.see("[data-step]").await.map(drop)
}

/// Makes the staff key, where a kiosk asks for it. The program is replaced: what was typed was in its memory.
///
/// # Errors
/// When it does not.
pub async fn set_up(window: &Window) -> Outcome {
    window.see("[data-action=\"make-staff-key\"]").await?;
    window.write("[data-part=\"passphrase\"]", STAFF_KEY).await?;
    window.write("[data-part=\"repeat\"]", STAFF_KEY).await?;
    end(window, "[data-action=\"make-staff-key\"]").await.map(drop)
}

/// Opens the staff's panel.
///
/// # Errors
/// When it stays shut.
pub async fn enter_panel(window: &Window) -> Outcome {
    window.press("[data-action=\"staff\"]").await?;
    window.write("[data-part=\"passphrase\"]", STAFF_KEY).await?;
    window.act("staff-enter").await?;
    window.see("[data-part=\"panel\"]").await.map(drop)
}

/// Closes the panel, which replaces the program where nobody was filling in; gives its fresh processes.
///
/// # Errors
/// When it is not replaced.
pub async fn leave_panel(window: &Window) -> Outcome<Vec<u32>> {
    end(window, "[data-action=\"leave-panel\"]").await
}

/// A count of the panel.
///
/// # Errors
/// When it is not there.
pub async fn count(window: &Window, id: &str) -> Outcome<u32> {
    Ok(window.attribute(&format!("[data-count=\"{id}\"]"), "data-value").await?.parse()?)
}

/// Answers everything by touch and keys, one question after the other, up to the review. Gives how often the screen was touched.
///
/// # Errors
/// When a question does not take its answer.
pub async fn answer_all(window: &Window, answers: &Value) -> Outcome<usize> {
    answer_and_look(window, answers, async |_| Ok(())).await
}

/// The same; each question is looked at before it is answered.
///
/// # Errors
/// When a question does not take its answer, or the look fails.
pub async fn answer_and_look(
    window: &Window,
    answers: &Value,
    mut look: impl AsyncFnMut(&str) -> Outcome,
) -> Outcome<usize> {
    let mut steps: BTreeMap<String, Vec<Step>> = BTreeMap::new();
    for step in plan::plan(answers)?.into_iter().flat_map(|page| page.steps) {
        steps.entry(asked_with(&step)).or_default().push(step);
    }
    let mut touches = 0;
    while let Some(here) = next_question(window).await? {
        look(&here).await?;
        for step in steps.remove(&here).unwrap_or_default() {
            touches += 1;
            match step {
                Step::Items { group, count } => window.bring_items(&group, count).await?,
                Step::Answer { pointer, control, value } => window.answer(&pointer, control, &value).await?,
            }
        }
        touches += go_on(window, &here).await?;
    }
    Ok(touches)
}

/// The question, or the group, that a step belongs to.
fn asked_with(step: &Step) -> String {
    let pointer = match step {
        Step::Items { group, .. } => group,
        Step::Answer { pointer, .. } => pointer,
    };
    let parts: Vec<&str> = pointer.split('/').collect();
    let item = parts.iter().position(|part| part.parse::<usize>().is_ok());
    parts[..item.unwrap_or(parts.len())].join("/")
}

/// The question on the screen; none once the review is there.
async fn next_question(window: &Window) -> Outcome<Option<String>> {
    let step = until("a question, or the review", async || {
        let script = "return document.querySelector('main[data-screen=\"review\"]') ? '' : document.querySelector('[data-step]')?.dataset.step ?? null";
        Ok(window.run(script, &[]).await?.as_str().map(str::to_owned))
    })
    .await?;
    Ok((!step.is_empty()).then_some(step))
}

/// Goes on; what is only to be looked at holds the page once.
async fn go_on(window: &Window, here: &str) -> Outcome<usize> {
    for touch in 1..=3 {
        window.see("[data-saved]:not([data-saved=\"failed\"]):not(.saving)").await?;
        window.act("continue").await?;
        let script = format!(
            "return document.querySelector('[data-step=\"{here}\"]') === null ? 'on'
                : document.querySelector('[data-step] [data-finding]') !== null ? 'held' : null"
        );
        let went = until("the next question, or what to look at", async || {
            Ok(window.run(&script, &[]).await?.as_str().map(str::to_owned))
        })
        .await?;
        if went == "on" {
            return Ok(touch);
        }
    }
    Err(format!("{here} does not let go").into())
}

/// Answers for whom it is and which document it is, and types its number.
///
/// # Errors
/// When that is not asked first.
pub async fn type_number(window: &Window, number: &str) -> Outcome {
    window.answer("/filling/by", "choice", &"self".into()).await?;
    go_on(window, "/filling/by").await?;
    window.answer("/document/kind", "choice", &"passport".into()).await?;
    go_on(window, "/document/kind").await?;
    window.answer("/document/number", "text", &number.into()).await?;
    window.see("[data-saved]:not([data-saved=\"failed\"]):not(.saving)").await.map(drop)
}

/// Answers everything at once, as only a test can, and shows the last page.
///
/// # Errors
/// When an answer is not taken.
pub async fn answer_quickly(window: &Window, answers: &Value) -> Outcome {
    let pages: Vec<Value> = plan::plan(answers)?
        .into_iter()
        .map(|page| {
            let steps: Vec<Value> = page
                .steps
                .into_iter()
                .map(|step| match step {
                    Step::Items { group, count } => json!({ "group": group, "count": count }),
                    Step::Answer { pointer, value, .. } => json!({ "pointer": pointer, "value": value }),
                })
                .collect();
            json!({ "id": page.id, "steps": steps })
        })
        .collect();
    const ANSWER: &str = "
        const [pages, done] = arguments;
        const call = window.__TAURI_INTERNALS__.invoke;
        const id = document.querySelector('[data-declaration]').dataset.declaration;
        const all = async () => {
            for (const page of pages) {
                let view = await call('go_to', { id, page: page.id, pointer: null });
                const items = (group) => view.page.sections.flatMap((one) => one.questions).find((one) => one.pointer === group).items.length;
                for (const { group, count, pointer, value } of page.steps) {
                    if (!group) view = await call('answer', { id, pointer, value });
                    else while (items(group) < count) view = await call('add_item', { id, pointer: group });
                }
            }
        };
        all().then(() => done(null), (why) => done(JSON.stringify(why)));";
    let refused = window.client().execute_async(ANSWER, vec![Value::from(pages)]).await?;
    if !refused.is_null() {
        return Err(format!("an answer is not taken: {refused}").into());
    }
    let before = window.attribute("[data-page]", "data-page").await?;
    // Names of places come anew in another language, and the page with them.
    window.press("[data-action=\"other-language\"]").await?;
    window.gone(&format!("[data-page=\"{before}\"]")).await?;
    while let Some(here) = next_question(window).await? {
        go_on(window, &here).await?;
    }
    Ok(())
}

/// Seals, and waits for what the person takes away.
///
/// # Errors
/// When it does not come.
pub async fn submit(window: &Window) -> Outcome {
    window.on_screen("review").await?;
    window.act("confirm-read-back").await?;
    window.act("submit").await?;
    window.see("[data-part=\"taken\"]").await.map(drop)
}
