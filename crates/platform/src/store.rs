//! What the platform keeps, behind traits that each hold one thing, so that another database can take SQLite's place.
//!
//! - [`Declarations`]: revisions and their receipts. A store decides inside one transaction what a revision does to what is
//!   there ([`Put`]); nothing else in the program reads first and writes later.
//! - [`Statuses`]: what the holder of a follow token may see.
//! - [`Facts`]: what a code rests on.
//! - [`Judgements`]: what is to be judged again, and what came of it.
//! - [`Events`]: what happened on travellers' ways, and who is responsible for what comes next.
//! - [`Audit`]: what was done with a declaration, and by whom.
//! - [`Persons`]: which declarations are about one person.
//! - [`Retention`]: parts whose time is over.
//! - [`Desks`]: notes of calls, closed flights.
//! - [`Buses`]: buses to the counties, who is aboard, what their escorts say.
//! - [`Roster`]: who is on duty, and what waits for somebody to see to it.
//! - [`Expecting`]: who is expected where.
//! - [`Counting`]: how many there are of each kind.
//! - [`Organisations`]: who helps others, and how much they have sent.
//! - [`PersonalLinks`]: personal links of organisations' members, and what was answered by them.
//! - [`Refusals`]: what was refused for good, for whoever has its slip.
//! - [`Staff`], [`Sessions`]: who works here, and on which devices.
//!
//! [`SqliteStore`] is embedded, [`PostgresStore`] serves any number of processes; both go through the same conformance suite
//! (`tests/store.rs`). No database's type is in a signature or an error here.
//!
//! What stands in clear: the declaration's id, revision numbers, the SHA-256 of its follow token, times, receipts, and by
//! which rule of which edition a code was given, when it is judged again, that something happened and who said so, which desk
//! is responsible until when, where its traveller is expected (day, port, flight, county, township) and where the way leads by
//! now, and why what is not here was refused. Answers, facts and the
//! code's text are [`Part`]s: sealed before they come here.

mod audit;
mod buses;
mod counting;
mod declarations;
mod desks;
mod duty;
mod error;
mod events;
mod expected;
mod facts;
mod judgements;
mod organisations;
mod part;
mod personal_links;
mod persons;
mod postgres;
mod refusals;
mod retention;
mod sqlite;
mod staff;
mod statuses;

use async_trait::async_trait;

pub(crate) use audit::link;
pub use audit::{Anchor, Audit, Entry, Head, Note};
pub(crate) use buses::BUS;
pub use buses::{Bus, Buses, Report};
pub use counting::{Counting, Looks, Tally};
pub use declarations::{Declarations, Effect, Look, NewRevision, Put, ShownRule, Stored};
pub(crate) use declarations::{INTENDS, JOINED, TAKEN_IN, rule_of};
pub use desks::{CallNote, Desks, Flight};
pub use duty::{Roster, Shift, Turn};
pub use error::StoreError;
pub use events::{Events, Kept, NewEvent, Responsible, SealedEvent, Told, Waits, Whose};
pub use expected::{Expected, Expecting, Place, State, UNDATED};
pub use facts::{Basis, Facts};
pub use judgements::{Case, Judgement, Judgements, Replacement};
pub use organisations::{Helped, Organisation, Organisations};
pub(crate) use part::ANSWERS;
pub use part::{CODE, FACTS, GROUNDS, PLAN, Part, RETRACTED};
pub use personal_links::{MemberLink, NewLink, OwnAnswer, PersonalLinks};
pub(crate) use personal_links::{OWN, TERMS};
pub use persons::{Alike, Known, OfPerson, Person, Persons};
pub use postgres::{PostgresStore, intake_statements};
pub use refusals::{Refusals, Refused};
pub use retention::{Due, Retention};
pub use sqlite::SqliteStore;
pub use staff::{Digest, Sessions, Staff};
pub use statuses::{Standing, Statuses};

/// Everything that the platform keeps.
#[async_trait]
pub trait Store:
    Declarations
    + Statuses
    + Facts
    + Judgements
    + Events
    + Audit
    + Persons
    + Retention
    + Staff
    + Sessions
    + Expecting
    + Counting
    + Desks
    + Buses
    + Roster
    + Organisations
    + PersonalLinks
    + Refusals
{
    /// Whether it answers.
    async fn check(&self) -> Result<(), StoreError>;

    /// The id of the keys that belong to what is kept here; none before [`bind`](Self::bind) was called once.
    async fn bound_to(&self) -> Result<Option<String>, StoreError>;

    /// Says once and for ever which keys belong to what is kept here. Gives back the id that holds, which is another's if he
    /// came first.
    async fn bind(&self, keys: &str) -> Result<String, StoreError>;
}
