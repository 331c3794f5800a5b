//! Telling what happened: an event is sealed and kept with what follows from it, in one step.
//!
//! Everybody who says something of a traveller's way comes through here: the desk, a scan that was made without a network, the
//! traveller's letter, `guitu-platform record`. What was told once is told: the same event again changes nothing.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use platform_api::Stage;
use rulebook::zhejiang_date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::at_rest::{AtRest, DayKeyError, Of};
use crate::grounds;
use crate::store::{Kept, NewEvent, Part, SealedEvent, Store, StoreError, Told, Waits};
use crate::way::{Author, Event, Happening, Plan, RequestKind, Way, What, fold};

/// So long a report is kept of somebody of whom nothing else is.
const HEARD_FOR: TimeDelta = TimeDelta::days(30);
/// As often it is tried again where others tell of the same person at once.
const TRIES: usize = 20;

/// What became of what was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    /// Kept now.
    New,
    /// It was told before.
    Same,
}

/// Why nothing was kept.
#[derive(Debug, thiserror::Error)]
pub enum TellError {
    /// No such declaration, or one that was withdrawn before its traveller had landed.
    #[error("this declaration is unknown here, or was withdrawn")]
    Unknown,
    /// Its time is over.
    #[error("what this declaration was judged by is no longer kept: nothing is recorded of it any more")]
    NotKept,
    /// The day has not come.
    #[error("{0} has not come yet")]
    Ahead(NaiveDate),
    /// It is no entry of this declaration.
    #[error("there is no entry {0} of this declaration to revoke")]
    NoEntry(Uuid),
    /// No review waits for an answer.
    #[error("its traveller waits for the answer to no review")]
    NoReview,
    /// A traveller may not say this.
    #[error("this is an officer's to say")]
    NotTheirs,
    /// Others told of the same person all the time.
    #[error("too much happens to this declaration at once")]
    Busy,
    /// It cannot be sealed.
    #[error("it cannot be written down")]
    Unwritten,
    /// The keys of the days cannot be used.
    #[error(transparent)]
    Keys(#[from] DayKeyError),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whoever keeps what is told.
pub(crate) struct Teller<'a> {
    pub(crate) store: &'a dyn Store,
    pub(crate) at_rest: &'a AtRest,
    pub(crate) now: DateTime<Utc>,
}

/// What a declaration says of the arrival, and how long that is kept, as it is sealed.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeptPlan {
    pub(crate) plan: Plan,
    /// Days after the entry.
    pub(crate) days: u32,
}

/// What is known of a way, opened.
pub(crate) struct Known {
    pub(crate) plan: Plan,
    /// Whether there is one: none is kept of somebody who has taken everything back.
    pub(crate) has_plan: bool,
    pub(crate) intends: bool,
    pub(crate) events: Vec<Event>,
    /// Last day on which what is kept now may be read.
    pub(crate) ends: Option<NaiveDate>,
    days: u32,
}

impl Teller<'_> {
    /// Keeps what happened.
    pub(crate) async fn tell(&self, declaration: Uuid, happening: Happening) -> Result<Heard, TellError> {
        let event = self.checked(happening)?;
        self.keep(declaration, &event, counts).await
    }

    /// Keeps what was told of the same person under another id: it was taken and counted then.
    pub(crate) async fn carry(&self, declaration: Uuid, event: Event) -> Result<Heard, TellError> {
        self.keep(declaration, &event, |_, _, _| Vec::new()).await
    }

    async fn keep(
        &self,
        declaration: Uuid,
        event: &Event,
        counts: impl Fn(&Way, &Way, &Event) -> Vec<&'static str>,
    ) -> Result<Heard, TellError> {
        for _ in 0..TRIES {
            let told = self.store.told(declaration).await?.ok_or(TellError::Unknown)?;
            if told.events.iter().any(|known| known.id == event.id) {
                return Ok(Heard::Same);
            }
            let new = self.new_event(declaration, &told, event, &counts)?;
            match self.store.keep_event(declaration, new).await? {
                Kept::New => return Ok(Heard::New),
                Kept::Same => return Ok(Heard::Same),
                Kept::Unknown => return Err(TellError::Unknown),
                Kept::Moved => {}
            }
        }
        Err(TellError::Busy)
    }

    fn checked(&self, mut happening: Happening) -> Result<Event, TellError> {
        let today = zhejiang_date(self.now);
        if happening.by == Author::Traveller && !happening.what.is_for_travellers() {
            return Err(TellError::NotTheirs);
        }
        if happening.by == Author::Traveller {
            // A traveller's clock that is ahead, by days even, is no reason to lose what was said.
            happening.at = happening.at.min(self.now);
        }
        let day = match &happening.what {
            What::ObservationEnded { on } => *on,
            What::Tested(test) => test.taken_on,
            _ => zhejiang_date(happening.at),
        };
        if day > today {
            return Err(TellError::Ahead(day));
        }
        // A clock that is ahead: nothing is told before it happened. Instants are kept to the millisecond.
        happening.at = happening.at.min(self.now);
        Ok(happening.taken(self.now))
    }

    fn new_event(
        &self,
        declaration: Uuid,
        told: &Told,
        event: &Event,
        counts: impl Fn(&Way, &Way, &Event) -> Vec<&'static str>,
    ) -> Result<NewEvent, TellError> {
        let today = zhejiang_date(self.now);
        let mut known = known(self.at_rest, declaration, told, today)?;
        // Whoever takes everything back because of a misuse must still be heard, and answered.
        let outlasts = RequestKind::outlasts(&event.what);
        if told.withdrawn && !outlasts && known.way().stage < Stage::Landed {
            return Err(TellError::Unknown);
        }
        let ends = known.ends.or_else(|| outlasts.then(|| today + HEARD_FOR)).ok_or(TellError::NotKept)?;
        let before = known.way();
        known.events.push(event.clone());
        let way = known.way();
        // Kept as long as the rest, whose days count from the landing once it was seen.
        let entered = way.seen.iter().find(|seen| seen.stage == Stage::Landed);
        let from_entry = entered.map(|seen| grounds::ends(zhejiang_date(seen.at), known.days, today));
        let ends = from_entry.map_or(ends, |other| ends.max(other)).max(today);
        let plain = serde_json::to_vec(event).map_err(|_| TellError::Unwritten)?;
        let sealed = self.at_rest.seal(of_event(declaration), &class(event.id), ends, &plain, today)?.sealed;
        let by = match &event.by {
            Author::Traveller => "traveller".to_owned(),
            Author::Officer { id, .. } => id.clone(),
        };
        Ok(NewEvent {
            entries: told.entries,
            // The log goes on by the clock, whenever it was taken first.
            event: SealedEvent { id: event.id, recorded_at: self.now, by, ends, sealed },
            way: waits(&way, ends, told.withdrawn),
            judged_from: event.bears_on_codes().then_some(today),
            counts: counts(&before, &way, event),
        })
    }
}

/// What is counted of an event, for the self-check of a month.
fn counts(before: &Way, after: &Way, event: &Event) -> Vec<&'static str> {
    let mut counts = Vec::new();
    let was_late = before.is_late(event.at);
    let reaches = |stage: Stage| before.stage < stage && after.stage >= stage;
    if reaches(Stage::HandedOver) {
        counts.push("handed-over");
        counts.extend(was_late.then_some("handed-over-late"));
    }
    if reaches(Stage::Received) {
        counts.push("received");
        counts.extend(was_late.then_some("received-late"));
    }
    match &event.what {
        What::AsksReview { .. } => counts.push("review-asked"),
        What::ReviewDecided { asked, granted, .. } => {
            counts.push(if *granted { "review-granted" } else { "review-refused" });
            let review = before.review.as_ref().filter(|(id, _)| id == asked);
            counts.extend(review.is_some_and(|(_, review)| review.due < event.at).then_some("review-late"));
        }
        What::ReportsMisuse { .. } => counts.push("misuse-reported"),
        What::Sampled { reason: Some(_), .. } => counts.push("green-sampled"),
        _ => {}
    }
    counts
}

impl Known {
    /// What follows.
    pub(crate) fn way(&self) -> Way {
        fold(&self.plan, self.intends, &self.events)
    }
}

/// What is known of a declaration's way.
pub(crate) fn known(
    at_rest: &AtRest,
    declaration: Uuid,
    told: &Told,
    today: NaiveDate,
) -> Result<Known, StoreError> {
    let of = Of { declaration, revision: told.revision };
    let plan = told.plan.as_ref().map(|part| at_rest.open(of, part, today)).transpose()?.flatten();
    let kept = plan.map(|plan| serde_json::from_slice::<KeptPlan>(&plan)).transpose();
    let kept = kept.map_err(|_| StoreError::Broken)?;
    let part_ends = told.plan.as_ref().filter(|_| kept.is_some()).map(|part| part.ends);
    let ends = part_ends.into_iter().chain(told.events.iter().map(|event| event.ends)).max();
    let has_plan = kept.is_some();
    let (plan, days) = kept.map(|kept| (kept.plan, kept.days)).unwrap_or_default();
    let events = opened(at_rest, declaration, &told.events, today)?;
    Ok(Known { plan, has_plan, intends: told.intends, events, ends, days })
}

/// What of a way stands in clear. Nobody waits for the arrival of somebody who has taken everything back and has not landed; what they
/// asked for is still to be answered.
pub(crate) fn waits(way: &Way, ends: NaiveDate, withdrawn: bool) -> Option<Waits> {
    let is_given_up = withdrawn && way.stage < Stage::Landed;
    if is_given_up && way.requests.is_empty() {
        return None;
    }
    Some(Waits {
        stage: way.stage.name().to_owned(),
        desk: way.desk.to_string(),
        step: way.step.filter(|_| !is_given_up).map(|step| step.name().to_owned()),
        due: way.due.filter(|_| !is_given_up),
        asked_due: way.requests.first().map(|request| request.due),
        port: way.port.clone().filter(|_| !is_given_up),
        county: way.county.clone().filter(|_| !is_given_up),
        asked: way.asked.clone().filter(|_| !is_given_up),
        ends,
    })
}

/// The events of a declaration that may still be read. All of them or an error: without one of them the rest would say something
/// else, and a newer program may have told what this one cannot read.
pub(crate) fn opened(
    at_rest: &AtRest,
    declaration: Uuid,
    events: &[SealedEvent],
    today: NaiveDate,
) -> Result<Vec<Event>, StoreError> {
    let mut read = Vec::with_capacity(events.len());
    for event in events {
        let part = Part { class: class(event.id), ends: event.ends, sealed: event.sealed.clone() };
        if let Some(plain) = at_rest.open(of_event(declaration), &part, today)? {
            read.push(serde_json::from_slice(&plain).map_err(|_| StoreError::Broken)?);
        }
    }
    Ok(read)
}

/// An event belongs to its declaration, whichever revision that is at.
fn of_event(declaration: Uuid) -> Of {
    Of { declaration, revision: 0 }
}

fn class(event: Uuid) -> String {
    format!("event:{event}")
}
