//! The life of an envelope between its sealing and the platform's word, as one pure function. ARCHITECTURE.md draws it.
//!
//! ```text
//!              claim                     receipt
//!   waiting ───────────▶ sending ──────────────────────▶ received
//!      ▲                 │  │  │ signed refusal
//!      │ retry           │  │  └──────────────▶ wedged ──┐ retry
//!      │                 │  │ trouble                    │
//!      ├─────────────────│──┴──▶ transient ──▶ claim     │
//!      │   lease is over │    abandoned ▲                │
//!      └─────────────────┴───────────────────────────────┘
//!   any that is open ── a later revision is sealed ──▶ superseded, or withdrawn where that takes all back
//! ```
//!
//! Who sends holds a *lease*: the attempt is counted and its end is written down before the first byte leaves. A program
//! that dies leaves a lease that runs out, never a row that nothing wakes; the next program that alone holds the spool need
//! not wait for it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use platform_api::Problem;

/// The wait after a first attempt that came to nothing.
const FIRST_WAIT: Duration = Duration::from_secs(2);
/// The wait that doubling stops at.
const LAST_WAIT: Duration = Duration::from_secs(15 * 60);
/// The longest wait that a platform may ask for. A row planned further ahead was planned by a wrong clock.
pub const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);
/// How long an attempt may take; longer than every timeout of the client together.
pub const LEASE: Duration = Duration::from_secs(120);

/// Due whatever the clock says, now or after it was set.
pub const AT_ONCE: DateTime<Utc> = DateTime::UNIX_EPOCH;

/// Where an envelope stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Due at [`Row::at`], the opening of its sending window or [`AT_ONCE`]: just sealed, or somebody asked for it.
    Waiting,
    /// Somebody is sending it, until [`Row::at`].
    Sending,
    /// It met trouble that passes; due again at [`Row::at`].
    Transient,
    /// The platform has refused these bytes for good: a person has to look.
    Wedged,
    /// The platform's receipt was verified.
    Received,
    /// A later revision has taken its place.
    Superseded,
    /// A withdrawal has taken its place.
    Withdrawn,
}

impl State {
    /// All of them.
    pub const ALL: [State; 7] = [
        State::Waiting,
        State::Sending,
        State::Transient,
        State::Wedged,
        State::Received,
        State::Superseded,
        State::Withdrawn,
    ];

    /// Nothing will happen to it any more.
    pub const fn is_closed(self) -> bool {
        matches!(self, State::Received | State::Superseded | State::Withdrawn)
    }

    /// It is sent without anybody's doing.
    pub const fn is_under_way(self) -> bool {
        matches!(self, State::Waiting | State::Sending | State::Transient)
    }
}

/// What the machine knows of an envelope.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Where it stands.
    pub state: State,
    /// Attempts begun, each counted before it was made.
    pub attempts: u32,
    /// When it is due, or its lease is over; without a meaning in other states.
    pub at: DateTime<Utc>,
    /// What the last attempt met.
    pub problem: Option<Problem>,
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

/// What can happen to an envelope.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Somebody wants to send it now.
    Claim,
    /// An attempt came to an end; `attempt` is the count that it was begun with.
    Ended {
        /// The number of the attempt.
        attempt: u32,
        /// What it met.
        met: Met,
    },
    /// Whoever was sending it is no more.
    Abandoned,
    /// The network has changed, or came back: what waits only for time need not.
    Network,
    /// Another envelope reached the platform: what met nobody before need not wait for its time.
    Reached,
    /// A person asks for it, wedged or not.
    Retry,
    /// A later revision was sealed.
    Replaced {
        /// That takes everything back.
        by_withdrawal: bool,
    },
}

/// What an event makes of a row at an instant; none where it changes nothing. `jitter` in 0..1 spreads machines that lost
/// the platform together.
pub fn decide(row: &Row, event: Event, now: DateTime<Utc>, jitter: f64) -> Option<Row> {
    use State::{Received, Sending, Superseded, Transient, Waiting, Wedged, Withdrawn};
    if row.state.is_closed() {
        return None;
    }
    let into = |state, at, problem| Some(Row { state, attempts: row.attempts, at, problem });
    match (event, row.state) {
        (Event::Claim, Wedged) => None,
        (Event::Claim, _) if !is_due(row.at, now, row.state) => None,
        (Event::Claim, _) => Some(Row {
            state: Sending,
            attempts: row.attempts.saturating_add(1),
            at: now + LEASE,
            problem: row.problem.clone(),
        }),
        // Of an attempt that somebody else has taken over nothing but the receipt counts: that is true whoever sent.
        (Event::Ended { attempt, met }, state) => match met {
            Met::Receipt => into(Received, now, None),
            _ if state != Sending || attempt != row.attempts => None,
            Met::Refusal(problem) => into(Wedged, now, Some(problem)),
            Met::Trouble(problem) => {
                let at = now + wait_after(row.attempts, problem.retry_after, jitter);
                into(Transient, at, Some(problem))
            }
        },
        (Event::Abandoned, Sending) => {
            into(Transient, now + wait_after(row.attempts, None, jitter), row.problem.clone())
        }
        (Event::Abandoned, _) => None,
        // What a platform in trouble asked for still holds.
        (Event::Network, Transient) if row.problem.as_ref().is_some_and(|it| it.retry_after.is_some()) => {
            None
        }
        // What the platform itself has answered keeps its time, or one that always fails would come back at each receipt.
        (Event::Reached, Transient) if row.problem.as_ref().is_some_and(Problem::is_spoken) => None,
        (Event::Network | Event::Reached, Transient) => into(Waiting, AT_ONCE, row.problem.clone()),
        (Event::Network | Event::Reached, _) => None,
        (Event::Retry, Transient | Wedged) => into(Waiting, AT_ONCE, row.problem.clone()),
        (Event::Retry, _) => None,
        (Event::Replaced { by_withdrawal: true }, _) => into(Withdrawn, now, row.problem.clone()),
        (Event::Replaced { by_withdrawal: false }, _) => into(Superseded, now, row.problem.clone()),
    }
}

/// When somebody has to look at a row again: an instant, or none where only a person or nothing moves it.
pub fn wakes(row: &Row, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    row.state.is_under_way().then(|| if is_due(row.at, now, row.state) { now } else { row.at })
}

/// A row planned further ahead than anything plans was planned by a wrong clock. One that waits may be planned for the day
/// that its sending window opens.
fn is_due(at: DateTime<Utc>, now: DateTime<Utc>, state: State) -> bool {
    let longest = match state {
        State::Waiting => return at <= now,
        State::Sending => LEASE,
        _ => LONGEST_WAIT,
    };
    at <= now || (at - now).to_std().is_ok_and(|ahead| ahead > longest)
}

/// How long to wait after the `attempts`-th attempt: somewhere between nothing and a span that doubles each time, up to a
/// quarter of an hour (full jitter), at least two seconds, and what the platform asked for, up to an hour.
pub fn wait_after(attempts: u32, asked: Option<u64>, jitter: f64) -> Duration {
    let doublings = attempts.saturating_sub(1).min(16);
    let span = (FIRST_WAIT * 2u32.pow(doublings)).min(LAST_WAIT);
    let asked = Duration::from_secs(asked.unwrap_or(0)).min(LONGEST_WAIT);
    span.mul_f64(jitter.clamp(0.0, 1.0)).max(FIRST_WAIT).max(asked)
}

#[cfg(test)]
mod tests;
