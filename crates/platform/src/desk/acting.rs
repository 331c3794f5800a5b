//! What officers say of somebody's way, and telling it; whether they may say it is `may`'s to decide.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use platform_api::{Problem, ProblemCode, Stage, Step};
use rulebook::{Colour, Edition};
use serde::Serialize;
use uuid::Uuid;

use super::looking::Case;
use super::may::{self, may, words};
use super::riding::SendsOn;
use super::scope::Subject;
use super::word::{Saying, Word, own_id};
use super::{Desk, Officer};
use crate::staff::Role;
use crate::telling::{Heard, TellError};
use crate::way::{Author, Event, Happening, Place, Second, What, second, unrevoked, waiting};

/// Why somebody with a green code may be sampled all the same.
const SAMPLING: [&str; 4] = ["flight", "companion", "asked", "random"];
/// Whoever has said so much of one person waits for so long.
const SAID_ENOUGH: TimeDelta = TimeDelta::hours(1);
/// What officers may write to a traveller: the messages `message-<this>`.
const MESSAGES: [&str; 7] = [
    "come-to-counter",
    "wait-for-result",
    "answer-telephone",
    "confirm-address",
    "correct-declaration",
    "county-picks-up",
    "domestic-code",
];

/// An event as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Happened {
    id: Uuid,
    at: DateTime<Utc>,
    what: String,
    /// The role, or `traveller`.
    by: &'static str,
    detail: Option<String>,
    stands: Stands,
    /// The officer may take it back.
    own: bool,
}

/// Whether what happened counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Stands {
    Counts,
    /// A second officer is to confirm it.
    Waits,
    /// A second officer did not.
    NotConfirmed,
    TakenBack,
}

impl Stands {
    /// Of what nothing has taken back, whether it counts; what is not in it was taken back.
    fn of_all(events: &[Event]) -> HashMap<Uuid, Self> {
        let unrevoked = unrevoked(events);
        let stands = |event: &&Event| match second(event, &unrevoked) {
            Second::NotNeeded | Second::Confirmed => Self::Counts,
            Second::Awaited => Self::Waits,
            Second::Refused => Self::NotConfirmed,
        };
        unrevoked.iter().map(|event| (event.id, stands(event))).collect()
    }
}

/// What an officer may say now: the likely first.
pub(super) fn actions(officer: &Officer, subject: &Subject, today: NaiveDate) -> Vec<&'static str> {
    let role = officer.account.role;
    let is_ahead = subject.expected.as_ref().is_some_and(|expected| expected.day > today);
    let likely: &[&str] = match (role, subject.way.stage) {
        // Before that day nobody has landed: one press too quick would say so.
        (Role::PortOfficer, Stage::Declared | Stage::Boarded) if is_ahead => {
            &["boarded", "not-on-board", "diverted"]
        }
        (Role::PortOfficer, Stage::Declared | Stage::Boarded) => &["landed", "not-on-board", "boarded"],
        (Role::PortOfficer, Stage::Landed) => match subject.way.step {
            Some(Step::Sampling) => &["sampled", "sent-on", "refused"],
            Some(Step::Result) => &["tested", "sent-on", "refused"],
            Some(Step::HandingOver) => &["handed-over", "to-be-sampled", "refused"],
            Some(Step::Meeting) => &["landed", "not-on-board"],
            _ => &["sent-on", "to-be-sampled", "handed-over"],
        },
        (Role::CountyContact, Stage::Received) => &["followed-up", "observation-begun", "observation-ended"],
        (Role::CountyContact, _) if subject.way.asked.is_some() => &["accepted", "declined", "received"],
        (Role::CountyContact, _) => &["received", "destination-changed"],
        _ => &[],
    };
    let others = words(role).iter().filter(|word| !likely.contains(word));
    let all = likely.iter().chain(others).copied();
    all.filter(|word| may(officer, subject, word, today).is_ok()).collect()
}

/// Longest observation, in days: what the sources of the edition allow.
pub(super) fn longest_observation(edition: &Edition) -> u32 {
    let capped = edition.head.sources.iter().filter_map(|source| source.caps.look_back_days);
    capped.min().unwrap_or(edition.head.caps.look_back_days)
}

impl Desk {
    /// Tells what an officer says of somebody, and shows how they stand then; nothing where they have become another desk's by it.
    pub(crate) async fn say(
        &self,
        officer: &Officer,
        declaration: Uuid,
        saying: Saying,
    ) -> Result<Option<Case>, Problem> {
        let declaration = self.now_known_as(declaration).await?;
        let id = own_id(officer, saying.id);
        if !self.is_kept(officer, declaration, id, &saying).await? {
            let subject = self.subject(officer, declaration).await?;
            let now = self.now();
            let own = subject.events.iter().filter(|event| is_own(officer, event));
            if may::has_said_enough(own.map(|event| event.recorded_at), now) {
                let retry_after = Some(SAID_ENOUGH.num_seconds().unsigned_abs());
                return Err(Problem { retry_after, ..ProblemCode::TooManyRequests.into() });
            }
            let happening = self.happening(officer, &subject, id, &saying)?;
            let is_sent_on = matches!(saying.what, Word::SentOn { .. });
            let _one_by_one = if is_sent_on { Some(self.sending_on.lock().await) } else { None };
            if let Word::SentOn { mode, batch, mixes } = saying.what {
                let how = SendsOn { mode, bus: batch, mixes };
                self.may_send_on(officer, &subject, &how).await?;
                if let Some(bus) = batch {
                    self.put_aboard(&subject, bus).await?;
                }
            }
            // Two presses may arrive in one moment, and one of them is kept.
            if self.tell(officer, declaration, happening).await? == Heard::Same {
                self.is_kept(officer, declaration, id, &saying).await?;
            }
        }
        match self.case(officer, declaration).await {
            Ok(case) => Ok(Some(case)),
            // It was said, and by that somebody has become another desk's.
            Err(problem) if problem.is(ProblemCode::NobodyFound) => Ok(None),
            Err(problem) => Err(problem),
        }
    }

    /// Whether this very word was kept before, also where its person has become another desk's by it. Another one under its id is
    /// refused: nobody is told that what was corrected is kept.
    async fn is_kept(
        &self,
        officer: &Officer,
        declaration: Uuid,
        id: Uuid,
        saying: &Saying,
    ) -> Result<bool, Problem> {
        let way = self.core.way(declaration).await.map_err(super::failed)?;
        let events = way.map(|(_, events)| events).unwrap_or_default();
        match events.iter().find(|event| event.id == id) {
            Some(event) if saying.is(event, |drawn| own_id(officer, drawn)) => Ok(true),
            Some(_) => Err(ProblemCode::EventConflict.into()),
            None => Ok(false),
        }
    }

    /// What an officer says, with the officer's own place.
    fn happening(
        &self,
        officer: &Officer,
        subject: &Subject,
        id: Uuid,
        saying: &Saying,
    ) -> Result<Happening, Problem> {
        let (now, today, role) = (self.now(), self.today(), officer.account.role);
        let (place, what, needs_second) = match saying.what.clone() {
            Word::Revokes { event } => {
                // The page knows what it has just sent by the id that it drew.
                let said = [event, own_id(officer, event)];
                let own = subject.events.iter().find(|it| said.contains(&it.id) && is_own(officer, it));
                let event = own.ok_or(ProblemCode::NotAllowed)?.id;
                (Place::default(), What::Revokes { event }, false)
            }
            word => {
                let place = may(officer, subject, word.name(), today)?;
                let current = self.core.rules().current(today).map(|taken| taken.edition.clone());
                let edition = self.edition_of(&subject.state).map(|taken| taken.edition.clone()).or(current);
                may::complete(&word, subject, edition.as_deref(), today)?;
                self.complete(&word, subject)?;
                let needs_second = may::needs_second(&word, subject, edition.as_deref(), today);
                let what = word.into_event(today, subject, &place)?;
                if needs_second
                    && waiting(&unrevoked(&subject.events)).iter().any(|it| name(&it.what) == name(&what))
                {
                    return Err(ProblemCode::SecondAwaited.into());
                }
                (place, what, needs_second)
            }
        };
        let by = Author::Officer { id: officer.account.signature(), role };
        Ok(Happening { id, at: may::seen_at(saying.at, now)?, by, place, device: None, needs_second, what })
    }

    /// Keeps what was said, counts what is to be counted, and has the code follow.
    async fn tell(
        &self,
        officer: &Officer,
        declaration: Uuid,
        happening: Happening,
    ) -> Result<Heard, Problem> {
        let sampled_green = match &happening.what {
            What::Sampled { reason: Some(reason), .. } => Some(reason.clone()),
            _ => None,
        };
        let event = happening.clone().taken(self.now());
        let heard = self.core.tell(declaration, happening).await.map_err(told)?;
        if heard == Heard::Same {
            return Ok(heard);
        }
        if let Some(reason) = sampled_green {
            // Counted where an auditor counts: a green code is a promise.
            self.write_down(officer, format!("sampled green {reason}")).await?;
        }
        if event.bears_on_codes() {
            self.core.judge_one(declaration).await.map_err(super::failed)?;
        }
        Ok(heard)
    }

    /// Whether a word says all that it has to, in words that are known.
    fn complete(&self, word: &Word, subject: &Subject) -> Result<(), Problem> {
        match word {
            Word::Sampled { reason, .. } => {
                let is_green = self.colour(&subject.state) == Some(Colour::Green);
                let is_known = reason.as_deref().is_some_and(|reason| SAMPLING.contains(&reason));
                if is_green == is_known && (is_known || reason.is_none()) {
                    Ok(())
                } else {
                    Err(ProblemCode::SamplingReasonNeeded.into())
                }
            }
            Word::Writes { message } if !MESSAGES.contains(&message.as_str()) => {
                Err(ProblemCode::BadRequest.into())
            }
            _ => Ok(()),
        }
    }
}

/// Whether an event was said by this officer.
pub(super) fn is_own(officer: &Officer, event: &Event) -> bool {
    matches!(&event.by, Author::Officer { id, .. } if *id == officer.account.signature())
}

/// Events as they are shown, the newest first.
pub(super) fn happened(officer: &Officer, events: &[Event]) -> Vec<Happened> {
    let stands = Stands::of_all(events);
    let helps =
        |asked: Uuid| events.iter().any(|it| it.id == asked && matches!(it.what, What::StaysAbroad { .. }));
    let mut shown: Vec<_> = events
        .iter()
        .filter(|event| is_shown(officer.account.role, &event.what, helps))
        .map(|event| Happened {
            id: event.id,
            at: event.at,
            what: name(&event.what),
            by: match &event.by {
                Author::Traveller => "traveller",
                Author::Officer { role, .. } => role.name(),
            },
            detail: detail(&event.what),
            stands: stands.get(&event.id).copied().unwrap_or(Stands::TakenBack),
            own: is_own(officer, event),
        })
        .collect();
    shown.sort_by_key(|event| std::cmp::Reverse((event.at, event.id)));
    shown
}

/// Whether a role is shown what happened: each kind is named, so that a new one is nobody's before somebody has decided.
fn is_shown(role: Role, what: &What, helps: impl Fn(Uuid) -> bool) -> bool {
    match what {
        What::Boarded
        | What::NotOnBoard
        | What::MissedFlight
        | What::Diverted { .. }
        | What::Landed
        | What::ToBeSampled
        | What::Sampled { .. }
        | What::Tested(_)
        | What::SentOn { .. }
        | What::Refused { .. }
        | What::HandedOver
        | What::DestinationChanged { .. }
        | What::Accepted { .. }
        | What::Declined { .. }
        | What::Received
        | What::ObservationBegun { .. }
        | What::ObservationEnded { .. }
        | What::FollowedUp { .. }
        | What::Writes { .. } => true,
        What::AsksReview { .. } | What::ReviewDecided { .. } => {
            matches!(role, Role::HealthOfficer | Role::PortOfficer)
        }
        What::StaysAbroad { .. } => role == Role::Hotline,
        What::Answered { asked, .. } => role == Role::Hotline && helps(*asked),
        // Whoever may be the one that is reported sees nothing of it; phones are the traveller's own matter; and what was taken back
        // is struck through where it stands.
        What::ReportsMisuse { .. } | What::LetsPhone { .. } | What::ShutsPhones | What::Revokes { .. } => {
            false
        }
    }
}

/// The name of what happened, as it is written.
pub(super) fn name(what: &What) -> String {
    let value = serde_json::to_value(what).unwrap_or_default();
    value["what"].as_str().unwrap_or_default().to_owned()
}

/// What of it is neither anybody's health nor free text.
fn detail(what: &What) -> Option<String> {
    match what {
        What::Diverted { port } => Some(port.clone()),
        What::DestinationChanged { county } | What::Accepted { county } | What::Declined { county, .. } => {
            Some(county.clone())
        }
        What::ObservationBegun { until } => Some(until.to_string()),
        What::ObservationEnded { on } => Some(on.to_string()),
        What::FollowedUp { next } => next.map(|next| next.to_string()),
        _ => None,
    }
}

pub(super) fn told(error: TellError) -> Problem {
    match error {
        TellError::Unknown | TellError::NotKept => ProblemCode::NobodyFound.into(),
        TellError::Ahead(_) | TellError::NoEntry(_) | TellError::NoReview | TellError::NotTheirs => {
            ProblemCode::BadRequest.into()
        }
        TellError::Store(error) => super::failed(error),
        TellError::Busy | TellError::Unwritten | TellError::Keys(_) => ProblemCode::Unavailable.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_shown_what_happened_reads_it_in_words() {
        let texts = [
            include_str!("../../../../locales/en/desk.ftl"),
            include_str!("../../../../locales/zh-CN/desk.ftl"),
        ];
        let asked = Uuid::nil();
        let rare = [
            What::MissedFlight,
            What::AsksReview { reason: platform_api::ReviewReason::Places, text: None },
            What::ReviewDecided { asked, granted: false, reason: String::new() },
            What::StaysAbroad { text: None },
            What::Answered { asked, answer: String::new() },
        ];
        let words = Role::ALL.into_iter().flat_map(words).map(|word| (*word).to_owned());
        let mut happened: Vec<String> = words.collect();
        happened.extend(rare.iter().map(name));
        for what in happened {
            for text in texts {
                assert!(text.contains(&format!("\ndesk-did-{what} = ")), "{what} has no words in a language");
            }
        }
        let misuse = What::ReportsMisuse { text: None };
        let sees = Role::ALL.into_iter().filter(|role| is_shown(*role, &misuse, |_| true));
        assert_eq!(sees.count(), 0, "a report of misuse is on no page that the reported may open");
    }
}
