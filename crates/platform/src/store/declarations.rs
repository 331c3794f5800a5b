//! Revisions of declarations, each with the receipt that was given for it.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Expected, Helped, Known, Note, PLAN, Part, Person, StoreError, Waits};

/// Holds revisions. Who may write is the caller's to check; a store compares and keeps.
#[async_trait]
pub trait Declarations: Send + Sync {
    /// What is there at an address, before an envelope is opened for it.
    async fn look(&self, declaration: Uuid, revision: u32) -> Result<Look, StoreError>;

    /// Stores a revision if it may be stored; otherwise says why not and changes nothing. When this returns
    /// [`Put::Stored`], the revision survives the power going off.
    async fn put(&self, revision: NewRevision) -> Result<Put, StoreError>;

    /// Puts another receipt in the place of `former`, which nobody believes any more. Gives the receipt that holds: another's
    /// if somebody came first.
    async fn renew_receipt(
        &self,
        declaration: Uuid,
        revision: u32,
        former: Vec<u8>,
        receipt: Vec<u8>,
    ) -> Result<Vec<u8>, StoreError>;
}

/// What is there at an address.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// The revision itself, if it was stored.
    pub stored: Option<Stored>,
    /// The declaration's latest revision, if there is any.
    pub latest: Option<u32>,
}

/// A revision that was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of its envelope's bytes.
    pub envelope_sha256: [u8; 32],
    /// The receipt that was given, byte for byte.
    pub receipt: Vec<u8>,
}

/// A revision to store.
#[derive(Debug, Clone)]
pub struct NewRevision {
    /// The declaration.
    pub declaration: Uuid,
    /// Its revision.
    pub revision: u32,
    /// SHA-256 of the follow token, as the envelope says it; takes the place of an earlier one.
    pub follow_digest: [u8; 32],
    /// SHA-256 of the envelope's bytes.
    pub envelope_sha256: [u8; 32],
    /// The receipt to give.
    pub receipt: Vec<u8>,
    /// By the platform's clock; kept to the millisecond.
    pub received_at: DateTime<Utc>,
    /// Where its traveller is expected; nowhere any more, once withdrawn.
    pub expected: Option<Expected>,
    /// The organisation that has sent it, if one did: a new declaration counts against its quota.
    pub helped: Option<Helped>,
    /// Entries in its declaration's log when that was read by which it was judged: whatever was done since has to be read first.
    /// None where that does not matter.
    pub seen: Option<u64>,
    /// What it does.
    pub effect: Effect,
    /// Who is responsible for what comes next; none where nobody is any more.
    pub way: Option<Waits>,
}

/// What a revision does to its declaration.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Replaces what was declared.
    Declare {
        /// The rulebook edition that the answers were checked under.
        edition: u32,
        /// Id of the policy rule that these answers come under by themselves.
        rule: String,
        /// The rule that the code shows.
        shown: ShownRule,
        /// The newest risk list that there was.
        list: u32,
        /// Day on which the outcome may be another by time alone.
        due: Option<NaiveDate>,
        /// Code, facts and answers, each sealed. They take the place of all earlier ones.
        parts: Vec<Part>,
        /// Whom it is about, for the index of persons.
        person: Option<Person>,
    },
    /// Replaces what was declared by what is intended: there is no code before a declaration, and nothing to judge again.
    Intend {
        /// The rulebook edition that the answers were checked under.
        edition: u32,
        /// Answers, sealed. They take the place of all earlier parts.
        parts: Vec<Part>,
    },
    /// Somebody whom an officer takes in at a port without a declaration: there is no code, and nothing to judge again.
    TakenIn {
        /// The rulebook edition whose questions the answers belong to.
        edition: u32,
        /// What the document and the officer say, sealed.
        parts: Vec<Part>,
        /// Whom it is about, so that a declaration of theirs finds it.
        person: Option<Person>,
        /// Others who were taken in under that document, and are of another journey: two counters begin nobody twice.
        beside: Vec<Uuid>,
        /// The officer.
        by: String,
    },
    /// Ends what an officer has begun by taking somebody in: all that was kept of it goes.
    LeftOut {
        /// The declaration that holds it from now on; none where it was begun by mistake.
        into: Option<Uuid>,
        /// Who ended it.
        by: String,
    },
    /// Removes every part. What is left is what was retracted before, and what says where to look for somebody who has landed already.
    Withdraw {
        /// Those parts.
        parts: Vec<Part>,
    },
}

/// The rule whose colour a code shows: another declaration's where that one is the worse of one person's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownRule {
    /// The edition that it is a rule of.
    pub edition: u32,
    /// Its id.
    pub rule: String,
}

/// In the place of a rule's id: no rule has given a code, since what is stored is an intention. No id of a rule has this
/// sign.
pub(crate) const INTENDS: &str = "~intends";

/// The same, where an officer has taken somebody in who has not declared.
pub(crate) const TAKEN_IN: &str = "~taken-in";

/// Before the id of the declaration, in the log of whoever was taken in and is known by that one now.
pub(crate) const JOINED: &str = "joined ";

/// The rule's id among what stands in its place; none where no rule has given a code.
pub(crate) fn rule_of(stored: Option<String>) -> Option<String> {
    stored.filter(|rule| rule != INTENDS && rule != TAKEN_IN)
}

impl NewRevision {
    /// Whether where the traveller was expected stays as it was said: somebody who has landed is looked after by it, whatever they
    /// take back.
    pub(crate) fn is_still_expected(&self) -> bool {
        let Effect::Withdraw { parts } = &self.effect else { return false };
        parts.iter().any(|part| part.class == PLAN) && self.way.is_some()
    }

    /// What the log says of it.
    pub(crate) fn note(&self) -> Note {
        let did = match &self.effect {
            Effect::Declare { .. } => "declared",
            Effect::Intend { .. } => "intended",
            Effect::Withdraw { .. } => "withdrew",
            Effect::TakenIn { by, .. } => {
                return Note { at: self.received_at, event: "taken in".into(), by: by.clone() };
            }
            Effect::LeftOut { into, by } => {
                let event = into.map_or("left out".to_owned(), |into| format!("{JOINED}{into}"));
                return Note { at: self.received_at, event, by: by.clone() };
            }
        };
        let by = match self.helped {
            Some(Helped { organisation, .. }) => format!("organisation {organisation}"),
            None => "traveller".to_owned(),
        };
        Note { at: self.received_at, event: format!("{did} {}", self.revision), by }
    }
}

impl Effect {
    /// The parts that are to be there afterwards.
    pub(crate) fn parts(&self) -> &[Part] {
        match self {
            Self::Declare { parts, .. }
            | Self::Intend { parts, .. }
            | Self::TakenIn { parts, .. }
            | Self::Withdraw { parts } => parts,
            Self::LeftOut { .. } => &[],
        }
    }

    /// Whom it is about.
    pub(crate) fn person(&self) -> Option<&Person> {
        match self {
            Self::Declare { person, .. } | Self::TakenIn { person, .. } => person.as_ref(),
            Self::Intend { .. } | Self::Withdraw { .. } | Self::LeftOut { .. } => None,
        }
    }

    /// When it is to be judged again: from which risk list on, and from which day.
    pub(crate) fn again(&self) -> (Option<u32>, Option<NaiveDate>) {
        match self {
            Self::Declare { list, due, .. } => (Some(*list), *due),
            _ => (None, None),
        }
    }

    /// The rule that the code shows; none where there is no code.
    pub(crate) fn shown(&self) -> Option<&ShownRule> {
        match self {
            Self::Declare { shown, .. } => Some(shown),
            _ => None,
        }
    }

    /// Edition and rule of the code; none for a withdrawal.
    pub(crate) fn basis(&self) -> Option<(u32, &str)> {
        match self {
            Self::Declare { edition, rule, .. } => Some((*edition, rule)),
            Self::Intend { edition, .. } => Some((*edition, INTENDS)),
            Self::TakenIn { edition, .. } => Some((*edition, TAKEN_IN)),
            Self::Withdraw { .. } | Self::LeftOut { .. } => None,
        }
    }

    /// Those who may be known by the document as taken in, where a new one is.
    pub(crate) fn beside(&self) -> Option<(&Person, &[Uuid])> {
        match self {
            Self::TakenIn { person: Some(person), beside, .. } => Some((person, beside)),
            _ => None,
        }
    }

    /// Whether all that was told goes with the parts.
    pub(crate) fn leaves_out(&self) -> bool {
        matches!(self, Self::LeftOut { .. })
    }
}

/// Whether somebody is taken in under a document already, beside those who may be.
pub(crate) fn is_another(known: &Known, beside: &[Uuid]) -> bool {
    known.rule == TAKEN_IN && !beside.contains(&known.declaration)
}

/// What became of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Put {
    /// Stored now.
    Stored,
    /// The same bytes were stored before: here is the receipt that was given then.
    Same {
        /// That receipt, byte for byte.
        receipt: Vec<u8>,
    },
    /// Other bytes are stored at this address.
    Conflict,
    /// A later revision is stored.
    Superseded,
    /// Its organisation has sent as many new ones as it may on that day, or its token was just taken back.
    QuotaUsed,
    /// Something was done with the declaration since it was read; judge again by that.
    Moved,
}

/// What a revision would do, given what is stored at its address and the declaration's latest.
pub(crate) fn decide(new: &NewRevision, stored: Option<Stored>, latest: Option<u32>, entries: u64) -> Put {
    if let Some(there) = stored {
        return if there.envelope_sha256 == new.envelope_sha256 {
            Put::Same { receipt: there.receipt }
        } else {
            Put::Conflict
        };
    }
    if latest > Some(new.revision) {
        Put::Superseded
    } else if new.seen.is_some_and(|seen| seen != entries) {
        Put::Moved
    } else {
        Put::Stored
    }
}
