//! Through a kiosk's form, one question after the other.

use std::collections::BTreeMap;

use chrono::{Local, NaiveDate};
use serde_json::{Value, json};

use crate::{
    Outcome,
    plan::{self, Step},
    waiting::until,
    window::Window,
};

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
    let mut steps = steps_of(answers)?;
    let mut touches = 0;
    while let Some(here) = next_question(window).await? {
        look(&here).await?;
        let answered = answer_one(window, &here, &mut steps).await;
        touches += answered.map_err(|why| format!("at {here}: {why}"))?;
    }
    Ok(touches)
}

/// The same as far as a question, which is left open.
///
/// # Errors
/// When a question does not take its answer, or that one is not asked.
pub async fn answer_until(window: &Window, answers: &Value, question: &str) -> Outcome {
    let mut steps = steps_of(answers)?;
    while let Some(here) = next_question(window).await? {
        if here == question {
            return Ok(());
        }
        answer_one(window, &here, &mut steps).await?;
    }
    Err(format!("{question} is not asked").into())
}

/// What is done at each question.
fn steps_of(answers: &Value) -> Outcome<BTreeMap<String, Vec<Step>>> {
    let mut steps: BTreeMap<String, Vec<Step>> = BTreeMap::new();
    for step in plan::plan(answers)?.into_iter().flat_map(|page| page.steps) {
        steps.entry(asked_with(&step)).or_default().push(step);
    }
    Ok(steps)
}

/// Answers the question on the screen and goes on; gives how often the screen was touched.
async fn answer_one(window: &Window, here: &str, steps: &mut BTreeMap<String, Vec<Step>>) -> Outcome<usize> {
    let mut touches = 0;
    for step in steps.remove(here).unwrap_or_default() {
        touches += 1;
        match step {
            Step::Items { group, count } => window.bring_items(&group, count).await?,
            Step::Answer { pointer, control, value } => window.answer(&pointer, control, &value).await?,
        }
    }
    Ok(touches + go_on(window, here).await?)
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

/// Writes a birth date where a slip asks for it.
///
/// # Errors
/// When it is not asked for.
pub async fn write_birth(window: &Window, born: &str) -> Outcome {
    for (part, digits) in ["year", "month", "day"].into_iter().zip(born.split('-')) {
        window.write(&format!("main [data-part=\"{part}\"]"), digits).await?;
    }
    Ok(())
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
    answer_quickly_on(window, answers, Local::now().date_naive()).await
}

/// The same on another day than the test's own clock shows.
///
/// # Errors
/// When an answer is not taken.
pub async fn answer_quickly_on(window: &Window, answers: &Value, today: NaiveDate) -> Outcome {
    let pages: Vec<Value> = plan::plan_on(answers, today)?
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
