//! PostgreSQL, for any number of platform processes at once.
//!
//! All tables of a declaration are partitioned by the hash of its id, and each statement of intake names the id
//! ([`statements`]): a sharding engine that speaks this protocol has to ask one place. Grouping commits is left to the
//! database, which does it itself. Two processes that are sent the same revision at once meet in its row: the second waits
//! for the first and then gives the same receipt.

mod audit;
mod buses;
mod connect;
mod counting;
mod desks;
mod duty;
mod events;
mod expected;
mod intake;
mod judgements;
mod organisations;
mod personal_links;
mod persons;
mod reading;
mod refusals;
mod retention;
mod sessions;
mod staff;
mod statements;

use std::future::Future;
use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, NaiveDate, Utc};
use deadpool_postgres::{Client, Pool, PoolError};
use tokio_postgres::error::SqlState;
use uuid::Uuid;

use super::{
    Alike, Anchor, Audit, Basis, Case, Declarations, Due, Entry, Events, Facts, Head, Judgement, Judgements,
    Kept, Known, Look, NewEvent, NewRevision, Note, OfPerson, Persons, Put, Responsible, Retention, Standing,
    Statuses, Store, StoreError, Told, Waits,
};

pub use statements::intake_statements;

/// Declarations in a PostgreSQL database.
#[derive(Clone)]
pub struct PostgresStore {
    pool: Pool,
}

impl PostgresStore {
    /// Connects, and makes the tables if they are not there. Several processes may do this at once.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Ok(Self { pool: connect::pool(url).await? })
    }

    async fn client(&self) -> Result<Client, StoreError> {
        self.pool.get().await.map_err(|error| match error {
            PoolError::Backend(error) => error.into(),
            PoolError::Timeout(_) => StoreError::Unreachable("all connections are busy".into()),
            PoolError::PostCreateHook(_) => StoreError::NotDurable("fsync or synchronous_commit"),
            PoolError::Closed | PoolError::NoRuntimeSpecified => StoreError::CutOff,
        })
    }
}

/// Work on the database that takes longer is given up; a server that hangs is asked nothing more.
const PATIENCE: Duration = Duration::from_secs(8);

async fn within<T>(work: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    let late = |_| Err(StoreError::Unreachable("it did not answer in time".into()));
    tokio::time::timeout(PATIENCE, work).await.unwrap_or_else(late)
}

impl From<tokio_postgres::Error> for StoreError {
    /// By its state alone: message and detail may quote a row.
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(refusal) = error.as_db_error() else {
            return Self::Unreachable("the connection broke".into());
        };
        let state = refusal.code();
        let said = format!("{} ({})", refusal.severity(), state.code());
        // 53 is too few resources, 57 an operator who stops or restarts the database, 08 the connection, 25006 a standby.
        let may_succeed_later = ["53", "57", "08"].iter().any(|class| state.code().starts_with(class))
            || [
                SqlState::READ_ONLY_SQL_TRANSACTION,
                SqlState::T_R_SERIALIZATION_FAILURE,
                SqlState::T_R_DEADLOCK_DETECTED,
            ]
            .contains(state);
        if may_succeed_later { Self::Unreachable(said) } else { Self::Refused(said) }
    }
}

#[async_trait]
impl Declarations for PostgresStore {
    async fn look(&self, declaration: Uuid, revision: u32) -> Result<Look, StoreError> {
        within(async { reading::look(&self.client().await?, declaration, revision).await }).await
    }

    async fn put(&self, new: NewRevision) -> Result<Put, StoreError> {
        within(async { intake::put(&mut self.client().await?, &new).await }).await
    }

    async fn renew_receipt(
        &self,
        declaration: Uuid,
        revision: u32,
        former: Vec<u8>,
        receipt: Vec<u8>,
    ) -> Result<Vec<u8>, StoreError> {
        within(async {
            intake::renew_receipt(&self.client().await?, (declaration, revision), &former, &receipt).await
        })
        .await
    }
}

#[async_trait]
impl Statuses for PostgresStore {
    async fn standing(
        &self,
        declaration: Uuid,
        follow_digest: Option<[u8; 32]>,
    ) -> Result<Option<Standing>, StoreError> {
        within(async { reading::standing(&self.client().await?, declaration, follow_digest).await }).await
    }
}

#[async_trait]
impl Facts for PostgresStore {
    async fn basis(&self, declaration: Uuid) -> Result<Option<Basis>, StoreError> {
        within(async { reading::basis(&self.client().await?, declaration).await }).await
    }
}

#[async_trait]
impl Judgements for PostgresStore {
    async fn due_again(
        &self,
        today: NaiveDate,
        after: (NaiveDate, Uuid),
        most: u32,
    ) -> Result<Vec<(NaiveDate, Uuid)>, StoreError> {
        within(async { judgements::due_again(&self.client().await?, today, after, most).await }).await
    }

    async fn behind(&self, list: u32, after: (u32, Uuid), most: u32) -> Result<Vec<(u32, Uuid)>, StoreError> {
        within(async { judgements::behind(&self.client().await?, list, after, most).await }).await
    }

    async fn case(&self, declaration: Uuid) -> Result<Option<Case>, StoreError> {
        within(async { judgements::case(&self.client().await?, declaration).await }).await
    }

    async fn judge_again(&self, judgement: Judgement) -> Result<bool, StoreError> {
        within(async { judgements::judge_again(&mut self.client().await?, &judgement).await }).await
    }

    async fn wake(&self, declaration: Uuid, due: NaiveDate) -> Result<(), StoreError> {
        within(async { judgements::wake(&self.client().await?, declaration, due).await }).await
    }
}

#[async_trait]
impl Events for PostgresStore {
    async fn keep_event(&self, declaration: Uuid, event: NewEvent) -> Result<Kept, StoreError> {
        within(async { events::keep(&mut self.client().await?, declaration, &event).await }).await
    }

    async fn told(&self, declaration: Uuid) -> Result<Option<Told>, StoreError> {
        within(async { events::told(&self.client().await?, declaration).await }).await
    }

    async fn ways(&self, of: Responsible) -> Result<Vec<(Uuid, Waits)>, StoreError> {
        within(async { events::ways(&self.client().await?, &of).await }).await
    }

    async fn asked(
        &self,
        after: Option<(DateTime<Utc>, Uuid)>,
        most: u32,
    ) -> Result<Vec<(Uuid, Waits)>, StoreError> {
        within(async { events::asked(&self.client().await?, after, most).await }).await
    }
}

#[async_trait]
impl Audit for PostgresStore {
    async fn note(&self, declaration: Uuid, note: Note) -> Result<bool, StoreError> {
        within(async { audit::note(&mut self.client().await?, declaration, note).await }).await
    }

    async fn chain(&self, declaration: Uuid) -> Result<Vec<Entry>, StoreError> {
        within(async { audit::chain(&self.client().await?, declaration).await }).await
    }

    async fn chain_end(&self, declaration: Uuid, most: u32) -> Result<Vec<Entry>, StoreError> {
        within(async { audit::chain_end(&self.client().await?, declaration, most).await }).await
    }

    async fn heads(&self, after: Uuid, most: u32) -> Result<Vec<(Uuid, Head)>, StoreError> {
        audit::heads(&self.client().await?, after, most).await
    }

    async fn keep_anchor(&self, anchor: &Anchor) -> Result<(), StoreError> {
        within(async { audit::keep_anchor(&self.client().await?, anchor).await }).await
    }

    async fn anchors(&self) -> Result<Vec<Anchor>, StoreError> {
        audit::anchors(&self.client().await?).await
    }
}

#[async_trait]
impl Persons for PostgresStore {
    async fn known(&self, document: [u8; 32]) -> Result<Vec<Known>, StoreError> {
        within(async { persons::known(&self.client().await?, document).await }).await
    }

    async fn parts_of_persons(
        &self,
        declarations: Vec<Uuid>,
        class: &'static str,
    ) -> Result<Vec<OfPerson>, StoreError> {
        within(async { persons::parts(&self.client().await?, &declarations, class).await }).await
    }

    async fn alike(&self, declarations: Vec<Uuid>) -> Result<Vec<Alike>, StoreError> {
        within(async { persons::alike(&self.client().await?, &declarations).await }).await
    }
}

#[async_trait]
impl Retention for PostgresStore {
    async fn due(&self, today: NaiveDate) -> Result<Vec<Due>, StoreError> {
        retention::due(&self.client().await?, today).await
    }

    async fn sweep(&self, today: NaiveDate) -> Result<u64, StoreError> {
        retention::sweep(&mut self.client().await?, today).await
    }
}

#[async_trait]
impl Store for PostgresStore {
    async fn check(&self) -> Result<(), StoreError> {
        self.client().await?.simple_query("SELECT 1").await?;
        Ok(())
    }

    async fn bound_to(&self) -> Result<Option<String>, StoreError> {
        let row = self.client().await?.query_opt("SELECT keys FROM binding", &[]).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }

    async fn bind(&self, keys: &str) -> Result<String, StoreError> {
        let client = self.client().await?;
        client.execute("INSERT INTO binding VALUES (1, $1) ON CONFLICT DO NOTHING", &[&keys]).await?;
        Ok(client.query_one("SELECT keys FROM binding", &[]).await?.try_get(0)?)
    }
}
