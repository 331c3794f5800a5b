//! Every state that an envelope can come to, by every event at every time that matters.

use std::collections::HashMap;

use chrono::TimeDelta;
use platform_api::ProblemCode;
use proptest::prelude::*;

use super::*;

const NOON: DateTime<Utc> = DateTime::from_timestamp(1_795_000_000, 0).unwrap();
/// More attempts than this change nothing but the pauses, which have a test of their own.
const MOST_ATTEMPTS: u32 = 4;

fn problem(code: ProblemCode, retry_after: Option<u64>) -> Problem {
    Problem { retry_after, ..code.into() }
}

fn sealed(opens: DateTime<Utc>) -> Row {
    Row { state: State::Waiting, attempts: 0, at: opens, problem: None }
}

/// What can happen to a row whose last attempt has this number: also things of an attempt before it.
fn events(attempts: u32) -> Vec<Event> {
    let mut events = vec![Event::Claim, Event::Network, Event::Reached, Event::Retry, Event::Abandoned];
    events.extend([true, false].map(|by_withdrawal| Event::Replaced { by_withdrawal }));
    for attempt in [attempts, attempts.saturating_sub(1)] {
        for met in [
            Met::Receipt,
            Met::Refusal(ProblemCode::DeclarationIncomplete.into()),
            Met::Trouble(ProblemCode::PlatformUnreachable.into()),
            Met::Trouble(problem(ProblemCode::TooManyRequests, Some(600))),
            Met::Trouble(problem(ProblemCode::Unavailable, Some(u64::MAX))),
        ] {
            events.push(Event::Ended { attempt, met });
        }
    }
    events
}

/// Steps of a clock: none, a few seconds, past a lease, past every pause, and a clock that somebody set.
fn steps() -> [TimeDelta; 7] {
    let days = |days| TimeDelta::days(days);
    [0, 3, 130, 4_000]
        .map(TimeDelta::seconds)
        .into_iter()
        .chain([days(20), days(400), days(-400)])
        .collect::<Vec<_>>()
        .try_into()
        .unwrap()
}

/// How far ahead, as far as any decision asks: due, within a lease, within the longest wait, further, absurdly far.
fn ahead(by: TimeDelta) -> usize {
    let limits =
        [TimeDelta::zero(), TimeDelta::from_std(LEASE).unwrap(), TimeDelta::from_std(LONGEST_WAIT).unwrap()];
    limits.into_iter().chain([TimeDelta::days(30)]).filter(|limit| by > *limit).count()
}

/// Walks through everything that can be reached, and shows each step to `look`.
fn walk(mut look: impl FnMut(&Row, &Event, DateTime<Utc>, Option<&Row>)) -> usize {
    let mut seen = HashMap::new();
    let mut open = vec![(sealed(AT_ONCE), NOON), (sealed(NOON + TimeDelta::days(10)), NOON)];
    while let Some((row, before)) = open.pop() {
        let met = row.problem.as_ref().map(|it| (it.code.clone(), it.retry_after));
        let key = (row.state, row.attempts, ahead(row.at - before), met);
        if row.attempts > MOST_ATTEMPTS || seen.insert(key, ()).is_some() {
            continue;
        }
        for step in steps() {
            let now = before + step;
            if (now - NOON).abs() > TimeDelta::days(2000) {
                continue;
            }
            for event in events(row.attempts) {
                let next = decide(&row, event.clone(), now, 0.5);
                look(&row, &event, now, next.as_ref());
                open.push((next.unwrap_or_else(|| row.clone()), now));
            }
        }
    }
    seen.len()
}

#[test]
fn every_state_is_reached() {
    let mut reached = vec![State::Waiting];
    let rows = walk(|_, _, _, next| {
        if let Some(next) = next.filter(|next| !reached.contains(&next.state)) {
            reached.push(next.state);
        }
    });
    assert_eq!(reached.len(), State::ALL.len(), "the drawing has no state that is not one: {reached:?}");
    assert!(rows > 100, "there was something to look at: {rows} rows");
}

#[test]
fn only_a_receipt_makes_a_row_received_and_nothing_reopens_one() {
    walk(|row, event, _, next| {
        let Some(next) = next else { return };
        assert!(!row.state.is_closed(), "{row:?} was closed and {event:?} made {next:?} of it");
        let receipt = matches!(event, Event::Ended { met: Met::Receipt, .. });
        assert_eq!(next.state == State::Received, receipt, "{event:?} on {row:?}");
        let replaced = matches!(event, Event::Replaced { .. });
        assert_eq!(next.state.is_closed(), receipt || replaced, "{event:?} closed {row:?}");
    });
}

#[test]
fn an_attempt_is_counted_before_it_is_made_and_nobody_else_makes_one_meanwhile() {
    walk(|row, event, now, next| {
        let Some(next) = next else { return };
        assert_eq!(
            next.attempts,
            row.attempts + u32::from(*event == Event::Claim),
            "{event:?} counted wrongly"
        );
        if *event == Event::Claim {
            assert_eq!(
                (next.state, next.at),
                (State::Sending, now + LEASE),
                "the lease stands before a byte leaves"
            );
            let held = row.state == State::Sending && row.at > now && row.at <= now + LEASE;
            assert!(!held, "two senders of {row:?}");
        }
        assert!(
            row.state != State::Sending
                || matches!(
                    event,
                    Event::Claim | Event::Ended { .. } | Event::Replaced { .. } | Event::Abandoned
                ),
            "{event:?} took {row:?} from its sender"
        );
    });
}

#[test]
fn no_row_is_left_that_nothing_wakes() {
    walk(|_, event, now, next| {
        let Some(row) = next.filter(|row| !row.state.is_closed()) else { return };
        match wakes(row, now) {
            None => {
                assert_eq!(row.state, State::Wedged, "{event:?} left {row:?} asleep");
                let asked = decide(row, Event::Retry, now, 0.5).expect("a person can always ask for it");
                assert!(decide(&asked, Event::Claim, now, 0.5).is_some(), "and then it goes at once");
            }
            Some(at) => {
                assert!(
                    decide(row, Event::Claim, at, 0.5).is_some(),
                    "{row:?} is woken at {at} and not sent"
                );
                let planned = row.state == State::Waiting;
                assert!(
                    planned || at - now <= TimeDelta::from_std(LONGEST_WAIT).unwrap(),
                    "{row:?} sleeps too long"
                );
            }
        }
    });
}

#[test]
fn every_open_row_can_still_arrive() {
    walk(|_, _, now, next| {
        let Some(row) = next.filter(|row| !row.state.is_closed()) else { return };
        let row = decide(row, Event::Retry, now, 0.5).unwrap_or_else(|| row.clone());
        let at = wakes(&row, now).expect("it is under way");
        let sending = decide(&row, Event::Claim, at, 0.5).expect("it is due");
        let received = Event::Ended { attempt: sending.attempts, met: Met::Receipt };
        let row = decide(&sending, received, at, 0.5).expect("a receipt counts");
        assert_eq!(row.state, State::Received, "from anywhere");
    });
}

#[test]
fn nothing_that_is_not_signed_stops_a_row() {
    for code in ProblemCode::ALL {
        for status in [0, 200, 302, 400, 403, 404, 407, 409, 410, 413, 422, 451, 502, 511] {
            let sending = decide(&sealed(AT_ONCE), Event::Claim, NOON, 0.5).unwrap();
            let met = Met::Trouble(Problem { status, ..(*code).into() });
            let next = decide(&sending, Event::Ended { attempt: 1, met }, NOON, 0.5).unwrap();
            assert_eq!(next.state, State::Transient, "{} with {status} is no refusal", code.as_str());
        }
    }
}

proptest! {
    #[test]
    fn waits_are_spread_grow_and_stay_within_reach(attempts in any::<u32>(), asked in proptest::option::of(any::<u64>()), jitter in -1.0f64..2.0) {
        let wait = wait_after(attempts, asked, jitter);
        prop_assert!(wait >= FIRST_WAIT, "a platform in trouble is not hammered");
        prop_assert!(wait <= LONGEST_WAIT, "no answer may put a declaration off for days");
        prop_assert!(wait >= Duration::from_secs(asked.unwrap_or(0)).min(LONGEST_WAIT), "asked too early");
        prop_assert!(wait_after(attempts.saturating_add(1), asked, jitter) >= wait, "a longer trouble is asked about less often");
        let (low, high) = (wait_after(9, None, 0.0), wait_after(9, None, 1.0));
        prop_assert!(low == FIRST_WAIT && high > FIRST_WAIT * 100, "many machines do not come back together");
    }
}
