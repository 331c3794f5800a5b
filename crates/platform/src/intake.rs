//! Judging what was inside an envelope: is it complete, and which code follows.
//!
//! The rules are the ones the app used (`declaration`), so a traveller whose app said "complete" is not sent back here.
//! That needs the same day: rules compare answers with today's civil date, and the envelope does not say in which zone
//! the traveller sealed it. So a declaration is taken if it is complete on one of the civil dates that some place on
//! Earth had at the instant of sealing. An envelope that waited in an outbox is judged by the day it was sealed, but
//! the code follows from the facts of the day it arrives. That goes back as far as an edition lets somebody send ahead of
//! the journey; beyond it, or more than five minutes ahead of our clock, the day of arrival counts.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use declaration::{Facts, Finding, OfficerFacts};
use health_code::{Assignment, CodeClaims, CodeSigner, PURPOSE, assign, sign};
use platform_api::{Problem, ProblemCode, ProblemDetail, Submission};

use crate::core::TakenEdition;
use crate::holder::Holder;
use crate::person::{Held, severity};
use crate::unasked;
use rulebook::zhejiang_date;

const EASTERNMOST: TimeDelta = TimeDelta::hours(14);
const WESTERNMOST: TimeDelta = TimeDelta::hours(-12);
/// Clocks that are right differ by less.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(5);
/// More places than this help nobody.
const MOST_ERRORS: usize = 100;

/// A signed code.
pub(crate) struct AssignedCode {
    pub(crate) text: String,
    /// Id of the policy rule that these answers come under.
    pub(crate) rule: String,
}

/// A code, and the facts that it rests on.
pub(crate) struct Judged {
    pub(crate) code: AssignedCode,
    pub(crate) facts: Facts,
}

/// The code that follows from a declaration and what officers have recorded of it, or what is wrong with its answers.
pub(crate) fn assign_code(
    taken: &TakenEdition,
    submission: &Submission,
    officer: &OfficerFacts,
    held: Option<&Held>,
    signer: &CodeSigner,
    now: DateTime<Utc>,
) -> Result<Judged, Problem> {
    let judged_at = judged_at(taken, submission, now);
    check(taken, submission, judged_at.unwrap_or(now))?;
    let today = zhejiang_date(now);
    let facts = taken
        .form
        .facts(&submission.answers, officer, today)
        .map_err(|_| ProblemCode::DeclarationIncomplete)?;
    let assignment = assign(&taken.edition, &facts).map_err(|error| {
        tracing::error!(%error, edition = submission.edition, "the code policy gave no code");
        Problem::new(ProblemCode::Internal)
    })?;
    let rule = assignment.rule.clone();
    let (edition, assignment) = the_worse(submission.edition, assignment, held);
    let holder = Holder::of(&taken.edition, &submission.answers);
    let claims = CodeClaims {
        colour: assignment.colour,
        rule: assignment.rule,
        reasons: assignment.reasons,
        edition,
        issued_at: now,
        valid_until: now + TimeDelta::hours(assignment.valid_hours.into()),
        purpose: PURPOSE.into(),
        declaration: submission.declaration,
        revision: submission.revision,
        name: holder.name,
        document_tail: holder.document_tail,
        flight: holder.flight,
        correction: assignment.correction,
        sample: taken.edition.head.sample,
    };
    let text = sign(&claims, signer).map_err(|_| ProblemCode::Internal)?;
    Ok(Judged { code: AssignedCode { text, rule }, facts })
}

/// Of two declarations of one person the worse colour stands until somebody has looked at them: nobody becomes green by
/// declaring again. Each keeps the rule that it was judged by itself.
fn the_worse(edition: u32, own: Assignment, held: Option<&Held>) -> (u32, Assignment) {
    let Some(held) = held.filter(|held| severity(held.colour) > severity(own.colour)) else {
        return (edition, own);
    };
    let of_the_other = Assignment {
        colour: held.colour,
        rule: held.rule.clone(),
        reasons: vec![held.reason.clone()],
        valid_hours: held.valid_hours,
        correction: held.correction.clone(),
        facts: Vec::new(),
    };
    (held.edition, of_the_other)
}

/// The instant of sealing, where it may be relied on.
fn judged_at(taken: &TakenEdition, submission: &Submission, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let days = taken.edition.head.sending.opens_days_before_departure;
    let sealed = submission.sealed_at;
    let may_be = sealed >= now - TimeDelta::days(days.into()) && sealed <= now + CLOCKS_DIFFER;
    may_be.then(|| sealed.min(now))
}

fn check(taken: &TakenEdition, submission: &Submission, at: DateTime<Utc>) -> Result<(), Problem> {
    let mut first = None;
    for date in dates_somewhere(at) {
        let evaluation = taken.form.evaluate(&submission.answers, date);
        let asked = taken.form.relevant(&submission.answers, date);
        let unasked = unasked::pointers(&submission.answers, &asked).into_iter().map(not_asked);
        let errors: Vec<_> =
            evaluation.blocking().flat_map(details).chain(unasked).take(MOST_ERRORS).collect();
        if errors.is_empty() {
            return Ok(());
        }
        first.get_or_insert(errors);
    }
    Err(Problem::with_errors(ProblemCode::DeclarationIncomplete, first.unwrap_or_default()))
}

/// Pointers and rule; the arguments stay here, since they may quote answers.
fn details(finding: &Finding) -> impl Iterator<Item = ProblemDetail> {
    finding.pointers.iter().map(|pointer| ProblemDetail {
        pointer: pointer.clone(),
        rule: finding.rule.clone(),
        arguments: Default::default(),
    })
}

fn not_asked(pointer: String) -> ProblemDetail {
    ProblemDetail { pointer, rule: unasked::RULE.into(), arguments: Default::default() }
}

/// The civil dates that some place on Earth has at an instant, the one in Greenwich first: two or three.
fn dates_somewhere(at: DateTime<Utc>) -> Vec<NaiveDate> {
    let middle = at.date_naive();
    let west = (at + WESTERNMOST).date_naive();
    let east = (at + EASTERNMOST).date_naive();
    let mut dates = vec![middle];
    dates.extend([east, west].into_iter().filter(|date| *date != middle));
    dates
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone as _;

    fn on(day: u32, hour: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2020, 3, day, hour, 30, 0).unwrap()
    }

    #[test]
    fn auckland_is_a_day_ahead_and_honolulu_a_day_behind() {
        let day = |day| NaiveDate::from_ymd_opt(2020, 3, day).unwrap();
        assert_eq!(dates_somewhere(on(10, 12)), [day(10), day(11)], "after noon it is tomorrow in Auckland");
        assert_eq!(
            dates_somewhere(on(10, 11)),
            [day(10), day(11), day(9)],
            "before noon it is still yesterday far west"
        );
        assert_eq!(dates_somewhere(on(10, 1)), [day(10), day(9)], "in the early hours nobody is ahead");
    }
}
