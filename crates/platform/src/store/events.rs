//! What happened on travellers' ways, each event by itself: none is changed, a wrong one is revoked by another. Beside them stands
//! what follows: who is responsible for a declaration, and until when, so that whoever looks after a desk finds it.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use platform_api::Desk;
use uuid::Uuid;

use super::{Note, Part, StoreError};

/// Holds events, and what follows from them.
#[async_trait]
pub trait Events: Send + Sync {
    /// Keeps an event and what follows from it. The same one may come any number of times. Where anything was done with the
    /// declaration since it was read, nothing is kept: what follows may be something else by now.
    async fn keep_event(&self, declaration: Uuid, event: NewEvent) -> Result<Kept, StoreError>;

    /// What was told of a declaration, withdrawn or not; none where it is unknown.
    async fn told(&self, declaration: Uuid) -> Result<Option<Told>, StoreError>;

    /// The declarations that desks are responsible for and that are due before an instant, those that are due first in front.
    async fn ways(&self, of: Responsible) -> Result<Vec<(Uuid, Waits)>, StoreError>;

    /// The declarations whose travellers wait for an answer to what they asked for, those that are due first in front; with `after`, what
    /// follows that one.
    async fn asked(
        &self,
        after: Option<(DateTime<Utc>, Uuid)>,
        most: u32,
    ) -> Result<Vec<(Uuid, Waits)>, StoreError>;
}

/// An event as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedEvent {
    /// Its id, drawn by whoever records it.
    pub id: Uuid,
    /// When the platform took it; kept to the millisecond.
    pub recorded_at: DateTime<Utc>,
    /// Who: `traveller`, or an officer's account.
    pub by: String,
    /// Last day in Zhejiang on which it may be read.
    pub ends: NaiveDate,
    /// All of it, sealed.
    pub sealed: Vec<u8>,
}

/// An event to keep.
#[derive(Debug, Clone)]
pub struct NewEvent {
    /// Entries in the declaration's log when it was read.
    pub entries: u64,
    /// The event.
    pub event: SealedEvent,
    /// What follows from all events.
    pub way: Option<Waits>,
    /// The day from which on the declaration waits to be judged again; none where no code can be another for it.
    pub judged_from: Option<NaiveDate>,
    /// What is counted of it, once, on the day on which it is taken.
    pub counts: Vec<&'static str>,
}

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Kept now.
    New,
    /// It was there already.
    Same,
    /// Something was done with the declaration meanwhile.
    Moved,
    /// There is no such declaration.
    Unknown,
}

/// What a way waits for: what of it stands in clear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waits {
    /// The stage's name.
    pub stage: String,
    /// The responsible desk's name.
    pub desk: String,
    /// The step's name; none where the way is over.
    pub step: Option<String>,
    /// Until when; kept to the millisecond.
    pub due: Option<DateTime<Utc>>,
    /// Until when something is to be answered that the traveller asked for, or that needs a second officer, the first of all; kept to
    /// the millisecond.
    pub asked_due: Option<DateTime<Utc>>,
    /// Where the traveller landed, or will by what is known now.
    pub port: Option<String>,
    /// The county that is responsible for the destination.
    pub county: Option<String>,
    /// The county that was asked to take over, and has not answered.
    pub asked: Option<String>,
    /// Last day in Zhejiang on which it may be known.
    pub ends: NaiveDate,
}

/// What was told of a declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Its latest revision.
    pub revision: u32,
    /// Taken back.
    pub withdrawn: bool,
    /// An intention: nothing was declared yet.
    pub intends: bool,
    /// Entries in its log: whatever is done with it adds one.
    pub entries: u64,
    /// What the declaration says of the arrival, sealed.
    pub plan: Option<Part>,
    /// What was so of its earlier revisions and is not any more, sealed.
    pub retracted: Option<Part>,
    /// The events, in the order in which they were taken.
    pub events: Vec<SealedEvent>,
}

/// Which ways are asked for.
#[derive(Debug, Clone)]
pub struct Responsible {
    /// The responsible desks.
    pub whose: Whose,
    /// Due before that instant.
    pub due_before: DateTime<Utc>,
    /// No more than these.
    pub most: u32,
}

/// Desks, as those that are responsible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// A port's, or the province's, which is responsible where nothing nearer is known.
    Of(Desk),
    /// Those of all counties whose codes begin so.
    Counties(String),
}

impl Whose {
    /// Their names: from the first on, and before the last; one name alone where there is no last.
    pub(crate) fn names(&self) -> (String, Option<String>) {
        match self {
            Self::Of(desk) => (desk.to_string(), None),
            // The digits end before a colon.
            Self::Counties(stem) => {
                let first = Desk::County(stem.clone()).to_string();
                (first.clone(), Some(format!("{first}:")))
            }
        }
    }
}

impl SealedEvent {
    /// What the log says of it: never what happened.
    pub(crate) fn note(&self) -> Note {
        Note { at: self.recorded_at, event: "recorded".into(), by: self.by.clone() }
    }
}
