//! Everybody whom the project knows, from the first page to the colour that a health officer who reads their story would give.

use app::dto::CodeState;
use chrono::{DateTime, Utc};
use guitu_tests::{
    Outcome,
    owner::{FarAway, Owner},
    passing::Passing,
};
use rulebook::zhejiang_date;
use serde_json::{Value, json};
use testkit::people;

/// The day of the stories: the sample's risk list names flights of it.
fn the_day() -> Outcome<DateTime<Utc>> {
    Ok("2026-11-22T04:00:00Z".parse()?)
}

/// Fills in page by page, reviews, sends and looks at each code; as many on one computer as its first list shows.
async fn walk(everybody: Vec<(&str, Value, &str)>) -> Outcome {
    for some in everybody.chunks(50) {
        walk_some(some).await?;
    }
    Ok(())
}

async fn walk_some(everybody: &[(&str, Value, &str)]) -> Outcome {
    let home = tempfile::tempdir()?;
    let clock = Passing::off_by(the_day()? - Utc::now());
    let far = FarAway::start_at(clock.clone()).await?;
    let owner = Owner::at(home.path(), far.profile(), clock)?;
    let mut sent = Vec::with_capacity(everybody.len());
    for (story, answers, rule) in everybody {
        let stuck = |why: &dyn std::fmt::Display| format!("{story} is stuck: {why}");
        let id = owner.fill_in(answers).map_err(|why| stuck(&why))?;
        let review = owner.app.session()?.review(&id)?;
        if !review.complete {
            let findings = review.findings.iter().flat_map(|page| &page.findings);
            let rules: Vec<_> = findings.map(|finding| finding.finding.rule.as_str()).collect();
            return Err(stuck(&rules.join(", ")).into());
        }
        owner.app.session()?.submit(&id).map_err(|why| stuck(&why.code()))?;
        sent.push((story, id, rule));
    }
    for (story, id, expected) in sent {
        if owner.card(&id)?.opens.is_some() {
            continue; // a journey so far ahead is sent later
        }
        owner.until_received(&id).await?;
        let CodeState::Verified { rule, .. } = owner.until_code(&id, 1).await? else {
            return Err(format!("{story} has no code").into());
        };
        assert_eq!(rule, *expected, "{story}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_of_those_who_have_to_pass_is_stuck_and_each_gets_the_colour_of_their_story() -> Outcome {
    let today = zhejiang_date(the_day()?);
    let everybody = people::all(today).into_iter();
    walk(everybody.filter_map(|one| Some((one.story, one.answers, one.rule?))).collect()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_shows_what_a_rule_is_for_gets_that_rule_by_filling_in_the_form() -> Outcome {
    let today = zhejiang_date(the_day()?);
    let everybody = people::coloured_people(today).into_iter().filter(|one| one.officer == json!({}));
    let everybody = everybody.zip(10_000_000..).map(|(mut one, number)| {
        // With one document they would be one person, of whose colours the worse stands.
        testkit::put(&mut one.answers, "/document/number", json!(format!("E{number}")));
        (one.story, one.answers, one.rule)
    });
    walk(everybody.collect()).await
}
