//! Every traveller and every one of testkit's people through the real window, one after the other, in one vault: from the first
//! page to the code. Whoever gets stuck is named, and the walk goes on with the next.

use chrono::{Local, NaiveDate};
use declaration::{Form, OfficerFacts};
use guitu_tests::{
    Outcome, plan,
    walk::{self, Album},
    window::Window,
};
use rulebook::{Edition, Level};
use serde_json::{Value, json};
use testkit::{people, travellers};

/// Somebody who is to arrive at a colour, warned of this and of nothing else.
struct Expected {
    story: &'static str,
    answers: Value,
    colour: String,
    warnings: Vec<String>,
}

/// Takes everybody whose story holds one of the words; without words, everybody. Says how many got stuck.
pub(crate) async fn everybody(
    window: &Window,
    language: &str,
    words: &[String],
    album: &mut Album,
) -> Outcome<usize> {
    let all = expected(Local::now().date_naive())?;
    let chosen: Vec<_> = all
        .iter()
        .filter(|one| words.is_empty() || words.iter().any(|word| one.story.contains(word)))
        .collect();
    walk::begin(window, language, album).await?;
    let mut stuck = 0;
    for (number, one) in chosen.into_iter().enumerate() {
        if number > 0 {
            window.act("new-declaration").await?;
            window.on_screen("filling").await?;
        }
        match one.walk(window, album).await {
            Ok(()) => println!("  {}: {} as a health officer expects", one.story, one.colour),
            Err(why) => {
                stuck += 1;
                println!("  STUCK {}: {why}", one.story);
                let _ = album.keep_whole(window, "STUCK").await;
            }
        }
        window.press("[data-action=\"home\"]").await?;
        window.on_screen("home").await?;
    }
    Ok(stuck)
}

impl Expected {
    async fn walk(&self, window: &Window, album: &mut Album) -> Outcome {
        walk::fill(window, &plan::plan(&self.answers)?, &mut Album::default()).await?;
        window.on_screen("review").await?;
        window.see("[data-action=\"confirm-read-back\"]").await?;
        let shown = window
            .run("return [...new Set([...document.querySelectorAll('[data-finding]')].map((it) => it.dataset.finding))].sort()", &[])
            .await?;
        if shown != json!(self.warnings) {
            return Err(format!("the review warns of {shown}, not of {:?}", self.warnings).into());
        }
        album.keep_whole(window, "review").await?;
        window.act("confirm-read-back").await?;
        window.act("submit").await?;
        if self.warnings.iter().any(|warning| warning == "journey-far-ahead") {
            // Too early: sealed, and said to be sent by itself when the window opens.
            window.see("[data-part=\"opens\"]").await?;
            return album.keep_whole(window, "opens").await;
        }
        window.in_state("received").await?;
        let code = walk::show_code(window, album).await?;
        if code.colour != self.colour || code.payload != code.photographed {
            return Err(format!(
                "the code is {}, not {}, or its QR reads otherwise",
                code.colour, self.colour
            )
            .into());
        }
        Ok(())
    }
}

fn expected(today: NaiveDate) -> Outcome<Vec<Expected>> {
    let form = Form::new(Edition::bundled().map_err(|refusal| format!("{refusal:?}"))?);
    // What an officer has recorded beside the answers cannot be typed here.
    let travellers = travellers::all(today)
        .into_iter()
        .filter(|one| one.officer == json!({}))
        .map(|one| (one.story, one.answers));
    let people = people::all(today).into_iter().map(|one| (one.story, one.answers));
    travellers.chain(people).map(|(story, answers)| expect(&form, story, answers, today)).collect()
}

fn expect(form: &Form, story: &'static str, answers: Value, today: NaiveDate) -> Outcome<Expected> {
    let facts = form.facts(&answers, &OfficerFacts::NONE, today).map_err(|why| format!("{why:?}"))?;
    let code = health_code::assign(form.edition(), &facts).map_err(|why| format!("{why:?}"))?;
    let findings = form.evaluate(&answers, today).findings;
    let mut warnings: Vec<String> = findings
        .iter()
        .filter(|finding| finding.level == Level::Warning)
        .map(|finding| finding.rule.to_string())
        .collect();
    warnings.sort();
    warnings.dedup();
    let colour = serde_json::to_value(code.colour)?.as_str().unwrap_or_default().to_owned();
    Ok(Expected { story, answers, colour, warnings })
}
