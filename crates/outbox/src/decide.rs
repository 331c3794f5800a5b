//! What an answer means for the row that was sent. Pure.

use std::time::Duration;

use chrono::{DateTime, Utc};
use platform_api::Problem;

/// The wait after a first attempt that came to nothing.
const FIRST_WAIT: Duration = Duration::from_secs(2);
/// The wait that doubling stops at.
const LAST_WAIT: Duration = Duration::from_secs(15 * 60);
/// The longest wait that a platform may ask for. A row planned further ahead was planned by a wrong clock.
pub const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);

/// What to do with a row after an attempt.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// The receipt was verified: the row is done.
    Close,
    /// Try again by itself, not before `at`.
    RetryAt {
        /// The earliest instant of the next attempt.
        at: DateTime<Utc>,
        /// What was met, to be said to the traveller.
        problem: Problem,
    },
    /// The same bytes will be refused again: somebody has to look.
    Wedge(Problem),
}

/// What an attempt met.
#[derive(Debug, Clone, PartialEq)]
pub enum Met {
    /// A receipt for exactly these bytes, verified.
    Receipt,
    /// The platform's refusal of exactly these bytes, verified.
    Refusal(Problem),
    /// Anything else: whatever it says, it says nothing against the declaration.
    Trouble(Problem),
}

/// Decides by what the `attempts`-th attempt met. `jitter` lies in 0..1 and keeps
/// many machines that lost the platform together from coming back together.
pub fn decide(met: Met, attempts: u32, now: DateTime<Utc>, jitter: f64) -> Step {
    let problem = match met {
        Met::Receipt => return Step::Close,
        Met::Refusal(problem) => return Step::Wedge(problem),
        Met::Trouble(problem) => problem,
    };
    let asked = Duration::from_secs(problem.retry_after.unwrap_or(0)).min(LONGEST_WAIT);
    Step::RetryAt { at: now + wait_after(attempts, jitter).max(asked), problem }
}

/// How long to wait after the `attempts`-th attempt: twice as long each time, up to a quarter of an hour; `jitter` in
/// 0..1 takes up to half of it off.
pub fn wait_after(attempts: u32, jitter: f64) -> Duration {
    let doublings = attempts.saturating_sub(1).min(16);
    let full = (FIRST_WAIT * 2u32.pow(doublings)).min(LAST_WAIT);
    full.mul_f64(1.0 - jitter.clamp(0.0, 1.0) / 2.0).max(FIRST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use platform_api::ProblemCode;
    use proptest::prelude::*;

    fn instant() -> impl Strategy<Value = DateTime<Utc>> {
        (0i64..4_102_444_800).prop_map(|seconds| DateTime::from_timestamp(seconds, 0).unwrap())
    }

    fn problem() -> impl Strategy<Value = Problem> {
        let code = proptest::sample::select(ProblemCode::ALL);
        let status = prop_oneof![Just(None), any::<u16>().prop_map(Some)];
        (code, status, proptest::option::of(any::<u64>())).prop_map(|(code, status, retry_after)| {
            let problem = Problem::new(code);
            Problem { status: status.unwrap_or(problem.status), retry_after, ..problem }
        })
    }

    proptest! {
        #[test]
        fn a_retry_is_never_at_once_and_never_out_of_reach(
            problem in problem(), attempts in any::<u32>(), now in instant(), jitter in -1.0f64..2.0,
        ) {
            if let Step::RetryAt { at, .. } = decide(Met::Trouble(problem), attempts, now, jitter) {
                let wait = (at - now).to_std().unwrap();
                prop_assert!(wait >= FIRST_WAIT, "a platform in trouble is not hammered");
                prop_assert!(wait <= LONGEST_WAIT, "no answer may put a declaration off for days");
            }
        }

        #[test]
        fn what_retry_after_asks_for_is_waited_for(seconds in 0u64..3600, attempts in 0u32..40, now in instant()) {
            let busy = Problem { retry_after: Some(seconds), ..Problem::new(ProblemCode::TooManyRequests) };
            let Step::RetryAt { at, .. } = decide(Met::Trouble(busy), attempts, now, 0.5) else {
                return Err(TestCaseError::fail("429 passes by itself"));
            };
            prop_assert!(at - now >= chrono::Duration::seconds(seconds as i64), "asked too early");
        }

        #[test]
        fn a_row_is_closed_by_a_verified_receipt_and_by_nothing_else(
            problem in problem(), attempts in any::<u32>(), now in instant(), jitter in 0.0f64..1.0,
        ) {
            prop_assert_eq!(decide(Met::Receipt, attempts, now, jitter), Step::Close);
            prop_assert_ne!(decide(Met::Refusal(problem.clone()), attempts, now, jitter), Step::Close);
            prop_assert_ne!(decide(Met::Trouble(problem), attempts, now, jitter), Step::Close);
        }

        #[test]
        fn waits_grow(attempts in 0u32..u32::MAX - 1, jitter in 0.0f64..1.0) {
            prop_assert!(
                wait_after(attempts + 1, jitter) >= wait_after(attempts, jitter),
                "a longer trouble is asked about less often"
            );
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_not_signed_stops_a_row(
            problem in problem(), attempts in any::<u32>(), now in instant(), jitter in 0.0f64..1.0,
        ) {
            let step = decide(Met::Trouble(problem), attempts, now, jitter);
            prop_assert!(matches!(step, Step::RetryAt { .. }), "a 413 of a proxy, a 403 of a hotel: tried again");
        }
    }

    #[test]
    fn the_platforms_signed_refusal_waits_for_a_person() {
        let problem = Problem::new(ProblemCode::DeclarationIncomplete);
        let step = decide(Met::Refusal(problem.clone()), 1, DateTime::UNIX_EPOCH, 0.0);
        assert_eq!(step, Step::Wedge(problem), "it will be said of the same bytes again");
    }
}
