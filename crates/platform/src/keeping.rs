//! What is kept of a declaration once its envelope was opened and judged: code, facts, and the answers by their readers. The
//! envelope itself is not.

use chrono::{NaiveDate, TimeDelta};
use platform_api::{Problem, ProblemCode, Submission};

use crate::at_rest::{AtRest, DayKeyError, Of, journey_end};
use crate::intake::Judged;
use crate::rules::TakenEdition;
use crate::store::{CODE, FACTS, Part, Person};

/// Whom a declaration is about, as long as code and facts are kept.
pub(crate) fn person(
    taken: &TakenEdition,
    submission: &Submission,
    document: Option<[u8; 32]>,
    today: NaiveDate,
) -> Option<Person> {
    let days = TimeDelta::days(taken.classes.facts_days().into());
    Some(Person { document: document?, ends: journey_end(&submission.answers, today) + days })
}

/// The parts, each sealed until its day.
pub(crate) fn parts(
    at_rest: &AtRest,
    taken: &TakenEdition,
    submission: &Submission,
    judged: &Judged,
    today: NaiveDate,
) -> Result<Vec<Part>, Problem> {
    let of = Of { declaration: submission.declaration, revision: submission.revision };
    let from = journey_end(&submission.answers, today);
    let seal = |class: &str, days: u32, plain: &[u8]| {
        at_rest.seal(of, class, from + TimeDelta::days(days.into()), plain, today).map_err(unsealed)
    };
    let facts = serde_json::to_vec(&judged.facts).map_err(|_| ProblemCode::Internal)?;
    let days = taken.classes.facts_days();
    let mut parts = vec![seal(CODE, days, judged.code.text.as_bytes())?, seal(FACTS, days, &facts)?];
    for (class, answers) in taken.classes.split(&submission.answers) {
        let answers = serde_json::to_vec(&answers).map_err(|_| ProblemCode::Internal)?;
        parts.push(seal(&class.name, class.days, &answers)?);
    }
    Ok(parts)
}

fn unsealed(error: DayKeyError) -> Problem {
    tracing::error!(%error, "nothing can be kept");
    ProblemCode::Unavailable.into()
}
