//! Buses from ports to counties, who is aboard, and what their escorts say on the way.

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use super::{Digest, Note, Part, StoreError};

/// The class of what is sealed of a bus.
pub(crate) const BUS: &str = "bus";

/// Holds buses.
#[async_trait]
pub trait Buses: Send + Sync {
    /// Keeps a new bus.
    async fn add_bus(&self, bus: Bus) -> Result<(), StoreError>;

    /// The buses of a port that were made since an instant, newest first.
    async fn buses(&self, port: String, since: DateTime<Utc>) -> Result<Vec<Bus>, StoreError>;

    /// One of them.
    async fn bus(&self, id: Uuid) -> Result<Option<Bus>, StoreError>;

    /// Gives a bus another link in the place of the one before and of its token; false where there is no such bus.
    async fn link_bus(&self, bus: Uuid, link: Digest, until: DateTime<Utc>) -> Result<bool, StoreError>;

    /// Uses up the link of that digest, which counts at that instant: its bearer has a token from then on. The bus's id.
    async fn claim_bus(
        &self,
        link: Digest,
        token: Digest,
        at: DateTime<Utc>,
    ) -> Result<Option<Uuid>, StoreError>;

    /// The bus whose escort has that token, if it counts at that instant.
    async fn escorted(&self, token: Digest, at: DateTime<Utc>) -> Result<Option<Bus>, StoreError>;

    /// Remembers that somebody was put on a bus.
    async fn put_aboard(&self, bus: Uuid, declaration: Uuid, ends: NaiveDate) -> Result<(), StoreError>;

    /// Who was put on it, in the order of ids. Whether they still are, their events say.
    async fn aboard(&self, bus: Uuid) -> Result<Vec<Uuid>, StoreError>;

    /// Keeps what an escort says; the same word may come any number of times.
    async fn report(&self, report: Report) -> Result<(), StoreError>;

    /// What was said on the way, in order.
    async fn reports(&self, bus: Uuid) -> Result<Vec<Report>, StoreError>;

    /// What hurries of all buses and nobody has seen to, or has since an instant; in order.
    async fn hurrying(&self, since: DateTime<Utc>) -> Result<Vec<Report>, StoreError>;

    /// Keeps who has seen to a report; false where it is not there, or somebody has before.
    async fn see_to_report(&self, bus: Uuid, report: Uuid, seen: Note) -> Result<bool, StoreError>;
}

/// A bus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bus {
    /// Its id: the batch of those who are aboard.
    pub id: Uuid,
    /// From where.
    pub port: String,
    /// Since when there is one.
    pub made_at: DateTime<Utc>,
    /// Digest of the escort's link; none once it was used.
    pub link: Option<Digest>,
    /// Link and token count until then.
    pub until: DateTime<Utc>,
    /// Plate, driver and escort, sealed.
    pub details: Part,
}

/// What an escort has said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The bus.
    pub bus: Uuid,
    /// Drawn by the escort's page.
    pub id: Uuid,
    /// When it came.
    pub at: DateTime<Utc>,
    /// A word of a closed list.
    pub what: String,
    /// People, or minutes.
    pub number: Option<u32>,
    /// Somebody must look at once.
    pub hurries: bool,
    /// Who has seen to it, and when.
    pub seen: Option<(DateTime<Utc>, String)>,
    /// Last day on which it may be known.
    pub ends: NaiveDate,
}
