//! Judging again what was judged: which declarations wait for it, what they are judged by, and what comes of it.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Note, Part, Person, SealedEvent, ShownRule, StoreError};

/// Finds and replaces codes that no longer follow.
#[async_trait]
pub trait Judgements: Send + Sync {
    /// Declarations that are due by that day, in the order of day and id, from behind a place in that order on. However many
    /// wait, no more are read than are given.
    async fn due_again(
        &self,
        today: NaiveDate,
        after: (NaiveDate, Uuid),
        most: u32,
    ) -> Result<Vec<(NaiveDate, Uuid)>, StoreError>;

    /// Those that were last judged before the risk list of that number came, in the order of list and id.
    async fn behind(&self, list: u32, after: (u32, Uuid), most: u32) -> Result<Vec<(u32, Uuid)>, StoreError>;

    /// What a declaration is judged by; none where it is unknown or withdrawn.
    async fn case(&self, declaration: Uuid) -> Result<Option<Case>, StoreError>;

    /// Keeps what came of judging a case again. False, and nothing is changed, where anything was done with the declaration
    /// since the case was read, or it was woken.
    async fn judge_again(&self, judgement: Judgement) -> Result<bool, StoreError>;

    /// Makes a declaration wait from that day on.
    async fn wake(&self, declaration: Uuid, due: NaiveDate) -> Result<(), StoreError>;
}

/// What a declaration is judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// Its latest revision.
    pub revision: u32,
    /// Entries in its log: whatever is done with it adds one.
    pub entries: u64,
    /// The edition that the answers were checked under.
    pub edition: u32,
    /// The person's other declarations have still to be looked at again.
    pub unsettled: bool,
    /// How often it was woken.
    pub woken: u64,
    /// All parts that are there.
    pub parts: Vec<Part>,
    /// What happened, in the order in which it was taken.
    pub events: Vec<SealedEvent>,
}

/// What came of judging a case again.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// The declaration.
    pub declaration: Uuid,
    /// Entries in its log when the case was read.
    pub entries: u64,
    /// How often it was woken then.
    pub woken: u64,
    /// The person's other declarations have to be looked at again: it waits until somebody has seen to that.
    pub unsettled: bool,
    /// The newest risk list there was; none where it is not to be judged any more.
    pub list: Option<u32>,
    /// Day on which the outcome may be another.
    pub due: Option<NaiveDate>,
    /// The code that takes the place of the one that was given; none where that one stands.
    pub replacement: Option<Replacement>,
}

/// Another code. Revision and receipt stay as they are.
#[derive(Debug, Clone)]
pub struct Replacement {
    /// The revision that it is for.
    pub revision: u32,
    /// When it was assigned.
    pub at: DateTime<Utc>,
    /// Id of the policy rule that these answers come under by themselves.
    pub rule: String,
    /// The rule that the code shows.
    pub shown: ShownRule,
    /// The parts that take the place of those of their classes.
    pub parts: Vec<Part>,
    /// Whom it is about, for the index of persons.
    pub person: Option<Person>,
}

impl Replacement {
    /// What the log says of it.
    pub(crate) fn note(&self) -> Note {
        Note { at: self.at, event: format!("judged again {}", self.revision), by: "platform".into() }
    }
}

impl Case {
    /// The part of a class.
    pub(crate) fn part(&self, class: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.class == class)
    }
}
