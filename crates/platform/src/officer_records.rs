//! What officers record of a declaration as facts that codes rest on: that somebody landed, that an observation is over, what a
//! test showed.
//!
//! Each is an event of the traveller's way ([`crate::way`]), told like any other; here it is read as a fact. One that bears on
//! codes makes the declaration wait to be judged again: a platform that runs does so within seconds.

use chrono::{DateTime, NaiveDate, Utc};
use declaration::{OfficerFact, OfficerFacts, Recorded, is_of_an_earlier_entry};
use platform_api::Role;
use rulebook::zhejiang_date;
use uuid::Uuid;

use crate::at_rest::AtRest;
use crate::store::{SealedEvent, StoreError};
pub use crate::telling::TellError as RecordError;
use crate::telling::{Teller, known, opened};
use crate::way::{Author, Event, Happening, Place, What, noon, standing};
use crate::{Config, database};

/// What an officer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// Something was seen.
    Seen(OfficerFact),
    /// Something happened on the way.
    Happened {
        /// What.
        what: What,
        /// Where.
        place: Place,
        /// On which day, where that is not today.
        on: Option<NaiveDate>,
    },
    /// The entry of that id was wrong.
    Revokes(Uuid),
}

/// Records what an officer says of a declaration, in a platform of that configuration. Gives the entry's id.
pub async fn record(
    of: &Config,
    declaration: Uuid,
    word: &Word,
    (by, role): (&str, Role),
) -> Result<Uuid, RecordError> {
    let now = (of.clock)();
    let store = database::open(&of.data, of.database.as_deref()).await?;
    let at_rest = AtRest::new(database::day_keys(&*store, of.day_keys()).await?);
    if let Word::Revokes(entry) = word {
        let told = store.told(declaration).await?.ok_or(RecordError::Unknown)?;
        if told.events.iter().all(|event| event.id != *entry) {
            return Err(RecordError::NoEntry(*entry));
        }
    }
    let (at, place, what) = word.happening(now);
    let by = Author::Officer { id: by.to_owned(), role };
    let happening = Happening { id: Uuid::now_v7(), at, by, place, device: None, needs_second: false, what };
    let id = happening.id;
    Teller { store: &*store, at_rest: &at_rest, now }.tell(declaration, happening).await?;
    Ok(id)
}

/// Answers the review that a traveller has asked for and waits for, in a platform of that configuration.
pub async fn decide_review(
    of: &Config,
    declaration: Uuid,
    (granted, reason): (bool, &str),
    by: (&str, Role),
) -> Result<Uuid, RecordError> {
    let store = database::open(&of.data, of.database.as_deref()).await?;
    let at_rest = AtRest::new(database::day_keys(&*store, of.day_keys()).await?);
    let told = store.told(declaration).await?.ok_or(RecordError::Unknown)?;
    let way = known(&at_rest, declaration, &told, zhejiang_date((of.clock)()))?.way();
    let open = way.review.filter(|(_, review)| review.answered_at.is_none());
    let (asked, _) = open.ok_or(RecordError::NoReview)?;
    let what = What::ReviewDecided { asked, granted, reason: reason.to_owned() };
    record(of, declaration, &Word::Happened { what, place: Place::default(), on: None }, by).await
}

impl Word {
    /// When it happened, where, and what.
    fn happening(&self, now: DateTime<Utc>) -> (DateTime<Utc>, Place, What) {
        let nowhere = |at, what| (at, Place::default(), what);
        match self {
            Self::Seen(OfficerFact::Landed { on }) => nowhere(on_the_day(*on, now), What::Landed),
            Self::Seen(OfficerFact::ObservationEnded { on }) => {
                nowhere(now, What::ObservationEnded { on: *on })
            }
            Self::Seen(OfficerFact::Tested(test)) => nowhere(now, What::Tested(test.clone())),
            Self::Happened { what, place, on } => {
                (on.map_or(now, |on| on_the_day(on, now)), place.clone(), what.clone())
            }
            Self::Revokes(event) => nowhere(now, What::Revokes { event: *event }),
        }
    }
}

/// Now where it is that day in Zhejiang, else noon of the day.
fn on_the_day(day: NaiveDate, now: DateTime<Utc>) -> DateTime<Utc> {
    if zhejiang_date(now) == day { now } else { noon(day) }
}

/// What a declaration says of the entry that officers' words are read for.
#[derive(Clone, Copy)]
pub(crate) struct Said {
    /// The day of the entry.
    pub(crate) enters_on: Option<NaiveDate>,
    /// The day on which that was first said.
    pub(crate) said_on: NaiveDate,
}

/// The facts among events that may still be read, and how many of them bear on codes. A landing of an earlier entry is none.
pub(crate) fn read(
    at_rest: &AtRest,
    declaration: Uuid,
    events: &[SealedEvent],
    said: Said,
    today: NaiveDate,
) -> Result<(OfficerFacts, usize), StoreError> {
    let events = opened(at_rest, declaration, events, today)?;
    let bearing = events.iter().filter(|event| event.bears_on_codes()).count();
    let mut stand = standing(&events);
    // Of one landing that two officers saw, the first counts, as on the way: a wrong day is taken back and never laid over.
    let mut is_seen = false;
    stand.retain(|event| match event.fact() {
        Some(OfficerFact::Landed { on }) => {
            let is_of_this = !is_of_an_earlier_entry(on, said.enters_on, said.said_on);
            is_of_this && !std::mem::replace(&mut is_seen, true)
        }
        _ => true,
    });
    stand.sort_by_key(|event| (event.recorded_at, event.id));
    let recorded = |event: &&Event| {
        let Author::Officer { id, .. } = &event.by else { return None };
        Some(Recorded { value: event.fact()?, by: id.clone(), at: event.recorded_at })
    };
    Ok((OfficerFacts::of(stand.iter().filter_map(recorded)), bearing))
}
