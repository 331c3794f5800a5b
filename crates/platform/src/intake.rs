//! Looking at what was inside an envelope: is it complete. Which code follows is for `judging` to say.
//!
//! The rules are the ones the app used (`declaration`), so a traveller whose app said "complete" is not sent back here.
//! That needs the same day: rules compare answers with today's civil date, and the envelope does not say in which zone
//! the traveller sealed it. So a declaration is taken if it is complete on one of the civil dates that some place on
//! Earth had at the instant of sealing. An envelope that waited in an outbox is judged by the day it was sealed, but
//! the code follows from the places and flights of the day it arrives, and from health as of sealing. That goes back as far as an edition lets somebody send ahead of
//! the journey; beyond it, or more than five minutes ahead of our clock, the day of arrival counts.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use declaration::{Finding, FormKind};
use platform_api::{Kind, Problem, ProblemCode, ProblemDetail, Submission};
use rulebook::zhejiang_date;

use crate::core::{TakenEdition, is_of_own_words};
use crate::unasked;

const EASTERNMOST: TimeDelta = TimeDelta::hours(14);
const WESTERNMOST: TimeDelta = TimeDelta::hours(-12);
/// Clocks that are right differ by less.
pub(crate) const CLOCKS_DIFFER: TimeDelta = TimeDelta::minutes(5);
/// More places than this help nobody.
const MOST_ERRORS: usize = 100;

/// The instant of sealing, where it may be relied on.
fn judged_at(taken: &TakenEdition, submission: &Submission, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let days = taken.edition.head.sending.opens_days_before_departure;
    let sealed = submission.sealed_at;
    let may_be = sealed >= now - TimeDelta::days(days.into()) && sealed <= now + CLOCKS_DIFFER;
    may_be.then(|| sealed.min(now))
}

/// The instant for which what somebody says of their health holds: that of sealing, or of arrival where the sealing cannot be relied
/// on. What lay in an outbox says nothing of the time since.
pub(crate) fn said_at(taken: &TakenEdition, submission: &Submission, now: DateTime<Utc>) -> DateTime<Utc> {
    judged_at(taken, submission, now).unwrap_or(now)
}

/// What is complete may still come before its journey can be judged; that goes by the day of arrival, since what was sealed
/// early has waited for it. An intention names no journey.
fn early(taken: &TakenEdition, submission: &Submission, now: DateTime<Utc>) -> Result<(), Problem> {
    let opens = taken.form.opens(&submission.answers, zhejiang_date(now));
    match opens.filter(|opens| submission.kind != Kind::Intend && *opens > now + CLOCKS_DIFFER) {
        None => Ok(()),
        Some(opens) => {
            let retry_after = u64::try_from((opens - now).num_seconds()).ok();
            Err(Problem { retry_after, ..ProblemCode::DeclarationTooEarly.into() })
        }
    }
}

/// Whether a declaration is complete, nothing in it is wrong or unasked, and its time has come.
pub(crate) fn check(
    taken: &TakenEdition,
    submission: &Submission,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let at = said_at(taken, submission, now);
    let mut first = None;
    let form = match submission.kind {
        Kind::Intend if !taken.edition.kinds.offers(FormKind::Intention) => {
            return Err(ProblemCode::DeclarationIncomplete.into());
        }
        Kind::Intend => taken.form.filled_in_for(FormKind::Intention),
        Kind::Declare | Kind::Confirm | Kind::Withdraw => taken.form.clone(),
    };
    for date in dates_somewhere(at) {
        let evaluation = form.evaluate(&submission.answers, date);
        let asked = form.relevant(&submission.answers, date);
        let unasked = unasked::pointers(&submission.answers, &asked).into_iter().map(not_asked);
        let unseen =
            |finding: &&Finding| submission.own_answers.is_some() && is_of_own_words(&taken.edition, finding);
        let blocking = evaluation.blocking().filter(|finding| !unseen(finding));
        let errors: Vec<_> = blocking.flat_map(details).chain(unasked).take(MOST_ERRORS).collect();
        if errors.is_empty() {
            return early(taken, submission, now);
        }
        first.get_or_insert(errors);
    }
    let errors = first.unwrap_or_default();
    Err(match by_arrival(submission, at, now) {
        None => Problem::with_errors(ProblemCode::DeclarationIncomplete, errors),
        Some(ProblemCode::SealedAhead) => {
            let retry_after = u64::try_from((submission.sealed_at - now).num_seconds()).ok();
            Problem { retry_after, ..Problem::with_errors(ProblemCode::SealedAhead, errors) }
        }
        Some(code) => Problem::with_errors(code, errors),
    })
}

/// Why the day of arrival counted and not that of sealing; none where it was the day of sealing. The traveller is told: what
/// was complete when it was sealed is not refused as if questions had been left open.
fn by_arrival(submission: &Submission, at: DateTime<Utc>, now: DateTime<Utc>) -> Option<ProblemCode> {
    if at == submission.sealed_at.min(now) && submission.sealed_at <= now + CLOCKS_DIFFER {
        return None;
    }
    let is_ahead = submission.sealed_at > now;
    Some(if is_ahead { ProblemCode::SealedAhead } else { ProblemCode::SealedLongAgo })
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
pub(crate) fn dates_somewhere(at: DateTime<Utc>) -> Vec<NaiveDate> {
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
